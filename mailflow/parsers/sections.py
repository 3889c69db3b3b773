# ruff: noqa: E501 - patterns are easier read on one line
"""A document line by line, each under the heading or label it stands below ("Deltagere", "Beslutning") and in its item.

Labels stand alone above their words, in front of them ("Afbud: ...") or open a sentence ("Til stede var ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mailflow.documents import Kind
from mailflow.parsers import people
from mailflow.parsers.blocks import Block
from mailflow.parsers.labels import LABELS, LED, Section, is_label
from mailflow.parsers.outline import Outline

LONGEST = 3000  # characters of a line; a paragraph of prose has a third of it


@dataclass(frozen=True, slots=True)
class Line:
    """``paragraph`` counts the blocks of the document from 1; ``item`` is an index into ``Outline.named``, None before the
    first. ``label`` are the label's words ("deltagere (digitalt)"), ``opened`` tells one use of a label from the next. A
    label that stands alone is a line without words."""

    paragraph: int
    words: str
    section: Section
    label: str = ""
    opened: int = 0
    item: int | None = None
    closed: bool = False
    kind: str = "text"
    rows: tuple[tuple[str, ...], ...] = ()  # a table's cells, plain
    header: bool = False


_DASHED: list[tuple[Section, re.Pattern[str]]] = [
    (section, re.compile(rf"^\s*(?P<label>{words})\s+[–—-]\s+(?=(?-i:[A-ZÆØÅ0-9]))", re.IGNORECASE))
    for section, words in LABELS
    if section
    in {Section.DECISION, Section.RECOMMENDATION, Section.PEOPLE, Section.REGRETS, Section.CHAIR, Section.TAKER}
]
_ITEM_LED = {
    Section.DECISION,
    Section.RECOMMENDATION,
    Section.ACTIONS,
    Section.CASE,
    Section.CALENDAR,
    Section.DEADLINE,
}
_FRONT_SECTIONS = {
    Section.TIME, Section.PLACE, Section.LINK, Section.PEOPLE, Section.REGRETS, Section.CHAIR, Section.TAKER, Section.HOST,
}  # fmt: skip
_ONE_LINE = {Section.TIME, Section.LINK, Section.CHAIR, Section.TAKER, Section.HOST}
_PEOPLE_ITEM = re.compile(
    r"^\W*(?:afbud(?: og deltagere)?|(?:møde)?deltagere(?: og afbud)?|fremmøde|til ?stede(?: og afbud)?)\W*$",
    re.IGNORECASE,
)

# Labels of a document's head that stand within a line, and how a sentence names people without a colon.
_WITHIN = re.compile(
    r"(?<=\s)(?<!\bog\s)(?<!øvrige\s)(?=(?:mødedato|dato|tid|slut|sluttidspunkt|sted|vært\b[^:.\n]{0,30}|(?:møde)?deltagere\b[^:.\n]{0,40}|afbud|undskyldt|fraværende|ikke\s+(?:mødt|til\s?stede)|referent|mødeleder|ordstyrer)\s*:)",
    re.IGNORECASE,
)
_SENTENCES: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(rf"^\s*(?P<label>{words})\s*:?\s+(?=\S)", re.IGNORECASE))
    for section, words in (
        (Section.REGRETS, rf"afbud(?=\s+(?-i:{people.NAME.pattern})\s*,)|der\s+(?:var|er)\s+(?:(?:modtaget|kommet|meldt)\s+)?afbud\s+fra|(?:følgende|disse)\s+havde\s+(?:meldt|sendt)\s+afbud|afbud\s+(?:fra|var\s+modtaget\s+fra|modtaget\s+fra)|(?:meldt|sendt)\s+afbud(?:\s+havde)?"),
        (Section.PEOPLE, r"vi\s+var\s+\w+(?=:)|på\s+mødet\b[^:\n]{0,120}?,?\s+deltog|til\s?stede\s+(?:på\s+mødet\s+)?var(?:\s+(?:desuden|endvidere|også))?|(?:i|på)\s+mødet\s+deltog|deltagere\s+(?:i\s+mødet\s+)?var|følgende\s+(?:deltog|var\s+til\s?stede|var\s+mødt)|(?:desuden|endvidere|herudover)\s+deltog|fra\s+[^.:\n]{3,60}?\s+deltog|mødt\s+var|\w+\s+var\s+repræsenteret\s+(?:ved|af)|til\s?stede\s+fra\s+bestyrelsen\s+var|fremmødt\s+var"),
        (Section.PLACE, r"(?:mødet\s+(?:blev\s+|er\s+)?)?(?:af)?holdt\s+(?:på|i|hos)"),
        (Section.CHAIR, r"mødet\s+(?:blev\s+ledet|ledtes|blev\s+ledt)\s+af|ordstyrer\s+var|mødeleder\s+var"),
        (Section.TAKER, r"som\s+referent\s+(?:virkede|fungerede)|referatet?\s+(?:er|blev)?\s*(?:skrevet|ført|udarbejdet|taget)\s+af|referent\s+var"),
    )
)  # fmt: skip
# On a line of its own, above the list of the others.
_CHAIRMAN = re.compile(r"(?:næst)?formand\s*:\s*[A-ZÆØÅ]", re.IGNORECASE)
_CHAIRS = re.compile(r"(?:bestyrelses|udvalgs|hovedbestyrelses)?formand", re.IGNORECASE)
_GROUP = re.compile(r"(?i:administrationen|bestyrelsen|øvrige|forvaltningen|sekretariatet|direktionen|gæster)")
_SENT_REGRETS = re.compile(
    r"^\s*(?P<rest>[A-ZÆØÅ][^.:\n]{3,200}?)\s+(?:(?:meldte|sendte|(?:havde|har)\s+(?:meldt|sendt))\s+afbud|udeblev|(?:var|er)\s+(?:desværre\s+)?(?:forhindret(?:\s+i\s+at\s+deltage)?|fraværende)|deltog\s+ikke|kunne\s+(?:desværre\s+)?ikke\s+deltage)\W*$"
)
_LED_THE_MEETING = re.compile(
    rf"^\s*(?P<rest>{people.NAME.pattern}|[A-ZÆØÅ]{{2,4}}|[A-ZÆØÅ][a-zæøå]+)\s+(?:ledede|ledte|styrede|var\s+(?:mødeleder|ordstyrer|dirigent))\b"
)
_SENTENCE_END = re.compile(r"(?:(?<=[a-zæøå)\]]{2}[.!])|(?<= og \d\.)|(?<=punkt \d\.))\s+(?=[A-ZÆØÅ])")


_CONCLUDES = re.compile(r"\W*(?:konklusion|beslutning|besluttet|aktion|aftalt)\s*:", re.IGNORECASE)


_AGREED = re.compile(
    r"\b(?:det blev (?:aftalt|besluttet)|enige om|enighed om|besluttede|aftalte|besluttet|aftalt)\b", re.IGNORECASE
)


def has_items(outline: Outline, kind: Kind) -> bool:
    """Whether the outline's items are those of an agenda: in a note only when they are numbered and no sentences, or subjects on
    which something was agreed; in a paper never."""
    return kind in {Kind.MINUTES, Kind.AGENDA} or (
        kind is Kind.NOTE
        and bool(outline.named)
        and (
            all(item.number and not item.title.endswith(".") for item in outline.named)
            or sum(_CONCLUDES.match(block.plain) is not None for block in outline.blocks) > 1
            or (
                sum(not item.number and is_label(item.title) is None for item in outline.named) > 1
                and any(_AGREED.search(block.plain) for block in outline.blocks)
            )
        )
    )


def read(outline: Outline, kind: Kind) -> list[Line]:
    """Every line of the document in its order, items' own headings left out. Never raises."""
    return [part for line in _lines(outline, kind) for part in _short(line)]


