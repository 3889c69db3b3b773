"""The command line's words: English in the code, Danish from ``locale/`` (gettext). Letters have templates instead.

``_`` looks the words up when it is called, so a string made at import time needs ``activate`` before that import;
``cli.main`` sees to it.
"""

from __future__ import annotations

import gettext
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

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


def _(message: str) -> str:
    """The message in the active language."""
    # gettext answers an empty msgid with the catalogue's header.
    return _words.gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The form that fits the number."""
    return _words.ngettext(one, many, number)
