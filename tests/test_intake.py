"""Intake on a mailbox that others use at the same time: renumbered, moved about, renamed, half answered, poisoned.

Everything is read exactly once, and a look that may have missed something does not count as a sweep.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jinja2
import msgspec
import pytest
from feeding import BO, BO_FROM, OBJECTION, OURS, begun, feed, header, heard, look, meanwhile, outlook
from house import Fixture, reply
from servers.scripted import ScriptedImap
from sqlalchemy import select, text

from mailflow.errors import StoreError
from mailflow.mailbox import Mailbox
from mailflow.models import Folder, LedgerLine, Letter, Mail
from mailflow.steps import deliver

AFTER = "2026-09-04 09:00"  # deadline and grace are over, and it is a working day


@pytest.fixture
def fixture(servers: Any, store_url: str, tmp_path: Path) -> Any:
    fixture = begun(servers, store_url, tmp_path)
    yield fixture
    fixture.close()


@pytest.fixture
def slug(fixture: Fixture) -> str:
    """A round whose letters have gone and whose witnesses were seen."""
    slug = fixture.send()
    fixture.tick()
    fixture.at("2026-08-30 09:00")
    fixture.tick()
    return slug


def objection(fixture: Fixture) -> bytes:
    return reply(BO, OBJECTION, fixture.letter_to(BO), "SV: Referat", fixture.now())


def count(fixture: Fixture, kind: Any) -> int:
    with fixture.house.store.reading() as session:
        return len(session.scalars(select(kind)).all())


# --- others in the same mailbox ------------------------------------------------------------------------------------


def test_three_thousand_old_mails_are_the_baseline_and_are_never_read(
    servers: Any, store_url: str, tmp_path: Path
) -> None:
    fixture = Fixture(servers, store_url, tmp_path)
    with outlook(fixture) as client:
        client.create_folder("Arkiv")
    old = b"From: Ole <ole@andre.example>\r\nSubject: Gammelt\r\nMessage-ID: <%d@andre.example>\r\n\r\nHej\r\n"
    for number in range(3000):
        servers.deliver(old % number, "Arkiv" if number < 120 else "INBOX", fixture.now() - timedelta(days=30))
    fixture.people()
    fixture.tick()
    assert count(fixture, LedgerLine) <= 1, "mailflow's own marker at most"
    slug = fixture.send()
    fixture.tick()
    with outlook(fixture) as client:
        client.rename_folder("Arkiv", "Gammelt arkiv")
    fixture.at("2026-08-30 09:00")
    assert not look(fixture).complete, "a folder that is gone is looked for once more"
    found = look(fixture)
    assert (found.complete, found.taken) == (True, 0)
    assert fixture.case(slug).answers == []
    with fixture.house.store.reading() as session:
        folder = session.scalars(select(Folder).where(Folder.name == "Gammelt arkiv")).one()
        lines = session.scalars(select(LedgerLine).where(LedgerLine.folder_id == folder.id)).all()
    assert {line.reason for line in lines} == {"older than the installation"}
    assert len(lines) == 120
    fixture.close()


def test_a_renumbered_folder_is_read_again_and_nothing_is_acted_on_twice(fixture: Fixture, slug: str) -> None:
    feed(fixture, objection(fixture), proof=OURS + "odder.example")
    letters = count(fixture, Letter)
    fixture.servers.renumber("INBOX")
    fixture.at("2026-08-30 09:05")
    assert look(fixture).complete
    assert (len(fixture.case(slug).answers), count(fixture, Letter)) == (1, letters)
    fixture.mail(BO, "Punkt 3 er også forkert.", fixture.letter_to(BO))
    look(fixture)
    assert len(fixture.case(slug).answers) == 2


def test_a_copy_in_another_folder_is_the_same_mail(fixture: Fixture, slug: str) -> None:
    feed(fixture, objection(fixture), proof=OURS + "odder.example")
    with outlook(fixture) as client:
        client.select_folder("INBOX")
        client.copy(client.search("ALL"), "Trash")
        client.move(client.search("ALL"), "Junk")
    look(fixture)
    look(fixture)
    assert len(fixture.case(slug).answers) == 1
    assert len([letter for letter in fixture.letters() if letter.kind == "minutes-objection-noted"]) == 1


def _last_to(fixture: Fixture, target: str) -> None:
    with outlook(fixture) as client:
        client.select_folder("INBOX")
        client.move(client.search("ALL")[-1:], target)


@pytest.mark.parametrize("target", ["Junk", "Trash", "Drafts"])
def test_an_objection_moved_while_we_look_is_still_found(target: str, fixture: Fixture, slug: str) -> None:
    """Every folder was asked for its newest mail; then a human files the objection, before INBOX is opened."""
    fixture.at(AFTER)
    fixture.mail(BO, OBJECTION, fixture.letter_to(BO))
    with meanwhile("imap.open folder=INBOX", lambda: _last_to(fixture, target)):
        fixture.tick()
    assert [answer.intent for answer in fixture.case(slug).answers] == ["object"]
    assert fixture.case(slug).state == "open"
    assert fixture.house.site.read_back(slug) is None


def test_a_folder_renamed_while_we_look_is_no_sweep(fixture: Fixture, slug: str) -> None:
    with outlook(fixture) as client:
        client.create_folder("HB")
    look(fixture)
    fixture.at(AFTER)
    fixture.servers.deliver(objection(fixture), "HB", fixture.now())

    def rename() -> None:
        with outlook(fixture) as client:
            client.rename_folder("HB", "Bestyrelsen")

    fixture.house.mailbox.close()  # or HB itself would be open, and the server confused
    with meanwhile("imap.open folder=INBOX", rename):
        assert not look(fixture).complete
    fixture.tick()
    assert fixture.house.site.read_back(slug) is None
    assert [answer.intent for answer in fixture.case(slug).answers] == ["object"]


def test_a_mail_that_goes_between_search_and_fetch_is_no_trouble(fixture: Fixture, slug: str) -> None:
    fixture.mail("Anna Berg", "Godkendt", fixture.letter_to("Anna Berg"))

    def delete() -> None:
        with outlook(fixture) as client:
            client.select_folder("INBOX")
            client.delete_messages(client.search("ALL")[-1:])
            client.expunge()

    with meanwhile("imap.fetch", delete):
        assert look(fixture).complete
    assert look(fixture).complete


# --- servers that do not answer as they should -----------------------------------------------------------------------


def _said(uid: int, head: bytes) -> bytes:
    date = b'"30-Aug-2026 09:00:00 +0200"'
    return b"* %d FETCH (UID %d INTERNALDATE %b RFC822.SIZE 300 BODY[HEADER] {%d}\r\n%b)\r\n" % (
        uid, uid, date, len(head), head,
    )  # fmt: skip


def _whole(uid: int, raw: bytes) -> bytes:
    return b"* %d FETCH (UID %d BODY[] {%d}\r\n%b)\r\n" % (uid, uid, len(raw), raw)


DONE = b"{tag} OK done\r\n"


@contextmanager
def on(fixture: Fixture, folder: bytes, uids: bytes, *fetches: bytes) -> Iterator[None]:
    """The house reads a server with one folder, which answers FETCH so; the last answer again and again."""
    answers: dict[str, Any] = {
        "LIST": [b'* LIST () "/" %b\r\n' % folder, DONE],
        "STATUS": [b"* STATUS %b (UIDVALIDITY 7 UIDNEXT 3)\r\n" % folder, DONE],
        "EXAMINE": [b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 3] ok\r\n", DONE],
        "UID SEARCH": [b"* SEARCH %b\r\n" % uids, DONE],
        "UID FETCH": [[fetch, DONE] for fetch in fetches],
    }
    with ScriptedImap(answers) as server:
        settings = msgspec.structs.replace(fixture.office.config.imap, host="127.0.0.1", port=server.port)
        ours, fixture.house.mailbox = fixture.house.mailbox, Mailbox(settings, lambda: "x", connect_seconds=2)
        try:
            yield
        finally:
            fixture.house.mailbox.close()
            fixture.house.mailbox = ours


def test_a_server_that_shows_no_inbox_is_not_swept(fixture: Fixture, slug: str) -> None:
    with on(fixture, b"Junk", b"", DONE):
        assert not look(fixture).complete


def test_a_mail_whose_body_is_not_given_is_no_sweep_and_is_read_when_it_is(fixture: Fixture, slug: str) -> None:
    raw = objection(fixture)
    head = _said(1, raw.split(b"\r\n\r\n")[0] + b"\r\n\r\n")
    with on(fixture, b"INBOX", b"1", head, b"", head, b"", head, _whole(1, raw)):  # a look goes round twice
        assert not look(fixture).complete
        assert fixture.case(slug).answers == []
        look(fixture)
    assert [answer.intent for answer in fixture.case(slug).answers] == ["object"]


def test_two_mails_whose_headers_the_server_leaves_out_are_two(fixture: Fixture, slug: str) -> None:
    """The hash of nothing is no mark of a mail."""
    chat = reply("Ole Ukendt", "Hej", None, "Hej", fixture.now())
    with on(
        fixture, b"INBOX", b"1 2", _said(1, b""), _whole(1, chat), _said(2, b""), _whole(2, objection(fixture)),
    ):  # fmt: skip
        look(fixture)
        look(fixture)
    intents = [answer.intent for answer in fixture.case(slug).answers]
    assert intents == ["object"]


def test_an_answer_with_a_wrong_date_is_read_all_the_same(fixture: Fixture, slug: str) -> None:
    """The server says 1970, or the mail was put into the mailbox by hand: it answers our letter, so it is newer."""
    fixture.servers.deliver(objection(fixture), "INBOX", datetime(1970, 1, 2, tzinfo=UTC))
    look(fixture)
    assert [answer.intent for answer in fixture.case(slug).answers] == ["object"]


# --- mails that break things ---------------------------------------------------------------------------------------

PLAIN = reply(BO, "Hej", None, "Referatet", datetime(2026, 8, 30, tzinfo=UTC))
LEVEL = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
POISON: list[tuple[str, bytes]] = [
    ("nothing", b"\r\n"),
    ("NUL everywhere", BO_FROM + b"\r\nSubject: a\x00b\r\nMessage-ID: <a\x00b@x.example>\r\n\r\nPunkt 2\x00 er forkert.\r\n"),
    ("encoded NUL", header(PLAIN, b"From: =?utf-8?q?Bo=00Carstensen?= <bo.carstensen@odder.example>")),
    ("NUL in a file's name", BO_FROM + b'\r\nContent-Type: application/pdf; name="a\x00b.pdf"\r\n\r\nx\r\n'),
    ("half a surrogate", BO_FROM + b"\r\nSubject: =?utf-16?b?2AA=?= \xed\xa0\x80\r\n\r\n\xed\xa0\x80 punkt 2\r\n"),
    ("the year 9999", b"Received: by mx; Fri, 31 Dec 9999 23:59:59 -2359\r\n" + PLAIN),
    ("a long sender", b"From: " + b"x" * 9_000 + b" <bo.carstensen@odder.example>\r\n\r\nPunkt 2 er forkert.\r\n"),
    ("a long subject", BO_FROM + b"\r\nSubject: " + b"=?utf-8?q?=C3=A6?= " * 300 + b"\r\n\r\nHej\r\n"),
    ("a long id", BO_FROM + b"\r\nMessage-ID: <" + b"x" * 5000 + b"@x.example>\r\n\r\nPunkt 2 er forkert.\r\n"),
    ("a long line", BO_FROM + b"\r\n\r\nPunkt 2 er forkert " + b"x" * 20_000 + b"\r\n"),
    ("two thousand headers", BO_FROM + b"\r\n" + b"X: y\r\n" * 2_000 + b"\r\nPunkt 2 er forkert.\r\n"),
    ("deep", BO_FROM + b"\r\n" + b"".join(LEVEL % (n, n) for n in range(60))),
    ("comments", BO_FROM + b"\r\nReferences: " + b"(" * 300 + b"\r\n\r\nPunkt 2 er forkert.\r\n"),
    ("an unknown charset", BO_FROM + b"\r\nContent-Type: text/plain; charset=x-nonsense\r\n\r\nPunkt 2 er forkert.\r\n"),
    ("markup", BO_FROM + b"\r\nSubject: {{ ''.__class__ }} <script>\r\n\r\nPunkt 2 er forkert. {% for i in range(9) %}\r\n"),
    ("signs that turn the line", BO_FROM + "\r\nSubject: \u202egnp.exe\u2028\r\n\r\nPunkt 2 er forkert.\u2028\r\n".encode()),
]  # fmt: skip


def test_no_mail_stops_the_ones_after_it(fixture: Fixture, slug: str) -> None:
    """Each of them is read or set aside; the daemon goes on, its notices can be built, the next mail is taken."""
    for name, raw in POISON:
        before = count(fixture, LedgerLine)
        fixture.servers.deliver(raw, "INBOX", fixture.now(), mail_from="bo@odder.example")
        fixture.mail("Anna Berg", f"Punkt 2 er forkert: {name}.", fixture.letter_to("Anna Berg"))
        assert look(fixture).complete, name
        assert count(fixture, LedgerLine) == before + 2, name
        assert any(name in answer.words for answer in fixture.case(slug).answers), name


def test_a_mail_that_breaks_the_notice_about_it_too_is_kept_and_holds(
    fixture: Fixture, slug: str, tmp_path: Path
) -> None:
    """An overridden template that cannot be rendered breaks the taking and the setting aside alike."""
    fixture.house.office.templates.loader = jinja2.ChoiceLoader(
        [
            jinja2.FunctionLoader(lambda name: "{{ nothing.at.all }}" if "notice-" in name else None),
            fixture.house.office.templates.loader,  # type: ignore[list-item]
        ]
    )
    for _ in range(2):
        fixture.mail(BO, OBJECTION, fixture.letter_to(BO))
        assert look(fixture).complete
    with fixture.house.store.reading() as session:
        kept = session.scalars(select(Mail).where(Mail.set_aside != "")).all()
    assert [mail.raw is not None for mail in kept] == [True, True]
    fixture.house.office.templates.loader = fixture.house.office.templates.loader.loaders[1]  # type: ignore[attr-defined]
    fixture.house.office.templates.cache.clear()  # type: ignore[union-attr]
    fixture.at(AFTER)
    fixture.tick()
    assert fixture.case(slug).state == "open"


def test_what_cannot_be_read_holds_whoever_sent_it_and_spam_does_not(fixture: Fixture, slug: str) -> None:
    """DESIGN rule 3: nobody can tell that an encrypted mail from an unknown address is not a member's."""
    head = b"From: Ole <ole@andre.example>\r\nSubject: Fortroligt\r\nMIME-Version: 1.0\r\n"
    body = b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n\r\nMIIBAAYJ\r\n"
    assert feed(fixture, head + b"List-Id: <nyt.example>\r\n" + body).outcome == "ignored"
    assert feed(fixture, head + b"X-Spam-Flag: YES\r\n" + body).outcome == "ignored"
    came = feed(fixture, head + body)
    assert (came.outcome, [letter.kind for letter in came.letters]) == ("set-aside", ["notice-set-aside"])


