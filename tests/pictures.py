"""Draw the pictures of docs/members.md anew: what the commands really say, on the fictional register of 122.

PYTHONPATH=tests:. python tests/pictures.py
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from click.testing import CliRunner
from register import as_workbook, clean
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text
from secretary import Office, at_work

from mailflow import i18n
from mailflow.cli.members import command
from mailflow.errors import MailflowError

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
WIDTH = 104
# Rich's frame, without the fonts that it would have a reader fetch from elsewhere.
FRAME = re.sub(r"@font-face \{\{.*?\}\}|<!--.*?-->", "", CONSOLE_SVG_FORMAT, flags=re.S)


def draw(name: str, typed: str, said: str, most: int = 26) -> None:
    """One command and the beginning of what it says, as a picture with its words in it."""
    lines = said.rstrip().splitlines()
    shown = lines if len(lines) <= most else [*lines[:most], "…"]
    console = Console(record=True, width=WIDTH, file=open("/dev/null", "w", encoding="utf-8"))  # noqa: SIM115
    console.print(Text(f"$ {typed}", style="bold"))
    for line in shown:
        console.print(Text.from_ansi(line), soft_wrap=False)
    svg = console.export_svg(title="mailflow", theme=DEFAULT_TERMINAL_THEME, code_format=FRAME, unique_id=name)
    (PICTURES / f"{name}.svg").write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", "utf-8")


def run(office: Office, *words: str, keyboard: str | None = None) -> str:
    with office.context() as context:
        result = CliRunner().invoke(command, [str(word) for word in words], obj=context, input=keyboard)
    return result.output + (f"{result.exception}" if isinstance(result.exception, MailflowError) else "")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    i18n.activate_everywhere("da")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        office = at_work(place, f"sqlite:///{place}/mailflow.db")
        office.config.write_text(office.config.read_text("utf-8").replace('"en"', '"da"'), "utf-8")
        file = place / "medlemmer.xlsx"
        file.write_bytes(as_workbook(clean()))
        run(office, "import", file, "--yes")
        page = place / "rapport.html"
        run(office, "report", "--format", "html", "--output", page)
        bars = re.search(r"<svg.*?</svg>", page.read_text("utf-8"), re.S)
        assert bars is not None
        (PICTURES / "report.svg").write_text(bars[0] + "\n", "utf-8")
        rows = clean()
        rows[3][4] = "dan.agerholm@bornholm.example"
        rows[6][2] = "Gladsaxe"
        rows[20][6] = "bestyrelse"
        rows.append(["Tove Arv", "Kommunaldirektør", "Odder", "Midtjylland", "tove.arv@odder.example", "70009999", ""])
        file.write_bytes(as_workbook(rows))
        draw("import", "mailflow members import medlemmer.xlsx --dry-run", run(office, "import", file, "--dry-run"))
        rows[9][4] = rows[4][4]
        rows[19][4] += " / privat@hjem.example"
        rows[39][2] = "Oddense"
        rows[59][3] = "Midtjylland"
        rows[89][6] = "bestyrlse"
        file.write_bytes(as_workbook(rows))
        draw("findings", "mailflow members import medlemmer.xlsx", run(office, "import", file, "--dry-run"))
        run(office, "leave", "medlem80@kommune80.example")
        run(office, "edit", "medlem5@kommune5.example", "--role", "formand")
        draw("check", "mailflow members check", run(office, "check"))


if __name__ == "__main__":
    main()
