"""Adopted papers on the website: no round, a named person's word. The page is read back; the audit chain says what was shown."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import select

from mailflow.documents import PublishedPage
from mailflow.errors import NotFoundError, RefusedError, TemporaryError
from mailflow.i18n import _
from mailflow.models import Case
from mailflow.site import Site
from mailflow.store import audit, installation, queries
from mailflow.store.engine import Store


def publish(store: Store, site: Site, page: PublishedPage, source: bytes, by: str, now: datetime) -> str:
    """Show the page, or a newer version of it; its address. Raises the website's errors, and ``RefusedError`` for the name of
    a round of minutes, or when nothing may leave now."""
    reason, remedy = installation.holds_back(store)
    if reason:
        raise RefusedError(_("Nothing is published now: {reason}.").format(reason=reason), remedy)
    _no_round(store, page.slug)
    url = site.publish(page)
    if (site.read_back(page.slug) or b"") != page.html.encode():
        raise TemporaryError(_("The website shows something else than what was approved."), _("Try again."))
    with store.writing() as session:
        salt = queries.association(session).installation
        audit.record(
            session, "paper.published", now, public=hashlib.sha256(page.html.encode()).hexdigest(),
            source=hashlib.sha256(source).hexdigest(), by_sha256=audit.fingerprint(by, salt),
            page_sha256=audit.fingerprint(page.slug, salt),
        )  # fmt: skip
    return url


def take_down(store: Store, site: Site, slug: str, by: str, now: datetime) -> None:
    """Take a paper off the website. Raises ``NotFoundError`` when there is no such page, and the website's errors."""
    _no_round(store, slug)
    if site.read_back(slug) is None:
        raise NotFoundError(_("There is no page {slug} on the website.").format(slug=slug))
    site.unpublish(slug)
    with store.writing() as session:
        salt = queries.association(session).installation
        audit.record(
            session, "paper.taken-down", now, by_sha256=audit.fingerprint(by, salt),
            page_sha256=audit.fingerprint(slug, salt),
        )  # fmt: skip


def _no_round(store: Store, slug: str) -> None:
    with store.reading() as session:
        if session.scalar(select(Case.id).where(Case.slug == slug)) is not None:
            raise RefusedError(
                _("{slug} is a round of minutes.").format(slug=slug),
                _("See mailflow minutes show {slug}.").format(slug=slug),
            )
