# ruff: noqa: E501 - patterns are easier read on one line
"""Seats told in few words behind the forum's name, as lists of them are written: "Trafikrådet: Anna Berg afløser Bo Dahl",
"Havneforum: pladsen er ubesat", "Børnepanelet – Anna Berg (genvalg)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.parsers import people
from mailflow.parsers.names import FIRST_NAMES
from mailflow.parsers.people import NAME, Person
from mailflow.parsers.personname import fold
from mailflow.parsers.seatwords import PERSON, PLACE, SEVERAL
from mailflow.reading import Change


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a seat: who (the words that name them, "" for a vacancy), and in whose place."""

    change: Change
    who: str
    old: str | None = None


_FORUM = (
    r"\w*(?:råd(?:et)?|udvalg(?:et)?|nævn(?:et)?|panel(?:et)?|gruppen?|for(?:um|a)(?:met)?|bestyrelsen?|board|netværk(?:et)?|fond(?:en)?"
    r"|kommission(?:en)?|komité(?:en)?|repræsentantskab(?:et)?|partnerskab(?:et)?|task\s?force|styring|ledelse[n]?)\b"
)
_LED = re.compile(
    r"^\W*(?:[a-zæøå]\)|\d{1,2}[.)])?\s*(?P<forum>[A-ZÆØÅ][^:;\n]{2,90}?)\s*(?::|\s[–—-])\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_NAMED = re.compile(_FORUM, re.IGNORECASE)
# An item whose lines each say who has which seat.
SEAT_ITEM = re.compile(
    r"\b(?:gen)?(?:udpegning|repræsent(?:ation|ant)|indstilling(?:er)? til|valg(?:e)? (?:af|til)|fora\b|poster\b|eksterne|råd og (?:udvalg|nævn)|besættelse|medlemmer (?:af|i|til))",
    re.IGNORECASE,
)
_LABEL_OF_ITSELF = re.compile(
    r"^(?:følgende|der\b|det\b|som\b|til\b|beslutning|besluttet|konklusion|drøftelse|indstilling|forslag|status|orientering|baggrund|bilag|opfølgning|ansvarlig|frist|aktion|næste|referat|afbud|deltagere|formand|næstformand|kasserer|suppleant|dirigent|referent)",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"\b(?:blev|er|var|har|bliver|valgte?s?|udpegede?s?)\b")
_VERB_OF_ELECTION = r"(?:gen|ny)?(?:valgt|vælges|valg|udpeget|udpeges|udpegning|udpegedes|valgtes)"
_VACANT = re.compile(
    r"^\W*(?:(?:pladsen|posten|mandatet|sædet)\b[^.]{0,30}?\s)?(?:er\s+|står\s+|forbliver\s+|fortsat\s+|stadig\s+|endnu\s+|pt\.\s+|p\.t\.\s+|foreløbig\s+)*(?:ledig|vakant|ubesat|tom|ikke\s+besat|åben)\b"
    r"|^\W*(?:der\s+)?(?:mangler|søges|efterlyses|savnes)\b|^\W*(?:ledig|vakant|én\s+ledig|en\s+ledig|1\s+ledig)\w*(?:\s+plads)?\b|^\W*ingen\s+(?:kandidat\w*|repræsentant\w*|meldte?\s)|^\W*ny\w*\s+(?:repræsentant|medlem)\s+(?:findes|udpeges|vælges|skal\s+(?:findes|udpeges|vælges))\s+(?:på|senere|til|i|ved)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    rf"(?P<who>{PERSON}),?\s+\(?(?:{_VERB_OF_ELECTION}\s+|indtræder\s+|tiltræder\s+|kommer\s+ind\s+|går\s+ind\s+|blev\s+\w+\s+)?"
    r"(?:og\s+)?(?:afløser|erstatter|efterfølger|i\s+stedet\s+for|istedet\s+for|efter|ind\s+for|for|overtager(?:\s+(?:pladsen|posten|mandatet|hvervet))?\s+(?:efter|fra)|træder\s+i\s+stedet\s+for)\s+"
    rf"(?P<old>{NAME.pattern})"
)
_TURNED = re.compile(
    rf"(?P<old>{NAME.pattern})(?:\s*[,(][^,;)]{{2,40}}[,)])?\s*(?:→|➔|->|=>|(?:er\s+|blev\s+|bliver\s+)?(?:erstatte[st]|afløse[st]|afløst|erstattet)\s+af)\s*(?P<who>{PERSON})"
)
_OUT_AND_IN = re.compile(
    rf"(?P<old>{NAME.pattern})\s+(?:udtræder|udtrådt|fratræder|stopper|går\s+ud|træder\s+ud|trækker\s+sig|ud)\b[^.;]{{0,40}}?[.,;]?\s+(?:og\s+)?(?:(?:ny\w*\s+(?:repræsentant|medlem)\s*(?:er|bliver|:)?|i\s+stedet\s+(?:\w+\s+)?)\s*)?(?P<who>{PERSON})\s*(?:{_VERB_OF_ELECTION}|indtræder|tiltræder|overtager|kommer\s+ind|går\s+ind|træder\s+ind|afløser|ind|\.|$)"
)
_OUT = re.compile(
    rf"^\W*(?P<who>{SEVERAL})\s+(?:udtræder|udtrådt|er\s+udtrådt|fratræder|stopper|træder\s+ud|trækker\s+sig|genopstiller\s+ikke|ønsker\s+ikke\s+genvalg)\b"
)
_WISHED = re.compile(
    rf"(?:\b(?:foreslås|indstilles|kandidat(?:er)?|indstillet|foreslået|forslag)\s*(?:er|:)?\s+(?P<who>{SEVERAL})|(?P<who2>{SEVERAL})\s+(?:foreslås|indstilles|er\s+(?:foreslået|indstillet|kandidat\w*)|stiller\s+op))"
)
# "Foreningen udpeger Anna Berg som nyt medlem", where the forum is known from what stands above.
_CHOSEN = re.compile(
    rf"\b(?:gen)?(?:udpeger|udpegede|vælger|valgte)\s+(?P<who>{SEVERAL})(?:\s+som\s+(?:ny\w*\s+)?(?:medlem(?:mer)?|repræsentant(?:er)?|suppleant(?:er)?))?\s*\.?$"
)
_GIVEN = re.compile(
    rf"^\W*(?:(?:ny(?:t|e)?\s+(?:repræsentant(?:er)?|medlem(?:mer)?|suppleant(?:er)?)|{_VERB_OF_ELECTION}(?:\s+(?:blev|er|som\s+\w+))?)\s*:?\s+)?(?P<who>{SEVERAL})"
    rf"(?:\s*\((?:ny\w*|{_VERB_OF_ELECTION}|fortsætter|uændret|medlem|formand|suppleant)\)"
    rf"|,?\s+(?:er\s+|blev\s+|bliver\s+|har\s+|enstemmigt\s+|modtog\s+genvalg\s+og\s+)*(?:{_VERB_OF_ELECTION}|indtræder|tiltræder|fortsætter|går\s+ind|genopstille[rt]|overtager\s+(?:pladsen|posten)))?(?P<after>[^\n]*)$"
)
_SUBSTITUTE = re.compile(rf"\W*suppleant(?:er)?\s*:?\s+(?P<who>{SEVERAL})")
_DANGER = re.compile(
    r"\b(?:ikke|hvis|såfremt|måske|muligvis|overvejer|kontaktes|spørges|undersøger|orienterede|deltog|fortalte|skal\s+(?:spørges|findes))\b",
    re.IGNORECASE,
)


def read(sentence: str, seats: bool, proposal: bool) -> tuple[str, list[Said]] | None:
    """(the forum, what is said of its seats) of a line that begins with a forum's name, or None. ``seats``: the item is about
    seats, so that a name alone says who has one; ``proposal``: nothing here is decided."""
    led = _LED.match(sentence[:600])
    if (
        led is None
        or _LABEL_OF_ITSELF.match(led["forum"])
        or _SENTENCE.search(led["forum"])
        or not (_NAMED.search(led["forum"]) or (seats and fold(led["forum"].split()[0]) not in FIRST_NAMES))
    ):
        return None
    said = told(led["rest"], seats)
    if proposal:
        said = [Said(Change.PROPOSED, one.who, one.old) for one in said if one.who and one.change is not Change.REMOVED]
    return (led["forum"], said) if said else None


def told(rest: str, seats: bool) -> list[Said]:
    """What these words say of a seat whose forum is known."""
    if _VACANT.search(rest):
        return [Said(Change.VACANCY, "")]
    if wished := _WISHED.search(rest):
        return [Said(Change.PROPOSED, wished["who"] or wished["who2"])]
    for pattern in (_OUT_AND_IN, _TURNED, _INSTEAD):
        found = pattern.search(rest)
        if found and not _DANGER.search(rest[: found.end()]):
            return [Said(Change.REPLACED, found["who"], found["old"])]
    if gone := _OUT.match(rest):
        return [Said(Change.REMOVED, gone["who"])]
    if (chosen := _CHOSEN.search(rest)) and not _DANGER.search(rest):
        return [Said(Change.APPOINTED, chosen["who"])]
    given = _GIVEN.match(rest) if not _DANGER.search(rest) else None
    if given is None:
        return []
    bare = given.end("who") == given.start("after")
    told_more = re.match(r"[\s,]*[a-zæøå]{3,}", given["after"]) and not _SUBSTITUTE.match(given["after"])
    if bare and (not seats or told_more):
        return []  # "Trafikrådet: Anna Berg fortalte om ..."
    more = _SUBSTITUTE.match(given["after"])
    return [Said(Change.APPOINTED, given["who"]), *([Said(Change.APPOINTED, more["who"])] if more else [])]


_AS_WHAT = re.compile(
    r"(?:\b(?:[Ss]uppleanten|[Ff]ormanden|[Nn]æstformanden|[Kk]assereren|[Dd]irektøren|[Ss]ekretæren|[Ff]ormand|[Nn]æstformand|[Ss]uppleant|[Mm]edlem)\s+)(?=[A-ZÆØÅ])"
)


def people_of(words: str | None) -> list[Person]:
    """The people that these words name, "fra Odder" and "suppleanten" understood."""
    words = _AS_WHAT.sub("", words or "")
    listed = re.sub(rf"\s+fra\s+({PLACE})", r", \1", words or "")
    return people.read(listed)[0]
