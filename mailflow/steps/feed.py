"""Feed: the website's calendar of public events and its pages of forums are brought to where they should be."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailflow import log
from mailflow.calendars import PublicEvent
from mailflow.errors import TemporaryError, UnavailableError
from mailflow.mail import Mailbox
from mailflow.models import CalendarEvent
from mailflow.pages import feed
from mailflow.site import Site
from mailflow.store import events, forums
from mailflow.store.apply import Office
from mailflow.store.engine import Store

KEPT = timedelta(days=90)  # so long an event that is over stays in the calendar


def run(store: Store, site: Site, office: Office, now: datetime) -> bool:
    """Write the calendar when something in it has changed; returns whether it had. A website that is down is tried again."""
    with store.reading() as session:
        known = events.all_events(session, since=now - KEPT)
        shown = [entry(event, office) for event in known if event.public]
    if not known:
        return False
    association = office.config.association
    content = feed.calendar_bytes(shown, name=association.name, organizer=Mailbox(association.name, office.mailbox))
    try:
        return site.show_calendar(content, new=bool(shown))
    except (TemporaryError, UnavailableError) as error:
        log.warning("feed.not-written", reason=error)
        return False


def show_forums(store: Store, site: Site, office: Office, now: datetime) -> bool:
    """Write the pages of who represents the association, when something in them has changed; returns whether it had."""
    with store.reading() as session:
        if not forums.all_forums(session):
            return False
        shown = forums.public(session, now.astimezone(office.zone).date())
    try:
        return site.show_forums(shown, office.config.association.name, rehearsal=office.config.rehearsal)
    except (TemporaryError, UnavailableError) as error:
        log.warning("feed.forums-not-written", reason=error)
        return False


def entry(event: CalendarEvent, office: Office) -> PublicEvent:
    """The event as everybody may see it. Its stamp is that of its last change: the same event makes the same bytes."""
    begins, ends = event.start_at.astimezone(office.zone), event.end_at.astimezone(office.zone)
    changed = event.versions[-1].at if event.versions else event.created_at
    return PublicEvent(
        uid=f"{event.slug}@{office.mailbox.partition('@')[2]}", sequence=event.sequence, stamp=changed, title=event.title,
        start=begins.date() if event.all_day else begins, end=ends.date() if event.all_day else ends,
        all_day=event.all_day, zone=office.zone.key, place=event.place, cancelled=event.state != "open",
    )  # fmt: skip
