"""The mailbox on servers that break every rule, and on lines that somebody else holds: never half a mail, never a hang."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from edges import imap_settings, later, soon
from servers import certificate
from servers.scripted import Script, ScriptedImap

from mailflow.demo.servers import Servers
from mailflow.errors import TemporaryError, UnavailableError
from mailflow.mailbox import Mailbox

WHEN = datetime(2026, 9, 1, 7, 30, tzinfo=UTC)


@contextmanager
def scripted(answers: dict[str, Any], **more: Any) -> Iterator[tuple[Mailbox, ScriptedImap]]:
    with ScriptedImap(answers) as server:
        mailbox = Mailbox(imap_settings(server.port, **more), lambda: "x", connect_seconds=2, read_seconds=0.6)
        try:
            yield mailbox, server
        finally:
            mailbox.close()


HEADER = b"From: a@b.example\r\n\r\n"
FULL = (
    b'* 1 FETCH (UID 1 INTERNALDATE "01-Sep-2026 09:30:00 +0200" RFC822.SIZE 40 BODY[HEADER] {%d}\r\n%b)\r\n'
    % (len(HEADER), HEADER)
)  # fmt: skip


def test_an_idle_line_split_by_tcp_is_read_whole() -> None:
    idle: Script = [b"+ idling\r\n", 0.1, b"* 2 EX", 0.2, b"ISTS", 0.1, b"\r\n"]
    with scripted({"IDLE": idle}) as (mailbox, _), soon(10):
        assert mailbox.wait(20) is True


def test_news_in_the_same_packet_as_the_go_ahead_is_not_overlooked() -> None:
    with scripted({"IDLE": [b"+ idling\r\n* 2 EXISTS\r\n"]}) as (mailbox, _), soon(10):
        assert mailbox.wait(20) is True


def test_news_before_the_go_ahead_is_not_overlooked() -> None:
    # The server may say what it owes us at any time (RFC 3501 section 5.2).
    with scripted({"IDLE": [b"* 2 EXISTS\r\n+ idling\r\n", 0.1, b"* OK Still here\r\n"]}) as (mailbox, _), soon(10):
        assert mailbox.wait(20) is True


def test_small_talk_is_no_news_and_the_wait_goes_on() -> None:
    talk: Script = [b"+ idling\r\n", 0.1, b"* OK Still here\r\n* 1 FETCH (FLAGS (\\Seen))\r\n"]
    with scripted({"IDLE": [talk, talk, [b"+ idling\r\n", 0.1, b"* 2 EXISTS\r\n"]]}) as (mailbox, server), soon(10):
        assert mailbox.wait(20) is True
        assert sum(command.endswith("IDLE") for command in server.commands) == 3


def test_idle_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailflow.mailbox._RENEW_SECONDS", 0.2)
    with scripted({"IDLE": [b"+ idling\r\n"]}) as (mailbox, server):
        assert mailbox.wait(0.7) is False
        assert 3 <= sum(command.endswith("IDLE") for command in server.commands) <= 5


@pytest.mark.parametrize(
    "answers",
    [
        {"IDLE": [b"+ idling\r\n", 0.1, None]},
        {"IDLE": [b"+ idling\r\n", 0.1, b"* 2 EXI", None]},
        {"IDLE": [b"+ idling\r\n", 0.1, b"* BYE too long\r\n", None]},
        {"IDLE": [None]},
        {"IDLE": [b"+ idling\r\n"], "DONE": [5.0]},
        {"IDLE": [5.0]},
        {"IDLE": [b"{tag} BAD not now\r\n"]},
    ],
)
def test_an_idle_on_a_dead_line_is_an_error_and_no_silence(answers: dict[str, Any]) -> None:
    with scripted(answers) as (mailbox, _), soon(3), pytest.raises(TemporaryError):
        mailbox.wait(1)


@pytest.mark.parametrize(
    "fetch",
    [
        [b"{tag} OK done\r\n"],
        [b"* 1 FETCH (UID 1)\r\n{tag} OK done\r\n"],
        [b"* 1 FETCH (UID 1 BODY[HEADER] NIL BODY[] NIL)\r\n{tag} OK done\r\n"],
        [b"* 1 FETCH (UID 1 BODY[] {0}\r\n)\r\n{tag} OK done\r\n"],
        [b'* 1 FETCH (UID 1 BODY[HEADER] "" BODY[] "")\r\n{tag} OK done\r\n'],
        [b"* 1 FETCH (UID 2 BODY[] {3}\r\nabc)\r\n{tag} OK done\r\n"],
        [b'* 1 FETCH (UID 1 INTERNALDATE "32-Foo-2026" RFC822.SIZE 9 BODY[HEADER] {2}\r\n\r\n)\r\n{tag} OK done\r\n'],
    ],
)
def test_an_answer_without_the_mail_is_no_mail(fetch: Script) -> None:
    with scripted({"UID FETCH": fetch}) as (mailbox, _):
        mailbox.open("INBOX")
        assert list(mailbox.items([1])) == []
        assert mailbox.bodies([1]) == {}
        assert mailbox.body(1) is None


def test_a_mail_that_comes_in_pieces_is_whole() -> None:
    pieces: list[Any] = [piece for byte in (FULL[i : i + 7] for i in range(0, len(FULL), 7)) for piece in (byte, 0.01)]
    with scripted({"UID FETCH": [*pieces, b"{tag} OK done\r\n"]}) as (mailbox, _):
        mailbox.open("INBOX")
        [item] = mailbox.items([1])
        assert (item.header, item.internaldate) == (HEADER, WHEN)


@pytest.mark.parametrize(
    "fetch",
    [
        [FULL[:60], None],
        [FULL[:-12], None],
        [FULL[:-12], 5.0],
        [b"* 1 FETCH (UID 1 BODY[] {9999999999}\r\nabc", 5.0],
        [piece for _ in range(100) for piece in (b"*", 0.1)],
        [b"* 1 FETCH (UID\r\n{tag} OK done\r\n"],
        [b"* 1 FETCH (UID x BODY[] NIL)\r\n{tag} OK done\r\n"],
        [b"\x00\xff\r\n"],
        [b"{tag} BAD User is authenticated but not connected.\r\n"],
        [b"{tag} NO [SERVERBUG] try again\r\n"],
        [b"* BYE shutting down\r\n", None],
    ],
)
def test_a_broken_answer_is_temporary_and_never_half_a_mail(fetch: Script) -> None:
    with scripted({"UID FETCH": fetch}) as (mailbox, _), soon(3):
        mailbox.open("INBOX")
        with pytest.raises(TemporaryError):
            list(mailbox.items([1]))


@pytest.mark.parametrize(
    ("login", "error"),
    [
        ([b"{tag} NO [AUTHENTICATIONFAILED] no\r\n"], UnavailableError),
        ([b"{tag} NO LOGIN failed.\r\n"], UnavailableError),
        ([b"{tag} NO [UNAVAILABLE] Temporary authentication failure.\r\n"], TemporaryError),
        ([b"{tag} BAD later\r\n"], TemporaryError),
        ([None], TemporaryError),
        ([5.0], TemporaryError),
        ([b"* BYE overloaded\r\n", None], TemporaryError),
    ],
)
def test_a_login_that_fails_is_only_a_wrong_password_when_the_server_says_so(login: Script, error: Any) -> None:
    with scripted({"LOGIN": login}) as (mailbox, _), soon(3), pytest.raises(error):
        mailbox.connect()


@pytest.mark.parametrize("greeting", [[None], [5.0], [b"* BYE full\r\n", None], [b"HTTP/1.1 400\r\n"], [b"* OK"]])
def test_a_greeting_that_is_none_is_temporary(greeting: Script) -> None:
    with scripted({"GREETING": greeting}) as (mailbox, _), soon(3), pytest.raises(TemporaryError):
        mailbox.connect()


def test_a_folder_without_uidvalidity_is_not_read() -> None:
    examine: Script = [b"* 1 EXISTS\r\n{tag} OK done\r\n"]
    search: Script = [b"* SEARCH 1\r\n{tag} OK done\r\n"]
    answers = {"EXAMINE": examine, "UID SEARCH": search}
    with scripted(answers) as (mailbox, _), pytest.raises(UnavailableError, match="UIDVALIDITY"):
        mailbox.open("INBOX")


def test_folders_that_cannot_be_opened_or_refuse_their_status_are_told() -> None:
    listed = (
        b'* LIST (\\HasNoChildren) "/" INBOX\r\n* LIST (\\Noselect) "/" "Offentlige mapper"\r\n'
        b'* LIST (\\Junk) "/" "U&APg-nsket mail"\r\n* LIST () "/" "Sendt post"\r\n'
        b'* LIST () "/" 2026\r\n{tag} OK done\r\n'
    )
    good = b'* STATUS "x" (UIDVALIDITY 7 UIDNEXT 2)\r\n{tag} OK done\r\n'
    status = [[good], [b"{tag} NO [NOPERM] not yours\r\n"], [good], [good]]
    with scripted({"LIST": [listed], "STATUS": status}) as (mailbox, _):
        found = mailbox.folders()
        assert [(folder.name, folder.uidvalidity, folder.selectable) for folder in found] == [
            ("INBOX", 7, True), ("Offentlige mapper", 0, False), ("Uønsket mail", 0, True), ("Sendt post", 7, True),
            ("2026", 7, True),
        ]  # fmt: skip
        assert found[2].special == {"\\Junk"}
        assert mailbox.sent_folder() == "Sendt post"  # by its name, since no folder is marked \Sent


def test_exists_and_uidnext_may_be_missing() -> None:
    examine: Script = [b"* OK [UIDVALIDITY 7] ok\r\n{tag} OK done\r\n"]
    with scripted({"EXAMINE": examine, "UID SEARCH": [b"* SEARCH 4 9\r\n{tag} OK done\r\n"]}) as (mailbox, _):
        assert mailbox.open("INBOX").uidnext == 10


def test_the_password_goes_in_a_form_that_its_letters_allow() -> None:
    with ScriptedImap({"AUTHENTICATE": [b"+ \r\n"]}) as server:
        mailbox = Mailbox(imap_settings(server.port), lambda: "på", read_seconds=0.3)
        with pytest.raises(TemporaryError):
            mailbox.connect()
        assert server.commands[-2].endswith("AUTHENTICATE PLAIN")
        assert server.commands[-1] == "AHNla3JldGFyaWF0ZXRAZmt0LmV4YW1wbGUAcMOl"  # \0user\0password in UTF-8


# --- TLS -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pems(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate.make(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def secure(pems: tuple[Path, Path]) -> Iterator[Servers]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pems[1])
    with Servers(tls=context) as running:
        yield running


@pytest.mark.parametrize("how", ["starttls", "implicit"])
def test_tls_with_the_configured_authority(secure: Servers, pems: tuple[Path, Path], how: Any) -> None:
    port = secure.imap_port if how == "starttls" else secure.imaps_port
    mailbox = Mailbox(imap_settings(port, tls=how, ca_file=str(pems[0])), lambda: secure.password, read_seconds=5)
    large = HEADER + ("æ" * 60 + "\r\n").encode() * 5000
    secure.deliver(large)
    mailbox.open("INBOX")
    assert (mailbox.body(mailbox.uids_above(0)[0]) or b"").endswith(large)
    later(0.2, lambda: secure.deliver(HEADER))
    with soon(15):
        assert mailbox.wait(20) is True
    mailbox.open("INBOX")
    assert mailbox.wait(0.2) is False
    mailbox.close()


@pytest.mark.parametrize("how", ["starttls", "implicit"])
def test_a_certificate_nobody_vouches_for_is_refused_before_the_password(secure: Servers, how: Any) -> None:
    port = secure.imap_port if how == "starttls" else secure.imaps_port
    mailbox = Mailbox(imap_settings(port, tls=how), lambda: pytest.fail("the password is not to be asked for"))
    with pytest.raises(UnavailableError, match="certificate"):
        mailbox.connect()


def test_words_slipped_in_before_tls_are_not_taken_for_the_servers(pems: tuple[Path, Path]) -> None:
    # STARTTLS response injection: a line that arrives in the clear together with the answer to STARTTLS.
    slipped: Script = [b"{tag} OK begin\r\n* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n"]
    with ScriptedImap({"STARTTLS": slipped}, cert=pems[1]) as server:
        password = lambda: pytest.fail("the password is not to be asked for")  # noqa: E731
        mailbox = Mailbox(imap_settings(server.port, tls="starttls", ca_file=str(pems[0])), password, read_seconds=2)
        with pytest.raises(TemporaryError, match="before TLS"):
            mailbox.connect()


def test_a_server_that_hides_starttls_gets_no_password() -> None:
    answers = {"CAPABILITY": [b"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n"]}
    with ScriptedImap(answers) as server:
        mailbox = Mailbox(
            imap_settings(server.port, tls="starttls"), lambda: pytest.fail("no password!"), read_seconds=2
        )
        with pytest.raises(UnavailableError, match="STARTTLS"):
            mailbox.connect()
