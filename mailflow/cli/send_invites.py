"""``mailflow send-invites``: every calendar is brought to where it should be, and nothing more."""

from __future__ import annotations

import click

from mailflow.cli import inviteplan, sending
from mailflow.cli.context import Context
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.steps import invite
from mailflow.store import events


@click.command(
    "send-invites",
    help=_("Bring every calendar to where it should be: invitations, updates and cancellations, to those who need one. Run "
           "again it sends nothing more."),
)  # fmt: skip
@click.option("--event", "slugs", multiple=True, metavar="ID", help=_("Only this event. May be given several times."))
@click.option("--to", "to", multiple=True, metavar=_("PERSON"), help=_("Only this person. May be given several times."))
@click.option("--again", is_flag=True, help=_("With --to: send the invitation once more, to one who has lost it."))
@click.option("--dry-run", is_flag=True, help=_("Show who would get what; write and send nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def command(
    ctx: Context, slugs: tuple[str, ...], to: tuple[str, ...], again: bool, dry_run: bool, as_json: bool
) -> None:
    if again and not to:
        raise InputError(_("--again needs --to."), _("Everybody would get it once more; say who has lost it."))
    with ctx.store.reading() as session:
        chosen = [events.find(session, slug).slug for slug in slugs]
        keys = [inviteplan.key_of(session, text) for text in to]
        plan = inviteplan.planned(session, ctx, chosen, keys, again)
        if dry_run:
            inviteplan.show_plan(ctx, plan, as_json)
            return
    sending.recover(ctx)
    written = invite.run(ctx.store, ctx.office, ctx.clock, only_events=chosen, to=keys, again=again)
    inviteplan.send_and_tell(ctx, written, as_json)
    if not as_json:
        inviteplan.tell_troubles(plan)
