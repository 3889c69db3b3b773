"""Days and times as Danish minutes write them, in a table; in what is no day; and any text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.parsers import dates, record, times


def days(words: str) -> list[str]:
    """Each day as "2026-05-06 wed", its year "?" where none is written, a range with both ends."""
    found = []
    for one in dates.find(words):
        day = f"{one.year or '?'}-w{one.week}" if one.week else f"{one.year or '?'}-{one.month:02}-{one.day:02}"
        last = f"/{one.last[0]:02}-{one.last[1]:02}" if one.last else ""
        weekday = "" if one.weekday is None else f" {dates.WEEKDAYS[one.weekday][:3]}"
        ends = "" if one.last_weekday is None else f"/{dates.WEEKDAYS[one.last_weekday][:3]}"
        found.append(f"{day}{last}{weekday}{ends}")
    return found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fredag d. 8/12-2023 kl. 10-12", "2023-12-08 fre"),
        ("fredag d. 8/12 - 2023", "2023-12-08 fre"),
        ("d. 8/12-23", "2023-12-08"),
        ("8/12 2023", "2023-12-08"),
        ("8.12.2023", "2023-12-08"),
        ("8. 12. 2023", "2023-12-08"),
        ("2023-12-08", "2023-12-08"),
        ("den 17. nov. kl. 13.00–15.00", "?-11-17"),
        ("17.november 2026", "2026-11-17"),
        ("den 17 november, 2026", "2026-11-17"),
        ("TIRSDAG DEN 17. NOVEMBER 2026", "2026-11-17 tir"),
        ("tirsdag 29. september", "?-09-29 tir"),
        ("tirs. d. 29. sept.", "?-09-29 tir"),
        ("man d. 5/1", "?-01-05 man"),
        ("26.-27. okt. 2023", "2023-10-26/10-27"),
        ("26. til 27. oktober 2023", "2023-10-26/10-27"),
        ("26. og 27. oktober 2023", "2023-10-26/10-27"),
        ("30. nov.-1. dec. 2023", "2023-11-30/12-01"),
        ("29. december - 2. januar 2024", "2023-12-29/01-02"),
        ("torsdag den 6. - fredag den 7. maj 2027", "2027-05-06/05-07 tor/fre"),
        ("Torsdag/fredag 6-7. maj", "?-05-06/05-07 tor/fre"),
        ("onsdag-torsdag den 6.-7. maj", "?-05-06/05-07 ons/tor"),
        ("fra mandag den 31. august til fredag den 4. september 2026", "2026-08-31/09-04 man/fre"),
        ("den 5. og 12. marts", "?-03-05, ?-03-12"),
        ("5., 12. og 19. marts 2026", "2026-03-05, 2026-03-12, 2026-03-19"),
        ("mandag den 4. og onsdag den 6. maj 2026", "2026-05-04 man, 2026-05-06 ons"),
        ("torsdag i uge 45", "?-w45 tor"),
        ("torsdag i uge 45, 2026", "2026-w45 tor"),
        ("uge 45", ""),
        ("pkt. 1.3, 30-40 sek., 2013/2014, 5.700 SEK, kl. 10.12, tlf. 12.34.56.78, 2. kvartal", ""),
        ("den 32. maj, den 0. maj, 13/13-2026", ""),
        ("1. behandling 5. maj", "?-05-05"),
    ],
)
def test_days_in_danish(words: str, expected: str) -> None:
    assert ", ".join(days(words)) == expected


def test_a_figure_is_a_day_only_where_a_line_of_a_calendar_begins() -> None:
    assert dates.find("8/12: HB-møde") == []
    assert [(one.day, one.month) for one in dates.find("8/12: HB-møde, bilag 3/4", calendar=True)] == [(8, 12)]


def test_figures_are_days_in_a_row_before_an_hour_and_as_a_range() -> None:
    def found(words: str) -> list[tuple[int, int]]:
        return [(one.day, one.month) for one in dates.find(words, calendar=True)]

    assert found("Møder: 21.1., 18.3. og 16.9., alle kl. 13-15") == [(21, 1), (18, 3), (16, 9)]
    assert found("9/2 kl. 15, 9/3 kl. 15 og 13/4 kl. 15") == [(9, 2), (9, 3), (13, 4)]
    assert found("Punkt 1.3 og bilag 3/4") == []
    (span,) = dates.find("Årsmødet ligger 28.-29/10.")
    assert (span.day, span.month, span.last) == (28, 10, (10, 29))


@pytest.mark.parametrize(
    ("words", "year", "expected"),
    [
        ("torsdag i uge 45", 2026, date(2026, 11, 5)),
        ("mandag i uge 1", 2026, date(2025, 12, 29)),
        ("mandag i uge 53", 2025, None),
        ("29. februar", 2026, None),
        ("29. februar", 2028, date(2028, 2, 29)),
    ],
)
def test_the_day_of_a_year(words: str, year: int, expected: date | None) -> None:
    assert dates.find(words)[0].on(year) == expected


@pytest.mark.parametrize(
    ("words", "agrees"),
    [
        ("onsdag den 6. maj 2026", True), ("torsdag den 6. maj 2026", False), ("onsdag/torsdag 6.-7. maj 2026", True),
        ("onsdag/fredag 6.-7. maj 2026", False), ("6. maj 2026", True),
    ],
)  # fmt: skip
def test_the_weekday_is_a_checksum(words: str, agrees: bool) -> None:
    (one,) = dates.find(words)
    assert one.agrees(date(2026, 5, 6)) is agrees


@pytest.mark.parametrize(
    ("words", "expected"),
    [("uge 45", [(45, None, None)]), ("uge 45-46 2026", [(45, 46, 2026)]), ("i uge 9/2026", [(9, None, 2026)]), ("uge 60", []),
     ("mandag i uge 9", [])],
)  # fmt: skip
def test_weeks(words: str, expected: list[tuple[int, int | None, int | None]]) -> None:
    assert [(one.number, one.last, one.year) for one in dates.weeks(words)] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kl. 13.00-15.00", [("13:00", "15:00")]),
        ("Kl. 13–15", [("13:00", "15:00")]),
        ("kl. 9", [("09:00", None)]),
        ("klokken 10:30 til 12", [("10:30", "12:00")]),
        ("kl. 10 til kl. 12.15", [("10:00", "12:15")]),
        ("kl.8.30-9.30", [("08:30", "09:30")]),
        ("fra 13.00 til 15.00", [("13:00", "15:00")]),
        ("13.00-15.00", [("13:00", "15:00")]),
        ("kl. 15-13", []),
        ("kl. 25", []),
        ("fra 3 kommuner, 5.700-6.000 kr., pkt. 1-3, 10-12 personer", []),
    ],
)
def test_times_of_day(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(one.start, one.end) for one in times.find(words)] == expected


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)), st.integers(0, 2), st.booleans())
def test_every_day_is_read_as_it_is_written(day: date, form: int, weekday: bool) -> None:
    words = (
        f"{day.day}. {dates.MONTHS[day.month - 1]} {day.year}",
        f"{day.day}. {dates.MONTHS[day.month - 1][:3]}. {day.year}",
        f"d. {day.day}/{day.month}-{day.year}",
    )[form]
    (one,) = dates.find(f"{dates.WEEKDAYS[day.weekday()]} {words}" if weekday else f"Mødet er {words}.")
    assert one.on() == day
    assert one.agrees(day)
    assert not (weekday and one.agrees(day + timedelta(days=1)))


@given(st.text(max_size=200))
def test_any_text_is_searched_and_what_is_found_stands_there(words: str) -> None:
    for found in (dates.find(words, calendar=True), dates.weeks(words)):
        for one in found:
            assert words[one.start : one.end] == one.text
    for clock in times.find(words):
        assert 0 <= clock.begin < clock.stop <= len(words)


# --- the year of a coming meeting ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected", "doubt"),
    [
        ("- 3. november: HB-møde", "2026-11-03", ""),
        ("- 3. marts: HB-møde", "2027-03-03", ""),  # the next one
        ("- onsdag 3. marts: HB-møde", "2027-03-03", ""),
        ("- torsdag 3. marts: HB-møde", "None", "passer ikke sammen"),
        ("2027\n\n- torsdag 3. marts: HB-møde", "None", "passer ikke sammen"),
        ("2028\n\n- fredag 3. marts: HB-møde", "2028-03-03", ""),
        ("- 3. marts 2026: HB-møde", "", ""),  # past
        ("- uge 45: Temadag", "None", "ikke en dag"),
        ("- 3. november: HB-møde (forventet)", "2026-11-03", "ikke sikkert"),
        ("- 3. november: HB-møde (aflyst)", "", "aflyst"),
        ("- 31. november: HB-møde", "None", "findes ikke"),
    ],
)
def test_which_year_a_coming_meeting_is_in(line: str, expected: str, doubt: str) -> None:
    text = f"Referat af bestyrelsesmøde 8. september 2026\n\n1. Evt.\n\nIntet.\n\nKalender\n\n{line}\n"
    reading = record.read(text.encode(), "a.txt")
    assert ", ".join(str(one.date) for one in reading.upcoming) == expected
    whys = " ".join(one.why for one in reading.doubts)
    assert (doubt in whys) if doubt else whys == ""


def test_without_a_meetings_date_only_written_years_count() -> None:
    text = (
        "Referat af bestyrelsesmøde\n\n1. Evt.\n\nIntet.\n\nKalender\n\n3. marts: HB-møde\n\n4. april 2027: HB-møde\n"
    )
    assert [str(one.date) for one in record.read(text.encode(), "a.txt").upcoming] == ["None", "2027-04-04"]
