"""``mailflow read``: what a document of minutes says, as data or as a summary, without any configuration or store."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import click

from mailflow import confined
from mailflow.cli import readpropose
from mailflow.cli.context import Context
from mailflow.cli.lines import plain, short
from mailflow.cli.parameters import document_bytes
from mailflow.i18n import _
from mailflow.parsers import record
from mailflow.reading import Action, AgendaItem, Appointment, Attendee, Change, Reading, Regret, Upcoming


@click.command(
    "read", help=_("Show what minutes and agendas say: people, decisions, coming meetings (- for standard input).")
)
@click.argument("files", nargs=-1, required=True, metavar="FILE …")
@click.option(
    "--propose", is_flag=True, help=_("Keep what follows from the minutes as proposals: mailflow proposals list.")
)
@click.option("--as-minutes", is_flag=True, help=_("With --propose: these are minutes although they do not look it."))
@click.option("--dry-run", is_flag=True, help=_("With --propose: show what would be proposed; keep nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
@click.pass_obj
def command(
    ctx: Context, files: tuple[str, ...], propose: bool, as_minutes: bool, dry_run: bool, as_json: bool
) -> None:
    """Read each document, print what it says, and go on with the next."""
    if (as_minutes or dry_run) and not propose:
        raise click.UsageError(_("--as-minutes and --dry-run belong to --propose."))
    for name in files:
        reading = confined.run(record.read, document_bytes(name), name, result=Reading)
        if propose:
            readpropose.propose(ctx, name, reading, as_minutes=as_minutes, dry_run=dry_run, as_json=as_json)
        elif as_json:
            click.echo(json.dumps(as_object(name, reading), ensure_ascii=False))
        else:
            _show(name, reading)


def as_object(name: str, reading: Reading) -> dict[str, object]:
    """The contract of the JSON output; docs/read.md describes the keys."""
    return {"file": name, **{key: _plain(value) for key, value in asdict(reading).items()}}


def _plain(value: Any) -> Any:
    """Dates in ISO 8601; tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


# --- for a person ------------------------------------------------------------------------------------------------------


def _show(name: str, reading: Reading) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    head = " · ".join(part for part in (reading.kind.value, reading.body or "", _day(reading.date) or "") if part)
    console.print(Text(plain(f"{name}: {head}"), style="bold"))
    for label, value in _facts(reading):
        console.print(Text(f"  {label}: {plain(value)}"))
    for label, lines in _lists(reading):
        if lines:
            console.print(Text(f"\n{label}", style="bold cyan"))
            for line in lines:
                console.print(Text(f"  {plain(line)}"))
    if reading.doubts:
        console.print(Text("\n" + _("To look at"), style="bold yellow"))
        for doubt in reading.doubts:
            where = _(" (paragraph {number})").format(number=doubt.paragraph) if doubt.paragraph else ""
            words = f" “{short(doubt.words, 120)}”" if doubt.words else ""
            console.print(Text(plain(f"  {doubt.why}{words}{where}")))
    console.print()


def _facts(reading: Reading) -> list[tuple[str, str]]:
    clock = "–".join(part for part in (reading.start, reading.end) if part)
    facts = (
        (_("Time"), clock), (_("Place"), reading.place), (_("Link"), reading.online_link), (_("Chair"), reading.chair),
        (_("Minutes by"), reading.minute_taker), (_("Objections until"), _day(reading.objection_deadline)),
    )  # fmt: skip
    return [(label, value) for label, value in facts if value]


def _lists(reading: Reading) -> list[tuple[str, list[str]]]:
    return [
        (_("Participants"), [_person(one) for one in reading.participants]),
        (_("Regrets"), [_person(one) for one in reading.regrets]),
        (_("Items"), list(_items(reading.items, 0))),
        (_("Coming meetings"), [_meeting(one) for one in reading.upcoming]),
        (_("Appointments"), [_appointment(one) for one in reading.appointments]),
        (_("To do"), [_action(one) for one in reading.actions]),
    ]


def _person(one: Attendee | Regret) -> str:
    note = f" ({one.note})" if isinstance(one, Attendee) and one.note else ""
    return f"{one.name}{f', {one.municipality}' if one.municipality else ''}{note}"


def _items(items: Sequence[AgendaItem], depth: int) -> Iterator[str]:
    for item in items:
        shut = _(" [closed]") if item.closed else ""
        yield f"{'  ' * depth}{item.number + '. ' if item.number else ''}{item.title}{shut}"
        if item.decision:
            yield f"{'  ' * depth}   → {short(item.decision, 300)}"
        yield from _items(item.items, depth + 1)


def _meeting(one: Upcoming) -> str:
    days = " – ".join(day for day in (_day(one.date), _day(one.last_date)) if day) or _("date unknown")
    clock = "–".join(part for part in (one.start, one.end) if part)
    return " ".join(part for part in (days, clock, one.title, f"({one.place})" if one.place else "") if part)


def _appointment(one: Appointment) -> str:
    words = {
        Change.APPOINTED: _("appointed"), Change.REPLACED: _("appointed"), Change.REMOVED: _("leaves"),
        Change.VACANCY: _("vacant seat"), Change.PROPOSED: _("proposed"),
    }  # fmt: skip
    person = one.person or (_("name in doubt") if one.municipality else "")
    who = ", ".join(part for part in (person, one.municipality) if part)
    instead = " " + _("in place of {name}").format(name=one.replaces) if one.replaces else ""
    return f"{one.forum or '?'}: {words[one.action]}{f' {who}' if who else ''}{instead}"


def _action(one: Action) -> str:
    item = _(" (item {number})").format(number=one.item) if one.item else ""
    return f"{one.who or '?'}: {one.what}{item}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
