"""The clauses of an answer to a call for nominations, and what each says of whom. Used by ``forum``, which weighs them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from mailflow.parsers import forumdoubts as doubts
from mailflow.parsers import forumnoes as noes
from mailflow.parsers import forumwords as words
from mailflow.parsers import nominees
from mailflow.parsers.answertext import Answer, Sentence, folded
from mailflow.parsers.forumcuts import FINITE, OWN, cuts
from mailflow.parsers.forumpeople import is_own, names_itself, only_names, pointed_at, proposes, put_forward, with_self
from mailflow.parsers.ordinary import TITLES

Kind = Literal[
    "self", "not self", "others", "not others", "list", "lead", "question", "doubt", "withdrawn", "nameless",
    "mentioned", "small talk", "unwilling", "aside", "soft no", "place", "unknown",
]  # fmt: skip

_PRONOUNS = frozenset("han hun ham hende de dem begge vedkommende hun hendes hans he she both they".split())
_HERE = (
    frozenset(f"{who} {where}" for who in ("vi", "os", "her") for where in ("i", "pa", "fra", "("))
    | frozenset({"reprasentere bade", "op for", "rep for", "vegne af", "reprasentere", "reprasenterer"})
    | frozenset(f"{who} {where}" for who in ("selv", "undertegnede", "jeg", "mig") for where in ("fra", "i", "(", ","))
)
NEGATES = "it negates something"
_DOES_SO = re.compile(r"(?:og )?det (?:gor|vil) (?:jeg|vi)(?: gerne| hermed| sa| nu)?")  # "... og det gør jeg"
_PUTS_HIM = re.compile(
    r"\b(?:foresla|indstill|nominer|anbefal|peg|navn)\w* (?:\w+ )?(?:ham|hende|pa ham|pa hende|hans|hendes)\b"
)
# "Ja tak, send det endelig": what is wanted is sent.
_POLITE_NOT = re.compile(
    r"^(?:ma|kan|kunne|skal|skulle) (?:jeg|vi|man|i) (?:\w+ )?ikke\b"
)  # in a question it denies nothing
_PLAIN_NO = re.compile(
    r"[:,] nej$|\b(?:jeg|vi) .*\b(?:sige|takke|melde|siger|takker|melder) (?:\w+ ){0,2}(?:nej|pas|fra)$"
)
# "Kan man stille op, hvis man er ny?": the question stands in its first half.
_ASKS_FIRST = re.compile(
    r"(?:kan|ma|maa|skal|vil|kunne|matte|maatte|er|har|bliver|galder|gaelder)\s+"
    r"(?:(?:man|der|det|i|du|vi|en|alle)\b|jeg (?:ogsa |godt )?(?:stille op|sidde|vare med|vare kandidat|blive valgt)\b)"
)
# "Jeg håber, I finder en god kandidat": of nobody that is named, and not of the writer.
_HOPES = re.compile(
    r"(?:men |og )?(?:(?:jeg |vi )?(?:haber|haaber) (?:, )?(?:at )?(?:i|du)|(?:at )?(?:i|du) (?:finder|far|faar)) "
    r"(?!.*\b(?:mig|jeg|min|os|vi)\b).*"
)
_THANKS = re.compile(r"(?:mange |tusind |hjertelig )?tak (?:for|fordi) (?!kaffe|mig|denne gang)")
_SEND = re.compile(r"(?:og )?(?:send|mail|giv|del|ring) ")
_ASSENT = re.compile(r"(?:ja|gerne|meget gerne|ja gerne|ja meget gerne|ja tak|tak)")
_SAME = re.compile(
    r"(?:og )?(?:det samme|det|ligesa|ligeledes|sadan) (?:gor|vil|siger|stiller|har|er) "
)  # "... gør Bo Lund"
_DECIDING = ("self", "others", "list", "not self", "not others", "unwilling")
EITHER = "it says one or the other"
_SUBJECTS = frozenset("han hun de begge vedkommende".split())
_OBJECTS = frozenset("ham hende dem begge vedkommende him her them".split())


@dataclass(frozen=True, slots=True)
class Found:
    kind: Kind
    why: str
    span: tuple[int, int]
    text: str = ""
    people: tuple[nominees.Named, ...] = ()
    place: str | None = None
    sentence: int = 0
    joint: str = ""
    ours: str | None = None  # "vi på Lolland", "her i Vejle": the writer's municipality
    nearby: tuple[nominees.Named, ...] = ()  # mentioned in it, whatever it says of them


def clauses(written: Answer, text: str, own: frozenset[str]) -> list[Found]:
    """Each clause of the answer judged by itself. ``own`` holds the folded words of the sender's name."""
    found: list[Found] = []
    spoken_of: tuple[nominees.Named, ...] = ()
    last: tuple[nominees.Named, ...] = ()
    said_by = -1  # the sentence in which "jeg" is the subject already
    for number, sentence in enumerate(written.sentences):
        for clause in cuts(sentence):
            mine = said_by == number and clause.joint in ("og", "men", ",", "sa") and not set(clause.words) & _PRONOUNS
            whom = last if clause.words[:1] == ("som",) else spoken_of
            one = _clause(clause, sentence, text, own, number, whom, mine)
            if set(clause.words) & {"jeg", "undertegnede"}:
                said_by = number
            if _SEND.match(one.text) and found and found[-1].sentence == number and _ASSENT.fullmatch(found[-1].text):
                found[-1] = replace(found[-1], kind="small talk")
            if one.kind == "self" and found and _goes_on(clause, one, found[-1]):
                one = replace(one, kind="others", people=found[-1].people)
            if one.kind == "mentioned" and _SAME.match(one.text) and found:
                before = next((old.kind for old in reversed(found) if old.kind in _DECIDING), None)
                one = replace(one, kind="others" if before in ("self", "others", "list") else "unwilling")
            if one.kind == "self" and found and _DOES_SO.fullmatch(one.text):
                one = _does_so(one, found[-1])
            if not one.people or not one.nearby or one.kind in ("mentioned", "aside"):
                found = _told_more(found, one)
            found.append(one)
            spoken_of = one.people or one.nearby or spoken_of
            last = one.nearby[-1:] or spoken_of
    return found


