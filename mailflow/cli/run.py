"""``mailflow run``: the daemon."""

from __future__ import annotations

import click

from mailflow import daemon
from mailflow.cli.context import Context
from mailflow.errors import RefusedError
from mailflow.i18n import _


@click.command("run", help=_("Watch the mailbox until stopped: read the answers, keep the deadlines, publish, send."))
@click.pass_obj
def command(ctx: Context) -> None:
    if ctx.now is not None:
        raise RefusedError(_("The daemon lives in real time; --now is for single commands."), _("Use mailflow tick."))
    daemon.run(ctx.house)
