"""Bad input at the keyboard: each is told in plain words, with its documented exit code; nothing is sent, nothing lost.

The cases of one round share an office: a refusal that changes anything there fails. What breaks more (a store, a
configuration, a mailbox) has an office of its own.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from clerk import MEMBERS, MINUTES, REVISED, SLUG, Clerk
from servers.scripted import ScriptedImap
from test_bad_documents import BAD

from mailflow.demo.servers import Fault, Servers
from mailflow.store.engine import Store

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """A round that runs: /1 is an objection that was dismissed, /2 waits for a verdict."""
    with Servers() as servers:
        clerk = Clerk(tmp_path_factory.mktemp("office"), servers)
        clerk.people()
        clerk.tick()
        clerk.send()
        clerk.at("2026-08-29 09:00")
        clerk.say("Bo Carstensen", "Punkt 2: Rejsekontoen blev ikke halveret.")
        clerk.say("Citta Dam", "Den må vi lige vende, når vi ses.")
        clerk.run("minutes", "resolve", f"{SLUG}/1", "--dismiss", "--decided-by", "Signe Holk", "--reason", "Nej")
        clerk.tick()
        yield clerk


@pytest.fixture
def clerk(tmp_path: Path, embedded: Servers) -> Clerk:
    """An office of the test's own, with its board, that has looked into its mailbox once."""
    clerk = Clerk(tmp_path, embedded)
    clerk.people()
    clerk.tick()
    return clerk


def state(clerk: Clerk) -> tuple[str, int]:
    """Everything in the store, and how many mails have gone out."""
    with closing(sqlite3.connect(clerk.folder / "mailflow.db")) as store:
        dump = "\n".join(store.iterdump())
    return hashlib.sha256(dump.encode()).hexdigest(), len(clerk.servers.outgoing)


def refused(clerk: Clerk, code: int, words: str, *command: object) -> None:
    """Told plainly, and nothing is other than before."""
    before = state(clerk)
    done = clerk.run(*command, expect=code)
    assert words in " ".join(done.err.split()), done.err
    assert done.err.count("\n") <= 12, "a message, not a lecture"
    assert state(clerk) == before, command


# --- documents -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["empty", "password", "old Word", "pdf", "cut off", "picture", "large", "zip bomb", "only a picture"]
)
def test_a_document_that_cannot_be_read(office: Clerk, name: str) -> None:
    data, filename, words = BAD[name]
    refused(office, 65, words, "minutes", "send", office.file(data, filename), "--yes")
    refused(office, 65, words, "minutes", "resolve", SLUG, "--revise", office.file(data, filename))


