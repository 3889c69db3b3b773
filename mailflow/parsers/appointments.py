# ruff: noqa: E501 - patterns are easier read on one line
"""Who was given a seat in which forum, in whose place, and which seats are vacant, as sentences of the minutes tell it.

A call for candidates, a recommendation or a wish is no appointment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mailflow.parsers import seatlines, seattable, seatwords, sentences
from mailflow.parsers.labels import Section
from mailflow.parsers.people import Person
from mailflow.parsers.personname import fold
from mailflow.parsers.sections import Line
from mailflow.reading import Appointment, Change, Doubt

LONGEST = 1500  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Made:
    appointment: Appointment
    paragraph: int
    words: str


def read(
    lines: Sequence[Line],
    titles: Sequence[str],
    initials: Mapping[str, str] | None = None,
    short_names: Sequence[str] = (),
) -> tuple[list[Made], list[Doubt]]:
    """The appointments in their order, and what is doubtful about them. ``initials``: whose they are; ``short_names``:
    of those of whom nothing but a first name or initials are known. Never raises."""
    found: list[Made] = []
    doubts: list[Doubt] = []
    titles_of = {
        line.paragraph: titles[line.item] for line in lines if line.item is not None and line.item < len(titles)
    }
    standing = {name: f"{name.capitalize()} {_NO_FAMILY}" for name in short_names}
    item: int | None = None
    olds: dict[str, str] = {}  # who had a seat there before, as far as this item has said
    for line in lines:
        if line.item is None or line.closed and not line.words:
            continue
        if line.rows:
            decision = " ".join(one.words for one in lines if one.item == line.item and one.section is Section.DECISION)
            found += [Made(value, line.paragraph, words) for value, words in seattable.read(line.rows, decision)]
            continue
        forum: str | None = None  # the last named in this paragraph
        if line.item != item:
            item, olds = line.item, {}
        for sentence in sentences.read(line.words):
            if len(sentence) > LONGEST:
                continue
            plain = seatwords.MARK.sub("", sentence)
            for short, name in [*(initials or {}).items(), *standing.items()]:
                plain = re.sub(rf"(?<![A-ZÆØÅ]\w\s)\b{re.escape(short)}\b(?!\s+[A-ZÆØÅ]|-)", name, plain)
            made, forum = _sentence(plain, line, forum, titles, found, olds)
            found += [replace(one, words=sentence) if one.words == plain else one for one in made]
    called = {full: name for name, full in standing.items()}
    found = [_named_again(_in_full(one, titles_of.get(one.paragraph, "")), called) for one in found]
    return _once(_decided(found)), doubts


_NO_FAMILY = "Navnløs"  # stands in for the family name of whom the document calls by a first name or initials alone


def _named_again(one: Made, called: Mapping[str, str]) -> Made:
    made = one.appointment
    back = replace(
        made, person=called.get(made.person or "", made.person), replaces=called.get(made.replaces or "", made.replaces)
    )
    return replace(one, appointment=back)


_GENERIC = re.compile(
    r"(?:den\s+|det\s+)?(?P<stem>[a-zæøå]*(?:udvalg|gruppe|råd|panel|nævn|bestyrelse|forum|netværk))(?:et|n|en|met)?"
)


def _in_full(one: Made, title: str) -> Made:
    """With the forum as the item's title names it, where the sentence only says "styregruppen"."""
    short, full = _GENERIC.fullmatch(one.appointment.forum or ""), _forum_of_title(title)
    if short is None or full is None or short["stem"] not in full.casefold():
        return one
    return replace(one, appointment=replace(one.appointment, forum=full))


