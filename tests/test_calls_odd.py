"""Answers to calls for candidates that look like something else: a yes that is none, a no with a name in it, a deputy's word."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from calling import BY, Calling
from house import at, reply

from mailflow.errors import RefusedError
from mailflow.models import Address, Person
from mailflow.store import calls, erasure, forumedit, forums, people

ANNA, BO, CITTA, ESBEN, GERDA = "Anna Berg", "Bo Carstensen", "Citta Dam", "Esben Friis", "Gerda Holm"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of an office that has just sent a call to its board of three."""
    file = tmp_path_factory.mktemp("office") / "mailflow.db"
    Calling(f"sqlite:///{file}", file.parent).store.close()
    return file


@pytest.fixture
def office(begun: Path, tmp_path: Path) -> Iterator[Calling]:
    shutil.copy(begun, tmp_path)
    calling = Calling(f"sqlite:///{tmp_path / 'mailflow.db'}", tmp_path, installed=True)
    calling.at("2026-08-29 09:00")
    calling.new()
    yield calling
    calling.store.close()


def test_a_yes_to_what_was_noted_makes_nobody_a_candidate(office: Calling) -> None:
    office.say(ANNA, "Jeg foreslår Esben Friis fra Tønder")
    thanks = office.letter(ANNA)
    office.new()
    for words in ("Ja", "Ja tak, det er korrekt", "Super, tak!"):
        office.say(ANNA, words, to=thanks)
        assert office.answers()[-1] == (ANNA, "none", True, False)
    office.say(ANNA, "Ja, det vil jeg gerne", to=thanks)
    assert office.answers()[-1] == (ANNA, "unclear", False, True), "the member alone knows what she means"
    assert office.proposed() == {ESBEN: ["anna-berg"]}
    assert office.new() == [("sekretariatet", "notice-forum-answer")]
    office.say(ANNA, "Jeg stiller også selv op", to=thanks)
    assert office.proposed() == {ESBEN: ["anna-berg"], ANNA: ["anna-berg"]}
    office.say(BO, "Ja", to=office.first(BO))
    assert office.candidates()[BO] == "willing", "to the call itself a yes is one"


def test_what_she_was_told_last_is_what_holds(office: Calling) -> None:
    for name in (ESBEN, GERDA, ESBEN):
        office.say(ANNA, f"Rettelse: Jeg foreslår i stedet {name}")
        assert f"Du foreslår {name}" in office.text(ANNA)
        assert office.new()[-1] == ("anna.berg", "forum-thanks")


@pytest.mark.parametrize(
    "words",
    [
        "Nej, det er Gerda Holm fra Thisted, jeg foreslår",
        "Jeg ønsker ikke selv at stille op. Det er Gerda Holm, vi peger på.",
        "Nej tak. Gerda Holm?",
    ],
)
def test_a_no_that_names_another_member_is_looked_at(office: Calling, words: str) -> None:
    office.say(ANNA, "Jeg foreslår Esben Friis fra Tønder")
    office.say(ANNA, words)
    assert office.answers()[-1] == (ANNA, "unclear", False, True)
    assert office.proposed() == {ESBEN: ["anna-berg"]}, "nothing falls before a human has read it"


def test_a_deputy_says_for_nobody_whether_she_is_willing(office: Calling) -> None:
    office.say(ANNA, "Jeg foreslår Citta Dam fra Køge")
    asked = office.letter(CITTA)
    for words, intent in (("Ja tak, jeg vil gerne", "consent"), ("Nej tak", "refuse")):
        office.say("Dan Eg", words, to=asked)
        assert office.answers()[-1] == (CITTA, intent, False, True)
    office.say("Dan Eg", "Jeg foreslår kommunaldirektøren i Køge", to=office.first(CITTA))
    assert office.answers()[-1] == (CITTA, "nominate", False, True), "that is Citta herself"
    assert office.candidates() == {CITTA: "asked"}
    office.review(2, "consent")
    assert office.candidates() == {CITTA: "willing"}, "unless the secretariat has asked her"


def test_a_fresh_mail_that_fits_two_calls_waits(office: Calling) -> None:
    with office.store.writing() as session:
        council = forums.forum_by(session, "byplan")
        forumedit.add_seat(session, council, {"title": "Suppleant", "right": "association"}, now=office.now, by=BY)
        session.flush()
        end = at("2026-09-10 12:00")
        calls.open_call(session, council, council.seats[1:], ["board"], end, office.office, office.now, BY)
    office.say(ANNA, "Jeg stiller gerne op til Byplanrådet", to=None, subject="Hej")
    assert office.answers() == [(ANNA, "unclear", False, True)], "nobody can tell which seat she means"


def test_a_nomination_taken_back_after_the_end_makes_nobody_unwilling(office: Calling) -> None:
    office.say(ANNA, "Jeg foreslår Esben Friis fra Tønder")
    office.act(lambda session, call: calls.cancel(session, call, "", office.now, BY))
    office.new()
    office.say(ANNA, "Jeg trækker mit forslag om Esben Friis tilbage")
    assert office.answers()[-1] == (ANNA, "withdraw", True, False)
    assert office.new() == [("anna.berg", "forum-thanks")]


def test_an_older_answer_that_is_found_later_undoes_no_newer_one(office: Calling) -> None:
    older = [
        reply(ANNA, words, office.first(ANNA), "SV:", office.now) for words in ("Jeg foreslår Gerda Holm", "Nej tak")
    ]
    office.at("2026-08-29 11:00")
    office.say(ANNA, "Jeg foreslår Esben Friis")
    office.clock.set(at("2026-08-29 10:00"))
    for one in older:
        office.take(one)
    assert office.proposed()[ESBEN] == ["anna-berg"]


def test_two_of_one_name_are_two_and_each_is_asked(office: Calling) -> None:
    with office.store.writing() as session:
        address = Address(address="esben@vejle.example", kind="primary")
        session.add(Person(key="esben-2", name=ESBEN, municipality="Vejle", addresses=[address]))
    office.new()
    office.say(ANNA, "Jeg foreslår Esben Friis fra Tønder og Esben Friis fra Vejle")
    assert [to for to, kind in office.new() if kind == "forum-consent"] == ["esben.friis", "esben"]
    office.say(BO, "Jeg foreslår Esben Friis")
    assert office.answers()[-1] == (BO, "nominate", False, True), "which of them?"


def test_an_erased_nominee_is_in_nobodys_answer_however_it_was_spelt(office: Calling) -> None:
    office.say(ANNA, "Jeg foreslår Esben Fris fra Tønder")
    office.act(lambda session, call: calls.cancel(session, call, "", office.now, BY))
    with office.store.writing() as session:
        esben = people.find_person(session, "esben-friis")
        esben.left = office.now.date()
        erasure.forget(session, esben, BY, "bedt om det", office.now.date(), office.now)
    with office.store.reading() as session:
        (named,) = calls.answer(session, office.slug, 1).nominees
    assert (named["name"], named["municipality"], named["person"]) == ("Deleted person 4", "", "deleted-4")


def test_a_verdict_after_the_end_makes_no_candidate(office: Calling) -> None:
    office.say(ANNA, "Måske Esben Friis fra Tønder")
    office.act(lambda session, call: calls.cancel(session, call, "", office.now, BY))
    with pytest.raises(RefusedError):
        office.review(1, "nominate", ESBEN)
    assert office.candidates() == {}
    office.review(1, "none")
    assert office.answers() == [(ANNA, "unclear", False, False)]