DOUBTFUL = {
    "no date": (MINUTES.replace("27. august 2026", "i torsdags"), 65, "--meeting-date 2026-08-29"),
    "two dates": (MINUTES.replace("27. august 2026", "26. august 2026 og 27. august 2026"), 65, "26. august 2026"),
    "a date without a year": (MINUTES.replace("27. august 2026", "27. august"), 65, "--meeting-date"),
    "a meeting to come": (MINUTES.replace("27. august 2026", "3. september 2026"), 65, "not been held yet"),
    "a meeting long past": (MINUTES.replace("2026", "2024"), 65, "--meeting-date 2024-08-27"),
    "an agenda": (MINUTES.replace("Referat af møde", "Dagsorden til møde"), 65, "--as-minutes"),
    "a second round": (MINUTES.replace("halveres", "fordobles"), 77, f"resolve {SLUG} --revise"),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_document_that_is_no_minutes_of_a_meeting_just_held(office: Clerk, name: str) -> None:
    text, code, words = DOUBTFUL[name]
    refused(office, code, words, "minutes", "send", office.file(text), "--yes")


@pytest.mark.parametrize("body", ["hovedbestyrelsen", "HB", " Hovedbestyrelsen "])
def test_a_second_round_is_one_whatever_the_body_is_called(office: Clerk, body: str) -> None:
    refused(office, 77, SLUG, "minutes", "send", office.file(REVISED), "--yes", "--body", body)


def test_nothing_goes_unconfirmed(office: Clerk) -> None:
    paper = office.file(MINUTES.replace("27. august", "25. august"), "andet.md")
    refused(office, 65, "--yes", "minutes", "send", paper)
    refused(office, 65, "--yes", "minutes", "send", paper, "--json")


# --- commands ------------------------------------------------------------------------------------------------------


def _file(text: str | bytes, name: str) -> Callable[[Clerk], object]:
    return lambda clerk: clerk.file(text, name)


DISMISS = ("--dismiss", "--decided-by", "Signe Holk", "--reason", "Nej")
COMMANDS: list[tuple[int, str, tuple[object, ...]]] = [
    (66, "There is no file", ("minutes", "send", "intet.docx", "--yes")),
    (65, "is a folder", ("minutes", "send", "/", "--yes")),
    (2, "year, month and day", ("minutes", "send", _file(MINUTES, "r.md"), "--meeting-date", "27/8-2026")),
    (65, "not been held yet", ("minutes", "send", _file(MINUTES, "r.md"), "--meeting-date", "2026-09-27", "--yes")),
    (66, f"Known are: {SLUG}", ("minutes", "show", "hb-2026-01-01")),
    (66, f"Known are: {SLUG}", ("minutes", "certificate", "hb-2026-01-01")),
    (77, "already settled", ("minutes", "resolve", f"{SLUG}/1", *DISMISS)),
    (77, "no open objection", ("minutes", "resolve", SLUG, *DISMISS)),
    (77, "not an objection but: unclear", ("minutes", "resolve", f"{SLUG}/2", *DISMISS)),
    (66, f"{SLUG}/9", ("minutes", "resolve", f"{SLUG}/9", *DISMISS)),
    (66, f"{SLUG}/9", ("minutes", "resolve", f"{SLUG}/9", "--to-meeting", "2026-10-01")),
    (66, "no id", ("minutes", "resolve", f"{SLUG}/x", *DISMISS)),
    (2, "--decided-by NAME", ("minutes", "resolve", f"{SLUG}/2", "--dismiss", "--reason", "Nej")),
    (2, "Say why", ("minutes", "resolve", f"{SLUG}/2", "--dismiss", "--decided-by", "Signe Holk")),
    (2, "must not be empty", ("minutes", "resolve", f"{SLUG}/2", *DISMISS[:4], " ")),
    (2, "Choose one", ("minutes", "resolve", SLUG)),
    (2, "Choose one", ("minutes", "resolve", SLUG, *DISMISS, "--to-meeting", "2026-10-01")),
    (2, "--revise", ("minutes", "resolve", SLUG, "--to-meeting", "2026-10-01", "--settles", "1", "--decided-by", "S")),
    (65, "is past", ("minutes", "resolve", SLUG, "--to-meeting", "2026-08-01")),
    (65, "same document", ("minutes", "resolve", SLUG, "--revise", _file(MINUTES, "referat.md"))),
    (77, "already settled", ("review", f"{SLUG}/1", "--as", "none", "--reason", "x")),
    (77, "no open objection", ("review", f"{SLUG}/2", "--as", "withdraw")),
    (66, f"{SLUG}/9", ("review", f"{SLUG}/9", "--as", "none")),
    (66, "letter:99", ("review", "letter:99", "--drop")),
    (77, "there is nothing to decide", ("review", "letter:1", "--drop")),
    (66, "mail:99", ("review", "mail:99", "--as", "none")),
    (66, "no id", ("review", "mail:x", "--as", "none")),
    (2, "not one of", ("review", f"{SLUG}/2", "--as", "fine")),
    (66, "nobody called", ("minutes", "record", "Zoe", "--approves", "--by", "phone")),
    (65, "may be several", ("minutes", "record", "b", "--approves", "--by", "phone")),
    (2, "Choose one", ("minutes", "record", "Bo", "--by", "phone")),
    (66, "There is no file", ("minutes", "record", "Bo", "--approves", "--by", "fax")),
    (65, "No words", ("minutes", "record", "Bo", "--approves", "--by", _file(b"%PDF-1.7 \x00", "brev.pdf"))),
    (65, "No words", ("minutes", "record", "Bo", "--approves", "--by", _file("", "tom.txt"))),
    (77, "no open objection", ("minutes", "record", "Bo", "--withdraws", "--by", "phone")),
    (2, "must not be empty", ("minutes", "excuse", "Bo", "--reason", "")),
    (65, "no e-mail address", ("minutes", "resend", "Bo", "--to", "hjemme")),
    (65, "address of Anna Berg", ("minutes", "resend", "Bo", "--to", "ANNA.BERG@odder.example")),
    (65, "mailflow's own mailbox", ("minutes", "resend", "Bo", "--to", "sekretariatet@fkt.example")),
    (77, "is not on the website", ("minutes", "unpublish", SLUG, "--reason", "x")),
    (77, "was not taken off", ("minutes", "republish", SLUG, "--reason", "x")),
    (77, "not to be approved at a meeting", ("minutes", "publish", SLUG, "--reason", "x")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "words", "command"), COMMANDS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_command_that_cannot_be(office: Clerk, code: int, words: str, command: tuple[object, ...]) -> None:
    made = [word(office) if callable(word) else word for word in command]
    refused(office, code, words, *made)


def test_a_taken_objection_is_not_talked_down_without_a_reason(clerk: Clerk) -> None:
    clerk.send()
    clerk.say("Bo Carstensen", "Punkt 2: Rejsekontoen blev ikke halveret.")
    for verdict in ("none", "approve", "question"):
        refused(clerk, 77, "--reason", "review", f"{SLUG}/1", "--as", verdict)


# --- people --------------------------------------------------------------------------------------------------------


def test_a_board_of_zero(tmp_path: Path, embedded: Servers) -> None:
    clerk = Clerk(tmp_path, embedded)
    clerk.people(MEMBERS.replace("HB, formand", "").replace(";HB\n", ";\n"))
    refused(clerk, 65, "members edit PERSON --role board", "minutes", "send", clerk.file(), "--yes")


@pytest.mark.parametrize(
    "change", [("citta.dam@", "ANNA.BERG@"), ("citta.dam@odder.example", "sekretariatet@fkt.example")]
)
def test_one_address_twice_or_our_own(tmp_path: Path, embedded: Servers, change: tuple[str, str]) -> None:
    clerk = Clerk(tmp_path, embedded)
    clerk.run("members", "list")
    members = clerk.file(MEMBERS.replace(*change), "medlemmer.csv")
    refused(clerk, 65, change[1].lower(), "members", "import", members, "--yes")
    assert clerk.json("members", "list") == []


# --- the configuration ---------------------------------------------------------------------------------------------


def test_a_configuration_with_every_mistake_tells_them_all(clerk: Clerk) -> None:
    words = clerk.config.read_text("utf-8")
    words = words.replace('language = "da"', 'language = "dansk"').replace('short = "FKT"', "short = 7")
    words = words.replace('address = "sekretariatet@fkt.example"', 'address = "sekretariatet"')
    words = words.replace('tls = "none"', 'tls = "maybe"').replace("[website]", '[website]\ncolour = "blue"')
    clerk.config.write_text(words + "\n[minutes]\ndays = -1\n[minuts]\ndays = 7\n", "utf-8")
    for language in ("en", "da"):
        done = clerk.run("tick", expect=78, language=language)
        for key in ("language", "association.short", "imap.address", "imap.tls", "smtp.tls", "website.colour", "minutes.days",
                    "minuts"):  # fmt: skip
            assert key in done.err, key
    clerk.config.write_text("[association\n", "utf-8")
    clerk.run("tick", expect=78)


def test_a_secret_that_everybody_can_read(clerk: Clerk) -> None:
    (clerk.folder / "password").chmod(0o644)
    before = state(clerk)
    done = clerk.run("tick", expect=78)
    assert "chmod 600" in done.err
    assert clerk.servers.password not in done.err
    assert state(clerk) == before


# --- the mailbox and the mail server -------------------------------------------------------------------------------


def _closed_port(clerk: Clerk, _imap: ScriptedImap) -> None:
    clerk.set(f"port = {clerk.servers.imap_port}", "port = 1")


def _says_bye(clerk: Clerk, imap: ScriptedImap) -> None:
    clerk.set(f"port = {clerk.servers.imap_port}", f"port = {imap.port}")


def _wrong_password(clerk: Clerk, _imap: ScriptedImap) -> None:
    (clerk.folder / "password").write_text("gætteri\n")


@pytest.mark.parametrize(("trouble", "code", "words"), [
    (_closed_port, 75, "could not be used"), (_says_bye, 75, "could not be used"), (_wrong_password, 69, "password"),
])  # fmt: skip
def test_a_mailbox_that_cannot_be_read(
    clerk: Clerk, trouble: Callable[[Clerk, ScriptedImap], None], code: int, words: str
) -> None:
    """Letters wait, the deadline passes nothing, and all goes on when it is mended."""
    clerk.run("minutes", "send", clerk.file(), "--yes")
    good = clerk.config.read_text("utf-8"), (clerk.folder / "password").read_text()
    with ScriptedImap({"LOGIN": [b"* BYE full\r\n", None]}) as imap:
        trouble(clerk, imap)
        refused(clerk, code, words, "tick")
        clerk.at("2026-09-04 09:00")
        refused(clerk, 69, words, "tick", "--json")  # cron keeps quiet about 75: after an hour a human must hear of it
    clerk.at("2026-08-28 10:30")
    clerk.config.write_text(good[0], "utf-8")
    (clerk.folder / "password").write_text(good[1])
    clerk.tick()
    assert len(clerk.subjects()) == 3


class Dropper(logging.Filter):
    """Closes every connection when the three bodies are asked for."""

    def __init__(self, servers: Servers) -> None:
        super().__init__()
        self.servers, self.dropped = servers, False

    def filter(self, record: logging.LogRecord) -> bool:
        if not self.dropped and record.getMessage() == "imap.fetch count=3":
            self.dropped = True
            self.servers.drop_connections()
        return True


def test_a_mailbox_that_closes_in_the_middle(clerk: Clerk) -> None:
    """Everything comes at the next look, and nothing twice."""
    clerk.send()
    for name in ("Anna Berg", "Bo Carstensen", "Citta Dam"):
        raw = clerk.reply(name, "Punkt 2: Rejsekontoen blev ikke halveret.")
        clerk.deliver(raw)
    before = len(clerk.servers.outgoing)
    dropper = Dropper(clerk.servers)
    logging.getLogger("mailflow").addFilter(dropper)
    try:
        clerk.run("tick", expect=75, verbose=True)
    finally:
        logging.getLogger("mailflow").removeFilter(dropper)
    assert dropper.dropped
    clerk.tick()
    assert [answer["person"] for answer in clerk.show()["answers"]] == ["Anna Berg", "Bo Carstensen", "Citta Dam"]
    assert len(clerk.subjects(before)) == 6, "a notice and a thank-you each, once"


@pytest.mark.parametrize(("fault", "code"), [
    (Fault("CONNECT", "drop", times=99), 75), (Fault("MAIL", "reply", "451 4.3.0 later", times=99), 75),
    (Fault("AUTH", "reply", "535 5.7.8 wrong password", times=99), 69),
])  # fmt: skip
def test_a_mail_server_that_takes_nothing(clerk: Clerk, fault: Fault, code: int) -> None:
    clerk.run("minutes", "send", clerk.file(), "--yes")
    clerk.servers.faults.append(fault)
    clerk.run("tick", expect=code)
    assert clerk.subjects() == []
    assert {one["delivery"] for one in clerk.show()["addressees"]} <= {"queued", "deferred"}
    clerk.servers.faults.clear()
    clerk.at("2026-08-28 10:20")
    clerk.tick()
    assert len(clerk.subjects()) == 3


# --- the store -----------------------------------------------------------------------------------------------------


def test_a_full_disk(clerk: Clerk) -> None:
    """The kernel lets no file grow beyond a few octets: what a full disk does to a store."""
    before = state(clerk)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))"
    done = clerk.process("minutes", "send", str(clerk.file()), "--yes", code=limit)
    assert done.returncode == 74, done.stderr
    assert "store" in done.stderr
    assert "Traceback" not in done.stderr
    assert state(clerk) == before
    clerk.send()


