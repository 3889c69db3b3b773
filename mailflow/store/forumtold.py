"""A forum's own secretariat, told of an appointment: until it confirms, it is reminded a limited number of times.

Used inside the caller's transaction.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailflow.config import ForumsRule
from mailflow.desks.deadlines import local_day
from mailflow.desks.forums import label
from mailflow.errors import RefusedError
from mailflow.i18n import _
from mailflow.letters import dates
from mailflow.models import ForumLetter, Letter, Tenure
from mailflow.store import forumletters, forums
from mailflow.store.apply import Office

TOLD, REMINDER = "forum-told", "forum-reminder"
AFTERWARDS = timedelta(days=60)  # so long after the letter an answer to it is still read, confirmed or not


def facts(tenure: Tenure, office: Office) -> dict[str, Any]:
    """What every letter about an appointment may say."""
    seat, forum, language = tenure.seat, tenure.seat.forum, office.config.language
    decided = tenure.decided_on or tenure.since
    return {
        "seat": label(seat), "forum": forum.name, "organisation": forum.organisation, "purpose": forum.purpose,
        "title": seat.title, "appointee": tenure.name, "place": tenure.municipality, "before": tenure.in_place_of,
        "contact": forum.contact_name, "decided": dates.words(decided.isoformat(), office.zone, language) if decided else "",
        "from": dates.plain(tenure.since, language) if tenure.since else "",
        "until": dates.plain(tenure.until, language) if tenure.until else "", "told": bool(forum.contact_address),
    }  # fmt: skip


def tell(session: Session, office: Office, tenure: Tenure, now: datetime, by: str) -> Letter | None:
    """Write to the forum's contact; None when it has none, or was told."""
    forum = tenure.seat.forum
    if not forum.contact_address:
        return None
    letter = forumletters.write(
        session, office, "forum-told", TOLD, f"forum-told:{tenure.id}", facts(tenure, office), now,
        address=forum.contact_address, tenure=tenure, forum=forum,
    )  # fmt: skip
    if letter is not None:
        forums.told(session, tenure, now=now, by=by)
    return letter


def waiting(session: Session) -> list[Tenure]:
    """Those whose forum was told and has not confirmed, and who sit there still."""
    wanted = select(Tenure).where(Tenure.told_at.is_not(None), Tenure.confirmed_at.is_(None), Tenure.ended_on.is_(None))
    return [one for one in session.scalars(wanted.order_by(Tenure.id)) if one.seat.forum.state == "active"]


def any_told(session: Session, at: datetime) -> bool:
    """Whether a mail of that moment can answer such a letter."""
    wanted = select(Tenure.id).where(
        Tenure.told_at.is_not(None), (Tenure.told_at > at - AFTERWARDS) | Tenure.confirmed_at.is_(None)
    )  # fmt: skip
    return session.scalar(wanted.limit(1)) is not None


def reminded(session: Session, tenure: Tenure) -> int:
    """How many reminders have been written."""
    wanted = select(func.count()).where(ForumLetter.tenure_id == tenure.id, ForumLetter.why == REMINDER)
    return session.scalar(wanted) or 0


def returned(session: Session, tenure: Tenure) -> bool:
    """The newest letter to the forum came back: it is not told, whatever we wrote."""
    letter = forumletters.newest(session, tenure, TOLD, REMINDER)
    return letter is not None and letter.bounced_at is not None


def _is_unclear(session: Session, tenure: Tenure) -> bool:
    """Somebody has answered what the forum was told, and that did not confirm it."""
    wanted = select(Letter.id).join(ForumLetter, ForumLetter.letter_id == Letter.id).where(
        ForumLetter.tenure_id == tenure.id, Letter.kind == "notice-forum-told"
    )  # fmt: skip
    return session.scalar(wanted.limit(1)) is not None


def silent(session: Session, rule: ForumsRule, today: date) -> dict[int, str]:
    """Of each appointment that a human has to ask the forum about: returned, unclear or unanswered, by its id."""
    found = {}
    for tenure in waiting(session):
        assert tenure.told_at is not None
        if returned(session, tenure):
            found[tenure.id] = "returned"
        elif _is_unclear(session, tenure):
            found[tenure.id] = "unclear"
        elif tenure.told_at.date() + timedelta(days=rule.confirm_days * (rule.confirm_reminders + 1)) <= today:
            found[tenure.id] = "unanswered"
    return found


def due(session: Session, office: Office, now: datetime) -> list[Tenure]:
    """Whose forum is to be reminded now. One whose letter came back is not: the secretariat has been told of that."""
    rule = office.config.forums
    found = []
    for tenure in waiting(session):
        count = reminded(session, tenure)
        at = (tenure.told_at or now) + timedelta(days=rule.confirm_days * (count + 1))
        wanted = rule.confirm_days > 0 and count < rule.confirm_reminders and at <= now
        if wanted and tenure.seat.forum.contact_address and not returned(session, tenure):
            found.append(tenure)
    return found


def remind(session: Session, office: Office, tenure: Tenure, now: datetime) -> Letter | None:
    number, forum = reminded(session, tenure) + 1, tenure.seat.forum
    assert tenure.told_at is not None
    told_on = dates.plain(local_day(tenure.told_at, office.zone), office.config.language)
    return forumletters.write(
        session, office, "forum-told-reminder", REMINDER, f"forum-told-reminder:{tenure.id}:{number}",
        {**facts(tenure, office), "told_on": told_on}, now, address=forum.contact_address, tenure=tenure, forum=forum,
        scheduled=True,
    )  # fmt: skip


def confirm(session: Session, tenure: Tenure, now: datetime, by: str, *, at: datetime | None = None, who: str = "",
            words: str = "", mail_id: int | None = None) -> None:  # fmt: skip
    """Noted once. Raises ``RefusedError`` when it was before."""
    session.refresh(tenure.seat.forum, with_for_update=True)
    session.refresh(tenure)
    if tenure.confirmed_at is not None:
        raise RefusedError(_("{seat} is confirmed already.").format(seat=label(tenure.seat)))
    forums.confirmed(session, tenure, at=at or now, now=now, by=by, confirmed_by=who, words=words, mail_id=mail_id)
