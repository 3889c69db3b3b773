# ruff: noqa: E501 - lists of words are easier to read on one line
"""What a typed answer to an invitation means: accept, decline, tentative, counter, question, none or unclear.

Calendar answers are read by their PARTSTAT in ``calendar``; this is for those who answer in words. Each clause is one thing
(yes, no, a reason, a doubt, another time ...); then the clauses are weighed together. A yes beside a no that neither a wish,
nor a part of the day, nor somebody else explains is unclear. The phrases are data in ``eventwords``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mailflow.parsers import eventasides as asides
from mailflow.parsers import eventtimes as times
from mailflow.parsers import eventwords as words
from mailflow.parsers.answertext import MAX_READ, Sentence, cut, folded, is_first_name, read, too_long
from mailflow.parsers.answertext import Answer as Written
from mailflow.replies import Intent

Kind = Literal[
    "yes", "wish", "weak yes", "no", "reason", "part", "part no", "maybe", "counter", "perhaps counter", "question",
    "substitute", "somebody", "small talk", "nothing", "negation", "unknown",
]  # fmt: skip

_SIGNS = (",", "(", ")", ":", "-", "–", "—", "/", ";")
_BUTS = ("men", "but", "imidlertid", "derimod", "however")
# "og", "så", "for", "da" begin a clause of their own only before a verb or its subject.
_JOINTS = {
    "og": "jeg vi kan er har ma skal kommer deltager glader ses haber vil siger melder sender beklager tak onsker gar bliver ser sa desvarre jag sidder min deltar",
    "and": "i we can will look see thanks",
    "sa": "jeg vi det nej ja ikke kan ma i desvarre min pa",
    "for": "jeg vi der min",
    "da": "jeg vi der det min",
    "fordi": "jeg vi der det min",
    "eftersom": "jeg vi der det min",
    "because": "i we",
}
_JOINT_BEFORE = {joint: frozenset(following.split()) for joint, following in _JOINTS.items()}
_OWN = frozenset("jeg vi mig os undertegnede me we jag".split())
_FINITE = frozenset("kan kommer deltager er vil skal ma har bliver tager sidder moder stiller var".split())
_CONCLUDES = ("sa", "derfor", "altsa")
_THUMBS_UP = ("👍", "✅", "✔", "👌", "☑", "🙋")
_THUMBS_DOWN = ("👎", "❌", "🚫", "✖")


# "Jeg må køre kl. 14" moves nothing but the writer.
_MY_OWN = re.compile(
    r"(?:kan|vil|ma|skal|kunne) jeg |jeg (?:kan|vil|ma|skal|kunne)|^(?:ma|skal) (?!vi|det|man|modet|i )"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """``span`` tells the deciding words in the judged text."""

    intent: Intent
    confidence: float
    why: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Found:
    kind: Kind
    span: tuple[int, int]
    joint: str  # the word that joins it to what stands before: "men", "for" ...
    text: str
    sentence: int


def attendance(text: str, sender_name: str = "") -> Answer:
    """Judge the new words of an answer to an invitation. Never raises; linear in the length of ``text``."""
    if not text.strip():
        return Answer(Intent.UNCLEAR, 0.6, "nothing is written in it", (0, 0))
    if len(text) > MAX_READ:
        return Answer(Intent.UNCLEAR, 0.6, "it is too long to judge by rules", (0, 0))
    written = read(text, sender_name)
    if too_long(written):
        return Answer(Intent.UNCLEAR, 0.6, "it is too long to judge by rules", (0, len(text)))
    own = frozenset(folded(part) for part in re.findall(r"[^\W\d_]+", sender_name))
    found: list[_Found] = []
    for number, sentence in enumerate(written.sentences):
        found.extend(_sentence(sentence, number, own))
    return _weigh(found, written, text)


# --- clauses --------------------------------------------------------------------------------------------------------------


def _sentence(sentence: Sentence, number: int, own: frozenset[str]) -> list[_Found]:
    whole = times.NOT_A_TIME.sub(" ", sentence.text)
    if asides.EITHER.search(sentence.text):
        return [_Found("unknown", sentence.span, sentence.joint, sentence.text, number)]
    joined = " ".join(word for word in sentence.words if word not in (",", "-"))
    glad = words.GLAD_NEGATION.search(joined)
    if glad and "," in sentence.words and glad[0] not in whole and not sentence.asks:
        return [_Found("yes", sentence.span, sentence.joint, sentence.text, number)]
    proposed = times.COUNTER.search(whole)
    if (
        proposed
        and not words.NOT_THIS.search(whole)
        and not (times.ANOTHER_THING.search(proposed[0]) or _MY_OWN.search(proposed[0].split(" ,")[0]))
    ):
        return [_Found("counter", sentence.span, sentence.joint, sentence.text, number)]
    clauses = [_led(piece) for part in cut(sentence, (*_SIGNS, *_BUTS)) for piece in _at_joints(part)]
    found = []
    for clause in clauses:
        asks = sentence.asks and (clause is clauses[-1] or clause.asks)
        found.append(_Found("question" if asks else _kind(clause, own), clause.span, clause.joint, clause.text, number))
    if sentence.asks and found:
        last = found[-1]
        movable = not (
            times.ONLINE.search(last.text) or words.PRESENT.search(last.text) or times.ANOTHER_THING.search(last.text)
        )
        if times.PERHAPS_COUNTER.search(last.text) and movable:
            found[-1] = _Found("perhaps counter", last.span, last.joint, last.text, number)
    if sentence.asks and not clauses:
        found.append(_Found("question", sentence.span, "", sentence.text, number))
    return found


def _led(clause: Sentence) -> Sentence:
    """ "dog" and "så" at its start become its joint."""
    if len(clause.tokens) > 1 and clause.words[0] in ("dog", *_CONCLUDES) and clause.joint in ("", ","):
        return Sentence(clause.tokens[1:], clause.end, clause.words[0])
    return clause


def _at_joints(clause: Sentence) -> list[Sentence]:
    """Cut before "og jeg", "så vi", "for jeg", "da der" ..."""
    tokens, listed = clause.tokens, clause.words
    pieces: list[Sentence] = []
    start, joint = 0, clause.joint
    for position in range(1, len(tokens) - 1):
        if listed[position + 1] in _JOINT_BEFORE.get(listed[position], ()):
            pieces.append(Sentence(tokens[start:position], ",", joint))
            start, joint = position + 1, listed[position]
    pieces.append(Sentence(tokens[start:], clause.end, joint))
    return [piece for piece in pieces if piece.tokens]


def _kind(clause: Sentence, own: frozenset[str]) -> Kind:
    """What one clause says about the writer's coming."""
    text = clause.text
    if not any(token.is_word or token.is_number or token.word == "+" for token in clause.tokens):
        return "nothing"
    if asides.ASKING.match(text):
        return "question"
    if asides.SAID_ELSEWHERE.search(text):
        return "unknown"
    if asides.HANDED_ON.search(text):
        return "small talk"
    if words.CLEARED.search(text):
        return "yes"
    if words.SUBSTITUTE.search(text):
        return "substitute"
    glad = words.GLAD_NEGATION.search(text)
    bare = words.GLAD_NEGATION.sub(" ", words.HARMLESS.sub(" ", text)).strip()
    doubtful = times.NOT_A_DOUBT.sub(" ", bare)
    if asides.EITHER.search(text):
        return "unknown"
    if _of_somebody(clause, own):
        return "somebody"
    maybe = (times.MAYBE.search(doubtful) or times.PROMISED.search(bare)) is not None
    no = words.DECLINING.search(bare) is not None or words.NOT_COMING.search(bare) is not None
    if no or words.NEGATION.search(bare):
        if not no:
            return "maybe" if maybe else "negation"
        if times.PARTLY.search(bare) and "hverken" not in clause.words:
            return "part no"
        if asides.SOMEBODY.match(bare) and not set(clause.words) & _OWN:
            return "somebody"
        return "maybe" if maybe else "no"
    if words.NOT_THIS.search(bare):
        return "small talk"
    if maybe:
        return "part" if times.LATE_OR_EARLY.search(bare) else "maybe"
    if words.CLEARED.search(bare) and "min deltagelse" not in bare:
        return "yes"
    if words.EXCUSE.match(bare) and not words.PRESENT.search(bare):
        return "reason"
    if asides.SOMEBODY.match(bare) and not set(clause.words) & _OWN and not asides.COMPANION.search(bare):
        return "somebody"
    if words.COMES.search(bare):
        return "yes"
    if words.WISH.search(bare):
        return "wish"
    if times.LEAVING.search(bare):
        return "yes" if words.PRESENT.search(bare) else "part"
    if words.EXCUSE.search(bare) and not words.PRESENT.search(bare):
        return "reason"
    if glad or words.ACCEPTING.search(asides.THING_COMES.sub(" ", bare)):
        return "yes"
    if words.EXCUSE.search(bare):
        return "reason"
    if (
        asides.THAT_TIME.search(bare)
        and (set(clause.words) & _OWN or len(clause.words) > 3)
        and not words.PRESENT.search(bare)
    ):
        return "reason"
    if times.PERHAPS_COUNTER.search(bare):
        return "perhaps counter"
    if times.LATE_OR_EARLY.search(bare):
        return "part"
    if words.WEAK_YES.fullmatch(bare):
        return "weak yes"
    if asides.SMALL_TALK.fullmatch(bare) or not bare:
        return "small talk"
    if words.WEAK_YES.search(bare):
        return "weak yes"
    if asides.QUESTION.fullmatch(bare):
        return "question"
    if all(is_first_name(word) or not word.isalpha() for word in clause.words):
        return "nothing"
    return "unknown"


