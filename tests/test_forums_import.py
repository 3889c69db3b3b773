"""A list of forums becomes the register: every file an office saves, twice the same, row by row what is wrong."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import edges
import openpyxl
import pytest
from register import as_csv, clean
from secretary import Office, at_work

from mailflow.cli.context import Context
from mailflow.cli.forums import command
from mailflow.cli.members import command as members
from mailflow.errors import InputError
from mailflow.parsers import forumlist

EXAMPLE = Path(__file__).parent.parent / "config" / "examples" / "udpegninger.csv"
HEAD = "Forum;Plads;Udpegningsret;Navn;Kommune;Siden;Til;I stedet for;Besluttet;Nedlagt;Pladser"


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Office:
    return replace(at_work(tmp_path, store_url), group=command, now="2026-11-23T10:00:00+01:00")


def load_members(office: Office, data: bytes) -> None:
    path = office.folder / "medlemmer.csv"
    path.write_bytes(data)
    replace(office, group=members).run("import", path, "--yes")


@pytest.fixture
def full(office: Office) -> Office:
    listed = EXAMPLE.read_text("utf-8")
    load_members(office, as_csv([row for row in clean() if row[0] in listed]))
    office.run("import", EXAMPLE, "--yes")
    return office


def rows(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *lines, ""]).encode()


def kinds(data: bytes) -> dict[int, str]:
    return {finding.row: finding.kind for finding in forumlist.read(data).findings if finding.stops}


def seats(office: Office, *words: str) -> dict[str, str | None]:
    return {one["seat"]: one["holder"] and one["holder"]["name"] for one in office.json("list", *words)}


def test_the_example_becomes_a_register_whose_holders_are_members(full: Office) -> None:
    shown = full.json("list")
    assert (len({one["forum"] for one in shown}), len(shown)) == (15, 28)
    defunct = [one["id"] for one in full.json("list", "--defunct")]
    assert defunct == ["digitaliseringens-styregruppe", "trafiksamarbejdet-bro-og-baelt"]
    held = [one["holder"] for one in shown if one["holder"]]
    assert len(held) == 26
    assert all(one["person"] for one in held), "each is found in the member list"
    two = full.json("show", "byplanraadet")["seats"][1]
    assert (two["holder"]["in_place_of"], two["holder"]["until"]) == ("Ebba Tranholt, Nyborg", "2027-12-31")
    assert two["right"] == "association"
    assert full.json("list", "--right", "unclear")[0]["forum"] == "vandpartnerskabet"
    assert {one["wanting"]["kind"] for one in full.json("list", "--vacant")} == {"vacant", "ended", "ending"}

    first = full.json("history", "byplanraadet")
    assert [one["verb"] for one in first] == [*["imported", "seat-added"] * 3]
    assert (first[2]["evidence"], first[2]["facts"]["holder"]) == ("udpegninger.csv, row 2", [None, "Anna Bakkær"])
    _twice(full)


def _twice(full: Office) -> None:
    """Importing the same changes nothing, whatever the format."""
    before = full.json("history")
    lines = [line.split(";") for line in EXAMPLE.read_text("utf-8").splitlines()]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Udpegninger pr. november 2026"])
    for line in lines:
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    (full.folder / "liste.xlsx").write_bytes(out.getvalue())
    (full.folder / "liste.csv").write_bytes(EXAMPLE.read_text("utf-8").encode("utf-16"))
    for name in ("liste.xlsx", "liste.csv"):
        told = full.json("import", full.folder / name, "--yes")
        assert (told["changes"], told["unchanged"], told["applied"]) == ([], 17, False)
    assert full.json("history") == before


def test_toml_has_a_table_for_each_forum_and_seat(office: Office) -> None:
    path = office.folder / "fora.toml"
    path.write_text(
        '[[forum]]\nnavn = "Havnerådet"\nkontakt = "Ea Kold <ea@havn.example>"\nudpegningsret = "FKT"\n'
        '[[forum.plads]]\nnavn = "Anna Berg"\nkommune = "Odder"\nsiden = 2024-01-01\n[[forum.plads]]\nnavn = "ledig"\n'
        '[[forum]]\nnavn = "Fyrrådet"\nnedlagt = 2023-08-29\n',
        "utf-8",
    )
    office.run("import", path, "--yes")
    assert seats(office) == {"havneraadet/1": "Anna Berg", "havneraadet/2": None}
    assert office.json("show", "havne")["contact"] == {"name": "Ea Kold", "address": "ea@havn.example", "phone": None}
    assert office.json("show", "fyr")["defunct_on"] == "2023-08-29"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Rådet;;;Anna Berg;Odense;32.1.2024;;;;;", "date-invalid"),
        ("Rådet;;;Anna Berg;Odensee;;;;;;", "municipality-unknown"),
        ("Rådet;;;Anna Berg;;1.1.2024;1.1.2023;;;;", "term-backwards"),
        ("Rådet;;;010203-1234;;;;;;;", "cpr"),
        ("Rådet;;;;;;;;;nedlagt;", "defunct-date"),
        ("Rådet;;;;;;;;;måske;", "status-unknown"),
        ("Rådet;;;;;;;;;;mange", "number-invalid"),
        ("Rådet;;;a@b.example;;;;;;;", "name-invalid"),
        ("Rådet;;;Anna;;;;;;;;for meget", "too-many-cells"),
        (";;;Anna Berg;;;;;;;", "forum-missing"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_row(line: str, kind: str) -> None:
    assert kinds(rows(line)) == {2: kind}


def test_nothing_is_imported_with_a_mistake_unless_the_rest_is_wanted(office: Office) -> None:
    path = office.folder / "liste.csv"
    path.write_bytes(
        rows("Havnerådet;;KL;Anna Berg;Odder;2022;;;;;", ";;;Bo Lund;Vejle;i går;;;;;", "Fyrrådet;;KL;Ib Dal;;;;;;;")
    )
    message = office.run("import", path, "--yes", fails=InputError)
    assert "Row 3, Siden, “i går”" in message
    assert "--rest" in message
    assert office.json("list") == []
    office.run("import", path, "--yes", "--rest")
    assert seats(office) == {"fyrraadet/1": "Ib Dal"}, "a forum is imported whole or not at all"


def change(office: Office, *lines: str, fails: Any = None) -> str:
    path = office.folder / "liste.csv"
    path.write_bytes(rows(*lines))
    return office.run("import", path, "--yes", fails=fails)


def test_a_new_list_replaces_only_whom_it_names(office: Office) -> None:
    change(office, "Rådet;;KL;Anna Berg;Odder;1.1.2022;;;;;2")
    assert seats(office) == {"raadet/1": "Anna Berg", "raadet/2": None}, "as many as it counts"
    change(office, "Rådet;;KL;Bo Lund;Vejle;1.1.2024;;;;;2")
    assert seats(office) == {"raadet/1": "Anna Berg", "raadet/2": "Bo Lund"}, "the vacant one first"
    message = change(office, "Rådet;;KL;Eva Holm;Odder;1.1.2026;;;;;2", fails=InputError)
    assert "Anna Berg sits on raadet/1 and is not in the list" in message
    change(office, "Rådet;;KL;Eva Holm;Odder;1.1.2026;;Bo Lund, Vejle;;;2")
    assert seats(office) == {"raadet/1": "Anna Berg", "raadet/2": "Eva Holm"}
    before = office.json("show", "raadet")["seats"][1]["before"][0]
    assert (before["name"], before["ended_on"]) == ("Bo Lund", "2026-01-01")
    assert "Anna Berg sits on raadet/1 in the register" in change(office, "Rådet;1;;ledig;;;;;;;", fails=InputError)
    change(office, "Rådet;;;Anna Berg;Odder;1.2.2022;31.12.2027;;;;")
    assert office.json("history", "raadet")[-1]["facts"] == {
        "since": ["2022-01-01", "2022-02-01"],
        "until": [None, "2027-12-31"],
    }


def test_who_is_in_the_member_list_is_never_guessed(office: Office) -> None:
    load_members(office, b"Navn;Kommune;E-mail\nAnna Berg;Odder;a@odder.example\nAnna Berg;Vejle;a@vejle.example\n"
                 b"Ib Dal;Skive;ib@skive.example\n")  # fmt: skip
    told = change(
        office, "A-rådet;;;Anna Berg;Odder;;;;;;", "B-rådet;;;Anna Berg;;;;;;;", "C-rådet;;;Ib Dal;Morsø;;;;;;",
        "D-rådet;;;Ida Ny;;;;;;;",
    )  # fmt: skip
    assert "Row 3, “Anna Berg”: It may be Anna Berg (Odder) [anna-berg], Anna Berg (Vejle) [anna-berg-2]" in told
    assert "It may be Ib Dal (Skive) [ib-dal]" in told
    assert "“Ida Ny”: Nobody in the member list" in told
    assert [one["holder"]["person"] for one in office.json("list")] == ["anna-berg", None, None, None]
    office.run("correct", "c-raadet/1", "--person", "ib-dal", "--reason", "han er flyttet")
    assert office.json("show", "c-raadet")["seats"][0]["holder"]["person"] == "ib-dal"


def test_a_dry_run_and_no_yes_change_nothing(office: Office) -> None:
    assert "raadet/1: imported: holder: – → Anna Berg" in office.run("import", _one(office), "--dry-run")
    assert "not confirmed" in office.run("import", _one(office), fails=InputError)
    assert office.json("list") == []


def _one(office: Office) -> Path:
    path = office.folder / "en.csv"
    path.write_bytes(rows("Rådet;;;Anna Berg;Odder;;;;;;"))
    return path


def test_a_defunct_forum_stays_so(office: Office) -> None:
    change(office, "Rådet;;KL;Anna Berg;Odder;1.1.2022;;;;29.8.2023;")
    assert office.json("show", "raadet")["seats"][0]["before"][0]["ended_on"] == "2023-08-29"
    assert "still to come" in change(office, "Andet råd;;;;;;;;;31.12.2026;", fails=InputError)
    assert "still to come" in office.run("retire", "raadet", "--on", "2026-12-31", fails=InputError)
    assert "mailflow forums revive raadet" in change(office, "Rådet;;KL;Anna Berg;Odder;;;;;;", fails=InputError)


def test_the_shell_completes_ids_and_seats(office: Office) -> None:
    change(office, "Byplanrådet;;KL;Anna Berg;Odder;;;;;;2", "Klimaforum;;KL;ledig;;;;;;;")
    with office.context() as context:
        show, vacate = command.commands["show"], command.commands["vacate"]
        forums = [one.value for one in show.params[0].shell_complete(click.Context(show, obj=context), "by")]
        seats = [
            one.value for one in vacate.params[0].shell_complete(click.Context(vacate, obj=context), "byplanraadet/")
        ]
    assert (forums, seats) == (["byplanraadet"], ["byplanraadet/1", "byplanraadet/2"])
    nowhere = click.Context(show, obj=Context(office.folder / "nowhere.toml"))
    assert show.params[0].shell_complete(nowhere, "") == [], "no configuration: nothing, and no traceback on the prompt"


@pytest.mark.parametrize("cell", ["(" * 20_000, ", " * 10_000, "1-" * 20_000, " til " * 10_000, "nedlagt " * 10_000])
def test_no_cell_takes_long(cell: str) -> None:
    head = "Forum;Navn;Periode;Status;Siden;Udpegningsret"
    with edges.ends():
        assert forumlist.read(rows(";".join(["Rådet", *[f'"{cell}"'] * 5]), head=head)).findings


def test_nothing_a_file_may_hold_is_a_crash() -> None:
    toml = (b"[[forum]]\nx = 1\n[[", b"[[forum]]\nforum = 3\n[[other]]\na = 1", b"[[forum]]\nplads = [1]")
    for data in (b"", b"\x00\xff", b"PK\x03\x04nonsense", b"a;b\n1;2\n", *toml):
        listed = forumlist.read(data)
        assert not listed.usable
        assert listed.findings
