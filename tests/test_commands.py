"""``docs/commands.md`` is what the program says of itself (``make docs`` writes it); no page names what is not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "commands.md"
HEAD = """\
# The commands

What `mailflow COMMAND --help` says, in one place (`make docs` writes it). Every list, show and status takes `--json`
([json.md](json.md)); what the exit codes mean stands in [exit-codes.md](exit-codes.md).
"""


def commands() -> Iterator[click.Context]:
    """Every command, from the top."""
    from mailflow.cli.main import program

    root = program()
    yield from _below(click.Context(root, info_name="mailflow", terminal_width=100, **root.context_settings))


def _below(context: click.Context) -> Iterator[click.Context]:
    yield context
    command = context.command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _below(click.Context(found, info_name=name, parent=context, terminal_width=100))


def reference() -> str:
    pages = [HEAD]
    for context in commands():
        pages.append(f"## {context.command_path}\n\n```\n{context.get_help().rstrip()}\n```\n")
    return "\n".join(pages)


def test_every_command_is_documented_as_it_is():
    """In a process of its own: help is made at import, in the language of that moment."""
    environment = {**os.environ, "LANGUAGE": "en", "PYTHONPATH": str(ROOT)}
    said = subprocess.run([sys.executable, __file__], env=environment, capture_output=True, text=True, timeout=60)
    assert said.returncode == 0, said.stderr
    assert PAGE.read_text("utf-8") == said.stdout, "run: make docs"


def test_every_command_and_option_says_what_it_does():
    silent = [
        f"{context.command_path} {'/'.join(parameter.opts)}"
        for context in commands()
        for parameter in context.command.params
        if isinstance(parameter, click.Option) and not parameter.help and not parameter.hidden
    ]
    silent += [context.command_path for context in commands() if not context.command.help]
    assert silent == []


def examples() -> Iterator[tuple[str, str]]:
    """(page, what follows "mailflow") of every command line in our pages."""
    pages = [
        ROOT / "README.md",
        ROOT / "systemd" / "README.md",
        ROOT / "config" / "mailflow.toml",
        *(ROOT / "docs").glob("*.md"),
    ]
    for page in pages:
        if page == PAGE:
            continue
        text = page.read_text("utf-8")
        fragments = re.findall(r"`([^`\n]+)`", text)
        for block in re.findall(r"^```\w*\n(.*?)^```", text, flags=re.M | re.S):
            fragments += [line.strip() for line in block.split("\n")]
        for fragment in fragments:
            found = re.search(r"(?:^|^\$ |/bin/|sudo -u mailflow )mailflow ([a-z-].*)", fragment)
            if found:
                yield page.name, re.split(r"  | #", found[1])[0]


def test_no_page_names_a_command_or_an_option_that_is_not_there():
    known = {context.command_path: context.command for context in commands()}
    root_options = {option for parameter in known["mailflow"].params for option in parameter.opts}
    wrong = []
    for page, example in examples():
        words = re.sub(r"--(config|now) \S+ ", "", example).split()
        path = "mailflow"
        while words and f"{path} {words[0]}" in known:
            path = f"{path} {words.pop(0)}"
        options = {option for parameter in known[path].params for option in parameter.opts} | root_options | {"--help"}
        unfinished = isinstance(known[path], click.Group) and words and not words[0].startswith("-")
        if unfinished or any(word.startswith("--") and word not in options for word in words):
            wrong.append(f"{page}: mailflow {example}")
    assert wrong == []
    assert len(list(examples())) > 10


if __name__ == "__main__":
    sys.stdout.write(reference())
