"""The command line's words: English in the code, Danish from ``locale/`` (gettext). Letters have templates instead.

``_`` looks the words up when it is called, so a string made at import time needs ``activate`` before that import;
``cli.main`` sees to it. What it gives remembers its English: people read Danish, the log stays English.
"""

from __future__ import annotations

import gettext
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DOMAIN = "mailflow"
LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("da", "en")

_language = "en"
_words: gettext.NullTranslations = gettext.NullTranslations()


def activate(language: str) -> None:
    """Speak this language from now on ("da" or "en"; anything else is English)."""
    global _language, _words
    _language = language if language in LANGUAGES else "en"
    _words = gettext.translation(DOMAIN, LOCALE, [language], fallback=True)


def language() -> str:
    """The active language: "da" or "en"."""
    return _language


def activate_everywhere(language: str) -> None:
    """As ``activate``, for click's own words too ("Usage:"): those come from the process's text domain (gettext(3))."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    activate(language)


def choose(environment: Mapping[str, str], config: Path | None) -> str:
    """The command line's language: $LANGUAGE, else the configuration's, else the locale's (POSIX 8.2), else English.

    A configuration that cannot be read says nothing here; reading it properly is ``configfile``'s work.
    """
    if environment.get("LANGUAGE"):
        return _known(environment["LANGUAGE"].split(":")[0])
    if config is not None:
        try:
            return _known(str(tomllib.loads(config.read_text("utf-8")).get("language", "da")))
        except (OSError, ValueError):
            pass
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return _known(locale)


def _known(locale: str) -> str:
    language = locale.replace("-", "_").split("_")[0].split(".")[0].lower()
    return language if language in LANGUAGES else "en"


class Spoken(str):
    """Words in the active language, with their English."""

    __slots__ = ("english",)
    english: str

    def format(self, *values: object, **named: object) -> Spoken:
        """Both languages are filled in."""
        given = {name: english(value) for name, value in named.items()}
        return spoken_words(super().format(*values, **named), self.english.format(*map(english, values), **given))


def spoken_words(words: str, meaning: str) -> Spoken:
    """Words in the active language, and what they mean in English."""
    spoken = Spoken(words)
    spoken.english = meaning
    return spoken


def english(value: Any) -> Any:
    """What the log says of a value: the English of what was translated (words, an error), else the value itself."""
    return getattr(value, "english", value)


def _(message: str) -> str:
    """The message in the active language."""
    # gettext answers an empty msgid with the catalogue's header.
    return spoken_words(_words.gettext(message) if message else "", message)


def ngettext(one: str, many: str, number: int) -> str:
    """The form that fits the number."""
    return _words.ngettext(one, many, number)
