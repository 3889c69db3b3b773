# ruff: noqa: E501 - lists of words are easier to read on one line
"""Who is named in a sentence, and the municipality beside each name.

A name is a known first name and what follows it in capitals, or two words in capitals that are nothing else. A first name
alone counts too. A municipality's name counts where people put one: "fra Vejle", "(Vejle)", ", Vejle", "Vejle Kommunes",
"i Vejle"; right behind a first name it is a surname ("Mads Kolding").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mailflow.parsers.answertext import Sentence, folded, is_first_name
from mailflow.parsers.danish import Token, fold
from mailflow.parsers.municipalities import PLACES, one_letter_off
from mailflow.parsers.ordinary import LOW_NAMES_NOT, ORDINARY, STOPS, TITLES

_PARTICLES = frozenset({"af", "von", "van", "de", "der", "la", "le", "bin", "el", "al", "du", "da", "ter", "ibn"})
_MUNICIPAL = frozenset({"kommune", "kommunes", "regionskommune", "kommunen", "kommuner", "kommun"})
# Municipalities that are also a Danish word: in small letters they count only beside "fra" or "kommune".
_WORDS_TOO = frozenset({"vejen", "greve", "odder", "lejre", "mors", "varde", "skive", "assens", "faxe", "struer", "rebild", "horsens"})  # fmt: skip
_SURNAMES_TOO = frozenset({"sommer", "stark", "stor", "jul", "april", "gron"})
_BEFORE_A_PLACE = frozenset({"det", "den", "de", "fra"})
_OWNED = frozenset({"kandidatur", "opstilling", "navn", "nominering", "indstilling", "genvalg", "sted", "plads"})
TOLD_BEFORE = frozenset(folded(word) for word in "tidligere var førhen forhenværende eks arbejdede oprindeligt kender kendte født arbejdet erfaring".split())  # fmt: skip
# "vores stabsdirektør, ...", "min vicedirektør"; a colleague is somewhere else.
_OURS = re.compile(
    r"(?:^| )(?:vores|min|mine) (?:\w+ )?(?!kollega)\S*(?:direktor|chef|leder|konsulent|souschef|formand)(?: [,:-])?$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it was written; ``first`` and ``last`` are token positions in the sentence (``last`` behind it)."""

    name: str
    municipality: str | None
    first: int
    last: int
    ours: bool = False  # "vores stabsdirektør ...": of the writer's own municipality


@dataclass(frozen=True, slots=True)
class Place:
    municipality: str
    first: int
    last: int


def named(sentence: Sentence, text: str) -> list[Named]:
    """The people named in a sentence, in order, each with the municipality that stands beside the name."""
    tokens, listed = sentence.tokens, sentence.words
    people: list[Named] = []
    position = 0
    while position < len(tokens):
        end = _name_end(tokens, listed, position)
        if end == position:
            position += 1
            continue
        ours = _OURS.search(" ".join(listed[:position][-5:])) is not None
        people.append(Named(_written(tokens, listed, position, end, text), None, position, end, ours))
        position = end
    return _beside(people, tokens, listed)


def places(sentence: Sentence, people: list[Named] | None = None) -> list[Place]:
    """The municipalities named in a sentence, apart from those that are part of a name."""
    taken = {position for one in people or () for position in range(one.first, one.last)}
    found: list[Place] = []
    position = 0
    while position < len(sentence.tokens):
        here = None if position in taken else _place_at(sentence.tokens, sentence.words, position)
        if here is None:
            position += 1
        else:
            found.append(here)
            position = here.last
    return found


# --- names --------------------------------------------------------------------------------------------------------------


def _name_end(tokens: tuple[Token, ...], listed: tuple[str, ...], start: int) -> int:
    """Position behind the name that starts here; ``start`` when none does."""
    first, word = tokens[start], listed[start]
    if not first.is_word or len(word) < 2:
        return start
    known = is_first_name(word)
    if word in TITLES or (word in ORDINARY and not (known and first.capital and _names_follow(tokens, listed, start))):
        return start
    if not known and (not first.capital or fold(first.raw) in PLACES or _place_at(tokens, listed, start)):
        return start
    if not known and not start and len(listed) > 1 and is_first_name(listed[1]) and tokens[1].capital:
        return start  # "Spørg Kristian Balle": any word that begins a sentence has a capital
    if not known and start and listed[start - 1] in _BEFORE_A_PLACE:
        return start  # "fra Det Sydfynske Øhav"
    if not first.capital:
        return _small_end(tokens, listed, start)
    end = start + 1
    while end < len(tokens) and end - start < 6:
        token, here = tokens[end], listed[end]
        if not token.is_word:
            break
        if (
            here in _PARTICLES
            and end + 1 < len(tokens)
            and tokens[end + 1].capital
            and not token.capital
            and here not in ("af", "de", "der", "da", "du")
        ):
            end += 1
            continue
        if (
            here in _PARTICLES
            and token.raw in ("de", "la", "von", "van", "af")
            and end + 1 < len(tokens)
            and tokens[end + 1].capital
            and here != "af"
        ):
            end += 1
            continue
        if (
            not token.capital
            or here in TITLES
            or here in _MUNICIPAL
            or (
                here in STOPS
                and not is_first_name(here)
                and not (known and (here in _SURNAMES_TOO or listed[end + 1 : end + 2] == ("(",)))
            )
        ):
            break
        place = _place_at(tokens, listed, end)
        if place and not _surname(tokens, listed, start, end, place):
            break
        end += 1
    if known:
        return end
    if end - start >= 2 and all(listed[position] not in ORDINARY for position in range(start, end)):
        return end
    return start


