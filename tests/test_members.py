"""The members commands on a real store: what a list changes, and one member by hand."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from secretary import ASE, BO, EVA, Office, at_work

from mailflow.cli.members import command
from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.store import audit, people

DEMO = files("mailflow.demo") / "medlemmer.csv"


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Office:
    return at_work(tmp_path, store_url)


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
    assert "Eva Holm" in office.run("import", office.file(EVA), "--dry-run", "--yes")
    message = office.run("import", office.file(EVA), fails=InputError)
    assert "--yes" in message
    assert office.json("list") == []
    assert office.json("import", office.file(EVA), "--dry-run")["joined"][0]["name"] == "Eva Holm"


class Keyboard(io.BytesIO):
    """A terminal at which somebody thinks before answering."""

    def __init__(self, answer: bytes, thinking: Callable[[], object] = lambda: None) -> None:
        super().__init__(answer)
        self._thinking = thinking

    def isatty(self) -> bool:
        return True

    def read1(self, size: int | None = -1) -> bytes:
        self._thinking()
        return super().read1(size)


def test_she_is_asked_at_a_terminal(office: Office) -> None:
    file = office.file(EVA)
    assert office.answer(Keyboard(b"n\n"), "import", str(file)).exit_code == 1
    assert office.json("list") == []
    assert office.answer(Keyboard(b"y\n"), "import", str(file)).exit_code == 0
    assert office.board() == ["eva-holm"]


def test_a_list_that_changed_while_she_thought_is_not_imported(office: Office) -> None:
    office.load(EVA)

    def meanwhile() -> None:
        with office.context() as context, context.store.writing() as session:
            people.find_person(session, "eva").title = "Formand"

    file = office.file(EVA.replace("Direktør", "Chef"))
    result = office.answer(Keyboard(b"y\n", meanwhile), "import", str(file))
    assert isinstance(result.exception, RefusedError)
    assert office.json("show", "eva")["title"] == "Formand"


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


# --- one member by hand -----------------------------------------------------------------------------------------------


def test_add_show_and_edit(office: Office) -> None:
    added = office.json(
        "add", "--name", " Åse  Bøgh", "--address", "Aase@X.example", "--role", "næstformand",
        "--alias", "a@privat.example",
        "--delegate", "Ib Dal <ib@x.example>", "--municipality", "Ærø",
    )  # fmt: skip
    assert added == {
        "key": "aase-boegh", "name": "Åse Bøgh", "title": None, "municipality": "Ærø", "district": None,
            "region": "Syddanmark", "phone": None, "gender": None, "address": "aase@x.example",
        "aliases": ["a@privat.example"], "delegates": [{"name": "Ib Dal", "address": "ib@x.example"}],
        "roles": ["vice-chair"], "joined": None, "left": None,
    }  # fmt: skip
    edited = office.json(
        "edit", "aase-boegh", "--title", "Direktør", "--address", "a@privat.example", "--alias", "aase@x.example",
        "--no-delegate", "ib@x.example", "--role", "HB", "--no-role", "næstformand", "--municipality", "-",
    )  # fmt: skip
    assert {key: edited[key] for key in ("title", "municipality", "address", "aliases", "delegates", "roles")} == {
        "title": "Direktør", "municipality": None, "address": "a@privat.example", "aliases": ["aase@x.example"],
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
    office.now = "2026-09-02T10:00:00+02:00"
    office.run("edit", "bo", "--no-role", "formand")
    office.now = "2026-09-03T10:00:00+02:00"
    office.run("leave", "bo")
    office.run("leave", "bo", "--undo")
    assert office.json("show", "bo")["roles"] == ["board"], "what had ended before stays so"


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


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def test_every_key_is_documented(office: Office) -> None:
    told = office.load(EVA, BO, "Ny Person;;;ny@x.example;;;Suppleant")
    changed = office.load(EVA.replace("Direktør", "Chef"), "Anden Person;;;ny2@x.example;;;")
    documented = (Path(__file__).parents[1] / "docs" / "json.md").read_text("utf-8").partition("## members")[2]
    keys = _keys([told, changed, office.json("list"), office.json("show", "bo")])
    assert {"findings", "stops", "changes", "before", "missing", "role_history"} <= keys
    assert {key for key in keys if f"`{key}`" not in documented} == set()


def test_a_member_from_a_later_day_is_imported_once(office: Office) -> None:
    office.load(EVA)
    office.run("add", "--name", "Bo Sø", "--address", "bo@x.example", "--role", "HB", "--from", "2026-10-01")
    row = "Bo Sø;;;bo@x.example;;;"
    assert office.load(EVA, f"{row}HB")["unchanged"] == 2
    assert office.load(EVA, f"{row}medlem")["changed"][0]["changes"] == [
        {"what": "role", "before": "board", "after": None}
    ]
    assert office.load(EVA, f"{row}medlem")["unchanged"] == 2
    assert office.board("2026-10-02") == ["eva-holm"]
