"""A document for a round: read in the confined process, and nothing left in doubt of what the website will show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import click

from mailflow import confined
from mailflow.cli.render import check_words, line_of, unsettled
from mailflow.documents import Kind, Minutes, PublicVersion, Removal
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.models import Version
from mailflow.pages import paper
from mailflow.pages.public import ABOUT_ITEMS
from mailflow.store.rounds import Paper

KINDS = {Kind.AGENDA: _("an agenda"), Kind.PAPER: _("a paper"), Kind.NOTE: _("a note")}
KEEP = click.option("--keep", multiple=True, metavar="WORDS", help=_("These words are in doubt, and may be shown."))
REMOVE = click.option(
    "--remove", multiple=True, metavar="WORDS", help=_("Leave these words out of the public version.")
)
KEEP_DOUBTFUL = click.option(
    "--keep-doubtful", is_flag=True, help=_("Publish also what looks private but is not certain.")
)


@dataclass(frozen=True, slots=True)
class Settling:
    """What she has decided of what is in doubt: words that are kept and left out, or all of it kept."""

    keep: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    all_kept: bool = False
    asking: bool = False  # she is asked about the rest
    before: Version | None = None  # what was decided of the version before holds for this one too

    @property
    def known(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words that were kept and left out of the version before."""
        settled = [(one["what"], one.get("settled")) for one in self.before.removals] if self.before is not None else []
        return tuple(what for what, how in settled if how == "kept"), tuple(
            what for what, how in settled if how == "removed"
        )


def read_paper(
    file: Path, settling: Settling, *, as_minutes: bool, language: str = "da", rehearsal: bool = False
) -> Paper:
    """Read a document and make its public version. Raises ``InputError`` when it is not minutes or something in it is in
    doubt."""
    data = file.read_bytes()
    known = settling.known

    def made(settling: Settling) -> tuple[Minutes, PublicVersion, bytes]:
        return confined.run(
            paper.for_round, data, file.name, (*settling.keep, *known[0]), (*settling.remove, *known[1]), language, rehearsal,
            result=tuple[Minutes, PublicVersion, bytes], memory=confined.TYPESETTING,
        )  # fmt: skip

    minutes, public, pdf = made(settling)
    if minutes.kind is not Kind.MINUTES and not as_minutes:
        raise InputError(
            _("{file} looks like {kind}, not like minutes.").format(file=file.name, kind=KINDS[minutes.kind]),
            _("If these are the minutes all the same, add --as-minutes (and --meeting-date)."),
        )
    check_words(public, {*settling.keep, *settling.remove})
    if public.doubts and settling.asking and not settling.all_kept:
        minutes, public, pdf = made(_asked(public, settling))
    if settling.all_kept:
        public = replace(public, removals=tuple(_kept(removal) for removal in public.removals))
    if public.doubts:
        raise unsettled(public)
    return Paper(file.name, data, minutes, public, pdf)


def corrects(made: Paper, before: Version, language: str) -> tuple[Paper, Minutes]:
    """The paper with its marked-up copy, and the version before it, read again from its stored bytes."""
    old, marked = confined.run(
        paper.corrections, (before.source, before.filename), (made.source, made.filename), language,
        result=tuple[Minutes, bytes], memory=confined.TYPESETTING,
    )  # fmt: skip
    return replace(made, marked=marked), old


def _kept(removal: Removal) -> Removal:
    return replace(removal, settled="kept") if removal.doubtful else removal


def _asked(public: PublicVersion, settling: Settling) -> Settling:
    """Her word on each doubt. Raises ``InputError`` for an item that should have been closed: the document must say so."""
    keep, remove = [*settling.keep], [*settling.remove]
    for doubt in public.doubts:
        click.echo(line_of(doubt))
        if click.confirm(_("May it stand on the website?"), default=None):
            keep.append(doubt.what)
        elif doubt.why in ABOUT_ITEMS:
            raise InputError(
                _("Then the item has to be closed."),
                _("Write (lukket) after the item's title in the document, or name the words: --remove “…”."),
            )
        else:
            remove.append(doubt.what)
    return replace(settling, keep=tuple(keep), remove=tuple(remove))
