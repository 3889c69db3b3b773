"""``mailflow members list|show``, and how a member and a change are shown everywhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.desks import members as desk
from mailflow.desks.deadlines import local_day
from mailflow.desks.health import Health
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.models import Address, Person, Role
from mailflow.pages import sheets
from mailflow.parsers.membercells import ROLES, role_word
from mailflow.parsers.memberlist import Finding
from mailflow.parsers.regions import region
from mailflow.store import districts, people, queries
from mailflow.store import health as store_health

JSON = click.option("--json", "as_json", is_flag=True, help=_("For machines."))


@click.command("list", help=_("The members, with title, municipality, district, address, telephone and roles."))
@click.option(
    "--role", metavar=_("ROLE"), help=_("Only those with this role: bestyrelse, formand, or a group of your own.")
)
@click.option("--group", metavar=_("GROUP"), help=_("Only those in this group of your own."))
@click.option(
    "--district", metavar=_("DISTRICT"), help=_("Only those whose municipality belongs to this district today.")
)
@click.option("--all", "everybody", is_flag=True, help=_("Those who have left, too."))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("Write it to this file: .xlsx for Excel and LibreOffice, or .csv."),
)
@JSON
@click.pass_obj
def list_(ctx: Context, role: str | None, group: str | None, district: str | None, everybody: bool,
          output: Path | None, as_json: bool) -> None:  # fmt: skip
    today = local_day(ctx.clock.now(), ctx.office.zone)
    with ctx.store.reading() as session:
        table = districts.table(session, today)
        wanted = _known_district(district, table)
        known = people.everybody(session)
        _check_group(group, known, today)
        found = [
            person
            for person in known
            if (everybody or desk.valid_on(person.joined, person.left, today))
            and (role is None or _has(person, role, today))
            and (group is None or group.strip().casefold() in desk.valid_roles(person, today))
            and (wanted is None or table.get(person.municipality) == wanted)
        ]
        troubled = store_health.troubled(session, ctx.clock.now())
        if as_json:
            shown = [
                {**member(person, today, table), "health": health(_theirs(person, troubled, today))} for person in found
            ]
            click.echo(words.as_json(shown))
            return
        rows = [_line(person, today, table) for person in found]
        marks = [_mark(_theirs(person, troubled, today)) for person in found]
    if not rows:
        if role is not None and group is None and district is None:
            click.echo(_("Nobody has that role."))
        elif group is not None or district is not None:
            click.echo(_("Nobody fits."))
        else:
            click.echo(_("Nobody is there. Begin with: mailflow members import FILE"))
        return
    heads = [_("Name"), _("Title"), _("Municipality"), _("District"), _("E-mail"), _("Telephone"), _("Roles"), _("Key")]
    if output is not None:
        _save(output, sheets.Sheet(_("Members"), tuple(heads), tuple(map(tuple, rows))))
        return
    if any(marks):  # on the screen only: a list that is kept as a file holds members
        heads, rows = [*heads, _("Mail")], [[*row, mark] for row, mark in zip(rows, marks, strict=True)]
    words.table(heads, rows)
    click.echo(_("Members: {count}").format(count=len(rows)))


def _save(path: Path, sheet: sheets.Sheet) -> None:
    """Raises ``InputError`` for a file of another kind, or one that cannot be written."""
    made: dict[str, Callable[[], bytes]] = {
        ".xlsx": lambda: sheets.workbook([sheet]),
        ".csv": lambda: sheets.table(sheet),
    }
    make = made.get(path.suffix.lower())
    if make is None:
        raise InputError(_("{file} is neither .xlsx nor .csv.").format(file=path), _("Give it one of these endings."))
    write_file(path, make())


def write_file(path: Path, data: bytes, *, quiet: bool = False) -> None:
    """Raises ``InputError`` when it cannot be written."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InputError(_("{file} cannot be written: {reason}.").format(file=path, reason=error.strerror)) from None
    if not quiet:
        click.echo(_("Written: {file}").format(file=path))


