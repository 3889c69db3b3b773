"""From a configuration to the things that work: store, office, mailbox, smtp, site. One function each, no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from mailflow import paths
from mailflow.clock import Clock
from mailflow.config import Config, Server
from mailflow.letters import compose
from mailflow.mailbox import Mailbox
from mailflow.oauth import token_source
from mailflow.secrets import reader
from mailflow.site import Site
from mailflow.smtp import Smtp
from mailflow.store import installation
from mailflow.store.apply import Office
from mailflow.store.engine import Store


def open_store(config: Config, clock: Clock, config_file: Path | None) -> Store:
    """The store, migrated, with the association's row in it."""
    data = paths.data_folder(config_file)
    url = config.store.url or f"sqlite:///{data / 'mailflow.db'}"
    if config.store.password is not None and "@" in url:
        head, _, tail = url.rpartition("@")
        url = f"{head}:{quote(reader(config.store.password)(), safe='')}@{tail}"
    store = Store(url, state_folder=data)
    installation.ensure(store, config, clock.now())
    return store


def office(config: Config, config_file: Path | None) -> Office:
    folder = Path(config.templates) if config.templates else (config_file.parent / "templates" if config_file else None)
    return Office(config, compose.environment(folder if folder and folder.is_dir() else None, config.language))


def site(config: Config) -> Site:
    """The website's folder, or what stands for it. What speaks HTTP is loaded only where it is used."""
    settings = config.website
    folder = Path(settings.folder) if settings.folder else paths.data_folder() / "site"
    url = settings.url or folder.resolve().as_uri()
    if settings.target == "wordpress" and settings.wordpress is not None:
        from mailflow.cms.wordpress import WordPress

        return WordPress(
            folder, url, settings.wordpress, reader(settings.wordpress.password, "website.wordpress.password")
        )
    if settings.target == "drupal" and settings.drupal is not None:
        from mailflow.cms.drupal import Drupal

        return Drupal(folder, url, settings.drupal, reader(settings.drupal.password, "website.drupal.password"))
    if settings.target == "command":
        from mailflow.cms.hook import Hooked

        return Hooked(folder, url, settings)
    return Site(folder, url)


def mailbox(config: Config) -> Mailbox:
    return Mailbox(config.imap, *_credentials(config, config.imap))


def smtp(config: Config) -> Smtp:
    return Smtp(config.smtp, *_credentials(config, config.smtp))


def _credentials(config: Config, server: Server) -> tuple[Callable[[], str] | None, Callable[[], str] | None]:
    """(password, token): at most one of the two is there."""
    if server.auth == "oauth" and config.oauth is not None:
        return None, token_source(config.oauth)
    if server.auth == "password" and server.password is not None:
        return reader(server.password), None
    return None, None
