"""What is forgotten is gone: from the store, its files, the logs and the raw mails; what is evidence stays without the name."""

from __future__ import annotations

import json
import logging
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from clerk import Clerk
from house import Fixture, address_of
from sqlalchemy import MetaData, select, update

from mailflow.demo.servers import Servers
from mailflow.errors import RefusedError
from mailflow.models import Answer, Letter, Mail, Person
from mailflow.store import audit, erasure, people

BO, ANNA = "Bo Carstensen", "Anna Berg"
LATER = date(2026, 12, 1)


@pytest.fixture
def fixture(servers: Any, store_url: str, tmp_path: Path) -> Iterator[Fixture]:
    made = Fixture(servers, store_url, tmp_path)
    made.people()
    made.tick()
    yield made
    made.close()


def a_whole_round(fixture: Fixture) -> str:
    """Bo objects and is dismissed; Anna writes a mail with Bo's address in it; a copy to Bo bounces nowhere; published."""
    slug = fixture.send()
    fixture.tick()
    fixture.at("2026-08-29 09:00")
    fixture.mail(BO, "Punkt 2: Rejsekontoen blev ikke halveret.", fixture.letter_to(BO))
    fixture.mail(ANNA, "Ingen bemærkninger.", fixture.letter_to(ANNA), Cc=f"{BO} <{address_of(BO)}>")
    fixture.tick()
    fixture.at("2026-08-30 09:00")
    fixture.dismiss(slug, 1)
    fixture.tick()
    for moment in ("2026-09-01 09:00", "2026-09-04 03:00", "2026-09-04 09:00", "2026-09-04 09:30"):
        fixture.at(moment)
        fixture.tick()
    assert fixture.case(slug).state == "published"
    return slug


def leave(fixture: Fixture, name: str) -> None:
    with fixture.house.store.writing() as session:
        people.find_person(session, name).left = date(2026, 11, 1)


def forget(fixture: Fixture, name: str) -> erasure.Erased:
    with fixture.house.store.writing() as session:
        found = people.find_person(session, name)
        erased = erasure.forget(session, found, "Signe Holk", "Eget ønske", LATER, fixture.now())
    fixture.house.store.scrub()
    return erased


def rows_of(fixture: Fixture, but: str = "") -> bytes:
    """Every value of every table."""
    store, tables = fixture.house.store, MetaData()
    with store.reading() as session:
        tables.reflect(session.connection())
        rows = [
            repr(tuple(row))
            for table in tables.sorted_tables
            for row in session.execute(select(table))
            if table.name != but
        ]
    return "\n".join(rows).encode()


def everything_in(fixture: Fixture) -> bytes:
    """The tables, and every file beside the store: the WAL, whatever the pages freed hold."""
    files = [file.read_bytes() for file in fixture.folder.rglob("*") if file.is_file() and "site" not in file.parts]
    return rows_of(fixture) + b"".join(files)


def test_a_forgotten_address_stands_nowhere(fixture: Fixture, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "mailflow")
    slug = a_whole_round(fixture)
    address = address_of(BO).encode()
    assert address in everything_in(fixture)
    leave(fixture, BO)
    erased = forget(fixture, BO)
    assert (erased.mails, erased.answers) == (2, 1), "his own mail, and Anna's, which has his address"
    after = everything_in(fixture)
    assert address not in after
    assert b"Rejsekontoen blev ikke halveret" not in after.replace(fixture.case(slug).version.source, b"")
    with (
        fixture.house.store.writing() as session
    ):  # the minutes themselves, and the letters that carry them, still name him
        session.execute(update(Letter).where(Letter.kind.in_(["minutes-round", "minutes-published"])).values(raw=b""))
    assert BO.encode() not in rows_of(fixture, but="version")
    assert erased.minutes == (slug,)
    assert address.decode() not in caplog.text
    with fixture.house.store.reading() as session:
        assert audit.broken_link(session) is None
        theirs = session.scalars(select(Answer).order_by(Answer.number)).all()
        assert [(one.intent, one.words, one.verdict is not None) for one in theirs] == [
            ("object", "", True), ("approve", "Ingen bemærkninger.", False),
        ]  # fmt: skip


