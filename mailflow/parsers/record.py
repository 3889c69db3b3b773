"""A document of the secretariat as data: everything that its parts are read for, put together with where each stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from mailflow.documents import Item, Kind, Minutes
from mailflow.parsers import (
    appointments,
    closed,
    dates,
    decisions,
    decisiontable,
    formats,
    front,
    meeting,
    participants,
    sections,
    spelling,
    tasks,
    times,
    upcoming,
)
from mailflow.parsers import outline as outlines
from mailflow.parsers.front import Front
from mailflow.parsers.labels import Section
from mailflow.parsers.outline import Outline
from mailflow.parsers.participants import Listed, People
from mailflow.parsers.people import INITIALS
from mailflow.reading import AgendaItem, Attendee, Doubt, Evidence, Reading, Regret

_OF_HEAD = {
    Section.TITLE, Section.TIME, Section.PLACE, Section.LINK, Section.PEOPLE, Section.REGRETS, Section.CHAIR, Section.TAKER,
    Section.HOST, Section.AGENDA,
}  # fmt: skip


def read(data: bytes, filename: str) -> Reading:
    """What the document says, as data. Raises ``InputError`` as ``formats.read`` does; what is doubtful is no error."""
    outline, _dropped, layout = formats.read(data, filename)
    return of_outline(outline, layout)


def as_minutes(minutes: Minutes, reading: Reading) -> Minutes:
    """The minutes with what the whole reading says of them: the day, the body, the deadline, items that stand in a table, and
    every doubt."""
    head = ("/kind", "/date", "/body", "/items", "")
    left = [one.why for one in reading.doubts if one.field in head]
    remarks = [f"{one.why} “{one.words}”" if one.words else one.why for one in reading.doubts if one.field not in head]
    return replace(
        minutes,
        meeting_date=minutes.meeting_date or reading.date,
        body=minutes.body or reading.body,
        items=minutes.items or tuple(Item(one.number, one.title, one.closed) for one in reading.items),
        doubts=tuple(why for why in minutes.doubts if why in left) if reading.date or reading.body else minutes.doubts,
        objection_deadline=reading.objection_deadline,
        remarks=tuple(dict.fromkeys(remarks)),
    )


def of_outline(outline: Outline, layout: Sequence[str] = ()) -> Reading:
    """The reading of a document whose outline is known, with what is uncertain about its layout. Never raises."""
    spread = decisiontable.spread(outline.blocks) if not outline.named else None
    if spread is None:
        return _of_outline(outline, layout)
    blocks, origin = spread
    # The document's title stays what it was: a row called "Dagsorden" is none.
    blocks = [
        replace(one, kind="heading", level=1)
        if place in outline.title_place[:1] and one.kind in {"heading", "text"}
        else one
        for one, place in zip(blocks, origin, strict=True)
    ]
    reading = _of_outline(outlines.read(blocks), layout)
    return replace(
        reading,
        evidence=tuple(replace(one, paragraph=origin[one.paragraph - 1] + 1) for one in reading.evidence),
        doubts=tuple(
            replace(one, paragraph=origin[one.paragraph - 1] + 1) if one.paragraph else one for one in reading.doubts
        ),
    )


def _of_outline(outline: Outline, layout: Sequence[str]) -> Reading:
    head = _named(_dated(front.read(outline), outline), outline)
    agenda = sections.has_items(outline, head.kind)
    lines = sections.read(outline, head.kind)
    named = outline.named if agenda else ()
    titles = [item.title for item in named]
    paths = [item.number for item in named]

    facts = meeting.read(lines, head)
    persons = participants.read(lines)
    names = [*(one.person.name for one in (*persons.present, *persons.absent)), *_initials(persons)]
    decided, decision_doubts = decisions.read(lines, head.kind)
    if head.kind is Kind.MINUTES and not named:  # no items: what follows the head is one
        lines, titles = [replace(line, item=0) if line.section not in _OF_HEAD else line for line in lines], [""]
    told, upcoming_doubts = (
        upcoming.read(lines, head.meeting_date, titles) if agenda or head.kind is Kind.NOTE else ([], [])
    )
    made, appointment_doubts = (
        appointments.read(lines, titles, _initials(persons), _short_names(persons)) if agenda else ([], [])
    )
    work = tasks.read(lines, paths, names) if agenda or head.kind is Kind.NOTE else []
    deadline, deadline_doubts = meeting.objection_deadline(lines, head.meeting_date, decided) if agenda else (None, [])
    made, spelling_doubts = spelling.check(lines, persons, made)

    pointers: dict[int, str] = {}
    items = _items(outline, agenda, {decision.item: decision.words for decision in decided}, pointers)
    evidence = [
        *(
            Evidence(f"/{name}", fact.paragraph, fact.words)
            for name, fact in (
                ("date", facts.date), ("start", facts.start), ("end", facts.end), ("place", facts.place),
                ("online_link", facts.link), ("objection_deadline", deadline),
            )
            if fact is not None
        ),
        *(
            Evidence(f"/{name}", listed.paragraph, listed.words)
            for name, listed in (("chair", persons.chair), ("minute_taker", persons.taker))
            if listed is not None
        ),
        *_of_list("participants", persons.present),
        *_of_list("regrets", persons.absent),
        *(Evidence(pointers[index], item.place + 1, item.title) for index, item in enumerate(named)),
        *(Evidence(f"{pointers[one.item]}/decision", one.paragraph, one.evidence) for one in decided if one.item in pointers),
        *(Evidence(f"/upcoming/{at}", one.paragraph, one.words) for at, one in enumerate(told)),
        *(Evidence(f"/appointments/{at}", one.paragraph, one.words) for at, one in enumerate(made)),
        *(Evidence(f"/actions/{at}", task.paragraph, task.words) for at, task in enumerate(work)),
    ]  # fmt: skip
    doubts = [
        *(Doubt(_field(why), why) for why in head.doubts if head.kind is not Kind.PAPER or _field(why) != "date"),
        *(Doubt("", why) for why in layout),
        *facts.doubts,
        *persons.doubts,
        *(Doubt(pointers[int(doubt.field[5:])], doubt.why, doubt.words, doubt.paragraph) for doubt in decision_doubts),
        *upcoming_doubts,
        *appointment_doubts,
        *spelling_doubts,
        *deadline_doubts,
    ]
    return Reading(
        kind=head.kind,
        body=head.body,
        date=head.meeting_date,
        start=facts.start.value if facts.start else None,
        end=facts.end.value if facts.end else None,
        place=facts.place.value if facts.place else None,
        online_link=facts.link.value if facts.link else None,
        chair=persons.chair.person.name if persons.chair else None,
        minute_taker=persons.taker.person.name if persons.taker else None,
        participants=tuple(
            Attendee(one.person.name, one.person.municipality, one.person.note) for one in persons.present
        ),
        regrets=tuple(Regret(one.person.name, one.person.municipality) for one in persons.absent),
        items=items,
        upcoming=tuple(one.meeting for one in told),
        appointments=tuple(one.appointment for one in made),
        actions=tuple(task.action for task in work),
        objection_deadline=meeting.day_of(deadline),
        evidence=tuple(evidence),
        doubts=tuple(dict.fromkeys(_pointed(doubt) for doubt in doubts)),
    )


def _pointed(doubt: Doubt) -> Doubt:
    """The doubt with a JSON Pointer as its field; "" is the whole document."""
    return replace(doubt, field=f"/{doubt.field.removeprefix('/')}" if doubt.field else "", words=doubt.words[:400])


def _dated(head: Front, outline: Outline) -> Front:
    """With the date of the one line of the head that begins with a day and says a time: "Torsdag den 18. marts 2027 kl. 10-14,
    Odense", perhaps behind the body's name. Who opens a round is asked instead."""
    if (
        head.meeting_date is not None
        or head.kind is Kind.PAPER
        or any(_field(why) == "date" and "står ikke i" not in why for why in head.doubts)
    ):
        return head
    found = set()
    for line in outline.front[:8]:
        mentions = dates.find(line[:300])
        day = mentions[0].on() if len(mentions) == 1 else None
        if (
            day is not None
            and (mentions[0].start == 0 or _BODY_ALONE.fullmatch(line[: mentions[0].start].strip(" ,.:–-")))
            and mentions[0].last is None
            and mentions[0].agrees(day)
            and times.find(line[:300])
        ):
            found.add(day)
    if len(found) != 1:
        return head
    return replace(head, meeting_date=found.pop(), doubts=tuple(why for why in head.doubts if _field(why) != "date"))


