"""Files of events: what a secretary has in her calendar, her spreadsheet or her notes, and all its mistakes at once."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import event_samples
import pytest
from edges import ends
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from mailflow.desks.eventform import EventForm
from mailflow.letters import calendar
from mailflow.parsers import eventcells, eventfile
from mailflow.parsers.eventfile import EventFile

ZONE = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
HEAD = "Titel;Dato;Start;Slut;Sted;Målgruppe\n"


def read(text: str | bytes, **more: Any) -> EventFile:
    return eventfile.read(text.encode() if isinstance(text, str) else text, **{"zone": ZONE, "now": NOW, **more})


def only(text: str | bytes, **more: Any) -> EventForm:
    found = read(text, **more)
    assert [finding for finding in found.findings if finding.stops] == []
    (row,) = found.rows
    return row.form


def troubles(text: str | bytes, **more: Any) -> list[tuple[int, str, str]]:
    return [(finding.row, finding.column, finding.kind) for finding in read(text, **more).findings]


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE).astimezone(UTC)  # type: ignore[misc]


# --- lists -----------------------------------------------------------------------------------------------------------


def test_a_list_with_everything() -> None:
    form = only(
        "Titel;Type;Dato;Start;Slut;Sted;Link;Beskrivelse;Målgruppe;Svarfrist;Deltagere synlige;Offentlig;Påmindelse\n"
        'Møde om budget;Bestyrelsesmøde;torsdag den 26. november 2026;kl. 8.00;9.30;Rådhuset;https://x.example/m;"**Oplæg**\n'
        'Tag kaffe med";HB, kreds Midtjylland;20. november;nej;ja;ja\n'
    )
    assert form.source.startswith("file:")
    assert replace(form, source="") == EventForm(
        "board-meeting", "Møde om budget", local(2026, 11, 26, 8), local(2026, 11, 26, 9, 30), ("board", "district:Midtjylland"),
        False, "Rådhuset", "https://x.example/m", "**Oplæg**\nTag kaffe med", False, local(2026, 11, 20, 23, 59, 59), True, True,
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_as_excel_saves_it(encoding: str) -> None:
    assert (
        only((HEAD + "Møde på Fyn;26. oktober;8;9;Rådhuset i Årslev;alle\n").encode(encoding)).place
        == "Rådhuset i Årslev"
    )


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("26. oktober kl. 8.00–9.00;;", (2026, 10, 26, 8), (2026, 10, 26, 9)),
        ("mandag den 26. oktober kl. 8-9.30;;", (2026, 10, 26, 8), (2026, 10, 26, 9, 30)),
        ("26-10-2026;8.00-9.00;", (2026, 10, 26, 8), (2026, 10, 26, 9)),
        ("26/10;08:00:00;09:00:00", (2026, 10, 26, 8), (2026, 10, 26, 9)),
        ("26.10.2026;klokken 8;kl. 9", (2026, 10, 26, 8), (2026, 10, 26, 9)),
        ("2026-10-26;8.00;9.00", (2026, 10, 26, 8), (2026, 10, 26, 9)),
        (";2026-10-26T08:00:00;2026-10-26T09:00:00", (2026, 10, 26, 8), (2026, 10, 26, 9)),
        (";2026-10-26 08:00;9.00", (2026, 10, 26, 8), (2026, 10, 26, 9)),
        (";2026-10-26T08:00+01:00;2026-10-26T09:00+01:00", (2026, 10, 26, 8), (2026, 10, 26, 9)),
        ("3. marts;10;11", (2027, 3, 3, 10), (2027, 3, 3, 11)),  # the next one
        ("26. oktober;22;24.00", (2026, 10, 26, 22), (2026, 10, 27)),
        (";2026-10-26 22:00;2026-10-27 00:00", (2026, 10, 26, 22), (2026, 10, 27)),
        ("26.-27. oktober;10;15", (2026, 10, 26, 10), (2026, 10, 27, 15)),
        ("24. oktober;20;2026-10-25 04:00", (2026, 10, 24, 20), (2026, 10, 25, 4)),  # summer time ends in between
    ],
)
def test_when_it_is(when: str, start: tuple[int, ...], end: tuple[int, ...]) -> None:
    form = only(f"{HEAD}Webinar;{when};;alle\n")
    assert (form.start, form.end, form.all_day) == (local(*start), local(*end), False)


@pytest.mark.parametrize(
    ("when", "first", "free"),
    [
        ("26.-27. oktober;;", (2026, 10, 26), (2026, 10, 28)),
        ("26. oktober, hele dagen;;", (2026, 10, 26), (2026, 10, 27)),
        ("25. oktober 2026;heldags;", (2026, 10, 25), (2026, 10, 26)),  # a day of 25 hours
    ],
)
def test_whole_days(when: str, first: tuple[int, ...], free: tuple[int, ...]) -> None:
    form = only(f"{HEAD}Seminar;{when};;alle\n")
    assert (form.start, form.end, form.all_day) == (local(*first), local(*free), True)


@pytest.mark.parametrize(
    ("when", "kind", "column"),
    [
        ("tirsdag den 26. oktober;8;9", "weekday-wrong", "Dato"),
        ("31. november;8;9", "year-missing", "Dato"),
        ("31. november 2026;8;9", "day-none", "Dato"),
        ("engang i oktober;8;9", "time-unreadable", "Dato"),
        ("26. eller 27. oktober;8;9", "time-unreadable", "Dato"),
        ("26. oktober;8;", "time-missing", "Dato"),
        ("26. oktober;;9", "time-missing", "Dato"),
        (";8;9", "time-missing", "Dato"),
        ("26. oktober;25.00;26.00", "time-unreadable", "Start"),
        ("26. oktober;8.5;9", "time-unreadable", "Start"),
        ("26. oktober;8-9;10", "time-twice", "Dato"),
        ("26. oktober;2026-10-27 08:00;9", "time-twice", "Dato"),
        ("26. oktober;2026-10-26T08:00Z;9", "time-missing", "Dato"),
        ("26. oktober;9;8", "not-possible", ""),
        ("28. marts 2027;2.30;4", "clock-change", "Dato"),
        ("25. oktober 2026;2.30;4", "clock-change", "Dato"),
        ("1. juli;8;9", "year-missing", "Dato"),  # ten months and a half ahead: or was it this year's?
    ],
)
def test_what_is_no_time_or_could_be_two_is_told_and_not_guessed(when: str, kind: str, column: str) -> None:
    now = NOW if kind != "year-missing" else datetime(2026, 8, 1, 8, tzinfo=UTC)
    found = read(f"{HEAD}Webinar;{when};;alle\n", now=now)
    told = [(one.row, one.column, one.kind) for one in found.findings if one.stops]
    assert (2, column, kind) in told
    assert not found.usable
    assert all(one.problem and one.remedy for one in found.findings if one.stops)


def test_all_mistakes_of_all_rows_are_told_at_once() -> None:
    text = (
        "Titel;Type;Dato;Start;Slut;Målgruppe;Offentlig;Svarfrist\n"
        ";webinar;26. oktober;8;9;alle;ja;\n"
        "Et;fest;26. oktober;8;ni;@@;måske;snart\n"
        "To;webinar;27. oktober;8;9;;ja;\n"
        "Tre;webinar;28. oktober;8;9;alle;ja;29. oktober\n"
    )
    assert troubles(text) == [
        (2, "Titel", "title-missing"), (3, "Type", "kind-unknown"), (3, "Slut", "time-unreadable"),
        (3, "Målgruppe", "audience-invalid"), (3, "Svarfrist", "time-unreadable"), (3, "Offentlig", "flag-unknown"),
        (4, "", "not-possible"), (5, "", "not-possible"),
    ]  # fmt: skip
    assert [row.row for row in read(text).rows] == []


def test_the_usual_audience_is_taken_where_none_is_named() -> None:
    usual = {"webinar": ("all",), "board-meeting": ("board",)}
    text = "Titel;Dato;Tid\nWebinar om budget;26. oktober;8-9\nMøde i Hovedbestyrelsen;27. oktober;8-9\n"
    assert [row.form.audience for row in read(text, usual=usual).rows] == [("all",), ("board",)]
    assert [row.form.guests_visible for row in read(text, usual=usual).rows] == [False, True]
    assert troubles(text) == [(2, "", "not-possible"), (3, "", "not-possible")]


def test_what_is_past_is_left_out_and_what_stands_twice_is_told() -> None:
    text = HEAD + "Gammelt;1. juni 2026;8;9;;alle\nNyt;26. oktober;8;9;;alle\nNYT!;26. oktober 2026;8;10;;alle\n"
    assert troubles(text) == [(2, "Titel", "past"), (4, "Titel", "event-twice")]


def test_headings() -> None:
    assert troubles("Navn på ting;Hvornår\nA;26. oktober\n") == [(1, "", "no-headings")]
    assert troubles("Titel;Dato;Tid;Ansvarlig;Målgrupe\nA;26. oktober;8-9;Bo;alle\n", usual={"other": ("all",)}) == [
        (1, "", "column-unused"), (1, "", "column-unused"),
    ]  # fmt: skip
    assert not read("Titel;Dato;Tid;Målgrupe\nA;26. oktober;8-9;alle\n", usual={"other": ("all",)}).usable, (
        "a slip is asked about"
    )
    assert troubles("Titel;Dato;Dag;Tid;Hvem\nA;;26. oktober;8-9;alle\n") == [(1, "", "column-twice")]
    assert only("Mødeplan 2026;;;\n\nEmne;Dag;Tidspunkt;Hvem\nA;26. oktober;8-9;alle\n").title == "A"
    assert troubles("Titel;Dato;Tid;Hvem\nA;26. oktober;8-9;alle;til overs\n") == [(2, "", "too-many-cells")]


def test_a_workbook() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Titel", "Dato", "Start", "Slut", "Sted", "Målgruppe", "Offentlig"])
    sheet.append(["Webinar", date(2026, 10, 26), time(8, 0), time(9, 30), None, "alle", True])
    sheet.append(["Fællesmøde", None, datetime(2026, 12, 3, 10), datetime(2026, 12, 3, 15), "Odense", "HB", None])
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue())
    assert [(row.row, row.form.start, row.form.end, row.form.public) for row in found.rows] == [
        (2, local(2026, 10, 26, 8), local(2026, 10, 26, 9, 30), True),
        (3, local(2026, 12, 3, 10), local(2026, 12, 3, 15), False),
    ]
    assert found.findings == ()


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("alle", ("all",)),
        ("Hovedbestyrelsen; kreds Sjælland", ("board", "district:Sjælland")),
        ("gruppe Økonomi", ("group:økonomi",)),
        ("Anna Berg, Bo Dahl", ("person:Anna Berg", "person:Bo Dahl")),
        ("Dahl, Eva <Eva@KL.example>", ("guest:Dahl, Eva <eva@kl.example>",)),
        ("eva@kl.example", ("guest:eva@kl.example <eva@kl.example>",)),
        ("person:anna-berg; district:Fyn", ("person:anna-berg", "district:Fyn")),
        ("-", ()),
    ],
)
def test_whom_it_is_for(cell: str, means: tuple[str, ...]) -> None:
    assert eventcells.audience(cell) == (means, [])


# --- TOML ------------------------------------------------------------------------------------------------------------


def test_toml() -> None:
    form = only(
        '[[event]]\ntitle = "Webinar"\nstart = 2026-10-26T08:00:00\nend = 2026-10-26T09:00:00\n'
        'audience = ["all", "Eva <eva@x.example>"]\n'
        'description = """\nEt\nTo\n"""\nanswer-by = 2026-10-20\npublic = true\n'
    )
    assert (form.start, form.end) == (local(2026, 10, 26, 8), local(2026, 10, 26, 9))
    assert (form.audience, form.description, form.public) == (("all", "guest:Eva <eva@x.example>"), "Et\nTo", True)
    assert form.answer_by == local(2026, 10, 20, 23, 59, 59)
    danish = '[[arrangement]]\ntitel = "Webinar"\ndato = "26. oktober"\ntid = "8.00–9.00"\nmålgruppe = "alle"\n'
    assert only(danish.replace("målgruppe", '"målgruppe"')).start == local(2026, 10, 26, 8)


def test_toml_with_mistakes() -> None:
    assert troubles("[[event]]\ntitle = \n") == [(0, "", "not-toml")]
    assert troubles('[[event]]\ntitle = "A"\nplacee = "x"\n[[party]]\n') == [
        (0, "", "table-unknown"), (1, "", "key-unknown"), (1, "", "time-missing"),
    ]  # fmt: skip
    assert "Did you mean place?" in {
        finding.remedy for finding in read('[[event]]\ntitle = "A"\nplacee = "x"\n').findings
    }


# --- iCalendar -------------------------------------------------------------------------------------------------------


def ics(*lines: str) -> str:
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:a@x", "DTSTAMP:20260901T000000Z",
         "SUMMARY:Webinar", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    )  # fmt: skip


TIMES = ("DTSTART:20261026T070000Z", "DTEND:20261026T080000Z")
USUAL = {"webinar": ("all",)}


def test_our_own_calendar_comes_back() -> None:
    entry = replace(event_samples.WEBINAR, place="Rådhuset", title="Webinar: æ, ø; å\\")
    form = only(calendar.render(entry, "Et\n\nTo"), usual=USUAL)
    assert (form.title, form.kind, form.place, form.link) == (entry.title, "webinar", "Rådhuset", entry.link)
    assert (form.start, form.end, form.description) == (entry.start, entry.end, "Et\n\nTo")
    assert form.source == f"uid:{entry.uid}"


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (TIMES, (2026, 10, 26, 8), (2026, 10, 26, 9)),
        (("DTSTART:20261026T080000", "DURATION:PT90M"), (2026, 10, 26, 8), (2026, 10, 26, 9, 30)),
        (("DTSTART;TZID=Europe/Helsinki:20261026T090000", "DURATION:PT1H"), (2026, 10, 26, 8), (2026, 10, 26, 9)),
        (("DTSTART;TZID=Romance Standard Time:20261026T080000", "DURATION:PT1H"), (2026, 10, 26, 8), (2026, 10, 26, 9)),
    ],
)  # fmt: skip
def test_when_it_is_in_a_calendar(lines: tuple[str, ...], start: tuple[int, ...], end: tuple[int, ...]) -> None:
    form = only(ics(*lines), usual=USUAL)
    assert (form.start, form.end) == (local(*start), local(*end))


def test_whole_days_in_a_calendar() -> None:
    form = only(ics("DTSTART;VALUE=DATE:20261026", "DTEND;VALUE=DATE:20261028"), usual=USUAL)
    assert (form.start, form.end, form.all_day) == (local(2026, 10, 26), local(2026, 10, 28), True)
    form = only(ics("DTSTART;VALUE=DATE:20261026"), usual=USUAL)
    assert (form.start, form.end) == (local(2026, 10, 26), local(2026, 10, 27))


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ((*TIMES, "RRULE:FREQ=WEEKLY"), "repeated"),
        ((*TIMES, "STATUS:CANCELLED"), "cancelled"),
        ((*TIMES, "ATTENDEE:mailto:bo@x.example"), "attendees"),
        ((*TIMES, "URL:javascript:alert(1)"), "link-odd"),
        (("DTSTART:20261026T070000Z",), "time-wrong"),
        (("DTSTART:20261025T023000", "DTEND:20261025T040000"), "time-wrong"),
        (("SUMMARY:B",), "time-wrong"),
        (("DTSTART:igår", "DTEND:20261026T080000Z"), "time-wrong"),
        (("DTSTART:20200101T070000Z", "DTEND:20200101T080000Z"), "past"),
    ],
)
def test_what_a_calendar_has_that_we_do_not_take(lines: tuple[str, ...], kind: str) -> None:
    assert [found for _row, _column, found in troubles(ics(*lines), usual=USUAL)] == [kind]


def test_two_calendars_in_a_file_and_one_that_is_broken() -> None:
    second = ics("DTSTART:20261126T070000Z", "DTEND:20261126T080000Z").replace("UID:a@x", "UID:b@x")
    assert [row.row for row in read(ics(*TIMES) + second, usual=USUAL).rows] == [1, 2]
    assert troubles("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY\r\n") == [(0, "", "empty")]
    assert troubles("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") == [(0, "", "empty")]


# --- anything --------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        HEAD, "Titel;Dato;Tid;Hvem\n", "A;26. oktober;8-9;alle\n", "[[event]]\n", 'title = "x"\n', "BEGIN:VCALENDAR\r\n",
        "BEGIN:VEVENT\r\n", "DTSTART:20261026T070000Z\r\n", "DTSTART;TZID=x:1\r\n", "DTEND;VALUE=DATE:99999999\r\n",
        "END:VEVENT\r\nEND:VCALENDAR\r\n", ";", '"', "\n", "RRULE:FREQ=WEEKLY\r\n", "DURATION:-P9999W\r\n", "START:x\r\n",
        "DURATION:P99999999999W\r\n", "DTSTART:99991231T235959Z\r\n", "DTSTART:00010101T000000\r\n", "DURATION:PT1H\r\n",
        "BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\n", 'SUMMARY;X="', "29. februar", "\x00",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=12).map("".join))
def test_nothing_in_a_file_breaks_the_reader(text: str) -> None:
    found = read(text)
    assert found.usable or found.findings
    assert all(row.form.end > row.form.start > NOW for row in found.rows)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    read(data)
    read(b"BEGIN:VCALENDAR\r\n" + data)
    read(b"[[event]]\n" + data)


def test_a_very_large_file_is_read_or_refused_soon() -> None:
    with ends():
        assert troubles(HEAD.encode() + b"x" * eventfile.LARGEST) == [(0, "", "too-large")]
        assert troubles(HEAD + "Webinar;26. oktober;8;9;;alle\n" * 20_000)[0][2] == "too-many"
        read("BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 2_000)
        read(HEAD + "Webinar;" + "26. oktober " * 20_000 + ";8;9;;alle\n")
