"""Who is who: nothing is guessed, and an address belongs to one person at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from secretary import ASE, BO, EVA, Office, at_work

from mailflow.errors import InputError


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Office:
    return at_work(tmp_path, store_url)


def test_another_name_at_a_known_address_is_asked_about(office: Office) -> None:
    office.load(EVA, BO)
    for options in ((), ("--complete", "--really")):
        told = office.load("Lars Krogh;;Odder;eva@odder.example;;;HB", options=options, fails=InputError)
        assert [one["kind"] for one in told["findings"]] == ["other-name"]
        assert "members edit eva-holm" in told["findings"][0]["remedy"]
    assert office.board() == ["bo-soe", "eva-holm"]


def test_a_middle_name_more_is_the_same_person(office: Office) -> None:
    office.load(EVA)
    told = office.load(EVA.replace("Eva Holm", "Eva Marie Holm"))
    assert told["changed"][0]["changes"] == [{"what": "name", "before": "Eva Holm", "after": "Eva Marie Holm"}]
    assert office.json("list")[0]["key"] == "eva-holm", "a key stays"


def test_a_namesake_elsewhere_is_asked_about_but_has_moved_in_a_complete_list(office: Office) -> None:
    office.load(EVA, BO)
    moved = "Eva Holm;;Struer;eva@struer.example;;;HB"
    told = office.load(moved, fails=InputError)
    assert [one["kind"] for one in told["findings"]] == ["namesake"]
    told = office.load(moved, BO, options=("--complete",))
    assert [(c["what"], c["after"]) for c in told["changed"][0]["changes"]] == [
        ("title", None), ("municipality", "Struer"), ("primary", "eva@struer.example"),
    ]  # fmt: skip
    assert [one["key"] for one in office.json("list")] == ["bo-soe", "eva-holm"]


def test_two_namesakes_are_two_people(office: Office) -> None:
    both = ("Eva Holm;;Odder;eva@odder.example;;;HB", "Eva Holm;;Struer;eva@struer.example;;;HB")
    office.load(*both)
    assert [one["key"] for one in office.json("list")] == ["eva-holm", "eva-holm-2"]
    assert office.load(*both)["unchanged"] == 2
    assert office.load(*reversed(both), options=("--complete",))["unchanged"] == 2
    told = office.load("Eva Holm;;Skive;eva@skive.example;;;HB", options=("--complete", "--really"), fails=InputError)
    assert told["findings"][0]["kind"] == "namesake", "which of the two has moved?"


def test_an_address_that_moves_to_another_person_counts_from_its_day(office: Office) -> None:
    office.load(EVA, BO)
    office.now = "2026-10-01T10:00:00+02:00"
    office.load(EVA, BO.replace("bo@ringsted.example", "bo.soe@ringsted.example"), "Ny Person;;;bo@ringsted.example;;;")
    assert office.who("bo@ringsted.example", "2026-09-30") == ("bo-soe", "primary")
    assert office.who("bo@ringsted.example", "2026-10-01") == ("ny-person", "primary")


def test_two_members_can_swap_addresses(office: Office) -> None:
    office.load(EVA, ASE)
    swapped = (EVA.replace("eva@odder", "aase@aeroe"), ASE.replace("aase@aeroe", "eva@odder"))
    assert office.load(*swapped, fails=None)["applied"] is True
    assert office.who("aase@aeroe.example") == ("eva-holm", "primary")
    assert office.load(*swapped)["unchanged"] == 2


def test_a_successor_gets_the_address_of_somebody_who_left(office: Office) -> None:
    office.load(EVA, BO)
    office.run("leave", "eva", "--on", "2026-09-01")
    assert office.who("eva@odder.example", "2026-09-05") == ("eva-holm", "primary"), "an answer may still come"
    office.now = "2026-09-10T10:00:00+02:00"
    office.load("Ny Person;;Odder;eva@odder.example;;;HB")
    assert office.who("eva@odder.example", "2026-09-09") == ("eva-holm", "primary")
    assert office.who("eva@odder.example", "2026-09-10") == ("ny-person", "primary")


def test_an_address_belongs_to_one_person_only(office: Office) -> None:
    office.load(EVA, BO)
    for taken in ("eva@odder.example", "bo@privat.example", "ib@ringsted.example"):
        message = office.run("add", "--name", "Ny Person", "--address", taken, fails=InputError)
        assert taken in message
        office.run("edit", "eva" if "eva" not in taken else "bo", "--alias", taken, fails=InputError)
    told = office.load(f"{ASE[:-2]}Eva Holm <eva@odder.example>;", fails=InputError)
    assert [one["kind"] for one in told["findings"]] == ["address-taken"]


def test_nobody_has_the_address_of_the_mailbox(office: Office) -> None:
    told = office.load("Eva Holm;;;Sekretariatet@FKT.example;;;", fails=InputError)
    assert [one["kind"] for one in told["findings"]] == ["address-ours"]
    office.load(EVA)
    office.run("edit", "eva", "--alias", "sekretariatet@fkt.example", fails=InputError)


def test_an_answer_from_an_alias_or_a_delegate_is_the_members(office: Office) -> None:
    office.load(EVA, BO)
    assert office.who("bo@privat.example") == ("bo-soe", "alias")
    assert office.who("IB@ringsted.example") == ("bo-soe", "delegate")
    assert office.who("nobody@ringsted.example") is None


def test_somebody_who_left_and_comes_back_is_the_same_person(office: Office) -> None:
    office.load(EVA, BO)
    office.run("leave", "eva")
    told = office.load(EVA)
    assert [one["key"] for one in told["rejoined"]] == ["eva-holm"]
    assert office.board() == ["bo-soe", "eva-holm"]
    office.run("leave", "bo")
    assert "again" in office.run("add", "--name", "Bo Sø", "--address", "bo@ringsted.example", "--role", "HB")
    assert office.board() == ["bo-soe", "eva-holm"]


def test_a_name_alone_is_not_enough_for_a_new_address(office: Office) -> None:
    office.load(EVA)
    told = office.load("Eva Holm;eva@elsewhere.example", head="Navn;Mail", fails=InputError)
    assert [one["kind"] for one in told["findings"]] == ["namesake"]
    assert office.load("Eva Holm;Odder Kommune;eva@elsewhere.example", head="Navn;Kommune;Mail")["applied"] is True
    assert office.who("eva@elsewhere.example") == ("eva-holm", "primary")
