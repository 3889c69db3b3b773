"""Documents: a typical one read as data, rendered as the website's HTML and as PDF, each in the confined process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mailflow import confined
from mailflow.documents import Minutes, PublicVersion
from mailflow.pages import paper, typeset
from mailflow.parsers import record
from mailflow.reading import Reading

DEMO = Path(__file__).parents[2] / "mailflow" / "demo" / "referat.docx"


def measure(runs: int) -> Iterator[str]:
    """A line for each, the best of ``runs``: seconds, and what was asked for."""
    data = DEMO.read_bytes()
    _, version = confined.run(paper.public, data, DEMO.name, (), (), result=tuple[Minutes, PublicVersion])
    works: dict[str, tuple[float, Callable[[], Any]]] = {
        "minutes read": (0.5, lambda: confined.run(record.read, data, DEMO.name, result=Reading)),
        "minutes as HTML": (
            0.2, lambda: confined.run(paper.public, data, DEMO.name, (), (), result=tuple[Minutes, PublicVersion])
        ),
        "the page as PDF": (1.0, lambda: confined.run(typeset.pdf, version.html, result=bytes)),
    }  # fmt: skip
    for name, (goal, work) in works.items():
        best = float("inf")
        for _ in range(runs):
            begin = time.perf_counter()
            work()
            best = min(best, time.perf_counter() - begin)
        yield f"{name:30}{best:>10.3f}{'':>18}{goal:>8.1f}"
