"""``mailflow forums list|show|history``: what the register says, and how it came to say so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from mailflow.cli import forumwords as words
from mailflow.cli import show as screen
from mailflow.cli.context import Context
from mailflow.cli.forums.options import FORUM, JSON, complete_forum, today
from mailflow.cli.members.show import write_file
from mailflow.desks import forums as desk
from mailflow.desks.forums import label
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.models import Forum, Seat, Tenure
from mailflow.pages import sheets
from mailflow.store import forums


@click.command("list", help=_("The seats of all forums: who sits there, who appoints, what is to be done."))
@click.option("--vacant", is_flag=True, help=_("Only seats that are vacant or soon will be, or whose holder has left."))
@click.option("--defunct", is_flag=True, help=_("The forums that are no more."))
@click.option("--right", type=click.Choice(list(words.RIGHTS)), help=_("Only seats to which these appoint."))
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help=_("Write it to this file: .xlsx for Excel and LibreOffice, or .csv."),
)  # fmt: skip
@JSON
@click.pass_obj
def list_(ctx: Context, vacant: bool, defunct: bool, right: str | None, output: Path | None, as_json: bool) -> None:
    day, warning = today(ctx), ctx.config.forums.warning
    with ctx.store.reading() as session:
        found = forums.all_forums(session, defunct=defunct)
        if defunct:
            _defunct(found, as_json=as_json)
            return
        shown = [
            seat for forum in found for seat in desk.seats(forum, day)
            if (right is None or seat.right == words.RIGHTS[right]) and (not vacant or desk.vacancy(seat, day, warning) is not None)
        ]  # fmt: skip
        bare = [] if vacant or right else [forum for forum in found if not desk.seats(forum, day)]
        if as_json:
            value = [
                {"forum": seat.forum.slug, "name": seat.forum.name, **words.seat_value(seat, day, warning)}
                for seat in shown
            ]
            click.echo(screen.as_json(value))
            return
        rows = [_line(seat, ctx) for seat in shown] + [[one.slug, one.name, _("no seats"), *[""] * 5] for one in bare]
    heads = [_("Seat"), _("Forum"), _("Kind"), _("Appoints"), _("Holder"), _("Since"), _("Until"), _("To do")]
    if output is not None:
        _save(output, sheets.Sheet(_("Seats"), tuple(heads), tuple(map(tuple, rows))))
    elif rows:
        screen.table(heads, rows)
    elif vacant or right:
        click.echo(_("There is no such seat."))
    else:
        click.echo(_("There is no forum. Begin with: mailflow forums import FILE"))


def _save(path: Path, sheet: sheets.Sheet) -> None:
    made: dict[str, Callable[[], bytes]] = {
        ".xlsx": lambda: sheets.workbook([sheet]),
        ".csv": lambda: sheets.table(sheet),
    }
    make = made.get(path.suffix.lower())
    if make is None:
        raise InputError(_("{file} is neither .xlsx nor .csv.").format(file=path), _("Give it one of these endings."))
    write_file(path, make())


def _defunct(found: list[Forum], *, as_json: bool) -> None:
    if as_json:
        click.echo(screen.as_json([{"id": one.slug, "name": one.name, "defunct_on": one.defunct_on} for one in found]))
    elif found:
        rows = [
            [one.slug, one.name, one.organisation, one.defunct_on.isoformat() if one.defunct_on else "–"]
            for one in found
        ]
        screen.table([_("Id"), _("Forum"), _("Organisation"), _("Defunct since")], rows)
    else:
        click.echo(_("No forum is defunct."))


def _line(seat: Seat, ctx: Context) -> list[str]:
    day = today(ctx)
    now = desk.holder(seat, day)
    return [
        label(seat), seat.forum.name, seat.title, words.right(seat), words.person(now) if now else "–",
        now.since.isoformat() if now and now.since else "", now.until.isoformat() if now and now.until else "",
        words.state(desk.vacancy(seat, day, ctx.config.forums.warning)),
    ]  # fmt: skip


@click.command(
    "show", help=_("Everything the register says of a forum. FORUM is its id, its name, or a beginning of them.")
)
@FORUM
@JSON
@click.pass_obj
def show(ctx: Context, forum: str, as_json: bool) -> None:
    with ctx.store.reading() as session:
        found = forums.forum_by(session, forum)
        if as_json:
            click.echo(screen.as_json(words.forum_value(found, today(ctx), ctx.config.forums.warning)))
            return
        _print(ctx, found)


def _print(ctx: Context, forum: Forum) -> None:
    gone = "  " + _("defunct since {day}").format(day=forum.defunct_on) if forum.state == "defunct" else ""
    click.echo(f"{forum.name}  [{forum.slug}]{gone}")
    contact = ", ".join(part for part in (forum.contact_name, forum.contact_address, forum.contact_phone) if part)
    for name, value in (
        (_("Organisation"), forum.organisation), (_("Contact"), contact), (_("Purpose"), forum.purpose), (_("Notes"), forum.notes),
        (_("Public"), "" if forum.public else _("no")),
    ):  # fmt: skip
        if value:
            click.echo(f"  {name}: {value}")
    day = today(ctx)
    for seat in forum.seats:
        gone = "  " + _("abolished from {day}").format(day=seat.abolished_on) if seat.abolished_on else ""
        click.echo(f"\n  {label(seat)}  {seat.title}".rstrip() + gone)
        click.echo("    " + _("Right to appoint: {who}").format(who=words.right(seat)))
        if seat.requirements:
            click.echo("    " + _("What it takes: {words}").format(words=seat.requirements))
        for tenure in seat.tenures:
            _tenure(tenure)
        if forum.state == "active" and seat in desk.seats(forum, day):
            told = words.state(desk.vacancy(seat, day, ctx.config.forums.warning))
            if told:
                click.echo(f"    → {told}")


def _tenure(one: Tenure) -> None:
    last = one.ended_on or one.until
    span = f"{one.since.isoformat() if one.since else '…'} – {last.isoformat() if last else ''}".rstrip()
    told = [
        span,
        _("in place of {name}").format(name=one.in_place_of) if one.in_place_of else "",
        one.decision,
        _("decided {day}").format(day=one.decided_on.isoformat()) if one.decided_on else "",
        one.ended_reason,
        _("the forum has confirmed") if one.confirmed_at else _("the forum was told") if one.told_at else "",
    ]
    mark = "  " if one.ended_on else "• "
    click.echo(f"    {mark}{words.person(one)}: " + "; ".join(part for part in told if part))


@click.command(
    "history", help=_("Every change of a forum: what, when, by whom, why, on what it rests. Without FORUM: of all.")
)
@click.argument("forum", metavar=f"[{_('FORUM')}]", required=False, shell_complete=complete_forum)
@JSON
@click.pass_obj
def history(ctx: Context, forum: str | None, as_json: bool) -> None:
    with ctx.store.reading() as session:
        listed = [forums.forum_by(session, forum)] if forum else forums.all_forums(session)
        places = words.places(listed)
        changes = sorted((one for each in listed for one in forums.history(session, each)), key=lambda one: one.id)
        if as_json:
            click.echo(screen.as_json([words.change_value(one, places) for one in changes]))
            return
        for one in changes:
            click.echo(f"{screen.moment(one.at)}  {words.change_line(one, places, one.by)}")
        if not changes:
            click.echo(_("Nothing has been changed."))
