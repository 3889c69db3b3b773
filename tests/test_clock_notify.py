"""The clock that a rehearsal turns, what systemd is told, and the unit that it runs us from."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import socket
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from mailflow import notify
from mailflow.clock import Clock, instant
from mailflow.errors import InputError

UNIT = Path(__file__).parent.parent / "systemd" / "mailflow.service"


def test_the_real_clock_is_aware_and_in_utc():
    before = datetime.now(UTC)
    now = Clock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(0)


def test_a_rehearsal_s_clock_stands_still_until_it_is_set():
    clock = Clock(datetime(2026, 9, 5, 8, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now() == datetime(2026, 9, 5, 6, tzinfo=UTC)
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.now() == clock.now()
    clock.set(datetime(2026, 9, 6, tzinfo=UTC))
    assert clock.now() == datetime(2026, 9, 6, tzinfo=UTC)
    with pytest.raises(ValueError, match="aware"):
        clock.set(datetime(2026, 9, 6))


def test_instants_are_read_with_their_offset_only():
    assert instant("2026-09-05T00:00:01+02:00") == datetime(2026, 9, 4, 22, 0, 1, tzinfo=UTC)
    assert instant("2026-09-05T00:00:01Z") == datetime(2026, 9, 5, 0, 0, 1, tzinfo=UTC)
    for text in ("", "2026-09-05", "2026-09-05T00:00", "i morgen", "2026-02-30T00:00Z"):
        with pytest.raises(InputError):
            instant(text)


@pytest.mark.parametrize("abstract", [False, True])
def test_systemd_gets_the_words(tmp_path, monkeypatch, abstract):
    name = f"\0mailflow-test-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(name)
        systemd.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", name.replace("\0", "@"))
        notify.ready("waiting")
        notify.watchdog()
        notify.status("one letter waits")
        notify.stopping()
        got = [systemd.recv(4096).decode() for _ in range(4)]
    assert got == ["READY=1\nSTATUS=waiting", "WATCHDOG=1", "STATUS=one letter waits", "STOPPING=1"]


def test_without_systemd_nothing_happens(tmp_path, monkeypatch):
    for address in ("", "relative", str(tmp_path / "gone")):
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        notify.ready()
    monkeypatch.delenv("NOTIFY_SOCKET")
    notify.watchdog()


def unit(file: Path = UNIT) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read(file)
    return parser


def test_the_unit_says_what_the_daemon_does():
    service = unit()["Service"]
    assert service["Type"] == "notify"
    assert service["ExecStart"].endswith("mailflow --config /etc/mailflow/mailflow.toml run")
    assert {"StateDirectory", "ConfigurationDirectory", "WatchdogSec", "LoadCredential"} <= set(service)
    # restarting cures neither a refusal nor a mistake in the configuration
    assert service["RestartPreventExitStatus"].split() == ["77", "78"]


def test_the_sandbox_is_tight():
    """systemd's own judgement where it is there; 1.5 is what a service that must reach the network can come to."""
    program = shutil.which("systemd-analyze")
    if program is None:
        assert unit()["Service"]["ProtectSystem"] == "strict"
        return
    said = subprocess.run(
        [program, "security", "--offline=true", "--no-pager", str(UNIT)], capture_output=True, text=True, timeout=60
    ).stdout
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert found is not None, said
    assert float(found[1]) <= 1.5


def test_the_timer_runs_what_there_is_in_the_same_sandbox():
    service = unit(UNIT.with_name("mailflow-invites.service"))["Service"]
    assert service["Type"] == "oneshot"
    assert service["ExecStart"].endswith("mailflow --config /etc/mailflow/mailflow.toml send-invites")
    assert service["SuccessExitStatus"] == "75"
    assert {"ProtectSystem", "NoNewPrivileges", "StateDirectory", "User"} <= set(service)
    assert "OnCalendar=Mon..Fri" in UNIT.with_name("mailflow-invites.timer").read_text("utf-8")
