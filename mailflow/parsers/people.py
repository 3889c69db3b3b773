# ruff: noqa: E501 - patterns are easier read on one line
"""People as minutes list them: "Anna Berg, Odder (formand)", "Direktør Bo Dahl", "A, B og C", a table of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailflow.parsers import municipalities
from mailflow.parsers.names import FIRST_NAMES
from mailflow.parsers.personname import fold

_UPPER, _LOWER = "A-ZÆØÅÄÖÜÉ", "a-zæøåäöüéèáóð"
_PART = rf"[{_UPPER}][{_LOWER}]+(?:['’-][{_UPPER}{_LOWER}]+)*"
_PARTICLE = r"(?:af|von|van|de|der|den|la|le|du|al|el|bin|ibn|d’|d')"
# Two to six words: "Anna Berg", "Åse Bøgh-Holm", "Hans H. von Essen", "K.B. Madsen".
NAME = re.compile(
    rf"(?:{_PART}|(?:[{_UPPER}]\.\s?){{1,3}})(?:\s+(?:{_PARTICLE}\s+)*(?:{_PART}(?!\.\s+[{_UPPER}]|[{_LOWER}])|[{_UPPER}][{_LOWER}]{{1,2}}\.(?=\s)|(?:[{_UPPER}]\.?){{1,2}}(?=\s))){{1,5}}"
)
INITIALS = re.compile(rf"[{_UPPER}]{{2,5}}")
TITLE = re.compile(
    r"^(?:(?:adm(?:inistrerende|\.)|vice|konst(?:itueret|\.)|fhv\.?|tidl(?:igere|\.))\s*)?"
    r"(?:\w*direktør(?:en)?|\w*formand(?:en)?|\w*borgmester(?:en)?|\w*chef(?:en)?|\w*konsulent(?:en)?|\w*leder(?:en)?|\w*sekretær(?:en)?"
    r"|\w*koordinator|\w*medarbejder|\w*assistent|professor|rektor|kasserer|advokat|revisor|studentermedhjælper|(?:hoved)?bestyrelsesmedlem|suppleant"
    r"|stabschef|fuldmægtig|ministeren?|minister|(?-i:(?:[A-ZÆØÅ][a-zæøå]{3,}\s+)?(?!samt\b|desuden\b|herunder\b|blandt\b)[a-zæøå][a-zæøå-]{4,})|advokat\w*|bogholder\w*)(?=\s)(?:\s+(?:i|for|hos)\s+[^,]{2,60}?(?=\s+[A-ZÆØÅ][a-zæøå]+\s+[A-ZÆØÅ]))?\s+",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"\b(?:kommune\w*|regions?|region\w*|foreningen?|sekretariat\w*|udvalg\w*|\w*råd|bestyrelse\w*|ministeri\w*|styrelse\w*|universitet\w*|institut\w*"
    r"|\w+kontor(?:et)?|\w+styrelsen|møde\w*|dagsorden|referat\w*|punkt\w*|beslutning\w*|afbud|deltagere|medlemmer|danmark|danske|dansk|center|centre|huset|rådhus\w*|(?-i:gade|vej)|(?!solvej)\w+(?:gade|vej)|kl)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"^(?:fra|for)\s+(?P<where>[\w./æøåÆØÅ -]{2,60}?)\s*:\s*|^(?:fra\s+sekretariatet)\s+", re.IGNORECASE)
# "Formand: Anna Berg" says what she is, "Medlemmer: A, B og C" nothing of them.
_ROLE_LED = re.compile(
    r"^(?:(?P<plain>\d+\s+(?:ud\s+)?af\s+[^:,;]{2,50}|medlemmer|bestyrelse(?:smedlemmer|n)?|deltagere|øvrige(?:\s+medlemmer)?)"
    r"|(?P<role>(?:næst|vice)?formand|formandskabet|kasserer|sekretariatet|direktør|suppleant(?:er)?|gæst(?:er)?|observatør(?:er)?|mødeleder|ordstyrer|dirigent|referent))\s*:\s*",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(rf"(?:(?<=[{_LOWER}]{{4}})|(?<=[{_LOWER}]\)))\.\s+(?=[{_UPPER}])")  # not "Chr. Berg"
# "Aalborg: Anna Berg (AB) Odense: Bo Dahl (BD)"
_NEXT_TOWN = re.compile(rf"\)\s+(?=[{_UPPER}][^:,;()\n]{{1,38}}:\s+{_PART}\s+{_PART})")
# "Odder – Anna Berg", "Odder – afbud (Anna Berg)"
_TOWN_FIRST = re.compile(
    rf"^\W*(?P<town>[{_UPPER}][^:,;()\n–—]{{1,30}}?)\s+[–—-]\s+(?:(?P<away>afbud|fraværende)\s*[(,:]\s*)?(?P<name>{NAME.pattern})(?P<rest>[^\n]*)$",
    re.MULTILINE,
)
# "Revisor: Anna Berg", "Odder: Anna Berg"
_LED = re.compile(rf"(?P<led>[{_UPPER}][^:,;()\n]{{1,38}}):\s*(?={_PART}\s+(?:{_PART}|[{_UPPER}]\.))")
_ORIGIN = re.compile(
    rf"(?P<name>{NAME.pattern}|{_PART})\s+(?P<where>(?:fra|for|v/|ved|pr\.|via|deltog|var\s+med|som|under|til\s+og\s+med|(?:(?:tog|skrev|førte)|har\s+(?:taget|skrevet|ført))(?=\s+(?:referat|notat)))\s.+)"
)
# "Anna Berg, Odder (online) Bo Dahl, Ribe": two who stand on one line.
_AFTER_BRACKET = re.compile(rf"\)\s+(?={NAME.pattern}\s*[,(])")
_COUNTED = re.compile(r"^(?:ca\.\s*)?\d+\s+\w+", re.IGNORECASE)
_STATE = re.compile(
    r"^(?:online|digitalt|virtuelt|fysisk|delvist|til kl\b|fra kl\b|under\b|deltog\b|ankom\b|forlod\b|formand\b|næstformand\b|referent\b|kasserer\b"
    r"|suppleant\b|gæst\b|mødeleder\b|ordstyrer\b|dirigent\b|ved pkt|fra pkt|til pkt|pkt|pr\.? (?:teams|video|telefon|zoom)|via (?:teams|video|telefon|zoom)|på (?:teams|video|telefon|zoom))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """``municipality`` as written, without "Kommune"; ``note`` what else stands by the name, in its words."""

    name: str
    municipality: str | None = None
    note: str | None = None


def read(words: str, where: str = "") -> tuple[list[Person], list[str]]:
    """The people that a line lists, and what in it is nobody. ``where`` is a note for them all ("sekretariatet"). Never raises."""
    words = _AFTER_BRACKET.sub("), ", words)
    words = _NEXT_TOWN.sub("), ", words)
    words = _NEXT_SENTENCE.sub("; ", words)
    words = _TOWN_FIRST.sub(_town_first, words)
    words = re.sub(r"(?<=[a-zæøå)])(?:\[\d{1,2}\]|\d{1,2})(?=\s*(?:[,;.]|$))", "", words.strip().strip("•·–—-").strip())
    led, role = _FROM.match(words), _ROLE_LED.match(words)
    town: str | None = None
    if led:
        where, words = led["where"] or "sekretariatet", words[led.end() :]
    elif role:
        where, words = where if role["plain"] else role["role"].strip(), words[role.end() :]
    elif (home := _LED.match(words)) and not _NOT_A_NAME.search(home[1]) and not home[1].endswith(" af"):
        words = words[home.end() :]
        if is_place(home[1]):  # "Odder: Anna Berg"
            town = municipality_words(home[1])
        else:
            where = ", ".join(part for part in (where, home[1].strip()) if part)
    tokens = _tokens(words)
    people: list[Person] = []
    strange: list[str] = []
    single = len(tokens) <= 3
    for token in tokens:
        led = _FROM.match(token)
        if led:  # "A, fra sekretariatet B og C"
            where, token = led["where"] or "sekretariatet", token[led.end() :]
        elif (home := _LED.match(token)) and is_place(home[1]):
            before = len(people)
            _take(token[home.end() :], people, strange, where, single)
            people[before:] = [replace(one, municipality=municipality_words(home[1])) for one in people[before:]]
            continue
        _take(token, people, strange, where, single)
    return [replace(one, municipality=one.municipality or town) for one in people], strange


def _town_first(match: re.Match[str]) -> str:
    if not is_place(match["town"]):
        return match.group()
    away = f" ({match['away']})" if match["away"] else ""
    return f"{match['town']}: {match['name']}{away}{match['rest'].removeprefix(')') if away else match['rest']}"


def _take(token: str, people: list[Person], strange: list[str], where: str, single: bool) -> None:
    """Add a token to the people: a new one, or something about the last."""
    body, notes = _notes(token)
    if not body:
        for note in notes:
            _add(people, note, strange)
        return
    title, name = _titled(body)
    led = TITLE.match(body)
    rest = body[led.end() :] if led else body
    origin = _ORIGIN.fullmatch(rest)
    alone = bool(people) and " " not in people[-1].name  # the one before has no family name either
    if origin and not NAME.fullmatch(name) and (" " in origin["name"] or alone or fold(origin["name"]) in FIRST_NAMES):
        title = led.group().strip() if led else title  # "Villads fra elevrådet", "Revisor Bo Dahl deltog under punkt 2"
        if " " not in origin["name"]:
            people.append(Person(origin["name"], None, _joined([where, title, origin["where"], *notes])))
            return
        name = body = origin["name"]
        notes = [origin["where"], *notes]
    if NAME.fullmatch(name) and not _NOT_A_NAME.search(name) and not (people and is_place(name)):
        person = Person(name, None, _joined([*([where] if where else []), *([title] if title else [])]))
        people.append(person)
    elif people and (is_place(body) or _place_like(body, people, single)):
        people[-1] = (
            Person(people[-1].name, municipality_words(body), people[-1].note)
            if people[-1].municipality is None
            else people[-1]
        )
    elif (
        INITIALS.fullmatch(body) and (not people_need_names(people) or any(_stands_for(body, note) for note in notes))
    ) or (" " not in body and body[:1].isupper() and fold(body) in FIRST_NAMES and not is_place(body)):
        people.append(Person(body, None, where or None))
    elif (
        people
        and (single or _STATE.match(body) or TITLE.match(f"{body} ") or body[:1].islower())
        and not _COUNTED.match(body)
    ):
        people[-1] = Person(people[-1].name, people[-1].municipality, _joined([people[-1].note, body]))
    else:
        strange.append(token)
        return
    for note in notes:
        _add(people, note, strange)


def people_need_names(people: Sequence[Person]) -> bool:
    """Whether the others stand with their names: then capitals are an organisation ("KL") and nobody's initials."""
    return any(not INITIALS.fullmatch(person.name) for person in people)