@click.command(
    "show", help=_("Everything known about one member. PERSON is a name or part of it, an address or a key.")
)
@click.argument("person", metavar=_("PERSON"))
@JSON
@click.pass_obj
def show(ctx: Context, person: str, as_json: bool) -> None:
    today = local_day(ctx.clock.now(), ctx.office.zone)
    with ctx.store.reading() as session:
        found = people.find_person(session, person)
        rounds = [case.slug for case in queries.cases_of_person(session, found.id, "open", "approved")]
        table = districts.table(session, today)
        states = store_health.of(session, addresses(found, today), ctx.clock.now())
        if as_json:
            history = {
                "health": health(states),
                "addresses": [_address(row) for row in found.addresses],
                "role_history": [_role(row) for row in found.roles],
            }
            click.echo(words.as_json({**member(found, today, table), "rounds": rounds, **history}))
            return
        _print(found, rounds, today, table)
        for line in health_lines(states, ctx.office.zone):
            click.echo(f"  {line}")


def member(person: Person, today: date, table: Mapping[str, str]) -> dict[str, Any]:
    """The keys of a member in every --json. ``table``: municipality -> district today."""
    now = desk.as_row(person, today)
    return {
        "key": person.key, "name": person.name, "title": person.title or None, "municipality": person.municipality or None,
        "district": table.get(person.municipality), "region": region(person.municipality, today),
        "phone": person.phone or None, "gender": person.gender or None,
        "address": now.address or None, "aliases": list(now.aliases or ()),
        "delegates": [{"name": delegate.name or None, "address": delegate.address} for delegate in now.delegates or ()],
        "roles": list(now.roles or ()), "joined": person.joined, "left": person.left,
    }  # fmt: skip


def finding(one: Finding) -> dict[str, Any]:
    """The keys of a finding about a list in every --json."""
    return {
        "kind": one.kind, "row": one.row or None, "column": one.column or None, "value": one.value or None,
        "problem": one.problem, "remedy": one.remedy or None, "stops": one.stops,
    }  # fmt: skip


def gender(name: str) -> str:
    return {"woman": _("woman"), "man": _("man"), "other": _("other")}.get(name, name)


def roles(names: Sequence[str]) -> str:
    """Roles in the user's language; groups of one's own as they are."""
    return ", ".join(role_name(name) for name in names)


def role_name(name: str) -> str:
    told = {"board": _("board"), "chair": _("chair"), "vice-chair": _("vice chair"), "secretariat": _("secretariat")}
    return told.get(name, name)


def field(what: str) -> str:
    """What changed, in words."""
    return {
        "name": _("name"), "title": _("title"), "municipality": _("municipality"), "primary": _("address"),
        "phone": _("telephone"), "gender": _("gender"), "joined": _("member since"), "left": _("leaves"),
        "alias": _("alias"), "delegate": _("delegate"), "role": _("role"),
    }[what]  # fmt: skip


def change(one: desk.Change) -> str:
    """One line about a change: "address: a → b", "+ alias: a", "– role: board"."""
    what = field(one.what)
    before, after = (role_name(one.before), role_name(one.after)) if one.what == "role" else (one.before, one.after)
    if one.what == "gender":
        before, after = gender(one.before), gender(one.after)
    if one.delegate:
        before, after = (f"{one.delegate} <{value}>" if value else "" for value in (before, after))
    if one.what in ("alias", "delegate", "role"):
        return f"+ {what}: {after}" if after else f"– {what}: {before}"
    return f"{what}: {before or '–'} → {after or '–'}"


def warn_without_board(persons: Sequence[Person], today: date) -> None:
    """Said after every change: minutes need somebody who can approve them."""
    if not any(
        desk.valid_on(person.joined, person.left, today)
        and set(desk.valid_roles(person, today)) & set(desk.BOARD_ROLES)
        for person in persons
    ):
        problem = _("Note: nobody is on the board, so minutes cannot be sent for approval.")
        remedy = _("Give the members their role: mailflow members edit PERSON --role board.")
        click.echo(f"{problem} {remedy}", err=True)


def wanted_role(word: str) -> str:
    """The role meant by a word on the command line. Raises ``InputError``."""
    role, trouble = role_word(word)
    if trouble is not None and trouble.stops:
        raise InputError(f"“{trouble.value}”: {trouble.problem}", trouble.remedy)
    return role


def _has(person: Person, word: str, today: date) -> bool:
    role = wanted_role(word)
    held = set(desk.valid_roles(person, today))
    return not held if not role else bool(held & set(desk.BOARD_ROLES)) if role == "board" else role in held


