"""``mailflow forums import``: a list becomes the register. Nothing changes before she has seen what."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow import confined
from mailflow.cli import forumwords as words
from mailflow.cli import show as screen
from mailflow.cli.context import Context
from mailflow.cli.forums.options import today
from mailflow.cli.members.importing import line, told
from mailflow.cli.members.show import finding as finding_value
from mailflow.cli.parameters import FILE
from mailflow.cli.people import the_user
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.parsers import forumlist
from mailflow.parsers.forumlist import ForumRow
from mailflow.parsers.personname import fold
from mailflow.store import forumimport, forums
from mailflow.store.forumimport import Outcome


@click.command(
    "import",
    help=_(
        "Bring a list of forums into the register: Excel, LibreOffice, CSV or TOML; a row is a forum or one of its seats. The "
        "headings are forum, organisation, contact, contact-e-mail, seats, right to appoint, name, municipality, since, until, "
        "in place of, decision, decided, defunct, in Danish or English. What would change is shown first."
    ),
)
@click.argument("file", metavar=_("FILE"), type=FILE)
@click.option("--rest", is_flag=True, help=_("Leave out the forums with a mistake and import the rest."))
@click.option("--dry-run", is_flag=True, help=_("Show what would change; change nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def import_(ctx: Context, file: Path, rest: bool, dry_run: bool, yes: bool, as_json: bool) -> None:
    association = ctx.config.association
    data = file.read_bytes()
    listed = confined.tried(lambda: forumlist.read(data, (association.name, association.short)))
    asking = sys.stdin.isatty() and not as_json
    rows = [
        row for row in listed.rows if fold(row.forum) not in listed.spoilt
    ]  # a forum is imported whole or not at all
    with ctx.store.trying() as session:
        plan = _carry(ctx, session, file, rows)
        found = sorted([*listed.findings, *plan.findings], key=lambda finding: finding.row)
        stopping = [finding for finding in found if finding.stops]
        ready = bool(rows) and (rest or not stopping) and not any(one.stops and not one.row for one in listed.findings)
        shown = _shown(session, plan)
        value = _as_json(session, file, plan, shown)
    if not as_json:
        for finding in found:
            if not finding.stops or (rest and ready):
                click.echo(line(finding))
        if ready:
            for words_ in shown:
                click.echo(words_)
            _sum(plan)
    apply = ready and bool(plan.changes) and not dry_run and (yes or asking)
    if apply and not yes:
        click.confirm(_("Change the register like that?"), abort=True)
    if apply:
        with ctx.store.writing() as session:
            if _shown(session, _carry(ctx, session, file, rows)) != shown:
                raise RefusedError(_("The register was changed by somebody else meanwhile."), _("Import it once more."))
    if as_json:
        findings = [finding_value(one) for one in found]
        click.echo(screen.as_json({**value, "findings": findings, "dry_run": dry_run, "applied": apply}))
    if not ready:
        remedy = _("Nothing was changed. To import the rest: --rest.") if rows else _("Nothing was changed.")
        raise InputError(told(stopping), remedy)
    if apply and not as_json:
        click.echo(_("Done. What is to be done now: mailflow forums check"))
    elif plan.changes and not dry_run and not apply:
        raise InputError(_("Nothing was changed: it was not confirmed."), _("Add --yes when what is shown is right."))


def _carry(ctx: Context, session: Session, file: Path, rows: Sequence[ForumRow]) -> Outcome:
    now = ctx.clock.now()
    return forumimport.carry(session, rows, source=file.name, today=today(ctx), now=now, by=the_user())


def _shown(session: Session, plan: Outcome) -> list[str]:
    places = words.places(forums.all_forums(session))
    return [words.change_line(one, places) for one in plan.changes]


def _sum(plan: Outcome) -> None:
    said = _("Forums in the file: {forums}. As they are: {same}. Changes: {changes}.")
    click.echo(said.format(forums=plan.forums, same=plan.unchanged, changes=len(plan.changes)))
    if not plan.changes:
        click.echo(_("The file changes nothing."))


def _as_json(session: Session, file: Path, plan: Outcome, shown: Sequence[str]) -> dict[str, Any]:
    places = words.places(forums.all_forums(session))
    return {
        "file": file.name, "forums": plan.forums, "unchanged": plan.unchanged,
        "changes": [words.change_value(one, places) for one in plan.changes],
    }  # fmt: skip
