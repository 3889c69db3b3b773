"""The delivery health of an address, from the bounces and refusals that are known of it.

It is shown and never acted on: anybody can write a bounce, so nothing stops being sent because of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from mailflow.models import Trouble

State = Literal["good", "doubtful", "blocked", "dead"]

QUIET = timedelta(days=5)  # most servers give up and say so within five days (RFC 5321 section 4.5.4.1)
_WORST_FIRST: tuple[tuple[str, State], ...] = (("permanent", "dead"), ("policy", "blocked"), ("temporary", "doubtful"))


@dataclass(frozen=True, slots=True)
class Health:
    """``since`` is when the oldest open trouble of that kind was seen; ``words`` are the server's, of the newest."""

    state: State = "good"
    since: datetime | None = None
    words: str = ""


def of(troubles: Sequence[Trouble], settled_at: datetime | None) -> Health:
    """The state of one address from its rows.

    ``settled_at``: when the latest letter to it was accepted that has had ``QUIET`` to come back in. Trouble seen before
    that is over, as is what was cleared. A policy block (RFC 3463, x.7.x) says nothing of the address itself: it is
    blocked, and dead only when another server's word is that it is not there.
    """
    still = [row for row in troubles if row.cleared_at is None and not (settled_at and row.at < settled_at)]
    for kind, state in _WORST_FIRST:
        rows = sorted((row for row in still if row.kind == kind), key=lambda row: row.at)
        if rows:
            return Health(state, rows[0].at, rows[-1].text)
    return Health()