def test_a_store_of_a_newer_version(clerk: Clerk) -> None:
    with closing(sqlite3.connect(clerk.folder / "mailflow.db")) as store, store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in (("minutes", "list"), ("tick",), ("minutes", "send", clerk.file(), "--yes")):
        refused(clerk, 74, "newer mailflow", *command)


def test_a_file_that_is_no_store(clerk: Clerk) -> None:
    (clerk.folder / "mailflow.db").write_bytes(b"Kind regards, " * 1000)
    done = clerk.run("minutes", "list", expect=74)
    assert "not a mailflow store" in done.err
    assert (clerk.folder / "mailflow.db").read_bytes() == b"Kind regards, " * 1000


def test_a_store_restored_from_a_backup_sends_nothing_until_she_says_so(clerk: Clerk) -> None:
    clerk.run("minutes", "send", clerk.file(), "--yes")
    shutil.copy(clerk.folder / "mailflow.db", clerk.folder / "backup.db")
    clerk.tick()
    sent = len(clerk.servers.outgoing)
    shutil.copy(clerk.folder / "backup.db", clerk.folder / "mailflow.db")
    for _again in range(2):
        done = clerk.run("tick", expect=74)
        assert "doctor --thaw" in done.err
        assert len(clerk.servers.outgoing) == sent, "the three letters are not sent a second time"
    assert clerk.json("review")["frozen"]
    other = clerk.file(MINUTES.replace("27. august", "26. august"), "andet.md")
    assert "Nothing is sent now: the store is older" in clerk.run("minutes", "send", other, "--yes").err
    clerk.run("minutes", "cancel", "hb-2026-08-26", "--reason", "Det var en prøve")
    clerk.run("doctor", "--thaw", "--by", "Signe Holk", expect=None)
    clerk.tick()
    assert len(clerk.servers.outgoing) == sent, "the copies in the mailbox are witnesses: nothing has to go again"
    assert {one["delivery"] for one in clerk.show()["addressees"]} == {"sent"}


