"""One embedded SMTP server alone, for what ``mailflow.demo.servers.Servers`` does not offer: TLS at once, tokens."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mailflow.demo.smtpd import SentMail, SmtpServer


@contextmanager
def listening(cert: Path | None, **more: Any) -> Iterator[tuple[int, list[SentMail]]]:
    """Its port, and the mails it accepts. ``more`` goes to ``SmtpServer``."""
    accepted: list[SentMail] = []

    async def accept(mail: SentMail) -> None:
        accepted.append(mail)

    context = None
    if cert is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def call(make: Callable[[], Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(make(), loop).result(10)

    server = SmtpServer(accept, tls=context, **more)
    try:
        yield call(server.listen), accepted
    finally:
        call(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
