"""What a typed answer to an invitation means: accept, decline, tentative, counter, question, none or unclear.

Calendar answers are read by their PARTSTAT in ``calendar``; this is for those who answer in words. Each clause is one thing
(yes, no, a reason, a doubt, another time ...: ``eventclauses``); then the clauses are weighed together. A yes beside a no that
neither a wish, nor a part of the day, nor somebody else explains is unclear. The phrases are data in ``eventwords``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from mailflow.parsers import eventasides as asides
from mailflow.parsers import eventtimes as times
from mailflow.parsers import eventwords as words
from mailflow.parsers.answertext import MAX_READ, folded, is_first_name, read, too_long
from mailflow.parsers.answertext import Answer as Written
from mailflow.parsers.eventclauses import BUTS, CONCLUDES, FINITE, OWN, SPEAKS, Found, Kind, clauses
from mailflow.replies import Intent

_THUMBS_UP = ("👍", "✅", "✔", "👌", "☑", "🙋")
_THUMBS_DOWN = ("👎", "❌", "🚫", "✖")


@dataclass(frozen=True, slots=True)
class Answer:
    """``span`` tells the deciding words in the judged text."""

    intent: Intent
    confidence: float
    why: str
    span: tuple[int, int]


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
    return _weigh(clauses(written, _spoken_for(written, own)), written, text)


def _weigh(found: list[Found], written: Written, text: str) -> Answer:
    """The clauses together; whatever contradicts itself is unclear."""

    def first(*kinds: Kind) -> Found | None:
        return next((one for one in found if one.kind in kinds), None)

    def give(intent: Intent, one: Found, why: str, confidence: float = 0.85) -> Answer:
        return Answer(intent, confidence, why, one.span)

    asks = ("question", "perhaps counter", "counter")
    asked_first = next(
        (
            one
            for one, after in pairwise(found)
            if one.kind in asks
            and (one.kind != "counter" or re.search(r"(?:^|\s)(?:hvis|kan|kunne|ville|vil) ", one.text))
            and after.joint == "sa"
            and one.sentence != after.sentence
        ),
        None,
    )
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
                and (one.joint in (*BUTS, "dog") or one.kind == "yes")
                and times.PERHAPS_COUNTER.search(one.text)
            ):
                return give(Intent.COUNTER, one, "it says no to this time and names another", 0.75)
    if yes and yes.joint == "sa" and asked_first and not no:
        intent = Intent.QUESTION if asked_first.kind == "question" else Intent.COUNTER
        return give(intent, asked_first, "it would come if what it asks is granted", 0.6)
    if no and yes:
        return _both(found, no, yes)
    if no and maybe and _condition(found, maybe, no):
        return Answer(Intent.UNCLEAR, 0.5, "it says no on a condition", no.span)
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
                if one.kind == "reason" and found.index(one) > found.index(yes) and one.joint in (*BUTS, "dog")
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
        if next((one for one in found if one.kind in ("negation", "unknown") and one.joint in (*BUTS, "dog")), None):
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
            one.kind in ("unknown", "weak yes", "small talk") and one.joint in BUTS and times.ONLINE.search(one.text)
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
        if weak and weak.sentence == reason.sentence and reason.joint not in (*BUTS, "dog"):
            return Answer(Intent.UNCLEAR, 0.5, "it agrees, and names what may stand against", reason.span)
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
    return not set(text.split()) & (FINITE | OWN)


def _present(found: list[Found]) -> list[Found]:
    """Without what was said or believed earlier, and, before "så ...", without what led to it."""
    settling = ("yes", "no", "maybe", "counter", "substitute")
    now = [one for one in found if not asides.EARLIER.search(one.text)]
    if any(one.kind in (*settling, "wish", "reason", "part no", "weak yes", "perhaps counter") for one in now):
        found = now
    ends = [index for index, one in enumerate(found) if one.joint in CONCLUDES and one.kind in settling]
    if ends:
        last = ends[-1]
        concluded = found[last]
        if all(one.kind == concluded.kind or one.kind not in settling for one in found[last + 1 :]):
            found = [
                one for one in found[:last] if one.sentence != concluded.sentence and one.kind not in settling
            ] + found[last:]
    return found


def _spoken_for(written: Written, own: frozenset[str]) -> frozenset[str]:
    """The sender's name, and "han" and "hun" where somebody else writes for him: "Dorte kommer, hun ...".

    Without a known sender only words that say so count ("Dorte har bedt mig svare"): a director who writes that a
    colleague comes has not said that he comes himself.
    """
    if any(set(one.words) & SPEAKS for one in written.sentences):
        return own
    named = {
        word
        for one in written.sentences
        for token, word in zip(one.tokens, one.words, strict=True)
        if token.capital and is_first_name(word) and word != written.closing
    }
    if own:
        return own | {"han", "hun"} if named and named <= own else own
    deputy = any(asides.FOR_ANOTHER.search(one.text) for one in written.sentences)
    return frozenset(named | {"han", "hun"}) if deputy and len(named) == 1 else own


def _condition(found: list[Found], maybe: Found, no: Found) -> bool:
    """ "Hvis Bo kommer, kommer jeg ikke"."""
    return (
        maybe.sentence == no.sentence
        and found.index(maybe) + 1 == found.index(no)
        and re.match(r"(?:hvis|safremt|medmindre|med mindre) ", maybe.text) is not None
    )


def _elsewhere(found: list[Found], no: Found, yes: Found) -> bool:
    """ "Kan ikke komme til Odense, men deltager på Teams"."""
    return (
        found.index(no) < found.index(yes)
        and yes.joint in (*BUTS, "dog")
        and words.COMES.search(yes.text) is not None
        and times.ONLINE.search(yes.text) is not None
    )


def _both(found: list[Found], no: Found, yes: Found) -> Answer:
    """A no and a yes: one of them may be about another time, taken back, or of somebody else."""
    if times.PERHAPS_COUNTER.search(yes.text):
        return Answer(Intent.COUNTER, 0.75, "it says no to this time and names another", yes.span)
    if _elsewhere(found, no, yes):
        return Answer(Intent.ACCEPT, 0.75, "it comes, but online or for a part of it", yes.span)
    if no.text in ("nej", "no", "nei", "nah") and words.GLAD_NEGATION.search(yes.text):
        return Answer(Intent.ACCEPT, 0.75, "nothing stands in the way", yes.span)
    if re.match(r"afbud fra \w+$", no.text) and set(yes.text.split()) & OWN:
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
