"""The tables (SQLAlchemy 2.1). These classes are the domain model; there is no second one.

Instants are stored in UTC (``Instant``). Words, addresses and raw mail live in rows that can be erased; the audit chain
(``Event``) holds ids and hashes only.
"""

from mailflow.models.base import Base, Instant
from mailflow.models.cases import Addressee, Answer, Attempt, Case, Verdict, Version
from mailflow.models.events import CalendarEvent, Dispatch, EventAnswer, EventFile, EventVersion, Invitation
from mailflow.models.forums import (
    Call,
    CallAddressee,
    CallAnswer,
    Candidate,
    Forum,
    ForumChange,
    ForumLetter,
    Nomination,
    Seat,
    Tenure,
)  # fmt: skip
from mailflow.models.mails import Event, Folder, LedgerLine, Letter, Mail, Sweep
from mailflow.models.people import Address, Association, District, Person, Proposal, Report, Role, Trouble
from mailflow.models.tasks import Task

__all__ = [
    "Address", "Addressee", "Answer", "Association", "Attempt", "Base", "CalendarEvent", "Call", "CallAddressee",
    "CallAnswer", "Candidate", "Case", "Dispatch", "District", "Event", "EventAnswer", "EventFile", "EventVersion", "Folder",
    "Forum", "ForumChange", "ForumLetter", "Instant", "Invitation", "LedgerLine", "Letter", "Mail", "Nomination", "Person",
    "Proposal", "Report", "Role", "Seat", "Sweep", "Task", "Tenure", "Trouble", "Verdict", "Version",
]  # fmt: skip
