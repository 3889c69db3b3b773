"""What ``mailflow doctor`` looks at: small functions, each giving findings and never raising for what it looks for.

A finding says how it stands and, unless all is well, what to do. ``problem``: mailflow cannot do its work, or cannot be
trusted with it, until somebody mends it. ``warning``: it works, and could be better or safer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mailflow.errors import MailflowError

Status = Literal["ok", "warning", "problem"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``name`` is stable, for machines (docs/json.md); ``what`` and ``remedy`` are for people."""

    name: str
    status: Status
    what: str
    remedy: str = ""


def failed(name: str, error: MailflowError, remedy: str = "") -> Finding:
    """The error as a problem; ``remedy`` for one that has none of its own."""
    return Finding(name, "problem", error.message, error.remedy or remedy)
