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

COMMAND_SECONDS = 20


def read(secret: config.Secret, what: str = "secret") -> str:
    """The secret's value: the first line, without its line end. ``what`` names it in errors ("imap.password").

    A file must not be readable by everybody. A credential is a file below $CREDENTIALS_DIRECTORY, which systemd makes
    private (systemd.exec(5), LoadCredential=). A command is run without a shell and may take 20 seconds.
    Raises ConfigError; TemporaryError when the command took too long.
    """
    given = [name for name in ("file", "credential", "command") if getattr(secret, name)]
    if len(given) != 1:
        raise ConfigError(f"{what} must have exactly one of file, credential and command, not {len(given)}.")
    if secret.command:
        text = _from_command(secret.command, what)
    elif secret.credential:
        text = _from_file(_credential(secret.credential, what), what)
    else:
        text = _from_file(_private(Path(secret.file).expanduser(), what), what)
    value = text.splitlines()[0] if text else ""
    if not value.strip():
        raise ConfigError(f"{what} is empty.", "Put the secret on the first line.")
    return value


def reader(secret: config.Secret, what: str = "secret") -> Callable[[], str]:
    """``read`` as a function without arguments: the secret is fetched when it is needed and again at each new login."""
    return lambda: read(secret, what)


def _credential(name: str, what: str) -> Path:
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    if not folder:
        raise ConfigError(
            f"{what} is a systemd credential, but $CREDENTIALS_DIRECTORY is not set.",
            f"Add LoadCredential={name}:/path/to/file to the service, or use file.",
        )
    if "/" in name or name in (".", ".."):
        raise ConfigError(f"{what}: a credential's name has no slash in it.")
    return Path(folder) / name


def _private(path: Path, what: str) -> Path:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise ConfigError(f"{what}: {path} cannot be read: {error.strerror}.") from None
    if stat.S_IMODE(mode) & stat.S_IROTH:
        raise ConfigError(f"{what}: everybody on this machine can read {path}.", f"Run: chmod 600 {path}")
    return path


def _from_file(path: Path, what: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{what}: {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        # `from None`: the decoding error carries the bytes of the secret.
        raise ConfigError(f"{what}: {path} is not UTF-8 text.") from None


def _from_command(command: list[str], what: str) -> str:
    name = command[0]
    try:
        # The command is the administrator's own, from the configuration; no shell reads it.
        done = subprocess.run(command, capture_output=True, timeout=COMMAND_SECONDS, stdin=subprocess.DEVNULL)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise TemporaryError(f"{what}: the command {name} did not finish within {COMMAND_SECONDS} seconds.") from None
    except OSError as error:
        raise ConfigError(f"{what}: the command {name} cannot be run: {error.strerror}.") from None
    if done.returncode:
        # Its output may hold the secret, so it is not repeated here.
        raise ConfigError(f"{what}: the command {name} failed with exit code {done.returncode}.", "Run it by hand.")
    try:
        return done.stdout.decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigError(f"{what}: the command {name} did not write UTF-8 text.") from None
