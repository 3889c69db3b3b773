# ruff: noqa: E501 - patterns are easier read on one line
"""Who was at the meeting, who sent regrets, who led it and who wrote the minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from mailflow.parsers import people
from mailflow.parsers.labels import Section, is_label
from mailflow.parsers.people import Person
from mailflow.parsers.sections import Line
from mailflow.reading import Doubt

_HEADERS = {
    "name": re.compile(r"^(?:navn|deltagere?|medlem|person)$", re.IGNORECASE),
    "municipality": re.compile(r"^kommune$", re.IGNORECASE),
    "present": re.compile(
        r"^(?:til\s?stede|deltager|deltog|mødt|fremmødt|fremmøde|status|deltagelse|afbud)$", re.IGNORECASE
    ),
}
_ABSENT_HEADER = re.compile(r"^(?:afbud|fraværende|ikke\s+til\s?stede)$", re.IGNORECASE)
_ABSENT = re.compile(r"\bafbud\b|\bfraværende\b|\bikke\s+(?:til\s?stede|mødt)\b|\bforfald\b", re.IGNORECASE)
_NOT_ABSENT = re.compile(r"\bafbud\s+(?:til|fra|ved|under)\s+(?:pkt|punkt)", re.IGNORECASE)
_CHAIR = re.compile(r"\b(?:mødeleder|ordstyrer|dirigent)\b", re.IGNORECASE)
_FORMAND = re.compile(r"(?<!næst)(?<!vice)\b(?:bestyrelses|udvalgs|afdelings|forenings|hoved)?formand\b", re.IGNORECASE)
_VICE = re.compile(r"\b(?:næstformand|viceformand)\b", re.IGNORECASE)
_TAKER = re.compile(
    r"\breferent\b|\b(?:tog|skrev|førte|tager|skriver|fører|har\s+(?:skrevet|ført|taget))\s+(?:referat|notat)|\bref(?:\.(?=\W|$)|$)|(?:^|,\s)referat$|\bprotokolfører\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?:(?:[Rr]eferent|[Rr]ef\.|[Ff]or referatet|(?:[Rr]eferatet? (?:er )?)?(?:[Ss]krevet|[Uu]darbejdet) af)\s*:?\s+(?P<name>{people.NAME.pattern}|{people.INITIALS.pattern})|(?P<name2>{people.NAME.pattern}),\s+referent)\s*(?:[,.(/]|\d|den\b|$)"
)
_OTHERS = re.compile(r"^øvrige\b|\b(?:desuden|endvidere|også)$", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\sfra\s(?!(?:hoved)?bestyrelsen)", re.IGNORECASE)
_MEMBERS = re.compile(r"(?:\w*medlemmer|inviterede|indbudte|bestyrelsen|udvalget)\b", re.IGNORECASE)
_COUNT = re.compile(
    r"\b\d+\s+(?:\w+\s+)?(?:\w*medlemmer|\w*deltagere|\w*direktører|\w*chefer|personer|repræsentanter|stemmeberettigede)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A person and where they stand."""

    person: Person
    paragraph: int
    words: str
    elsewhere: bool = False  # listed as another body's people: their chair is not the meeting's
    member: bool = False  # listed as one who belongs there, come or not


@dataclass
class People:
    present: list[Listed] = field(default_factory=list)
    absent: list[Listed] = field(default_factory=list)
    chair: Listed | None = None
    taker: Listed | None = None
    doubts: list[Doubt] = field(default_factory=list)


