"""Calls for candidates in the words of whoever reads the screen, and as plain values for ``--json``."""

from __future__ import annotations

from typing import Any

from mailflow.desks import calls as desk
from mailflow.desks.forums import label
from mailflow.i18n import _
from mailflow.models import Call, CallAnswer, Candidate


def state(name: str) -> str:
    return {
        "open": _("open"), "closed": _("closed"), "decided": _("decided"), "cancelled": _("called off"),
    }[name]  # fmt: skip


def candidate_state(name: str) -> str:
    return {
        "proposed": _("not asked yet"), "asked": _("asked, no answer"), "willing": _("willing"), "unwilling": _("not willing"),
        "withdrawn": _("withdrawn"), "left": _("no longer a member"), "appointed": _("appointed"),
        "not-chosen": _("not chosen"),
    }[name]  # fmt: skip


def intent(name: str) -> str:
    return {
        "nominate": _("proposes"), "decline": _("proposes nobody"), "withdraw": _("takes back"), "consent": _("is willing"),
        "refuse": _("is not willing"), "question": _("asks"), "none": _("says nothing of it"),
        "unclear": _("cannot be understood for certain"),
    }[name]  # fmt: skip


def named(one: dict[str, Any]) -> str:
    """A nominee as read, with who that is."""
    told = ", ".join(part for part in (one["name"], one["municipality"]) if part)
    if one["person"] or one["how"] == "said":
        return told
    may_be = _("may be {people}").format(people=", ".join(one["may_be"])) if one["may_be"] else _("fits no member")
    return f"{told} ({may_be})"


def who(answer: CallAnswer) -> str:
    return answer.person.name if answer.person is not None else answer.sender


def counts(call: Call) -> str:
    """One line: what has come of it."""
    found = desk.counts(call)
    words = [
        _("{answered} of {asked} have answered").format(**found),
        _("{count} candidates, {willing} willing").format(count=found["candidates"], willing=found["willing"]),
    ]
    if found["late"]:
        words.append(_("{late} answers came late").format(**found))
    if found["open"]:
        words.append(_("{open} wait for you").format(**found))
    return " · ".join(words)


# --- for machines ----------------------------------------------------------------------------------------------------


def as_value(call: Call) -> dict[str, Any]:
    return {
        "id": call.slug, "forum": call.forum.slug, "name": call.forum.name, "state": call.state, "recommend": call.recommend,
        "seats": [label(seat) for seat in desk.seats_of(call)], "filled": [label(seat) for seat in desk.filled(call)],
        "audience": call.audience, "note": call.note, "deadline": call.deadline, "remind_at": call.remind_at,
        "reminded_at": call.reminded_at, "opened_at": call.opened_at, "opened_by": call.opened_by,
        "closed_at": call.closed_at, "closed_by": call.closed_by or None, "reason": call.reason or None,
        "counts": desk.counts(call),
    }  # fmt: skip


def candidate_value(one: Candidate) -> dict[str, Any]:
    return {
        "number": one.number, "key": one.person.key if one.person is not None else None, "name": one.name,
        "municipality": one.municipality, "state": one.state, "late": desk.only_late(one), "words": one.words,
        "asked_at": one.asked_at, "settled_at": one.settled_at,
        "nominations": [
            {
                "by": nomination.nominator.key if nomination.nominator is not None else None,
                "name": nomination.nominator.name if nomination.nominator is not None else None,
                "words": nomination.words, "late": nomination.late, "at": nomination.created_at,
                "withdrawn_at": nomination.withdrawn_at, "withdrawn_reason": nomination.withdrawn_reason or None,
            }
            for nomination in one.nominations
        ],
    }  # fmt: skip


def answer_value(answer: CallAnswer) -> dict[str, Any]:
    person = answer.person
    return {
        "id": f"{answer.call.slug}/{answer.number}", "call": answer.call.slug, "forum": answer.call.forum.name,
        "person": person.key if person is not None else None, "name": person.name if person is not None else None,
        "sender": answer.sender, "intent": answer.intent, "nominees": answer.nominees,
        "candidate": answer.candidate.name if answer.candidate is not None else None, "words": answer.comment,
        "evidence": answer.evidence, "channel": answer.channel, "received_at": answer.received_at, "late": answer.late,
        "verified": answer.verified, "valid": answer.valid, "why": answer.why, "holds": answer.open,
        "recorded_by": answer.recorded_by or None, "settled_at": answer.settled_at, "settled_by": answer.settled_by or None,
        "verdict": answer.verdict or None,
    }  # fmt: skip
