"""What ``members check`` finds, and that it invents nothing: a clean list of 122 is in order."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from register import as_csv, clean
from secretary import at_work

from mailflow.cli.members import command
from mailflow.desks.health import Health, State
from mailflow.desks.membercheck import Finding, check
from mailflow.models import Address, Person, Role, Trouble
from mailflow.parsers.municipalities import MUNICIPALITIES

TODAY = date(2026, 9, 1)
TABLE = dict.fromkeys(MUNICIPALITIES, "Midt")


def person(number: int, municipality: str, name: str = "", **fields: object) -> Person:
    """A member with an address; ``fields`` replace what there is."""
    given = {
        "id": number, "key": f"p{number}", "name": name or f"Medlem Nr{number}", "municipality": municipality, "title": "",
        "phone": "", "gender": "", "addresses": [Address(address=f"m{number}@k.example", kind="primary", name="")], "roles": [],
    }  # fmt: skip
    return Person(**{**given, **fields})


def members() -> list[Person]:
    found = [person(number, name) for number, name in enumerate(MUNICIPALITIES, 1)]
    found[0].roles = [Role(role="board"), Role(role="chair")]
    return found


def kinds(
    persons: list[Person], health: dict[str, Health] | None = None, table: dict[str, str] | None = None
) -> list[tuple[str, str]]:
    return [(one.kind, one.key) for one in check(persons, TABLE if table is None else table, health or {}, TODAY)]


def one(persons: list[Person], kind: str) -> Finding:
    return next(finding for finding in check(persons, TABLE, {}, TODAY) if finding.kind == kind)


def test_a_list_in_order_has_no_findings() -> None:
    assert kinds(members()) == []


def test_a_municipality_without_a_member() -> None:
    left = [p for p in members() if p.municipality != "Ærø"]
    assert [(f.kind, f.value) for f in check(left, TABLE, {}, TODAY)] == [("municipality-unrepresented", "Ærø")]
    gone = members()
    gone[-1].left = TODAY
    assert one(gone, "municipality-unrepresented").value == MUNICIPALITIES[-1]


def test_what_is_missing() -> None:
    people = [
        *members(), person(101, ""), person(102, "Odder", addresses=[]), person(103, "Malmø"),
        person(104, "", roles=[Role(role="secretariat")]),
    ]  # fmt: skip
    assert kinds(people) == [
        ("municipality-missing", "p101"),
        ("address-missing", "p102"),
        ("municipality-none", "p103"),
    ]
    table = {name: "Midt" for name in MUNICIPALITIES if name != "Odder"}
    assert [kind for kind, _key in kinds([*members(), person(101, "Odder")], table=table)] == ["district-missing"], (
        "once"
    )


def test_twice() -> None:
    same = Address(address="m1@k.example", kind="alias", name="")
    people = [*members(), person(101, "Odder", "medlem nr1"), person(102, "Odder", addresses=[
        Address(address="m102@k.example", kind="primary", name=""), same])]  # fmt: skip
    assert kinds(people) == [("name-twice", "p101"), ("address-twice", "p102")]
    assert "m1@k.example" in one(people, "address-twice").remedy
    ended = Address(address="m1@k.example", kind="alias", name="", valid_to=TODAY)
    assert kinds([*members(), person(101, "Odder", addresses=[*person(101, "").addresses, ended])]) == []


@pytest.mark.parametrize(("state", "kind"), [("dead", "permanent"), ("doubtful", "temporary"), ("blocked", "policy")])
def test_mail_that_comes_back(state: State, kind: str) -> None:
    bad = Health(state, datetime(2026, 8, 30, tzinfo=UTC))
    assert kinds(members(), {"m5@k.example": bad, "nobody@k.example": bad}) == [(f"bounces-{kind}", "p5")]
    assert kinds(members(), {"m5@k.example": Health()}) == []


def test_offices() -> None:
    nobody = members()
    nobody[0].roles = []
    assert kinds(nobody) == [("no-board", "")]
    nobody[0].roles = [Role(role="board")]
    assert kinds(nobody) == [("no-chair", "")]
    two = members()
    two[1].roles = [Role(role="chair")]
    assert kinds(two) == [("two-chairs", "p2")]
    two[1].roles = [Role(role="chair", valid_to=TODAY)]
    assert kinds(two) == [], "one after the other"
    two[0].roles = [Role(role="chair"), Role(role="vice-chair")]
    assert kinds(two) == [("chair-and-vice", "p1")]


def test_delegates_who_are_nobody() -> None:
    def with_delegate(address: str, name: str = "", **dates: date) -> list[Person]:
        people = members()
        people[0].addresses.append(Address(address=address, kind="delegate", name=name, **dates))
        people.append(person(101, "Odder", left=date(2026, 8, 1)))
        return people

    assert kinds(with_delegate("m1@k.example", "Ib Dal")) == [("delegate-self", "p1")]
    assert kinds(with_delegate("m101@k.example", "Ib Dal")) == [("delegate-left", "p1")]
    assert kinds(with_delegate("ib@k.example")) == [("delegate-nobody", "p1")]
    assert kinds(with_delegate("ib@k.example", "Ib Dal")) == [], "a delegate need be no member"
    assert kinds(with_delegate("m2@k.example")) == [], "another member"
    assert kinds(with_delegate("ib@k.example", valid_to=TODAY)) == []


def test_the_command(tmp_path: Path, store_url: str) -> None:
    office = at_work(tmp_path, store_url)

    def run(*words: str) -> tuple[int, str]:
        with office.context() as context:
            result = CliRunner().invoke(command, ["check", *words], obj=context)
        return result.exit_code, result.output

    assert run()[0] == 1
    path = tmp_path / "122.csv"
    path.write_bytes(as_csv(clean()))
    office.run("import", path, "--yes")
    assert run() == (0, "The member list is in order.\n")
    assert json.loads(run("--json")[1]) == {"findings": [], "clean": True}
    key = next(one["key"] for one in office.json("list") if one["municipality"] == "Ærø")
    office.run("leave", key)
    code, told = run("--json")
    assert code == 1
    assert [(f["kind"], f["value"]) for f in json.loads(told)["findings"]] == [("municipality-unrepresented", "Ærø")]
    assert "1 thing to put right." in run()[1]
    for one in office.json("list", "--district", "Nordjylland"):
        office.run("leave", one["key"])
    assert "municipalities have no member:" in run()[1]


def test_what_bounced_and_was_not_cleared_is_found(tmp_path: Path, store_url: str) -> None:
    office = at_work(tmp_path, store_url)
    office.load("Eva Holm;;Odder;eva@odder.example;;;HB")
    with office.context() as context, context.store.writing() as session:
        at = datetime(2026, 8, 30, tzinfo=UTC)
        session.add(Trouble(address="eva@odder.example", kind="policy", at=at))
        session.add(Trouble(address="eva@odder.example", kind="permanent", at=at.replace(day=31), cleared_at=at))
    with office.context() as context:
        told = json.loads(CliRunner().invoke(command, ["check", "--json"], obj=context).stdout)
    assert [f["kind"] for f in told["findings"] if f["kind"].startswith("bounces")] == ["bounces-policy"]
