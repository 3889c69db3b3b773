"""The journal: how far the batch of letters that is being sent has come, between two transactions.

A batch of letters becomes *sending* in one transaction and *sent* in another, and the disk is waited for at each. In between,
one line here says that a letter is about to leave us, and one what became of it. A line is not waited for: the kernel has
it, so it survives our being killed, but perhaps not a power cut. What a line says is therefore true, and that there is none
says something only until the machine starts anew (``/proc/sys/kernel/random/boot_id``, Linux).
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Ended:
    """What the server said of one letter, and when."""

    state: str
    code: int | None
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """A batch as the journal tells of it. ``complete``: every line that was written is here."""

    batch: str
    complete: bool
    begun: frozenset[int]
    ended: Mapping[int, Ended]


NOTHING = Progress("", False, frozenset(), {})


class Journal:
    """Writes it. Raises ``OSError`` when the disk has no room for a line."""

    def __init__(self, folder: Path) -> None:
        self._path = path(folder)
        self._handle: int | None = None

    def start(self) -> str:
        """A new batch. Returns the name that its letters are claimed under; the lines of the one before are gone."""
        self.close()
        batch = secrets.token_hex(8)
        new = self._path.with_suffix(".new")
        self._handle = os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_APPEND, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_EX)  # ours until we close it, or die: see abandoned()
        self._write({"batch": batch, "boot": boot()})
        new.replace(self._path)
        return batch

    def begun(self, letter_id: int) -> None:
        """From here on the server may have it."""
        self._write({"letter": letter_id})

    def ended(self, letter_id: int, end: Ended) -> None:
        self._write(
            {"letter": letter_id, "state": end.state, "code": end.code, "text": end.text, "at": end.at.isoformat()}
        )

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _write(self, line: dict[str, object]) -> None:
        assert self._handle is not None  # a batch was started
        data = json.dumps(line).encode() + b"\n"
        if os.write(self._handle, data) != len(data):
            raise OSError(28, "No space left on device")


def read(folder: Path) -> Progress:
    """The latest batch; ``NOTHING`` when there is none or it cannot be read."""
    try:
        lines = path(folder).read_bytes().splitlines()
    except OSError:
        return NOTHING
    said: list[dict[str, object]] = []
    for line in lines:
        with contextlib.suppress(ValueError):  # a power cut tore it: it says nothing
            said.append(json.loads(line))
    if not said or "batch" not in said[0]:
        return NOTHING
    head, rest = said[0], said[1:]
    ended = {
        int(str(line["letter"])): Ended(
            str(line["state"]), _code(line["code"]), str(line["text"]), datetime.fromisoformat(str(line["at"]))
        )
        for line in rest
        if "state" in line
    }
    here = boot()
    return Progress(
        str(head["batch"]),
        bool(here) and head["boot"] == here and len(said) == len(lines),
        frozenset(int(str(line["letter"])) for line in rest),
        ended,
    )


def abandoned(folder: Path) -> bool:
    """Whether nobody writes it any more: its batch was ended, or its writer is dead."""
    try:
        with path(folder).open("rb") as lines:
            fcntl.flock(lines, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:  # there is none, or it is being written
        return False
    return True


def path(folder: Path) -> Path:
    return folder / "outbox.journal"


def boot() -> str:
    """Which start of this machine it is; "" where nobody tells."""
    try:
        return _BOOT.read_text("ascii").strip()
    except OSError:
        return ""


def _code(said: object) -> int | None:
    return said if isinstance(said, int) else None
