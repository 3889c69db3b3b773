"""The first items of the next agenda, as a text to paste: the minutes, and what was to be done since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mailflow.desks.tasks import in_order
from mailflow.letters import dates
from mailflow.models import Task

_WORDS = {
    "da": ("Godkendelse af dagsorden", "Godkendelse af referat af møde i {body} {day}",
           "Referat af møde i {body} {day}: godkendt {approved}", "Opfølgning på opgaver fra tidligere møder",
           "Ingen er nævnt", "senest {day}"),
    "en": ("Approval of the agenda", "Approval of the minutes of the meeting of {body} on {day}",
           "Minutes of the meeting of {body} on {day}: approved on {approved}", "Follow-up of actions from earlier meetings",
           "Nobody is named", "by {day}"),
}  # fmt: skip


def text(body: str, day: date, approved: date | None, tasks: Sequence[Task], language: str) -> str:
    """``tasks`` are the open ones. ``approved``: when the minutes were, by silence; None: they are to be."""
    agenda, to_approve, done, follow, nobody, until = _WORDS[language]
    minutes = (done if approved else to_approve).format(
        body=body, day=dates.day(day, language), approved=dates.day(approved, language) if approved else ""
    )
    lines = [f"1. {agenda}", f"2. {minutes}"]
    if tasks:
        lines.append(f"3. {follow}")
    for task in in_order(tasks):
        last = f" ({until.format(day=dates.day(task.due, language))})" if task.due else ""
        lines.append(f"   - {task.who or nobody}: {task.what}{last}")
    return "\n".join(lines) + "\n"
