"""``mailflow members check``: what is to be put right in the member list."""

from __future__ import annotations

from itertools import groupby

import click

from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.cli.members import show
from mailflow.desks import membercheck
from mailflow.desks.deadlines import local_day
from mailflow.i18n import _, ngettext
from mailflow.store import districts, health, people

FOUND = 1  # the exit code when there is something to put right, as doctor's
_MANY = 10  # municipalities without a member are named in one line from here on


@click.command(
    "check",
    help=_("Look the member list through: municipalities without a member, people and addresses that are there twice, "
           "mail that comes back, what is missing, offices and delegates. Changes nothing; exit code 1 when there is something."),
)  # fmt: skip
@show.JSON
@click.pass_context
def check(click_ctx: click.Context, as_json: bool) -> None:
    ctx: Context = click_ctx.obj
    now = ctx.clock.now()
    today = local_day(now, ctx.office.zone)
    with ctx.store.reading() as session:
        troubled = health.troubled(session, now)
        findings = membercheck.check(people.everybody(session), districts.table(session, today), troubled, today)
    if as_json:
        told = [
            {
                "kind": one.kind, "person": one.key or None, "name": one.name or None, "value": one.value or None,
                "problem": one.problem, "remedy": one.remedy,
            } for one in findings
        ]  # fmt: skip
        click.echo(words.as_json({"findings": told, "clean": not findings}))
    elif not findings:
        click.echo(_("The member list is in order."))
    else:
        _print(findings)
    click_ctx.exit(FOUND if findings else 0)


def _print(findings: list[membercheck.Finding]) -> None:
    for kind, group in groupby(findings, key=lambda one: one.kind):
        found = list(group)
        if kind == "municipality-unrepresented" and len(found) >= _MANY:
            names = ", ".join(one.value for one in found)
            told = _("{count} municipalities have no member: {names}.").format(count=len(found), names=names)
            click.echo(f"{told} {found[0].remedy}")
            continue
        for one in found:
            click.echo(f"{one.problem} {one.remedy}")
    said = ngettext("{count} thing to put right.", "{count} things to put right.", len(findings))
    click.echo(said.format(count=len(findings)))
