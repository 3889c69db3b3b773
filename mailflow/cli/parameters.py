"""What options take, told plainly when it is wrong: files that are there, days, and words that may not be empty."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import click

from mailflow.errors import InputError, NotFoundError
from mailflow.i18n import _

LARGEST = 20 * 1024 * 1024  # bytes of a document; ``parsers.document`` refuses more
_PIECE = 1 << 16


class _File(click.Path):
    """A file that can be read. ``NotFoundError`` (exit code 66, not click's 2) when there is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if path.is_dir():
            raise InputError(_("{file} is a folder.").format(file=path), _("Give the name of a file."))
        try:
            with path.open("rb"):
                return path
        except FileNotFoundError:
            raise NotFoundError(
                _("There is no file {file}.").format(file=path), _("Check the name and the folder.")
            ) from None
        except OSError as error:
            raise NotFoundError(
                _("{file} cannot be read: {reason}.").format(file=path, reason=error.strerror),
                _("Check its permissions."),
            ) from None


class _Day(click.ParamType):  # type: ignore[type-arg]
    """An ISO date. Other ways to write a day are refused: 09-08 would be a guess."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            raise click.BadParameter(
                _("“{value}” is no date. Write it as year, month and day: 2026-08-29.").format(value=value), ctx, param
            ) from None


FILE = _File(dir_okay=False)
DAY = _Day()


def said(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A reason or a name that is given must say something: it stands in the letters and in the certificate."""
    if value is not None and not value.strip():
        raise click.BadParameter(_("It must not be empty."), ctx, param)
    return value.strip() if value is not None else None


def document_bytes(name: str) -> bytes:
    """The document of that name, "-" for standard input. One over the limit is cut there, and then refused.

    Raises ``NotFoundError``, or ``InputError`` for a file that cannot be read.
    """
    try:
        if name == "-":
            return _bounded(sys.stdin.buffer)
        with open(name, "rb") as stream:
            return _bounded(stream)
    except FileNotFoundError:
        raise NotFoundError(_("There is no file {name}.").format(name=name)) from None
    except OSError as error:
        raise InputError(_("{name} cannot be read: {why}.").format(name=name, why=error.strerror)) from None


def _bounded(stream: BinaryIO) -> bytes:
    read = bytearray()
    while len(read) <= LARGEST and (piece := stream.read(_PIECE)):
        read += piece
    return bytes(read)
