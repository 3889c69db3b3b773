"""``mailflow members health``: whether mail to a member arrives, and her word that the trouble is over."""

from __future__ import annotations

import click

from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.cli.members import show
from mailflow.cli.parameters import said
from mailflow.cli.people import the_user
from mailflow.desks.deadlines import local_day
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.store import audit, people
from mailflow.store import health as store


@click.command("health", help=_("Whether mail to a member arrives: what came back or was refused, and since when."))
@click.argument("person", metavar=_("PERSON"))
@click.option("--clear", is_flag=True, help=_("Say that the trouble is over."))
@click.option("--by", metavar="NAME", callback=said, help=_("Who decides; you, if left out."))
@show.JSON
@click.pass_obj
def health(ctx: Context, person: str, clear: bool, by: str | None, as_json: bool) -> None:
    now = ctx.clock.now()
    if by and not clear:
        raise InputError(_("--by belongs to --clear."), _("Add --clear, or leave --by out."))
    with ctx.store.writing() if clear else ctx.store.reading() as session:
        found = people.find_person(session, person)
        addresses = show.addresses(found, local_day(now, ctx.office.zone))
        if clear:
            rows = store.clear(session, addresses, now, now)
            audit.record(session, "health.cleared", now, person=found.id, by=by or the_user(), rows=rows)
        states = store.of(session, addresses, now)
        key, name = found.key, found.name
    if as_json:
        click.echo(words.as_json({"key": key, "health": show.health(states)}))
        return
    click.echo(f"{name}  [{key}]")
    for line in show.health_lines(states, ctx.office.zone):
        click.echo(f"  {line}")
    if all(one.since is None for one in states.values()):
        click.echo("  " + _("No trouble is known."))
