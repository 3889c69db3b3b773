"""What stands before the first item: what kind of document it is, whose meeting, and when it was held.

Only what is written counts. Two dates that fit equally well, a date without a year, or a weekday that contradicts its date
give no date and a doubt instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mailflow.documents import Kind
from mailflow.parsers import dates
from mailflow.parsers.dates import WEEKDAYS, Mention
from mailflow.parsers.outline import Outline

LONGEST_MEETING = 2  # days after the first
LONGEST = 3000  # characters of a line that may hold the date; prose has a third of it

_MINUTES = re.compile(r"\b(?:\w*referat|\w*protokol)\b(?!\s+(?:udarbejdet|skrevet)\b)", re.IGNORECASE)
_MINUTES_ALONE = re.compile(r"^\W*(?:udkast til )?(?:\w*referat|\w*protokol)\W*$", re.IGNORECASE)
# "Referat af 3. møde" as a line below the association's name, or behind it: "Bestyrelsesmøde nr. 4 · Referat".
_MINUTES_LINE = re.compile(
    r"^\W*(?:udkast\s+til\s+)?(?:\w*referat|\w+protokol)\b(?!\s*(?:ved|v/|udarbejdet|skrevet|:\s*[A-ZÆØÅ][a-zæøå]+\s[A-ZÆØÅ]))[^:]{0,110}$"
    r"|[·|–—-]\s*\w*referat\W*$",
    re.IGNORECASE,
)
_AGENDA = re.compile(r"\bdagsorden\b", re.IGNORECASE)
_NOTE = re.compile(r"\b(?:\w*notat|noter)\b", re.IGNORECASE)
_DRAFT = re.compile(r"\b(?:udkast|kladde)\b", re.IGNORECASE)
_MEETING_FACTS = re.compile(
    r"^\W*(?:mødedato|dato|tid og sted|tid|sted|hvornår|til stede|deltagere|mødedeltagere|afbud|referent)\b",
    re.IGNORECASE,
)

_PRESENT = re.compile(r"^\W*(?:til\s?stede|mødte?|fremmødte|deltog|tilstedeværende)\W*(?::|$)", re.IGNORECASE)
# Said in prose of who came and who wrote: an agenda knows neither.
_CAME = re.compile(
    r"\b(?:deltog|mødt\s+var|var\s+mødt|der\s+var\s+afbud)\b|\b(?:førte|skrev|tog|har\s+(?:ført|skrevet|taget))\s+(?:notat(?:et)?|referat(?:et)?)\b",
    re.IGNORECASE,
)
_CONCLUDED = re.compile(
    r"\W*(?:beslutning|konklusion|besluttet)\W*:\W*\w", re.IGNORECASE
)  # an agenda only says what is proposed
_MEETING_TITLE = re.compile(r"\b\w*møde\b", re.IGNORECASE)

_BODIES = (
    (re.compile(r"\bhovedbestyrelse|\bHB\b"), "Hovedbestyrelsen"),
    (re.compile(r"\brepræsentantskab", re.IGNORECASE), "Repræsentantskabet"),
    (re.compile(r"\bgeneralforsamling", re.IGNORECASE), "Generalforsamlingen"),
    (re.compile(r"\bforretningsudvalg|\bfu-møde", re.IGNORECASE), "Forretningsudvalget"),
    (re.compile(r"\bformandskab", re.IGNORECASE), "Formandskabet"),
    (re.compile(r"\bkredsbestyrelse", re.IGNORECASE), "Kredsbestyrelsen"),
    (re.compile(r"\bbestyrelse", re.IGNORECASE), "Bestyrelsen"),
)
_MEETING_IN = re.compile(r"\bmøde\s+i\s+(?:den\s+|det\s+)?([A-Za-zÆØÅæøå-]{4,}(?:en|et|erne))\b")

_MEETING_OF = re.compile(r"\b([A-ZÆØÅa-zæøå]{3,30}(?:udvalget|rådet|gruppen|netværket))s\s+(?:\w+\s+)?møde\b")

# "Skolebestyrelsesmøde", "afdelingsbestyrelsens møde", "møde for styregruppen": a compound is a body by its last part.
_ENDINGS = {
    "bestyrelse": "n", "udvalg": "et", "råd": "et", "gruppe": "n", "kreds": "en", "netværk": "et", "ledelse": "n", "nævn": "et",
    "forsamling": "en", "kommission": "en", "skab": "et", "komité": "en",
}  # fmt: skip
_COMPOUND = re.compile(
    rf"\b(?P<stem>[A-ZÆØÅa-zæøå-]{{2,30}}(?P<last>{'|'.join(_ENDINGS)}))(?:s?møde|(?:e?n|et|s)s\s+(?:\w+\s+)?møde|(?:e?n|et)\b)",
    re.IGNORECASE,
)

# "Udvalg for nære sundhedstilbud", "Styregruppen for Fælles Borgerindgang", as a line of the head or behind "Emne:".
_LONG_NAME = re.compile(
    r"(?:^|[·|–—:,-]\s*)(?P<name>(?:Udvalg(?:et)?|Styregruppen?|Arbejdsgruppen?|Projektgruppen?|Følgegruppen?)\s+(?:for|om|vedrørende)\s+[^,.;:·|\d()]{3,60}?)\s*(?=$|[,.;:·|(–—]|\s\d)"
)
# "Direktørnetværket for Teknik og Miljø, Region Sjælland", as a line of its own.
_NETWORK = re.compile(
    r"\W*(?P<name>(?:[A-ZÆØÅ][a-zæøå]+)?(?i:netværk(?:et)?|udvalg(?:et)?|gruppen|kreds(?:en)?|råd(?:et)?|forum(?:met)?|klub(?:ben)?)\s+(?:for|om|i|af)\s+[^,.;:·|\d()]{3,60}?)\s*(?:$|[,·|(–—])"
)
# "Sundhedsfagligt Udvalg, møde den ..."
_TWO_WORDS = re.compile(
    r"\W*(?P<name>(?:[A-ZÆØÅ][\wæøå-]+\s){1,2}(?:Udvalg|Råd|Forum|Netværk|Nævn|Panel))\b(?=\s*(?:$|[,·|(–—]))"
)
_OWN_BOARD = re.compile(r"\W*(?P<name>[A-ZÆØÅ][a-zæøå]+bestyrelsen)\b(?=\s*(?:$|[,·|(–—]))")
_LABELLED = re.compile(
    r"\b(?:mødedato|dato|tid og sted|tidspunkt|tid|hvornår|mødet\s+(?:blev\s+)?(?:holdt|afholdt))\b", re.IGNORECASE
)
_MEETING = re.compile(r"\bmøde|\w*møde\b|referat\b|dagsorden\b|\bafholdt\b", re.IGNORECASE)
_OTHER_DATE = re.compile(
    r"\b(?:udsendt|udsendelse|udarbejdet|revideret|opdateret|rettet|godkendt|udskrevet|offentliggjort|igen|næste|sidste|forrige|seneste|frist"
    r"|indkaldelse|sagsnr|journal)\b",
    re.IGNORECASE,
)
_LETTER, _OF_LETTER = re.compile(r"\W*(?:til|fra)\s*:", re.IGNORECASE), re.compile(r"\W*dato\s*:", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")


@dataclass(frozen=True, slots=True)
class Front:
    kind: Kind
    body: str | None
    meeting_date: date | None
    dates: tuple[date, ...]
    doubts: tuple[str, ...]


def read(outline: Outline) -> Front:
    """Kind, body and date of a document, and what is doubtful about them. Never raises."""
    doubts: list[str] = []
    kind = _kind(outline, doubts)
    unsure: list[str] = []
    day, candidates = _date(outline.front, unsure)
    doubts += unsure
    body = _body(outline)
    if kind is Kind.MINUTES and body is None:
        doubts.append("Det står ikke klart, hvilket organ der har holdt mødet.")
    if _DRAFT.search(outline.title):
        doubts.append("Dokumentet kalder sig et udkast; det ord kommer med ud.")
    if outline.ambiguous:
        doubts.append(f"Det kan ikke ses, om “{outline.ambiguous}” er et punkt for sig eller et underpunkt.")
    return Front(kind, body, day, candidates, tuple(doubts))


def _kind(outline: Outline, doubts: list[str]) -> Kind:
    title = outline.title
    title = _unspaced(title)
    if _MINUTES.search(title) or any(_MINUTES_ALONE.match(_unspaced(line)) for line in outline.front):
        return Kind.MINUTES
    if _AGENDA.search(title):
        return Kind.AGENDA
    if _NOTE.search(title):
        return Kind.NOTE
    if any(_MINUTES_LINE.search(line) for line in outline.front[:6]):
        return Kind.MINUTES
    came = any(_CAME.search(line) for line in outline.front)
    if came and outline.items and _MEETING_TITLE.search(title):
        doubts.append("Dokumentet kalder sig ikke et referat, men ligner et.")
        return Kind.MINUTES
    facts = any(_MEETING_FACTS.match(line) for line in outline.front)
    if not facts:
        return Kind.PAPER
    numbered = [item for item in outline.items if item.number]
    present = any(_PRESENT.match(line) for line in outline.front)  # an agenda does not know who came
    if present and outline.items and _MEETING_TITLE.search(title):
        doubts.append("Dokumentet kalder sig ikke et referat, men ligner et.")
        return Kind.MINUTES
    concluded = any(_CONCLUDED.match(block.plain) for block in outline.blocks)
    if outline.items and (concluded or (numbered and "beslutning" in outline.labels)):
        doubts.append("Dokumentet kalder sig ikke et referat, men ligner et.")
        return Kind.MINUTES
    if numbered:
        doubts.append("Dokumentet kalder sig hverken referat eller dagsorden; det ligner en dagsorden.")
        return Kind.AGENDA
    return Kind.NOTE


def _unspaced(words: str) -> str:
    """ "M Ø D E R E F E R A T" as a word."""
    return words.replace(" ", "") if re.fullmatch(r"(?:[A-ZÆØÅ] ){4,}[A-ZÆØÅ]\W*", words) else words


def _body(outline: Outline) -> str | None:
    lines = [
        outline.title,
        *(
            line
            for place, line in enumerate(outline.front[:8])
            if len(line) < (200 if place < 6 else 100) and re.search(r"møde", line, re.IGNORECASE)
        ),
    ]
    for line in outline.front[:8]:
        if len(line) < 120 and (long := _LONG_NAME.search(line)):
            return long["name"].strip()
    for line in lines:
        named = _MEETING_IN.search(line) or _MEETING_OF.search(line)
        for pattern, name in _BODIES:
            own = next(filter(None, map(_OWN_BOARD.match, outline.front[:6])), None) if name == "Bestyrelsen" else None
            if own is not None:
                return own["name"]
            if pattern.search(line if name == "Hovedbestyrelsen" and "HB" in line else line.lower()):
                return name
        if named:
            return named[1][0].upper() + named[1][1:]
        if compound := _COMPOUND.search(line):
            stem = compound["stem"]
            stem = stem.lower() if stem.isupper() else stem
            return stem[0].upper() + stem[1:] + _ENDINGS[compound["last"].lower()]
    named_so = (pattern.match(line[:120]) for line in outline.front[:8] for pattern in (_NETWORK, _TWO_WORDS))
    return next((found["name"].strip() for found in named_so if found), None)


def _date(front: Sequence[str], doubts: list[str]) -> tuple[date | None, tuple[date, ...]]:
    """The meeting's date, if exactly one is the best; and every candidate, best first."""
    ranked: list[tuple[int, Mention]] = []
    sources: list[str] = []  # the line of each
    labelled = False  # the line above says "Tid og sted"
    # A letter's head ("Til:", "Fra:", "Dato:") says when it was written; the title says when they met.
    letter = bool(front and dates.find(front[0])) and any(_LETTER.match(line) for line in front[:6])
    for place, words in enumerate(front):
        line = words[:LONGEST]
        if letter and _OF_LETTER.match(line):
            continue
        for mention in dates.find(line):
            before = line[: mention.start]
            if _OTHER_DATE.search(before):
                continue
            strong = (
                place == 0
                or labelled
                or _LABELLED.search(before)
                or (len(line) < (200 if place < 6 else 100) and _MEETING.search(before))
            )
            alone = len(line) - (mention.end - mention.start) < 25
            sources.append(line)
            ranked.append((2 if strong else 1 if alone else 0, mention))
        labelled = bool(_LABELLED.search(line)) and not dates.find(line)
    if any(_HELD.search(line[:LONGEST]) for line in front):
        ranked = [
            (1 if _WRITTEN.fullmatch(line) else rank, mention)
            for (rank, mention), line in zip(ranked, sources, strict=True)
        ]
    best = max((rank for rank, _ in ranked), default=0)
    mentions = [mention for rank, mention in ranked if rank == best] if best else []
    years = {int(year) for line in front[:12] for year in _YEAR.findall(line)}
    found = _settle(mentions, years, doubts)
    others = [day for rank, mention in sorted(ranked, key=lambda pair: -pair[0]) for day in _possible(mention, years)]
    candidates = tuple(dict.fromkeys([*found, *others]))
    if not ranked or not best:
        doubts.append("Mødets dato står ikke i dokumentets begyndelse.")
    if len(found) > 1:
        doubts.append("Der står flere datoer, som kan være mødets: " + ", ".join(map(dates.in_words, found)) + ".")
    return (found[0] if len(found) == 1 and not doubts else None), candidates