def _place_like(body: str, people: Sequence[Person], single: bool) -> bool:
    """Whether "Anna Berg, Søndervig" ends with a place though it is no municipality of today."""
    return (
        single
        and people[-1].municipality is None
        and re.fullmatch(rf"{_PART}(?:[\s-]{_PART})?(?:\s+[Kk]ommune)?", body) is not None
        and not _NOT_A_NAME.search(re.sub(r"\s+[Kk]ommune$", "", body))
        and not _STATE.match(body)
        and not TITLE.match(f"{body} ")
        and fold(body) not in FIRST_NAMES
    )


def _add(people: list[Person], note: str, strange: list[str]) -> None:
    """A note in brackets: a municipality, or words about the last person."""
    if not people:
        strange.append(note)
    elif people[-1].municipality is None and is_place(note):
        people[-1] = Person(people[-1].name, municipality_words(note), people[-1].note)
    elif _stands_for(people[-1].name, note):
        people[-1] = Person(note, people[-1].municipality, _joined([people[-1].note, people[-1].name]))
    else:
        people[-1] = Person(people[-1].name, people[-1].municipality, _joined([people[-1].note, note]))


def _stands_for(short: str, name: str) -> bool:
    """Whether a name is that of these initials: "AB (Anna Berg)"."""
    return INITIALS.fullmatch(short) is not None and NAME.fullmatch(name) is not None and short[0] == name[0]


