"""The grammar of phrases: what its notation means, and that it forgets without erring."""

from __future__ import annotations

import pytest

from mailflow.parsers import automaton
from mailflow.parsers.automaton import Grammar

RULES = """
# a remark
FRUIT: æble pære
MANY = meget meget*
TOP = [jeg vil have] (FRUIT|MANY FRUIT) [og FRUIT]*
OTHER = jeg vil
"""


def _ends(grammar: Grammar, text: str) -> list[tuple[int, tuple[str, ...]]]:
    return grammar.ends([grammar.words.get(word, ("?",)) for word in text.split()], 0, 20)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("aeble", [(1, ("TOP",))]),
        ("jeg vil have meget meget paere", [(2, ("OTHER",)), (6, ("TOP",))]),
        ("paere og aeble og paere", [(1, ("TOP",)), (3, ("TOP",)), (5, ("TOP",))]),
        ("meget", []),
        ("aeble uden paere", [(1, ("TOP",))]),
        ("jeg har aeble", []),
    ],
)
def test_every_end_of_a_phrase_is_found(text: str, ends: list[tuple[int, tuple[str, ...]]]) -> None:
    assert _ends(Grammar(RULES, ["TOP", "OTHER"]), text) == ends


def test_what_is_forgotten_is_worked_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "MAX_REMEMBERED", 1)
    grammar = Grammar(RULES, ["TOP", "OTHER"])
    for _ in range(3):
        assert _ends(grammar, "jeg vil have meget paere") == [(2, ("OTHER",)), (5, ("TOP",))]


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ("TOP = (a|b", "leaves open"),
        ("TOP = a]", "closes too much"),
        ("TOP = (a]", "closes too much"),
        ("TOP = FRUGT", "FRUGT"),
    ],
)
def test_a_rule_that_is_written_wrong_says_so(rules: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Grammar(rules, ["TOP"])
