"""What an answer to a call for nominations means: who is nominated, or that nobody is.

A name counts only in a clause that puts it forward, or as an entry of a list; a name in a clause that negates, replaces,
asks or sets a condition does not count by itself: then a human looks. The phrases are data in ``forumwords``; who is named,
and from where, tells ``nominees``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mailflow.parsers import forumdoubts as doubts
from mailflow.parsers import nominees
from mailflow.parsers.answertext import MAX_READ, folded, read, too_long
from mailflow.parsers.forumclauses import EITHER, NEGATES, Found, Kind, clauses
from mailflow.replies import Intent, Nominee

_UNKNOWN: tuple[Kind, ...] = (
    "soft no", "nameless", "not others", "doubt", "unwilling", "aside", "mentioned", "lead", "unknown", "place",
)  # fmt: skip
_NOT_PLAIN: tuple[Kind, ...] = (
    "doubt", "question", "withdrawn", "not self", "not others", "unwilling", "nameless", "soft no", "lead",
)  # fmt: skip
_JUST_YES = frozenset({"ja", "jo", "jep", "jeps", "yes", ","})
_THUMBS_DOWN = ("👎", "❌", "🚫")


@dataclass(frozen=True, slots=True)
class Answer:
    """``span`` tells the deciding words in the judged text."""

    intent: Intent
    nominees: tuple[Nominee, ...]
    confidence: float
    why: str
    span: tuple[int, int]


_BOTH = re.compile(r"\bja\s*/\s*nej\b", re.IGNORECASE)  # a form to be filled in, and not filled in


def nominations(text: str, sender_name: str = "", home: str | None = None) -> Answer:
    """Judge the new words of an answer to a call. ``home`` is the sender's municipality (signature or roster).

    Never raises; linear in the length of ``text``.
    """
    if not text.strip():
        return Answer(Intent.UNCLEAR, (), 0.6, "nothing is written in it", (0, 0))
    if len(text) > MAX_READ:
        return Answer(Intent.UNCLEAR, (), 0.6, "it is too long to judge by rules", (0, 0))
    if _BOTH.search(text):
        return Answer(Intent.UNCLEAR, (), 0.6, "it says yes and no", (0, len(text)))
    whole = nominees.whole(nominees.told(text))
    written = read(whole, sender_name)
    if too_long(written):
        return Answer(Intent.UNCLEAR, (), 0.6, "it is too long to judge by rules", (0, len(text)))
    own = frozenset(folded(part) for part in re.findall(r"[^\W\d_]+", sender_name))
    found = clauses(written, text, own)
    return _weigh(found, text, sender_name or written.signed, written.signed_place or home, own)


def _weigh(found: list[Found], text: str, name: str, home: str | None, own: frozenset[str]) -> Answer:
    """The clauses together; what contradicts itself is unclear, and so is a condition or a hedge about anybody."""
    ours = next((one.ours for one in found if one.ours), None)
    found = _resolved(_with_places_below(_concluded(found)))
    signature = _name_below(found, name)
    lone = signature is not None and not any(" " in one.name or one.municipality for one in signature.people)
    if signature and own and not lone:
        if _first(found, "not self", "doubt"):
            return Answer(Intent.UNCLEAR, (), 0.5, "somebody else's name stands below it", signature.span)
    elif signature:
        found = [one for one in found if one is not signature]
        signed = signature.people[0]
        name, home = name or signed.name, signed.municipality or home
    found = _plainly_named(_without_lone_names(found))
    home = ours or home
    others = _others(found, home)
    oneself = _oneself(found, name, home)
    doubt = _doubt(found, others, oneself)
    if doubt:
        return doubt
    chosen = (*others, *([oneself] if oneself else []))
    if chosen:
        evidence = _first(found, "others", "list", "self")
        assert evidence is not None  # one of them named the chosen
        return Answer(Intent.NOMINATE, chosen, 0.9, "it puts somebody forward", evidence.span)
    if all(set(one.text.split()) <= _JUST_YES for one in found):
        return Answer(Intent.NOMINATE, (Nominee(name, home, True),), 0.7, "it says yes", (0, len(text)))
    return _nobody(found, text)


def _first(found: list[Found], *kinds: Kind) -> Found | None:
    return next((one for one in found if one.kind in kinds), None)


def _name_below(found: list[Found], name: str) -> Found | None:
    """A name that stands alone, below or before a finished answer: the writer's, no entry of a list."""
    lists = [one for one in found if one.kind == "list"]
    if len(lists) != 1 or len(lists[0].people) != 1 or _first(found, "lead"):
        return None
    entry = lists[0]
    known = {folded(person.name).split(" ")[0] for one in found if one.kind == "others" for person in one.people}
    if folded(entry.people[0].name) in known:
        return None  # "Lykke er fra Holstebro": one already named
    last = next((one for one in reversed(found) if one.kind not in ("small talk", "place")), None)
    others = [one for one in found if one.kind == "others"]
    if others:
        below = entry is last and entry.sentence > others[-1].sentence and len(found) > 1
        return entry if below and bool(others[-1].people) else None
    oneself = _first(found, "self")
    if entry.joint == "og" or "suppleant" in entry.text:
        return None
    if (oneself or _first(found, "not self")) and entry is last:
        return entry
    return entry if oneself and not name and "ogsa" not in oneself.text else None