def _goes_on(clause: Sentence, one: Found, before: Found) -> bool:
    """ "Min vicedirektør, Bo Lund, vil gerne": the verb of the name before it."""
    return (
        bool(before.people)
        and before.kind in ("list", "mentioned")
        and before.sentence == one.sentence
        and clause.joint in ("", ",")
        and not set(clause.words) & (OWN | {"vi", "selv"})
    )


def _does_so(one: Found, before: Found) -> Found:
    """ "... om jeg ville foreslå ham, og det gør jeg": what it does is told before it."""
    if before.kind == "others":
        return replace(one, kind="aside")
    if before.nearby and _PUTS_HIM.search(before.text):
        return replace(one, kind="others", people=before.nearby[-1:])
    return one


def _told_more(found: list[Found], one: Found) -> list[Found]:
    """ "Han er kommunaldirektør i Aabenraa", "Lykke er fra Holstebro": the municipality of one named without before."""
    names = {folded(person.name).split(" ")[0] for person in one.nearby}
    if not one.place or not (
        names or set(one.text.split()) & {"han", "hun"} or one.text.startswith(("ham ", "hende "))
    ):
        return found
    for index in range(len(found) - 1, -1, -1):
        people = found[index].people
        if people:
            told = tuple(
                replace(person, municipality=one.place)
                if not person.municipality and (not names or folded(person.name).split(" ")[0] in names)
                else person
                for person in people
            )
            return [*found[:index], replace(found[index], people=told), *found[index + 1 :]]
    return found


