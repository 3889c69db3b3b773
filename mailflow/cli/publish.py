"""``mailflow publish``: adopted papers (the focus areas, a position) on the website, with the same public version as minutes."""

from __future__ import annotations

import hashlib
import re
import sys
from datetime import date, datetime, time
from pathlib import Path

import click
from babel.dates import format_date

from mailflow import confined
from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.cli.lines import plain
from mailflow.cli.minutes.reading import KEEP, REMOVE
from mailflow.cli.parameters import DAY, FILE, said
from mailflow.cli.people import the_user
from mailflow.cli.render import as_object, check_words, explained, unsettled
from mailflow.documents import Kind, Minutes, PublicVersion, PublishedPage
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.pages import paper as papers
from mailflow.pages import typeset
from mailflow.steps import papers as step

BY = click.option("--decided-by", metavar="NAME", callback=said, help=_("Who decided it; you, if left out."))


@click.group("publish", help=_("Put adopted papers on the website, and take them down."))
def command() -> None:
    pass


@command.command("paper", help=_("Put an adopted paper on the website: its title, its date, what may be public of it."))
@click.argument("file", type=FILE)
@click.option(
    "--adopted", type=DAY, help=_("The day it was adopted, as 2026-08-29; read from the document if left out.")
)
@click.option("--title", callback=said, help=_("Its title; the document's own if left out."))
@click.option(
    "--body", callback=said, help=_("Who adopted it, as Hovedbestyrelsen; read from the document if left out.")
)
@click.option("--id", "slug", help=_("The page's name; made of the title if left out."))
@KEEP
@REMOVE
@BY
@click.option("--dry-run", is_flag=True, help=_("Show what the page would say; change nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_obj
def paper(ctx: Context, file: Path, adopted: date | None, title: str | None, body: str | None, slug: str | None,
          keep: tuple[str, ...], remove: tuple[str, ...], decided_by: str | None, dry_run: bool, yes: bool,
          as_json: bool) -> None:  # fmt: skip
    data, now = file.read_bytes(), ctx.clock.now()
    minutes, version = confined.run(papers.public, data, file.name, keep, remove, result=tuple[Minutes, PublicVersion])
    if minutes.kind is Kind.MINUTES:
        raise RefusedError(
            _("{file} looks like minutes; the board has to see those first.").format(file=file.name),
            _("Send them: mailflow minutes send FILE"),
        )
    check_words(version, {*keep, *remove})
    if version.doubts:
        raise unsettled(version)
    page = _page(ctx, minutes, version, adopted, title, body, slug, now)
    facts = {
        **as_object(file.name, minutes, version), "id": page.slug, "title": page.title, "body": page.body,
        "adopted": page.meeting_date,
    }  # fmt: skip
    if not as_json:
        click.echo(f"{page.title}  [{page.slug}]  {format_date(page.meeting_date, 'long', locale=ctx.config.language)}")
        for line in explained(version):
            click.echo(line)
    if dry_run:
        click.echo(
            show.as_json({**facts, "dry_run": True})
            if as_json
            else plain_text(version) + _("Nothing was changed or sent.")
        )
        return
    if not yes:
        if as_json or not sys.stdin.isatty():
            raise InputError(
                _("Nothing was published: it was not confirmed."), _("Add --yes when what is shown is right.")
            )
        click.confirm(_("Put it on the website?"), abort=True)
    url = step.publish(ctx.store, ctx.site, page, data, decided_by or the_user(), now)
    if as_json:
        click.echo(show.as_json({**facts, "url": url, "dry_run": False}))
    else:
        click.echo(_("{slug} is on the website: {url}").format(slug=page.slug, url=url))


@command.command("remove", help=_("Take a paper off the website."))
@click.argument("slug", metavar="ID")
@BY
@click.option("--dry-run", is_flag=True, help=_("Say what would go; change nothing."))
@click.pass_obj
def remove(ctx: Context, slug: str, decided_by: str | None, dry_run: bool) -> None:
    if dry_run:
        there = ctx.site.read_back(slug) is not None
        click.echo(_("{slug} would be taken off the website.").format(slug=slug) if there else
                   _("There is no page {slug} on the website.").format(slug=slug))  # fmt: skip
        return
    step.take_down(ctx.store, ctx.site, slug, decided_by or the_user(), ctx.clock.now())
    click.echo(_("{slug} is off the website.").format(slug=slug))


def _page(ctx: Context, minutes: Minutes, version: PublicVersion, adopted: date | None, title: str | None, body: str | None,
          slug: str | None, now: datetime) -> PublishedPage:  # fmt: skip
    day = adopted or minutes.meeting_date
    if day is None:
        raise InputError(_("The day it was adopted cannot be read with certainty."), _("Say it: --adopted 2026-08-29."))
    zone = ctx.office.zone
    if day > now.astimezone(zone).date():
        raise InputError(_("{day} is still to come.").format(day=day.isoformat()), _("Say it: --adopted 2026-08-29."))
    name = title or typeset.title_of(version.html)
    return PublishedPage(
        slug=slug or f"{slug_of(name)}-{day.year}", title=plain(name), body=body or minutes.body, meeting_date=day,
        html=version.html, approved_at=datetime.combine(day, time(12), zone), published_at=now,
        association=ctx.config.association.name, rehearsal=ctx.config.rehearsal, kind=Kind.PAPER,
    )  # fmt: skip


def slug_of(title: str) -> str:
    """A title as a page's name: small letters, figures and hyphens."""
    words = title.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return (
        re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:60].strip("-") or hashlib.sha256(title.encode()).hexdigest()[:8]
    )


def plain_text(version: PublicVersion) -> str:
    return "\n".join(plain(line) for line in version.text.split("\n")) + "\n"
