"""The answers to invitations in ``mailflow review``: what waits, and her verdict on one."""

from __future__ import annotations

from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.errors import NotFoundError
from mailflow.i18n import _
from mailflow.models import EventAnswer
from mailflow.store import attendance, eventverdicts

AS = ("accept", "decline", "tentative", "none", "delegate", "keep")


def waiting(session: Session) -> list[dict[str, Any]]:
    return [answer(one) for one in attendance.holding(session)]


def answer(one: EventAnswer) -> dict[str, Any]:
    """As ``--json`` shows it."""
    person = one.person or (one.invitation.person if one.invitation is not None else None)
    return {
        "id": f"{one.event.slug}/{one.number}", "event": one.event.slug, "title": one.event.title,
        "person": person.key if person else None,
        "name": one.invitation.name if one.invitation is not None else person.name if person else None,
        "sender": one.sender, "partstat": one.partstat, "words": one.comment, "why": one.why, "valid": one.valid,
        "proposed_start": one.proposed_start, "proposed_end": one.proposed_end, "delegated_to": one.delegated_to or None,
        "received_at": one.received_at, "settled_at": one.settled_at, "settled_by": one.settled_by or None,
        "verdict": one.verdict or None,
    }  # fmt: skip


def print_one(one: dict[str, Any]) -> None:
    told = {
        "accepted": _("comes"), "declined": _("does not come"), "tentative": _("comes perhaps"),
        "counter": _("proposes another time"), "delegated": _("sends somebody else"), "question": _("asks"),
        "unclear": _("cannot be understood for certain"), "none": _("says nothing of coming"),
    }[one["partstat"]]  # fmt: skip
    click.echo(f"{one['id']}  {one['name'] or one['sender']}: {told}  ({one['title']})")
    if not one["valid"]:
        click.echo("    " + _("from {sender}; it does not count before you say so").format(sender=one["sender"]))
    if one["proposed_start"] is not None:
        click.echo("    " + show.moment(one["proposed_start"]))
    if one["words"]:
        click.echo("    " + show.short(one["words"], 300))
    more = "|delegate" if one["delegated_to"] else "|keep" if one["partstat"] == "counter" else ""
    choices = f"accept|decline|tentative|none{more}"
    click.echo(f"    → mailflow review {one['id']} --as {choices}")


def settle(ctx: Context, slug: str, number: int, as_: str | None, by: str, reason: str, dry_run: bool,
           as_json: bool) -> None:  # fmt: skip
    if as_ not in AS:
        raise click.UsageError(
            _(
                "Say what the answer is: mailflow review {id} --as accept, decline, tentative, none, delegate or keep."
            ).format(id=f"{slug}/{number}")
        )
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        found = attendance.find(session, slug, number)
        if found is None:
            raise NotFoundError(
                _("There is no answer {id}.").format(id=f"{slug}/{number}"), _("See the list: mailflow review")
            )
        eventverdicts.settle(session, found, as_, by, reason, ctx.office, ctx.clock.now())
        told = answer(found)
    click.echo(show.as_json(told) if as_json else _("{id} is settled.").format(id=told["id"]))


def is_one(ctx: Context, slug: str) -> bool:
    """Whether it is the id of an event."""
    with ctx.store.reading() as session:
        return attendance.is_event(session, slug)
