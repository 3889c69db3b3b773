"""WordPress over its REST API (wp/v2 posts), as a user with the role Author and an application password.

An Author publishes, changes and deletes posts of its own: no pages, no other people's posts, no plug-ins, no HTML that kses
would not let through. The page's name is the post's slug; a user of mailflow's own is what tells its posts from others'.

Every page is a draft first, read back, published, and read back as anybody sees it. What differs from what was approved is
taken down again. Killed between any two requests and run again, it finds its post by the slug: one post, never two.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

from mailflow import config, log
from mailflow.cms.web import Answer, Web, refused
from mailflow.documents import PublishedPage
from mailflow.errors import UnavailableError
from mailflow.i18n import _
from mailflow.pages.sameness import differences
from mailflow.site import Site, checked

POSTS = "/wp/v2/posts"
ALL = "publish,draft,pending,private,future"
# What wptexturize, convert_smilies, shortcodes and embeds would make something else of, or run: written as numbers they stay.
_TOUCHED = re.compile(r"""["'`:\[\]()\-@*_#+=/|\\~^$%!?;]|\.(?=\.)|(?<=\d)x(?=\d)|(?<=W)ordpress""")
_TAG = re.compile(r"(<[^>]*>|&[#a-zA-Z0-9]+;)")
CHECK = "mailflow-check"


