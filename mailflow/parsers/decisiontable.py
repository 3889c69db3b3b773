"""Minutes that are one table: a row an item, with columns for what it is, what was decided, who does it and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailflow.parsers import closed
from mailflow.parsers.sections import Line
from mailflow.parsers.tasks import Task
from mailflow.reading import Action, AgendaItem

_COLUMNS = {
    "number": re.compile(r"(?:nr|nummer|pkt|punkt nr|#)\.?$", re.IGNORECASE),
    "title": re.compile(r"(?:punkt|dagsordenspunkt|emne|sag|titel|overskrift)$", re.IGNORECASE),
    "decision": re.compile(r"(?:beslutning(?:er)?|besluttet|konklusion|referat|afgørelse)$", re.IGNORECASE),
    "who": re.compile(r"(?:ansvarlig(?:e)?|ansv\.?|hvem|opgave til|udføres af)$", re.IGNORECASE),
    "due": re.compile(r"(?:frist|hvornår|deadline|senest|tid)$", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An item of the table and where it stands; ``task`` is what somebody has to do."""

    item: AgendaItem
    task: Task | None
    paragraph: int
    words: str


def read(lines: Sequence[Line]) -> list[Row]:
    """The rows of every table that has a column for items and one for decisions. Never raises."""
    found: list[Row] = []
    for line in lines:
        columns = {
            name: at for name, pattern in _COLUMNS.items() for at, cell in enumerate(line.rows[0]) if pattern.match(cell.strip())
        } if line.rows else {}  # fmt: skip
        if "title" in columns and "decision" in columns:
            found += [row for cells in line.rows[1:] if (row := _row(cells, columns, line, len(found))) is not None]
    return found


def _row(cells: Sequence[str], columns: dict[str, int], line: Line, before: int) -> Row | None:
    said = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
    if not said["title"]:
        return None
    number = re.sub(r"[.):]+$", "", said.get("number", ""))
    shut = closed.title_closes(said["title"])
    item = AgendaItem(number, said["title"], said["decision"] or None, shut, (), number)
    task = None
    if said.get("who"):
        due = f" ({line.rows[0][columns['due']]}: {said['due']})" if said.get("due") else ""
        task = Task(
            Action(said["who"], f"{said['decision'] or said['title']}{due}", number or None),
            line.paragraph,
            said["decision"] or said["title"],
        )
    return Row(item, task, line.paragraph, said["title"])
