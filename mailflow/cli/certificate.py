"""``mailflow minutes certificate``: what is known of a round and how, on paper or for machines."""

from __future__ import annotations

import click

from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.i18n import _
from mailflow.pages.certificate_text import as_text
from mailflow.store import evidence


@click.command(
    "certificate", help=_("Show who got what and when, who answered, who decided, what was checked, and the hashes.")
)
@click.argument("case_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def command(ctx: Context, case_id: str, as_json: bool) -> None:
    with ctx.store.reading() as session:
        value = evidence.certificate_of(session, case_id, ctx.office, ctx.clock.now())
    click.echo(show.as_json(value) if as_json else as_text(value, ctx.config.language), nl=as_json)
