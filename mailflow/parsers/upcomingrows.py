# ruff: noqa: E501 - patterns are easier read on one line
"""A line of a calendar that tells of several meetings, as an entry each."""

from __future__ import annotations

import re
from itertools import pairwise

from mailflow.parsers import dates, eventnames, sentences

# What may stand between two days of one sentence: the hour, perhaps the place, "og".
_HOURS = r"(?:kl\.?\s*)?\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?"
_WHERE = r"(?:(?:,\s*|\b(?:i|på|hos)\s+)(?-i:[A-ZÆØÅ][\wæøåé-]+)(?:\s(?-i:[A-ZÆØÅ][\wæøåé-]+))?|\([^()\d]{2,40}\)|virtuelt|online|på teams)"
_CLOCK_ONLY = re.compile(
    rf"\s*,?\s*(?:{_HOURS}\s*{_WHERE}?|{_WHERE})\s*[,;]?\s*(?:(?:og|samt)\s+(?:igen\s+)?)?(?:(?:den|d\.)\s*)?",
    re.IGNORECASE,
)
# ", kredsmøde den": the next day has a name of its own.
_NEXT_NAMED = re.compile(r"[^;]{0,60}?(?:[,;]|\bog|\bsamt)\s+(?P<name>[^\W\d][^,;.\d]{2,80}?)\s*(?:(?:den|d\.)\s*)?")
_FOR_ALL = re.compile(
    r",?\s*(?:alle|begge)\s+(?:dage|gange|møder|steder)\s+(?P<hours>kl\..{1,20}?)\s*\.?$", re.IGNORECASE
)
# What a sentence behind the day says of coming, and nothing of the meeting.
_ABOUT_COMING = re.compile(
    r"(?:afbud|tilmelding|tilmeld|der\s+serveres|husk\s+at|mød\s+op|lokale\s+følger|indkaldelse)\b(?!.*\d\d)",
    re.IGNORECASE,
)
_KINDS = re.compile(r"[^:]{3,60}:\s*[A-ZÆØÅ][\wæøå-]+\s*(?:(?:den|d\.)\s*)?")
_SHORT_NAME = re.compile(r"[A-ZÆØÅ][\wæøå-]+")
_JOIN = re.compile(r"\s*(?:,|\bog\b|\bsamt\b)\s*(?:(?:den|d\.)\s*)?", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"[\s,.;]*(?:\b(?:og|samt|igen|den|d\.)[\s,]*)*$")


def entries(words: str) -> list[str]:
    """A calendar line is one meeting, unless it is prose with several sentences, or one that names several days."""
    parts = [part for at, part in enumerate(sentences.read(words)) if not at or not _ABOUT_COMING.match(part)]
    if sum(bool(dates.find(part)) for part in parts) < 2:
        parts = [" ".join(parts)]
    return [entry for part in parts for entry in _days_of(part)]


def _days_of(words: str) -> list[str]:
    """ "Udvalget mødes den 9. december kl. 15 i Vejle og den 13. januar kl. 15" as an entry a day, each with the words before
    the first day or with its own; otherwise the words."""
    for_all = _FOR_ALL.search(words)
    if for_all:
        words = words[: for_all.start()]
    mentions = dates.find(words, calendar=True)
    lead = words[: mentions[0].start] if mentions else ""
    # "Regionsmøder: Nord 6. september, Syd 7. september"
    kinds = _KINDS.fullmatch(lead) is not None and eventnames.NOUN.search(lead) is not None
    family = lead.partition(":")[0] + ": "
    out: list[str] = []
    start, said = 0, False  # whether anything but a comma stands between two of them
    for one, other in pairwise(mentions):
        between = words[one.end : other.start]
        own = _NEXT_NAMED.fullmatch(between)
        own = (
            own
            if own and (eventnames.NOUN.search(own["name"]) or (kinds and _SHORT_NAME.fullmatch(own["name"])))
            else None
        )
        said = said or own is not None or _CLOCK_ONLY.fullmatch(between) is not None
        if not own and not _CLOCK_ONLY.fullmatch(between) and not _JOIN.fullmatch(between):
            return [words + (for_all.group() if for_all else "")]
        cut = one.end + own.start("name") if own else other.start
        out.append((family if kinds and out else lead if out and start == one.start else "") + words[start:cut])
        start = cut
    out.append(
        (family if kinds and out else lead if out and mentions and start == mentions[-1].start else "") + words[start:]
    )
    if not said:
        return [words + (for_all.group() if for_all else "")]  # "5. marts, 7. april og 9. maj"
    hours = f" {for_all['hours']}" if for_all else ""
    return [_ENDS_OPEN.sub("", entry).strip(" ,.") + hours for entry in out]
