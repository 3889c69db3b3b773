"""An IMAP server that says exactly what a test tells it to, byte by byte: for what no good server does."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from pathlib import Path

# What is sent, in order: bytes ({tag} stands for the command's tag), a pause in seconds, None to close the connection.
Script = list["bytes | float | None"]

_POLITE: dict[str, Script] = {
    "CAPABILITY": [b"* CAPABILITY IMAP4rev1 IDLE MOVE UIDPLUS AUTH=PLAIN STARTTLS\r\n{tag} OK done\r\n"],
    "LOGIN": [b"{tag} OK [CAPABILITY IMAP4rev1 IDLE MOVE UIDPLUS] in\r\n"],
    "NOOP": [b"{tag} OK done\r\n"],
    "EXAMINE": [
        b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 2] ok\r\n{tag} OK [READ-ONLY] open\r\n",
    ],
    "LOGOUT": [b"* BYE\r\n{tag} OK done\r\n"],
    "DONE": [b"{tag} OK idle over\r\n"],
}


class ScriptedImap:
    """Listens on ``port``. ``answers`` maps a verb ("UID FETCH", "IDLE") to a script, or to a list of scripts to use in
    turn, the last one again and again; other verbs are answered politely. ``commands`` holds what came."""

    def __init__(self, answers: dict[str, Script | list[Script]] | None = None, cert: Path | None = None) -> None:
        self._answers = dict(answers or {})
        self._context: ssl.SSLContext | None = None
        if cert is not None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(cert)
        self.commands: list[str] = []
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> ScriptedImap:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        for each in self._open:
            each.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            self._open.append(client)
            threading.Thread(target=self._client, args=(client,), daemon=True).start()

    def _client(self, client: socket.socket) -> None:
        try:
            self._talk(client)
        except OSError:
            pass
        finally:
            client.close()

    def _talk(self, client: socket.socket) -> None:
        if not self._play(client, self._script("GREETING", [b"* OK hello\r\n"]), ""):
            return
        tag, lines = "", client.makefile("rb")
        while line := lines.readline():
            text = line.decode("utf-8", "replace").strip()
            self.commands.append(text)
            if text == "DONE":
                verb = "DONE"
            else:
                tag, _, rest = text.partition(" ")
                words = rest.upper().split(" ")
                verb = " ".join(words[:2]) if words[0] == "UID" else words[0]
            if not self._play(client, self._script(verb, _POLITE.get(verb, [b"{tag} BAD what?\r\n"])), tag):
                return
            if verb == "STARTTLS" and self._context is not None:
                client = self._context.wrap_socket(client, server_side=True)
                lines = client.makefile("rb")

    def _script(self, verb: str, default: Script) -> Script:
        given = self._answers.get(verb, default)
        if given and isinstance(given[0], list):
            return given.pop(0) if len(given) > 1 else given[0]  # type: ignore[return-value]
        return given  # type: ignore[return-value]

    @staticmethod
    def _play(client: socket.socket, script: Script, tag: str) -> bool:
        for step in script:
            if step is None:
                return False
            if isinstance(step, float):
                time.sleep(step)
            else:
                client.sendall(step.replace(b"{tag}", tag.encode()))
        return True
