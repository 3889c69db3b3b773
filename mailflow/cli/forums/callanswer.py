"""``mailflow forums answer``: what a member said of a call by telephone, at a meeting or otherwise."""

from __future__ import annotations

import click

from mailflow.cli import callwords as words
from mailflow.cli import show as screen
from mailflow.cli.context import Context
from mailflow.cli.forums.calling import CALL, JSON
from mailflow.cli.parameters import said
from mailflow.cli.people import the_user
from mailflow.i18n import _
from mailflow.store import calls, callverdicts, people


@click.command(
    "answer",
    help=_("Record what a member said of a call. The latest answer counts; the member is told what was noted."),
)
@CALL
@click.argument("person", metavar=_("PERSON"))
@click.option(
    "--nominates",
    "nominees",
    multiple=True,
    metavar=_("PERSON"),
    help=_("A member who is proposed, also the one who says it. May be given several times."),
)
@click.option(
    "--nominates-outsider",
    "outsiders",
    multiple=True,
    metavar=_("NAME, MUNICIPALITY"),
    help=_("Somebody in no member list; mailflow never writes there."),
)
@click.option("--declines", "as_", flag_value="decline", help=_("Proposes nobody; what was proposed before falls."))
@click.option("--consents", "as_", flag_value="consent", help=_("Is willing."))
@click.option("--refuses", "as_", flag_value="refuse", help=_("Is not willing."))
@click.option(
    "--withdraws",
    "back",
    multiple=True,
    metavar=_("PERSON"),
    help=_("This one is no longer proposed. May be given several times."),
)
@click.option(
    "--by", "channel", required=True, type=click.Choice(["phone", "meeting", "mail", "other"]), help=_("How it came.")
)
@click.option("--comment", default="", help=_("What was said, as exactly as you can."))
@click.option("--recorded-by", metavar="NAME", callback=said, help=_("Who records it; you, if left out."))
@click.option("--dry-run", is_flag=True, help=_("Show what it would be; change nothing."))
@JSON
@click.pass_obj
def answer(ctx: Context, slug: str, person: str, nominees: tuple[str, ...], outsiders: tuple[str, ...], as_: str | None,
           back: tuple[str, ...], channel: str, comment: str, recorded_by: str | None, dry_run: bool,
           as_json: bool) -> None:  # fmt: skip
    chosen = [bool(nominees or outsiders), bool(as_), bool(back)]
    if sum(chosen) != 1:
        raise click.UsageError(_("Choose one of --nominates, --declines, --consents, --refuses and --withdraws."))
    now = ctx.clock.now()
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        call = calls.find(session, slug, lock=True)
        whose = people.find_person(session, person)
        named = callverdicts.named_by(session, back or nominees, outsiders, whose)
        what = "withdraw" if back else as_ or "nominate"
        kept = callverdicts.record(
            session, call, whose, what, named, comment.strip(), channel, recorded_by or the_user(), ctx.office, now
        )
        value = words.answer_value(kept)
        told = "; ".join(one.label for one in named)
    if as_json:
        click.echo(screen.as_json({**value, "dry_run": dry_run}))
        return
    click.echo(f"{value['id']}  {value['name']}: {words.intent(value['intent'])}{': ' + told if told else ''}")
    if dry_run:
        click.echo(_("Nothing was changed or sent."))
