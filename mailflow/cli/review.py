"""``mailflow review``: everything mailflow is unsure of, and her verdicts on it."""

from __future__ import annotations

from typing import Any

import click

from mailflow.cli import callreview, eventreview, proposals, show
from mailflow.cli.context import Context
from mailflow.cli.forums.check import value as forum_finding
from mailflow.cli.minutes.resolve import split
from mailflow.cli.parameters import said
from mailflow.cli.people import the_user
from mailflow.desks import minutes as desk
from mailflow.desks.deadlines import local_day
from mailflow.errors import NotFoundError, RefusedError
from mailflow.i18n import _
from mailflow.models import Letter, Mail, Verdict
from mailflow.replies import Intent
from mailflow.store import apply, audit, forumcheck, installation, queries
from mailflow.store import proposals as store

AS = ("approve", "object", "none", "question", "withdraw")
AS_ALL = (*AS, "accept", "decline", "tentative", "delegate", "keep", "nominate", "consent", "refuse")


@click.command("review", help=_("What waits for you: answers, mails nobody could read, letters of unknown fate.\n\n"
                                "Without ID: the list. With ID and a verdict: the verdict is kept, with your name. "
                                "Several letters at once: letter:3-5,8."))  # fmt: skip
@click.argument("what", metavar="[ID]", required=False)
@click.option(
    "--as",
    "as_",
    type=click.Choice(AS_ALL),
    help=_(
        "What the answer is. withdraw: yes, the objection is withdrawn. Of an invitation: accept, decline, tentative, none, "
        "delegate (invite who is sent instead), keep (the time that stands). Of a call for candidates: nominate, decline, "
        "withdraw, consent, refuse, none."
    ),
)
@click.option(
    "--nominee",
    "nominees",
    multiple=True,
    metavar=_("PERSON"),
    help=_("With --as nominate: who is proposed. May be given several times."),
)
@click.option(
    "--outsider",
    "outsiders",
    multiple=True,
    metavar=_("NAME, MUNICIPALITY"),
    help=_("The same, of somebody in no member list; mailflow never writes there."),
)
@click.option("--send-again", "letter_verdict", flag_value="again", help=_("For a letter: send it once more."))
@click.option("--was-sent", "letter_verdict", flag_value="sent", help=_("For a letter: I know that it arrived."))
@click.option("--drop", "letter_verdict", flag_value="drop", help=_("For a letter: it shall not go."))
@click.option("--by", "--decided-by", "by", metavar="NAME", callback=said, help=_("Who decides; you, if left out."))
@click.option("--reason", callback=said, help=_("Why."))
@click.option("--dry-run", is_flag=True, help=_("For an answer: show what would be sent; change nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def command(ctx: Context, what: str | None, as_: str | None, nominees: tuple[str, ...], outsiders: tuple[str, ...],
            letter_verdict: str | None, by: str | None, reason: str | None, dry_run: bool, as_json: bool) -> None:  # fmt: skip
    decider, reason = by or the_user(), reason or ""
    if what is None:
        _list(ctx, as_json)
    elif what.startswith("letter:"):
        _letters(ctx, _numbers(what), letter_verdict, decider, reason, as_json)
    elif what.startswith("mail:"):
        _mail(ctx, _number(what), as_, decider, reason, as_json)
    else:
        slug, number = split(what)
        if number is not None and callreview.is_one(ctx, slug):
            callreview.settle(ctx, slug, number, as_, nominees, outsiders, decider, reason, dry_run, as_json)
        else:
            _answer(ctx, what, as_, decider, reason, dry_run, as_json)


def _list(ctx: Context, as_json: bool) -> None:
    with ctx.store.reading() as session:
        answers = [show.answer(answer) for answer in queries.open_answers(session)]
        mails = [_mail_words(mail) for mail in queries.set_aside(session)]
        letters = [_letter_words(letter) for letter in queries.letters_to_judge(session)]
        attending = eventreview.waiting(session)
        called = callreview.waiting(session)
        proposed = [proposals.proposal(row) for row in store.waiting(session)]
        day = local_day(ctx.clock.now(), ctx.office.zone)
        found = forumcheck.findings(session, day, ctx.config.forums)
        seats = [forum_finding(one) for one in (*forumcheck.wanting(found), *forumcheck.unconfirmed(found))]
        us = queries.association(session)
        frozen, clock = installation.why(us.frozen), us.clock_doubt
    if as_json:
        waiting = {
            "answers": answers,
            "mails": mails,
            "letters": letters,
            "invitations": attending,
            "nominations": called,
            "proposals": proposed,
            "seats": seats,
            "frozen": frozen or None,
            "clock": clock or None,
        }
        click.echo(show.as_json(waiting))
        return
    for answer in answers:
        click.echo(f"{answer['id']}  {answer['person'] or answer['sender']}: {show.intent(answer['intent'])}")
        click.echo("    " + show.short(answer["words"], 300))
        if answer["evidence"]:
            click.echo("    " + _("decided by: “{words}”").format(words=show.short(answer["evidence"], 80)))
        click.echo("    → " + _advice(answer))
    for mail in mails:
        click.echo(f"{mail['id']}  {mail['sender']}: {mail['subject']}  ({show.set_aside(mail['reason'])})")
        click.echo("    → " + _("read it in the mailbox, then: mailflow review {id} --as none").format(id=mail["id"]))
    for letter in letters:
        click.echo(f"{letter['id']}  {letter['to']}: {letter['subject']}  ({show.delivery(letter['state'])})")
        click.echo("    → mailflow review {id} --send-again | --was-sent | --drop".format(id=letter["id"]))
    for one in attending:
        eventreview.print_one(one)
    for one in called:
        callreview.print_one(one)
    for one in proposed:
        proposals.print_one(one)
    for seat in seats:
        click.echo(f"{seat['seat'] or seat['call']}  {seat['problem']}\n    → {seat['command']}")
    for doubt, remedy in ((frozen, "mailflow doctor --thaw"), (clock, "mailflow doctor --trust-clock")):
        if doubt:
            click.echo(f"! {_(doubt)}\n    → {remedy}")
    if not (answers or mails or letters or attending or called or proposed or seats or frozen or clock):
        click.echo(_("Nothing waits for you."))


def _advice(answer: dict[str, Any]) -> str:
    if answer["intent"] == "object":
        return _("mailflow minutes resolve {id} --revise FILE | --dismiss … | --to-meeting DATE").format(
            id=answer["id"]
        )
    if answer["intent"] == "withdraw":
        return _("if the objection is withdrawn: mailflow review {id} --as withdraw").format(id=answer["id"])
    return "mailflow review {id} --as approve|object|none|question".format(id=answer["id"])


def _number(what: str) -> int:
    digits = what.partition(":")[2]
    if not digits.isdigit():
        raise NotFoundError(_("{id} is no id.").format(id=what), _("See the list: mailflow review"))
    return int(digits)


def _answer(ctx: Context, what: str, as_: str | None, by: str, reason: str, dry_run: bool, as_json: bool) -> None:
    slug, number = split(what)
    if number is not None and eventreview.is_one(ctx, slug):
        eventreview.settle(ctx, slug, number, as_, by, reason, dry_run, as_json)
        return
    if number is None or as_ not in AS:
        raise click.UsageError(_("Name an answer and what it is: mailflow review hb-2026-08-29/3 --as none"))
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        answer = queries.answer(session, slug, number)
        if not answer.open:
            raise RefusedError(_("{id} is already settled, or holds nothing.").format(id=what))
        if answer.intent == Intent.OBJECT and as_ in ("approve", "none", "question") and not reason:
            raise RefusedError(
                _("{id} was taken for an objection. To say that it is none, say why: --reason.").format(id=what),
                _("An objection is settled with mailflow minutes resolve {id}.").format(id=what),
            )
        if as_ == "withdraw" and not desk.withdrawable(answer.case, answer):
            raise RefusedError(
                _("{id}: there is no open objection of the same sender that could be withdrawn.").format(id=what),
                _("Say what the answer is: --as approve, object, none or question."),
            )
        before = {letter.id for letter in show.letters_of(session, answer.case)}
        actions = desk.review(answer.case, answer, Intent(as_), by, reason)
        apply.carry_out(session, answer.case, actions, ctx.office, ctx.clock.now())
        session.flush()
        show.outcome(session, answer.case, before, dry_run=dry_run, as_json=as_json)


def _mail(ctx: Context, number: int, as_: str | None, by: str, reason: str, as_json: bool) -> None:
    if as_ != "none":
        raise click.UsageError(
            _("A mail that could not be read is settled with --as none. If it was an answer, record it first: "
              "mailflow minutes record PERSON --objects --by FILE")
        )  # fmt: skip
    now = ctx.clock.now()
    with ctx.store.writing() as session:
        mail = session.get(Mail, number)
        if mail is None or not mail.set_aside:
            raise NotFoundError(
                _("There is no mail:{number}.").format(number=number), _("See the list: mailflow review")
            )
        if mail.verdict_id is not None:
            raise RefusedError(_("mail:{number} is already settled.").format(number=number))
        verdict = Verdict(case_id=mail.case_id, kind="none", decided_by=by, reason=reason, at=now)
        session.add(verdict)
        session.flush()
        mail.verdict_id = verdict.id
        audit.record(session, "mail.settled", now, mail.case_id, mail=mail.id, verdict=verdict.id)
        words = _mail_words(mail)
    click.echo(show.as_json(words) if as_json else _("mail:{number} is settled.").format(number=number))


def _numbers(what: str) -> list[int]:
    """ "letter:3", or several of them: "letter:3-5,8"."""
    found: list[int] = []
    for part in what.partition(":")[2].split(","):
        first, dash, last = part.partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()) or int(last or first) - int(first) > 10_000:
            raise NotFoundError(_("{id} is no id.").format(id=what), _("See the list: mailflow review"))
        found += range(int(first), int(last or first) + 1)
    return found


