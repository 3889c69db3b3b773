"""The 98 municipalities lie in five regions until the end of 2026, and in four after."""

from __future__ import annotations

from collections import Counter
from datetime import date

from mailflow.parsers.municipalities import MUNICIPALITIES
from mailflow.parsers.regions import REGIONS, region


def test_every_municipality_lies_in_one_region() -> None:
    listed = [name for names in REGIONS.values() for name in names]
    assert sorted(listed) == sorted(MUNICIPALITIES)
    assert len(listed) == 98
    assert {name: len(names) for name, names in REGIONS.items()} == {
        "Hovedstaden": 29, "Sjælland": 17, "Syddanmark": 22, "Midtjylland": 19, "Nordjylland": 11,
    }  # fmt: skip


def test_two_regions_become_one_in_2027() -> None:
    before = Counter(region(name, date(2026, 12, 31)) for name in MUNICIPALITIES)
    after = Counter(region(name, date(2027, 1, 1)) for name in MUNICIPALITIES)
    assert (len(before), len(after)) == (5, 4)
    assert after["Østdanmark"] == before["Hovedstaden"] + before["Sjælland"] == 46
    assert region("Malmö", date(2026, 1, 1)) is None
