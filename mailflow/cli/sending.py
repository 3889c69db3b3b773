"""Sending what lies in the outbox from a command, with a progress bar, until it has gone or has to wait for long.

The rate limit is waited for here, between two looks, with the mailbox's lock let go: a daemon or another command may take over.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta

import click
from sqlalchemy import func, select

from mailflow.cli.context import Context
from mailflow.errors import StoreError, UnavailableError
from mailflow.i18n import _
from mailflow.models import Letter
from mailflow.steps import deliver
from mailflow.store import installation, queries

SOON = timedelta(minutes=2)  # the rate limit is a minute; what waits for longer waits for another command


@dataclass(frozen=True, slots=True)
class Sent:
    """The letters of invitations that could go, by the state they are in now, and why the rest waits ("" : nothing waits)."""

    counts: Counter[str]
    trouble: str = ""
    refused: bool = False
    frozen: bool = False


def recover(ctx: Context) -> None:
    """What a dead process was sending is settled before anything new is decided: an old version that never left us need not
    go after all. Another mailflow that watches the mailbox has done so itself."""
    with ctx.store.mailbox_lock(ctx.office.mailbox) as mine:
        if mine:
            deliver.recover(ctx.store, ctx.office, ctx.clock.now())


def send_invitations(ctx: Context) -> Sent:
    """Send the calendar letters that are due. Another mailflow that watches the mailbox sends them itself."""
    store, office = ctx.store, ctx.office
    with store.reading() as session:
        # Those that a dead process had taken too: ``recover`` finds out what became of them.
        waiting = Letter.state.in_((*queries.WAITING, "sending"))
        ids = list(session.scalars(select(Letter.id).where(Letter.invitation_id.is_not(None), waiting)))
        looked = queries.association(session).installed_at is not None
    if not ids:
        return Sent(Counter())
    if not looked:
        return Sent(Counter(queued=len(ids)), _("mailflow has not looked into the mailbox yet: mailflow tick"))
    with click.progressbar(length=len(ids), label=_("Sending"), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        while True:
            with store.mailbox_lock(office.mailbox) as mine:
                done = _once(ctx, lambda: bar.update(int(bar.pos < len(ids) - 1))) if mine else None
            left = _left(ctx, ids)
            bar.update(len(ids) - left - bar.pos)
            if done is None:
                return Sent(_counts(ctx, ids), _("another mailflow watches the mailbox and sends them") if left else "")
            if done.trouble or not left or done.again_at is None:
                trouble = done.trouble or (_("they are tried again later") if left else "")
                return Sent(_counts(ctx, ids), trouble, done.refused, done.frozen)
            pause = (done.again_at - ctx.clock.now()).total_seconds()
            time.sleep(max(0.05, min(pause, 5)))


def _once(ctx: Context, count: Callable[[], None]) -> deliver.Delivered:
    def each() -> bool:
        count()
        return False

    deliver.recover(ctx.store, ctx.office, ctx.clock.now())
    smtp = ctx.house.smtp
    with closing(smtp):
        return deliver.run(ctx.store, smtp, ctx.office, ctx.clock, installation.stop_file(ctx.store), enough=each)


def _left(ctx: Context, ids: list[int]) -> int:
    """How many of them can still go soon."""
    with ctx.store.reading() as session:
        wanted = (
            select(func.count())
            .select_from(Letter)
            .where(
                Letter.id.in_(ids),
                Letter.state.in_((*queries.WAITING, "sending")),
                Letter.next_at <= ctx.clock.now() + SOON,
            )
        )
        return session.scalar(wanted) or 0


def _counts(ctx: Context, ids: list[int]) -> Counter[str]:
    with ctx.store.reading() as session:
        return Counter(session.scalars(select(Letter.state).where(Letter.id.in_(ids))))


def check(sent: Sent) -> None:
    """Raises ``StoreError`` and ``UnavailableError`` for what a human has to mend; the rest is tried again by itself."""
    if sent.frozen:
        raise StoreError(
            _("Nothing was sent: the outbox is frozen."), _("See mailflow doctor; then: mailflow doctor --thaw")
        )
    if sent.refused:
        raise UnavailableError(_("The mail server refuses us; the letters wait."), _("See mailflow doctor."))
