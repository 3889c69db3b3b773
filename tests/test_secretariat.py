"""Every command that a guide or a letter tells somebody to type is one that mailflow takes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from mailflow.cli.main import program

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
PAGES = [
    DOCS / "secretariat.md",
    DOCS / "members.md",
    HERE.parent / "README.md",
    *sorted((HERE / "letters").rglob("*.txt")),
]


def told(page: Path) -> list[str]:
    """The commands on a page: indented lines, and words between backquotes."""
    text = page.read_text("utf-8")
    lines = re.findall(r"^ {4}(?:\$ )?(mailflow .*)$", text, flags=re.M)
    return [*lines, *(found for found in re.findall(r"`(mailflow [^`\n]+)`", text) if " " in found)]


def refusal(line: str) -> str:
    """Why mailflow would not take it, or ""."""
    words = shlex.split(line)[1:]
    command: click.Command = program()
    with click.Context(command) as context:
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            found = command.get_command(context, words[0])
            if found is None:
                return f"there is no {words[0]}"
            command, words = found, words[1:]
    options = {name: one for one in command.params for name in [*one.opts, *one.secondary_opts]}
    for position, word in enumerate(words):
        if word.startswith("--") and word not in (*options, "--help", "--config"):
            return f"{word} is no option of {command.name}"
        given = words[position + 1] if position + 1 < len(words) else ""
        choice = options[word].type if word in options else None
        if isinstance(choice, click.Choice) and given not in choice.choices:
            return f"{word} does not take {given}"
    if command.name == "review" and words and words[0].startswith("mail:") and "--as" in words:
        return "" if words[words.index("--as") + 1] == "none" else "a mail is settled with --as none only"
    return ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_the_commands_that_people_are_told_to_type_are_real(page: Path) -> None:
    assert {line: why for line in told(page) if (why := refusal(line))} == {}


def test_the_guide_tells_what_to_do_with_every_notice() -> None:
    """Each notice mail's subject, up to whom it is about, is a heading or a row of the guide."""
    guide = PAGES[0].read_text("utf-8")
    for words in ("Indsigelse fra", "vil trække sin indsigelse tilbage", "Spørgsmål fra", "Et svar, du skal læse",
                  "kan ikke afleveres", "som mailflow ikke kan læse", "nået frem?", "stadig sendes?", "Referatet venter på dig",
                  "hjemmesiden svarer ikke", "Offentliggjort", "Svar efter offentliggørelsen"):  # fmt: skip
        assert words in guide, words
    assert len(told(PAGES[0])) > 30


def test_a_wrong_command_is_noticed() -> None:
    assert refusal("mailflow minutes resolve hb-1 --undo") == "--undo is no option of resolve"
    assert refusal("mailflow review mail:7 --as object") == "a mail is settled with --as none only"
    assert refusal("mailflow review hb-1/2 --as fine") == "--as does not take fine"
    assert refusal("mailflow minuts list") == "there is no minuts"
