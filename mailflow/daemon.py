"""The daemon: waits for mail or the clock and runs the steps. ``one_pass`` is the wiring, read it downwards.

Two threads and no more. The main one watches, receives, keeps time and publishes; delivery has its own, with its own
connections, since it may have to wait ten minutes at a final dot. systemd's watchdog is fed only while both do their work.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import FrameType

from mailflow import alarm, i18n, log, notify
from mailflow.clock import Clock
from mailflow.errors import MailflowError, RefusedError, TemporaryError, UnavailableError
from mailflow.i18n import _
from mailflow.mailbox import Mailbox
from mailflow.site import Site
from mailflow.smtp import Smtp
from mailflow.steps import deliver, due, feed, follow, invite, nominate, publish, receive, retain, seats, tasks
from mailflow.store import installation, queries
from mailflow.store.apply import Office
from mailflow.store.engine import Store

BLIND_MINUTES = 15  # so long without a complete look through the mailbox, and the alarm goes
STOP_SECONDS, LAST_ANSWER_SECONDS = 3, 30
RECONNECT_SECONDS = 300  # a fresh connection at least so often: a dead one can look alive


@dataclass(slots=True)
class House:
    """Everything a pass needs, made once at start."""

    store: Store
    office: Office
    clock: Clock
    mailbox: Mailbox
    smtp: Smtp
    site: Site
    last_complete: datetime | None = None
    alarmed: dict[str, datetime] = field(default_factory=dict)


def one_pass(house: House) -> receive.Look:
    """One full pass over mailbox, clock and website. Raises ``TemporaryError`` when the mailbox cannot be read."""
    look = receive.look(house.store, house.mailbox, house.office, house.clock)
    stopped = installation.stopped(house.store)
    due.run(house.store, house.office, house.clock.now(), stopped)
    nominate.run(house.store, house.office, house.clock.now())
    if house.office.config.events.invite:
        invite.run(house.store, house.office, house.clock)
    invite.run(house.store, house.office, house.clock, remind="tomorrow")
    if look.complete:
        house.last_complete = house.clock.now()
        publish.run(house.store, house.site, house.office, house.clock.now(), look.started, stopped)
    else:
        log.warning("receive.incomplete", failures="; ".join(map(i18n.english, look.failures)))
    follow.run(house.store, house.office, house.clock.now())
    tasks.run(house.store, house.office, house.clock.now())
    seats.run(house.store, house.office, house.clock.now())
    feed.run(house.store, house.site, house.office, house.clock.now())
    feed.show_forums(house.store, house.site, house.office, house.clock.now())
    retain.run(house.store, house.office, house.clock.now())
    return look


def tick(house: House) -> tuple[receive.Look, deliver.Delivered]:
    """One full pass and all that may be sent now: what ``mailflow tick`` does from cron."""
    with house.store.mailbox_lock(house.office.mailbox) as mine:
        _must_be_ours(house, mine)
        deliver.recover(house.store, house.office, house.clock.now())
        look = one_pass(house)
        with closing(house.smtp):
            sent = deliver.run(house.store, house.smtp, house.office, house.clock, installation.stop_file(house.store))
        return look, sent


def run(house: House) -> None:
    """Until SIGTERM or SIGINT. Raises ``RefusedError`` at once when another mailflow has the mailbox."""
    with house.store.mailbox_lock(house.office.mailbox) as mine:
        _only_one(mine)
        stop = threading.Event()
        _on_signals(stop, house.mailbox.wake)
        notify.ready()
        _claim_when_possible(house, stop)
        postman = _Postman(house, stop)
        postman.start()
        log.info("daemon.started")
        try:
            _watch(house, stop, postman)
        finally:
            notify.stopping()
            stop.set()
            postman.wake()
            postman.join(timeout=STOP_SECONDS)
            if postman.is_alive() and deliver.sending(house.store):
                postman.join(timeout=LAST_ANSWER_SECONDS)  # the answer to a final dot is worth waiting for
            house.mailbox.close()
            log.info("daemon.stopped")


def _watch(house: House, stop: threading.Event, postman: _Postman) -> None:
    poll = house.office.config.imap.poll_seconds
    fresh_until, drift = 0.0, _Drift()
    while not stop.is_set():
        house.store.confirm_lock()
        if time.monotonic() > fresh_until:
            house.mailbox.close()
            fresh_until = time.monotonic() + RECONNECT_SECONDS
        try:
            drift.check(house)
            one_pass(house)
        except TemporaryError as error:  # reconnecting is the normal path
            _lost(house, stop, error)
        except MailflowError as error:  # a wrong password, a full disk: a human mends it while we go on trying
            _refused(house, stop, error)
        _alarm_if_blind(house)
        if postman.mistake is not None:
            raise postman.mistake
        postman.wake()
        if postman.healthy():
            notify.watchdog()
        _wait(house, stop, poll)


def _lost(house: House, stop: threading.Event, error: MailflowError) -> None:
    log.warning("daemon.mailbox-lost", reason=error)
    house.mailbox.close()
    stop.wait(min(house.office.config.imap.poll_seconds, 30))


def _refused(house: House, stop: threading.Event, error: MailflowError) -> None:
    log.error("daemon.refused", reason=error)
    _alarm(house, type(error).__name__, error)
    house.mailbox.close()
    stop.wait(house.office.config.imap.poll_seconds)


def _wait(house: House, stop: threading.Event, poll: int) -> None:
    """IDLE is a hint: it shortens the wait, and nothing depends on it."""
    if stop.is_set():
        return
    try:
        house.mailbox.wait(poll)
    except MailflowError:  # the next pass says what it is
        house.mailbox.close()
        stop.wait(5)


class _Postman(threading.Thread):
    """Delivery: its own thread, connection and sessions."""

    def __init__(self, house: House, stop: threading.Event) -> None:
        super().__init__(name="deliver", daemon=True)
        self._house, self._stopping, self._bell = house, stop, threading.Event()
        self._beat = time.monotonic()
        self.mistake: Exception | None = None  # of ours; it ends the daemon, not only this thread

    def wake(self) -> None:
        self._bell.set()

    def healthy(self) -> bool:
        """Alive, and not silent for longer than the wait at a final dot and a retry can explain."""
        return self.is_alive() and time.monotonic() - self._beat < 20 * 60

    def run(self) -> None:
        try:
            self._deliver()
        except Exception as error:  # noqa: BLE001 - the end of a thread: the main one raises it
            self.mistake = error
            self._house.mailbox.wake()

    def _enough(self) -> bool:
        """Asked before each letter, so that fifty slow ones are not taken for the silence of the dead."""
        self._beat = time.monotonic()
        return self._stopping.is_set()

    def _deliver(self) -> None:
        house, recovered = self._house, False
        while not self._enough():
            pause = 30.0
            try:
                if not (recovered and house.store.is_sqlite):  # what another machine left half sent shows itself later
                    deliver.recover(house.store, house.office, house.clock.now())
                    recovered = True
                with closing(house.smtp):
                    done = deliver.run(
                        house.store, house.smtp, house.office, house.clock, installation.stop_file(house.store),
                        most=50, enough=self._enough,
                    )  # fmt: skip
                if done.trouble and not done.stopped:
                    _alarm(house, "outbox" if done.frozen else "smtp", done.trouble)
                if done.again_at is not None:
                    pause = max(0.2, min(pause, (done.again_at - house.clock.now()).total_seconds()))
            except MailflowError as error:  # the store, a secret: nothing of this letter was sent
                log.error("deliver.trouble", reason=error)
                _alarm(house, "deliver", error)
            self._bell.wait(pause)
            self._bell.clear()


class _Drift:
    """Notices a wall clock that jumps against the machine's own (which goes on counting while the machine sleeps)."""

    def __init__(self) -> None:
        self._offset: float | None = None

    def check(self, house: House) -> None:
        offset = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
        if self._offset is not None and abs(offset - self._offset) > due.CLOCK_SLACK.total_seconds():
            with house.store.writing() as session:
                us = queries.association(session)
                jump = _("the clock jumped by {seconds} seconds").format(seconds=round(offset - self._offset))
                us.clock_doubt = us.clock_doubt or jump
            _alarm(house, "clock", jump)
        self._offset = offset


