# ruff: noqa: E501 - lists and patterns are easier to read on one line
"""A sentence read as a row of phrases that are each understood: consent, thanks, excuses, wishes, a greeting, a name.

The phrases are those of ``consents`` and ``courtesies``; between them may stand a comma, a dash or "og", or nothing at all,
as people type on phones. A sentence that is no such row to its last word is not understood, and its reading is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mailflow.parsers import asides, assents, beside, besidewords, consents, courtesies, endorsements, granted
from mailflow.parsers.automaton import Grammar, Symbols
from mailflow.parsers.danish import COMMAS, Token, plain
from mailflow.parsers.lexicon import RISKS, kinds
from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.names import FIRST_NAMES
from mailflow.parsers.typos import corrected

Sort = Literal["consent", "no remarks", "leaning", "small talk", "read", "signing", "name", "greeting", "beside"]
_SORTS: dict[str, Sort] = {
    "NO_REMARKS": "no remarks", "CONSENT": "consent", "LEANING": "leaning", "SMALL_TALK": "small talk", "HAVE_READ": "read", "SIGNING": "signing",
    "ADDRESSED": "name", "GREETING": "greeting", "ENDORSED": "consent", "NOTHING_FOUND": "no remarks", "READ_HERE": "read", "BESIDE_IT": "leaning", "ASIDE": "small talk", "ASSENTED": "consent", "CHECKED": "read", "ALONGSIDE": "leaning", "TELLING": "beside",
    "GRANTED": "consent", "GRANTED_FOR": "consent", "GRANTED_NONE": "no remarks", "SEEN": "read", "PARTING": "small talk",
}  # fmt: skip
_TALK = frozenset({"SMALL_TALK", "ASIDE", "PARTING"})
LONGEST = 45  # words of one phrase
SMILES = frozenset(
    "! :) :-) ;) ;-) :-D :D 🙂 😊 😀 😃 😄 😁 😉 🌞 ☀ 🎄 🙏 ❤ ♥ 🌷 🎉 💪 👏 🌻 🌼 🌸 🍀 🥳 ✨ ⛄ ☃ 🎅 🏖 ⛱ 🌲 ⭐ 🤗 💐 🌺 🍁 🥂 🍾 😎".split()
)
# Weather, plants, food, feasts, sport, animals and travel; faces and signs may be meant otherwise.
_PICTURE = re.compile("[\U0001f300-\U0001f43f\U0001f680-\U0001f6a7\U0001f6e5-\U0001f6f6☕✈⚓⛵]")
# Commas and dashes are not read: hardly anybody sets them where they belong.
_SILENT = SMILES | {"'"} | (COMMAS - {"*", "•", "·"})
_STRANGE: Symbols = ("?",)
Point = tuple[int, bool, bool]
# After a name that is spoken to, a sentence may begin anew only with these ("Super Lone det er fint", not "Lone har godkendt").
_AFTER_NAME = frozenset(
    "jeg vi det den referatet ingen intet ikke godkendt fint ok tak god godt herfra hermed alt ja mvh vh hilsen rigtig".split()
)
_CONTRARY = ("u", "mis", "fejl", "halv", "van")  # unknown words that begin so may say no
_NAMED_ONES = frozenset({"REMARK", "FAULT", "REMARK_VERB", "MINUTES", "BAD", "BAD_IT", "DISC", "APPROVE", "APPROVES"})
# What may not stand where a turn of phrase is open: every risk, consent itself, and a subject or verb that begins anew.
_TURNING = frozenset({"negation", "contrast", "condition", "question", "hedge"})  # never skipped over
_RESTLESS = RISKS | {"approving", "yes"}
_MOVING = frozenset(
    "at se naeste jeg vi han hun de man der i er har kan skal vil maa bliver boer staar siger var blev have faar hedder mener".split()
)
_BODIES = frozenset({"kl", "fkt", "hb", "eu", "kk", "nb", "ps"})
_CONTACT = frozenset("tlf telefon mobil mobiltelefon direkte dir mob www mail e-mail cvr ean t m".split())
_SPOKEN = {"ka": "kan", "ska": "skal", "ku": "kunne"}  # as it is said
# What may stand anywhere in what people say and changes nothing of it; none of these hedges, excepts or contrasts.
_FILLERS = frozenset(
    "jo ogsaa hermed faktisk simpelthen virkelig rigtig meget selvfoelgelig naturligvis igen absolut ganske saerdeles yderst utroligt sandelig skam saamaend altsaa".split()
)
_FILLING = frozenset({("i", "oevrigt"), ("for", "oevrigt")})
# Words that are used as another is in every phrase: to look through is to read.
_ALIKE = {
    word: used
    for used, words in {
        "laese": "gennemse gennemlaese naerlaese granske studere gennemgaa nilaese",
        "laest": "gennemset gennemlaest naerlaest gransket studeret gennemgaaet",
        "fint": "glimrende udmaerket fortrinligt perfekt fremragende upaaklageligt fornemt prima eminent",
        "fin": "glimrende udmaerket fortrinlig perfekt fremragende upaaklagelig fornem prima eminent",
        "noget": "nogle nogen",
        "synes": "syntes",
        "rigtigt": "rigtgt rigitgt rigtit",
        "godkender": "accepterer tiltraeder",
        "godkendt": "accepteret tiltraadt",
        "godkende": "acceptere tiltraede",
        "indvendinger": "indsigelser bemaerkninger kommentarer",
        "bemaerkninger": "bemerkninger bemaerkniger bemarkninger bemærkningar kommentarer indsigelser indvendinger",
    }.items()
    for word in words.split()
}
_JOINTS = frozenset({"og", "samt", "and", "och", "&"})
_BUTS = frozenset({"men", "but"})
_TAKES_NAME = frozenset(
    "med i af om paa til for godkender stoetter accepterer bifalder with agree support tiltraeder anerkender enig enige".split()
)
_BEFORE_NAME = frozenset({"consent", "no remarks", "small talk", "greeting", "beside", "leaning", "read"})
_OPENERS = frozenset("jeg vi haaber tak hils saa for da mens beklager undskyld god rigtig hav ha i".split())
Told = dict[int, tuple[int, Literal["small talk", "beside"]]]


@dataclass(frozen=True, slots=True)
class Phrase:
    sort: Sort
    begin: int  # positions among the tokens that were given
    end: int


@cache
def grammar() -> Grammar:
    return Grammar(consents.TEXT + courtesies.TEXT + endorsements.TEXT + assents.TEXT + granted.TEXT, tuple(_SORTS))


@cache
def _undotted() -> dict[str, str]:
    """Words of the grammar typed without æ, ø and å ("bemarkninger"), where that is no other word."""
    words = grammar().words
    return {
        bare: word
        for word in words
        if (bare := plain(word)) != word and bare not in words and not kinds(bare) and bare not in FIRST_NAMES
    }


def read(tokens: tuple[Token, ...], own: frozenset[str], consented: bool) -> list[Phrase] | None:
    """The phrases of a sentence in their order, or None. ``own`` are the sender's names; ``consented`` tells that a consent
    stands before: then no "but" may follow."""
    kept = [index for index, token in enumerate(tokens) if token.word not in _SILENT and not _PICTURE.match(token.raw)]
    if not kept:
        return [Phrase("greeting", 0, len(tokens))]
    if tokens[kept[-1]].word in _JOINTS | _BUTS:
        return None
    said = " ".join(tokens[index].word for index in kept)
    if besidewords.SPITE.search(said) or besidewords.WAITS.search(said):
        return None
    found = _phrases(tokens, kept, own, consented)
    if found is None and len(quiet := _without_fillers(tokens, kept)) not in (0, len(kept)):
        found = _phrases(tokens, quiet, own, consented)
        if any(phrase.sort == "beside" for phrase in found or ()):
            return None  # what one tells of life is known by its very words
    return found


def _without_fillers(tokens: tuple[Token, ...], kept: list[int]) -> list[int]:
    """The places of the words without those that change nothing wherever they stand ("jo", "nu", "i øvrigt")."""
    words = [tokens[index].word for index in kept]
    two = {place for place in range(len(words) - 1) if (words[place], words[place + 1]) in _FILLING}
    dropped = two | {place + 1 for place in two} | {place for place, word in enumerate(words) if word in _FILLERS}
    dropped -= {len(words) - 2, len(words) - 1}  # "ingen bemærkninger, jo forresten": something is left unsaid
    return [index for place, index in enumerate(kept) if place not in dropped]


def _phrases(tokens: tuple[Token, ...], kept: list[int], own: frozenset[str], consented: bool) -> list[Phrase] | None:
    """The phrases that cover the words at these places."""
    known = grammar()
    symbols = [_symbols(tokens[index], own, known) for index in kept]
    words = [symbol[0] for symbol in symbols]
    closed = {place for place, index in enumerate(kept) if index and tokens[index - 1].word in COMMAS}
    clause_tokens = [tokens[index] for index in kept]
    told = _asides(clause_tokens, closed)
    found = _row(symbols, words, known, consented, closed, told)
    if found is None and (open_too := _besides(clause_tokens, closed, told)):
        found = _row(symbols, words, known, consented, closed, told | open_too)
    return found and [Phrase(p.sort, kept[p.begin], kept[p.end - 1] + 1) for p in found]


def _row(
    symbols: list[Symbols], words: list[str], known: Grammar, consented: bool, closed: set[int], told: Told
) -> list[Phrase] | None:
    """The fewest phrases that cover all words. A point is (position, consent so far, a consent must follow); ``closed`` are
    the positions behind a comma, ``told`` where a clause about life begins and ends."""
    count = len(symbols)
    best: dict[int, dict[tuple[bool, bool], tuple[int, Phrase | None, Point | None]]] = {}

    def reach(position: int, state: tuple[bool, bool], cost: int, phrase: Phrase | None, come: Point | None) -> None:
        points = best.setdefault(position, {})
        if state not in points or cost < points[state][0]:
            points[state] = (cost, phrase, come)

    reach(0, (consented, False), 0, None, None)
    for position in range(count):
        points = best.get(position)
        if not points:
            continue
        for state, (cost, phrase, _) in sorted(points.items()):
            if words[position] in _JOINTS:
                reach(position + 1, state, cost, phrase, (position, *state))
            elif words[position] in _BUTS and not state[0]:
                reach(position + 1, (False, True), cost, phrase, (position, *state))
            elif words[position] in _BUTS and position + 1 < count:  # "godkendt, men nu kalder ferien": to the very end
                after = known.ends(symbols, position + 1, LONGEST)
                if (position + 1 in told and told[position + 1][0] == count) or any(
                    end == count and _TALK & set(labels) for end, labels in after
                ):
                    aside: Sort = told[position + 1][1] if position + 1 in told else "small talk"
                    reach(count, state, cost + 12, Phrase(aside, position + 1, count), (position, *state))
        phrases = known.ends(symbols, position, LONGEST)
        if position in told:
            phrases.append((told[position][0], ("SMALL_TALK" if told[position][1] == "small talk" else "BESIDE",)))
        for end, labels in phrases:
            for state, (cost, phrase, _) in sorted(points.items()):
                for label in labels:
                    sort: Sort = "beside" if label == "BESIDE" else _SORTS[label]
                    consents_here = sort in ("consent", "no remarks")
                    called = position == 0 and end in closed  # "Karin, godkendt herfra"
                    if sort == "name" and not called and (phrase is None or phrase.sort not in _BEFORE_NAME):
                        continue
                    if sort == "name" and position and position not in closed and _takes_name(words, position):
                        continue
                    if sort == "name" and not (end in closed or end == count or words[end] in _AFTER_NAME):
                        continue
                    step = (
                        10
                        - (sort == "no remarks")
                        + 3 * (sort == "leaning")
                        + 2 * (sort in ("small talk", "read", "beside"))
                    )
                    reach(
                        end,
                        (state[0] or consents_here, state[1] and not consents_here and sort != "read"),
                        cost + step,
                        Phrase(sort, position, end),
                        (position, *state),
                    )
    points = best.get(count)
    if not points:
        return None
    ends = [(entry[0], not state[0], state) for state, entry in points.items() if not state[1]]
    if not ends:
        return None
    rows = [_walk(best, (count, *state)) for _, _, state in sorted(ends)]
    # "Ser fint ud, god weekend" looks like words about life as well: a clause that is consent to its comma is consent.
    consenting = (
        row for row in rows
        if any(one.sort in ("consent", "no remarks") and one.end in closed and (one.begin == 0 or one.begin in closed) for one in row)
    )  # fmt: skip
    return next(consenting, rows[0]) if any(phrase.sort == "beside" for phrase in rows[0]) else rows[0]


def _walk(
    best: Mapping[int, Mapping[tuple[bool, bool], tuple[int, Phrase | None, Point | None]]], end: Point
) -> list[Phrase]:
    """The phrases by which a point was reached."""
    row: list[Phrase] = []
    at: Point | None = end
    while at is not None:
        _, phrase, come = best[at[0]][at[1], at[2]]
        if come is not None and phrase is not None and phrase.end == at[0] and (not row or row[-1] != phrase):
            row.append(phrase)
        at = come
    return row[::-1]


def _takes_name(words: list[str], position: int) -> bool:
    """ "tilslutter mig Ulla", "er enig med Ulla": the one agreed with, not the one spoken to."""
    before = words[position - 1]
    return before in _TAKES_NAME or (before in ("mig", "os") and words[position - 2].startswith("tilslut"))


def _asides(kept: list[Token], closed: set[int]) -> Told:
    """Where clauses about life begin and end: from the sentence's begin, a comma or an "og" to the next or to its end."""
    joints = {place for place, token in enumerate(kept) if token.word in _JOINTS | _BUTS}
    bounds = sorted({0, len(kept)} | closed | joints | {place + 1 for place in joints})
    excused = asides.late(kept)
    told: Told = {}
    for index, begin in enumerate(bounds[:-1]):
        for end in bounds[index + 1 : index + 4]:
            if asides.harmless(kept[begin:end], excused):
                told[begin] = (end, "beside")
    return told


