"""The rules of the member list: what a new list changes."""

from __future__ import annotations

from datetime import date

from mailflow.models import Address, Person

BOARD_ROLES = ("board", "chair", "vice-chair")


def valid_on(first: date | None, end: date | None, day: date) -> bool:
    """From ``first`` (None: since ever) up to and not including ``end`` (None: no end)."""
    return (first is None or first <= day) and (end is None or day < end)


def email(person: Person, day: date) -> Address | None:
    """The address that mail goes to on that day."""
    valid = [a for a in person.addresses if a.kind == "primary" and valid_on(a.valid_from, a.valid_to, day)]
    return valid[-1] if valid else None
