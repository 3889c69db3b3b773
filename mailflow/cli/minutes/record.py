"""``mailflow minutes record|excuse|resend``: what came otherwise than by mail, and reaching those who were not reached."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy.orm import Session

from mailflow import confined
from mailflow.actions import Excuse, Write
from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.cli.parameters import said
from mailflow.cli.people import the_user
from mailflow.desks import minutes as desk
from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.i18n import _
from mailflow.models import Addressee, Case
from mailflow.parsers import document, membercells
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.replies import About, Intent, Question, Reply, Sort
from mailflow.store import apply, people, queries

CASE = click.option("--case", "case_id", metavar="ID", help=_("Which round, when several are open."))
BY = click.option("--decided-by", metavar="NAME", callback=said, help=_("Who decided it; you, if left out."))
DRY = click.option("--dry-run", is_flag=True, help=_("Show what would be sent; change nothing."))
JSON = click.option("--json", "as_json", is_flag=True, help=_("For machines."))


@click.command(
    "record", help=_("Record what a member said by phone, at a meeting, or in a mail or paper saved as a file.")
)
@click.argument("person")
@click.option("--approves", "intent", flag_value="approve", help=_("Has nothing to remark."))
@click.option("--objects", "intent", flag_value="object", help=_("Asks for a change, however small."))
@click.option("--withdraws", "intent", flag_value="withdraw", help=_("Takes the objection back."))
@click.option("--by", "channel", required=True, metavar="phone|meeting|FILE", help=_("How it came."))
@click.option("--words", default="", help=_("What was said, as exactly as you can."))
@click.option("--item", default="", help=_("The item of the minutes it concerns, as 4."))
@click.option("--recorded-by", metavar="NAME", callback=said, help=_("Who records it; you, if left out."))
@CASE
@DRY
@JSON
@click.pass_obj
def record(ctx: Context, person: str, intent: str | None, channel: str, words: str, item: str, recorded_by: str | None,
           case_id: str | None, dry_run: bool, as_json: bool) -> None:  # fmt: skip
    if intent is None:
        raise click.UsageError(_("Choose one of --approves, --objects and --withdraws."))
    way, words, paper = _channel(channel, words)
    office, now, by = ctx.office, ctx.clock.now(), recorded_by or the_user()
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        case, addressee = find(session, person, case_id)
        if case.state not in desk.RUNNING and case.state != "published":
            raise RefusedError(_("{slug} is already over: {state}.").format(slug=case.slug, state=show.state(case)))
        before = {letter.id for letter in show.letters_of(session, case)}
        if intent == Intent.WITHDRAW and not desk.open_objections(case, addressee.person):
            raise RefusedError(_("{name} has no open objection.").format(name=addressee.name))
        reply = Reply(
            Sort.REPLY, Intent(intent), text=words, item=item or None, confidence=1.0, why=f"recorded by {by}"
        )
        kept = apply.keep_file(session, case, addressee.person_id, *paper, now) if paper else None
        heard = desk.Said(reply, addressee.person, True, now, by, channel=way, recorded_by=by, mail_id=kept)
        actions = desk.decide(case, heard, now, office.config.minutes, office.zone)
        if intent == Intent.WITHDRAW:
            # She heard it herself: what she records needs no second yes, and no notice that asks her for one.
            actions = [action for action in actions if not isinstance(action, Write)]
        apply.carry_out(session, case, actions, office, now)
        if intent == Intent.WITHDRAW:
            apply.carry_out(session, case, desk.withdrawn(case, case.answers[-1], by, ""), office, now)
        session.flush()
        show.outcome(session, case, before, dry_run=dry_run, as_json=as_json)


@click.command("excuse", help=_("The round need not wait for this member's copy to arrive (travelling, ill, left)."))
@click.argument("person")
@click.option("--reason", required=True, callback=said, help=_("Why."))
@BY
@CASE
@DRY
@JSON
@click.pass_obj
def excuse(ctx: Context, person: str, reason: str, decided_by: str | None, case_id: str | None, dry_run: bool,
           as_json: bool) -> None:  # fmt: skip
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        case, addressee = find(session, person, case_id)
        _running(case)
        if addressee.excused_at is not None:
            raise RefusedError(_("{name} is already excused.").format(name=addressee.name))
        actions = [Excuse(addressee.id, decided_by or the_user(), reason)]
        apply.carry_out(session, case, actions, ctx.office, ctx.clock.now())
        show.outcome(
            session, case, {letter.id for letter in show.letters_of(session, case)}, dry_run=dry_run, as_json=as_json
        )


@click.command("resend", help=_("Send the minutes to this member once more, perhaps to another address."))
@click.argument("person")
@click.option("--to", "address", default="", metavar="ADDRESS", help=_("Another address than last time."))
@CASE
@DRY
@JSON
@click.pass_obj
def resend(ctx: Context, person: str, address: str, case_id: str | None, dry_run: bool, as_json: bool) -> None:
    office, now = ctx.office, ctx.clock.now()
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        case, addressee = find(session, person, case_id)
        _running(case)
        address = address.strip().lower()
        if address and not membercells.is_address(address):
            raise InputError(_("{address} is no e-mail address.").format(address=address))
        if address == office.mailbox:
            raise InputError(
                _("{address} is mailflow's own mailbox.").format(address=address),
                _("Answers from there would count for nobody. Give an address of the member's own."),
            )
        others = [a.name for a in case.version.addressees if a is not addressee and a.address.lower() == address]
        if address and others:
            raise InputError(_("{address} is the address of {name}.").format(address=address, name=others[0]))
        before = {letter.id for letter in show.letters_of(session, case)}
        primary = people.primary_address(addressee.person, now.astimezone(office.zone).date())
        target = address or primary or addressee.address
        actions = desk.resend(case, addressee, target, now, office.config.minutes, office.zone)
        apply.carry_out(session, case, actions, office, now)
        session.flush()
        show.outcome(session, case, before, dry_run=dry_run, as_json=as_json)


def find(session: Session, person: str, case_id: str | None) -> tuple[Case, Addressee]:
    """The round and the addressee meant. Raises ``NotFoundError`` or, when it could be several, ``InputError``."""
    who = people.find_person(session, person)
    cases = (
        [queries.case(session, case_id)]
        if case_id
        else list(queries.cases_of_person(session, who.id, "open", "approved"))
    )
    if not cases:
        raise NotFoundError(_("{name} has no open round.").format(name=who.name), _("Name the round: --case ID."))
    if len(cases) > 1:
        ids = ", ".join(case.slug for case in cases)
        raise InputError(_("Several rounds are open: {ids}.").format(ids=ids), _("Name one: --case ID."))
    for addressee in cases[0].version.addressees:
        if addressee.person_id == who.id:
            return cases[0], addressee
    raise NotFoundError(_("{name} did not get {slug}.").format(name=who.name, slug=cases[0].slug))


def _running(case: Case) -> None:
    if case.state not in desk.RUNNING:
        raise RefusedError(_("{slug} is already over: {state}.").format(slug=case.slug, state=show.state(case)))


def _channel(given: str, words: str) -> tuple[str, str, tuple[str, bytes] | None]:
    """How it came, what was said, and the file it stands in; a file's own words are kept when none are given."""
    if given in ("phone", "meeting"):
        return given, words, None
    path = Path(given)
    if not path.is_file():
        raise NotFoundError(
            _("There is no file {file}.").format(file=given), _("Say phone, meeting, or the name of a file.")
        )
    data = path.read_bytes()
    return "file", words or _words_of(path, data), (path.name, data)


def _markdown(data: bytes, name: str) -> str:
    return document.read(data, name).markdown


def _words_of(path: Path, data: bytes) -> str:
    """The new text of a mail saved as .eml, or the text of a document. Raises ``InputError`` when there is none."""
    if path.suffix.lower() == ".eml":
        found = parse_reply.read(parse_mail.parse(data), Question(About.MINUTES)).text or ""
    else:
        try:
            found = confined.run(_markdown, data, path.name, result=str).lstrip("# ")
        except InputError:
            found = ""
    if not found.strip():
        raise InputError(
            _("No words can be read in {file}.").format(file=path.name),
            _("Save the mail as .eml, or give the words yourself: --words “…”."),
        )
    return found.strip()[:20_000]
