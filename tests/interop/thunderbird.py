"""A real Thunderbird with one member's mailbox, and what that member does in it. It sees loopback only."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from interop import profile
from interop.marionette import Marionette, MarionetteError
from mailflow.demo.servers import Servers

PROGRAM = "thunderbird"
_DRIVER = (Path(__file__).parent / "driver.js").read_text("utf-8")

ACCEPT, TENTATIVE, DECLINE = "imipAcceptButton", "imipTentativeButton", "imipDeclineButton"
UPDATE, DELETE = "imipUpdateButton", "imipDeleteButton"


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar above an invitation: its words, its buttons (id: label), and the text of the mail below."""

    shown: bool
    label: str
    buttons: dict[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """What stands in the calendar. ``start`` and ``end`` are UTC as iCalendar writes it; ``answers`` address: PARTSTAT."""

    uid: str
    title: str
    start: str
    end: str
    sequence: int
    location: str
    description: str
    answers: dict[str, str]


class Thunderbird:
    """Started with ``start``, ended by leaving the ``with``. ``log`` is what it printed."""

    def __init__(self, folder: Path, servers: Servers, *, name: str, language: str, display: str) -> None:
        self._home = folder / "home"
        self._home.mkdir(parents=True)
        self._profile = folder / "profile"
        self._language, self._password = language, servers.password
        profile.write(
            self._profile, address=servers.address, name=name, language=language,
            imap_port=servers.imap_port, smtp_port=servers.smtp_port,
        )  # fmt: skip
        self.log = folder / "thunderbird.log"
        environment = {
            "DISPLAY": display, "HOME": str(self._home), "TZ": "Europe/Copenhagen", "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"], "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1", "MOZ_CRASHREPORTER_DISABLE": "1",
        }  # fmt: skip
        with self.log.open("wb") as out:
            self._process = subprocess.Popen(
                [PROGRAM, "--marionette", "--remote-allow-system-access", "--no-remote", "--profile",
                 str(self._profile)],
                env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip
        self._remote: Marionette | None = None

    def __enter__(self) -> Thunderbird:
        try:
            self._remote = Marionette(self._port())
            spoken = self._run("logIn", self._password)
            assert spoken == self._language, f"Thunderbird speaks {spoken}: is its language package installed?"
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            with suppress(OSError, MarionetteError):
                self.picture(self.log.with_name("screen.png"))  # stands beside the log for whoever looks
        self._end()

    def show(self, message_id: str) -> Bar:
        """Fetch mail, open the one with this Message-ID, and read the bar above it."""
        found = self._run("show", message_id.strip("<>"))
        return Bar(found["shown"], found["label"], dict(found["buttons"]), found["text"])

    def press(self, button: str) -> list[str]:
        """Press a button of the bar. The names of the dialogs that came, each answered with yes."""
        return list(self._run("press", button))

    def events(self) -> list[Event]:
        return [Event(**one) for one in self._run("events")]

    def enlarge(self, width: int, height: int) -> None:
        """Open the mail that is shown in a tab of its own, in a window of this size in pixels."""
        self._run("enlarge", width, height)

    def picture(self, file: Path) -> None:
        """The main window as a PNG."""
        assert self._remote is not None
        file.write_bytes(base64.b64decode(self._remote.call("WebDriver:TakeScreenshot", full=False)["value"]))

    def _run(self, function: str, *arguments: Any) -> Any:
        assert self._remote is not None
        return self._remote.run(f"{_DRIVER}\nreturn await {function}(...args);", *arguments)

    def _port(self) -> int:
        """The port of Marionette, which the program writes into its profile when it listens."""
        told = self._profile / "MarionetteActivePort"
        end = time.monotonic() + 90
        while not (told.exists() and told.read_text()):
            if self._process.poll() is not None:
                raise ChildProcessError(f"Thunderbird ended with {self._process.returncode}: {self._last_words()}")
            if time.monotonic() > end:
                raise TimeoutError(f"Thunderbird did not start: {self._last_words()}")
            time.sleep(0.1)
        return int(told.read_text())

    def _last_words(self) -> str:
        return self.log.read_text("utf-8", "replace")[-2000:]

    def _end(self) -> None:
        if self._remote is not None:
            self._remote.close()
        # Its whole group: the wrapper script, the program, and the processes it made. Nothing of it is kept.
        for way in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, way)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
        shutil.rmtree(self._profile, ignore_errors=True)
