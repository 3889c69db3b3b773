"""``mailflow events list|show``: what is to come, and who comes."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy.orm import object_session

from mailflow.cli import eventwords as words
from mailflow.cli import show as screen
from mailflow.cli.context import Context
from mailflow.cli.events.edit import describe
from mailflow.cli.members.show import write_file
from mailflow.desks import guestlist
from mailflow.desks.guestlist import STATUSES, Line
from mailflow.i18n import _
from mailflow.models import CalendarEvent
from mailflow.pages import sheets
from mailflow.store import events, invitations

_PATH = click.Path(dir_okay=False, path_type=Path)


@click.command("list", help=_("The events to come, and how many come."))
@click.option("--all", "everything", is_flag=True, help=_("Those that are over, too."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def list_(ctx: Context, everything: bool, as_json: bool) -> None:
    now, values, rows = ctx.clock.now(), [], []
    with ctx.store.reading() as session:
        for event in events.all_events(session, None if everything else now):
            shown = _lines(ctx, event)
            counts = count(shown)
            values.append({**words.as_value(event), "answers": counts})
            told = _("called off") if event.state != "open" else " · ".join(
                f"{counts[status]} {words.status(status)}" for status in STATUSES if counts[status]
            )  # fmt: skip
            rows.append([event.slug, words.when(event, ctx.office.zone), event.title, told])
    if as_json:
        click.echo(screen.as_json(values))
    elif rows:
        screen.table([_("Id"), _("When"), _("Title"), _("Answers")], rows)
    else:
        click.echo(_("No event is to come. Make one: mailflow events add"))


@click.command("show", help=_("One event: who comes, who has sent regrets, who has not answered, with their comments."))
@click.argument("slug", metavar="ID")
@click.option("--csv", "csv_file", type=_PATH, metavar="FILE", help=_("Write the list to this file, for Excel."))
@click.option("--xlsx", "xlsx_file", type=_PATH, metavar="FILE", help=_("Write the list to this file, as a workbook."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def show(ctx: Context, slug: str, csv_file: Path | None, xlsx_file: Path | None, as_json: bool) -> None:
    with ctx.store.reading() as session:
        event = events.find(session, slug)
        shown = _lines(ctx, event)
        if csv_file is not None or xlsx_file is not None:
            sheet = _sheet(shown)
            if csv_file is not None:
                write_file(csv_file, sheets.table(sheet), quiet=as_json)
            if xlsx_file is not None:
                write_file(xlsx_file, sheets.workbook([sheet]), quiet=as_json)
        if as_json:
            people = [words.line_value(line) for line in shown]
            more = {"answers": count(shown), "regrets": guestlist.regrets(shown), "people": people, "log": _log(event)}
            click.echo(screen.as_json({**words.as_value(event), **more}))
            return
        if csv_file is None and xlsx_file is None:
            _print(ctx, event, shown)


def _lines(ctx: Context, event: CalendarEvent) -> list[Line]:
    session = object_session(event)
    assert session is not None
    now = ctx.clock.now()
    guests = events.guests(session, event, ctx.office, now) if event.state == "open" and event.end_at > now else []
    return guestlist.lines(event, guests, invitations.of_event(session, event))


def count(shown: list[Line]) -> dict[str, int]:
    return {status: sum(line.status == status for line in shown) for status in STATUSES}


def _print(ctx: Context, event: CalendarEvent, shown: list[Line]) -> None:
    describe(ctx, event)
    counts = count(shown)
    click.echo("  " + " · ".join(f"{counts[status]} {words.status(status)}" for status in STATUSES))
    rows = [
        [line.name, words.answer_line(line), _comment(line), words.delivery(line)]
        for status in STATUSES for line in shown if line.status == status
    ]  # fmt: skip
    if rows:
        screen.table([_("Name"), _("Answer"), _("Comment"), _("Invitation")], rows)
    if names := guestlist.regrets(shown):
        click.echo(_("Regrets: {names}").format(names=", ".join(names)))
    for name, how in guestlist.partly(shown):
        click.echo(_("Partly: {name} ({how})").format(name=name, how=how))
    for answer in event.answers:
        if answer.open:
            who = answer.person.name if answer.person is not None else answer.sender
            click.echo(
                f"! {event.slug}/{answer.number}  {who}: “{screen.short(answer.comment, 100)}” {answer.why}".rstrip()
            )


def _comment(line: Line) -> str:
    """Her own words, unless they are the sentence that stands beside the answer already."""
    return "" if line.comment == line.partial else screen.short(line.comment, 80)


def _sheet(shown: list[Line]) -> sheets.Sheet:
    head = (_("Name"), _("E-mail"), _("Answer"), _("Comment"), _("Partly"), _("Answered"), _("How"), _("Invitation"))
    rows = tuple(
        (line.name, line.address, words.status(line.status), line.comment, line.partial,
         screen.moment(line.answered_at) if line.answered_at else "", words.channel(line.channel), words.delivery(line))
        for line in shown
    )  # fmt: skip
    return sheets.Sheet(_("Answers"), head, rows)


def _log(event: CalendarEvent) -> list[dict[str, object]]:
    return [
        {
            "id": f"{event.slug}/{answer.number}", "person": answer.person.name if answer.person else None,
            "sender": answer.sender, "answer": answer.partstat, "comment": answer.comment, "partial": answer.partial or None,
            "proposed_start": answer.proposed_start, "proposed_end": answer.proposed_end,
            "delegated_to": answer.delegated_to or None, "channel": answer.channel, "received_at": answer.received_at,
            "recorded_by": answer.recorded_by or None, "revision": answer.revision, "valid": answer.valid, "why": answer.why,
            "holds": answer.open, "settled_by": answer.settled_by or None,
        }
        for answer in event.answers
    ]  # fmt: skip
