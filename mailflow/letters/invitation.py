"""The mails about an event, each to one person: the invitation, its updates, its cancellation, and two reminders.

Those that change a calendar carry the iCalendar object (``letters.calendar``). Exchange titles the calendar's entry after the
mail's Subject and not after SUMMARY, so the templates of a REQUEST have the title alone for a subject.

Every template finds these words; what there is nothing of is "", [] or None (an unknown word is an error):

``association`` ``short`` ``secretariat`` ``mailbox`` ``website`` ``rehearsal``
``person``   name, address
``event``    kind, title, when, begins (as short as a subject wants it), all_day, place, link, guests [name], answer_by,
             reason (of a cancellation), was and place_was (before an update), files [name]
``changes``  "title", "time", "place", "link", "text", "files", "guests", "answer-by", "kind"
``why``      as in ``Why``
``inset``    the description, or None
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

import jinja2

from mailflow.calendars import CalendarEntry
from mailflow.config import Config
from mailflow.letters import build, calendar, compose, dates
from mailflow.letters.build import safe_filename
from mailflow.letters.markdown import one_line
from mailflow.mail import Attachment, Mailbox

Why = Literal["invite", "again", "address", "move", "mend", "cancel", "leave", "remind", "day-before", "kept"]
NOTE = "_event_note"  # what the calendar itself shows; the same for everybody
TEMPLATES: dict[Why, str] = {
    "invite": "event-invitation",  # for the first time
    "again": "event-invitation",  # once more, since it was asked for
    "address": "event-invitation",  # to an address that is new
    "move": "event-moved",  # time or place: everybody has to answer again
    "mend": "event-mended",  # anything else: answers stand
    "cancel": "event-cancelled",
    "leave": "event-withdrawn",  # it takes place, but without this person
    "remind": "event-reminder",  # to those who have not answered; an ordinary mail
    "day-before": "event-tomorrow",  # to those who come; an ordinary mail
    "kept": "event-kept",  # to one who proposed another time: no; an ordinary mail
}
ORDINARY: tuple[Why, ...] = ("remind", "day-before", "kept")  # they change nothing in a calendar and carry none
_NOBODY = Mailbox("", "")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CANCELLING: tuple[Why, ...] = ("cancel", "leave")


def mail(
    env: jinja2.Environment, entry: CalendarEntry, why: Why, *, config: Config, message_id: str, date: datetime,
    in_reply_to: str = "", references: Sequence[str] = (),
    auto_submitted: Literal["", "auto-replied", "auto-generated"] = "", case_slug: str = "", installation: str = "",
) -> bytes:  # fmt: skip
    """The whole mail as it goes on the wire, From the organizer, To the attendee. The same arguments make the same bytes.

    ``entry.method`` is CANCEL for ``cancel`` and ``leave``, else REQUEST (ValueError). Raises ``InputError`` when an
    address is none, the event ends before it begins or the bytes would be misread, ``ConfigError`` when a template is
    broken.
    """
    if (entry.method == "CANCEL") != (why in _CANCELLING):
        raise ValueError(f"{entry.method} does not say {why}")
    draft = compose.compose(env, TEMPLATES[why], words(entry, why, config=config, language=_language(env)))
    part = None if why in ORDINARY else (entry.method, _object(env, entry, why, config))
    return build.build(
        draft, sender=entry.organizer, to=entry.attendee, message_id=message_id, date=date, in_reply_to=in_reply_to,
        references=references, auto_submitted=auto_submitted, attachments=attachments(entry, why), calendar=part,
        case_slug=case_slug, installation=installation, rehearsal=config.rehearsal,
    )  # fmt: skip


def words(entry: CalendarEntry, why: Why, *, config: Config, language: str) -> dict[str, Any]:
    """Plain values for the templates, in words of that language. Changes nothing."""
    person = {"name": entry.attendee.name, "address": entry.attendee.address}
    return {**_common(_alike(entry), why, language, _office(config)), "person": person}


def attachments(entry: CalendarEntry, why: Why) -> tuple[Attachment, ...]:
    """The event's files, with the mails that say what it is; not with a cancellation or a reminder."""
    if why in _CANCELLING or why in ORDINARY:
        return ()
    return tuple(Attachment(safe_filename(name), media_type, content) for name, media_type, content in entry.files)


def _language(env: jinja2.Environment) -> str:
    return str(env.globals["language"])


def _object(env: jinja2.Environment, entry: CalendarEntry, why: Why, config: Config) -> bytes:
    """The iCalendar object; in a rehearsal it too says that it is one."""
    note = _note(env, _alike(entry), why, _office(config))
    if not config.rehearsal:
        return calendar.render(entry, note)
    mark, sentence = build.REHEARSAL.get(_language(env), build.REHEARSAL["en"])
    return calendar.render(replace(entry, title=f"{mark} {one_line(entry.title)}"), f"{sentence}\n\n{note}")


# --- what everybody gets alike is made once and kept for the next ones -------------------------------------------------

_Office = tuple[tuple[str, str | bool], ...]


def _office(config: Config) -> _Office:
    association = config.association
    return (
        ("association", association.name), ("short", association.short or association.name),
        ("secretariat", association.secretariat), ("mailbox", config.imap.address), ("website", config.website.url),
        ("rehearsal", config.rehearsal),
    )  # fmt: skip


def _alike(entry: CalendarEntry) -> CalendarEntry:
    """The entry without what is one attendee's own, and without the files' bytes."""
    files = tuple((name, kind, b"") for name, kind, _content in entry.files)
    return replace(entry, uid="", stamp=_EPOCH, attendee=_NOBODY, files=files)


@lru_cache(16)
def _note(env: jinja2.Environment, entry: CalendarEntry, why: Why, office: _Office) -> str:
    return compose.note(env, NOTE, _common(entry, why, _language(env), office))


@lru_cache(16)
def _common(entry: CalendarEntry, why: Why, language: str, office: _Office) -> dict[str, Any]:
    zone = ZoneInfo(entry.zone)
    event = {
        "kind": entry.kind,
        "title": one_line(entry.title),
        "when": dates.stretch(entry.start, entry.end, zone, language),
        "begins": dates.begins(entry.start, zone, language),
        "all_day": entry.all_day,
        "place": entry.place,
        "link": entry.link,
        "guests": list(entry.guests),
        "answer_by": dates.until(entry.answer_by, zone, language) if entry.answer_by else "",
        "reason": entry.reason,
        "was": dates.stretch(*entry.was, zone, language) if entry.was else "",
        "place_was": entry.place_was,
        "files": [safe_filename(name) for name, _kind, _content in entry.files],
    }
    return {
        **dict(office), "person": None, "event": event, "changes": list(entry.what_changed), "why": why,
        "inset": compose.inset(entry.description),
    }  # fmt: skip
