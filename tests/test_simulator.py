"""The simulator: seeds played to their end, the same each time, and checks that notice what is wrong.

MAILFLOW_SEEDS says how many seeds are played: 20, and 200 in .ci/run.
"""

from __future__ import annotations

import hashlib
import inspect
import os
from collections.abc import Callable

import pytest
from simulator.edges import SimMailbox, SimSite, SimSmtp
from simulator.story import Result, play
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from mailflow.mailbox import Mailbox
from mailflow.models import Addressee, Answer, Association, Event, LedgerLine, Letter, Version
from mailflow.site import Site
from mailflow.smtp import Smtp

SEEDS = int(os.environ.get("MAILFLOW_SEEDS", "20"))
CHUNK = 5  # so that several processes can share the work


@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK))
def test_no_invariant_breaks(first: int) -> None:
    broken = [
        f"seed {seed}: {wrong}" for seed in range(first, min(first + CHUNK, SEEDS)) for wrong in play(seed).broken
    ]
    assert not broken, "\n".join([*broken, "look at one with: PYTHONPATH=tests python -m simulator --verbose --seed N"])


def test_a_seed_is_the_same_world_each_time() -> None:
    first: list[str] = []
    second: list[str] = []
    assert play(11, first.append).head == play(11, second.append).head
    assert first == second
    assert len(first) > 100


@pytest.mark.parametrize(("real", "stand_in"), [(Mailbox, SimMailbox), (Smtp, SimSmtp), (Site, SimSite)])
def test_the_stand_ins_have_the_signatures_of_the_real_ones(real: type, stand_in: type) -> None:
    methods = [name for name in vars(stand_in) if not name.startswith("_")]
    assert methods
    for name in methods:
        assert inspect.signature(getattr(stand_in, name)) == inspect.signature(getattr(real, name)), name


# --- the checks work: one rule is broken on purpose, and the seeds say so ------------------------------------------------


def _no_objection_holds(session: Session) -> None:
    session.execute(update(Answer).values(holds=False))


def _forgets_what_was_sent(session: Session) -> None:
    session.execute(update(Letter).where(Letter.state == "sent").values(state="queued", next_at=Letter.created_at))


def _deadlines_are_early(session: Session) -> None:
    for table in (Version, Addressee):
        session.execute(update(table).values(deadline=select(Version.created_at).limit(1).scalar_subquery()))


def _another_document(session: Session) -> None:
    other = "<p>Noget helt andet</p>"
    session.execute(update(Version).values(public_html=other, public_sha256=hashlib.sha256(other.encode()).hexdigest()))


def _chain_rewritten(session: Session) -> None:
    session.execute(update(Event).where(Event.verb == "answer.taken").values(ids={}))


def _ledger_lines_lost(session: Session) -> None:
    session.execute(delete(LedgerLine).where(LedgerLine.outcome == "own"))


def _letters_to_a_stranger(session: Session) -> None:
    session.execute(update(Letter).where(Letter.kind == "minutes-reminder").values(recipient="ole@fremmed.example"))


def _never_trusted(session: Session) -> None:
    session.execute(update(Association).values(clock_doubt="it went back"))


@pytest.mark.parametrize(
    ("sabotage", "invariant"),
    [
        (_no_objection_holds, "I3"), (_forgets_what_was_sent, "I2"), (_deadlines_are_early, "I4"), (_another_document, "I6"),
        (_chain_rewritten, "I7"), (_ledger_lines_lost, "I1"), (_letters_to_a_stranger, "I5"), (_never_trusted, "I10"),
    ],
)  # fmt: skip
def test_the_checks_notice_a_broken_rule(sabotage: Callable[[Session], None], invariant: str) -> None:
    assert any(invariant in wrong for wrong in _first_that_breaks(sabotage, invariant).broken)


def _first_that_breaks(sabotage: Callable[[Session], None], invariant: str) -> Result:
    """The first of some seeds in which it shows; not every world has a reminder or an objection."""
    for seed in range(12):
        result = play(seed, meddle=lambda world: setattr(world, "sabotage", sabotage))
        if any(invariant in wrong for wrong in result.broken):
            break
    return result
