"""mailflow doctor --send-test: which witness works, and who confirms senders, on hosts of different habits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from doctors import Office, problems

from mailflow.checks import Finding, witness
from mailflow.demo.servers import Servers
from mailflow.demo.smtpd import Fault


@pytest.fixture
def office(
    tmp_path: Path, embedded: Servers, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Office:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    return Office(tmp_path, embedded, capsys)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witness, "WAIT_SECONDS", 1.0)
    monkeypatch.setattr(witness, "LINGER_SECONDS", 0.2)
    monkeypatch.setattr(witness, "PAUSE_SECONDS", 0.05)


def test_the_copy_comes_back_and_is_the_witness(office: Office, impatient: None) -> None:
    code, found = office.doctor("--send-test")
    assert code == 0
    assert found["witness"] == [Finding("witness", "ok", "A witness works: copy.")]
    (sent,) = office.servers.outgoing
    assert sent.rcpt_tos == ("sekretariatet@fkt.example",)
    assert b"Auto-Submitted: auto-generated" in sent.raw


def test_a_witness_that_does_not_work_here(office: Office, impatient: None) -> None:
    office.write(smtp='witness = "sent-folder"')
    code, found = office.doctor("--send-test")
    assert code == 1
    assert 'Set smtp.witness = "copy".' in problems(found)["witness"]


def test_a_host_that_files_what_it_sends(office: Office, impatient: None) -> None:
    """As Microsoft 365 and Gmail do: what is submitted lies in the Sent folder, nobody has to put it there."""
    deliver = office.servers._accept

    async def filed(mail: Any) -> None:
        await office.servers._append("Sent", mail.raw, mail.at)
        await deliver(mail)

    office.servers._smtp.accept = filed
    office.write(smtp='witness = "sent-folder"')
    code, found = office.doctor("--send-test")
    assert code == 0
    assert found["witness"][0].what == "A witness works: copy, sent-folder."


def test_a_test_mail_that_never_comes(office: Office, impatient: None) -> None:
    async def swallowed(mail: Any) -> None:
        return None

    office.servers._smtp.accept = swallowed
    code, found = office.doctor("--send-test")
    assert code == 1
    assert "did not turn up" in problems(found)["witness"]


def test_a_test_mail_that_is_refused(office: Office, impatient: None) -> None:
    office.servers.faults.append(Fault("MAIL", reply="550 5.7.60 SendAsDenied"))
    code, found = office.doctor("--send-test")
    assert code == 1
    assert "SendAsDenied" in problems(found)["test-mail"]


def test_the_authserv_id_is_learned_from_the_test_mail(office: Office, impatient: None) -> None:
    async def checked(mail: Any) -> None:
        header = b"Authentication-Results: mx.fkt.example 1; dmarc=pass header.from=fkt.example\r\n"
        await office.servers._append("INBOX", header + mail.raw, mail.at)

    office.servers._smtp.accept = checked
    code, found = office.doctor("--send-test")
    assert code == 0
    assert (
        found["authserv-id"][0].remedy == 'Set imap.authserv_id = "mx.fkt.example", so that senders can be confirmed.'
    )
    office.write(imap='authserv_id = "mx.fkt.example"')
    assert office.doctor("--send-test")[1]["authserv-id"][0].status == "ok"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("mx.fkt.example; spf=pass smtp.mailfrom=fkt.example", "mx.fkt.example"),
        ("mx.fkt.example 1; none", "mx.fkt.example"),
        ("spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=fkt.example; dkim=pass", ""),
        ("((((", ""),
    ],
)
def test_the_name_in_front_of_authentication_results(value: str, name: str) -> None:
    assert witness.authserv_id(value) == name