def _claim_when_possible(house: House, stop: threading.Event) -> None:
    """At start: a mailbox that is down, or a password that is wrong, is waited for as later in the loop; nothing is read
    or sent before it is sure that the mailbox is ours. Raises ``RefusedError`` when it is not, ``ConfigError`` at once."""
    while not stop.is_set():
        try:
            _claim(house)
            return
        except TemporaryError as error:
            _lost(house, stop, error)
        except UnavailableError as error:
            _refused(house, stop, error)
        _alarm_if_blind(house)
        notify.watchdog()


def _must_be_ours(house: House, mine: bool) -> None:
    _only_one(mine)
    _claim(house)


def _only_one(mine: bool) -> None:
    if not mine:
        raise RefusedError(
            _("Another mailflow is already watching this mailbox."), _("Stop it first; there can be only one.")
        )


def _claim(house: House) -> None:
    installation.ensure(house.store, house.office.config, house.clock.now())
    with house.store.reading() as session:
        us = queries.association(session)
    receive.claim(house.mailbox, us.installation, house.clock.now())


def _alarm_if_blind(house: House) -> None:
    last = house.last_complete
    if last is None:
        house.last_complete = house.clock.now()  # counts from the start
    elif house.clock.now() - last > timedelta(minutes=BLIND_MINUTES):
        when = last.astimezone(house.office.zone).isoformat(" ", "minutes")
        _alarm(house, "blind", _("The mailbox has not been read completely since {when}.").format(when=when))


def _alarm(house: House, subject: str, words: str | MailflowError) -> None:
    """A human hears of it over the second channel, once an hour a subject."""
    now = datetime.now(UTC)
    if subject in house.alarmed and now - house.alarmed[subject] < timedelta(hours=1):
        return
    house.alarmed[subject] = now
    alarm.raise_(house.office.config, subject, words)


def _on_signals(stop: threading.Event, wake: Callable[[], None]) -> None:
    def asked(number: int, frame: FrameType | None) -> None:
        stop.set()
        wake()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
