"""Danish prose cut into sentences, without being fooled by "kl.", "pkt.", "d. 5." and "adm. direktør"."""

from __future__ import annotations

import re

_ABBREVIATED = re.compile(
    r"(?:\b(?:kl|pkt|nr|d|dr|bl\.a|bl|a|f\.eks|fx|eks|evt|ca|adm|dir|pr|vedr|ift|ifm|mhp|jf|mv|m\.v|m\.fl|osv|inkl|ekskl|hhv|tlf|stk|maks|max|min|mio|mia|sek|st|sal"
    r"|jan|febr|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec|man|tirs|ons|tors|fre|lør|søn|fhv|tidl|konst|afd|best|form|næstform|sml|cirka|o\.l|p\.t|t\.o\.m"
    r"|f|el|e|u|v|s|p|t|m|o|b|c)|\d|(?-i:\b[A-ZÆØÅ]))\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?](?:[\"”»)\]])?(?=\s+[\"”»(\[]?[A-ZÆØÅ0-9])|\n+")


def read(text: str) -> list[str]:
    """The sentences of a paragraph, in its order, each as it stands there. Never raises."""
    out: list[str] = []
    start = 0
    for match in _END.finditer(text):
        before = text[max(start, match.start() - 12) : match.start() + 1]
        if match.group().startswith(".") and _ABBREVIATED.search(before) and not _ends_with_year(text, match.start()):
            continue
        piece = text[start : match.end()].strip()
        if piece:
            out.append(piece)
        start = match.end()
    rest = text[start:].strip()
    return [*out, rest] if rest else out


def _ends_with_year(text: str, at: int) -> bool:
    """Whether the dot at this place ends a sentence after a year ("... den 5. maj 2026. Derefter")."""
    return (
        re.search(
            r"(?:19|20)\d\d$|\b(?:kl\.?\s*)?\d{1,2}[.:]\d\d$|\bkl\.?\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?$",
            text[max(0, at - 20) : at],
        )
        is not None
        or _NUMBERED_HOUSE.search(text[max(0, at - 40) : at]) is not None
    )


# "på kontoret, Havnegade 40. Lasse ...": the number of a house ends a sentence, that of an item or a day does not.
_NUMBERED_HOUSE = re.compile(
    r"(?i:[a-zæøå]{2,}(?:vej|gade|allé|plads|torv|vænget|parken|stræde|boulevard|alle|bakken))\s+\d{1,3}$"
)
