"""Publish: from approved to the website. The gate is passed again at each attempt, and what the website shows is read back."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from mailflow import log
from mailflow.actions import Become, Write
from mailflow.desks import gate
from mailflow.desks import minutes as desk
from mailflow.desks.deadlines import may_publish
from mailflow.documents import PublishedPage
from mailflow.errors import MailflowError, TemporaryError
from mailflow.i18n import _
from mailflow.models import Attempt, Case
from mailflow.site import Site
from mailflow.store import apply, audit, queries
from mailflow.store.apply import Office
from mailflow.store.engine import Store


def wanted(store: Store, office: Office, now: datetime) -> bool:
    """Whether something waits to be published, and this is the time of day for it."""
    if not may_publish(now, office.config.minutes, office.zone):
        return False
    with store.reading() as session:
        return bool(queries.cases(session, "approved"))


def run(store: Store, site: Site, office: Office, now: datetime, swept_since: datetime, stopped: str = "") -> int:
    """Publish what is approved. ``swept_since``: the sweep of this pass began then; an older one is not enough.

    Returns how many were published. A website that is down leaves them approved; the next pass tries again.
    """
    _take_back(store, site, now)
    if not wanted(store, office, now):
        return 0
    with store.reading() as session:
        slugs = [case.slug for case in queries.cases(session, "approved")]
    return sum(_publish(store, site, office, slug, now, swept_since, stopped) for slug in slugs)


def _publish(
    store: Store, site: Site, office: Office, slug: str, now: datetime, swept_since: datetime, stopped: str
) -> int:
    log.step("publish.begin", case=slug)
    with store.writing() as session:
        case = queries.case(session, slug)
        attempt = _gate(session, case, office, now, swept_since, stopped)
        if attempt.outcome == "held":
            return 0
        page, attempt_id = page_of(case, office, now), attempt.id
        log.step("publish.before-gate-commit", case=slug)
    log.step("publish.gate-passed", case=slug)
    try:
        url = site.publish(page)
        log.step("publish.uploaded", case=slug)
        shown = site.read_back(slug)
    except MailflowError as error:
        _failed(store, office, slug, attempt_id, error, now)
        return 0
    digest = hashlib.sha256(shown or b"").hexdigest()
    if digest != attempt.sha256:
        _failed(store, office, slug, attempt_id, _("The website shows something else than what was approved."), now)
        return 0
    log.step("publish.read-back", case=slug)
    with store.writing() as session:
        case, attempt = queries.case(session, slug), session.get_one(Attempt, attempt_id)
        if case.state != "approved" or case.version.id != attempt.version_id:
            attempt.outcome, attempt.finished_at, attempt.detail = (
                "failed",
                now,
                _("the round changed during the upload"),
            )
            return 0
        case.url = url
        attempt.outcome, attempt.finished_at, attempt.detail = "done", now, url
        apply.carry_out(session, case, desk.published(case), office, now)
        log.step("publish.before-commit", case=slug)
    log.step("publish.after-commit", case=slug)
    return 1


def _take_back(store: Store, site: Site, now: datetime) -> None:
    """A page whose upload failed or was cut off may stand there all the same. It goes when its round does not go on."""
    with store.reading() as session:
        halves = queries.half_published(session)
    for attempt in halves:
        with store.reading() as session:
            slug = session.get_one(Case, attempt.case_id).slug
        try:
            site.unpublish(slug)
        except MailflowError as error:
            log.warning("publish.not-taken-back", case=slug, reason=error)
            continue
        with store.writing() as session:
            audit.record(session, "publish.taken-back", now, attempt.case_id, attempt=attempt.id)
            session.add(
                Attempt(
                    case_id=attempt.case_id, version_id=attempt.version_id, step="unpublish", started_at=now,
                    finished_at=now, outcome="done", conditions=[], detail=_("its upload was not finished"),
                    sha256=attempt.sha256,
                )
            )  # fmt: skip


def _gate(session: Session, case: Case, office: Office, now: datetime, swept_since: datetime, stopped: str) -> Attempt:
    """Evaluate and keep the evidence; a condition that fails opens the round again."""
    facts = queries.facts(session, case, office.mailbox, now, stopped)
    conditions = gate.conditions(case, facts, office.config.minutes)
    fresh = facts.sweep is not None and facts.sweep.started_at >= swept_since
    conditions.append(gate.Condition("fresh-sweep", fresh, (swept_since.isoformat(),)))
    held = not gate.passed(conditions)
    attempt = Attempt(
        case_id=case.id, version_id=case.version.id, step="publish", started_at=now, sha256=facts.html_sha256,
        sweep_id=facts.sweep.id if facts.sweep else None, outcome="held" if held else "",
        conditions=[condition.as_dict() for condition in conditions],
    )  # fmt: skip
    session.add(attempt)
    session.flush()
    if held:
        attempt.finished_at = now
        if [c.name for c in conditions if not c.ok] != ["fresh-sweep"]:
            apply.carry_out(session, case, [Become("open")], office, now)
    return attempt


def _failed(
    store: Store, office: Office, slug: str, attempt_id: int, reason: str | MailflowError, now: datetime
) -> None:
    log.error("publish.failed", case=slug, reason=reason)
    day = now.astimezone(office.zone).date()
    with store.writing() as session:
        case, attempt = queries.case(session, slug), session.get_one(Attempt, attempt_id)
        attempt.outcome, attempt.finished_at, attempt.detail = "failed", now, str(reason)
        facts = {"error": str(reason), "since": (case.approved_at or now).isoformat()}
        notice = Write("notice-website-down", f"{slug}:website:{case.version.number}:{day}", facts=facts)
        apply.carry_out(session, case, [notice], office, now)


def page_of(case: Case, office: Office, now: datetime) -> PublishedPage:
    """The page exactly as the public will see it."""
    return PublishedPage(
        slug=case.slug, title=case.title, body=case.body, meeting_date=case.meeting_date,
        html=case.version.public_html, approved_at=case.approved_at or now, published_at=now,
        association=office.config.association.name, rehearsal=office.config.rehearsal,
    )  # fmt: skip


def unpublish(store: Store, site: Site, office: Office, slug: str, by: str, reason: str, now: datetime) -> None:
    """Take it off the website on a named person's word. Raises the website's errors; the case then stays published."""
    site.unpublish(slug)
    log.step("unpublish.removed", case=slug)
    with store.writing() as session:
        case = queries.case(session, slug)
        apply.carry_out(session, case, [Become("unpublished")], office, now)
        _by_verdict(session, case, "unpublish", "unpublished", by, reason, now)


def publish_by_verdict(store: Store, site: Site, office: Office, slug: str, by: str, reason: str, now: datetime) -> str:
    """On a named person's word: put back, unchanged, what was taken down, or put up what a meeting has approved.

    The board is told of the latter. Returns the address; raises the website's errors, and nothing is changed then.
    """
    with store.reading() as session:
        page = page_of(queries.case(session, slug), office, now)
    url = site.publish(page)
    if (site.read_back(slug) or b"") != page.html.encode():
        raise TemporaryError(_("The website shows something else than what was approved."), _("Try again."))
    with store.writing() as session:
        case = queries.case(session, slug)
        case.url = url
        first_time = case.state == "at-meeting"
        apply.carry_out(session, case, desk.published(case) if first_time else [Become("published")], office, now)
        step, kind = ("publish", "approved-at-meeting") if first_time else ("republish", "republished")
        _by_verdict(session, case, step, kind, by, reason, now)
    return url


def _by_verdict(session: Session, case: Case, step: str, kind: str, by: str, reason: str, now: datetime) -> None:
    """The evidence of what a human ordered without the gate."""
    session.add(
        Attempt(
            case_id=case.id, version_id=case.version.id, step=step, started_at=now, finished_at=now,
            outcome="done", conditions=[], detail=reason, sha256=case.version.public_sha256,
        )
    )  # fmt: skip
    verdict = apply.keep_verdict(session, case, kind, by, reason, now)
    audit.record(session, f"case.{step}-by-verdict", now, case.id, verdict=verdict.id)
