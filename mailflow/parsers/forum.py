"""What an answer to a call for nominations means: who is nominated, or that nobody is.

A name counts only in a clause that puts it forward, or as an entry of a list; a name in a clause that negates, replaces,
asks or sets a condition does not count by itself: then a human looks. The phrases are data in ``forumwords``; who is named,
and from where, tells ``nominees``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.parsers import nominees
from mailflow.parsers.answertext import MAX_READ, MAX_SENTENCE, folded, read
from mailflow.parsers.danish import fold
from mailflow.parsers.forumclauses import Found, Kind, clauses
from mailflow.parsers.municipalities import PLACES
from mailflow.replies import Intent, Nominee

_THUMBS_DOWN = ("👎", "❌", "🚫")


@dataclass(frozen=True, slots=True)
class Answer:
    """``span`` tells the deciding words in the judged text."""

    intent: Intent
    nominees: tuple[Nominee, ...]
    confidence: float
    why: str
    span: tuple[int, int]


def nominations(text: str, sender_name: str = "", home: str | None = None) -> Answer:
    """Judge the new words of an answer to a call. ``home`` is the sender's municipality (signature or roster).

    Never raises; linear in the length of ``text``.
    """
    if not text.strip():
        return Answer(Intent.UNCLEAR, (), 0.6, "nothing is written in it", (0, 0))
    if len(text) > MAX_READ:
        return Answer(Intent.UNCLEAR, (), 0.6, "it is too long to judge by rules", (0, 0))
    whole = nominees.whole(text)
    written = read(whole, sender_name)
    if any(len(sentence.tokens) > MAX_SENTENCE for sentence in written.sentences):
        return Answer(Intent.UNCLEAR, (), 0.6, "a sentence is too long to judge by rules", (0, len(text)))
    own = frozenset(folded(part) for part in re.findall(r"[^\W\d_]+", sender_name))
    found = clauses(written, text, own)
    return _weigh(found, text, sender_name or written.signed, written.signed_place or home, own)


def _weigh(found: list[Found], text: str, name: str, home: str | None, own: frozenset[str]) -> Answer:
    """The clauses together; what contradicts itself is unclear, and so is a condition or a hedge about anybody."""

    def first(*kinds: Kind) -> Found | None:
        return next((one for one in found if one.kind in kinds), None)

    found = _concluded(found)
    chosen: list[Nominee] = []
    denied = {
        _key(person.name)
        for one in found
        if one.kind in ("not others", "withdrawn", "unwilling")
        for person in one.people
    }
    forward = first("others", "lead")
    lists = [one for one in found if one.kind == "list"]
    oneself, no, asked, doubt = first("self"), first("not self"), first("question"), first("doubt")
    withdrawn, refused, mentioned, nameless = (
        first("withdrawn"),
        first("not others"),
        first("mentioned"),
        first("nameless"),
    )
    others = [one for one in found if one.kind == "others"]
    entries = lists
    # The writer's own name below a finished answer is a signature, not an entry of a list.
    if (
        lists
        and not others
        and (oneself or no)
        and len(lists) == 1
        and lists[0] is _last_meant(found)
        and len(lists[0].people) == 1
        and not first("lead")
    ):
        signed = lists[0].people[0]
        name, home = name or signed.name, signed.municipality or home
        entries = []
    elif (
        len(lists) == 1
        and others
        and lists[0] is _last_meant(found)
        and len(found) > 1
        and len(lists[0].people) == 1
        and not first("lead")
    ):
        entries = [] if _signs(lists[0], others) else lists
    for one in [*others, *entries]:
        for person in one.people:
            if _key(person.name) not in denied:
                chosen.append(Nominee(person.name, person.municipality, False))
    chosen = _merged(chosen)
    evidence = next((one for one in found if one.kind in ("others", "list", "self")), None)
    also_self = [one for one in others if _says_self(one)]
    itself = [one for one in found if one.kind == "self"]
    if (itself and not (no and not _no_after_wish(found))) or also_self:
        if no and itself and not also_self:
            if not chosen:
                return Answer(Intent.DECLINE, (), 0.75, "it would like to, but says no", no.span)
        else:
            said = next((person for one in itself for person in one.people), None)
            place = next(
                (person.municipality for one in itself for person in one.people if person.municipality), None
            ) or next((one.place for one in (*itself, *[o for o in found if o.kind == "place"]) if one.place), None)
            chosen.append(Nominee(name or (said.name if said else ""), place or home, True))
    elif itself and no and not chosen:
        return Answer(Intent.UNCLEAR, (), 0.5, "it says yes and no", no.span)
    unique = tuple(dict.fromkeys(chosen))
    if withdrawn:
        if others and not doubt and not oneself:
            return Answer(Intent.NOMINATE, unique, 0.75, "it takes one back and puts another forward", others[0].span)
        if oneself or entries:
            return Answer(Intent.UNCLEAR, (), 0.5, "it takes something back and says more", withdrawn.span)
        return Answer(Intent.DECLINE, (), 0.75, "it takes a nomination back", withdrawn.span)
    if doubt and asked and not unique and not doubt.people and not oneself:
        return Answer(Intent.QUESTION, (), 0.7, "it asks something", asked.span)
    if doubt and (unique or doubt.people or not no):
        return Answer(Intent.UNCLEAR, (), 0.5, doubt.why, doubt.span)
    if unique:
        if entries and (no and not (others or forward)):
            return Answer(Intent.UNCLEAR, (), 0.5, "names stand beside a no", no.span)
        if nameless:
            return Answer(Intent.UNCLEAR, (), 0.5, nameless.why, nameless.span)
        return Answer(Intent.NOMINATE, unique, 0.9, "it puts somebody forward", (evidence or found[0]).span)
    unwilling = first("unwilling")
    if no and not mentioned and not nameless:
        return Answer(Intent.DECLINE, (), 0.9, "it says that nobody is put forward", no.span)
    if asked and not mentioned:
        return Answer(Intent.QUESTION, (), 0.8, "it asks something", asked.span)
    if unwilling and not refused and not mentioned and not first("lead"):
        return Answer(Intent.DECLINE, (), 0.75, unwilling.why, unwilling.span)
    soft = first("soft no")
    if soft and not (nameless or refused or mentioned):
        return Answer(Intent.UNCLEAR, (), 0.5, soft.why, soft.span)
    for other in (
        nameless,
        refused,
        unwilling,
        first("aside"),
        mentioned,
        first("lead"),
        first("unknown"),
        first("place"),
    ):
        if other:
            return Answer(Intent.UNCLEAR, (), 0.5, other.why, other.span)
    if any(sign in text for sign in _THUMBS_DOWN):
        return Answer(Intent.DECLINE, (), 0.7, "a sign that says no", (0, len(text)))
    small = first("small talk")
    if small:
        return Answer(Intent.NONE, (), 0.8, "thanks, good wishes or small talk", small.span)
    return Answer(Intent.UNCLEAR, (), 0.5, "it is only a greeting", (0, len(text)))


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
        if one.joint == "sa" and one.kind in ("self", "not self", "others"):
            return [
                earlier
                for earlier in kept[:index]
                if earlier.sentence != one.sentence or earlier.kind in ("others", "list", "doubt")
            ] + kept[index:]
    return kept


def _key(name: str) -> str:
    return folded(name)


def _last_meant(found: list[Found]) -> Found | None:
    return next((one for one in reversed(found) if one.kind not in ("small talk", "place")), None)


def _signs(entry: Found, others: list[Found]) -> bool:
    """A name alone at the end, below a sentence that names somebody else already: the writer's."""
    return entry.sentence > others[-1].sentence and bool(others[-1].people)


