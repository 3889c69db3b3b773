# ruff: noqa: E501 - messages and answers are easier to read on one line
"""One-line answers to minutes, as executives write them on a phone: the judgement of each (tests/answers/*.txt).

The first property is the product's: whatever must hold is never taken for consent or for nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mailflow.parsers import judge
from mailflow.replies import Intent

HOLDING = {"object", "question", "unclear", "withdraw"}
FOLDER = Path(__file__).parent / "answers"


def _answers() -> list[tuple[str, str]]:
    found = []
    for file in sorted(FOLDER.glob("minutes*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                wanted, _, words = line.partition("|")
                found.append((wanted.strip(), words.strip().replace("\\n", "\n")))
    return found


ANSWERS = _answers()


@pytest.mark.parametrize(("wanted", "words"), [answer for answer in ANSWERS if answer[0] in HOLDING])
def test_what_must_hold_is_never_consent_nor_nothing(wanted: str, words: str) -> None:
    assert judge.minutes(words).intent not in (Intent.APPROVE, Intent.NONE)


def test_approvals_are_known_as_such() -> None:
    approvals = [words for wanted, words in ANSWERS if wanted == "approve"]
    missed = [words for words in approvals if judge.minutes(words).intent is not Intent.APPROVE]
    assert len(missed) <= len(approvals) * 0.05, missed


@pytest.mark.parametrize("wanted", ["withdraw", "question", "none"])
def test_withdrawals_questions_and_thanks_are_known_as_such(wanted: str) -> None:
    answers = [words for kind, words in ANSWERS if kind == wanted]
    missed = [words for words in answers if judge.minutes(words).intent != wanted]
    assert len(missed) <= len(answers) * 0.1, missed


@pytest.mark.parametrize(
    ("words", "evidence"),
    [
        ("Tak for referatet. Punkt 4 er forkert gengivet.", "Punkt 4 er forkert gengivet"),
        ("Godkendt, hvis datoen rettes", "hvis datoen rettes"),
        ("Hej Lone\n\nIngen bemærkninger herfra. God weekend", "Ingen bemærkninger herfra"),
    ],
)
def test_the_deciding_words_are_cited(words: str, evidence: str) -> None:
    start, end = judge.minutes(words).span
    assert words[start:end] == evidence


@pytest.mark.parametrize("answer", ["Godkendt", "Ingen bemærkninger", "Fint referat", "Ja"])
@pytest.mark.parametrize(
    "after",
    [
        "men punkt 4 er forkert", "dog var jeg der ikke", "bortset fra datoen", "hvis navnet rettes", "når navnet er rettet", "PS: Ole var der ikke",
        "– næsten", "i princippet", "Det var Odense", "24, ikke 22", "på nær pkt. 2", "undtagen det om budgettet", "ud over en slåfejl", "Kolding mangler",
        "?", "Hvorfor er jeg ikke nævnt?", "og så lige en rettelse", "med forbehold", "forudsat at tallet er rigtigt", "\n\nPunkt 3: Uffe var fraværende", "(se vedhæftede)",
        "Stryg sidste linje", "Er I sikre på datoen?", "but please fix the date", "om datum ändras", "men merknad til punkt 2",
    ],
)  # fmt: skip
def test_nothing_said_beside_a_consent_is_lost(answer: str, after: str) -> None:
    for joined in (
        f"{answer}, {after}",
        f"{answer}. {after[0].upper()}{after[1:]}",
        f"{answer} {after}",
        f"{after}. {answer}",
        f"{answer}\n{after}",
    ):
        assert judge.minutes(joined).intent not in (Intent.APPROVE, Intent.NONE), joined
