"""Requests to a content management system: one answer, or one of our errors. No error holds a credential."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from mailflow import log, tls
from mailflow.errors import TemporaryError, UnavailableError
from mailflow.i18n import _

SECONDS = (10, 60)  # to connect, and between two octets of the answer
LARGEST = 20 * 1024 * 1024  # octets of an answer
_LATER = {408, 425, 429, 500, 502, 503, 504, 507}  # RFC 9110, RFC 6585, RFC 8470, RFC 4918


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """Raises ``UnavailableError`` when it is not JSON: something else than the interface answers there."""
        try:
            return json.loads(self.body)
        except ValueError:
            raise UnavailableError(
                _("The website answers with something that is not its interface (status {status}).").format(
                    status=self.status
                ),
                _("Check the address in [website]; a login page or a firewall may stand in front of it."),
            ) from None


class _OurAuthorities(HTTPAdapter):
    """The system's certificate authorities and the one of the configuration, as for the mail servers."""

    def __init__(self, ca_file: str) -> None:
        self._ca_file = ca_file
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> Any:
        return super().init_poolmanager(*args, **{**kwargs, "ssl_context": tls.context(self._ca_file)})


class Web:
    """One website. ``login`` gives the Authorization header's value, anew for each request."""

    def __init__(self, address: str, ca_file: str, login: Callable[[], str]) -> None:
        self.address = address.rstrip("/")
        self._login = login
        self._session = requests.Session()
        self._session.trust_env = False  # a .netrc would replace the login
        self._session.mount("https://", _OurAuthorities(ca_file))

    def ask(self, method: str, path: str, *, params: Mapping[str, str] | None = None, content: object = None,
            media_type: str = "application/json", public: bool = False) -> Answer:  # fmt: skip
        """``content`` is sent as JSON. ``public``: as anybody, without logging in.

        Raises ``TemporaryError`` when the website is away or says "later"; ``UnavailableError`` for a certificate that cannot
        be trusted, a redirect (a login is never sent to another place than the configured one), and an answer too large.
        """
        headers = {"Accept": media_type, "User-Agent": "mailflow", "Cache-Control": "no-cache"}
        body = None
        if content is not None:
            headers["Content-Type"] = media_type
            body = json.dumps(content, ensure_ascii=False).encode()
        if not public:
            headers["Authorization"] = self._login()
        try:
            with self._session.request(
                method, self.address + path, params=params, data=body, headers=headers, timeout=SECONDS,
                allow_redirects=False, stream=True,
            ) as got:  # fmt: skip
                data = b""
                for piece in got.iter_content(65_536):
                    data += piece
                    if len(data) > LARGEST:
                        raise UnavailableError(_("The website's answer is too large."), _("Check the address."))
                answer = Answer(got.status_code, got.headers, data)
        except requests.exceptions.SSLError as error:
            raise UnavailableError(
                _("The website's certificate cannot be trusted."), _("Renew it there, or set ca_file.")
            ) from error
        except (requests.exceptions.RequestException, OSError) as error:
            raise TemporaryError(
                _("The website cannot be reached: {reason}.").format(reason=type(error).__name__),
                _("It will be tried again."),
            ) from None  # its text may hold the request
        log.step("cms.answered", method=method, path=path, status=answer.status)
        if answer.status in _LATER:
            raise TemporaryError(
                _("The website says that it cannot answer now (status {status}).").format(status=answer.status),
                _("It will be tried again."),
            )
        if 300 <= answer.status < 400:
            raise UnavailableError(
                _("The website sends us to another address."), _("Write the address that it leads to in [website].")
            )
        return answer


def refused(answer: Answer, what: str, why: str) -> UnavailableError:
    """The website's no. ``what`` was tried, ``why`` is the website's own explanation (shortened)."""
    said = " ".join(why.split())[:200]
    if answer.status == 401:
        return UnavailableError(
            _("The website does not accept the login."),
            _("Check user and password in [website]; {said}").format(said=said),
        )
    return UnavailableError(
        _("The website refuses: {what} (status {status}).").format(what=what, status=answer.status),
        said or _("Check the rights of the website's user."),
    )