def _known_district(district: str | None, table: Mapping[str, str]) -> str | None:
    """As the table spells it. Raises ``InputError`` for one that is not in it."""
    if district is None:
        return None
    spelt = {desk.place(name): name for name in table.values()}
    found = spelt.get(desk.place(district))
    if found is None:
        known = ", ".join(sorted(spelt.values())) or "–"
        raise InputError(
            _("There is no district {name}.").format(name=district), _("Known are: {ids}.").format(ids=known)
        )
    return found


def _check_group(group: str | None, known: Sequence[Person], today: date) -> None:
    """Raises ``InputError`` for a group that nobody is in: a slip of the pen must not look like an empty group."""
    if group is None:
        return
    own = sorted({role for person in known for role in desk.valid_roles(person, today)} - set(ROLES))
    if group.strip().casefold() not in own:
        remedy = _("Known are: {ids}.").format(ids=", ".join(own)) if own else _("There is none yet.")
        raise InputError(_("There is no group {name}.").format(name=group), remedy)


def _line(person: Person, today: date, table: Mapping[str, str]) -> list[str]:
    now = desk.as_row(person, today)
    left = _("left {day}").format(day=person.left.isoformat()) if person.left else ""
    told = ", ".join(part for part in (roles(now.roles or ()), left) if part)
    district = table.get(person.municipality, "")
    return [
        person.name,
        person.title,
        person.municipality,
        district,
        now.address or "–",
        person.phone,
        told,
        person.key,
    ]


def _print(person: Person, rounds: Sequence[str], today: date, table: Mapping[str, str]) -> None:
    click.echo(f"{person.name}  [{person.key}]")
    now = desk.as_row(person, today)
    delegates = ", ".join(f"{one.name} <{one.address}>" if one.name else one.address for one in now.delegates or ())
    lines = [
        (_("Title"), person.title), (_("Municipality"), person.municipality),
        (_("District"), table.get(person.municipality, "")), (_("Region"), region(person.municipality, today) or ""),
        (_("E-mail"), now.address or "–"),
        (_("Telephone"), person.phone), (_("Gender"), gender(person.gender)),
        (_("Writes also from"), ", ".join(now.aliases or ())), (_("May answer for this member"), delegates),
        (_("Roles"), roles(now.roles or ())), (_("Member since"), person.joined.isoformat() if person.joined else ""),
        (_("Left"), person.left.isoformat() if person.left else ""), (_("Open rounds"), ", ".join(rounds)),
    ]  # fmt: skip
    for label, value in lines:
        if value:
            click.echo(f"  {label}: {value}")
    ended = [
        *(f"{row.address} – {row.valid_to}" for row in person.addresses if row.valid_to and row.valid_to <= today),
        *(f"{role_name(row.role)} – {row.valid_to}" for row in person.roles if row.valid_to and row.valid_to <= today),
    ]
    if ended:
        click.echo("  " + _("Until then: {ended}").format(ended="; ".join(ended)))


def addresses(person: Person, today: date) -> list[str]:
    """The member's own addresses of today, the primary one first."""
    now = desk.as_row(person, today)
    return [*filter(None, [now.address]), *(now.aliases or ())]


def _theirs(person: Person, troubled: Mapping[str, Health], today: date) -> dict[str, Health]:
    return {address: troubled[address] for address in addresses(person, today) if address in troubled}


def _mark(states: Mapping[str, Health]) -> str:
    return ", ".join(dict.fromkeys(words.health(one) for one in states.values()))


def health_lines(states: Mapping[str, Health], zone: ZoneInfo) -> list[str]:
    """A line for each address with which there is trouble: its state, since when, and the server's words."""
    return [
        _("Mail to {address}: {state} since {date}. “{words}”").format(
            address=address, state=words.health(one), date=local_day(one.since, zone).isoformat(), words=one.words
        )
        for address, one in states.items()
        if one.since is not None
    ]


def health(states: Mapping[str, Health]) -> list[dict[str, Any]]:
    """The key ``health`` in every --json."""
    return [
        {"address": address, "state": one.state, "since": one.since, "words": one.words or None}
        for address, one in states.items()
    ]


def _address(row: Address) -> dict[str, Any]:
    return {
        "address": row.address,
        "kind": row.kind,
        "name": row.name or None,
        "from": row.valid_from,
        "until": row.valid_to,
    }


def _role(row: Role) -> dict[str, Any]:
    return {"role": row.role, "from": row.valid_from, "until": row.valid_to}
