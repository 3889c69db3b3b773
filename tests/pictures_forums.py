"""Draw the pictures of docs/forums.md anew: the board's page of a call, and the overview (needs Chromium).

PYTHONPATH=tests:. python tests/pictures_forums.py
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner
from pictures import PICTURES, draw
from register import as_workbook, clean
from secretary import Office, at_work
from sqlalchemy import select

from mailflow import i18n
from mailflow.cli.forums import command as forums
from mailflow.models import Association

EXAMPLE = Path(__file__).parent.parent / "config" / "examples" / "udpegninger.csv"


def main() -> None:
    i18n.activate_everywhere("da")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        members = at_work(place, f"sqlite:///{place}/mailflow.db")
        members.config.write_text(members.config.read_text("utf-8").replace('"en"', '"da"'), "utf-8")
        members.now = "2026-11-23T10:00:00+01:00"
        rows = clean()
        (place / "medlemmer.xlsx").write_bytes(as_workbook(rows))
        members.run("import", place / "medlemmer.xlsx", "--yes")
        office = replace(members, group=forums)
        office.run("import", EXAMPLE, "--yes", "--rest")
        with office.context() as context, context.store.writing() as session:
            session.scalars(select(Association)).one().installed_at = context.clock.now()
        call = office.json("call", "byplanraadet", "--to", "all", "--deadline", "2026-12-08", "--yes")["id"]
        office.now = "2026-11-25T10:00:00+01:00"
        said = [
            (40, 40, "Jeg stiller gerne op. Jeg har haft ansvaret for by og plan i tolv år."),
            (90, 90, "Jeg melder mig gerne, hvis I mangler en fra Nordjylland."),
            (12, 63, "Jeg foreslår min kollega, der er uddannet planlægger."),
        ]
        for who, whom, words in said:
            order = ("answer", call, rows[who][4], "--nominates", rows[whom][4], "--by", "phone", "--comment", words)
            office.run(*order)
        office.run(
            "answer", call, rows[63][4], "--consents", "--by", "phone", "--comment", "Ja tak, det vil jeg gerne."
        )
        draw("forums-check", "mailflow forums check", said_of(office, "check"))
        page = place / "kandidater.html"
        office.run("candidates", call, "--format", "html", "--output", page)
        photograph(page, "candidates.png")


def said_of(office: Office, *words: str) -> str:
    """Also of a command that ends with another exit code than 0."""
    with office.context() as context:
        return CliRunner().invoke(forums, list(words), obj=context).output


def photograph(page: Path, name: str) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("Chromium is needed to show the page.")
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1000,1650",
         f"--screenshot={PICTURES / name}", page.as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip


if __name__ == "__main__":
    main()