# "Dato: 18. januar 2027" is when it was written where another line says "Bestyrelsesmøde den 14. januar 2027 kl. 12".
_WRITTEN = re.compile(r"\W*dato\s*:[^:]{4,40}", re.IGNORECASE)
_HELD = re.compile(
    r"^(?!.*(?:næste|igen)\b).{0,120}\w*møde\b.{0,120}\b20\d\d\W{1,3}(?:fra\s+)?(?:kl|klokken)\b", re.IGNORECASE
)


def _settle(mentions: Sequence[Mention], years: set[int], doubts: list[str]) -> list[date]:
    """The different days that the best mentions speak of. A doubt for each that is no sure day."""
    found: dict[date, None] = {}
    undated: list[Mention] = []
    for mention in mentions:
        day = mention.on()
        if mention.year is None:
            undated.append(mention)
        elif day is None:
            doubts.append(f"“{mention.text}” findes ikke i kalenderen.")
        elif not mention.agrees(day):
            doubts.append(f"“{mention.text}” var en {WEEKDAYS[day.weekday()]}: ugedagen og datoen passer ikke sammen.")
            found[day] = None
        else:
            found[day] = None
            if mention.last is not None:
                end = Mention(mention.text, 0, 0, mention.year, *mention.last).on()
                if end and not 0 < (end - day).days <= LONGEST_MEETING:  # a meeting of two days is dated by its first
                    found[end] = None
    for mention in undated:
        # A day without a year is settled by the same day with one, or by the only year in the document's head.
        if any((day.month, day.day) == (mention.month, mention.day) and mention.agrees(day) for day in found):
            continue
        possible = [day for year in sorted(years) if (day := mention.on(year)) is not None]
        if len(years) == 1 and possible and mention.agrees(possible[0]):
            found[possible[0]] = None
        else:
            doubts.append(f"“{mention.text}”: det står ikke sikkert, hvilket år det var.")
    return list(found)


def _possible(mention: Mention, years: set[int]) -> list[date]:
    wanted = [mention.year] if mention.year else sorted(years)
    days = [mention.on(year) for year in wanted]
    return [day for day in days if day is not None and mention.agrees(day)]
