"""``mailflow members add|edit|leave``: one member by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.cli.members import show
from mailflow.cli.parameters import DAY
from mailflow.desks import forumcheck
from mailflow.desks import members as desk
from mailflow.desks.deadlines import local_day
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.models import Person
from mailflow.parsers import membercells
from mailflow.parsers.membercells import Delegate, Trouble
from mailflow.parsers.memberlist import MemberRow
from mailflow.store import districts, forums, members, people, queries

PERSON = click.argument("person", metavar=_("PERSON"))
DRY = click.option("--dry-run", is_flag=True, help=_("Show what would change; change nothing."))


@click.command("add", help=_("Add a member."))
@click.option("--name", required=True, help=_("First name and surname."))
@click.option("--address", required=True, help=_("Where mail goes."))
@click.option("--title", default="", help=_("As kommunaldirektør."))
@click.option("--municipality", default="", help=_("As Odense."))
@click.option("--phone", default="", help=_("As 12 34 56 78 or +298 123456."))
@click.option(
    "--gender", default="", metavar="GENDER", help=_("kvinde, mand or andet; say nothing if it is not known.")
)
@click.option(
    "--role", "roles", multiple=True, help=_("bestyrelse, formand, næstformand, sekretariat; can be repeated.")
)
@click.option("--alias", "aliases", multiple=True, help=_("Another address the member writes from; can be repeated."))
@click.option("--delegate", "delegates", multiple=True, help=_("“Name <address>”: may answer; can be repeated."))
@click.option("--from", "since", type=DAY, metavar="DATE", help=_("First day as a member, as 2026-09-01; else today."))
@DRY
@show.JSON
@click.pass_obj
def add(ctx: Context, name: str, address: str, title: str, municipality: str, phone: str, gender: str,
        roles: Sequence[str], aliases: Sequence[str], delegates: Sequence[str], since: date | None, dry_run: bool,
        as_json: bool) -> None:  # fmt: skip
    now = ctx.clock.now()
    today = local_day(now, ctx.office.zone)
    row = MemberRow(
        _value(membercells.name(name)), _value(membercells.address(address)), _value(membercells.text(title)),
        _municipality(municipality), _all_addresses(aliases), _all_delegates(delegates), _all_roles(roles),
        _phone(phone), _gender(gender),
    )  # fmt: skip
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        difference = desk.added(people.everybody(session), row, today, ctx.config.imap.address)
        _check(difference)
        new = members.apply(session, difference, today, now, verb="member.added", joined=since)
        person = session.get_one(Person, new[0]) if new else difference.rejoined[0].person
        if as_json:
            click.echo(words.as_json(show.member(person, today, districts.table(session, today))))
        else:
            click.echo(_("{name} [{key}] is a member.").format(name=person.name, key=person.key) if new else
                       _("{name} [{key}] is a member again.").format(name=person.name, key=person.key))  # fmt: skip


@click.command("edit", help=_("Change what is known about a member. What you do not name stays as it is."))
@PERSON
@click.option("--name", help=_("First name and surname."))
@click.option("--title", help=_("As kommunaldirektør; “-” for none."))
@click.option("--municipality", help=_("As Odense; “-” for none."))
@click.option("--phone", help=_("As 12 34 56 78 or +298 123456; “-” for none."))
@click.option("--gender", metavar="GENDER", help=_("kvinde, mand or andet; “-” for none."))
@click.option("--address", help=_("Where mail goes from now on. The old address ends."))
@click.option("--role", "roles", multiple=True, help=_("One more role; can be repeated."))
@click.option("--no-role", "no_roles", multiple=True, help=_("This role ends; can be repeated."))
@click.option("--alias", "aliases", multiple=True, help=_("One more address the member writes from; can be repeated."))
@click.option("--no-alias", "no_aliases", multiple=True, help=_("This other address ends; can be repeated."))
@click.option(
    "--delegate", "delegates", multiple=True, help=_("“Name <address>”: one more who may answer; can be repeated.")
)
@click.option("--no-delegate", "no_delegates", multiple=True, help=_("Who has this address may answer no more."))
@DRY
@show.JSON
@click.pass_obj
def edit(ctx: Context, /, person: str, dry_run: bool, as_json: bool, **given: Any) -> None:
    now = ctx.clock.now()
    today = local_day(now, ctx.office.zone)
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        found = people.find_person(session, person)
        if desk.has_left(found, today):
            raise RefusedError(
                _("{name} has left.").format(name=found.name),
                _("A member again: mailflow members leave {key} --undo.").format(key=found.key),
            )
        wanted = _wanted(desk.as_row(found, today), **given)
        difference = desk.edited(people.everybody(session), found, wanted, today, ctx.config.imap.address)
        _check(difference)
        for one in difference.changed:
            for change in one.changes if not as_json else ():
                click.echo(f"{found.name} [{found.key}]: {show.change(change)}")
        if difference.changed:
            members.apply(session, difference, today, now, verb="member.edited")
            moved = any(change.what == "primary" for one in difference.changed for change in one.changes)
            if moved:
                _tell_rounds(session, found, _("The copy of {rounds} went to the old address. If it did not arrive: "
                                               "mailflow minutes resend {key}."))  # fmt: skip
        elif not as_json:
            click.echo(_("Nothing to change."))
        if as_json:
            click.echo(words.as_json(show.member(found, today, districts.table(session, today))))
        show.warn_without_board(people.everybody(session), today)


@click.command("leave", help=_("A member leaves; roles end. What was sent and answered stays on record."))
@PERSON
@click.option(
    "--on", "day", type=DAY, metavar="DATE", help=_("First day on which it is no member any more; today if left out.")
)
@click.option("--undo", is_flag=True, help=_("It was a mistake: a member again, with the roles that ended then."))
@DRY
@show.JSON
@click.pass_obj
def leave(ctx: Context, person: str, day: date | None, undo: bool, dry_run: bool, as_json: bool) -> None:
    now = ctx.clock.now()
    today = local_day(now, ctx.office.zone)
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        found = people.find_person(session, person)
        if undo:
            members.undo_leave(session, found, now)
        else:
            members.leave(session, found, day or today, now)
            _tell_rounds(session, found, _("The copy of {rounds} still counts. If no answer is to be waited for: "
                                           "mailflow minutes excuse {key}."))  # fmt: skip
            for line in forumcheck.lost(forums.held_by(session, found.id)):
                click.echo(line, err=True)
        if as_json:
            click.echo(words.as_json(show.member(found, today, districts.table(session, today))))
        elif found.left is None:
            click.echo(_("{name} [{key}] is a member again.").format(name=found.name, key=found.key))
        else:
            click.echo(
                _("{name} [{key}] is no member from {day} on.").format(name=found.name, key=found.key, day=found.left)
            )
        show.warn_without_board(people.everybody(session), today)


def _wanted(now: MemberRow, *, name: str | None, title: str | None, municipality: str | None, phone: str | None,
            gender: str | None, address: str | None, roles: Sequence[str], no_roles: Sequence[str],
            aliases: Sequence[str], no_aliases: Sequence[str], delegates: Sequence[str],
            no_delegates: Sequence[str]) -> MemberRow:  # fmt: skip
    """What is so now, with what was given on the command line."""
    ending_roles = set(map(show.wanted_role, no_roles))
    ending = {_value(membercells.address(one)) for one in (*no_aliases, *no_delegates)}
    held = {*(now.aliases or ()), *(one.address for one in now.delegates or ())}
    absent = sorted({*(ending - held), *(ending_roles - set(now.roles or ()))})
    if absent:
        raise InputError(
            _("{name} does not have {what}.").format(name=now.name, what=", ".join(map(show.role_name, absent)))
        )
    kept = [one for one in now.delegates or () if one.address not in ending]
    more = _all_delegates(delegates)
    renamed = {one.address for one in more}
    return replace(
        now,
        name=now.name if name is None else _value(membercells.name(name)),
        title=now.title if title is None else _value(membercells.text(title)),
        municipality=now.municipality if municipality is None else _municipality(municipality),
        phone=now.phone if phone is None else _phone(phone),
        gender=now.gender if gender is None else _gender(gender),
        address=now.address if address is None else _value(membercells.address(address)),
        aliases=tuple(dict.fromkeys([*(a for a in now.aliases or () if a not in ending), *_all_addresses(aliases)])),
        delegates=(*(one for one in kept if one.address not in renamed), *more),
        roles=tuple(sorted({*(now.roles or ()), *_all_roles(roles)} - ending_roles)),
    )


def _value(read: tuple[str, list[Trouble]]) -> str:
    """What a cell's reader found. Raises ``InputError`` for what would stop a list."""
    value, troubles = read
    _raise(troubles)
    return value