def test_a_mail_over_the_limit_holds_and_its_body_is_never_fetched(fixture: Fixture, slug: str) -> None:
    fixture.house.office.config.limits.largest_mail_mb = 1
    large = objection(fixture) + b"x" * 78 * 20_000
    came = feed(fixture, large)
    assert (came.outcome, came.reason) == ("set-aside", "too large")
    with fixture.house.store.reading() as session:
        assert len(session.scalars(select(Mail).where(Mail.set_aside == "too large")).one().raw or b"") < 2000


def test_many_large_mails_are_fetched_a_few_at_a_time(fixture: Fixture, slug: str) -> None:
    """Fifty mails of the largest size would fill the memory of the machine; anybody can send them."""
    fixture.house.office.config.limits.largest_mail_mb = 1
    for number in range(5):
        raw = reply(f"Ole {number}", "Hej", None, "Billeder", fixture.now()) + b"x" * 600_000
        fixture.servers.deliver(raw, "INBOX", fixture.now())
    with heard() as said:
        look(fixture)
    assert said.count("imap.fetch count=1") == 5


# --- the store -----------------------------------------------------------------------------------------------------


def test_a_letter_half_sent_is_found_after_the_clock_went_back(fixture: Fixture, slug: str) -> None:
    with fixture.house.store.writing() as session:
        letter = session.scalars(select(Letter).order_by(Letter.id).limit(1)).one()
        letter.state, letter.tried_at = "sending", fixture.now() + timedelta(days=3)
    if fixture.house.store.is_sqlite:
        assert deliver.recover(fixture.house.store, fixture.office, fixture.now()) == 1
    assert deliver.recover(fixture.house.store, fixture.office, fixture.now() + timedelta(days=4)) == (
        0 if fixture.house.store.is_sqlite else 1
    )


def test_a_lock_whose_connection_was_cut_is_noticed(fixture: Fixture) -> None:
    store = fixture.house.store
    if store.is_sqlite:
        pytest.skip("the kernel holds the lock of a file as long as the process lives")
    with store.mailbox_lock(fixture.office.mailbox) as mine:
        assert mine
        store.confirm_lock()
        with store.writing() as session:
            session.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
        with pytest.raises(StoreError):
            store.confirm_lock()
        with store.mailbox_lock(fixture.office.mailbox) as theirs:
            assert theirs
