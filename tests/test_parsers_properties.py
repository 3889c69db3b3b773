# ruff: noqa: E501 - messages and answers are easier to read on one line
"""What must hold of any mail (Hypothesis): nothing raises, new text is part of the mail, quoting and signing change nothing."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.parsers import html, judge, mime, newtext
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.replies import About, Intent, Question

FOLDER = Path(__file__).parent
ANSWERS = [
    (wanted.strip(), words.strip().replace("\\n", "\n"))
    for file in sorted((FOLDER / "answers").glob("minutes*.txt"))
    for wanted, mark, words in (line.partition("|") for line in file.read_text(encoding="utf-8").splitlines())
    if mark and not wanted.startswith("#")
]
# A mail program's own lines and postscripts are cut or kept by their place: those answers are not for wrapping.
OBJECTIONS = [
    words
    for wanted, words in ANSWERS
    if wanted == "object" and len(words) > 8 and words not in ("Kolding Kommune", "Ole, Bo og Lis.")  # or who signs
]  # "Nej" before "ingen bemærkninger" is none
PLAIN = [
    words
    for _, words in ANSWERS
    if not re.search(r"sendt fra|mvh|hils(?:en|ner)|\bkh\b|\bdbh\b|regards|hälsn|\bvh\b|\n\n\n|\bPS\b|/", words, re.I)
]
LETTER = (FOLDER / "mails" / "our-letter.txt").read_text(encoding="utf-8")
CORPUS = sorted((FOLDER / "mails").glob("*.eml"))
INTROS = (
    "Den søn. 30. aug. 2026 kl. 09.12 skrev FKT <sekretariatet@fkt.example>:\n\n",
    "On Sun, Aug 30, 2026 at 9:12 AM FKT <sekretariatet@fkt.example> wrote:\n\n",
    "30. aug. 2026 kl. 09.12 skrev FKT <sekretariatet@fkt.example>:\n\n",
)
HEADER_BLOCKS = (
    "Fra: FKT <sekretariatet@fkt.example>\nSendt: 30. august 2026 09:12\nTil: Per Holm\nEmne: Referat\n\n",
    "________________________________\nFrom: FKT <sekretariatet@fkt.example>\nSent: Sunday, August 30, 2026 9:12 AM\nTo: Per Holm\nSubject: Referat\n\n",
    "-----Oprindelig meddelelse-----\nFra: FKT\nSendt: 30. august 2026 09:12\nTil: Per Holm\nEmne: Referat\n\n",
    "-------- Oprindelig besked --------\nFra: FKT <sekretariatet@fkt.example>\nDato: 30.08.2026 09.12\nTil: Per\nEmne: Referat\n\n",
)  # fmt: skip
SIGNATURES = (
    "Mvh\nPer Holm", "Med venlig hilsen\n\nPer Holm\nKommunaldirektør\n\nHedensted Kommune\nDirekte 76 12 34 56\nwww.hedensted.example",
    "-- \nPer Holm\nTlf. 76 12 34 56", "Bedste hilsner\nPer\n\nSendt fra min iPhone", "Sendt fra Outlook til iOS", "Venlig hilsen\nPer Holm\n\nDenne e-mail kan være fortrolig og er kun tiltænkt modtageren.",
)  # fmt: skip


def _read(body: str, sent: str = "") -> Intent | None:
    raw = f"From: Per Holm <per.holm@hedensted.example>\nSubject: SV: Referat\nIn-Reply-To: <x@fkt.example>\nContent-Type: text/plain; charset=utf-8\n\n{body}"
    return parse_reply.read(parse_mail.parse(raw.encode()), Question(About.MINUTES, sent)).intent


def _quoted(text: str) -> str:
    return "".join(f"> {line}\n" if line else ">\n" for line in text.splitlines())


@given(st.sampled_from(PLAIN), st.sampled_from(INTROS), st.booleans())
def test_a_quote_does_not_change_the_judgement(words: str, intro: str, known: bool) -> None:
    assert _read(f"{words}\n\n{intro}{_quoted(LETTER)}", LETTER if known else "") == _read(
        words, LETTER if known else ""
    )


@given(st.sampled_from(PLAIN), st.sampled_from(HEADER_BLOCKS), st.booleans())
def test_nor_does_a_quote_without_marks(words: str, block: str, known: bool) -> None:
    assert _read(f"{words}\n\n{block}{LETTER}", LETTER if known else "") == _read(words, LETTER if known else "")


@given(st.sampled_from(PLAIN), st.sampled_from(SIGNATURES))
def test_nor_does_a_signature(words: str, signature: str) -> None:
    assert _read(f"{words}\n\n{signature}\n") == _read(words)


def _text(body: str) -> str:
    raw = f"From: Per Holm <per.holm@hedensted.example>\nSubject: SV: Referat\nContent-Type: text/plain; charset=utf-8\n\n{body}"
    return parse_reply.read(parse_mail.parse(raw.encode()), Question(About.MINUTES, LETTER)).text or ""


@settings(deadline=None)  # the first answer of all builds the grammar
@given(st.sampled_from(PLAIN), st.sampled_from(SIGNATURES), st.sampled_from(HEADER_BLOCKS), st.sampled_from(INTROS))
def test_whatever_stands_around_them_the_words_are_found(words: str, signature: str, block: str, intro: str) -> None:
    assert _text(f"Kære alle\n\n{words}\n\n{signature}\n\n{block}{LETTER}") == f"Kære alle\n\n{words}"
    assert _text(f"Kære alle\n\n{words}\n\n{signature}\n\n{intro}{_quoted(LETTER)}") == f"Kære alle\n\n{words}"
    assert _text(f"{intro}{_quoted(LETTER)}\n{words}\n\n{signature}\n") == words


@given(
    st.sampled_from(OBJECTIONS),
    st.sampled_from(SIGNATURES),
    st.sampled_from(HEADER_BLOCKS),
)
def test_an_objection_holds_wherever_it_stands(words: str, signature: str, block: str) -> None:
    for body in (
        f"Godkendt\n\n{signature}\n\nPS: {words}",
        f"{INTROS[0]}{_quoted(LETTER)}\n{words}\n\n{signature}",
        f"Godkendt\n\n{block}{LETTER}".replace("5. Eventuelt\n", f"5. Eventuelt\n{words}\n"),
    ):
        assert _read(body, LETTER) not in (Intent.APPROVE, Intent.NONE), body


@given(
    st.sampled_from(OBJECTIONS),
    st.sampled_from([words for wanted, words in ANSWERS if wanted in ("approve", "none")]),
)
def test_consent_or_thanks_beside_an_objection_change_nothing(objection: str, consent: str) -> None:
    for text in (
        f"{objection}. {consent}",
        f"{consent}. {objection}",
        f"{consent}\n{objection}",
        f"{consent}\n\n{objection}",
    ):
        assert judge.minutes(text).intent not in (Intent.APPROVE, Intent.NONE), text


@given(st.text(max_size=3000), st.text(max_size=300))
def test_new_text_is_part_of_the_mail(text: str, sender: str) -> None:
    found = newtext.from_text(text.replace("\r", "\n"), "", sender)
    rest = iter(re.sub(r"[\s>]", "", text))
    assert all(character in rest for character in re.sub(r"[\s>]", "", found.text))
    assert all(0 <= start < end <= len(text) for start, end, _ in found.spans)


@given(st.lists(st.sampled_from(["Godkendt", "> ", ">", "\n", "\n\n", "Den 5.9.2026 kl. 10.12 skrev", " A <a@b.dk>:", "Fra: x", "Sendt: y", "Til: z", "Emne: w", "-- ", "Mvh", "Per Holm", "PS ", "____________", "Punkt 4", ".", "?", "Tlf. 12345678", "ikke"]), max_size=60))  # fmt: skip
def test_no_heap_of_pieces_raises(pieces: list[str]) -> None:
    _read("".join(pieces), LETTER)
    _read("\n".join(pieces))


@given(st.binary(max_size=2000))
def test_no_bytes_raise(raw: bytes) -> None:
    parse_reply.read(parse_mail.parse(raw), Question(About.MINUTES))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(CORPUS), st.data())
def test_no_damaged_mail_raises(file: Path, data: st.DataObject) -> None:
    raw = bytearray(file.read_bytes())
    if raw:
        for _ in range(data.draw(st.integers(0, 5))):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
        del raw[data.draw(st.integers(0, len(raw))) :]
    for about in (About.MINUTES, About.FORUM, About.EVENT, None):
        parse_reply.read(parse_mail.parse(bytes(raw)), Question(about, LETTER))


@given(st.text(alphabet="<>/divpablockquote =\"';:stylcor#-!&", max_size=600))
def test_no_html_raises(document: str) -> None:
    html.page(document)
    html.words(document)


def test_the_standard_library_sees_the_same_bodies() -> None:
    """Our own splitter against the standard library's on the corpus: the same parts with the same bytes."""
    compared = 0
    for file in CORPUS:
        raw = file.read_bytes()
        if not raw or file.stem.startswith(("damaged-", "broken-")):
            continue
        theirs = [
            part.get_payload(decode=True)
            for part in email.message_from_bytes(raw, policy=email.policy.compat32).walk()
            if part.get_content_type() in ("text/plain", "text/html")
        ]
        ours = [
            mime.decode_transfer(leaf.body, leaf.header("content-transfer-encoding"))
            for leaf in mime.leaves(raw)
            if leaf.content_type in ("text/plain", "text/html")
        ]
        if not re.search(rb"multipart/(?:report|digest)|message/rfc822", raw):  # theirs looks into what is forwarded
            assert [body.strip() for body in ours] == [(body or b"").strip() for body in theirs], file.name
            compared += 1
    assert compared > 70
