# ruff: noqa: E501 - patterns are easier read on one line
"""What a text calls the meeting whose day it names: "et webinar for alle medlemmer torsdag den 26. oktober"."""

from __future__ import annotations

import re
from dataclasses import dataclass

NOUN = re.compile(
    r"\b[\wæøåÆØÅ/-]*(?:møde(?:t|r|rne)?|webinar(?:et|er|erne|re)?|konference(?:n|r|rne)?|seminar(?:et|er)?|forsamling(?:en)?|kongres(?:sen)?|workshop(?:pen|s)?"
    r"|kursus|kurset|topmøde|messe(?:n)?|forum|træf(?:fet)?|døgn(?:et)?|konvent(?:et)?|arrangement(?:et|er)?|høring(?:en)?|temadag(?:en|e)?|innovationsdag(?:en)?"
    r"|studietur(?:en)?|\w*fest(?:en)?|julefrokost(?:en)?|nytårskur(?:en)?|nytårstaffel|fernisering(?:en)?|foredrag(?:et)?|indvielse(?:n)?|åbent\s+hus|netværksdag(?:en)?|dialogdag(?:en)?|reception(?:en)?|besøg(?:et)?|samling(?:en)?|jubilæum|dage(?:ne)?|stormøde|studierejse(?:n)?|årsdag(?:en)?|inspirationstur(?:en)?|(?<!\w)tur(?:en)?|ekskursion(?:en)?|udflugt(?:en)?|besigtigelse(?:n)?)\b",
    re.IGNORECASE,
)
_NOT_NOUN = re.compile(
    r"^(?:medlemsforum|mødet|dage(?:ne)?|mandage|hverdage|møder|mødeforum|kalenderdage|forsamling|samling|besøg|forum|onsdage|tirsdage|torsdage|fredage)$",
    re.IGNORECASE,
)
# What a name may begin with, to the left of its noun.
_STOP = frozenset(
    """et en den det de der om af i på til for fra med ved og eller at er var bliver blev har havde som planlagt planlægges holder holdes afholder afholdes
    inviteret invitation oplæg deltager deltage inkl inklusiv samt også desuden næste sidste forrige seneste kommende dette denne disse sit sin sine deres vores under efter
    før hos mellem ifm ift forud mindede orienterede informerede følgende alle hver et ét én hvor når sender udsender indkalder inviterer derefter herefter deltog""".split()
)
_CLAUSE = re.compile(
    r"\s*[\"”»]?\s*,?\s*\b(?:der|som|hvor|hvis|når|holdes|afholdes|finder\s+sted|fandt\s+sted|er\s+planlagt|planlægges|er\s+berammet|bliver\s+holdt|ligger|er\s+aftalt|er|starter|begynder)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = re.compile(
    r"[\s,(–-]*(?:\b(?:den|d\.|fra|til|kl\.?|på|i|fredag|og|ved|hhv\.?)\s*)*[\s,(\"”»–-]*$", re.IGNORECASE
)
_IN = re.compile(r"\b(?:i|på)\s+(?P<place>[A-ZÆØÅÄÖ][\wæøåäöéÆØÅ.-]*(?:\s[A-ZÆØÅÄÖ][\wæøåäöé.-]*){0,3})")
_AFTER = re.compile(
    r"^\s*,?\s*(?:i|på)\s+(?P<place>[A-ZÆØÅÄÖ][\wæøåäöé.-]*(?:,?\s[A-ZÆØÅÄÖ][\wæøåäöé.-]*){0,3}(?:\si\s[A-ZÆØÅ][\wæøåé-]+)?)"
)
_ONLINE = re.compile(r"^\s*,?\s*\(?(?P<place>virtuelt|digitalt|online|på teams|via teams|på zoom)\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"^\W*næste\s+gang\s+(?:mødes|ses)\b[^.;:]{0,40}$|\b(?:mødes|ses)\s+(?:vi\s+)?(?:igen|næste\s+gang)\b[^.;:]{0,30}$",
    re.IGNORECASE,
)
_THEY_MEET = re.compile(
    r"\b(?P<who>[A-ZÆØÅa-zæøå]\w*(?:skabet|gruppen|udvalget|styrelsen|kredsen|forummet|netværket))\s+(?P<do>mødes|konstituerer\s+sig)\b[^.;:]{0,30}$"
)
# "Afholdes lørdag den 24. oktober": what the item's title names.
_HELD_ON = re.compile(
    r"\W*(?:(?:det|den|mødet|arrangementet)\s+)?(?:(?:af)?holdes|bliver\s+(?:af)?holdt|finder\s+sted|er\s+planlagt\s+til|er\s+fastsat\s+til|er\s+sat\s+til|bliver)\s+(?:(?:den|d\.)\s+)?",
    re.IGNORECASE,
)
_KEEP_FREE = re.compile(r"\b(?:reserv[ée]r|sæt\s+(?:\w+\s+)?kryds|hold)\b", re.IGNORECASE)
_ACTOR = re.compile(
    r"^(?:\w*formand|formandskabet|sekretariatet|hovedbestyrelsen|bestyrelsen|HB|der|det|vi|foreningen)\w*\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    noun: str
    title: str
    place: str | None


def around(
    sentence: str, begin: int, start: int, end: int, base: str, *, entry: bool, above: str, item: str = ""
) -> Name | None:
    """The meeting whose day stands at ``start`` to ``end``, or None when the words name none.

    ``begin`` is where the day before it ended, ``base`` the noun used then; ``entry`` that this is a list's entry and
    ``above`` the words above that list; ``item`` is the item's title.
    """
    before, after = sentence[begin:start], sentence[end:]
    place = _place(before, after)
    if _AGAIN.search(before):
        return Name("møde", "Næste møde", place)
    if meets := _THEY_MEET.search(before):
        return Name("møde", f"{meets['who']} {meets['do']}", place)
    if begin == 0 and item and _HELD_ON.fullmatch(before):
        return Name(_noun(item) or item, item, place)
    if (
        begin == 0
        and _KEEP_FREE.search(before)
        and (kept := re.match(r"\s*(?:kl\.?\s*[\d.:–-]+\s+)?til\s+(?P<what>\w+)", after))
    ):
        return Name(kept["what"], kept["what"].capitalize(), place)
    if entry and begin == 0 and not before.strip(" -–(") and (NOUN.search(above) or NOUN.search(after)):
        rest = re.sub(r"^[^:]{0,40}:\s*", "", after) if ":" in after[:42] else after
        title = rest.strip(" ,.:;–-")
        return Name(_noun(above) or _noun(after) or "", title, place) if title else None
    if (
        entry
        and begin == 0
        and len(sentence) <= 160
        and (NOUN.search(above) or NOUN.search(sentence))
        and not _ACTOR.match(sentence)
    ):
        title = _TAIL.sub("", before).strip(" ,.:;–-")
        return Name(_noun(before) or _noun(above) or "", title, place) if title else None
    found = [match for match in NOUN.finditer(before) if not _NOT_NOUN.match(match.group())]
    if found:
        match = found[-1]
        left = _left(before, match.start())
        title = _TAIL.sub("", _CLAUSE.sub("", before[left:])).strip(' ,.:;–-"”»')
        if match.group().casefold() == "møde" and re.search(r"\bnæste\s+$", before[: match.start()], re.IGNORECASE):
            title = f"Næste {title}"
        if place and title.endswith(place):
            title = re.sub(r"\s+(?:i|på|hos)$", "", title[: -len(place)].rstrip())
        return Name(match.group(), title[:140], place)
    if (
        base
        and re.match(r"^\W*(?:og|samt|eller|,)?\s*(?:hos|i|på|for|med)?\b", before)
        and len(before) <= 100
        and begin
    ):
        more = _TAIL.sub("", re.sub(r"^\W*(?:og|samt|,)\s*", "", before)).strip(" ,")
        return Name(base, f"{base} {more}".strip() if re.match(r"(?:hos|i|på|for|med)\b", more) else base, place)
    if begin == 0 and len(before.strip()) <= 4 or re.match(r"^\s*(?:den|d\.)?\s*$", before):
        match_after = NOUN.search(after[:160])
        if match_after and not re.search(r"[.;]", after[: match_after.start()]):
            left = _left(after, match_after.start())
            rest = re.split(r"[,;:]|\s(?:i|på)\s(?=[A-ZÆØÅ])", after[left:])[0]
            return Name(match_after.group(), rest.strip(" .")[:140], place or _soon(after[match_after.end() :]))
    return None


def _soon(after: str) -> str | None:
    """Where it is held, a few words after its name and any brackets."""
    return _place("", re.sub(r"^\s*\([^()]{1,60}\)", "", after))


def _noun(words: str) -> str | None:
    match = NOUN.search(words)
    return match.group() if match else None


def _left(words: str, at: int) -> int:
    """Where the name around a noun begins: the words before it that belong to it ("KOMDIRs", "nordisk", "ny")."""
    for _ in range(4):
        match = re.search(r"([\w'’/.æøåÆØÅ-]+)[ \"“”«»]+$", words[:at])
        if match is None or match[1].casefold().strip(".") in _STOP or match[1].endswith((",", ".", ";", ":")):
            return at
        word = match[1]
        if not (
            word[0].isupper()
            or word.endswith(("s", "isk", "iske", "ny", "nye", "ale", "ære", "ige"))
            or (word.islower() and len(word) > 3 and words[at : at + 1].islower() and word.endswith("e"))
        ):
            return at
        at = match.start(1)
    return at


def _place(before: str, after: str) -> str | None:
    """Where it is held, if that stands right beside the day."""
    near = _AFTER.match(after) or _ONLINE.match(after)
    if near:
        return near["place"].strip(" .")
    ends = _IN.search(_TAIL.sub("", before)[-60:])
    if ends and _TAIL.sub("", before).endswith(ends.group()):
        return ends["place"].strip(" .")
    return None
