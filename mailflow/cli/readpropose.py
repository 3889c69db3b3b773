"""``mailflow read --propose``: what follows from minutes, kept as proposals; the texts and differences that go with it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

import click

from mailflow.cli import followwords, proposals, show
from mailflow.cli.context import Context
from mailflow.documents import Kind
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.reading import Reading
from mailflow.store import follow


def propose(ctx: Context, name: str, reading: Reading, *, as_minutes: bool, dry_run: bool, as_json: bool) -> None:
    """Keep and show it. Raises ``InputError`` for a document that is no minutes, or whose day is not certain."""
    if reading.kind is not Kind.MINUTES and not as_minutes:
        raise InputError(
            _("{file} does not look like minutes, so nothing follows from it.").format(file=name),
            _("If these are the minutes all the same, add --as-minutes."),
        )
    if reading.date is None:
        raise InputError(
            _("The day of the meeting cannot be read with certainty."), _("Write it in the head of the document.")
        )
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        found = follow.propose(session, reading, PurePath(name).name, ctx.office, ctx.clock.now())
        new, known = ([proposals.proposal(row) for row in rows] for rows in (found.new, found.known))
    if as_json:
        value = {
            "file": name, "proposed": new, "waiting": known, "left": [asdict(one) for one in found.left],
            "differences": [asdict(one) for one in found.differences], "agenda": found.agenda, "dry_run": dry_run,
        }  # fmt: skip
        click.echo(json.dumps(json.loads(show.as_json(value)), ensure_ascii=False))
        return
    _show(new, known, dry_run)
    followwords.left(found.left)
    followwords.differences(found.differences)
    click.echo("\n" + _("The first items of the next agenda:") + "\n\n" + found.agenda)
    if dry_run:
        click.echo(_("Nothing was changed or sent."))


def _show(new: list[dict[str, Any]], known: list[dict[str, Any]], dry_run: bool) -> None:
    for one in new:
        if dry_run:  # the number would be another next time
            click.echo(followwords.title(one["kind"], one["facts"]))
        else:
            proposals.print_one(one)
    if known:
        numbers = ", ".join(str(one["id"]) for one in known)
        click.echo(_("Proposed before, and waiting: {numbers}").format(numbers=numbers))
    if not (new or known):
        click.echo(_("Nothing new follows from it."))
