"""An event as somebody wants it: local times read, everything checked, all mistakes told at once.

Times are those of a clock in the association's zone. A time that a clock change skips, or shows twice, is refused rather
than guessed (RFC 5545 section 3.3.5 would take the first of the two).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from mailflow.calendars import KINDS
from mailflow.desks.audience import split
from mailflow.desks.deadlines import end_of_day
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.letters.build import safe_filename
from mailflow.letters.markdown import one_line
from mailflow.mail import Attachment

LONGEST_TITLE, LONGEST_PLACE, LONGEST_LINK, LONGEST_TEXT = 200, 300, 4_000, 20_000  # characters
LARGEST_FILES = 3_000_000  # bytes of all files together: they are kept with every member's letter
LONGEST = timedelta(days=31)
SEE_ONE_ANOTHER = ("board-meeting", "joint-meeting")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EventForm:
    """``start`` and ``end`` are instants in UTC; all day: local midnights, ``end`` that of the first day that is free."""

    kind: str
    title: str
    start: datetime
    end: datetime
    audience: tuple[str, ...]
    all_day: bool = False
    place: str = ""
    link: str = ""
    description: str = ""
    guests_visible: bool = False
    answer_by: datetime | None = None
    public: bool = False
    day_before: bool = False
    files: tuple[Attachment, ...] = ()
    source: str = ""


# --- times ---------------------------------------------------------------------------------------------------------


def day(text: str) -> date:
    """ "2026-10-26". Raises ``InputError``."""
    try:
        if not _DAY.fullmatch(text.strip()):
            raise ValueError
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(
            _("“{text}” is no date.").format(text=one_line(text)),
            _("Write it as year, month and day: 2026-10-26."),
        ) from None


def moment(text: str, zone: ZoneInfo, on: date | None = None) -> datetime:
    """ "2026-10-26 08:00", "2026-10-26T08:00+01:00", or a time of the day alone ("9.30", "kl. 9") ``on`` that day: in UTC.

    Raises ``InputError`` when it is none, or no time that a clock in ``zone`` shows exactly once.
    """
    words = text.strip()
    if on is not None and (alone := _TIME.fullmatch(words)):
        return _on_the_clock(on, words, int(alone[1]), int(alone[2] or 0), zone)
    head, tail = words[:10], words[10:].lstrip(" T")
    if _DAY.fullmatch(head) and (clock := _TIME.fullmatch(tail)):
        return _on_the_clock(day(head), words, int(clock[1]), int(clock[2] or 0), zone)
    try:
        whole = datetime.fromisoformat(words)
    except ValueError:
        whole = None
    if whole is None or whole.tzinfo is None:
        raise InputError(
            _("“{text}” is no date and time.").format(text=one_line(text)),
            _("Write it as 2026-10-26 08:00."),
        )
    return whole.astimezone(UTC)


def _on_the_clock(on: date, words: str, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    if hour > 23 or minute > 59:
        raise InputError(
            _("“{text}” is no date and time.").format(text=one_line(words)), _("Write it as 2026-10-26 08:00.")
        )
    return settled(datetime.combine(on, time(hour, minute)), zone)


def settled(local: datetime, zone: ZoneInfo) -> datetime:
    """A naive local time as an instant in UTC. Raises ``InputError`` when the clocks are changed just then."""
    earlier, later = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if earlier.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise InputError(
            _("There is no {time} on {day}: the clocks are put forward then.").format(
                time=local.strftime("%H:%M"), day=local.date().isoformat()
            ),
            _("Choose another time."),
        )
    if earlier.utcoffset() != later.utcoffset():
        raise InputError(
            _("On {day} the clock shows {time} twice: the clocks are put back then.").format(
                time=local.strftime("%H:%M"), day=local.date().isoformat()
            ),
            _("Say which one you mean: {first} or {second}.").format(
                first=earlier.isoformat(timespec="minutes"), second=later.isoformat(timespec="minutes")
            ),
        )
    return earlier.astimezone(UTC)


def midnight(on: date, zone: ZoneInfo) -> datetime:
    """The first instant of a local day, in UTC."""
    return end_of_day(on - timedelta(days=1), zone) + timedelta(seconds=1)


def span(start: str, end: str, all_day: bool, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end as written. ``end`` may be a time of the same day; all day it is the last day, or "" for one day.

    Raises ``InputError``.
    """
    if all_day:
        first = day(start)
        return midnight(first, zone), midnight((day(end) if end.strip() else first) + timedelta(days=1), zone)
    begins = moment(start, zone)
    return begins, moment(end, zone, begins.astimezone(zone).date())


