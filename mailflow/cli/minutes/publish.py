"""``mailflow minutes publish|unpublish|cancel``: on a named person's word. There is no way round the gate for the silent."""

from __future__ import annotations

import click

from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.cli.parameters import said
from mailflow.cli.people import the_user
from mailflow.desks import minutes as desk
from mailflow.errors import RefusedError
from mailflow.i18n import _
from mailflow.steps import publish as step
from mailflow.store import apply, queries

BY = click.option("--decided-by", metavar="NAME", callback=said, help=_("Who decided it; you, if left out."))
REASON = click.option("--reason", required=True, callback=said, help=_("Why."))


@click.command("unpublish", help=_("Take minutes off the website."))
@click.argument("case_id", metavar="ID")
@REASON
@BY
@click.pass_obj
def unpublish(ctx: Context, case_id: str, reason: str, decided_by: str | None) -> None:
    with ctx.store.reading() as session:
        case = queries.case(session, case_id)
        if case.state != "published":
            raise RefusedError(
                _("{slug} is not on the website: {state}.").format(slug=case.slug, state=show.state(case))
            )
    step.unpublish(ctx.store, ctx.site, ctx.office, case_id, decided_by or the_user(), reason, ctx.clock.now())
    click.echo(_("{slug} is off the website.").format(slug=case_id))


@click.command("publish", help=_("Put minutes on the website that a meeting has approved; the board is told."))
@click.argument("case_id", metavar="ID")
@REASON
@BY
@click.pass_obj
def publish(ctx: Context, case_id: str, reason: str, decided_by: str | None) -> None:
    with ctx.store.reading() as session:
        case = queries.case(session, case_id)
        if case.state != "at-meeting":
            raise RefusedError(
                _("{slug} was not to be approved at a meeting: {state}.").format(
                    slug=case.slug, state=show.state(case)
                ),
                _("What was approved by silence is published by mailflow run itself."),
            )
        if case.to_meeting is not None and ctx.clock.now().astimezone(ctx.office.zone).date() < case.to_meeting:
            raise RefusedError(_("The meeting of {day} has not been held yet.").format(day=case.to_meeting.isoformat()))
    _put_up(ctx, case_id, reason, decided_by)


@click.command("republish", help=_("Put minutes that were taken down back on the website, unchanged."))
@click.argument("case_id", metavar="ID")
@REASON
@BY
@click.pass_obj
def republish(ctx: Context, case_id: str, reason: str, decided_by: str | None) -> None:
    with ctx.store.reading() as session:
        case = queries.case(session, case_id)
        if case.state != "unpublished":
            raise RefusedError(
                _("{slug} was not taken off the website: {state}.").format(slug=case.slug, state=show.state(case))
            )
        objected = [answer.number for answer in case.answers if answer.intent == "object" and answer.verdict is None]
    _put_up(ctx, case_id, reason, decided_by)
    for number in objected:
        click.echo(_("Note: {slug}/{number} objected afterwards.").format(slug=case_id, number=number))


def _put_up(ctx: Context, case_id: str, reason: str, decided_by: str | None) -> None:
    by = decided_by or the_user()
    url = step.publish_by_verdict(ctx.store, ctx.site, ctx.office, case_id, by, reason, ctx.clock.now())
    click.echo(_("{slug} is on the website: {url}").format(slug=case_id, url=url))


@click.command("cancel", help=_("Stop a round that should not have been begun; those who got it are told."))
@click.argument("case_id", metavar="ID")
@REASON
@BY
@click.option("--dry-run", is_flag=True, help=_("Show what would be sent; change nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def cancel(ctx: Context, case_id: str, reason: str, decided_by: str | None, dry_run: bool, as_json: bool) -> None:
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        case = queries.case(session, case_id)
        if case.state not in desk.RUNNING:
            raise RefusedError(_("{slug} is already over: {state}.").format(slug=case.slug, state=show.state(case)))
        before = {letter.id for letter in show.letters_of(session, case)}
        actions = desk.cancel(case, decided_by or the_user(), reason)
        apply.carry_out(session, case, actions, ctx.office, ctx.clock.now())
        session.flush()
        show.outcome(session, case, before, dry_run=dry_run, as_json=as_json)
