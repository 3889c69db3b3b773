"""The certificate as a paper: plain text, 78 characters wide, to read, print, or show a board member."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailflow.letters import dates

WIDTH = 78
COLUMN = 17  # where the second column of the heading begins
TEMPLATES = Path(__file__).parent.parent / "templates"
# Words from mail: nothing in them may move the cursor, colour the terminal, or turn the reading direction (T-63, T-88).
_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def as_text(certificate: dict[str, Any], language: str) -> str:
    """``templates/<language>/certificate.txt.j2`` filled in with the certificate's own keys, ending in a newline."""
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(TEMPLATES / language), undefined=jinja2.StrictUndefined, finalize=_clean,
        trim_blocks=True, lstrip_blocks=True, autoescape=False,
    )  # fmt: skip
    zone = ZoneInfo(certificate["timezone"])
    environment.filters.update(when=_when(zone, language), para=_paragraph, field=_field, said=_said, middle=_middle)
    text = environment.get_template("certificate.txt.j2").render(certificate, by_id=_by_id)
    lines = [line.rstrip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _clean(value: object) -> object:
    return _UNSAFE.sub("?", value) if isinstance(value, str) else value


def _by_id(rows: list[dict[str, Any]], wanted: object) -> dict[str, Any]:
    """The row with that id; StrictUndefined speaks up when it has none of the keys asked for."""
    return next((row for row in rows if row["id"] == wanted), {})


def _when(zone: ZoneInfo, language: str) -> Callable[[str | None], str]:
    """ISO to words: "tirsdag den 5. september 2023 kl. 23.59"; anything that is no time stays as it is."""
    return lambda iso: dates.words(iso, zone, language) if iso else ""


def _paragraph(text: str, indent: int = 0, hang: int | None = None) -> str:
    """Wrapped to the page; ``hang`` is the indent from the second line on. Hashes and addresses are never broken."""
    first, rest = " " * indent, " " * (indent if hang is None else hang)
    words = " ".join(str(_clean(text)).split())
    return textwrap.fill(
        words, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _field(value: str, label: str) -> str:
    """A label and what it names, in two columns."""
    words = " ".join(str(_clean(value)).split())
    return textwrap.fill(
        words, WIDTH, initial_indent=label.ljust(COLUMN), subsequent_indent=" " * COLUMN, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _middle(text: str) -> str:
    return " ".join(str(_clean(text)).split()).center(WIDTH).rstrip()


def _said(text: str, indent: int = 0) -> str:
    """Somebody's own words, line by line, with a bar in front."""
    bar = " " * indent + "| "
    lines = str(_clean(text)).strip().splitlines() or [""]
    wrap = [textwrap.wrap(line, WIDTH - len(bar), break_long_words=True) or [""] for line in lines]
    return "\n".join(bar + piece for pieces in wrap for piece in pieces)