def _clause(
    clause: Sentence,
    sentence: Sentence,
    text: str,
    own: frozenset[str],
    number: int,
    spoken_of: tuple[nominees.Named, ...],
    mine: bool,
) -> Found:
    """What one clause says, and of whom."""
    said = clause.text
    people = nominees.named(clause, text)
    spots = nominees.places(clause, people)
    place = spots[0].municipality if spots and not nominees.TOLD_BEFORE & set(clause.words) else None

    near = next((spot for spot in spots if " ".join(clause.words[: spot.first][-2:]) in _HERE), None)
    if (
        near is None
        and spots
        and spots[0].first == 1
        and clause.words[0] in ("i", "pa", "fra")
        and set(clause.words) & (OWN | {"vi"})
    ):
        near = spots[0]

    if (
        near is None
        and spots
        and clause.words[0] == "jeg"
        and clause.words[1] in ("kommer", "er", "sidder")
        and not people
    ):
        near = spots[0]
    if near is None and spots and _acts(clause, spots[0]):
        near = spots[0]

    def found(kind: Kind, why: str, whom: list[nominees.Named] | None = None) -> Found:
        return Found(
            kind,
            why,
            clause.span if clause.tokens else sentence.span,
            said,
            tuple(whom or ()),
            place,
            number,
            clause.joint,
            near.municipality if near else None,
            tuple(others),
        )

    others = [one for one in people if not is_own(one, own)]
    if (
        not people
        and clause.tokens
        and not sentence.asks
        and only_names(clause, [])
        and (spots or set(clause.words) & TITLES)
    ):
        return found("place", "a title or municipality")
    meant = put_forward(clause, others)
    supported = any(doubts.SUPPORT.search(" ".join(clause.words[: one.first][-8:])) for one in others)
    itself = names_itself(clause, people)
    if others and not meant and proposes(clause, others[0]) and not set(clause.words) & {"jeg", "undertegnede"}:
        return found("aside", "somebody else proposed something")
    asks = sentence.asks and (clause.end == "?" or _ASKS_FIRST.match(said) is not None)
    goes_on = (
        not mine
        and (clause.joint == "og" or clause.joint == "men" and spoken_of)
        and bool(clause.words)
        and clause.words[0] in FINITE
        and not set(clause.words) & OWN
    )
    about_them = (
        goes_on
        or clause.words[:1] == ("som",)
        or set(clause.words) & _PRONOUNS
        and (
            not set(clause.words) & OWN
            or (clause.words[0] in _SUBJECTS and not set(clause.words) & {"jeg", "undertegnede"})
            or set(clause.words) & _OBJECTS
            and words.FORWARD.search(said)
        )
    )
    if not people and spoken_of and about_them and not asks:
        return _of_them(clause, list(spoken_of), found)
    if asks and words.ASKS_FOR_TIME.search(said):
        return found("doubt", "it asks for time")
    if asks and meant and words.PERHAPS.search(said):
        return found("doubt", "it asks about somebody", meant)
    if asks and not doubts.POLITE.search(said):
        return found("question", "it asks something", meant)
    if _THANKS.match(said) and not set(clause.words) & {"jeg", "gerne", "ja", "nej"}:
        return found("small talk", "thanks")
    if not others and _HOPES.fullmatch(said):
        return found("small talk", "thanks, good wishes or small talk")
    if doubts.THANKED.search(said) and not only_names(clause, people):
        return found("small talk", "somebody is thanked")
    if doubts.WITHDRAWS.search(said) and "til fordel for" in said and others:
        return found("others", "it stands back for somebody else", others)
    if doubts.WITHDRAWS.search(said):
        return found("withdrawn", "it takes something back", others)
    sure = noes.HARMLESS.sub(" ", _POLITE_NOT.sub(" ", said) if asks else said)
    if doubts.CONDITION.search(noes.HARMLESS.sub(" ", doubts.HARMLESS_CONDITION.sub(" ", said))):
        return found("doubt", "it sets a condition", meant)
    told = " ".join(clause.words[others[0].last :]) if others else said
    if doubts.ANOTHER_OFFICE.search(said) and (words.SELF.search(said) or words.WILLING.search(said)):
        return found("unknown", "it speaks of another office")
    if (
        doubts.ANOTHER_MATTER.search(told)
        and doubts.THE_SEAT.search(said) is None
        and not (words.NEGATION.search(sure) or noes.NOBODY.search(sure))
    ):
        if doubts.SMALL_TALK.fullmatch(said):
            return found("small talk", "thanks, good wishes or small talk")
        return found("unknown", "it speaks of another matter")
    denied = words.NEGATION.search(sure) is not None
    soft = words.SOFT_NO.search(sure) is not None and not _PLAIN_NO.search(said)
    hedged = doubts.HEDGE.search(doubts.NOT_A_DOUBT.sub(" ", sure)) is not None
    if hedged and len(others) > 1 and doubts.BOTH_GOOD.search(sentence.text) and not denied:
        hedged, meant = False, others
    nobody = noes.NOBODY.search(sure) is not None
    if "hverken" in clause.words and set(clause.words) & (OWN | {"vi"}):
        return found("not self", "it says that nobody is put forward")
    if meant and itself is None:
        until = next((one.first for one in others if one.first >= meant[-1].last), len(clause.words))
        behind = " ".join(clause.words[meant[-1].last : until])
        unnamed = " ".join(
            word
            for position, word in enumerate(clause.words)
            if not any(one.first <= position < one.last for one in others)
        )
        if noes.UNWILLING.search(behind) or noes.SAME_NO.search(unnamed):
            return found("unwilling", "it tells of somebody who does not want to", meant)
        if noes.LEAVES.search(behind):
            return found("aside", "it tells of somebody who goes")
        if len(others) > 1 and "eller" in clause.words and not doubts.BOTH_GOOD.search(sentence.text):
            return found("doubt", EITHER, others)
        if hedged:
            return found("doubt", "it hedges", meant)
        if denied:
            return found("not others", "a name stands in words that say no", meant)
        if (
            supported
            or (near is not None and clause.words[meant[0].first - 1] == "siger" and near.last == meant[0].first - 1)
            or (clause.words[: meant[0].first][-1:] == (":",) and not only_names(clause, people))
            or (len(others) > 1 and "eller" in clause.words and doubts.BOTH_GOOD.search(sentence.text))
            or words.FORWARD.search(said)
            or _it_is(clause, meant[0])
            or words.WILLING.search(unnamed)
            or (words.SELF.search(said) and with_self(clause, meant))
        ):
            return found("others", "it puts somebody forward", meant)
        if only_names(clause, people):
            return found("list", "names in a list", meant)
        if doubts.SMALL_TALK.fullmatch(said):
            return found("small talk", "thanks, good wishes or small talk")
        return found("mentioned", "a name is mentioned, but not put forward", meant)
    if itself is not None:
        if denied or hedged:
            return found("not self" if denied and not hedged else "doubt", "it negates or hedges", [itself])
        return found("self", "it puts the writer forward", [itself])
    pointed = pointed_at(clause, others)
    if pointed and not meant and not (denied or hedged) and words.FORWARD.search(said):
        return found("others", "it puts somebody forward", [pointed])
    if others and not meant and doubts.ASK_FIRST.search(" ".join(clause.words[: others[0].first])):
        return found("doubt", "it tells us to ask somebody")
    if (
        others
        and not meant
        and not (words.SELF.search(sure) or (set(clause.words) & OWN and words.OFFERS.search(sure)) or nobody)
    ):
        return found("small talk" if doubts.SMALL_TALK.fullmatch(said) else "aside", "somebody is mentioned beside it")
    if hedged:
        return found("doubt", "it hedges")
    if doubts.QUESTION.fullmatch(said):
        return found("question", "it asks something")
    if doubts.TROUBLE.search(sure):
        return found("doubt", "it lacks something, or does not know")
    if doubts.NOT_NO.search(said) or clause.joint == "sa" and said == "ja":
        return found("self", "it does not say no")
    if others and nobody and not meant and not set(clause.words) & (OWN | {"vi"}):
        return found("not others", "a name stands in words that say no")
    if soft and (nobody or denied):
        return found("soft no", "it tells of something else, or of earlier")
    if nobody:
        return found("not self", "it says that nobody is put forward")
    if denied:
        return found("doubt", NEGATES)
    own_words = words.TAKES_ALONG.sub(" ", words.PUTTING.sub(" ", sure))
    if (
        words.SELF.search(own_words)
        or ((mine or set(clause.words) & OWN) and words.OFFERS.search(own_words))
        or words.OFFERS.match(own_words)
        or words.ASSENTS.fullmatch(said)
    ):
        if others and not set(clause.words) & OWN:
            return found("doubt", "somebody is named beside it")
        if doubts.NAMELESS.search(said) and not set(clause.words) & OWN:
            return found("nameless", "it speaks of somebody without a name")
        if doubts.TELLS_FOR.search(said) and "jeg" not in clause.words:
            return found("doubt", "it speaks for somebody else")
        return found("self", "it puts the writer forward")
    if doubts.ADVISES.search(said):
        return found("aside", "somebody advises")
    unnamed = doubts.WITH_SOMEBODY.sub(" ", said)
    if doubts.NAMELESS.search(unnamed) and (
        words.FORWARD.search(unnamed) or words.WILLING.search(unnamed) or not doubts.SMALL_TALK.fullmatch(said)
    ):
        return found("nameless", "it speaks of somebody without a name")
    if doubts.SMALL_TALK.fullmatch(said):
        return found("small talk", "thanks, good wishes or small talk")
    if words.FORWARD.search(said) or words.PUTTING.search(said):
        return found("lead", "it puts forward, but whom?")
    return found("unknown", "it holds words that no rule knows")


