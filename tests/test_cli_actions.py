"""Actions from the command line: kept, shown, closed, and the mails about them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from clerk import Clerk

from mailflow.demo.servers import Servers
from mailflow.desks import tasks as desk
from mailflow.models import Task
from mailflow.parsers import mail as parse_mail

CPH = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def clerk(tmp_path: Path, embedded: Servers) -> Clerk:
    clerk = Clerk(tmp_path, embedded, "2026-09-21 10:00")  # a Monday
    clerk.people()
    clerk.tick()
    return clerk


def test_an_action_is_kept_until_it_is_done(clerk: Clerk) -> None:
    added = clerk.json(
        "actions", "add", "Skriver til  kredsene", "--who", "Anna Berg", "--due", "2026-10-01", "--item", "3.1",
        "--meeting", "2026-08-27", "--body", "Hovedbestyrelsen",
    )  # fmt: skip
    assert (added["id"], added["person"], added["what"]) == (1, "anna-berg", "Skriver til kredsene")
    clerk.run("actions", "add", "Indhenter tilbud", "--who", "Sekretariatet")
    assert [one["id"] for one in clerk.json("actions", "list")["actions"]] == [1, 2]
    assert [one["id"] for one in clerk.json("actions", "list", "--who", "anna")["actions"]] == [1]
    assert "2026-10-01  Anna Berg: Skriver til kredsene" in clerk.run("actions", "list").out
    assert clerk.json("actions", "edit", 2, "--due", "2026-09-20")["overdue"] is True
    assert "It is so already." in clerk.run("actions", "edit", 2, "--due", "2026-09-20").out
    assert clerk.json("actions", "edit", 2, "--due", "")["due"] is None
    clerk.run("actions", "done", 1, "--reason", "Sendt")
    assert "Add --reason." in clerk.run("actions", "drop", 2, expect=65).err
    clerk.run("actions", "drop", 2, "--reason", "Ikke nødvendigt")
    assert "Nothing is to be done." in clerk.run("actions", "list").out
    states = [(one["state"], one["closed_by"]) for one in clerk.json("actions", "list", "--all")["actions"]]
    assert states == [("done", "Signe Holk"), ("dropped", "Signe Holk")]
    assert "is closed since 2026-09-21" in clerk.run("actions", "done", 1, expect=77).err
    assert "There is no action 9." in clerk.run("actions", "done", 9, expect=66).err
    assert "does not say what" in clerk.run("actions", "add", "  ", expect=65).err


def test_the_secretariat_is_reminded_once_before_the_day_and_once_after(clerk: Clerk) -> None:
    clerk.run("actions", "add", "Skriver til kredsene", "--who", "Anna Berg", "--due", "2026-09-24")
    clerk.run("actions", "add", "Indhenter tilbud", "--due", "2026-09-28")
    clerk.run("actions", "add", "Engang")
    told: dict[str, list[tuple[str, str]]] = {}
    for day in ("21 10:00", "24 10:00", "25 10:00", "28 10:00", "29 10:00"):
        before = len(clerk.servers.outgoing)
        clerk.at(f"2026-09-{day}")
        clerk.tick()
        if new := clerk.subjects(before):
            told[day] = new
    assert {day: [subject for _to, subject in new] for day, new in told.items()} == {
        "21 10:00": ["Én opgave efter møderne"],
        "25 10:00": ["2 opgaver efter møderne"],
        "29 10:00": ["Én opgave efter møderne"],
    }
    assert {to for new in told.values() for to, _subject in new} == {clerk.servers.address}


def test_a_member_is_written_to_only_when_it_is_asked_for(clerk: Clerk) -> None:
    clerk.run("actions", "add", "Skriver til kredsene", "--who", "Anna Berg")
    clerk.run("actions", "add", "Indhenter tilbud", "--who", "Sekretariatet")
    before = len(clerk.servers.outgoing)
    assert clerk.json("actions", "remind", "--member", "--dry-run") == {
        "letters": [{"to": "Anna Berg", "actions": [1]}], "dry_run": True,
    }  # fmt: skip
    assert "belongs to no member" in clerk.run("actions", "remind", 2, "--member", expect=65).err
    clerk.tick()
    assert len(clerk.servers.outgoing) == before
    clerk.run("actions", "remind", "--member")
    clerk.run("actions", "remind")
    clerk.tick()
    anna, us = (sent for sent in clerk.servers.outgoing[before:])
    assert (anna.rcpt_tos[0], us.rcpt_tos[0]) == ("anna.berg@odder.example", clerk.servers.address)
    assert "Skriver til kredsene" in parse_mail.parse(anna.raw).text
    assert "Indhenter tilbud" not in parse_mail.parse(anna.raw).text
    assert "mailflow actions done 1" in parse_mail.parse(us.raw).text


def test_nothing_is_reminded_of_when_that_is_off_or_the_office_is_closed() -> None:
    task = Task(id=1, what="x", who="", state="open", due=date(2026, 9, 24))
    friday = datetime(2026, 9, 25, 9, 0, tzinfo=UTC)
    assert desk.reminder([task], friday, 3, CPH).overdue == (task,)
    assert desk.reminder([task], friday, 0, CPH).empty
    assert desk.reminder([task], datetime(2026, 9, 26, 9, 0, tzinfo=UTC), 3, CPH).empty, "a Saturday"
    assert desk.reminder([task], datetime(2026, 9, 25, 5, 59, tzinfo=UTC), 3, CPH).empty, "before eight"
    task.overdue_at = friday
    assert desk.reminder([task], friday, 3, CPH).empty
