# ruff: noqa: E501 - answers are easier to read on one line
"""Typed answers to invitations: the judgement of each (tests/answers/event*.txt).

The first property: a no is never taken for a yes, nor a yes for a no, nor anything doubtful for either.
"""

from __future__ import annotations

import edges
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.parsers import event
from mailflow.replies import Intent
from tests.answers_read import GREETINGS, SIGN_OFFS, events

ANSWERS = events()
NOT_YES = [words for wanted, words in ANSWERS if wanted != "accept"]
NOT_NO = [words for wanted, words in ANSWERS if wanted != "decline"]


@pytest.mark.parametrize("words", NOT_YES)
def test_nothing_but_a_yes_is_taken_for_one(words: str) -> None:
    assert event.attendance(words).intent is not Intent.ACCEPT


@pytest.mark.parametrize("words", NOT_NO)
def test_nothing_but_a_no_is_taken_for_one(words: str) -> None:
    assert event.attendance(words).intent is not Intent.DECLINE


@pytest.mark.parametrize("intent", ["accept", "decline", "tentative", "counter", "question", "none", "unclear"])
def test_answers_are_known_for_what_they_are(intent: str) -> None:
    answers = [words for wanted, words in events(later=False) if wanted == intent]
    missed = [words for words in answers if event.attendance(words).intent != intent]
    assert len(missed) <= max(1, len(answers) * 0.05), missed


@pytest.mark.parametrize(
    ("intent", "share"),
    [
        ("accept", 0.05),
        ("decline", 0.05),
        ("tentative", 0.05),
        ("counter", 0.05),
        ("question", 0.05),
        ("none", 0.2),
        ("unclear", 0.15),
    ],
)
def test_answers_of_every_kind_are_known_or_held(intent: str, share: float) -> None:
    """Talk of anything under the sun is not recognised as that, but then a human looks at it."""
    answers = [words for wanted, words in ANSWERS if wanted == intent]
    missed = [words for words in answers if event.attendance(words).intent != intent]
    assert len(missed) <= len(answers) * share, missed


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(ANSWERS), st.sampled_from(GREETINGS), st.sampled_from(SIGN_OFFS))
def test_a_greeting_or_sign_off_changes_nothing(answer: tuple[str, str], greeting: str, sign_off: str) -> None:
    bare = event.attendance(answer[1]).intent
    assert event.attendance(answer[1] + sign_off).intent is bare
    if not answer[1].lower().startswith(("hej", "kære", "hello", "hi ")):
        assert event.attendance(greeting + answer[1]).intent is bare


@pytest.mark.parametrize(
    ("words", "evidence"),
    [
        ("Tak for invitationen. Jeg kan desværre ikke deltage. God weekend", "Jeg kan desværre ikke deltage"),
        ("Hej Lone\n\nJeg kommer gerne\n\nMvh Per", "Jeg kommer gerne"),
    ],
)
def test_the_deciding_words_are_cited(words: str, evidence: str) -> None:
    start, end = event.attendance(words).span
    assert words[start:end] == evidence


WORST = [
    "a",
    "jeg ",
    "kan ikke ",
    "kan ikke, ",
    "Hanne ",
    "(",
    "x. ",
    "Mvh\n",
    "/ ",
    "a\n",
    "måske ",
    "?",
    "\n",
    "👍",
    "1.",
    "og jeg ",
    "\t",
    "ikke hele dagen men ",
]


@pytest.mark.parametrize("piece", WORST)
@pytest.mark.parametrize("size", [7_900, 1_000_000])
def test_the_reading_is_linear_in_the_text(piece: str, size: int) -> None:
    text = piece * (size // len(piece))
    with edges.ends():
        event.attendance(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_nothing_raises(text: str) -> None:
    answer = event.attendance(text)
    assert 0 <= answer.span[0] <= answer.span[1] <= len(text)
