"""Answers to invitations over real SMTP and IMAP: by calendar and in words, from everybody who may give one, and who may not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from clerk import Clerk
from house import address_of, reply

from mailflow.demo.clients import bounce, out_of_office
from mailflow.demo.servers import Servers
from mailflow.errors import RefusedError
from mailflow.mail import Mailbox
from mailflow.parsers import mail as parse_mail

ANNA, BO, CITTA = "anna.berg@odder.example", "bo.carstensen@odder.example", "citta.dam@odder.example"
SLUG = "hb-moede-2026-10-26"
OFFICE = "sekretariatet@fkt.example"


@pytest.fixture
def clerk(tmp_path: Path, embedded: Servers) -> Clerk:
    """A board meeting to which the board was invited yesterday."""
    clerk = Clerk(tmp_path, embedded, imap='authserv_id = "mx.fkt.example"')
    clerk.people()
    clerk.tick()
    clerk.run(
        "events", "add", "--kind", "board-meeting", "--title", "Møde i Hovedbestyrelsen", "--start", "2026-10-26 10:00",
        "--end", "2026-10-26 12:00", "--place", "Rådhuset i Odder", "--audience", "board",
    )  # fmt: skip
    clerk.run("send-invites")
    clerk.at("2026-08-29 09:00")
    return clerk


def calendar_of(letter: bytes) -> dict[str, str]:
    text = re.sub(r"\r?\n[ \t]", "", parse_mail.parse(letter).calendar.decode())
    lines = (line.partition(":") for line in text.splitlines())
    return {name.partition(";")[0]: value for name, _, value in lines}


def answer(clerk: Clerk, to: str, partstat: str, *, sender: str = "", name: str = "", comment: str = "",
           sequence: int | None = None, stamp: str = "20260829T070000Z", method: str = "REPLY", more: str = "",
           uid: str = "", proof: str | None = None) -> None:  # fmt: skip
    """A client's answer as Exchange sends it: no ORGANIZER, no In-Reply-To, its own subject."""
    invited = calendar_of(clerk.letter(to))
    sender = sender or to
    name = name or " ".join(part.capitalize() for part in to.partition("@")[0].split("."))
    lines = [
        "BEGIN:VCALENDAR", f"METHOD:{method}", "PRODID:Microsoft Exchange Server 2010", "VERSION:2.0", "BEGIN:VEVENT",
        f"ATTENDEE;PARTSTAT={partstat};CN={name}{more}:mailto:{sender}", f"UID:{uid or invited['UID']}",
        f"SEQUENCE:{invited['SEQUENCE'] if sequence is None else sequence}", f"DTSTAMP:{stamp}",
        "DTSTART;TZID=Romance Standard Time:20261026T130000", "DTEND;TZID=Romance Standard Time:20261026T150000",
        *([f"COMMENT:{comment}"] if comment else []), "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    raw = (
        f"From: {name} <{sender}>\r\nTo: {OFFICE}\r\nSubject: Svar\r\nMessage-ID: <{abs(hash(tuple(lines)))}@c.example>\r\n"
        f"Date: Sat, 29 Aug 2026 09:00:00 +0200\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: text/calendar; charset="utf-8"; method={method}\r\n\r\n' + "\r\n".join(lines)
    )
    clerk.deliver(raw.encode(), proof)
    clerk.tick()


def standing(clerk: Clerk) -> dict[str, str]:
    return {one["name"]: one["status"] for one in clerk.json("events", "show", SLUG)["people"]}


def waiting(clerk: Clerk) -> list[Any]:
    return clerk.json("review")["invitations"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("partstat", "status"), [("ACCEPTED", "accepted"), ("DECLINED", "declined"), ("TENTATIVE", "tentative")]
)
def test_a_press_of_a_button_is_an_answer(clerk: Clerk, partstat: str, status: str) -> None:
    before = len(clerk.servers.outgoing)
    answer(clerk, BO, partstat)
    assert standing(clerk) == {"Anna Berg": "none", "Bo Carstensen": status, "Citta Dam": "none"}
    assert (waiting(clerk), len(clerk.servers.outgoing)) == ([], before), "nobody is bothered"


