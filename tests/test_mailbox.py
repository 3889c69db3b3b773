"""The mailbox on a good server: reading without a trace, moving without loss, waiting that ends, a lost connection."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from edges import imap_settings, later, soon

from mailflow.demo.servers import Servers
from mailflow.errors import TemporaryError, UnavailableError
from mailflow.mailbox import Mailbox

WHEN = datetime(2026, 9, 1, 7, 30, tzinfo=UTC)


def mail(number: int = 1, body: str = "Ingen bemærkninger.") -> bytes:
    head = f"From: Anna Berg <anna.berg@odder.example>\r\nMessage-ID: <{number}@odder.example>\r\nSubject: {number}\r\n"
    return (head + f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n").encode()


@pytest.fixture
def mailbox(servers: Any) -> Iterator[Mailbox]:
    made = Mailbox(imap_settings(servers.imap_port), lambda: servers.password, read_seconds=10)
    yield made
    made.close()


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
        mailbox = Mailbox(imap_settings(servers.imap_port), lambda: servers.password)
        moved(servers, mailbox)
        mailbox.close()


def test_a_mail_that_a_human_has_marked_deleted_survives_the_move() -> None:
    with Servers(without={"MOVE"}) as servers:
        mailbox = Mailbox(imap_settings(servers.imap_port), lambda: servers.password)
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
        mailbox = Mailbox(imap_settings(servers.imap_port), lambda: servers.password)
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
    with soon(10):
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
        mailbox = Mailbox(imap_settings(servers.imap_port), lambda: servers.password)
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
    mailbox = Mailbox(imap_settings(servers.imap_port), lambda: "forkert-kanariefugl-æ")
    with pytest.raises(UnavailableError, match="password") as caught:
        mailbox.connect()
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(mailbox)
    assert "kanariefugl" not in shown


def test_a_password_changed_on_the_way_is_asked_for_again(servers: Any) -> None:
    passwords = iter(["old", servers.password])
    mailbox = Mailbox(imap_settings(servers.imap_port), lambda: next(passwords))
    with pytest.raises(UnavailableError):
        mailbox.open("INBOX")
    assert mailbox.open("INBOX").name == "INBOX"
    mailbox.close()


def test_nobody_there_is_temporary() -> None:
    with pytest.raises(TemporaryError):
        Mailbox(imap_settings(1), lambda: "x").connect()


def test_closing_is_allowed_at_any_time(servers: Any, mailbox: Mailbox) -> None:
    mailbox.close()
    mailbox.open("INBOX")
    servers.drop_connections()
    mailbox.close()
    mailbox.close()
    assert mailbox.open("INBOX").name == "INBOX"
