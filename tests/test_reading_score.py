"""The reader's quality over documents in many layouts does not fall: ``tests/reading_score.py`` measures it."""

from __future__ import annotations

import pytest
import reading_score


@pytest.fixture(scope="module")
def table() -> dict[str, tuple[float, float, float]]:
    return reading_score.score(reading_score.documents())


@pytest.mark.parametrize(("part", "least"), reading_score.WANTED.items())
def test_each_part_is_read_well_enough(table: dict[str, tuple[float, float, float]], part: str, least: float) -> None:
    assert table[part][2] >= least


def test_hardly_an_action_is_missed(table: dict[str, tuple[float, float, float]]) -> None:
    assert table["actions"][1] >= reading_score.WANTED_ACTIONS
