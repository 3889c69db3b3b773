"""``mailflow forums call`` and what belongs to it, at the keyboard: what is shown, what is refused and with which exit code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from secretary import Office, at_work

from mailflow.cli.forums import command
from mailflow.cli.members import command as members
from mailflow.errors import InputError, MailflowError, NotFoundError, RefusedError

MEMBERS = """\
Navn;Titel;Kommune;E-mail;Rolle(r)
Anna Berg;Kommunaldirektør;Odder;anna.berg@odder.example;HB, formand
Bo Carstensen;Kommunaldirektør;Vejle;bo.carstensen@odder.example;HB
Citta Dam;Kommunaldirektør;Køge;citta.dam@odder.example;
"""
SLUG = "byplanraadet-2026-11"
GIVEN = ("--to", "all", "--deadline", "2026-12-15")


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Office:
    office = replace(at_work(tmp_path, store_url), group=command, now="2026-11-23T10:00:00+01:00")
    path = tmp_path / "medlemmer.csv"
    path.write_text(MEMBERS, "utf-8")
    replace(office, group=members).run("import", path, "--yes")
    for name, right in (("Byplanrådet", "association"), ("Klimafonden", "kl"), ("Ukendt Råd", "")):
        office.run("add", name, *(("--right", right) if right else ()))
    return office


def refused(office: Office, kind: type[MailflowError], *words: object) -> str:
    with office.context() as context:
        error = CliRunner().invoke(command, [str(word) for word in words], obj=context).exception
    assert isinstance(error, kind), error
    return f"{error.message} {error.remedy or ''}"


def test_whose_the_right_is_what_cannot_be_and_one_open_call_a_seat(office: Office) -> None:
    assert "it is KL's" in refused(office, RefusedError, "call", "klimafonden", *GIVEN, "--yes")
    assert "--right" in refused(office, RefusedError, "call", "ukendt", *GIVEN, "--yes")
    for wrong in (
        ("byplan", "--recommend", *GIVEN), ("byplan", "--seat", 9, *GIVEN), ("byplan", "--remind", 30, *GIVEN),
        ("byplan", "--to", "all", "--deadline", "2026-11-01"), ("byplan", "--to", "all", "--deadline", "snart"),
        ("byplan", "--to", "kreds:Ingen", "--deadline", "2026-12-15"), ("byplan", "--to", "guest:X <x@y.example>", *GIVEN[2:]),
    ):  # fmt: skip
        refused(office, InputError, "call", *wrong, "--yes")
    refused(office, NotFoundError, "call", "findes-ikke", *GIVEN, "--yes")
    assert "--yes" in refused(office, InputError, "call", "byplan", *GIVEN)
    assert office.json("calls") == []
    office.run("call", "byplan", *GIVEN, "--yes")
    assert SLUG in refused(office, RefusedError, "call", "byplan", "--seat", 1, *GIVEN, "--yes")
    office.run("cancel", SLUG, "--reason", "Aflyst")
    assert office.json("call", "byplan", *GIVEN, "--yes")["id"] == f"{SLUG}-2", "a new one, under an id of its own"


def test_a_dry_run_shows_the_letter_and_changes_nothing_and_a_note_may_be_a_file(office: Office) -> None:
    note = office.folder / "note.md"
    note.write_text("Rejser betales af *rådet*.", "utf-8")
    shown = office.run("call", "klimafonden", "--recommend", *GIVEN, "--note", note, "--remind", 3, "--dry-run")
    for words in ("The right to appoint is KL's.", "Rejser betales af rådet.", "anna.berg@odder.example"):
        assert words in shown
    assert office.json("calls") == []
    sent = office.json("call", "klimafonden", "--recommend", *GIVEN, "--note", "Kort", "--remind", 3, "--yes")
    assert [one["name"] for one in sent["to"]] == ["Anna Berg", "Bo Carstensen", "Citta Dam"]
    assert (sent["recommend"], sent["note"], sent["remind_at"][:10]) == (True, "Kort", "2026-12-12")


def test_what_is_shown_and_what_is_written_down(office: Office) -> None:
    office.run("call", "byplan", *GIVEN, "--yes")
    office.run("answer", SLUG, "Anna", "--nominates", "Bo", "--nominates-outsider", "Ib Krog, Ærø", "--by", "phone")
    office.run("answer", SLUG, "Bo", "--declines", "--by", "phone", "--dry-run")
    shown = office.run("call-show", SLUG)
    for words in (
        "Bo Carstensen",
        "asked, no answer",
        "Ib Krog",
        "not asked yet",
        "Not answered: Bo Carstensen",
        "1 of 3",
    ):
        assert words in shown, words
    assert "is no member" in refused(office, RefusedError, "ask", SLUG, "Ib Krog")
    assert "asked, no answer" in refused(office, RefusedError, "ask", SLUG, "Bo")
    assert "Proposed are" in refused(office, InputError, "ask", SLUG, "Ukendt")
    refused(office, InputError, "answer", SLUG, "Citta", "--withdraws", "Bo", "--by", "phone")
    dry = office.json("remind", SLUG, "--dry-run")
    assert (dry["members"], dry["nominees"]) == (["Bo Carstensen", "Citta Dam"], [])
    assert office.json("close", SLUG, "--dry-run")["state"] == "closed"
    assert office.json("calls")[0]["state"] == "open"
    office.run("close", SLUG)
    refused(office, RefusedError, "remind", SLUG)
    assert office.json("calls")[0]["closed_by"]
    assert SLUG in refused(office, NotFoundError, "call-show", "findes-ikke")
