"""``mailflow forums call|remind|ask|close|cancel``: members are asked for candidates. Nothing goes before she has seen it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow.cli import callwords as words
from mailflow.cli import show as screen
from mailflow.cli.context import Context
from mailflow.cli.forums.options import FORUM
from mailflow.cli.parameters import said
from mailflow.cli.people import the_user
from mailflow.desks import calls as desk
from mailflow.desks import eventform
from mailflow.desks.deadlines import local_day
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.models import Call, Forum, Seat
from mailflow.store import callanswers, calls, forumletters, forums, installation

CALL = click.argument("slug", metavar=_("CALL"))
DRY = click.option("--dry-run", is_flag=True, help=_("Show who would be written to; write and send nothing."))
JSON = click.option("--json", "as_json", is_flag=True, help=_("For machines."))


@click.command("call", help=_("Ask members for candidates: a personal mail to each, which they answer by replying."))
@FORUM
@click.option(
    "--to",
    "to",
    multiple=True,
    required=True,
    metavar=_("WHO"),
    help=_("board, all, kreds:NAME, group:NAME, person:NAME. May be given several times."),
)
@click.option(
    "--deadline",
    required=True,
    metavar=_("TIME"),
    help=_("Until when they answer: 2026-12-15 (its end), or with a time."),
)
@click.option(
    "--seat",
    "numbers",
    multiple=True,
    type=int,
    metavar="N",
    help=_("The seat; left out: those that are vacant. May be given several times."),
)
@click.option("--note", metavar=_("TEXT|FILE"), help=_("What you add to the letter, in Markdown, or a file with it."))
@click.option("--recommend", is_flag=True, help=_("The right to appoint is another's: look for somebody to recommend."))
@click.option(
    "--remind",
    "days",
    type=click.IntRange(0, 60),
    default=0,
    metavar=_("DAYS"),
    help=_("Remind those who have not answered so many days before the deadline."),
)
@click.option("--dry-run", is_flag=True, help=_("Show exactly what would go to whom; send nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@JSON
@click.pass_obj
def call(ctx: Context, forum: str, to: tuple[str, ...], deadline: str, numbers: tuple[int, ...], note: str | None,
         recommend: bool, days: int, dry_run: bool, yes: bool, as_json: bool) -> None:  # fmt: skip
    until = eventform.answer_by(deadline, ctx.office.zone)
    added = _note(note)
    asking = sys.stdin.isatty() and not yes and not as_json

    def open_(session: Session) -> Call:
        return _open(ctx, session, forum, to, until, numbers, added, recommend, days)

    if yes and not dry_run:  # nobody is asked: what is shown is what is written
        with ctx.store.writing() as session:
            preview, letter = _preview(session, open_(session))
        if not as_json:
            _print(preview, letter)
    else:
        with ctx.store.trying() as session:
            preview, letter = _preview(session, open_(session))
        click.echo(screen.as_json({**preview, "dry_run": True})) if as_json else _print(preview, letter)
        if dry_run:
            if not as_json:
                click.echo(_("Nothing was changed or sent."))
            return
        if not asking:
            raise InputError(_("Nothing was sent: it was not confirmed."), _("Add --yes when what is shown is right."))
        click.confirm(_("Send these {count} letters?").format(count=len(preview["to"])), abort=True)
        with ctx.store.writing() as session:
            preview, letter = _preview(session, open_(session))
    if as_json:
        click.echo(screen.as_json({**preview, "dry_run": False}))
    else:
        click.echo(
            _("The call is open: {slug}. The letters lie in the outbox; mailflow run (or tick) sends them.").format(
                slug=preview["id"]
            )
        )
    reason, remedy = installation.holds_back(ctx.store)
    if reason:
        click.echo("! " + _("Nothing is sent now: {reason}.").format(reason=reason) + f"\n    → {remedy}", err=True)


@click.command(
    "remind", help=_("Remind those who have not answered a call, and nominees who have not; each at most once a day.")
)
@CALL
@DRY
@JSON
@click.pass_obj
def remind(ctx: Context, slug: str, dry_run: bool, as_json: bool) -> None:
    now = ctx.clock.now()
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        found = calls.find(session, slug, lock=True)
        if found.state != "open":
            raise RefusedError(_("{slug} is not open.").format(slug=found.slug))
        if desk.all_filled(found):
            raise RefusedError(
                _("The seats of {slug} have been filled meanwhile.").format(slug=found.slug),
                _("Call it off: mailflow forums cancel {slug}").format(slug=found.slug),
            )
        members, nominees = calls.remind(session, found, ctx.office, now)
        today = local_day(now, ctx.office.zone)
        lost = [one.name for one in desk.silent(found, today, now) if calls.not_reached(session, one, today)]
    if as_json:
        told = {"id": slug, "members": members, "nominees": nominees, "not_reached": lost, "dry_run": dry_run}
        click.echo(screen.as_json(told))
        return
    for line, names in (
        (_("Reminded to answer the call:"), members),
        (_("Reminded to say whether they are willing:"), nominees),
    ):
        if names:
            click.echo(f"{line} {', '.join(names)}")
    if lost:
        line = _("The question came back, so they are not reminded: {names}. See mailflow forums check.")
        click.echo("! " + line.format(names=", ".join(lost)))
    if not members and not nominees and not lost:
        click.echo(_("Nobody needs to be reminded: all have answered, or were written to within a day."))
    if dry_run:
        click.echo(_("Nothing was changed or sent."))


@click.command(
    "ask", help=_("Ask a candidate who was proposed late whether she is willing. The others are asked by themselves.")
)
@CALL
@click.argument("person", metavar=_("PERSON"))
@DRY
@JSON
@click.pass_obj
def ask(ctx: Context, slug: str, person: str, dry_run: bool, as_json: bool) -> None:
    now = ctx.clock.now()
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        found = calls.find(session, slug, lock=True)
        candidate = candidate_by(session, found, person)
        if candidate.person is None:
            raise RefusedError(_("{name} is no member: mailflow writes to members only.").format(name=candidate.name))
        if found.state not in desk.RUNNING:
            raise RefusedError(_("{slug} has ended already.").format(slug=found.slug))
        state = desk.state_of(found, candidate, local_day(now, ctx.office.zone))
        if state != "proposed" or not callanswers.ask(session, ctx.office, found, now, [candidate]):
            raise RefusedError(
                _("{name} is not asked: {state}.").format(name=candidate.name, state=words.candidate_state(state))
            )
        value = words.candidate_value(candidate)
    click.echo(
        screen.as_json({**value, "dry_run": dry_run}) if as_json else _("{name} is asked.").format(name=value["name"])
    )
    if dry_run and not as_json:
        click.echo(_("Nothing was changed or sent."))


@click.command("close", help=_("Wait for no more answers. What still comes is kept as late."))
@CALL
@click.option("--dry-run", is_flag=True, help=_("Show what it would be; change nothing."))
@JSON
@click.pass_obj
def close(ctx: Context, slug: str, dry_run: bool, as_json: bool) -> None:
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        found = calls.find(session, slug, lock=True)
        calls.close(session, found, ctx.clock.now(), the_user())
        _tell(found, dry_run=dry_run, as_json=as_json)


@click.command("cancel", help=_("Call a call off. What has not gone does not go; who answers later is told."))
@CALL
@click.option(
    "--reason", default="", callback=lambda c, p, v: said(c, p, v or None) or "", help=_("Why; it stays with the call.")
)
@click.option("--dry-run", is_flag=True, help=_("Show what it would be; change nothing."))
@JSON
@click.pass_obj
def cancel(ctx: Context, slug: str, reason: str, dry_run: bool, as_json: bool) -> None:
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        found = calls.find(session, slug, lock=True)
        calls.cancel(session, found, reason, ctx.clock.now(), the_user())
        _tell(found, dry_run=dry_run, as_json=as_json)


def candidate_by(session: Session, call: Call, text: str) -> Any:
    """The candidate of that number, key or name (or its beginning). Raises ``InputError``."""
    wanted = text.strip().casefold()
    tries = (
        [
            one
            for one in call.candidates
            if str(one.number) == wanted or (one.person is not None and one.person.key == wanted)
        ],
        [one for one in call.candidates if one.name.casefold() == wanted],
        [
            one
            for one in call.candidates
            if wanted and any(part.startswith(wanted) for part in one.name.casefold().split())
        ],
    )
    found = next((one for one in tries if one), [])
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{one.number} {one.name}" for one in found or call.candidates)
    raise InputError(
        _("“{text}” may be several: {people}.").format(text=text, people=listed) if found
        else _("Nobody called “{text}” is proposed.").format(text=text),
        "" if found or not listed else _("Proposed are: {people}.").format(people=listed),
    )  # fmt: skip


def _open(ctx: Context, session: Session, forum: str, to: Sequence[str], until: datetime, numbers: Sequence[int], note: str,
          recommend: bool, days: int) -> Call:  # fmt: skip
    now = ctx.clock.now()
    found = forums.forum_by(session, forum, lock=True)
    audience, _guests = calls.meant(session, to, ctx.office, now)
    return calls.open_call(
        session, found, _seats(found, numbers, ctx), audience, until, ctx.office, now, the_user(), recommend=recommend,
        note=note, remind_days=days,
    )  # fmt: skip


def _seats(forum: Forum, numbers: Sequence[int], ctx: Context) -> list[Seat]:
    today = local_day(ctx.clock.now(), ctx.office.zone)
    if not numbers:
        return desk.vacant(forum, today)
    known = {seat.number: seat for seat in forum.seats if seat.abolished_on is None or today < seat.abolished_on}
    unknown = [number for number in numbers if number not in known]
    if unknown:
        listed = ", ".join(map(str, sorted(known)))
        raise InputError(
            _("{forum} has no seat {number}.").format(forum=forum.name, number=unknown[0]),
            _("Known are: {ids}.").format(ids=listed) if listed else "",
        )
    return [known[number] for number in dict.fromkeys(numbers)]


def _note(given: str | None) -> str:
    """The text itself, or what stands in the file of that name."""
    if not given:
        return ""
    if "\n" not in given and len(given) < 250 and Path(given).is_file():
        try:
            return Path(given).read_text("utf-8-sig").strip()
        except UnicodeDecodeError:
            raise InputError(_("{file} is no text (UTF-8).").format(file=given), _("Save it as plain text.")) from None
    return given.strip()


def _preview(session: Session, call: Call) -> tuple[dict[str, Any], bytes]:
    written = [one.letter for one in forumletters.of_call(session, call, "call")]
    value = words.as_value(call)
    value["subject"] = written[0].subject
    value["to"] = [{"name": one.name, "address": one.address} for one in call.asked]
    value["seat_words"] = [f"{seat.title or _('Seat')} {seat.number}" for seat in desk.seats_of(call)]
    return value, written[0].raw


def _print(preview: dict[str, Any], letter: bytes) -> None:
    click.echo(f"{preview['name']}  [{preview['id']}]  {', '.join(preview['seat_words'])}")
    click.echo(_("Answers until {when}").format(when=screen.moment(preview["deadline"])))
    if preview["remind_at"]:
        click.echo(_("Reminder {when}").format(when=screen.moment(preview["remind_at"])))
    screen.table([_("To"), _("Address")], [[to["name"], to["address"]] for to in preview["to"]])
    click.echo(_("The first letter, as it would be sent:"))
    click.echo(screen.letter(letter))


def _tell(call: Call, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        click.echo(screen.as_json({**words.as_value(call), "dry_run": dry_run}))
        return
    click.echo(f"{call.forum.name}  [{call.slug}]  {words.state(call.state)}")
    click.echo("  " + words.counts(call))
    if dry_run:
        click.echo(_("Nothing was changed or sent."))
