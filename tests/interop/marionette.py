"""Marionette, the remote control that every Mozilla program has: length-prefixed JSON over a TCP socket of loopback."""

from __future__ import annotations

import json
import socket
from typing import Any

# The body becomes an async function; what it returns or throws comes back as one value.
_WRAPPER = """\
const [given, finish] = [[...arguments].slice(0, -1), [...arguments].at(-1)];
(async (...args) => {
%s
})(...given).then((value) => finish({value: value ?? null}), (error) => finish({error: `${error}\\n${error?.stack}`}));
"""


class MarionetteError(RuntimeError):
    """The program answered with an error, or a script threw; the message holds its words."""


class Marionette:
    """One session in the chrome context: scripts have the rights of the program itself.

    Protocol: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html (version 3). Raises OSError when
    nobody listens or the program is gone, MarionetteError for what the program refuses.
    """

    def __init__(self, port: int, *, timeout: float = 90) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout)
        self._stream = self._socket.makefile("rb")
        self._calls = 0
        self._receive()  # the greeting
        self.call("WebDriver:NewSession", capabilities={"alwaysMatch": {}})
        self.call("Marionette:SetContext", value="chrome")
        self.call("WebDriver:SetTimeouts", script=int(timeout * 1000))

    def call(self, command: str, **parameters: Any) -> Any:
        """Send one command and wait for its answer."""
        self._calls += 1
        words = json.dumps([0, self._calls, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(words), words))
        _kind, number, error, result = self._receive()
        if number != self._calls:
            raise MarionetteError(f"{command}: the answer to another call came")
        if error:
            raise MarionetteError(f"{command}: {error.get('error')}: {error.get('message')}")
        return result

    def run(self, script: str, *arguments: Any) -> Any:
        """Run the body of an async function with ``args``; its value must be JSON."""
        done = self.call(
            "WebDriver:ExecuteAsyncScript", script=_WRAPPER % script, args=list(arguments), sandbox="system"
        )["value"]
        if "error" in done:
            raise MarionetteError(done["error"])
        return done["value"]

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def _receive(self) -> Any:
        length = b""
        while (octet := self._stream.read(1)) != b":":
            if not octet.isdigit():
                raise ConnectionError("the program closed the connection")
            length += octet
        return json.loads(self._stream.read(int(length)))
