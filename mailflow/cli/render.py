"""``mailflow render``: a document exactly as the website would show it, and what is left out of it. Changes nothing."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path

import click

from mailflow import confined
from mailflow.cli.lines import plain, short
from mailflow.cli.parameters import document_bytes
from mailflow.documents import Minutes, PublicVersion, Removal
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.pages import paper, typeset


@click.command("render", help=_("Show a document exactly as the website would show it (- for standard input)."))
@click.argument("file", metavar="FILE")
@click.option("--format", "form", type=click.Choice(["html", "pdf", "text"]), default="html", show_default=True,
              help=_("As the page, as an accessible PDF, or as text."))  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help=_("Write to this file."))
@click.option("--keep", multiple=True, metavar="WORDS", help=_("These words may be shown."))
@click.option("--remove", multiple=True, metavar="WORDS", help=_("Leave these words out."))
@click.option("--explain", is_flag=True, help=_("Say what is left out, and why, instead of showing the document."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
def command(file: str, form: str, output: Path | None, keep: tuple[str, ...], remove: tuple[str, ...], explain: bool,
            as_json: bool) -> None:  # fmt: skip
    data = document_bytes(file)
    minutes, version = confined.run(paper.public, data, file, keep, remove, result=tuple[Minutes, PublicVersion])
    check_words(version, {*keep, *remove})
    made = b""
    if output is not None or not (explain or as_json):
        if form == "pdf":
            if output is None and sys.stdout.isatty():
                raise InputError(_("A PDF is nothing for a terminal."), _("Say where it goes: --output FILE.pdf"))
            made = confined.run(typeset.pdf, version.html, result=bytes, memory=confined.TYPESETTING)
        else:
            made = (version.html if form == "html" else version.text).encode()
    if output is not None:
        try:
            output.write_bytes(made)
        except OSError as error:
            raise InputError(_("{name} cannot be written: {why}.").format(name=output, why=error.strerror)) from None
    if as_json:
        click.echo(json.dumps(as_object(file, minutes, version), ensure_ascii=False))
    elif explain:
        for line in explained(version):
            click.echo(line)
    elif output is None:
        click.echo(made if form == "pdf" else made.decode(), nl=False)
    if version.doubts and not explain and not as_json:
        click.echo(
            "! " + _("In doubt: {count}. See mailflow render --explain.").format(count=len(version.doubts)), err=True
        )


def as_object(file: str, minutes: Minutes, version: PublicVersion) -> dict[str, object]:
    """The contract of the JSON output; docs/json.md describes the keys. ``sha256`` is that of the HTML."""
    return {
        "file": file, "kind": minutes.kind, "title": minutes.title, "html": version.html, "text": version.text,
        "sha256": hashlib.sha256(version.html.encode()).hexdigest(),
        "removals": [asdict(one) for one in (*version.removals, *version.form) if one.gone],
        "kept": [asdict(one) for one in version.removals if one.settled == "kept"],
        "doubts": [asdict(one) for one in version.doubts],
    }  # fmt: skip


def explained(version: PublicVersion) -> list[str]:
    """Everything that is not shown, what was kept, and what waits for a word, a line each."""
    parts = (
        (_("Left out:"), [one for one in (*version.removals, *version.form) if one.gone]),
        (_("Shown because somebody said so:"), [one for one in version.removals if one.settled == "kept"]),
        (_("In doubt (it is shown until somebody says otherwise):"), version.doubts),
    )
    lines: list[str] = []
    for title, removals in parts:
        if removals:
            lines += [title, *(line_of(one) for one in removals)]
    return lines or [_("Nothing is left out.")]


def line_of(removal: Removal) -> str:
    where = f"{removal.where}: " if removal.where else ""
    return plain(f"  – {where}“{short(removal.what, 120)}” ({removal.why})")


def check_words(version: PublicVersion, given: Collection[str]) -> None:
    """Raises ``InputError`` for words to keep or remove that fit nothing: a slip would publish what should not be."""
    unknown = [one for one in version.unknown if one in given]
    if unknown:
        words = ", ".join(f"“{one}”" for one in unknown)
        raise InputError(
            _("Not in the document, or not in doubt: {words}.").format(words=words),
            _("Copy the words from the list: mailflow render FILE --explain"),
        )


def unsettled(version: PublicVersion) -> InputError:
    """What to raise when a document that is in doubt is to go further."""
    listed = "\n".join(line_of(doubt) for doubt in version.doubts)
    return InputError(
        _("Decide first whether this may stand on the website:") + "\n" + listed + "\n",
        _("If it may: --keep “WORDS”. If not: --remove “WORDS”, or take it out of the document."),
    )
