"""Work on bytes from strangers, in a process of its own that may use little time and memory, and no network.

A document may be made to exhaust whoever opens it. So it is opened by a copy of this process (fork(2): nothing has to be
loaded again) with limits that the kernel keeps (setrlimit(2)). It writes no file, and hands its value back through a pipe as
MessagePack, which the parent checks against the type it expects: a child that was taken over can say something wrong, and
do nothing else.

Typst keeps threads, which do not survive a fork: it runs in here only, and never in the process that forks.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import msgspec

from mailflow.errors import InputError
from mailflow.i18n import _, english, spoken_words

T = TypeVar("T")

SECONDS = 8  # of the processor; a long year's minutes take two
PATIENCE = 60  # seconds on the clock, on a machine that has other things to do
MEMORY = 200 * 2**20  # bytes beyond what the parent has already
TYPESETTING = 500 * 2**20  # bytes for a PDF of four hundred pages
LARGEST = 256 * 2**20  # bytes of an answer

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # unshare(2)
_DIE_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38  # prctl(2)
_DONE, _REFUSED, _TOO_MUCH, _BROKEN = b"0", b"1", b"2", b"3"


def run(work: Callable[..., T], *given: Any, result: Any, memory: int = MEMORY) -> T:
    """``work(*given)``, done by a limited copy of this process; ``result`` is the type of what it returns, ``memory`` what it
    may use beyond what this process has (bytes).

    Raises the ``InputError`` that ``work`` raised, and an ``InputError`` for work that needed more than the limits or fell over.
    Any other error of ``work`` is a mistake of ours: a ``RuntimeError`` with its traceback.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        _child(work, given, writing, parent, memory)
    os.close(writing)
    try:
        answer = _answer(reading)
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    kind, said = answer[:1], answer[1:]
    if kind == _DONE:
        value: T = msgspec.msgpack.decode(said, type=result)
        return value
    if kind == _REFUSED:
        raise InputError(*(spoken_words(*one) for one in msgspec.msgpack.decode(said, type=list[tuple[str, str]])))
    if kind == _BROKEN:
        raise RuntimeError(said.decode("utf-8", "replace"))
    raise InputError(
        _("The document needs far more time or memory than any minutes do; it is not opened."),
        _("Copy its text into a new document and try again."),
    )


def tried(work: Callable[[], T]) -> T:
    """``work()``, done here once a limited copy of this process has done it within the limits: for what is read quickly and
    holds values that no message carries. Raises as ``run`` does."""
    run(lambda: bool(work()), result=bool, memory=TYPESETTING)
    return work()


def _answer(reading: int) -> bytes:
    """What the child says before it ends; b"" when it says nothing in time."""
    until = time.monotonic() + PATIENCE
    said = bytearray()
    while len(said) <= LARGEST and select.select([reading], [], [], max(0.0, until - time.monotonic()))[0]:
        piece = os.read(reading, 1 << 20)
        if not piece:
            return bytes(said)
        said += piece
    return b""


def _child(work: Callable[..., Any], given: tuple[Any, ...], writing: int, parent: int, memory: int) -> NoReturn:
    """Never returns: the copy must not go on with what its parent was doing."""
    kind, said = _TOO_MUCH, b""
    try:
        _let_go(writing)
        _limit(parent, memory)
        kind, said = _DONE, msgspec.msgpack.encode(work(*given), enc_hook=_words)
    except InputError as error:
        both = [(str(one), str(english(one))) for one in (error.message, error.remedy)]
        kind, said = _REFUSED, msgspec.msgpack.encode(both)
    except (MemoryError, RecursionError):
        kind = _TOO_MUCH
    except BaseException:  # noqa: BLE001 - the end of a process: the parent raises it
        kind, said = _BROKEN, traceback.format_exc().encode("utf-8", "replace")
    finally:
        try:
            left = memoryview(kind + said)
            while left:
                left = left[os.write(writing, left) :]
        finally:
            os._exit(0)


def _words(value: object) -> str:
    """Words that remember their English, as words."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(f"a value of {type(value)} cannot be handed back")


def _let_go(writing: int) -> None:
    """The child has no business with the parent's files, sockets and terminal."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for one in (0, 1, 2):
        os.dup2(nothing, one)
    os.closerange(3, writing)
    os.closerange(writing + 1, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 1 << 16))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)


def _limit(parent: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _lower(resource.RLIMIT_CPU, SECONDS)
    _lower(resource.RLIMIT_DATA, _data_now() + memory)
    with contextlib.suppress(OSError, AttributeError):  # Linux alone has these, and not in every container
        libc = ctypes.CDLL(None)
        libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        libc.unshare(_NEW_USER | _NEW_NET)
    if os.getppid() != parent:
        os._exit(0)


def _lower(what: int, limit: int) -> None:
    """Never above what the process was given."""
    _soft, hard = resource.getrlimit(what)
    most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(what, (most, most))


def _data_now() -> int:
    """Bytes of data this process has already (proc(5), statm: the sixth figure, in pages)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[5]) * resource.getpagesize()
    except OSError:
        return 100 * 2**20
