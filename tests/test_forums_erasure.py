"""Who is forgotten is gone from the register and its calls; who sat where stays, as a public record, cut off from the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.errors import RefusedError
from mailflow.models import (
    Address,
    Association,
    Base,
    Call,
    CallAddressee,
    CallAnswer,
    Candidate,
    ForumChange,
    ForumLetter,
    Letter,
    Nomination,
    Person,
    Tenure,
)  # fmt: skip
from mailflow.store import erasure, forumedit, forums
from mailflow.store.engine import Store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
WHO: dict[str, Any] = {"now": NOW, "by": "Ida Sekretær"}
EVA, MAIL = "Eva Holm", "eva@odder.example"


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    store = Store(store_url)
    with store.writing() as session:
        session.add(Association(name="FKT", installation="x"))
        for key, name in (("eva", EVA), ("bo", "Bo Lund")):
            one = Person(key=key, name=name, municipality="Odder", gender="woman", left=date(2026, 10, 1))
            one.addresses.append(Address(address=f"{key}@odder.example"))
            session.add(one)
        session.flush()
        forum = forumedit.add(session, "Byplanrådet", {}, slug="byplanraadet", **WHO)
        seat = forumedit.add_seat(session, forum, {"right": "association"}, **WHO)
        held = forums.appoint(session, seat, person=person(session, "eva"), since=date(2024, 1, 1), **WHO)
        forums.vacate(
            session, held, on=date(2026, 10, 1), reason="sygdom", evidence=f"{EVA} <{MAIL}>: jeg er syg", **WHO
        )
        a_call(session, forum.id)
    yield store
    store.close()


def person(session: Session, key: str) -> Person:
    found = session.scalar(select(Person).where(Person.key == key))
    assert found is not None
    return found


def a_call(session: Session, forum_id: int) -> None:
    """Eva is asked, proposes herself, and Bo proposes her too; she is not chosen."""
    eva, bo = person(session, "eva"), person(session, "bo")
    call = Call(
        slug="byplanraadet-2026-09",
        forum_id=forum_id,
        seats=[1],
        audience=["person:eva"],
        deadline=NOW,
        opened_at=NOW,
        state="decided",
    )
    call.asked.append(CallAddressee(person_id=eva.id, name=EVA, address=MAIL))
    candidate = Candidate(
        number=1, person_id=eva.id, name=EVA, municipality="Odder", state="not-chosen", words="Jeg vil gerne."
    )
    call.candidates.append(candidate)
    nominees = [{"name": EVA, "municipality": "Odder", "self": False, "person": "eva"}]
    for number, who in enumerate((eva, bo), 1):
        answer = CallAnswer(
            number=number, person_id=who.id, intent="nominate", nominees=nominees, comment=f"{EVA}, det siger {who.name}",
            channel="mail", sender=f"{who.key}@odder.example", received_at=NOW,
        )  # fmt: skip
        call.answers.append(answer)
        candidate.nominations.append(Nomination(nominator_id=who.id, words=f"{EVA} er dygtig", created_at=NOW))
    session.add(call)
    session.flush()
    letter = Letter(
        kind="forum-thanks", unique_key="t", message_id="<t@x>", sha256="0" * 64, recipient="bo@odder.example", subject="Tak",
        raw=b"Vi har noteret Eva Holm", state="sent", created_at=NOW, next_at=NOW, not_after=NOW,
    )  # fmt: skip
    session.add(letter)
    session.flush()
    session.add(ForumLetter(letter_id=letter.id, why="thanks", call_id=call.id))


def everything(session: Session) -> str:
    """Every value in the store, as text."""
    return "\n".join(str(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table)))


def test_what_is_forgotten_is_gone_and_the_public_record_stays(store: Store) -> None:
    with store.writing() as session:
        told = erasure.forget(session, person(session, "eva"), "Ida", "hun beder om det", TODAY, NOW)
        assert told.seats == ("byplanraadet/1",)
    with store.reading() as session:
        text = everything(session)
        for private in (MAIL, "sygdom", "jeg er syg", "Jeg vil gerne", "er dygtig"):
            assert private not in text, private
        (tenure,) = session.scalars(select(Tenure))
        assert (tenure.name, tenure.municipality, tenure.person_id, tenure.gender) == (EVA, "Odder", None, "")
        naming = [line for line in text.splitlines() if EVA in line]
        assert len(naming) == 3, "the tenure, and the two changes that say when she came and went"
        assert (
            session.scalar(select(CallAnswer.comment).where(CallAnswer.number == 2))
            == "Deleted person 1, det siger Bo Lund"
        )
        assert session.scalar(select(Candidate.state)) == "not-chosen", "how many stood stays"
        assert session.scalar(select(Letter.raw)) == b""
        assert [one.facts["holder"] for one in session.scalars(select(ForumChange)) if "holder" in one.facts] == [
            [None, EVA], [EVA, None],
        ]  # fmt: skip


def test_what_is_known_can_be_exported(store: Store) -> None:
    with store.reading() as session:
        values, _raw = erasure.everything(session, person(session, "eva"))
    assert [values["seats"][0]["seat"], values["candidatures"][0]["state"]] == ["byplanraadet/1", "not-chosen"]
    assert (len(values["asked"]), len(values["nominations"]), len(values["call_answers"])) == (1, 1, 1)


def test_nobody_is_forgotten_who_sits_there_or_is_in_a_call(store: Store) -> None:
    with store.writing() as session:
        call = session.scalar(select(Call))
        assert call is not None
        call.state = "closed"
        with pytest.raises(RefusedError, match="byplanraadet-2026-09"):
            erasure.forget(session, person(session, "eva"), "Ida", "x", TODAY, NOW)
        seat = forums.seat_by(session, "byplanraadet/1")
        forums.appoint(session, seat, person=person(session, "bo"), **WHO)
        with pytest.raises(RefusedError, match="mailflow forums vacate byplanraadet/1"):
            erasure.forget(session, person(session, "bo"), "Ida", "x", TODAY, NOW)
        assert erasure.former_members(session, TODAY) == [], "time alone forgets neither"


def a_letter(session: Session, key: str, to: str, words: str, **matter: Any) -> None:
    letter = Letter(
        kind=key, unique_key=key, message_id=f"<{key}@x>", sha256="0" * 64, recipient=to, subject="Brev", raw=words.encode(),
        state="sent", created_at=NOW, next_at=NOW, not_after=NOW,
    )  # fmt: skip
    session.add(letter)
    session.flush()
    session.add(ForumLetter(letter_id=letter.id, **matter))


def test_the_letters_that_speak_of_her_and_the_forums_words_go_too(store: Store) -> None:
    with store.writing() as session:
        call, held = session.scalars(select(Call)).one(), session.scalars(select(Tenure)).one()
        held.told_at = held.confirmed_at = NOW
        held.confirmation = "Noteret, vi glæder os til Eva"
        bo = "bo@odder.example"
        a_letter(session, "forum-told", "raad@by.example", "har udpeget Eva Holm", why="forum-told", tenure_id=held.id)
        a_letter(session, "forum-consent", bo, "Eva Holm har foreslået dig", why="consent", call_id=call.id)
        a_letter(
            session, "notice-forum-bounce", "sekretariatet@fkt.example", "til Eva Holm", why="notice", call_id=call.id
        )
        a_letter(session, "forum-call", bo, "Hvem vil?", why="call", call_id=call.id)
        a_letter(session, "forum-call-eva", MAIL, "Kære Eva Holm", why="call", call_id=call.id)
    with store.writing() as session:
        erasure.forget(session, person(session, "eva"), "Ida", "hun beder om det", TODAY, NOW)
    with store.reading() as session:
        assert "glæder os" not in everything(session)
        left = {one.kind: one.raw for one in session.scalars(select(Letter)) if one.raw}
        assert left == {"forum-call": b"Hvem vil?"}, "what says the same to all stays"
        assert MAIL not in {one.recipient for one in session.scalars(select(Letter))}
