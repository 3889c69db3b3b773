"""Drupal over core's JSON:API (JSON:API 1.1), with basic authentication (core's basic_auth).

A page's id is made from its name (UUID version 5 of RFC 9562), and Drupal takes an id that the client gives: creating it a second
time is a conflict (409), never a second page. Drafts are those of core's Content Moderation; its transitions are permissions of
their own, so that the user may publish without being an administrator. Without that module "status" is set instead.

A page that changes is removed and made anew: JSON:API in Drupal does not update a resource that has a working copy.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from mailflow import config, log
from mailflow.cms.web import Answer, Web, refused
from mailflow.documents import PublishedPage
from mailflow.errors import UnavailableError
from mailflow.i18n import _
from mailflow.pages.sameness import differences
from mailflow.site import Site, checked

MEDIA_TYPE = (
    "application/vnd.api+json"  # without parameters, or the server answers 415 (JSON:API 1.1, content negotiation)
)
WORKING_COPY = {"resourceVersion": "rel:working-copy"}
CHECK = "mailflow-check"


class Drupal(Site):
    """Minutes and papers in Drupal; the calendar and the forums' pages stay in the folder."""

    def __init__(self, folder: Path, base_url: str, settings: config.Drupal, password: Callable[[], str]) -> None:
        super().__init__(folder, base_url)
        self._settings = settings
        self._approved: dict[str, str] = {}
        self._type = f"node--{settings.type}"
        self._path = f"/jsonapi/node/{settings.type}"
        self._space = uuid.uuid5(uuid.NAMESPACE_URL, settings.address.rstrip("/"))

        def login() -> str:
            return "Basic " + base64.b64encode(f"{settings.user}:{password()}".encode()).decode()

        self._web = Web(settings.address, settings.ca_file, login)

    def publish(self, page: PublishedPage) -> str:
        checked(page.slug)
        node = self._get(page.slug, public=True)
        if node is not None and not self._differs(page, node):
            self._approved[page.slug] = page.html
            return self._url(node)  # it was published, and the answer was lost
        log.step("cms.before-draft", slug=page.slug)
        self._delete(page.slug)
        log.step("cms.removed-old", slug=page.slug)
        answer = self._ask("POST", self._path, content=self._document(page.slug, page.title, page.html))
        if answer.status == 409:  # another of ours has just made it
            self._delete(page.slug)
            answer = self._ask("POST", self._path, content=self._document(page.slug, page.title, page.html))
        self._ok(answer, _("to write a draft"))
        log.step("cms.drafted", slug=page.slug)
        self._must_be_same(page, self._get(page.slug, draft=True))
        changed = {"data": {"type": self._type, "id": self._id(page.slug), "attributes": self._state(published=True)}}
        self._ok(self._ask("PATCH", f"{self._path}/{self._id(page.slug)}", content=changed), _("to publish"))
        log.step("cms.published", slug=page.slug)
        node = self._get(page.slug, public=True)
        self._must_be_same(page, node)
        self._approved[page.slug] = page.html
        log.step("site.published", slug=page.slug)
        return self._url(node or {})

    def read_back(self, slug: str) -> bytes | None:
        """What anybody sees: the approved bytes when the words are the same as were published here, else what is shown."""
        checked(slug)
        node = self._get(slug, public=True)
        if node is None:
            return None
        shown, approved = self._html(node), self._approved.get(slug)
        same = approved is not None and not differences(approved, shown)
        return approved.encode() if same and approved is not None else shown.encode()

    def slugs(self) -> set[str]:
        """Told by the alias, and sure by the id that is made from it."""
        found: set[str] = set()
        params = {f"fields[{self._type}]": "path", "filter[status]": "1", "page[limit]": "50", "sort": "-created"}
        offset = 0
        while True:
            answer = self._ask("GET", self._path, params={**params, "page[offset]": str(offset)})
            told = self._ok(answer, _("to list its pages"))
            for node in told["data"]:
                alias = str((node["attributes"].get("path") or {}).get("alias") or "")
                slug = alias.rpartition("/")[2]
                if slug and node["id"] == self._id(slug):
                    found.add(slug)
            if "next" not in told.get("links", {}):
                return found
            offset += 50

    def unpublish(self, slug: str) -> None:
        checked(slug)
        log.step("site.before-remove", slug=slug)
        self._delete(slug)
        self._approved.pop(slug, None)
        log.step("site.unpublished", slug=slug)

    def check(self) -> None:
        """A draft is made, read back and removed."""
        html = "<h2>Æbler &amp; “pærer”</h2>\n<ul>\n<li>et</li>\n</ul>\n<table><tbody><tr><td>to</td></tr></tbody></table>\n"
        self._delete(CHECK)
        self._ok(self._ask("POST", self._path, content=self._document(CHECK, CHECK, html)), _("to write a draft"))
        try:
            node = self._get(CHECK, draft=True)
            shown = self._get(CHECK, public=True)
        finally:
            self._delete(CHECK)
        if shown is not None:
            raise UnavailableError(
                _("The website shows a draft to everybody."),
                _("Turn Content Moderation on for {type} in Drupal.").format(type=self._settings.type),
            )
        found = differences(html, self._html(node)) if node is not None else [_("the draft is not there")]
        if found:
            raise _changed(found)

    def _id(self, slug: str) -> str:
        return str(uuid.uuid5(self._space, slug))

    def _document(self, slug: str, title: str, html: str) -> dict[str, Any]:
        attributes = {
            "title": title, self._settings.field: {"value": html, "format": self._settings.format},
            "path": {"alias": f"{self._settings.path}/{slug}"}, **self._state(published=False),
        }  # fmt: skip
        return {"data": {"type": self._type, "id": self._id(slug), "attributes": attributes}}

    def _state(self, *, published: bool) -> dict[str, Any]:
        if self._settings.moderation:
            return {"moderation_state": "published" if published else "draft"}
        return {"status": published}

    def _get(self, slug: str, *, draft: bool = False, public: bool = False) -> dict[str, Any] | None:
        params = WORKING_COPY if draft and self._settings.moderation else None
        answer = self._ask("GET", f"{self._path}/{self._id(slug)}", params=params, public=public)
        if answer.status in (404, 410) or (public and answer.status in (401, 403)):
            return None
        told = self._ok(answer, _("to read a page"))["data"]
        if told.get("type") != self._type or told.get("id") != self._id(slug):
            raise UnavailableError(_("The website answers with another page than the one asked for."), _("Look there."))
        return dict(told)

    def _delete(self, slug: str) -> None:
        answer = self._ask("DELETE", f"{self._path}/{self._id(slug)}")
        if answer.status not in (204, 404, 410):
            raise self._refused(answer, _("to remove a page"))

    def _ask(self, method: str, path: str, *, params: dict[str, str] | None = None, content: object = None,
             public: bool = False) -> Answer:  # fmt: skip
        return self._web.ask(method, path, params=params, content=content, media_type=MEDIA_TYPE, public=public)

    def _ok(self, answer: Answer, what: str) -> Any:
        if answer.status in (200, 201):
            return answer.json()
        raise self._refused(answer, what)

    def _refused(self, answer: Answer, what: str) -> UnavailableError:
        try:
            told = answer.json()
        except UnavailableError:
            told = {}
        errors = told.get("errors", []) if isinstance(told, dict) else []
        why = "; ".join(
            str(error.get("detail") or error.get("title") or "") for error in errors if isinstance(error, dict)
        )
        return refused(answer, what, why)

    def _html(self, node: dict[str, Any]) -> str:
        """As Drupal shows it: through the text format's filters."""
        field = node["attributes"].get(self._settings.field) or {}
        return str(field.get("processed") or "")

    def _differs(self, page: PublishedPage, node: dict[str, Any]) -> list[str]:
        title = str(node["attributes"].get("title"))
        wrong = (
            [] if title == page.title else [_("the title is “{title}”").format(title=escape(title[:80], quote=False))]
        )
        return wrong + differences(page.html, self._html(node))

    def _must_be_same(self, page: PublishedPage, node: dict[str, Any] | None) -> None:
        found = self._differs(page, node) if node is not None else [_("the page is not there")]
        if found:
            self._delete(page.slug)
            raise _changed(found)

    def _url(self, node: dict[str, Any]) -> str:
        attributes = node.get("attributes", {})
        alias = (attributes.get("path") or {}).get("alias")
        return self._web.address + str(alias or f"/node/{attributes.get('drupal_internal__nid', '')}")


def _changed(found: list[str]) -> UnavailableError:
    return UnavailableError(
        _("The website does not show what was approved: {differences}.").format(differences="; ".join(found)),
        _("Let the text format there allow headings, lists, tables and links; the page is not shown until then."),
    )
