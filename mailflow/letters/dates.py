"""Days and times in words, as a letter says them: "tirsdag den 5. september 2023 kl. 23.59"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

_DAY = {"da": "EEEE 'den' d. MMMM y", "en": "EEEE d MMMM y"}  # CLDR date patterns (UTS 35)
_PLAIN = {"da": "d. MMMM y", "en": "d MMMM y"}
_SHORT = {"da": "d. MMMM", "en": "d MMMM"}
_AT = {"da": "kl. %H.%M", "en": "at %H:%M"}
_CLOCK = {"da": ("kl. ", "."), "en": ("", ":")}
_TO = {"da": ("fra", "til", "til og med"), "en": ("from", "to", "to")}
_WHOLE = {"da": "hele dagen", "en": "all day"}
_TWICE = {"da": (" (sommertid)", " (vintertid)"), "en": (" (summer time)", " (winter time)")}


@lru_cache(maxsize=1024)  # a letter names the same few days many times, and CLDR's patterns are slow
def day(value: date, language: str) -> str:
    """ "tirsdag den 5. september 2023"."""
    return format_date(value, _DAY[language], locale=language)


@lru_cache(maxsize=1024)
def plain(value: date, language: str) -> str:
    """ "5. september 2023": without the day of the week."""
    return format_date(value, _PLAIN[language], locale=language)


@lru_cache(maxsize=1024)
def short(value: date, language: str) -> str:
    """ "5. september": where there is no room, as in a subject."""
    return format_date(value, _SHORT[language], locale=language)


def moment(value: datetime, zone: ZoneInfo, language: str) -> str:
    """ "tirsdag den 5. september 2023 kl. 23.59", on the clock of ``zone``."""
    local = value.astimezone(zone)
    return f"{day(local.date(), language)} {local.strftime(_AT[language])}"


def words(iso: str, zone: ZoneInfo, language: str) -> str:
    """An ISO 8601 date or instant in words; anything else as it is."""
    try:
        if len(iso) == 10:
            return day(date.fromisoformat(iso), language)
        value = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return moment(value, zone, language) if value.tzinfo is not None else iso


def stretch(start: datetime | date, end: datetime | date, zone: ZoneInfo, language: str) -> str:
    """ "torsdag den 26. november 2026 kl. 8.00–9.00"; over several days "… kl. 22.00 til fredag den 27. … kl. 2.00".

    Dates are whole days, and ``end`` the first that is free again. An hour that the clock shows twice, on the night that
    summer time ends, is told apart.
    """
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        last = end - timedelta(days=1)
        if last <= start:
            return f"{day(start, language)}, {_WHOLE[language]}"
        words = _TO[language]
        return f"{words[0]} {day(start, language)} {words[2]} {day(last, language)}"
    begin, stop = start.astimezone(zone), end.astimezone(zone)
    sign, _point = _CLOCK[language]
    first = f"{day(begin.date(), language)}{' ' if sign else ', '}{sign}{clock(begin, language)}"
    midnight = (stop.hour, stop.minute) == (0, 0)
    if stop.date() == begin.date():
        return f"{first}–{clock(stop, language)}"
    if midnight and stop.date() - begin.date() == timedelta(days=1):
        return f"{first}–24{_point}00"
    return (
        f"{first} {_TO[language][1]} {day(stop.date(), language)}{' ' if sign else ', '}{sign}{clock(stop, language)}"
    )


def begins(start: datetime | date, zone: ZoneInfo, language: str) -> str:
    """ "26. november kl. 8.00": when it begins, where there is no room, as in a subject."""
    if not isinstance(start, datetime):
        return short(start, language)
    local = start.astimezone(zone)
    sign = _CLOCK[language][0]
    return f"{short(local.date(), language)}{' ' if sign else ', '}{sign}{clock(local, language)}"


def until(value: datetime, zone: ZoneInfo, language: str) -> str:
    """ "fredag den 20. november 2026", with the time of day unless it is the day's last minute."""
    local = value.astimezone(zone)
    last = (local.hour, local.minute) == (23, 59)
    return day(local.date(), language) if last else moment(value, zone, language)


def clock(local: datetime, language: str) -> str:
    """ "8.00", without a zero before it."""
    shown = f"{local.hour}{_CLOCK[language][1]}{local.minute:02}"
    other = local.replace(fold=1 - local.fold)
    if other.utcoffset() == local.utcoffset():
        return shown
    return shown + _TWICE[language][local.fold]