def _short(line: Line) -> list[Line]:
    """The line, or, where it is longer than any prose, several, cut at a blank."""
    if len(line.words) <= LONGEST or line.rows:
        return [line]
    parts = re.findall(rf"(?s).{{1,{LONGEST}}}(?:\s|$)|.{{1,{LONGEST}}}", line.words)
    return [replace(line, words=part.strip()) for part in parts if part.strip()]


def _lines(outline: Outline, kind: Kind) -> Iterator[Line]:
    places = {item.place: index for index, item in enumerate(outline.named)} if has_items(outline, kind) else {}
    item: int | None = None
    section, label, opened = Section.NONE, "", 0
    depth = -1  # of the bullet that opened the section
    said_all = False  # a label and its words stood on one line, and nothing of it stands in the next paragraph
    for place, block in enumerate(outline.blocks):
        closed = item is not None and outline.named[item].place in outline.shut
        if place in outline.title_place:
            yield Line(place + 1, block.plain, Section.TITLE)
            continue
        if place in places:
            item, opened = places[place], opened + 1
            words = outline.named[item].title
            alone = is_label(words)
            section = (
                alone
                if alone in {Section.CALENDAR, Section.ACTIONS} or _PEOPLE_ITEM.match(words) and alone
                else Section.NONE
            )
            label = words if section is not Section.NONE else ""
            continue
        shared = (place + 1, item, closed, block.kind)
        if block.kind == "table":
            rows = tuple(tuple(bare(cell) for cell in row) for row in block.rows)
            facts = _facts(rows) if item is None else _answers(rows)
            if facts:
                for kind_of, name, words in facts:
                    opened += 1
                    yield Line(place + 1, words, kind_of, name, opened, item, closed)
                last, name, _ = facts[-1]  # a list of people goes on below the table
                section, label = (last, name) if last in {Section.PEOPLE, Section.REGRETS} else (Section.NONE, "")
                continue
            yield Line(place + 1, block.plain, section, label, opened, item, closed, "table", rows, block.header)
            continue
        if said_all and item is None:
            section, label, said_all = Section.NONE, "", False  # "Tid: tirsdag kl. 10", and below it the people
        # "## Debat" inside an item begins something else than its decision.
        if block.kind == "heading" and section not in {Section.CALENDAR} and is_label(block.plain) is None:
            section, label = Section.NONE, ""
        if block.kind == "bullet" and block.level <= depth:
            section, label = Section.NONE, ""
        depth = depth if block.kind == "bullet" and section is not Section.NONE else -1
        for words in _pieces(_with_colon(block), item is None):
            alone = is_label(words) if block.kind != "number" or len(words) < 40 else None
            if alone is Section.CASE and item is None and block.kind == "heading":
                alone = None  # "## Referat af møde i bestyrelsen"
            if item is None and section in {Section.PEOPLE, Section.REGRETS} and _GROUP.fullmatch(words.strip(" :")):
                alone = Section.PEOPLE  # below the members: "Administrationen"
            if alone is not None and not (
                block.kind == "bullet" and alone not in {Section.CALENDAR, Section.ACTIONS} and block.level
            ):
                if alone is Section.AGENDA and item is not None:
                    continue
                listed = alone in {Section.PEOPLE, Section.REGRETS} and (block.kind == "heading" or block.bold)
                if (listed or alone in {Section.CALENDAR, Section.END}) and item is not None and block.kind != "bullet":
                    item = None if _outside(outline, place) else item
                section, label, opened = alone, words.strip(" :"), opened + 1
                depth = block.level if block.kind == "bullet" else -1
                yield Line(place + 1, "", section, label, opened, item, closed, block.kind)
                continue
            led = _led(words, item is None)
            if (
                led is None
                and item is None
                and section not in {Section.PEOPLE, Section.REGRETS}
                and _CHAIRMAN.match(words)
            ):
                opened += 1
                yield Line(place + 1, words, Section.PEOPLE, "formand", opened, item, closed, block.kind)
                continue
            if led is not None:
                section, label, rest = led
                opened += 1
                yield Line(place + 1, rest, section, label, opened, item, closed, block.kind)
                said_all = section in _ONE_LINE
                if item is None and not any(pattern.match(words[:120]) for _, pattern in LED):
                    section, label = Section.NONE, ""  # a sentence says it all; a label opens a list
                continue
            number, at, shut, block_kind = shared
            yield Line(number, words, section, label, opened, at, shut, block_kind)


