"""``mailflow forums candidates``: the board's page of a call, to look at, to put in the agenda, to send to the board."""

from __future__ import annotations

import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow import confined, i18n
from mailflow.cli import show as screen
from mailflow.cli.context import Context
from mailflow.cli.forums.options import JSON, complete_forum, today
from mailflow.cli.members.show import write_file
from mailflow.desks import candidates as desk
from mailflow.desks.balance import Balance
from mailflow.desks.candidates import Entry, Page
from mailflow.desks.deadlines import local_day
from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.i18n import _
from mailflow.letters import dates, plain
from mailflow.mail import Attachment
from mailflow.models import Call
from mailflow.pages import balancepicture, blocks, typeset, wordfile
from mailflow.pages import candidates as pages
from mailflow.store import calls, districts, forumletters, forums, people
from mailflow.store.apply import Office

FORMATS = ("text", "html", "pdf", "docx")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@click.command(
    "candidates",
    help=_("The board's page: who can be chosen, in their own words, and what it does to the geographic balance. FORUM is a "
           "forum or a call; of a forum, the newest call."),
)  # fmt: skip
@click.argument("forum", metavar=_("FORUM"), shell_complete=complete_forum)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=_("As what."))
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=_("Write it to this file.")
)
@click.option("--send", type=click.Choice(["board"]), help=_("Send it to every member of the board, as a letter."))
@click.option("--dry-run", is_flag=True, help=_("With --send: show the letters; send nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@JSON
@click.pass_obj
def candidates(ctx: Context, forum: str, form: str, output: Path | None, send: str | None, dry_run: bool, yes: bool,
               as_json: bool) -> None:  # fmt: skip
    if form in ("pdf", "docx") and output is None and not as_json and send is None:
        raise InputError(_("Such a file cannot be shown here."), _("Say where to write it: --output FILE"))
    if send and not dry_run and not yes:
        _confirm(ctx, as_json=as_json)
    letters: list[dict[str, Any]] = []
    with ctx.store.writing() if send and not dry_run else ctx.store.trying() as session:
        call = call_of(session, forum)
        found = page_of(session, call, ctx.office, ctx.clock.now())
        if send:
            letters = _send(session, call, found, ctx.office, ctx.clock.now())
    if output is not None:
        write_file(output, _rendered(ctx, found, form), quiet=as_json)
    if as_json:
        told = [{key: one[key] for key in ("to", "subject")} for one in letters]
        click.echo(screen.as_json({**value(found), "dry_run": dry_run, "letters": told}))
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


def call_of(session: Session, text: str) -> Call:
    """The call of that id, or the forum's newest that was not called off. Raises ``NotFoundError``."""
    if calls.is_call(session, text.strip().casefold()):
        return calls.find(session, text)
    forum = forums.forum_by(session, text)
    found = [one for one in forum.calls if one.state != "cancelled"]
    if not found:
        raise NotFoundError(
            _("Nobody has been asked for candidates for {forum}.").format(forum=forum.name),
            _("Ask: mailflow forums call {slug} --to all --deadline DATE").format(slug=forum.slug),
        )
    return found[-1]


def page_of(session: Session, call: Call, office: Office, now: datetime) -> Page:
    day = local_day(now, office.zone)
    return desk.page(
        call, people.everybody(session), forums.all_forums(session, defunct=False), districts.table(session, day), day
    )


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
        click.confirm(_("Send the page to them?"), abort=True)


def _send(session: Session, call: Call, found: Page, office: Office, now: datetime) -> list[dict[str, Any]]:
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
    until = dates.until(found.deadline, office.zone, language)
    name = f"{'kandidater' if language == 'da' else 'candidates'}-{call.slug}"
    files = (
        Attachment(f"{name}.docx", DOCX, _word(found, until, language, now)),
        Attachment(f"{name}.pdf", "application/pdf", _pdf(found, until, language)),
    )
    facts = {
        "call": call.slug, "forum": found.forum, "count": len(found.in_time), "document": pages.markdown(found, language, until),
    }  # fmt: skip
    letters = [
        forumletters.write(
            session, office, "forum-candidates", "candidates", f"forum-candidates:{call.id}:{now.isoformat()}:{person.id}",
            facts, now, person=person, call=call, attachments=files,
        ) for person in board
    ]  # fmt: skip
    return [{"to": one.recipient, "subject": one.subject, "raw": one.raw} for one in letters if one is not None]


def _points(picture: str) -> bytes:
    return confined.run(balancepicture.png, picture, result=bytes, memory=confined.TYPESETTING)


def _word(found: Page, until: str, language: str, now: datetime) -> bytes:
    content = pages.content(found, language, until, _points)
    return wordfile.document(content, pages.title(found, language), language, now, wide=_is_wide(found))


def _pdf(found: Page, until: str, language: str) -> bytes:
    content = blocks.printed(pages.content(found, language, until))
    made = partial(typeset.typeset, wide=_is_wide(found))
    return confined.run(made, content, pages.title(found, language), (), language, result=bytes,
                        memory=confined.TYPESETTING)  # fmt: skip


def _is_wide(found: Page) -> bool:
    """A table of that many columns goes on a page on its side."""
    return len(found.outcomes()) > 3


def _rendered(ctx: Context, found: Page, form: str) -> bytes:
    language = i18n.language()
    until = dates.until(found.deadline, ctx.office.zone, language)
    match form:
        case "docx":
            return _word(found, until, language, ctx.clock.now())
        case "html":
            return pages.html(found, language, until).encode()
        case "pdf":
            return _pdf(found, until, language)
    return (plain.document_to_text(pages.markdown(found, language, until)) + "\n").encode()


# --- for machines ----------------------------------------------------------------------------------------------------


def value(page: Page) -> dict[str, Any]:
    return {
        "call": page.call, "forum": page.forum, "recommend": page.recommend or None, "day": page.day, "deadline": page.deadline,
        "seats": [
            {"seat": one.seat, "title": one.title or None, "holder": one.holder or None, "until": one.until} for one in page.seats
        ],
        "balance": _balance(page.today), "candidates": [_entry(one) for one in page.entries], "aside": page.aside,
        "open": page.open,
    }  # fmt: skip


def _entry(one: Entry) -> dict[str, Any]:
    return {
        "number": one.number, "key": one.key or None, "name": one.name, "municipality": one.municipality or None,
        "district": one.district or None, "state": one.state, "late": one.late, "words": one.words or None,
        "proposed_by": [
            {"name": by.name, "municipality": by.municipality, "words": by.words, "self": by.own} for by in one.proposals
        ],
        "holds": [seat for _forum, seat, _title in one.holds], "balance": _balance(one.after),
    }  # fmt: skip


def _balance(one: Balance) -> dict[str, Any]:
    """Shares as fractions of one, "36/122" as well, which is exact."""
    return {
        "districts": [
            {
                "district": share.district, "members": share.members, "seats": share.seats,
                "of_members": str(share.of_members), "of_seats": str(share.of_seats),
            } for share in one.shares
        ],
        "skew": str(one.skew), "no_district": one.no_district, "unplaced": one.unplaced, "outside": one.outside,
        "vacant": one.vacant,
        "genders": [{"gender": name or None, "members": members, "seats": seats} for name, members, seats in one.genders],
    }  # fmt: skip
