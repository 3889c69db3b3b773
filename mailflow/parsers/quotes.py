"""Which lines of a mail are quoted, and which lines inside the quote of our own mail are answers written there.

Evidence, not shape: a *skrev* line is an intro only with an address or a quote behind it; a header block needs three of
its lines; an answer inside the quote is what our mail, which we have, does not hold.
"""

from __future__ import annotations

import re

from mailflow.parsers import furniture as f
from mailflow.parsers import intros
from mailflow.parsers.lines import WORD, Line

_ALNUM = re.compile(r"[\W_]+")
_NOT_WORDS = re.compile(r"(?:[^\w\n]|_)+")
_QUOTED = re.compile(r"^\s{0,3}(?:>|&gt;)")
MAX_UNGLUED = 20
MAX_PLACES = 200
_LINK = re.compile(r"[(<\[]?https?://\S{1,500}[)>\]]?\s*>?")
_HEADING = re.compile(r"^[\s>*#]*(?:punkt|pkt\.?|ad)?\s*(\d{1,2}(?:\.\d{1,2}){0,2})[.):]?\s+[^\W\d_]", re.I)


def _next_filled(lines: list[Line], index: int) -> int:
    """Index of the next line with something in it (at most ten on), or len(lines)."""
    for ahead in range(index, min(index + 10, len(lines))):
        if lines[ahead].bare:
            return ahead
    return len(lines)


def mark(lines: list[Line], rules: list[str], ours: Ours | None) -> None:
    """Mark quoted lines. After a header block or delimiter all is quote; after an intro too, unless it is marked with ">"."""
    rest = False
    index = unglued = 0
    while index < len(lines):
        line = lines[index]
        if rest or line.hint == "rest":
            if not rest:
                rules.append("the mail program marks a quote to the end")
            rest = True
            if line.hint != "colour":
                line.kind = "quote"
            index += 1
            continue
        if line.hint == "quote":
            line.kind = "quote"
            rules.append("the mail program marks it as quoted")
        elif not line.bare or line.kind:
            pass
        elif unglued < MAX_UNGLUED and not _QUOTED.match(line.text) and (cut := intros.glued(line.text)):
            unglued += 1
            lines.insert(index + 1, Line(line.text[cut:], line.start + cut, line.hint))
            lines[index] = Line(line.text[:cut], line.start, line.hint)
        elif intros.ARROWS.match(line.bare):
            line.kind = "quote"
            rest = True
            rules.append("a line >>> name, date >>> begins a quote")
        elif _QUOTED.match(line.text):
            line.kind = "quote"
            rules.append("lines with > are quoted")
        elif intros.DELIMITER.match(line.text):
            line.kind = "quote"
            rest = True
            rules.append(f"a quote begins: {line.bare[:40]}")
        elif intros.header_block(lines, index):
            line.kind = "quote"
            rest = True
            rules.append("a header block (Fra, Sendt, Til, Emne) begins a quote")
        elif intros.UNDERSCORES.match(line.text):
            following = _next_filled(lines, index + 1)
            if following < len(lines) and (intros.header_block(lines, following) or lines[following].hint == "rest"):
                line.kind = "quote"
                rest = True
                rules.append("a line and a header block begin a quote")
        else:
            count = intros.length(lines, index, _QUOTED, ours.has if ours else None)
            if count:
                for intro in lines[index : index + count]:
                    intro.kind = "intro"
                rules.append("an intro (Den … skrev …:) begins a quote")
                index += count
                following = _next_filled(lines, index)
                marked = following < len(lines) and (
                    bool(_QUOTED.match(lines[following].text)) or lines[following].hint == "quote"
                )
                if following < len(lines) and lines[following].hint == "block":
                    while following < len(lines) and (lines[following].hint == "block" or not lines[following].bare):
                        lines[following].kind = "quote"
                        following += 1
                    index = following
                elif not marked:
                    rest = following < len(lines)
                continue
        index += 1
    for before, line, after in zip(lines, lines[1:], [*lines[2:], Line("", 0)], strict=False):
        if line.kind or not line.bare or before.kind != "quote" or not _QUOTED.match(before.text):
            continue
        if _closes(before.bare, line.bare) or _QUOTED.match(after.text) and ours is not None and ours.has(line.bare):
            line.kind = "quote"


def _closes(before: str, line: str) -> bool:
    """A quoted line that was wrapped on the way: this one closes the bracket that it opened, or is nothing but a link."""
    opened = before.count("(") > before.count(")")
    return opened and line.count(")") > line.count("(") or _LINK.fullmatch(line) is not None


class Ours:
    """The mail we sent, for asking whether a line is from it. A line of one or two words must be a whole line of ours."""

    def __init__(self, sent: str) -> None:
        lines = _NOT_WORDS.sub("", sent[:200_000]).lower().split("\n")
        self.flat = "".join(lines)
        self.short = frozenset(lines)

    def has(self, line: str) -> bool:
        flat = _ALNUM.sub("", line.lstrip("> ")).lower()
        if not flat:
            return True
        if len(flat) < 16:
            return flat in self.short
        return flat in self.flat


def answers(lines: list[Line], ours: Ours | None, rules: list[str]) -> list[str]:
    """Lines inside the quote that are not from our mail although the quote is: answers written inside. They become new."""
    found = [line.bare for line in lines if line.kind == "" and line.hint == "colour" and line.bare]
    if found:
        rules.append("words in colour inside the quote are an answer")
    if ours is None:
        return found
    quoted = [line for line in lines if line.kind == "quote" and line.bare]
    cut = 0
    level: list[Line] = []
    for index, line in enumerate(lines):
        if line.kind != "quote" or not line.bare:
            continue
        if (
            intros.HEADER_KEY.match(line.text)
            or intros.DELIMITER.match(line.text)
            or intros.UNDERSCORES.match(line.text)
        ):
            cut += 1 if intros.HEADER_FROM.match(line.text) and intros.header_block(lines, index) else 0
            if cut > 1:
                break  # an older mail quoted in the quote
            continue
        if line.text.lstrip().startswith((">>", "> >")):
            continue
        level.append(line)
    if not quoted or not level:
        return found
    known = [ours.has(line.bare) for line in level]
    if sum(known) * 2 < len(level) or sum(known) < 1:
        return found  # it is another mail that is quoted
    for line, own in zip(level, known, strict=True):
        if (
            own
            or f.BANNER.match(line.bare)
            or f.FOOTER.match(line.bare)
            or not WORD.search(line.bare)
            and not re.search(r"\d", line.bare)
        ):
            continue
        if intros.is_intro(line.bare) or (line.bare.startswith("[") and line.bare.endswith("]")):
            continue
        line.kind = ""
        line.text = line.text.lstrip("> ")
        found.append(line.bare)
        rules.append("words inside our quoted mail that we did not write are an answer")
    return found


def places(lines: list[Line]) -> tuple[tuple[str, str], ...]:
    """(words, number) of new lines that follow a quote: the item heading ("4. Budget", "Punkt 4") last quoted above them."""
    heading = ""
    found: list[tuple[str, str]] = []
    for line in lines:
        if line.kind == "quote":
            match = _HEADING.match(line.text)
            heading = match[1] if match else heading
        elif line.kind == "" and line.bare and heading and len(found) < MAX_PLACES:
            found.append((line.bare, heading))
    return tuple(found)