def test_the_latest_answer_counts_by_its_own_stamp(clerk: Clerk) -> None:
    clerk.at("2026-08-29 12:00")
    answer(clerk, BO, "DECLINED", stamp="20260829T080000Z")
    answer(clerk, BO, "ACCEPTED", stamp="20260829T070000Z")  # was under way for longer
    assert standing(clerk)["Bo Carstensen"] == "declined"
    answer(clerk, BO, "TENTATIVE", stamp="20260829T090000Z")
    assert standing(clerk)["Bo Carstensen"] == "tentative"


def test_the_same_answer_twice_is_one(clerk: Clerk) -> None:
    answer(clerk, BO, "ACCEPTED")
    answer(clerk, BO, "ACCEPTED", name="Bo Carstensen (Odder)")  # the part again, in another mail
    with clerk.engine().connect() as store:
        assert store.exec_driver_sql("select count(*) from event_answer").scalar() == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Jeg må desværre melde afbud.", "declined"),
        ("Deltager online fra kl. 14", "accepted"),
        ("Jeg kommer. Mvh Bo", "accepted"),
        ("Jeg ved det ikke endnu, men melder tilbage.", "tentative"),
    ],
)
def test_a_line_of_danish_is_an_answer(clerk: Clerk, words: str, status: str) -> None:
    clerk.say("Bo Carstensen", words, subject="SV: Møde i Hovedbestyrelsen")
    assert standing(clerk)["Bo Carstensen"] == status
    assert waiting(clerk) == []


def test_partial_attendance_is_kept_in_her_words(clerk: Clerk) -> None:
    clerk.say("Bo Carstensen", "Deltager online fra kl. 14")
    (one,) = [one for one in clerk.json("events", "show", SLUG)["people"] if one["name"] == "Bo Carstensen"]
    assert one["partial"] == "Deltager online fra kl. 14"


def test_a_question_waits_and_a_verdict_settles_it(clerk: Clerk) -> None:
    before = len(clerk.servers.outgoing)
    clerk.say("Bo Carstensen", "Er der frokost?")
    assert [sent.rcpt_tos for sent in clerk.servers.outgoing[before:]] == [(OFFICE,)]
    (one,) = waiting(clerk)
    assert (one["partstat"], one["words"], one["person"]) == ("question", "Er der frokost?", "bo-carstensen")
    assert standing(clerk)["Bo Carstensen"] == "none"
    clerk.run("review", one["id"], "--as", "accept")
    assert (standing(clerk)["Bo Carstensen"], waiting(clerk)) == ("accepted", [])
    assert "already settled" in clerk.run("review", one["id"], "--as", "none", expect=RefusedError.exit_code).err


def test_a_new_time_that_is_proposed_goes_to_her(clerk: Clerk) -> None:
    before = len(clerk.servers.outgoing)
    answer(clerk, BO, "TENTATIVE", method="COUNTER", comment="Kan vi begynde kl. 13?")
    (one,) = waiting(clerk)
    assert (one["partstat"], one["proposed_start"]) == ("counter", "2026-10-26T12:00:00+00:00")
    assert standing(clerk)["Bo Carstensen"] == "counter"
    told = parse_mail.parse(clerk.servers.outgoing[before].raw)
    assert told.subject.endswith("Ny tid foreslået: Møde i Hovedbestyrelsen")
    assert "mandag den 26. oktober 2026 kl. 13.00" in told.text
    clerk.run("review", one["id"], "--as", "keep")
    clerk.tick()
    assert waiting(clerk) == []
    told = parse_mail.parse(clerk.letter(BO))
    assert told.subject.endswith("Tiden står fast: Møde i Hovedbestyrelsen")
    assert not told.calendar
    assert standing(clerk)["Bo Carstensen"] == "none"
    clerk.say("Bo Carstensen", "Så kommer jeg.")
    assert standing(clerk)["Bo Carstensen"] == "accepted"


def test_a_delegate_is_invited_when_she_agrees(clerk: Clerk) -> None:
    answer(clerk, BO, "DELEGATED", more=';DELEGATED-TO="mailto:lis@odder.example"')
    (one,) = waiting(clerk)
    assert (one["partstat"], one["delegated_to"]) == ("delegated", "lis@odder.example")
    clerk.run("review", one["id"], "--as", "delegate")
    clerk.run("send-invites")
    assert clerk.letter("lis@odder.example")
    assert standing(clerk)["Bo Carstensen"] == "declined"


