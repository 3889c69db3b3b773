"""A Thunderbird profile: one IMAP account, one calendar that answers in its name, and quiet."""

from __future__ import annotations

import json
from pathlib import Path

CALENDAR = "2f0c7b8e-5a41-4c0f-9a53-6d1f2f6f9d10"

# No first-run pages, no news, no question who is the default program, nothing that asks the Internet.
_QUIET = {
    "app.donation.eoy.version.viewed": 999,
    "app.update.auto": False,
    "app.update.enabled": False,
    "calendar.integration.notify": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "mail.biff.show_alert": False,
    "mail.chat.enabled": False,
    "mail.inappnotifications.enabled": False,
    "mail.inappnotifications.url": "",
    "mail.phishing.detection.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.rights.version": 1,
    "mail.shell.checkDefaultClient": False,
    "mail.spotlight.firstRunDone": True,
    "mailnews.database.global.indexer.enabled": False,
    "mailnews.start_page.enabled": False,
    "mailnews.start_page_override.mstone": "ignore",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.manage-offline-status": False,
    "network.proxy.http": "127.0.0.1",  # where nobody listens: what still asks the Web gets nothing
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.type": 1,
    "offline.autoDetect": False,
    "services.settings.server": "",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}

_CLEARTEXT = 3  # nsMsgAuthMethod.passwordCleartext
_PLAIN = 0  # nsMsgSocketType.plain: no TLS


def write(folder: Path, *, address: str, name: str, language: str, imap_port: int, smtp_port: int) -> None:
    """Make ``folder`` a profile for one person. ``language`` is a locale that is installed: "en-US", "da"."""
    account = {
        "mail.accountmanager.accounts": "account1,account2",
        "mail.accountmanager.defaultaccount": "account1",
        "mail.accountmanager.localfoldersserver": "server2",
        "mail.account.account1.identities": "id1",
        "mail.account.account1.server": "server1",
        "mail.account.account2.server": "server2",
        "mail.server.server1.type": "imap",
        "mail.server.server1.name": address,
        "mail.server.server1.hostname": "127.0.0.1",
        "mail.server.server1.port": imap_port,
        "mail.server.server1.userName": address,
        "mail.server.server1.authMethod": _CLEARTEXT,
        "mail.server.server1.socketType": _PLAIN,
        "mail.server.server1.login_at_startup": False,
        "mail.server.server1.check_new_mail": False,
        "mail.server.server1.max_cached_connections": 1,
        "mail.server.server1.use_idle": False,  # it is told when to look
        "mail.server.server2.type": "none",
        "mail.server.server2.name": "Local Folders",
        "mail.server.server2.hostname": "Local Folders",
        "mail.server.server2.userName": "nobody",
        "mail.identity.id1.fullName": name,
        "mail.identity.id1.useremail": address,
        "mail.identity.id1.smtpServer": "smtp1",
        "mail.identity.id1.valid": True,
        "mail.identity.id1.fcc": False,
        "mail.smtpservers": "smtp1",
        "mail.smtp.defaultserver": "smtp1",
        "mail.smtpserver.smtp1.type": "smtp",
        "mail.smtpserver.smtp1.hostname": "127.0.0.1",
        "mail.smtpserver.smtp1.port": smtp_port,
        "mail.smtpserver.smtp1.username": address,
        "mail.smtpserver.smtp1.authMethod": _CLEARTEXT,
        "mail.smtpserver.smtp1.try_ssl": _PLAIN,
    }
    calendar = {
        f"calendar.registry.{CALENDAR}.name": "Kalender",
        f"calendar.registry.{CALENDAR}.type": "storage",
        f"calendar.registry.{CALENDAR}.uri": "moz-storage-calendar://",
        f"calendar.registry.{CALENDAR}.imip.identity.key": "id1",
        f"calendar.registry.{CALENDAR}.calendar-main-default": True,
        f"calendar.registry.{CALENDAR}.calendar-main-in-composite": True,
        "calendar.list.sortOrder": CALENDAR,
        "calendar.timezone.local": "Europe/Copenhagen",
        "calendar.timezone.useSystemTimezone": False,
    }
    driven = {"intl.locale.requested": language, "marionette.port": 0}  # it writes the port it took into the profile
    folder.mkdir(parents=True)
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in (
        _QUIET | account | calendar | driven
    ).items()]  # fmt: skip
    (folder / "user.js").write_text("\n".join(lines) + "\n", "utf-8")
