"""``mailflow forums``: the register of forums, their seats, and who sits there."""

from __future__ import annotations

import click

from mailflow.cli.forums.appoint import appoint, confirm
from mailflow.cli.forums.callanswer import answer
from mailflow.cli.forums.calling import ask, call, cancel, close, remind
from mailflow.cli.forums.callshow import call_show, calls
from mailflow.cli.forums.candidates import candidates
from mailflow.cli.forums.check import check
from mailflow.cli.forums.edit import add, correct, edit, retire, revive, seat, vacate
from mailflow.cli.forums.importing import import_
from mailflow.cli.forums.report import report
from mailflow.cli.forums.show import history, list_, show
from mailflow.i18n import _


@click.group("forums", help=_("The register of appointments: forums, their seats, who sits there, who appoints."))
def command() -> None:
    pass


for verb in (import_, list_, show, history, check, report, add, edit, retire, revive, seat, vacate, correct):
    command.add_command(verb)
for verb in (call, calls, call_show, remind, ask, answer, close, cancel, candidates, appoint, confirm):
    command.add_command(verb)
