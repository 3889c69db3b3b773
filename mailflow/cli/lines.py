"""Strangers' words on one line of a terminal."""

from __future__ import annotations


def short(text: str, length: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def plain(text: str) -> str:
    """Without control characters, which could drive the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