def _without_lone_names(found: list[Found]) -> list[Found]:
    """A first name on a line of its own below words about something else is a signature, no entry of a list."""
    if not _first(found, "unknown", "small talk", "aside") or _first(found, "lead", "others"):
        return found
    return [
        replace(one, kind="unknown")
        if one.kind == "list" and not any(" " in person.name or person.municipality for person in one.people)
        else one
        for one in found
    ]


def _plainly_named(found: list[Found]) -> list[Found]:
    """A full name with its municipality, and nothing that doubts, denies or asks: in an answer to a call it is put forward."""
    if _first(found, "others", "list", "self", *_NOT_PLAIN):
        return found
    return [
        replace(one, kind="others")
        if one.kind == "mentioned"
        and one.people
        and all(" " in person.name and person.municipality for person in one.people)
        and not doubts.TOLD_OF.search(one.text)
        else one
        for one in found
    ]


def _others(found: list[Found], home: str | None) -> tuple[Nominee, ...]:
    """Everybody else who is put forward; "vores stabsdirektør" is of the writer's municipality."""
    denied = {folded(person.name) for one in found if one.kind in ("withdrawn", "unwilling") for person in one.people}
    chosen = [
        Nominee(person.name, person.municipality or (home if person.ours else None), False)
        for kinds in (("others",), ("list",))
        for one in found
        if one.kind in kinds
        for person in one.people
        if folded(person.name) not in denied
    ]
    return tuple(_merged(chosen))


def _oneself(found: list[Found], name: str, home: str | None) -> Nominee | None:
    """The writer, if put forward and not taken back by a no."""
    offers = [
        one
        for one in found
        if one.kind == "self"
        or one.kind == "others"
        and _says_self(one)
        or one.kind == "list"
        and _AMONG.search(one.text)
    ]
    if not offers or _first(found, "not self") and not any(one.kind in ("others", "list") for one in offers):
        return None
    named = [person for one in offers if one.kind == "self" for person in one.people]
    place = next((person.municipality for person in named if person.municipality), None) or next(
        (one.place for one in found if one.place and one.kind in ("self", "place")), None
    )
    return Nominee(name or (named[0].name if named else ""), place or home, True)