_BODY_ALONE = re.compile(
    r"(?P<body>hovedbestyrelsen|bestyrelsen|forretningsudvalget|repræsentantskabet|generalforsamling(?:en)?|formandskabet|kredsbestyrelsen"
    r"|[a-zæøå]{3,30}(?:udvalget|rådet|gruppen))",
    re.IGNORECASE,
)


def _named(head: Front, outline: Outline) -> Front:
    """With the body that stands alone on a line of the head, or between commas or dashes in the title or beside a day."""
    if head.body is not None or head.kind is Kind.PAPER:
        return head
    found = {
        match["body"].capitalize()
        for place, line in enumerate(outline.front[:8])
        for part in (re.split(r",\s|\s[–—-]\s", line[:300]) if place < 2 or dates.find(line[:300]) else [line])
        if (match := _BODY_ALONE.fullmatch(part.strip(" .:")))
    }
    if len(found) != 1:
        return head
    return replace(head, body=found.pop(), doubts=tuple(why for why in head.doubts if _field(why) != "body"))


def _initials(persons: People) -> dict[str, str]:
    """Whose initials stand behind a name: "Anna Berg (AB)", and whose first name nobody else of the meeting has."""
    found = {}
    for one in (*persons.present, *persons.absent):
        for note in (one.person.note or "").split(", "):
            if INITIALS.fullmatch(note) and one.person.name[:1] == note[:1]:
                found[note] = one.person.name
    firsts = Counter(one.person.name.split()[0] for one in (*persons.present, *persons.absent))
    for one in (*persons.present, *persons.absent):
        first, _, family = one.person.name.partition(" ")
        if family and firsts[first] == 1 and len(first) > 2:
            found[first] = one.person.name
    return found


