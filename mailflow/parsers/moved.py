# ruff: noqa: E501 - lists of words are easier to read on long lines
"""Whether a mail says that a member has left the job, or has another address: words of which a proposal can be made.

The rules are data: each is a row of words that follow one another within ``NEAR`` words of a sentence. They are read only
where the sentence is about the writer or the member by name: "Kontakt Mona Vang, mona@…" is about a successor, whose
address is not the member's new one. Nothing follows from it but a question to a human.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mailflow.parsers import danish, dates, personname
from mailflow.parsers.danish import Clause, Token
from mailflow.parsers.municipalities import MUNICIPALITIES

MAX_READ = 8_000  # characters: an automatic answer says it at its beginning
NEAR = 7  # words from one of a rule to the next

Kind = Literal["member-left", "new-address"]


@dataclass(frozen=True, slots=True)
class Move:
    """``day``: the first day on which the person is no longer there, when the mail says one; ``address``: the new one."""

    kind: Kind
    words: str  # the sentence that says it
    day: date | None = None
    address: str = ""


def _row(text: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(danish.plain(danish.fold(word)) for word in part.split("|")) for part in text.split())


# That somebody has gone, or will on a day that is named: Danish, Norwegian, Swedish, English.
_GONE = [
    _row(rule)
    for rule in (
        "er|har|var|blev fratrådt|fratrådte|fratrått|fratræt|frasagt|afskediget|pensioneret|pensionist|efterlønner|opsagt",
        "fratrådt|fratrådte",
        "er|har stoppet|ophørt|afgået|sluttet|slutat|sluttade i|som|hos|ved|på|pr|per|den|med|mit|min|sin|sit|fra|her",
        "er|har holdt op|opp i|som|hos|ved|på|pr|per|med|her",
        "er|har gået|gått på|i|af pension|efterløn|afp",
        "er gået|afgået bort|ved",
        "er|har|have|has|had forladt|forlatt|lämnat|left kommunen|stillingen|jobbet|job|organisationen|arbejdspladsen|direktionen|kommune|tjänsten|position|organisation|municipality",
        "har skiftet|bytt|byttet job|arbejde|arbejdsplads|stilling|jobb|kommune",
        "har fået|sagt nyt|ny|nytt job|arbejde|stilling|jobb|udfordring",
        "er|arbejder|jobber|arbetar|arbeider ikke|ej|inte|ikkje længere|mere|lenger|längre|lengre|mer",
        "ikke|ej|inte længere|mere|lenger|längre ansat|ansatt|anställd|medarbejder|beskæftiget|tilknyttet|kommunaldirektør|direktør",
        "har ikke|ej længere|mere arbejde|ansættelse|stilling",
        "min|mit|sin sidste|siste|sista arbejdsdag|dag|arbeidsdag|arbetsdag er|var|bliver|blev|är",
        "no longer work|works|working|employed|employee|with|part|at|in",
        "have|has left|retired|resigned",
        "am|is retired",
        "ansættelse|ansættelsesforhold|arbejdsforhold er|blev|ophørte|stoppede ophørt|afsluttet|slut|pr|den",
    )
]
# That somebody will go: it counts only with its day.
_GOES = [
    _row(rule)
    for rule in (
        "fratræder|fratrer|tiltræder|afgår",
        "stopper|slutter|slutar|ophører|holder i|som|hos|ved|pr|per|den|med|min|mit|op",
        "går|gaar på|i pension|efterløn",
        "sidste|siste|sista arbejdsdag|dag|arbeidsdag|arbetsdag",
        "skifter|bytter|byter job|arbejde|stilling|arbejdsplads|jobb",
        "will leave|retire",
        "leaving|retiring",
    )
]
_LAST_DAY = _row("sidste|siste|sista|last dag|arbejdsdag|arbeidsdag|arbetsdag|day")
# "Ikke længere" is said of much: then the sentence has to be about the job.
_NO_LONGER = frozenset(_row("længere|mere|lenger|längre|lengre|mer")[0])
_JOB = _row(
    "ansat|ansatt|anställd|medarbejder|kommune|kommunen|kommunaldirektør|direktør|direktionen|organisationen|stilling|stillingen|her|hos|job|arbejde|pension|rådhuset|direktion|forvaltningen|beskæftiget|tilknyttet|medlem|borgmester|sekretariatet|foreningen|jobbet"
)[0]
_NOT_SO = _row(
    "hvis|såfremt|if|hvornår|orlov|barsel|ferie|barselsorlov|sygemeldt|måske|overvejer|kontoret|midlertidigt|vikar|nåede|troede"
)[0]
_NOT = _row("ikke|ej|inte|not|ikkje|aldrig|endnu")[0]

_NEW = _row(
    "ny|nye|nyt|fremover|fremtidig|fremtidige|fremadrettet|herefter|ændret|skiftet|skifter|flyttet|changed|new|nya|nytt|byttet|bytt|bytter|opdatere|opdater|ret|rette|ændre"
)[0]
_MAIL = _row(
    "mail|mailadresse|mailadressen|mailadr|e-mail|emailadresse|e-mailadresse|email|adresse|adressen|e-post|epost|e-postadresse|epostadresse|address|mail-adresse|e-mail-adresse|adr|e-mailadressen|post|skriv|skrive|write|mails"
)[0]
_MINE = _row("min|mit|jeg|vi|vores|my|our|i|we|mig|me|jag|undertegnede|mine")[0]
_OTHERS = _row(
    "kontakt|kontakte|efterfølger|afløser|stedet|kollega|henvendelse|henvendelser|successor|contact|henvend|sekretær"
)[0]
_SELF = _row(
    "jeg|jag|i|undertegnede|min|mit|my|medarbejderen|vedkommende|modtageren|brugeren|kontoen|ejeren|recipient|denne"
)[0]
_HE = _row("han|hun|she|he|hon|vedkommende")[0]
_ADDRESS = re.compile(r"(?<![\w.+@-])[\w.+'-]{1,64}@(?:[A-Za-z0-9æøåÆØÅ-]{1,63}\.){1,5}[A-Za-zæøåÆØÅ]{2,24}(?![\w@])")
_PER = re.compile(r"\b(pr)\.", re.I)
_PLACES = frozenset(personname.fold(part) for name in MUNICIPALITIES for part in re.split(r"[\s-]", name))


def read(text: str, name: str, known: Sequence[str]) -> tuple[Move, ...]:
    """What the new words of a member's mail say of the member; never raises. ``known``: addresses that say nothing new.

    At most one of each kind: of two new addresses in one mail nobody can tell which is meant.
    """
    text = text[:MAX_READ]
    found = _ADDRESS.findall(text)
    # An address is one word; so that its full stops end no sentence it stands as a row of letters while that is read.
    veiled = _PER.sub(r"\1 ", _ADDRESS.sub(lambda match: "x" * len(match[0]), text))
    sentences = danish.sentences(danish.tokens(veiled))
    own = frozenset(personname.fold(name).split())
    left = next(_departures(text, sentences, own), None)
    moves = [left] if left is not None else []
    if found:
        new = {move.address: move for move in _addresses(text, sentences, own, {one.lower() for one in known})}
        moves += new.values() if len(new) == 1 else ()
    return tuple(moves)


def _departures(text: str, sentences: Sequence[Clause], own: frozenset[str]) -> Iterator[Move]:
    named = False
    for sentence in sentences:
        words = [danish.plain(token.word) for token in sentence.tokens]
        names_own = any(personname.fold(token.raw) in own for token in sentence.tokens)
        if not _NOT_SO & set(words):
            at, gone = _first(words, _GONE), True
            day = _day(text, sentence)
            if at is None and day is not None:
                at, gone = _first(words, _GOES), False
            if at is not None and _fits(words, gone) and _about_him(sentence, at, own, named):
                if day is not None and _first(words, [_LAST_DAY]) is not None:
                    day += timedelta(days=1)
                yield Move("member-left", _said(text, sentence), day)
        named = named or names_own


def _fits(words: Sequence[str], gone: bool) -> bool:
    """A negation belongs to "no longer", and "no longer" to the job."""
    if not _NOT & set(words):
        return True
    return gone and bool(_NO_LONGER & set(words)) and bool((_JOB | _PLACES) & set(words))


def _first(words: Sequence[str], rules: Sequence[tuple[frozenset[str], ...]]) -> int | None:
    """The place of the last word of the first rule whose words follow one another near enough."""
    for rule in rules:
        for start, word in enumerate(words):
            if word not in rule[0]:
                continue
            at: int | None = start
            for wanted in rule[1:]:
                begin = (at or 0) + 1
                at = next((n for n in range(begin, min(len(words), begin + NEAR)) if words[n] in wanted), None)
                if at is None:
                    break
            if at is not None:
                return at
    return None


def _about_him(sentence: Clause, at: int, own: frozenset[str], named: bool) -> bool:
    """Said by the member of himself, or of the member by name; not of somebody else whose name stands before it."""
    before = sentence.tokens[: at + 1]
    words = {danish.plain(token.word) for token in before}
    if any(personname.fold(token.raw) in own for token in before) or words & _SELF:
        return True
    if words & _HE:
        return named
    return not any(_is_name(token, index) for index, token in enumerate(before))


def _is_name(token: Token, index: int) -> bool:
    folded = personname.fold(token.raw)
    return (
        token.is_word
        and token.capital
        and folded not in _PLACES
        and (index > 0 or danish.plain(token.word) not in _OPENING)
    )


_OPENING = _row(
    "er|har|pr|per|den|fratrådt|stoppet|ikke|arbejder|desværre|bemærk|obs|hej|tak|kære|min|mit|fra|efter|med|nu|denne|dette|no|has|have|the|this|please|som|på|i|sidste|medarbejderen|brugeren|modtageren|automatisk|jag|vi|we|her|gået|ansat|da"
)[0]


def _addresses(text: str, sentences: Sequence[Clause], own: frozenset[str], known: set[str]) -> Iterator[Move]:
    for sentence in sentences:
        said = _said(text, sentence)
        words = {danish.plain(token.word) for token in sentence.tokens}
        for address in _ADDRESS.findall(said):
            address = address.lower()
            if address in known or not (words & _NEW and words & _MAIL):
                continue
            if _resembles(address, own) or (words & _MINE and not words & _OTHERS and not _strangers(sentence, own)):
                yield Move("new-address", said, address=address)


def _resembles(address: str, own: frozenset[str]) -> bool:
    """A name of the person's stands in the address: "torben.lyng@…", "tlyng@…"."""
    local = personname.fold(address.partition("@")[0]).replace(" ", "")
    return any(len(part) >= 3 and part in local for part in own)


def _strangers(sentence: Clause, own: frozenset[str]) -> bool:
    return any(
        _is_name(token, index) and personname.fold(token.raw) not in own and set(token.word) != {"x"}
        for index, token in enumerate(sentence.tokens)
        if index > 0
    )


def _day(text: str, sentence: Clause) -> date | None:
    """The one full date of the sentence, if its weekday agrees."""
    mentions = [mention for mention in dates.find(_said(text, sentence)) if mention.year is not None]
    if len(mentions) != 1:
        return None
    one = mentions[0]
    try:
        day = date(one.year or 0, one.month, one.day)
    except ValueError:
        return None
    return day if one.weekday in (None, day.weekday()) else None


def _said(text: str, sentence: Clause) -> str:
    start, end = sentence.span
    return " ".join(text[start:end].split())
