"""Plain text to blocks: what stands between blank lines is a paragraph; "- " and "1. " begin list entries."""

from __future__ import annotations

import re
from itertools import pairwise

from mailflow.parsers.blocks import Block, Run, block, tidy

_BULLET = re.compile(r"^(?P<indent>[ \t]*)(?:[-–*•·▪◦o‣⁃](?=[ \t])|[•▪◦‣⁃])[ \t]*(?P<text>\S.*)$")
_NUMBER = re.compile(
    r"^(?P<indent>[ \t]*)(?P<marker>\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|[a-zæøå]\))[ \t]+(?P<text>\S.*)$"
)
_MONTH_NEXT = re.compile(
    r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\b|(?:kvartal|halvår|behandling|plads|januar|(?-i:møde|gang|udgave|udkast|etape|fase|klasse|sal))\b",
    re.IGNORECASE,
)


def begins_with_month(words: str) -> bool:
    """Whether a number before these words is a day, or counts something ("2. kvartal"), and no item."""
    return _MONTH_NEXT.match(words) is not None


def numbered(line: str) -> tuple[str, str] | None:
    """(marker, rest) of a line that begins with a number, None for others. "20. september 2023: ..." begins with a date."""
    match = _NUMBER.match(line)
    if match is None or begins_with_month(match["text"]) or re.match(r"(?:[–—-]|til\b)\s*\d", match["text"]):
        return None  # "10.00 – 12.00" is a time
    return match["marker"], match["text"]


_SET_APART = re.compile(r"\d{1,2}(?:\s{3,}|\t)[A-ZÆØÅ]\S")
_BARE = re.compile(r"^(?P<marker>\d{1,2})[ \t]+(?P<text>[A-ZÆØÅ]\S*(?:[ \t]\S+){0,11})[ \t]*$")


def _bare_numbers(lines: list[str]) -> frozenset[int]:
    """The places of lines such as "1 Formalia": a document counts 1, 2, 3 so, and has "1.1" below."""
    below = any(re.match(r"\s*\d{1,2}\.1[ .]", line) for line in lines)
    if not below and sum(_SET_APART.match(line) is not None for line in lines) < 3:
        return frozenset()
    found = [(at, int(match["marker"])) for at, line in enumerate(lines) if (match := _BARE.match(line))]
    counted = [number for _, number in found]
    return (
        frozenset(at for at, _ in found)
        if len(counted) > 1 and counted == [*range(1, len(counted) + 1)]
        else frozenset()
    )


_RULE = re.compile(r"\s*(?:[-=_*~–—]\s?){4,}")  # a line drawn below a heading, or between two parts


def read(text: str) -> list[Block]:
    """Blocks of a plain text. Never raises."""
    blocks: list[Block] = []
    paragraph: list[str] = []
    indents: list[int] = []
    loose = True  # a blank line came before
    before = ""  # the line above

    def flush() -> None:
        if paragraph:
            blocks.append(block("text", [Run(_flowed(paragraph))]))
            paragraph.clear()

    raws = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    bare = _bare_numbers(raws)
    width = min(max(map(len, raws), default=0), 70)
    for at, raw in enumerate(raws):
        line = raw.expandtabs(4)
        if not line.strip() or _RULE.fullmatch(line):
            flush()
            loose = True
            continue
        bullet, number = _BULLET.match(line), numbered(line)
        if at in bare:
            number = (f"{line.split()[0]}.", line.split(maxsplit=1)[1])
        inner = numbered(bullet["text"]) if bullet else None
        if bullet or number:
            flush()
            depth = _depth(
                indents, len(line) - len(line.lstrip()), bool(blocks) and blocks[-1].kind in {"bullet", "number"}
            )
            if number or inner:
                marker, rest = number or inner or ("", "")
                blocks.append(block("number", [Run(tidy(rest))], depth, marker, listed=bullet is not None))
            elif bullet:
                blocks.append(block("bullet", [Run(tidy(bullet["text"]))], depth))
        elif (
            not loose and blocks and not paragraph and blocks[-1].kind in {"bullet", "number"} and line[0] in " \t"
            and not _new_thought(before, line, width if blocks[-1].kind == "number" else 0)
        ):  # fmt: skip
            last = blocks[-1]  # an indented line goes on with the entry above
            blocks[-1] = block(
                "bullet" if last.kind == "bullet" else "number",
                [Run(f"{last.plain} {tidy(line)}")],
                last.level,
                last.marker,
            )
        else:
            if not (blocks and blocks[-1].kind in {"bullet", "number"}) or line[0] not in " \t":
                indents.clear()
            if _ARROW.match(line):
                flush()  # what follows from the words above
            paragraph.append(tidy(line))
        loose, before = False, line
    flush()
    return [entry for entry in blocks if entry.plain]


