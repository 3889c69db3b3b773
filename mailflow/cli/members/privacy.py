"""``mailflow members export|forget``: what is known of a person, and forgetting it (GDPR articles 15, 17 and 20)."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path

import click

from mailflow.cli import show as words
from mailflow.cli.context import Context
from mailflow.cli.members import show
from mailflow.cli.parameters import said
from mailflow.cli.people import the_user
from mailflow.desks.deadlines import local_day
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.store import erasure, people

PERSON = click.argument("person", metavar=_("PERSON"))


@click.command("export", help=_("Everything that is known about a person, in one zip file: data.json and the mails."))
@PERSON
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.zip",
    help=_("Where; KEY.zip if left out."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print data.json instead of writing a file."))
@click.pass_obj
def export(ctx: Context, person: str, output: Path | None, as_json: bool) -> None:
    with ctx.store.reading() as session:
        found = people.find_person(session, person)
        values, mails = erasure.everything(session, found)
        data = words.as_json(values)
        if as_json:
            click.echo(data)
            return
        path = output or Path(f"{found.key}.zip")
        count = 0
        try:
            with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("data.json", data)
                for name, raw in mails:
                    archive.writestr(name, raw)
                    count += 1
        except FileExistsError:
            raise InputError(
                _("{file} is there already.").format(file=path), _("Give another name: --output FILE.zip")
            ) from None
        except OSError as error:
            raise InputError(
                _("{file} cannot be written: {reason}.").format(file=path, reason=error.strerror)
            ) from None
    click.echo(_("{file}: data.json and {count} mails. It holds personal data; give it to {name} only.").format(
        file=path, count=count, name=found.name))  # fmt: skip


@click.command(
    "forget",
    help=_("Forget a person who has left: name, addresses, words and mails are erased for good. That a round was held "
           "and how it ended is kept without the name; approved minutes are kept as they are."),
)  # fmt: skip
@PERSON
@click.option("--reason", required=True, callback=said, help=_("Why."))
@click.option("--by", metavar="NAME", callback=said, help=_("Who decides; you, if left out."))
@click.option("--dry-run", is_flag=True, help=_("Show what would be erased and what kept; change nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@show.JSON
@click.pass_obj
def forget(ctx: Context, person: str, reason: str, by: str | None, dry_run: bool, yes: bool, as_json: bool) -> None:
    now: datetime = ctx.clock.now()
    today = local_day(now, ctx.office.zone)
    with ctx.store.trying() as session:
        found = people.find_person(session, person)
        name, key = found.name, found.key
        erased = erasure.forget(session, found, by or the_user(), reason, today, now)
    if not as_json:
        _tell(name, key, erased)
    if not dry_run:
        if not yes:
            click.confirm(_("Erase this for good?"), abort=True)
        with ctx.store.writing() as session:
            erasure.forget(session, people.find_person(session, key), by or the_user(), reason, today, now)
        ctx.store.scrub()
    if as_json:
        told = {
            "key": key, "mails": erased.mails, "letters": erased.letters, "answers": erased.answers,
            "minutes_kept": list(erased.minutes), "seats_kept": list(erased.seats), "in_mailbox": erased.in_mailbox,
            "dry_run": dry_run,
        }  # fmt: skip
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(_("Nothing was changed.") if dry_run else _("{name} is forgotten.").format(name=name))


def _tell(name: str, key: str, erased: erasure.Erased) -> None:
    click.echo(f"{name} [{key}]")
    click.echo(_("Erased: name, title, addresses, telephone; {mails} mails, {letters} letters, the words of {answers} answers.")
               .format(mails=erased.mails, letters=erased.letters, answers=erased.answers))  # fmt: skip
    click.echo(_("Kept without the name: that the member was asked, when, what the answer meant, and what was decided of it. "
                 "It proves how the minutes were approved."))  # fmt: skip
    if erased.minutes:
        kept = _("Kept with the name, for they are the association's archive: the minutes {ids}.")
        click.echo(kept.format(ids=", ".join(erased.minutes)))
    if erased.seats:
        kept = _("Kept with the name, for it is a public record who sat where: {seats}.")
        click.echo(kept.format(seats=", ".join(erased.seats)))
    for folder, count in erased.in_mailbox.items():
        click.echo(_("In the mailbox: {count} mails in {folder}. Delete them there; mailflow deletes no mail of yours.")
                   .format(count=count, folder=folder))  # fmt: skip
    click.echo(_("Backups of the store hold it until they are replaced."))
