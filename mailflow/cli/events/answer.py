"""``mailflow events answer|remind``: what came by telephone, and those of whom nothing has come."""

from __future__ import annotations

import click

from mailflow.cli import eventwords as words
from mailflow.cli import inviteplan, show
from mailflow.cli.context import Context
from mailflow.cli.parameters import said
from mailflow.cli.people import the_user
from mailflow.desks import events as desk
from mailflow.desks.events import Nothing, Send
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.steps import invite
from mailflow.store import events, invitations
from mailflow.store.invitations import Need


@click.command(
    "answer", help=_("Record what somebody said by telephone, at a meeting or otherwise. The latest answer counts.")
)
@click.argument("slug", metavar="ID")
@click.argument("person")
@click.option("--accepts", "partstat", flag_value="accepted", help=_("Comes."))
@click.option("--declines", "partstat", flag_value="declined", help=_("Sends regrets."))
@click.option("--tentative", "partstat", flag_value="tentative", help=_("Perhaps."))
@click.option(
    "--by", "channel", required=True, type=click.Choice(["phone", "meeting", "mail", "other"]), help=_("How it came.")
)
@click.option("--comment", default="", help=_("What was said, as exactly as you can."))
@click.option("--partly", default="", metavar=_("HOW"), help=_("How far she takes part, such as “online from 14”."))
@click.option("--recorded-by", metavar="NAME", callback=said, help=_("Who records it; you, if left out."))
@click.option("--dry-run", is_flag=True, help=_("Show what it would be; change nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def answer(ctx: Context, slug: str, person: str, partstat: str | None, channel: str, comment: str, partly: str,
           recorded_by: str | None, dry_run: bool, as_json: bool) -> None:  # fmt: skip
    if partstat is None:
        raise click.UsageError(_("Choose one of --accepts, --declines and --tentative."))
    if partly and partstat != "accepted":
        raise InputError(_("--partly belongs to --accepts."))
    now = ctx.clock.now()
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        event = events.find(session, slug, lock=True)
        key = inviteplan.key_of(session, person)
        own = invitations.place_of(session, event, key, ctx.office, now)
        kept = events.record_answer(
            session, event, own, own.person_id, partstat, now, channel=channel, comment=comment.strip(),
            partial=" ".join(partly.split()), recorded_by=recorded_by or the_user(),
        )  # fmt: skip
        if as_json:
            click.echo(show.as_json({"id": f"{event.slug}/{kept.number}", "person": own.name, "answer": partstat,
                                     "comment": kept.comment, "channel": channel, "dry_run": dry_run}))  # fmt: skip
            return
        click.echo(f"{event.slug}/{kept.number}  {own.name}: {words.status(partstat)}")
    if dry_run:
        click.echo(_("Nothing was changed or sent."))


@click.command("remind", help=_("Remind those who have been invited and have not answered; each at most once a day."))
@click.argument("slug", metavar="ID")
@click.option("--to", "to", multiple=True, metavar=_("PERSON"), help=_("Only this person. May be given several times."))
@click.option("--dry-run", is_flag=True, help=_("Show who would be reminded; write and send nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def remind(ctx: Context, slug: str, to: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    now = ctx.clock.now()
    with ctx.store.reading() as session:
        event = events.find(session, slug)
        if event.state != "open" or desk.over(event, now):
            raise RefusedError(_("{slug} is called off, or has begun.").format(slug=event.slug))
        keys = [inviteplan.key_of(session, text) for text in to]
        needs = [
            Need(need.key, need.name, need.address, need.guest, need.invitation,
                 desk.remind(event, need.guest, need.invitation, now))
            for need in invitations.needs(session, event, ctx.office, now, only=keys or None)
            if need.guest is not None
        ]  # fmt: skip
        if keys and not needs:
            raise InputError(_("None of these is invited to {slug}.").format(slug=event.slug))
        if dry_run:
            answered = [need for need in needs if need.action != Nothing("answered")]
            inviteplan.show_plan(ctx, [(event, answered)], as_json)
            return
        nobody = not any(isinstance(need.action, Send) for need in needs)
        slug = event.slug
        reasons = {need.action.reason for need in needs if isinstance(need.action, Nothing)}
    if nobody and not as_json:
        if "not-asked" in reasons:
            raise RefusedError(_("Not everybody has the newest invitation."), _("First: mailflow send-invites"))
        click.echo(_("Nobody needs to be reminded: all have answered, or were written to within a day."))
        return
    written = invite.run(ctx.store, ctx.office, ctx.clock, only_events=[slug], to=keys, remind="unanswered")
    inviteplan.send_and_tell(ctx, written, as_json)
