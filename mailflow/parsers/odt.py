# ruff: noqa: E501 - patterns are easier read on one line
"""OpenDocument text (ODF 1.3, .odt) to blocks: what a reader sees with all changes accepted.

As with Word, deletions, comments, hidden text and pictures are left out and reported, and numbers are computed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, ParseError  # parsing itself is defusedxml's

from mailflow.documents import Removal
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.parsers.blocks import Block, Run, after, block, table, tidy
from mailflow.parsers.docx_package import check, part, too_much
from mailflow.parsers.plaintext import numbered

DEEPEST = 200  # nested elements

_OF = "urn:oasis:names:tc:opendocument:xmlns:"
T, TABLE, STYLE = f"{{{_OF}text:1.0}}", f"{{{_OF}table:1.0}}", f"{{{_OF}style:1.0}}"
_OFFICE, _FO, _DRAW = f"{{{_OF}office:1.0}}", f"{{{_OF}xsl-fo-compatible:1.0}}", f"{{{_OF}drawing:1.0}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SKIPPED = {
    f"{T}tracked-changes", f"{T}sequence-decls", f"{T}variable-decls", f"{T}user-field-decls", f"{_OFFICE}forms", f"{T}change",
    f"{T}change-start", f"{T}change-end", f"{T}bookmark", f"{T}bookmark-start", f"{T}bookmark-end", f"{T}soft-page-break",
    f"{_OFFICE}annotation-end", f"{T}table-of-content", f"{T}alphabetical-index",
}  # fmt: skip


def read(data: bytes) -> tuple[list[Block], list[Removal]]:
    """Blocks of an .odt, and what it holds beside its visible text. Raises ``InputError`` for what is no OpenDocument text,
    is damaged or protected, or unpacks to more than the limits of a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check(archive)
            content, styles = part(archive, "content.xml"), part(archive, "styles.xml")
            manifest = part(archive, "META-INF/manifest.xml")
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ParseError,
        OSError,
        ValueError,
    ) as error:
        raise _damaged() from error
    if manifest is not None and any(node.tag.endswith("}encryption-data") for node in manifest.iter()):
        raise InputError(_("The document is protected by a password."), _("Save it without a password and try again."))
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise _damaged()
    walker = _Walker(_styles(styles, content), _list_styles(styles, content))
    for change in body.iter(f"{T}deletion"):
        walker.drop(tidy(" ".join(change.itertext())), "Slettet tekst (sporet ændring)")
    walker.inside(body, 0)
    return walker.blocks, walker.dropped


