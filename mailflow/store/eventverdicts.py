"""Her verdict on an answer to an invitation that waits for a human. Used inside the caller's transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailflow.desks import audience
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.models import EventAnswer
from mailflow.store import audit, events, invitations
from mailflow.store.apply import Office

PARTSTATS = {"accept": "accepted", "decline": "declined", "tentative": "tentative"}


def settle(
    session: Session, answer: EventAnswer, as_: str, by: str, reason: str, office: Office, now: datetime
) -> None:
    """``as_``: accept, decline, tentative (it is that, from now on), none (seen: nothing more follows), delegate (invite who is
    sent instead; the invited one stays away), keep (another time was proposed: no, and the proposer is told so).

    Raises ``RefusedError`` when it is settled already, or when nobody was named to be sent.
    """
    if not answer.open:
        raise RefusedError(
            _("{id} is already settled, or holds nothing.").format(id=f"{answer.event.slug}/{answer.number}")
        )
    wanted = PARTSTATS.get(as_)
    if as_ == "delegate":
        _invite_instead(session, answer, by, office, now)
        wanted = "declined"
    if as_ == "keep":
        _keep_time(session, answer, office, now)
    answer.settled_at, answer.settled_by, answer.verdict = now, by, f"{as_}: {reason}" if reason else as_
    audit.record(session, "event-answer.settled", now, answer=answer.id, verdict=as_)
    if wanted is None or (answer.valid and wanted == answer.partstat):
        return
    invitation = answer.invitation
    person_id = invitation.person_id if invitation is not None else answer.person_id
    if invitation is None and person_id is None:
        raise InputError(
            _("Nobody knows whose answer that is."), _("Record it with: mailflow events answer EVENT PERSON …")
        )
    events.record_answer(
        session, answer.event, invitation, person_id, wanted, now, channel=answer.channel, comment=answer.comment,
        mail_id=answer.mail_id, sender=answer.sender, recorded_by=by, revision=answer.revision, partial=answer.partial,
        why=f"read so by a human: {answer.event.slug}/{answer.number}",
    )  # fmt: skip


def _keep_time(session: Session, answer: EventAnswer, office: Office, now: datetime) -> None:
    if answer.partstat != "counter" or answer.invitation is None or not answer.valid:
        raise RefusedError(_("No other time is proposed in it."))
    answer.valid = False  # nothing is proposed any more: who does not answer again has not answered
    invitations.keep_time(session, answer.invitation, office, now)


def _invite_instead(session: Session, answer: EventAnswer, by: str, office: Office, now: datetime) -> None:
    if not answer.delegated_to:
        raise RefusedError(
            _("Nobody is named in it."),
            _("Change who is invited: mailflow events edit {slug} --audience …").format(slug=answer.event.slug),
        )
    form = events.form_of(answer.event)
    entry = audience.guest_entry(answer.delegated_to, answer.delegated_to)
    if entry not in form.audience:
        events.change(session, answer.event, replace(form, audience=(*form.audience, entry)), office, now, by)
