"""A document of headings, paragraphs, lists and tables as plain values, and the same as Markdown and as HTML.

For what is printed from the register: one content, and every format says the same. As PDF: ``typeset.typeset(printed(…))``; as
Word: ``wordfile``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape as escaped

from mailflow.letters.markdown import Markdown, escape
from mailflow.pages import typeset
from mailflow.pages.typeset import Node


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: str


@dataclass(frozen=True, slots=True)
class Listing:
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of a row names it. ``strong``: the rows that are marked, by their place."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG made by us, with its text alternative; ``png`` is the same for Word, which shows no SVG of ours."""

    svg: str
    alt: str
    png: bytes = b""


Block = Heading | Paragraph | Listing | Table | Picture
_NARROWEST, _WIDEST = 13, 42  # characters


def widths(table: Table) -> tuple[int, ...]:
    """How wide the columns are to one another: by the longest cell, within reason."""
    longest = [max(len(row[column]) for row in (table.head, *table.rows)) for column in range(len(table.head))]
    return tuple(min(max(length, _NARROWEST), _WIDEST) + 4 for length in longest)  # 4: the margins


def printed(blocks: Sequence[Block]) -> list[Node]:
    """The same for ``typeset``."""
    nodes: list[Node] = []
    for one in blocks:
        match one:
            case Picture(svg, alt):
                nodes.append({"k": "svg", "t": svg, "alt": alt})
            case Table():
                nodes += [{**node, "widths": list(widths(one))} for node in typeset.blocks_of(html([one]))]
            case _:
                nodes += typeset.blocks_of(html([one]))
    return nodes


def markdown(blocks: Sequence[Block]) -> Markdown:
    """Every word is escaped: it cannot become markup."""
    lines: list[str] = []
    for one in blocks:
        match one:
            case Heading(level, words):
                lines.append(f"{'#' * level} {escape(words)}")
            case Paragraph(words):
                lines.append(escape(words))
            case Listing(entries):
                lines += [f"- {escape(entry)}" for entry in entries]
            case Table(head, rows, strong):
                lines += [_row(head), f"|{'---|' * len(head)}"]
                lines += [_row(row, strong=place in strong) for place, row in enumerate(rows)]
            case Picture():
                continue  # the table beside it says the same
        lines.append("")
    return Markdown("\n".join(lines))


def _row(cells: Sequence[str], *, strong: bool = False) -> str:
    written = [f"**{escape(cell)}**" if strong and cell.strip() else escape(cell) for cell in cells]
    return f"| {' | '.join(written)} |"


def html(blocks: Sequence[Block]) -> str:
    """A fragment; a table's heads and its rows' first cells are header cells (HTML Standard 4.9.10, scope)."""
    parts: list[str] = []
    for one in blocks:
        match one:
            case Heading(level, words):
                parts.append(f"<h{level}>{escaped(words)}</h{level}>")
            case Paragraph(words):
                parts.append(f"<p>{escaped(words)}</p>")
            case Listing(entries):
                parts.append("<ul>" + "".join(f"<li>{escaped(entry)}</li>" for entry in entries) + "</ul>")
            case Table(head, rows, strong):
                heads = "".join(f'<th scope="col">{escaped(cell)}</th>' for cell in head)
                body = "".join(_html_row(row, strong=place in strong) for place, row in enumerate(rows))
                parts.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>")
            case Picture(svg):
                parts.append(f"<figure>{svg}</figure>")
    return "\n".join(parts)


def _html_row(cells: Sequence[str], *, strong: bool) -> str:
    words = [f"<strong>{escaped(cell)}</strong>" if strong and cell else escaped(cell) for cell in cells]
    return f'<tr><th scope="row">{words[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in words[1:]) + "</tr>"


def page(fragment: str, title: str, language: str) -> str:
    """A whole HTML page, which fetches nothing and runs nothing."""
    return _PAGE.format(language=language, title=escaped(title), body=fragment)


_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ max-width: 62rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 sans-serif; overflow-wrap: anywhere; }}
svg {{ max-width: 100%; height: auto; font: 15px sans-serif; fill: currentColor; }}
figure {{ margin: 1rem 0; }}
table {{ border-collapse: collapse; margin: .5rem 0; width: 100%; }}
td, th {{ padding: .3rem .6rem; border: 1px solid #888; text-align: left; vertical-align: top; }}
tbody th {{ font-weight: normal; }}
@media print {{ body {{ color: #000; background: #fff; }} thead {{ display: table-header-group; }} }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
