"""A token issuer (client credentials, RFC 6749 section 4.4) whose tokens Dovecot checks by their signature."""

from __future__ import annotations

import base64
import json
import ssl
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jwt

ISSUER = "https://issuer.example"
SIGNING_KEY = b"a signing key of at least thirty-two octets"
CLIENT = "mailflow-test"
CLIENT_SECRET = "client+secret/with:signs æ"


class TokenIssuer:
    """Listens on a loopback port, over TLS if ``cert`` is given (then also as Microsoft's /tenant/oauth2/v2.0 does it).

    ``answers`` holds (status, JSON) answers to give before the right ones; ``requests`` the forms that came.
    """

    def __init__(self, user: str, cert: Path | None = None, lifetime: int = 3600) -> None:
        self.user, self.lifetime = user, lifetime
        self.answers: list[tuple[int, Any]] = []
        self.requests: list[dict[str, str]] = []
        house = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.reply(200, house.discovery())

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                form = dict(urllib.parse.parse_qsl(self.rfile.read(length).decode()))
                self.reply(*house.token(form, self.headers.get("Authorization", "")))

            def reply(self, status: int, answer: Any) -> None:
                body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                if status in (301, 302, 307):
                    self.send_header("Location", house.url)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if cert is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(cert)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        scheme = "https" if cert else "http"
        self.base = f"{scheme}://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.base}/tenant/oauth2/v2.0/token"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> TokenIssuer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": f"{self.base}/tenant/v2.0",
            "token_endpoint": self.url,
            "authorization_endpoint": f"{self.base}/tenant/oauth2/v2.0/authorize",
        }

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, Any]:
        self.requests.append(form)
        if self.answers:
            return self.answers.pop(0)
        if form.get("grant_type") != "client_credentials":
            return 400, {"error": "unsupported_grant_type"}
        if (CLIENT, CLIENT_SECRET) not in (_basic(authorization), (form.get("client_id"), form.get("client_secret"))):
            return 401, {
                "error": "invalid_client",
                "error_description": "AADSTS7000215: Invalid client secret.",
            }
        return 200, {"token_type": "Bearer", "expires_in": self.lifetime, "access_token": signed(self.user)}


def signed(user: str, lifetime: int = 3600) -> str:
    now = int(time.time())
    claims = {"iss": ISSUER, "sub": user, "preferred_username": user, "iat": now, "nbf": now, "exp": now + lifetime}
    return jwt.encode(claims, SIGNING_KEY, algorithm="HS256")


def _basic(authorization: str) -> tuple[str, str]:
    pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
    client, _, secret = pair.partition(":")
    return urllib.parse.unquote(client), urllib.parse.unquote(secret)
