"""Who of the members is meant by a name in an answer to a call. What fits nobody, or several, fits nobody: a human says.

The name as it stands in the list; with a middle name more or less; with a slip of one letter; a first name, or a title, with
its municipality. A municipality that is not the member's makes it somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from mailflow.desks.members import valid_on
from mailflow.models import Person
from mailflow.parsers import personname
from mailflow.parsers.personname import fold
from mailflow.parsers.typos import apart

# How a name was matched. "": by nobody, or not by one alone.
How = Literal["", "self", "exact", "alias", "typo", "first-name", "title", "said"]
_SHORTEST = 4  # letters of a word in which a slip can be told from another name
_ENDINGS = ("erne", "ens", "en", "er", "s", "")


@dataclass(frozen=True, slots=True)
class Named:
    """A nominee as read, and who that is. ``may_be`` are the keys of those it may be, where it is not one alone."""

    name: str
    municipality: str = ""
    oneself: bool = False
    person: Person | None = None
    how: How = ""
    may_be: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """ "Bo Lund, Vejle": as the list has it, else as it was written."""
        name = self.person.name if self.person is not None else self.name
        where = self.person.municipality if self.person is not None else self.municipality
        return ", ".join(part for part in (name, where) if part)

    def as_dict(self) -> dict[str, Any]:
        """As ``CallAnswer.nominees`` keeps it."""
        return {
            "name": self.name, "municipality": self.municipality, "self": self.oneself,
            "person": self.person.key if self.person is not None else None, "how": self.how, "may_be": list(self.may_be),
        }  # fmt: skip


def match(name: str, municipality: str, people: Sequence[Person], day: date, title: str = "") -> Named:
    """``municipality``: its official name, or "". ``title`` instead of a name: "kommunaldirektøren" of that municipality."""
    members = [one for one in people if valid_on(one.joined, one.left, day) and one.forgotten_at is None]
    where = fold(municipality)
    if title and not name:
        found = [one for one in members if where and fold(one.municipality) == where and _has_title(one, title)]
        return _one(title, municipality, found, "title")
    named = fold(name)
    words = named.split()
    if len(words) == 1:
        found = [
            one for one in members
            if where and fold(one.municipality) == where and fold(one.name).split()[:1] == words
        ]  # fmt: skip
        near = found or [one for one in members if fold(one.name).split()[:1] == words]
        return _one(name, municipality, found, "first-name", near)
    for how, fits in (
        ("exact", [one for one in members if fold(one.name) == named]),
        ("alias", [one for one in members if personname.same(one.name, name)]),
        ("typo", [one for one in members if _slip(fold(one.name).split(), words, bool(where))]),
    ):
        there = [one for one in fits if not where or fold(one.municipality) == where]
        if fits:
            return _one(name, municipality, there, how, fits)  # type: ignore[arg-type]
    return Named(name, municipality)


def oneself(person: Person, name: str = "") -> Named:
    return Named(name or person.name, person.municipality, True, person, "self")


def distinct(found: Iterable[Named]) -> tuple[Named, ...]:
    """Each person once, as first named; what fits nobody stays."""
    seen: set[str] = set()
    kept = []
    for one in found:
        mark = one.person.key if one.person is not None else f"?{fold(one.name)}/{fold(one.municipality)}"
        if mark not in seen:
            seen.add(mark)
            kept.append(one)
    return tuple(kept)


def _one(name: str, municipality: str, found: Sequence[Person], how: How, near: Sequence[Person] = ()) -> Named:
    if len(found) == 1:
        return Named(name, municipality, False, found[0], how)
    return Named(name, municipality, may_be=tuple(one.key for one in (found or near)[:8]))


def _slip(known: list[str], words: list[str], placed: bool) -> bool:
    """The same number of words, one letter wrong in one of them; with the municipality beside it in two."""
    if len(known) != len(words):
        return False
    wrong = [(one, other) for one, other in zip(known, words, strict=True) if one != other]
    return 0 < len(wrong) <= (2 if placed else 1) and all(
        min(len(one), len(other)) >= _SHORTEST and apart(one, other) for one, other in wrong
    )


def _has_title(person: Person, title: str) -> bool:
    """ "direktøren" and "kommunaldirektøren" are the Kommunaldirektør; of two in one municipality nobody knows which."""
    held, said = fold(person.title), fold(title)
    stems = [said.removesuffix(ending) for ending in _ENDINGS if said.endswith(ending)]
    return bool(held) and any(len(stem) >= _SHORTEST and held.split()[0].endswith(stem) for stem in stems)
