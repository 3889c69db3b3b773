"""Answers to calls for candidates: whose counts and whose does not, what follows, and what may happen meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from calling import BY, Calling
from house import ADDRESS, address_of, at, reply

from mailflow.demo.clients import bounce, out_of_office
from mailflow.errors import InputError, RefusedError
from mailflow.mail import Mailbox
from mailflow.store import callanswers, calls, callverdicts, forums, people

ANNA, BO, CITTA, ESBEN, GERDA = "Anna Berg", "Bo Carstensen", "Citta Dam", "Esben Friis", "Gerda Holm"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of an office that has just sent a call."""
    file = tmp_path_factory.mktemp("office") / "mailflow.db"
    Calling(f"sqlite:///{file}", file.parent).store.close()
    return file


@pytest.fixture
def office(begun: Path, store_url: str, tmp_path: Path) -> Iterator[Calling]:
    """The board of three was asked yesterday."""
    if store_url.startswith("sqlite"):
        shutil.copy(begun, tmp_path)
    calling = Calling(store_url, tmp_path, installed=store_url.startswith("sqlite"))
    calling.at("2026-08-29 09:00")
    assert calling.new() == [(name.lower().replace(" ", "."), "forum-call") for name in (ANNA, BO, CITTA)]
    yield calling
    calling.store.close()


def test_a_nomination_is_thanked_the_nominee_asked_once_and_a_later_answer_replaces_it(office: Calling) -> None:
    office.say(ANNA, "Jeg foreslår Esben Friis fra Tønder.")
    assert office.new() == [("esben.friis", "forum-consent"), ("anna.berg", "forum-thanks")]
    assert b"Auto-Submitted: auto-replied" in office.letter(ANNA)
    assert b"Auto-Submitted: auto-generated" in office.letter(ESBEN)
    assert "Du foreslår Esben Friis, Tønder." in office.text(ANNA)
    assert "Anna Berg (Odder) har foreslået dig" in office.text(ESBEN)
    office.say(BO, "Jeg foreslår Esben fra Tønder")  # the same person, by first name
    office.say(CITTA, "Jeg foreslår Esben Fris fra Tønder")  # with a slip
    office.say(BO, "Jeg foreslår kommunaldirektøren i Tønder")  # by title
    office.say(ANNA, "Jeg foreslår også Gerda Holm")
    assert office.candidates() == {ESBEN: "asked", GERDA: "asked"}
    assert [to for to, _kind in office.new()].count("esben.friis") == 0, "asked once"
    assert "Du foreslår fortsat Esben Friis, Tønder." in office.text(ANNA)
    office.say(ANNA, "Rettelse: Jeg foreslår Bo Carstensen fra Vejle")
    assert office.proposed() == {ESBEN: ["bo-carstensen", "citta-dam"], GERDA: [], BO: ["anna-berg"]}
    assert office.candidates() == {ESBEN: "asked", GERDA: "withdrawn", BO: "asked"}
    office.new()
    office.say(ANNA, "Rettelse: Jeg foreslår Bo Carstensen fra Vejle", Message_ID="<again@odder.example>")
    assert office.new() == [], "the same is not thanked for twice a day"


def test_five_nominations_of_one_person_are_one_letter_to_her(office: Calling) -> None:
    for name in (ANNA, BO, CITTA, ANNA, BO):
        office.say(name, f"Jeg foreslår Gerda Holm fra Thisted. Hilsen {name}")
    assert [one for one in office.new() if one[0] == "gerda.holm"] == [("gerda.holm", "forum-consent")]
    assert office.proposed() == {GERDA: ["anna-berg", "bo-carstensen", "citta-dam"]}