def read(lines: Sequence[Line]) -> People:
    """The people of the meeting's head. Never raises."""
    found = People()
    over: set[int] = set()  # labels whose list has ended
    given: set[int] = set()  # labels that had somebody
    for line in lines:
        if line.rows and line.item is None and _of_people(line):
            _table(line, line.section is Section.REGRETS, found)
            given.add(line.opened)
            continue
        if line.section not in {Section.PEOPLE, Section.REGRETS} or line.opened in over or not line.words or line.rows:
            continue
        absent = line.section is Section.REGRETS
        where = _where(line.label)
        persons, strange = people.read(line.words, where)
        if not persons and (line.opened in given or len(line.words) > 120):
            if line.kind != "bullet":  # an entry that names nobody ("Odder – afbud") ends no list
                over.add(line.opened)
            if line.opened not in given:
                _doubt_unread(line, found)
            continue
        given.add(line.opened)
        _file(line, persons, absent, found)
        if strange or not persons:
            _doubt_unread(line, found, strange)
    if not found.present:
        _unlabelled(lines, found)
    _leaders(lines, found)
    here = {one.person.name for one in found.present}
    if any(line.section is Section.PEOPLE and _OTHERS.search(line.label) for line in lines):
        # "The others" are those besides who stand above with their task.
        found.present += [one for one in (found.chair, found.taker) if one and one.person.name not in here]
    elif found.present and found.taker and _wrote_there(found.taker, lines) and found.taker.person.name not in here:
        person = replace(found.taker.person, note=found.taker.person.note or "referent")
        found.present.append(replace(found.taker, person=person))
    _twice(found)
    return found


def _wrote_there(taker: Listed, lines: Sequence[Line]) -> bool:
    """Whether the head names her as the meeting's "Referent", with her whole name: she was there, though no list says so."""
    return " " in taker.person.name and any(
        line.section is Section.TAKER
        and line.item is None
        and line.paragraph == taker.paragraph
        and line.label.casefold().startswith("referent")
        for line in lines
    )


def _unlabelled(lines: Sequence[Line], found: People) -> None:
    """Lines of the head below each other that each are one person and no more, where no label says who was there."""
    run: list[tuple[Line, Person]] = []
    for line in [one for one in lines if one.item is None and not one.rows]:
        for words in line.words.split("\n"):
            persons, strange = people.read(words) if line.section is Section.NONE and len(words) < 120 else ([], [])
            begins = len(persons) == 1 and not strange and persons[0].name.split()[0] in words.split(",")[0]
            if begins and (" " in persons[0].name) and (persons[0].municipality or persons[0].note or run):
                run.append((line, persons[0]))
    if len(run) > 1:
        for line, person in run:
            _file(line, [person], False, found)


def _of_people(line: Line) -> bool:
    """Whether a table in the head lists people: its head says so, or it stands below "Deltagere" and every row begins with a
    name."""
    head = line.rows[0]
    if _by_columns(line):
        return True
    if any(_HEADERS["name"].match(cell) for cell in head):
        return any(_HEADERS[name].match(cell) for name in ("municipality", "present") for cell in head)
    return line.section in {Section.PEOPLE, Section.REGRETS} and all(
        not row or not row[0] or any(people.NAME.search(cell) for cell in row[:2]) for row in line.rows[1:]
    )


def _by_columns(line: Line) -> bool:
    """Whether the table has those who came in one column and those who did not in another."""
    kinds = [is_label(cell) for cell in line.rows[0]]
    named = {at for at, kind in enumerate(kinds) if kind in {Section.PEOPLE, Section.REGRETS}}
    return Section.PEOPLE in kinds and Section.REGRETS in kinds and all(
        not cell or people.NAME.match(cell) or (at not in named and people.is_place(cell)) for row in line.rows[1:] for at, cell in enumerate(row)
    )  # fmt: skip


def _where(label: str) -> str:
    """What a label says of the people below it: "fra kommissionen", "gæster"."""
    origin = re.search(r"\bfra\s+([^():]+)", label, re.IGNORECASE)
    if origin:
        return origin[1].strip()
    folded = label.casefold()
    if re.match(r"gæster|observatører", folded):
        return "gæst" if folded.startswith("gæst") else "observatør"
    return "sekretariatet" if folded.startswith("sekretariat") else ""


def _file(line: Line, persons: Iterable[Person], absent: bool, found: People) -> None:
    for person in persons:
        note = person.note or ""
        away = absent or (_ABSENT.search(note) is not None and not _NOT_ABSENT.search(note))
        (found.absent if away else found.present).append(
            Listed(
                person,
                line.paragraph,
                line.words,
                _OF_OTHERS.search(line.label) is not None,
                _MEMBERS.match(line.label) is not None,
            )
        )


