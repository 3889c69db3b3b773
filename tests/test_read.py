"""``mailflow read``: minutes as data, for programs and for people."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from mailflow.cli.main import program

DEMO = Path(__file__).parent.parent / "mailflow" / "demo" / "referat.docx"
KEYS = [
    "file", "kind", "body", "date", "start", "end", "place", "online_link", "chair", "minute_taker", "participants",
    "regrets", "items", "upcoming", "appointments", "actions", "objection_deadline", "evidence", "doubts",
]  # fmt: skip


def run(*arguments: str, data: bytes = b""):
    return CliRunner().invoke(program(), ["read", *arguments], input=data)


def test_one_json_object_a_line_for_files_and_standard_input() -> None:
    result = run("--json", str(DEMO), "-", data=DEMO.with_suffix(".md").read_bytes())
    assert result.exit_code == 0, result.output
    word, markdown = (json.loads(line) for line in result.stdout.splitlines())
    assert list(word) == list(markdown) == KEYS
    assert (word.pop("file"), markdown.pop("file")) == (str(DEMO), "-")
    assert word == markdown
    assert (word["kind"], word["body"], word["date"], word["start"], word["end"], word["chair"], word["minute_taker"]) == (
        "minutes", "Hovedbestyrelsen", "2026-08-27", "13:00", "15:00", "Birgitte Lauge", "Signe Holk",
    )  # fmt: skip
    assert word["regrets"][0] == {"name": "Anders Krogh", "municipality": "Klitby"}


def test_a_person_reads_a_summary() -> None:
    result = run(str(DEMO))
    assert result.exit_code == 0, result.output
    for words in (
        "minutes · Hovedbestyrelsen · 2026-08-27",
        "Peter Mølholt, Agerskov (deltog i punkt 1-4)",
        "5. Lukket punkt",
    ):
        assert words in result.stdout


def test_a_file_that_is_not_there_or_no_document_is_told(tmp_path: Path) -> None:
    from mailflow.errors import InputError, NotFoundError

    assert isinstance(run(str(tmp_path / "none.docx")).exception, NotFoundError)
    (tmp_path / "empty.txt").write_bytes(b"")
    assert isinstance(run(str(tmp_path / "empty.txt")).exception, InputError)
