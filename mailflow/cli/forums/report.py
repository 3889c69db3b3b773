"""``mailflow forums report``: the revised overview, to look at, to keep, to put in an agenda, to send to the board."""

from __future__ import annotations

import sys
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow import confined, i18n
from mailflow.actions import Write
from mailflow.cli import show as screen
from mailflow.cli.context import Context
from mailflow.cli.forums.options import JSON, today
from mailflow.cli.members.show import write_file
from mailflow.cli.parameters import DAY
from mailflow.desks.forumreport import Report
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.letters import dates, plain
from mailflow.mail import Attachment
from mailflow.models import Letter, Person
from mailflow.pages import blocks, forumreport, sheets, typeset, wordfile
from mailflow.store import apply, forumreports, people
from mailflow.store.apply import Office

FORMATS = ("text", "html", "xlsx", "docx", "pdf")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@click.command(
    "report",
    help=_(
        "The overview of the appointments, with what has changed since the last one marked. The last one is the last that was "
        "sent to the board, or kept with --keep. DOCX and PDF are for the agenda."
    ),
)
@click.option("--since", type=DAY, metavar="DATE", help=_("Mark what has changed since that day instead."))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=_("As what."))
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=_("Write it to this file.")
)
@click.option("--send", type=click.Choice(["board"]), help=_("Send it to every member of the board, as a letter."))
@click.option(
    "--keep/--no-keep",
    default=None,
    help=_("Whether the next report tells what changed since this one. Sent: yes. Else: no."),
)
@click.option("--dry-run", is_flag=True, help=_("With --send: show the letters; send and keep nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@JSON
@click.pass_obj
def report(ctx: Context, since: date | None, form: str, output: Path | None, send: str | None, keep: bool | None, dry_run: bool,
           yes: bool, as_json: bool) -> None:  # fmt: skip
    if form in ("xlsx", "docx", "pdf") and output is None and not as_json and send is None:
        raise InputError(_("Such a file cannot be shown here."), _("Say where to write it: --output FILE"))
    now, day = ctx.clock.now(), today(ctx)
    if send and not dry_run and not yes:
        _confirm(ctx, as_json=as_json)
    kept = not dry_run and (bool(send) if keep is None else keep)
    letters: list[dict[str, Any]] = []
    with ctx.store.writing() if kept or (send and not dry_run) else ctx.store.trying() as session:
        found = forumreports.make(session, day, ctx.config.forums.warning, ctx.office.zone, since)
        if kept:
            forumreports.keep(session, day, now)
        if send:
            letters = _send(session, found, ctx.office, now)
    if output is not None:
        write_file(output, _rendered(ctx, found, form), quiet=as_json)
    if as_json:
        told = [{key: one[key] for key in ("to", "subject")} for one in letters]
        click.echo(screen.as_json({**_as_json(found), "kept": kept, "dry_run": dry_run, "letters": told}))
        return
    if dry_run and letters:
        click.echo(screen.letter(letters[0]["raw"]))
        click.echo("—" * 40)
    elif output is None and not send:
        click.echo(_rendered(ctx, found, form).decode())
    for one in letters:
        click.echo(_("To {address}: {subject}").format(address=one["to"], subject=one["subject"]))
    if dry_run:
        click.echo(_("Nothing was changed or sent."))


def _confirm(ctx: Context, *, as_json: bool) -> None:
    """Raises ``InputError`` where nobody can be asked."""
    if as_json or not sys.stdin.isatty():
        raise InputError(
            _("Nothing was sent: it was not confirmed."), _("See the letter with --dry-run, then send it with --yes.")
        )
    with ctx.store.reading() as session:
        to = [person.name for person in people.board(session, today(ctx))]
    if to:
        click.echo(_("To the board: {names}").format(names=", ".join(to)))
        click.confirm(_("Send the report to them?"), abort=True)


def _send(session: Session, found: Report, office: Office, now: datetime) -> list[dict[str, Any]]:
    """Raises ``RefusedError`` when nobody is on the board, or somebody there has no address."""
    board = people.board(session, found.day)
    if not board:
        raise RefusedError(_("Nobody is on the board."), _("mailflow members edit PERSON --role bestyrelse"))
    lost = [person for person in board if not people.primary_address(person, found.day)]
    if lost:
        raise RefusedError(
            _("{names} cannot be written to: no address.").format(names=", ".join(person.name for person in lost)),
            _("mailflow members edit {key} --address ADDRESS").format(key=lost[0].key),
        )
    language = office.config.language
    name = f"{'udpegninger' if language == 'da' else 'appointments'}-{found.day}"
    files = (
        Attachment(f"{name}.docx", DOCX, _word(found, office.config.association.name, language, now)),
        Attachment(f"{name}.xlsx", XLSX, sheets.workbook(forumreport.sheets(found, language))),
    )
    facts = {
        "report_day": dates.day(found.day, language), "last_day": dates.day(found.since, language) if found.since else "",
        "forum_count": found.forums, "seat_count": len(found.lines), "vacant_count": found.vacant,
        "change_count": len(found.changes), "document": forumreport.markdown(found, language),
    }  # fmt: skip
    letters = [_letter(person, now, facts, files) for person in board]
    apply.carry_out(session, None, letters, office, now)
    keys = [one.key for one in letters]
    written = session.scalars(select(Letter).where(Letter.unique_key.in_(keys)).order_by(Letter.id))
    return [{"to": one.recipient, "subject": one.subject, "raw": one.raw} for one in written]


def _letter(person: Person, now: datetime, facts: dict[str, Any], files: tuple[Attachment, ...]) -> Write:
    key = f"forums-report/{now.isoformat()}/{person.id}"
    return Write("forums-report", key, person_id=person.id, facts=facts, attachments=files)


def _word(found: Report, association: str, language: str, now: datetime) -> bytes:
    content = forumreport.content(found, language, association)
    return wordfile.document(content, forumreport.title(found, language), language, now, wide=True)


def _rendered(ctx: Context, found: Report, form: str) -> bytes:
    language, association = i18n.language(), ctx.config.association.name
    match form:
        case "xlsx":
            return sheets.workbook(forumreport.sheets(found, language))
        case "docx":
            return _word(found, association, language, ctx.clock.now())
        case "html":
            return forumreport.page(found, association, language).encode()
        case "pdf":
            content = blocks.printed(forumreport.content(found, language, association))
            made = partial(typeset.typeset, wide=True)
            title = forumreport.title(found, language)
            return confined.run(made, content, title, (), language, result=bytes, memory=confined.TYPESETTING)
    return (plain.document_to_text(forumreport.markdown(found, language)) + "\n").encode()


def _as_json(found: Report) -> dict[str, Any]:
    return {
        "day": found.day, "since": found.since, "forums": found.forums, "vacant": found.vacant,
        "rights": [
            {"right": right or None, "holder": holder or None, "seats": seats, "vacant": vacant}
            for (right, holder), (seats, vacant) in found.by_right().items()
        ],
        "seats": [
            {
                "seat": line.seat, "forum": line.forum, "organisation": line.organisation or None, "title": line.title or None,
                "right": line.right or None, "right_holder": line.right_holder or None, "name": line.name or None,
                "municipality": line.municipality or None, "district": line.district or None, "since": line.since,
                "until": line.until, "in_place_of": line.in_place_of or None, "decision": line.decision or None,
                "decided_on": line.decided_on, "next": line.coming or None, "next_on": line.coming_on,
                "wanting": line.state or None, "on": line.on, "mark": line.mark or None,
            } for line in found.lines
        ],
        "changes": [
            {"forum": one.forum, "seat": one.seat or None, "verb": one.verb, "facts": dict(one.facts)} for one in found.changes
        ],
        "defunct": [{"forum": name, "on": day} for name, day in found.defunct],
    }  # fmt: skip
