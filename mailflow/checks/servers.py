"""Checks over the network: the mailbox (IMAP) and the submission server (SMTP), each on the connection it is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mailflow.checks import Finding, Status, failed
from mailflow.config import Config, Server
from mailflow.errors import MailflowError
from mailflow.i18n import _
from mailflow.mailbox import Folder, Mailbox
from mailflow.smtp import Smtp
from mailflow.steps.receive import check as check_claim
from mailflow.store import queries
from mailflow.store.engine import Store

FOLDERS_SHOWN = 12
SMALL_MAIL = 10_000_000  # octets; base64 makes a document a third larger (RFC 2045 section 6.8)


def imap(config: Config, mailbox: Mailbox) -> Iterator[Finding]:
    """Connect, secure, log in; what the server can do, and which folders will be read."""
    try:
        mailbox.connect()
        able = mailbox.capabilities()
        folders = mailbox.folders()
    except MailflowError as error:
        yield failed("imap", error, _("Check imap.host, imap.port and imap.tls, and whether the server is up."))
        return
    yield Finding("imap", "ok", _logged_in(config.imap))
    yield from _capabilities(config, able)
    yield from _folders(config, folders)


def _logged_in(server: Server) -> str:
    safe = {"implicit": _("TLS from the start"), "starttls": "STARTTLS", "none": _("no TLS")}[server.tls]
    return _("{host}:{port} answers ({tls}), logged in as {user}.").format(
        host=server.host, port=server.port, tls=safe, user=server.user or "–"
    )


def _capabilities(config: Config, able: frozenset[str]) -> Iterator[Finding]:
    """None is needed; each makes something better (RFC 2177, RFC 6851, RFC 4315)."""
    missing = []
    if "IDLE" not in able:
        missing.append(
            _("IDLE (new mail is seen only every {seconds} seconds)").format(seconds=config.imap.poll_seconds)
        )
    if config.imap.move_to and not {"MOVE", "UIDPLUS"} & able:
        missing.append(_("MOVE and UIDPLUS (handled mail cannot be moved safely and stays where it is)"))
    if missing:
        what = _("The server lacks {names}.").format(names=", ".join(missing))
        yield Finding("capabilities", "warning", what, _("It works without; ask your provider if you miss it."))
    else:
        known = [name for name in ("IDLE", "MOVE", "UIDPLUS") if name in able]
        yield Finding("capabilities", "ok", _("The server can do {names}.").format(names=", ".join(known)))


def _folders(config: Config, folders: list[Folder]) -> Iterator[Finding]:
    """All folders are read but those excluded; a name that excludes nothing is a mistake to be told."""
    names = {folder.name for folder in folders}
    excluded = set(config.imap.exclude)
    unknown = sorted(excluded - names)
    if unknown:
        what = _("imap.exclude names folders that are not there: {names}.").format(names=", ".join(unknown))
        yield Finding(
            "folders",
            "warning",
            what,
            _("Correct the names; the folders are: {names}").format(names=_some(sorted(names))),
        )
    blind = sorted(
        f.name for f in folders if f.name in excluded and (f.name.upper() == "INBOX" or "\\Junk" in f.special)
    )
    if blind:
        status: Status = "problem" if "INBOX" in map(str.upper, blind) else "warning"
        what = _("Objections that land in {names} will never be seen.").format(names=", ".join(blind))
        yield Finding("folders", status, what, _("Remove it from imap.exclude."))
    read = [folder.name for folder in folders if folder.selectable and folder.name not in excluded]
    lame = [folder.name for folder in folders if folder.selectable and folder.name in read and not folder.uidvalidity]
    if lame:
        what = _("These folders cannot be opened: {names}. While that is so, nothing is published.").format(
            names=", ".join(lame)
        )
        yield Finding(
            "folders", "problem", what, _("Give the account the right to read them, or name them in imap.exclude.")
        )
    shown = _("{count} folders are read ({names})").format(count=len(read), names=_some(read))
    left = (
        _("left out: {names}.").format(names=", ".join(sorted(excluded & names)))
        if excluded & names
        else _("none is left out.")
    )
    yield Finding("folders", "ok", f"{shown}; {left}")


def _some(names: list[str]) -> str:
    more = ", …" if len(names) > FOLDERS_SHOWN else ""
    return ", ".join(names[:FOLDERS_SHOWN]) + more


def mailbox_is_ours(store: Store, mailbox: Mailbox, now: datetime) -> Iterator[Finding]:
    """No other installation watches it, and what lay there before us is known."""
    with store.reading() as session:
        us = queries.association(session)
        installation, installed = us.installation, us.installed_at
    try:
        check_claim(mailbox, installation)
    except MailflowError as error:
        yield failed("claim", error)
    else:
        yield Finding("claim", "ok", _("No other mailflow watches this mailbox."))
    if installed is None:
        yield Finding("baseline", "ok", _("Not read yet. What lies there at the first look is left alone for ever."))
    else:
        since = installed.isoformat(timespec="seconds")
        yield Finding(
            "baseline", "ok", _("Read since {since}; what lay there before is left alone.").format(since=since)
        )


def smtp(config: Config, connection: Smtp) -> Iterator[Finding]:
    """Connect, secure, log in; how large a mail may be (RFC 1870)."""
    try:
        connection.open()
    except MailflowError as error:
        yield failed("smtp", error, _("Check smtp.host, smtp.port and smtp.tls, and whether the server is up."))
        return
    yield Finding("smtp", "ok", _logged_in(config.smtp))
    limit = connection.size_limit()
    if limit is None:
        return
    room = _("The server takes mails up to {limit} MB.").format(limit=limit // 1_000_000)
    if limit < SMALL_MAIL:
        yield Finding(
            "size", "warning", room, _("Keep the documents you send well below it, or ask your provider for more.")
        )
    else:
        yield Finding("size", "ok", room)
