"""The five real documents that mailflow was made for. They are not in this repository; where they lie beside it they are read."""

from __future__ import annotations

import re
import warnings
from datetime import date
from pathlib import Path

import pytest

from mailflow.documents import Kind, Minutes
from mailflow.pages.public import public_version
from mailflow.parsers import document

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"

# Read by hand: kind, body, date, the items' numbers.
EXPECTED: dict[str, tuple[Kind, str | None, date | None, str]] = {
    "000": (
        Kind.MINUTES, "Hovedbestyrelsen", date(2023, 8, 29),
        "1 1.1 1.2 1.3 1.4 1.5 1.6 1.7 2 3 4 5 5.1 5.2 5.3 5.4 5.5 6",
    ),
    "001": (Kind.AGENDA, "Hovedbestyrelsen", date(2020, 9, 17), "1 2 3 4 5 6 7 8"),
    "002": (Kind.MINUTES, "Hovedbestyrelsen", date(2013, 10, 22), "0 1 2 3 4 5 6 7 8"),
    "003": (Kind.PAPER, None, None, ""),
    "004": (Kind.NOTE, None, None, ""),
}  # fmt: skip


def seed(name: str) -> tuple[bytes, Minutes]:
    found = next(iter(SEEDS.glob(f"{name}_*.txt")), None)
    if found is None:
        warnings.warn(f"{SEEDS} is not here: the real documents were not read", stacklevel=2)
        pytest.skip("no seeds beside the repository")
    data = found.read_bytes()
    return data, document.read(data, found.name)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_real_documents_are_read_as_a_person_reads_them(name: str) -> None:
    _, minutes = seed(name)
    numbers = " ".join(item.number for item in minutes.items)
    assert (minutes.kind, minutes.body, minutes.meeting_date, numbers) == EXPECTED[name]
    assert not any(item.closed for item in minutes.items)
    assert bool(minutes.doubts) == (minutes.meeting_date is None)


def test_a_day_without_a_year_is_a_doubt() -> None:
    assert "hvilket år" in " ".join(seed("004")[1].doubts)


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_of_the_real_documents_is_lost(name: str) -> None:
    data, minutes = seed(name)
    version = public_version(minutes)
    said = set(re.findall(r"\w+", version.text + " ".join(removal.what for removal in version.removals)))
    source = re.sub(r"<(?!http)[^>]*>|\bstyle=", " ", data.decode())
    assert {word for word in re.findall(r"\w+", source) if word not in said} == set()


@pytest.mark.parametrize("name", EXPECTED)
def test_only_the_meeting_link_is_private_in_them(name: str) -> None:
    version = public_version(seed(name)[1])
    assert [removal.why for removal in version.removals] == (["Link til et onlinemøde"] if name == "000" else [])
    assert "meet." not in version.html.lower()


@pytest.mark.parametrize("name", EXPECTED)
def test_their_markdown_says_the_same_when_it_is_read_again(name: str) -> None:
    minutes = seed(name)[1]
    assert document.read(minutes.markdown.encode(), "x.md") == minutes
