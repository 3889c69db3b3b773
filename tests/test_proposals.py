"""What a mail says by the way becomes a question to her: a member has left, or has another address."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import edges
import pytest
from clerk import Clerk
from house import address_of
from hypothesis import given
from hypothesis import strategies as st

from mailflow.demo.clients import out_of_office
from mailflow.demo.servers import Servers
from mailflow.errors import RefusedError
from mailflow.mail import Mailbox
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import moved

NAME, KNOWN = "Torben Lyng", ["tl@nyborg.example", "sekretariatet@fkt.example"]


def kinds(text: str) -> list[tuple[str, date | None, str]]:
    return [(move.kind, move.day, move.address) for move in moved.read(text, NAME, KNOWN)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jeg er stoppet i Nyborg Kommune og er gået på pension. Tak for samarbejdet!", None),
        ("Torben Lyng er ikke længere ansat i kommunen. Kontakt Ditte Leth i stedet.", None),
        ("Torben er fratrådt sin stilling pr. 31. juli 2026.", date(2026, 7, 31)),
        ("Jeg er pr. 1. oktober 2026 fratrådt min stilling", date(2026, 10, 1)),
        ("Jeg fratræder min stilling den 31. december 2026.", date(2026, 12, 31)),
        ("Min sidste arbejdsdag er fredag den 27. november 2026.", date(2026, 11, 28)),
        ("Fratrådt pr. 1. september 2026", date(2026, 9, 1)),
        ("jeg er fratraadt", None),
        ("Medarbejderen er fratrådt", None),
        ("Tak for din mail. Torben Lyng har forladt kommunen. Han er ikke længere ansat her.", None),
        ("I no longer work at the municipality.", None),
        ("Torben Lyng has left the organisation.", None),
        ("Jag arbetar inte längre kvar i kommunen.", None),
        ("Jeg jobber ikke lenger i kommunen.", None),
    ],
)
def test_a_member_who_has_left_is_understood(text: str, day: date | None) -> None:
    assert kinds(text) == [("member-left", day, "")]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Min nye mail er torben.lyng@vejle.example.", "torben.lyng@vejle.example"),
        ("Ny mailadresse: torbenl@nyborg-ny.example", "torbenl@nyborg-ny.example"),
        ("Kommunen har skiftet domæne. Skriv fremover til mig på tl@nyborgkommune.example", "tl@nyborgkommune.example"),
        ("Hej, jeg har skiftet mail til mit.navn@lyng.example", "mit.navn@lyng.example"),
    ],
)
def test_a_new_address_is_understood(text: str, address: str) -> None:
    assert kinds(text) == [("new-address", None, address)]


@pytest.mark.parametrize(
    "text",
    [
        "Tage Bruhn er ikke længere ansat i kommunen.",
        "Jeg er ikke på kontoret før mandag. Ved hastende henvendelser kontakt Mona, mona@nyborg.example",
        "Jeg holder ferie til 3. august 2026 og læser ikke længere mails hver dag.",
        "Jeg er på orlov og er stoppet med at læse mail.",
        "Jeg går på pension til sommer.",
        "Min sekretær Lis er stoppet, skriv derfor til mig direkte.",
        "Vores nye direktør Mona Vang er tiltrådt pr. 1. juli 2026. Skriv til hende på mona.vang@nyborg.example",
        "Punkt 4: direktør Jens Holm er fratrådt, det bør stå i referatet",
        "Jeg er ikke fratrådt endnu!",
        "Toget er holdt op med at køre i dag",
        "Min nye mail er torben@a.example, eller min nye torben@b.example",
        "Min nye mail er tl@nyborg.example",
        "Ingen bemærkninger",
    ],
)
def test_what_is_said_of_others_or_of_a_holiday_is_neither(text: str) -> None:
    assert kinds(text) == []


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(["jeg", "er", "fratrådt", "ikke", "a@b.example", "ny", "mail", "1.", "maj", "2026", ".", "\n"])
    ).map(" ".join)
)
def test_whatever_is_written_it_is_read(text: str) -> None:
    for move in moved.read(text, NAME, KNOWN):
        assert "".join(move.words.split()) in "".join(text.split())


@pytest.mark.parametrize("piece", ["er ", "a@", "jeg er ikke ", "a@b.example ", "1. maj 2026 ", "x" * 50 + " ", ". "])
def test_the_reading_is_linear_in_the_text(piece: str) -> None:
    with edges.ends():
        moved.read(piece * (1_000_000 // len(piece)), NAME, KNOWN)


# --- on the wire ------------------------------------------------------------------------------------------------------

BO = address_of("Bo Carstensen")


@pytest.fixture
def clerk(tmp_path: Path, embedded: Servers) -> Clerk:
    clerk = Clerk(tmp_path, embedded, imap='authserv_id = "mx.fkt.example"')
    clerk.people()
    clerk.tick()
    clerk.send()
    clerk.at("2026-08-29 09:00")
    return clerk


def away(clerk: Clerk, words: str, address: str = BO) -> None:
    """The automatic answer to the newest letter to Bo."""
    clerk.deliver(out_of_office(clerk.letter(BO), Mailbox("Bo Carstensen", address), words, clerk.now))
    clerk.tick()


def test_she_is_asked_once_and_her_yes_ends_the_membership(clerk: Clerk) -> None:
    before = len(clerk.servers.outgoing)
    away(clerk, "Bo Carstensen er fratrådt pr. 1. september 2026.")
    told = [sent.raw for sent in clerk.servers.outgoing[before:]]
    assert [parse_mail.parse(raw).subject for raw in told] == ["[ØVELSE] Er Bo Carstensen fratrådt?"]
    assert "mailflow proposals accept 1" in parse_mail.parse(told[0]).text
    (one,) = clerk.json("proposals", "list")["proposals"]
    assert (one["kind"], one["person"], one["day"]) == ("member-left", "bo-carstensen", "2026-09-01")
    assert one["words"] == "Bo Carstensen er fratrådt pr. 1. september 2026"
    assert clerk.json("review")["proposals"] == [one]
    assert "proposal 1  Bo Carstensen is no member from 2026-09-01 on." in clerk.run("review").out
    assert clerk.json("members", "show", "bo-carstensen")["left"] is None, "nothing happens before her yes"

    away(clerk, "Bo Carstensen er fratrådt pr. 1. september 2026. Mailen læses ikke.")
    assert len(clerk.json("proposals", "list")["proposals"]) == 1
    assert len(clerk.servers.outgoing) == before + 1, "nobody is asked twice"

    clerk.run("proposals", "accept", 1, "--dry-run")
    assert clerk.json("members", "show", "bo-carstensen")["left"] is None
    done = clerk.run("proposals", "accept", 1)
    assert "no member from 2026-09-01 on" in done.out
    assert "still counts" in done.err, "what happens in the open round is said"
    assert clerk.json("members", "show", "bo-carstensen")["left"] == "2026-09-01"
    assert clerk.json("proposals", "list")["proposals"] == []
    (kept,) = clerk.json("proposals", "list", "--all")["proposals"]
    assert (kept["accepted"], kept["decided_by"]) == (True, "Signe Holk")
    assert "decided by Signe Holk already" in clerk.run("proposals", "accept", 1, expect=RefusedError.exit_code).err


def test_a_new_address_is_where_mail_goes_after_her_yes(clerk: Clerk) -> None:
    away(clerk, "Jeg har skiftet job. Min nye mail er bo@skive.example. Hilsen Bo")
    left, new = clerk.json("proposals", "list")["proposals"]
    assert (left["kind"], new["kind"], new["address"]) == ("member-left", "new-address", "bo@skive.example")
    clerk.run("proposals", "decline", left["id"])
    told = clerk.run("proposals", "accept", new["id"])
    assert "Mail to Bo Carstensen goes to bo@skive.example from now on." in told.out
    assert "resend bo-carstensen" in told.err
    assert clerk.json("members", "show", "bo-carstensen")["address"] == "bo@skive.example"
    clerk.run("minutes", "resend", "bo-carstensen")
    clerk.tick()
    assert clerk.letter("bo@skive.example")


def test_an_address_that_is_somebody_elses_is_refused(clerk: Clerk) -> None:
    away(clerk, f"Min nye mail er {address_of('Citta Dam')}.")
    assert "Citta Dam" in clerk.run("proposals", "accept", 1, expect=65).err
    assert clerk.json("proposals", "list")["proposals"], "it goes on waiting"


def test_a_person_may_say_it_in_the_answer(clerk: Clerk) -> None:
    clerk.say("Bo Carstensen", "Ingen bemærkninger. Jeg fratræder i øvrigt min stilling den 31. december 2026.")
    (one,) = clerk.json("proposals", "list")["proposals"]
    assert one["day"] == "2026-12-31"


def test_a_delegate_who_leaves_is_not_the_member(clerk: Clerk) -> None:
    clerk.run("members", "edit", "bo-carstensen", "--delegate", "Lis Lund <lis@odder.example>")
    away(clerk, "Jeg er fratrådt min stilling.", "lis@odder.example")
    assert clerk.json("proposals", "list")["proposals"] == []


def test_a_sender_who_fails_authentication_proposes_nothing(clerk: Clerk) -> None:
    forged = out_of_office(clerk.letter(BO), Mailbox("Bo Carstensen", BO), "Jeg er fratrådt.", clerk.now)
    clerk.deliver(forged, proof="dmarc=fail header.from=odder.example")
    clerk.tick()
    assert clerk.json("proposals", "list")["proposals"] == []


def test_what_is_not_there_is_told(clerk: Clerk) -> None:
    assert "There is no proposal 7." in clerk.run("proposals", "accept", 7, expect=66).err
    assert "Nothing is proposed." in clerk.run("proposals", "list").out
