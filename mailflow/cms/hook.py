"""A command that carries the static folder to where the public finds it (rsync, git), run after each change of the folder.

The command is IT's own, without a shell. It gets three more arguments (what happened, the folder, the page's file) and the same
in its environment. Exit code 0: done. 75 (EX_TEMPFAIL of sysexits.h): not now, tried again. Any other: somebody must look.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from mailflow import config, log
from mailflow.cms.web import Web
from mailflow.desks.forumpublic import PublicForum
from mailflow.documents import PublishedPage
from mailflow.errors import TemporaryError, UnavailableError
from mailflow.i18n import _
from mailflow.pages import website
from mailflow.site import Site

TEMPORARY = 75
KEPT = 2_000  # characters of what the command wrote


class Hooked(Site):
    """The static website, and a command after each change of it. With a public address, what stands there is read back."""

    def __init__(self, folder: Path, base_url: str, settings: config.Website) -> None:
        super().__init__(folder, base_url)
        self._command, self._seconds = settings.command, settings.command_seconds
        self._public = Web(settings.url, "", lambda: "") if settings.url else None

    def publish(self, page: PublishedPage) -> str:
        url = super().publish(page)
        self._run("publish", page.slug)
        return url

    def read_back(self, slug: str) -> bytes | None:
        """What the public address answers; without one, what the folder holds."""
        here = super().read_back(slug)
        if self._public is None or here is None:
            return here
        answer = self._public.ask("GET", f"/{slug}.html", media_type="text/html", public=True)
        if answer.status in (404, 410):
            return None
        if answer.status != 200:
            raise UnavailableError(
                _("The website answers {status} where the page should be.").format(status=answer.status),
                _("Look whether the command puts it at {url}.").format(url=self.base_url),
            )
        return website.fragment_of(answer.body)

    def unpublish(self, slug: str) -> None:
        super().unpublish(slug)
        self._run("unpublish", slug)

    def show_calendar(self, content: bytes, *, new: bool) -> bool:
        changed = super().show_calendar(content, new=new)
        if changed:
            self._run("calendar", "")
        return changed

    def show_forums(self, forums: Sequence[PublicForum], association: str, *, rehearsal: bool = False) -> bool:
        changed = super().show_forums(forums, association, rehearsal=rehearsal)
        if changed:
            self._run("forums", "")
        return changed

    def check(self) -> None:
        super().check()
        self._run("check", "")

    def _run(self, action: str, slug: str) -> None:
        """Raises ``TemporaryError`` or ``UnavailableError`` with the end of what the command wrote."""
        folder = str(self.folder.resolve())
        file = str(Path(folder) / f"{slug}.html") if slug else ""
        environment = {
            **os.environ, "MAILFLOW_ACTION": action, "MAILFLOW_FOLDER": folder, "MAILFLOW_FILE": file, "MAILFLOW_PAGE": slug,
        }  # fmt: skip
        name = self._command[0]
        log.step("site.before-command", action=action)
        try:
            # IT's own words from the configuration, no shell
            done = subprocess.run(  # noqa: S603
                [*self._command, action, folder, file], env=environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=self._seconds,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise TemporaryError(
                _("The website's command {name} did not finish within {seconds} seconds.").format(
                    name=name, seconds=self._seconds
                ),
                _("It will be tried again."),
            ) from None
        except OSError as error:
            raise UnavailableError(
                _("The website's command {name} cannot be run: {reason}.").format(name=name, reason=error.strerror),
                _("Check [website] command."),
            ) from None
        said = done.stdout.decode("utf-8", "replace").strip()[-KEPT:]
        log.step("site.after-command", action=action, code=done.returncode)
        if done.returncode == TEMPORARY:
            raise TemporaryError(
                _("The website's command {name} says that it cannot now: {said}").format(name=name, said=said),
                _("It will be tried again."),
            )
        if done.returncode:
            raise UnavailableError(
                _("The website's command {name} failed (exit code {code}): {said}").format(
                    name=name, code=done.returncode, said=said
                ),
                _("Run it by hand."),
            )
        if said:
            log.info("site.command-said", action=action, said=said)
