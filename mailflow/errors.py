"""The errors mailflow raises on purpose, each with what happened, what to do and an exit code.

Exit codes follow sysexits.h where it has a fitting one, so that cron and systemd users recognise them.
"""

from __future__ import annotations

from mailflow import i18n


class MailflowError(Exception):
    """Something a human must know. ``str()`` is one sentence; ``remedy`` says what to do about it."""

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    @property
    def english(self) -> str:
        """As ``str()``, for the log: it is English whatever language people are spoken to."""
        return f"{i18n.english(self.message)} {i18n.english(self.remedy)}".strip()

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class InputError(MailflowError):
    """What was given (a document, a list, a mail) cannot be used; nothing was changed. EX_DATAERR."""

    exit_code = 65


class NotFoundError(MailflowError):
    """The file, case or person named does not exist. EX_NOINPUT."""

    exit_code = 66


class UnavailableError(MailflowError):
    """A server we need refuses us or cannot be used (wrong password, no such folder). EX_UNAVAILABLE."""

    exit_code = 69


class StoreError(MailflowError):
    """The store cannot be used: newer version, restored backup, disk full. EX_IOERR."""

    exit_code = 74


class TemporaryError(MailflowError):
    """It did not work now and will be tried again: time-out, lost connection, greylisting. EX_TEMPFAIL."""

    exit_code = 75


class RefusedError(MailflowError):
    """mailflow will not do that: the rule says no (already resolved, a second round, another daemon). EX_NOPERM."""

    exit_code = 77


class ConfigError(MailflowError):
    """The configuration has mistakes; the message holds all of them, one a line. EX_CONFIG."""

    exit_code = 78
