"""What the register lacks: told with the command that helps, once by mail, in the review, and when a member is let go."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from secretary import Office, at_work
from sqlalchemy import select

from mailflow.cli.forums import command
from mailflow.cli.members import command as members
from mailflow.cli.review import command as review
from mailflow.clock import instant
from mailflow.models import Letter
from mailflow.steps import seats

LIST = """Forum;Id;Kontakt-e-mail;Plads;Udpegningsret;Navn;Kommune;Siden;Til
Byplanrådet;byplanraadet;raad@by.example;1;Foreningen;Anna Berg;Odder;1.1.2024;31.12.2027
;;;2;Foreningen;ledig;;;
Klimaforum;klimaforum;post@klima.example;1;KL;Bo Lund;Vejle;1.1.2023;30.11.2026
Vandpartnerskabet;vandpartnerskabet;;1;;Ib Udenfor;;;31.12.2025
"""
PEOPLE = "Navn;Kommune;E-mail;Rolle\nAnna Berg;Odder;anna@odder.example;HB\nBo Lund;Vejle;bo@vejle.example;HB\n"


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Office:
    found = replace(at_work(tmp_path, store_url), group=command, now="2026-11-23T10:00:00+01:00")
    (tmp_path / "medlemmer.csv").write_text(PEOPLE, "utf-8")
    (tmp_path / "liste.csv").write_text(LIST, "utf-8")
    replace(found, group=members).run("import", tmp_path / "medlemmer.csv", "--yes")
    found.run("import", tmp_path / "liste.csv", "--yes")
    return found


def findings(office: Office) -> dict[tuple[str, str], str]:
    with office.context() as context:
        done = CliRunner().invoke(command, ["check", "--json"], obj=context)
    assert done.exit_code == 1
    return {(one["kind"], one["seat"] or one["forum"]): one["command"] for one in json.loads(done.stdout)["findings"]}


def look(office: Office, now: str) -> int:
    with office.context() as context:
        return seats.run(context.store, context.office, instant(now))


def notices(office: Office) -> list[Any]:
    return office.ask(lambda session: list(session.scalars(select(Letter).where(Letter.kind == "notice-seats"))))


def test_each_finding_has_the_command_that_helps(office: Office) -> None:
    assert findings(office) == {
        ("seat-vacant", "byplanraadet/2"): "mailflow forums call byplanraadet --seat 2 --to all --deadline DATE",
        ("term-ending", "klimaforum/1"): "mailflow forums call klimaforum --seat 1 --to all --deadline DATE --recommend",
        ("term-ended", "vandpartnerskabet/1"): "mailflow forums seat edit vandpartnerskabet/1 --right association",
        ("right-unclear", "vandpartnerskabet/1"): "mailflow forums seat edit vandpartnerskabet/1 --right association|kl|other",
        ("holder-unknown", "vandpartnerskabet/1"): "mailflow forums correct vandpartnerskabet/1 --person PERSON",
        ("contact-missing", "vandpartnerskabet"): "mailflow forums edit vandpartnerskabet --contact-address ADDRESS",
    }  # fmt: skip


def test_a_member_who_is_let_go_leaves_her_seats_to_be_thought_of(office: Office) -> None:
    said = replace(office, group=members).run("leave", "anna")
    assert "Anna Berg still sits in Byplanrådet" in said
    assert "mailflow forums vacate byplanraadet/1 --on DATE" in said
    assert ("holder-left", "byplanraadet/1") in findings(office)
    office.run("vacate", "byplanraadet/1", "--on", "2026-11-23", "--reason", "fratrådt")
    assert ("seat-vacant", "byplanraadet/1") in findings(office)


def test_the_secretariat_is_told_once_of_each_seat(office: Office) -> None:
    assert look(office, "2026-11-22T10:00:00+01:00") == 0, "a Sunday"
    assert look(office, "2026-11-23T07:00:00+01:00") == 0, "before the office opens"
    assert look(office, "2026-11-23T10:00:00+01:00") == 3
    assert look(office, "2026-11-23T11:00:00+01:00") == look(office, "2026-11-24T10:00:00+01:00") == 0
    (first,) = notices(office)
    assert first.recipient == "sekretariatet@fkt.example"
    office.run("vacate", "byplanraadet/1", "--on", "2026-11-24", "--reason", "fratrådt")
    assert look(office, "2026-11-25T10:00:00+01:00") == 1, "only what is new"
    assert len(notices(office)) == 2


def test_the_review_shows_the_seats(office: Office) -> None:
    told = replace(office, group=review).json()
    assert [one["seat"] for one in told["seats"]] == ["byplanraadet/2", "klimaforum/1", "vandpartnerskabet/1"]
    assert "mailflow forums call byplanraadet --seat 2" in replace(office, group=review).run()


def test_a_forum_that_has_not_confirmed_or_never_got_the_letter_is_shown(office: Office) -> None:
    office.run("appoint", "byplanraadet", "Bo Lund", "--decided", "2026-11-23", "--yes")
    seat = ("not-confirmed", "byplanraadet/2")
    assert seat not in findings(office), "it has just been told"
    told = select(Letter).where(Letter.kind == "forum-told")

    def bounced(at: datetime | None) -> None:
        with office.context() as context, context.store.writing() as session:
            session.scalars(told).one().bounced_at = at

    bounced(instant("2026-11-24T10:00:00+01:00"))
    assert findings(office)[seat] == "mailflow forums confirm byplanraadet/2"
    assert "came back from raad@by.example" in replace(office, group=review).run()
    bounced(None)
    assert seat not in findings(office)
    late = replace(office, now="2026-12-23T10:00:00+01:00")
    assert seat in findings(late), "told, reminded twice, and no answer"
    late.run("confirm", "byplanraadet/2", "--words", "i telefonen")
    assert seat not in findings(late)
