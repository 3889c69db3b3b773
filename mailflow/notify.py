"""systemd's notification protocol (sd_notify(3)): a datagram to the socket in $NOTIFY_SOCKET, if there is one."""

from __future__ import annotations

import os
import socket


def notify(*lines: str) -> None:
    """Tell systemd, e.g. ``notify("READY=1", "STATUS=waiting")``. A socket that is gone is no trouble."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sock:
        try:
            # @ stands for the NUL of Linux's abstract namespace
            sock.sendto("\n".join(lines).encode(), "\0" + address[1:] if address[0] == "@" else address)
        except OSError:
            return


def ready(status: str = "") -> None:
    notify("READY=1", f"STATUS={status}")


def watchdog() -> None:
    """To be called by the loops that do the work, and only when both are alive."""
    notify("WATCHDOG=1")


def status(text: str) -> None:
    notify(f"STATUS={text}")


def stopping() -> None:
    notify("STOPPING=1")
