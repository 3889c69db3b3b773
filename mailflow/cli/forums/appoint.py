"""``mailflow forums appoint|confirm``: what was decided, and the letters that follow. Nothing goes before she has seen it."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow.cli import show as screen
from mailflow.cli.context import Context
from mailflow.cli.forums.options import FORUM, JSON, SEAT, today
from mailflow.cli.parameters import DAY, said
from mailflow.cli.people import the_user
from mailflow.desks.forums import label, open_tenure
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.store import appointing, forums, forumtold, installation, people, queries
from mailflow.store.appointing import Order, Outcome


@click.command(
    "appoint",
    help=_("Record who was appointed, and write the letters that follow: shown first, then sent. Twice does nothing."),
)
@FORUM
@click.argument("person", metavar=f"[{_('PERSON')}]", required=False)
@click.option(
    "--outsider", default="", metavar=_("NAME"), help=_("Somebody who is in no member list; never written to.")
)
@click.option("--municipality", default="", help=_("The outsider's."))
@click.option("--seat", "number", type=int, metavar="N", help=_("The seat; left out: the one that is vacant."))
@click.option("--replaces", default="", metavar=_("PERSON"), help=_("Who sits there now and leaves."))
@click.option("--decided", "decided_on", type=DAY, required=True, metavar="DATE", help=_("When it was decided."))
@click.option("--since", type=DAY, metavar="DATE", help=_("The first day; left out: the day of the decision."))
@click.option("--until", type=DAY, metavar="DATE", help=_("When the term ends."))
@click.option("--minutes", "case", metavar=_("CASE"), help=_("The minutes it stands in, as hb-2026-08-27."))
@click.option("--item", default="", metavar="N", help=_("The item of the minutes."))
@click.option("--reason", callback=said, help=_("Why; it stays in the history."))
@click.option(
    "--right-was-given",
    is_flag=True,
    help=_("The right is another's, who left it to the association or has appointed."),
)
@click.option("--although-declined", is_flag=True, help=_("Though she said no to the call."))
@click.option("--no-letters", is_flag=True, help=_("Only record it; write to nobody."))
@click.option("--dry-run", is_flag=True, help=_("Show what would change and every letter; change and send nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@JSON
@click.pass_obj
def appoint(ctx: Context, /, forum: str, person: str | None, outsider: str, municipality: str, number: int | None, replaces: str,
            decided_on: date, since: date | None, until: date | None, case: str | None, item: str, reason: str | None,
            right_was_given: bool, although_declined: bool, no_letters: bool, dry_run: bool, yes: bool,
            as_json: bool) -> None:  # fmt: skip
    if (person is None) == (not outsider):
        raise InputError(_("Say who is appointed."), _("Give a PERSON of the member list, or --outsider NAME."))
    if decided_on > today(ctx):
        raise InputError(
            _("{day} is still to come.").format(day=decided_on.isoformat()), _("Give the day of the decision.")
        )

    def decide(session: Session) -> Outcome:
        found = forums.forum_by(session, forum.rpartition("/")[0] or forum, lock=True)
        seat = int(forum.rpartition("/")[2]) if "/" in forum and forum.rpartition("/")[2].isdigit() else number
        order = Order(
            decided_on, people.find_person(session, person) if person is not None else None, outsider.strip(), municipality.strip(),
            replaces.strip(), since, until, queries.case(session, case) if case else None, item.strip(), reason or "",
            right_was_given, although_declined, not no_letters,
        )  # fmt: skip
        place = appointing.seat_for(session, found, seat, order, today(ctx))
        return appointing.decide(session, place, order, ctx.office, ctx.clock.now(), the_user())

    if yes and not dry_run:  # nobody is asked: what is shown is what is done
        with ctx.store.writing() as session:
            shown = _value(decide(session))
        _print(shown, as_json=as_json, dry_run=False)
    else:
        with ctx.store.trying() as session:
            shown = _value(decide(session))
        if dry_run or not as_json:
            _print(shown, as_json=as_json, dry_run=dry_run)
        if dry_run or shown["again"]:
            return
        if as_json or not sys.stdin.isatty():
            raise InputError(
                _("Nothing was changed or sent: it was not confirmed."), _("Add --yes when what is shown is right.")
            )
        click.confirm(_("Record it, and send these {count} letters?").format(count=len(shown["letters"])), abort=True)
        with ctx.store.writing() as session:
            _value(decide(session))
    if not as_json and not shown["again"]:
        click.echo(_("Recorded. The letters lie in the outbox; mailflow run (or tick) sends them."))
    why, remedy = installation.holds_back(ctx.store)
    if why and shown["letters"]:
        click.echo("! " + _("Nothing is sent now: {reason}.").format(reason=why) + f"\n    → {remedy}", err=True)


@click.command(
    "confirm", help=_("Note that the forum's own secretariat has confirmed an appointment, as said on the telephone.")
)
@SEAT
@click.option("--words", callback=said, help=_("What they said."))
@click.option("--dry-run", is_flag=True, help=_("Show what would change; change nothing."))
@JSON
@click.pass_obj
def confirm(ctx: Context, seat: str, words: str | None, dry_run: bool, as_json: bool) -> None:
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        found = forums.seat_by(session, seat)
        held = open_tenure(found)
        if held is None:
            raise RefusedError(_("Nobody sits on {seat}.").format(seat=label(found)))
        forumtold.confirm(session, held, ctx.clock.now(), the_user(), words=words or "")
        told = {"seat": label(found), "name": held.name, "confirmed_at": held.confirmed_at, "dry_run": dry_run}
    if as_json:
        click.echo(screen.as_json(told))
        return
    click.echo(_("{seat}: the forum has confirmed {name}.").format(**told))
    if dry_run:
        click.echo(_("Nothing was changed or sent."))


def _value(one: Outcome) -> dict[str, Any]:
    held = one.tenure
    return {
        "seat": label(held.seat), "forum": held.seat.forum.name, "name": held.name, "municipality": held.municipality or None,
        "since": held.since, "until": held.until, "in_place_of": held.in_place_of or None, "decision": held.decision or None,
        "decided_on": held.decided_on, "call": one.call.slug if one.call is not None else None, "again": one.again,
        "letters": [
            {"to": letter.recipient, "kind": letter.kind, "subject": letter.subject, "raw": letter.raw} for letter in one.letters
        ],
        "unwritten": list(one.unwritten),
    }  # fmt: skip


def _print(shown: dict[str, Any], *, as_json: bool, dry_run: bool) -> None:
    if as_json:
        letters = [{key: one[key] for key in ("to", "kind", "subject")} for one in shown["letters"]]
        click.echo(screen.as_json({**shown, "letters": letters, "dry_run": dry_run}))
        return
    if shown["again"]:
        click.echo(_("{name} has {seat} by this decision already; nothing was changed.").format(**shown))
        return
    place = f", {shown['municipality']}" if shown["municipality"] else ""
    click.echo(f"{shown['forum']} ({shown['seat']}): {shown['name']}{place}")
    for letter in shown["letters"]:
        click.echo("—" * 40)
        click.echo(screen.letter(letter["raw"]))
    for line in shown["unwritten"]:
        click.echo("! " + _("Not written to: {who}").format(who=line))
    if dry_run:
        click.echo(_("Nothing was changed or sent."))
