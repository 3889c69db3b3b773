"""A member list: any file an office saves is read, or refused with every reason at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from secretary import ASE, BO, EVA, HEAD, lines

from mailflow.parsers import csvtable, memberlist, personname
from mailflow.parsers.membercells import Delegate, is_address, role_word


def kinds(data: bytes, *, stops: bool | None = None) -> list[tuple[int, str]]:
    found = memberlist.read(data).findings
    return [
        (one.row, one.kind)
        for one in found
        if (stops is None or one.stops is stops) and one.kind != "municipality-missing"  # most rows here have none
    ]


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
        (b"PK\x03\x04 and so on", "not-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not-workbook"),
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
        (Delegate("Ib Dal", "ib@ringsted.example"),), ("board", "chair"), row=2,
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
    found = memberlist.read(lines(EVA.replace("eva@", "e@"), f"Åse Bøgh;;Ærø;{cell};;;"))
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
    found = memberlist.read(
        lines("Eva Holm;;Odder;eva@odder.example;;;bestyrlse", "Bo Sø;;Ringsted;bo@x.example;;;kasserer")
    )
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
    assert kinds(lines("Sumaya Dahl;;;;;;", EVA)) == [(2, "address-missing")]
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
    assert not personname.same("Lars", "Lars Holm")
    assert personname.same(one, other) == personname.same(other, one)
