"""Times of day as Danes write them: "kl. 13.00-15.00", "Kl. 9", "klokken 10:30 til 12", "fra 13.00 til 15.00"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HOUR = r"(?:[01]?\d|2[0-4])"
_TIME = rf"{_HOUR}(?:\s?[.:]\s?[0-5]\d)?"
_CLOCK = re.compile(
    rf"\b(?:kl(?:\.|okken)?|fra)\s*(?:ca\.\s*)?(?:fra\s+)?(?P<start>{_TIME})(?![\d%]|[.:]\d)(?:\s*(?:[-–—]|til|og\s+slut(?:ter)?)\s*(?:kl\.?\s*)?(?P<end>{_TIME})(?![\d%]|[.:]\d))?",
    re.IGNORECASE,
)  # fmt: skip
# Without "kl.": only with minutes in both.
_BARE = re.compile(
    rf"(?<![\d.,:/-])(?P<start>{_HOUR}[.:][0-5]\d)\s*(?:[-–—]|til)\s*(?P<end>{_HOUR}[.:][0-5]\d)(?![\d]|[.:]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time or a stretch of time in a text; ``begin`` and ``stop`` are positions there. "HH:MM" each."""

    start: str
    end: str | None
    begin: int
    stop: int


# "10-13", alone behind a day or a label.
_HOURS = re.compile(rf"^\W*(?P<start>{_TIME})\s*[-–—]\s*(?P<end>{_TIME})\W*$")


def alone(text: str) -> Clock | None:
    """A stretch of time that is all there is in the text, without "kl."; None otherwise. Never raises."""
    match = _HOURS.match(text)
    if match is None:
        return None
    start, end = _spelt(match["start"]), _spelt(match["end"])
    return Clock(start, end, match.start(), match.end()) if start and end and start < end else None


def find(text: str) -> list[Clock]:
    """Every time of day in the text, in its order. Never raises. A stretch that ends before it begins is left out."""
    found: list[Clock] = []
    for pattern in (_CLOCK, _BARE):
        for match in pattern.finditer(text):
            if match.group().lower().startswith("fra") and not match["end"]:
                continue  # "fra 3 kommuner"
            if any(match.start() < other.stop and other.begin < match.end() for other in found):
                continue
            start, end = _spelt(match["start"]), _spelt(match["end"]) if match["end"] else None
            if start is None or (match["end"] and (end is None or end <= start)):
                continue
            found.append(Clock(start, end, match.start(), match.end()))
    return sorted(found, key=lambda clock: clock.begin)


def _spelt(words: str) -> str | None:
    hours, _, minutes = re.sub(r"\s", "", words).replace(".", ":").partition(":")
    if int(hours) == 24 and int(minutes or 0):
        return None
    return f"{int(hours):02}:{int(minutes or 0):02}"
