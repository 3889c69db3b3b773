"""``mailflow proposals``: what mailflow has read and would do, if she agrees."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.cli.parameters import DAY, said
from mailflow.cli.people import the_user
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.models import Proposal
from mailflow.store import proposals as store
from mailflow.store import queries

NUMBER = click.argument("number", metavar=_("NUMBER"), type=int)
BY = click.option("--by", metavar="NAME", callback=said, help=_("Who decides; you, if left out."))
DRY = click.option("--dry-run", is_flag=True, help=_("Show what would change; change nothing."))
JSON = click.option("--json", "as_json", is_flag=True, help=_("For machines."))


@click.group(
    "proposals", help=_("What was read in the mail and waits for your yes: a member who has left, a new address.")
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


@command.command("accept", help=_("Do what is proposed."))
@NUMBER
@click.option(
    "--on", "day", type=DAY, metavar="DATE",
    help=_("For somebody who has left: the first day on which it is no member any more."),
)  # fmt: skip
@BY
@DRY
@JSON
@click.pass_obj
def accept(ctx: Context, number: int, day: date | None, by: str | None, dry_run: bool, as_json: bool) -> None:
    now = ctx.clock.now()
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        row = store.get(session, number)
        if day is not None and row.kind != "member-left":
            raise InputError(_("--on belongs to a member who has left."), _("Leave --on out."))
        store.accept(session, row, by or the_user(), ctx.office, now, day)
        person = row.person
        rounds = queries.cases_of_person(session, person.id, "open", "approved") if person is not None else []
        slugs, key = ", ".join(case.slug for case in rounds), person.key if person is not None else ""
        told = proposal(row)
        left = person.left if person is not None else None
    if as_json:
        click.echo(words.as_json(told))
        return
    if told["kind"] == "member-left":
        click.echo(_("{name} [{key}] is no member from {day} on.").format(name=told["name"], key=key, day=left))
        note = _("The copy of {rounds} still counts. If no answer is to be waited for: mailflow minutes excuse {key}.")
    else:
        click.echo(
            _("Mail to {name} goes to {address} from now on.").format(name=told["name"], address=told["address"])
        )
        note = _("The copy of {rounds} went to the old address. If it did not arrive: mailflow minutes resend {key}.")
    if slugs:
        click.echo(note.format(rounds=slugs, key=key), err=True)


@command.command("decline", help=_("It is not so: leave the member list as it is."))
@NUMBER
@BY
@JSON
@click.pass_obj
def decline(ctx: Context, number: int, by: str | None, as_json: bool) -> None:
    with ctx.store.writing() as session:
        row = store.get(session, number)
        store.decline(session, row, by or the_user(), ctx.clock.now())
        told = proposal(row)
    click.echo(words.as_json(told) if as_json else _("Proposal {number} is declined.").format(number=number))


def proposal(row: Proposal) -> dict[str, Any]:
    """As ``--json`` shows it."""
    return {
        "id": row.id, "kind": row.kind, "person": row.person.key if row.person else None,
        "name": row.person.name if row.person else "", "day": row.facts.get("day"), "address": row.facts.get("address"),
        "words": row.words, "created_at": row.created_at, "decided_at": row.decided_at, "decided_by": row.decided_by or None,
        "accepted": row.accepted,
    }  # fmt: skip


def print_one(one: dict[str, Any]) -> None:
    """A proposal in the list, and in the review."""
    told = {
        ("member-left", False): _("{name} has left."),
        ("member-left", True): _("{name} is no member from {day} on."),
        ("new-address", False): _("{name} has the address {address}."),
    }[one["kind"], one["day"] is not None]
    number = _("proposal {number}").format(number=one["id"])
    click.echo(f"{number}  {told.format(**one)}")
    click.echo("    " + words.short(one["words"], 300))
    if one["decided_at"] is not None:
        said = _("accepted by {name}") if one["accepted"] else _("declined by {name}")
        click.echo("    " + said.format(name=one["decided_by"]))
    else:
        click.echo(f"    → mailflow proposals accept {one['id']} | decline {one['id']}")