def _joined(notes: Sequence[str | None]) -> str | None:
    return ", ".join(note for note in notes if note) or None


def is_place(words: str) -> bool:
    """Whether the words are one of the 98 municipalities, or call themselves one."""
    return (
        municipalities.municipality(words) is not None
        or re.fullmatch(rf"{_PART}(?:[\s-]{_PART}){{0,2}}\s+[Kk]ommune", words.strip()) is not None
    )


def municipality_words(words: str) -> str:
    """A municipality as written, without "Kommune"."""
    return re.sub(r"\s+kommune$", "", words.strip(" .,;"), flags=re.IGNORECASE)


def _titled(words: str) -> tuple[str, str]:
    """(the title before a name, the name): "Direktør Bo Dahl"."""
    match = TITLE.match(words)
    if match and NAME.fullmatch(words[match.end() :].strip()):
        return match.group().strip(), words[match.end() :].strip()
    return "", words


def _notes(token: str) -> tuple[str, list[str]]:
    """A token without its brackets, and what stood in them."""
    notes = [note.strip() for note in re.findall(r"[(\[]([^()\[\]]*)[)\]]", token) if note.strip()]
    return re.sub(r"\s+", " ", re.sub(r"[(\[][^()\[\]]*[)\]]?", " ", token)).strip(" .:;,–—-"), notes


def _tokens(words: str) -> list[str]:
    """What commas, semicolons, dashes with spaces and "og" part, outside of brackets."""
    depth, start, out = 0, 0, []
    position = 0
    while position < len(words):
        character = words[position]
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif depth == 0:
            cut = re.match(
                r"[,;|/·•]\s*(?:og\s+|samt\s+)?|\s+(?:og|samt|[–—-])\s+|\t+|\n+", words[position : position + 40]
            )
            if cut:
                out.append(words[start:position])
                position += cut.end()
                start = position
                continue
        position += 1
    out.append(words[start:])
    return [token.strip() for token in out if token.strip(" .")]
