"""The overview of the appointments in words: as a letter and text, as a page, as sheets, and as the blocks of PDF and Word.

What has changed is told by a word beside it, never by colour alone. Who holds the right to appoint has a column of its own.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from mailflow.desks.forumreport import Change, Line, Report
from mailflow.letters import dates
from mailflow.letters.markdown import Markdown, one_line
from mailflow.pages import blocks
from mailflow.pages.blocks import Block, Heading, Listing, Paragraph, Table
from mailflow.pages.sheets import Sheet

_WORDS = {
    "da": {
        "title": "Udpegninger", "forum": "Forum", "organisation": "Organisation", "seat": "Plads", "kind": "Hverv",
        "right": "Udpegningsret", "name": "Udpeget", "municipality": "Kommune", "district": "Kreds", "since": "Siden",
        "until": "Til", "place": "I stedet for", "decision": "Beslutning", "decided": "Besluttet", "period": "Periode",
        "mark": "Ændret", "note": "Bemærk", "association": "Foreningen", "kl": "KL", "other": "Andre", "unclear": "Uklart",
        "vacant": "Ledig", "vacant-since": "Ledig siden {day}", "left": "Er gået ud af foreningen", "ended": "Perioden udløb {day}",
        "ending": "Udløber {day}", "coming": "{name} fra {day}", "coming-soon": "{name} er udpeget",
        "total": "{forums} fora, {seats} pladser, {vacant} ledige.", "who": "Hvem udpeger", "seats": "Pladser",
        "vacancies": "Ledige", "overview": "Oversigt", "wanting": "Pladser, der skal findes nogen til",
        "none-wanting": "Alle pladser er besat.", "changes": "Ændringer siden {day}", "nothing": "Ingen ændringer.",
        "first": "Det er den første oversigt. Den siger derfor intet om ændringer.", "defunct": "Nedlagte fora",
        "m-new": "NY PLADS", "m-replaced": "NY", "m-appointed": "NY", "m-vacated": "LEDIG", "m-corrected": "RETTET",
        "m-changed": "ÆNDRET", "from": "fra {day}", "to": "til {day}", "marked": "Det ændrede er mærket i sidste kolonne.",
        "v-added": "nyt forum", "v-imported": "indlæst", "v-edited": "oplysninger rettet", "v-retired": "nedlagt {day}",
        "v-revived": "aktivt igen", "v-seat-added": "ny plads", "v-seat-edited": "pladsen ændret",
        "v-seat-abolished": "pladsen nedlagt {day}", "v-appointed": "{after} er udpeget", "v-replaced": "{after} afløser {before}",
        "v-left": "{before} er gået ud af foreningen; pladsen er ledig fra {day}",
        "v-vacated": "{before} er udtrådt; pladsen er ledig fra {day}",
        "v-corrected": "rettet", "f-name": "navn", "f-municipality": "kommune", "f-since": "siden", "f-until": "til",
        "f-ended_on": "udtrådt", "f-in_place_of": "i stedet for", "f-decision": "beslutning", "f-decided_on": "besluttet",
        "f-title": "hverv", "f-right": "udpegningsret", "f-right_holder": "udpegningsret", "f-requirements": "krav",
        "f-organisation": "organisation", "f-purpose": "formål", "f-defunct_on": "nedlagt", "f-abolished_on": "nedlagt",
        "f-holder": "udpeget", "is": "{field}: {after}", "was": "{field}: {after} (før: {before})",
        "gone": "{field}: ikke længere {before}",
    },
    "en": {
        "title": "Appointments", "forum": "Forum", "organisation": "Organisation", "seat": "Seat", "kind": "Kind",
        "right": "Right to appoint", "name": "Appointed", "municipality": "Municipality", "district": "District", "since": "Since",
        "until": "Until", "place": "In place of", "decision": "Decision", "decided": "Decided", "period": "Period",
        "mark": "Changed", "note": "Note", "association": "The association", "kl": "KL", "other": "Others", "unclear": "Unclear",
        "vacant": "Vacant", "vacant-since": "Vacant since {day}", "left": "Has left the association",
        "ended": "The term ended on {day}",
        "ending": "Ends on {day}", "coming": "{name} from {day}", "coming-soon": "{name} is appointed",
        "total": "{forums} forums, {seats} seats, {vacant} vacant.", "who": "Who appoints", "seats": "Seats",
        "vacancies": "Vacant", "overview": "Overview", "wanting": "Seats for which somebody is to be found",
        "none-wanting": "All seats are filled.", "changes": "Changes since {day}", "nothing": "No changes.",
        "first": "This is the first overview. So it says nothing of changes.", "defunct": "Defunct forums",
        "m-new": "NEW SEAT", "m-replaced": "NEW", "m-appointed": "NEW", "m-vacated": "VACANT", "m-corrected": "CORRECTED",
        "m-changed": "CHANGED", "from": "from {day}", "to": "to {day}", "marked": "What has changed is marked in the last column.",
        "v-added": "new forum", "v-imported": "imported", "v-edited": "details corrected", "v-retired": "defunct since {day}",
        "v-revived": "active again", "v-seat-added": "new seat", "v-seat-edited": "seat changed",
        "v-seat-abolished": "seat abolished from {day}",
        "v-appointed": "{after} is appointed", "v-replaced": "{after} replaces {before}",
        "v-left": "{before} has left the association; the seat is vacant from {day}",
        "v-vacated": "{before} has left the seat; it is vacant from {day}",
        "v-corrected": "corrected", "f-name": "name", "f-municipality": "municipality", "f-since": "since", "f-until": "until",
        "f-ended_on": "left", "f-in_place_of": "in place of", "f-decision": "decision", "f-decided_on": "decided",
        "f-title": "kind", "f-right": "right to appoint", "f-right_holder": "right to appoint", "f-requirements": "what it takes",
        "f-organisation": "organisation", "f-purpose": "purpose", "f-defunct_on": "defunct", "f-abolished_on": "abolished",
        "f-holder": "appointed", "is": "{field}: {after}", "was": "{field}: {after} (before: {before})",
        "gone": "{field}: no longer {before}",
    },
}  # fmt: skip

_ENDS = ("ended_on", "defunct_on", "abolished_on")


def title(report: Report, language: str) -> str:
    return f"{_WORDS[language]['title']}, {dates.day(report.day, language)}"


def content(report: Report, language: str, association: str = "") -> list[Block]:
    """The whole overview. ``association`` stands below the title when given."""
    said = _WORDS[language]
    found: list[Block] = [Heading(1, title(report, language))]
    if association:
        found.append(Paragraph(one_line(association)))
    found.append(Paragraph(said["total"].format(forums=report.forums, seats=len(report.lines), vacant=report.vacant)))
    counts = tuple(
        (_right(right, holder, language), str(seats), str(vacant)) for (right, holder), (seats, vacant) in report.by_right().items()
    )  # fmt: skip
    found.append(Table((said["who"], said["seats"], said["vacancies"]), counts))
    if report.since is None:
        found.append(Paragraph(said["first"]))
    else:
        found.append(Heading(2, said["changes"].format(day=dates.day(report.since, language))))
        changes = tuple(_change(one, language) for one in report.changes)
        found.append(Listing(changes) if changes else Paragraph(said["nothing"]))
    found.append(Heading(2, said["wanting"]))
    wanting = tuple(f"{_where(line, language)}: {_state(line, language)}" for line in report.wanting)
    found.append(Listing(wanting) if wanting else Paragraph(said["none-wanting"]))
    found.append(Heading(2, said["overview"]))
    if report.since is not None and any(line.mark for line in report.lines):
        found.append(Paragraph(said["marked"]))
    head = [said["forum"], said["right"], said["name"], said["period"], said["note"]]
    if report.since is not None:
        head.append(said["mark"])
    rows = tuple(_row(line, language, marked=report.since is not None) for line in report.lines)
    strong = frozenset(place for place, line in enumerate(report.lines) if line.mark)
    found.append(Table(tuple(head), rows, strong))
    if report.defunct:
        found.append(Heading(2, said["defunct"]))
        found.append(Listing(tuple(f"{name} ({_day(day, language)})" if day else name for name, day in report.defunct)))
    return found


def markdown(report: Report, language: str) -> Markdown:
    return blocks.markdown(content(report, language))


def page(report: Report, association: str, language: str) -> str:
    return blocks.page(blocks.html(content(report, language, association)), title(report, language), language)


def sheets(report: Report, language: str) -> list[Sheet]:
    """The seats with every column, the changes, and the defunct forums, a sheet each. Days are ISO dates."""
    said = _WORDS[language]
    head = ("forum", "organisation", "seat", "kind", "right", "name", "municipality", "district", "since", "until", "place",
            "decision", "decided", "note", "mark")  # fmt: skip
    rows = tuple(
        (
            line.forum, line.organisation, line.seat, line.title, _right(line.right, line.right_holder, language), line.name,
            line.municipality, line.district, _iso(line.since), _iso(line.until), line.in_place_of, line.decision,
            _iso(line.decided_on), _state(line, language), _mark(line, language),
        ) for line in report.lines
    )  # fmt: skip
    changes = tuple((one.forum, one.seat, _what(one, language)) for one in report.changes)
    gone = tuple((name, _iso(day)) for name, day in report.defunct)
    return [
        Sheet(said["title"], tuple(said[name] for name in head), rows),
        Sheet(said["mark"], (said["forum"], said["seat"], said["mark"]), changes),
        Sheet(said["defunct"], (said["forum"], said["defunct"]), gone),
    ]


# --- in words ----------------------------------------------------------------------------------------------------------


def _day(day: date | None, language: str) -> str:
    return dates.plain(day, language) if day else "–"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _right(right: str, holder: str, language: str) -> str:
    said = _WORDS[language]
    return (holder or said["other"]) if right == "other" else said[right or "unclear"]


def _where(line: Line, language: str) -> str:
    seat = _seat(line.forum, line.seat, "", language)
    return f"{seat}, {line.name}" if line.name else seat


def _seat(forum: str, seat: str, title: str, language: str) -> str:
    """ "Byplanrådet, plads 2 (medlem)"."""
    told = f"{forum}, {_WORDS[language]['seat'].lower()} {seat.rpartition('/')[2]}"
    return f"{told} ({title})" if title else told


def _state(line: Line, language: str) -> str:
    said = _WORDS[language]
    told = []
    if line.state:
        key = "vacant-since" if line.state == "vacant" and line.on else line.state
        told.append(said[key].format(day=_day(line.on, language)))
    if line.coming:
        key = "coming" if line.coming_on else "coming-soon"
        told.append(said[key].format(name=line.coming, day=_day(line.coming_on, language)))
    return "; ".join(told)


def _mark(line: Line, language: str) -> str:
    return _WORDS[language][f"m-{line.mark}"] if line.mark else ""


def _row(line: Line, language: str, *, marked: bool) -> tuple[str, ...]:
    said = _WORDS[language]
    name = ", ".join(part for part in (line.name, line.municipality) if part)
    if line.name and line.in_place_of:
        name += f" ({said['place'].lower()} {line.in_place_of})"
    span = [said["from"].format(day=_day(line.since, language))] if line.since else []
    span += [said["to"].format(day=_day(line.until, language))] if line.until else []
    if line.since and line.until:
        span = [f"{_day(line.since, language)} – {_day(line.until, language)}"]
    row = (
        _seat(line.forum, line.seat, line.title, language),
        _right(line.right, line.right_holder, language),
        name or "–",
        " ".join(span),
        _state(line, language),
    )
    return (*row, _mark(line, language)) if marked else row


def _change(one: Change, language: str) -> str:
    where = _seat(one.forum, one.seat, "", language) if one.seat else one.forum
    return f"{where}: {_what(one, language)}"


def _what(one: Change, language: str) -> str:
    said = _WORDS[language]
    facts = dict(one.facts)
    before, after = facts.pop("holder", (None, None))
    imported = one.verb == "imported" and after
    key = ("v-replaced" if before else "v-appointed") if imported else f"v-{one.verb}"
    ended = [facts.pop(name)[1] for name in _ENDS if name in facts and one.verb != "corrected"]
    day = _shown("ended_on", ended[0], language) if ended else "–"
    told = [said[key].format(before=before or "–", after=after or "–", day=day)]
    told += [_fact(key, *pair, language) for key, pair in facts.items() if f"f-{key}" in said and any(pair)]
    return ": ".join([told[0], "; ".join(told[1:])]) if told[1:] else told[0]


def _fact(key: str, before: Any, after: Any, language: str) -> str:
    said = _WORDS[language]
    shown = [_shown(key, value, language) for value in (before, after)]
    form = "is" if before in (None, "") else "gone" if after in (None, "") else "was"
    return said[form].format(field=said[f"f-{key}"], before=shown[0], after=shown[1])


def _shown(key: str, value: Any, language: str) -> str:
    if key == "right":
        return _right(str(value or ""), "", language)
    if isinstance(value, str) and key in ("since", "until", "ended_on", "decided_on", "defunct_on", "abolished_on"):
        return dates.plain(date.fromisoformat(value), language)
    return str(value or "–")
