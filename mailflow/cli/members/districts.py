"""``mailflow members districts``: the association's own table of which district a municipality belongs to, with dates."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.cli.members import show
from mailflow.cli.members.importing import line, told
from mailflow.cli.parameters import DAY, FILE
from mailflow.desks import districts as desk
from mailflow.desks import members as member_desk
from mailflow.desks.deadlines import local_day
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.parsers import districtlist, membercells
from mailflow.parsers.districtlist import DistrictRow
from mailflow.parsers.memberlist import Finding
from mailflow.parsers.municipalities import MUNICIPALITIES
from mailflow.parsers.regions import region
from mailflow.store import districts, people

DRY = click.option("--dry-run", is_flag=True, help=_("Show what would change; change nothing."))


@click.group(
    "districts",
    invoke_without_command=True,
    help=_("The district of each municipality: show it, set it, import a table."),
)
@show.JSON
@click.pass_context
def districts_(click_ctx: click.Context, as_json: bool) -> None:
    if click_ctx.invoked_subcommand is not None:
        return
    ctx: Context = click_ctx.obj
    today = local_day(ctx.clock.now(), ctx.office.zone)
    with ctx.store.reading() as session:
        table = districts.table(session, today)
        later = [(row.municipality, row.district, row.valid_from) for row in districts.to_come(session, today)]
        members = Counter(
            person.municipality for person in people.everybody(session)
            if member_desk.valid_on(person.joined, person.left, today)
        )  # fmt: skip
    if as_json:
        click.echo(words.as_json(_as_json(table, members, later, today)))
        return
    if not table:
        click.echo(_("There is no table of districts. Make one with: mailflow members districts import FILE"))
        return
    ordered = sorted(table, key=lambda name: (table[name], name))
    rows = [[table[name], name, region(name, today) or "–", str(members[name])] for name in ordered]
    words.table([_("District"), _("Municipality"), _("Region"), _("Members")], rows)
    sizes = Counter(table.values())
    for district in sorted(sizes):
        count = sum(members[name] for name in table if table[name] == district)
        said = _("{district}: {count} members, {municipalities} municipalities")
        click.echo(said.format(district=district, count=count, municipalities=sizes[district]))
    lacking = [name for name in MUNICIPALITIES if name not in table]
    if lacking:
        click.echo(_("Without a district: {names}").format(names=", ".join(lacking)))
    for municipality, district, since in later:
        said = _("From {day} on: {municipality}: {district}")
        click.echo(said.format(day=since, municipality=municipality, district=district))


@click.command("set", help=_("Say which district a municipality belongs to. What held before stays known."))
@click.argument("municipality", metavar=_("MUNICIPALITY"))
@click.argument("district", metavar=_("DISTRICT"))
@click.option(
    "--from",
    "since",
    type=DAY,
    metavar="DATE",
    help=_("First day; today if left out, or since ever where there is none yet."),
)
@DRY
@show.JSON
@click.pass_obj
def set_(ctx: Context, municipality: str, district: str, since: date | None, dry_run: bool, as_json: bool) -> None:
    name, troubles = membercells.municipality(municipality)
    called, wrong = membercells.text(district)
    for trouble in (*troubles, *wrong):
        raise InputError(f"“{trouble.value}”: {_('There is no such municipality.')}" if trouble in troubles else trouble.problem,
                         trouble.remedy or _("Only the 98 municipalities have a district."))  # fmt: skip
    if not name or not called:
        raise InputError(_("It must not be empty."), _("Write: mailflow members districts set MUNICIPALITY DISTRICT"))
    _apply(ctx, [DistrictRow(name, called, since)], (), dry_run=dry_run, yes=True, as_json=as_json)


@click.command(
    "import",
    help=_("Import the table: Excel, LibreOffice or CSV with the headings kommune, kreds and perhaps fra (first day). "
           "What would change is shown first; municipalities that are not in it keep their district."),
)  # fmt: skip
@click.argument("file", metavar=_("FILE"), type=FILE)
@DRY
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@show.JSON
@click.pass_obj
def import_(ctx: Context, file: Path, dry_run: bool, yes: bool, as_json: bool) -> None:
    listed = districtlist.read(file.read_bytes())
    _apply(ctx, listed.rows, listed.findings, dry_run=dry_run, yes=yes, as_json=as_json)


districts_.add_command(set_)
districts_.add_command(import_)


def _apply(ctx: Context, wanted: Sequence[DistrictRow], found: Sequence[Finding], *, dry_run: bool, yes: bool,
           as_json: bool) -> None:  # fmt: skip
    now = ctx.clock.now()
    today = local_day(now, ctx.office.zone)
    with ctx.store.reading() as session:
        standing = districts.standing(session)
    changed, refused = desk.assignments(standing, wanted, today)
    lacking = [
        name for name in MUNICIPALITIES if name not in standing and name not in {row.municipality for row in wanted}
    ]
    findings = [*found, *refused]
    if lacking and any(row.row for row in wanted):  # said of a table, not of one municipality
        problem = _("These municipalities are in no district: {names}.").format(names=", ".join(lacking))
        findings.append(Finding("municipalities-lacking", problem, _("Add them to the table."), stops=False))
    stopping = [finding for finding in findings if finding.stops]
    asking = sys.stdin.isatty() and not as_json
    apply = bool(changed) and not stopping and not dry_run and (yes or asking)
    if not as_json:
        for finding in findings:
            if not finding.stops:
                click.echo(line(finding))
        for row in changed if not stopping else ():
            before = standing.get(row.municipality, ("–", None))[0]
            since = _("from {day} on").format(day=row.since) if row.since else _("since ever")
            click.echo(f"{row.municipality}: {before} → {row.district} ({since})")
        if not changed and not stopping:
            click.echo(_("Nothing to change."))
        if apply and not yes:
            click.confirm(_("Change the table of districts like that?"), abort=True)
    if apply:
        with ctx.store.writing() as session:
            for day in sorted({row.since for row in changed}, key=lambda day: day or date.min):
                group = {row.municipality: row.district for row in changed if row.since == day}
                districts.assign(session, group, day, now)
    if as_json:
        told_ = {
            "dry_run": dry_run, "applied": apply, "findings": [show.finding(one) for one in findings],
            "changes": [
                {"municipality": row.municipality, "before": standing.get(row.municipality, (None, None))[0],
                 "after": row.district, "from": row.since} for row in changed
            ],
        }  # fmt: skip
        click.echo(words.as_json(told_))
    if stopping:
        raise InputError(told(stopping), _("Nothing was changed."))
    if changed and not apply and not dry_run:
        raise InputError(_("Nothing was changed: it was not confirmed."), _("Add --yes when what is shown is right."))


def _as_json(table: dict[str, str], members: Counter[str], later: Sequence[tuple[str, str, date | None]],
             today: date) -> dict[str, Any]:  # fmt: skip
    return {
        "districts": [
            {
                "district": district,
                "members": sum(members[name] for name in table if table[name] == district),
                "municipalities": sorted(name for name in table if table[name] == district),
            }
            for district in sorted(set(table.values()))
        ],
        "municipalities": [
            {"municipality": name, "district": table.get(name), "region": region(name, today), "members": members[name]}
            for name in MUNICIPALITIES
        ],
        "to_come": [{"municipality": name, "district": district, "from": since} for name, district, since in later],
    }
