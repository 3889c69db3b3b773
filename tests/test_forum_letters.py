"""The letters of the register: every one written out in both languages, readable, with commands and answers that work.

``tests/letters/<language>/<name>.txt`` is what a reader without HTML sees; ``MAILFLOW_REWRITE=1`` writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from forum_samples import ANSWERED, CALL, CASES, draft, mail
from letter_samples import LANGUAGES, read
from test_letters import check_commands, check_page, same

from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply
from mailflow.replies import About, Intent, Question

EXPECTED = Path(__file__).parent / "letters"
EVERY = [(name, language) for language in LANGUAGES for name in CASES]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_words_of_every_letter(name: str, language: str) -> None:
    letter = draft(name, language)
    same(EXPECTED / language / f"{name}.txt", f"Subject: {letter.subject}\n\n{letter.text}")
    check_page(letter)
    check_commands(letter.text)
    assert not re.search(r"\n{3,}| \n|\bNone\b|\{|\}", letter.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in CASES if CASES[name][1]["call"] == CALL["call"]])
def test_the_subject_carries_the_id_by_which_an_answer_is_found(name: str, language: str) -> None:
    assert draft(name, language).subject.endswith(f"[{CALL['call']}]")
    assert f"[{CALL['call']}]" in read(mail(name, language))["Subject"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ANSWERED)
def test_the_answers_a_letter_suggests_are_understood_though_it_is_quoted(name: str, language: str) -> None:
    letter = draft(name, language)
    suggested = re.findall(r'"([^"]*)"', letter.text)
    assert len(suggested) == (2 if "consent" in name else 3)
    quoted = "\n".join(f"> {line}" for line in letter.text.split("\n"))
    for words in suggested:
        body = f"{words}\n\nAnna\n\nDen 2. sep. 2023 skrev FKT <sekretariatet@fkt.example>:\n\n{quoted}\n"
        raw = f"From: Anna <a@b.example>\nContent-Type: text/plain; charset=utf-8\n\n{body}".encode()
        found = reply.read(parse_mail.parse(raw), Question(About.FORUM, letter.text))
        wanted = Intent.DECLINE if words.startswith("N") else Intent.NOMINATE
        assert (words, found.intent) == (words, wanted)


def test_a_letter_is_short_enough_for_a_phone() -> None:
    for name in ANSWERED:
        assert len(draft(name).text) < 1200, name
