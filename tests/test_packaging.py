"""What is in the tree, in the lock and in the wheel."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# Split so that this file does not hold what it forbids.
HOSTS = ["py" + "pi.org", "python" + "hosted", "registry.npm" + "js", "deb.deb" + "ian", "files.python" + "hosted"]
PLACES = ["/wo" + "rk/", "/ro" + "ot/", "/fa" + "rm/", "/tm" + "p/v/", "/opt/py" + "pi", "/opt/whe" + "els"]


def tracked() -> list[Path]:
    """The files of the project: what git knows, or, in an unpacked archive without git, what lies there."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        names = [ROOT / name for name in listed.decode().split("\0") if name]
        return [path for path in names if path.is_file()]
    skipped = {".venv", "build", "dist", "demo-out", "__pycache__", ".git"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not skipped & set(path.relative_to(ROOT).parts)]


def requirements() -> list[str]:
    """Each entry of the lock, its continuation lines joined."""
    return (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ").strip().split("\n")


def test_no_registry_host_and_no_place_of_ours_in_any_file():
    unwanted = [needle.encode() for needle in HOSTS + PLACES]
    found = [
        f"{path.relative_to(ROOT)}: {needle.decode()}"
        for path in tracked()
        for needle in unwanted
        if needle in path.read_bytes().lower()
    ]
    assert found == []


def test_lock_files_with_addresses_are_not_tracked():
    names = {path.name for path in tracked()}
    assert not names & {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"}


def test_every_requirement_is_pinned_with_hashes():
    wrong = [
        entry
        for entry in requirements()
        if not re.fullmatch(r"[a-z0-9.-]+(\[[a-z]+\])?==[^\s;]+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", entry)
    ]
    assert wrong == []


def test_the_lock_has_no_options_and_no_addresses():
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, flags=re.M)


def test_javascript_that_only_tests_use_is_pinned_too():
    lock = json.loads((ROOT / "tests/interop/js/package-lock.json").read_text("utf-8"))
    packages = {name: facts for name, facts in lock["packages"].items() if name}
    assert packages
    assert [name for name, facts in packages.items() if not facts.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, facts in packages.items() if "resolved" in facts] == [], "npm omits addresses when told to"


def test_the_lock_holds_what_the_project_asks_for():
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    asked += [one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra]
    pinned = dict(re.match(r"([a-z0-9.-]+)(?:\[\w+\])?==(\S+)", entry).groups() for entry in requirements())
    wrong = []
    for requirement in map(Requirement, asked):
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None or version not in requirement.specifier:
            wrong.append(f"{requirement}: {version}")
    assert wrong == [], "run: make lock"


def test_what_is_imported_is_asked_for():
    """Nothing works only because something else happened to bring it along."""
    import ast

    names = {
        "dateutil": "python-dateutil",
        "docx": "python-docx",
        "flufl": "flufl-bounce",
        "markdown_it": "markdown-it-py",
    }
    asked = {
        re.split(r"[\[<>=! ]", one)[0].lower().replace(".", "-")
        for one in [
            *PROJECT["project"]["dependencies"],
            *(one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra),
        ]
    }
    missing = set()
    for path in (ROOT / "mailflow").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module]
            for module in modules:
                top = module.split(".")[0]
                name = names.get(top, top).replace("_", "-").lower()
                if (
                    top not in sys.stdlib_module_names
                    and top not in ("mailflow", "proxyprotocol")
                    and name not in asked
                ):
                    missing.add(f"{path.relative_to(ROOT)}: {module}")
    assert missing == set()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """The wheel of the tracked files, as anybody would build it."""
    source = tmp_path_factory.mktemp("source")
    for path in tracked():
        target = source / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    return zipfile.ZipFile(next(out.glob("*.whl")))


def test_the_wheel_holds_everything_the_program_reads(wheel):
    inside = set(wheel.namelist())
    read = {
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.is_relative_to(ROOT / "mailflow") and "__pycache__" not in path.parts
    }
    assert read - inside == set()
    for kind in ("templates/da/", "locale/da/LC_MESSAGES/mailflow.mo", "store/migrations/versions/", "demo/"):
        assert any(name.startswith(f"mailflow/{kind}") for name in inside), kind


def test_the_wheel_holds_nothing_else(wheel):
    assert [name for name in wheel.namelist() if not name.startswith(("mailflow/", "mailflow-"))] == []


def test_the_wheel_installs_the_command(wheel):
    entry = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "mailflow = mailflow.cli.main:main" in wheel.read(entry).decode()


def test_make_has_the_targets_of_the_readme():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.M))
    used = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / "README.md").read_text("utf-8"), flags=re.M))
    assert {"setup", "demo", "test", "check", "help"} <= targets
    assert used <= targets


def test_the_licence_the_changes_and_the_version_agree():
    from mailflow import __version__

    assert PROJECT["project"]["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
