"""The test mail: sent to the mailbox itself, and waited for.

It proves which witness works on this host (DESIGN rule 2), and whose Authentication-Results may be trusted: the test
mail carries none of its own, so what it comes back with was written by the server.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

import authres

from mailflow.checks import Finding, failed
from mailflow.config import Config
from mailflow.errors import MailflowError
from mailflow.i18n import _
from mailflow.mailbox import Mailbox
from mailflow.parsers import mail as parse_mail
from mailflow.smtp import Smtp

WAIT_SECONDS = 60.0
LINGER_SECONDS = 3.0  # so long after the wanted witness to see whether the other works too
PAUSE_SECONDS = 0.5
_IDLESS = re.compile(r"\s*(spf|dkim|dmarc|compauth)\s*=", re.IGNORECASE)  # Microsoft 365 leaves the authserv-id out


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the test mail turned up, and the Authentication-Results that the server put on the copy."""

    folder: str
    special: frozenset[str]
    results: tuple[str, ...]


def test_mail(config: Config, smtp: Smtp, mailbox: Mailbox, now: datetime) -> Iterator[Finding]:
    """Send one mail to the mailbox's own address and look for it in every folder for a minute."""
    message_id = f"<doctor.{secrets.token_hex(16)}@{config.imap.address.partition('@')[2]}>"
    raw = _mail(config, message_id, now)
    outcome = smtp.send(config.imap.address, [config.imap.address], raw, lambda: None)
    if outcome.state != "sent":
        what = _("The test mail was not accepted ({stage}): {code} {text}").format(
            stage=outcome.stage, code=outcome.code or "", text=outcome.text
        )
        yield Finding(
            "test-mail",
            "problem",
            what,
            _("Check the [smtp] section, and whether this account may send as its own address."),
        )
        return
    try:
        sent_folder = config.smtp.sent_folder or mailbox.sent_folder()
        copy, filed = _wait(config, mailbox, message_id, sent_folder)
    except MailflowError as error:
        yield failed("test-mail", error)
        return
    yield from _witness(config, copy, filed)
    if copy is not None:
        yield from _authserv_id(config, copy.results)


def _mail(config: Config, message_id: str, now: datetime) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = mail["To"] = config.imap.address
    mail["Subject"] = _("mailflow doctor: a test mail")
    mail["Date"] = now
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(_("This mail shows that mail comes back. You may delete it.") + "\n", cte="quoted-printable")
    return bytes(mail)


def _wait(config: Config, mailbox: Mailbox, message_id: str, sent: str) -> tuple[Seen | None, Seen | None]:
    """(the copy that was delivered, the one the server filed as sent), each None when it did not turn up."""
    until = time.monotonic() + WAIT_SECONDS
    copy: Seen | None = None
    filed: Seen | None = None
    while True:
        for folder in sorted(mailbox.folders(), key=lambda folder: folder.name.upper() != "INBOX"):
            if not folder.selectable or (folder.name == sent and filed) or (folder.name != sent and copy):
                continue
            uids = mailbox.find(folder.name, message_id)
            if not uids:
                continue
            headers = [parse_mail.parse(item.header) for item in mailbox.items(uids[:1])]
            seen = Seen(folder.name, folder.special, headers[0].authentication_results if headers else ())
            copy, filed = (copy, seen) if folder.name == sent else (seen, filed)
        wanted = {"copy": copy, "sent-folder": filed, "none": copy}[config.smtp.witness]
        if wanted:
            until = min(until, time.monotonic() + LINGER_SECONDS)
        if (copy and filed) or time.monotonic() > until:
            return copy, filed
        time.sleep(PAUSE_SECONDS)


def _witness(config: Config, copy: Seen | None, filed: Seen | None) -> Iterator[Finding]:
    works = [name for name, seen in (("copy", copy), ("sent-folder", filed)) if seen is not None]
    configured = config.smtp.witness
    if not works:
        what = _("The test mail was accepted, but did not turn up in the mailbox within {seconds:.0f} seconds.").format(
            seconds=WAIT_SECONDS
        )
        remedy = _(
            "Look for it by hand. If it never comes, imap and smtp are not the same mailbox, or a filter eats it."
        )
        yield Finding("witness", "problem", what, remedy)
        return
    named = _("A witness works: {names}.").format(names=", ".join(works))
    if configured in works:
        yield Finding("witness", "ok", named)
    elif configured == "none":
        yield Finding("witness", "warning", named, _('Set smtp.witness = "{name}".').format(name=works[0]))
    else:
        what = _(
            'smtp.witness = "{name}" does not work on this host: letters whose fate is unknown will stay so.'
        ).format(name=configured)
        yield Finding("witness", "problem", what, _('Set smtp.witness = "{name}".').format(name=works[0]))
    if copy is not None and "\\Junk" in copy.special:
        what = _("The test mail was taken for junk (it lies in {folder}).").format(folder=copy.folder)
        yield Finding(
            "junk", "warning", what, _("Let your provider or your filter know that this address is your own.")
        )


def _authserv_id(config: Config, results: tuple[str, ...]) -> Iterator[Finding]:
    """Who a sender is can only be proven by a header that our own server wrote (RFC 8601 section 5)."""
    name = authserv_id(results[0]) if results else ""
    trusted = config.imap.authserv_id
    if results and _IDLESS.match(results[0]) and not config.imap.microsoft365:
        what = _("The server checks senders the way Microsoft 365 does.")
        yield Finding(
            "authserv-id", "warning", what, _("Set imap.microsoft365 = true, so that senders can be confirmed.")
        )
    elif name and name != trusted:
        what = _("The server writes its checks of senders under the name {name}.").format(name=name)
        yield Finding(
            "authserv-id",
            "warning",
            what,
            _('Set imap.authserv_id = "{name}", so that senders can be confirmed.').format(name=name),
        )
    elif name:
        yield Finding("authserv-id", "ok", _("Senders are confirmed by {name}.").format(name=name))
    else:
        what = _("The server wrote no check of the sender on the test mail; mail from outside may still carry one.")
        yield Finding("authserv-id", "ok", what)


def authserv_id(value: str) -> str:
    """The name at the front of an Authentication-Results value (RFC 8601 section 2.2), or "" when it cannot be read."""
    line = "Authentication-Results: " + value[:4096]
    try:
        header = authres.AuthenticationResultsHeader.parse(line)  # type: ignore[no-untyped-call, call-arg]
        return str(header.authserv_id or "")
    except (authres.AuthResError, ValueError, AttributeError, TypeError, IndexError, KeyError, RecursionError):
        return ""
