"""How the house stands: imports point downwards, steps do not know each other, thinking does no I/O, files short."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mailflow"

# A module imports from its own layer and below. i18n only looks words up in a catalogue: it counts as one of the words.
LAYERS = {
    0: ["actions", "calendars", "config", "documents", "errors", "i18n", "log", "mail", "models", "reading", "replies"],
    1: ["parsers", "desks", "letters", "pages"],
    2: [
        "alarm", "clock", "cms", "configfile", "confined", "imap", "mailbox", "notify", "oauth", "paths", "secrets", "site",
        "smtp", "smtp_reply", "store", "tls",
    ],
    3: ["steps", "checks"],
    4: ["daemon"],
    5: ["cli", "demo"],
}  # fmt: skip
LAYER = {name: layer for layer, names in LAYERS.items() for name in names}

# What thinking must not touch: the network, the disk, processes, the clock, the database's sessions.
DOING = {
    "aiosmtplib", "asyncio", "imapclient", "imaplib", "msal", "os", "requests", "select", "shutil", "smtplib", "socket",
    "ssl", "subprocess", "tempfile", "threading", "time", "urllib.request",
}  # fmt: skip
ALLOWED_DOING = {
    "letters/compose.py": {"os"},  # reads the templates
}


def files(*parts: str) -> list[Path]:
    return sorted((PACKAGE.joinpath(*parts)).rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of every import, those inside functions too, but not those for the type checker alone."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def ours(path: Path) -> Iterator[tuple[int, str]]:
    """(line, room) of every import of another part of mailflow."""
    for line, name in imports(path):
        parts = name.split(".")
        if parts[0] == "mailflow" and len(parts) > 1 and parts[1] not in ("__version__", room(path)):
            yield line, parts[1]


def test_every_room_has_its_layer():
    rooms = {room(path) for path in files()} - {"__init__"}
    assert rooms == set(LAYER), "new or gone: give it a layer above"


def test_imports_point_downwards_only():
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: layer {LAYER[room(path)]} imports {name} of layer {LAYER[name]}"
        for path in files()
        if room(path) in LAYER
        for line, name in ours(path)
        if LAYER[name] > LAYER[room(path)]
    ]
    assert wrong == []


def test_steps_never_import_one_another():
    def step(path: Path) -> str:
        return path.relative_to(PACKAGE / "steps").parts[0].removesuffix(".py")

    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in files("steps")
        for line, name in imports(path)
        if name.startswith("mailflow.steps.") and name.split(".")[2] != step(path)
    ]
    assert wrong == []


def test_thinking_does_no_input_or_output():
    wrong = []
    for name in LAYERS[1]:
        for path in files(name):
            allowed = ALLOWED_DOING.get(str(path.relative_to(PACKAGE)), set())
            for line, imported in imports(path):
                used = {imported, imported.split(".")[0], ".".join(imported.split(".")[:2])} & DOING - allowed
                if used:
                    wrong.append(f"{path.relative_to(ROOT)}:{line}: {imported}")
            tree = ast.parse(path.read_text("utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("open", "print"):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.func.id}()")
                if (
                    isinstance(node, ast.Attribute)
                    and node.attr in ("now", "today", "utcnow")
                    and (isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date"))
                ):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}: reads the clock")
    assert wrong == []


def test_only_the_command_line_prints_or_exits():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node.func)}"
        for path in files()
        if room(path) not in ("cli",)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.exit", "click.echo", "exit", "quit")
    ]
    assert wrong == []


def test_no_file_is_longer_than_four_hundred_lines():
    long = {
        str(path.relative_to(ROOT)): lines for path in files() if (lines := path.read_text("utf-8").count("\n")) > 400
    }
    assert long == {}


def test_every_public_module_says_what_it_is_about():
    silent = [
        str(path.relative_to(ROOT))
        for path in files()
        if path.read_text("utf-8").strip() and ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]
    assert silent == []
