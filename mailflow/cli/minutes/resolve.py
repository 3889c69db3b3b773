"""``mailflow minutes resolve``: how an objection is settled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mailflow.actions import Settle
from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.cli.minutes.reading import KEEP, KEEP_DOUBTFUL, REMOVE, Settling, corrects, read_paper
from mailflow.cli.parameters import DAY, FILE, said
from mailflow.cli.people import the_user
from mailflow.desks import minutes as desk
from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.i18n import _
from mailflow.models import Answer, Case
from mailflow.replies import Intent
from mailflow.store import apply, queries, rounds


@click.command("resolve", help=_("Settle an objection: with a corrected version, by dismissing it, or at a meeting.\n\n"
                                 "ID is the round (hb-2026-08-29) or one answer in it (hb-2026-08-29/3)."))  # fmt: skip
@click.argument("case_id", metavar="ID")
@click.option(
    "--revise",
    type=FILE,
    help=_("Send this corrected version round."),
)
@click.option(
    "--settles", type=int, multiple=True, metavar="N", help=_("With --revise: objection N is met by the correction.")
)
@click.option("--dismiss", is_flag=True, help=_("The objection is not followed; needs --decided-by and --reason."))
@click.option("--to-meeting", type=DAY, help=_("The minutes are approved at that meeting instead."))
@click.option("--decided-by", metavar="NAME", callback=said, help=_("Who decided it."))
@click.option("--reason", callback=said, help=_("Why; the member and the board are told."))
@click.option("--as-minutes", is_flag=True, help=_("Send it although it does not look like minutes."))
@KEEP
@REMOVE
@KEEP_DOUBTFUL
@click.option("--dry-run", is_flag=True, help=_("Show what would be sent; change nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def resolve(ctx: Context, case_id: str, revise: Path | None, settles: tuple[int, ...], dismiss: bool,
            to_meeting: date | None, decided_by: str | None, reason: str | None, as_minutes: bool, keep: tuple[str, ...],
            remove: tuple[str, ...], keep_doubtful: bool, dry_run: bool, as_json: bool) -> None:  # fmt: skip
    if sum((revise is not None, dismiss, to_meeting is not None)) != 1:
        raise click.UsageError(_("Choose one of --revise, --dismiss and --to-meeting."))
    if (dismiss or settles) and not decided_by:
        raise click.UsageError(_("Say who decided it: --decided-by NAME."))
    if dismiss and not reason:
        raise click.UsageError(_('Say why: --reason "…". The member and the board are told.'))
    if settles and revise is None:
        raise click.UsageError(_("--settles goes with --revise."))
    reason = reason or ""
    slug, number = split(case_id)
    office, now = ctx.office, ctx.clock.now()
    paper, old = None, None
    if revise:
        with ctx.store.reading() as session:
            going_round = queries.case(session, slug).version
            settling = Settling(keep, remove, keep_doubtful, before=going_round)
            paper = read_paper(revise, settling, as_minutes=as_minutes, language=office.config.language,
                               rehearsal=office.config.rehearsal)  # fmt: skip
            paper, old = corrects(paper, going_round, office.config.language)
    rule, zone = office.config.minutes, office.zone
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        case = queries.case(session, slug)
        _still_running(case)
        if number is not None:
            queries.answer(session, slug, number)  # a slip of the finger is told, not passed over
        before = {letter.id for letter in show.letters_of(session, case)}
        if paper is not None and old is not None:
            named = {*settles, *([number] if number and decided_by else [])}
            met = [_objection(case, n) for n in sorted(named)]
            rounds.revise(session, case, paper, old, office, now, decided_by or the_user())
            if met:
                numbers = tuple(sorted(answer.number for answer in met))
                verdict = Settle(numbers, "revised", decided_by or "", reason)
                apply.carry_out(session, case, [verdict], office, now)
        elif dismiss:
            numbers = (_objection(case, number).number,) if number else _only_objection(case)
            apply.carry_out(
                session, case, desk.dismiss(case, numbers, decided_by or "", reason, now, rule, zone), office, now
            )
        elif to_meeting is not None:
            if to_meeting < now.astimezone(zone).date():
                raise InputError(
                    _("{day} is past.").format(day=to_meeting.isoformat()), _("Give the day of the coming meeting.")
                )
            apply.carry_out(
                session, case, desk.take_to_meeting(case, to_meeting, decided_by or the_user(), reason), office, now
            )
        session.flush()
        show.outcome(session, case, before, dry_run=dry_run, as_json=as_json)


def split(case_id: str) -> tuple[str, int | None]:
    """ "hb-2026-08-29/3" is the round and the number of the answer."""
    slug, _slash, number = case_id.partition("/")
    if number and not number.isdigit():
        raise NotFoundError(
            _("{id} is no id.").format(id=case_id), _("An id looks like hb-2026-08-29 or hb-2026-08-29/3.")
        )
    return slug, int(number) if number else None


def _still_running(case: Case) -> None:
    if case.state not in desk.RUNNING:
        raise RefusedError(
            _("{slug} is already over: {state}.").format(slug=case.slug, state=show.state(case)),
            _("See mailflow minutes show {slug}.").format(slug=case.slug),
        )


def _objection(case: Case, number: int) -> Answer:
    answer = next((a for a in case.answers if a.number == number), None)
    if answer is None:
        raise NotFoundError(_("There is no answer {slug}/{number}.").format(slug=case.slug, number=number))
    if not answer.open:
        raise RefusedError(
            _("{slug}/{number} is already settled, or holds nothing.").format(slug=case.slug, number=number),
            _("See mailflow minutes show {slug}.").format(slug=case.slug),
        )
    if answer.intent != Intent.OBJECT:
        raise RefusedError(
            _("{slug}/{number} is not an objection but: {intent}.").format(
                slug=case.slug, number=number, intent=show.intent(answer.intent)
            ),
            _("Say first what it is: mailflow review {slug}/{number} --as …").format(slug=case.slug, number=number),
        )
    return answer


def _only_objection(case: Case) -> tuple[int, ...]:
    """The one that is open; with several she must say which, since each has its own member and reason."""
    numbers = [a.number for a in case.answers if a.open and a.intent == Intent.OBJECT]
    if not numbers:
        raise RefusedError(_("{slug} has no open objection.").format(slug=case.slug))
    if len(numbers) > 1:
        ids = ", ".join(f"{case.slug}/{n}" for n in numbers)
        raise InputError(
            _("Several objections are open: {ids}.").format(ids=ids), _("Settle them one at a time, by that id.")
        )
    return tuple(numbers)
