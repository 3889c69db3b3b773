# ruff: noqa: E501 - a list a line
"""What is read of the five real documents, against what a person read in them. Names stand here as hashes only; where the
documents do not lie beside the repository nothing is tested."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

import pytest
from test_seeds import seed

from mailflow.parsers import record
from mailflow.reading import AgendaItem, Reading


def mark(words: Iterable[str | None]) -> str:
    """A short hash of words, in their order."""
    return hashlib.sha256("|".join(word or "" for word in words).encode()).hexdigest()[:12]


def reading(name: str) -> Reading:
    return record.read(seed(name)[0], f"{name}.txt")


def flat(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    return [one for item in items for one in (item, *flat(item.items))]


# kind, body, date, start, end, objection deadline
HEAD = {
    "000": ("minutes", "Hovedbestyrelsen", "2023-08-29", "13:00", "15:00", "2023-09-05"),
    "001": ("agenda", "Hovedbestyrelsen", "2020-09-17", None, None, None),
    "002": ("minutes", "Hovedbestyrelsen", "2013-10-22", "13:00", "15:00", None),
    "003": ("paper", None, None, None, None, None),
    "004": ("note", None, None, None, None, None),
}
# place, link, chair and minute taker; participants with municipality and note; regrets with municipality
PEOPLE = {
    "000": (9, 4, "21f0cc2bfc88"),
    "001": (6, 6, "b356f4b30098"),
    "002": (0, 3, "3e26f502754b"),
    "003": (0, 0, "be5be69f55e9"),
    "004": (3, 0, "2739934883ab"),
}
# the items' paths, "+" where there is a decision
ITEMS = {
    "000": "1 1.1+ 1.2 1.3+ 1.4 1.5 1.6 1.7+ 2+ 3+ 4+ 5 5.1+ 5.2+ 5.3+ 5.4+ 5.5+ 6+",
    "001": "1 2+ 3 4 5 6 7 8+",
    "002": "0 1+ 2+ 3+ 4+ 5+ 6 7 8",
    "003": "",
    "004": "",
}
# date (and last date), start, end, source
UPCOMING = {
    "000": [
        "2023-09-20 c", "2023-12-08 c", "2024-02-07 c", "2023-10-26/2023-10-27 t", "2023-11-30/2023-12-01 t", "2023-10-26 08:00 09:00 t",
        "2023-09-26 15:00 18:00 t", "2023-10-09 15:00 18:00 t", "2023-11-03 13:00 16:00 t", "2023-11-21/2023-11-23 t", "2023-11-22 13:15 t",
    ],
    "001": ["2020-09-29 c", "2020-11-17 c", "2021-01-14 c", "2021-05-05 c", "2021-05-06/2021-05-07 c", "2020-10-19 t"],
    "002": [
        "2013-12-10 13:00 15:00 c", "2013-12-10 15:00 17:00 c", "2014-01-30 t", "2014-02-24 t", "2014-01-23 t", "2014-04-07 t",
        "2014-09-12/2014-09-18 t",
    ],
    "003": [],
    "004": [],
}  # fmt: skip
APPOINTMENTS = {
    "000": ({"appointed": 4, "replaced": 2, "vacancy": 2, "removed": 1}, "dd7c380486ec"),
    "001": ({"vacancy": 1}, "e1aace15f248"),
    "002": ({}, "e3b0c44298fc"),
    "003": ({}, "e3b0c44298fc"),
    "004": ({}, "e3b0c44298fc"),
}
# (item, how many there are to do under it)
ACTIONS = {
    "000": "1.1 1.2 1.3 1.4 1.5 1.7 1.7 1.7 3 3 3 3 3 3 3 3 4 5.1 5.2 5.3",
    "001": "2 2 3 3 6 7",
    "002": "0 2 4 8 8",
    "003": "",
    "004": "",
}
DOUBTS = {
    "000": ["/participants", "/appointments"],
    "001": ["/upcoming"],
    "002": ["/items/7"],
    "003": [],
    "004": ["/date", "/participants", "/participants"],
}


def day(value: object) -> str | None:
    return str(value) if value else None


@pytest.mark.parametrize("name", HEAD)
def test_the_head(name: str) -> None:
    found = reading(name)
    assert (found.kind, found.body, day(found.date), found.start, found.end, day(found.objection_deadline)) == HEAD[
        name
    ]


@pytest.mark.parametrize("name", PEOPLE)
def test_the_people(name: str) -> None:
    found = reading(name)
    words = [found.place, found.online_link, found.chair, found.minute_taker]
    words += [part for one in found.participants for part in (one.name, one.municipality, one.note)]
    words += [part for one in found.regrets for part in (one.name, one.municipality)]
    assert (len(found.participants), len(found.regrets), mark(words)) == PEOPLE[name]


@pytest.mark.parametrize("name", ITEMS)
def test_the_items_and_their_decisions(name: str) -> None:
    assert " ".join(f"{one.path}{'+' if one.decision else ''}" for one in flat(reading(name).items)) == ITEMS[name]


@pytest.mark.parametrize("name", UPCOMING)
def test_the_coming_meetings(name: str) -> None:
    found = []
    for one in reading(name).upcoming:
        days = "/".join(str(date) for date in (one.date, one.last_date) if date)
        found.append(" ".join(part for part in (days, one.start, one.end, one.source[0]) if part))
    assert found == UPCOMING[name]


@pytest.mark.parametrize("name", APPOINTMENTS)
def test_the_appointments(name: str) -> None:
    found = reading(name).appointments
    words = [part for one in found for part in (one.forum, one.person, one.municipality, one.action, one.replaces)]
    assert (dict(Counter(one.action.value for one in found)), mark(words)) == APPOINTMENTS[name]


@pytest.mark.parametrize("name", ACTIONS)
def test_what_there_is_to_do(name: str) -> None:
    assert " ".join(one.item or "" for one in reading(name).actions) == ACTIONS[name]


@pytest.mark.parametrize("name", DOUBTS)
def test_what_a_person_should_look_at(name: str) -> None:
    assert [one.field for one in reading(name).doubts] == DOUBTS[name]
