"""What everybody's calendar needs, and what was written and sent: as the screen, and machines, are told of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow.cli import eventwords as words
from mailflow.cli import sending, show
from mailflow.cli.context import Context
from mailflow.desks.events import Nothing, Send
from mailflow.errors import InputError, NotFoundError
from mailflow.i18n import _
from mailflow.models import CalendarEvent
from mailflow.steps import invite
from mailflow.store import events, invitations, people
from mailflow.store.invitations import Need

Plan = list[tuple[CalendarEvent, list[Need]]]


def key_of(session: Session, text: str) -> str:
    """A person's key; an address that is nobody's is that of a guest. Raises ``NotFoundError`` and ``InputError``."""
    try:
        return people.find_person(session, text).key
    except NotFoundError:
        if "@" in text:
            return text.strip().lower()
        raise


def planned(
    session: Session, ctx: Context, chosen: Collection[str], keys: Collection[str], again: bool = False
) -> Plan:
    """What everybody needs of the coming events. Raises ``InputError`` when ``keys`` are of nobody's concern there."""
    now, found = ctx.clock.now(), []
    for event in events.all_events(session, since=now):
        if not chosen or event.slug in chosen:
            found.append((event, invitations.needs(session, event, ctx.office, now, again=again, only=keys or None)))
    if keys and not any(needs for _event, needs in found):
        raise InputError(_("None of these is invited to a coming event."), _("See who is: mailflow events show ID"))
    return found


def show_plan(ctx: Context, plan: Plan, as_json: bool) -> None:
    """The difference, person by person; of those who need nothing only how many they are, unless something is wrong."""
    if as_json:
        value = [{"id": event.slug, "people": [words.need_value(need) for need in needs]} for event, needs in plan]
        click.echo(show.as_json({"events": value, "dry_run": True}))
        return
    for event, needs in plan:
        click.echo(f"{event.title}  [{event.slug}]  {words.when(event, ctx.office.zone)}")
        rows = [row for need in needs if (row := _row(need)) is not None]
        if rows:
            show.table([_("Name"), _("Address"), _("Gets")], rows)
        if len(rows) < len(needs):
            click.echo("  " + _("{count} need nothing.").format(count=len(needs) - len(rows)))
    if not plan:
        click.echo(_("No event is to come. Make one: mailflow events add"))
    click.echo(_("Nothing was changed or sent."))


def _row(need: Need) -> list[str] | None:
    match need.action:
        case Send(why=why, changed=changed, address=address):
            told = words.why(why) + (f" ({words.fields(changed)})" if changed else "")
            return [need.name, address, told]
        case Nothing(reason):
            told = words.nothing(reason)
            return [need.name, need.address, f"– {told}"] if told else None
    return [need.name, need.address, _("nothing: a letter that has not gone is taken back")]


def send_and_tell(ctx: Context, written: invite.Written, as_json: bool) -> None:
    """Send what was written, and tell what became of it. Raises what the outbox's trouble is."""
    sent = sending.send_invitations(ctx)
    troubles = [{"event": slug, "key": key, "trouble": trouble} for slug, key, trouble in written.troubles]
    if as_json:
        counts: dict[str, Any] = {"written": dict(written.counts), "withdrawn": written.withdrawn, "troubles": troubles}
        states = {state: sent.counts[state] for state in ("sent", "queued", "deferred", "failed", "unknown", "sending")}
        click.echo(show.as_json({**counts, "letters": states, "waits": sent.trouble or None, "dry_run": False}))
    else:
        for why, count in written.counts.items():
            click.echo(f"{count} × {words.why(why)}")
        if written.withdrawn:
            click.echo(_("{count} letters that had not gone were taken back.").format(count=written.withdrawn))
        if not written.counts and not sent.counts and not troubles:
            click.echo(_("Every calendar is as it should be; nothing was sent."))
        for state, count in sent.counts.items():
            click.echo(f"  {show.delivery(state)}: {count}")
        if sent.trouble:
            click.echo("! " + _("Some wait: {reason}.").format(reason=sent.trouble))
    if troubles:
        listed = "\n".join(f"  {one['key']}: {one['trouble']}" for one in troubles)
        raise InputError(_("No letter could be written to:") + "\n" + listed, _("The others got theirs."))
    sending.check(sent)


def tell_troubles(plan: Plan) -> None:
    """Whom no letter reaches, every time, until somebody has done something about it."""
    for event, needs in plan:
        for need in needs:
            if isinstance(need.action, Nothing) and need.action.reason in (
                "no-address",
                "bounced",
                "failed",
                "stale",
                "unknown",
            ):
                click.echo(f"! {event.slug}: {need.name} – {words.nothing(need.action.reason)}")
