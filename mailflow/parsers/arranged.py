"""The outline of blocks whose author used neither headings nor blank lines: his items stand in the middle of paragraphs, or
below short lines that nothing marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from mailflow.parsers import dates, labels, outline, serial
from mailflow.parsers.blocks import Block, escape
from mailflow.parsers.outline import Outline
from mailflow.parsers.plaintext import begins_entry

# A line that may stand above an item: no sentence, no date, no name with a municipality.
_SHORT = re.compile(r"[A-ZÆØÅ][^\n.:,;!()]{2,60}\??")
_ITEM = re.compile(r"(?i:ad|pkt\.?|punkt|dagsordenspunkt)\s*(?i:nr\.?\s*)?\d{1,2}\s*(?:[.):–-]|\s[A-ZÆØÅ])")
_NUMBER_ALONE = re.compile(r"(?i:punkt|pkt\.?|dagsordenspunkt|sag)\s*(?:nr\.?\s*)?(?:\d{1,2}|[IVX]{1,5})\s*[.):]?")
_FIGURE = re.compile(r"\d{1,2}\n(?=[A-ZÆØÅ])")
_SAYS = re.compile(
    r"\b(?:er|var|blev|har|havde|kan|skal|vil|bør|følgende|deltog|drøftede|besluttede|aftalte|foreslog|indstiller|spørgsmål|med|vi)\b"
    r"|(?:\S+\s+){6}",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\b(?:\w*referat(?:et)?|dagsorden|mødenotat)\b", re.IGNORECASE)


def read(blocks: Sequence[Block]) -> Outline:
    """The outline of a document, however plainly it is typed. Never raises."""
    blocks = _entitled(_unstacked(_bold_tops(_unclocked(blocks))))
    found = outline.read(blocks)
    if found.named:
        return found
    titled = (
        _counted(blocks, found)
        or _topped(blocks, found)
        or _run_in(blocks)
        or _titled(blocks, found)
        or _bulleted(blocks)
    )
    return outline.read(titled) if titled else found


_RUN_IN = re.compile(r"[A-ZÆØÅ][^\n:]{2,60}?[.:]?")
_NO_TITLE = (None, labels.Section.CALENDAR, labels.Section.CASE)


def _bold_tops(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs cut below a first line in bold, where two or more begin so: "**1. Budget**" and its words below it."""
    tops = {
        place
        for place, one in enumerate(blocks)
        if place and one.kind == "text" and one.lead and one.plain.startswith(f"{one.lead}\n") and "\n" not in one.lead
        and labels.is_label(one.lead) in _NO_TITLE
    }  # fmt: skip
    out: list[Block] = []
    for place, one in enumerate(blocks):
        if place not in tops or len(tops) < 2:
            out.append(one)
            continue
        text, _, left = one.text.partition("\n")
        rest = one.plain[len(one.lead) + 1 :]
        out += [
            replace(one, text=text, plain=one.lead, bold=True, lead=""),
            replace(one, text=left, plain=rest, lead=""),
        ]
    return out


_AD = re.compile(r"(?:[Aa]d|AD)\s*(?:pkt\.?\s*|punkt\s*)?(?P<number>\d{1,2})\s*[.):]\s*(?=[A-ZÆØÅ])")
_LONG = 90  # characters of what is no title any more