def _of_somebody(clause: Sentence, own: frozenset[str]) -> bool:
    """Its subject is a name, "hun" or "han": "Anne kan desværre ikke"."""
    listed = clause.words
    if set(listed) & (_OWN | own) or len(listed) < 2:
        return False
    if listed[0] in ("hun", "han"):
        return True
    position = 0
    while position < min(3, len(listed)) and clause.tokens[position].capital and (position or is_first_name(listed[0])):
        position += 1
    return bool(position) and position < len(listed) and listed[position] in _FINITE


# --- together --------------------------------------------------------------------------------------------------------------


def _weigh(found: list[_Found], written: Written, text: str) -> Answer:
    """The clauses together; whatever contradicts itself is unclear."""

    def first(*kinds: Kind) -> _Found | None:
        return next((one for one in found if one.kind in kinds), None)

    def give(intent: Intent, one: _Found, why: str, confidence: float = 0.85) -> Answer:
        return Answer(intent, confidence, why, one.span)

    found = _present(found)
    counter, no, yes = first("counter"), first("no", "substitute"), first("yes")
    wish, maybe, reason, asked = first("wish"), first("maybe"), first("reason"), first("question")
    part_no, part, weak, other = first("part no"), first("part"), first("weak yes"), first("somebody")
    perhaps, negation = first("perhaps counter"), first("negation")
    talk = {one.sentence for one in found if one.kind == "small talk"}
    unknown = next(
        (one for one in found if one.kind == "unknown" and not (one.sentence in talk and _says_nothing(one.text))), None
    )
    if counter:
        return give(Intent.COUNTER, counter, "it proposes another time", 0.8)
    if perhaps and (no or reason or not (yes or wish or maybe)):
        return give(Intent.COUNTER, perhaps, "it says no to this time and names another", 0.75)
    either = next((one for one in found if asides.EITHER.search(one.text)), None)
    if either:
        return Answer(Intent.UNCLEAR, 0.5, "it says one or the other", either.span)
    against = no or reason
    if against:
        for one in found[found.index(against) + 1 :]:
            if (
                one.kind in ("yes", "reason", "weak yes", "wish")
                and (one.joint in (*_BUTS, "dog") or one.kind == "yes")
                and times.PERHAPS_COUNTER.search(one.text)
            ):
                return give(Intent.COUNTER, one, "it says no to this time and names another", 0.75)
    if no and yes:
        return _both(found, no, yes)
    if no:
        tries = next(
            (
                one
                for one in found
                if one.kind == "maybe" and found.index(one) > found.index(no) and words.TRIES.search(one.text)
            ),
            None,
        )
        if tries and tries.sentence == no.sentence:
            return give(Intent.TENTATIVE, tries, "it says no, but tries", 0.7)
        if part or (weak and words.ALL_THE_SAME.search(weak.text)):
            return Answer(Intent.UNCLEAR, 0.5, "it says no and something like yes", no.span)
        return give(Intent.DECLINE, no, "it says no" if no.kind == "no" else "somebody else comes instead")
    if maybe and not (yes or wish or weak) and times.ASKS_SOMEBODY.search(maybe.text):
        return Answer(Intent.UNCLEAR, 0.5, "it asks somebody first", maybe.span)
    if maybe:
        return give(Intent.TENTATIVE, maybe, "it hedges or sets a condition", 0.8)
    if yes:
        after = next(
            (
                one
                for one in found
                if one.kind == "reason" and found.index(one) > found.index(yes) and one.joint in (*_BUTS, "dog")
            ),
            None,
        )
        if after:
            return Answer(Intent.UNCLEAR, 0.5, "it says yes, but names a reason against", after.span)
        return give(Intent.ACCEPT, yes, "it says yes")
    if wish:
        after = next((one for one in found if one.kind == "reason"), None)
        if after:
            return give(Intent.DECLINE, after, "it would, but names a reason against", 0.8)
        if next((one for one in found if one.kind in ("negation", "unknown") and one.joint in (*_BUTS, "dog")), None):
            if asides.CLOSED_NO.search(wish.text):
                return give(Intent.DECLINE, wish, "it would have liked to, but")
            return Answer(Intent.UNCLEAR, 0.5, "it would, but", wish.span)
        if asides.CLOSED_NO.search(wish.text) and not asked:
            return give(Intent.DECLINE, wish, "it would have liked to", 0.75)
        if asked and asked.sentence == wish.sentence:
            return give(Intent.QUESTION, asked, "it asks something", 0.8)
        return give(Intent.ACCEPT, wish, "it would like to come", 0.8)
    if part_no:
        clearly = times.ONLINE.search(part_no.text) is None
        online = any(
            one.kind in ("unknown", "weak yes", "small talk") and one.joint in _BUTS and times.ONLINE.search(one.text)
            for one in found
        )
        if online or (clearly and (part or weak)):
            return give(Intent.ACCEPT, part_no, "it comes for a part of it", 0.7)
        return Answer(Intent.UNCLEAR, 0.5, "it says no to a part of it, and yes to nothing", part_no.span)
    if asked and not reason:
        return give(Intent.QUESTION, asked, "it asks something", 0.8)
    if reason and part and reason.joint in ("da", "for", "fordi", "eftersom"):
        return give(Intent.ACCEPT, part, "it comes for a part of it, and tells why", 0.75)
    if reason:
        if part:
            return Answer(Intent.UNCLEAR, 0.5, "it names a reason against and a part of the time", reason.span)
        return give(Intent.DECLINE, reason, "it names a reason for staying away", 0.75)
    if other:
        return Answer(Intent.UNCLEAR, 0.5, "it speaks of somebody else", other.span)
    if part:
        return give(Intent.ACCEPT, part, "it comes for a part of it", 0.75)
    if negation:
        return Answer(Intent.UNCLEAR, 0.5, "it negates something", negation.span)
    if weak and not unknown:
        return give(Intent.ACCEPT, weak, "it agrees, or looks forward to it", 0.75)
    if unknown:
        return Answer(Intent.UNCLEAR, 0.5, "it holds words that no rule knows", unknown.span)
    if any(sign in written.signs or sign in text for sign in _THUMBS_DOWN):
        return Answer(Intent.DECLINE, 0.7, "a sign that says no", (0, len(text)))
    if any(sign in text for sign in _THUMBS_UP):
        return Answer(Intent.ACCEPT, 0.7, "a sign that says yes", (0, len(text)))
    small = first("small talk")
    if small:
        return give(Intent.NONE, small, "thanks, good wishes or small talk", 0.8)
    return Answer(Intent.UNCLEAR, 0.5, "it is only a greeting", (0, len(text)))


