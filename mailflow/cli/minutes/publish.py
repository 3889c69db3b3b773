"""``mailflow minutes publish|unpublish``: the website by hand. Publishing still passes the gate; there is no way round it."""

from __future__ import annotations

import click

from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.cli.people import the_user
from mailflow.errors import RefusedError
from mailflow.i18n import _
from mailflow.steps import publish as step
from mailflow.store import queries


@click.command("unpublish", help=_("Take minutes off the website."))
@click.argument("case_id", metavar="ID")
@click.option("--reason", required=True, help=_("Why."))
@click.option("--decided-by", metavar="NAME", help=_("Who decided it; you, if left out."))
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


@click.command("republish", help=_("Put minutes that were taken down back on the website, unchanged."))
@click.argument("case_id", metavar="ID")
@click.option("--reason", required=True, help=_("Why."))
@click.option("--decided-by", metavar="NAME", help=_("Who decided it; you, if left out."))
@click.pass_obj
def publish(ctx: Context, case_id: str, reason: str, decided_by: str | None) -> None:
    with ctx.store.reading() as session:
        case = queries.case(session, case_id)
        if case.state != "unpublished":
            raise RefusedError(
                _("{slug} was not taken off the website: {state}.").format(slug=case.slug, state=show.state(case)),
                _("Approved minutes are published by mailflow run itself."),
            )
        holding = [a for a in case.answers if a.intent == "object" and a.late and a.verdict_id is None]
    url = step.republish(ctx.store, ctx.site, ctx.office, case_id, decided_by or the_user(), reason, ctx.clock.now())
    click.echo(_("{slug} is on the website again: {url}").format(slug=case_id, url=url))
    for answer in holding:
        click.echo(_("Note: {slug}/{number} objected afterwards.").format(slug=case_id, number=answer.number))
