"""Sending when things go wrong: every fault at every stage, and TLS that is not what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from edges import ANNA, BO, RAW, nothing, quick, smtp_settings
from servers import certificate
from servers.listening import listening

from mailflow.demo.servers import Servers
from mailflow.demo.smtpd import Fault
from mailflow.errors import ConfigError, TemporaryError, UnavailableError
from mailflow.smtp import Smtp

# --- every stage and every fault -------------------------------------------------------------------------------------

STAGES = ("CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "DOT")
FAULTS: dict[str, dict[str, Any]] = {
    "4yz": {"reply": "451 4.3.0 later"},
    "5yz": {"reply": "550 5.0.0 no"},
    "421": {"reply": "421 4.3.2 closing"},
    "drop": {"kind": "drop"},
    "hang": {"kind": "hang"},
    "drip": {"kind": "drip"},
    "garbage": {"kind": "garbage"},
    "half": {"kind": "half"},
}


def expected(stage: str, fault: str) -> str:
    """The rule in words: before the dot nothing was accepted; after it only an answer tells. 5yz is for good, unless it
    comes before the recipient was named: then it is about us."""
    if fault == "5yz":
        return "failed" if stage in ("RCPT", "DATA", "DOT") else "deferred"
    if fault in ("4yz", "421") or stage != "DOT":
        return "deferred"
    return "unknown"


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("stage", STAGES)
def test_every_fault_at_every_stage(embedded: Servers, stage: Any, fault: str) -> None:
    embedded.faults.append(Fault(stage, times=2, **FAULTS[fault]))
    with quick(embedded) as smtp:
        outcome = smtp.send(embedded.address, [ANNA, embedded.address], RAW, nothing)
        assert outcome.state == expected(stage, fault), outcome
        assert outcome.ours is (stage in ("CONNECT", "EHLO", "AUTH", "MAIL")), outcome
        # Whatever happened, the next mail finds a working connection and goes once, to the right person.
        embedded.faults.clear()
        embedded.outgoing.clear()
        assert smtp.send(embedded.address, [BO], RAW, nothing).state == "sent"
        assert [sent.rcpt_tos for sent in embedded.outgoing] == [(BO,)]


@pytest.mark.parametrize("fault", ["421", "drop", "hang"])
def test_a_fault_at_quit_changes_nothing(embedded: Servers, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailflow.smtp._QUIT_SECONDS", 0.3)
    embedded.faults.append(Fault("QUIT", **FAULTS[fault]))
    with quick(embedded) as smtp:
        assert smtp.send(embedded.address, [ANNA], RAW, nothing).state == "sent"


@pytest.mark.parametrize("fault", ["4yz", "drop"])
def test_a_fault_at_the_witness_is_told_apart(embedded: Servers, fault: str) -> None:
    embedded.faults.append(Fault("RCPT", match=embedded.address, **FAULTS[fault]))
    with quick(embedded) as smtp:
        outcome = smtp.send(embedded.address, [ANNA, embedded.address], RAW, nothing)
    wanted = ("sent", False, [(ANNA,)]) if fault == "4yz" else ("deferred", False, [])
    assert (outcome.state, outcome.witness_accepted, [sent.rcpt_tos for sent in embedded.outgoing]) == wanted


@pytest.mark.parametrize(
    "fault", [{"kind": "drop"}, {"kind": "hang"}, {"reply": "552 5.3.4 too big"}], ids=["drop", "hang", "refused"]
)
def test_a_large_mail_cut_off_half_way_was_not_accepted(embedded: Servers, fault: dict[str, Any]) -> None:
    large = RAW + (b"x" * 998 + b"\r\n") * 20_000  # more than the network holds without a reader
    with quick(embedded) as smtp:
        embedded.faults.append(Fault("BODY", **fault))
        outcome = smtp.send(embedded.address, [ANNA], large, nothing)
        assert outcome.stage == "body"
        # The refusal itself may be lost with the connection; then the mail is tried again and refused again.
        assert outcome.state in (("failed", "deferred") if "reply" in fault else ("deferred",))
        assert smtp.send(embedded.address, [BO], RAW, nothing).state == "sent"
    assert [sent.rcpt_tos for sent in embedded.outgoing] == [(BO,)]


def test_nobody_there_is_deferred_and_open_says_so(servers: Any) -> None:
    smtp = Smtp(smtp_settings(1), lambda: "x")
    outcome = smtp.send(servers.address, [ANNA], RAW, nothing)
    assert (outcome.state, outcome.stage, outcome.ours) == ("deferred", "connect", True)
    with pytest.raises(TemporaryError, match="127.0.0.1:1"):
        smtp.open()
    smtp.close()


@pytest.mark.parametrize("error", [TemporaryError("the command hangs"), ConfigError("everybody can read it")])
def test_a_secret_that_cannot_be_had_is_about_us(embedded: Servers, error: Exception) -> None:
    def secret() -> str:
        raise error

    smtp = Smtp(smtp_settings(embedded.smtp_port), secret)
    outcome = smtp.send(embedded.address, [ANNA], RAW, nothing)
    assert (outcome.state, outcome.stage, outcome.text, outcome.ours) == ("deferred", "auth", str(error), True)
    smtp.close()


# --- TLS -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pems(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate.make(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("how", ["starttls", "implicit"])
def test_tls_with_the_configured_authority(pems: tuple[Path, Path], how: Any) -> None:
    authority, cert = pems
    with listening(cert, implicit_tls=how == "implicit", login=lambda *_: True) as (port, accepted):
        smtp = Smtp(smtp_settings(port, tls=how, ca_file=str(authority)), lambda: "x", command_seconds=5)
        assert smtp.send("a@fkt.example", [ANNA], RAW, nothing).state == "sent"
        smtp.close()
    assert [mail.raw for mail in accepted] == [RAW]


@pytest.mark.parametrize("how", ["starttls", "implicit"])
def test_a_certificate_nobody_vouches_for_is_refused_before_the_password(pems: tuple[Path, Path], how: Any) -> None:
    with listening(pems[1], implicit_tls=how == "implicit", login=lambda *_: pytest.fail("no password!")) as (port, _):
        smtp = Smtp(smtp_settings(port, tls=how), lambda: pytest.fail("the password is not to be asked for"))
        outcome = smtp.send("a@fkt.example", [ANNA], RAW, nothing)
        assert (outcome.state, outcome.stage, outcome.ours) == ("deferred", "connect", True)
        assert "certificate" in outcome.text.lower()
        with pytest.raises(UnavailableError):
            smtp.open()
        smtp.close()


def test_a_certificate_for_another_host_is_refused(tmp_path: Path) -> None:
    authority, cert = certificate.make(tmp_path, "127.0.0.2")
    with listening(cert) as (port, _):
        smtp = Smtp(smtp_settings(port, tls="starttls", ca_file=str(authority), auth="none"))
        with pytest.raises(UnavailableError, match="mismatch|not valid for"):
            smtp.open()
        smtp.close()


def test_a_server_that_hides_starttls_gets_no_password() -> None:
    with listening(None, login=lambda *_: pytest.fail("no password!")) as (port, _):
        smtp = Smtp(smtp_settings(port, tls="starttls"), lambda: pytest.fail("the password is not to be asked for"))
        with pytest.raises(UnavailableError, match="STARTTLS"):
            smtp.open()
        smtp.close()
