"""The facts of the letters about a call for candidates, in words of the configured language. Values only; changes nothing.

``call`` (its id, in every subject), ``forum``, ``organisation``, ``purpose``, ``seats`` [title, requirements, holder, place,
since, until], ``count``, ``recommend`` (whose the right is, or ""), ``deadline``, ``deadline_short``,
``inset`` (Markdown: her note).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from mailflow.desks import calls as desk
from mailflow.desks.forums import holder
from mailflow.desks.members import has_left
from mailflow.desks.nominees import Named
from mailflow.letters import dates
from mailflow.models import Call, CallAnswer, Candidate, Nomination, Seat


def facts(call: Call, zone: ZoneInfo, language: str, now: datetime) -> dict[str, Any]:
    """What every letter about the call may say."""
    seats = desk.seats_of(call)
    today = now.astimezone(zone).date()
    whose = [desk.holder_name(seat) for seat in seats if desk.holder_name(seat)]
    return {
        "call": call.slug, "forum": call.forum.name, "organisation": call.forum.organisation,
        "purpose": call.forum.purpose, "seats": [_seat(seat, today, language) for seat in seats], "count": len(seats),
        "recommend": " / ".join(dict.fromkeys(whose)) if call.recommend else "",
        "deadline": dates.until(call.deadline, zone, language),
        "deadline_short": dates.short(call.deadline.astimezone(zone).date(), language),
        "over": call.deadline <= now, "inset": call.note,
    }  # fmt: skip


def consent(candidate: Candidate, by: Sequence[Nomination], base: dict[str, Any]) -> dict[str, Any]:
    """The question whether she is willing. ``by``: who proposes her."""
    named = [one.nominator for one in by if one.nominator is not None and one.nominator_id != candidate.person_id]
    people = [person.name + (f" ({person.municipality})" if person.municipality else "") for person in named]
    return {**base, "proposers": list(dict.fromkeys(people))}


def thanks(answer: CallAnswer, base: dict[str, Any], *, noted: Sequence[str] = (), own: bool = False, kept: Sequence[str] = (),
           dropped: Sequence[str] = (), unsure: Sequence[Named] = (), asked: bool = False,
           filled: bool = False) -> dict[str, Any]:  # fmt: skip
    """What was understood. ``noted``: the others she proposes with this answer; ``own``: she stands herself; ``kept``: earlier
    ones that stand; ``dropped``: no longer; ``unsure``: whom nobody can tell for certain; ``asked``: those noted are asked."""
    return {
        **base, "intent": answer.intent, "late": answer.late, "state": answer.call.state, "filled": filled,
        "noted": list(noted), "own": own, "kept": list(kept), "dropped": list(dropped), "asked": asked,
        "unsure": [one.label for one in unsure],
    }  # fmt: skip


def notice(answer: CallAnswer, doubt: str, base: dict[str, Any]) -> dict[str, Any]:
    """What the secretariat is told of an answer that waits for it."""
    person = answer.person
    return {
        **base, "number": answer.number, "intent": answer.intent, "doubt": doubt, "text": answer.comment, "sender": answer.sender,
        "who": person.name if person is not None else "", "key": person.key if person is not None else "",
        "consent": answer.candidate.name if answer.candidate is not None else "", "late": answer.late,
        "unknown": [
            {"label": ", ".join(part for part in (one["name"], one["municipality"]) if part), "may_be": list(one["may_be"])}
            for one in answer.nominees if not one["person"]
        ],
        "known": [one["name"] for one in answer.nominees if one["person"]],
    }  # fmt: skip


def _seat(seat: Seat, today: date, language: str) -> dict[str, str]:
    now = holder(seat, today)
    gone = now is not None and now.person is not None and has_left(now.person, today)
    return {
        "title": seat.title, "requirements": seat.requirements,
        "holder": "" if now is None or gone else now.name, "place": now.municipality if now is not None and not gone else "",
        "since": dates.plain(now.since, language) if now is not None and now.since else "",
        "until": dates.plain(now.until, language) if now is not None and now.until else "",
        "before": now.name if now is not None and gone else "",
    }  # fmt: skip