def _doubt(found: list[Found], others: tuple[Nominee, ...], oneself: Nominee | None) -> Answer | None:
    """What makes it unclear although somebody is put forward, or would be."""
    no, withdrawn, doubt, offers = (
        _first(found, "not self"),
        _first(found, "withdrawn"),
        _first(found, "doubt"),
        _first(found, "self"),
    )
    put = _first(found, "others")
    if withdrawn and (offers or _first(found, "list") or doubt) and not put:
        return Answer(Intent.UNCLEAR, (), 0.5, "it takes something back and says more", withdrawn.span)
    if no and offers and not others and not _no_after_wish(found):
        return Answer(Intent.UNCLEAR, (), 0.5, "it says yes and no", no.span)
    if doubt and _first(found, "question") and not others and not doubt.people and not oneself:
        return None
    if doubt and no and found.index(no) > found.index(doubt) and re.match(r"(?:tak ,? ?(?:men )?)?nej\b", no.text):
        doubt = next((one for one in found[found.index(no) :] if one.kind == "doubt"), None)
    if doubt and not (no and doubt.why == NEGATES and not others and not oneself):
        return Answer(Intent.UNCLEAR, (), 0.5, doubt.why, doubt.span)
    if not others and not oneself:
        return None
    if others and no and not (put or _first(found, "lead") or _not_himself(found)):
        return Answer(Intent.UNCLEAR, (), 0.5, "names stand beside a no", no.span)
    nameless = _first(found, "nameless")
    if nameless:
        return Answer(Intent.UNCLEAR, (), 0.5, nameless.why, nameless.span)
    return None


def _not_himself(found: list[Found]) -> bool:
    """ "Nej, jeg vil ikke selv": a no that is not about those who are named."""
    return any(one.kind == "not self" and "selv" in one.text.split() for one in found)


def _nobody(found: list[Found], text: str) -> Answer:
    """Nobody is put forward: a no, a question, thanks, or something nobody understands."""
    no, asked, withdrawn = _first(found, "not self"), _first(found, "question"), _first(found, "withdrawn")
    unwilling = _first(found, "unwilling")
    if withdrawn:
        return Answer(Intent.DECLINE, (), 0.75, "it takes a nomination back", withdrawn.span)
    if no and not _first(found, "mentioned", "nameless"):
        return Answer(Intent.DECLINE, (), 0.9, "it says that nobody is put forward", no.span)
    if asked and not _first(found, "mentioned"):
        return Answer(Intent.QUESTION, (), 0.8, "it asks something", asked.span)
    others = [one for one in found if not (unwilling and one.people and set(one.people) <= set(unwilling.people))]
    if unwilling and not _first(others, "not others", "mentioned", "lead", "others", "list"):
        return Answer(Intent.DECLINE, (), 0.75, unwilling.why, unwilling.span)
    for kind in _UNKNOWN:
        unknown = _first(found, kind)
        if unknown:
            return Answer(Intent.UNCLEAR, (), 0.5, unknown.why, unknown.span)
    if any(sign in text for sign in _THUMBS_DOWN):
        return Answer(Intent.DECLINE, (), 0.7, "a sign that says no", (0, len(text)))
    small = _first(found, "small talk")
    if small:
        return Answer(Intent.NONE, (), 0.8, "thanks, good wishes or small talk", small.span)
    return Answer(Intent.UNCLEAR, (), 0.5, "it is only a greeting", (0, len(text)))


def _resolved(found: list[Found]) -> list[Found]:
    """ "X eller Y. Begge er villige.": both are put forward after all."""
    put = {folded(person.name) for one in found if one.kind == "others" for person in one.people}
    return [
        one for one in found
        if one.why != EITHER or not {folded(person.name) for person in one.people} <= put
    ]  # fmt: skip


