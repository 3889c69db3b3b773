"""Finds and reads the configuration file, and makes every path in it absolute."""

from __future__ import annotations

from collections.abc import Mapping
from os import environ
from pathlib import Path
from typing import TypeVar

import msgspec

from mailflow import paths
from mailflow.config import Alarm, Config, Drupal, OAuth, Secret, Server, WordPress
from mailflow.errors import ConfigError
from mailflow.i18n import _, ngettext
from mailflow.parsers import settings

S = TypeVar("S", bound=Server)
C = TypeVar("C", WordPress, Drupal)


def load(given: Path | None = None, environment: Mapping[str, str] = environ) -> Config:
    """The configuration from ``given``, else from the first file that ``paths.config_candidates`` finds.

    What was left out and follows from the place is filled in: ``store.url``, ``website.folder``, ``templates``, and the
    login name of the mailbox. Raises ``ConfigError`` with every problem, one a line, with its line number and remedy.
    """
    path = paths.find_config(given, environment)
    if path is None:
        looked = ", ".join(str(candidate) for candidate in paths.config_candidates(environment))
        raise ConfigError(
            _("There is no configuration (looked for {paths}).").format(paths=looked),
            _("Run mailflow init, or name one with --config."),
        )
    path = path.absolute()
    config, problems = settings.parse(_read(path))
    if config is None:
        heading = ngettext("{path}: one problem", "{path}: {number} problems", len(problems))
        lines = [heading.format(path=path, number=len(problems)), *(f"  {problem}" for problem in problems)]
        raise ConfigError("\n".join(lines))
    return _settle(config, path, environment)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            _("{path} is not UTF-8 text (byte {place}).").format(path=path, place=error.start),
            _("Open it in an editor and save it as UTF-8."),
        ) from None
    except OSError as error:
        raise ConfigError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror),
            _("Run mailflow init to make one, or name another with --config."),
        ) from None


def _settle(config: Config, path: Path, environment: Mapping[str, str]) -> Config:
    """Paths count from the configuration's own folder; defaults that depend on the place are set."""
    folder, data = path.parent, paths.data_folder(path, environment)
    replace = msgspec.structs.replace
    address = config.imap.address
    return replace(
        config,
        imap=_server(config.imap, folder, address),
        smtp=_server(config.smtp, folder, address),
        oauth=_oauth(config.oauth, folder),
        store=replace(
            config.store,
            url=config.store.url or f"sqlite:///{data / 'mailflow.db'}",
            password=_secret(config.store.password, folder),
        ),
        website=replace(
            config.website,
            folder=str(_inside(folder, config.website.folder or str(data / "site"))),
            wordpress=_cms(config.website.wordpress, folder),
            drupal=_cms(config.website.drupal, folder),
        ),
        alarm=_alarm(config.alarm, folder),
        templates=str(_inside(folder, config.templates or "templates")),
    )


def _server(server: S, folder: Path, user: str) -> S:
    ca_file = str(_inside(folder, server.ca_file)) if server.ca_file else ""
    password = _secret(server.password, folder)
    return msgspec.structs.replace(server, user=server.user or user, password=password, ca_file=ca_file)


def _cms(cms: C | None, folder: Path) -> C | None:
    if cms is None:
        return None
    ca_file = str(_inside(folder, cms.ca_file)) if cms.ca_file else ""
    return msgspec.structs.replace(cms, password=_secret(cms.password, folder), ca_file=ca_file)


def _oauth(oauth: OAuth | None, folder: Path) -> OAuth | None:
    if oauth is None:
        return None
    secret = _secret(oauth.client_secret, folder)
    return msgspec.structs.replace(oauth, client_secret=secret)


def _alarm(alarm: Alarm, folder: Path) -> Alarm:
    smtp = None if alarm.smtp is None else _server(alarm.smtp, folder, "")
    return msgspec.structs.replace(alarm, smtp=smtp)


def _secret(secret: Secret | None, folder: Path) -> Secret | None:
    if secret is None or not secret.file:
        return secret
    return msgspec.structs.replace(secret, file=str(_inside(folder, secret.file)))


def _inside(folder: Path, name: str) -> Path:
    return folder / Path(name).expanduser()
