"""``mailflow events import``: a file's events become events. Nothing is made before she has seen which."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow import confined
from mailflow.calendars import KINDS
from mailflow.cli import eventwords as words
from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.cli.events.edit import USUAL, meant
from mailflow.cli.members.importing import line, told
from mailflow.cli.members.show import finding as finding_value
from mailflow.cli.parameters import FILE
from mailflow.cli.people import the_user
from mailflow.desks.eventform import EventForm
from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.i18n import _
from mailflow.models import CalendarEvent
from mailflow.parsers import eventfile
from mailflow.parsers.eventfile import EventRow
from mailflow.parsers.memberlist import Finding
from mailflow.parsers.personname import fold
from mailflow.store import events


@click.command(
    "import",
    help=_(
        "Make events of a file: iCalendar, Excel, LibreOffice, CSV or TOML. The headings of a list are title, kind, date, "
        "start, end, place, link, description, audience and answer-by, in Danish or English. What would be made is shown "
        "first. What is there already is not made again, and nobody is invited before mailflow send-invites."
    ),
)
@click.argument("file", metavar=_("FILE"), type=FILE)
@click.option(
    "--audience",
    multiple=True,
    metavar=_("WHO"),
    help=_("For whom, where the file does not say; as in mailflow events add. Usually: by the kind of event."),
)
@click.option("--dry-run", is_flag=True, help=_("Show what would be made; change nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def import_(ctx: Context, file: Path, audience: Sequence[str], dry_run: bool, yes: bool, as_json: bool) -> None:
    usual: dict[str, tuple[str, ...]] = {
        kind: tuple(audience) or (USUAL[kind],) for kind in KINDS if audience or kind in USUAL
    }
    data, now = file.read_bytes(), ctx.clock.now()
    listed = confined.tried(lambda: eventfile.read(data, zone=ctx.office.zone, now=now, usual=usual))
    asking = sys.stdin.isatty() and not as_json
    with ctx.store.trying() as session:
        plan = _plan(ctx, session, listed.rows)
        found = [*listed.findings, *plan.findings]
        ready = not any(finding.stops for finding in found)
        value = _as_json(file, found, plan, ready=ready)
        if ready and not as_json:
            _print(ctx, session, listed.findings, plan)
    apply = ready and bool(plan.new) and not dry_run and (yes or asking)
    if apply and not yes:
        click.confirm(_("Make these events?"), abort=True)
    if apply:
        with ctx.store.writing() as session:
            plan = _plan(ctx, session, listed.rows)
            value = _as_json(file, found, plan, ready=ready)
            if plan.findings:
                raise InputError(told(plan.findings), _("Nothing was changed."))
    if as_json:
        click.echo(show.as_json({**value, "dry_run": dry_run, "applied": apply}))
    if not ready:
        stopping = [finding for finding in found if finding.stops]
        raise InputError(told(sorted(stopping, key=lambda finding: finding.row)), _("Nothing was changed."))
    if apply and not as_json:
        click.echo(_("Nothing is sent yet. See what would go: mailflow send-invites --dry-run"))
    elif plan.new and not dry_run and not apply:
        raise InputError(_("Nothing was changed: it was not confirmed."), _("Add --yes when what is shown is right."))


@dataclass
class _Plan:
    """Events made (in a transaction that may be undone), those that are there already, what is wrong with the others."""

    new: list[tuple[int, CalendarEvent]] = field(default_factory=list)
    there: list[tuple[int, CalendarEvent]] = field(default_factory=list)
    other: list[tuple[int, CalendarEvent]] = field(default_factory=list)  # there, but not as the file has it
    findings: list[Finding] = field(default_factory=list)


def _plan(ctx: Context, session: Session, rows: Sequence[EventRow]) -> _Plan:
    plan = _Plan()
    known = events.all_events(session, since=ctx.clock.now())
    for row in rows:
        twin = _twin(known, row.form)
        if twin is not None:
            same = (twin.start_at, twin.end_at) == (row.form.start, row.form.end) and _same_words(twin, row.form)
            (plan.there if same else plan.other).append((row.row, twin))
            continue
        try:
            form = replace(row.form, audience=meant(session, row.form.audience))
            plan.new.append((row.row, events.add(session, form, ctx.office, ctx.clock.now(), the_user())))
        except (InputError, NotFoundError, RefusedError) as error:
            plan.findings.append(Finding("not-possible", error.message, error.remedy, row.row, "", row.form.title))
    return plan


def _twin(known: Sequence[CalendarEvent], form: EventForm) -> CalendarEvent | None:
    """The event that was made of this entry before, also when it has been called off since; or the same typed by hand."""
    for event in known:
        if form.source and event.source == form.source:
            return event
    alike = (one for one in known if one.start_at == form.start and fold(one.title) == fold(form.title))
    return next((one for one in alike if one.state == "open"), None)


def _same_words(event: CalendarEvent, form: EventForm) -> bool:
    return fold(event.title) == fold(form.title) and (event.place, event.link) == (form.place, form.link)


# --- what came of it -------------------------------------------------------------------------------------------------


def _print(ctx: Context, session: Session, found: Sequence[Finding], plan: _Plan) -> None:
    zone = ctx.office.zone
    for finding in found:
        click.echo(line(finding))
    for title, listed in ((_("New"), plan.new), (_("There already"), plan.there)):
        if listed:
            click.echo(f"{title} ({len(listed)}):")
        for _row, event in listed:
            state = "" if event.state == "open" else "  " + _("called off")
            click.echo(f"  {event.title}  [{event.slug}]  {words.kind(event.kind)}{state}")
            click.echo(f"    {words.when(event, zone)}" + (f", {event.place}" if event.place else ""))
            if listed is plan.new:
                count = len(events.guests(session, event, ctx.office, ctx.clock.now()))
                audience = ", ".join(event.audience)
                click.echo("    " + _("For {count} people: {audience}.").format(count=count, audience=audience))
    for row, event in plan.other:
        what = _("Row {row}").format(row=row) + ": " + _("That event is there already: {slug}.").format(slug=event.slug)
        click.echo(
            f"{what} "
            + _("The file has it otherwise. Change it with: mailflow events edit {slug}").format(slug=event.slug)
        )
    if not plan.new:
        click.echo(_("The file has no new event."))


def _as_json(file: Path, found: Sequence[Finding], plan: _Plan, *, ready: bool) -> dict[str, Any]:
    return {
        "file": file.name,
        "new": [{"row": row, **words.as_value(event)} for row, event in plan.new] if ready else [],
        "there": [{"row": row, "id": event.slug} for row, event in plan.there],
        "otherwise": [{"row": row, "id": event.slug} for row, event in plan.other],
        "findings": [finding_value(finding) for finding in found],
    }  # fmt: skip