_RUN_IN = re.compile(r"^\*\*(?P<label>[^*\n:]{2,60}?)[ .]*\*\*[ .–—-]*(?=[A-ZÆØÅ0-9])")


def _with_colon(block: Block) -> Block:
    """ "**Beslutning** Godkendt", a label that nothing but bold type tells from its words, with a colon."""
    found = _RUN_IN.match(block.text)
    if found is None or block.kind == "heading" or is_label(found["label"]) is None:
        return block
    rest = block.plain[len(found["label"]) :].lstrip(" .–—-")
    return replace(block, plain=f"{found['label']}: {rest}")


def _facts(rows: Sequence[Sequence[str]]) -> list[tuple[Section, str, str]]:
    """(section, label, words) of each row of a table that is the document's head: "Dato | 3. juni 2026". Empty for others."""
    named = [
        (is_label(row[0]), row[0], ", ".join(cell for cell in row[1:] if cell))
        for row in rows
        if len(row) > 1 and any(row)
    ]
    if sum(section in _FRONT_SECTIONS for section, _, _ in named) < 2:
        return []
    led = any(section is Section.CHAIR for section, _, _ in named)
    return [
        (section or (Section.CHAIR if not led and _CHAIRS.fullmatch(label) else Section.NONE), label, words)
        for section, label, words in named
        if words
    ]


