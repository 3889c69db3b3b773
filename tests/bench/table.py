"""A line of the result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """``ours`` and ``plain`` are mails a second, ``goal`` is the least share of the plain rate that we want, if any."""

    what: str
    ours: float
    plain: float
    goal: float | None = None

    def __str__(self) -> str:
        share = self.ours / self.plain
        line = f"{self.what:30}{self.ours:10.0f}{self.plain:10.0f}{share:8.2f}"
        if self.goal is None:
            return line
        return f"{line}{self.goal:8.2f}{'' if share >= self.goal else '  (below)'}"
