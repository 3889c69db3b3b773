"""What is fuzzed: each parser that reads what strangers send, with its seeds and what it must keep.

None may raise anything but the errors it declares; a text that is read must not grow; time and memory are watched by
``fuzz.py`` and libFuzzer.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mailflow.errors import InputError
from mailflow.parsers import bounce, calendar, document, docx, event, forum, html, judge, markdown, memberlist, mime
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.parsers import settings as parse_settings
from mailflow.replies import About, Question

TESTS = Path(__file__).parent.parent
SENT = (TESTS / "mails" / "our-letter.txt").read_text(encoding="utf-8")
HEAD = b"From: Per Holm <per@hedensted.example>\nSubject: SV: Referat\nContent-Type: text/"
CSV = (
    "Navn;E-mail;Telefon;Kommune;Gruppe\nAnna Berg;anna@odder.example;12 34 56 78;Odder;Hovedbestyrelsen\n",
    "fornavn,efternavn,mail\nBo,Dam,bo@tønder.example\n",
    '\ufeff"Name"\t"Email"\n"Ib ""Bo"" Lund"\tib@samsoe.example\n',
)


class SlowError(Exception):
    """It took longer than its size allows."""


@dataclass(frozen=True)
class Target:
    seeds: Callable[[], Iterable[bytes]]
    read: Callable[[bytes], object]
    allowed: tuple[type[Exception], ...] = ()  # the errors that the parser declares


# --- seeds -----------------------------------------------------------------------------------------------------------


def _mails() -> Iterator[bytes]:
    for file in sorted((TESTS / "mails").rglob("*.eml")):
        yield file.read_bytes()


def _bodies(kind: str) -> Iterator[bytes]:
    for raw in _mails():
        mail = parse_mail.parse(raw)
        body = mail.calendar if kind == "calendar" else getattr(mail, kind).encode()
        if body:
            yield body


def _answers() -> Iterator[bytes]:
    for file in sorted((TESTS / "answers").glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield line.partition("|")[2].strip().replace("\\n", "\n").encode()
    for raw in _mails():
        said = parse_reply.read(parse_mail.parse(raw), Question()).text
        if said:
            yield said.encode()


def _documents() -> Iterator[bytes]:
    for file in sorted((TESTS / "documents").iterdir()):
        yield file.read_bytes()


def _word() -> Iterator[bytes]:
    from docx import Document  # python-docx

    for style in ("Heading 1", "List Number", "Normal"):
        paper = Document()
        paper.add_heading("Referat af møde den 27. august 2026", 0)
        paper.add_paragraph("Godkendelse af dagsorden", style=style)
        paper.add_table(2, 2).cell(0, 0).text = "Beslutning: godkendt"
        stream = io.BytesIO()
        paper.save(stream)
        yield stream.getvalue()


def _settings() -> Iterator[bytes]:
    yield (TESTS.parent / "config" / "mailflow.toml").read_bytes()


# --- readers ---------------------------------------------------------------------------------------------------------


def _reply(raw: bytes) -> None:
    """The whole of it, as the daemon reads a mail: with our letter known, and one kind of question for each input."""
    mail = parse_mail.parse(raw)
    parse_mail.peek(raw)
    reply = parse_reply.read(mail, Question((*About, None)[sum(raw[-16:]) % 4], SENT))
    assert 0 <= reply.confidence <= 1
    assert all(0 <= start <= end <= len(mail.text) for start, end, _ in reply.spans)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _html(data: bytes) -> None:
    html.page(_text(data))
    html.words(_text(data))
    parse_reply.read(parse_mail.parse(HEAD + b"html; charset=utf-8\n\n" + data), Question(About.MINUTES, SENT))


def _mime(raw: bytes) -> None:
    for leaf in mime.leaves(raw):
        assert len(leaf.body) <= len(raw)


def _document(data: bytes) -> None:
    for name in ("referat.txt", "referat.md", "referat.docx"):
        try:
            document.read(data, name)
        except InputError:
            continue


TARGETS = {
    "mail": Target(_mails, _reply),
    "mime": Target(_mails, _mime, (mime.TooDeep, mime.TooMany)),
    "html": Target(lambda: _bodies("html"), _html),
    "calendar": Target(lambda: _bodies("calendar"), lambda data: (calendar.method(data), calendar.read(data))),
    "bounce": Target(_mails, lambda raw: bounce.read(parse_mail.parse(raw))),
    "judge": Target(_answers, lambda data: judge.minutes(_text(data), "Per Holm", SENT)),
    "forum": Target(_answers, lambda data: forum.nominations(_text(data), "Per Holm", "Hedensted")),
    "event": Target(_answers, lambda data: event.attendance(_text(data), "Per Holm")),
    "document": Target(_documents, _document),
    "docx": Target(_word, docx.read, (InputError,)),
    "markdown": Target(_documents, lambda data: markdown.read(_text(data))),
    "members": Target(lambda: (text.encode() for text in CSV), memberlist.read, (InputError,)),
    "settings": Target(_settings, lambda data: parse_settings.parse(_text(data))),
}
