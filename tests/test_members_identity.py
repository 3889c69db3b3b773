"""Who is who: nothing is guessed, and an address belongs to one person at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from secretary import ASE, BO, EVA, Office, at_work, lines

from mailflow.desks import members as desk
from mailflow.errors import InputError, RefusedError
from mailflow.models import Address, Person, Role
from mailflow.parsers import memberlist
from mailflow.store import members, people


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
    told = office.load("Eva Holm;;Odder;Sekretariatet@FKT.example;;;", fails=InputError)
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


def test_a_delegate_who_becomes_a_member_is_asked_about(office: Office) -> None:
    office.load(BO)
    told = office.load("Ib Dal;;Ringsted;ib@ringsted.example;;;", fails=InputError)
    assert [one["kind"] for one in told["findings"]] == ["address-taken"]
    office.run("edit", "bo", "--no-delegate", "ib@ringsted.example")
    assert office.load("Ib Dal;;Ringsted;ib@ringsted.example;;;")["applied"] is True
    assert office.who("ib@ringsted.example") == ("ib-dal", "primary")


def test_name_and_address_are_enough_when_the_municipality_has_changed(office: Office) -> None:
    office.load(BO)
    told = office.load(BO.replace("Ringsted", "Struer"))
    assert [c["what"] for c in told["changed"][0]["changes"]] == ["municipality"]


def test_an_alias_that_went_to_another_does_not_come_back(office: Office) -> None:
    office.load(EVA, BO)
    office.run("leave", "bo")
    bo = "Bo Sø;Ringsted;bo@ringsted.example"
    told = office.load(bo, "Ny Person;Struer;bo@privat.example", head="Navn;Kommune;Mail", fails=InputError)
    assert [(one["row"], one["kind"]) for one in told["findings"]] == [(3, "address-taken")]


def test_since_when_an_address_counts(office: Office) -> None:
    office.load(EVA)
    office.now = "2026-10-01T10:00:00+02:00"
    office.run("edit", "eva", "--alias", "eva@privat.example")
    assert office.who("eva@privat.example", "2026-09-01") == ("eva-holm", "alias"), "hers already when nobody knew"
    office.run("leave", "eva")
    office.now = "2026-11-01T10:00:00+01:00"
    office.run("add", "--name", "Ny Person", "--address", "eva@privat.example")
    assert [(a["from"], a["until"]) for a in office.json("show", "ny")["addresses"]] == [("2026-11-01", None)]
    assert [a["until"] for a in office.json("show", "eva-holm")["addresses"]] == [None, "2026-11-01"]


def test_two_rows_with_one_address_in_the_store_still_give_one_person(office: Office) -> None:
    """It cannot come from a command; a store that was mended by hand must not stop the mail."""

    def person(key: str, kind: str, left: date | None = None) -> Person:
        held = Address(address="shared@x.example", kind=kind)
        return Person(key=key, name=key, left=left, addresses=[held], roles=[Role(role="board")])

    with office.context() as context, context.store.writing() as session:
        session.add_all([person("delegate", "delegate"), person("alias", "alias")])
        session.add_all([person("gone", "primary", date(2026, 8, 1)), person("primary", "primary")])
        session.add(Person(key="later", name="later", joined=date(2026, 10, 1), roles=[Role(role="chair")]))
    assert office.who("shared@x.example") == ("primary", "primary")
    assert office.board() == ["alias", "delegate", "primary"], "one who left or is still to come is not on the board"


def test_a_difference_in_doubt_cannot_be_applied(office: Office) -> None:
    office.load(EVA)
    listed = memberlist.read(lines("Lars Krogh;;Odder;eva@odder.example;;;"))
    day = date(2026, 9, 1)
    with office.context() as context, context.store.trying() as session:
        difference = desk.difference(people.everybody(session), listed.rows, day)
        with pytest.raises(RefusedError):
            members.apply(session, difference, day, context.clock.now(), verb="members.imported")
    assert [one["key"] for one in office.json("list")] == ["eva-holm"]
