"""One mailbox, one mailflow: a marker in a folder of its own says which installation watches it.

A marker in the mailbox itself is the only thing that two installations with different stores can both see. It cannot be
forged by mail, since mail never arrives in that folder by itself.
"""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from mailflow import log
from mailflow.errors import RefusedError, UnavailableError
from mailflow.i18n import _
from mailflow.mailbox import Mailbox
from mailflow.parsers import mail as parse_mail

FOLDER = "mailflow"
HEADER = "X-Mailflow-Marker"


def check(mailbox: Mailbox, installation: str) -> bool:
    """Whether our marker is there. Raises ``RefusedError`` when another installation left its own first; changes nothing."""
    markers = _markers(mailbox)
    if markers and markers[0] != installation:
        raise RefusedError(
            _("Another mailflow installation watches this mailbox."),
            _("If it is gone for good, delete the mail in the folder {folder} and start again.").format(folder=FOLDER),
        )
    return bool(markers)


def claim(mailbox: Mailbox, installation: str, now: datetime) -> None:
    """Leave our marker, or raise ``RefusedError`` as ``check`` does. Two that start at once both look again afterwards."""
    if not check(mailbox, installation):
        mailbox.append(FOLDER, _marker(installation, now), (), now)
        log.info("mailbox.claimed")
        check(mailbox, installation)


def _markers(mailbox: Mailbox) -> list[str]:
    """The installations that have left a marker, the first one first."""
    try:
        mailbox.open(FOLDER)
    except UnavailableError:
        if FOLDER in {folder.name for folder in mailbox.folders()}:
            raise  # it is there and refuses us: who left a marker in it cannot be known
        return []
    found = [parse_mail.parse(item.header).header(HEADER) for item in mailbox.items(mailbox.uids_above(0))]
    return [marker for marker in found if marker]


def _marker(installation: str, now: datetime) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = "mailflow passer denne postkasse / mailflow watches this mailbox"
    mail["Date"] = now
    mail[HEADER] = installation
    mail.set_content(
        "Denne mail viser, hvilken mailflow-installation der passer postkassen. Lad den ligge.\n\n"
        "This mail shows which mailflow installation watches the mailbox. Leave it here.\n"
    )
    return bytes(mail)
