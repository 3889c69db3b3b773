"""A screen that nobody sees: Xvfb on a display number of its own choice."""

from __future__ import annotations

import os
import select
import subprocess
from types import TracebackType


class Screen:
    """``display`` is what DISPLAY has to be. Raises TimeoutError when Xvfb does not come up."""

    def __init__(self) -> None:
        reader, writer = os.pipe()
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x950x24", "-nolisten", "tcp"],
            pass_fds=(writer,), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writer)
        with os.fdopen(reader, "rb") as told:
            if not select.select([told], [], [], 30)[0]:
                self._process.kill()
                raise TimeoutError("Xvfb did not start")
            number = told.readline().strip().decode("ascii")
        if not number:
            raise ChildProcessError(f"Xvfb ended with {self._process.wait(10)}")
        self.display = f":{number}"

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(10)
