"""``mailflow events``: meetings and webinars, who is invited, who comes."""

from __future__ import annotations

import click

from mailflow.cli.events.answer import answer, remind
from mailflow.cli.events.edit import add, cancel, edit
from mailflow.cli.events.importing import import_
from mailflow.cli.events.show import list_, show
from mailflow.i18n import _


@click.group(
    "events", help=_("Meetings and webinars: make them, change them, see who comes. mailflow send-invites sends.")
)
def command() -> None:
    pass


for verb in (add, import_, edit, cancel, list_, show, answer, remind):
    command.add_command(verb)
