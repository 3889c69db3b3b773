# ruff: noqa: E501 - patterns are easier read on one line
"""When and where the meeting was, its link, and until when objections can be made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from mailflow.parsers import dates, sentences, times
from mailflow.parsers.decisions import Decision
from mailflow.parsers.front import Front
from mailflow.parsers.labels import Section
from mailflow.parsers.sections import Line
from mailflow.reading import Doubt

_LINK = re.compile(
    r"<?(?P<url>https?://[^\s<>\"]+|(?:[\w-]+\.)*(?:teams|zoom|webex|meet|skype|whereby)\.[\w.-]+/[^\s<>\"]*|(?:teams|meet|zoom)\.[\w.-]+/[^\s<>\"]*)>?",
    re.IGNORECASE,
)
_ANY_LINK = re.compile(r"(?P<url>(?:https?://)?(?:[\w-]+\.)+[a-zæøå]{2,}(?:/[^\s<>\"]*)?)", re.IGNORECASE)
_MEETING_HOST = re.compile(r"teams\.|zoom\.|webex\.|meet\.|whereby\.|skype\.", re.IGNORECASE)
_VIRTUAL = re.compile(
    r"^\W*(?:online|virtuelt?|digitalt?|(?:via|på|over)\s+(?:teams|zoom)|teams(?:-møde)?|videomøde|telefonmøde)\W*$",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:virtuelt|digitalt|online|via\s+teams|fysisk)\b", re.IGNORECASE)
_HOURS_FIRST = re.compile(
    r"\W*(?:kl\.?|klokken)\s*\d{1,2}(?:[.:]\d\d)?\s*(?:[-–—]|til)\s*(?:kl\.?\s*)?\d", re.IGNORECASE
)
_TIME_BEHIND = re.compile(
    r",?\s+(?:kl\.?|klokken)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–—]\s*\d{1,2}(?:[.:]\d\d)?)?\s*\.?$", re.IGNORECASE
)
_HELD_AT = re.compile(r"\W*mødet\s+(?:blev|er|var)?\s*(?:af)?(?:holdt|begyndte|startede|varede)\b", re.IGNORECASE)
_ENDED = re.compile(
    r"\bmødet\s+(?:blev\s+)?(?:sluttede|sluttet|slut|hævet|afsluttet|hævedes|afsluttedes)\s+(?P<when>kl\.?\s*\d{1,2}(?:[.:]\d\d)?)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\bmødet\s+(?:blev\s+)?(?:startede|begyndte|indledt|åbnet|indledtes|åbnede|startet)\s+kl\.?\s*(?P<from>\d{1,2}(?:[.:]\d\d)?)(?:\s+med\s+\w+)?\s+og\s+(?:sluttede|hævedes|afsluttedes|blev\s+hævet|afsluttet|hævet|slut|sluttet|afsluttede)\s+kl\.?\s*(?P<to>\d{1,2}(?:[.:]\d\d)?)",
    re.IGNORECASE,
)
# "torsdag kl. 12.00 til fredag kl. 13.00"
_TWO_DAYS = re.compile(
    r"\b\w+dag\b[^;\n]{0,30}?\bkl\.?\s*(?P<from>\d{1,2}(?:[.:]\d\d)?)\s*(?:til|[-–])\s*\w+dag\b[^;\n]{0,30}?\bkl\.?\s*(?P<to>\d{1,2}(?:[.:]\d\d)?)",
    re.IGNORECASE,
)
_NOT_PLACE = re.compile(
    r"@|\btlf\b|\btelefon\b|\bspørgsmål\b|\bmøde-?id\b|\badgangskode\b|^\W*kl\.|^\W*varighed\b", re.IGNORECASE
)
_AFTER_TIME = re.compile(
    r"^[\s,;–-]*(?:(?:i|på|hos|ved)\s+)?(?P<place>[A-ZÆØÅ][^;\n]{2,100}|virtuelt|digitalt|online|(?:på|via)\s+(?:teams|zoom))\W*$"
)

_NUMBERS = {
    "en": 1, "et": 1, "én": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10,
    "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14,
}  # fmt: skip
_COUNT = "|".join([r"\d{1,2}", *_NUMBERS])
_OBJECT = re.compile(
    r"\b(?:indsigelse\w*|indvending\w*|bemærkning\w*|svarfrist|kommentar\w*|rettelse\w*)\b", re.IGNORECASE
)
_OBJECTION_SURE = re.compile(r"\b(?:indsigelse\w*|indvending\w*|svarfrist)\b|\breferatet\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:senest|inden|frist\w*|svarfrist|sidste\s+frist|til\s+og\s+med)\b", re.IGNORECASE)
_AFTER = re.compile(
    rf"\b(?P<count>{_COUNT})\s+(?P<unit>dage?s?|kalenderdage|uger?s?)\s+(?:efter|fra)\s+(?P<what>møde\w*|referat\w*|udsend\w*|modtag\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    value: str
    paragraph: int
    words: str


@dataclass
class Meeting:
    date: Fact | None = None  # ISO
    start: Fact | None = None
    end: Fact | None = None
    place: Fact | None = None
    link: Fact | None = None
    doubts: list[Doubt] = field(default_factory=list)


def read(lines: Sequence[Line], front: Front) -> Meeting:
    """The facts of the head, each with where it stands. Never raises."""
    found = Meeting()
    head = [line for line in lines if line.item is None and line.section is not Section.CALENDAR][:80]
    _when(head, front, found)
    spans = [(line, match) for line in head if (match := _FROM_TO.search(line.words))]
    if (
        found.start is None
        and len(spans) == 1
        and (clocks := times.find(f"kl. {spans[0][1]['from']}-{spans[0][1]['to']}"))
    ):
        line, match = spans[0]
        found.start = Fact(clocks[0].start, line.paragraph, match.group())
        found.end = Fact(clocks[0].end, line.paragraph, match.group()) if clocks[0].end else None
        found.doubts[:] = [doubt for doubt in found.doubts if doubt.field != "start"]
    over_days = [(line, match) for line in head if (match := _TWO_DAYS.search(line.words))]
    if found.start is None and len(over_days) == 1:
        line, match = over_days[0]
        first, last = times.find(f"kl. {match['from']}"), times.find(f"kl. {match['to']}")
        if first and last:
            found.start = Fact(first[0].start, line.paragraph, match.group())
            found.end = Fact(last[0].start, line.paragraph, match.group())
            found.doubts[:] = [doubt for doubt in found.doubts if doubt.field != "start"]
    ended = [(line, match) for line in lines if (match := _ENDED.search(line.words))]
    if found.end is None and len(ended) == 1 and (clocks := times.find(ended[0][1]["when"])):
        found.end = Fact(clocks[0].start, ended[0][0].paragraph, ended[0][1].group())
    for line in head:
        _link(line, found)
    for line in head:
        if found.place is None:
            place = _place(line)
            if place:
                found.place = Fact(place, line.paragraph, line.words or line.label)
    return found


def _when(head: Sequence[Line], front: Front, found: Meeting) -> None:
    times_seen: dict[tuple[str, str | None], tuple[Line, bool]] = {}
    for line in head:
        if line.section is Section.PEOPLE and (spoken := times.find(line.label)):  # "På mødet kl. 14-16 deltog ..."
            times_seen.setdefault((spoken[0].start, spoken[0].end), (line, False))
        if line.section not in {Section.NONE, Section.TITLE, Section.TIME, Section.PLACE}:
            continue
        mentions = dates.find(line.words)
        if found.date is None and front.meeting_date is not None:
            for mention in mentions:
                if mention.on(front.meeting_date.year) == front.meeting_date and mention.agrees(front.meeting_date):
                    found.date = Fact(front.meeting_date.isoformat(), line.paragraph, mention.text)
                    break
        alone = len(line.words) < 60 and _HOURS_FIRST.match(line.words)  # "kl. 10.00-12.15 på Teams", below the day
        if line.section is Section.NONE and not mentions and not alone and not _HELD_AT.match(line.words):
            continue
        day = front.meeting_date
        if (
            line.section is Section.NONE
            and mentions
            and day is not None
            and not any(one.on(day.year) == day for one in mentions)
        ):
            continue  # the time of another day
        for clock in (
            times.find(line.words)
            or (times.find(f"kl. {line.words}") if line.label.casefold() in {"tid", "tidspunkt", "mødetid"} else [])
            or _behind(line, mentions)
        ):
            times_seen.setdefault((clock.start, clock.end), (line, line.section is Section.TIME))
    began, over = (
        [clock.start for line in head if _BY_CLOCK.sub("", line.label.casefold()) in labels for clock in times.find(f"kl. {line.words}")[:1]]
        for labels in (_BEGAN, _OVER)
    )  # fmt: skip
    if len(began) == len(over) == 1 and began[0] < over[0]:
        line = next(line for line in head if _BY_CLOCK.sub("", line.label.casefold()) in _BEGAN)
        times_seen = {(began[0], over[0]): (line, True)}
    best = {key: seen for key, seen in times_seen.items() if seen[1]} or times_seen
    full = {key: seen for key, seen in best.items() if key[1]} or best
    if len(full) == 1:
        (((start, end), (line, _)),) = full.items()
        found.start = Fact(start, line.paragraph, line.words)
        found.end = Fact(end, line.paragraph, line.words) if end else None
    elif full:
        line = next(iter(full.values()))[0]
        found.doubts.append(Doubt("start", "Der står flere tidspunkter for mødet.", line.words, line.paragraph))


_BY_CLOCK = re.compile(r"\s+kl\.?$")  # "Start kl."
_BEGAN = {"start", "starttidspunkt", "mødestart", "begyndt"}
_OVER = {"slut", "sluttidspunkt", "mødeslut", "afslutning", "sluttet"}


def _behind(line: Line, mentions: Sequence[dates.Mention]) -> list[times.Clock]:
    """ "Tid: tirsdag den 3. marts 2026, 10-13": hours behind the day, without "kl."."""
    if line.section is not Section.TIME or len(mentions) != 1:
        return []
    clock = times.alone(line.words[mentions[0].end :])
    return [clock] if clock else []


def _link(line: Line, found: Meeting) -> None:
    if found.link is not None:
        return
    match = _LINK.search(line.words) or (_ANY_LINK.search(line.words) if line.section is Section.LINK else None)
    if match and (line.section is Section.LINK or _MEETING_HOST.search(match["url"])):
        found.link = Fact(match["url"].rstrip(".,;)"), line.paragraph, line.words)


def _place(line: Line) -> str | None:
    """Where the meeting was, if this line says it."""
    words = line.words.strip()
    if line.section is Section.PLACE and words:
        words = _TIME_BEHIND.sub("", words)
        return words.rstrip(".") if words.count(".") == 1 else words
    if (
        line.section is Section.TIME
        and re.search(r"[^\W\d_]{3}", words)
        and line.label.casefold() not in {"dato", "mødedato", "tid", "tidspunkt", "mødetid"}
        and not _NOT_PLACE.search(words)
    ):
        rest = words
        for mention in reversed(dates.find(words)):
            rest = rest[: mention.start] + rest[mention.end :]
        for clock in reversed(times.find(rest)):
            rest = rest[: clock.begin] + rest[clock.stop :]
        rest = re.sub(r"^[\s,.;:–-]+|[\s,;:–-]+$", "", re.sub(r"\bkl\.?\s*$", "", rest)).strip()
        if re.fullmatch(r"(?:d\.|den|fra|til|og|,|\W)*", rest, re.IGNORECASE):
            return None
        if rest != words.strip():
            after = re.match(r"^(?:,|i|på|hos|in)\s+(.*)$", rest, re.IGNORECASE)
            rest = after[1] if after else rest
        if not rest or _LINK.fullmatch(rest) or len(rest) > 160:
            return None
        return rest.rstrip(".")
    if line.section in {Section.PEOPLE, Section.TIME} and not words:
        held = _HELD.search(line.label)
        return held.group() if held else None
    if line.section is Section.NONE and line.kind in {"text", "heading"} and _VIRTUAL.match(words):
        return words
    if line.section in {Section.NONE, Section.TITLE} and dates.find(words):
        clocks = times.find(words)
        named = _AFTER_TIME.match(words[clocks[-1].stop :]) if clocks else None
        return named["place"].strip(" .") if named else None
    return None


def objection_deadline(
    lines: Sequence[Line], day: date | None, decisions: Sequence[Decision]
) -> tuple[Fact | None, list[Doubt]]:
    """Until which day objections can be made, and what is unclear about it.

    A day that is named counts as it stands; "syv dage efter mødets afholdelse" is counted from the meeting, if it was decided
    and not merely proposed.
    """
    doubts: list[Doubt] = []
    found: dict[str, Fact] = {}
    decided = {decision.item: decision for decision in decisions}
    for line in lines:
        for sentence in sentences.read(line.words):
            about = _OBJECT.search(sentence)
            if not (
                line.section is Section.DEADLINE
                or (about and _BY.search(sentence) and _OBJECTION_SURE.search(sentence))
            ):
                continue
            for mention in dates.find(sentence):
                named = mention.on() or (_next(mention, day) if day else None)
                if named is None or not mention.agrees(named) or (day and named < day):
                    doubts.append(
                        Doubt(
                            "objection_deadline",
                            "Fristen for indsigelser er ikke en sikker dag.",
                            sentence,
                            line.paragraph,
                        )
                    )
                else:
                    found.setdefault(named.isoformat(), Fact(named.isoformat(), line.paragraph, sentence))
            counted = _AFTER.search(sentence)
            if not counted or dates.find(sentence):
                continue
            if not counted["what"].lower().startswith("møde"):
                doubts.append(
                    Doubt(
                        "objection_deadline",
                        "Fristen løber fra udsendelsen, og dagen for den står ikke.",
                        sentence,
                        line.paragraph,
                    )
                )
            elif _merely_proposed(line, sentence, decided):
                doubts.append(
                    Doubt(
                        "objection_deadline",
                        "Fristen er foreslået, men det står ikke, at den blev besluttet.",
                        sentence,
                        line.paragraph,
                    )
                )
            elif day is None:
                doubts.append(
                    Doubt(
                        "objection_deadline",
                        "Fristen løber fra mødet, og mødets dag er ikke sikker.",
                        sentence,
                        line.paragraph,
                    )
                )
            else:
                number = int(counted["count"]) if counted["count"].isdigit() else _NUMBERS[counted["count"].lower()]
                last = day + timedelta(days=number * (7 if counted["unit"].lower().startswith("uge") else 1))
                found.setdefault(last.isoformat(), Fact(last.isoformat(), line.paragraph, sentence))
    if len(found) > 1:
        words = "; ".join(fact.words for fact in found.values())
        return None, [
            *doubts,
            Doubt(
                "objection_deadline",
                "Der står flere frister for indsigelser.",
                words,
                next(iter(found.values())).paragraph,
            ),
        ]
    return next(iter(found.values()), None), doubts


def day_of(fact: Fact | None) -> date | None:
    """The day that a fact of this module says."""
    return date.fromisoformat(fact.value) if fact else None


def _merely_proposed(line: Line, sentence: str, decided: dict[int, Decision]) -> bool:
    """Whether the sentence proposes, and its item does not end with a yes."""
    proposes = line.section is Section.RECOMMENDATION or re.search(
        r"\b(?:indstiller|indstilles|foreslår|foreslås|anbefaler|anbefales)\b", sentence, re.IGNORECASE
    )
    if not proposes:
        return False
    decision = decided.get(line.item) if line.item is not None else None
    return decision is None or not re.search(r"\b(?:godkend|tiltr[åæ]d|vedt[ao]g|tilslut|beslutte)", decision.words, re.IGNORECASE) or re.search(
        r"\bikke\b|\budsat|\budsætte", decision.words, re.IGNORECASE
    ) is not None  # fmt: skip


def _next(mention: dates.Mention, day: date) -> date | None:
    """The first such day on or after the meeting, at most half a year later."""
    for year in (day.year, day.year + 1):
        found = mention.on(year)
        if found is not None and day <= found <= day + timedelta(days=183):
            return found
    return None