def _concluded(found: list[Found]) -> list[Found]:
    """Without what led to "så byder jeg ind", "så nej", in the same sentence; in a question all is asked."""
    asking = {one.sentence for one in found if one.kind == "question"}
    kept = [
        one
        for one in found
        if not (
            one.sentence in asking
            and one.kind in ("mentioned", "unknown", "doubt", "aside", "unwilling", "not others", "lead", "nameless")
        )
    ]
    for index, one in enumerate(kept):
        before = kept[index - 1] if index else None
        if (
            one.kind == "self"
            and one.joint == "men"
            and before
            and before.kind == "not self"
            and doubts.BUSY.search(before.text)
        ):
            kept = [other for other in kept if other is not before]
            break
    kept = [one for index, one in enumerate(kept) if not _is_reason(kept, index)]
    for index, one in enumerate(kept):
        if one.joint == "sa" and one.kind in ("self", "not self", "others"):
            held = ("others", "list", "doubt")
            return [old for old in kept[:index] if old.sentence != one.sentence or old.kind in held] + kept[index:]
    return kept


def _is_reason(found: list[Found], index: int) -> bool:
    """ "Nej tak, da jeg allerede sidder i tre udvalg": why it says no, no offer."""
    one = found[index]
    return (
        one.kind == "self"
        and one.joint in ("da", "fordi", "for")
        and any(before.kind == "not self" and before.sentence == one.sentence for before in found[:index])
    )


def _with_places_below(found: list[Found]) -> list[Found]:
    """Title and municipality on the lines below a name belong to it."""
    result = list(found)
    for index, one in enumerate(found):
        if one.kind not in ("list", "others") or not one.people or one.people[-1].municipality:
            continue
        for below in found[index + 1 : index + 4]:
            if below.kind != "place":
                break
            if below.place:
                last = replace(one.people[-1], municipality=below.place)
                result[index] = replace(one, people=(*one.people[:-1], last))
                break
    return result


_FOR_OTHERS = (
    r"(?! (?:foreslar|indstiller|peger|anbefaler|nominerer|stotter|stemmer|vil (?:gerne )?(?:fores|indst|pege|anb)))"
)
_WITH_SELF = re.compile(
    rf"(?:^|\s)(?:mig selv|undertegnede{_FOR_OTHERS}|jeg selv|jeg og|mig og"
    r"|(?:og|samt|plus|foruden) (?:sa |ogsa )?(?:jeg|mig)"
    r"(?! (?:synes|syntes|mener|tror|haber|ved|kender|foreslar|peger|indstiller|anbefaler|stotter)\b))(?:\s|$)"
)
_AMONG = re.compile(rf"(?:^|[,:(] |\b(?:og|samt|eller) )(?:sa )?(?:jeg|mig|undertegnede{_FOR_OTHERS})(?:\s|$)")


def _says_self(one: Found) -> bool:
    return _WITH_SELF.search(one.text) is not None


def _no_after_wish(found: list[Found]) -> bool:
    """A yes that stands before "men" and a no: "jeg ville gerne, men har ikke tid"."""
    wishes = [index for index, one in enumerate(found) if one.kind == "self"]
    nos = [index for index, one in enumerate(found) if one.kind == "not self"]
    return (
        bool(wishes and nos)
        and wishes[-1] < nos[0]
        and found[wishes[-1]].sentence == found[nos[0]].sentence
        and re.search(r"\bgerne|lyst|interesse", found[wishes[-1]].text) is not None
    )


def _merged(chosen: list[Nominee]) -> list[Nominee]:
    """One of each name, with its municipality; a first name alone goes with the one full name that begins so. Two of one name
    from two municipalities are two."""
    result: list[Nominee] = []
    for one in sorted(chosen, key=lambda nominee: " " not in nominee.name):
        key = folded(one.name)
        same = [other for other in result if folded(other.name) == key or folded(other.name).split(" ")[0] == key]
        places = {other.municipality for other in same}
        elsewhere = bool(places) and " " in one.name and one.municipality is not None and None not in places
        if elsewhere and one.municipality in places:
            continue
        if len(same) != 1 or elsewhere:
            result.append(one)
        elif one.municipality and not same[0].municipality:
            result[result.index(same[0])] = Nominee(same[0].name, one.municipality, False)
    return result