def _doubt_unread(line: Line, found: People, strange: Sequence[str] = ()) -> None:
    which = "regrets" if line.section is Section.REGRETS else "participants"
    words = "; ".join(strange) or line.words
    if not re.search(r"\w", words) or re.fullmatch(r"\W*(?:ingen|intet)\W*", words, re.IGNORECASE):
        return
    why = "Her er deltagere, som ikke er navngivet." if _COUNT.search(words) else "Det kan ikke ses, hvem det er."
    found.doubts.append(Doubt(which, why, words, line.paragraph))


_CROSS = re.compile(r"\W*(?:x|✓|✔|ja)\W*|[✓✔☑☒]", re.IGNORECASE)


def _table(line: Line, absent: bool, found: People) -> None:
    """A table of people: a column of names, perhaps one of municipalities and one of who came."""
    if _by_columns(line):
        for row in line.rows[1:]:
            town = next((cell for cell in row if people.is_place(cell)), None)
            for head, cell in zip(line.rows[0], row, strict=False):
                persons, _ = people.read(cell)
                persons = [replace(one, municipality=one.municipality or town) for one in persons]
                _file(line, persons, is_label(head) is Section.REGRETS, found)
        return
    rows = list(line.rows)
    columns: dict[str, int] = {}
    if rows and any(_HEADERS["name"].match(cell) or _HEADERS["municipality"].match(cell) for cell in rows[0]):
        for name, pattern in _HEADERS.items():
            at = next(
                (index for index, cell in enumerate(rows[0]) if pattern.match(cell) and index not in columns.values()),
                None,
            )
            if at is not None:
                columns[name] = at
        header, rows = rows[0], rows[1:]
        absent_column = "present" in columns and bool(_ABSENT.search(header[columns["present"]]))
        gone_at = next(
            (at for at, cell in enumerate(header) if _ABSENT_HEADER.match(cell) and at != columns.get("present")), None
        )
    else:
        absent_column, gone_at = False, None
    at = columns.get("present", -1)
    # Those who came have a cross, and one has none.
    marked = (
        not absent_column and sum(at < len(row) and _CROSS.fullmatch(row[at]) is not None for row in rows) > 1
        if at >= 0
        else False
    )
    for row in rows:
        words = ", ".join(cell for cell in row if cell)
        state = row[columns["present"]] if "present" in columns and columns["present"] < len(row) else ""
        kept = [cell for index, cell in enumerate(row) if index not in (columns.get("present"), gone_at)]
        named = columns.get("name")
        if named and named < len(row) and row[named]:  # "Formand | Anna Berg": the name first
            kept = [
                row[named],
                *(cell for at, cell in enumerate(row) if cell and at not in (named, columns.get("present"), gone_at)),
            ]
        if not columns and len(row) > 1 and not people.NAME.match(row[0]) and people.NAME.search(row[1]):
            persons, strange = people.read(", ".join(cell for cell in row[1:] if cell), row[0])
        else:
            persons, strange = people.read(", ".join(cell for cell in kept if cell))
        struck = gone_at is not None and gone_at < len(row) and bool(row[gone_at].strip(" -–"))
        away = absent or struck or _ABSENT.search(state) is not None or (absent_column and re.fullmatch(r"\W*(?:x|ja|afbud)\W*", state, re.IGNORECASE) is not None) or (
            marked and not state.strip()
        ) or (
            not absent_column and re.fullmatch(r"(?:nej|-|–|÷|0)", state.strip(), re.IGNORECASE) is not None
        )  # fmt: skip
        for person in persons:
            note = ", ".join(
                part
                for part in (person.note, state)
                if part and not re.fullmatch(r"\W*|x|ja|nej|afbud|deltog|til ?stede|mødt|deltager", part, re.IGNORECASE)
            )
            listed = Listed(Person(person.name, person.municipality, note or None), line.paragraph, words)
            gone = away or (_ABSENT.search(note) is not None and not _NOT_ABSENT.search(note))
            (found.absent if gone else found.present).append(listed)
        if strange or not persons:
            _doubt_unread(Line(line.paragraph, words, line.section), found, strange)


