"""``mailflow parse``: what mailflow understands of raw messages, without any configuration or store."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import BinaryIO

import click

from mailflow.errors import InputError, NotFoundError
from mailflow.i18n import _
from mailflow.mail import Mail
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.replies import About, Question, Reply

_PIECE = 1 << 16  # octets
_STYLES = {"quote": "dim", "signature": "dim italic", "banner": "dim", "footer": "dim", "evidence": "bold reverse"}


@dataclass(frozen=True)
class _Trust:
    """Whose Authentication-Results count, from the command line."""

    authserv_id: str
    microsoft365: bool = False


@click.command("parse", help=_("Show what mailflow understands of raw messages (.eml; - for standard input)."))
@click.argument("files", nargs=-1, required=True, metavar="FILE.eml …")
@click.option("--about", type=click.Choice([kind.value for kind in About]), help=_("What the messages answer."))
@click.option("--authserv-id", default="", metavar="ID", help=_("Whose Authentication-Results to trust."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
def command(files: tuple[str, ...], about: str | None, authserv_id: str, as_json: bool) -> None:
    """Read each message, print what it says, and go on with the next."""
    asked = About(about) if about else None
    trust = _Trust(authserv_id) if authserv_id else None
    for name, raw in _messages(files):
        mail = parse_mail.parse(raw)
        kind = asked or parse_reply.about(mail)
        reply = parse_reply.read(mail, Question(asked), trust=trust)
        if as_json:
            click.echo(json.dumps(as_object(name, mail, kind, reply), ensure_ascii=False))
        else:
            _show(name, mail, kind, reply)


def _messages(files: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """One at a time, so that thousands of files need the memory of one. A message over the limit is cut, and refused."""
    for name in files:
        try:
            if name == "-":
                yield name, _bounded(sys.stdin.buffer)
            else:
                with open(name, "rb") as stream:
                    yield name, _bounded(stream)
        except FileNotFoundError:
            raise NotFoundError(_("There is no file {name}.").format(name=name)) from None
        except OSError as error:
            raise InputError(_("{name} cannot be read: {why}.").format(name=name, why=error.strerror)) from None


def _bounded(stream: BinaryIO) -> bytes:
    """Until just over the limit, by pieces: asked for at once, room for the largest message is made for each, and memory
    goes to pieces over thousands of them."""
    read = bytearray()
    while len(read) <= parse_mail.MAX_BYTES and (piece := stream.read(_PIECE)):
        read += piece
    return bytes(read)


def as_object(name: str, mail: Mail, about: About | None, reply: Reply) -> dict[str, object]:
    """The contract of the JSON output; docs/json.md describes the keys."""
    return {
        "file": name,
        "sort": reply.sort.value,
        "from": mail.from_.address if mail.from_ else None,
        "about": about.value if about else None,
        "reply_text": reply.text,
        "intent": reply.intent.value if reply.intent else None,
        "item": reply.item,
        "evidence": reply.evidence,
        "confidence": round(reply.confidence, 2),
        "nominees": [asdict(nominee) for nominee in reply.nominees],
        "bounced": list(reply.bounced),
        "why": reply.why,
    }


def _show(name: str, mail: Mail, about: About | None, reply: Reply) -> None:
    """For a person: the verdict, then the mail with what is not the person's own words dimmed and the deciding words marked."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    sender = f"{mail.from_.name} <{mail.from_.address}>".strip() if mail.from_ else _("unknown sender")
    console.print(Text(f"{name}: {sender}", style="bold"), Text(_clean(mail.subject)))
    verdict = " · ".join(
        part
        for part in (reply.sort.value, about.value if about else "", reply.intent.value if reply.intent else "")
        if part
    )
    console.print(Text(verdict, style="bold cyan"), Text(f"({reply.confidence:.2f}) {_clean(reply.why)}"))
    if reply.item:
        console.print(Text(_("Agenda item: {item}").format(item=reply.item)))
    for nominee in reply.nominees:
        console.print(
            Text(f"  → {_clean(nominee.name)}, {nominee.municipality or '?'}{' (self)' if nominee.self else ''}")
        )
    for address in reply.bounced:
        console.print(Text(f"  ✗ {address}"))
    body = Text("".join(c if c.isprintable() or c in "\n\t" else " " for c in mail.text or reply.text or ""))
    for start, end, kind in reply.spans:
        body.stylize(_STYLES.get(kind, ""), start, end)
    if not mail.text and reply.evidence and reply.text:
        at = reply.text.find(reply.evidence)
        body.stylize(_STYLES["evidence"], at, at + len(reply.evidence))
    console.print(body)
    console.print()


def _clean(words: str) -> str:
    """Without control characters, which could drive the terminal."""
    return "".join(character if character.isprintable() else " " for character in words)