def _answers(rows: Sequence[Sequence[str]]) -> list[tuple[Section, str, str]]:
    """(section, label, words) of each row of a table inside an item: "Indstilling | ...", "Beslutning | ...". Empty for others."""
    named = [
        (is_label(row[0]), row[0], "\n".join(cell for cell in row[1:] if cell))
        for row in rows
        if len(row) > 1 and any(row)
    ]
    if not named or any(section not in _ITEM_LED or section is Section.CALENDAR for section, _, _ in named):
        return []
    return [(section, label, words) for section, label, words in named if section and words]


def _outside(outline: Outline, place: int) -> bool:
    """Whether a calendar stands after the last item, as a part of its own."""
    return not any(item.place > place for item in outline.named)


def _pieces(block: Block, front: bool) -> list[str]:
    """The lines of a block that stand for themselves: all of them in the head, those with a label elsewhere."""
    lines = [line for line in block.plain.split("\n") if line.strip()]
    if not front:
        lines = [part for line in lines for part in _sentences(line, front)]
    if front:
        parts = [part for line in lines for part in _WITHIN.split(line)]
        return [words.strip() for part in parts for words in _sentences(part, front)]
    out: list[str] = []
    for line in lines:
        begins = is_label(line) in _ITEM_LED or _led(line, False) is not None
        before = bool(out) and is_label(out[-1]) in _ITEM_LED
        if out and not begins and not before:
            out[-1] += f"\n{line}"
        else:
            out.append(line)
    return out


def _sentences(line: str, front: bool) -> list[str]:
    """A line cut where a sentence begins that names people: "Til stede var A og B. Afbud fra C.", or, in an item, one that a
    label leads: "Der var en drøftelse. Konklusion: Forslaget godkendes." """
    parts = _SENTENCE_END.split(line)
    out = parts[:1]
    for part in parts[1:]:
        led = _led(part, front)
        opens = front and is_label(part) in {Section.PEOPLE, Section.REGRETS}
        if opens or (led and (front or led[0] in {Section.DECISION, Section.RECOMMENDATION})):
            out.append(part)
        else:
            out[-1] += f" {part}"
    return out


