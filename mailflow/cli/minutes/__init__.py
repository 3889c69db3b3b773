"""``mailflow minutes``: send, follow, settle and publish minutes. One module a verb with much to say, the rest together."""

from __future__ import annotations

import click

from mailflow.cli.certificate import command as certificate
from mailflow.cli.minutes.publish import cancel, publish, republish, unpublish
from mailflow.cli.minutes.record import excuse, record, resend
from mailflow.cli.minutes.resolve import resolve
from mailflow.cli.minutes.send import send
from mailflow.cli.minutes.show import list_, show
from mailflow.i18n import _


@click.group("minutes", help=_("Send minutes for approval, follow the answers, settle objections, publish."))
def command() -> None:
    pass


for verb in (send, list_, show, resolve, record, excuse, resend, publish, unpublish, republish, cancel, certificate):
    command.add_command(verb)