def _sentence(
    sentence: str, line: Line, forum: str | None, titles: Sequence[str], before: list[Made], olds: dict[str, str]
) -> tuple[list[Made], str | None]:
    proposal = line.section in {Section.RECOMMENDATION}
    out: list[Made] = []

    def add(where: str | None, person: Person | None, change: Change, replaces: str | None = None) -> None:
        value = Appointment(
            where, person.name if person else None, person.municipality if person else None, change, replaces
        )
        out.append(Made(value, line.paragraph, sentence))

    replaced = seatwords.REPLACES.search(sentence)
    old = replaced["old"] if replaced else None
    if old is None and (gone := seatwords.IN_HIS_PLACE.search(sentence)):
        old = gone["old"]
    for pattern in seatwords.PATTERNS:
        match = pattern.search(sentence)
        if match is None or seatwords.ELECTED_HERE.search(match["forum"]):
            continue
        where = _forum(match["forum"])
        if where is None:
            continue
        forum = where
        hedged = proposal or seatwords.ONLY_PROPOSED.search(sentence[: match.start()])
        change = Change.PROPOSED if hedged else Change.REPLACED if old else Change.APPOINTED
        for person in seatlines.people_of(match["who"]):
            add(where, person, change, old)
        further = (
            []
            if hedged
            else [one["who"] or one["who2"] for one in seatwords.FURTHER.finditer(sentence, match.end() - 1)]
        )
        for person in [one for who in further for one in seatlines.people_of(who)]:
            add(where, person, Change.APPOINTED)
        together = seatwords.TOGETHER.search(sentence, match.end() - 1)
        for person in seatlines.people_of(together["who"]) if together and not hedged else []:
            add(where, person, Change.APPOINTED)
        break
    if not out and (told := _said(sentence)) is not None:
        action, match, forum = told
        hedged = proposal or seatwords.ONLY_PROPOSED.search(sentence[: match.start()])
        names = match.groupdict()
        before_her = names.get("old") or (names.get("olds") or "").removesuffix("s") or old
        if action is Change.VACANCY:
            add(forum, None, action)
        elif action is Change.REMOVED:
            for person in seatlines.people_of(match["who"]) if not hedged else []:
                add(forum, person, action)
        else:
            change = (
                Change.PROPOSED if hedged else Change.REPLACED if before_her and action is Change.APPOINTED else action
            )
            for person in seatlines.people_of(match["who"]):
                add(forum, person, change, before_her)
        if out:
            return out, forum
    if not out and old and replaced and replaced["new"] and not proposal:
        # "A afløser B": goes on with the appointment of A just made.
        for place in range(len(before) - 1, -1, -1):
            made = before[place].appointment
            if (
                made.person
                and fold(made.person) == fold(replaced["new"])
                and made.action is Change.APPOINTED
                and before[place].paragraph == line.paragraph
            ):
                before[place] = Made(
                    Appointment(made.forum, made.person, made.municipality, Change.REPLACED, old), line.paragraph, f"{before[place].words} {sentence}"
                )  # fmt: skip
                return out, forum
    if not out and before and (pronoun := seatwords.PRONOUN.match(sentence)):
        made = before[-1].appointment
        if made.action is Change.APPOINTED and before[-1].paragraph == line.paragraph:
            value = Appointment(made.forum, made.person, made.municipality, Change.REPLACED, pronoun["old"])
            before[-1] = Made(value, line.paragraph, f"{before[-1].words} {sentence}")
            return out, forum
    if not out and before and (gone := seatwords.GOES.match(sentence)):
        # "Anna Berg indstilles til X. Bo Dahl afgår efter fire år."
        made = before[-1].appointment
        changes = {Change.APPOINTED: Change.REPLACED, Change.PROPOSED: Change.PROPOSED}
        if made.action in changes and not made.replaces and before[-1].paragraph == line.paragraph:
            value = replace(made, action=changes[made.action], replaces=gone["old"])
            before[-1] = Made(value, line.paragraph, f"{before[-1].words} {sentence}")
            return out, forum
    title = titles[line.item] if line.item is not None and line.item < len(titles) else ""
    if (of_title := seatwords.TITLE.search(title)) and of_title["old"] and (where := _forum_of_title(title)):
        olds.setdefault(where, of_title["old"])
    if (held := seatwords.HELD_BY.search(sentence)) and (where := forum or _forum_of_title(title)):
        olds[where] = held["old"]
    if not out and (wanted := seatwords.AS_CANDIDATE.search(sentence)) and (where := _forum_of_title(title)):
        for person in seatlines.people_of(wanted["who"]):
            add(where, person, Change.PROPOSED, olds.get(where))
        return out, where
    if not out and not proposal and (bare := seatwords.BARE.match(sentence)):
        where = forum or _forum_of_title(titles[line.item] if line.item is not None and line.item < len(titles) else "")
        forum = where or forum
        for person in seatlines.people_of(bare["who"]) if where else []:
            add(where, person, Change.REPLACED if where in olds else Change.APPOINTED, olds.get(where or ""))
    title = titles[line.item] if line.item is not None and line.item < len(titles) else ""
    if (
        not out
        and not proposal
        and (elected := seatwords.ELECTED.match(sentence))
        and (where := _forum_of_title(title))
    ):
        for person in seatlines.people_of(elected["who"]):
            add(where, person, Change.APPOINTED)
    if (stays_not := seatwords.NOT_AGAIN.search(sentence)) and (where := _forum_of_title(title)):
        for person in seatlines.people_of(stays_not["who"] or stays_not["who2"]):
            add(where, person, Change.REMOVED)
    gone_first = next((one.appointment for one in reversed(before) if one.appointment.action is Change.REMOVED), None)
    if (
        not out
        and gone_first
        and before[-1].paragraph == line.paragraph
        and (next_ := seatwords.SUCCESSOR.search(sentence) or seatwords.IN_THE_PLACE.search(sentence))
    ):
        wished = proposal or re.search(r"\b(?:foreslå|indstil|peger\s+på|henstil)", sentence) is not None
        for person in seatlines.people_of(next_["who"] or next_.groupdict().get("who2")):
            add(gone_first.forum, person, Change.PROPOSED if wished else Change.REPLACED, gone_first.person)
        return out, gone_first.forum
    taken = seatwords.TAKES_THE_SEAT.search(sentence) if not out and not proposal else None
    if taken:
        here = gone_first is not None and before[-1].paragraph == line.paragraph
        where = gone_first.forum if gone_first and here else forum or _forum_of_title(title)
        gone_name = gone_first.person if gone_first and here else olds.get(where or "")
        for person in seatlines.people_of(next(filter(None, taken.groups()))) if where else []:
            add(where, person, Change.REPLACED if gone_name else Change.APPOINTED, gone_name)
        return out, where
    if not out and (proposed := seatwords.PROPOSED.search(sentence)):
        where = _forum(proposed["forum"])
        for person in seatlines.people_of(proposed["who"] or proposed["who2"]) if where else []:
            forum = where
            add(where, person, Change.PROPOSED, old)
    if not out and forum and not proposal and (also := seatwords.ALSO.match(sentence)):
        for person in seatlines.people_of(also["who"]):
            add(forum, person, Change.APPOINTED)
    if not out and (pointed := seatwords.BARE_PROPOSED.search(sentence)) and (where := forum or _forum_of_title(title)):
        for person in seatlines.people_of(pointed["who"] or pointed["who2"]):
            add(where, person, Change.PROPOSED, olds.get(where))
    if not out and (listed := seatlines.read(sentence, seatlines.SEAT_ITEM.search(title) is not None, proposal)):
        forum = _forum(listed[0]) or forum
        for one in listed[1] if forum else []:
            if one.change is Change.VACANCY:
                add(forum, None, one.change)
            for person in seatlines.people_of(one.who):
                add(forum, person, one.change, one.old)
        return out, forum
    if not out and not proposal and (where := _forum_of_title(title)) and sentence.rstrip().endswith((".", ")")):
        # Few words below a title that names the forum: "Anna Berg afløser Bo Dahl."
        left = gone_first.person if gone_first else olds.get(where)
        for one in seatlines.told(sentence, False):
            for person in seatlines.people_of(one.who):
                if one.change is Change.REMOVED:  # what comes of the seat is said next, or nothing is decided
                    olds[where] = person.name
                    continue
                taken_over = one.change is Change.APPOINTED and left
                add(
                    where,
                    person,
                    Change.REPLACED if taken_over else one.change,
                    one.old or (left if taken_over else None),
                )
            if one.change is Change.VACANCY:
                add(where, None, one.change)
        if out:
            return out, where
    if leaves := seatwords.LEAVES.search(sentence):
        where = forum = _forum(leaves["forum"]) or forum
        for person in seatlines.people_of(leaves["who"]):
            add(where, person, Change.REMOVED)
    if not out and (gone := seatwords.NOT_FILLED.search(sentence)) and (where := _forum(gone["forum"])):
        add(where, None, Change.REMOVED)
    for pattern in seatwords.DEFUNCT:
        gone = pattern.search(sentence) if not proposal else None
        where = _forum(gone["forum"]) if gone else None
        if where and not seatwords.FORUM_WORD.fullmatch(where):  # "Gruppen nedlægges": which?
            add(where, None, Change.REMOVED)
    for pattern in seatwords.VACANT:
        if (vacant := pattern.search(sentence)) and not re.search(r"\bikke\b", sentence[: vacant.start()]):
            where = _forum(vacant["forum"])
            where = forum if where is None or seatwords.FORUM_WORD.fullmatch(where) else where
            add(where, None, Change.VACANCY)
            forum = where or forum
            break
    else:
        if forum and seatwords.THE_SEAT.search(sentence):
            add(forum, None, Change.VACANCY)
    if (
        not out
        and (asks := seatwords.ASKS_OUT.search(sentence))
        and (where := _forum(asks["forum"] or "") or forum or _forum_of_title(title))
    ):
        forum = where
        olds[where] = seatlines.people_of(asks["who"])[0].name
    if not out and (about := seatwords.SPEAKS_OF.search(sentence)):
        forum = _forum(about["forum"]) or forum
        if forum and about["old"]:
            olds[forum] = about["old"]
    return out, forum