def _entitled(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that only say which item they are about ("Ad 1) Protokollen blev oplæst ...") below a list of the agenda that
    has the titles: each with its title above. Two or more of them are sentences."""
    titles: dict[str, str] = {}
    for one in blocks:
        number = one.marker.strip(" .)") if one.kind == "number" else ""
        if number.isdigit() and len(one.plain) <= _LONG:
            titles.setdefault(number, one.plain)
    found = {
        place: match
        for place, one in enumerate(blocks)
        if one.kind == "text"
        and not one.bold
        and (match := _AD.match(one.plain))
        and one.text.startswith(match.group())
    }
    said = sum(blocks[place].plain.endswith(".") for place in found)
    if said < 2 or said * 2 < len(found) or any(match["number"] not in titles for match in found.values()):
        return list(blocks)
    out: list[Block] = []
    for place, one in enumerate(blocks):
        match = found.get(place)
        if match is None:
            out.append(one)
            continue
        title = f"{match['number']}. {titles[match['number']]}"
        out.append(Block("heading", escape(title), title, 2))
        out.append(replace(one, text=one.text[match.end() :], plain=one.plain[match.end() :]))
    return out


def _unclocked(blocks: Sequence[Block]) -> list[Block]:
    """Titles behind their hour ("Kl. 9.00–9.15 | 1. Velkomst"), where three or more lines have that form: the title first, the
    hour below it."""
    found = {
        place: match
        for place, one in enumerate(blocks)
        if (one.kind == "heading" or (one.kind == "text" and (one.bold or one.lead)))
        and (match := _CLOCK_FIRST.fullmatch(one.lead or one.plain))
    }
    if len(found) < 3:
        return list(blocks)
    out: list[Block] = []
    for place, one in enumerate(blocks):
        match = found.get(place)
        if match is None:
            out.append(one)
            continue
        title, hour = match["title"], match["hour"]
        out.append(Block("heading", escape(title), title, one.level or 2))
        out.append(Block("text", escape(hour), hour))
        rest = one.plain[len(one.lead) :].strip() if one.lead else ""
        if rest:
            shown = next((words for words in (f"**{escape(one.lead)}**",) if one.text.startswith(words)), "")
            out.append(Block("text", one.text[len(shown) :].strip() if shown else escape(rest), rest))
    return out


_CLOCK_FIRST = re.compile(
    r"(?P<hour>(?:[Kk]l\.?\s*)?\d{1,2}[.:]\d\d(?:\s*[-–]\s*\d{1,2}[.:]\d\d)?)\s*(?:[|:·–—-]\s*)?(?P<title>\d{0,2}\.?\s*[A-ZÆØÅ][^\n]{2,120})"
)


def _run_in(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with titles that run into their words ("**Strategien.** Bestyrelsen ...") made headings, where three or more
    paragraphs of a meeting begin so. Empty otherwise."""
    found = {
        place
        for place, one in enumerate(blocks)
        if one.kind == "text" and one.lead and _RUN_IN.fullmatch(one.lead) and labels.is_label(one.lead.rstrip(".:")) in _NO_TITLE
    }  # fmt: skip
    if len(found) < 3 or not any(_MEETING.search(one.plain) for one in blocks):
        return []
    out: list[Block] = []
    for place, one in enumerate(blocks):
        if place not in found:
            out.append(one)
            continue
        title = one.lead.rstrip(" .:")
        shown = next(words for words in (f"**{escape(one.lead)}**", escape(one.lead), "") if one.text.startswith(words))
        out += [
            replace(one, kind="heading", level=2, text=escape(title), plain=title, lead=""),
            replace(
                one, text=one.text[len(shown) :].lstrip(" .:"), plain=one.plain[len(one.lead) :].lstrip(" .:"), lead=""
            ),
        ]
    return out


def _counted(blocks: Sequence[Block], found: Outline) -> list[Block]:
    """The blocks with lines made headings that count up, though nothing marks them: "1: Regnskab", "II Budget". Empty when
    there are none, or when they are not the lines of a meeting."""
    split = _split(blocks)
    places = [
        place
        for place, one in enumerate(split)
        if place not in found.title_place and one.kind in {"text", "number", "heading"} and "\n" not in one.plain
        and not one.plain.endswith((".", ",", ";"))
    ]  # fmt: skip
    named = {item.place for item in serial.read(split, places)}
    if not named or not any(_MEETING.search(one.plain) for one in split):
        return []
    return [_heading(one) if place in named else one for place, one in enumerate(split)]


def _topped(blocks: Sequence[Block], found: Outline) -> list[Block]:
    """The blocks with the first line of a paragraph made a heading, where three or more paragraphs begin with a short line, in
    capitals or far shorter than those below it. Empty otherwise."""
    out: list[Block] = []
    tops = 0
    for place, one in enumerate(blocks):
        first, _, rest = one.plain.partition("\n")
        text, cut, left = one.text.partition("\n")
        below = rest.split("\n")
        topped = (
            place >= 2 and place not in found.title_place and one.kind == "text" and bool(cut) and bool(rest)
            and _SHORT.fullmatch(first.capitalize() if first.isupper() else first) is not None
            and labels.is_label(first) in {None, labels.Section.CALENDAR, labels.Section.CASE}
            and (first.isupper() or (len(below) > 1 and len(first) < 40 and min(map(len, below[:-1])) > max(50, len(first))))
        )  # fmt: skip
        if not topped:
            out.append(one)
            continue
        tops += 1
        out.append(replace(one, kind="heading", level=2, text=text, plain=first))
        out.append(replace(one, text=_flowing(left), plain=_flowing(rest)))
    return out if tops > 2 and any(_MEETING.search(one.plain) for one in blocks) else []


def _flowing(words: str) -> str:
    """Lines that ended where a column ended, joined; a label begins a line of its own."""
    out: list[str] = []
    last = 0
    for line in words.split("\n"):
        if out and last >= 50 and not begins_entry(line):
            out[-1] += f" {line}"
        else:
            out.append(line)
        last = len(line)
    return "\n".join(out)


def _split(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs whose first line is a number with its title, or nothing but a number, cut below it."""
    out: list[Block] = []
    bare = [int(one.plain.partition("\n")[0]) for one in blocks if one.kind == "text" and _FIGURE.match(one.plain)]
    counted = len(bare) > 2 and bare == [*range(1, len(bare) + 1)]  # "1" on a line by itself, above the title
    for one in blocks:
        first, below, rest = one.plain.partition("\n")
        text, cut, left = one.text.partition("\n")
        if one.kind != "text" or not below or not cut:
            out.append(one)
        elif _NUMBER_ALONE.fullmatch(first) or (counted and _FIGURE.match(one.plain)):
            title, _, rest = rest.partition("\n")
            named, _, left = left.partition("\n")
            out.append(replace(one, text=f"{text} {named}", plain=f"{first} {title}"))
            if rest.strip():
                out.append(replace(one, text=left, plain=rest))
        elif len(first) <= serial.LONGEST:
            out += [replace(one, text=text, plain=first), replace(one, text=left, plain=rest)]
        else:
            out.append(one)
    return out


def _with_colon(words: str) -> bool:
    """ "Budget for næste år:" as a line of its own, and no sentence that leads a list."""
    return words.endswith(":") and _SHORT.fullmatch(words[:-1]) is not None and not _SAYS.search(words)


def _heading(one: Block) -> Block:
    text = f"{one.marker} {one.text}" if one.kind == "number" else one.text
    plain = f"{one.marker} {one.plain}" if one.kind == "number" else one.plain
    return replace(one, kind="heading", level=2, text=text, plain=plain, marker="", bold=False)


def _unstacked(blocks: Sequence[Block]) -> list[Block]:
    """Lines one by one where an item begins in the middle of a paragraph: minutes typed without blank lines."""
    out: list[Block] = []
    for one in blocks:
        lines = one.plain.split("\n")
        texts = one.text.split("\n")
        if (
            one.kind == "text"
            and len(lines) > 1
            and len(lines) == len(texts)
            and any(_ITEM.match(line) for line in lines)
        ):
            begun = len(out)
            wide = 0  # how long the line above was, if the next may go on with it
            for text, line in zip(texts, lines, strict=True):
                if wide >= 50 and not begins_entry(line) and not _ITEM.match(line) and re.match(r"\w", line):
                    out[-1] = replace(out[-1], text=f"{out[-1].text} {text}", plain=f"{out[-1].plain} {line}")
                elif line.strip():
                    out.append(replace(one, text=text, plain=line))
                wide = (
                    0 if _ITEM.match(line) or len(out) == begun else len(line.strip() if re.search(r"\w", line) else "")
                )
        else:
            out.append(one)
    return out


def _titled(blocks: Sequence[Block], found: Outline) -> list[Block]:
    """The blocks with short lines made headings, where a document of a meeting has no other sign of its items: a line of few
    words without a full stop, above a paragraph. Empty when there are not two such lines."""
    places = [
        place
        for place, (one, below) in enumerate(pairwise(blocks))
        if place >= 2 and place not in found.title_place and one.kind == "text"
        and (_SHORT.fullmatch(one.plain) or _with_colon(one.plain))
        and labels.is_label(one.plain) in {None, labels.Section.CALENDAR}
        and (
            below.kind in {"bullet", "number", "table"} or dates.find(below.plain[:300])
            or below.plain.rstrip().endswith((".", "!", "?", ":"))
        )
    ]  # fmt: skip
    first = next((place for place, one in enumerate(blocks) if _MEETING.search(one.plain)), None)
    if len(places) < 2 or first is None:
        return []
    return [replace(one, kind="heading", level=2) if place in places else one for place, one in enumerate(blocks)]


def _bulleted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the entries of a list made headings that each have words or entries of their own below. Empty when there
    are not two such entries, or no meeting."""
    places = [
        place
        for place, (one, below) in enumerate(pairwise(blocks))
        if one.kind == "bullet" and not one.level and (below.kind == "text" or (below.kind == "bullet" and below.level))
        and _SHORT.fullmatch(one.plain) and labels.is_label(one.plain) in {None, labels.Section.CALENDAR}
    ]  # fmt: skip
    if len(places) < 2 or not any(_MEETING.search(one.plain) for one in blocks):
        return []
    return [replace(one, kind="heading", level=2) if place in places else one for place, one in enumerate(blocks)]
