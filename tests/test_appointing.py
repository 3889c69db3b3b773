"""Decisions to appoint: what they change, whom they are told to, and how the forum's own secretariat confirms."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from calling import BY, Calling
from house import at

from mailflow.errors import InputError, RefusedError
from mailflow.models import Tenure
from mailflow.parsers import mail as parse_mail
from mailflow.parsers.confirmed import is_confirmation
from mailflow.store import appointing, forumcheck, forumedit, forums, forumtold, people
from mailflow.store.appointing import Order, Outcome

DAY = date(2026, 9, 12)
CONTACT = "raad@byplanhuset.example"


@pytest.fixture
def office(tmp_path: Path) -> Calling:
    one = Calling(f"sqlite:///{tmp_path / 'm.db'}", tmp_path)
    with one.store.writing() as session:
        council = forums.forum_by(session, "byplanraadet")
        forumedit.edit(
            session, council, {"contact_address": CONTACT, "contact_name": "Merete Tingvad"}, now=one.now, by=BY
        )
    return one


def appoint(office: Calling, key: str = "", **order: Any) -> Outcome:
    with office.store.writing() as session:
        person = people.find_person(session, key) if key else None
        wanted = Order(order.pop("decided_on", DAY), person, **order)
        forum = forums.forum_by(session, "byplanraadet")
        seat = appointing.seat_for(session, forum, None, wanted, office.now.date())
        return appointing.decide(session, seat, wanted, office.office, office.now, BY)


def ready(office: Calling) -> None:
    """Two who are willing, one who is not; the deadline has passed."""
    office.say("Anna Berg", "Jeg stiller gerne op.")
    office.say("Bo Carstensen", "Jeg stiller gerne op. Jeg foreslår også Citta Dam fra Køge.")
    office.say("Citta Dam", "Nej tak, jeg har ikke tid.")
    office.at("2026-09-12 09:00")
    office.new()


def unconfirmed(office: Calling) -> list[tuple[str, str]]:
    with office.store.reading() as session:
        found = forumcheck.findings(session, office.now.date(), office.office.config.forums)
        return [(one.kind, one.command) for one in forumcheck.unconfirmed(found)]


def held(office: Calling) -> Tenure:
    with office.store.reading() as session:
        found = forums.seat_by(session, "byplanraadet/1").tenures[-1]
        session.expunge_all()
        return found


def test_one_of_the_candidates_is_appointed_and_everybody_is_told_once(office: Calling) -> None:
    ready(office)
    done = appoint(office, "anna-berg", item="3")
    assert office.new() == [
        ("anna.berg", "forum-appointed"), ("bo.carstensen", "forum-not-chosen"), ("raad", "forum-told"),
    ]  # fmt: skip
    assert (office.state(), office.candidates()["Anna Berg"], office.candidates()["Bo Carstensen"]) == (
        "decided", "appointed", "not-chosen",
    )  # fmt: skip
    assert done.tenure.decided_on == DAY
    assert held(office).told_at == office.now
    again = appoint(office, "anna-berg", item="3")
    assert again.again
    assert office.new() == []


def test_what_is_refused(office: Calling) -> None:
    ready(office)
    with pytest.raises(RefusedError, match="has said no"):
        appoint(office, "citta-dam")
    with office.store.writing() as session:
        seat = forums.seat_by(session, "byplanraadet/1")
        forumedit.edit_seat(session, seat, {"right": "kl"}, now=office.now, by=BY)
    with pytest.raises(RefusedError, match="it is KL's"):
        appoint(office, "anna-berg")
    with pytest.raises(InputError, match="who gave the right"):
        appoint(office, "anna-berg", right_given=True)
    office.leave("bo-carstensen")
    with pytest.raises(RefusedError, match="no longer a member"):
        appoint(office, "bo-carstensen", right_given=True, reason="KL 1. september")
    appoint(office, "anna-berg", right_given=True, reason="KL 1. september")
    with pytest.raises(InputError, match="No seat"):
        appoint(office, "esben-friis", right_given=True, reason="KL 1. september")
    with pytest.raises(RefusedError, match="does not sit in"):
        appoint(office, "esben-friis", replaces="Gerda", right_given=True, reason="KL 1. september")


def test_one_takes_the_place_of_another_and_an_outsider_is_never_written_to(office: Calling) -> None:
    appoint(office, "anna-berg", decided_on=date(2026, 8, 28))
    office.new()
    office.clock.set(at("2026-09-12 09:00"))
    done = appoint(office, outsider="Ole Ukendt", municipality="Ærø", replaces="anna berg")
    assert office.new() == [("anna.berg", "forum-replaced"), ("raad", "forum-told")]
    assert "Ole Ukendt, Ærø" in office.text("Anna Berg")
    assert done.tenure.in_place_of == "Anna Berg"
    assert any("Ole Ukendt" in line for line in done.unwritten)


# --- the forum's own secretariat --------------------------------------------------------------------------------------


def test_the_forum_confirms_by_answering(office: Calling) -> None:
    appoint(office, "anna-berg", decided_on=date(2026, 8, 28))
    office.new()
    letter = office.letter(CONTACT)
    answer(office, letter, "Jeg er på ferie. Noteret.", **{"Auto-Submitted": "auto-replied"})
    assert held(office).confirmed_at is None, "a machine confirms nothing"
    answer(office, letter, "Hvornår begynder hun?")
    assert [kind for _to, kind in office.new()] == ["notice-forum-told"]
    assert unconfirmed(office) == [("not-confirmed", "mailflow forums confirm byplanraadet/1")], (
        "it waits in the review"
    )
    answer(office, letter, "Noteret.", sender="nogen@andetsteds.example")
    assert [kind for _to, kind in office.new()] == ["notice-forum-told"]
    answer(office, letter, "Noteret!", proof="fail")
    assert held(office).confirmed_at is None
    answer(office, letter, "Tak, det er noteret.\n\nMerete")
    now = held(office)
    assert (now.confirmed_at is not None, now.confirmed_by) == (True, CONTACT)
    assert unconfirmed(office) == []
    assert "noteret" in now.confirmation


def test_a_forum_that_does_not_answer_is_reminded_a_limited_number_of_times(office: Calling) -> None:
    appoint(office, "anna-berg", decided_on=date(2026, 8, 28))
    office.new()
    told = office.letter(CONTACT)
    for day in ("2026-09-08", "2026-09-09", "2026-09-20", "2026-09-21", "2026-10-20", "2026-11-20"):
        office.at(f"{day} 10:00")
    reminded = [to for to, kind in office.new() if kind == "forum-told-reminder"]
    assert reminded == ["raad", "raad"]
    reminder = parse_mail.parse(office.letter(CONTACT))
    assert parse_mail.parse(told).message_id in reminder.references, "the reminder stands below the letter"
    with office.store.writing() as session:
        forumtold.confirm(
            session, forums.seat_by(session, "byplanraadet/1").tenures[-1], office.now, BY, words="i telefonen"
        )
    with office.store.writing() as session, pytest.raises(RefusedError, match="confirmed already"):
        forumtold.confirm(session, forums.seat_by(session, "byplanraadet/1").tenures[-1], office.now, BY)


@pytest.mark.parametrize("words", [
    "Noteret", "Tak, det er registreret.", "Vi har noteret det. Venlig hilsen Merete", "Noted, thanks", "Hermed bekræftet.",
])  # fmt: skip
def test_what_confirms(words: str) -> None:
    assert is_confirmation(words)


@pytest.mark.parametrize("words", [
    "", "Tak", "Vi har ikke noteret det endnu", "Noteret, men pladsen er allerede besat", "Er det noteret hos jer?", "Modtaget",
    "Noteres når bestyrelsen har holdt møde", "Noteret? " * 3, "not registered", "Noteret. " + "Vi har mere at sige. " * 40,
])  # fmt: skip
def test_what_does_not(words: str) -> None:
    assert not is_confirmation(words)


def answer(
    office: Calling, letter: bytes, words: str, sender: str = CONTACT, proof: str = "pass", **headers: str
) -> None:
    sent = message_from_bytes(letter)
    office.clock.set(office.now.replace(minute=(office.now.minute + 1) % 60))
    number = next(office.tokens)
    head = {
        "From": f"Raad <{sender}>", "To": "sekretariatet@fkt.example", "Subject": "SV: Udpegning",
        "Message-ID": f"<{number}@byplanhuset.example>", "In-Reply-To": sent["Message-ID"],
        "References": sent["Message-ID"],
        "Content-Type": "text/plain; charset=utf-8", **headers,
    }  # fmt: skip
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    office.take(f"{lines}\r\n{words}\r\n".encode(), proof)