def test_consent_refusal_silence_and_a_change_of_mind(office: Calling) -> None:
    office.say(ANNA, "Jeg foreslår Esben Friis fra Tønder, Gerda Holm fra Thisted og Bo Carstensen fra Vejle")
    first = office.letter(ESBEN)
    office.say(ESBEN, "Ja tak. Jeg har arbejdet med planer i ti år.")
    office.say(GERDA, "Nej tak, jeg har ikke tid.")
    assert office.candidates() == {ESBEN: "willing", GERDA: "unwilling", BO: "asked"}, "silence is no consent"
    assert "Du er villig til at sidde der." in office.text(ESBEN)
    office.say(ESBEN, "Jeg trækker mit kandidatur.")  # in answer to the thanks
    assert office.candidates()[ESBEN] == "unwilling"
    office.say(ESBEN, "Jo, jeg vil alligevel gerne", to=first)
    assert office.candidates()[ESBEN] == "willing"
    office.new()
    office.at("2026-09-07 09:00")  # three days before the deadline
    assert office.new() == [
        ("bo.carstensen", "forum-reminder"), ("citta.dam", "forum-reminder"), ("bo.carstensen", "forum-consent-reminder"),
    ]  # fmt: skip
    office.act(lambda session, call: calls.remind(session, call, office.office, office.now))
    office.at("2026-09-09 09:00")
    assert office.new() == [], "each at most once a day, and by itself only once"
    office.say(BO, "Det vil jeg meget gerne!")  # the newest letter is the reminder to consent
    assert office.candidates()[BO] == "willing"


def test_a_nomination_taken_back_by_its_nominator_and_by_the_nominee(office: Calling) -> None:
    first = office.letter(CITTA)
    office.say(ANNA, "Jeg foreslår Esben Friis fra Tønder")
    office.say(ANNA, "Jeg trækker mit forslag om Esben Friis tilbage")
    assert office.candidates() == {ESBEN: "withdrawn"}
    assert "Ikke længere foreslået af dig: Esben Friis, Tønder." in office.text(ANNA)
    office.say(CITTA, "Jeg stiller gerne op")
    assert office.candidates()[CITTA] == "willing", "who proposes herself is willing"
    assert "Du stiller selv op." in office.text(CITTA)
    office.say(CITTA, "Jeg trækker mig alligevel", to=first)
    assert office.candidates()[CITTA] == "withdrawn"
    office.say(BO, "Jeg foreslår Gerda Holm")
    office.say(BO, "Nej tak, ingen herfra")
    assert office.candidates()[GERDA] == "withdrawn"


def test_nobody_outside_and_no_machine_nominates_consents_or_declines(office: Calling) -> None:
    letter = office.letter(ANNA)
    office.say("Fremmed Person", "Jeg stiller gerne op", to=letter, subject=f"SV: Kandidater [{office.slug}]")
    office.say("Fremmed Person", "Jeg foreslår Gerda Holm", to=None, subject=f"Til {office.slug}")
    office.say("Fremmed Person", "Jeg foreslår Gerda Holm til Byplanrådet", to=None, subject="Byplanrådet")
    office.say(ANNA, "Jeg foreslår Gerda Holm fra Thisted", proof="fail")
    assert office.answers() == [
        (None, "nominate", False, True), (None, "nominate", False, True), (ANNA, "unclear", False, True),
    ]  # fmt: skip
    machine = out_of_office(office.letter(BO), Mailbox(BO, address_of(BO)), "Jeg stiller gerne op. Ja tak.", office.now)
    assert office.take(machine) == "handled"
    assert (
        office.take(bounce(office.letter(CITTA), address_of(CITTA), "odder.example", office.now), "", "") == "handled"
    )
    assert office.take(reply(ANNA, "Jeg stiller op", letter, "SV:", office.now, From=ADDRESS)) == "own"
    newsletter = {"List_Unsubscribe": "<https://x.example/u>", "Precedence": "bulk"}
    assert office.say("Fremmed Person", "Jeg stiller gerne op", to=None, subject="Nyt", **newsletter) == "ignored"
    assert len(office.answers()) == 3
    assert office.candidates() == {}
    told = office.new()
    assert {to for to, _kind in told} == {"sekretariatet"}, "nobody but the secretariat hears of it"
    assert [kind for _to, kind in told] == ["notice-forum-answer"] * 3 + ["notice-forum-bounce"]
    with pytest.raises(InputError):
        office.review(1, "nominate", GERDA)  # nobody knows whose it is
    for number in (1, 2, 3):
        office.review(number, "none")
    assert not any(holds for *_rest, holds in office.answers())


