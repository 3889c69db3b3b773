"""A document's bytes as what the website will show of it, in one call: this is what runs in the confined process."""

from __future__ import annotations

from collections.abc import Sequence

from mailflow.documents import Minutes, PublicVersion
from mailflow.pages import marked, typeset
from mailflow.pages.public import public_version
from mailflow.parsers import document, formats, record


def public(data: bytes, filename: str, keep: Sequence[str], remove: Sequence[str]) -> tuple[Minutes, PublicVersion]:
    """Of every kind of document that can be read. Raises ``InputError`` as ``formats.minutes`` does."""
    minutes = formats.minutes(data, filename)
    return minutes, public_version(minutes, keep, remove)


def for_round(
    data: bytes, filename: str, keep: Sequence[str], remove: Sequence[str], language: str, rehearsal: bool
) -> tuple[Minutes, PublicVersion, bytes]:
    """What goes round, the public version and that as PDF. Raises ``InputError`` as ``document.read`` does."""
    outline, dropped = document.read_outline(data, filename)
    minutes = record.as_minutes(document.of_outline(outline, dropped), record.of_outline(outline))
    version = public_version(minutes, keep, remove)
    return minutes, version, typeset.pdf(version.html, language, rehearsal=rehearsal)


def corrections(before: tuple[bytes, str], after: tuple[bytes, str], language: str) -> tuple[Minutes, bytes]:
    """The version before (bytes and name) read again, and the marked-up copy of the one after."""
    old = document.read(*before)
    return old, marked.pdf(old, document.read(*after), language)
