"""``mailflow parse``: many files, standard input, JSON lines, and a view for a person."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from mailflow.cli.main import program

FOLDER = Path(__file__).parent / "mails"
KEYS = [
    "file",
    "sort",
    "from",
    "about",
    "reply_text",
    "intent",
    "item",
    "evidence",
    "confidence",
    "nominees",
    "bounced",
    "why",
]


def test_one_json_object_a_line_for_files_and_standard_input() -> None:
    first, second = FOLDER / "outlook-da-objection-item.eml", FOLDER / "bounce-no-such-user.eml"
    raw = (FOLDER / "forum-another.eml").read_bytes()
    result = CliRunner().invoke(
        program(), ["parse", "--json", "--about", "minutes", str(first), str(second), "-"], input=raw
    )
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [list(line) for line in lines] == [KEYS] * 3
    assert (lines[0]["sort"], lines[0]["intent"], lines[0]["item"], lines[0]["from"]) == (
        "reply",
        "object",
        "3",
        "per.holm@hedensted.example",
    )
    assert (lines[1]["sort"], lines[1]["intent"], lines[1]["bounced"]) == (
        "bounce",
        None,
        ["sara.krog@kolding.example"],
    )


def test_without_about_it_says_what_the_subject_tells() -> None:
    result = CliRunner().invoke(program(), ["parse", "--json", str(FOLDER / "forum-another.eml")])
    line = json.loads(result.stdout)
    assert line["about"] == "forum"
    assert line["nominees"] == [{"name": "Lone Bruun", "municipality": "Kolding", "self": False}]


def test_a_failed_authentication_is_never_decisive_and_a_trusted_id_is_the_only_one_heard() -> None:
    file = str(FOLDER / "authentication-fails.eml")
    assert json.loads(CliRunner().invoke(program(), ["parse", "--json", file]).stdout)["intent"] == "unclear"
    other = CliRunner().invoke(program(), ["parse", "--json", "--authserv-id", "mx.other.example", file])
    assert json.loads(other.stdout)["intent"] == "object"


def test_a_person_sees_the_mail_and_the_verdict() -> None:
    result = CliRunner().invoke(program(), ["parse", str(FOLDER / "outlook-da-top-signature.eml")])
    assert "approve" in result.stdout
    assert "Ingen bemærkninger herfra." in result.stdout
    assert "Direkte 76 12 34 56" in result.stdout


def test_a_file_that_is_not_there_is_named() -> None:
    result = CliRunner().invoke(program(), ["parse", "nowhere.eml"])
    assert result.exit_code != 0
    assert "nowhere.eml" in str(result.exception)
