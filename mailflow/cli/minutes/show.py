"""``mailflow minutes list|show``: how the rounds stand."""

from __future__ import annotations

import click

from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.desks import gate
from mailflow.desks.health import Health
from mailflow.i18n import _
from mailflow.models import Answer, Case
from mailflow.store import health, installation, queries

CONDITIONS = {
    "running": _("the round is running"),
    "not-stopped": _("nothing stops mailflow"),
    "document": _("the document is the one that was sent"),
    "addressees": _("somebody got it"),
    "delivered": _("every copy was delivered"),
    "not-bounced": _("no copy came back"),
    "deadline": _("deadline and grace are over"),
    "clock": _("the clock can be trusted"),
    "sweep": _("the mailbox was read completely after that"),
    "answers": _("no answer waits for a verdict"),
    "set-aside": _("no unreadable mail waits for a verdict"),
}


@click.command("list", help=_("All rounds, newest last."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def list_(ctx: Context, as_json: bool) -> None:
    with ctx.store.reading() as session:
        cases = queries.cases(session)
        if as_json:
            click.echo(words.as_json([words.case(case) for case in cases]))
            return
        rows = [[case.slug, case.body, str(case.version.number), words.state(case), words.moment(case.version.deadline)]
                for case in cases]  # fmt: skip
    if not rows:
        click.echo(_("No round yet. Begin one with: mailflow minutes send FILE"))
        return
    words.table([_("Id"), _("Body"), _("Version"), _("State"), _("Deadline")], rows)


@click.command("show", help=_("One round: who got it, who answered what, what is still missing."))
@click.argument("case_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def show(ctx: Context, case_id: str, as_json: bool) -> None:
    with ctx.store.reading() as session:
        case = queries.case(session, case_id.partition("/")[0])
        facts = queries.facts(session, case, ctx.office.mailbox, ctx.clock.now(), installation.stopped(ctx.store))
        conditions = gate.conditions(case, facts, ctx.office.config.minutes)
        troubled = health.troubled(session, ctx.clock.now())
        told = words.case(case)
        for entry in told["addressees"]:
            entry["health"] = troubled.get(entry["address"].lower(), Health()).state
        if as_json:
            click.echo(words.as_json({**told, "gate": [condition.as_dict() for condition in conditions]}))
            return
        click.echo(f"{case.title}  [{case.slug}]  {words.state(case)}")
        click.echo(
            _("Version {number}, deadline {when}").format(
                number=case.version.number, when=words.moment(case.version.deadline)
            )
        )
        if case.url and case.state == "published":
            click.echo(case.url)
        last = {a.person_id: a for a in case.answers}
        rows = []
        for one, entry in ((a, words.addressee(a)) for a in case.version.addressees):
            said = last.get(one.person_id)
            copy, mail = (
                words.delivery(entry["delivery"]),
                words.health(troubled.get(entry["address"].lower(), Health())),
            )
            rows.append([one.name, entry["address"], f"{copy} ({mail})" if mail else copy, _told(case, said)])
        words.table([_("Name"), _("Address"), _("Copy"), _("Answer")], rows)
        for answer in case.answers:
            mark = "!" if answer.open else "·"
            who = answer.person.name if answer.person else answer.sender
            quoted = f": “{words.short(answer.words, 100)}”" if answer.words.strip() else ""
            click.echo(f"{mark} {case.slug}/{answer.number}  {who} {words.intent(answer.intent)}{quoted}")
            if answer.verdict:
                decided = (
                    f"    {words.verdict(answer.verdict.kind)}: {answer.verdict.decided_by}. {answer.verdict.reason}"
                )
                click.echo(decided.rstrip())
        if case.state in ("open", "approved"):
            click.echo(_("Before it can be published:"))
            for condition in conditions:
                subjects = (
                    "" if condition.ok else ": " + ", ".join(words.instants(subject) for subject in condition.subjects)
                )
                click.echo(f"  {'✓' if condition.ok else '–'} {CONDITIONS[condition.name]}{subjects}")


def _told(case: Case, answer: Answer | None) -> str:
    """The member's newest answer; one to an older version says so, since it does not count for this one."""
    if answer is None:
        return "–"
    told = f"{words.intent(answer.intent)} ({case.slug}/{answer.number})"
    if answer.version.number == case.version.number:
        return told
    return told + " " + _("to version {number}").format(number=answer.version.number)
