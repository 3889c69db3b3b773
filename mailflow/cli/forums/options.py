"""What the commands about forums have in common: how a forum or a seat is named and completed, why something is changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any

import click
from click.shell_completion import CompletionItem

from mailflow.cli.context import Context
from mailflow.cli.parameters import said
from mailflow.cli.people import the_user
from mailflow.desks.deadlines import local_day
from mailflow.desks.forums import label
from mailflow.errors import MailflowError
from mailflow.i18n import _
from mailflow.store import forums

JSON = click.option("--json", "as_json", is_flag=True, help=_("For machines."))
DRY = click.option("--dry-run", is_flag=True, help=_("Show what would change; change nothing."))
REASON = click.option("--reason", callback=said, help=_("Why; it stays in the history."))
EVIDENCE = click.option(
    "--evidence", callback=said, help=_("What it rests on: the words of a mail, the item of the minutes.")
)


def _known(ctx: click.Context) -> list[tuple[str, list[str], str]]:
    """For the shell's completion: id, seats and name of each forum; a store that cannot be opened completes nothing."""
    if isinstance(ctx.obj, Context):
        return _read(ctx.obj)
    with closing(Context(ctx.find_root().params.get("config_file"))) as context:
        return _read(context)


def _read(context: Context) -> list[tuple[str, list[str], str]]:
    try:
        with context.store.reading() as session:
            return [(one.slug, [label(seat) for seat in one.seats], one.name) for one in forums.all_forums(session)]
    except MailflowError:
        return []


def complete_forum(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids that begin so, each with its name."""
    begun = incomplete.casefold()
    return [CompletionItem(slug, help=name) for slug, _seats, name in _known(ctx) if slug.startswith(begun)]


def complete_seat(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    begun = incomplete.casefold()
    return [
        CompletionItem(seat, help=name)
        for _slug, seats, name in _known(ctx)
        for seat in seats
        if seat.startswith(begun)
    ]


FORUM = click.argument("forum", metavar=_("FORUM"), shell_complete=complete_forum)
SEAT = click.argument("seat", metavar=_("SEAT"), shell_complete=complete_seat)


def why(function: Callable[..., Any]) -> Callable[..., Any]:
    """--reason, --evidence, --dry-run and --json."""
    for option in (JSON, DRY, EVIDENCE, REASON):
        function = option(function)
    return function


def who(ctx: Context, reason: str | None, evidence: str | None) -> dict[str, Any]:
    """Of every change: when, by whom, why, on what it rests."""
    return {"now": ctx.clock.now(), "by": the_user(), "reason": reason or "", "evidence": evidence or ""}


def today(ctx: Context) -> Any:
    return local_day(ctx.clock.now(), ctx.office.zone)