def _led(words: str, front: bool) -> tuple[Section, str, str] | None:
    """(section, label, the rest) of a line that begins with a label."""
    head = words[:120]
    for section, pattern in _DASHED:
        if (section in _FRONT_SECTIONS) is front and (match := pattern.match(head)):
            return section, match["label"], words[match.end() :]
    for section, pattern in LED:
        match = pattern.match(head)
        if (
            match
            and (section in _FRONT_SECTIONS if front else section in _ITEM_LED)
            or (match and section in {Section.DEADLINE, Section.CALENDAR})
        ):
            return section, match["label"], words[match.end() :]
    if front:
        gone = _SENT_REGRETS.match(words[:300])
        if gone:
            return Section.REGRETS, "afbud", gone["rest"]
        led_by = _LED_THE_MEETING.match(words[:120])
        if led_by:
            return Section.CHAIR, "ledede mødet", led_by["rest"]
        for section, pattern in _SENTENCES:
            match = pattern.match(head)
            if match:
                return section, match["label"], words[match.end() :]
        if _TOOK_PART.match(words[:200]):
            return Section.PEOPLE, "deltog", words
        return _listed(words)
    return None


# "Beredskabsdirektør Lise Holm deltog under punkt 2.", "Sekretær Bo Dahl førte referatet."
_TOOK_PART = re.compile(
    rf"(?:(?i:{people.TITLE.pattern.removeprefix('^')}))?{people.NAME.pattern}(?:,\s[^,.\n]{{2,60}},)?\s+(?:deltog\s+(?:under|i|ved|som|til|fra|også)\b|(?:tog|skrev|førte|har\s+(?:taget|skrevet|ført))\s+(?:referat|notat))"
)
# A line of the head that names two people or more behind any words with a colon, or behind words that say who was there.
_ANY_LABEL = re.compile(r"(?P<label>[A-ZÆØÅ][^:\n]{1,60}?)\s*:\s*(?=\S)")
_ANY_WORDS = re.compile(
    rf"(?P<label>[A-ZÆØÅ][^:.\n]{{0,80}}?\b(?:deltog|deltagelse\s+af|deltagere|mødt|mødte|fremmødt\w*|til\s?stede|repræsenteret\s+ved|bestod\s+af|var)\b[^:.\n]{{0,30}}?)\s+(?=(?:\w+\s+)?{people.NAME.pattern}\s*[,(])"
)
_NOT_THERE = re.compile(r"afbud|fravær|forhindre|ikke\s+(?:til|mødt|delt)|udeble", re.IGNORECASE)
_NO_LIST = re.compile(
    r"kopi|sendt|\bcc\b|modtager|fordel|bilag|dagsorden|næste|tid|sted|dato|referent|referat|udarbejdet|skrevet|kontakt|vært|orlov|fødselsdag",
    re.IGNORECASE,
)


def _listed(words: str) -> tuple[Section, str, str] | None:
    for pattern in (_ANY_LABEL, _ANY_WORDS):
        match = pattern.match(words[:200])
        if match is None or _NO_LIST.search(match["label"]) or len(words) > LONGEST:
            continue
        persons, strange = people.read(words[match.end() :])
        section = Section.REGRETS if _NOT_THERE.search(match["label"]) else Section.PEOPLE
        if len(persons) > (section is Section.PEOPLE) and not strange:
            return section, match["label"], words[match.end() :]
    return None


_ESCAPED = re.compile(r"\\([\\`*_\[\]<>~|#.()+-])")
_LINKED = re.compile(r"\[([^\]\n]*)\]\(<[^>\n]*>\)")


def bare(cell: str) -> str:
    """A table cell's inline CommonMark as plain words."""
    words = _LINKED.sub(r"\1", cell).replace("**", "").replace("~~", "")
    return _ESCAPED.sub(r"\1", words).replace("&amp;", "&").strip()
