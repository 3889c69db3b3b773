"""What the commands about forums have in common: how a forum or a seat is named and completed, why something is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from mailflow.cli.context import Context
from mailflow.cli.parameters import said
from mailflow.cli.people import the_user
from mailflow.desks.deadlines import local_day
from mailflow.desks.forums import label
from mailflow.errors import MailflowError
from mailflow.i18n import _
from mailflow.models import Forum
from mailflow.store import forums

JSON = click.option("--json", "as_json", is_flag=True, help=_("For machines."))
DRY = click.option("--dry-run", is_flag=True, help=_("Show what would change; change nothing."))
REASON = click.option("--reason", callback=said, help=_("Why; it stays in the history."))
EVIDENCE = click.option(
    "--evidence", callback=said, help=_("What it rests on: the words of a mail, the item of the minutes.")
)


def _known(ctx: click.Context) -> list[Forum]:
    """For the shell's completion; a store that cannot be opened completes nothing."""
    context = ctx.obj if isinstance(ctx.obj, Context) else Context(ctx.find_root().params.get("config_file"))
    try:
        with context.store.reading() as session:
            found = forums.all_forums(session)
    except MailflowError:
        return []
    finally:
        context.close()
    return found


def complete_forum(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[click.shell_completion.CompletionItem]:
    """The ids that begin so, each with its name."""
    return [
        click.shell_completion.CompletionItem(one.slug, help=one.name)
        for one in _known(ctx) if one.slug.startswith(incomplete.casefold())
    ]  # fmt: skip


def complete_seat(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[click.shell_completion.CompletionItem]:
    return [
        click.shell_completion.CompletionItem(label(seat), help=f"{one.name} {seat.title}".strip())
        for one in _known(ctx) for seat in one.seats if label(seat).startswith(incomplete.casefold())
    ]  # fmt: skip


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
