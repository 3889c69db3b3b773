"""How well documents are read: precision, recall and their mean (F1) of each part, against what a person read in them.

``tests/layouts`` holds documents of our own in many layouts, and beside each what it says: only what is compared. The expected
values were written with the document, before the reader had seen it. ``python tests/reading_score.py`` prints the table.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mailflow.parsers import record
from mailflow.parsers.personname import fold
from mailflow.reading import AgendaItem, Reading

HERE = Path(__file__).parent / "layouts"
PARTS = ("head", "people", "items", "decisions", "upcoming", "appointments", "actions")
WANTED = {"people": 0.97, "items": 0.95, "decisions": 0.95, "upcoming": 0.95, "appointments": 0.95}
WANTED_ACTIONS = 0.9  # recall alone: that more is found than a person wrote down is no mistake


def documents() -> list[Path]:
    return sorted(path for path in HERE.iterdir() if path.suffix != ".json")


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return found


def compared(path: Path) -> dict[str, tuple[Counter[Any], Counter[Any]]]:
    """Of each part what a person read, and what is read."""
    want = expected(path)
    return {part: (left, right) for part, left, right in _parts(want, record.read(path.read_bytes(), path.name))}


def _parts(want: dict[str, Any], got: Reading) -> Iterator[tuple[str, Counter[Any], Counter[Any]]]:
    head = ("kind", "body", "date", "start", "end")
    said = {name: getattr(got, name) for name in head}
    said["date"] = said["date"].isoformat() if said["date"] else None
    yield "head", Counter((n, want[n]) for n in head), Counter((n, said[n]) for n in head)
    if want["participants"] is not None:
        people = [*(("here", fold(n)) for n in want["participants"]), *(("away", fold(n)) for n in want["regrets"])]
        read = [*(("here", fold(p.name)) for p in got.participants), *(("away", fold(p.name)) for p in got.regrets)]
        yield "people", Counter(people), Counter(read)
    extra = {fold(title) for title in want.get("optional_items", ())}
    flat = [item for item in _flat(got.items) if fold(item.title) not in extra]
    yield (
        "items",
        Counter((path, fold(title)) for path, title in want["items"]),
        Counter((i.path, fold(i.title)) for i in flat),
    )
    named = {item.path or item.title: item.decision for item in flat if item.decision}
    decided = {k: v for k, v in want["decisions"].items() if v is not None}
    told = Counter((where, fold(words) in fold(named.get(where, ""))) for where, words in decided.items())
    yield (
        "decisions", Counter((where, True) for where in decided),
        told + Counter((where, True) for where in named if where not in want["decisions"]),
    )  # fmt: skip
    yield (
        "upcoming",
        Counter((day, start) for day, start in want["upcoming"] if day),
        Counter((one.date.isoformat(), one.start) for one in got.upcoming if one.date),
    )
    yield (
        "appointments",
        Counter(map(_seat, want["appointments"])),
        Counter(_seat((one.forum, one.person, one.action.value, one.replaces)) for one in got.appointments),
    )
    found = []
    for place, words in want["actions"]:
        titles = {item.title: item.path for item in got.items}
        if any(fold(words) in fold(f"{one.who or ''} {one.what}") and (place is None or one.item == titles.get(place, place))
               for one in got.actions):  # fmt: skip
            found.append((place, words))
    yield "actions", Counter(tuple(one) for one in want["actions"]), Counter(found)


def _flat(items: Iterable[AgendaItem]) -> Iterator[AgendaItem]:
    for item in items:
        yield item
        yield from _flat(item.items)


def _seat(one: Iterable[str | None]) -> tuple[str, ...]:
    forum, person, action, replaces = one
    return re.sub(r"^(?:det|den) ", "", fold(forum or "")), fold(person or ""), action or "", fold(replaces or "")


def score(paths: Iterable[Path]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each part over all of these documents together."""
    sums = {part: [0, 0, 0] for part in PARTS}
    for path in paths:
        for part, (want, got) in compared(path).items():
            for place, number in enumerate(((want & got).total(), got.total(), want.total())):
                sums[part][place] += number
    table = {}
    for part, (right, read, wanted) in sums.items():
        precision, recall = right / read if read else 1.0, right / wanted if wanted else 1.0
        table[part] = (precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)
    return table


def main(names: list[str]) -> None:
    paths = [path for path in documents() if not names or path.stem in names or path.name in names]
    for path in paths:
        for part, (want, got) in compared(path).items():
            if want != got:
                print(
                    f"{path.name:32} {part:13} missed {list((want - got).elements())}  wrong {list((got - want).elements())}"
                )
    print(f"\n{len(paths)} documents\n{'':13} precision  recall     F1")
    for part, (precision, recall, both) in score(paths).items():
        print(f"{part:13} {precision:9.3f} {recall:7.3f} {both:6.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
