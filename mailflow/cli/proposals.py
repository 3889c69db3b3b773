"""``mailflow proposals``: what mailflow has read in mails and minutes and would do, if she agrees."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow.cli import followwords
from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.cli.events.edit import meant
from mailflow.cli.parameters import DAY, said
from mailflow.cli.people import the_user
from mailflow.desks import forumcheck
from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.i18n import _
from mailflow.models import Proposal
from mailflow.store import follow, forums, queries
from mailflow.store import proposals as store

NUMBERS = click.argument("numbers", metavar=_("NUMBER"))
BY = click.option("--by", metavar="NAME", callback=said, help=_("Who decides; you, if left out."))
DRY = click.option("--dry-run", is_flag=True, help=_("Show what would change; change nothing."))
JSON = click.option("--json", "as_json", is_flag=True, help=_("For machines."))


@click.group(
    "proposals",
    help=_(
        "What was read in mails and minutes and waits for your yes: a new address, a coming meeting, a seat, an action."
    ),
)
def command() -> None:
    pass


@command.command("list", help=_("The proposals that wait for you, with the words they rest on."))
@click.option("--all", "all_", is_flag=True, help=_("The decided ones too."))
@JSON
@click.pass_obj
def list_(ctx: Context, all_: bool, as_json: bool) -> None:
    with ctx.store.reading() as session:
        found = [proposal(row) for row in (store.every(session) if all_ else store.waiting(session))]
    if as_json:
        click.echo(words.as_json({"proposals": found}))
        return
    for one in found:
        print_one(one)
    if not found:
        click.echo(_("Nothing is proposed."))


@command.command("accept", help=_("Do what is proposed. Several at once: 3-5,8."))
@NUMBERS
@click.option(
    "--on", "day", type=DAY, metavar="DATE",
    help=_("For somebody who has left: the first day on which it is no member any more."),
)  # fmt: skip
@click.option(
    "--start", default="", metavar=_("TIME"), help=_("For a meeting: when it begins, where the minutes do not say it.")
)
@click.option("--end", default="", metavar=_("TIME"), help=_("For a meeting: when it ends."))
@click.option("--all-day", is_flag=True, help=_("For a meeting: it is all day."))
@click.option(
    "--audience", multiple=True, metavar=_("WHO"), help=_("For a meeting: who is invited, as in mailflow events add.")
)
@click.option("--seat", default="", metavar="FORUM/1", help=_("For the forum register: which seat is meant."))
@click.option("--who", default="", help=_("For an action: whose it is."))
@click.option("--due", type=DAY, metavar="DATE", help=_("For an action: by when."))
@BY
@DRY
@JSON
@click.pass_obj
def accept(
    ctx: Context, /, numbers: str, day: date | None, by: str | None, dry_run: bool, as_json: bool, **more: Any
) -> None:
    now, decider, accepted = ctx.clock.now(), by or the_user(), []
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        given = follow.Given(**{**more, "audience": meant(session, more["audience"])})
        for number in listed(numbers):
            row = store.get(session, number)
            _fitting(row, day, given)
            try:
                became = _accept(session, ctx, row, given, day, decider, now)
            except (InputError, RefusedError, NotFoundError) as error:
                error.message = _("Proposal {number}: {message}").format(number=number, message=error.message)
                raise
            accepted.append(({**proposal(row), "became": became}, _told(session, row, became)))
    if as_json:
        values = [value for value, _words in accepted]
        click.echo(words.as_json(values[0] if len(values) == 1 else {"proposals": values}))
        return
    for _value, (happened, note) in accepted:
        click.echo(happened)
        if note:
            click.echo(note, err=True)
    if dry_run:
        click.echo(_("Nothing was changed or sent."))


def _accept(session: Session, ctx: Context, row: Proposal, given: follow.Given, day: date | None, by: str,
            now: datetime) -> dict[str, Any] | None:  # fmt: skip
    if row.kind not in follow.KINDS:
        store.accept(session, row, by, ctx.office, now, day)
        return None
    became = follow.accept(session, row, given, ctx.office, now, by)
    store.close(session, row, by, now, accepted=True)
    return became


def _fitting(row: Proposal, day: date | None, given: follow.Given) -> None:
    """Raises ``InputError`` for an option that this kind of proposal has no use for."""
    if day is not None and row.kind != "member-left":
        raise InputError(_("--on belongs to a member who has left."), _("Leave --on out."))
    meeting = row.kind in ("event", "event-moved")
    for name, there, fits in (
        ("--start", given.start, meeting), ("--end", given.end, meeting), ("--all-day", given.all_day, meeting),
        ("--audience", given.audience, row.kind == "event"), ("--seat", given.seat, row.kind == "seat"),
        ("--who", given.who, row.kind == "action"), ("--due", given.due, row.kind == "action"),
    ):  # fmt: skip
        if there and not fits:
            raise InputError(
                _("{option} does not belong to proposal {number}.").format(option=name, number=row.id),
                _("Leave it out, or accept that one by itself."),
            )


def _told(session: Session, row: Proposal, became: dict[str, Any] | None) -> tuple[str, str]:
    """What has happened, and what is to be thought of besides; "" for nothing."""
    if became is not None:
        return followwords.became(became), ""
    person, told = row.person, proposal(row)
    rounds = queries.cases_of_person(session, person.id, "open", "approved") if person is not None else []
    slugs, key = ", ".join(case.slug for case in rounds), person.key if person is not None else ""
    if row.kind == "member-left":
        left = person.left if person is not None else None
        said = _("{name} [{key}] is no member from {day} on.").format(name=told["name"], key=key, day=left)
        note = _("The copy of {rounds} still counts. If no answer is to be waited for: mailflow minutes excuse {key}.")
    else:
        said = _("Mail to {name} goes to {address} from now on.").format(name=told["name"], address=told["address"])
        note = _("The copy of {rounds} went to the old address. If it did not arrive: mailflow minutes resend {key}.")
    notes = [note.format(rounds=slugs, key=key)] if slugs else []
    if row.kind == "member-left" and person is not None:
        notes += forumcheck.lost(forums.held_by(session, person.id))
    return said, "\n".join(notes)


@command.command("decline", help=_("It is not so: leave everything as it is. Several at once: 3-5,8."))
@NUMBERS
@BY
@JSON
@click.pass_obj
def decline(ctx: Context, numbers: str, by: str | None, as_json: bool) -> None:
    declined = []
    with ctx.store.writing() as session:
        for number in listed(numbers):
            row = store.get(session, number)
            store.close(session, row, by or the_user(), ctx.clock.now(), accepted=False)
            declined.append(proposal(row))
    if as_json:
        click.echo(words.as_json(declined[0] if len(declined) == 1 else {"proposals": declined}))
        return
    for one in declined:
        click.echo(_("Proposal {number} is declined.").format(number=one["id"]))


def listed(numbers: str) -> list[int]:
    """ "3", or several of them: "3-5,8". Raises ``NotFoundError`` for what is no number."""
    found: list[int] = []
    for part in numbers.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()) or int(last or first) - int(first) > 1_000:
            raise NotFoundError(_("{id} is no id.").format(id=numbers), _("See the list: mailflow proposals list"))
        found += range(int(first), int(last or first) + 1)
    return list(dict.fromkeys(found))


def proposal(row: Proposal) -> dict[str, Any]:
    """As ``--json`` shows it."""
    return {
        "id": row.id, "kind": row.kind, "person": row.person.key if row.person else None,
        "name": row.person.name if row.person else "", "day": row.facts.get("day"), "address": row.facts.get("address"),
        "facts": row.facts, "words": row.words, "created_at": row.created_at,
        "decided_at": row.decided_at, "decided_by": row.decided_by or None,
        "accepted": row.accepted,
    }  # fmt: skip


def print_one(one: dict[str, Any]) -> None:
    """A proposal in the list, and in the review."""
    number = _("proposal {number}").format(number=one["id"])
    if one["kind"] in follow.KINDS:
        said = followwords.title(one["kind"], one["facts"])
    else:
        told = {
            ("member-left", False): _("{name} has left."),
            ("member-left", True): _("{name} is no member from {day} on."),
            ("new-address", False): _("{name} has the address {address}."),
        }[one["kind"], one["day"] is not None]
        said = told.format(**one)
    click.echo(f"{number}  {words.short(said, 400)}")
    click.echo("    " + words.short(one["words"], 300))
    if one["decided_at"] is not None:
        said = _("accepted by {name}") if one["accepted"] else _("declined by {name}")
        click.echo("    " + said.format(name=one["decided_by"]))
    else:
        needed = followwords.missing(one["kind"], one["facts"])
        more = "  " + _("(add {options})").format(options=needed) if needed else ""
        click.echo(f"    → mailflow proposals accept {one['id']} | decline {one['id']}{more}")
