"""``mailflow members import``: a list becomes the member list. Nothing changes before she has seen what."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow import confined
from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.cli.members import show
from mailflow.cli.parameters import FILE
from mailflow.desks import districts as district_desk
from mailflow.desks import members as desk
from mailflow.desks.deadlines import local_day
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _, ngettext
from mailflow.models import Person
from mailflow.parsers import membercells, memberlist
from mailflow.parsers.memberlist import Finding, MemberList, MemberRow
from mailflow.store import districts, members, people


@click.command(
    "import",
    help=_(
        "Import a member list: Excel, LibreOffice or CSV, with the headings name, title, municipality, district, email, "
        "alias, delegate, telephone, gender, roles, from, until, in Danish or English. What would change is shown first. "
        "Whoever is not in it stays a member, unless you say --complete."
    ),
)
@click.argument("file", metavar=_("FILE"), type=FILE)
@click.option("--complete", is_flag=True, help=_("The file holds all members: whoever is not in it has left."))
@click.option("--really", is_flag=True, help=_("Let more than a tenth of the members leave."))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=FIELD",
    help=_("What a heading means; nothing after = leaves it out."),
)
@click.option("--dry-run", is_flag=True, help=_("Show what would change; change nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@show.JSON
@click.pass_obj
def import_(ctx: Context, file: Path, complete: bool, really: bool, columns: Sequence[str], dry_run: bool, yes: bool,
            as_json: bool) -> None:  # fmt: skip
    now = ctx.clock.now()
    today = local_day(now, ctx.office.zone)
    data = _bytes(file)
    asking = sys.stdin.isatty() and not as_json
    listed = _read(data, _named(columns), asking=asking and not yes)
    plan = _plan(ctx, listed, today, complete)
    allowed = plan.ready and (really or not plan.difference.large)
    apply = allowed and not dry_run and (yes or asking) and not plan.empty
    if not as_json:
        _print_findings([finding for finding in plan.findings if not finding.stops])
        if plan.ready:
            _print(plan)
        if apply and not yes:
            click.confirm(_("Change the member list like that?"), abort=True)
    fresh: list[Person] = []
    if apply:
        with ctx.store.writing() as session:
            again = _compare(session, listed, today, complete, ctx.config.imap.address)
            if _summary(again) != _summary(plan):
                raise RefusedError(
                    _("The member list was changed by somebody else meanwhile."), _("Import it once more.")
                )
            sha = hashlib.sha256(data).hexdigest()
            members.apply(session, again.difference, today, now, verb="members.imported", list_sha256=sha)
            districts.assign(session, again.districts, today if again.has_table else None, now)
            fresh = people.board(session, today)
    if as_json:
        click.echo(words.as_json(_as_json(file, listed, plan, applied=apply, dry_run=dry_run)))
    if not plan.ready:
        raise InputError(told([finding for finding in plan.findings if finding.stops]), _("Nothing was changed."))
    if not allowed:
        raise RefusedError(
            _("{left} of {members} members would leave: more than a tenth.").format(
                left=len(plan.difference.left), members=plan.difference.members
            ),
            _("If that is right, say so with --really. Nothing was changed."),
        )
    if apply:
        if not as_json:
            click.echo(_("Done."))
        show.warn_without_board(fresh, today)
    elif not dry_run and not plan.empty:
        raise InputError(_("Nothing was changed: it was not confirmed."), _("Add --yes when what is shown is right."))


@dataclass(frozen=True)
class _Plan:
    """What the list would change: the members, and what it teaches the table of districts."""

    ready: bool
    difference: desk.Difference
    districts: dict[str, str]
    has_table: bool
    findings: tuple[Finding, ...]

    @property
    def empty(self) -> bool:
        return self.difference.empty and not self.districts


def _plan(ctx: Context, listed: MemberList, today: date, complete: bool) -> _Plan:
    with ctx.store.reading() as session:
        return _compare(session, listed, today, complete, ctx.config.imap.address)


def _compare(session: Session, listed: MemberList, today: date, complete: bool, mailbox: str) -> _Plan:
    difference = desk.difference(people.everybody(session), listed.rows, today, complete=complete, mailbox=mailbox)
    table = districts.table(session, today)
    learnt, said = district_desk.compare(table, listed.rows)
    findings = (*listed.findings, *difference.notes, *said, *difference.findings)
    ready = listed.usable and not any(finding.stops for finding in findings)
    return _Plan(ready, difference, learnt, bool(table), tuple(sorted(findings, key=lambda finding: finding.row)))


def _named(columns: Sequence[str]) -> dict[str, str]:
    """Raises ``InputError`` for what is no HEADING=FIELD."""
    named = {}
    for said in columns:
        heading, equals, meant = said.rpartition("=")
        if not equals or (meant and meant not in membercells.FIELDS):
            raise InputError(
                _("“{words}” does not say what a column means.").format(words=said),
                _("Write --column HEADING=FIELD with one of: {fields}.").format(fields=", ".join(membercells.FIELDS)),
            )
        named[heading] = meant
    return named


def _read(data: bytes, named: dict[str, str], *, asking: bool) -> MemberList:
    """The list; at a terminal she is asked about headings that are nearly known ones."""
    listed = confined.run(memberlist.read, data, named, result=MemberList, memory=confined.TYPESETTING)
    if asking and listed.unsure:
        for heading, meant in listed.unsure:
            question = _("Is the column “{heading}” the {field}?").format(heading=heading, field=meant)
            named[heading] = meant if click.confirm(question) else ""
        listed = confined.run(memberlist.read, data, named, result=MemberList, memory=confined.TYPESETTING)
    return listed


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(_("{file} cannot be read: {reason}.").format(file=file.name, reason=error.strerror)) from None


# --- for people -------------------------------------------------------------------------------------------------------


def _print(plan: _Plan) -> None:
    difference = plan.difference
    _section(_("New"), [_row(row) for row in difference.joined])
    _section(_("Back again"), [_changed(one) for one in difference.rejoined])
    _section(_("Changed"), [_changed(one) for one in difference.changed])
    _section(_("Leave"), [_person(person) for person in difference.left])
    _section(
        _("Not in the file; they stay (with --complete they leave)"), [_person(person) for person in difference.missing]
    )
    taught = [f"{municipality}: {district}" for municipality, district in sorted(plan.districts.items())]
    _section(_("Districts, learnt from the list"), taught)
    words_ = _("New: {new}. Back: {back}. Changed: {changed}. Leave: {left}. Unchanged: {same}.")
    click.echo(words_.format(new=len(difference.joined), back=len(difference.rejoined), changed=len(difference.changed),
                             left=len(difference.left), same=difference.unchanged))  # fmt: skip
    if plan.empty:
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
        click.echo(line(finding))


def told(findings: Sequence[Finding]) -> str:
    """Mistakes as one message, a line each."""
    head = ngettext("The list has a mistake:", "The list has {count} mistakes:", len(findings)).format(
        count=len(findings)
    )
    return "\n".join([head, *(f"  {line(finding)}" for finding in findings)]) + "\n"


def line(finding: Finding) -> str:
    """One finding: where it is, what is wrong, what to do."""
    where = _("Row {row}").format(row=finding.row) if finding.row else ""
    value = f"“{words.short(finding.value)}”" if finding.value else ""
    place = ", ".join(part for part in (where, finding.column, value) if part)
    said = f"{finding.problem} {finding.remedy}".strip()
    return f"{place}: {said}" if place else said


# --- for machines -----------------------------------------------------------------------------------------------------


def _summary(plan: _Plan) -> dict[str, Any]:
    """The difference as plain values: what is shown as JSON, and what tells one difference from another."""
    difference = plan.difference
    return {
        "joined": [_as_row(row) for row in difference.joined],
        "rejoined": [_as_changed(one) for one in difference.rejoined],
        "changed": [_as_changed(one) for one in difference.changed],
        "left": [{"key": person.key, "name": person.name} for person in difference.left],
        "missing": [{"key": person.key, "name": person.name} for person in difference.missing],
        "districts": plan.districts, "unchanged": difference.unchanged, "members": difference.members,
    }  # fmt: skip


def _as_row(row: MemberRow) -> dict[str, Any]:
    return {
        "row": row.row, "name": row.name, "title": row.title or None, "municipality": row.municipality or None,
        "address": row.address, "aliases": list(row.aliases or ()),
        "delegates": [{"name": one.name or None, "address": one.address} for one in row.delegates or ()],
        "roles": list(row.roles or ()), "phone": row.phone or None, "gender": row.gender or None,
        "district": row.district or None, "joined": row.joined, "left": row.left,
    }  # fmt: skip


def _as_changed(one: desk.Changed) -> dict[str, Any]:
    changes = [{"what": c.what, "before": c.before or None, "after": c.after or None} for c in one.changes]
    return {"key": one.person.key, "name": one.person.name, "row": one.row.row, "changes": changes}


def _as_json(file: Path, listed: MemberList, plan: _Plan, *, applied: bool, dry_run: bool) -> dict[str, Any]:
    return {
        "file": file.name, "encoding": listed.encoding or None, "separator": listed.separator or None, "dry_run": dry_run,
        "applied": applied, "findings": [show.finding(finding) for finding in plan.findings], **_summary(plan),
    }  # fmt: skip
