"""``mailflow tick``: one full pass, for cron."""

from __future__ import annotations

from datetime import timedelta

import click

from mailflow import daemon
from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.errors import StoreError, TemporaryError, UnavailableError
from mailflow.i18n import _
from mailflow.store import queries

BLIND = timedelta(hours=1)


@click.command(
    "tick", help=_("One full pass: read the mailbox, keep the deadlines, publish, send. Then stop (for cron).")
)
@click.option("--dry-run", is_flag=True, help=_("Only show which letters would be sent now; read and change nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def command(ctx: Context, dry_run: bool, as_json: bool) -> None:
    if dry_run:
        _waiting(ctx, as_json)
        return
    try:
        look, sent = daemon.tick(ctx.house)
    except TemporaryError as error:
        _if_blind(ctx, error.message)
        raise
    counts = {
        "taken": look.taken, "ignored": look.ignored,
        **{state: sent.counts[state] for state in ("sent", "deferred", "failed", "unknown")},
        "complete": look.complete, "trouble": sent.trouble or "; ".join(look.failures) or None,
    }  # fmt: skip
    if as_json:
        click.echo(show.as_json(counts))
    else:
        words = _("{taken} mails taken, {ignored} left alone, {sent} letters sent, {deferred} to be tried again")
        click.echo(words.format(**counts))
        if counts["trouble"]:
            click.echo("! " + str(counts["trouble"]))
    if sent.frozen:
        raise StoreError(
            _("Nothing was sent: the outbox is frozen."), _("See mailflow doctor; then: mailflow doctor --thaw")
        )
    if sent.refused:
        raise UnavailableError(_("The mail server refuses us; the letters wait."), _("See mailflow doctor."))
    if not look.complete:
        _if_blind(ctx, "; ".join(look.failures))
    if counts["trouble"] and not sent.stopped:
        raise TemporaryError(_("Not everything could be done; it is tried again at the next pass."))


def _if_blind(ctx: Context, why: str) -> None:
    """Cron keeps quiet about what is tried again; a mailbox that has not been read for an hour somebody must hear of."""
    with ctx.store.reading() as session:
        sweep = queries.last_sweep(session, ctx.office.mailbox)
    if sweep is not None and ctx.clock.now() - sweep.started_at > BLIND:
        when = show.moment(sweep.started_at)
        raise UnavailableError(
            _("The mailbox has not been read completely since {when}.").format(when=when) + " " + why,
            _("See mailflow doctor."),
        )


def _waiting(ctx: Context, as_json: bool) -> None:
    now = ctx.clock.now()
    with ctx.store.reading() as session:
        due = [letter for letter in queries.letters_waiting(session) if letter.next_at <= now < letter.not_after]
        letters = [{"to": letter.recipient, "kind": letter.kind, "subject": letter.subject} for letter in due]
    if as_json:
        click.echo(show.as_json({"letters": letters, "dry_run": True}))
        return
    for letter in letters:
        click.echo(_("To {address}: {subject}").format(address=letter["to"], subject=letter["subject"]))
    click.echo(_("Nothing was changed or sent."))