def _damaged() -> InputError:
    return InputError(
        _("The OpenDocument text is damaged and cannot be read."),
        _("Open it in LibreOffice, save it anew and try again."),
    )


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str = ""
    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    list_style: str = ""
    title: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: ``form`` is "1", "a", "A", "i", "I" or "" (a bullet)."""

    form: str
    prefix: str = ""
    suffix: str = "."
    start: int = 1
    shown: int = 1  # how many levels its number shows


def _styles(*roots: Element | None) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    for root in roots:
        for node in root.iter(f"{STYLE}style") if root is not None else ():
            text = node.find(f"{STYLE}text-properties")
            value = text.get if text is not None else (lambda name, default=None: default)
            weight, slope, line, display = (
                value(f"{_FO}font-weight"), value(f"{_FO}font-style"), value(f"{STYLE}text-line-through-style"), value(f"{T}display"),
            )  # fmt: skip
            name = node.get(f"{STYLE}name", "")
            found[name] = _Style(
                node.get(f"{STYLE}parent-style-name", ""),
                None if weight is None else weight == "bold" or (weight.isdigit() and int(weight) >= 600),
                None if slope is None else slope == "italic",
                None if line is None else line != "none",
                None if display is None else display == "none",
                node.get(f"{STYLE}list-style-name", ""),
                name in {"Title", "Titel"},
            )
    return found


def _list_styles(*roots: Element | None) -> dict[str, dict[int, _Level]]:
    """The levels (from 1) of each list style, and under "" those of numbered headings."""
    found: dict[str, dict[int, _Level]] = {}
    for root in roots:
        for node in root.iter() if root is not None else ():
            if node.tag not in {f"{T}list-style", f"{T}outline-style"}:
                continue
            levels: dict[int, _Level] = {}
            for level in node:
                depth = _whole(level.get(f"{T}level"), 1)
                form = level.get(f"{STYLE}num-format", "") if "bullet" not in level.tag else ""
                levels[depth] = _Level(
                    form, level.get(f"{STYLE}num-prefix", ""), level.get(f"{STYLE}num-suffix", ""),
                    _whole(level.get(f"{T}start-value"), 1), _whole(level.get(f"{T}display-levels"), 1),
                )  # fmt: skip
            found["" if node.tag == f"{T}outline-style" else node.get(f"{STYLE}name", "")] = levels
    return found


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text, re.ASCII) else default


@dataclass
class _List:
    """A list while it is walked: its style and how far it has counted, by depth from 1."""

    style: str
    counts: dict[int, int] = field(default_factory=dict)


@dataclass
class _Walker:
    styles: dict[str, _Style]
    lists: dict[str, dict[int, _Level]]
    blocks: list[Block] = field(default_factory=list)
    dropped: list[Removal] = field(default_factory=list)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)  # list style or id -> how far it has counted
    footnotes: list[Element] = field(default_factory=list)
    noted: int = 0  # how many of them are written
    part: bool = False  # a cell or a note, whose own notes stand below the whole

    def drop(self, words: str, why: str) -> None:
        if words:
            self.dropped.append(Removal(words, why, ""))

    def inside(
        self, node: Element, depth: int, of: _List | None = None, level: int = 0, marker: str | None = None
    ) -> None:
        """The blocks of an element; ``marker`` is the mark of the list entry whose first paragraph is awaited."""
        if depth > DEEPEST:
            raise too_much()
        for child in node:
            if child.tag in {f"{T}p", f"{T}h"}:
                self._paragraph(child, depth, level, marker)
                marker = None
            elif child.tag == f"{T}list":
                self._list(child, depth, of, level + 1)
            elif child.tag == f"{TABLE}table":
                self._table(child, depth)
            elif child.tag == f"{_OFFICE}annotation":
                self.drop(tidy(" ".join(child.itertext())), "Kommentar i dokumentet")
            elif child.tag not in _SKIPPED:
                self.inside(child, depth + 1, of, level)
            if not self.part:
                self._notes()

    def _list(self, node: Element, depth: int, of: _List | None, level: int) -> None:
        style = node.get(f"{T}style-name", "") or (of.style if of else "")
        if of is None:
            goes_on = node.get(f"{T}continue-list", "")
            follows = node.get(f"{T}continue-numbering") == "true"
            counts = self.counted.get(goes_on) or (self.counted.get(style) if follows else None)
            of = _List(style, dict(counts or {}))
        elif node.get(f"{T}style-name"):
            of = _List(style, of.counts)
        for entry in node:
            if entry.tag not in {f"{T}list-item", f"{T}list-header"}:
                continue
            words = "".join(entry.itertext()).strip()
            marker = (
                self._next(of, level, _whole(entry.get(f"{T}start-value"), 0))
                if entry.tag == f"{T}list-item" and words and not _only_list(entry)
                else None
            )
            self.inside(entry, depth + 1, of, level, marker)
        if level == 1:
            for name in (style, node.get(_ID, "")):
                if name:
                    self.counted[name] = of.counts

    def _next(self, of: _List, level: int, start: int) -> str:
        """The next mark at a level: "2.", "2.1", or "" for a bullet."""
        own = self.lists.get(of.style, {}).get(level, _Level(""))
        of.counts[level] = start or of.counts.get(level, own.start - 1) + 1
        for deeper in [depth for depth in of.counts if depth > level]:
            del of.counts[deeper]
        if not own.form:
            return ""
        numbers = [
            _figure(of.counts.get(depth, 1), self.lists.get(of.style, {}).get(depth, own).form)
            for depth in range(max(1, level - own.shown + 1), level + 1)
        ]
        return f"{own.prefix}{'.'.join(numbers)}{own.suffix}"

    def _style(self, name: str) -> _Style:
        """A style with what it inherits."""
        whole, seen = self.styles.get(name, _Style()), {name}
        while whole.parent and whole.parent not in seen and whole.parent in self.styles:
            seen.add(whole.parent)
            parent = self.styles[whole.parent]
            unsaid = {
                one: getattr(parent, one)
                for one in ("bold", "italic", "struck", "hidden")
                if getattr(whole, one) is None
            }
            whole = replace(
                whole,
                parent=parent.parent,
                list_style=whole.list_style or parent.list_style,
                title=whole.title or parent.title,
                **unsaid,
            )
        return whole

    def _paragraph(self, node: Element, depth: int, level: int, marker: str | None) -> None:
        style = self._style(node.get(f"{T}style-name", ""))
        runs = list(self._runs(node, Run("", bold=bool(style.bold)), bool(style.hidden), depth))
        text = "".join(run.text for run in runs).strip()
        heading = min(_whole(node.get(f"{T}outline-level"), 1), 6) if node.tag == f"{T}h" else int(style.title)
        if node.tag == f"{T}h" and marker is None and text and self.lists.get("", {}).get(heading, _Level("")).form:
            of = _List("", self.counted.setdefault("\0outline", {}))
            marker = self._next(of, heading, 0)
        if not text:
            return
        if heading:
            self.blocks.append(block("heading", [Run(f"{marker} "), *runs] if marker else runs, heading))
        elif marker is not None:
            self.blocks.append(block("number" if marker else "bullet", runs, max(0, level - 1), marker))
        else:
            typed = numbered(text) if "\n" not in text else None
            self.blocks.append(block("number", after(runs, typed[0]), 0, typed[0]) if typed else block("text", runs))

    def _runs(self, node: Element, dress: Run, hidden: bool, depth: int) -> Iterator[Run]:
        if depth > DEEPEST:
            raise too_much()
        yield from self._said(node.text, dress, hidden)
        for child in node:
            yield from self._piece(child, dress, hidden, depth)
            yield from self._said(child.tail, dress, hidden)

    def _said(self, words: str | None, dress: Run, hidden: bool) -> Iterator[Run]:
        if words and hidden:
            self.drop(tidy(words), "Skjult tekst i dokumentet")
        elif words:
            yield dress.with_text(re.sub(r"[ \t\r\n]+", " ", words))  # white space collapses (6.1.2)

    def _piece(self, child: Element, dress: Run, hidden: bool, depth: int) -> Iterator[Run]:
        if child.tag == f"{T}span":
            own = self._style(child.get(f"{T}style-name", ""))
            inner = replace(
                dress, bold=dress.bold if own.bold is None else own.bold, italic=dress.italic if own.italic is None else own.italic,
                struck=dress.struck if own.struck is None else own.struck,
            )  # fmt: skip
            yield from self._runs(child, inner, hidden if own.hidden is None else own.hidden, depth + 1)
        elif child.tag == f"{T}a":
            yield from self._runs(child, replace(dress, href=child.get(_HREF, "")), hidden, depth + 1)
        elif child.tag in {f"{T}s", f"{T}tab"}:
            yield dress.with_text(" ")
        elif child.tag == f"{T}line-break":
            yield dress.with_text("\n")
        elif child.tag in {f"{T}hidden-text", f"{T}hidden-paragraph"}:
            self.drop(tidy("".join(child.itertext()) or child.get(f"{T}string-value", "")), "Skjult tekst i dokumentet")
        elif child.tag == f"{_OFFICE}annotation":
            self.drop(tidy(" ".join(child.itertext())), "Kommentar i dokumentet")
        elif child.tag == f"{T}note":
            body = child.find(f"{T}note-body")
            if body is not None:
                self.footnotes.append(body)
                yield dress.with_text(f"[{len(self.footnotes)}]")
        elif child.tag == f"{_DRAW}frame":
            box = child.find(f"{_DRAW}text-box")
            if box is not None:
                self.inside(box, depth + 1)
            else:
                self.drop(child.get(f"{_DRAW}name") or "billede", "Billeder og indlejrede filer kommer ikke med")
        elif child.tag not in _SKIPPED:
            yield from self._runs(child, dress, hidden, depth + 1)

    def _notes(self) -> None:
        """Foot- and endnotes stand below the paragraph or table that refers to them, as with Word."""
        while self.noted < min(len(self.footnotes), 1000):
            note, self.noted = self.footnotes[self.noted], self.noted + 1
            inner = replace(self, blocks=[], footnotes=[], part=True)
            inner.inside(note, 1)
            if inner.blocks:
                first, mark = inner.blocks[0], self.noted
                self.blocks.append(replace(first, text=f"\\[{mark}\\] {first.text}", plain=f"[{mark}] {first.plain}"))
                self.blocks += inner.blocks[1:]

    def _table(self, node: Element, depth: int) -> None:
        rows: list[list[str]] = []
        unfolded: list[Block] = []
        many = False
        for row in _rows(node, 0):
            cells: list[str] = []
            for cell in row:
                if cell.tag != f"{TABLE}table-cell":
                    continue
                inner = replace(self, blocks=[], part=True)
                inner.inside(cell, depth + 1)
                many = (
                    many
                    or len(inner.blocks) > 3
                    or any(one.kind in {"heading", "number", "table"} for one in inner.blocks)
                )
                unfolded += inner.blocks
                cells.append("\n".join(one.text for one in inner.blocks))
            if any(cells):
                rows.append(cells)
        if many or all(len(row) < 2 for row in rows):
            self.blocks += unfolded  # a table for looks only: its cells are the document
        elif rows:
            self.blocks.append(table(rows, header=node.find(f"{TABLE}table-header-rows") is not None))


def _rows(node: Element, depth: int) -> Iterator[Element]:
    if depth > DEEPEST:
        raise too_much()
    for child in node:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in {f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"}:
            yield from _rows(child, depth + 1)


def _only_list(entry: Element) -> bool:
    """Whether an entry holds nothing but a deeper list: it takes no number of its own."""
    return all(child.tag == f"{T}list" for child in entry)


def _figure(number: int, form: str) -> str:
    if form in {"a", "A"} and number > 0:
        letters = chr(ord(form) + (number - 1) % 26)
        return letters * ((number - 1) // 26 % 20 + 1)
    if form in {"i", "I"} and 0 < number < 4000:
        roman, rest = "", number
        for value, figure in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                              (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):  # fmt: skip
            roman += figure * (rest // value)
            rest %= value
        return roman if form == "i" else roman.upper()
    return str(number)