def _names_follow(tokens: tuple[Token, ...], listed: tuple[str, ...], start: int) -> bool:
    """A first name that is a word too ("Tage", "Per") counts when a surname stands behind it."""
    return (
        start + 1 < len(tokens)
        and tokens[start + 1].capital
        and listed[start + 1] not in ORDINARY
        and tokens[start + 1].is_word
    )


def _small_end(tokens: tuple[Token, ...], listed: tuple[str, ...], start: int) -> int:
    """A name in small letters: a first name that is no other word, and the one or two words behind it that are none."""
    if listed[start] in LOW_NAMES_NOT:
        return start
    end = start + 1
    while (
        end < len(tokens)
        and end - start < 3
        and tokens[end].is_word
        and listed[end] not in ORDINARY
        and listed[end] not in TITLES
        and listed[end] not in _MUNICIPAL
        and len(listed[end]) > 1
    ):
        place = _place_at(tokens, listed, end, loosely=True)
        if place and not _surname(tokens, listed, start, end, place):
            break
        end += 1
    followed = end < len(tokens) and (listed[end] in ("fra", "i", "(") or listed[end] in ORDINARY)
    return end if end - start >= 2 or followed or end == len(tokens) else start


def _surname(tokens: tuple[Token, ...], listed: tuple[str, ...], start: int, end: int, place: Place) -> bool:
    """Whether the municipality's name at ``end`` belongs to the name that starts at ``start``: "Mads Kolding (Vejle)"."""
    if (
        place.last < len(tokens)
        and listed[place.last] in _MUNICIPAL
        or listed[place.last - 1] in _MUNICIPAL
        or place.last - end > 1
    ):
        return False
    behind = place.last
    while behind < len(tokens) and (
        listed[behind] in (",", "(", "fra", "i", "-", "–", "/") or listed[behind] in TITLES
    ):
        behind += 1
    another = (
        behind > place.last and behind < len(tokens) and _place_at(tokens, listed, behind, loosely=True) is not None
    )
    return another or all(is_first_name(listed[position]) for position in range(start, end))


def _written(tokens: tuple[Token, ...], listed: tuple[str, ...], start: int, end: int, text: str) -> str:
    """The name as it stands in the text, in one line; a genitive before "kandidatur" loses its s."""
    written = " ".join(text[tokens[start].start : tokens[end - 1].end].split())
    if end < len(tokens) and listed[end] in _OWNED and written.endswith("s"):
        written = written[:-1].rstrip("'’")
    words = written.split(" ")
    if all(word.isupper() for word in words) and len(written) > 4:
        words = [word.title() for word in words]
    return " ".join(
        word if word[0].isupper() or folded(word) in _PARTICLES else word[0].upper() + word[1:] for word in words
    )


# --- places -------------------------------------------------------------------------------------------------------------


def _place_at(tokens: tuple[Token, ...], listed: tuple[str, ...], at: int, loosely: bool = False) -> Place | None:
    token = tokens[at]
    if not token.is_word:
        return None
    following = listed[at + 1] if at + 1 < len(tokens) else ""
    municipal = following in _MUNICIPAL
    before = listed[at - 1] if at else ""
    if at + 1 < len(tokens):
        two = f"{token.word} {tokens[at + 1].word}"
        behind = at + 2
        if listed[at + 1] in ("-", "–", "/") and at + 2 < len(tokens):
            two, behind = f"{token.word} {tokens[at + 2].word}", at + 3
        known = PLACES.get(two) or PLACES.get(two.removesuffix("s"))
        if known and " " in two and two not in ("",):
            return Place(known, at, behind)
    small = not token.capital
    if (
        small
        and not loosely
        and not municipal
        and before not in ("fra", "i", "(", ",", ":", "og")
        and token.word in _WORDS_TOO | {"mors"}
    ):
        return None
    named = before == "i" and at > 1 and listed[at - 2] not in ORDINARY
    if small and token.word in _WORDS_TOO and not municipal and not named and before not in ("fra", "("):
        return None
    found = PLACES.get(token.word)
    if found is None and token.word.endswith("s"):
        found = PLACES.get(token.word[:-1])
    if (
        found is None
        and (municipal or before in ("fra", "i", "("))
        and (token.capital or municipal)
        and not is_first_name(listed[at])
    ):
        found = one_letter_off(token.word)
    return Place(found, at, at + 1) if found else None


