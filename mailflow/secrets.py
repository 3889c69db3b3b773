"""Reads a secret from where the configuration says it is kept.

The value is returned and never stored, logged, or put into an error: errors name the place, not the content.
"""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

from mailflow import config
from mailflow.errors import ConfigError, TemporaryError
from mailflow.i18n import _

COMMAND_SECONDS = 20


def read(secret: config.Secret, what: str = "secret") -> str:
    """The secret's value: the first line, without its line end. ``what`` names it in errors ("imap.password").

    A file must not be readable by everybody. A credential is a file below $CREDENTIALS_DIRECTORY, which systemd makes
    private (systemd.exec(5), LoadCredential=). A command is run without a shell and may take 20 seconds.
    Raises ConfigError; TemporaryError when the command took too long.
    """
    given = [name for name in ("file", "credential", "command") if getattr(secret, name)]
    if len(given) != 1:
        raise ConfigError(
            _("{what} must have exactly one of file, credential and command, not {count}.").format(
                what=what, count=len(given)
            )
        )
    if secret.command:
        text = _from_command(secret.command, what)
    elif secret.credential:
        text = _from_file(_credential(secret.credential, what), what)
    else:
        text = _from_file(_private(Path(secret.file).expanduser(), what), what)
    value = text.splitlines()[0] if text else ""
    if not value.strip():
        raise ConfigError(_("{what} is empty.").format(what=what), _("Put the secret on the first line."))
    return value


def reader(secret: config.Secret, what: str = "secret") -> Callable[[], str]:
    """``read`` as a function without arguments: the secret is fetched when it is needed and again at each new login."""
    return lambda: read(secret, what)


def _credential(name: str, what: str) -> Path:
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    if not folder:
        raise ConfigError(
            _("{what} is a systemd credential, but $CREDENTIALS_DIRECTORY is not set.").format(what=what),
            _("Add LoadCredential={name}:/path/to/file to the service, or use file.").format(name=name),
        )
    if "/" in name or name in (".", ".."):
        raise ConfigError(_("{what}: a credential's name has no slash in it.").format(what=what))
    return Path(folder) / name


def _private(path: Path, what: str) -> Path:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise _unreadable(what, path, error) from None
    if stat.S_IMODE(mode) & stat.S_IROTH:
        raise ConfigError(
            _("{what}: everybody on this machine can read {path}.").format(what=what, path=path),
            _("Run: chmod 600 {path}").format(path=path),
        )
    return path


def _unreadable(what: str, path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        _("{what}: {path} cannot be read: {reason}.").format(what=what, path=path, reason=error.strerror)
    )


def _from_file(path: Path, what: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise _unreadable(what, path, error) from None
    except UnicodeDecodeError:
        # `from None`: the decoding error carries the bytes of the secret.
        raise ConfigError(_("{what}: {path} is not UTF-8 text.").format(what=what, path=path)) from None


def _from_command(command: list[str], what: str) -> str:
    name = command[0]
    try:
        # The command is the administrator's own, from the configuration; no shell reads it.
        done = subprocess.run(command, capture_output=True, timeout=COMMAND_SECONDS, stdin=subprocess.DEVNULL)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise TemporaryError(
            _("{what}: the command {name} did not finish within {seconds} seconds.").format(
                what=what, name=name, seconds=COMMAND_SECONDS
            )
        ) from None
    except OSError as error:
        raise ConfigError(
            _("{what}: the command {name} cannot be run: {reason}.").format(what=what, name=name, reason=error.strerror)
        ) from None
    if done.returncode:
        # Its output may hold the secret, so it is not repeated here.
        raise ConfigError(
            _("{what}: the command {name} failed with exit code {code}.").format(
                what=what, name=name, code=done.returncode
            ),
            _("Run it by hand."),
        )
    try:
        return done.stdout.decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigError(
            _("{what}: the command {name} did not write UTF-8 text.").format(what=what, name=name)
        ) from None
