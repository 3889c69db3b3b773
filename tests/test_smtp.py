"""Sending: the right bytes to the right people, and the right word for whatever happens at each stage."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
from edges import ANNA, BO, PATIENCE, RAW, nothing, quick, smtp_settings

from mailflow.demo.servers import Servers
from mailflow.demo.smtpd import Fault
from mailflow.errors import UnavailableError
from mailflow.smtp import Outcome, Smtp
from mailflow.smtp_reply import classify


@pytest.fixture
def smtp(servers: Any) -> Iterator[Smtp]:
    made = Smtp(smtp_settings(servers.smtp_port), lambda: servers.password, command_seconds=10, dot_seconds=10)
    yield made
    made.close()


# --- what arrives ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"Hej\r\n",
        b".\r\n",
        b"..\r\n.hej\r\n...\r\n",
        b"\r\n\r\n.\r\n\r\n",
        b"a" * 998 + b"\r\n",
        b"." + b"b" * 997 + b"\r\n",
        b"=C3=A6 =2E\r\nMAIL FROM:<ond@example.org>\r\n",
    ],
)
def test_the_bytes_given_are_the_bytes_sent(servers: Any, smtp: Smtp, body: bytes) -> None:
    raw = RAW + b"\r\n" + body
    assert smtp.send(servers.address, [ANNA], raw, nothing).state == "sent"
    assert [(sent.mail_from, sent.rcpt_tos, sent.raw) for sent in servers.sent(1)] == [(servers.address, (ANNA,), raw)]


def test_eight_bit_bytes_go_through_unchanged(servers: Any, smtp: Smtp) -> None:
    raw = RAW + "Kære Søren, på gensyn i Ærø\r\n".encode()
    assert smtp.send(servers.address, [ANNA], raw, nothing).state == "sent"
    assert servers.sent(1)[0].raw == raw


def test_a_witness_gets_the_same_mail_in_the_same_transaction(servers: Any, smtp: Smtp) -> None:
    outcome = smtp.send(servers.address, [ANNA, servers.address], RAW, nothing)
    assert (outcome.state, outcome.code, outcome.enhanced, outcome.witness_accepted) == ("sent", 250, "2.0.0", True)
    assert [sent.rcpt_tos for sent in servers.sent(1)] == [(ANNA, servers.address)]


def test_without_a_witness_none_was_accepted(servers: Any, smtp: Smtp) -> None:
    assert smtp.send(servers.address, [ANNA], RAW, nothing).witness_accepted is False


def test_a_refused_witness_does_not_keep_the_mail_from_its_recipient(servers: Any, smtp: Smtp) -> None:
    servers.refuse = lambda _sender, rcpt: "550 5.2.2 mailbox full" if rcpt == servers.address else None
    outcome = smtp.send(servers.address, [ANNA, servers.address], RAW, nothing)
    assert (outcome.state, outcome.witness_accepted) == ("sent", False)
    assert servers.sent(1)[0].rcpt_tos == (ANNA,)


def test_a_refused_recipient_sends_nothing_to_the_witness(servers: Any, smtp: Smtp) -> None:
    servers.refuse = lambda _sender, rcpt: "550 5.1.1 no such user" if rcpt == ANNA else None
    outcome = smtp.send(servers.address, [ANNA, servers.address], RAW, lambda: pytest.fail("there is no body to send"))
    assert (outcome.state, outcome.code, outcome.enhanced, outcome.stage) == ("failed", 550, "5.1.1", "rcpt")
    assert outcome.ours is False
    assert servers.outgoing == []


def test_the_null_path_may_send(servers: Any, smtp: Smtp) -> None:
    assert smtp.send("", [ANNA], RAW, nothing).state == "sent"
    assert servers.sent(1)[0].mail_from == ""


def test_many_mails_use_one_connection_with_a_reset_after_a_refusal(servers: Any, smtp: Smtp) -> None:
    servers.refuse = lambda _sender, rcpt: "550 5.1.1 no such user" if rcpt == BO else None
    states = [smtp.send(servers.address, [rcpt], RAW, nothing).state for rcpt in (ANNA, BO, ANNA, ANNA)]
    assert states == ["sent", "failed", "sent", "sent"]
    assert servers.connections == 1
    assert [sent.rcpt_tos for sent in servers.sent(3)] == [(ANNA,)] * 3
    assert sum(line == "RSET" for line in servers.commands) == 1


def test_a_connection_that_died_while_idle_is_opened_anew(servers: Any, smtp: Smtp) -> None:
    assert smtp.send(servers.address, [ANNA], RAW, nothing).state == "sent"
    servers.drop_connections()
    assert smtp.send(servers.address, [BO], RAW, nothing).state == "sent"
    assert [sent.rcpt_tos for sent in servers.sent(2)] == [(ANNA,), (BO,)]


def test_a_server_that_tires_of_us_is_asked_anew_at_once(servers: Any, smtp: Smtp) -> None:
    assert smtp.send(servers.address, [ANNA], RAW, nothing).state == "sent"
    servers.faults.append(Fault("MAIL", reply="421 4.4.2 idle for too long"))
    assert smtp.send(servers.address, [BO], RAW, nothing).state == "sent"


def test_it_works_again_after_close_and_from_another_thread(servers: Any, smtp: Smtp) -> None:
    assert smtp.send(servers.address, [ANNA], RAW, nothing).state == "sent"
    smtp.close()
    smtp.close()
    outcomes: list[Outcome] = []

    def elsewhere() -> None:
        outcomes.append(smtp.send(servers.address, [BO], RAW, nothing))
        smtp.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join(20)
    assert [outcome.state for outcome in outcomes] == ["sent"]


# --- before the body -------------------------------------------------------------------------------------------------


def test_before_body_comes_after_the_recipients_and_before_data(servers: Any, smtp: Smtp) -> None:
    seen: list[list[str]] = []
    smtp.send(servers.address, [ANNA], RAW, lambda: seen.append([line.split(" ")[0] for line in servers.commands]))
    assert [commands[-2:] for commands in seen] == [["MAIL", "RCPT"]]
    assert [line.split(" ")[0] for line in servers.commands if line.startswith("DATA")] == ["DATA"]


def test_nothing_is_sent_when_the_commit_before_the_body_fails(servers: Any, smtp: Smtp) -> None:
    def full_disk() -> None:
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space"):
        smtp.send(servers.address, [ANNA], RAW, full_disk)
    assert smtp.send(servers.address, [BO], RAW, nothing).state == "sent"
    assert [sent.rcpt_tos for sent in servers.sent(1)] == [(BO,)]


def test_every_dangerous_step_is_named_before_and_after(
    servers: Any, smtp: Smtp, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "mailflow"):
        smtp.send(servers.address, [ANNA], RAW, nothing)
    verbs = [record.verb for record in caplog.records if hasattr(record, "verb")]
    assert verbs == [
        "smtp.connect", "smtp.connected", "smtp.mail", "smtp.mail.answered", "smtp.rcpt", "smtp.rcpt.answered",
        "smtp.data", "smtp.data.answered", "smtp.body", "smtp.dot", "smtp.dot.answered",
    ]  # fmt: skip


# --- what goes wrong, on every server --------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"])
def test_a_connection_lost_before_the_body_is_deferred(servers: Any, smtp: Smtp, stage: Any) -> None:
    servers.faults.append(Fault(stage, "drop", times=2))
    assert smtp.send(servers.address, [ANNA], RAW, nothing).state == "deferred"
    assert servers.outgoing == []
    servers.faults.clear()
    assert smtp.send(servers.address, [ANNA], RAW, nothing).state == "sent"


def test_an_answer_lost_after_the_dot_is_unknown_though_the_mail_went(servers: Any, smtp: Smtp) -> None:
    servers.faults.append(Fault("DOT", "drop"))
    outcome = smtp.send(servers.address, [ANNA], RAW, nothing)
    assert (outcome.state, outcome.code, outcome.stage) == ("unknown", None, "dot")
    assert len(servers.sent(1)) == 1
    assert smtp.send(servers.address, [BO], RAW, nothing).state == "sent"


def test_an_answer_lost_after_the_dot_is_unknown_though_the_mail_was_never_taken(servers: Any, smtp: Smtp) -> None:
    servers.faults.append(Fault("DOT", "drop", accepted=False))
    assert smtp.send(servers.address, [ANNA], RAW, nothing).state == "unknown"
    assert servers.outgoing == []


def test_no_answer_to_the_dot_in_time_is_unknown(servers: Any) -> None:
    servers.faults.append(Fault("DOT", "hang"))
    with quick(servers) as smtp:
        smtp.open()  # a real server's login may take longer than the time allowed here
        outcome = smtp.send(servers.address, [ANNA], RAW, nothing)
    assert outcome == Outcome("unknown", None, f"no answer to the final dot within {PATIENCE} seconds", "dot")


def test_a_refused_dot_is_answered_and_nothing_went(servers: Any, smtp: Smtp) -> None:
    servers.faults.extend([Fault("DOT", reply="451 4.7.1 greylisted"), Fault("DOT", reply="554 5.6.0 no")])
    assert smtp.send(servers.address, [ANNA], RAW, nothing).state == "deferred"
    assert smtp.send(servers.address, [ANNA], RAW, nothing).state == "failed"
    assert servers.outgoing == []


def test_a_wrong_password_is_about_us(servers: Any) -> None:
    smtp = Smtp(smtp_settings(servers.smtp_port), lambda: "forkert-kanariefugl", command_seconds=10)
    outcome = smtp.send(servers.address, [ANNA], RAW, nothing)
    assert (outcome.state, outcome.code, outcome.stage, outcome.ours) == ("deferred", 535, "auth", True)
    with pytest.raises(UnavailableError, match="535") as caught:
        smtp.open()
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(smtp) + repr(outcome)
    assert "kanariefugl" not in shown
    smtp.close()


# --- what must never go out ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sender", "recipients", "raw", "reason"),
    [
        ("a@b.example", [], RAW, "no recipient"),
        ("a@b.example", [""], RAW, "no recipient"),
        ("a@b.example", ["anna"], RAW, "one address"),
        ("a@b.example", ["x@y.example>\r\nRCPT TO:<ond@z.example"], RAW, "one address"),
        ("a@b.example> SIZE=1", [ANNA], RAW, "one address"),
        ("a@b.example", [f"{ANNA} {BO}"], RAW, "one address"),
        ("a@b.example", [ANNA], RAW.replace(b"\r\n", b"\n"), "CRLF"),
        ("a@b.example", [ANNA], RAW + b"a\n.\nMAIL FROM:<ond@z.example>\r\n", "CRLF"),
        ("a@b.example", [ANNA], RAW + b"a\r.\r\n", "CRLF"),
        ("a@b.example", [ANNA], RAW + b"the end", "CRLF"),
        ("a@b.example", [ANNA], b"", "CRLF"),
        ("a@b.example", [ANNA], RAW + b"x" * 999 + b"\r\n", "998"),
    ],
)
def test_a_broken_mail_is_refused_before_anything_is_said(
    embedded: Servers, sender: str, recipients: list[str], raw: bytes, reason: str
) -> None:
    with quick(embedded) as smtp:
        outcome = smtp.send(sender, recipients, raw, lambda: pytest.fail("nothing is to be sent"))
    assert (outcome.state, outcome.stage) == ("failed", "check")
    assert reason in outcome.text
    assert embedded.connections == 0


# --- what replies mean -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "code", "text", "state", "ours"),
    [
        ("dot", 250, "2.0.0 Ok: queued as 5", "sent", False),
        ("dot", 252, "maybe", "sent", False),
        ("dot", 354, "go on", "unknown", False),
        ("dot", 451, "4.7.1 greylisted", "deferred", False),
        ("dot", 432, "4.3.2 Concurrent connections limit exceeded", "deferred", False),
        ("dot", 421, "4.3.2 closing", "deferred", False),
        ("dot", 554, "5.7.1 looks like spam", "failed", False),
        ("dot", 554, "5.2.252 SendAsDenied; sekretariatet@fkt.example not allowed", "deferred", True),
        ("dot", 550, "5.1.90 Your message can't be sent: daily limit reached", "deferred", True),
        ("dot", 550, "5.7.708 Service unavailable. Access denied, traffic not accepted from this IP", "deferred", True),
        ("rcpt", 550, "5.1.1 no such user", "failed", False),
        ("rcpt", 550, "5.7.1 this recipient takes no mail from you", "failed", False),
        ("rcpt", 554, "5.7.1 <x@y.example>: Relay access denied", "deferred", True),
        ("rcpt", 550, "relaying denied", "deferred", True),
        ("rcpt", 530, "5.7.0 Authentication required", "deferred", True),
        ("rcpt", 452, "4.2.2 mailbox full", "deferred", False),
        ("mail", 552, "5.3.4 message size exceeds fixed limit", "failed", False),
        ("mail", 550, "5.7.60 Client does not have permissions to send as this sender", "deferred", True),
        ("mail", 550, "no", "deferred", True),
        ("mail", 451, "4.3.0 later", "deferred", True),
        ("auth", 535, "5.7.3 Authentication unsuccessful", "deferred", True),
        ("auth", 454, "4.7.0 Temporary authentication failure", "deferred", True),
        ("connect", 554, "no SMTP service here", "deferred", True),
        ("data", 554, "5.5.1 no valid recipients", "failed", False),
        ("data", 250, "what?", "deferred", True),
    ],
)
def test_what_a_reply_means(stage: Any, code: int, text: str, state: str, ours: bool) -> None:
    outcome = classify(stage, code, text)
    assert (outcome.state, outcome.ours, outcome.code, outcome.text) == (state, ours, code, text)


def test_a_servers_words_are_fit_for_a_log_line(embedded: Servers) -> None:
    embedded.faults.append(Fault("RCPT", reply="550-5.1.1 first\r\n550 5.1.1 \x1b[31m" + "long " * 300))
    with quick(embedded) as smtp:
        text = smtp.send(embedded.address, [ANNA], RAW, nothing).text
    assert len(text) <= 500
    assert text.isprintable()
