"""The register's writer: who sits where, with the reason and evidence of every change; the second of two is told."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy.orm import Session

from mailflow.desks.forums import holder
from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.models import Association, Forum, Person, Seat
from mailflow.store import audit, forumedit, forums
from mailflow.store.engine import Store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
WHO: dict[str, Any] = {"now": NOW, "by": "Ida Sekretær"}


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    store = Store(store_url)
    with store.writing() as session:
        session.add(Association(name="FKT", installation="x"))
        session.flush()
        council = forumedit.add(
            session, "Det Rådgivende Byplanråd", {"organisation": "Byplanhuset"}, slug="byplanraadet", **WHO
        )
        for title in ("medlem", "suppleant"):
            forumedit.add_seat(session, council, {"title": title, "right": "association"}, **WHO)
        forumedit.add(session, "Klimafonden", {}, **WHO)
        forumedit.add(session, "Klimapanelet", {}, **WHO)
    yield store
    store.close()


def seat(session: Session, number: int = 1) -> Seat:
    return forums.seat_by(session, f"byplanraadet/{number}")


def verbs(session: Session, forum: Forum) -> list[str]:
    return [one.verb for one in forums.history(session, forum)]


def test_a_forum_is_found_by_what_one_would_write(store: Store) -> None:
    with store.reading() as session:
        for text in ("byplanraadet", "Det rådgivende byplanråd", "byp", "rådg byplan", " BYPLANRAADET "):
            assert forums.forum_by(session, text).slug == "byplanraadet"
        with pytest.raises(InputError, match=r"Klimafonden \[klimafonden\], Klimapanelet \[klimapanelet\]"):
            forums.forum_by(session, "klima")
        with pytest.raises(NotFoundError, match="Klimafonden"):
            forums.forum_by(session, "klimafondet")
        with pytest.raises(NotFoundError, match="byplanraadet/1, byplanraadet/2"):
            forums.seat_by(session, "byplanraadet/7")


def test_one_replaces_another_on_the_day_the_new_one_begins(store: Store) -> None:
    with store.writing() as session:
        first = forums.appoint(
            session, seat(session), name="Anna Berg", municipality="Odense", since=date(2022, 1, 1), **WHO
        )
        with pytest.raises(RefusedError, match="Anna Berg sits on byplanraadet/1"):
            forums.appoint(session, seat(session), name="Bo Lund", **WHO)
        second = forums.appoint(
            session, seat(session), name="Bo Lund", municipality="Vejle", replaces=first, since=date(2027, 1, 1),
            decided_on=TODAY, decision="HB, punkt 3", evidence="Bo Lund indstilles.", **WHO,
        )  # fmt: skip
        assert (first.ended_on, second.in_place_of, second.replaces_id) == (date(2027, 1, 1), "Anna Berg", first.id)
        assert holder(seat(session), TODAY) is first
        assert holder(seat(session), date(2027, 1, 1)) is second
        last = forums.history(session, seat(session).forum)[-1]
        assert (last.verb, last.evidence, last.by, last.facts["holder"]) == (
            "replaced", "Bo Lund indstilles.", "Ida Sekretær", ["Anna Berg", "Bo Lund"],
        )  # fmt: skip
        with pytest.raises(RefusedError, match="Bo Lund sits on byplanraadet/1 already"):
            forums.appoint(session, seat(session, 2), name="Bo Lund", municipality="Vejle", **WHO)
        assert audit.broken_link(session) is None


def test_days_that_cannot_be_are_refused(store: Store) -> None:
    with store.writing() as session:
        held = forums.appoint(session, seat(session), name="Anna Berg", since=date(2024, 1, 1), **WHO)
        with pytest.raises(InputError, match="from 2024-01-01 on only"):
            forums.vacate(session, held, on=date(2023, 1, 1), **WHO)
        with pytest.raises(InputError, match="before it begins"):
            forums.appoint(session, seat(session, 2), name="Bo", since=date(2025, 1, 1), until=date(2024, 1, 1), **WHO)
        with pytest.raises(InputError, match="from when on"):
            forums.appoint(session, seat(session), name="Bo", replaces=held, **WHO)


def test_a_correction_keeps_both_and_the_reason(store: Store) -> None:
    with store.writing() as session:
        held = forums.appoint(session, seat(session), name="Anna Bjerg", municipality="Odense", **WHO)
        facts = forums.correct(
            session, held, {"name": "Anna Berg", "since": date(2024, 5, 1)}, reason="oplyst på mødet", **WHO
        )
        assert facts == {"name": ["Anna Bjerg", "Anna Berg"], "since": [None, "2024-05-01"]}
        assert forums.correct(session, held, {"name": "Anna Berg"}, **WHO) == {}
        assert verbs(session, seat(session).forum)[-2:] == ["appointed", "corrected"]
        forums.vacate(session, held, on=TODAY, **WHO)
        with pytest.raises(RefusedError, match="from 2026-11-23 on"):
            forums.vacate(session, held, on=TODAY, **WHO)
        forums.correct(session, held, {"ended_on": None}, reason="hun bliver", **WHO)
        assert forums.open_tenure(seat(session)) is held


def test_the_second_of_two_secretaries_is_told(store: Store) -> None:
    with store.reading() as session:
        shown = forums.forum_by(session, "byplanraadet").revision
    with store.writing() as one:
        forums.appoint(one, seat(one), name="Anna Berg", **WHO)
    with store.writing() as other:
        with pytest.raises(RefusedError, match="Anna Berg sits on"):
            forums.appoint(other, seat(other), name="Bo Lund", **WHO)
        with pytest.raises(RefusedError, match="somebody else meanwhile"):
            forumedit.edit(other, forums.forum_by(other, "byp"), {"notes": "x"}, expected=shown, **WHO)


def test_of_two_who_fill_a_seat_at_the_same_moment_one_is_told(store: Store) -> None:
    start = Barrier(2)

    def fill(name: str) -> str:
        start.wait(60)
        try:
            with store.writing() as session:
                forums.appoint(session, seat(session), name=name, **WHO)
        except RefusedError as error:
            return error.message
        return ""

    with ThreadPoolExecutor(2) as secretaries:
        said = list(secretaries.map(fill, ("Anna Berg", "Bo Lund")))
    assert [bool(one) for one in sorted(said)] == [False, True], said
    with store.reading() as session:
        assert len(seat(session).tenures) == 1
        assert audit.broken_link(session) is None


def test_what_the_schema_refuses_is_told_plainly(store: Store) -> None:
    """Whatever slips past the rules, as where two write at once, the keys catch."""

    def both(session: Session) -> None:
        held = forums.appoint(session, seat(session), name="Anna Berg", **WHO)
        forums.vacate(session, held, on=TODAY, **WHO)
        forums.appoint(session, seat(session), name="Bo Lund", **WHO)
        forums.correct(session, held, {"ended_on": None}, **WHO)

    with pytest.raises(RefusedError, match="somebody else meanwhile"), store.writing() as session:
        both(session)
    with store.reading() as session:
        assert seat(session).tenures == [], "nothing was changed"


def test_a_defunct_forum_is_kept_and_can_come_back(store: Store) -> None:
    with store.writing() as session:
        forum = forums.forum_by(session, "byp")
        held = forums.appoint(session, seat(session), name="Anna Berg", since=date(2022, 1, 1), **WHO)
        forumedit.retire(session, forum, TODAY, reason="nedlagt", **WHO)
        assert (forum.state, forum.defunct_on, held.ended_on) == ("defunct", TODAY, TODAY)
        with pytest.raises(RefusedError, match="defunct"):
            forums.appoint(session, seat(session), name="Bo Lund", **WHO)
        forumedit.revive(session, forum, reason="det var en fejl", **WHO)
        assert (forum.state, held.ended_on) == ("active", None)
        forumedit.abolish_seat(session, seat(session), TODAY, **WHO)
        assert held.ended_on == TODAY
        with pytest.raises(RefusedError, match="abolished"):
            forums.appoint(session, seat(session), name="Bo Lund", **WHO)
        assert verbs(session, forum) == [
            "added", "seat-added", "seat-added", "appointed", "retired", "revived", "seat-abolished",
        ]  # fmt: skip


def test_which_seats_need_somebody(store: Store) -> None:
    with store.writing() as session:
        council = forums.forum_by(session, "byp")
        for _number in range(4):
            forumedit.add_seat(session, council, {}, **WHO)
        gone = Person(key="eva", name="Eva Holm", municipality="Vejle", left=date(2026, 10, 1))
        session.add(gone)
        session.flush()
        days = {2: date(2026, 12, 31), 3: date(2026, 6, 30), 4: date(2027, 6, 30)}
        for number, until in days.items():
            forums.appoint(session, seat(session, number), name=f"Nr {number}", until=until, **WHO)
        forums.appoint(session, seat(session, 5), person=gone, **WHO)
        leaving = forums.appoint(session, seat(session, 6), name="Nr 6", **WHO)
        forums.vacate(session, leaving, on=date(2026, 12, 1), **WHO)
        found = {one.seat.number: (one.kind, one.on) for one in forums.vacancies(session, TODAY, 60)}
        assert found == {
            1: ("vacant", None), 2: ("ending", date(2026, 12, 31)), 3: ("ended", date(2026, 6, 30)),
            5: ("left", date(2026, 10, 1)), 6: ("ending", date(2026, 12, 1)),
        }  # fmt: skip
        assert [one.seat.number for one in forums.held_by(session, gone.id)] == [5]


def test_the_public_sees_who_sits_where_and_nothing_else(store: Store) -> None:
    with store.writing() as session:
        council = forums.forum_by(session, "byp")
        forums.appoint(session, seat(session), name="Anna Berg", municipality="Odder", gender="woman", **WHO)
        forumedit.edit_seat(session, seat(session, 2), {"public": False}, **WHO)
        private = {"notes": "kun-os", "contact_address": "raad@by.example", "contact_name": "Ea"}
        forumedit.edit(session, council, private, **WHO)
        (shown,) = forums.public(session, TODAY)
        assert (shown.id, [(one.name, one.right) for one in shown.seats]) == (
            "byplanraadet",
            [("Anna Berg", "association")],
        )
        assert not {*private.values(), "woman"} & set(str(shown).replace("'", " ").split())
        forumedit.edit(session, council, {"public": False}, **WHO)
        assert forums.public(session, TODAY) == []


def test_values_that_cannot_be_are_refused(store: Store) -> None:
    refused = (({"contact_address": "ingen"}, "no e-mail address"), ({"name": " "}, "name is missing"))
    for fields, said in refused:
        with store.writing() as session, pytest.raises(InputError, match=said):
            forumedit.edit(session, forums.forum_by(session, "byp"), fields, **WHO)
