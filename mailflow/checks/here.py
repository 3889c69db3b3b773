"""Checks of what lies on this machine: secrets, store, outbox, clock, website folder, alarm."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from mailflow import alarm, secrets
from mailflow.checks import Finding, failed
from mailflow.config import Config, Secret
from mailflow.errors import ConfigError, TemporaryError, UnavailableError
from mailflow.i18n import _, ngettext
from mailflow.site import Site
from mailflow.store import audit, installation, queries
from mailflow.store.engine import Store

LITTLE_DISK = 1_000_000_000  # octets; below it a warning
NO_DISK = 100_000_000
CLOCK_SLACK = timedelta(minutes=2)


def secret_values(config: Config) -> Iterator[Finding]:
    """Each secret can be had (its value is thrown away at once)."""
    found = _secrets(config)
    good = []
    for what, secret in found:
        try:
            secrets.read(secret, what)
        except (ConfigError, TemporaryError) as error:
            yield failed("secrets", error)
        else:
            good.append(what)
    if good:
        yield Finding("secrets", "ok", _("Can be read: {names}.").format(names=", ".join(good)))
    elif not found:
        yield Finding("secrets", "ok", _("None is configured."))


def _secrets(config: Config) -> list[tuple[str, Secret]]:
    alarm_smtp = config.alarm.smtp
    named = [
        ("imap.password", config.imap.password),
        ("smtp.password", config.smtp.password),
        ("oauth.client_secret", config.oauth.client_secret if config.oauth else None),
        ("store.password", config.store.password),
        ("alarm.smtp.password", alarm_smtp.password if alarm_smtp else None),
        ("website.wordpress.password", config.website.wordpress.password if config.website.wordpress else None),
        ("website.drupal.password", config.website.drupal.password if config.website.drupal else None),
    ]
    return [(what, secret) for what, secret in named if secret is not None]


def rehearsal(config: Config) -> Iterator[Finding]:
    if config.rehearsal:
        yield Finding(
            "rehearsal", "warning", _("This is a rehearsal: every mail and page says so."),
            _("Remove rehearsal = true when the real thing begins."),
        )  # fmt: skip


# --- the store -----------------------------------------------------------------------------------------------------


def store_opened(store: Store) -> Iterator[Finding]:
    """It is open already, so it is of this version; who else can read it, and is there room?"""
    yield Finding("store", "ok", _("Opens, and is of this version: {url}").format(url=store.url.render_as_string()))
    if store.is_sqlite:
        yield from _permissions(Path(store.url.database or ""))
    free = shutil.disk_usage(store.folder).free
    room = _("{size} MB free beside the store.").format(size=free // 1_000_000)
    if free < LITTLE_DISK:
        yield Finding("disk", "problem" if free < NO_DISK else "warning", room, _("Make room on that disk."))
    else:
        yield Finding("disk", "ok", room)


def _permissions(path: Path) -> Iterator[Finding]:
    # WAL and shared memory take the mode of the database file (SQLite, os_unix.c).
    open_ = [
        p for p in (path, path.with_name(path.name + "-wal")) if p.exists() and stat.S_IMODE(p.stat().st_mode) & 0o077
    ]
    if open_:
        names = " ".join(str(p) for p in open_)
        what = _("Other users of this machine can read the members' words: {files}.").format(files=names)
        yield Finding("permissions", "problem", what, _("Run: chmod 600 {files}").format(files=names))
    else:
        yield Finding("permissions", "ok", _("Only this user can read the store."))


def audit_chain(store: Store) -> Iterator[Finding]:
    with store.reading() as session:
        broken = audit.broken_link(session)
    if broken is None:
        yield Finding("audit", "ok", _("The audit chain is whole."))
    else:
        what = _("The audit chain is broken at line {line}: the store is damaged or was changed outside mailflow.")
        yield Finding(
            "audit", "problem", what.format(line=broken), _("Keep a copy of the store, and restore a backup.")
        )


def outbox(store: Store) -> Iterator[Finding]:
    """Frozen, stopped, or with letters only a human can settle."""
    with store.reading() as session:
        frozen = queries.association(session).frozen
        waiting = len(queries.letters_to_judge(session))
    if frozen:
        what = _("Nothing is sent or published: {reason}.").format(
            reason=_("the store is older than the letters that were sent (a restored backup?)")
            if frozen == installation.RESTORED else frozen
        )  # fmt: skip
        yield Finding(
            "frozen", "problem", what, _("When you know that it is right to go on: mailflow doctor --thaw --by NAME")
        )
    stopped = installation.stopped(store)
    if stopped:
        path = installation.stop_file(store)
        yield Finding(
            "stopped",
            "warning",
            _("Nothing is sent or published, since somebody has put {file} there.").format(file=path),
            _("Remove that file to go on."),
        )
    if waiting:
        what = ngettext("One letter waits for a human.", "{count} letters wait for a human.", waiting)
        yield Finding("outbox", "warning", what.format(count=waiting), _("Run: mailflow review"))
    if not (frozen or stopped or waiting):
        yield Finding("outbox", "ok", _("Open, and nothing in it waits for a human."))


# --- the clock -----------------------------------------------------------------------------------------------------


def clock(store: Store, now: datetime) -> Iterator[Finding]:
    """A clock that is not trusted opens no gate (DESIGN rule 9)."""
    with store.reading() as session:
        us = queries.association(session)
        doubt, seen = us.clock_doubt, us.seen_at
    trust = _("Set the clock right, then: mailflow doctor --trust-clock --by NAME")
    if doubt:
        what = _("The clock is not trusted, so nothing is approved or published: {doubt}.").format(doubt=doubt)
        yield Finding("clock", "problem", what, trust)
    elif seen is not None and now < seen - CLOCK_SLACK:
        what = _("The clock has gone back: it was {seen}, and now it says {now}.").format(
            seen=seen.isoformat(timespec="seconds"), now=now.isoformat(timespec="seconds")
        )
        yield Finding("clock", "problem", what, trust)
    else:
        yield Finding("clock", "ok", _("Goes forward: {now}").format(now=now.isoformat(timespec="seconds")))


def time_synchronised() -> Iterator[Finding]:
    """systemd's word (timedatectl(1)); a machine without it says nothing."""
    asked = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=5, stdin=subprocess.DEVNULL)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return
    said = done.stdout.strip()
    if said == "yes":
        yield Finding("ntp", "ok", _("The clock is set over the network."))
    elif said == "no":
        what = _("The clock is not set over the network, so it may drift.")
        yield Finding("ntp", "warning", what, _("Run: timedatectl set-ntp true"))