def _it_is(clause: Sentence, one: nominees.Named) -> bool:
    """ "Vi har Bo Lund", "jeg er ikke den rette, men det er Bo Lund"; the writer himself says "Hej, det er Bo Lund"."""
    if one.first != 2 or " " not in one.name:
        return False
    start = clause.words[:2]
    return start == ("vi", "har") or (clause.joint == "men" and start in (("det", "er"), ("det", "bliver")))


def _acts(clause: Sentence, spot: nominees.Place) -> bool:
    """ "Tønder stiller op", "lad Ærø komme til": the municipality stands for its people."""
    behind = [word for word in clause.words[spot.last :] if word != "kommune"]
    return bool(behind) and ((spot.first == 0 and behind[0] in FINITE) or clause.words[: spot.first][-1:] == ("lad",))


def _of_them(clause: Sentence, whom: list[nominees.Named], found: Callable[..., Found]) -> Found:
    """What a clause says of those spoken of before it: "... og han siger ja", "hende indstiller jeg", "begge siger nej"."""
    said = clause.text
    if doubts.CONDITION.search(said) or doubts.HEDGE.search(doubts.NOT_A_DOUBT.sub(" ", said)):
        return found("doubt", "it hedges or sets a condition", whom)
    if doubts.TROUBLE.search(said):
        return found("doubt", "it waits for somebody", whom)
    if noes.LEAVES.search(said):
        return found("aside", "it tells of somebody who goes")
    sure = noes.HARMLESS.sub(" ", said)
    if noes.UNWILLING.search(sure) or noes.NOBODY.search(sure):
        return found("unwilling", "those it speaks of do not want to", whom)
    if words.NEGATION.search(sure):
        return found("mentioned", "somebody is mentioned, but not put forward", [])
    if words.FORWARD.search(said) or words.WILLING.search(said):
        return found("others", "it puts somebody forward", whom)
    return found("aside", "it tells of somebody")
