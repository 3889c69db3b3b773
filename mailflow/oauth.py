"""Access tokens for IMAP and SMTP by client credentials (RFC 6749 section 4.4): Microsoft 365 takes no passwords.

Microsoft's tokens come through msal, which knows its endpoints and errors; any other issuer is one POST.
A token is kept until five minutes before its end (Microsoft's live about an hour) and then fetched anew.
"""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from typing import Any

from mailflow import config, log, secrets, tls
from mailflow.errors import ConfigError, TemporaryError, UnavailableError
from mailflow.i18n import _
from mailflow.smtp_reply import clean

_EARLY_SECONDS = 300.0
_TIMEOUT_SECONDS = 20.0
_LONGEST_ANSWER = 1_000_000


def token_source(settings: config.OAuth) -> Callable[[], str]:
    """A function that returns a valid access token; threads may share it.

    It raises UnavailableError when the issuer refuses us (secret expired, no such client), TemporaryError when it
    cannot be reached or says "later", ConfigError when the configuration cannot work. No error holds the secret or a
    token.
    """
    if bool(settings.tenant) == bool(settings.token_url):
        raise ConfigError(_("oauth needs exactly one of tenant (Microsoft 365) and token_url (any other issuer)."))
    return _Source(settings).token


class _Source:
    def __init__(self, settings: config.OAuth) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._token = ""
        self._until = 0.0  # on the monotonic clock
        self._valid_until = 0.0

    def token(self) -> str:
        with self._lock:
            if time.monotonic() < self._until:
                return self._token
            try:
                answer = _microsoft(self._settings) if self._settings.tenant else _post(self._settings)
            except TemporaryError:
                if time.monotonic() < self._valid_until:
                    return self._token  # too old for comfort, but the issuer is away and it still works
                raise
            self._keep(answer)
            return self._token

    def _keep(self, answer: dict[str, Any]) -> None:
        token, seconds = answer.get("access_token"), answer.get("expires_in", 3600)
        if not isinstance(token, str) or not token or "\x01" in token:
            raise UnavailableError(_("The token issuer answered without an access token."), _remedy())
        lives = float(seconds) if isinstance(seconds, (int, str)) and str(seconds).isdigit() else 3600.0
        now = time.monotonic()
        self._token, self._valid_until = token, now + lives
        self._until = now + max(lives - _EARLY_SECONDS, lives / 2)
        log.info("oauth.token", seconds=int(lives))


def _microsoft(settings: config.OAuth) -> dict[str, Any]:
    try:
        import msal
        import msal.exceptions
        import requests  # msal's own transport
    except ImportError:
        raise ConfigError(_("oauth with a tenant needs msal."), _("Install mailflow[oauth].")) from None
    secret = secrets.read(settings.client_secret, "oauth.client_secret")
    try:
        app = msal.ConfidentialClientApplication(  # type: ignore[attr-defined, no-untyped-call]
            settings.client_id,
            authority=_authority(settings.tenant),
            client_credential=secret,
            timeout=_TIMEOUT_SECONDS,
            instance_discovery=False,  # one host, which we know
        )
        answer = app.acquire_token_for_client(scopes=settings.scope.split())  # type: ignore[no-untyped-call]
    except requests.RequestException as error:
        raise TemporaryError(
            _("Microsoft's token issuer cannot be reached ({reason}).").format(reason=type(error).__name__)
        ) from None
    except msal.exceptions.MsalError as error:  # HTTP 5xx
        raise TemporaryError(
            _("Microsoft's token issuer cannot do it now: {said}.").format(said=_words(str(error), secret))
        ) from None
    except ValueError as error:  # msal: no such tenant, or a scope it does not know
        raise UnavailableError(
            _("Microsoft's token issuer refuses: {said}.").format(said=_words(str(error), secret)), _remedy()
        ) from None
    return _judged(answer, secret)


def _remedy() -> str:
    return _("Check tenant or token_url, client_id, client_secret and scope; Microsoft's secrets expire.")


def _authority(tenant: str) -> str:
    """A tenant's id or domain is in Microsoft's public cloud; one in a national cloud is a whole https:// URL."""
    if tenant.startswith("https://"):
        return tenant
    return f"https://login.microsoftonline.com/{urllib.parse.quote(tenant, safe='')}"


def _post(settings: config.OAuth) -> dict[str, Any]:
    """RFC 6749 section 4.4.2, the client authenticated as section 2.3.1 prefers (HTTP Basic)."""
    url = urllib.parse.urlsplit(settings.token_url)
    if url.scheme != "https" and url.hostname not in ("127.0.0.1", "::1", "localhost"):
        raise ConfigError(_("oauth.token_url must begin with https://: the client's secret goes there."))
    secret = secrets.read(settings.client_secret, "oauth.client_secret")
    pair = ":".join(urllib.parse.quote(part, safe="") for part in (settings.client_id, secret))
    request = urllib.request.Request(  # noqa: S310 (the scheme was looked at above)
        settings.token_url,
        data=urllib.parse.urlencode({"grant_type": "client_credentials", "scope": settings.scope}).encode(),
        headers={"Authorization": f"Basic {b64encode(pair.encode()).decode()}", "Accept": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=tls.context()), _NoRedirect)
    try:
        with opener.open(request, timeout=_TIMEOUT_SECONDS) as response:
            body = response.read(_LONGEST_ANSWER)
    except urllib.error.HTTPError as error:
        with error:
            body = error.read(_LONGEST_ANSWER)
        if error.code >= 500 or error.code == 429:
            raise TemporaryError(
                _("The token issuer cannot do it now: {said}.").format(said=f"HTTP {error.code}")
            ) from None
        return _judged(_json(body) or {"error": f"HTTP {error.code}"}, secret)
    except OSError as error:
        reason = _words(str(getattr(error, "reason", error)), secret)
        raise TemporaryError(
            _("The token issuer {host} cannot be reached: {reason}.").format(host=url.hostname, reason=reason)
        ) from None
    return _judged(_json(body), secret)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The secret goes to the configured address and nowhere else."""

    def redirect_request(self, *_request: Any) -> None:
        return None


def _judged(answer: dict[str, Any] | None, secret: str) -> dict[str, Any]:
    """The answer, unless it is an error of RFC 6749 section 5.2."""
    if answer is None:
        raise TemporaryError(_("The token issuer's answer is not JSON."))
    error = answer.get("error")
    if not error:
        return answer
    said = _words(f"{error} {answer.get('error_description', '')}", secret)
    if error in ("temporarily_unavailable", "server_error"):
        raise TemporaryError(_("The token issuer cannot do it now: {said}.").format(said=said))
    raise UnavailableError(_("The token issuer refuses: {said}.").format(said=said), _remedy())


def _json(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _words(text: str, secret: str) -> str:
    """An issuer's words, short, without the secret should it repeat it."""
    return clean(text.replace(secret, "***"))[:300].rstrip(". ")
