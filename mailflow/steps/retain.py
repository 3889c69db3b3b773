"""Retain: personal data is kept as long as the settings say, and no longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailflow import log
from mailflow.desks.deadlines import local_day
from mailflow.i18n import _
from mailflow.store import erasure
from mailflow.store.apply import Office
from mailflow.store.engine import Store


def run(store: Store, office: Office, now: datetime) -> int:
    """Erase what has had its time; returns how much that was. Raises ``StoreError``."""
    rule, gone = office.config.retention, 0
    today = local_day(now, office.zone)
    if rule.raw_mail_days:
        with store.writing() as session:
            gone += erasure.old_raw_mail(session, now - timedelta(days=rule.raw_mail_days), now)
    if rule.former_member_days:
        with store.writing() as session:
            for person in erasure.former_members(session, today - timedelta(days=rule.former_member_days)):
                erasure.forget(session, person, "mailflow", _("the time set for former members is up"), today, now)
                gone += 1
    if gone:
        store.scrub()
        log.info("retention.erased", count=gone)
    return gone