def _says_nothing(text: str) -> bool:
    """Words beside thanks or news in one sentence, without a verb or the writer: "ny adresse: Havnegade 3"."""
    return not set(text.split()) & (_FINITE | _OWN)


def _present(found: list[_Found]) -> list[_Found]:
    """Without what was said or believed earlier, and, before "så ...", without what led to it."""
    settling = ("yes", "no", "maybe", "counter", "substitute")
    now = [one for one in found if not asides.EARLIER.search(one.text)]
    if any(one.kind in (*settling, "wish", "reason", "part no", "weak yes", "perhaps counter") for one in now):
        found = now
    ends = [index for index, one in enumerate(found) if one.joint in _CONCLUDES and one.kind in settling]
    if ends:
        last = ends[-1]
        concluded = found[last]
        if all(one.kind == concluded.kind or one.kind not in settling for one in found[last + 1 :]):
            found = [
                one for one in found[:last] if one.sentence != concluded.sentence and one.kind not in settling
            ] + found[last:]
    return found


def _both(found: list[_Found], no: _Found, yes: _Found) -> Answer:
    """A no and a yes: one of them may be about another time, taken back, or of somebody else."""
    if times.PERHAPS_COUNTER.search(yes.text):
        return Answer(Intent.COUNTER, 0.75, "it says no to this time and names another", yes.span)
    if no.text in ("nej", "no", "nei", "nah") and words.GLAD_NEGATION.search(yes.text):
        return Answer(Intent.ACCEPT, 0.75, "nothing stands in the way", yes.span)
    if re.match(r"afbud fra \w+$", no.text) and set(yes.text.split()) & _OWN:
        return Answer(Intent.ACCEPT, 0.75, "another's regrets, and the writer's yes", yes.span)
    nos = [one for one in found if one.kind == "no"]
    if (
        yes.text in ("ja", "jo", "jamen ja")
        and found.index(yes) < found.index(no)
        and any(words.NOT_COMING.search(one.text) for one in nos)
    ):
        return Answer(Intent.DECLINE, 0.7, "a word of assent, and then a no", no.span)
    later = max((no, yes), key=found.index)
    if words.ALL_THE_SAME.search(later.text):
        if later is yes:
            return Answer(Intent.ACCEPT, 0.75, "it comes after all", yes.span)
        return Answer(Intent.DECLINE, 0.75, "it stays away after all", no.span)
    return Answer(Intent.UNCLEAR, 0.5, "it says yes and no", no.span)