def _short_names(persons: People) -> list[str]:
    """Those of whom only a first name or initials are known."""
    return list(
        dict.fromkeys(one.person.name for one in (*persons.present, *persons.absent) if " " not in one.person.name)
    )


def _of_list(name: str, listed: Sequence[Listed]) -> list[Evidence]:
    return [Evidence(f"/{name}/{at}", one.paragraph, one.words) for at, one in enumerate(listed)]


def _field(why: str) -> str:
    """Which part of the reading a doubt of the document's head concerns."""
    if re.search(r"organ", why):
        return "body"
    if re.search(r"underpunkt", why):
        return "items"
    return "kind" if re.search(r"kalder sig", why) else "date"


def _items(outline: Outline, agenda: bool, decided: dict[int, str], pointers: dict[int, str]) -> tuple[AgendaItem, ...]:
    """The items nested as their numbers say; ``pointers`` is filled with where each ends up."""
    if not agenda:
        return ()
    index = 0

    def below(level: int, pointer: str) -> tuple[AgendaItem, ...]:
        nonlocal index
        found: list[AgendaItem] = []
        while index < len(outline.named) and outline.named[index].level >= level:
            at, item = index, outline.named[index]
            pointers[at] = f"{pointer}/items/{len(found)}"
            index += 1
            inner = below(max(level, item.level) + 1, pointers[at])
            number, title = _written(outline, at), closed.without_mark(item.title)
            found.append(AgendaItem(number, title, decided.get(at), item.place in outline.shut, inner, item.number))
        return tuple(found)

    return below(1, "")


def _written(outline: Outline, index: int) -> str:
    """An item's number as the document writes it, without its dot."""
    item = outline.named[index]
    if not item.number:
        return ""
    block = outline.blocks[item.place]
    written = re.search(r"\d{1,3}(?:\.\d{1,3})*", block.marker if block.kind == "number" else block.plain)
    return written.group() if written else item.number