class WordPress(Site):
    """Minutes and papers in WordPress; the calendar and the forums' pages stay in the folder."""

    def __init__(self, folder: Path, base_url: str, settings: config.WordPress, password: Callable[[], str]) -> None:
        super().__init__(folder, base_url)
        self._settings = settings
        self._approved: dict[str, str] = {}

        def login() -> str:
            both = f"{settings.user}:{password().replace(' ', '')}"  # WordPress shows it in groups of four
            return "Basic " + base64.b64encode(both.encode()).decode()

        self._web = Web(settings.address, settings.ca_file, login)

    def publish(self, page: PublishedPage) -> str:
        checked(page.slug)
        content = {
            "title": encoded(_escaped(page.title)), "content": block(page.html), "slug": page.slug,
            "comment_status": "closed", "ping_status": "closed",
            **({"categories": [self._settings.category]} if self._settings.category else {}),
        }  # fmt: skip
        mine = self._find(page.slug)
        for extra in mine[1:]:  # from a moment when two ran at once
            self._delete(extra["id"])
        post = mine[0] if mine else None
        if post is not None and post["status"] == "publish" and not _differs(page, post):
            self._approved[page.slug] = page.html
            return str(post["link"])  # it was published, and the answer was lost
        log.step("cms.before-draft", slug=page.slug)
        path = f"{POSTS}/{post['id']}" if post is not None else POSTS
        post = self._ok(self._ask("POST", path, content={**content, "status": "draft"}), _("to write a draft"))
        log.step("cms.drafted", slug=page.slug)
        self._must_be_same(page, self._read(post["id"]))
        post = self._ok(self._ask("POST", f"{POSTS}/{post['id']}", content={"status": "publish"}), _("to publish"))
        log.step("cms.published", slug=page.slug)
        if post.get("status") != "publish" or post.get("slug") != page.slug:
            self._delete(post["id"])
            raise UnavailableError(
                _("WordPress did not publish “{slug}” under its name.").format(slug=page.slug),
                _("Another page may have that name, also in the bin; or the user may not publish (its role: Author)."),
            )
        self._must_be_same(page, self._seen(post["id"]))
        self._approved[page.slug] = page.html
        log.step("site.published", slug=page.slug)
        return str(post["link"])

    def read_back(self, slug: str) -> bytes | None:
        """What anybody sees: the approved bytes when the words are the same as were published here, else what is shown."""
        checked(slug)
        found = [post for post in self._find(slug) if post["status"] == "publish"]
        if not found:
            return None
        shown = _html(self._seen(found[0]["id"]))
        approved = self._approved.get(slug)
        same = approved is not None and not differences(approved, shown)
        return approved.encode() if same and approved is not None else shown.encode()

    def slugs(self) -> set[str]:
        found: set[str] = set()
        number = 1
        while True:
            answer = self._ask(
                "GET",
                POSTS,
                params={"author": str(self._me()), "per_page": "100", "page": str(number), "_fields": "slug"},
            )
            found |= {str(post["slug"]) for post in self._ok(answer, _("to list its posts"))}
            if number >= int(answer.headers.get("X-WP-TotalPages", "1") or 1):
                return found
            number += 1

    def unpublish(self, slug: str) -> None:
        checked(slug)
        for post in self._find(slug):
            log.step("site.before-remove", slug=slug)
            self._delete(post["id"])
        self._approved.pop(slug, None)
        log.step("site.unpublished", slug=slug)

    def check(self) -> None:
        """A draft is made, read back and removed."""
        html = "<h2>Æbler &amp; “pærer”</h2>\n<ul>\n<li>10x10 -- [x] :) 'et' \"to\"...</li>\n</ul>\n"
        for post in self._find(CHECK):
            self._delete(post["id"])
        content = {"title": CHECK, "slug": CHECK, "status": "draft", "content": block(html)}
        post = self._ok(self._ask("POST", POSTS, content=content), _("to write a draft"))
        try:
            found = differences(html, _html(self._read(post["id"])))
        finally:
            self._delete(post["id"])
        if found:
            raise _changed(found)

    def _ask(self, method: str, route: str, *, params: dict[str, str] | None = None, content: object = None,
             public: bool = False) -> Answer:  # fmt: skip
        """By ?rest_route=, which WordPress takes whatever its permalinks are like."""
        return self._web.ask(
            method, "/", params={"rest_route": route, **(params or {})}, content=content, public=public
        )

    def _me(self) -> int:
        return int(self._ok(self._ask("GET", "/wp/v2/users/me"), _("to say who we are"))["id"])

    def _find(self, slug: str) -> list[dict[str, Any]]:
        """Our posts of that name, the oldest first. Raises ``UnavailableError`` when somebody else has published one."""
        me = self._me()
        shown = self._ok(self._ask("GET", POSTS, params={"slug": slug}), _("to find its posts"))
        if any(post["author"] != me for post in shown):
            raise UnavailableError(
                _("There is a page “{slug}” in WordPress that somebody else wrote.").format(slug=slug),
                _("Rename or remove it there."),
            )
        asked = {
            "slug": slug, "status": ALL, "context": "edit", "orderby": "id", "order": "asc", "per_page": "100",
            "author": str(me),
        }  # fmt: skip
        found = self._ok(self._ask("GET", POSTS, params=asked), _("to find its posts"))
        return list(found)

    def _read(self, number: int) -> dict[str, Any]:
        answer = self._ask("GET", f"{POSTS}/{number}", params={"context": "edit"})
        return dict(self._ok(answer, _("to read what was written")))

    def _seen(self, number: int) -> dict[str, Any]:
        return dict(self._ok(self._ask("GET", f"{POSTS}/{number}", public=True), _("to show the page to anybody")))

    def _must_be_same(self, page: PublishedPage, post: dict[str, Any]) -> None:
        found = _differs(page, post)
        if found:
            self._withdraw(int(post["id"]))
            raise _changed(found)

    def _withdraw(self, number: int) -> None:
        self._ok(self._ask("POST", f"{POSTS}/{number}", content={"status": "draft"}), _("to take a page down"))

    def _delete(self, number: int) -> None:
        answer = self._ask("DELETE", f"{POSTS}/{number}", params={"force": "true"})
        if answer.status not in (404, 410):  # gone already
            self._ok(answer, _("to remove a page"))

    def _ok(self, answer: Answer, what: str) -> Any:
        if answer.status in (200, 201):
            return answer.json()
        said = answer.json()
        why = str(said.get("message", "")) if isinstance(said, dict) else ""
        raise refused(answer, what, why)


def encoded(html: str) -> str:
    """The same HTML with the marks in its words as numeric references, so that WordPress's filters leave them alone."""
    parts = _TAG.split(html)
    return "".join(
        part if place % 2 else _TOUCHED.sub(lambda found: "".join(f"&#{ord(mark)};" for mark in found[0]), part)
        for place, part in enumerate(parts)
    )


def block(html: str) -> str:
    """As a block of HTML: WordPress makes no paragraphs of its line ends."""
    return f"<!-- wp:html -->\n{encoded(html)}<!-- /wp:html -->"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _html(post: dict[str, Any]) -> str:
    return str(post["content"]["rendered"])


def _differs(page: PublishedPage, post: dict[str, Any]) -> list[str]:
    title = " ".join(unescape(str(post["title"]["rendered"])).split())
    wrong = [] if title == " ".join(page.title.split()) else [_("the title is “{title}”").format(title=title[:80])]
    return wrong + differences(page.html, _html(post))


def _changed(found: list[str]) -> UnavailableError:
    return UnavailableError(
        _("The website does not show what was approved: {differences}.").format(differences="; ".join(found)),
        _(
            "Turn off what changes or adds to the text there (a plug-in, a text format); the page is not shown until then."
        ),
    )
