"""Tasks: the secretariat is reminded of what is due, in one mail for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from mailflow import log
from mailflow.actions import Note, Write
from mailflow.desks import tasks as desk
from mailflow.desks.deadlines import local_day
from mailflow.letters import dates
from mailflow.models import Task
from mailflow.store import apply
from mailflow.store import tasks as store_tasks
from mailflow.store.apply import Office
from mailflow.store.engine import Store


def run(store: Store, office: Office, now: datetime) -> int:
    """Write the reminder that is due, if one is. Returns how many tasks it names."""
    days = office.config.actions.remind_days
    with store.reading() as session:
        if desk.reminder(store_tasks.every(session), now, days, office.zone).empty:
            return 0
    with store.writing() as session:
        found = desk.reminder(store_tasks.every(session), now, days, office.zone)
        named = (*found.overdue, *found.soon)
        if not named:
            return 0
        today = local_day(now, office.zone)
        key = f"tasks:{today}:{'+'.join(str(task.id) for task in named)}"
        for task in found.soon:
            task.warned_at = now
        for task in found.overdue:
            task.warned_at, task.overdue_at = task.warned_at or now, now
        write = Write("notice-tasks", key, scheduled=True, facts=facts(named, today, office.config.language))
        noted = Note("task.reminded", {"tasks": [task.id for task in named]})
        apply.carry_out(session, None, [noted, write], office, now)
        log.step("tasks.before-commit", tasks=len(named))
    return len(named)


def facts(tasks: Sequence[Task], today: date, language: str) -> dict[str, Any]:
    """What the letters about tasks say of them, days in words."""
    return {
        "tasks": [
            {
                "id": task.id, "who": task.who, "what": task.what, "item": task.item, "body": task.body,
                "due": dates.day(task.due, language) if task.due else "", "overdue": desk.is_overdue(task, today),
                "meeting": dates.day(task.meeting, language) if task.meeting else "",
            }
            for task in tasks
        ]
    }  # fmt: skip