def answer_by(text: str, zone: ZoneInfo) -> datetime:
    """A day (its end), or a day and a time. Raises ``InputError``."""
    return end_of_day(day(text), zone) if _DAY.fullmatch(text.strip()) else moment(text, zone)


# --- what may be in it ---------------------------------------------------------------------------------------------


def cleaned(form: EventForm) -> EventForm:
    """Words in one line where only one line can be shown; the description keeps its lines."""
    lines = form.description.replace("\r\n", "\n").replace("\r", "\n")
    return EventForm(
        form.kind, one_line(form.title).strip(), form.start, form.end, tuple(dict.fromkeys(form.audience)), form.all_day,
        one_line(form.place).strip(), form.link.strip(), lines.strip(), form.guests_visible, form.answer_by, form.public,
        form.day_before, tuple(Attachment(safe_filename(f.filename), f.content_type, f.content) for f in form.files),
        form.source,
    )  # fmt: skip


def check(form: EventForm, now: datetime, zone: ZoneInfo, before: EventForm | None = None) -> None:
    """Raises ``InputError`` with every mistake in a cleaned form, one a line. ``before``: as it stands, when it is changed."""
    fresh = before is None or before.answer_by != form.answer_by
    found = [*_words(form), *_times(form, now, zone, fresh), *_audience(form.audience), *_files(form.files)]
    if found:
        raise InputError("\n".join(found), _("Nothing was changed. Correct it and try again."))


def _words(form: EventForm) -> list[str]:
    found = []
    if form.kind not in KINDS:
        found.append(_("{kind} is no kind of event: {kinds}.").format(kind=form.kind, kinds=", ".join(KINDS)))
    if not form.title:
        found.append(_("It has no title."))
    for name, words, most in (
        (_("title"), form.title, LONGEST_TITLE), (_("place"), form.place, LONGEST_PLACE), (_("link"), form.link, LONGEST_LINK),
        (_("description"), form.description, LONGEST_TEXT),
    ):  # fmt: skip
        if len(words) > most:
            found.append(
                _("The {field} has {number} characters; {most} are allowed.").format(
                    field=name, number=len(words), most=most
                )
            )
    if form.link and not is_link(form.link):
        found.append(
            _(
                "“{link}” is no link; it must begin with https:// and have no blanks and no letters such as æ, ø and å."
            ).format(link=form.link[:80])
        )
    return found


def is_link(text: str) -> bool:
    """A web address that stands in a line of a mail and in a calendar as it is (RFC 3986: no blanks, printable ASCII)."""
    if not re.fullmatch(r"https?://[!-~]+", text, re.IGNORECASE) or set('<>"\\^`{|}') & set(text):
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def _times(form: EventForm, now: datetime, zone: ZoneInfo, fresh: bool) -> list[str]:
    found = []
    if form.end <= form.start:
        found.append(
            _("It ends ({end}) before it begins ({start}).").format(
                end=_local(form.end, zone), start=_local(form.start, zone)
            )
        )
    elif form.end - form.start > LONGEST + timedelta(hours=1):  # an hour more where the clocks are put back
        found.append(_("It lasts more than {days} days.").format(days=LONGEST.days))
    if form.start <= now:
        found.append(_("It has begun already ({start}).").format(start=_local(form.start, zone)))
    if form.answer_by is not None and form.answer_by > form.start:
        found.append(
            _("The answer is asked for after it has begun ({when}).").format(when=_local(form.answer_by, zone))
        )
    elif fresh and form.answer_by is not None and form.answer_by <= now < form.start:
        found.append(_("The time to answer is over already ({when}).").format(when=_local(form.answer_by, zone)))
    return found


def _audience(audience: Sequence[str]) -> list[str]:
    if not audience:
        return [_("It has no audience.")]
    return [
        _(
            "“{entry}” is no audience. Write board, all, district:NAME, group:NAME, person:KEY or guest:NAME <ADDRESS>."
        ).format(entry=entry)
        for entry in audience
        if not split(entry)[0]
    ]


def _files(files: Sequence[Attachment]) -> list[str]:
    found = []
    names = [file.filename.casefold() for file in files]
    if len(set(names)) < len(names):
        found.append(_("Two files have the same name."))
    if sum(len(file.content) for file in files) > LARGEST_FILES:
        found.append(
            _("The files are larger than {size} MB together; put them on the web, and give the link.").format(
                size=LARGEST_FILES // 1_000_000
            )
        )
    return found


def _local(when: datetime, zone: ZoneInfo) -> str:
    return when.astimezone(zone).strftime("%Y-%m-%d %H:%M")