def test_a_forwarded_call_is_a_members_answer_only_with_proof_and_consent_is_her_own(office: Calling) -> None:
    letter = office.letter(ANNA)  # the board was asked; Gerda is a member, and not of the board
    office.say(GERDA, "Jeg stiller gerne op", to=letter, proof="none")
    assert (office.answers(), office.candidates()) == ([(GERDA, "nominate", False, True)], {})
    office.say(GERDA, "Jeg stiller gerne op", to=letter)
    assert office.candidates() == {GERDA: "willing"}
    office.say(BO, "Jeg foreslår Esben Friis fra Tønder", to=letter)  # forwarded by Anna; Bo was asked himself
    assert office.proposed()[ESBEN] == ["bo-carstensen"]
    asked = office.letter(ESBEN)
    for name in (GERDA, "Fremmed Person"):
        office.say(name, "Ja tak", to=asked, subject="VS: Vil du?")
    assert office.candidates()[ESBEN] == "asked"
    assert [one[1:] for one in office.answers()[-2:]] == [("consent", False, True)] * 2
    office.say("Dan Eg", "Jeg stiller gerne op", to=office.letter(CITTA))
    assert office.answers()[-1] == (CITTA, "nominate", False, True), "a deputy's “I”"
    office.say("Dan Eg", "Vi foreslår Gerda Holm fra Thisted", to=office.letter(CITTA))
    assert office.proposed()[GERDA] == ["gerda-holm", "citta-dam"], "he may answer for her"
    office.leave("gerda-holm")
    office.say(GERDA, "Jeg foreslår Anna Berg fra Odder", to=letter)
    assert office.answers()[-1] == (GERDA, "nominate", False, True), "no longer a member"


def test_an_outsider_is_never_written_to(office: Calling) -> None:
    office.new()
    office.say(ANNA, "Jeg foreslår Ib Outsider fra Ærø, ib@udenfor.example")
    assert office.answers() == [(ANNA, "nominate", False, True)]
    with pytest.raises(InputError):
        office.review(1, "nominate", outsiders=("ib@udenfor.example",))
    office.review(1, "nominate", outsiders=("Ib Outsider, Ærø",))
    with pytest.raises(RefusedError):
        office.review(1, "none")
    office.at("2026-09-07 09:00")
    assert office.candidates() == {"Ib Outsider": "proposed"}
    assert {to for to, _kind in office.new()} == {"sekretariatet", "anna.berg", "bo.carstensen", "citta.dam"}
    assert "Du foreslår Ib Outsider, Ærø." in office.text(ANNA)


def test_an_unclear_answer_and_a_question_wait_and_are_settled(office: Calling) -> None:
    office.new()
    office.say(ANNA, "Jeg stiller op, hvis ingen andre vil")
    office.say(BO, "Hvor mange møder er der?")
    office.say(CITTA, "Jeg foreslår Esben Friis fra Tønder og Ole Ukendt fra Ærø")
    assert [one[1:] for one in office.answers()] == [
        ("unclear", False, True), ("question", False, True), ("nominate", True, True),
    ]  # fmt: skip
    assert office.candidates() == {ESBEN: "asked"}
    assert "Ole Ukendt, Ærø: Vi er ikke sikre på, hvem det er." in office.text(CITTA)
    assert [kind for to, kind in office.new() if to == "sekretariatet"] == ["notice-forum-answer"] * 3
    assert "Spørgsmål" not in office.text(ADDRESS)
    office.review(1, "nominate", ANNA)
    office.review(2, "none")
    office.review(3, "nominate", ESBEN, GERDA)
    assert office.candidates() == {ESBEN: "asked", ANNA: "willing", GERDA: "asked"}
    assert ("citta.dam", "forum-thanks") in office.new()
    office.at("2026-09-07 09:00")
    assert [kind for _to, kind in office.new()] == ["forum-consent-reminder"] * 2, "who was unclear has answered"


def test_her_verdict_on_an_old_answer_undoes_no_newer_one(office: Calling) -> None:
    office.say(ANNA, "Måske Esben Friis fra Tønder")
    office.at("2026-08-30 09:00")
    office.say(ANNA, "Jeg foreslår Gerda Holm")
    office.review(1, "nominate", ESBEN)
    assert office.proposed() == {GERDA: ["anna-berg"], ESBEN: ["anna-berg"]}


