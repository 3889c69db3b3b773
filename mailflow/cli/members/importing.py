"""``mailflow members import``: a list becomes the member list. Nothing changes before she has seen what."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.cli.members import show
from mailflow.cli.parameters import FILE
from mailflow.desks import members as desk
from mailflow.desks.deadlines import local_day
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _, ngettext
from mailflow.models import Person
from mailflow.parsers import memberlist
from mailflow.parsers.memberlist import Finding, MemberList, MemberRow
from mailflow.store import members, people


@click.command(
    "import",
    help=_(
        "Import a member list: a CSV file (Excel: Save as, CSV UTF-8) with the headings name, title, municipality, "
        "email, alias, delegate, roles, in Danish or English. What would change is shown first. Whoever is not in it "
        "stays a member, unless you say --complete."
    ),
)
@click.argument("file", metavar=_("FILE"), type=FILE)
@click.option("--complete", is_flag=True, help=_("The file holds all members: whoever is not in it has left."))
@click.option("--really", is_flag=True, help=_("Let more than a tenth of the members leave."))
@click.option("--dry-run", is_flag=True, help=_("Show what would change; change nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@show.JSON
@click.pass_obj
def import_(ctx: Context, file: Path, complete: bool, really: bool, dry_run: bool, yes: bool, as_json: bool) -> None:
    now = ctx.clock.now()
    today = local_day(now, ctx.office.zone)
    data = _bytes(file)
    listed = memberlist.read(data)
    with ctx.store.reading() as session:
        persons = people.everybody(session)
    difference = desk.difference(persons, listed.rows, today, complete=complete, mailbox=ctx.config.imap.address)
    findings = (*listed.findings, *difference.findings)
    ready = listed.usable and not difference.findings
    allowed = ready and (really or not difference.large)
    apply = allowed and not dry_run and (yes or (sys.stdin.isatty() and not as_json)) and not difference.empty
    if not as_json:
        _print_findings([finding for finding in findings if not finding.stops])
        if ready:
            _print(difference)
        if apply and not yes:
            click.confirm(_("Change the member list like that?"), abort=True)
    if apply:
        with ctx.store.writing() as session:
            fresh = people.everybody(session)
            again = desk.difference(fresh, listed.rows, today, complete=complete, mailbox=ctx.config.imap.address)
            if _summary(again) != _summary(difference):
                raise RefusedError(
                    _("The member list was changed by somebody else meanwhile."), _("Import it once more.")
                )
            fresh += members.apply(
                session, again, today, now, verb="members.imported", list_sha256=hashlib.sha256(data).hexdigest()
            )
    if as_json:
        click.echo(words.as_json(_as_json(file, listed, findings, difference, applied=apply, dry_run=dry_run)))
    if not ready:
        raise InputError(_told([finding for finding in findings if finding.stops]), _("Nothing was changed."))
    if not allowed:
        raise RefusedError(
            _("{left} of {members} members would leave: more than a tenth.").format(
                left=len(difference.left), members=difference.members
            ),
            _("If that is right, say so with --really. Nothing was changed."),
        )
    if apply:
        if not as_json:
            click.echo(_("Done."))
        show.warn_without_board(fresh, today)
    elif not dry_run and not difference.empty:
        raise InputError(_("Nothing was changed: it was not confirmed."), _("Add --yes when what is shown is right."))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(_("{file} cannot be read: {reason}.").format(file=file.name, reason=error.strerror)) from None


# --- for people -------------------------------------------------------------------------------------------------------


def _print(difference: desk.Difference) -> None:
    _section(_("New"), [_row(row) for row in difference.joined])
    _section(_("Back again"), [_changed(one) for one in difference.rejoined])
    _section(_("Changed"), [_changed(one) for one in difference.changed])
    _section(_("Leave"), [_person(person) for person in difference.left])
    _section(
        _("Not in the file; they stay (with --complete they leave)"), [_person(person) for person in difference.missing]
    )
    words_ = _("New: {new}. Back: {back}. Changed: {changed}. Leave: {left}. Unchanged: {same}.")
    click.echo(words_.format(new=len(difference.joined), back=len(difference.rejoined), changed=len(difference.changed),
                             left=len(difference.left), same=difference.unchanged))  # fmt: skip
    if difference.empty:
        click.echo(_("The file changes nothing."))


def _section(title: str, lines: Sequence[str]) -> None:
    if lines:
        click.echo(f"{title} ({len(lines)}):")
        for line in lines:
            click.echo(f"  {line}")


def _row(row: MemberRow) -> str:
    parts = (row.name, row.title, row.municipality, row.address, show.roles(row.roles or ()))
    return ", ".join(part for part in parts if part)


def _changed(one: desk.Changed) -> str:
    return f"{one.person.name} [{one.person.key}]: " + "; ".join(show.change(change) for change in one.changes)


def _person(person: Person) -> str:
    return f"{person.name} [{person.key}]" + (f", {person.municipality}" if person.municipality else "")


def _print_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        click.echo(_line(finding))


def _told(findings: Sequence[Finding]) -> str:
    head = ngettext("The list has a mistake:", "The list has {count} mistakes:", len(findings)).format(
        count=len(findings)
    )
    return "\n".join([head, *(f"  {_line(finding)}" for finding in findings)]) + "\n"


def _line(finding: Finding) -> str:
    where = _("Row {row}").format(row=finding.row) if finding.row else ""
    value = f"“{words.short(finding.value)}”" if finding.value else ""
    place = ", ".join(part for part in (where, finding.column, value) if part)
    said = f"{finding.problem} {finding.remedy}".strip()
    return f"{place}: {said}" if place else said


# --- for machines -----------------------------------------------------------------------------------------------------


def _summary(difference: desk.Difference) -> dict[str, Any]:
    """The difference as plain values: what is shown as JSON, and what tells one difference from another."""
    return {
        "joined": [_as_row(row) for row in difference.joined],
        "rejoined": [_as_changed(one) for one in difference.rejoined],
        "changed": [_as_changed(one) for one in difference.changed],
        "left": [{"key": person.key, "name": person.name} for person in difference.left],
        "missing": [{"key": person.key, "name": person.name} for person in difference.missing],
        "unchanged": difference.unchanged, "members": difference.members,
    }  # fmt: skip


def _as_row(row: MemberRow) -> dict[str, Any]:
    return {
        "row": row.row, "name": row.name, "title": row.title or None, "municipality": row.municipality or None,
        "address": row.address, "aliases": list(row.aliases or ()),
        "delegates": [{"name": one.name or None, "address": one.address} for one in row.delegates or ()],
        "roles": list(row.roles or ()),
    }  # fmt: skip


def _as_finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind, "row": finding.row or None, "column": finding.column or None, "value": finding.value or None,
        "problem": finding.problem, "remedy": finding.remedy or None, "stops": finding.stops,
    }  # fmt: skip


def _as_changed(one: desk.Changed) -> dict[str, Any]:
    changes = [{"what": c.what, "before": c.before or None, "after": c.after or None} for c in one.changes]
    return {"key": one.person.key, "name": one.person.name, "row": one.row.row, "changes": changes}


def _as_json(
    file: Path,
    listed: MemberList,
    findings: Sequence[Finding],
    difference: desk.Difference,
    *,
    applied: bool,
    dry_run: bool,
) -> dict[str, Any]:
    return {
        "file": file.name, "encoding": listed.encoding or None, "separator": listed.separator or None, "dry_run": dry_run,
        "applied": applied, "findings": [_as_finding(finding) for finding in findings], **_summary(difference),
    }  # fmt: skip
