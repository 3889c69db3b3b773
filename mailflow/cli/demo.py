"""``mailflow demo``: a whole round of minutes in rehearsed time, on real servers that live as long as the command."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailflow.cli.parameters import DAY, FILE
from mailflow.errors import RefusedError
from mailflow.i18n import _

if TYPE_CHECKING:
    from mailflow.demo.story import Papers

MARKER = "mailflow-demo"


@click.command(
    "demo", help=_("Play a whole round of minutes with a fictional board, on servers of its own, in under a minute.")
)
@click.option("--minutes", type=FILE, help=_("Play it with this document."))
@click.option("--meeting-date", type=DAY, help=_("The day of the meeting, as 2026-08-29."))
@click.option("--as-minutes", is_flag=True, help=_("Send it although it does not look like minutes."))
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default=Path("demo-out"), show_default=True,
              help=_("Where mails, site and certificate are kept."))  # fmt: skip
def command(minutes: Path | None, meeting_date: date | None, as_minutes: bool, output: Path) -> None:
    from mailflow.cli.main import invoke
    from mailflow.demo import story
    from mailflow.demo.stage import Stage

    began = time.monotonic()
    os.environ["MAILFLOW_USER"] = story.SECRETARY  # who sits at the keyboard in this story
    _clear(output)
    stage = Stage(output.resolve(), invoke, _tell)
    with as_file(files("mailflow.demo")) as data:
        first = minutes or data / "referat.docx"
        papers = _papers(data, first, minutes is not None, meeting_date, as_minutes,
                         stage.folder)  # fmt: skip
        stage.start()
        try:
            stage.now = datetime.combine(papers.meeting, datetime.min.time(), story.ZONE)
            stage.command("members", "import", str(data / "medlemmer.csv"), "--yes")
            slug = story.play(stage, papers)
            certificate = stage.quietly("minutes", "certificate", slug)
        finally:
            stage.stop()
    (stage.folder / "certificate.txt").write_text(certificate, encoding="utf-8")
    click.echo()
    click.secho(_("Done in {seconds:.0f} seconds. Have a look at:").format(seconds=time.monotonic() - began), bold=True)
    for what, where in (
        (_("the website"), stage.folder / "site" / "index.html"),
        (_("every mail, as it was sent or came"), stage.folder / "mails"),
        (_("the closing certificate"), stage.folder / "certificate.txt"),
        (_("the round itself"), f"mailflow --config {stage.config} minutes show {slug}"),
    ):
        click.echo(f"  {what}: {where}")


def _papers(data: Path, first: Path, own: bool, day: date | None, as_minutes: bool, folder: Path) -> Papers:
    """Read the document as ``minutes send`` will, so that a refusal comes before anything is started."""
    from mailflow.cli.minutes.reading import Settling, read_paper
    from mailflow.cli.minutes.send import the_day
    from mailflow.demo.story import Papers, corrected_copy

    paper = read_paper(first, Settling(all_kept=own), as_minutes=as_minutes)
    meeting = the_day(paper.minutes, day, datetime.now(UTC).date(), 100_000, asking=False)
    items = [item for item in paper.minutes.items if not item.closed and "." not in item.number]
    item = items[min(2, len(items) - 1)].number if items else "1"
    extra = ["--meeting-date", meeting.isoformat()]
    if own:
        extra += ["--keep-doubtful"] + (["--as-minutes"] if as_minutes else [])
    corrected = corrected_copy(first, paper.minutes.markdown, item, folder) if own else data / "referat-rettet.md"
    return Papers(first, corrected, meeting, item, tuple(extra))


def _clear(output: Path) -> None:
    """Only a folder that an earlier demo made is emptied."""
    if output.exists() and any(output.iterdir()):
        if not (output / MARKER).exists():
            raise RefusedError(_("{folder} is not empty.").format(folder=output), _("Name another: --output FOLDER."))
        shutil.rmtree(output)
    output.mkdir(parents=True, exist_ok=True)
    (output / MARKER).write_text("Made by mailflow demo; a new demo empties this folder.\n")


def _tell(kind: str, line: str) -> None:
    if kind == "time":
        click.echo()
        click.secho(line, bold=True)
    elif kind == "command":
        click.secho(f"  $ {line}", fg="cyan")
    elif kind == "came":
        click.secho(f"  ← {line}", fg="green")
    elif kind == "sent":
        click.secho(f"  → {line}", fg="yellow")
    else:
        click.echo(f"    {line}")
