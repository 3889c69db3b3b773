"""The mailbox: reading without a trace, moving without loss, waiting that never hangs on a dead line."""

from __future__ import annotations

import ssl
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from servers import certificate
from servers.scripted import Script, ScriptedImap

from mailflow import config
from mailflow.demo.servers import Servers
from mailflow.errors import TemporaryError, UnavailableError
from mailflow.mailbox import Mailbox

WHEN = datetime(2026, 9, 1, 7, 30, tzinfo=UTC)


def mail(number: int = 1, body: str = "Ingen bemærkninger.") -> bytes:
    head = f"From: Anna Berg <anna.berg@odder.example>\r\nMessage-ID: <{number}@odder.example>\r\nSubject: {number}\r\n"
    return (head + f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n").encode()


def settings(port: int, **more: Any) -> config.Imap:
    user = "sekretariatet@fkt.example"
    return config.Imap(**{"host": "127.0.0.1", "port": port, "tls": "none", "user": user, "address": user, **more})


@pytest.fixture
def mailbox(servers: Any) -> Iterator[Mailbox]:
    made = Mailbox(settings(servers.imap_port), lambda: servers.password, read_seconds=10)
    yield made
    made.close()


def later(seconds: float, what: Any) -> threading.Timer:
    timer = threading.Timer(seconds, what)
    timer.start()
    return timer


@contextmanager
def soon(seconds: float) -> Iterator[None]:
    begin = time.monotonic()
    yield
    assert time.monotonic() - begin < seconds


# --- reading ---------------------------------------------------------------------------------------------------------


def test_the_folders_and_their_special_use(servers: Any, mailbox: Mailbox) -> None:
    found = {folder.name: folder for folder in mailbox.folders()}
    assert set(found) == {"INBOX", "Sent", "Junk", "Trash", "Drafts"}
    assert found["Junk"].special == {"\\Junk"}
    assert all(folder.selectable and folder.uidvalidity and folder.uidnext for folder in found.values())
    assert mailbox.sent_folder() == "Sent"


def test_the_status_of_a_folder_is_what_opening_it_says(servers: Any, mailbox: Mailbox) -> None:
    servers.deliver(mail())
    listed = next(folder for folder in mailbox.folders() if folder.name == "INBOX")
    opened = mailbox.open("INBOX")
    assert (opened.uidvalidity, opened.uidnext) == (listed.uidvalidity, listed.uidnext)
    assert mailbox.uids_above(0) == [opened.uidnext - 1]


def test_reading_leaves_no_trace(servers: Any, mailbox: Mailbox) -> None:
    servers.deliver(mail(), when=WHEN)
    mailbox.open("INBOX")
    uids = mailbox.uids_above(0)
    assert len(list(mailbox.items(uids))) == len(mailbox.bodies(uids)) == 1
    assert mailbox.body(uids[0]) is not None
    assert servers.flags("INBOX") == [(uids[0], set())]


def test_an_item_tells_when_the_server_took_the_mail(servers: Any, mailbox: Mailbox) -> None:
    danish = WHEN.astimezone(datetime.fromisoformat("2026-09-01T09:30:00+02:00").tzinfo)
    servers.deliver(mail(), when=danish)
    mailbox.open("INBOX")
    [item] = mailbox.items(mailbox.uids_above(0))
    body = mailbox.body(item.uid)
    assert body is not None
    assert item.internaldate == WHEN
    assert item.internaldate.tzinfo is UTC
    assert item.size == len(body)
    assert body.startswith(item.header)
    assert body.endswith(mail())
    assert item.header.endswith(b"\r\n\r\n")


def test_only_mail_above_the_uid_even_when_there_is_none(servers: Any, mailbox: Mailbox) -> None:
    # "UID SEARCH 102:*" has the last mail in any case, since * is the highest UID there is (RFC 3501 section 9).
    for number in range(3):
        servers.deliver(mail(number))
    mailbox.open("INBOX")
    first, second, third = mailbox.uids_above(0)
    assert mailbox.uids_above(first) == [second, third]
    assert mailbox.uids_above(third) == []
    assert mailbox.uids_above(third + 50) == []


def test_mail_that_comes_after_the_folder_was_opened_is_seen(servers: Any, mailbox: Mailbox) -> None:
    mailbox.open("INBOX")
    assert mailbox.uids_above(0) == []
    servers.deliver(mail())
    assert len(mailbox.uids_above(0)) == 1


def test_many_mails_come_in_order_and_complete(servers: Any, mailbox: Mailbox) -> None:
    for number in range(120):
        servers.deliver(mail(number))
    mailbox.open("INBOX")
    uids = mailbox.uids_above(0)
    assert [item.uid for item in mailbox.items(uids)] == uids
    bodies = mailbox.bodies(uids)
    assert list(bodies) == uids
    assert [f"<{number}@odder".encode() in bodies[uid] for number, uid in enumerate(uids)] == [True] * 120


def test_a_mail_that_is_gone_meanwhile_is_left_out(servers: Any, mailbox: Mailbox) -> None:
    servers.deliver(mail())
    mailbox.open("INBOX")
    uids = mailbox.uids_above(0)
    servers.expunge("INBOX")
    mailbox.open("INBOX")
    assert list(mailbox.items([uids[0], uids[0] + 7])) == []
    assert mailbox.body(uids[0] + 7) is None


def test_a_renumbered_folder_shows(servers: Any, mailbox: Mailbox) -> None:
    before = mailbox.open("INBOX")
    mailbox.close()
    servers.renumber("INBOX")
    assert mailbox.open("INBOX").uidvalidity != before.uidvalidity


# --- moving, putting, finding ----------------------------------------------------------------------------------------


def moved(servers: Any, mailbox: Mailbox) -> None:
    for number in range(3):
        servers.deliver(mail(number), when=WHEN)
    mailbox.open("INBOX")
    uids = mailbox.uids_above(0)
    assert mailbox.move(uids[:2], "Behandlet/År 2026") is True
    assert mailbox.uids_above(0) == uids[2:]
    assert servers.flags("INBOX") == [(uids[2], set())]
    assert mailbox.open("Behandlet/År 2026").selectable
    assert [item.internaldate for item in mailbox.items(mailbox.uids_above(0))] == [WHEN, WHEN]


def test_mail_is_moved_to_a_folder_that_is_made_for_it(servers: Any, mailbox: Mailbox) -> None:
    moved(servers, mailbox)


def test_without_move_mail_is_copied_and_exactly_that_is_expunged() -> None:
    with Servers(without={"MOVE"}) as servers:
        mailbox = Mailbox(settings(servers.imap_port), lambda: servers.password)
        moved(servers, mailbox)
        mailbox.close()


def test_a_mail_that_a_human_has_marked_deleted_survives_the_move() -> None:
    with Servers(without={"MOVE"}) as servers:
        mailbox = Mailbox(settings(servers.imap_port), lambda: servers.password)
        mailbox.append("INBOX", mail(1), ["\\Deleted"])
        mailbox.append("INBOX", mail(2))
        mailbox.open("INBOX")
        theirs, ours = mailbox.uids_above(0)
        assert mailbox.move([ours], "Behandlet") is True
        assert servers.flags("INBOX") == [(theirs, {"\\Deleted"})]
        mailbox.close()


def test_without_move_and_uidplus_nothing_is_moved() -> None:
    with Servers(without={"MOVE", "UIDPLUS"}) as servers:
        servers.deliver(mail())
        mailbox = Mailbox(settings(servers.imap_port), lambda: servers.password)
        mailbox.open("INBOX")
        uids = mailbox.uids_above(0)
        assert mailbox.move(uids, "Behandlet") is False
        assert servers.flags("INBOX") == [(uids[0], set())]
        assert "Behandlet" not in {folder.name for folder in mailbox.folders()}
        mailbox.close()


def test_nothing_is_moved_from_a_folder_that_was_renumbered(servers: Any, mailbox: Mailbox) -> None:
    servers.deliver(mail())
    mailbox.open("INBOX")
    uids = mailbox.uids_above(0)
    servers.renumber("INBOX")
    with pytest.raises(TemporaryError):
        mailbox.move(uids, "Behandlet")
    assert len(servers.flags("INBOX")) == 1


def test_moving_a_mail_that_somebody_took_is_no_trouble(servers: Any, mailbox: Mailbox) -> None:
    servers.deliver(mail())
    mailbox.open("INBOX")
    uids = mailbox.uids_above(0)
    servers.expunge("INBOX")
    assert mailbox.move(uids, "Behandlet") is True
    assert servers.flags("Behandlet") == []


def test_a_mail_put_there_has_its_flags_and_time(servers: Any, mailbox: Mailbox) -> None:
    mailbox.append("Kopier", mail(), ["\\Seen"], WHEN)
    mailbox.append("Kopier", mail())
    mailbox.open("Kopier")
    uids = mailbox.uids_above(0)
    assert mailbox.body(uids[0]) == mail()
    assert next(mailbox.items(uids)).internaldate == WHEN
    assert [flags for _, flags in servers.flags("Kopier")] == [{"\\Seen"}, set()]


def test_a_message_id_is_found_whole_and_nowhere_else(servers: Any, mailbox: Mailbox) -> None:
    for number in (1, 11, 111):
        servers.deliver(mail(number, body="<11@odder.example>"))
    mailbox.open("INBOX")
    uids = mailbox.uids_above(0)
    assert mailbox.find("INBOX", "<11@odder.example>") == [uids[1]]
    assert mailbox.find("INBOX", "<9@odder.example>") == []
    assert mailbox.find("INBOX", "11@odder.example") == []
    assert mailbox.find("Sent", "<11@odder.example>") == []


# --- waiting ---------------------------------------------------------------------------------------------------------


def test_new_mail_ends_the_wait(servers: Any, mailbox: Mailbox) -> None:
    mailbox.open("INBOX")
    later(0.2, lambda: servers.deliver(mail()))
    with soon(5):
        assert mailbox.wait(20) is True
    mailbox.open("INBOX")
    assert len(mailbox.uids_above(0)) == 1


def test_mail_that_came_between_looking_and_waiting_ends_the_wait_at_once(servers: Any, mailbox: Mailbox) -> None:
    mailbox.open("INBOX")
    mailbox.uids_above(0)
    mailbox.open("Junk")
    servers.deliver(mail())
    with soon(2):
        assert mailbox.wait(20) is True


def test_without_mail_the_wait_ends_in_time(servers: Any, mailbox: Mailbox) -> None:
    mailbox.open("INBOX")
    begin = time.monotonic()
    assert mailbox.wait(0.5) is False
    assert 0.4 < time.monotonic() - begin < 5


@pytest.mark.parametrize("early", [True, False])
def test_a_wake_ends_the_wait_and_only_one(servers: Any, mailbox: Mailbox, early: bool) -> None:
    mailbox.open("INBOX")
    if early:
        mailbox.wake()
    else:
        later(0.2, mailbox.wake)
    with soon(5):
        assert mailbox.wait(20) is True
    assert mailbox.wait(0.1) is False


def test_a_thousand_wakes_are_one(mailbox: Mailbox) -> None:
    for _ in range(5000):
        mailbox.wake()
    with soon(5):
        assert mailbox.wait(20) is True


def test_without_idle_the_wait_is_a_wait() -> None:
    with Servers(without={"IDLE"}) as servers:
        mailbox = Mailbox(settings(servers.imap_port), lambda: servers.password)
        assert "IDLE" not in mailbox.capabilities()
        mailbox.open("INBOX")
        assert mailbox.wait(0.2) is False
        later(0.1, mailbox.wake)
        with soon(5):
            assert mailbox.wait(20) is True
        mailbox.close()


# --- trouble, on every server ----------------------------------------------------------------------------------------


def test_a_connection_lost_while_waiting_is_noticed_and_the_next_call_reconnects(
    servers: Any, mailbox: Mailbox
) -> None:
    servers.deliver(mail())
    mailbox.open("INBOX")
    later(0.3, servers.drop_connections)
    with soon(8), pytest.raises(TemporaryError):
        mailbox.wait(20)
    with pytest.raises(TemporaryError, match="open any more"):
        mailbox.uids_above(0)
    mailbox.open("INBOX")
    assert len(mailbox.uids_above(0)) == 1


def test_a_connection_lost_between_two_calls_is_temporary(servers: Any, mailbox: Mailbox) -> None:
    mailbox.open("INBOX")
    servers.drop_connections()
    with pytest.raises(TemporaryError):
        mailbox.uids_above(0)
    assert mailbox.open("INBOX").name == "INBOX"


def test_a_missing_folder_is_refused_and_the_connection_stays(servers: Any, mailbox: Mailbox) -> None:
    with pytest.raises(UnavailableError, match="Findes ikke"):
        mailbox.open("Findes ikke")
    with pytest.raises(TemporaryError, match="No folder"):
        mailbox.uids_above(0)
    assert mailbox.open("INBOX").name == "INBOX"


def test_a_wrong_password_is_refused_and_shown_nowhere(servers: Any) -> None:
    mailbox = Mailbox(settings(servers.imap_port), lambda: "forkert-kanariefugl-æ")
    with pytest.raises(UnavailableError, match="password") as caught:
        mailbox.connect()
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(mailbox)
    assert "kanariefugl" not in shown


def test_a_password_changed_on_the_way_is_asked_for_again(servers: Any) -> None:
    passwords = iter(["old", servers.password])
    mailbox = Mailbox(settings(servers.imap_port), lambda: next(passwords))
    with pytest.raises(UnavailableError):
        mailbox.open("INBOX")
    assert mailbox.open("INBOX").name == "INBOX"
    mailbox.close()


def test_nobody_there_is_temporary() -> None:
    with pytest.raises(TemporaryError):
        Mailbox(settings(1), lambda: "x").connect()


def test_closing_is_allowed_at_any_time(servers: Any, mailbox: Mailbox) -> None:
    mailbox.close()
    mailbox.open("INBOX")
    servers.drop_connections()
    mailbox.close()
    mailbox.close()
    assert mailbox.open("INBOX").name == "INBOX"


# --- what no good server does ----------------------------------------------------------------------------------------


@contextmanager
def scripted(answers: dict[str, Any], **more: Any) -> Iterator[tuple[Mailbox, ScriptedImap]]:
    with ScriptedImap(answers) as server:
        mailbox = Mailbox(settings(server.port, **more), lambda: "x", connect_seconds=2, read_seconds=0.6)
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
    with scripted({"IDLE": idle}) as (mailbox, _), soon(2):
        assert mailbox.wait(20) is True


def test_news_in_the_same_packet_as_the_go_ahead_is_not_overlooked() -> None:
    with scripted({"IDLE": [b"+ idling\r\n* 2 EXISTS\r\n"]}) as (mailbox, _), soon(2):
        assert mailbox.wait(20) is True


def test_news_before_the_go_ahead_is_not_overlooked() -> None:
    # The server may say what it owes us at any time (RFC 3501 section 5.2).
    with scripted({"IDLE": [b"* 2 EXISTS\r\n+ idling\r\n", 0.1, b"* OK Still here\r\n"]}) as (mailbox, _), soon(2):
        assert mailbox.wait(20) is True


def test_small_talk_is_no_news_and_the_wait_goes_on() -> None:
    talk: Script = [b"+ idling\r\n", 0.1, b"* OK Still here\r\n* 1 FETCH (FLAGS (\\Seen))\r\n"]
    with scripted({"IDLE": [talk, talk, [b"+ idling\r\n", 0.1, b"* 2 EXISTS\r\n"]]}) as (mailbox, server), soon(3):
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
        mailbox = Mailbox(settings(server.port), lambda: "på", read_seconds=0.3)
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
    mailbox = Mailbox(settings(port, tls=how, ca_file=str(pems[0])), lambda: secure.password, read_seconds=5)
    large = mail(1, "x" * 70 + "\r\n" + ("æ" * 60 + "\r\n") * 5000)
    secure.deliver(large)
    mailbox.open("INBOX")
    assert (mailbox.body(mailbox.uids_above(0)[0]) or b"").endswith(large)
    later(0.2, lambda: secure.deliver(mail(2)))
    with soon(5):
        assert mailbox.wait(20) is True
    mailbox.open("INBOX")
    assert mailbox.wait(0.2) is False
    mailbox.close()


@pytest.mark.parametrize("how", ["starttls", "implicit"])
def test_a_certificate_nobody_vouches_for_is_refused_before_the_password(secure: Servers, how: Any) -> None:
    port = secure.imap_port if how == "starttls" else secure.imaps_port
    mailbox = Mailbox(settings(port, tls=how), lambda: pytest.fail("the password is not to be asked for"))
    with pytest.raises(UnavailableError, match="certificate"):
        mailbox.connect()


def test_words_slipped_in_before_tls_are_not_taken_for_the_servers(pems: tuple[Path, Path]) -> None:
    # STARTTLS response injection: a line that arrives in the clear together with the answer to STARTTLS.
    slipped: Script = [b"{tag} OK begin\r\n* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n"]
    with ScriptedImap({"STARTTLS": slipped}, cert=pems[1]) as server:
        password = lambda: pytest.fail("the password is not to be asked for")  # noqa: E731
        mailbox = Mailbox(settings(server.port, tls="starttls", ca_file=str(pems[0])), password, read_seconds=2)
        with pytest.raises(TemporaryError, match="before TLS"):
            mailbox.connect()


def test_a_server_that_hides_starttls_gets_no_password() -> None:
    answers = {"CAPABILITY": [b"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n"]}
    with ScriptedImap(answers) as server:
        mailbox = Mailbox(settings(server.port, tls="starttls"), lambda: pytest.fail("no password!"), read_seconds=2)
        with pytest.raises(UnavailableError, match="STARTTLS"):
            mailbox.connect()
