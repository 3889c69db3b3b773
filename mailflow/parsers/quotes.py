"""Which lines of a mail are quoted, and which lines inside the quote of our own mail are answers written there.

Evidence, not shape: a *skrev* line is an intro only with an address or a quote behind it; a header block needs three of
its lines; an answer inside the quote is what our mail, which we have, does not hold.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from mailflow.parsers import furniture as f
from mailflow.parsers import intros
from mailflow.parsers.lines import Line
from mailflow.parsers.signatures import own_words

_ALNUM = re.compile(r"[\W_]+")
_QUOTED = re.compile(r"^\s{0,3}(?:>|&gt;)")
MAX_UNGLUED = 20
_LINKS = re.compile(r"<(?:https?|mailto|tel):[^<>\s]{0,2000}>|\b(?:https?|mailto):[^\s<>]+", re.I)
_FILE = re.compile(r"<[^<>\n]{1,120}\.[a-z0-9]{2,5}>|\[https?:[^\]\n]{1,500}\]", re.I)
MAX_PLACES = 200
MAX_KNOWN = 500  # characters of a line that is worth remembering
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
        elif intros.ARROWS.match(line.bare) or intros.NOTES.match(line.bare):
            line.kind = "quote"
            rest = True
            rules.append("a line >>> name, date >>> or name ---date--- begins a quote")
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
        arrows = _QUOTED.match(line.text) or intros.ARROWS.match(line.bare) or intros.NOTES.match(line.bare)
        if rest and line.kind == "quote" and not arrows and (below := _barred(lines, index)):
            for head in lines[index:below]:
                head.kind = "quote"
            rest, index = False, below
            continue
        index += 1
    for before, line, after in zip(lines, lines[1:], [*lines[2:], Line("", 0)], strict=False):
        if line.kind or not line.bare or before.kind != "quote" or not _QUOTED.match(before.text):
            continue
        if (
            _closes(before.bare, line.bare)
            or intros.ELIDED.match(line.bare)
            or _QUOTED.match(after.text)
            and ours is not None
            and ours.has(line.bare)
        ):
            line.kind = "quote"


def _barred(lines: list[Line], index: int) -> int:
    """Where a quote with ">" begins right below a delimiter or header block: there what has no ">" is an answer written inside. 0
    when it is not marked so."""
    for at in range(index, min(index + 14, len(lines))):
        line = lines[at]
        if _QUOTED.match(line.text):
            return at
        head = intros.has_colon(line.text) and intros.HEADER_KEY.match(line.text) is not None
        if line.bare and not head and not intros.DELIMITER.match(line.text) and not intros.UNDERSCORES.match(line.text):
            return 0
    return 0


def _closes(before: str, line: str) -> bool:
    """A quoted line that was wrapped on the way: this one closes the bracket that it opened, or is nothing but a link."""
    opened = before.count("(") > before.count(")")
    return opened and line.count(")") > line.count("(") or _LINK.fullmatch(line) is not None


class Ours:
    """The mail we sent, for asking whether a line is from it. A line of one or two words must be a whole line of ours.

    Links are left out of the comparison: mail programs and filters rewrite them. So are the numbers of a list.
    """

    def __init__(self, sent: str) -> None:
        lines = [_squashed(line) for line in sent[:200_000].split("\n")]
        self.flat = "".join(lines)
        self.short = frozenset(lines) | frozenset(line.lstrip("0123456789") for line in lines)

    def has(self, line: str) -> bool:
        flat = _squashed(line)
        if not flat:
            return True
        if len(flat) < 16:
            return flat in self.short
        return flat in self.flat

    def goes_on(self, before: str, line: str) -> bool:
        """Whether a line goes on where the one before it was wrapped."""
        first, flat = _squashed(before), _squashed(line)
        return len(first) >= 8 and first + flat in self.flat


ours = lru_cache(maxsize=8)(Ours)  # one mail asks several times


def _squashed(line: str) -> str:
    """Its letters and figures alone, in lower case."""
    return _known(line) if len(line) <= MAX_KNOWN else _squash(line)


def _squash(line: str) -> str:
    """Composed letters (macOS decomposes them), without links and marks of quotation."""
    composed = line if line.isascii() else normalize("NFC", line)
    return _ALNUM.sub("", _LINKS.sub(" ", composed.lstrip("> "))).lower()


# A round goes to a whole board, and each answer quotes it: the same lines come hundreds of times.
_known = lru_cache(maxsize=4096)(_squash)


def answers(lines: list[Line], ours: Ours | None, rules: list[str]) -> list[str]:
    """Lines inside the quote that are not from our mail although the quote is: answers written inside. They become new."""
    coloured = [line for line in lines if line.kind == "" and line.hint == "colour" and line.bare]
    for line in coloured:
        if ours is not None and ours.has(line.bare):
            line.kind = "quote"  # we use colours ourselves
    found = [line.bare for line in coloured if line.kind == ""]
    if found:
        rules.append("words in colour inside the quote are an answer")
    if ours is None:
        return found
    level = _first_level(lines)
    known = [ours.has(line.bare) for line in level]
    if sum(known) * 2 < len(level) or sum(known) < 1:
        return found  # it is another mail that is quoted
    for index, line in enumerate(level):
        if known[index] or index and known[index - 1] and ours.goes_on(level[index - 1].bare, line.bare):
            known[index] = True
            continue
        bare = line.bare.lstrip("> ")
        if (f.BANNER.match(bare) or f.FOOTER.match(bare)) and not own_words(bare):
            continue
        if intros.is_intro(bare) or intros.NOTES.match(bare) or f.PICTURE.match(bare) or _FILE.fullmatch(bare):
            continue
        line.kind = ""
        line.text = line.text.lstrip("> ")
        found.append(line.bare)
        rules.append("words inside our quoted mail that we did not write are an answer")
    return found


def _first_level(lines: list[Line]) -> list[Line]:
    """The filled lines of the mail quoted first: without its header block, and without mails quoted in it."""
    level: list[Line] = []
    blocks, head, gap, below, after_delimiter = 0, False, False, False, False
    for index, line in enumerate(lines):
        if line.kind != "quote" or not line.bare.strip("> "):
            gap = True
            continue
        key = intros.HEADER_KEY.match(line.text) if intros.has_colon(line.text) else None
        if key and not head and intros.header_block(lines, index):
            blocks += 1
            head = True
            if blocks > 1:
                break
        # In the block are its keys, and lines on which a long row of recipients goes on; below the subject only keys.
        head = head and (key is not None or not gap and not below)
        bare = intros.UNCOLONED.match(line.bare) if not gap else None
        gap = False
        if head or intros.DELIMITER.match(line.text) or intros.UNDERSCORES.match(line.text):
            below = head and (below or intros.SUBJECT.match(line.text) is not None)
            after_delimiter = not head
            continue
        if after_delimiter and bare:
            continue
        after_delimiter = False
        if not line.text.lstrip().startswith((">>", "> >")):
            level.append(line)
    return level


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