def _municipality(said: str) -> str:
    """Its official name. What is none of the 98 and like none of them is kept, and said to be so."""
    value, troubles = membercells.municipality(said)
    _raise(troubles)
    _warn(troubles)
    return value


def _phone(said: str) -> str:
    value, troubles = membercells.phone(said)
    _warn(troubles)
    return value


def _gender(said: str) -> str:
    """Raises ``InputError`` for another word: in a list it is left out, typed it is a slip."""
    value, troubles = membercells.gender(said)
    for trouble in troubles:
        raise InputError(f"“{trouble.value}”: {_('That is none of the words for gender.')}", trouble.remedy)
    return value


def _warn(troubles: Sequence[Trouble]) -> None:
    for trouble in troubles:
        click.echo(f"“{trouble.value}”: {trouble.problem} {trouble.remedy}".rstrip(), err=True)


def _raise(troubles: Sequence[Trouble]) -> None:
    for trouble in troubles:
        if trouble.stops:
            raise InputError(
                f"“{trouble.value}”: {trouble.problem}" if trouble.value else trouble.problem, trouble.remedy
            )


def _all_addresses(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(_value(membercells.address(one)) for one in given)


def _all_delegates(given: Sequence[str]) -> tuple[Delegate, ...]:
    found: list[Delegate] = []
    for one in given:
        value, troubles = membercells.delegates(one)
        _raise(troubles)
        found += value
    return tuple({delegate.address: delegate for delegate in found}.values())


def _all_roles(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({role for role in map(show.wanted_role, given) if role}))


def _check(difference: desk.Difference) -> None:
    if difference.findings:
        raise InputError(" ".join(one.problem for one in difference.findings), difference.findings[0].remedy)


def _tell_rounds(session: Session, person: Person, told: str) -> None:
    """What an open round makes of it: the copy that was sent stays the one that counts."""
    rounds = ", ".join(case.slug for case in queries.cases_of_person(session, person.id, "open", "approved"))
    if rounds:
        click.echo(told.format(rounds=rounds, key=person.key), err=True)
