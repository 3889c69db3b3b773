"""What a secretary does with a round, from the command line: each command, what it changes and what it tells to whom."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clerk import MEMBERS, MINUTES, REVISED, SLUG, Clerk
from house import address_of, reply
from test_cli_bad_input import state

from mailflow.demo.clients import bounce
from mailflow.demo.servers import Servers

ANNA, BO, CITTA, OFFICE = (
    "anna.berg@odder.example", "bo.carstensen@odder.example", "citta.dam@odder.example", "sekretariatet@fkt.example",
)  # fmt: skip
OBJECTION = "Punkt 2: Rejsekontoen blev ikke halveret."
SIGNE = ("--decided-by", "Signe Holk")


@pytest.fixture
def clerk(tmp_path: Path, embedded: Servers) -> Clerk:
    """A round that went out on 28 August; it is the next morning."""
    clerk = Clerk(tmp_path, embedded, imap='authserv_id = "mx.fkt.example"')
    clerk.people()
    clerk.tick()
    clerk.send()
    clerk.at("2026-08-29 09:00")
    return clerk


def news(clerk: Clerk, act: Callable[[], Any]) -> dict[str, list[str]]:
    """What went out because of this: subjects (before the colon) by recipient."""
    before = len(clerk.servers.outgoing)
    act()
    clerk.tick()
    told: dict[str, list[str]] = {}
    for to, subject in clerk.subjects(before):
        told.setdefault(to, []).append(subject.partition(":")[0])
    return told


def finish(clerk: Clerk) -> str:
    """Past the deadline of either version, and a working morning. Returns the state."""
    for moment in ("2026-09-07 03:00", "2026-09-07 09:00"):
        clerk.at(moment)
        clerk.tick()
    return str(clerk.show()["state"])


# --- dry runs ------------------------------------------------------------------------------------------------------


def test_a_dry_run_shows_everything_and_changes_nothing(clerk: Clerk) -> None:
    clerk.say("Bo Carstensen", OBJECTION)
    clerk.say("Citta Dam", "Den må vi lige vende, når vi ses.")
    revised = clerk.file(REVISED, "rettet.md")
    runs: list[tuple[tuple[object, ...], int]] = [
        (("minutes", "resolve", SLUG, "--revise", revised), 3),
        (("minutes", "resolve", SLUG, "--dismiss", *SIGNE, "--reason", "Nej"), 3),
        (("minutes", "resolve", SLUG, "--to-meeting", "2026-10-01"), 3),
        (("minutes", "record", "Anna", "--objects", "--by", "phone"), 1),
        (("minutes", "record", "Bo", "--withdraws", "--by", "phone"), 1),
        (("minutes", "excuse", "Citta", "--reason", "Syg"), 0),
        (("minutes", "resend", "Citta", "--to", "citta@hjem.example"), 1),
        (("minutes", "cancel", SLUG, "--reason", "Forkert udgave"), 3),
        (("review", f"{SLUG}/2", "--as", "none"), 0),
        (("review", f"{SLUG}/1", "--as", "withdraw"), 1),
        (("tick",), 0),
    ]
    for command, letters in runs:
        before = state(clerk)
        shown = clerk.run(*command, "--dry-run")
        assert shown.out.endswith("Nothing was changed or sent.\n"), command
        assert shown.out.count("Subject: ") == letters, command
        as_json = clerk.json(*command, "--dry-run")
        assert (as_json["dry_run"], len(as_json["letters"])) == (True, letters), command
        assert state(clerk) == before, command


def test_the_dry_run_of_sending_shows_the_whole_letter(clerk: Clerk) -> None:
    before = state(clerk)
    paper = clerk.file(
        MINUTES.replace("27. august", "26. august").replace("Intet.", "Ring på 12 34 56 78."), "andet.md"
    )
    shown = clerk.run("minutes", "send", paper, "--dry-run").out
    for words in ("hb-2026-08-26", "Anna Berg", BO, CITTA, "Deadline: Wednesday 2 September 2026 at 23:59", "Left out",
                  "12 34 56 78", "Kære Anna Berg", "Attached: andet.md, offentlig-version.pdf"):  # fmt: skip
        assert words in shown, words
    assert state(clerk) == before


# --- an objection and what she can do ------------------------------------------------------------------------------


def test_a_corrected_version_settles_the_objection_it_meets(clerk: Clerk) -> None:
    told = news(clerk, lambda: clerk.say("Bo Carstensen", OBJECTION))
    assert told == {OFFICE: ["Indsigelse fra Bo Carstensen, punkt 2"], BO: ["Vi har modtaget din indsigelse"]}
    clerk.say("Anna Berg", "Godkendt")
    old = clerk.letter(ANNA)
    told = news(clerk, lambda: clerk.run("minutes", "resolve", SLUG, "--revise", clerk.file(REVISED, "rettet.md"),
                                         "--settles", "1", *SIGNE))  # fmt: skip
    assert told == {one: ["Rettet referat til godkendelse senest 5. september"] for one in (ANNA, BO, CITTA)}
    shown = clerk.show()
    assert (shown["version"], shown["held"]) == (2, False)
    assert shown["answers"][0]["verdict"]["kind"] == "revised"
    assert "to version 1" in clerk.run("minutes", "show", SLUG).out, "Anna's approval has lapsed, and is seen to"
    # An answer to the letter of the old version belongs to the old version; an objection holds all the same.
    clerk.say("Anna Berg", "Godkendt", to=old)
    clerk.say("Citta Dam", "Punkt 1: Der mangler et møde.", to=old)
    assert [answer["version"] for answer in clerk.show()["answers"]] == [1, 1, 1, 1]
    assert clerk.answers()[-1] == ("Citta Dam", "object", True)
    clerk.run("minutes", "record", "Citta", "--withdraws", "--by", "phone")
    clerk.tick()
    clerk.at("2026-09-03 09:00")
    assert set(news(clerk, clerk.tick)) == {ANNA, BO}, "they have not answered the new version"
    assert finish(clerk) == "published"


def test_dismissed_members_are_told_and_publication_waits(clerk: Clerk) -> None:
    clerk.say("Bo Carstensen", OBJECTION)
    clerk.at("2026-09-03 20:00")
    told = news(
        clerk, lambda: clerk.run("minutes", "resolve", f"{SLUG}/1", "--dismiss", *SIGNE, "--reason", "Det blev det")
    )
    assert told == {BO: ["Svar på din indsigelse"], ANNA: ["En indsigelse er ikke taget til følge"],
                    CITTA: ["En indsigelse er ikke taget til følge"]}  # fmt: skip
    assert b"Det blev det" in clerk.letter(ANNA)
    clerk.at("2026-09-05 19:00")
    clerk.tick()
    assert clerk.show()["state"] == "open"
    assert finish(clerk) == "published"


def test_left_to_a_meeting_and_published_after_it(clerk: Clerk) -> None:
    clerk.say("Bo Carstensen", OBJECTION)
    told = news(
        clerk, lambda: clerk.run("minutes", "resolve", SLUG, "--to-meeting", "2026-10-01", "--reason", "Uenighed")
    )
    assert set(told) == {ANNA, BO, CITTA}
    assert finish(clerk) == "at-meeting"
    told = news(clerk, lambda: clerk.say("Citta Dam", "Punkt 1: Jeg var der ikke."))
    assert list(told) == [OFFICE], "what is said until the meeting is for the meeting"
    clerk.run("minutes", "publish", SLUG, "--reason", "Godkendt på mødet", expect=77)
    clerk.at("2026-10-02 10:00")
    told = news(clerk, lambda: clerk.run("minutes", "publish", SLUG, "--reason", "Godkendt på mødet", *SIGNE))
    assert set(told) == {ANNA, BO, CITTA, OFFICE}
    assert (clerk.folder / "site" / f"{SLUG}.html").exists()


def test_taken_down_and_put_back(clerk: Clerk) -> None:
    assert finish(clerk) == "published"
    page = clerk.folder / "site" / f"{SLUG}.html"
    told = news(clerk, lambda: clerk.say("Bo Carstensen", OBJECTION))
    assert list(told) == [OFFICE]
    assert "mailflow minutes unpublish" in clerk.letter(OFFICE).decode("ascii", "replace").replace("=\r\n", "")
    assert clerk.show()["state"] == "published", "too late to hold anything: she decides"
    clerk.run("minutes", "unpublish", SLUG, "--reason", "Fejl i punkt 2", *SIGNE)
    assert not page.exists()
    clerk.run("minutes", "unpublish", SLUG, "--reason", "Fejl i punkt 2", expect=77)
    done = clerk.run("minutes", "republish", SLUG, "--reason", "Det var rigtigt nok", *SIGNE)
    assert f"{SLUG}/1 objected afterwards" in done.out
    assert page.exists()
    certificate = clerk.json("minutes", "certificate", SLUG)
    assert [v["kind"] for v in certificate["verdicts"]] == ["unpublished", "republished"]


# --- what came otherwise than by mail ------------------------------------------------------------------------------


def test_what_she_records_needs_no_second_yes(clerk: Clerk) -> None:
    told = news(clerk, lambda: clerk.run("minutes", "record", "Bo", "--objects", "--by", "phone", "--item", "2",
                                         "--words", "Rejsekontoen er forkert"))  # fmt: skip
    assert told == {OFFICE: ["Indsigelse fra Bo Carstensen, punkt 2"]}, "she heard him: he gets no thank-you by machine"
    # An approval does not erase an objection, whoever records it.
    clerk.run("minutes", "record", "Bo", "--approves", "--by", "meeting")
    assert clerk.answers()[-1] == ("Bo Carstensen", "withdraw", True)
    clerk.tick()
    saved = clerk.file(
        reply("Bo Carstensen", "Jeg trækker min indsigelse tilbage.", None, "Referat", clerk.now), "bo.eml"
    )
    told = news(clerk, lambda: clerk.run("minutes", "record", "Bo", "--withdraws", "--by", saved))
    assert told == {BO: ["Din indsigelse er trukket tilbage"]}, "no notice asks her for what she has just said"
    assert [holds for _who, _intent, holds in clerk.answers()] == [False] * 3
    answer = clerk.show()["answers"][-1]
    assert (answer["words"], answer["channel"], answer["verdict"]["decided_by"]) == (
        "Jeg trækker min indsigelse tilbage.", "file", "Signe Holk",
    )  # fmt: skip


@pytest.mark.parametrize(("data", "name"), [("Godkendt, æøå", "brev.txt"), ("Godkendt, æøå".encode("cp1252"), "b.txt")])
def test_a_letter_on_paper_is_kept_in_its_own_words(clerk: Clerk, data: str | bytes, name: str) -> None:
    paper = clerk.file(data, name)
    clerk.run("minutes", "record", "Bo", "--approves", "--by", paper)
    clerk.run("minutes", "record", "Citta", "--approves", "--by", paper)
    assert [answer["words"] for answer in clerk.show()["answers"]] == ["Godkendt, æøå"] * 2
    sha = hashlib.sha256(Path(paper).read_bytes()).hexdigest()
    assert clerk.run("minutes", "certificate", SLUG).out.count(f"Filens SHA-256:\n      {sha}") == 2


def test_a_copy_that_came_back_is_sent_elsewhere_or_excused(clerk: Clerk) -> None:
    for name in ("Bo Carstensen", "Citta Dam"):
        clerk.deliver(
            bounce(clerk.letter(address_of(name)), address_of(name), "odder.example", clerk.now), mail_from=""
        )
    told = news(clerk, clerk.tick)
    assert told == {OFFICE: ["Mail til Bo Carstensen kan ikke afleveres", "Mail til Citta Dam kan ikke afleveres"]}
    # A yes on the telephone does not make him one who got the minutes.
    clerk.run("minutes", "record", "Bo", "--approves", "--by", "phone")
    assert clerk.show()["held"]
    told = news(clerk, lambda: clerk.run("minutes", "resend", "Bo", "--to", "bo@hjem.example"))
    assert list(told) == ["bo@hjem.example"]
    clerk.run("minutes", "excuse", "Citta", "--reason", "Langtidssyg", *SIGNE)
    assert {one["name"]: one["delivery"] for one in clerk.show()["addressees"]} == {
        "Anna Berg": "sent", "Bo Carstensen": "sent", "Citta Dam": "excused",
    }  # fmt: skip
    clerk.say("Bo Carstensen", "Fint med mig", to=clerk.letter("bo@hjem.example"), From="Bo <bo@hjem.example>")
    assert clerk.answers()[-1][:2] == ("Bo Carstensen", "approve")
    assert finish(clerk) == "published"


# --- whose answer it is --------------------------------------------------------------------------------------------


def test_an_alias_and_a_delegate_answer_for_their_member(clerk: Clerk) -> None:
    clerk.say("Bo C", "Godkendt", to=clerk.letter(BO), From="Bo C <bo@hjem.example>")
    clerk.say("Dan Eg", "Punkt 1: Årsmødet mangler.", to=clerk.letter(CITTA))
    assert [answer[:2] for answer in clerk.answers()] == [("Bo Carstensen", "approve"), ("Citta Dam", "object")]
    assert clerk.letter(CITTA) in {sent.raw for sent in clerk.servers.outgoing}, (
        "the member hears of it, not the delegate"
    )


def test_nobody_is_believed_for_a_name_alone(clerk: Clerk) -> None:
    """A spoofed sender, two From headers and an outsider who was sent a copy: each holds or does nothing."""
    letter = clerk.letter(BO)
    clerk.deliver(clerk.reply("Bo Carstensen", "Godkendt"), proof="dmarc=fail header.from=odder.example")
    clerk.tick()
    assert clerk.answers()[-1] == ("Bo Carstensen", "unclear", True)
    two = b"From: Anna Berg <anna.berg@odder.example>\r\n" + clerk.reply("Bo Carstensen", "Godkendt")
    clerk.deliver(two)
    clerk.tick()
    assert clerk.answers()[-1][1:] == ("unclear", True)
    before = len(clerk.servers.outgoing)
    for name, words in (("Frede Friis", "Godkendt"), ("Frede Friis", "Punkt 2 er forkert"), ("Gitte Gram", OBJECTION)):
        clerk.say(name, words, to=letter, subject="VS: Referat")
    assert clerk.answers()[-3:] == [(None, "approve", False), (None, "object", True), (None, "object", True)]
    assert {to for to, _subject in clerk.subjects(before)} == {OFFICE}, "strangers get no answer from a machine"
    # One outsider takes back what he said, and nobody else's words.
    clerk.say("Frede Friis", "Jeg trækker min indsigelse tilbage", to=letter)
    clerk.run("review", f"{SLUG}/6", "--as", "withdraw")
    assert [holds for _who, _intent, holds in clerk.answers()[-4:]] == [False, False, True, False]
    assert finish(clerk) == "open"


def test_what_one_member_says_in_the_course_of_days(clerk: Clerk) -> None:
    def says(words: str) -> tuple[str, bool]:
        clerk.say("Bo Carstensen", words)
        return clerk.answers()[-1][1:]

    assert says("Jeg trækker min indsigelse tilbage.") == ("unclear", True), "there is none"
    clerk.run("review", f"{SLUG}/1", "--as", "withdraw", expect=77)
    clerk.run("review", f"{SLUG}/1", "--as", "none")
    assert says("Godkendt.") == ("approve", False)
    assert says("Jeg trækker min godkendelse tilbage.") == ("object", True)
    before = len(clerk.servers.outgoing)
    assert says(OBJECTION) == ("object", True)
    assert [to for to, _subject in clerk.subjects(before)] == [OFFICE, BO], "each new objection is acknowledged"
    assert says("Godkendt.") == ("withdraw", True), "an approval after an objection waits for her yes"
    assert says("Jeg trækker min indsigelse tilbage.") == ("withdraw", True)
    told = news(clerk, lambda: clerk.run("review", f"{SLUG}/6", "--as", "withdraw"))
    assert told == {BO: ["Din indsigelse er trukket tilbage"]}
    assert not any(holds for _who, _intent, holds in clerk.answers()), (
        "both objections, and both ways he took them back"
    )
    assert finish(clerk) == "published"


def test_a_member_who_leaves_during_the_round(clerk: Clerk) -> None:
    letter = clerk.letter(BO)
    clerk.run("members", "leave", "Bo", "--on", "2026-08-30")
    clerk.at("2026-08-30 09:00")
    clerk.say("Bo Carstensen", OBJECTION, to=letter)
    assert clerk.answers() == [("Bo Carstensen", "object", True)], "he was at the meeting"
    told = news(
        clerk, lambda: clerk.run("minutes", "resolve", f"{SLUG}/1", "--revise", clerk.file(REVISED, "ny.md"), *SIGNE)
    )
    assert set(told) == {ANNA, CITTA}
    assert finish(clerk) == "published"


def test_an_answer_that_may_mean_either_of_two_rounds(clerk: Clerk) -> None:
    other = clerk.send(MINUTES.replace("27. august", "25. august"))
    for name, words in (("Anna Berg", "Godkendt"), ("Bo Carstensen", OBJECTION)):
        clerk.deliver(reply(name, words, None, "Referatet", clerk.now))
    clerk.tick()
    for slug in (SLUG, other):
        assert clerk.answers(slug) == [("Anna Berg", "unclear", True), ("Bo Carstensen", "object", True)], slug
    clerk.run("minutes", "record", "Anna", "--approves", "--by", "phone", expect=65)
    clerk.run("minutes", "record", "Anna", "--approves", "--by", "phone", "--case", other)
    clerk.say("Citta Dam", "Godkendt")
    assert clerk.answers(other)[-1] == ("Citta Dam", "approve", False), "an answer to a letter belongs to its round"
    assert len(clerk.answers()) == 2


# --- what she reads ------------------------------------------------------------------------------------------------

ENGLISH = re.compile(
    r"\b(the|is|was|not|nothing|answer|round|letter|letters|mailbox|deadline|says|delivered|yet|sent)\b", re.I
)


def test_everything_is_said_in_danish(clerk: Clerk) -> None:
    clerk.say("Bo Carstensen", OBJECTION)
    clerk.say("Citta Dam", "Den må vi lige vende, når vi ses.")
    clerk.run("minutes", "resolve", f"{SLUG}/1", "--dismiss", *SIGNE, "--reason", "Nej")
    commands = [["minutes", "show", SLUG], ["minutes", "list"], ["tick"], ["minutes", "show", "hb-1"], ["minutes", "--help"],
                ["minutes", "resolve", f"{SLUG}/1", "--dismiss", *SIGNE, "--reason", "x"]]  # fmt: skip
    start = clerk.command()[3:]
    code = (
        f"import sys\nfrom mailflow.cli import main\nfor words in {commands}:\n"
        f"    sys.argv = ['mailflow', *{start}, *words]\n    try: main.main()\n    except SystemExit: print('----')\n"
        f"sys.argv = ['mailflow', *{start}, 'review']"
    )
    done = clerk.process("review", code=code, LANGUAGE="da")
    said = re.sub(r"mailflow [^\n]*|--\S+", "", done.stdout + done.stderr)
    assert said.count("holdt tilbage") == 2
    assert ENGLISH.findall(said) == [], said


# --- for machines --------------------------------------------------------------------------------------------------

DOCS = Path(__file__).parent.parent / "docs" / "json.md"


def documented(heading: str) -> set[str]:
    """The keys in the table under this heading."""
    section = DOCS.read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`([a-z_0-9]+)`", " ".join(cells)))


def test_the_keys_of_json_are_those_that_are_documented(clerk: Clerk) -> None:
    clerk.say("Bo Carstensen", OBJECTION)
    one = clerk.json("minutes", "list")[0]
    assert set(one) == documented("minutes list")
    shown = clerk.show()
    assert set(shown) == set(one) | {"gate"}
    assert set(shown["addressees"][0]) == documented("An addressee")
    assert set(shown["answers"][0]) == documented("An answer")
    assert {key for condition in shown["gate"] for key in condition} == {"name", "ok", "subjects"}
    changed = clerk.json("minutes", "resolve", SLUG, "--dismiss", *SIGNE, "--reason", "Nej")
    assert set(changed) == set(one) | documented("minutes resolve, record, excuse, resend, cancel; review of an answer")
    assert set(changed["letters"][0]) == {"to", "kind", "subject"}
    assert set(changed["answers"][0]["verdict"]) == {"kind", "decided_by", "reason", "at"}
    assert set(clerk.json("tick")) == documented("tick")
    assert set(clerk.json("tick", "--dry-run")) == {"letters", "dry_run"}
    paper = clerk.file(MINUTES.replace("27. august", "26. august"), "andet.md")
    assert set(clerk.json("minutes", "send", paper, "--dry-run")) == documented("minutes send")
    assert set(clerk.json("review")) == documented("review")


def test_an_empty_office_has_something_to_say(tmp_path: Path, embedded: Servers) -> None:
    clerk = Clerk(tmp_path, embedded)
    assert clerk.json("minutes", "list") == []
    assert "minutes send FILE" in clerk.run("minutes", "list").out
    assert clerk.run("review").out == "Nothing waits for you.\n"
    clerk.people(MEMBERS)
    assert clerk.json("review") == {
        "answers": [],
        "mails": [],
        "letters": [],
        "invitations": [],
        "nominations": [],
        "proposals": [],
        "seats": [],
        "frozen": None,
        "clock": None,
    }