def test_two_at_once(clerk: Clerk) -> None:
    clerk.run("minutes", "send", clerk.file(), "--yes")
    other = Store(f"sqlite:///{clerk.folder / 'mailflow.db'}")
    with other.mailbox_lock("sekretariatet@fkt.example") as mine:
        assert mine
        refused(clerk, 77, "Another mailflow", "tick")
    other.close()
    clerk.tick()
    assert len(clerk.subjects()) == 3


def test_two_installations_on_one_mailbox(clerk: Clerk, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    second = Clerk(tmp_path / "second", clerk.servers)
    second.people()
    second.run("minutes", "send", second.file(), "--yes")
    refused(second, 77, "Another mailflow installation", "tick")
    clerk.tick()


# --- after days asleep ---------------------------------------------------------------------------------------------


def test_letters_that_lay_for_days_wait_for_her_yes(clerk: Clerk) -> None:
    clerk.run("minutes", "send", clerk.file(), "--yes")
    clerk.at("2026-08-31 09:00")
    clerk.tick()
    told = [("sekretariatet@fkt.example", "Skal de 3 mails stadig sendes? [hb-2026-08-27]")]
    assert clerk.subjects() == told, "one mail about all of them"
    letters = clerk.json("review")["letters"]
    assert [(one["to"].split("@")[0], one["state"]) for one in letters] == [
        ("anna.berg", "stale"), ("bo.carstensen", "stale"), ("citta.dam", "stale"),
    ]  # fmt: skip
    assert clerk.show()["held"]
    all_of_them = f"letter:{letters[0]['id'].partition(':')[2]}-{letters[2]['id'].partition(':')[2]}"
    refused(clerk, 66, "no letter:99", "review", f"{all_of_them},99", "--drop")
    assert clerk.json("review")["letters"] == letters, "all of them or none"
    again = clerk.json("review", letters[0]["id"], "--send-again")
    assert again["state"] == "queued"
    refused(clerk, 65, "never sent", "review", letters[1]["id"], "--was-sent")
    assert clerk.json("review", letters[1]["id"], "--drop", "--reason", "Hun er rejst")["state"] == "dropped"
    before = len(clerk.servers.outgoing)
    clerk.tick()
    assert [to for to, _subject in clerk.subjects(before)] == ["anna.berg@odder.example"]
    deadlines = {one["name"]: one["deadline"] for one in clerk.show()["addressees"]}
    assert deadlines["Anna Berg"] == deadlines["Citta Dam"], "three full days are left to her"


def test_no_reminder_comes_when_it_is_too_late_for_one(clerk: Clerk) -> None:
    clerk.send()
    before = len(clerk.servers.outgoing)
    clerk.at("2026-09-03 19:00")  # five hours before the deadline; the reminder was due on 1 September
    clerk.tick()
    assert clerk.subjects(before) == []


def test_asleep_over_the_deadline_the_mailbox_is_read_before_anything_is_approved(clerk: Clerk) -> None:
    clerk.send()
    clerk.at("2026-08-30 12:00")
    clerk.deliver(clerk.reply("Bo Carstensen", "Punkt 2: Rejsekontoen blev ikke halveret."))
    clerk.at("2026-09-07 09:00")
    clerk.tick()
    assert clerk.show()["held"]
    clerk.tick()
    assert not (clerk.folder / "site" / f"{SLUG}.html").exists()
