"""``mailflow members``: the member list."""

from __future__ import annotations

import click

from mailflow.cli.members.check import check
from mailflow.cli.members.districts import districts_
from mailflow.cli.members.edit import add, edit, leave
from mailflow.cli.members.health import health
from mailflow.cli.members.history import groups, history
from mailflow.cli.members.importing import import_
from mailflow.cli.members.privacy import export, forget
from mailflow.cli.members.report import report
from mailflow.cli.members.show import list_, show
from mailflow.i18n import _


@click.group("members", help=_("The member list: import it, look somebody up, add, change, let go."))
def command() -> None:
    pass


for verb in (
    import_,
    list_,
    show,
    health,
    add,
    edit,
    leave,
    groups,
    history,
    check,
    report,
    districts_,
    export,
    forget,
):
    command.add_command(verb)
