"""Events from the command line: made, changed, sent, answered; what each calendar holds afterwards, and what is refused."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from clerk import CPH, Clerk
from openpyxl import load_workbook
from replay import calendars, objects
from test_cli_bad_input import refused, state

from mailflow.demo.servers import Servers
from mailflow.demo.smtpd import Fault

ANNA, BO, CITTA, DORTE = (f"{name}@odder.example" for name in ("anna.berg", "bo.carstensen", "citta.dam", "dorte.eg"))
SLUG = "webinar-2026-10-26"
WEBINAR = ("--kind", "webinar", "--title", "Webinar om økonomi", "--start", "2026-10-26 08:00", "--end", "09:00",
           "--audience", "all", "--link", "https://moede.fkt.example/1")  # fmt: skip


@pytest.fixture
def clerk(tmp_path: Path, embedded: Servers) -> Clerk:
    """Three members of the board, on 1 October; the mailbox has been looked into once."""
    clerk = Clerk(tmp_path, embedded, "2026-10-01 10:00")
    clerk.people()
    clerk.tick()
    return clerk


@pytest.fixture
def webinar(clerk: Clerk) -> Clerk:
    """... and a webinar on 26 October to which all are invited."""
    clerk.run("events", "add", *WEBINAR)
    invites(clerk)
    clerk.at("2026-10-02 10:00")
    return clerk


def invites(clerk: Clerk, *more: str) -> dict[str, int]:
    """What ``send-invites`` wrote; and a second run writes nothing."""
    said = clerk.json("send-invites", *more)
    assert said["letters"]["sent"] == sum(said["written"].values())
    assert clerk.json("send-invites", *(word for word in more if word != "--again"))["written"] == {}
    return dict(said["written"])


def held(clerk: Clerk) -> dict[str, list[tuple[str, str, int]]]:
    """Of each member (title, start, SEQUENCE) of what lies in the calendar."""
    return {
        to: [(one.title, one.start.strftime("%d/%m %H:%M"), one.sequence) for one in lying]
        for to, lying in calendars(clerk.servers.outgoing).items()
        if to.endswith("odder.example")
    }


# --- what calendars hold ---------------------------------------------------------------------------------------------


def test_every_calendar_is_brought_to_where_it_should_be_and_nothing_more(clerk: Clerk) -> None:
    clerk.run("events", "add", *WEBINAR)
    assert clerk.servers.outgoing == [], "nobody is invited before send-invites"
    assert invites(clerk) == {"invite": 3}
    first = ("Webinar om økonomi", "26/10 08:00", 0)
    assert held(clerk) == {ANNA: [first], BO: [first], CITTA: [first]}

    clerk.at("2026-10-02 10:00")
    clerk.run("members", "add", "--name", "Dorte Eg", "--address", DORTE, "--municipality", "Horsens")
    assert invites(clerk) == {"invite": 1}
    assert held(clerk)[DORTE] == [first]

    clerk.run("events", "edit", SLUG, "--title", "Webinar om økonomien")
    assert invites(clerk) == {"mend": 4}
    clerk.run("events", "edit", SLUG, "--start", "2026-10-27 09:30")
    assert invites(clerk) == {"move": 4}
    moved = ("Webinar om økonomien", "27/10 09:30", 1)
    assert held(clerk) == {one: [moved] for one in (ANNA, BO, CITTA, DORTE)}
    assert calendars(clerk.servers.outgoing)[ANNA][0].end == datetime(2026, 10, 27, 10, 30, tzinfo=CPH), (
        "as long as before"
    )

    clerk.run("members", "leave", "Dorte")
    assert invites(clerk) == {"leave": 1}
    assert held(clerk) == {ANNA: [moved], BO: [moved], CITTA: [moved], DORTE: []}

    clerk.run("events", "edit", SLUG, "--audience", "person:Bo")
    assert invites(clerk) == {"leave": 2}
    clerk.run("events", "edit", SLUG, "--audience", "board")
    assert invites(clerk) == {"invite": 2}
    again = ("Webinar om økonomien", "27/10 09:30", 3)
    assert held(clerk) == {ANNA: [again], BO: [moved], CITTA: [again], DORTE: []}

    clerk.run("events", "cancel", SLUG, "--reason", "For få tilmeldte")
    assert invites(clerk) == {"cancel": 3}
    assert all(not lying for lying in held(clerk).values())
    refused(clerk, 77, "already called off", "events", "cancel", SLUG)
    refused(clerk, 77, "called off", "events", "edit", SLUG, "--title", "Nyt")


def test_each_member_has_a_uid_of_her_own_that_never_changes(webinar: Clerk) -> None:
    webinar.run("events", "edit", SLUG, "--place", "Odder Rådhus")
    invites(webinar)
    uids: dict[str, set[str]] = {}
    for sent in webinar.servers.outgoing:
        uids.setdefault(sent.rcpt_tos[0], set()).update(str(event["UID"]) for _method, event in objects(sent.raw))
    assert [len(of_one) for of_one in uids.values()] == [1, 1, 1]
    assert len(set.union(*uids.values())) == 3


def test_the_dry_run_shows_the_difference_person_by_person_and_changes_nothing(webinar: Clerk) -> None:
    webinar.run("events", "edit", SLUG, "--start", "2026-10-26 10:00", "--audience", "person:anna-berg", "--audience",
                "guest:Grete Holm <grete@kl.example>")  # fmt: skip
    before = state(webinar)
    shown = webinar.json("send-invites", "--dry-run")
    assert [(one["name"], one["does"], one["changed"], one["sequence"]) for one in shown["events"][0]["people"]] == [
        ("Anna Berg", "move", ["start", "end"], 1), ("Grete Holm", "invite", [], 1),
        ("Bo Carstensen", "leave", [], 1), ("Citta Dam", "leave", [], 1),
    ]  # fmt: skip
    words = webinar.run("send-invites", "--dry-run").words
    assert "Anna Berg anna.berg@odder.example update, to be answered again (time)" in words
    assert "Bo Carstensen bo.carstensen@odder.example cancellation: no longer invited" in words
    assert state(webinar) == before
    assert invites(webinar) == {"move": 1, "invite": 1, "leave": 2}


def test_it_can_be_narrowed_to_events_and_people(clerk: Clerk) -> None:
    clerk.run("events", "add", *WEBINAR)
    clerk.run("events", "add", *WEBINAR, "--title", "Et andet", "--start", "2026-10-28 08:00")
    assert invites(clerk, "--event", SLUG, "--to", "Bo") == {"invite": 1}
    assert invites(clerk, "--to", "Bo") == {"invite": 1}
    assert [one[0] for one in held(clerk)[BO]] == ["Webinar om økonomi", "Et andet"]
    assert invites(clerk) == {"invite": 4}
    refused(clerk, 66, "There is no event nope", "send-invites", "--event", "nope")
    refused(clerk, 66, "nobody called", "send-invites", "--to", "Ukendt")
    refused(clerk, 65, "None of these", "send-invites", "--to", "x@y.example")
    refused(clerk, 65, "--again needs --to", "send-invites", "--again")


def test_one_who_has_lost_it_gets_it_once_more(webinar: Clerk) -> None:
    assert invites(webinar, "--to", "Anna", "--again") == {"again": 1}
    assert held(webinar)[ANNA] == [("Webinar om økonomi", "26/10 08:00", 0)]


def test_a_new_address_gets_the_invitation_and_one_without_is_shown(webinar: Clerk) -> None:
    webinar.run("members", "edit", "Bo", "--address", "bo@hjem.example")
    assert invites(webinar) == {"address": 1}
    assert webinar.servers.outgoing[-1].rcpt_tos[0] == "bo@hjem.example"


def test_what_has_not_gone_is_replaced_or_taken_back(clerk: Clerk) -> None:
    """Nothing overtakes, and nobody gets an invitation and its cancellation in one minute."""
    clerk.run("events", "add", *WEBINAR)
    stop = clerk.folder / "STOP"
    stop.touch()
    assert clerk.json("send-invites")["letters"] == {
        "sent": 0, "queued": 3, "deferred": 0, "failed": 0, "unknown": 0, "sending": 0,
    }  # fmt: skip
    clerk.run("events", "edit", SLUG, "--start", "2026-10-26 11:00")
    said = clerk.json("send-invites")
    assert (said["written"], said["withdrawn"]) == ({"invite": 3}, 3)
    clerk.run("events", "edit", SLUG, "--audience", "person:Anna")
    said = clerk.json("send-invites")
    assert (said["written"], said["withdrawn"]) == ({}, 2)
    stop.unlink()
    assert clerk.json("send-invites")["letters"]["sent"] == 1
    assert held(clerk) == {ANNA: [("Webinar om økonomi", "26/10 11:00", 1)]}
    clerk.run("events", "edit", SLUG, "--audience", "board")
    assert invites(clerk) == {"invite": 2}


def test_a_refused_letter_is_not_offered_again_once_a_newer_one_is_written(clerk: Clerk) -> None:
    """Sent again after it, the old time would lie in the mailbox on top of the new one."""
    clerk.run("events", "add", *WEBINAR)
    clerk.servers.faults.append(Fault("RCPT", reply="550 5.1.1 unknown user", match=BO))
    assert clerk.json("send-invites")["letters"] == {
        "sent": 2, "queued": 0, "deferred": 0, "failed": 1, "unknown": 0, "sending": 0,
    }  # fmt: skip
    assert "Bo Carstensen – the last letter was refused" in clerk.run("send-invites").words, "told every time"
    shown = {one["key"]: one["delivery"] for one in clerk.json("events", "show", SLUG)["people"]}
    assert shown == {"anna-berg": "sent", "bo-carstensen": "failed", "citta-dam": "sent"}
    assert len(clerk.json("review")["letters"]) == 1
    clerk.run("events", "edit", SLUG, "--start", "2026-10-26 11:00")
    assert invites(clerk) == {"move": 2, "invite": 1}
    assert clerk.json("review")["letters"] == []
    assert {lying[0][1] for lying in held(clerk).values()} == {"26/10 11:00"}


def test_an_event_that_has_begun_is_never_sent(webinar: Clerk) -> None:
    webinar.run("members", "add", "--name", "Dorte Eg", "--address", DORTE, "--municipality", "Horsens")
    webinar.at("2026-10-26 08:00")
    assert invites(webinar) == {}
    webinar.at("2026-10-26 08:30")
    webinar.run("events", "cancel", SLUG)
    assert invites(webinar) == {"cancel": 3}, "while it lasts one can be told to stay away"
    webinar.at("2026-10-27 08:00")
    assert webinar.json("send-invites", "--dry-run")["events"] == []
    refused(webinar, 77, "already called off", "events", "cancel", SLUG)


def test_a_letter_that_never_went_grows_too_old_and_she_is_told(clerk: Clerk) -> None:
    clerk.run("events", "add", *WEBINAR, "--audience", "person:Bo")
    (clerk.folder / "STOP").touch()
    clerk.run("send-invites", "--to", "Bo")
    (clerk.folder / "STOP").unlink()
    clerk.at("2026-10-26 08:01")
    clerk.tick()
    assert [to for to, _subject in clerk.subjects()] == ["sekretariatet@fkt.example"]


# --- what an event may be --------------------------------------------------------------------------------------------


WRONG: list[tuple[tuple[str, ...], str]] = [
    (("--end", "2026-10-26 07:00"), "It ends (2026-10-26 07:00) before it begins (2026-10-26 08:00)."),
    (("--end", "08:00"), "before it begins"),
    (("--end", "2026-12-26 08:00"), "lasts more than 31 days"),
    (("--start", "2026-09-30 08:00"), "It has begun already (2026-09-30 08:00)."),
    (("--start", "26/10 kl. 8"), "is no date and time"), (("--start", "2026-02-30 08:00"), "is no date"),
    (("--start", "2026-10-26 24:30"), "is no date and time"), (("--end", "9 o'clock"), "is no date and time"),
    (("--start", "2027-03-28 02:30"), "There is no 02:30 on 2027-03-28: the clocks are put forward"),
    (("--start", "2026-10-25 02:30"), "2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00"),
    (("--title", " \r\n "), "It has no title."), (("--title", "x" * 201), "The title has 201 characters"),
    (("--link", "javascript:alert(1)"), "is no link"), (("--link", "https://x.example/a b"), "is no link"),
    (("--link", "https://x.example/\r\nBcc:x"), "is no link"), (("--link", "https://x.example/" + "a" * 4000), "4000 are"),
    (("--audience", "nobody"), "“nobody” is no audience"), (("--audience", "district:Nordjylland"), "Nobody is meant"),
    (("--audience", "group:Ukendt"), "Known are: board, chair"), (("--audience", "guest:Os <nej>"), "no e-mail address"),
    (("--answer-by", "2026-10-27"), "after it has begun"), (("--answer-by", "2026-09-27"), "is over already"),
]  # fmt: skip


def test_what_cannot_be_is_told_plainly(clerk: Clerk) -> None:
    for changes, words in WRONG:
        refused(clerk, 65, words, "events", "add", *WEBINAR, *changes)


def test_all_mistakes_are_told_at_once(clerk: Clerk) -> None:
    said = clerk.run("events", "add", *WEBINAR, "--end", "07:00", "--title", " ", "--link", "x", "--answer-by", "2026-11-01",
                     expect=65)  # fmt: skip
    for words in ("has no title", "is no link", "before it begins", "after it has begun"):
        assert words in said.err


def test_the_same_event_is_not_made_twice(webinar: Clerk) -> None:
    refused(
        webinar,
        77,
        f"That event is there already: {SLUG}.",
        "events",
        "add",
        *WEBINAR,
        "--title",
        "WEBINAR om økonomi!",
    )


def test_nobody_is_nobody(clerk: Clerk, tmp_path: Path) -> None:
    empty = (
        Clerk(tmp_path / "empty", clerk.servers, "2026-10-01 10:00") if (tmp_path / "empty").mkdir() is None else clerk
    )
    refused_words = empty.run("events", "add", *WEBINAR, expect=65).err
    assert "Nobody is meant by “all” today." in refused_words


def test_a_title_is_one_line_whatever_is_in_it(clerk: Clerk) -> None:
    said = clerk.json("events", "add", *WEBINAR, "--title", "Økonomi; \r\nBcc: x@y.example\r\n, \\n og \\")
    assert said["title"] == "Økonomi; Bcc: x@y.example , \\n og \\"
    invites(clerk)
    (one,) = calendars(clerk.servers.outgoing)[ANNA]
    assert one.title == said["title"]
    assert all(sent.rcpt_tos[0].endswith("odder.example") for sent in clerk.servers.outgoing)


def test_a_link_of_two_thousand_characters_arrives_whole(clerk: Clerk) -> None:
    link = "https://moede.fkt.example/" + "a1-_%20" * 282
    assert len(link) == 2000
    clerk.run("events", "add", *WEBINAR, "--link", link)
    invites(clerk)
    (one,) = calendars(clerk.servers.outgoing)[ANNA]
    assert link in one.text


CLOCKS = [
    (("2026-10-25 01:30", "2026-10-25 03:30"), "2026-10-24T23:30Z", "2026-10-25T02:30Z", 3),
    (("2027-03-28 01:30", "03:30"), "2027-03-28T00:30Z", "2027-03-28T01:30Z", 1),
    (("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"), "2026-10-25T00:30Z", "2026-10-25T01:30Z", 1),
    (("2026-12-31 22:00", "2027-01-01 02:00"), "2026-12-31T21:00Z", "2027-01-01T01:00Z", 4),
    (("2026-11-02 00:00", "2026-11-03 00:00"), "2026-11-01T23:00Z", "2026-11-02T23:00Z", 24),
]  # fmt: skip


def test_the_clock_is_changed_and_midnight_passes(clerk: Clerk) -> None:
    for number, (when, _start, _end, _hours) in enumerate(CLOCKS):
        clerk.run("events", "add", *WEBINAR, "--title", str(number), "--start", when[0], "--end", when[1], "--audience",
                  "person:Anna")  # fmt: skip
    invites(clerk)
    lying = {one.title: one for one in calendars(clerk.servers.outgoing)[ANNA]}
    for number, (_when, start, end, hours) in enumerate(CLOCKS):
        one = lying[str(number)]
        assert isinstance(one.start, datetime)
        assert isinstance(one.end, datetime)
        # As seconds: Python never calls a time that a clock shows twice equal to one in another zone (PEP 495).
        expected = [datetime.fromisoformat(text).timestamp() for text in (start, end)]
        assert [one.start.timestamp(), one.end.timestamp()] == expected
        assert expected[1] - expected[0] == hours * 3600


def test_whole_days(clerk: Clerk) -> None:
    """The day on which the clock is put back has 25 hours and is one day."""
    one_day = clerk.json("events", "add", *WEBINAR[:4], "--all-day", "--start", "2026-10-25", "--audience", "board")
    clerk.run(
        "events",
        "add",
        *WEBINAR[:4],
        "--all-day",
        "--start",
        "2026-11-12",
        "--end",
        "2026-11-13",
        "--audience",
        "board",
    )
    invites(clerk)
    lying = [(one.start, one.end) for one in calendars(clerk.servers.outgoing)[ANNA]]
    assert lying == [(date(2026, 10, 25), date(2026, 10, 26)), (date(2026, 11, 12), date(2026, 11, 14))]
    clerk.run("events", "edit", "webinar-2026-11-12", "--start", "2026-11-19")
    clerk.run("events", "edit", one_day["id"], "--timed", "--start", "2026-10-25 09:00", "--end", "10:00")
    assert invites(clerk) == {"move": 6}
    first, second = calendars(clerk.servers.outgoing)[ANNA]
    assert (first.start, second.start, second.end) == (
        datetime(2026, 10, 25, 9, tzinfo=CPH), date(2026, 11, 19), date(2026, 11, 21),
    )  # fmt: skip


def test_files_go_with_it_and_a_changed_one_is_a_quiet_update(clerk: Clerk) -> None:
    paper = clerk.file(b"%PDF-1.4 dagsorden", "dagsorden.pdf")
    clerk.run("events", "add", *WEBINAR, "--file", paper)
    invites(clerk)
    assert b"dagsorden.pdf" in clerk.letter(ANNA)
    paper.write_bytes(b"%PDF-1.4 rettet dagsorden")
    assert clerk.json("events", "edit", SLUG, "--file", paper)["changed"] == ["files"]
    assert invites(clerk) == {"mend": 3}
    assert clerk.json("events", "edit", SLUG, "--remove-file", "dagsorden.pdf")["files"] == []
    refused(clerk, 65, "no file dagsorden.pdf", "events", "edit", SLUG, "--remove-file", "dagsorden.pdf")
    big = clerk.file(b"x" * 3_000_001, "stor.pdf")
    refused(clerk, 65, "larger than 3 MB", "events", "edit", SLUG, "--file", big)


def test_the_board_sees_who_else_is_invited_and_a_webinar_does_not(clerk: Clerk) -> None:
    clerk.run("events", "add", *WEBINAR)
    clerk.run("events", "add", "--kind", "board-meeting", "--title", "Møde i HB", "--start", "2026-11-04 10:00", "--end",
              "15:00", "--audience", "board", "--place", "Odder Rådhus")  # fmt: skip
    invites(clerk)
    webinar, meeting = calendars(clerk.servers.outgoing)[ANNA]
    assert "Citta Dam" not in webinar.text
    assert "Citta Dam" in meeting.text
    assert "@odder.example" not in meeting.text


# --- answers ---------------------------------------------------------------------------------------------------------


def people(clerk: Clerk) -> dict[str, tuple[str, str]]:
    """(status, what was answered before it moved) by key."""
    shown = clerk.json("events", "show", SLUG)["people"]
    return {one["key"]: (one["status"], one["before_it_moved"] or "") for one in shown}


def test_what_came_by_telephone_counts_until_something_else_is_said(webinar: Clerk) -> None:
    answer = ("events", "answer", SLUG)
    webinar.run(*answer, "Anna", "--accepts", "--by", "phone", "--partly", "online fra kl. 14")
    webinar.run(*answer, "Bo", "--accepts", "--by", "meeting")
    webinar.at("2026-10-02 11:00")
    webinar.run(*answer, "Bo", "--declines", "--by", "phone", "--comment", "Ferie")
    assert people(webinar) == {
        "anna-berg": ("accepted", ""),
        "bo-carstensen": ("declined", ""),
        "citta-dam": ("none", ""),
    }
    shown = webinar.run("events", "show", SLUG).words
    for words in ("1 takes part", "1 regrets", "1 no answer", "takes part (online fra kl. 14)", "Ferie", "Regrets: Bo Carstensen",
                  "Partly: Anna Berg (online fra kl. 14)"):  # fmt: skip
        assert words in shown, words
    told = webinar.json("events", "show", SLUG)
    assert [(one["id"], one["answer"], one["recorded_by"]) for one in told["log"]] == [
        (f"{SLUG}/1", "accepted", "Signe Holk"), (f"{SLUG}/2", "accepted", "Signe Holk"), (f"{SLUG}/3", "declined", "Signe Holk"),
    ]  # fmt: skip
    assert webinar.json("events", "list")[0]["answers"]["declined"] == 1
    refused(webinar, 65, "is not invited", *answer, "x@y.example", "--accepts", "--by", "phone")
    refused(webinar, 2, "Choose one of", *answer, "Bo", "--by", "phone")


def test_who_has_declined_is_asked_again_when_it_moves(webinar: Clerk) -> None:
    webinar.run("events", "answer", SLUG, "Bo", "--declines", "--by", "phone")
    webinar.run("events", "edit", SLUG, "--start", "2026-10-27 08:00")
    assert invites(webinar) == {"move": 3}
    (part,) = [part for part in message_from_bytes(webinar.letter(BO), policy=policy.default).walk()
               if part.get_content_type() == "text/plain"]  # fmt: skip
    assert "26. oktober 2026 kl. 8.00" in part.get_content(), "the mail says when it was before"
    assert people(webinar)["bo-carstensen"] == ("none", "declined")
    assert "no answer (to the earlier time: regrets)" in webinar.run("events", "show", SLUG).words
    webinar.run("events", "edit", SLUG, "--title", "Kun en ny titel")
    webinar.run("events", "answer", SLUG, "Bo", "--accepts", "--by", "phone")
    assert invites(webinar) == {"mend": 3}
    assert people(webinar)["bo-carstensen"] == ("accepted", ""), "a new title is no new question"


def test_an_answer_before_the_invitation_has_gone_is_kept(clerk: Clerk) -> None:
    clerk.run("events", "add", *WEBINAR)
    clerk.run("events", "answer", SLUG, "Bo", "--declines", "--by", "phone")
    assert invites(clerk) == {"invite": 3}
    assert people(clerk)["bo-carstensen"] == ("declined", "")


def test_only_those_who_have_not_answered_are_reminded_once_a_day(webinar: Clerk) -> None:
    webinar.run("events", "answer", SLUG, "Anna", "--tentative", "--by", "phone")
    before = len(webinar.servers.outgoing)
    assert [one["key"] for one in webinar.json("events", "remind", SLUG, "--dry-run")["events"][0]["people"]] == [
        "bo-carstensen", "citta-dam",
    ]  # fmt: skip
    assert webinar.json("events", "remind", SLUG)["written"] == {"remind": 2}
    assert [to for to, _subject in webinar.subjects(before)] == [BO, CITTA]
    assert all(not list(objects(sent.raw)) for sent in webinar.servers.outgoing[before:]), (
        "no new entry in any calendar"
    )
    assert "Nobody needs to be reminded" in webinar.run("events", "remind", SLUG).out
    assert invites(webinar) == {}
    webinar.at("2026-10-04 10:00")
    assert webinar.json("events", "remind", SLUG, "--to", "Citta")["written"] == {"remind": 1}
    webinar.run("events", "edit", SLUG, "--start", "2026-10-28 08:00")
    refused(webinar, 77, "Not everybody has the newest invitation", "events", "remind", SLUG)
    webinar.at("2026-10-28 08:00")
    refused(webinar, 77, "has begun", "events", "remind", SLUG)


def test_the_list_goes_into_excel_and_no_cell_runs(webinar: Clerk) -> None:
    webinar.run("events", "answer", SLUG, "Bo", "--declines", "--by", "phone", "--comment", "=1+1; ferie")
    webinar.run("events", "show", SLUG, "--csv", webinar.folder / "svar.csv", "--xlsx", webinar.folder / "svar.xlsx")
    rows = list(csv.reader(io.StringIO((webinar.folder / "svar.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows] == ["Name", "Anna Berg", "Bo Carstensen", "Citta Dam"]
    assert rows[2][2:4] == ["regrets", "'=1+1; ferie"]
    sheet: Any = load_workbook(webinar.folder / "svar.xlsx").active
    assert (sheet["A3"].value, sheet["D3"].value, sheet["D3"].data_type) == ("Bo Carstensen", "=1+1; ferie", "s")


def test_she_reads_danish(webinar: Clerk) -> None:
    webinar.run("events", "answer", SLUG, "Bo", "--declines", "--by", "phone")
    shown = webinar.run("events", "show", SLUG, language="da").words
    for words in (
        "0 deltager",
        "1 afbud",
        "2 intet svar",
        "Afbud: Bo Carstensen",
        "mandag den 26. oktober 2026 kl. 8.00–9.00",
    ):
        assert words in shown, words


# --- dry runs --------------------------------------------------------------------------------------------------------


def test_a_dry_run_changes_nothing(webinar: Clerk) -> None:
    runs: list[tuple[object, ...]] = [
        ("add", *WEBINAR, "--title", "Et andet"), ("edit", SLUG, "--start", "2026-10-27 08:00"), ("cancel", SLUG),
        ("answer", SLUG, "Bo", "--accepts", "--by", "phone"), ("remind", SLUG),
    ]  # fmt: skip
    for command in runs:
        before = state(webinar)
        assert webinar.run("events", *command, "--dry-run").out.endswith("Nothing was changed or sent.\n"), command
        assert webinar.json("events", *command, "--dry-run")["dry_run"] is True
        assert state(webinar) == before, command


class _Terminal(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_what_is_missing_is_asked_for(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = "board-meeting\nMøde i HB\n2026-11-04 10:00\n15:00\nOdder Rådhus\n\n\n"
    monkeypatch.setattr("sys.stdin", _Terminal(typed))
    said = clerk.run("events", "add")
    assert "What kind of event is it?" in said.out
    made = clerk.json("events", "show", "hb-moede-2026-11-04")
    assert (made["title"], made["place"], made["link"], made["audience"], made["guests_visible"]) == (
        "Møde i HB", "Odder Rådhus", "", ["board"], True,
    )  # fmt: skip


def test_without_a_terminal_nothing_is_asked(clerk: Clerk) -> None:
    refused(
        clerk, 65, "An event needs --start, --end, --audience.", "events", "add", "--kind", "webinar", "--title", "x"
    )


# --- what the daemon does by itself -----------------------------------------------------------------------------------


def test_those_who_come_are_reminded_the_day_before(webinar: Clerk) -> None:
    webinar.run("events", "edit", SLUG, "--day-before")
    webinar.run("events", "answer", SLUG, BO, "--accepts", "--by", "phone")
    webinar.run("events", "answer", SLUG, CITTA, "--declines", "--by", "phone")
    for early in ("2026-10-24 10:00", "2026-10-25 07:00"):
        webinar.at(early)
        before = len(webinar.servers.outgoing)
        webinar.tick()
        assert webinar.subjects(before) == []
    webinar.at("2026-10-25 08:00")
    webinar.tick()
    ((to, subject),) = webinar.subjects(before)
    assert (to, subject.startswith("Påmindelse: Webinar om økonomi")) == (BO, True)
    assert b"Auto-Submitted: auto-generated" in webinar.letter(BO)
    assert b"text/calendar" not in webinar.letter(BO)
    webinar.at("2026-10-25 09:00")
    webinar.tick()
    assert len(webinar.subjects(before)) == 1, "once"


def test_the_daemon_invites_by_itself_when_it_is_told_to(clerk: Clerk) -> None:
    clerk.run("events", "add", *WEBINAR)
    clerk.tick()
    assert held(clerk) == {}
    clerk.config.write_text(clerk.config.read_text("utf-8") + "\n[events]\ninvite = true\n", "utf-8")
    clerk.tick()
    assert set(held(clerk)) == {ANNA, BO, CITTA}
    before = len(clerk.servers.outgoing)
    clerk.tick()
    assert len(clerk.servers.outgoing) == before


def test_public_events_stand_in_the_website_s_calendar(clerk: Clerk) -> None:
    calendar = clerk.folder / "site" / "calendar.ics"
    clerk.run("events", "add", *WEBINAR)
    clerk.tick()
    assert not calendar.exists(), "nothing is public"
    clerk.run("events", "edit", SLUG, "--public")
    clerk.tick()
    shown = calendar.read_bytes()
    assert "SUMMARY:Webinar om økonomi".encode() in shown
    assert b"moede.fkt.example" not in shown, "how one takes part is for those who are invited"
    assert b"ATTENDEE" not in shown
    made = calendar.stat().st_mtime_ns
    clerk.tick()
    assert calendar.stat().st_mtime_ns == made, "nothing has changed"
    clerk.run("events", "cancel", SLUG, "--reason", "Syg")
    clerk.tick()
    assert b"STATUS:CANCELLED" in calendar.read_bytes()
    clerk.run("events", "add", *WEBINAR)
    clerk.tick()
    assert calendar.read_bytes().count(b"BEGIN:VEVENT") == 1
