"""The configuration's text (TOML 1.0) as a ``Config``, or all that is wrong with it, each with its line and remedy.

The types in ``mailflow.config`` say what is allowed key by key; ``RULES`` says what types cannot. Secrets are never
repeated: no value is shown that stands where a secret belongs.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from mailflow.config import ClockTime, Config, Secret
from mailflow.i18n import _
from mailflow.parsers.settings_rules import RULES

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """``line`` counts from 1; 0 when it has no place (something that is missing)."""

    line: int
    key: str  # "imap.port"
    what: str  # with its remedy

    def __str__(self) -> str:
        place = _("line {line}: ").format(line=self.line) if self.line else ""
        return place + (f"{self.key}: " if self.key else "") + self.what


def parse(text: str) -> tuple[Config | None, list[Problem]]:
    """The configuration, or all problems in the order of their lines; one of the two is empty."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [_syntax(str(error))]
    check = _Check(_lines(text))
    check.struct(raw, Config, ())
    if check.problems:
        return None, sorted(check.problems, key=lambda problem: (problem.line == 0, problem.line))
    return msgspec.convert(raw, Config), []


def _syntax(message: str) -> Problem:
    found = re.search(r"line (\d+)", message)
    remedy = _('Texts stand in quotation marks (host = "imap.example.org"), and each key stands once.')
    return Problem(
        int(found[1]) if found else 0, "", _("This is not TOML: {error}.").format(error=message) + " " + remedy
    )


def _lines(text: str) -> dict[Path, int]:
    """Where each key and table of a valid TOML text stands.

    A statement of TOML is a TOML text of its own, so lines are added until one parses: that is where it ends.
    """
    found: dict[Path, int] = {}
    prefix: Path = ()
    start, lines = 0, text.replace("\r\n", "\n").split("\n")
    for end in range(1, len(lines) + 1):
        statement = "\n".join(lines[start:end])
        try:
            parsed = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        paths = list(_paths(parsed, ()))
        if statement.lstrip().startswith("["):
            prefix = paths[-1] if paths else ()
            found.setdefault(prefix, start + 1)
        for path in () if statement.lstrip().startswith("[") else paths:
            found.setdefault(prefix + path, start + 1)
        start = end
    return found


def _paths(value: dict[str, Any], above: Path) -> Iterator[Path]:
    for key, inner in value.items():
        yield (*above, key)
        if isinstance(inner, dict):
            yield from _paths(inner, (*above, key))


@dataclass
class _Check:
    """Walks the raw tables beside the types and collects what is wrong."""

    lines: dict[Path, int]
    problems: list[Problem] = field(default_factory=list)

    def say(self, path: Path, what: str) -> None:
        place = next((self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines), 0)
        self.problems.append(Problem(place, ".".join(path), what))

    def struct(self, raw: dict[str, Any], kind: type[msgspec.Struct], path: Path) -> None:
        fields = {one.name: one for one in msgspec.structs.fields(kind)}
        for key in raw.keys() - fields.keys():
            self.say((*path, key), _unknown(key, list(fields)))
        good: dict[str, Any] = {}
        for name, one in fields.items():
            if name not in raw:
                if one.required:
                    self.say((*path, name), _missing(one.type, name))
                else:
                    good[name] = one.default if one.default is not msgspec.NODEFAULT else one.default_factory()
            elif self.value(raw[name], one.type, (*path, name), secret=kind is Secret):
                good[name] = raw[name]
        for names, rule in _rules(kind):
            if all(name in good for name in names):
                wrong = rule(*(good[name] for name in names))
                if wrong:
                    self.say((*path, *[name for name in names if name in raw][:1]), wrong)

    def value(self, value: Any, type_: Any, path: Path, *, secret: bool) -> bool:
        """Whether the value has its type; a table has it, and what is wrong inside is said there."""
        base = _bare(type_)
        if isinstance(base, type) and issubclass(base, msgspec.Struct):
            if isinstance(value, dict):
                self.struct(value, base, path)
                return True
            self.say(path, _secret_inline() if base is Secret else _must_be(_expected(type_)))
            return False
        try:
            msgspec.convert(value, type_)
        except msgspec.ValidationError:
            shown = "" if secret or not isinstance(value, int | float | str) else _shown(value)
            self.say(path, _must_be(_expected(type_), shown))
            return False
        return True


def _rules(kind: type[msgspec.Struct]) -> Iterator[tuple[tuple[str, ...], Callable[..., str]]]:
    for owner, rules in RULES.items():
        if issubclass(kind, owner):
            yield from rules


def _unknown(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, known, 1, 0.6)
    if close:
        return _("There is no such key. Did you mean {key}?").format(key=close[0])
    return _("There is no such key. Known here: {keys}.").format(keys=", ".join(sorted(known)))


def _missing(type_: Any, name: str) -> str:
    base = _bare(type_)
    if isinstance(base, type) and issubclass(base, msgspec.Struct):
        needed = ", ".join(one.name for one in msgspec.structs.fields(base) if one.required)
        return _("The table is missing. Add [{name}] with at least: {keys}.").format(name=name, keys=needed)
    return _("This key is missing; it must be {expected}.").format(expected=_expected(type_))


def _must_be(expected: str, shown: str = "") -> str:
    if shown:
        return _("It must be {expected}, not {value}.").format(expected=expected, value=shown)
    return _("It must be {expected}.").format(expected=expected)


def _shown(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _secret_inline() -> str:
    return _(
        "A secret may not stand in this file. Put it in a file that only mailflow can read (chmod 600) and write "
        '{ file = "/path/to/it" }, or name a systemd credential or a command.'
    )


def _bare(type_: Any) -> Any:
    """The type without its constraints and without "or none"."""
    if get_origin(type_) is Annotated:
        return _bare(get_args(type_)[0])
    if get_origin(type_) in (Union, UnionType):
        return _bare(next(one for one in get_args(type_) if one is not NoneType))
    return type_


def _expected(type_: Any) -> str:
    """What belongs there, in words."""
    base = _bare(type_)
    if type_ == ClockTime:
        return _('a time of day such as "08:00"')
    if get_origin(base) is Literal:
        return _("one of {choices}").format(choices=", ".join(f'"{choice}"' for choice in get_args(base)))
    if base is int:
        limits = next((one for one in get_args(type_) if isinstance(one, msgspec.Meta)), None)
        if limits is None:
            return _("a whole number")
        return _("a whole number from {least} to {most}").format(least=limits.ge, most=limits.le)
    words = {
        str: _("a text in quotation marks"),
        bool: _("true or false"),
        list[str]: _('a list of texts, such as ["one", "two"]'),
    }
    return words.get(base) or _("a table of its own")