def _leaders(lines: Sequence[Line], found: People) -> None:
    """Who led the meeting and who wrote: by a label of their own, or by what stands by their name."""
    for line in lines:
        if line.item is not None and line.section is not Section.CHAIR or not line.words:
            continue
        if line.section in {Section.CHAIR, Section.TAKER}:
            persons, _ = people.read(line.words.split("\n")[0])
            if len(persons) == 1:
                listed = Listed(_known(persons[0], found), line.paragraph, line.words)
                if line.section is Section.CHAIR:
                    found.chair = found.chair or listed
                else:
                    found.taker = found.taker or listed
    for line in lines:
        if (
            line.section is Section.HOST
            and line.words
            and not any(one.person.name in line.words for one in found.present)
        ):
            found.doubts.append(
                Doubt("participants", "Værten står ikke blandt deltagerne.", line.words[:200], line.paragraph)
            )
    if found.taker is None:
        found.taker = _signed(lines, found)
    noted = [listed for listed in found.present if listed.person.note and not listed.elsewhere]
    if found.taker is None:
        found.taker = _only([one for one in noted if _TAKER.search(one.person.note or "")], "minute_taker", found)
    if found.chair is None:
        led = [one for one in noted if _CHAIR.search(one.person.note or "")]
        formand = [
            one
            for one in noted
            if _FORMAND.search(_VICE.sub("", one.person.note or ""))
            and not re.search(r"formand (?:for|i)\b", one.person.note or "", re.IGNORECASE)
        ]
        if (
            not led
            and not formand
            and any(_FORMAND.search(_VICE.sub("", one.person.note or "")) for one in found.absent)
        ):
            vice = [one for one in noted if _VICE.search(one.person.note or "")]
            if vice:
                found.doubts.append(
                    Doubt(
                        "chair",
                        "Formanden har meldt afbud; det står ikke, hvem der ledte mødet.",
                        vice[0].person.name,
                        vice[0].paragraph,
                    )
                )
        found.chair = _only(led or formand, "chair", found)


def _signed(lines: Sequence[Line], found: People) -> Listed | None:
    """Who signs at the end as the one who wrote: "Referent: Anna Berg, 27. oktober"."""
    last = max((line.item for line in lines if line.item is not None), default=None)
    for line in [one for one in lines if one.item == last and not one.rows]:
        for words in line.words.split("\n"):
            signed = _SIGNED.match(words)
            if signed:
                person = Person(signed["name"] or signed["name2"])
                return Listed(_known(person, found), line.paragraph, words)
    return None


def _only(listed: Sequence[Listed], which: str, found: People) -> Listed | None:
    if len({one.person.name for one in listed}) > 1:
        names = ", ".join(one.person.name for one in listed)
        found.doubts.append(Doubt(which, "Der står flere, som kan være det.", names, listed[0].paragraph))
        return None
    return listed[0] if listed else None


def _known(person: Person, found: People) -> Person:
    """The person of the list whom initials mean, if there is but one."""
    if not people.INITIALS.fullmatch(person.name):
        return person
    fits = [
        one.person
        for one in found.present
        if "".join(word[0] for word in one.person.name.split()) == person.name
        or person.name in (one.person.note or "").split(", ")
    ]
    return fits[0] if len(fits) == 1 else person


def _twice(found: People) -> None:
    """Who stands both among those present and those absent is a doubt; who stands twice in one list stands there once."""
    for listed in (found.present, found.absent):
        seen: dict[tuple[str, str | None], None] = {}
        kept = [
            one
            for one in listed
            if (key := (one.person.name, one.person.municipality)) not in seen and not seen.update({key: None})
        ]
        listed[:] = kept
    found.absent[:] = [replace(one, person=_known(one.person, found)) for one in found.absent]
    absent = {one.person.name for one in found.absent}
    found.present[:] = [one for one in found.present if not (one.member and one.person.name in absent)]
    for one in found.present:
        if one.person.name in absent:
            found.doubts.append(
                Doubt("participants", "Står både som deltager og med afbud.", one.person.name, one.paragraph)
            )
