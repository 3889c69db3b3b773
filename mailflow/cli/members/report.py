"""``mailflow members report``: how many there are, who is missing, what has changed; to look at, to keep, to send."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow import i18n
from mailflow.actions import Write
from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.cli.members import show
from mailflow.desks.deadlines import local_day
from mailflow.desks.memberreport import Count, Report, Who
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.letters import dates, plain
from mailflow.mail import Attachment
from mailflow.models import Letter, Person
from mailflow.pages import memberreport, sheets
from mailflow.store import apply, people, reports
from mailflow.store.apply import Office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@click.command(
    "report",
    help=_("The report on the members: how many in each district and region, which municipalities have none, and what has "
           "changed since the last report. The last report is the last that was sent to the board, or kept with --keep."),
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "html", "xlsx"]), default="text", help=_("As what."))
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=_("Write it to this file.")
)
@click.option("--send-to", type=click.Choice(["board"]), help=_("Send it to every member of the board, as a letter."))
@click.option(
    "--keep/--no-keep",
    default=None,
    help=_("Whether the next report tells what changed since this one. Sent: yes. Else: no."),
)
@click.option("--dry-run", is_flag=True, help=_("With --send-to: show the letters; send and keep nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@show.JSON
@click.pass_obj
def report(ctx: Context, form: str, output: Path | None, send_to: str | None, keep: bool | None, dry_run: bool, yes: bool,
           as_json: bool) -> None:  # fmt: skip
    if form == "xlsx" and output is None and not as_json and send_to is None:
        raise InputError(_("A spreadsheet cannot be shown here."), _("Say where to write it: --output FILE.xlsx"))
    now = ctx.clock.now()
    today = local_day(now, ctx.office.zone)
    letters: list[dict[str, Any]] = []
    kept = not dry_run and (bool(send_to) if keep is None else keep)
    if send_to and not dry_run and not yes:
        _confirm(ctx, as_json=as_json)
    change = not dry_run and (kept or send_to is not None)
    with ctx.store.writing() if change else ctx.store.trying() as session:
        found, snapshot = reports.make(session, today)
        if kept:
            reports.keep(session, snapshot, now)
        if send_to:
            letters = _send(session, found, ctx.office, now)
    if output is not None:
        show.write_file(output, _rendered(ctx, found, form), quiet=as_json)
    if as_json:
        told = [{key: one[key] for key in ("to", "subject")} for one in letters]
        click.echo(words.as_json({**_as_json(found), "kept": kept, "dry_run": dry_run, "letters": told}))
        return
    if dry_run and letters:
        click.echo(words.letter(letters[0]["raw"]))
        click.echo("—" * 40)
    elif output is None and not send_to:
        click.echo(_rendered(ctx, found, form).decode())
    for one in letters:
        click.echo(_("To {address}: {subject}").format(address=one["to"], subject=one["subject"]))
    if dry_run:
        click.echo(_("Nothing was changed or sent."))


def _confirm(ctx: Context, *, as_json: bool) -> None:
    """Raises ``InputError`` where nobody can be asked."""
    today = local_day(ctx.clock.now(), ctx.office.zone)
    with ctx.store.reading() as session:
        to = [person.name for person in people.board(session, today)]
    if as_json or not sys.stdin.isatty():
        raise InputError(
            _("Nothing was sent: it was not confirmed."), _("See the letter with --dry-run, then send it with --yes.")
        )
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
    book = Attachment(
        f"{_file(language)}-{found.day}.xlsx", XLSX, sheets.workbook(memberreport.sheets(found, language))
    )
    facts = {
        "report_day": dates.day(found.day, language), "last_day": dates.day(found.since, language) if found.since else "",
        "members": found.members, "missing": len(found.missing), "joined": len(found.joined), "left": len(found.left),
        "moved": len(found.moved), "document": memberreport.markdown(found, language),
    }  # fmt: skip
    letters = [_letter(person, now, facts, book) for person in board]
    apply.carry_out(session, None, letters, office, now)
    keys = [one.key for one in letters]
    written = session.scalars(select(Letter).where(Letter.unique_key.in_(keys)).order_by(Letter.id))
    return [{"to": one.recipient, "subject": one.subject, "raw": one.raw} for one in written]


def _letter(person: Person, now: datetime, facts: dict[str, Any], book: Attachment) -> Write:
    key = f"members-report/{now.isoformat()}/{person.id}"
    return Write("members-report", key, person_id=person.id, facts=facts, attachments=(book,))


def _file(language: str) -> str:
    return "medlemsrapport" if language == "da" else "members-report"


def _rendered(ctx: Context, found: Report, form: str) -> bytes:
    language = i18n.language()
    if form == "xlsx":
        return sheets.workbook(memberreport.sheets(found, language))
    if form == "html":
        return memberreport.page(found, ctx.config.association.name, language).encode()
    return (plain.document_to_text(memberreport.markdown(found, language)) + "\n").encode()


def _as_json(found: Report) -> dict[str, Any]:
    def counts(listed: tuple[Count, ...]) -> list[dict[str, Any]]:
        return [{"name": one.name or None, "members": one.members, "before": one.before} for one in listed]

    def who(listed: tuple[Who, ...]) -> list[dict[str, Any]]:
        return [
            {
                "key": one.key, "name": one.name, "municipality": one.municipality or None, "before": one.before or None,
                "fields": list(one.fields),
            } for one in listed
        ]  # fmt: skip

    return {
        "day": found.day, "members": found.members, "since": found.since, "members_before": found.members_before,
        "districts": counts(found.districts), "regions": counts(found.regions), "missing": list(found.missing),
        "joined": who(found.joined), "left": who(found.left), "moved": who(found.moved), "changed": who(found.changed),
    }  # fmt: skip
