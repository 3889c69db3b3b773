"""Access tokens: fetched once, renewed early, told apart when refused, and used to log in where nothing else is taken."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from servers import certificate
from servers.issuer import CLIENT, CLIENT_SECRET, TokenIssuer, signed
from servers.listening import listening

from mailflow import config
from mailflow.errors import ConfigError, TemporaryError, UnavailableError
from mailflow.mailbox import Mailbox
from mailflow.oauth import token_source
from mailflow.smtp import Smtp

USER = "sekretariatet@fkt.example"
RAW = b"From: FKT <sekretariatet@fkt.example>\r\nSubject: Referat\r\n\r\nHej\r\n"


@pytest.fixture
def issuer() -> Iterator[TokenIssuer]:
    with TokenIssuer(USER) as running:
        yield running


@pytest.fixture
def secret(tmp_path: Path) -> config.Secret:
    path = tmp_path / "client-secret"
    path.write_text(CLIENT_SECRET)
    path.chmod(0o600)
    return config.Secret(file=str(path))


def settings(secret: config.Secret, **more: Any) -> config.OAuth:
    return config.OAuth(**{"client_id": CLIENT, "client_secret": secret, "scope": "mail.read mail.send", **more})


def test_a_token_is_fetched_once_and_kept(issuer: TokenIssuer, secret: config.Secret) -> None:
    token = token_source(settings(secret, token_url=issuer.url))
    assert token() == token()
    assert issuer.requests == [{"grant_type": "client_credentials", "scope": "mail.read mail.send"}]


def test_a_token_is_renewed_before_it_ends(issuer: TokenIssuer, secret: config.Secret) -> None:
    issuer.lifetime = 1
    token = token_source(settings(secret, token_url=issuer.url))
    token()
    time.sleep(0.6)
    token()
    assert len(issuer.requests) == 2


def test_a_token_outlives_an_issuer_that_is_away(issuer: TokenIssuer, secret: config.Secret) -> None:
    issuer.lifetime = 1
    token = token_source(settings(secret, token_url=issuer.url))
    first = token()
    issuer.answers = [(503, b"away")] * 2
    time.sleep(0.6)
    assert token() == first
    time.sleep(0.6)
    with pytest.raises(TemporaryError):
        token()


def test_a_secret_renewed_on_disk_is_used_at_once(issuer: TokenIssuer, secret: config.Secret) -> None:
    Path(secret.file).write_text("an old one")
    token = token_source(settings(secret, token_url=issuer.url))
    with pytest.raises(UnavailableError):
        token()
    Path(secret.file).write_text(CLIENT_SECRET)
    assert token()


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (
            (401, {"error": "invalid_client", "error_description": "The secret has expired"}),
            UnavailableError,
            "expired",
        ),
        ((400, {"error": "invalid_scope"}), UnavailableError, "invalid_scope"),
        ((400, b"<html>"), UnavailableError, "HTTP 400"),
        ((503, {"error": "temporarily_unavailable"}), TemporaryError, "503"),
        ((400, {"error": "temporarily_unavailable"}), TemporaryError, "temporarily"),
        ((429, b""), TemporaryError, "429"),
        ((500, b"oops"), TemporaryError, "500"),
        ((200, b"<html>welcome to the hotel's network</html>"), TemporaryError, "JSON"),
        ((200, []), TemporaryError, "JSON"),
        ((200, {"token_type": "Bearer"}), UnavailableError, "without an access token"),
        ((302, b""), UnavailableError, "302"),
        ((400, {"error": f"what is {CLIENT_SECRET}?"}), UnavailableError, r"what is \*\*\*"),
    ],
)
def test_what_an_issuer_may_answer(
    issuer: TokenIssuer, secret: config.Secret, answer: Any, error: Any, words: str
) -> None:
    issuer.answers = [answer]
    token = token_source(settings(secret, token_url=issuer.url))
    with pytest.raises(error, match=words) as caught:
        token()
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(token)
    assert CLIENT_SECRET not in shown
    assert len(issuer.requests) == 1  # no redirect is followed: the secret goes nowhere else


def test_an_issuer_that_is_not_there_is_temporary(secret: config.Secret) -> None:
    with pytest.raises(TemporaryError, match=r"127\.0\.0\.1"):
        token_source(settings(secret, token_url="http://127.0.0.1:1/token"))()


def test_the_secret_never_goes_in_the_clear(secret: config.Secret) -> None:
    with pytest.raises(ConfigError, match="https"):
        token_source(settings(secret, token_url="http://issuer.example/token"))()


@pytest.mark.parametrize("where", [{}, {"tenant": "fkt.example", "token_url": "https://issuer.example/token"}])
def test_exactly_one_issuer_is_named(secret: config.Secret, where: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="exactly one"):
        token_source(settings(secret, **where))


# --- Microsoft's way, by msal ----------------------------------------------------------------------------------------


@pytest.fixture
def microsoft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TokenIssuer]:
    """An issuer that answers as Microsoft's does, over TLS, by an authority that msal's transport trusts here."""
    pytest.importorskip("msal")
    authority, cert = certificate.make(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with TokenIssuer(USER, cert) as running:
        yield running


def test_microsofts_token_by_tenant(microsoft: TokenIssuer, secret: config.Secret) -> None:
    scope = "https://outlook.office365.com/.default"
    token = token_source(settings(secret, tenant=f"{microsoft.base}/tenant", scope=scope))
    assert token() == token()
    assert [(form["grant_type"], form["scope"]) for form in microsoft.requests] == [("client_credentials", scope)]


def test_microsofts_refusal_is_told_without_the_secret(microsoft: TokenIssuer, secret: config.Secret) -> None:
    Path(secret.file).write_text("udløbet-kanariefugl")
    token = token_source(settings(secret, tenant=f"{microsoft.base}/tenant"))
    with pytest.raises(UnavailableError, match="AADSTS7000215") as caught:
        token()
    assert "kanariefugl" not in "".join(traceback.format_exception(caught.value)) + repr(token)


def test_microsoft_away_is_temporary(microsoft: TokenIssuer, secret: config.Secret) -> None:
    with pytest.raises(TemporaryError):
        token_source(settings(secret, tenant="https://127.0.0.1:1/tenant"))()
    microsoft.answers = [(503, b"away")] * 5
    with pytest.raises(TemporaryError):
        token_source(settings(secret, tenant=f"{microsoft.base}/tenant"))()


# --- logging in with a token -----------------------------------------------------------------------------------------


def test_smtp_logs_in_with_a_token(issuer: TokenIssuer, secret: config.Secret) -> None:
    good = token_source(settings(secret, token_url=issuer.url))
    checks = {"login": lambda *_: False, "token": lambda user, token: user == USER and token == good()}
    with listening(None, **checks) as (port, accepted):
        wanted = config.Smtp(host="127.0.0.1", port=port, tls="none", auth="oauth", user=USER)
        smtp = Smtp(wanted, None, good)
        assert smtp.send(USER, ["anna.berg@odder.example"], RAW, lambda: None).state == "sent"
        smtp.close()
        bad = Smtp(wanted, None, lambda: "another-token")
        outcome = bad.send(USER, ["anna.berg@odder.example"], RAW, lambda: None)
        assert (outcome.state, outcome.stage, outcome.code) == ("deferred", "auth", 535)
        assert "another-token" not in repr(outcome)
        bad.close()
    assert len(accepted) == 1


def test_a_token_that_cannot_be_had_is_about_us(secret: config.Secret) -> None:
    with listening(None, token=lambda *_: True) as (port, _):
        wanted = config.Smtp(host="127.0.0.1", port=port, tls="none", auth="oauth", user=USER)
        smtp = Smtp(wanted, None, token_source(settings(secret, token_url="http://127.0.0.1:1/token")))
        outcome = smtp.send(USER, ["anna.berg@odder.example"], RAW, lambda: None)
        assert (outcome.state, outcome.stage, outcome.ours) == ("deferred", "auth", True)
        smtp.close()


@pytest.mark.skipif(
    os.environ.get("MAILFLOW_TEST_SERVERS") != "dovecot", reason="the embedded IMAP server has no XOAUTH2"
)
def test_dovecot_and_postfix_take_the_issuers_token(servers: Any, issuer: TokenIssuer, secret: config.Secret) -> None:
    token = token_source(settings(secret, token_url=issuer.url))
    where = {"host": servers.host, "auth": "oauth", "user": USER, "ca_file": str(servers.ca_file)}
    mailbox = Mailbox(config.Imap(**where, port=servers.imaps_port, tls="implicit", address=USER), None, token)
    smtp = Smtp(config.Smtp(**where, port=servers.direct_smtp_port, tls="starttls"), None, token)
    assert smtp.send(USER, [USER], RAW, lambda: None).state == "sent"
    assert len(servers.sent(1)) == 1
    end = time.monotonic() + 10
    mailbox.open("INBOX")
    while not mailbox.uids_above(0) and time.monotonic() < end:
        time.sleep(0.05)
    assert (mailbox.body(mailbox.uids_above(0)[0]) or b"").endswith(RAW)
    mailbox.close()
    smtp.close()


@pytest.mark.skipif(
    os.environ.get("MAILFLOW_TEST_SERVERS") != "dovecot", reason="the embedded IMAP server has no XOAUTH2"
)
@pytest.mark.parametrize("token", [signed("another@fkt.example"), signed(USER, lifetime=-60), "no.token.atall"])
def test_dovecot_refuses_a_token_for_another_an_old_one_and_none(servers: Any, token: str) -> None:
    wanted = config.Imap(host=servers.host, port=servers.imap_port, tls="none", auth="oauth", user=USER, address=USER)
    with pytest.raises(UnavailableError) as caught:
        Mailbox(wanted, None, lambda: token).connect()
    assert token not in repr(caught.value)
