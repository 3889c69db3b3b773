"""``mailflow forums check``: what is to be put right in the register, and for which seats somebody is to be found."""

from __future__ import annotations

from typing import Any

import click

from mailflow.cli import show as screen
from mailflow.cli.context import Context
from mailflow.cli.forums.options import JSON, today
from mailflow.cli.members.check import FOUND
from mailflow.desks.forumcheck import Finding
from mailflow.i18n import _, ngettext
from mailflow.store import forumcheck


@click.command(
    "check",
    help=_("Look the register through: vacant seats, terms that end, holders who have left the association or are in no member "
           "list, forums without a contact, rights to appoint that are unclear, appointments that the forum has not confirmed, "
           "nominees who have not answered or never got the question. Changes nothing; exit code 1 when there is something."),
)  # fmt: skip
@JSON
@click.pass_context
def check(click_ctx: click.Context, as_json: bool) -> None:
    ctx: Context = click_ctx.obj
    with ctx.store.reading() as session:
        found = forumcheck.findings(session, today(ctx), ctx.config.forums)
    if as_json:
        click.echo(screen.as_json({"findings": [value(one) for one in found], "clean": not found}))
    elif not found:
        click.echo(_("The register is in order."))
    else:
        for one in found:
            click.echo(f"{one.problem}\n    → {one.remedy}")
        said = ngettext("{count} thing to put right.", "{count} things to put right.", len(found))
        click.echo(said.format(count=len(found)))
    click_ctx.exit(FOUND if found else 0)


def value(one: Finding) -> dict[str, Any]:
    """As ``--json`` shows it."""
    return {
        "kind": one.kind, "forum": one.forum, "seat": one.seat or None, "name": one.name or None, "problem": one.problem,
        "remedy": one.remedy, "command": one.command, "call": one.call or None,
    }  # fmt: skip