def _said(sentence: str) -> tuple[Change, re.Match[str], str] | None:
    """(what happened, how it was said, the forum) of a sentence that is one of those in ``seatwords.SAID``."""
    if len(sentence) > seatwords.LONGEST_SAID or not seatwords.MAY_SAY.search(sentence):
        return None
    for action, pattern in seatwords.SAID:
        match = pattern.search(sentence)
        if match is not None and not seatwords.ELECTED_HERE.search(match["forum"]):
            where = _forum(match["forum"])
            if where is not None and not seatwords.FORUM_WORD.fullmatch(where):
                return Change(action), match, where
    return None


def _forum(words: str) -> str | None:
    name = re.sub(r"\s+", " ", words).strip(' ,.–-"”“')
    name = re.sub(r"^(?:pladsen|posten|hvervet|sædet)\s+(?:som\s+\w+\s+)?(?:i|af)\s+", "", name)
    name = re.sub(r"^(?:bestyrelsen\s+i\s+)(?=[A-ZÆØÅ])", lambda match: match.group(), name)
    name = re.sub(r"^[a-zæøå]+s\s+(?=[a-zæøå]*(?:udvalg|råd\b|nævn|bestyrelse|panel|gruppe))", "", name)
    name = re.sub(r"\s+i\s+(?:kommunen|regionen)$", "", name)
    return None if seatwords.NOT_FORUM.match(name) or len(name) > 140 else name


def _forum_of_title(title: str) -> str | None:
    match = seatwords.TITLE.search(title)
    return _forum(next(filter(None, (match[n] for n in ("forum", "forum2", "forum3", "forum4"))))) if match else None


def _decided(found: Sequence[Made]) -> list[Made]:
    """Without the proposals that the same document decides, and without those leaving whose successor it names."""
    done = {_seat(one) for one in found if one.appointment.action in {Change.APPOINTED, Change.REPLACED}}
    followed = {
        (fold(one.appointment.forum or ""), fold(one.appointment.replaces or ""))
        for one in found
        if one.appointment.action is Change.REPLACED
    }
    over = {Change.PROPOSED: done, Change.REMOVED: followed}
    return [one for one in found if _seat(one) not in over.get(one.appointment.action, ())]


def _seat(one: Made) -> tuple[str, str]:
    return fold(one.appointment.forum or ""), fold(one.appointment.person or "")


def _once(found: Sequence[Made]) -> list[Made]:
    """The same told twice counts once, as it was told first."""
    kept: dict[Appointment, Made] = {}
    for made in found:
        kept.setdefault(made.appointment, made)
    return list(kept.values())
