"""The one clock. Everything that needs the time is given this, so that a rehearsal can play weeks in minutes."""

from __future__ import annotations

from datetime import UTC, datetime

from mailflow.errors import InputError
from mailflow.i18n import _


class Clock:
    """The machine's clock, or one that stands still at ``fixed`` (aware) until ``set`` moves it."""

    def __init__(self, fixed: datetime | None = None) -> None:
        self._fixed: datetime | None = None
        if fixed is not None:
            self.set(fixed)

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return self._fixed or datetime.now(UTC)

    def set(self, moment: datetime) -> None:
        """Stop at this aware instant. Raises ``ValueError`` for a naive one: its zone would be a guess."""
        if moment.tzinfo is None:
            raise ValueError("a clock needs an aware datetime")
        self._fixed = moment.astimezone(UTC)


def instant(text: str) -> datetime:
    """``2026-09-05T00:00:01+02:00`` or ``…Z`` (ISO 8601 with its offset) as UTC. Raises ``InputError``."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InputError(
            _("“{text}” is not a point in time.").format(text=text),
            _("Write date, time and offset, such as 2026-09-05T00:00:01+02:00."),
        )
    return moment.astimezone(UTC)
