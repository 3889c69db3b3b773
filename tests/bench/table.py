"""A line of the result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """``ours`` and ``plain`` are mails a second, ``goal`` is the least share of the plain rate that we want."""

    what: str
    ours: float
    plain: float
    goal: float

    def __str__(self) -> str:
        share = self.ours / self.plain
        verdict = "" if share >= self.goal else "  (below)"
        return f"{self.what:26}{self.ours:10.0f}{self.plain:10.0f}{share:8.2f}{self.goal:8.2f}{verdict}"
