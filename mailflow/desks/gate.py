"""The gate: what must be true before minutes are approved, and again at each attempt to publish (DESIGN rule 3).

Silence counts only when we know that it was silence. Each condition is evaluated on facts gathered in one transaction
and kept as evidence; one that fails is told to the secretariat by its name, with what to do.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from mailflow.config import MinutesRule
from mailflow.models import Addressee, Case, Letter, Mail, Sweep

ROUND_LETTERS = frozenset({"minutes-round", "minutes-revised"})  # the letters that carry the minutes


@dataclass(frozen=True, slots=True)
class Condition:
    """``subjects`` says what it fails on: names, answer numbers, folders, instants; never needed when ``ok``."""

    name: str
    ok: bool
    subjects: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "subjects": list(self.subjects)}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store knows beyond the case itself, gathered in one transaction."""

    now: datetime
    sweep: Sweep | None  # the newest complete one
    set_aside: tuple[Mail, ...]  # unread mail without a verdict that may concern the case
    clock_doubt: str  # "" = trusted
    frozen: str  # why nothing is sent or published (stop file, restored backup), or ""
    html_sha256: str  # computed now from the stored public version
    pdf_sha256: str = ""  # and from the PDF of it that everybody got; "" when there is none


def copy_of(addressee: Addressee) -> Letter | None:
    """The newest copy of the minutes to this addressee."""
    copies = [letter for letter in addressee.letters if letter.kind in ROUND_LETTERS and letter.state != "dropped"]
    return copies[-1] if copies else None


def bounced(addressee: Addressee) -> bool:
    """Something we sent since the newest copy, or that copy itself, came back."""
    copy = copy_of(addressee)
    return any(letter.bounced_at for letter in addressee.letters if copy is not None and letter.id >= copy.id)


def delivered(addressee: Addressee) -> bool:
    copy = copy_of(addressee)
    return copy is not None and copy.state == "sent"


def reached(addressee: Addressee) -> bool:
    """The newest copy was accepted and has not come back; or a named person has excused the addressee."""
    return addressee.excused_at is not None or (delivered(addressee) and not bounced(addressee))


def holding(case: Case) -> bool:
    """Whether something needs a human before the round can end: an answer, or a copy that did not arrive."""
    if any(answer.open for answer in case.answers):
        return True
    waiting = [addressee for addressee in case.version.addressees if addressee.excused_at is None]
    copies = [copy_of(addressee) for addressee in waiting]
    lost = any(copy is None or copy.state in ("failed", "unknown", "stale") for copy in copies)
    return lost or any(bounced(addressee) for addressee in waiting)


def closes_at(case: Case, rule: MinutesRule) -> datetime:
    """When the last addressee's deadline and the grace have passed, and every waiting time after a dismissal."""
    last = max([case.version.deadline, *(a.deadline for a in case.version.addressees if a.excused_at is None)])
    with_grace = last + timedelta(hours=rule.grace_hours)
    return max(with_grace, case.not_before) if case.not_before else with_grace


def conditions(case: Case, facts: Facts, rule: MinutesRule) -> list[Condition]:
    """Every condition, in the order in which a human would look at them."""
    version = case.version
    waiting = [a for a in version.addressees if a.excused_at is None]
    undelivered = tuple(a.name for a in waiting if not delivered(a))
    came_back = tuple(a.name for a in waiting if bounced(a))
    holding = tuple(f"{case.slug}/{answer.number}" for answer in case.answers if answer.open)
    closes = closes_at(case, rule)
    unchanged = (facts.html_sha256, facts.pdf_sha256) == (version.public_sha256, version.public_pdf_sha256 or "")
    sweep = facts.sweep
    swept = sweep is not None and sweep.finished_at is not None and sweep.started_at > closes
    return [
        Condition("running", case.state in ("open", "approved"), (case.state,)),
        Condition("not-stopped", not facts.frozen, (facts.frozen,)),
        Condition("document", unchanged, (version.filename,)),
        Condition("addressees", bool(version.addressees), (case.body,)),
        Condition("delivered", not undelivered, undelivered),
        Condition("not-bounced", not came_back, came_back),
        Condition("deadline", facts.now > closes, (closes.isoformat(),)),
        Condition("clock", not facts.clock_doubt, (facts.clock_doubt,)),
        Condition("sweep", swept, (sweep.started_at.isoformat() if sweep else "",)),
        Condition("answers", not holding, holding),
        Condition("set-aside", not facts.set_aside, tuple(f"mail:{mail.id}" for mail in facts.set_aside)),
    ]


def passed(result: list[Condition]) -> bool:
    return all(condition.ok for condition in result)
