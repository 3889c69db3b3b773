"""Markdown, with whatever HTML people have pasted into it, to blocks.

CommonMark (0.31) is rendered to HTML and that tree is walked, so that Markdown and HTML mixed in one line come out as one
structure. Nothing but words, emphasis, links, lists, headings and tables survives; what was hidden is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailflow.documents import Removal
from mailflow.parsers.blocks import Block, Run, after, block, table, tidy
from mailflow.parsers.plaintext import begins_with_month, flows, numbered

DEEPEST = 100  # nested elements; what lies deeper is read as plain words

_LOOKS = re.compile(
    r"^#{1,6}[ \t]|^\s*\|.*\|\s*$|\*\*\S|</?(?:b|i|p|ul|ol|li|br|div|span|strong|em|table|h[1-6]|a|u)\b[^>]*>",
    re.MULTILINE | re.IGNORECASE,
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {"p", "div", "section", "article", "main", "header", "footer", "aside", "address", "dl", "dt", "dd", "center",
           "blockquote", "pre", "figure", "figcaption", "body", "html", "details", "summary", "nav"}  # fmt: skip
_NOT_WORDS = {"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "head", "title", "meta",
              "link", "base", "form", "input", "textarea", "select", "button", "canvas", "audio", "video", "source",
              "applet", "frame", "frameset", "noframes", "xmp", "plaintext"}  # fmt: skip
_HIDDEN_STYLE = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|font-size:0(?![.\d]*[1-9])|opacity:0(?![.\d]*[1-9])"
)
_SOFT = "\x1e"  # a line's end in the source, until it is known whether it is a wrap or a break
_LEAD = re.compile(r"^\s*[-–•*·]\s+(?=\S)")


def looks_like_markdown(text: str) -> bool:
    """Whether a text file holds Markdown or HTML marks and is to be read as such."""
    return bool(_LOOKS.search(text))


def read(text: str) -> tuple[list[Block], list[Removal]]:
    """Blocks, and what the file holds beside its visible text. Never raises."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
    tokens = parser.parse(text.replace("\x00", ""))
    ordered: list[list[str]] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            ordered.append([])
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            ordered.pop()
        elif token.type == "list_item_open" and token.info:
            ordered[-1].append(token.info)
            token.attrSet("data-number", token.info + token.markup)
    return read_html(parser.renderer.render(tokens, parser.options, {}))


def read_html(text: str) -> tuple[list[Block], list[Removal]]:
    """As ``read``, for a page that is HTML from its beginning."""
    walker = _Walker()
    body = LexborHTMLParser(text).body
    if body is not None:
        walker.children(body, Run(""), 0)
    walker.flush()
    return _renumbered(walker.blocks), walker.dropped