def test_after_the_deadline_answers_are_late(office: Calling) -> None:
    office.say(ANNA, "Jeg foreslår Esben Friis fra Tønder")
    office.at("2026-09-11 09:00")
    assert office.state() == "closed"
    assert ("sekretariatet", "notice-call-closed") in office.new()
    assert "Der er 1 kandidat, og 0 af dem er villige." in office.text(ADDRESS)
    office.say(ANNA, "Jeg foreslår Gerda Holm fra Thisted")
    assert office.new() == [("anna.berg", "forum-thanks")], "who was proposed late is not asked"
    assert "Svaret kom efter fristen" in office.text(ANNA)
    assert office.proposed() == {ESBEN: ["anna-berg"], GERDA: ["anna-berg"]}, "it replaces nothing"
    counted = office.counts()
    assert (counted["late"], counted["candidates"], counted["late_candidates"]) == (1, 1, 1)

    def ask(session: Any, call: Any) -> Any:
        return callanswers.ask(session, office.office, call, office.now, [call.candidates[1]])

    assert [one.name for one in office.act(ask)] == [GERDA], "unless she says so"
    office.say(GERDA, "Ja tak")
    office.say(ESBEN, "Nej tak")
    assert office.candidates() == {ESBEN: "unwilling", GERDA: "willing"}, "a no is heard whenever it comes"


def test_a_nominee_who_leaves_and_a_seat_that_is_filled_meanwhile(office: Calling) -> None:
    office.say(ANNA, "Jeg foreslår Esben Friis fra Tønder og Gerda Holm fra Thisted")
    office.leave("gerda-holm")
    office.tick()
    assert office.candidates() == {ESBEN: "asked", GERDA: "left"}
    office.appoint("Nogen Anden")
    office.new()
    office.say(BO, "Jeg foreslår Citta Dam fra Køge")
    assert office.new() == [("bo.carstensen", "forum-thanks")], "nobody is asked for a seat that is taken"
    assert "Pladsen er i mellemtiden besat." in office.text(BO)
    office.at("2026-09-07 09:00")
    assert office.new() == [], "nobody is reminded either"


def test_a_call_that_is_closed_or_called_off_while_answers_arrive(office: Calling) -> None:
    waiting = reply(ANNA, "Jeg foreslår Esben Friis fra Tønder", office.letter(ANNA), "SV:", office.now)
    office.act(lambda session, call: calls.close(session, call, office.now, BY))
    office.take(waiting)  # it arrived at that very moment
    assert (office.candidates(), office.counts()["late"]) == ({ESBEN: "asked"}, 0)
    office.at("2026-08-29 10:00")
    office.say(BO, "Jeg stiller gerne op")
    assert office.counts()["late"] == 1
    with pytest.raises(RefusedError):
        office.act(lambda session, call: calls.close(session, call, office.now, BY))
    office.act(lambda session, call: calls.cancel(session, call, "Rådet er nedlagt", office.now, BY))
    office.new()
    office.say(CITTA, "Jeg stiller gerne op")
    assert office.answers()[-1] == (CITTA, "nominate", False, False)
    assert office.new() == [("citta.dam", "forum-thanks")]
    assert "Vi søger ikke længere kandidater" in office.text(CITTA)
    office.say(ESBEN, "Nej tak")
    assert office.answers()[-1] == (ESBEN, "refuse", True, True), "somebody should hear of a no after the end"


def test_by_telephone(office: Calling) -> None:
    def said(name: str, as_: str, *named: str) -> None:
        def record(session: Any, call: Any) -> None:
            person = people.find_person(session, name)
            whom = callverdicts.named_by(session, named, (), person)
            callverdicts.record(session, call, person, as_, whom, "Gerne", "phone", BY, office.office, office.now)

        office.act(record)

    office.say(ANNA, "Jeg foreslår Esben Friis fra Tønder")
    said(ESBEN, "consent")
    said(CITTA, "nominate", GERDA)
    assert office.candidates() == {ESBEN: "willing", GERDA: "asked"}
    assert "Du foreslår Gerda Holm, Thisted." in office.text(CITTA)
    assert b"Auto-Submitted" not in office.letter(CITTA), "a human wrote it down"
    for wrong in ((BO, "consent"), (BO, "nominate"), (BO, "withdraw", ESBEN)):
        with pytest.raises(InputError):
            said(*wrong)
    said(ANNA, "withdraw", ESBEN)
    assert office.candidates()[ESBEN] == "withdrawn"
    office.leave("bo-carstensen")
    with pytest.raises(InputError):
        said(BO, "nominate", ANNA)


