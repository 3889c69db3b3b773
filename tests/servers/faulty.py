"""A proxy before a real SMTP server that lets the connection fail at a chosen place: the faults of ``demo.smtpd``."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from mailflow.demo.smtpd import Fault


class FaultyProxy:
    """Passes SMTP on, line by line, and strikes ``faults``: ``reply``, ``drop``, ``hang``, ``garbage`` and ``half``.

    At DOT the server gets the final dot, unless the fault says ``accepted=False``, and its answer is kept from the
    client. After a ``reply`` of ours the connection is closed.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self.faults: list[Fault] = []
        self.log: list[str] = []
        self.connections = 0
        self.accepted = 0  # mails that the server took, whether the client has heard of it or not
        self._tasks: set[asyncio.Task[None]] = set()

    async def listen(self) -> int:
        self._server = await asyncio.start_server(self._client, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        self._server.close()
        await self.drop_connections()

    async def drop_connections(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.sleep(0.01)

    def _strike(self, stage: str, argument: str) -> Fault | None:
        for fault in self.faults:
            if fault.stage == stage and fault.match in argument and fault.times > 0:
                if fault.skip:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                return fault
        return None

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self.connections += 1
        with suppress(asyncio.CancelledError, ConnectionError, asyncio.IncompleteReadError):
            fault = self._strike("CONNECT", "")
            if fault is not None:
                await _misbehave(fault, writer)
            else:
                await self._talk(reader, writer)
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(await _reply(up_reader))
            while line := await reader.readline():
                verb, _, argument = line.decode("utf-8", "replace").strip().partition(" ")
                verb = verb.upper()
                fault = self._strike(verb, argument)
                self.log.append(verb if verb == "AUTH" else f"{verb} {argument}".strip())
                if fault is not None:
                    return await _misbehave(fault, writer)
                up_writer.write(line)
                answer = await _reply(up_reader)
                if verb == "DATA" and answer.startswith(b"354"):
                    writer.write(answer)
                    fault = self._strike("BODY", "")
                    if fault is not None:
                        return await _misbehave(fault, writer)
                    while (line := await reader.readuntil(b"\r\n")) != b".\r\n":
                        up_writer.write(line)
                    fault = self._strike("DOT", "")
                    if fault is not None and (fault.kind == "reply" or not fault.accepted):
                        return await _misbehave(fault, writer)
                    up_writer.write(line)
                    answer = await _reply(up_reader)
                    self.accepted += answer.startswith(b"250")
                    if fault is not None:
                        return await _misbehave(fault, writer)
                writer.write(answer)
                while answer.startswith(b"334"):  # the middle of AUTH
                    up_writer.write(await reader.readline())
                    answer = await _reply(up_reader)
                    writer.write(answer)
        finally:
            up_writer.close()


async def _reply(reader: asyncio.StreamReader) -> bytes:
    lines = [await reader.readuntil(b"\n")]
    while lines[-1][3:4] == b"-":
        lines.append(await reader.readuntil(b"\n"))
    return b"".join(lines)


async def _misbehave(fault: Fault, writer: asyncio.StreamWriter) -> None:
    if fault.kind == "hang":
        await asyncio.sleep(3600)
    words = {"reply": fault.reply, "garbage": "hello? is this the web server?", "half": "250-one moment"}
    if fault.kind in words:
        writer.write(words[fault.kind].encode() + b"\r\n")
        await writer.drain()