@dataclass
class _Walker:
    """Walks an HTML tree; ``runs`` is the paragraph being gathered."""

    blocks: list[Block] = field(default_factory=list)
    dropped: list[Removal] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)  # "ul" or "ol", outermost first
    entry: str | None = None  # the marker of the list entry whose first words are awaited; "" for a bullet

    def flush(self, heading: int = 0) -> None:
        """End the paragraph; ``heading`` is its level if it is one."""
        runs, self.runs = _settled(self.runs), []
        if not "".join(run.text for run in runs).strip():
            return
        if heading:
            self.blocks.append(block("heading", runs, heading))
        elif self.entry is not None:
            self.blocks.append(self._entry_block(runs, self.entry))
            self.entry = None
        else:
            made = block("text", runs)
            typed = numbered(made.plain) if "\n" not in made.plain else None
            self.blocks.append(block("number", after(runs, typed[0]), 0, typed[0]) if typed else made)

    def _entry_block(self, runs: list[Run], marker: str) -> Block:
        first = next(place for place, run in enumerate(runs) if run.text.strip())
        runs[first] = runs[first].with_text(_LEAD.sub("", runs[first].text))  # "<li>• Words" has two bullets
        words = "".join(run.text for run in runs).strip()
        depth = max(0, len(self.lists) - 1)
        if marker and begins_with_month(words):
            # "- 22. september" is a list in a list to CommonMark, and a date to whoever wrote it.
            return block("bullet", [Run(f"{marker} "), *runs], depth)
        if marker:
            return block("number", runs, depth, marker, listed="ul" in self.lists)
        typed = numbered(words)
        if typed:
            return block("number", after(runs, typed[0]), depth, typed[0], listed=True)
        return block("bullet", runs, depth)

    def children(self, node: LexborNode, dress: Run, depth: int) -> None:
        child = node.first_child
        while child is not None:
            self.node(child, dress, depth + 1)
            child = child.next

    def node(self, node: LexborNode, dress: Run, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            words = node.text_content or ""
            self.runs.append(dress.with_text(words.replace("\n", _SOFT)))
            return
        if tag in {"-comment", "_comment", "!--"} or tag.startswith("-"):
            words = tidy((node.html or "").removeprefix("<!--").removesuffix("-->"))
            if words:
                self.dropped.append(Removal(words, "Skjult kommentar i dokumentet", ""))
            return
        attributes = node.attributes
        if tag == "img":
            self.dropped.append(Removal(tidy(attributes.get("alt") or "billede"), "Billeder kommer ikke med", ""))
            return
        if tag in _NOT_WORDS:
            self.dropped.append(Removal(f"<{tag}>", "Kode eller formular i dokumentet", ""))
            return
        style = re.sub(r"\s", "", attributes.get("style") or "").lower()
        if "hidden" in attributes or _HIDDEN_STYLE.search(style):
            words = tidy(node.text(deep=True))
            if words:
                self.dropped.append(Removal(words, "Skjult tekst i dokumentet", ""))
            return
        if depth > DEEPEST:
            self.runs.append(dress.with_text(node.text(deep=True)))
            return
        self._element(node, tag, attributes, dress, depth)

    def _element(self, node: LexborNode, tag: str, attributes: dict[str, str | None], dress: Run, depth: int) -> None:
        if tag in _HEADINGS:
            self.flush()
            self.children(node, dress, depth)
            self.flush(_HEADINGS[tag])
        elif tag == "br":
            self.runs.append(dress.with_text("\n"))
        elif tag == "hr":
            self.flush()
        elif tag in {"ul", "ol"}:
            self.flush()
            self.lists.append(tag)
            self.children(node, dress, depth)
            self.flush()
            self.lists.pop()
        elif tag == "li":
            self.flush()
            number = attributes.get("data-number") or ""
            if not number and self.lists and self.lists[-1] == "ol":
                number = f"{_place(node)}."
            self.entry = number if re.fullmatch(r"\d{1,9}[.)]", number) else ""
            self.children(node, dress, depth)
            self.flush()
            self.entry = None
        elif tag == "table":
            self.flush()
            self._table(node, depth)
        elif tag in _BLOCKS:
            self.flush()
            self.children(node, dress, depth)
            self.flush()
        else:
            dresses: dict[str, dict[str, Any]] = {
                "b": {"bold": True}, "strong": {"bold": True}, "i": {"italic": True}, "em": {"italic": True},
                "s": {"struck": True}, "del": {"struck": True}, "strike": {"struck": True},
                "a": {"href": attributes.get("href") or ""},
            }  # fmt: skip
            self.children(node, replace(dress, **dresses.get(tag, {})), depth)

    def _table(self, node: LexborNode, depth: int) -> None:
        rows: list[list[str]] = []
        many = False
        header = False
        inner_blocks: list[Block] = []
        for row in node.css("tr"):
            if not _directly_in(row, node):
                continue  # a table inside a cell is read with its cell
            cells = []
            for cell in row.iter():
                if cell.tag not in {"td", "th"}:
                    continue
                inner = _Walker()
                inner.children(cell, Run(""), depth + 1)
                inner.flush()
                self.dropped += inner.dropped
                many = (
                    many or len(inner.blocks) > 3 or any(b.kind in {"heading", "number", "table"} for b in inner.blocks)
                )
                inner_blocks += inner.blocks
                cells.append("\n".join(b.text for b in inner.blocks))
            if any(cells):
                header = header or (not rows and row.css_first("th") is not None)
                rows.append(cells)
        if many or all(len(row) < 2 for row in rows):
            self.blocks += inner_blocks  # a table for looks only: its cells are the document
        elif rows:
            self.blocks.append(table(rows, header))


def _settled(runs: list[Run]) -> list[Run]:
    """Lines wrapped at a column flow on; short lines (a date, a place, names) keep their ends, which CommonMark would lose."""
    lines = "".join(run.text for run in runs).strip().replace(_SOFT, "\n").split("\n")
    end = " " if flows([line.strip() for line in lines]) else "\n"
    return [run.with_text(run.text.replace(_SOFT, end)) for run in runs]


def _place(node: LexborNode) -> int:
    """Which entry of its list a <li> is."""
    place, before = 1, node.prev
    while before is not None:
        place += before.tag == "li"
        before = before.prev
    return place


def _directly_in(row: LexborNode, table_node: LexborNode) -> bool:
    above = row.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above is not None and above.mem_id == table_node.mem_id


def _renumbered(blocks: list[Block]) -> list[Block]:
    """A list in which every entry is "1." is numbered by its reader (CommonMark section 5.3); two such entries are rather
    an item and the first below it, so they keep what was typed."""
    out = list(blocks)
    start = 0
    while start < len(out):
        end = start
        while (
            end < len(out)
            and out[end].kind == "number"
            and out[end].marker == "1."
            and out[end].level == out[start].level
        ):
            end += 1
        if end - start >= 3:
            for place in range(start, end):
                out[place] = replace(out[place], marker=f"{place - start + 1}.")
        start = max(end, start + 1)
    return out
