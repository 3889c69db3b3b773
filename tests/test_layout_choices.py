"""The same minutes read the same however their secretary writes a line: ``layout_choices.toml`` lists the ways.

Each way is tried alone in a document that is else as most write it, and by Hypothesis together with others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.parsers import record
from mailflow.parsers.personname import fold
from mailflow.reading import AgendaItem, Reading

CHOICES: dict[str, list[Any]] = tomllib.loads((Path(__file__).parent / "layout_choices.toml").read_text("utf-8"))
USUAL = {
    name: ways[0] for name, ways in CHOICES.items() if name not in ("upcoming", "actions", "appointments", "topics")
}
TOPIC = "emnet tages på en temadag"
PEOPLE = {"anna berg", "bo dahl", "karen lund holm", "mikkel toft"}
# (title, what was said, what was decided)
ITEMS = (
    ("Godkendelse af referat fra sidste møde", "Referatet blev gennemgået uden bemærkninger.", "Referatet er godkendt"),
    ("Budget for næste år", "Kassereren fremlagde et udkast, som viser et mindre overskud. Rejseudgifterne blev drøftet.",
     "Budgettet blev vedtaget med en ramme på 120.000 kr."),
    ("Ny hjemmeside", "Der er indhentet tre tilbud. Priserne ligger tæt, men kvaliteten svinger.",
     "Det blev besluttet at vælge tilbuddet fra Nordlys"),
    ("Eventuelt", "Intet at bemærke.", None),
)  # fmt: skip
MARKS = {"heading": "## {}", "bold": "**{}**", "plain": "{}"}


def written(mark: str = "heading", **ways: Any) -> str:
    """The minutes, with the ways that are given and else the usual ones."""
    way = USUAL | ways
    head = way["heads"] if way["heads"].startswith("#") or "\n" in way["heads"] else f"# {way['heads']}"
    parts = [head, way["people"]]
    if "Afbud" not in way["people"]:
        parts.append(way["regrets"])
    for n, (title, said, decided) in enumerate(ITEMS, 1):
        signs = {
            "n": n, "roman": ("I", "II", "III", "IV")[n - 1], "capital": "ABCD"[n - 1], "letter": "abcd"[n - 1],
            "circled": "①②③④"[n - 1], "title": title, "TITLE": title.upper(),
        }  # fmt: skip
        line = way["numbers"].format(**signs)
        if mark == "bold":
            line = "\n".join(MARKS[mark].format(one) for one in line.split("\n"))
        else:
            line = MARKS[mark].format(line.replace("\n", " ") if mark == "heading" else line)
        parts += [line, said]
        if n == 3:
            parts += [way[name][0] for name in ("actions", "appointments") if way.get(name)]
        if decided:
            parts.append((way.get("topics") or way["decisions"]).format(words=decided, topic=TOPIC))
    return "\n\n".join([*parts, way.get("upcoming") or ""])


def read(mark: str = "heading", **ways: Any) -> Reading:
    return record.read(written(mark, **ways).encode(), "a.txt" if mark == "plain" else "a.md")


def flat(items: tuple[AgendaItem, ...]) -> Iterator[AgendaItem]:
    for item in items:
        yield item
        yield from flat(item.items)


def check(mark: str = "heading", **ways: Any) -> None:
    reading = read(mark, **ways)
    assert {fold(one.name) for one in reading.participants} == PEOPLE
    assert [one.name for one in reading.regrets] == ["Ulla Krag"]
    assert (str(reading.date), reading.start, reading.end, reading.body) == (
        "2026-03-03",
        "10:00",
        "13:00",
        "Bestyrelsen",
    )
    found = list(flat(reading.items))
    assert [fold(one.title) for one in found] == [fold(title) for title, _, _ in ITEMS]
    for one, (_, _, decided) in zip(found, ITEMS, strict=True):
        wanted = TOPIC if ways.get("topics") else decided
        assert fold(wanted or "") in fold(one.decision or "") if decided else one.decision is None
    told = [(str(one.date), one.start) for one in reading.upcoming]
    assert ("2026-04-16", "10:00") in told if ways.get("upcoming") else not told
    if ways.get("actions"):
        assert any(fold(ways["actions"][1]) in fold(f"{one.who} {one.what}") for one in reading.actions)
    if ways.get("appointments"):
        _, person, what = ways["appointments"]
        (made,) = reading.appointments
        assert (made.person or "", made.action.value) == (person, what)
        assert "Digitaliseringsråd" in (made.forum or "")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("numbers", CHOICES["numbers"])
def test_items_are_found_however_they_are_counted(numbers: str, mark: str) -> None:
    check(mark, numbers=numbers)


@pytest.mark.parametrize(
    ("part", "way"), [(part, way) for part, ways in CHOICES.items() if part != "numbers" for way in ways]
)
def test_a_part_is_read_however_it_is_written(part: str, way: Any) -> None:
    check(**{part: way})


@settings(max_examples=15, deadline=None)
@given(
    st.fixed_dictionaries(
        {part: st.sampled_from(CHOICES[part]) for part in ("decisions", "people", "regrets", "heads")}
    )
)
def test_ways_do_not_disturb_each_other(ways: dict[str, str]) -> None:
    check(**ways)