def test_an_alias_and_a_delegate_of_the_list_answer_for_the_member(clerk: Clerk) -> None:
    clerk.run(
        "members", "edit", "bo-carstensen", "--alias", "boc@odder.example", "--delegate", "Lis Lund <lis@odder.example>"
    )
    answer(clerk, BO, "ACCEPTED", sender="boc@odder.example", name="BC")
    assert standing(clerk)["Bo Carstensen"] == "accepted"
    answer(clerk, BO, "DECLINED", sender="lis@odder.example", name="Lis Lund", stamp="20260829T090000Z")
    assert (standing(clerk)["Bo Carstensen"], waiting(clerk)) == ("declined", [])


def test_an_address_that_nobody_knew_under_the_members_name_counts(clerk: Clerk) -> None:
    """The UID is the member's own: who has it got the invitation."""
    answer(clerk, BO, "ACCEPTED", sender="bo.carstensen@privat.example", name="Bo Carstensen")
    assert (standing(clerk)["Bo Carstensen"], waiting(clerk)) == ("accepted", [])


def test_a_forwarded_invitation_is_answered_by_an_outsider(clerk: Clerk) -> None:
    answer(clerk, BO, "ACCEPTED", sender="ulla@andet.example", name="Ulla Toft")
    (one,) = waiting(clerk)
    assert (one["sender"], one["valid"], one["name"]) == ("ulla@andet.example", False, "Bo Carstensen")
    assert standing(clerk)["Bo Carstensen"] == "none"


def test_a_sender_who_fails_authentication_does_not_count(clerk: Clerk) -> None:
    answer(clerk, BO, "DECLINED", proof="dmarc=fail header.from=odder.example")
    (one,) = waiting(clerk)
    assert (one["valid"], "authentication failed" in one["why"]) == (False, True)
    assert standing(clerk)["Bo Carstensen"] == "none"


def test_an_answer_to_an_earlier_time_does_not_count_for_the_new_one(clerk: Clerk) -> None:
    clerk.run("events", "edit", SLUG, "--start", "2026-10-26 13:00", "--end", "2026-10-26 15:00")
    clerk.run("send-invites")
    answer(clerk, BO, "ACCEPTED", sequence=0)
    assert standing(clerk)["Bo Carstensen"] == "none"
    answer(clerk, BO, "ACCEPTED", stamp="20260829T080000Z")
    assert standing(clerk)["Bo Carstensen"] == "accepted"


def test_a_client_that_makes_its_own_uid_is_matched_by_time_and_sender(clerk: Clerk) -> None:
    clerk.run("events", "edit", SLUG, "--start", "2026-10-26 13:00", "--end", "2026-10-26 15:00")
    clerk.run("send-invites")
    answer(clerk, BO, "ACCEPTED", uid="040000008200E00074C5B7101A82E008")
    assert standing(clerk)["Bo Carstensen"] == "accepted"


def test_a_mail_that_names_no_meeting_is_shown_and_decides_nothing(clerk: Clerk) -> None:
    clerk.deliver(reply("Bo Carstensen", "Jeg må melde afbud.", None, "Afbud", clerk.now))
    clerk.tick()
    (one,) = waiting(clerk)
    assert (one["event"], one["valid"]) == (SLUG, False)
    assert standing(clerk)["Bo Carstensen"] == "none"
    clerk.run("review", one["id"], "--as", "decline")
    assert standing(clerk)["Bo Carstensen"] == "declined"


def test_ordinary_mail_of_a_guest_is_left_alone(clerk: Clerk) -> None:
    clerk.deliver(reply("Bo Carstensen", "Kan I sende mig regnskabet for 2025?", None, "Regnskab", clerk.now))
    clerk.tick()
    assert waiting(clerk) == []


