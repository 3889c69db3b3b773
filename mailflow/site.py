"""The website's folder: pages written atomically, read back, taken away. The only module that touches it.

A page is written beside its place, synced, renamed over it and the folder synced (rename(2) is atomic, and durable only
then). The order is page, manifest, list; taking away begins with the page. So a crash at any step leaves a whole site, and
doing it again finishes it.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from mailflow import log
from mailflow.desks.forumpublic import PublicForum
from mailflow.documents import PublishedPage
from mailflow.errors import InputError, TemporaryError, UnavailableError
from mailflow.i18n import _
from mailflow.pages import atom, search, website
from mailflow.pages.website import Entry

CALENDAR = "calendar.ics"
LARGEST = 20 * 1024 * 1024  # bytes of a page that is read back

MADE = ("feed.xml", "search.json", "soeg.html", "404.html")  # besides the lists, made anew from the pages
_SLUG = re.compile(
    r"(?!(?:index|soeg|search|feed|404|udpegninger|(?:organ|forum)-.*)$)[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?"
)
_FORUM_PAGE = re.compile(r"udpegninger\.html|forum-.+\.html")
_SETTINGS = {
    errno.EEXIST,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOENT,
    errno.ENOTDIR,
    errno.ELOOP,
    errno.EISDIR,
    errno.ENAMETOOLONG,
}


class Site:
    """A static website in a folder. ``base_url`` is where the public finds that folder.

    Every method raises ``UnavailableError`` when the folder cannot be used as it is (missing rights, something else in its
    place), and ``TemporaryError`` when the disk fails or is full; nothing is half written either way.
    """

    def __init__(self, folder: Path, base_url: str) -> None:
        self.folder = folder
        self.base_url = base_url.rstrip("/")

    def publish(self, page: PublishedPage) -> str:
        """Write the page (again), its manifest and the list; the page's URL. Raises ``InputError`` for a slug that is no name."""
        checked(page.slug)
        with self._open(page.slug) as folder:
            _write(folder, f"{page.slug}.html", website.page_bytes(page))
            _write(folder, f"{page.slug}.json", website.manifest(page))
            self._write_lists(folder, page.association, rehearsal=page.rehearsal)
        log.step("site.published", slug=page.slug)
        return f"{self.base_url}/{page.slug}.html"

    def read_back(self, slug: str) -> bytes | None:
        """The published fragment, byte for byte as ``PublishedPage.html``; None when there is no such page of ours."""
        checked(slug)
        with self._open(slug) as folder:
            data = _read(folder, f"{slug}.html")
        return website.fragment_of(data) if data is not None else None

    def slugs(self) -> set[str]:
        """The pages of ours that the folder shows."""
        with self._open("list") as folder:
            return {entry.slug for entry in _entries(folder)}

    def unpublish(self, slug: str) -> None:
        """Take the page away, and out of the list. A page that is not there is no error."""
        checked(slug)
        with self._open(slug) as folder:
            known = _entry(folder, slug)
            _remove(folder, f"{slug}.html")
            if known is not None:  # the manifest goes last: as long as it is there, the list is made anew
                self._write_lists(folder, known.association, rehearsal=known.rehearsal)
            _remove(folder, f"{slug}.json")
        log.step("site.unpublished", slug=slug)

    def show_calendar(self, content: bytes, *, new: bool) -> bool:
        """Put the calendar of public events beside the pages, if it is another than the one there; whether it was.

        ``new``: also where there is none yet.
        """
        with self._open("calendar") as folder:
            before = _read(folder, CALENDAR)
            if before == content or (before is None and not new):
                return False
            _write(folder, CALENDAR, content)
        log.step("site.calendar-shown")
        return True

    def show_forums(self, forums: Sequence[PublicForum], association: str, *, rehearsal: bool = False) -> bool:
        """A page for each forum, and their list; pages of forums that are no longer public go. Whether anything changed."""
        pages = website.forum_pages(forums, association, rehearsal=rehearsal)
        with self._open("forums") as folder:
            before = {name for name in os.listdir(folder) if _FORUM_PAGE.fullmatch(name)}
            changed = [name for name, content in pages.items() if _write_changed(folder, name, content)]
            gone = [name for name in sorted(before - pages.keys()) if _is_ours(folder, name)]
            for name in gone:
                _remove(folder, name)
            log.step("site.forums-shown", changed=len(changed), gone=len(gone))
            if bool(pages) != ("udpegninger.html" in before):
                self._write_lists(folder, association, rehearsal=rehearsal)
        return bool(changed or gone)

    def _write_lists(self, folder: int, association: str, *, rehearsal: bool) -> None:
        """Everything that follows from the pages: lists by year and body, search, feed, and the page of what is not there."""
        entries = _entries(folder)
        names = sorted({entry.body for entry in entries if entry.body})
        bodies = [(name, "-".join(re.findall(r"[a-z0-9]+", search.fold(name))) or "andre") for name in names]
        bodies = bodies if len({entry.body for entry in entries}) > 1 else []
        forums = "udpegninger.html" in os.listdir(folder)
        for name, at in bodies:
            of_body = [entry for entry in entries if entry.body == name]
            made = website.index_bytes(
                of_body, association, rehearsal=rehearsal, bodies=bodies, here=at, heading=name, forums=forums
            )
            _write_changed(folder, f"organ-{at}.html", made)
        made = website.index_bytes(entries, association, rehearsal=rehearsal, bodies=bodies, forums=forums)
        _write(folder, "index.html", made)
        root = urlsplit(self.base_url).path.rstrip("/") + "/" if self.base_url.startswith("http") else ""
        fragments = [
            (entry, website.fragment_of(_read(folder, f"{entry.slug}.html") or b"") or b"") for entry in entries
        ]
        words = search.index((entry, html.decode("utf-8", "replace")) for entry, html in fragments)
        _write_changed(folder, "search.json", words)
        _write_changed(folder, "feed.xml", atom.feed(entries, association, self.base_url))
        _write_changed(folder, "soeg.html", website.search_bytes(association, rehearsal=rehearsal))
        _write_changed(folder, "404.html", website.missing_bytes(association, root, rehearsal=rehearsal))
        lists = {f"organ-{at}.html" for _name, at in bodies}
        for name in os.listdir(folder):
            if name.startswith("organ-") and name not in lists and _is_ours(folder, name):
                _remove(folder, name)

    def check(self) -> None:
        """Try a write, and see that the list would not replace somebody else's start page."""
        with self._open("check") as folder:
            _ours_or_none(folder, "index.html")
            _write(folder, ".check", b"mailflow was here\n")
            _remove(folder, ".check")

    @contextlib.contextmanager
    def _open(self, slug: str) -> Iterator[int]:
        """The folder's descriptor, locked against another mailflow. Makes the folder if it is not there."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                fcntl.flock(folder, fcntl.LOCK_EX)
                log.step("site.locked", slug=slug)
                yield folder
            finally:
                os.close(folder)
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            where = _("The website's folder {folder} cannot be used: {reason}.").format(
                folder=self.folder, reason=reason
            )
            if error.errno in _SETTINGS:
                raise UnavailableError(
                    where, _("Give mailflow the right to write there, or set [website] folder.")
                ) from error
            raise TemporaryError(where, _("It will be tried again.")) from error


def checked(slug: str) -> None:
    if not _SLUG.fullmatch(slug):
        raise InputError(
            _("“{slug}” cannot be a page's name.").format(slug=slug), _("Use small letters, figures and hyphens.")
        )


def _ours_or_none(folder: int, name: str) -> None:
    data = _read(folder, name) if name in os.listdir(folder) else b""
    if data != b"" and (data is None or not website.is_ours(data)):
        raise UnavailableError(
            _("The website's folder already holds a {name} that mailflow did not write.").format(name=name),
            _("Give mailflow a folder of its own: [website] folder."),
        )


def _write(folder: int, name: str, data: bytes) -> None:
    """Replace a file so that readers see the old or the new bytes, and the new ones after a power cut."""
    if name.endswith(".html"):
        _ours_or_none(folder, name)
    beside = f".{name}.new"
    with contextlib.suppress(FileNotFoundError):
        os.unlink(beside, dir_fd=folder)  # left by a crash
    log.step("site.before-write", file=name)
    descriptor = os.open(
        beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644, dir_fd=folder
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(file.fileno(), 0o644)  # the web server reads it, whatever the service's umask
            file.write(data)
            file.flush()
            log.step("site.before-fsync", file=name)
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(beside, dir_fd=folder)
        raise
    log.step("site.before-rename", file=name)
    os.rename(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
    log.step("site.after-rename", file=name)
    os.fsync(folder)
    log.step("site.after-fsync", file=name)


def _write_changed(folder: int, name: str, data: bytes) -> bool:
    """Write it unless it is there already; whether it was written."""
    if name in os.listdir(folder) and _read(folder, name) == data:
        return False
    _write(folder, name, data)
    return True


def _is_ours(folder: int, name: str) -> bool:
    return website.is_ours(_read(folder, name) or b"")


def _remove(folder: int, name: str) -> None:
    log.step("site.before-remove", file=name)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(name, dir_fd=folder)
    os.fsync(folder)
    log.step("site.after-remove", file=name)


def _read(folder: int, name: str) -> bytes | None:
    """The file's bytes; None when there is none. Never follows a symbolic link out of the folder."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(LARGEST + 1)
    return data if len(data) <= LARGEST else None


def _entry(folder: int, slug: str) -> Entry | None:
    data = _read(folder, f"{slug}.json")
    return website.read_manifest(data) if data is not None else None


def _entries(folder: int) -> list[Entry]:
    """The manifests of the pages that are there. Other people's files are left alone."""
    names = set(os.listdir(folder))
    slugs = sorted(name[:-5] for name in names if name.endswith(".json") and _SLUG.fullmatch(name[:-5]))
    found = [_entry(folder, slug) for slug in slugs if f"{slug}.html" in names]
    return [entry for entry in found if entry is not None and f"{entry.slug}.html" in names]
