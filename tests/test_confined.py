"""Work on bytes from strangers runs in a limited copy of the process."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import msgspec
import pytest

from mailflow import confined
from mailflow.errors import InputError
from mailflow.parsers import record
from mailflow.reading import Reading

DEMO = Path(__file__).parent.parent / "mailflow" / "demo"
MINUTES = (DEMO / "referat.docx").read_bytes()


def test_what_is_read_in_there_is_what_is_read_here() -> None:
    assert confined.run(record.read, MINUTES, "referat.docx", result=Reading) == record.read(MINUTES, "referat.docx")


def test_a_refusal_comes_back_with_its_words() -> None:
    with pytest.raises(InputError) as here:
        record.read(b"%PDF-1.7 broken", "a.pdf")
    with pytest.raises(InputError) as there:
        confined.run(record.read, b"%PDF-1.7 broken", "a.pdf", result=Reading)
    assert (str(there.value), there.value.english) == (str(here.value), here.value.english)


def test_a_mistake_of_ours_is_told_with_its_traceback() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)Traceback.*ZeroDivisionError"):
        confined.run(lambda: 1 // 0, result=int)


def _eat() -> int:
    eaten = []
    while True:
        eaten.append(bytearray(10**7))


def _spin() -> int:
    while True:
        pass


def _deep(depth: int = 0) -> int:
    return _deep(depth + 1)


def _fall() -> int:
    os.abort()


@pytest.mark.parametrize("greedy", [_eat, _spin, _deep, _fall])
def test_what_needs_too_much_or_falls_over_is_refused(greedy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "SECONDS", 1)
    with pytest.raises(InputError, match="far more time or memory"):
        confined.run(greedy, result=int)


def test_what_is_tried_first_is_done_here_only_within_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "SECONDS", 1)
    with pytest.raises(InputError):
        confined.tried(_eat)
    assert confined.tried(lambda: DEMO) is DEMO


def test_what_waits_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "PATIENCE", 0.2)
    with pytest.raises(InputError, match="far more time"):
        confined.run(lambda: signal.pause() or 0, result=int)


def test_it_has_no_files_of_ours_no_terminal_and_can_write_none(tmp_path: Path) -> None:
    with (tmp_path / "open").open("w") as ours:
        number = ours.fileno()

        def look() -> list[str]:
            found = []
            for one in (number, 0, 1, 2):
                try:
                    found.append(os.readlink(f"/proc/self/fd/{one}"))
                except OSError:
                    found.append("closed")
            try:
                (tmp_path / "new").write_text("words")
                found.append("written")
            except OSError:
                found.append("refused")
            return found

        assert confined.run(look, result=list[str]) == ["closed", "/dev/null", "/dev/null", "/dev/null", "refused"]


def test_it_has_no_network_where_the_kernel_can_take_it_away() -> None:
    def reached(address: tuple[str, int]) -> bool:
        with socket.socket() as one:
            one.settimeout(5)
            return one.connect_ex(address) == 0

    def alone() -> bool:  # a namespace of its own has but its loopback, which is down
        return os.readlink("/proc/self/ns/net") != before

    before = os.readlink("/proc/self/ns/net")
    if not confined.run(alone, result=bool):
        pytest.skip("this machine lets nobody make a namespace")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        assert reached(address)
        assert not confined.run(reached, address, result=bool)


def test_an_answer_of_another_shape_is_no_answer() -> None:
    with pytest.raises(msgspec.ValidationError):
        confined.run(lambda: {"kind": "minutes"}, result=Reading)


def test_nothing_is_left_behind() -> None:
    def kept() -> tuple[list[str], str]:
        children = Path(f"/proc/self/task/{os.getpid()}/children")  # other tests may have left some of theirs
        return os.listdir("/proc/self/fd"), children.read_text()

    before = kept()
    for _ in range(3):
        confined.run(len, b"abc", result=int)
    assert kept() == before
