"""What goes wrong, by seed: each world has its own climate, and in it each call has its own bad luck."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable

CLIMATES = {  # the choices for the chance of trouble at one call; a world draws one for each
    "imap.lost": (0, 0, 0.01, 0.04), "imap.lame": (0, 0, 0.1, 0.3), "imap.refused": (0, 0, 0.02),
    "imap.meanwhile": (0, 0.03, 0.1), "smtp.trouble": (0, 0, 0.1, 0.3), "smtp.meanwhile": (0, 0.05),
    "site.trouble": (0, 0.3, 0.5), "site.meanwhile": (0, 0.3), "crash": (0, 0, 0.1, 0.3), "post.late": (0, 0.1, 0.5),
}  # fmt: skip


class Weather:
    """``strikes(name)`` rolls the dice; ``calm()`` ends all trouble for good."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(f"weather {seed}")
        self.chance = {name: self.dice.choice(choices) for name, choices in CLIMATES.items()}
        self._on = True
        self.struck: list[str] = []

    def strikes(self, name: str) -> bool:
        hit = self._on and self.dice.random() < self.chance[name]
        if hit:
            self.struck.append(name)
        return hit

    def calm(self) -> None:
        self._on = False


class Crash(BaseException):
    """The process dies here. Nothing may catch it: it is no ``Exception``."""


class Reaper(logging.Handler):
    """Listens to the log as a test for SIGKILL would, and kills at the step that is its turn."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.DEBUG)
        self.tell = tell
        self.left = 0  # steps to live; 0: for ever

    def emit(self, record: logging.LogRecord) -> None:
        self.tell("  " + record.getMessage())
        if self.left:
            self.left -= 1
            if not self.left:
                self.tell("  †")
                raise Crash(getattr(record, "verb", ""))
