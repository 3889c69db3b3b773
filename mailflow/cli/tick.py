"""``mailflow tick``: one full pass, for cron."""

from __future__ import annotations

import click

from mailflow import daemon
from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.errors import TemporaryError
from mailflow.i18n import _


@click.command(
    "tick", help=_("One full pass: read the mailbox, keep the deadlines, publish, send. Then stop (for cron).")
)
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def command(ctx: Context, as_json: bool) -> None:
    look, sent = daemon.tick(ctx.house)
    counts = {
        "taken": look.taken, "ignored": look.ignored, "sent": sent.counts["sent"], "deferred": sent.counts["deferred"], "failed": sent.counts["failed"],
        "unknown": sent.counts["unknown"], "complete": look.complete, "trouble": sent.trouble or "; ".join(look.failures) or None,
    }  # fmt: skip
    if as_json:
        click.echo(show.as_json(counts))
    else:
        words = _("{taken} mails taken, {ignored} left alone, {sent} letters sent, {deferred} to be tried again")
        click.echo(words.format(**counts))
        if counts["trouble"]:
            click.echo("! " + str(counts["trouble"]))
    if counts["trouble"] and counts["trouble"] != "stopped":
        raise TemporaryError(_("Not everything could be done; it is tried again at the next pass."))
