"""The part of ``mailflow review`` that is about answers to calls for candidates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow.cli import callwords as words
from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.i18n import _
from mailflow.store import calls, callverdicts


def waiting(session: Session) -> list[dict[str, Any]]:
    return [words.answer_value(one) for one in calls.holding(session)]


def print_one(one: dict[str, Any]) -> None:
    click.echo(f"{one['id']}  {one['name'] or one['sender']}: {words.intent(one['intent'])}  ({one['forum']})")
    if not one["valid"]:
        click.echo("    " + _("from {sender}; it does not count before you say so").format(sender=one["sender"]))
    for named in one["nominees"]:
        click.echo(f"    – {words.named(named)}")
    if one["words"]:
        click.echo("    " + show.short(one["words"], 300))
    consent = "consent|refuse|none" if one["candidate"] else "nominate --nominee PERSON|decline|withdraw|none"
    click.echo(f"    → mailflow review {one['id']} --as {consent}")


def settle(ctx: Context, slug: str, number: int, as_: str | None, nominees: Sequence[str], outsiders: Sequence[str], by: str,
           reason: str, dry_run: bool, as_json: bool) -> None:  # fmt: skip
    if as_ not in callverdicts.AS:
        raise click.UsageError(
            _("Say what the answer is: mailflow review {id} --as {choices}.").format(
                id=f"{slug}/{number}", choices=", ".join(callverdicts.AS)
            )
        )
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        found = calls.answer(session, slug, number)
        named = callverdicts.named_by(session, nominees, outsiders, found.person)
        made = callverdicts.settle(session, found, as_, named, by, reason, ctx.office, ctx.clock.now())
        told = {**words.answer_value(found), "recorded": words.answer_value(made)["id"] if made is not None else None}
    click.echo(show.as_json(told) if as_json else _("{id} is settled.").format(id=told["id"]))


def is_one(ctx: Context, slug: str) -> bool:
    """Whether it is the id of a call."""
    with ctx.store.reading() as session:
        return calls.is_call(session, slug)
