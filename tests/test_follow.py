"""What follows from minutes: offered once, never what stands already, and done only after her yes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from clerk import Clerk

from mailflow.demo.servers import Servers
from mailflow.desks import consequences, nextagenda, regrets, seatchanges
from mailflow.desks.eventform import span
from mailflow.models import CalendarEvent, Forum, Seat, Task, Tenure
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import record

CPH = ZoneInfo("Europe/Copenhagen")
TODAY = date(2026, 9, 1)
HEAD = "Referat af møde i Hovedbestyrelsen\n\nTorsdag den 27. august 2026 kl. 13-15\n\n"
PEOPLE = "Deltagere:\nAnna Berg, Odder\nBo Carstensen, Samsø\n\nAfbud:\nCitta Dam, Viborg\n\n"
ITEMS = """\
1. Godkendelse af dagsorden

Beslutning:
Godkendt.

2. Udpegninger

Beslutning:
Hovedbestyrelsen besluttede at udpege Anna Berg som nyt medlem af Byplanrådet i stedet for Bo Dahl.

3. Økonomi

Beslutning:
Sekretariatet indhenter tre tilbud senest den 1. oktober.

4. Kommende møder

- Fredag den 6. november 2026 kl. 10-12: HB-møde, Odense
- Onsdag den 2. december 2026 kl. 9-10: Webinar om budget
- Uge 3: Strategidag
"""
MINUTES = HEAD + PEOPLE + ITEMS


def event(kind: str, title: str, start: str, end: str, place: str = "", state: str = "open") -> CalendarEvent:
    begins, ends = span(start, end, False, CPH)
    return CalendarEvent(
        kind=kind,
        slug=f"{kind}-{start[:10]}",
        title=title,
        start_at=begins,
        end_at=ends,
        all_day=False,
        place=place,
        state=state,
    )


def offered(*events: CalendarEvent, text: str = MINUTES, today: date = TODAY) -> dict[str, list[dict[str, object]]]:
    """Facts by kind."""
    found: dict[str, list[dict[str, object]]] = {}
    offers, _left = consequences.read(record.read(text.encode(), "r.txt"), "r.txt", events, today, CPH)
    for one in offers:
        found.setdefault(one.kind, []).append(one.facts)
    return found


def test_the_coming_meetings_are_offered_as_invitations() -> None:
    board, webinar = offered()["event"]
    assert board == {
        "event": "board-meeting", "title": "Møde i Hovedbestyrelsen", "date": "2026-11-06", "last_date": None, "start": "10:00",
        "end": "12:00", "place": "Odense", "audience": ["board"],
    }  # fmt: skip
    assert (webinar["event"], webinar["title"], webinar["audience"]) == ("webinar", "Webinar om budget", ["all"])
    _offers, left = consequences.read(record.read(MINUTES.encode(), "r.txt"), "r.txt", [], TODAY, CPH)
    assert [(one.why, "“Uge 3” er ikke en dag" in one.words) for one in left] == [("doubt", True)]
    later = offered(today=date(2026, 11, 6))["event"]
    assert [one["date"] for one in later] == ["2026-12-02"], "what is past is not offered"


@pytest.mark.parametrize(
    ("standing", "kinds"),
    [
        (event("board-meeting", "Møde i HB", "2026-11-06 10:00", "12:00", "Odense"), {"event": 1}),
        (event("board-meeting", "Møde i HB", "2026-11-06 10:00", "12:00"), {"event": 1}),
        (event("board-meeting", "Møde i HB", "2026-11-06 11:00", "12:00"), {"event-moved": 1, "event": 1}),
        (event("board-meeting", "Møde i HB", "2026-11-04 10:00", "12:00"), {"event-moved": 1, "event": 1}),
        (event("board-meeting", "Møde i HB", "2026-11-06 10:00", "12:00", "Vejle"), {"event-moved": 1, "event": 1}),
        (event("board-meeting", "Møde i HB", "2026-10-02 10:00", "12:00"), {"event": 2}),
        (event("board-meeting", "Møde i HB", "2026-11-06 10:00", "12:00", state="cancelled"), {"event": 1}),
        (event("webinar", "Webinar om budget", "2026-12-02 09:00", "10:00"), {"event": 1}),
        (event("webinar", "Webinar om budget", "2026-12-03 09:00", "10:00"), {"event-moved": 1, "event": 1}),
        (event("webinar", "Webinar om skoler", "2026-12-02 09:00", "10:00"), {"event": 2}),
    ],
)
def test_what_stands_is_not_offered_and_what_contradicts_it_is_a_move(
    standing: CalendarEvent, kinds: dict[str, int]
) -> None:
    found = offered(standing)
    assert {kind: len(found[kind]) for kind in ("event", "event-moved") if kind in found} == kinds


def test_a_seat_says_what_it_rests_on_and_an_action_by_when() -> None:
    (seat,) = offered()["seat"]
    assert (seat["change"], seat["person"], seat["replaces"]) == ("replaced", "Anna Berg", "Bo Dahl")
    assert seat["decision"] == "Hovedbestyrelsen, 2026-08-27, punkt 2"
    action = next(one for one in offered()["action"] if one["item"] == "3")
    assert (action["who"], action["due"], action["meeting"]) == ("Sekretariatet", "2026-10-01", "2026-08-27")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("sender det ud senest den 1. oktober", "2026-10-01"),
        ("sender det inden fredag den 15. januar", "2027-01-15"),
        ("sender det inden mandag den 15. januar", None),
        ("skriver inden udgangen af februar", "2027-02-28"),
        ("skriver (frist: 3. september 2026)", "2026-09-03"),
        ("deltager i mødet den 1. oktober", None),
        ("skriver inden den 1. oktober, senest den 2. oktober", None),
        ("skriver snart", None),
    ],
)
def test_the_last_day_is_taken_only_where_the_words_say_so(words: str, day: str | None) -> None:
    found = consequences.due(words, date(2026, 8, 27))
    assert (found.isoformat() if found else None) == day


def test_regrets_are_held_against_the_calendar() -> None:
    reading = record.read(MINUTES.encode(), "r.txt")
    said = [
        ("Anna Berg", "declined"),
        ("Bo Carstensen", "none"),
        ("Citta Dam", "accepted"),
        ("Dan Eg", "accepted"),
        ("Ea Fog", "none"),
    ]
    assert [(one.name, one.minutes, one.calendar) for one in regrets.differences(reading, said)] == [
        ("Anna Berg", "present", "declined"), ("Citta Dam", "regrets", "accepted"), ("Dan Eg", "", "accepted"),
    ]  # fmt: skip
    assert regrets.differences(reading, [("Anna Berg", "accepted"), ("Citta Dam", "declined")]) == []
    assert [one.calendar for one in regrets.differences(reading, [])] == [""], "regrets of one who is not invited"


def test_the_next_agenda_begins_with_the_minutes_and_the_open_actions() -> None:
    tasks = [
        Task(id=1, who="", what="Engang", due=None),
        Task(id=2, who="Anna Berg", what="Skriver", due=date(2026, 10, 1)),
    ]
    said = nextagenda.text("Hovedbestyrelsen", date(2026, 8, 27), None, tasks, "da").splitlines()
    assert said[1] == "2. Godkendelse af referat af møde i Hovedbestyrelsen torsdag den 27. august 2026"
    assert said[3:] == ["   - Anna Berg: Skriver (senest torsdag den 1. oktober 2026)", "   - Ingen er nævnt: Engang"]
    approved = nextagenda.text("Hovedbestyrelsen", date(2026, 8, 27), date(2026, 9, 4), [], "da")
    assert approved.splitlines()[1].endswith("torsdag den 27. august 2026: godkendt fredag den 4. september 2026")


# --- which seat is meant ---------------------------------------------------------------------------------------------


def forum(name: str, *holders: str) -> Forum:
    made = Forum(slug=name.lower(), name=name, state="active")
    for number, holder in enumerate(holders, 1):
        seat = Seat(forum=made, number=number, tenures=[])
        if holder:
            Tenure(seat=seat, name=holder, municipality="")
    return made


@pytest.mark.parametrize(
    ("change", "person", "replaces", "holders", "does", "seat"),
    [
        ("replaced", "Anna Berg", "Bo Dahl", ("Bo Dahl", "Eva Fog"), "appoint", 1),
        ("replaced", "Anna Berg", "Bo Dahl", ("Eva Fog", ""), "unclear", None),
        ("appointed", "Anna Berg", None, ("Bo Dahl", ""), "appoint", 2),
        ("appointed", "Anna Berg", None, ("", ""), "unclear", None),
        ("appointed", "Anna Berg", None, ("Bo Dahl",), "unclear", None),
        ("appointed", "Anna Berg", None, ("Anna K. Berg",), "nothing", None),
        ("removed", "Bo Dahl", None, ("Eva Fog", "Bo Dahl"), "vacate", 2),
        ("removed", "Bo Dahl", None, ("Eva Fog",), "nothing", None),
        ("removed", None, None, ("Eva Fog",), "retire", None),
        ("vacancy", None, None, ("Eva Fog", ""), "nothing", None),
        ("vacancy", None, None, ("Eva Fog",), "unclear", None),
    ],
)  # fmt: skip
def test_a_seat_is_found_or_asked_for(
    change: str, person: str | None, replaces: str | None, holders: tuple[str, ...], does: str, seat: int | None
) -> None:
    facts = {"change": change, "forum": "Byplanrådet", "person": person, "replaces": replaces}
    plan = seatchanges.plan(facts, [forum("Byplanrådet", *holders), forum("Energirådet", "")], None, TODAY)
    assert (plan.does, plan.seat.number if plan.seat else None) == (does, seat)


def test_a_forum_that_nobody_knows_is_asked_for_and_a_named_seat_wins() -> None:
    facts = {"change": "appointed", "forum": "Havnerådet", "person": "Anna Berg", "replaces": None}
    register = [forum("Byplanrådet", "Bo Dahl")]
    assert seatchanges.plan(facts, register, None, TODAY).why == "no-forum"
    chosen = seatchanges.plan(facts, register, register[0].seats[0], TODAY)
    assert (chosen.does, chosen.tenure and chosen.tenure.name) == ("appoint", "Bo Dahl")


# --- from the command line -------------------------------------------------------------------------------------------


def test_she_accepts_what_is_right_and_the_same_is_never_proposed_twice(tmp_path: Path, embedded: Servers) -> None:
    clerk = Clerk(tmp_path, embedded, "2026-09-01 10:00")
    clerk.people()
    file = clerk.file(MINUTES, "referat.txt")
    dry = clerk.json("read", file, "--propose", "--dry-run")
    assert clerk.json("proposals", "list")["proposals"] == []
    said = clerk.json("read", file, "--propose")
    assert [one["facts"] for one in said["proposed"]] == [one["facts"] for one in dry["proposed"]]
    kinds = {one["id"]: one["kind"] for one in said["proposed"]}
    assert list(kinds.values())[:3] == ["event", "event", "seat"]
    assert "Godkendelse af referat" in said["agenda"]
    again = clerk.json("read", file, "--propose")
    assert (again["proposed"], [one["id"] for one in again["waiting"]]) == ([], list(kinds))

    board, webinar, seat, action = (next(n for n, kind in kinds.items() if kind == want and n not in seen)
                                    for want, seen in (("event", ()), ("event", (1,)), ("seat", ()), ("action", ())))  # fmt: skip
    assert "board-meeting" in str(clerk.json("proposals", "accept", board, "--dry-run"))
    assert clerk.json("events", "list") == []
    done = clerk.json("proposals", "accept", f"{board}-{webinar}")["proposals"]
    assert [one["became"]["event"] for one in done] == ["hb-moede-2026-11-06", "webinar-2026-12-02"]
    assert clerk.servers.outgoing == [], "nobody is invited yet"
    assert "no forum “Byplanrådet” in the register" in clerk.run("proposals", "accept", seat, expect=65).err
    clerk.run("forums", "add", "Byplanrådet")
    assert clerk.json("proposals", "accept", seat)["became"] == {"seat": "byplanraadet/1"}
    shown = str(clerk.json("forums", "show", "byplanraadet"))
    for words in ("Hovedbestyrelsen, 2026-08-27, punkt 2", "anna-berg", "Bo Dahl"):
        assert words in shown
    assert "--seat does not belong to" in clerk.run("proposals", "accept", action, "--seat", "x/1", expect=65).err
    number = clerk.json("proposals", "accept", action, "--who", "Anna Berg")["became"]["action"]
    kept = next(one for one in clerk.json("actions", "list")["actions"] if one["id"] == number)
    assert (kept["person"], kept["meeting"], kept["file"]) == ("anna-berg", "2026-08-27", "referat.txt")
    assert clerk.json("read", file, "--propose")["proposed"] == [], "what was taken is not offered again"

    moved = MINUTES.replace("kl. 10-12: HB-møde", "kl. 9-11: HB-møde")
    clerk.run("read", clerk.file(moved, "rettet.txt"), "--propose")
    (move,) = (one for one in clerk.json("proposals", "list")["proposals"] if one["kind"] == "event-moved")
    assert "hb-moede-2026-11-06 stands for 2026-11-06 10:00" in clerk.run("proposals", "list").out
    clerk.run("proposals", "accept", move["id"])
    assert clerk.json("events", "show", "hb-moede-2026-11-06")["start"] == "2026-11-06T08:00:00+00:00"
    agenda = clerk.file(MINUTES.replace("Referat af", "Dagsorden for"), "dagsorden.txt")
    assert "does not look like minutes" in clerk.run("read", agenda, "--propose", expect=65).err


def test_after_the_approval_the_secretariat_is_told_once(tmp_path: Path, embedded: Servers) -> None:
    clerk = Clerk(tmp_path, embedded, "2026-08-28 10:00")
    clerk.people()
    clerk.tick()
    clerk.send(MINUTES)
    clerk.at("2026-09-07 09:00")
    before = len(clerk.servers.outgoing)
    clerk.tick()
    clerk.tick()
    told = [sent.raw for sent in clerk.servers.outgoing[before:] if "Hvad følger" in parse_mail.parse(sent.raw).subject]
    assert len(told) == 1
    text = parse_mail.parse(told[0]).text
    assert "Invitation: Møde i Hovedbestyrelsen, fredag den 6. november 2026 kl. 10:00–12:00, Odense" in text
    assert "mailflow proposals accept 1," in text
    assert "godkendt mandag den 7. september 2026" in text
    assert len(clerk.json("proposals", "list")["proposals"]) >= 4
