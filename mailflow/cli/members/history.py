"""``mailflow members groups|history``: the groups of one's own, and what became of the members."""

from __future__ import annotations

from datetime import date

import click

from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.cli.members import show
from mailflow.cli.parameters import DAY
from mailflow.desks import members as desk
from mailflow.desks.deadlines import local_day
from mailflow.i18n import _
from mailflow.models import Person
from mailflow.parsers.membercells import ROLES
from mailflow.store import history as store_history
from mailflow.store import people
from mailflow.store.history import Entry


@click.command("groups", help=_("The groups of your own (roles that mailflow has no meaning for), and who is in them."))
@show.JSON
@click.pass_obj
def groups(ctx: Context, as_json: bool) -> None:
    today = local_day(ctx.clock.now(), ctx.office.zone)
    found: dict[str, list[Person]] = {}
    with ctx.store.reading() as session:
        for person in people.everybody(session):
            if desk.valid_on(person.joined, person.left, today):
                for role in set(desk.valid_roles(person, today)) - set(ROLES):
                    found.setdefault(role, []).append(person)
    if as_json:
        told = [
            {"group": name, "members": [{"key": p.key, "name": p.name} for p in found[name]], "count": len(found[name])}
            for name in sorted(found)
        ]
        click.echo(words.as_json(told))
        return
    if not found:
        click.echo(_("There is no group. Make one with: mailflow members edit PERSON --role NAME"))
    for name in sorted(found):
        click.echo(f"{name} ({len(found[name])}): " + ", ".join(person.name for person in found[name]))


@click.command(
    "history", help=_("What became of a member, or of all: joined, left, moved, addresses, roles, districts.")
)
@click.argument("person", metavar=_("[PERSON]"), required=False)
@click.option("--from", "since", type=DAY, metavar="DATE", help=_("Only from this day on."))
@show.JSON
@click.pass_obj
def history(ctx: Context, person: str | None, since: date | None, as_json: bool) -> None:
    with ctx.store.reading() as session:
        found = people.find_person(session, person) if person else None
        entries = store_history.entries(session, found, ctx.office.zone)
    shown = [entry for entry in entries if since is None or entry.day >= since]
    if as_json:
        told = [
            {
                "day": e.day, "what": e.what, "person": e.key or None, "name": e.name, "before": e.before or None,
                "after": e.after or None,
            } for e in shown
        ]  # fmt: skip
        click.echo(words.as_json(told))
        return
    if not shown:
        click.echo(_("Nothing has changed."))
    for entry in shown:
        whose = f"{entry.name} [{entry.key}]" if entry.key else entry.name
        click.echo(f"{entry.day}  {whose}: {_told(entry)}")


def _told(entry: Entry) -> str:
    happened = {
        "joined": _("joined"), "left": _("left"), "back": _("a member again"), "forgotten": _("forgotten"),
    }  # fmt: skip
    if entry.what in happened:
        return happened[entry.what]
    if entry.what == "district":
        return f"{_('district')}: " + (f"+ {entry.after}" if entry.after else f"– {entry.before}")
    if not entry.before and not entry.after:
        return _("{what} changed").format(what=show.field(entry.what))
    return show.change(desk.Change(entry.what, entry.before, entry.after))
