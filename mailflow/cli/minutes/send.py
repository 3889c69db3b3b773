"""``mailflow minutes send``: a document becomes a round. Nothing goes before she has seen what goes to whom."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.cli.minutes.reading import KEEP, KEEP_DOUBTFUL, REMOVE, Settling, read_paper
from mailflow.cli.parameters import DAY, FILE
from mailflow.cli.people import the_user
from mailflow.desks import deadlines
from mailflow.desks.deadlines import local_day
from mailflow.documents import Minutes
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.models import Case
from mailflow.store import installation, people, rounds
from mailflow.store.apply import Office
from mailflow.store.rounds import Paper

FAR = timedelta(days=31)  # a deadline so much later than the rule's is asked about


@click.command("send", help=_("Send minutes (Word, Markdown or text) to the board for approval by silence."))
@click.argument("file", type=FILE)
@click.option("--meeting-date", type=DAY, help=_("The day of the meeting, as 2026-08-29."))
@click.option(
    "--deadline", type=DAY, help=_("The last day for objections; the document's, or counted by the rule, if left out.")
)
@click.option("--body", help=_("Whose minutes they are, as Hovedbestyrelsen; read from the document if left out."))
@click.option("--as-minutes", is_flag=True, help=_("Send it although it does not look like minutes."))
@KEEP
@REMOVE
@KEEP_DOUBTFUL
@click.option("--dry-run", is_flag=True, help=_("Show exactly what would go to whom; send nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def send(ctx: Context, file: Path, meeting_date: date | None, deadline: date | None, body: str | None, as_minutes: bool,
         keep: tuple[str, ...], remove: tuple[str, ...], keep_doubtful: bool, dry_run: bool, yes: bool,
         as_json: bool) -> None:  # fmt: skip
    office, store, now = ctx.office, ctx.store, ctx.clock.now()
    today = local_day(now, office.zone)
    asking = sys.stdin.isatty() and not yes and not as_json
    settling = Settling(keep, remove, keep_doubtful, asking and not dry_run)
    given = read_paper(
        file, settling, as_minutes=as_minutes, language=office.config.language, rehearsal=office.config.rehearsal
    )
    day = the_day(given.minutes, meeting_date, today,
                  office.config.minutes.oldest_days, asking)  # fmt: skip
    whose = the_body(given.minutes, body, asking)
    until = the_last_day(given.minutes, deadline, day, now, office, asking)
    with store.trying() as session:
        board = people.board(session, today)
        case = rounds.open_round(session, given, whose, day, board, office, now, the_user(), until)
        letter = case.version.addressees[0].letters[-1].raw
        preview = _preview(case, given, letter, contradictions(given.minutes, meeting_date, body, case, office.zone))
    if as_json and (dry_run or not yes):
        click.echo(show.as_json({**preview, "dry_run": True}))
    elif not as_json:
        _print(preview, letter if dry_run else None)
    if dry_run:
        if not as_json:
            click.echo(_("Nothing was changed or sent."))
        return
    if not yes:
        if not asking:
            raise InputError(_("Nothing was sent: it was not confirmed."), _("Add --yes when what is shown is right."))
        click.confirm(_("Send these {count} letters?").format(count=len(preview["to"])), abort=True)
    with store.writing() as session:
        board = people.board(session, today)
        case = rounds.open_round(session, given, whose, day, board, office, now, the_user(), until)
        slug = case.slug
    if as_json:
        click.echo(show.as_json({**preview, "dry_run": False}))
    else:
        click.echo(
            _("The round is open: {slug}. The letters lie in the outbox; mailflow run (or tick) sends them.").format(
                slug=slug
            )
        )
    reason, remedy = installation.holds_back(store)
    if reason:
        click.echo("! " + _("Nothing is sent now: {reason}.").format(reason=reason) + f"\n    → {remedy}", err=True)


def the_day(minutes: Minutes, given: date | None, today: date, oldest: int, asking: bool) -> date:
    """The day of the meeting: given, read with certainty, or asked. Raises ``InputError`` rather than guess."""
    day = given or minutes.meeting_date
    if day is None and asking:
        for doubt in minutes.doubts:
            click.echo(doubt)
        suggestion = minutes.dates[0].isoformat() if minutes.dates else None
        answered = click.prompt(_("On which day was the meeting?"), default=suggestion, type=DAY)
        day = given = answered
    if day is None:
        raise InputError(
            " ".join([_("The day of the meeting cannot be read with certainty."), *minutes.doubts]),
            _("Say it: --meeting-date 2026-08-29."),
        )
    if day > today:
        raise InputError(
            _("The meeting of {day} has not been held yet.").format(day=day.isoformat()),
            _("Check the date in the document."),
        )
    if given is None and (today - day).days > oldest:
        raise InputError(
            _("The meeting was long ago ({day}).").format(day=day.isoformat()),
            _("If that is right, say so: --meeting-date {day}.").format(day=day.isoformat()),
        )
    return day


def the_body(minutes: Minutes, given: str | None, asking: bool) -> str:
    """Whose minutes they are: given, read, or asked."""
    if (given or minutes.body) is None and asking:
        return str(click.prompt(_("Whose minutes are they?"), default=_("Hovedbestyrelsen")))
    return given or minutes.body or _("Hovedbestyrelsen")


def the_last_day(
    minutes: Minutes, given: date | None, meeting: date, now: datetime, office: Office, asking: bool
) -> date | None:
    """The last day for objections where it is later than the rule's: given, or as the document says; None: the rule's.

    The board is never given less than the rule's time. Raises ``InputError`` for a day before that, and for one in the
    document that is so far away that it is hardly meant.
    """
    rule = local_day(deadlines.deadline(meeting, now, office.config.minutes, office.zone)[0], office.zone)
    if given is not None and given < rule:
        raise InputError(
            _("The last day for objections cannot be {day}: the board has until {rule}.").format(day=given, rule=rule),
            _("Give a later day, or leave --deadline out."),
        )
    said = minutes.objection_deadline
    if given is None and said is not None and said > rule + FAR:
        question = _("The document says that objections can be made until {day}.").format(day=said)
        if not asking:
            raise InputError(
                question,
                _("If that is right, say so: --deadline {day}. Else: --deadline {rule}.").format(day=said, rule=rule),
            )
        return said if click.confirm(question + " " + _("Is that right?"), default=None) else None
    return given or said


def contradictions(minutes: Minutes, day: date | None, body: str | None, case: Case, zone: ZoneInfo) -> list[str]:
    """Where what was given, or what the rule makes, is not what the document says."""
    until, said = local_day(case.version.deadline, zone), minutes.objection_deadline
    found = []
    if day is not None and minutes.meeting_date not in (None, day):
        found.append(
            _("The document says that the meeting was on {said}; {given} is taken.").format(
                said=minutes.meeting_date, given=day
            )
        )
    if body is not None and minutes.body is not None and minutes.body.casefold() != body.casefold():
        found.append(_("The document says {said}; {given} is taken.").format(said=minutes.body, given=body))
    if said is not None and said != until:
        found.append(
            _("The document says that objections can be made until {said}; the board is told {until}.").format(
                said=said, until=until
            )
        )
    return found


def _preview(case: Case, paper: Paper, letter: bytes, contradicted: Sequence[str]) -> dict[str, Any]:
    return {
        "id": case.slug, "title": case.title, "body": case.body, "meeting_date": case.meeting_date,
        "deadline": case.version.deadline, "deadline_reason": case.version.deadline_reason,
        "subject": case.version.addressees[0].letters[-1].subject,
        "to": [{"name": a.name, "address": a.address} for a in case.version.addressees],
        "items": case.version.items,
        "removed_from_public_version": [asdict(one) for one in paper.public.removals if one.gone],
        "kept_in_public_version": [asdict(one) for one in paper.public.removals if one.settled == "kept"],
        "public_sha256": case.version.public_sha256, "attachments": show.attached(letter),
        "doubts": [*contradicted, *paper.minutes.doubts, *paper.minutes.remarks],
    }  # fmt: skip


def _print(preview: dict[str, Any], letter: bytes | None) -> None:
    reasons = {
        "meeting": _("counted from the meeting"),
        "sending": _("counted from the sending"),
        "document": _("the day that the document or you have named"),
        "minimum": _("later than counted from the meeting, so that everybody has the minimum time"),
    }
    click.echo(f"{preview['title']}  [{preview['id']}]")
    click.echo(
        _("Deadline: {when} ({why})").format(
            when=show.moment(preview["deadline"]), why=reasons[preview["deadline_reason"]]
        )
    )
    click.echo(_("Subject: {subject}").format(subject=preview["subject"]))
    for item in preview["items"]:
        closed = "  " + _("(closed: not on the website)") if item["closed"] else ""
        click.echo(f"  {item['number']}. {item['title']}{closed}")
    for doubt in preview["doubts"]:
        click.echo("! " + doubt)
    for title, listed in (
        (_("Left out of the public version:"), preview["removed_from_public_version"]),
        (_("Shown because somebody said so:"), preview["kept_in_public_version"]),
    ):
        if listed:
            click.echo(title)
            for removal in listed:
                click.echo(f"  – {removal['where']}: “{show.short(removal['what'])}” ({removal['why']})")
    show.table([_("To"), _("Address")], [[to["name"], to["address"]] for to in preview["to"]])
    if letter is not None:
        click.echo(_("The first letter, as it would be sent:"))
        click.echo(show.letter(letter))