def _beside(people: list[Named], tokens: tuple[Token, ...], listed: tuple[str, ...]) -> list[Named]:
    """Each name with its municipality: the one behind it, else the one before it; "begge fra Vejle" is for all."""
    if not people:
        return []
    spots: list[Place] = []
    taken = {position for one in people for position in range(one.first, one.last)}
    position = 0
    while position < len(tokens):
        here = None if position in taken else _place_at(tokens, listed, position)
        if here:
            spots.append(here)
        position = here.last if here else position + 1
    result: list[Named] = []
    used: set[int] = set()
    lead = [spot for spot in spots if spot.last <= people[0].first]
    trail = [spot for spot in spots if spot.first >= people[-1].last]
    places_first = (
        bool(lead)
        and not trail
        and len(people) > 1
        and any(people[0].last <= spot.first < people[-1].first for spot in spots)
    )
    for index, one in enumerate(people):
        until = people[index + 1].first if index + 1 < len(people) else len(tokens)
        since = people[index - 1].last if index else 0
        behind = None
        reached = one.last
        for spot in spots:  # "tidligere Skive, nu Struer": the one he is at now
            if one.last <= spot.first < until:
                if not set(listed[reached : spot.first]) & TOLD_BEFORE:
                    behind = spot
                    break
                reached = spot.last
        ahead = next((spot for spot in reversed(spots) if since <= spot.first and spot.last <= one.first), None)
        if behind and not places_first:
            used.add(behind.first)
            result.append(replace(one, municipality=behind.municipality))
        elif ahead and ahead.first not in used and not set(listed[since : one.first]) & TOLD_BEFORE:
            used.add(ahead.first)
            result.append(replace(one, municipality=ahead.municipality))
        else:
            result.append(one)
    if len(result) > 1 and len(spots) == 1:
        only = spots[0]
        shared = only in lead or (only in trail and listed[only.first - 1] in ("fra", "i", "begge", "alle"))
        if shared:
            result = [replace(one, municipality=only.municipality) for one in result]
    elif len(result) > 1 and trail and set(listed[people[-1].last : trail[0].first]) & {"begge", "alle"}:
        result = [replace(one, municipality=trail[0].municipality) for one in result]
    return result


def whole(text: str) -> str:
    """Initials without their full stop, so that no sentence ends there: "Hans P. Lund", "A.C. Holm". As long as ``text``."""
    return _INITIAL.sub(
        lambda match: match[0].replace(".", _DOT), _INITIALS.sub(lambda match: match[0].replace(".", _DOT), text)
    )


# "På vegne af Bo Dahl, Ribe, kan jeg oplyse, at han gerne vil", "Bo Dahl har bedt mig svare, at han gerne vil".
_WILLING = (
    r"(?:meget )?gerne (?:vil (?:meget )?)?(?:være|stille|repræsentere|sidde|deltage|indgå|tage|bidrage|indtræde|overtage|fortsætte|genvælge|genopstille|"
    r"kandidere|opstille|stiller|tager|deltager|fortsætter|vil\W*(?:$|[.!\n]))|(?:meget )?gerne vil\s*(?:$|[.!\n])"
)
_ON_BEHALF = re.compile(
    r"(?P<lead>\b[Pp]å vegne af )(?P<who>[^.;\n]{3,90}?)(?P<link>,? (?:kan|skal|vil|må) jeg (?:\w+ ){0,2}?"
    rf"(?:oplyse|meddele|sige|bekræfte|svare),? at (?:han|hun) )(?={_WILLING})"
    r"|(?P<who2>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w.-]+)*(?:, [A-ZÆØÅ]\w+)?)"
    rf"(?P<link2> (?:har bedt|bad) mig (?:om at )?(?:svare|sige|meddele|skrive|oplyse)(?: jer| dig)?,? at (?:han|hun) )(?={_WILLING})"
)


def told(text: str) -> str:
    """What somebody says for another as that other's own words. As long as ``text``: blanks stand for what is left out."""
    return _ON_BEHALF.sub(
        lambda found: (
            " " * len(found["lead"] or "")
            + (found["who"] or found["who2"])
            + " " * len(found["link"] or found["link2"])
        ),
        text,
    )


_DOT = "\u02bc"  # a letter to every rule, and to nobody else
_INITIALS = re.compile(r"(?<![^\W\d_])(?:[A-ZÆØÅ]\.[ \u00a0]?){0,2}[A-ZÆØÅ]\.(?=[ \u00a0-]?[A-ZÆØÅ][^\W\d_])")
_INITIAL = re.compile(
    r"(?<=[^\W\d_][ \u00a0])(?:[A-ZÆØÅ]|Chr|Th|Fr|Joh|Kr|Vald|Alb|Aug|Sv)\.(?=[ \u00a0][A-ZÆØÅ])|(?<=[a-zæøå] )[a-zæøå]\.(?= [a-zæøå]{3,} (?:fra|i)\b)"
)
