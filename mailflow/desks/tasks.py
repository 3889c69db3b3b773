"""The rules of what is to be done: which of it is due soon, which is overdue, and when somebody is reminded of it.

Each is named in two reminders at most: some days before its day, and once the day has passed. What has no day is shown in
the list, and never reminded of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mailflow.desks.deadlines import is_working_day
from mailflow.models import Task
from mailflow.parsers.personname import fold

STATES = ("open", "done", "dropped")
FROM = time(8)  # o'clock: not before the office opens


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the next reminder names, by day."""

    soon: tuple[Task, ...]
    overdue: tuple[Task, ...]

    @property
    def empty(self) -> bool:
        return not (self.soon or self.overdue)


def reminder(tasks: Iterable[Task], now: datetime, days: int, zone: ZoneInfo) -> Reminder:
    """What is to be reminded of at ``now``. ``days`` before its day a task is named for the first time; 0: nothing ever is.

    Only on working days, so that it meets somebody who can do something about it.
    """
    local = now.astimezone(zone)
    if not days or local.time() < FROM or not is_working_day(local.date()):
        return Reminder((), ())
    listed = in_order(task for task in tasks if task.state == "open" and task.due is not None)
    overdue = tuple(task for task in listed if is_overdue(task, local.date()) and task.overdue_at is None)
    soon = tuple(
        task for task in listed
        if not is_overdue(task, local.date()) and task.warned_at is None
        and task.due is not None and task.due <= local.date() + timedelta(days=days)
    )  # fmt: skip
    return Reminder(soon, overdue)


def is_overdue(task: Task, today: date) -> bool:
    return task.state == "open" and task.due is not None and task.due < today


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """By day, those without one last; then in the order they were kept."""
    return sorted(tasks, key=lambda task: (task.due or date.max, task.id or 0))


def matches(task: Task, who: str) -> bool:
    """Whether a task is somebody's: the whole name, or words of it."""
    names = {fold(task.who), fold(task.person.name) if task.person is not None else ""}
    wanted = fold(who).split()
    return any(set(wanted) <= set(name.split()) for name in names if name)
