"""One item of a board's agenda, played through: a list of appointments is gone through, four things are decided and two told.

The board asked that those who are appointed come from the whole country, that it is plain who appoints, and for a revised
overview at its next meeting. The names and forums are made up; what happens to them is what happens at such a meeting.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from secretary import Office, at_work
from sqlalchemy import select

from mailflow.cli.forums import command
from mailflow.cli.members import command as members
from mailflow.models import Association, Letter

LIST = """Forum;Id;Organisation;Kontakt;Kontaktmail;Plads;Hverv;Udpegningsret;Navn;Kommune;Siden;Til
Det Faglige Ledelsesråd;ledelsesraadet;Lederhuset;Mie Tang;raad@lederhuset.example;1;medlem;Foreningen;ledig;;;
Byplanhusets repræsentantskab;byplanhuset;Byplanhuset;Ole Rye;plan@byplanhuset.example;1;medlem;Foreningen;Rita Wang;Morsø;1.1.2024;
Ledervækst, styregruppen;ledervaekst;Ledervækst;;;1;medlem;Foreningen;ledig;;;
Lederhusets bestyrelse;lederhuset;Lederhuset;Mie Tang;raad@lederhuset.example;1;medlem;Foreningen;Erik Møldrup;Ballerup;1.1.2025;
;;;;;2;medlem;;Anna Vestergaard;Mariagerfjord;1.1.2025;
;;;;;3;medlem;;ledig;;;
Kontaktudvalget for beskæftigelse;kontaktudvalget;KL;;;1;medlem;KL;Klaus Stenmark;Odsherred;1.1.2024;
;;;;;2;medlem;;ledig;;;
Budgetudvalget;budgetudvalget;;;;1;medlem;;Ida Sø;Faxe;1.1.2024;
KLAR Advisory Board;klar;;;;1;medlem;Foreningen;Bo Dahl;Vejle;1.1.2023;
"""
MEMBERS = """Navn;Kommune;E-mail;Rolle
Mette Junker;Ringsted;mette@ringsted.example;HB, formand
Henrik Hauge;Odder;henrik@odder.example;HB
Rita Wang;Morsø;rita@morsoe.example;
Pia Salling;Hørsholm;pia@hoersholm.example;
Hans Nygaard;Stevns;hans@stevns.example;
Erik Møldrup;Ballerup;erik@ballerup.example;
Anna Vestergaard;Mariagerfjord;anna@mariagerfjord.example;
Klaus Stenmark;Odsherred;klaus@odsherred.example;
Ida Sø;Faxe;ida@faxe.example;
Bo Dahl;Vejle;bo@vejle.example;
"""
DECIDED = ("--decided", "2026-08-29", "--item", "3", "--yes")
TOLD = ("--decided", "2026-08-29", "--item", "3", "--no-letters", "--yes", "--right-was-given", "--reason")


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Office:
    """The list as it lay before the board; the overview of the meeting before is kept."""
    found = replace(at_work(tmp_path, store_url), group=command, now="2026-08-28T10:00:00+02:00")
    (tmp_path / "medlemmer.csv").write_text(MEMBERS, "utf-8")
    (tmp_path / "liste.csv").write_text(LIST, "utf-8")
    replace(found, group=members).run("import", tmp_path / "medlemmer.csv", "--yes")
    found.run("import", tmp_path / "liste.csv", "--yes", "--rest")
    found.json("report", "--keep")
    with found.context() as context, context.store.writing() as session:
        us = session.scalars(select(Association)).one()
        us.installed_at = us.installed_at or context.clock.now()
    found.now = "2026-08-31T10:00:00+02:00"
    return found


def letters(office: Office) -> list[tuple[str, str]]:
    with office.context() as context, context.store.reading() as session:
        rows = session.scalars(select(Letter).order_by(Letter.recipient, Letter.kind))
        return [(row.recipient.partition("@")[0], row.kind) for row in rows]


def overview(office: Office) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The marks of the seats, and what the changes are."""
    told: dict[str, Any] = office.json("report")
    marks = {one["seat"]: one["mark"] for one in told["seats"] if one["mark"]}
    return marks, [(one["forum"], one["verb"]) for one in told["changes"]]


def test_the_item_of_the_agenda_is_played_through(office: Office) -> None:
    # Decided: one is appointed to a vacant seat, one takes another's place. Each is told, and so are the forums.
    office.run("appoint", "ledelsesraadet", "Mette Junker", *DECIDED)
    office.run("appoint", "byplanhuset", "Henrik Hauge", "--replaces", "Rita Wang", *DECIDED)
    assert letters(office) == [
        ("henrik", "forum-appointed"), ("mette", "forum-appointed"), ("plan", "forum-told"), ("raad", "forum-told"),
        ("rita", "forum-replaced"),
    ]  # fmt: skip

    # Decided: the interest for a vacant seat is looked into among the members.
    call = office.json("call", "ledervaekst", "--to", "all", "--deadline", "2026-09-15", "--yes")
    assert len(call["to"]) == 10

    # Told at the meeting, and no letters about it: two corrections of the list, and a seat that is still vacant.
    office.run("appoint", "lederhuset", "Pia Salling", "--seat", "3", *TOLD, "oplyst på mødet")
    office.run(
        "appoint",
        "kontaktudvalget",
        "Hans Nygaard",
        "--replaces",
        "Klaus Stenmark",
        *TOLD,
        "udpeget af KL, oplyst på mødet",
    )
    # One forum is no more. Of one more nobody knows who appoints: the secretariat looks into it.
    office.run(
        "retire",
        "klar",
        "--on",
        "2026-08-29",
        "--reason",
        "ikke længere aktivt",
        "--evidence",
        "Referat 29. august, punkt 3",
    )
    assert [one for one in letters(office) if one[1] != "forum-call"] == [
        ("henrik", "forum-appointed"), ("mette", "forum-appointed"), ("plan", "forum-told"), ("raad", "forum-told"),
        ("rita", "forum-replaced"),
    ]  # fmt: skip

    listed = office.json("check", fails=SystemExit)["findings"]
    found = {(one["kind"], one["seat"] or one["forum"]) for one in listed}
    assert {("right-unclear", "budgetudvalget/1"), ("seat-vacant", "kontaktudvalget/2")} <= found
    assert not [one for one in found if "klar" in one[1]]
    waiting = next(one for one in listed if one["seat"] == "ledervaekst/1")
    assert waiting["call"] == call["id"], "the call for it runs"

    # The revised overview at the next meeting: what has changed is marked, and who appoints is plain.
    office.now = "2026-09-10T10:00:00+02:00"
    marks, changes = overview(office)
    assert marks == {
        "ledelsesraadet/1": "appointed", "byplanhuset/1": "replaced", "lederhuset/3": "appointed",
        "kontaktudvalget/1": "replaced",
    }  # fmt: skip
    assert ("KLAR Advisory Board", "retired") in changes
    text = " ".join(office.run("report").split())
    for words in ("Mette Junker", "Henrik Hauge", "Pia Salling", "Hans Nygaard", "KLAR Advisory Board", "Rita Wang"):
        assert words in text
    history = office.json("history", "kontaktudvalget")
    assert "udpeget af KL" in str(history)
