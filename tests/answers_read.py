# ruff: noqa: E501 - answers are easier to read on one line
"""The answer files under tests/answers as tests read them: one answer a line, "\\n" for a line break, "#" before a comment."""

from __future__ import annotations

from pathlib import Path

from mailflow.replies import Nominee

FOLDER = Path(__file__).parent / "answers"
GREETINGS = ("Hej\n\n", "Kære Lone,\n\n", "Hej sekretariat. ", "Hej Lone og Per\n", "Kære alle\n\n")
SIGN_OFFS = (
    "\n\nMvh\nPer Holm", "\n\nVenlig hilsen\n\nPer Holm\nKommunaldirektør", "\n\nMed venlig hilsen\nPer Holm\n\nDirekte 76 12 34 56", "\n\nBedste hilsner\nPer",
    "\n\n/Per", "\n\nVh Per Holm", "\nmvh per", "\n\nDe bedste hilsner fra Per",
)  # fmt: skip


LATER = (
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
)  # each scored before it was looked at; the earlier ones keep their own floors


def events(later: bool = True) -> list[tuple[str, str]]:
    """(intent, words) of every event file, or of those before ``LATER``."""
    return [(intent, words) for intent, words in _lines("event*.txt", 2, later)]


def forums(later: bool = True) -> list[tuple[str, frozenset[Nominee], str]]:
    """(intent, nominees, words) of every forum file, or of those before ``LATER``."""
    return [(intent, _nominees(listed), words) for intent, listed, words in _lines("forum*.txt", 3, later)]


def _lines(pattern: str, fields: int, later: bool) -> list[list[str]]:
    found = []
    for file in sorted(FOLDER.glob(pattern)):
        if not later and file.stem.endswith(LATER):
            continue
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                parts = [part.strip() for part in line.split("|", fields - 1)]
                found.append([*parts[:-1], parts[-1].replace("\\n", "\n")])
    return found


def _nominees(listed: str) -> frozenset[Nominee]:
    found = set()
    for entry in listed.split(";"):
        if entry.strip():
            name, municipality, who = (part.strip() for part in entry.split("/"))
            found.add(Nominee(name, municipality or None, who == "self"))
    return frozenset(found)