def test_who_is_waited_for_is_not_forgotten(fixture: Fixture) -> None:
    slug = fixture.send()
    with pytest.raises(RefusedError, match="member"):
        forget(fixture, BO)
    leave(fixture, BO)
    with pytest.raises(RefusedError, match=slug):
        forget(fixture, BO)
    with fixture.house.store.reading() as session:
        assert people.find_person(session, BO).addresses


def test_an_address_that_is_another_persons_now_stays(fixture: Fixture) -> None:
    """The office's own address went to the successor: his mails are not Bo's."""
    a_whole_round(fixture)
    leave(fixture, BO)
    with fixture.house.store.writing() as session:
        bo = people.find_person(session, BO)
        bo.addresses[0].valid_to = date(2026, 11, 1)
        heir = Person(key="heir", name="Tove Arv", joined=date(2026, 11, 1))
        heir.addresses = [type(bo.addresses[0])(address=address_of(BO), kind="primary", valid_from=date(2026, 11, 1))]
        session.add(heir)
    forget(fixture, BO)
    with fixture.house.store.reading() as session:
        found = people.person_by_address(session, address_of(BO), LATER)
        assert found is not None
        assert found[0].name == "Tove Arv"
    assert b"Rejsekontoen blev ikke halveret" not in everything_in(fixture).replace(b"Rejsekontoen blev halveret", b"")


def test_mail_goes_when_its_time_is_up_and_the_answers_stay(fixture: Fixture) -> None:
    slug = a_whole_round(fixture)
    fixture.at("2027-09-04 09:00")
    fixture.tick()
    with fixture.house.store.reading() as session:
        assert session.scalars(select(Mail).where(Mail.raw.is_not(None))).all() != [], "a year has not passed"
    fixture.at("2027-09-04 10:00")
    fixture.tick()
    with fixture.house.store.reading() as session:
        assert session.scalars(select(Mail).where(Mail.raw.is_not(None))).all() == []
        assert {letter.raw for letter in session.scalars(select(Letter))} == {b""}
    assert [answer.words for answer in fixture.case(slug).answers][1] == "Ingen bemærkninger."


def test_former_members_are_forgotten_on_the_day(fixture: Fixture) -> None:
    a_whole_round(fixture)
    fixture.house.office.config.retention.former_member_days = 100
    leave(fixture, BO)
    for moment, forgotten in (("2027-02-09 09:00", False), ("2027-02-10 09:00", True)):
        fixture.at(moment)
        fixture.tick()
        with fixture.house.store.reading() as session:
            names = set(session.scalars(select(Person.name)))
        assert (BO not in names) is forgotten
    assert address_of(BO).encode() not in everything_in(fixture)


def test_export_and_forget_at_the_keyboard(tmp_path: Path) -> None:
    with Servers() as servers:
        clerk = Clerk(tmp_path, servers)
        clerk.people()
        clerk.tick()
        clerk.send()
        clerk.at("2026-08-29 09:00")
        clerk.say(BO, "Godkendt")
        clerk.tick()
        file = tmp_path / "bo.zip"
        clerk.run("members", "export", "Bo", "--output", str(file))
        with zipfile.ZipFile(file) as archive:
            data = json.loads(archive.read("data.json"))
            names = archive.namelist()
        assert [one["words"] for one in data["answers"]] == ["Godkendt"]
        assert len([name for name in names if name.startswith("mail-")]) == 1
        assert "there already" in clerk.run("members", "export", "Bo", "--output", str(file), expect=65).err
        clerk.run("members", "forget", "Bo", "--reason", "Eget ønske", "--yes", expect=77)
        clerk.run("minutes", "cancel", "hb-2026-08-27", "--reason", "Prøve")
        clerk.run("members", "leave", "Bo")
        clerk.tick()
        before = clerk.json("members", "forget", "Bo", "--reason", "Eget ønske", "--dry-run")
        assert (before["mails"], before["answers"], before["in_mailbox"]) == (1, 1, {"INBOX": 1})
        told = clerk.run("members", "forget", "Bo", "--reason", "Eget ønske", "--yes").out
        assert "1 mails in INBOX" in told
        assert "archive: the minutes hb-2026-08-27" in told
        assert address_of(BO) not in clerk.run("members", "list", "--all").out
        clerk.run("minutes", "certificate", "hb-2026-08-27")