_ARROW = re.compile(r"\s*(?:[→➔➜►▶»]|=>|->)\s*\S")
_MARKED = re.compile(r"[A-ZÆØÅ]:\s|[–—-](?:\s|$)")  # "B: Godkendt." below an item


def _new_thought(above: str, line: str, width: int) -> bool:
    """Whether a line below an entry is no rest of it: the entry ended early, its next word would have fitted. ``width`` is that
    of the text where the entry is counted, 0 where it is not."""
    words = line.strip()
    return (
        _HEAD_LABEL.match(words) is not None
        or _MARKED.match(words) is not None
        or begins_entry(words)
        or words[:1].isupper()
        and len(above) < 50
        and len(above) + 1 + len(words.split()[0]) < len(line)
        or not words[:1].islower()
        and len(above) + 1 + len(words.split()[0]) < width
    )


def _depth(indents: list[int], indent: int, inside: bool) -> int:
    """How deep a list entry stands, told by its indentation beside that of the entries above it."""
    if not inside:
        indents.clear()
    while indents and indent < indents[-1]:
        indents.pop()
    if not indents or indent > indents[-1]:
        indents.append(indent)
    return len(indents) - 1


def wrapped(lines: list[str]) -> bool:
    """Whether lines end where a column ended (all but the last are long, none very long) and not where a thought did."""
    widest = max(map(len, lines))
    if len(lines) < 2 or min(map(len, lines[:-1])) < 50 or widest > 125:
        return False
    # Of a wide text only such lines are one flow whose next word would not have fitted.
    return widest <= 100 or all(len(one) + 1 + len(after.split()[0]) > widest - 15 for one, after in pairwise(lines))


def _flowed(lines: list[str]) -> str:
    """Lines wrapped at a column are one flow; short lines (a list of names) keep their breaks."""
    kept = [line for line in lines if line]
    if flows(lines):
        return " ".join(kept)
    out = kept[:1]
    for before, line in pairwise(kept):  # in a narrow column a sentence goes on with a small letter
        goes_on = len(before) >= 35 and re.match(r"[a-zæøå]{2}", line) and re.search(r"[\wæøå,]$", before)
        out[-1:] = [f"{out[-1]} {line}"] if goes_on else [out[-1], line]
    return "\n".join(out)


def flows(lines: list[str]) -> bool:
    """Whether lines are one paragraph that was wrapped at a column, and no list or head."""
    return wrapped(lines) and not _listing(lines)


_BEGINS_WITH_DAY = re.compile(
    r"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag\b|(?:den\s+)?\d{1,2}\.\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)|uge\s+\d)",
    re.IGNORECASE,
)


_DAY_OF_ITS_OWN = re.compile(
    r"(?:Man|Tirs|Ons|Tors|Fre|Lør|Søn)dag(?:\s+d(?:en|\.))?\s+\d"
)  # in a sentence it has a small letter
_BEGINS_WITH_LABEL = re.compile(r"[A-ZÆØÅ][\wæøåÆØÅ /-]{2,30}:\s")

_HEAD_LABEL = re.compile(
    r"(?:mødedato|dato|tid|tidspunkt|sted|mødested|(?:\w+\s)?deltagere|(?:\w+)?medlemmer|(?:næst)?formand|suppleant(?:er)?|sekretariatet|gæst(?:er)?|øvrige|fraværende|afbud|referent|mødeleder"
    r"|ordstyrer|dirigent|kasserer|bilag):\s",
    re.IGNORECASE,
)


def begins_entry(line: str) -> bool:
    """Whether a line begins with a day or with a label."""
    return _BEGINS_WITH_DAY.match(line) is not None or _BEGINS_WITH_LABEL.match(line) is not None


def _listing(lines: list[str]) -> bool:
    """Whether two lines or more begin with a day or with a label, or one below the first with one that stands in the head of a
    document: a list of meetings, a head, not a flow."""
    return any(_HEAD_LABEL.match(line) or _DAY_OF_ITS_OWN.match(line) for line in lines[1:]) or any(
        sum(pattern.match(line) is not None for line in lines) > 1 for pattern in (_BEGINS_WITH_DAY, _BEGINS_WITH_LABEL)
    )
