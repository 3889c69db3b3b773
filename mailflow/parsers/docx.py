"""Word documents (ECMA-376, .docx and .docm) to blocks: what a reader sees with all changes accepted.

Insertions stay, deletions go; comments, hidden text, pictures and macros are left out and reported. Numbers are computed,
since Word writes none into the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element  # the type only; parsing is defusedxml's

from mailflow.documents import Removal
from mailflow.parsers import docx_numbers
from mailflow.parsers.blocks import Block, Run, after, block, table, tidy
from mailflow.parsers.docx_numbers import Numbering, W
from mailflow.parsers.docx_package import Package, R, take_apart, too_much
from mailflow.parsers.plaintext import numbered

DEEPEST = 200  # nested elements
SMALLEST = 4  # half points: what is smaller nobody can read

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{W}del", f"{W}moveFrom"}  # tracked deletions, 17.13.5
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
_INHERITED = ("outline", "number_id", "depth", "bold", "hidden")


def read(data: bytes) -> tuple[list[Block], list[Removal]]:
    """Blocks of a .docx, and what it holds beside its visible text. Raises ``InputError`` as ``take_apart`` does."""
    package = take_apart(data)
    walker = _Walker(package, _styles(package.styles), docx_numbers.read(package.numbering))
    walker.body(package.body, 0)
    for comment in package.comments.iter(f"{W}comment") if package.comments is not None else ():
        walker.drop(tidy(" ".join(node.text or "" for node in comment.iter(f"{W}t"))), "Kommentar i dokumentet")
    form = [
        (tidy(" ".join(_deleted(line) for line in head.iter(f"{W}p"))), "Sidehoved eller sidefod")
        for head in package.heads
    ]
    form += [(tidy(words), "Dokumentets egenskaber") for words in package.properties]
    return walker.blocks, walker.dropped + [
        Removal(words, why, "", form=True) for words, why in dict.fromkeys(form) if words
    ]


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    outline: int | None = None  # 0 = a heading of the first level
    number_id: str | None = None
    depth: int | None = None
    bold: bool | None = None
    hidden: bool | None = None


def _styles(root: Element | None) -> dict[str, _Style]:
    styles: dict[str, _Style] = {}
    for node in root.iter(f"{W}style") if root is not None else ():
        own = _Style(_value(node, "name").lower(), _value(node, "basedOn"))
        properties, run = node.find(f"{W}pPr"), node.find(f"{W}rPr")
        if properties is not None:
            number = properties.find(f"{W}numPr")
            own = replace(
                own, outline=_whole(_value(properties, "outlineLvl")), number_id=_value(number, "numId") or None,
                depth=_whole(_value(number, "ilvl")),
            )  # fmt: skip
        styles[node.get(f"{W}styleId", "")] = replace(own, bold=_toggle(run, "b"), hidden=_toggle(run, "vanish"))
    return styles


def _value(node: Element | None, name: str) -> str:
    child = node.find(f"{W}{name}") if node is not None else None
    return child.get(f"{W}val", "") if child is not None else ""


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else None


def _toggle(properties: Element | None, name: str) -> bool | None:
    """A property that is on, off, or (None) not said (17.17.4 ST_OnOff)."""
    child = properties.find(f"{W}{name}") if properties is not None else None
    return None if child is None else child.get(f"{W}val", "true").lower() not in {"0", "false", "off", "none"}


def _white(properties: Element | None) -> bool:
    """White words with no colour behind them: on the paper nobody sees them."""
    if properties is None or any(properties.find(f"{W}{name}") is not None for name in ("shd", "highlight")):
        return False
    return _value(properties, "color").upper() == "FFFFFF"


@dataclass
class _Walker:
    package: Package
    styles: dict[str, _Style]
    numbers: Numbering
    blocks: list[Block] = field(default_factory=list)
    dropped: list[Removal] = field(default_factory=list)
    footnotes: list[Element] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)  # text boxes of the paragraph that is being read
    noted: int = 0  # how many of them are written
    painted: bool = False  # in a cell or a box that may have a colour, where white words can be read

    def drop(self, words: str, why: str) -> None:
        if words:
            self.dropped.append(Removal(words, why, ""))

    def body(self, node: Element, depth: int) -> None:
        """The blocks of a body, cell, content control or note."""
        if depth > DEEPEST:
            raise too_much()
        for child in node:
            if child.tag == f"{W}p":
                self._paragraph(child, depth)
                boxes, self.boxes = self.boxes, []
                self.blocks += boxes
            elif child.tag == f"{W}tbl":
                self._table(child, depth)
            elif child.tag in _GONE:
                self.drop(_deleted(child), "Slettet tekst (sporet ændring)")
            elif child.tag == f"{_COMPATIBLE}AlternateContent":
                self.body(_choice(child), depth + 1)
            elif child.tag not in {f"{W}sectPr", f"{W}sdtPr", f"{W}tcPr", f"{W}pPr", f"{W}rPr"}:
                self.body(child, depth + 1)
            if depth == 0:
                self._notes()

    def _notes(self) -> None:
        """Foot- and endnotes stand below the paragraph or table that refers to them: one of a closed item is closed too."""
        while self.noted < len(self.footnotes):
            self.noted += 1
            mark, inner = f"[{self.noted}] ", self._inner(self.footnotes[self.noted - 1], 1)
            self.blocks += [block("text", [Run(mark)]), *inner] if not inner else [
                replace(inner[0], text=f"\\[{self.noted}\\] {inner[0].text}", plain=mark + inner[0].plain), *inner[1:]
            ]  # fmt: skip

    def _inner(self, node: Element, depth: int, *, painted: bool = False) -> list[Block]:
        inner = replace(self, blocks=[], boxes=[], painted=self.painted or painted)
        inner.body(node, depth)
        return inner.blocks

    def _style(self, style_id: str) -> _Style:
        """A style with what it inherits (17.7.4.17 basedOn)."""
        whole, seen = self.styles.get(style_id, _Style()), {style_id}
        base = whole.based_on
        while base and base not in seen and base in self.styles:
            seen.add(base)
            parent = self.styles[base]
            unsaid = [name for name in _INHERITED if getattr(whole, name) is None]
            whole = replace(whole, **{name: getattr(parent, name) for name in unsaid})
            base = parent.based_on
        return whole

    def _paragraph(self, node: Element, depth: int) -> None:
        properties = node.find(f"{W}pPr")
        style = self._style(_value(properties, "pStyle"))
        inner = (
            replace(self, painted=True) if properties is not None and properties.find(f"{W}shd") is not None else self
        )
        runs = list(inner._runs(node, Run("", bold=bool(style.bold)), bool(style.hidden), depth))
        number_id, level = style.number_id, style.depth or 0
        own = properties.find(f"{W}numPr") if properties is not None else None
        if own is not None:
            number_id = _value(own, "numId") or number_id
            shown = _whole(_value(own, "ilvl"))
            level = shown if shown is not None else level
        text = "".join(run.text for run in runs).strip()
        if not text and properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            return  # a paragraph deleted with its mark is gone, and takes no number
        marker = self.numbers.next(number_id, level) if number_id and number_id != "0" else None
        if not text:
            return  # an empty paragraph has its number all the same
        if style.name.startswith("toc "):
            self.dropped.append(Removal(text, "Indholdsfortegnelse: den gentager overskrifterne", "", form=True))
            return
        heading = self._heading(style, properties)
        if heading:
            words = [Run(f"{marker} "), *runs] if marker else runs
            self.blocks.append(block("heading", words, heading))
        elif marker is not None:
            self.blocks.append(block("number" if marker else "bullet", runs, level, marker))
        else:
            typed = numbered(text) if "\n" not in text else None
            if typed:
                self.blocks.append(block("number", after(runs, typed[0]), 0, typed[0]))
            else:
                self.blocks.append(block("text", runs))

    def _heading(self, style: _Style, properties: Element | None) -> int:
        own = _whole(_value(properties, "outlineLvl"))
        outline = own if own is not None else style.outline
        named = re.fullmatch(r"(?:heading|overskrift) ([1-6])", style.name)
        if named:
            return int(named[1])
        if style.name in {"title", "titel"}:
            return 1
        return outline + 1 if outline is not None and outline < 6 else 0

    def _runs(self, node: Element, dress: Run, hidden: bool, depth: int) -> Iterator[Run]:
        if depth > DEEPEST:
            raise too_much()
        for child in node:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, dress, hidden, depth)
            elif tag == f"{W}hyperlink":
                target = self.package.links.get(child.get(f"{R}id", ""), "")
                yield from self._runs(child, replace(dress, href=target or dress.href), hidden, depth + 1)
            elif tag in _GONE:
                self.drop(_deleted(child), "Slettet tekst (sporet ændring)")
            elif tag == f"{_COMPATIBLE}AlternateContent":
                yield from self._runs(_choice(child), dress, hidden, depth + 1)
            elif tag not in {f"{W}pPr", f"{W}sdtPr", f"{W}rPr"}:
                yield from self._runs(child, dress, hidden, depth + 1)  # ins, moveTo, sdt, smartTag, fldSimple

    def _run(self, node: Element, dress: Run, hidden: bool, depth: int) -> Iterator[Run]:
        properties = node.find(f"{W}rPr")
        style = self._style(_value(properties, "rStyle"))
        vanish = _toggle(properties, "vanish")
        invisible = vanish if vanish is not None else (style.hidden if style.hidden is not None else hidden)
        size = _whole(_value(properties, "sz"))
        invisible = invisible or (size is not None and size <= SMALLEST) or (not self.painted and _white(properties))
        bold, italic = _toggle(properties, "b"), _toggle(properties, "i")
        struck = _toggle(properties, "strike") or _toggle(properties, "dstrike")
        own = replace(
            dress, bold=bold if bold is not None else (style.bold if style.bold is not None else dress.bold),
            italic=bool(italic), struck=bool(struck),
        )  # fmt: skip
        for child in node:
            text = self._piece(child, depth)
            if text and invisible:
                self.drop(tidy(text), "Skjult tekst i dokumentet")
            elif text:
                yield own.with_text(text)

    def _piece(self, node: Element, depth: int) -> str:
        """The words of a run's child, "" for what is no words (a field's instruction, a picture)."""
        tag = node.tag
        if tag == f"{W}t":
            return node.text or ""
        if tag in {f"{W}br", f"{W}cr"}:
            return "\n"
        if tag in {f"{W}tab", f"{W}ptab"}:
            return " "
        if tag == f"{W}noBreakHyphen":
            return "-"
        if tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            note = self.package.notes.get((tag.replace("Reference", ""), node.get(f"{W}id", "")))
            if note is not None:
                self.footnotes.append(note)
                return f"[{len(self.footnotes)}]"
        elif tag in _PICTURES or tag == f"{_COMPATIBLE}AlternateContent":
            self._picture(node, depth)
        elif tag == f"{W}delText":
            self.drop(tidy(node.text or ""), "Slettet tekst (sporet ændring)")
        return ""

    def _picture(self, node: Element, depth: int) -> None:
        """A text box is read after the paragraph that holds it (what hangs on a closed item's heading is closed too); a picture
        is left out and said."""
        boxes = list(_boxes(_choice(node) if node.tag == f"{_COMPATIBLE}AlternateContent" else node))
        if boxes:
            self.boxes += [block for box in boxes for block in self._inner(box, depth + 1, painted=True)]
            return
        described = next(
            (child.get("descr") or child.get("name") or "" for child in node.iter() if child.tag.endswith("}docPr")), ""
        )
        self.drop(tidy(described) or "billede", "Billeder og indlejrede filer kommer ikke med")

    def _table(self, node: Element, depth: int) -> None:
        rows: list[list[str]] = []
        unfolded: list[Block] = []
        many, styled = False, node.find(f"{W}tblPr/{W}tblStyle") is not None
        for row in _rows(node):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.drop(_deleted(row), "Slettet tekst (sporet ændring)")
                continue
            cells: list[str] = []
            for cell in _cells(row):
                inner = self._inner(cell, depth + 1, painted=styled or cell.find(f"{W}tcPr/{W}shd") is not None)
                many = many or len(inner) > 3 or any(part.kind in {"heading", "number", "table"} for part in inner)
                unfolded += inner
                cells.append("\n".join(part.text for part in inner))
            if any(cells):
                rows.append(cells)
        if many or all(len(row) < 2 for row in rows):
            self.blocks += unfolded  # a table for looks only: its cells are the document
        elif rows:
            self.blocks.append(table(rows, header=node.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None))


def _rows(node: Element) -> Iterator[Element]:
    """The rows of a table, those in content controls and insertions too, but not a nested table's."""
    for child in node:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag not in {f"{W}tblPr", f"{W}tblGrid"}:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag not in {f"{W}trPr", f"{W}tblPrEx"}:
            yield from _cells(child)


def _boxes(node: Element) -> Iterator[Element]:
    """The text boxes of a drawing, each once; those inside a box are read with it."""
    for child in node:
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from _boxes(_choice(child) if child.tag == f"{_COMPATIBLE}AlternateContent" else child)


def _choice(node: Element) -> Element:
    """One of the equal renderings of an AlternateContent (ECMA-376 part 3): both would say everything twice."""
    for name in ("Choice", "Fallback"):
        found = node.find(f"{_COMPATIBLE}{name}")
        if found is not None:
            return found
    return Element("nothing")


def _deleted(node: Element) -> str:
    return tidy("".join(child.text or "" for child in node.iter() if child.tag in {f"{W}t", f"{W}delText"}))
