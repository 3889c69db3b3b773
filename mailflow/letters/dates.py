"""Days and times in words, as a letter says them: "tirsdag den 5. september 2023 kl. 23.59"."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

_DAY = {"da": "EEEE 'den' d. MMMM y", "en": "EEEE d MMMM y"}  # CLDR date patterns (UTS 35)
_SHORT = {"da": "d. MMMM", "en": "d MMMM"}
_AT = {"da": "kl. %H.%M", "en": "at %H:%M"}


def day(value: date, language: str) -> str:
    """ "tirsdag den 5. september 2023"."""
    return format_date(value, _DAY[language], locale=language)


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
