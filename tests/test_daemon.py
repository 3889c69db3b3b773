"""``mailflow run`` as the process that it is, in real time: it starts, answers within seconds, survives, and stops."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date
from clerk import CPH, MINUTES, Clerk

from mailflow.demo.servers import Fault, Servers

BO = "bo.carstensen@odder.example"
OBJECTION = "Punkt 2: Rejsekontoen blev ikke halveret."
SOON = 45.0  # seconds, on a busy machine too; without IDLE the next look would come after 60


class Office(Clerk):
    """In earnest: no rehearsal, and the time that it is. The meeting was today."""

    def __init__(self, folder: Path, servers: Servers, **more: str) -> None:
        super().__init__(folder, servers, imap='authserv_id = "mx.fkt.example"', **more)
        self.set("rehearsal = true\n", "")
        self.real_time()

    def invite(self) -> str:
        """Members, a first look, and a round whose letters lie in the outbox. Returns its id."""
        self.people()
        self.run("tick")
        today = datetime.now(CPH).date()
        text = MINUTES.replace("27. august 2026", format_date(today, "d. MMMM y", locale="da"))
        return str(self.json("minutes", "send", self.file(text), "--yes")["id"])


class Daemon:
    """The running process, what it told systemd, and its log."""

    def __init__(self, process: subprocess.Popen[bytes], notified: socket.socket, log: Path) -> None:
        self.process, self._notified, self._log = process, notified, log
        self.told = ""

    def tells(self, words: str, seconds: float = SOON) -> None:
        """Wait until systemd has been told."""
        until = time.monotonic() + seconds
        while words not in self.told:
            self._notified.settimeout(max(0.05, until - time.monotonic()))
            self.told += self._notified.recv(4096).decode() + "\n"

    def log(self) -> str:
        return self._log.read_text("utf-8")

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Seconds until it has ended; it must end well."""
        began = time.monotonic()
        self.process.send_signal(number)
        assert self.process.wait(60) == 0, self.log()
        return time.monotonic() - began


