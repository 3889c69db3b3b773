"""What follows from minutes, kept as proposals: offered once, told to her, accepted or declined by name.

Used inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.actions import Note
from mailflow.desks import consequences, nextagenda, regrets, seatchanges
from mailflow.desks import events as events_desk
from mailflow.desks.consequences import Left
from mailflow.desks.deadlines import local_day
from mailflow.desks.eventform import SEE_ONE_ANOTHER, EventForm, span
from mailflow.desks.regrets import Difference
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.models import CalendarEvent, Proposal
from mailflow.parsers.personname import fold
from mailflow.reading import Reading
from mailflow.store import apply, events, forumedit, forums, people, tasks
from mailflow.store.apply import Office

KINDS = ("event", "event-moved", "seat", "action")
LONGEST = 2000  # characters of the words that are kept


@dataclass(frozen=True, slots=True)
class Followed:
    """``new`` are proposed now, ``known`` were proposed before and still wait. ``agenda`` is a text to paste."""

    new: tuple[Proposal, ...]
    known: tuple[Proposal, ...]
    left: tuple[Left, ...]
    differences: tuple[Difference, ...]
    agenda: str


@dataclass(frozen=True, slots=True)
class Given:
    """What she adds to a proposal as she accepts it; "" and None: as proposed."""

    start: str = ""
    end: str = ""
    all_day: bool = False
    audience: tuple[str, ...] = ()
    seat: str = ""
    who: str = ""
    due: date | None = None


def propose(session: Session, reading: Reading, filename: str, office: Office, now: datetime,
            approved: date | None = None) -> Followed:  # fmt: skip
    """Keep what the reading offers and was not offered before. ``approved``: when the minutes were; None: not yet."""
    today = local_day(now, office.zone)
    standing = events.all_events(session)
    offers, left = consequences.read(reading, filename, standing, today, office.zone)
    register = forums.all_forums(session)
    new, known = [], []
    for offer in offers:
        if offer.kind == "seat" and seatchanges.plan(offer.facts, register, None, today).does == "nothing":
            continue
        row = session.scalar(select(Proposal).where(Proposal.unique_key == offer.key))
        if row is None:
            row = Proposal(
                unique_key=offer.key, kind=offer.kind, words=offer.words[:LONGEST], facts=offer.facts, created_at=now
            )
            session.add(row)
            session.flush()
            apply.carry_out(session, None, [Note("proposal.made", {"proposal": row.id, "kind": row.kind})], office, now)
            new.append(row)
        elif row.decided_at is None:
            known.append(row)
    differs = regrets.differences(reading, _answers(session, reading, standing, office, now))
    body, day = reading.body or _("Hovedbestyrelsen"), reading.date or today
    agenda = nextagenda.text(body, day, approved, tasks.every(session), office.config.language)
    return Followed(tuple(new), tuple(known), tuple(left), tuple(differs), agenda)


def _answers(
    session: Session, reading: Reading, standing: Sequence[CalendarEvent], office: Office, now: datetime
) -> list[tuple[str, str]]:
    """Who was invited to that meeting and what each answered; [] when it is not one event of ours."""
    held = [
        event for event in standing
        if event.state == "open" and consequences.day_of(event, office.zone) == reading.date and event.kind in SEE_ONE_ANOTHER
    ]  # fmt: skip
    if len(held) != 1:
        return []
    found = []
    for one in held[0].invitations:
        answer = events_desk.standing(held[0], one.answers)
        found.append((one.name, answer.partstat if answer is not None else "none"))
    return found


# --- her yes -------------------------------------------------------------------------------------------------------


def accept(session: Session, row: Proposal, given: Given, office: Office, now: datetime, by: str) -> dict[str, Any]:
    """Do what is proposed. Returns what it became: {"event": id}, {"seat": "forum/1"}, {"forum": id} or {"action": number}.

    Raises ``InputError`` for what the minutes leave open and nobody has said, and as the store of the matter does.
    """
    match row.kind:
        case "event":
            return {"event": _new_event(session, row, given, office, now, by)}
        case "event-moved":
            return {"event": _moved(session, row, given, office, now, by)}
        case "seat":
            return _seat(session, row, given, office, now, by)
    facts = row.facts
    said = given.due or (date.fromisoformat(facts["due"]) if facts["due"] else None)
    task = tasks.add(
        session, facts["what"], who=given.who or facts["who"] or "", due=said, body=facts["body"] or "",
        meeting=date.fromisoformat(facts["meeting"]) if facts["meeting"] else None, item=facts["item"] or "",
        words=row.words, filename=facts["file"], now=now, by=by,
    )  # fmt: skip
    return {"action": task.id}


def _span(
    facts: dict[str, Any], given: Given, office: Office, lasts: timedelta | None = None
) -> tuple[datetime, datetime, bool]:
    """From when to when. Raises ``InputError`` for a time that the minutes do not say and nobody has given."""
    start, end = given.start or facts["start"] or "", given.end or facts["end"] or ""
    if given.all_day or (facts["last_date"] and not start):
        return (*span(facts["date"], facts["last_date"] or facts["date"], True, office.zone), True)
    if not start:
        raise InputError(
            _("The minutes do not say at what time it is."), _("Add --start 10:00 --end 12:00, or --all-day.")
        )
    begins, _same = span(f"{facts['date']} {start}", start, False, office.zone)
    if not end and lasts is not None:
        return begins, begins + lasts, False
    if not end:
        raise InputError(_("The minutes do not say when it ends."), _("Add --end 12:00."))
    day = facts["last_date"] or facts["date"]
    return (*span(f"{facts['date']} {start}", f"{day} {end}", False, office.zone), False)


def _new_event(session: Session, row: Proposal, given: Given, office: Office, now: datetime, by: str) -> str:
    facts = row.facts
    audience = given.audience or tuple(facts["audience"])
    if not audience:
        raise InputError(
            _("The minutes do not say who is invited."), _("Add --audience board, or all, district:NAME, person:NAME.")
        )
    start, end, all_day = _span(facts, given, office)
    form = EventForm(
        facts["event"], facts["title"], start, end, audience, all_day, facts["place"] or "",
        guests_visible=facts["event"] in SEE_ONE_ANOTHER, source=f"proposal:{row.id}",
    )  # fmt: skip
    return events.add(session, form, office, now, by).slug


def _moved(session: Session, row: Proposal, given: Given, office: Office, now: datetime, by: str) -> str:
    event, facts = events.find(session, row.facts["slug"], lock=True), row.facts
    form = events.form_of(event)
    if facts["start"] or given.start or given.all_day or facts["last_date"]:
        start, end, all_day = _span(facts, given, office, None if form.all_day else form.end - form.start)
    else:  # another day, the same time
        local = form.start.astimezone(office.zone)
        until = form.end.astimezone(office.zone)
        all_day = form.all_day
        if all_day:
            last = date.fromisoformat(facts["date"]) + ((until - timedelta(seconds=1)).date() - local.date())
            start, end = span(facts["date"], last.isoformat(), True, office.zone)
        else:
            start, _none = span(f"{facts['date']} {local:%H:%M}", f"{local:%H:%M}", False, office.zone)
            end = start + (form.end - form.start)
    form = replace(form, start=start, end=end, all_day=all_day, place=facts["place"] or form.place)
    events.change(session, event, form, office, now, by)
    return event.slug


def _seat(session: Session, row: Proposal, given: Given, office: Office, now: datetime, by: str) -> dict[str, Any]:
    facts = row.facts
    chosen = forums.seat_by(session, given.seat, lock=True) if given.seat else None
    register = forums.all_forums(session)
    today = local_day(now, office.zone)
    plan = seatchanges.plan(facts, register, chosen, today)
    on = date.fromisoformat(facts["decided_on"]) if facts["decided_on"] else today
    more: dict[str, Any] = {"now": now, "by": by, "evidence": row.words}
    match plan.does:
        case "appoint":
            assert plan.seat is not None
            member = [
                one for one in people.everybody(session) if one.left is None and fold(one.name) == fold(facts["person"])
            ]
            forums.appoint(
                session, plan.seat, name=facts["person"], municipality=facts["municipality"] or "",
                person=member[0] if len(member) == 1 else None, replaces=plan.tenure, decided_on=on,
                in_place_of=facts["replaces"] or "", decision=facts["decision"], **more,
            )  # fmt: skip
        case "vacate":
            assert plan.tenure is not None
            forums.vacate(session, plan.tenure, on=on, reason=facts["decision"], **more)
        case "retire":
            assert plan.forum is not None
            forumedit.retire(session, plan.forum, on, reason=facts["decision"], **more)
            return {"forum": plan.forum.slug}
        case "unclear":
            raise InputError(
                _unclear(plan.why, facts["forum"]), _("Say which seat: --seat FORUM/1. See mailflow forums list.")
            )
        case _:
            return {"forum": plan.forum.slug if plan.forum else ""}
    assert plan.seat is not None
    return {"seat": f"{plan.seat.forum.slug}/{plan.seat.number}"}


def _unclear(why: str, forum: str) -> str:
    return {
        "no-forum": _("There is no forum “{text}” in the register."),
        "several-forums": _("“{text}” may be several forums of the register."),
        "no-seat": _("No seat of {text} is vacant in the register."),
        "several-seats": _("Several seats of {text} may be meant."),
        "no-holder": _("Whoever had the seat in {text} is called otherwise in the register."),
    }[why].format(text=forum)
