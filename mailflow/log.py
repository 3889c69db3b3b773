"""The log: one line a fact, a verb and ids (``letter.sent letter=12 case=hb-2023-08-29``), never a body or a secret.

Words that were translated for people are logged in English.

Each line is also a named step. A test that wants to see what a crash at that step does attaches a logging handler to the
process from outside and kills it there; that is why the dangerous places say ``step`` just before and just after.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import TextIO

from mailflow import i18n

_logger = logging.getLogger("mailflow")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def _value(value: object) -> str:
    text = _UNSAFE.sub("?", str(i18n.english(value)))[:300]
    return f'"{text}"' if " " in text or not text else text


def _emit(level: int, verb: str, ids: dict[str, object]) -> None:
    # Attached handlers decide who listens; `verb` travels as an attribute so that nobody has to parse the line.
    if _logger.isEnabledFor(level):
        line = " ".join([verb, *(f"{key}={_value(value)}" for key, value in ids.items())])
        _logger.log(level, "%s", line, extra={"verb": verb})


def step(verb: str, **ids: object) -> None:
    """A step inside a dangerous sequence (level DEBUG)."""
    _emit(logging.DEBUG, verb, ids)


def info(verb: str, **ids: object) -> None:
    """Something happened that IT may want to follow."""
    _emit(logging.INFO, verb, ids)


def warning(verb: str, **ids: object) -> None:
    """Something is not as it should be; mailflow goes on."""
    _emit(logging.WARNING, verb, ids)


def error(verb: str, **ids: object) -> None:
    """A human has to do something."""
    _emit(logging.ERROR, verb, ids)


def start(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send the log to a stream (default stderr), once. systemd adds the time, a terminal gets it from here."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    _logger.handlers[:] = [handler]
    _logger.setLevel(level)
    _logger.propagate = False