def _says_self(one: Found) -> bool:
    return (
        re.search(r"(?:^|\s)(?:mig selv|undertegnede|jeg selv|og (?:jeg|mig)|jeg og|mig og)(?:\s|$)", one.text)
        is not None
    )


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
    """One of each name, with its municipality; a first name alone goes with the one full name that begins so."""
    result: list[Nominee] = []
    for one in sorted(chosen, key=lambda nominee: " " not in nominee.name):
        key = _key(one.name)
        same = [other for other in result if _key(other.name) == key or _key(other.name).split(" ")[0] == key]
        if len(same) != 1:
            result.append(one)
        elif one.municipality and not same[0].municipality:
            result[result.index(same[0])] = Nominee(same[0].name, one.municipality, False)
    return result


_HOME = re.compile(r"([^\W\d_]+(?:[ -][^\W\d_]+)?) (?:Kommune|Regionskommune)\b", re.I)
_HOME_WORD = re.compile(r"(?<!\w)([^\W\d_]+(?:-[^\W\d_]+)?) (?:Kommune|Regionskommune)\b", re.I)


def home_of(signature: str) -> str | None:
    """The municipality that a signature names ("Kerteminde Kommune"), or None when none or two."""
    found = set()
    for pattern in (_HOME, _HOME_WORD):
        for match in pattern.finditer(signature):
            way = fold(match[1])
            name = PLACES.get(way) or PLACES.get(way.removesuffix("s"))
            if name:
                found.add(name)
    return found.pop() if len(found) == 1 else None