def test_an_answer_without_a_letter_finds_its_call_by_the_forums_name_or_not_at_all(office: Calling) -> None:
    office.say(ANNA, "Jeg stiller gerne op til Byplanrådet", to=None, subject="Hej")
    assert office.candidates() == {ANNA: "willing"}
    assert office.say(BO, "Jeg stiller gerne op", to=None, subject="Hej") == "ignored"
    assert office.say(GERDA, "Jeg vil gerne i Byplanrådet", to=None, subject="Hej") == "ignored", "she was not asked"
    office.say(BO, "Nej tak", to=None, subject=f"SV: Kandidater [{office.slug}]")
    assert office.answers()[-1][:2] == (BO, "decline")


def test_what_cannot_be_read_is_set_aside_and_a_spam_mark_does_not_silence_a_member(office: Calling) -> None:
    garbled = reply(ANNA, "x", office.letter(ANNA), "SV:", office.now).replace(b"text/plain", b"application/pkcs7-mime")
    assert office.take(garbled) == "set-aside"
    office.say(BO, "Jeg stiller gerne op", X_Spam_Flag="YES", List_Id="<liste.odder.example>")
    assert office.candidates() == {BO: "willing"}


def test_who_proposes_herself_and_takes_it_back_is_asked_when_another_proposes_her(office: Calling) -> None:
    office.say(CITTA, "Jeg stiller gerne op")
    office.say(CITTA, "Jeg foreslår i stedet Esben Friis fra Tønder")
    assert office.candidates() == {CITTA: "withdrawn", ESBEN: "asked"}
    office.say(ANNA, "Jeg foreslår Citta Dam fra Køge")
    assert office.candidates()[CITTA] == "asked", "her earlier yes was taken back"


def test_an_answer_to_a_call_holds_no_minutes_unless_it_speaks_of_them(office: Calling) -> None:
    call = office.letter(ANNA)
    office.minutes()
    minutes = office.letter(ANNA)
    office.say(ANNA, "Jeg foreslår Esben Friis fra Tønder", to=call)
    office.say(BO, "Nej tak", to=office.first(BO))
    assert office.held() == []
    office.say(
        CITTA,
        "Jeg stiller gerne op. Og referatet punkt 2 er forkert: rejsekontoen blev ikke halveret.",
        to=office.first(CITTA),
    )
    assert office.held() == ["citta-dam"], "an objection is heard wherever it is said"
    office.say(ANNA, "Godkendt. Jeg stiller gerne op igen.", to=minutes)
    assert office.proposed()[ESBEN] == ["anna-berg"]
    assert ANNA not in office.candidates(), "an answer to the minutes is none to the call"


def test_of_two_secretaries_who_ask_for_the_same_seat_at_once_one_is_told(office: Calling) -> None:
    office.act(lambda session, call: calls.cancel(session, call, "", office.now, BY))
    together = Barrier(2)

    def ask(_number: int) -> str:
        together.wait()
        try:
            with office.store.writing() as session:
                forum = forums.forum_by(session, "byplan")
                return calls.open_call(
                    session, forum, forum.seats, ["board"], at("2026-09-10 12:00"), office.office, office.now, BY
                ).slug
        except RefusedError as error:
            return error.message

    with ThreadPoolExecutor(2) as pool:
        done = sorted(pool.map(ask, range(2)))
    assert done == ["A call for the same seat is open: byplanraadet-2026-08-2.", "byplanraadet-2026-08-2"]
    assert [one for one in office.new() if one[1] == "forum-call"] == [
        (name.lower().replace(" ", "."), "forum-call") for name in (ANNA, BO, CITTA)
    ]