def _besides(kept: list[Token], closed: set[int], told: Told) -> Told:
    """As ``_asides``, of clauses known by their frame only; they may begin where people forget the comma as well."""
    joints = {place for place, token in enumerate(kept) if token.word in _JOINTS | _BUTS}
    openers = {place for place, token in enumerate(kept) if token.word in _OPENERS}
    bounds = sorted({0, len(kept)} | closed | joints | {place + 1 for place in joints} | openers)
    found: Told = {}
    for index, begin in enumerate(bounds[:-1]):
        for end in bounds[index + 1 : index + 6]:
            if end > told.get(begin, (0, ""))[0] and beside.harmless(kept[begin:end], grammar().words):
                found[begin] = (end, "beside")
    return found


def _symbols(token: Token, own: frozenset[str], known: Grammar) -> Symbols:
    """What a word may stand for in the grammar."""
    word = _SPOKEN.get(token.word, token.word)
    found = known.words.get(word)
    if word in _ALIKE:
        found = (*(found or ()), *known.words.get(_ALIKE[word], ()))
    if word == "?":
        return _STRANGE
    if found is None:
        found = known.words.get(_undotted().get(word) or corrected(word), ()) if token.is_word else ()
    if token.is_number:
        return ("@num", "@w", *found)
    if not token.is_word:
        return found or _STRANGE
    classes: list[str] = []
    if token.capital and word in FIRST_NAMES:
        classes.append("@name")
    elif word in own:
        classes.append("@own")
    elif word in FIRST_NAMES and not kinds(word):
        classes.append("@lname")
    if word in PLACES:
        classes.append("@place")
    if not classes:
        listed = kinds(word)
        unknown = not found and not listed
        if token.capital:
            if unknown:
                classes.append(
                    "@initials" if token.raw.isupper() and 1 < len(word) < 5 and word not in _BODIES else "@cap"
                )
        elif not _NAMED_ONES & set(found) and not (unknown and word.startswith(_CONTRARY)):
            if not listed and len(word) > 3:
                classes.append("@any")
            if len(word) > 1 and not listed & _RESTLESS and word not in _MOVING:
                classes.append("@calm")
                if not beside.risky(word):
                    classes.append("@quiet")
        if unknown and not classes:
            classes.append("@short")
    if asides.anchor(word):
        classes.append("@life")
    if not kinds(word) & _TURNING:
        classes.append("@w")
    return (*found, *classes) if found or classes else _STRANGE


def in_signature(tokens: tuple[Token, ...], own: frozenset[str], line: int) -> bool:
    """Whether a line below the sign-off is the signature's: a name right below it, a title, a municipality, a telephone."""
    known = grammar()
    if tokens[0].word in _CONTACT:  # "Direkte 76 16 00 01", and no sentence behind it
        return len(tokens) <= 12 and not any(
            not token.capital and token.word not in _CONTACT and (kinds(token.word) or token.word in _MOVING)
            for token in tokens[1:]
        )
    if tokens[0].word in ("ps", "nb", "obs"):  # what was forgotten above, if only a name
        return False
    if tokens[-1].word == "*":  # it refers to a note
        return False
    named = told = 0
    for token in tokens:
        symbols = _symbols(token, own, known)
        if "TITLE" in symbols or "@place" in symbols or token.word in own:
            told += 1
        elif token.capital and (token.word in FIRST_NAMES or not (kinds(token.word) or beside.risky(token.word))):
            named += 1
        elif token.word not in COMMAS and token.word not in ("og", "i", "for", "af"):
            return False
    return (told > 0 and len(tokens) <= 10) or (line == 1 and 0 < named <= 4)