def _letters(ctx: Context, numbers: list[int], verdict: str | None, by: str, reason: str, as_json: bool) -> None:
    """The same verdict on each of these letters, or on none."""
    if verdict is None:
        raise click.UsageError(_("Say what is to happen: --send-again, --was-sent or --drop."))
    now = ctx.clock.now()
    judged: list[dict[str, Any]] = []
    with ctx.store.writing() as session:
        for number in numbers:
            letter = session.get(Letter, number)
            if letter is None:
                raise NotFoundError(
                    _("There is no letter:{number}.").format(number=number), _("See the list: mailflow review")
                )
            if letter.state not in ("unknown", "stale", "failed"):
                raise RefusedError(
                    _("letter:{number} is {state}; there is nothing to decide.").format(
                        number=number, state=show.delivery(letter.state)
                    )
                )
            apply.judge_letter(session, letter, verdict, by, reason, ctx.office, now)
            judged.append(_letter_words(letter))
    if as_json:
        click.echo(show.as_json(judged[0] if len(judged) == 1 else judged))
    else:
        for one in judged:
            click.echo(f"{one['id']}: {show.delivery(one['state'])}")


def _mail_words(mail: Mail) -> dict[str, Any]:
    return {"id": f"mail:{mail.id}", "sender": mail.sender, "subject": mail.subject, "received_at": mail.received_at,
            "reason": mail.set_aside}  # fmt: skip


def _letter_words(letter: Letter) -> dict[str, Any]:
    return {"id": f"letter:{letter.id}", "to": letter.recipient, "kind": letter.kind, "subject": letter.subject,
            "state": letter.state, "created_at": letter.created_at, "response": letter.response}  # fmt: skip
