"""What a configuration must also fulfil, beyond types: one small function a rule, "" when there is nothing to say.

``RULES`` names the keys a rule looks at; it is asked only when each of them has its type. The problem is shown
at the first of them that is there.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import msgspec

from mailflow import config
from mailflow.i18n import _

Rule = tuple[tuple[str, ...], Callable[..., str]]

# Deliberately narrower than RFC 5321: what an association's addresses look like, and ASCII only, since not every server
# between us and the members speaks SMTPUTF8 (RFC 6531).
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z][A-Za-z0-9-]{1,62}")


def is_loopback(host: str) -> bool:
    """Whether the host is this machine for certain: nobody else hears what is said there."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        same = [
            zone for zone in available_timezones() if zone.rpartition("/")[2].lower() == name.rpartition("/")[2].lower()
        ]
        remedy = _("Did you mean {zone}?").format(zone=same[0]) if same else _("In Denmark it is Europe/Copenhagen.")
        return _("There is no such time zone.") + " " + remedy
    return ""


def _address(address: str) -> str:
    if _ADDRESS.fullmatch(address):
        return ""
    return _("“{text}” is not an e-mail address. Write it alone, such as sekretariatet@fkt.example.").format(
        text=address
    )


def _addresses(addresses: list[str]) -> str:
    return " ".join(filter(None, map(_address, addresses)))


def _no_clear_text(tls: str, host: str) -> str:
    if tls != "none" or is_loopback(host):
        return ""
    return _("Without TLS everybody on the way could read the mail and the password. Use “implicit” or “starttls”.")


def _has_password(password: Any, auth: str) -> str:
    if auth != "password" or password is not None:
        return ""
    return _(
        "The password is missing. Put it in a file that only mailflow can read and write "
        'password = { file = "/path/to/it" }, or use auth = "oauth".'
    )


def _imap_login(auth: str) -> str:
    return _("A mailbox cannot be read without logging in. Use “password” or “oauth”.") if auth == "none" else ""


def _one_source(file: str, credential: str, command: list[str]) -> str:
    given = [name for name, value in (("file", file), ("credential", credential), ("command", command)) if value]
    if len(given) == 1:
        return ""
    if not given:
        return _("It does not say where the secret is. Give one of file, credential and command.")
    return _("A secret has one source, not {number}. Keep one of {names}.").format(
        number=len(given), names=", ".join(given)
    )


def _credential_name(credential: str) -> str:
    if "/" not in credential:
        return ""
    return _("A credential is a name, not a path: the one before the colon in LoadCredential=.")


def _oauth_issuer(tenant: str, token_url: str) -> str:
    if bool(tenant) != bool(token_url):
        return ""
    return _("Give either tenant (Microsoft 365) or token_url (any other issuer).")


def _oauth_url(token_url: str) -> str:
    if not token_url or _is_url(token_url, "https") or (_is_url(token_url, "http") and _url_is_loopback(token_url)):
        return ""
    return _("The address of the token issuer begins with https://.")


def _web_url(url: str) -> str:
    return "" if not url or _is_url(url, "http", "https") else _("A web address begins with https:// and names a host.")


def _cms_url(address: str) -> str:
    if _is_url(address, "https") or (_is_url(address, "http") and _url_is_loopback(address)):
        return ""
    return _("The website's address begins with https://, or everybody on the way could read the password.")


def _target(target: str, command: list[str], wordpress: Any, drupal: Any) -> str:
    given = {"folder": True, "command": bool(command), "wordpress": wordpress is not None, "drupal": drupal is not None}
    if given.get(target, True):
        return ""
    if target == "command":
        return _("It says which command is run: add command = […].")
    return _('It says target = "{target}", but there is no table [website.{target}].').format(target=target)


def _is_url(url: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname)
    except ValueError:
        return False


def _url_is_loopback(url: str) -> bool:
    return is_loopback(urlsplit(url).hostname or "")


def _publishing_hours(publish_from: str, publish_to: str) -> str:
    if publish_from < publish_to:
        return ""
    return _("Nothing could ever be published: publish_from must be earlier than publish_to.")


def _reminder(reminder_days: int, days: int) -> str:
    if reminder_days < days:
        return ""
    return _("The reminder would come before the minutes: reminder_days must be smaller than days ({days}).").format(
        days=days
    )


def _store_url(url: str) -> str:
    """No part of the URL is repeated: somebody may have put a password in it."""
    try:
        parts = urlsplit(url)
        password = parts.password
    except ValueError:
        return _("This is not a database address. Write sqlite:////path/to/mailflow.db or postgresql://user@host/name.")
    if url and parts.scheme not in ("sqlite", "postgresql", "postgresql+psycopg"):
        return _("Only SQLite and PostgreSQL. Write sqlite:////path/to/mailflow.db or postgresql://user@host/name.")
    if parts.scheme == "sqlite" and not url.startswith("sqlite:////"):
        return _(
            "The path must be absolute (four slashes: sqlite:////path/to/mailflow.db), or each folder that mailflow is "
            "started in would get a store of its own."
        )
    if password:
        return _(
            "A secret may not stand in this file. Leave the password out of the address and write it in "
            'store.password = { file = "/path/to/it" }.'
        )
    return ""


def _alarm_mail(to: list[str], smtp: Any) -> str:
    if bool(to) == (smtp is not None):
        return ""
    if to:
        return _("These addresses can only be reached over another mail server. Add [alarm.smtp].")
    return _('Nobody gets these mails. Add the addresses: to = ["…"].')


def _oauth_wanted(server: dict[str, Any], oauth: Any) -> str:
    if oauth is not None or server.get("auth") != "oauth":
        return ""
    return _('It says auth = "oauth", but there is no table [oauth]. Add it with client_id, client_secret and tenant.')


RULES: dict[type[msgspec.Struct], list[Rule]] = {
    config.Secret: [(("file", "credential", "command"), _one_source), (("credential",), _credential_name)],
    config.Association: [(("timezone",), _timezone), (("secretary",), _addresses)],
    config.Store: [(("url",), _store_url)],
    config.Server: [(("tls", "host"), _no_clear_text), (("password", "auth"), _has_password)],
    config.Imap: [(("address",), _address), (("auth",), _imap_login)],
    config.OAuth: [(("tenant", "token_url"), _oauth_issuer), (("token_url",), _oauth_url)],
    config.MinutesRule: [(("publish_from", "publish_to"), _publishing_hours), (("reminder_days", "days"), _reminder)],
    config.WordPress: [(("address",), _cms_url)],
    config.Drupal: [(("address",), _cms_url)],
    config.Website: [(("url",), _web_url), (("target", "command", "wordpress", "drupal"), _target)],
    config.Alarm: [(("url",), _web_url), (("to",), _addresses), (("to", "smtp"), _alarm_mail)],
    config.Config: [(("imap", "oauth"), _oauth_wanted), (("smtp", "oauth"), _oauth_wanted)],
}
