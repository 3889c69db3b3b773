"""Our own letter comes back changed by mail programs and filters: none of that is an answer, and every answer is found."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable
from pathlib import Path

import letter_samples
import pytest

from mailflow.mail import Attachment
from mailflow.parsers import html, newtext
from mailflow.parsers import mail as parse_mail

LETTER = (Path(__file__).parent / "mails" / "our-letter.txt").read_text(encoding="utf-8").rstrip("\n")
LETTER += "\nsekretariatet@fkt.example | https://www.fkt.example/referater/hb-2026-08-29\n"
WARNING = "Denne e-mail kommer fra en ekstern afsender. Klik ikke på links, medmindre du kender afsenderen.\n\n"
FILTERED = "https://eur02.safelinks.protection.example/?url=https%3A%2F%2Fwww.fkt.example%2Freferater&data=05%7C02"
BLOCK = "Fra: FKT <sekretariatet@fkt.example>\nSendt: 30. august 2026 09:12\n"
BLOCK += "Til: Per Holm <per.holm@hedensted.example>\nEmne: Referat\n\n"
MANY = BLOCK.replace("Emne:", "Cc: Bente Krog <bente@kolding.example>; Ole\nLund <ole@vejle.example>\nEmne:")
INTRO = "Den søn. 30. aug. 2026 kl. 09.12 skrev FKT <sekretariatet@fkt.example>:\n\n"


def _wrapped(text: str, width: int) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, width)) for line in text.split("\n"))


CHANGES: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "links rewritten by a filter": lambda text: re.sub(r"https://\S+", FILTERED, text),
    "links written out": lambda text: text.replace(".example |", ".example<mailto:sekretariatet@fkt.example> |"),
    "a banner put on top": lambda text: WARNING + text,
    "a tag put on top": lambda text: "[EKSTERN]\n" + text,
    "wrapped at 72": lambda text: _wrapped(text, 72),
    "wrapped at 50": lambda text: _wrapped(text, 50),
    "numbers lost": lambda text: re.sub(r"(?m)^\d\. ", "", text),
    "numbers as bullets": lambda text: re.sub(r"(?m)^\d\. ", "  *   ", text),
    "double spaced": lambda text: text.replace("\n", "\n\n"),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "letters decomposed": lambda text: unicodedata.normalize("NFD", text),
    "the attached file named": lambda text: "<referat.pdf>\n" + text,
    "pictures named": lambda text: f"[cid:image001.png@01DD]\n{text}\n[Logo]\n",
}


def _quoted(text: str) -> str:
    return INTRO + "".join(f"> {line}\n" for line in text.split("\n"))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "quote", [lambda text: BLOCK + text, lambda text: MANY + text, _quoted], ids=["block", "many", "marks"]
)
def test_a_letter_changed_on_the_way_is_no_answer(change: str, quote: Callable[[str], str]) -> None:
    body = f"Godkendt.\n\nMvh\nPer\n\n{quote(CHANGES[change](LETTER))}"
    assert newtext.from_text(body, LETTER, "Per Holm").text == "Godkendt."


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "answer",
    ["Beløbet er forkert", "[PH: Beløbet er forkert]", "A: Nej", "Svar: nej", "PH> 240.000 kr.", "Til: 240.000 kr.", "Nej", "Se https://hedensted.example/bilag"],
)  # fmt: skip
def test_an_answer_in_it_is_found(change: str, answer: str) -> None:
    quoted = (BLOCK + CHANGES[change](LETTER)).split("\n")
    place = next(index for index, line in enumerate(quoted) if "200.000" in line)
    body = "\n".join(["Se nedenfor.", "", *quoted[: place + 1], "", answer, "", *quoted[place + 1 :]])
    assert answer in newtext.from_text(body, LETTER, "Per Holm").text


OUTLOOK = (
    '<p class="MsoNormal">Godkendt.</p><p class="MsoNormal">Mvh<br>Anna</p>'
    '<div style="border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">'
    "<b>Fra:</b> FKT<br><b>Sendt:</b> 30. august 2023 09:12<br><b>Til:</b> Anna Berg<br><b>Emne:</b> Referat</p></div>{}"
)
GMAIL = (
    '<div dir="ltr">Godkendt.<div>Mvh</div><div>Anna</div></div><div class="gmail_quote">'
    '<div class="gmail_attr">Den ons. 30. aug. 2023 kl. 09.12 '
    'skrev FKT &lt;sekretariatet@fkt.example&gt;:</div><blockquote class="gmail_quote">{}</blockquote></div>'
)


@pytest.mark.parametrize("kind", ["minutes-round", "minutes-revised", "minutes-reminder"])
@pytest.mark.parametrize("language", letter_samples.LANGUAGES)
def test_the_letters_as_they_are_sent_hold_no_answer_of_ours(kind: str, language: str) -> None:
    """The client quotes our HTML; what we have to compare with is the plain text of the same letter."""
    mail = parse_mail.parse(letter_samples.mail(kind, language))
    body = re.search(r"<body[^>]*>(.*)</body>", mail.html, re.S)
    assert body
    for client in (OUTLOOK, GMAIL):
        assert newtext.from_html(client.format(body[1]), mail.text, "Anna Berg").text == "Godkendt."
    plain = "\n".join(line.text for line in html.page(mail.html).lines)
    assert newtext.from_text(f"Godkendt.\n\nMvh\nAnna\n\n{BLOCK}{plain}", mail.text, "Anna Berg").text == "Godkendt."


@pytest.mark.parametrize("kind", ["minutes-round", "minutes-revised", "minutes-reminder"])
def test_the_words_of_our_letter_are_found_without_reading_all_of_it(kind: str) -> None:
    for language in letter_samples.LANGUAGES:
        draft = letter_samples.draft(kind, language)
        file = Attachment("referat.txt", "text/plain", b"Ikke en del af brevet.\n")
        raw = letter_samples.built(draft, attachments=[file])
        assert parse_mail.own_text(raw) == parse_mail.parse(raw).text != ""
