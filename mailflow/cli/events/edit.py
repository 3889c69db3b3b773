"""``mailflow events add|edit|cancel``: nobody hears of it before ``mailflow send-invites``."""

from __future__ import annotations

import mimetypes
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow.calendars import KINDS
from mailflow.cli import eventwords as words
from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.cli.parameters import FILE, said
from mailflow.cli.people import the_user
from mailflow.desks import audience as audiences
from mailflow.desks import eventform
from mailflow.desks.eventform import SEE_ONE_ANOTHER, EventForm
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.mail import Attachment
from mailflow.models import CalendarEvent
from mailflow.store import events, people

USUAL = {"webinar": "all", "board-meeting": "board", "joint-meeting": "board", "general-assembly": "all"}


def _options(adding: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    clears = "" if adding else " " + _("Empty: none.")
    when = _("Such as 2026-10-26 08:00; all day 2026-10-26.")
    listed = [
        click.option("--kind", type=click.Choice(KINDS), help=_("What it is.")),
        click.option("--title", help=_("Its title, in one line.")),
        click.option("--start", metavar=_("TIME"), help=when),
        click.option("--end", metavar=_("TIME"), help=_("As --start; the same day 09:00 will do. All day: the last day.")),
        click.option("--all-day/--timed", default=None, help=_("Whole days; or from one time to another.")),
        click.option("--place", help=_("Where it is held.") + clears),
        click.option("--link", help=_("The web address at which one takes part.") + clears),
        click.option("--description", help=_("What it is about, in Markdown.") + clears),
        click.option("--description-file", type=FILE, help=_("The same, from a file.")),
        click.option(
            "--audience", multiple=True, metavar=_("WHO"),
            help=_("board, all, district:NAME, group:NAME, person:NAME, guest:NAME <ADDRESS>. May be given several times."),
        ),
        click.option(
            "--guests-visible/--guests-hidden", default=None,
            help=_("Whether the invitation names the others. Usually: in meetings of the board yes, else no."),
        ),
        click.option("--answer-by", metavar=_("TIME"), help=_("Until when an answer is asked for; a day is its end.") + clears),
        click.option("--public/--not-public", default=None, help=_("Whether it stands in the website's calendar.")),
        click.option("--day-before/--no-day-before", default=None, help=_("Whether those who come are reminded the day before.")),
        click.option("--file", "files", multiple=True, type=FILE, help=_("Goes with the invitation. May be given several times.")),
        click.option("--dry-run", is_flag=True, help=_("Show what it would be; change nothing.")),
        click.option("--json", "as_json", is_flag=True, help=_("For machines.")),
    ]  # fmt: skip

    def add(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(listed):
            command = option(command)
        return command

    return add


@click.command(
    "add", help=_("A new event. What is not given is asked for. Nobody is invited before mailflow send-invites.")
)
@_options(adding=True)
@click.pass_obj
def add(ctx: Context, /, dry_run: bool, as_json: bool, **given: Any) -> None:
    if sys.stdin.isatty() and not as_json:
        _ask(given)
    missing = [name for name in ("kind", "title", "start", "end", "audience") if not given[name]]
    if given["all_day"] and "end" in missing:
        missing.remove("end")
    if missing:
        raise InputError(
            _("An event needs {options}.").format(options=", ".join(f"--{name}" for name in missing)),
            _("See mailflow events add --help."),
        )
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        form = _new(ctx, session, given)
        event = events.add(session, form, ctx.office, ctx.clock.now(), the_user())
        _tell(ctx, session, event, dry_run=dry_run, as_json=as_json)


@click.command("edit", help=_("Change an event. Those who are invited hear of it with the next mailflow send-invites."))
@click.argument("slug", metavar="ID")
@_options(adding=False)
@click.option(
    "--remove-file", "removed", multiple=True, metavar=_("NAME"), help=_("This file does not go with it any more.")
)
@click.pass_obj
def edit(ctx: Context, /, slug: str, removed: tuple[str, ...], dry_run: bool, as_json: bool, **given: Any) -> None:
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        event = events.find(session, slug, lock=True)
        form = _changed(ctx, session, event, given, removed)
        differs = events.change(session, event, form, ctx.office, ctx.clock.now(), the_user())
        if not as_json:
            click.echo(
                _("Changed: {fields}.").format(fields=words.fields(differs)) if differs else _("It is so already.")
            )
        _tell(ctx, session, event, dry_run=dry_run, as_json=as_json, changed=differs)


@click.command("cancel", help=_("Call an event off. Those who are invited are told by the next mailflow send-invites."))
@click.argument("slug", metavar="ID")
@click.option(
    "--reason", default="", callback=lambda c, p, v: said(c, p, v or None) or "", help=_("Why; they read it.")
)
@click.option("--dry-run", is_flag=True, help=_("Show what it would be; change nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def cancel(ctx: Context, slug: str, reason: str, dry_run: bool, as_json: bool) -> None:
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        event = events.find(session, slug, lock=True)
        events.cancel(session, event, reason, ctx.clock.now(), the_user())
        _tell(ctx, session, event, dry_run=dry_run, as_json=as_json)


# --- what was given --------------------------------------------------------------------------------------------------


def _ask(given: dict[str, Any]) -> None:
    """What is missing, one question each."""
    if not given["kind"]:
        given["kind"] = click.prompt(_("What kind of event is it?"), type=click.Choice(KINDS), default="webinar")
    if not given["title"]:
        given["title"] = click.prompt(_("What is its title?"))
    if not given["start"]:
        given["start"] = click.prompt(_("When does it begin (such as 2026-10-26 08:00)?"))
    if not given["end"] and not given["all_day"]:
        given["end"] = click.prompt(_("When does it end (such as 09:00)?"))
    for name, question in (
        ("place", _("Where is it held (empty: nowhere)?")),
        ("link", _("The link, if it is online:")),
    ):
        if given[name] is None:
            given[name] = click.prompt(question, default="", show_default=False)
    if not given["audience"]:
        asked = click.prompt(_("For whom (board, all, district:NAME, …)?"), default=USUAL.get(given["kind"], "all"))
        given["audience"] = tuple(one.strip() for one in asked.split(",") if one.strip())


def _new(ctx: Context, session: Session, given: dict[str, Any]) -> EventForm:
    zone = ctx.office.zone
    start, end = eventform.span(given["start"], given["end"] or "", bool(given["all_day"]), zone)
    visible = given["guests_visible"]
    return EventForm(
        given["kind"], given["title"], start, end, meant(session, given["audience"]), bool(given["all_day"]),
        given["place"] or "", given["link"] or "", _description(given) or "",
        given["kind"] in SEE_ONE_ANOTHER if visible is None else visible,
        eventform.answer_by(given["answer_by"], zone) if given["answer_by"] else None,
        bool(given["public"]), bool(given["day_before"]), _read(given["files"]),
    )  # fmt: skip


def _changed(
    ctx: Context, session: Session, event: CalendarEvent, given: dict[str, Any], removed: Sequence[str]
) -> EventForm:
    zone, form = ctx.office.zone, events.form_of(event)
    fields = {
        name: given[name] for name in ("kind", "title", "place", "link", "guests_visible", "public", "day_before")
    }
    form = replace(form, **{name: value for name, value in fields.items() if value is not None})
    if (description := _description(given)) is not None:
        form = replace(form, description=description)
    if given["audience"]:
        form = replace(form, audience=meant(session, given["audience"]))
    if given["answer_by"] is not None:
        form = replace(form, answer_by=eventform.answer_by(given["answer_by"], zone) if given["answer_by"] else None)
    known = {file.filename for file in form.files}
    if unknown := [name for name in removed if name not in known]:
        raise InputError(
            _("There is no file {name} with it.").format(name=unknown[0]),
            _("There are: {ids}.").format(ids=", ".join(sorted(known))) if known else "",
        )
    new = _read(given["files"])
    gone = {*removed, *(file.filename for file in new)}  # a file of the same name takes the old one's place
    form = replace(form, files=(*(file for file in form.files if file.filename not in gone), *new))
    return _moved(form, given, ctx)


def _moved(form: EventForm, given: dict[str, Any], ctx: Context) -> EventForm:
    """With a new start alone it lasts as long as before."""
    zone = ctx.office.zone
    all_day = form.all_day if given["all_day"] is None else given["all_day"]
    if given["start"] is None and given["end"] is None and all_day == form.all_day:
        return form
    was, until = form.start.astimezone(zone), form.end.astimezone(zone)
    if all_day:
        last = (until - timedelta(seconds=1)).date()
        first = eventform.day(given["start"]) if given["start"] is not None else was.date()
        given_end = given["end"] if given["end"] is not None else (first + (last - was.date())).isoformat()
        start, end = eventform.span(first.isoformat(), given_end, True, zone)
    else:
        start = eventform.moment(given["start"], zone) if given["start"] is not None else form.start
        if given["end"] is not None:
            end = eventform.moment(given["end"], zone, start.astimezone(zone).date())
        elif form.all_day:
            raise InputError(_("It needs an end: until now it was all day."), _("Give --start and --end."))
        else:
            end = start + (form.end.astimezone(UTC) - form.start.astimezone(UTC))
    return replace(form, start=start, end=end, all_day=all_day)


def _description(given: dict[str, Any]) -> str | None:
    if given["description"] is not None and given["description_file"] is not None:
        raise click.UsageError(_("Give either --description or --description-file."))
    if given["description_file"] is None:
        found: str | None = given["description"]
        return found
    try:
        return str(given["description_file"].read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(
            _("{file} is no text (UTF-8).").format(file=given["description_file"]), _("Save it as plain text.")
        ) from None


def _read(files: Sequence[Path]) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(file.name, mimetypes.guess_type(file.name)[0] or "application/octet-stream", file.read_bytes())
        for file in files
    )


def meant(session: Session, entries: Sequence[str]) -> tuple[str, ...]:
    """A person is named as anywhere else; what is kept is the key."""
    found = []
    for entry in entries:
        what, name = audiences.split(entry)
        if what == "person":
            entry = f"person:{people.find_person(session, name).key}"
        elif what in audiences.WHOLE:
            entry = what
        elif what:
            entry = f"{what}:{name}"
        found.append(entry)
    return tuple(found)


# --- what came of it -------------------------------------------------------------------------------------------------


def _tell(ctx: Context, session: Session, event: CalendarEvent, *, dry_run: bool, as_json: bool,
          changed: tuple[str, ...] = ()) -> None:  # fmt: skip
    now = ctx.clock.now()
    guests = events.guests(session, event, ctx.office, now)
    if as_json:
        more = {"invited": len(guests), "changed": list(changed), "dry_run": dry_run}
        click.echo(show.as_json({**words.as_value(event), **more}))
        return
    describe(ctx, event)
    if event.state == "open":
        click.echo(_("For {count} people: {audience}.").format(count=len(guests), audience=", ".join(event.audience)))
    hint = (
        _("Nothing was changed or sent.")
        if dry_run
        else _("Nothing is sent yet. See what would go: mailflow send-invites --dry-run")
    )
    click.echo(hint)


def describe(ctx: Context, event: CalendarEvent) -> None:
    """The event as it stands, in a few lines."""
    zone = ctx.office.zone
    state = "" if event.state == "open" else "  " + _("called off")
    click.echo(f"{event.title}  [{event.slug}]  {words.kind(event.kind)}{state}")
    click.echo("  " + words.when(event, zone))
    for line in (event.place, event.link, *(file.filename for file in event.files)):
        if line:
            click.echo(f"  {line}")
    if event.answer_by:
        click.echo("  " + _("Answers until {when}").format(when=show.moment(event.answer_by)))
    if event.cancelled_reason:
        click.echo(f"  {event.cancelled_reason}")
