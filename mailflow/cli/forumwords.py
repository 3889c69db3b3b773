"""The register in the words of whoever reads the screen, and as plain values for ``--json``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mailflow.cli.members.show import gender
from mailflow.desks import forums as desk
from mailflow.desks.forums import Vacancy, label
from mailflow.i18n import _
from mailflow.models import Forum, ForumChange, Seat, Tenure

RIGHTS = {"association": "association", "kl": "kl", "other": "other", "unclear": ""}  # as the command line calls them


def right(seat: Seat) -> str:
    """Who holds the right to appoint."""
    return {"association": _("the association"), "kl": "KL", "other": seat.right_holder or _("another")}.get(
        seat.right, _("unclear")
    )


def verb(name: str) -> str:
    return {
        "added": _("added"), "imported": _("imported"), "edited": _("changed"), "retired": _("defunct"),
        "revived": _("active again"), "seat-added": _("seat added"), "seat-edited": _("seat changed"),
        "seat-abolished": _("seat abolished"), "appointed": _("appointed"), "replaced": _("replaced"),
        "left": _("left the association"), "vacated": _("seat vacated"), "corrected": _("corrected"),
        "told": _("the forum was told"), "confirmed": _("the forum has confirmed"),
    }[name]  # fmt: skip


def field(name: str) -> str:
    return {
        "name": _("name"), "organisation": _("organisation"), "contact_name": _("contact"),
        "contact_address": _("the contact's address"), "contact_phone": _("the contact's telephone"),
        "purpose": _("purpose"), "notes": _("notes"), "public": _("whether it is public"), "defunct_on": _("defunct since"),
        "title": _("kind of seat"), "right": _("right to appoint"), "right_holder": _("holder of the right"),
        "requirements": _("what it takes"), "abolished_on": _("abolished from"), "holder": _("holder"),
        "municipality": _("municipality"), "gender": _("gender"), "since": _("since"), "until": _("until"),
        "ended_on": _("ended"), "ended_reason": _("why it ended"), "in_place_of": _("in place of"),
        "decision": _("decision"), "decided_on": _("decided"), "person_id": _("member"), "replaces_id": _("replaces"),
    }.get(name, name)  # fmt: skip


def kind(name: str) -> str:
    """Of a vacancy."""
    return {
        "vacant": _("vacant"), "left": _("the holder has left the association"), "ended": _("the term has ended"),
        "ending": _("ends soon"),
    }[name]  # fmt: skip


def facts(change: ForumChange) -> str:
    """ "name: a → b; since: – → 2026-01-01"."""
    told = []
    for key, (before, after) in change.facts.items():
        if key in ("tenures", "replaces_id"):
            continue  # numbers that only the store needs
        if key == "person_id":
            told.append(_("found in the member list") if after else _("found in no member list"))
            continue
        told.append(f"{field(key)}: {_value(key, before)} → {_value(key, after)}")
    return "; ".join(told)


def _value(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if key == "gender" and value:
        return gender(value)
    if key == "right":
        return {"association": _("the association"), "kl": "KL", "other": _("another")}.get(value or "", _("unclear"))
    return str(value) if value not in (None, "") else "–"


def change_line(change: ForumChange, places: Mapping[int, str], by: str = "") -> str:
    """One change in one line; ``places``: id of a seat -> its label."""
    where = places.get(change.seat_id, "") if change.seat_id is not None else change.forum.slug
    told = facts(change)
    head = f"{where}: {verb(change.verb)}" + (f": {told}" if told else "")
    why = " · ".join(part for part in (change.reason, change.evidence, by) if part)
    return f"{head}  ({why})" if why else head


def person(tenure: Tenure) -> str:
    return tenure.name + (f", {tenure.municipality}" if tenure.municipality else "")


def state(vacancy: Vacancy | None) -> str:
    """What is to be done about a seat, in a few words; "" for nothing."""
    if vacancy is None:
        return ""
    return kind(vacancy.kind) + (f" ({vacancy.on.isoformat()})" if vacancy.on else "")


# --- for machines ----------------------------------------------------------------------------------------------------


def forum_value(forum: Forum, today: date, warning: int) -> dict[str, Any]:
    """The keys of a forum in every --json."""
    return {
        "id": forum.slug, "name": forum.name, "organisation": forum.organisation or None,
        "contact": {
            "name": forum.contact_name or None, "address": forum.contact_address or None, "phone": forum.contact_phone or None,
        },
        "purpose": forum.purpose or None, "notes": forum.notes or None, "public": forum.public, "state": forum.state,
        "defunct_on": forum.defunct_on, "revision": forum.revision,
        "seats": [seat_value(seat, today, warning) for seat in forum.seats],
    }  # fmt: skip


def seat_value(seat: Seat, today: date, warning: int) -> dict[str, Any]:
    now, standing = desk.holder(seat, today), desk.open_tenure(seat)
    coming = standing if standing is not None and standing is not now and standing.since is not None else None
    alive = seat.forum.state == "active" and seat in desk.seats(seat.forum, today)
    wanting = desk.vacancy(seat, today, warning) if alive else None
    return {
        "seat": label(seat), "title": seat.title or None, "right": seat.right or None, "right_holder": seat.right_holder or None,
        "requirements": seat.requirements or None, "public": seat.public, "abolished_on": seat.abolished_on,
        "holder": tenure_value(now) if now else None, "next": tenure_value(coming) if coming else None,
        "wanting": {"kind": wanting.kind, "on": wanting.on} if wanting else None,
        "before": [tenure_value(one) for one in seat.tenures if one is not now and one is not coming],
    }  # fmt: skip


def tenure_value(one: Tenure) -> dict[str, Any]:
    return {
        "person": one.person.key if one.person else None, "name": one.name, "municipality": one.municipality or None,
        "gender": one.gender or None, "since": one.since, "until": one.until, "ended_on": one.ended_on,
        "ended_reason": one.ended_reason or None, "in_place_of": one.in_place_of or None, "decision": one.decision or None,
        "decided_on": one.decided_on, "told_at": one.told_at, "confirmed_at": one.confirmed_at,
        "confirmed_by": one.confirmed_by or None,
    }  # fmt: skip


def change_value(change: ForumChange, places: Mapping[int, str]) -> dict[str, Any]:
    return {
        "number": change.number, "forum": change.forum.slug, "at": change.at, "by": change.by, "verb": change.verb,
        "seat": places.get(change.seat_id) if change.seat_id is not None else None,
        "facts": {key: pair for key, pair in change.facts.items() if key not in ("tenures", "person_id", "replaces_id")},
        "reason": change.reason or None, "evidence": change.evidence or None,
    }  # fmt: skip


def places(forums: list[Forum]) -> dict[int, str]:
    """The label of each seat, by its id."""
    return {seat.id: label(seat) for forum in forums for seat in forum.seats}
