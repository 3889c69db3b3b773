"""A name is a name, whatever else its words mean; any other word under a greeting makes doubt."""

from __future__ import annotations

import pytest

from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.replies import About, Intent, Question


def _intent(sender: str, signed: str) -> Intent | None:
    text = f"Ingen bemærkninger.\n\nMed venlig hilsen\n\n{signed}\nKommunaldirektør\nOdder Kommune\n"
    head = f"From: {sender} <x@odder.example>\nSubject: SV: Referat\nContent-Type: text/plain; charset=utf-8\n\n"
    return parse_reply.read(parse_mail.parse((head + text).encode()), Question(About.MINUTES)).intent


@pytest.mark.parametrize("name", ["Anna Glad", "Freja Berg", "Helle Glad Holk"])
def test_a_senders_own_name_says_nothing(name: str) -> None:
    assert _intent(name, name) is Intent.APPROVE


@pytest.mark.parametrize("signed", ["Helle Glad", "Anna, ikke glad", "Anna Glad?", "Anna Glad, afvist"])
def test_other_words_in_its_place_do(signed: str) -> None:
    assert _intent("Anna Glad", signed) is not Intent.APPROVE
