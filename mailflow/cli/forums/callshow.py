"""``mailflow forums calls|call-show``: which calls there are, and what has come of one."""

from __future__ import annotations

from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow.cli import callwords as words
from mailflow.cli import show as screen
from mailflow.cli.context import Context
from mailflow.cli.forums.calling import CALL, JSON
from mailflow.desks import calls as desk
from mailflow.desks.deadlines import local_day
from mailflow.i18n import _
from mailflow.models import Call
from mailflow.store import callanswers, forumletters
from mailflow.store import calls as store


@click.command("calls", help=_("The calls that are not decided yet, and what has come of them."))
@click.option("--all", "everything", is_flag=True, help=_("Those that are decided or called off, too."))
@JSON
@click.pass_obj
def calls(ctx: Context, everything: bool, as_json: bool) -> None:
    with ctx.store.trying() as session:
        found = list(store.every(session) if everything else store.every(session, *desk.RUNNING))
        for one in found:
            _bring_up_to_date(ctx, one)
        values = [words.as_value(one) for one in found]
        rows = [
            [one.slug, one.forum.name, words.state(one.state), screen.moment(one.deadline), words.counts(one)]
            for one in found
        ]
    if as_json:
        click.echo(screen.as_json(values))
    elif rows:
        screen.table([_("Id"), _("Forum"), _("State"), _("Deadline"), _("Answers")], rows)
    else:
        click.echo(_("There is no call. Make one: mailflow forums call FORUM --to all --deadline …"))


@click.command(
    "call-show", help=_("One call: the candidates, who proposed them, every answer, and who has not answered.")
)
@CALL
@JSON
@click.pass_obj
def call_show(ctx: Context, slug: str, as_json: bool) -> None:
    with ctx.store.trying() as session:
        call = store.find(session, slug)
        _bring_up_to_date(ctx, call)
        silent = [one.name for one in desk.unanswered(call, local_day(ctx.clock.now(), ctx.office.zone))]
        bounced = _bounced(session, call)
        if as_json:
            more = {
                "candidates": [words.candidate_value(one) for one in call.candidates],
                "answers": [words.answer_value(one) for one in call.answers], "unanswered": silent, "bounced": bounced,
            }  # fmt: skip
            click.echo(screen.as_json({**words.as_value(call), **more}))
            return
        _print(call, silent, bounced)


def _bring_up_to_date(ctx: Context, call: Call) -> None:
    """As it is today: nothing of this is kept, the next pass does it."""
    now = ctx.clock.now()
    if call.state in desk.RUNNING:
        callanswers.settle_all(call, local_day(now, ctx.office.zone), now)


def _bounced(session: Session, call: Call) -> list[str]:
    found = [one.letter for one in forumletters.of_call(session, call, "call", "consent") if one.letter.bounced_at]
    return [one.person.name if one.person is not None else one.recipient for one in found]


def _print(call: Call, silent: list[str], bounced: list[str]) -> None:
    click.echo(f"{call.forum.name}  [{call.slug}]  {words.state(call.state)}")
    click.echo("  " + _("Answers until {when}").format(when=screen.moment(call.deadline)))
    if call.reason:
        click.echo(f"  {call.reason}")
    click.echo("  " + words.counts(call))
    for seat in desk.filled(call):
        click.echo("! " + _("Seat {number} has been filled since the call went out.").format(number=seat.number))
    rows = [[str(one.number), one.name, one.municipality, _state(one), _by(one)] for one in call.candidates]
    if rows:
        screen.table([_("No."), _("Candidate"), _("Municipality"), _("State"), _("Proposed by")], rows)
    for answer in call.answers:
        marks = [_("late")] if answer.late else []
        marks += [_("does not count")] if not answer.valid and not answer.open else []
        sign, told = "! " if answer.open else "  ", f" ({', '.join(marks)})" if marks else ""
        named = "; ".join(words.named(one) for one in answer.nominees)
        click.echo(
            f"{sign}{call.slug}/{answer.number}  {words.who(answer)}: {words.intent(answer.intent)}"
            f"{': ' + named if named else ''}{told}  “{screen.short(answer.comment, 80)}”"
        )
    if silent:
        click.echo(_("Not answered: {names}").format(names=", ".join(silent)))
    if bounced:
        click.echo("! " + _("Came back: {names}").format(names=", ".join(bounced)))


def _state(one: Any) -> str:
    return words.candidate_state(one.state) + (f" ({_('late')})" if desk.only_late(one) else "")


def _by(one: Any) -> str:
    names = [
        _("own wish") if nomination.nominator_id == one.person_id else nomination.nominator.name
        for nomination in desk.live(one) if nomination.nominator is not None
    ]  # fmt: skip
    return ", ".join(names)