def test_an_out_of_office_is_no_answer(clerk: Clerk) -> None:
    away = out_of_office(clerk.letter(BO), Mailbox("Bo Carstensen", BO), "Jeg holder ferie til uge 36.", clerk.now)
    clerk.deliver(away)
    clerk.tick()
    assert (standing(clerk)["Bo Carstensen"], waiting(clerk)) == ("none", [])


def test_a_bounce_is_shown_with_the_person(clerk: Clerk) -> None:
    before = len(clerk.servers.outgoing)
    clerk.deliver(bounce(clerk.letter(BO), BO, "odder.example", clerk.now), mail_from="")
    clerk.tick()
    (one,) = [one for one in clerk.json("events", "show", SLUG)["people"] if one["name"] == "Bo Carstensen"]
    assert one["delivery"] == "bounced"
    assert clerk.json("members", "show", "bo-carstensen")["health"][0]["state"] == "dead"
    assert "kan ikke afleveres" in parse_mail.parse(clerk.servers.outgoing[before].raw).subject


# --- what is kept of it -------------------------------------------------------------------------------------------------


def test_who_is_forgotten_is_gone_from_the_events_too(clerk: Clerk) -> None:
    answer(clerk, BO, "DECLINED", comment="Bo har ferie")
    assert clerk.json("members", "export", "bo-carstensen")["event_answers"][0]["comment"] == "Bo har ferie"
    clerk.run("members", "leave", "bo-carstensen", "--on", "2026-08-29")
    assert (
        "send-invites"
        in clerk.run("members", "forget", "bo-carstensen", "--reason", "Ønske", expect=RefusedError.exit_code).err
    )
    clerk.run("send-invites")
    clerk.run("members", "forget", "bo-carstensen", "--reason", "Ønske", "--yes")
    kept = b"".join(file.read_bytes() for file in clerk.folder.glob("mailflow.db*"))
    for words in (BO, "Bo har ferie"):
        assert words.encode() not in kept
    assert [one["status"] for one in clerk.json("events", "show", SLUG)["people"]] == ["none", "none"]


def test_the_mail_of_an_event_is_let_go_a_year_after_it(clerk: Clerk) -> None:
    answer(clerk, BO, "DECLINED", comment="Ferie")

    def bytes_kept() -> int:
        with clerk.engine().connect() as store:
            return int(store.exec_driver_sql("select count(*) from mail where raw is not null").scalar() or 0)

    clerk.at("2027-10-20 09:00")
    clerk.tick()
    assert bytes_kept() == 1
    clerk.at("2027-10-28 09:00")
    clerk.tick()
    assert bytes_kept() == 0
    assert standing(clerk)["Bo Carstensen"] == "declined"


# --- beside a round of minutes ----------------------------------------------------------------------------------------


def test_an_answer_to_the_invitation_does_not_hold_the_minutes(clerk: Clerk) -> None:
    invited = clerk.letter(BO)
    slug = clerk.send()
    clerk.say("Bo Carstensen", "Jeg deltager gerne.", invited, "SV: Møde i Hovedbestyrelsen")
    assert (standing(clerk)["Bo Carstensen"], clerk.answers(slug)) == ("accepted", [])


def test_an_objection_in_an_answer_to_the_invitation_holds_the_minutes(clerk: Clerk) -> None:
    invited = clerk.letter(BO)
    slug = clerk.send()
    clerk.say("Bo Carstensen", "Jeg deltager. I øvrigt er punkt 2 i referatet forkert: det var 300.000 kr.", invited,
              "SV: Møde i Hovedbestyrelsen")  # fmt: skip
    assert [(who, holds) for who, _intent, holds in clerk.answers(slug)] == [("Bo Carstensen", True)]


def test_an_answer_to_the_minutes_is_none_to_the_invitation(clerk: Clerk) -> None:
    slug = clerk.send()
    clerk.say("Bo Carstensen", "Ingen bemærkninger")
    assert [intent for _who, intent, _holds in clerk.answers(slug)] == ["approve"]
    assert (standing(clerk)["Bo Carstensen"], waiting(clerk)) == ("none", [])


def test_everybody_of_the_list_is_known(clerk: Clerk) -> None:
    assert address_of("Anna Berg") == ANNA
    assert {ANNA, BO, CITTA} <= {to for to, _subject in clerk.subjects()}