# --- website and alarm ---------------------------------------------------------------------------------------------


def website(config: Config, folder: Path) -> Iterator[Finding]:
    """The folder takes a file, and the public address is known."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"mailflow doctor\n")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        what = _("Pages cannot be written to {folder}: {reason}.").format(folder=folder, reason=error.strerror or error)
        remedy = _("Give the user that runs mailflow the right to write there, or change website.folder.")
        yield Finding("website", "problem", what, remedy)
        return
    if config.website.url:
        yield Finding(
            "website",
            "ok",
            _("Pages are written to {folder} and found at {url}.").format(folder=folder, url=config.website.url),
        )
    else:
        what = _("Pages are written to {folder}, but the letters cannot say where the public finds them.").format(
            folder=folder
        )
        yield Finding("website", "warning", what, _("Set website.url."))


def target(site: Site) -> Iterator[Finding]:
    """A draft is made where the pages go, read back and removed; with a command for the folder, that is run."""
    try:
        site.check()
    except (UnavailableError, TemporaryError, ConfigError) as error:
        yield failed("target", error)
        return
    yield Finding("target", "ok", _("A draft could be made there, read back and removed."))


def pages(store: Store, site: Site) -> Iterator[Finding]:
    """The website shows what the store says is published, no less and no more. Nothing when the folder cannot be used."""
    try:
        shown = site.slugs()
    except (UnavailableError, TemporaryError):
        return  # ``website`` or ``target`` says it
    with store.reading() as session:
        published = {case.slug for case in queries.cases(session, "published")}
        shown -= {case.slug for case in queries.cases(session, "approved")}  # on its way
        shown -= audit.papers(session, queries.association(session).installation, shown - published)
    for slug in sorted(shown - published):
        what = _("The website shows {slug}, but to mailflow it is not published (a restored backup?).").format(
            slug=slug
        )
        remedy = _("Read the page. If it must not stand there, remove {slug}.html and {slug}.json from {folder}.")
        yield Finding("pages", "problem", what, remedy.format(slug=slug, folder=site.folder))
    for slug in sorted(published - shown):
        what = _("{slug} is published, but the website does not show it.").format(slug=slug)
        yield Finding("pages", "problem", what, f"mailflow minutes republish {slug}")
    if shown == published:
        yield Finding("pages", "ok", _("The website shows the minutes that are published, and no others."))


def second_channel(config: Config, *, test: bool) -> Iterator[Finding]:
    """When the mailbox is the trouble, something else must tell a human (DESIGN rule 7)."""
    if not alarm.configured(config):
        what = _("No alarm is configured: when the mailbox itself is down, nobody is told.")
        yield Finding("alarm", "warning", what, _("Set alarm.command, alarm.url, or alarm.smtp and alarm.to."))
        return
    if not test:
        what = _("An alarm is configured.")
        yield Finding("alarm", "ok", what + " " + _("Try it: mailflow doctor --test-alarm"))
        return
    if alarm.raise_(config, _("test"), _("This is a test of the alarm. All is well.")):
        yield Finding("alarm", "ok", _("The test alarm went out. Look whether it arrived."))
    else:
        what = _("The test alarm did not go out.")
        yield Finding("alarm", "problem", what, _("Check alarm.command, alarm.url and alarm.smtp; the log says more."))


# --- the repairs ---------------------------------------------------------------------------------------------------


def thaw(store: Store, by: str, now: datetime) -> Finding:
    """Raises ``RefusedError`` when nothing is frozen."""
    stale = installation.thaw(store, by, now)
    if not stale:
        return Finding("frozen", "ok", _("The outbox goes again."))
    what = ngettext(
        "The outbox goes again. One letter may have gone before.",
        "The outbox goes again. {count} letters may have gone before.",
        stale,
    )
    return Finding("frozen", "warning", what.format(count=stale), _("Say which still go: mailflow review"))


def trust_clock(store: Store, by: str, now: datetime) -> Finding:
    installation.trust_clock(store, by, now)
    return Finding(
        "clock", "ok", _("The clock is trusted from now on: {now}").format(now=now.isoformat(timespec="seconds"))
    )
