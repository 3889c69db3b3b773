"""What is to be put right in the register, or done about it: each finding says what, and the command that helps. Rules only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mailflow.desks import forums as desk
from mailflow.desks.forums import Vacancy, label
from mailflow.i18n import _
from mailflow.models import Candidate, Forum, Seat, Tenure

# Those the secretariat is told of by itself: somebody has to be found.
SEATS = ("seat-vacant", "holder-left", "term-ended", "term-ending")
# A letter that nobody has answered, or that never arrived: a human asks.
UNCONFIRMED = ("not-confirmed", "nominee-not-reached", "nominee-silent")


@dataclass(frozen=True, slots=True)
class Finding:
    """``kind`` is for machines. ``seat`` "": it is about the whole forum. ``command`` is what to type, ``key`` tells one finding
    from the next about the same seat."""

    kind: str
    problem: str
    remedy: str
    command: str
    forum: str
    seat: str = ""
    name: str = ""
    key: str = ""
    call: str = ""  # the one that runs for the seat


def check(
    forums: Sequence[Forum], calls: Mapping[int, str], silent: Mapping[int, str], today: date, warning: int
) -> list[Finding]:
    """All that is amiss in the active forums, by forum.

    ``calls``: id of a seat -> the call for it that is not decided. ``silent``: id of a tenure -> why its forum has not
    confirmed it (returned, unclear, unanswered).
    """
    found: list[Finding] = []
    for forum in forums:
        if forum.state != "active":
            continue
        seats = desk.seats(forum, today)
        for seat in seats:
            wanting = desk.vacancy(seat, today, warning)
            if wanting is not None:
                found.append(_wanting(wanting, calls.get(seat.id)))
            found += _of_seat(seat, today)
            found += [_unconfirmed(one, silent[one.id]) for one in seat.tenures if one.id in silent]
        found += _of_forum(forum, seats)
    return found


def nominee(candidate: Candidate, came_back_from: str) -> Finding:
    """She was proposed, and has not said whether she is willing. ``came_back_from``: she never got the question there."""
    call, name = candidate.call, candidate.name
    key = candidate.person.key if candidate.person is not None else name
    command = f"mailflow forums answer {call.slug} {key} --consents|--refuses --by phone"
    remedy = _("Ask by telephone, then: {command}")
    if came_back_from:
        problem = _("{forum} ({call}): the question to {name} came back from {address}; she has not been asked.")
        kind = "nominee-not-reached"
        if call.state == "open":
            remedy = _("Ask by telephone, then: {command}. Or correct the address, then: mailflow forums remind {call}")
    else:
        problem = _("{forum} ({call}): {name} was asked, and has not said whether she is willing.")
        kind = "nominee-silent"
    words = {"forum": call.forum.name, "call": call.slug, "name": name, "address": came_back_from, "command": command}
    return Finding(
        kind, problem.format(**words), remedy.format(**words), command, call.forum.slug, name=name, call=call.slug
    )


def lost(tenures: Sequence[Tenure]) -> list[str]:
    """What to say to whoever lets a member go: the seats that are held still, one line each, with the command."""
    told = _("{name} still sits in {forum}. When the seat is vacant: mailflow forums vacate {seat} --on DATE")
    return [told.format(name=one.name, forum=one.seat.forum.name, seat=label(one.seat)) for one in tenures]


def _wanting(one: Vacancy, call: str | None) -> Finding:
    seat, held = one.seat, one.tenure
    where = f"{seat.forum.name} ({label(seat)})"
    words = {"where": where, "name": held.name if held else "", "day": one.on.isoformat() if one.on else ""}
    kind, problem = {
        "vacant": ("seat-vacant", _("{where}: the seat is vacant.")),
        "left": ("holder-left", _("{where}: {name} is no member of the association from {day} on.")),
        "ended": ("term-ended", _("{where}: the term of {name} ended on {day}.")),
        "ending": ("term-ending", _("{where}: the time of {name} ends on {day}.")),
    }[one.kind]
    if call is not None:
        remedy, command = _("A call runs: {command}"), f"mailflow forums call-show {call}"
    elif seat.right == "":
        remedy, command = (
            _("First say who appoints: {command}"),
            f"mailflow forums seat edit {label(seat)} --right association",
        )
    else:
        own = seat.right == "association"
        remedy = _("Ask for candidates: {command}") if own else _("{who} appoints. To recommend somebody: {command}")
        more = "" if own else " --recommend"
        command = f"mailflow forums call {seat.forum.slug} --seat {seat.number} --to all --deadline DATE{more}"
    who = "KL" if seat.right == "kl" else seat.right_holder or _("Another")
    key = f"{one.kind}:{seat.id}:{held.id if held else 0}"
    return Finding(kind, problem.format(**words), remedy.format(command=command, who=who), command, seat.forum.slug, label(seat),
                   words["name"], key, call or "")  # fmt: skip


def _of_seat(seat: Seat, today: date) -> list[Finding]:
    found = []
    where, at = f"{seat.forum.name} ({label(seat)})", label(seat)
    if seat.right == "" or (seat.right == "other" and not seat.right_holder):
        command = f"mailflow forums seat edit {at} --right association|kl|other"
        problem = _("{where}: nobody has said who holds the right to appoint.").format(where=where)
        found.append(Finding("right-unclear", problem, command, command, seat.forum.slug, at))
    held = desk.holder(seat, today)
    if held is not None and held.person_id is None:
        command = f"mailflow forums correct {at} --person PERSON"
        problem = _("{where}: {name} is not in the member list.").format(where=where, name=held.name)
        remedy = _("If she is: {command}. Else nothing is to be done.").format(command=command)
        found.append(Finding("holder-unknown", problem, remedy, command, seat.forum.slug, at, held.name))
    return found


def _unconfirmed(tenure: Tenure, why: str) -> Finding:
    at, forum = label(tenure.seat), tenure.seat.forum
    command = f"mailflow forums confirm {at}"
    words = {
        "returned": _("{where}: the letter about {name} came back from {address}; the forum does not know."),
        "unclear": _("{where}: what was answered about {name} is no clear confirmation."),
        "unanswered": _("{where}: {address} was told of {name}, was reminded, and has not confirmed."),
    }[why]
    problem = words.format(where=f"{forum.name} ({at})", name=tenure.name, address=forum.contact_address)
    remedy = {
        "unclear": _("Read the answer in the mailbox. When the forum has confirmed: {command}"),
    }.get(why, _("Ask them by telephone, then: {command}")).format(command=command)
    return Finding("not-confirmed", problem, remedy, command, forum.slug, at, tenure.name)


def _of_forum(forum: Forum, seats: Sequence[Seat]) -> list[Finding]:
    found = []
    if not forum.contact_address:
        command = f"mailflow forums edit {forum.slug} --contact-address ADDRESS"
        problem = _("{forum} has no contact: its secretariat cannot be told of an appointment.").format(
            forum=forum.name
        )
        found.append(Finding("contact-missing", problem, command, command, forum.slug))
    if not seats:
        command = f"mailflow forums seat add {forum.slug}"
        problem = _("{forum} has no seat.").format(forum=forum.name)
        remedy = _("Add one: {command}. If the forum is no more: mailflow forums retire {slug} --on DATE").format(
            command=command, slug=forum.slug
        )
        found.append(Finding("no-seat", problem, remedy, command, forum.slug))
    return found