@contextmanager
def running(office: Clerk, code: str = "") -> Iterator[Daemon]:
    path = office.folder / "notify"
    log = office.folder / "log"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notified, log.open("ab") as stream:
        path.unlink(missing_ok=True)
        notified.bind(str(path))
        process = subprocess.Popen(
            office.command("run", code=code, now=False), env=office.environment(NOTIFY_SOCKET=str(path)), cwd=office.folder,
            stdout=stream, stderr=stream, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield Daemon(process, notified, log)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait(60)


def until(condition: Callable[[], Any], daemon: Daemon, seconds: float = SOON) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert daemon.process.poll() is None, daemon.log()
        assert time.monotonic() < end, daemon.log()
        time.sleep(0.05)


def got(office: Clerk, address: str, words: str) -> int:
    """How many mails with these words in the subject have gone to this address."""
    return sum(to == address and words in subject for to, subject in office.subjects())


@pytest.fixture
def office(tmp_path: Path, embedded: Servers) -> Office:
    return Office(tmp_path, embedded)


def with_alarm(folder: Path, servers: Servers) -> Office:
    """It looks every second, and its alarm writes into a file."""
    alarm = folder / "alarm.sh"
    alarm.write_text(f"#!/bin/sh\ncat >> {folder}/alarms\n")
    alarm.chmod(0o700)
    office = Office(folder, servers, alarm=f'command = ["{alarm}"]')
    office.set("[imap]\n", "[imap]\npoll_seconds = 1\n")
    return office


def alarms(office: Clerk) -> str:
    path = office.folder / "alarms"
    return path.read_text("utf-8") if path.exists() else ""


def test_a_day_of_the_daemon(office: Office) -> None:
    """It sends what waits, answers an objection as soon as it comes, is alone, finds the way back, and stops at once."""
    slug = office.invite()
    with running(office) as daemon:
        daemon.tells("READY=1")
        until(lambda: len(office.subjects()) == 3, daemon)
        office.deliver(office.reply("Bo Carstensen", OBJECTION))
        until(lambda: got(office, BO, "Vi har modtaget din indsigelse") == 1, daemon)
        assert got(office, office.servers.address, "Indsigelse fra Bo Carstensen, punkt 2") == 1
        daemon.tells("WATCHDOG=1")

        second = office.process("run", now=False)
        assert (second.returncode, "Another mailflow" in second.stderr) == (77, True)
        assert office.run("tick", expect=77).code == 77

        # The secretary's commands work meanwhile.
        office.run("minutes", "resolve", slug, "--dismiss", "--decided-by", "Signe Holk", "--reason", "Det blev det")

        office.servers.drop_connections()
        office.deliver(office.reply("Citta Dam", "Jeg har en indsigelse til punkt 1."))
        until(lambda: got(office, "citta.dam@odder.example", "Vi har modtaget din indsigelse") == 1, daemon)
        assert daemon.stop() < SOON
        daemon.tells("STOPPING=1")
    assert [(a["person"], a["verified"]) for a in office.show(slug)["answers"]] == [
        ("Bo Carstensen", True), ("Citta Dam", True),
    ]  # fmt: skip
    letters = office.subjects()
    assert len(letters) == len(set(letters)), "nothing went twice"
    assert "Traceback" not in daemon.log()


def test_control_c_stops_it_too_and_a_killed_one_leaves_no_lock(office: Office) -> None:
    office.invite()
    with running(office) as daemon:
        daemon.tells("READY=1")
        until(lambda: len(office.subjects()) == 3, daemon)
        daemon.process.kill()
        daemon.process.wait(60)
    with running(office) as daemon:
        daemon.tells("READY=1")
        daemon.tells("WATCHDOG=1")
        assert daemon.stop(signal.SIGINT) < SOON
    assert len(office.subjects()) == 3


def test_the_daemon_takes_no_time_but_the_real_one(office: Office) -> None:
    office.set('language = "da"', 'rehearsal = true\nlanguage = "da"')
    office.standing = True
    done = office.process("run")
    assert done.returncode == 77
    assert "mailflow tick" in done.stderr


def test_a_wrong_password_at_the_start_alarms_and_is_waited_for(tmp_path: Path, embedded: Servers) -> None:
    office = with_alarm(tmp_path, embedded)
    office.invite()
    (tmp_path / "password").write_text("gætteri\n", "utf-8")
    with running(office) as daemon:
        daemon.tells("READY=1")
        until(lambda: "password" in alarms(office), daemon)
        time.sleep(2)
        assert alarms(office).count("mailflow (Foreningen Kommunale Topchefer)") == 1, "once an hour, not at each try"
        assert office.subjects() == [], "nothing is sent before it is sure whose mailbox it is"
        (tmp_path / "password").write_text(embedded.password + "\n", "utf-8")
        until(lambda: len(office.subjects()) == 3, daemon)
        assert daemon.stop() < SOON
    for secret in ("gætteri", embedded.password):
        assert secret not in daemon.log() + alarms(office)


def test_a_password_that_is_changed_while_it_runs(tmp_path: Path, embedded: Servers) -> None:
    office = with_alarm(tmp_path, embedded)
    office.invite()
    with running(office) as daemon:
        until(lambda: len(office.subjects()) == 3, daemon)
        embedded.change_password("en helt ny én")
        embedded.drop_connections()
        office.deliver(office.reply("Bo Carstensen", OBJECTION))
        until(lambda: "password" in alarms(office), daemon)
        (tmp_path / "password").write_text("", "utf-8")  # an editor at work: for a moment the file is empty
        time.sleep(2.5)
        assert daemon.process.poll() is None
        (tmp_path / "password").write_text("en helt ny én\n", "utf-8")
        until(lambda: got(office, BO, "Vi har modtaget din indsigelse") == 1, daemon)
        assert daemon.stop() < SOON


def test_a_mailbox_out_of_reach_alarms(tmp_path: Path, embedded: Servers) -> None:
    office = with_alarm(tmp_path, embedded)
    office.invite()
    office.set(f"port = {embedded.imap_port}", "port = 1")
    with running(office, code="import mailflow.daemon as daemon; daemon.BLIND_MINUTES = 0.02") as daemon:
        daemon.tells("READY=1")
        until(lambda: "has not been read completely since" in alarms(office), daemon)
        assert daemon.stop() < SOON
    assert office.subjects() == []


def test_a_folder_that_cannot_be_written_holds_letters_back_and_alarms(tmp_path: Path, embedded: Servers) -> None:
    """What a full disk does between the state and the body: the letter has not gone, and waits."""
    office = with_alarm(tmp_path, embedded)
    slug = office.invite()
    with running(office) as daemon:
        until(lambda: len(office.subjects()) == 3, daemon)
        (tmp_path / "epoch").unlink()
        (tmp_path / "epoch").mkdir()
        office.deliver(office.reply("Bo Carstensen", OBJECTION))
        until(lambda: "epoch cannot be" in alarms(office), daemon)
        time.sleep(1)
        assert len(office.subjects()) == 3
        (tmp_path / "epoch").rmdir()
        until(lambda: got(office, BO, "Vi har modtaget din indsigelse") == 1, daemon)
        assert daemon.stop() < SOON
    assert len(office.subjects()) == 5
    assert office.show(slug)["held"]


def test_a_mail_server_that_never_answers_does_not_keep_it_from_stopping(office: Office) -> None:
    office.invite()
    office.servers.faults.append(Fault("RCPT", "hang", times=99))
    with running(office) as daemon:
        until(lambda: any(line.startswith("RCPT") for line in office.servers.commands), daemon)
        assert daemon.stop() < SOON
    office.servers.faults.clear()
    office.run("tick")
    assert len(office.subjects()) == 3, "nothing of them had left us"


def test_a_restored_backup_alarms(tmp_path: Path, embedded: Servers) -> None:
    office = with_alarm(tmp_path, embedded)
    office.invite()
    (tmp_path / "epoch").write_text("99\n")
    with running(office) as daemon:
        until(lambda: "restored backup" in alarms(office), daemon)
        assert daemon.stop() < SOON
    assert office.subjects() == []
    assert json.loads(office.run("review", "--json").out)["frozen"]


def test_mail_that_came_before_the_first_look_is_left_alone(tmp_path: Path, embedded: Servers) -> None:
    """A mailbox with old mail, an objection among it: nothing of it is ever acted on."""
    office = Office(tmp_path, embedded)
    for number in range(50):
        raw = f"From: bo.carstensen@odder.example\r\nSubject: Gammel {number}\r\n\r\nJeg har en indsigelse.\r\n"
        embedded.deliver(raw.encode(), when=datetime(2026, 1, 1, tzinfo=UTC))
    slug = office.invite()
    with running(office) as daemon:
        until(lambda: len(office.subjects()) == 3, daemon)
        daemon.tells("WATCHDOG=1")
        daemon.stop()
    assert office.show(slug)["answers"] == []
    assert len(office.subjects()) == 3
