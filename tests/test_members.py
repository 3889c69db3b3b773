"""The member list: any file an office saves is read, or refused with every reason; nobody's identity is guessed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from mailflow.cli.context import Context
from mailflow.cli.members import command
from mailflow.clock import instant
from mailflow.errors import InputError, MailflowError, NotFoundError, RefusedError
from mailflow.models import Event
from mailflow.parsers import csvtable, memberlist, personname
from mailflow.parsers.membercells import Delegate, is_address, role_word
from mailflow.store import audit, people

HEAD = "Navn;Titel;Kommune;E-mail;Alias(er);Stedfortræder;Rolle(r)"
EVA = "Eva Holm;Direktør;Odder;eva@odder.example;;;HB"
BO = "Bo Sø;Direktør;Ringsted;bo@ringsted.example;bo@privat.example;Ib Dal <ib@ringsted.example>;HB, formand"
ASE = "Åse Bøgh;;Ærø;aase@aeroe.example;;;"
DEMO = files("mailflow.demo") / "medlemmer.csv"


def lines(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *rows, ""]).encode()


def kinds(data: bytes, *, stops: bool | None = None) -> list[tuple[int, str]]:
    found = memberlist.read(data).findings
    return [(one.row, one.kind) for one in found if stops is None or one.stops is stops]


# --- reading: encodings and separators --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "cp850", "mac_roman"],
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_danish_encoding_and_separator(encoding: str, separator: str) -> None:
    text = lines(EVA, ASE).decode().replace(";", separator)
    found = memberlist.read(text.encode(encoding))
    assert [(row.name, row.municipality) for row in found.rows] == [("Eva Holm", "Odder"), ("Åse Bøgh", "Ærø")]
    assert found.usable
    assert found.separator == separator


def test_a_line_for_excel_is_not_counted() -> None:
    found = memberlist.read(b"sep=;\r\n" + lines(EVA))
    assert [(row.row, row.name) for row in found.rows] == [(2, "Eva Holm")]


def test_a_separator_and_a_line_break_in_quotation_marks() -> None:
    found = memberlist.read(
        lines('Eva Holm;"Direktør; ""fung.""";Odder;eva@odder.example;"a@odder.example\nb@odder.example";;')
    )
    assert found.rows[0].title == 'Direktør; "fung."'
    assert found.rows[0].aliases == ("a@odder.example", "b@odder.example")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n;;;\r\n", "empty"),
        (b"PK\x03\x04 and so on", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
        (b"%PDF-1.7\n%\xe2\xe3", "no-headings"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "not-text"),
        (b"Eva Holm;eva@odder.example\r\n", "no-headings"),
        (b"Navn;Telefon\r\nEva Holm;12\r\n", "no-headings"),
        (lines(), "no-members"),
        (b"x" * (csvtable.LARGEST + 1), "too-large"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(data: bytes, kind: str) -> None:
    found = memberlist.read(data)
    assert [one.kind for one in found.findings] == [kind]
    assert found.findings[0].remedy
    assert not found.usable


@pytest.mark.parametrize(
    "row", ['"Eva Holm;Direktør;Odder;eva@odder.example;;;HB', '"Eva "E" Holm";;;eva@odder.example;;;']
)
def test_an_open_quotation_mark_swallows_nobody(row: str) -> None:
    found = memberlist.read(lines(ASE, row, BO))
    assert "quotes" in {one.kind for one in found.findings}
    assert not found.usable


@given(st.binary(max_size=400))
def test_reading_never_raises(data: bytes) -> None:
    memberlist.read(data)
    memberlist.read(HEAD.encode("cp1252") + b"\r\n" + data)


# --- reading: headings and cells --------------------------------------------------------------------------------------


def test_all_columns_are_read() -> None:
    row = memberlist.read(lines(BO)).rows[0]
    assert row == memberlist.MemberRow(
        "Bo Sø", "bo@ringsted.example", "Direktør", "Ringsted", ("bo@privat.example",),
        (Delegate("Ib Dal", "ib@ringsted.example"),), ("board", "chair"), 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "Name;Title;Municipality;Email;Aliases;Delegates;Roles",
        " NAVN :;STILLING;kommune*;Mailadresse;alias;STEDFORTRÆDERE;rolle",
        "Medlem;Title;Kommune;Adresse;Andre adresser;Delegate;Role",
    ],
)  # fmt: skip
def test_headings_are_matched_by_name(head: str) -> None:
    assert memberlist.read(lines(BO, head=head)).rows == memberlist.read(lines(BO)).rows


def test_columns_stand_in_any_order_and_what_is_not_there_is_not_said() -> None:
    row = memberlist.read(b"email;navn\r\neva@odder.example;Eva Holm\r\n").rows[0]
    assert (row.name, row.address) == ("Eva Holm", "eva@odder.example")
    assert (row.title, row.municipality, row.aliases, row.delegates, row.roles) == (None, None, None, None, None)


def test_first_name_and_surname_in_two_columns() -> None:
    assert memberlist.read(b"Efternavn;Fornavn;Mail\r\nHolm;Eva;eva@odder.example\r\n").rows[0].name == "Eva Holm"
    assert kinds(b"Fornavn;Mail\r\nEva;eva@odder.example\r\n") == [(1, "column-missing")]


def test_adresse_is_the_street_where_another_column_is_the_mail() -> None:
    found = memberlist.read(b"Navn;Adresse;E-mail\r\nEva Holm;Torvet 1;eva@odder.example\r\n")
    assert found.rows[0].address == "eva@odder.example"
    assert [(one.row, one.kind, one.column, one.stops) for one in found.findings] == [
        (1, "column-unused", "Adresse", False)
    ]


def test_two_columns_with_one_meaning_stop() -> None:
    assert kinds(b"Navn;Mail;E-mail\r\nEva Holm;a@x.example;b@x.example\r\n", stops=True)[0] == (1, "column-twice")


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        (" Eva.Holm@Odder.EXAMPLE ", "eva.holm@odder.example"),
        ("Eva Holm <eva@odder.example>", "eva@odder.example"),
        ('"mailto:eva@odder.example;"', "eva@odder.example"),
        ("\u200beva@odder.example\u00a0", "eva@odder.example"),
    ],
)
def test_an_address_is_tidied(cell: str, address: str) -> None:
    assert memberlist.read(lines(f"Eva Holm;;;{cell};;;")).rows[0].address == address


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("", "address-missing"), ("-", "address-missing"), ("eva", "address-invalid"), ("eva@odder", "address-invalid"),
        ("eva holm@odder.example", "address-invalid"), ("eva@odder,example", "address-invalid"),
        ("åse@odder.example", "address-invalid"), ("eva..holm@odder.example", "address-invalid"),
        ("eva@-odder.example", "address-invalid"), ("eva@127.0.0.1", "address-invalid"),
        ("x" * 65 + "@odder.example", "address-invalid"), ("eva@odder.example / ib@odder.example", "address-two"),
        ("eva@odder.example ib@odder.example", "address-two"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_used_stops(cell: str, kind: str) -> None:
    found = memberlist.read(lines(EVA.replace("eva@", "e@"), f"Åse Bøgh;;;{cell};;;"))
    assert [(one.row, one.column, one.kind) for one in found.findings] == [(3, "E-mail", kind)]
    assert not found.usable


def test_is_address_takes_what_smtp_can_send_to() -> None:
    assert is_address("o'brien+hb@kommune.xn--rhqv96g")
    assert not is_address("Eva@odder.example"), "compared lower-cased"
    assert not is_address("eva@odder.example\n")


@pytest.mark.parametrize(
    ("word", "role"),
    [("Bestyrelse", "board"), ("HB", "board"), ("hb-medlem", "board"), ("board", "board"), ("Formand", "chair"),
     ("chair", "chair"), ("NÆSTFORMAND", "vice-chair"), ("naestformand", "vice-chair"), ("vice-chair", "vice-chair"),
     ("sekretariatet", "secretariat"), ("medlem", ""), ("Suppleant", "suppleant")],
)  # fmt: skip
def test_roles_in_danish_and_english(word: str, role: str) -> None:
    assert role_word(word)[0] == role


def test_several_roles_in_a_cell() -> None:
    found = memberlist.read(
        lines("Eva Holm;;;eva@odder.example;;;HB og formand", "Bo Sø;;;bo@x.example;;;HB / næstformand")
    )
    assert [row.roles for row in found.rows] == [("board", "chair"), ("board", "vice-chair")]


def test_a_misspelt_role_never_makes_a_board_member_a_group() -> None:
    found = memberlist.read(lines("Eva Holm;;;eva@odder.example;;;bestyrlse", "Bo Sø;;;bo@x.example;;;kasserer"))
    assert [(one.row, one.kind, one.stops) for one in found.findings] == [
        (2, "role-misspelt", True),
        (3, "role-own", False),
    ]
    assert "bestyrelse" in found.findings[0].remedy


def test_delegates_with_name_and_address() -> None:
    row = memberlist.read(
        lines('Eva Holm;;;eva@odder.example;;"Ib Dal <Ib@x.example>; Bo Sø (bo@x.example)\nc@x.example";')
    ).rows[0]
    assert row.delegates == (
        Delegate("Ib Dal", "ib@x.example"), Delegate("Bo Sø", "bo@x.example"), Delegate("", "c@x.example"),
    )  # fmt: skip
    assert kinds(lines("Eva Holm;;;eva@odder.example;;Ib Dal;")) == [(2, "delegate-invalid")]


DIRTY = lines(
    "Eva Holm;Direktør;Odder;eva@odder.example;;;HB",
    "",
    ";Direktør;Odder;nobody@odder.example;;;",
    "Bo Sø;;;;;;",
    "Åse Bøgh;;;EVA@odder.example;;;",
    "Ib Dal;;;ib@x.example;eva@odder.example;;",
    "Eva Holm;;Odder;eva2@odder.example;;;",
    "SÃ¸ren Z;;;z@x.example;;;",
    "Dam, Citta;;;citta@x.example;;;;;for meget",
    "C D;" + "x" * 200 + ";;cd@x.example;;;",
    "E F;;;ef@x.example;;ef@x.example;formand",
    "G H;;;gh@x.example;;;formand",
    HEAD,
    "  ;;;;;;  ",
    "I alt;;;10;;;",
    ";;;;;;",
)


def test_all_findings_come_at_once_with_their_row_and_none_is_invented() -> None:
    assert kinds(DIRTY) == [
        (4, "name-missing"), (5, "address-missing"), (6, "address-twice"), (7, "address-twice"), (8, "person-twice"),
        (9, "letters-broken"), (10, "too-many-cells"), (10, "name-comma"), (11, "too-long"), (12, "delegate-self"),
        (13, "two-chairs"), (14, "headings-again"), (16, "total-row"),
    ]  # fmt: skip
    for one in memberlist.read(DIRTY).findings:
        assert one.problem
        assert one.remedy or not one.stops, "what stops says what to do"


@pytest.mark.parametrize("row", ["I alt;;;;;;122", "Antal medlemmer: 122;;;;;;", "TOTAL;122;;;;;", ";;122;;;;"])
def test_a_total_at_the_bottom_is_left_out_and_said(row: str) -> None:
    found = memberlist.read(lines(EVA, row, ";;;;;;", ""))
    assert [(one.row, one.kind, one.stops) for one in found.findings] == [(3, "total-row", False)]
    assert found.usable


def test_a_member_is_no_total() -> None:
    assert kinds(lines("Total Hansen;;;th@x.example;;;")) == []
    assert kinds(lines("122;;;;;;", EVA), stops=True) == [(2, "name-invalid"), (2, "address-missing")]


def test_what_stands_above_the_headings_is_said() -> None:
    assert kinds(b"Medlemsliste;;\r\n\r\n" + lines(EVA)) == [(1, "above-headings")]
    assert memberlist.read(b"Medlemsliste;;\r\n\r\n" + lines(EVA)).rows[0].row == 4


def test_nothing_invisible_gets_into_a_name() -> None:
    assert (
        memberlist.read(lines("E\u202eva\x1b[31m\u200b  Holm;;;eva@odder.example;;;")).rows[0].name == "Eva [31m Holm"
    )
    assert memberlist.read(lines("A\u030ase Bøgh;;;aase@x.example;;;")).rows[0].name == "Åse Bøgh"


def test_a_large_list_is_read_in_seconds() -> None:
    rows = [f"Navn {i} Bøgh;Direktør;Odder;n{i}@x.example;;;gruppe {i % 7}" for i in range(5_000)]
    found = memberlist.read(lines(*rows))
    assert len(found.rows) == 5_000


@pytest.mark.parametrize(
    ("name", "key"),
    [("Anna Berg", "anna-berg"), ("Åse Bøgh-Ærø", "aase-boegh-aeroe"), ("José Å. O'Brien", "jose-aa-o-brien"),
     ("李", "person"),("x" * 300, "x" * 60)],
)  # fmt: skip
def test_keys_are_ascii(name: str, key: str) -> None:
    assert personname.key(name, set()) == key
    assert personname.key(name, {key, f"{key}-2"}) == f"{key}-3"


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_same_name_is_so_both_ways(one: str, other: str) -> None:
    assert personname.same(one, one)
    assert personname.same(one, other) == personname.same(other, one)


# --- the commands on a real store -------------------------------------------------------------------------------------


@dataclass
class Office:
    """The secretary at her keyboard."""

    folder: Path
    config: Path
    now: str = "2026-09-01T10:00:00+02:00"

    def run(self, *words: str, fails: type[MailflowError] | None = None, **options: Any) -> str:
        """The output of a command; the message when it has to fail."""
        with self.context() as context:
            result = CliRunner().invoke(command, [str(word) for word in words], obj=context, **options)
        if fails is not None:
            assert isinstance(result.exception, fails), (result.output, result.exception)
            return f"{result.output}{result.exception}"
        assert result.exit_code == 0, (result.output, result.exception)
        return result.output

    def json(self, *words: str, fails: type[MailflowError] | None = None) -> Any:
        with self.context() as context:
            result = CliRunner().invoke(command, [*map(str, words), "--json"], obj=context)
        assert isinstance(result.exception, fails) if fails else result.exception is None, (
            result.output,
            result.exception,
        )
        return json.loads(result.stdout)

    def context(self) -> Any:
        from contextlib import closing

        return closing(Context(self.config, instant(self.now)))

    def file(self, *rows: str, head: str = HEAD) -> Path:
        path = self.folder / "liste.csv"
        path.write_bytes(lines(*rows, head=head))
        return path

    def load(
        self, *rows: str, options: tuple[str, ...] = (), head: str = HEAD, fails: type[MailflowError] | None = None
    ) -> Any:
        return self.json("import", self.file(*rows, head=head), "--yes", *options, fails=fails)

    def board(self, day: str = "2026-09-01") -> list[str]:
        return self.ask(lambda session: [person.key for person in people.board(session, date.fromisoformat(day))])

    def who(self, address: str, day: str = "2026-09-01") -> tuple[str, str] | None:
        def look(session: Any) -> tuple[str, str] | None:
            found = people.person_by_address(session, address, date.fromisoformat(day))
            return (found[0].key, found[1]) if found else None

        return self.ask(look)

    def ask(self, question: Callable[[Any], Any]) -> Any:
        with self.context() as context, context.store.reading() as session:
            return question(session)

    def events(self) -> list[tuple[str, dict[str, Any]]]:
        return self.ask(
            lambda s: [(e.verb, e.ids) for e in s.scalars(select(Event).order_by(Event.id)) if "member" in e.verb]
        )


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Office:
    (tmp_path / "password").write_text("hemmelig", "utf-8")
    (tmp_path / "password").chmod(0o600)
    config = tmp_path / "mailflow.toml"
    server = 'host = "127.0.0.1"\ntls = "none"\npassword = { file = "password" }\n'
    config.write_text(
        'rehearsal = true\nlanguage = "en"\n[association]\nname = "Foreningen Kommunale Topchefer"\n'
        f'[store]\nurl = "{store_url}"\n[imap]\naddress = "sekretariatet@fkt.example"\n{server}[smtp]\n{server}',
        "utf-8",
    )
    return Office(tmp_path, config)


def test_the_list_of_the_demo_makes_a_board_of_twelve(office: Office) -> None:
    told = office.json("import", str(DEMO), "--yes")
    assert (len(told["joined"]), told["applied"]) == (17, True)
    assert len(office.board()) == 12
    assert len(office.board("1999-01-01")) == 12, "the first list says nothing about since when"
    assert [one["key"] for one in office.json("list", "--role", "formand")] == ["birgitte-lauge"]
    assert [one["key"] for one in office.json("list", "--role", "sekretariat")] == ["signe-holk"]
    assert office.json("list")[-1]["name"] == "Åse Bøgh", "Danish alphabet"


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    office.run("import", str(DEMO), "--yes")
    before = office.events()
    told = office.json("import", str(DEMO), "--yes", "--complete")
    assert told["unchanged"] == 17
    assert [told[what] for what in ("joined", "rejoined", "changed", "left", "missing", "findings")][:5] == [[]] * 5
    assert told["applied"] is False
    assert office.events() == before


def test_a_dry_run_and_an_unconfirmed_import_change_nothing(office: Office) -> None:
    assert "Eva Holm" in office.run("import", office.file(EVA), "--dry-run")
    message = office.run("import", office.file(EVA), fails=InputError)
    assert "--yes" in message
    assert office.json("list") == []
    assert office.json("import", office.file(EVA), "--dry-run")["joined"][0]["name"] == "Eva Holm"


def test_one_mistake_keeps_the_whole_list_out(office: Office) -> None:
    message = office.run("import", office.file(EVA, "Bo Sø;;;bo@;;;"), "--yes", fails=InputError)
    assert "Row 3, E-mail, “bo@”" in message
    assert "Nothing was changed" in message
    told = office.json("import", office.file(EVA, "Bo Sø;;;bo@;;;"), "--yes", fails=InputError)
    assert told["findings"][0]["kind"] == "address-invalid"
    assert told["applied"] is False
    assert office.json("list") == []
    assert office.events() == []


def test_the_difference_is_shown_and_applied(office: Office) -> None:
    office.load(EVA, BO, ASE)
    office.now = "2026-10-01T10:00:00+02:00"
    told = office.load(
        EVA.replace("eva@", "eva.holm@").replace("Direktør", "Kommunaldirektør"),
        BO.replace("bo@privat.example", "").replace("HB, formand", "formand").replace("Ib Dal", "Ib Storm Dal"),
        "Ny Person;;;ny@x.example;;;HB",
    )  # fmt: skip
    changes = {one["key"]: [(c["what"], c["before"], c["after"]) for c in one["changes"]] for one in told["changed"]}
    assert changes == {
        "eva-holm": [("title", "Direktør", "Kommunaldirektør"),
                     ("primary", "eva@odder.example", "eva.holm@odder.example")],
        "bo-soe": [("alias", "bo@privat.example", None), ("delegate", "ib@ringsted.example", None),
                   ("delegate", None, "ib@ringsted.example"), ("role", "board", None)],
    }  # fmt: skip
    assert [one["key"] for one in told["missing"]] == ["aase-boegh"]
    assert office.who("eva@odder.example", "2026-09-30") == ("eva-holm", "primary")
    assert office.who("eva@odder.example", "2026-10-01") is None, "the last day is not included"
    assert office.who("EVA.Holm@odder.example ", "2026-10-01") == ("eva-holm", "primary")
    assert office.json("show", "bo")["delegates"] == [{"name": "Ib Storm Dal", "address": "ib@ringsted.example"}]
    assert "bo-soe" in office.board("2026-10-01"), "the chair is on the board"
    assert office.board("2026-09-30") == ["bo-soe", "eva-holm"], "who joined later was not on the board then"
    assert office.board("2026-10-01") == ["bo-soe", "eva-holm", "ny-person"]


def test_columns_that_are_not_there_change_nothing(office: Office) -> None:
    office.load(BO)
    told = office.load("Bo Sø;bo@ringsted.example", head="Navn;Mail")
    assert (told["changed"], told["unchanged"]) == ([], 1)
    assert office.board() == ["bo-soe"]


def test_who_is_not_in_the_file_stays_unless_it_is_complete(office: Office) -> None:
    rows = [f"Medlem Nr{i}x;;;m{i}@x.example;;;HB" for i in range(20)]
    office.load(*rows)
    told = office.load(*rows[:1])
    assert (told["applied"], len(told["missing"]), told["left"]) == (False, 19, [])
    assert len(office.board()) == 20
    told = office.load(*rows[:18], options=("--complete",))
    assert (len(told["left"]), told["applied"]) == (2, True), "a tenth is allowed"
    assert len(office.board()) == 18
    told = office.load(*rows[:16], options=("--complete",), fails=RefusedError)
    assert (len(told["left"]), told["applied"]) == (2, False), "two of eighteen are more than a tenth"
    assert len(office.board()) == 18
    office.load(*rows[:16], options=("--complete", "--really"))
    assert len(office.board()) == 16
    assert len(office.json("list", "--all")) == 20, "nobody is deleted"


def test_a_board_of_zero_is_empty_and_said(office: Office) -> None:
    assert office.board() == []
    assert "nobody is on the board" in office.run("import", office.file(ASE), "--yes")
    assert office.board() == []
    assert office.run("list", "--role", "board").strip() == "Nobody has that role."


def test_who_left_or_has_not_joined_is_not_on_the_board(office: Office) -> None:
    office.load(EVA, BO)
    office.run("leave", "eva", "--on", "2026-09-10")
    office.run(
        "add", "--name", "Ny Person", "--address", "ny@x.example", "--role", "bestyrelse", "--from", "2026-09-20"
    )
    assert office.board("2026-09-09") == ["bo-soe", "eva-holm"]
    assert office.board("2026-09-10") == ["bo-soe"]
    assert office.board("2026-09-20") == ["bo-soe", "ny-person"]


# --- who is who -------------------------------------------------------------------------------------------------------


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


# --- one member by hand -----------------------------------------------------------------------------------------------


def test_add_show_and_edit(office: Office) -> None:
    added = office.json(
        "add", "--name", " Åse  Bøgh", "--address", "Aase@X.example", "--role", "næstformand",
        "--alias", "a@privat.example",
        "--delegate", "Ib Dal <ib@x.example>", "--municipality", "Ærø",
    )  # fmt: skip
    assert added == {
        "key": "aase-boegh", "name": "Åse Bøgh", "title": "", "municipality": "Ærø", "address": "aase@x.example",
        "aliases": ["a@privat.example"], "delegates": [{"name": "Ib Dal", "address": "ib@x.example"}],
        "roles": ["vice-chair"], "joined": None, "left": None,
    }  # fmt: skip
    edited = office.json(
        "edit", "aase-boegh", "--title", "Direktør", "--address", "a@privat.example", "--alias", "aase@x.example",
        "--no-delegate", "ib@x.example", "--role", "HB", "--no-role", "næstformand", "--municipality", "-",
    )  # fmt: skip
    assert {key: edited[key] for key in ("title", "municipality", "address", "aliases", "delegates", "roles")} == {
        "title": "Direktør", "municipality": "", "address": "a@privat.example", "aliases": ["aase@x.example"],
        "delegates": [], "roles": ["board"],
    }  # fmt: skip
    shown = office.json("show", "åse")
    assert {(row["kind"], row["until"]) for row in shown["addresses"]} >= {("primary", "2026-09-01"), ("alias", None)}
    assert shown["rounds"] == []
    assert "Direktør" in office.run("show", "a@privat.example")
    assert office.run("edit", "aase", "--title", "Direktør").startswith("Nothing to change")


def test_a_member_is_not_added_twice_but_a_namesake_elsewhere_is(office: Office) -> None:
    office.load(EVA)
    office.run(
        "add", "--name", "eva holm", "--address", "new@x.example", "--municipality", "Odder Kommune", fails=InputError
    )
    office.run("add", "--name", "Eva Holm", "--address", "eva@struer.example", "--municipality", "Struer")
    assert [one["key"] for one in office.json("list")] == ["eva-holm", "eva-holm-2"]


@pytest.mark.parametrize(
    "words",
    [("--address", "eva@"), ("--role", "bestyrlse"), ("--no-role", "formand"), ("--no-alias", "x@y.example"),
     ("--name", "-"),
     ("--delegate", "Ib Dal")],
)  # fmt: skip
def test_an_edit_that_cannot_be_changes_nothing(office: Office, words: tuple[str, ...]) -> None:
    office.load(EVA)
    before = office.json("show", "eva"), office.events()
    office.run("edit", "eva", "--title", "Chef", *words, fails=InputError)
    assert (office.json("show", "eva"), office.events()) == before


def test_a_dry_run_by_hand_changes_nothing(office: Office) -> None:
    office.load(EVA)
    before = office.json("list", "--all"), office.events()
    assert "→" in office.run("edit", "eva", "--title", "Chef", "--dry-run")
    office.run("leave", "eva", "--dry-run")
    office.run("add", "--name", "Ny Person", "--address", "ny@x.example", "--dry-run")
    assert (office.json("list", "--all"), office.events()) == before


def test_leaving_and_its_undoing(office: Office) -> None:
    office.load(EVA, BO)
    office.run("leave", "bo")
    assert office.board() == ["eva-holm"]
    assert [one["key"] for one in office.json("list")] == ["eva-holm"]
    office.run("leave", "bo", fails=RefusedError)
    office.run("edit", "bo", "--title", "Chef", fails=RefusedError)
    office.run("leave", "bo", "--undo")
    assert office.json("show", "bo")["roles"] == ["board", "chair"]
    assert office.board() == ["bo-soe", "eva-holm"]
    office.run("leave", "bo", "--undo", fails=RefusedError)


def test_the_day_of_leaving_can_be_corrected(office: Office) -> None:
    office.load(EVA)
    office.run("leave", "eva", "--on", "2026-12-01")
    office.run("leave", "eva", "--on", "2027-01-01")
    assert office.board("2026-12-31") == ["eva-holm"]
    assert office.board("2027-01-01") == []
    told = office.load(BO, options=("--complete", "--really"))
    assert told["left"] == [], "her leaving is settled already"


def test_finding_somebody(office: Office) -> None:
    office.load(EVA, BO, "Eva Holm;;Struer;eva@struer.example;;;", "Evald Holmgaard;;;evald@x.example;;;")
    for text in ("eva-holm", "EVA@odder.example"):
        assert office.json("show", text)["key"] == "eva-holm"
    for text in ("bo", "Sø", "bo soe", "ib@ringsted.example"):
        assert office.json("show", text)["key"] == "bo-soe"
    message = office.run("show", "Eva Holm", fails=InputError)
    assert "[eva-holm]" in message
    assert "[eva-holm-2]" in message
    assert "[evald-holmgaard]" not in message, "the whole name goes before a part of it"
    assert office.json("show", "evald holmgård")["key"] == "evald-holmgaard"
    assert "[evald-holmgaard]" in office.run("show", "Evald Holmgaardd", fails=NotFoundError)
    assert "members list" in office.run("show", "zzz", fails=NotFoundError)
    office.run("show", "", fails=NotFoundError)
    office.run("leave", "eva-holm-2")
    assert office.json("show", "Eva Holm")["key"] == "eva-holm", "a member goes before somebody who left"


def test_everything_leaves_a_line_without_words_in_the_audit_chain(office: Office) -> None:
    office.load(EVA, BO)
    office.run("edit", "eva", "--address", "hemmelig@odder.example")
    office.run("leave", "eva")
    office.run("leave", "eva", "--undo")
    office.run("add", "--name", "Ny Person", "--address", "ny@x.example")
    events = office.events()
    assert [verb for verb, _ids in events] == [
        "members.imported", "member.edited", "member.left", "member.leaving-undone", "member.added",
    ]  # fmt: skip
    assert len(events[0][1]["joined"]) == 2
    assert len(events[0][1]["list_sha256"]) == 64
    assert "example" not in json.dumps(events)
    assert "Eva" not in json.dumps(events)
    assert office.ask(audit.broken_link) is None


def test_the_help_says_what_to_do(office: Office) -> None:
    for verb in command.commands:
        assert len(office.run(verb, "--help").splitlines()) > 5
    assert "CSV" in office.run("import", "--help")
