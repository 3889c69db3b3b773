"""Programs that others wrote, for those who ask for them: MAILFLOW_TEST_INTEROP=1, as .ci/run does.

Without it these tests are skipped, saying so; with it a missing program is a failure, since nothing was proven then.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from interop.screen import Screen

HERE = Path(__file__).parent
ASKED = bool(os.environ.get("MAILFLOW_TEST_INTEROP"))

Readings = list[dict[str, dict[str, Any]]]


def need(what: str, *programs: str) -> None:
    """Skip the test loudly unless it is asked for; fail it when it is, and a program is missing."""
    if not ASKED:
        warnings.warn(f"MAILFLOW_TEST_INTEROP is not set: {what} was NOT tested", stacklevel=2)
        pytest.skip("MAILFLOW_TEST_INTEROP is not set")
    missing = [program for program in programs if shutil.which(program) is None]
    assert not missing, f"{', '.join(missing)} not installed: .ci/run says which packages are needed"


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """DISPLAY of a virtual screen, for a Thunderbird that is there."""
    need("what a real Thunderbird makes of our invitations", "thunderbird", "Xvfb")
    with Screen() as screen:
        yield screen.display


@pytest.fixture(scope="session")
def libical(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], list[str]]:
    """What libical has against an iCalendar object: its complaints, [] when it is content."""
    need("libical's restriction check on our invitations", "cc")
    program = tmp_path_factory.mktemp("libical") / "itipcheck"
    built = subprocess.run(
        ["cc", "-Wall", "-Wextra", "-Werror", "-o", str(program), str(HERE / "itipcheck.c"), "-lical"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert built.returncode == 0, f"itipcheck.c does not build, is libical-dev installed? {built.stderr}"

    def check(content: bytes) -> list[str]:
        done = subprocess.run([str(program)], input=content, capture_output=True, timeout=30)
        told = done.stdout.decode("utf-8", "replace").splitlines()
        assert done.returncode in (0, 1, 2), (done.returncode, done.stderr)
        assert bool(told) == (done.returncode != 0)
        return told

    return check


@pytest.fixture(scope="session")
def javascript(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[bytes]], Readings]:
    """What ical.js and node-ical read in iCalendar objects: for each a value by program, see js/read.mjs."""
    need("what ical.js and node-ical read in our invitations", "node", "npm")
    folder = tmp_path_factory.mktemp("js")
    for name in ("package.json", "package-lock.json", "read.mjs"):
        shutil.copy(HERE / "js" / name, folder)
    got = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder, capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert got.returncode == 0, got.stderr

    def read(contents: Sequence[bytes]) -> Readings:
        files = []
        for number, content in enumerate(contents):
            files.append(folder / f"{number}.ics")
            files[-1].write_bytes(content)
        # Another zone than the association's: what they say may not hang on where the machine stands.
        done = subprocess.run(
            ["node", "read.mjs", *map(str, files)],
            cwd=folder, capture_output=True, text=True, timeout=120, env={**os.environ, "TZ": "UTC"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return list(json.loads(done.stdout))

    return read
