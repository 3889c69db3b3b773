"""Calls for candidates, the rules alone: who is meant by a name, what an answer counts for, what follows from it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mailflow.desks import callanswers, calls, nominees
from mailflow.desks.nominees import Named
from mailflow.models import Call, CallAddressee, CallAnswer, Candidate, Forum, Nomination, Person, Seat, Tenure
from mailflow.parsers import forum, forumback
from mailflow.replies import Reply, Sort

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
DEADLINE = datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC)
LIST = [
    ("Anna Berg", "Odder", "Kommunaldirektør"),
    ("Bo Lund", "Vejle", "Kommunaldirektør"),
    ("Bo Lund", "Assens", "Direktør"),
    ("Hanne-Marie Holm Bak", "Køge", "Kommunaldirektør"),
    ("Kirsten Dam", "Odder", "Stabsdirektør"),
    ("Karsten Friis", "Tønder", "Kommunaldirektør"),
]


def roster() -> list[Person]:
    return [
        Person(id=place, key=f"p{place}", name=name, municipality=where, title=title)
        for place, (name, where, title) in enumerate(LIST, start=1)
    ]


PEOPLE = roster()
ANNA, BO, BO_ASSENS, HANNE, KIRSTEN, KARSTEN = PEOPLE


def a_call(*asked: Person, **fields: Any) -> Call:
    council = Forum(id=1, slug="byplanraadet", name="Byplanrådet", state="active")
    council.seats = [Seat(id=7, number=1, right="association"), Seat(id=8, number=2, right="association")]
    call = Call(**{
        "id": 1, "slug": "byplanraadet-2026-11", "seats": [7], "state": "open", "deadline": DEADLINE, "opened_at": NOW,
        "recommend": False, "audience": ["all"], "note": "", **fields,
    })  # fmt: skip
    call.forum = council
    call.asked = [CallAddressee(person=one, person_id=one.id, name=one.name, address="") for one in asked or PEOPLE]
    return call


def nominated(call: Call, person: Person, *by: Person, late: bool = False, **fields: Any) -> Candidate:
    one = Candidate(id=len(call.candidates) + 1, call=call, number=len(call.candidates) + 1, person=person, person_id=person.id,
                    name=person.name, municipality=person.municipality, state="proposed", **fields)  # fmt: skip
    for other in by:
        Nomination(
            id=other.id, candidate=one, nominator=other, nominator_id=other.id, late=late, words="", created_at=NOW
        )
    return one


def said(
    call: Call, person: Person, intent: str, *, candidate: Candidate | None = None, named: Any = (), **fields: Any
) -> CallAnswer:
    number = len(call.answers) + 1
    return CallAnswer(**{
        "call": call, "number": number, "person": person, "person_id": person.id, "candidate": candidate,
        "candidate_id": candidate.id if candidate else None, "intent": intent, "nominees": list(named),
        "valid": True, "holds": False,
        "late": False, "received_at": NOW + timedelta(minutes=number), **fields,
    })  # fmt: skip


def answered(call: Call, person: Person | None, text: str, *, who: callanswers.Who = "own",
             candidate: Candidate | None = None) -> callanswers.Taken:  # fmt: skip
    """What the parser and the desk make of these words."""
    name = person.name if person is not None else "Ukendt"
    found = forum.nominations(text, name, person.municipality if person is not None else None)
    reply = Reply(Sort.REPLY, found.intent, text, why=found.why, nominees=found.nominees)
    return callanswers.judge(call, reply, who, person, candidate, PEOPLE, TODAY, name)


# --- who is meant ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "where", "meant", "how"),
    [
        ("Kirsten Dam", "", KIRSTEN, "exact"),
        ("kirsten dam", "Odder", KIRSTEN, "exact"),
        ("Bo Lund", "Vejle", BO, "exact"),
        ("Bo Lund", "Assens", BO_ASSENS, "exact"),
        ("Hanne Bak", "", HANNE, "alias"),
        ("Hanne-Marie Bak", "Køge", HANNE, "alias"),
        ("Kirstin Dam", "", KIRSTEN, "typo"),
        ("Karsten Fris", "Tønder", KARSTEN, "typo"),
        ("Kasten Frisi", "Tønder", KARSTEN, "typo"),
        ("Kirsten", "Odder", KIRSTEN, "first-name"),
        ("Bo", "Vejle", BO, "first-name"),
    ],
)
def test_a_name_that_fits_one_member_alone_is_that_member(name: str, where: str, meant: Person, how: str) -> None:
    found = nominees.match(name, where, PEOPLE, TODAY)
    assert (found.person, found.how) == (meant, how)


@pytest.mark.parametrize(
    ("name", "where", "may_be"),
    [
        ("Bo Lund", "", ("p2", "p3")),  # two of that name
        ("Bo Lund", "Odder", ("p2", "p3")),  # of another municipality: somebody else
        ("Kirsten Dam", "Vejle", ("p5",)),
        ("Kirsten", "", ("p5",)),  # a first name alone says too little
        ("Bo", "Odder", ("p2", "p3")),
        ("Kirsten Dal", "Odder", ()),  # a short name with another letter is another name
        ("Kasten Frisi", "", ()),  # two slips, and no municipality
        ("Inger Holst", "Tønder", ()),
        ("", "", ()),
    ],
)
def test_a_name_that_fits_nobody_or_several_is_not_guessed(name: str, where: str, may_be: tuple[str, ...]) -> None:
    found = nominees.match(name, where, PEOPLE, TODAY)
    assert (found.person, found.may_be) == (None, may_be)


def test_who_has_left_or_is_forgotten_is_nobody() -> None:
    people = roster()
    people[4].left, people[5].forgotten_at = TODAY, NOW
    assert nominees.match("Kirsten Dam", "Odder", people, TODAY).person is None
    assert nominees.match("Karsten Friis", "", people, TODAY).person is None
    assert nominees.match("Kirsten Dam", "Odder", people, TODAY - timedelta(days=1)).person is people[4]


@pytest.mark.parametrize(
    ("title", "where", "meant"),
    [
        ("direktøren", "Vejle", BO), ("kommunaldirektøren", "Tønder", KARSTEN), ("kommunaldirektøren", "Odder", ANNA),
        ("direktøren", "Odder", None), ("kommunaldirektøren", "Assens", None), ("direktøren", "Ærø", None),
    ],
)  # fmt: skip
def test_a_title_and_a_municipality_are_somebody_when_one_alone_has_it(
    title: str, where: str, meant: Person | None
) -> None:
    assert nominees.match("", where, PEOPLE, TODAY, title=title).person is meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jeg foreslår direktøren i Vejle", ("direktøren", "Vejle")),
        ("Vi peger på kommunaldirektøren fra Høje-Taastrup.", ("kommunaldirektøren", "Høje-Taastrup")),
        ("Jeg foreslår direktøren i Vejle, hvis hun vil", None),
        ("Jeg foreslår direktøren i Vejle og Bo Lund fra Assens", None),
        ("Jeg foreslår direktøren i Vejle. Jeg foreslår direktøren i Køge.", None),
        ("Hvad med direktøren i Vejle?", None),
        ("Jeg foreslår ikke direktøren i Vejle", None),
        ("Jeg foreslår direktøren i Lillekøbing", None),
    ],
)
def test_a_nominee_named_by_title_alone(text: str, found: tuple[str, str] | None) -> None:
    assert forumback.by_title(text) == found


# --- what an answer counts for ---------------------------------------------------------------------------------------


def test_oneself_others_and_several() -> None:
    call = a_call()
    own = answered(call, ANNA, "Jeg stiller gerne op")
    assert (own.intent, own.own, [one.person for one in own.named], own.holds) == ("nominate", True, [ANNA], False)
    both = answered(call, ANNA, "Jeg stiller selv op, og jeg foreslår desuden Karsten Friis fra Tønder.")
    assert {one.person for one in both.named} == {ANNA, KARSTEN}
    several = answered(call, ANNA, "Jeg foreslår Bo Lund fra Vejle og Kirsten Dam fra Odder")
    assert ([one.person for one in several.named], several.own) == ([BO, KIRSTEN], False)
    himself = answered(call, KARSTEN, "Karsten Friis fra Tønder stiller gerne op")
    assert ([one.person for one in himself.named], himself.own) == ([KARSTEN], True)
    titled = answered(call, ANNA, "Jeg foreslår direktøren i Vejle")
    assert ([one.person for one in titled.named], titled.valid) == ([BO], True)


def test_the_known_are_noted_and_the_unknown_wait() -> None:
    taken = answered(a_call(), ANNA, "Jeg foreslår Karsten Friis fra Tønder og Bo Lund")
    assert (taken.valid, taken.holds, taken.doubt) == (True, True, "unmatched")
    assert ([one.person for one in taken.known], [one.may_be for one in taken.unknown]) == ([KARSTEN], [("p2", "p3")])
    stranger = answered(a_call(), ANNA, "Jeg foreslår Inger Holst fra Ærø")
    assert (stranger.valid, stranger.holds, stranger.known) == (False, True, ())


@pytest.mark.parametrize(
    ("text", "intent", "holds"),
    [
        ("Nej tak", "decline", False),
        ("Tak for mailen.", "none", False),
        ("Hvor mange møder er der om året?", "question", True),
        ("Jeg stiller op, hvis ingen andre vil", "unclear", True),
        ("Måske Bo Lund fra Vejle", "unclear", True),
    ],
)
def test_everything_else(text: str, intent: str, holds: bool) -> None:
    taken = answered(a_call(), ANNA, text)
    assert (taken.intent, taken.holds, taken.named) == (intent, holds, ())


def test_an_answer_to_whether_she_is_willing() -> None:
    call = a_call()
    bo = nominated(call, BO, ANNA)
    for text, intent in (
        ("Ja tak", "consent"), ("Det vil jeg meget gerne", "consent"), ("Nej tak", "refuse"), ("Jeg har ikke tid", "refuse"),
        ("Jeg trækker mit kandidatur", "refuse"), ("Ja, hvis det ikke er for meget", "unclear"), ("Tak for mailen.", "none"),
        ("Hvor tit mødes I?", "question"), ("Jeg foreslår Kirsten Dam fra Odder", "unclear"),
    ):  # fmt: skip
        taken = answered(call, BO, text, candidate=bo)
        assert (taken.intent, taken.holds) == (intent, intent in ("unclear", "question")), text


def test_what_is_taken_back_by_the_nominator_or_the_nominee() -> None:
    call = a_call()
    bo, kirsten = nominated(call, BO, ANNA), nominated(call, KIRSTEN, HANNE)
    assert answered(call, ANNA, "Jeg trækker min indstilling af Bo Lund tilbage").holds  # which of the two?
    assert answered(call, ANNA, "Jeg trækker mit forslag om Bo Lund fra Vejle tilbage").back == (bo,)
    assert answered(call, ANNA, "Jeg vil gerne trække mit forslag tilbage").back == (bo,)
    own = answered(call, KIRSTEN, "Jeg trækker mit kandidatur")
    assert (own.intent, own.back, own.own) == ("withdraw", (kirsten,), True)
    nominated(call, KARSTEN, ANNA)
    assert answered(call, ANNA, "Jeg vil gerne trække mit forslag tilbage").intent == "unclear"  # which?
    assert answered(call, HANNE, "Jeg trækker mit forslag om Karsten Friis tilbage").intent == "unclear"  # not hers


def test_a_no_of_one_who_was_asked_two_things_is_no_answer_to_both() -> None:
    call = a_call()
    nominated(call, BO, ANNA, asked_at=NOW)
    assert answered(call, BO, "Nej tak").intent == "unclear"
    assert answered(call, KIRSTEN, "Nej tak").intent == "decline"


# --- who may say it --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["Jeg stiller gerne op", "Jeg foreslår Karsten Friis fra Tønder", "Nej tak", "Hvem er med?"]
)
@pytest.mark.parametrize("who", ["stranger", "forged", "unasked", "other", "left"])
def test_nobody_else_changes_anything(who: callanswers.Who, text: str) -> None:
    taken = answered(a_call(), None if who == "stranger" else ANNA, text, who=who)
    assert (taken.valid, taken.holds, taken.doubt) == (False, True, who)


def test_who_is_who() -> None:
    call = a_call(ANNA, BO)
    bo = nominated(call, BO, ANNA)

    def who(person: Person | None, kind: str = "primary", candidate: Candidate | None = None, **proof: bool) -> str:
        given = {"failed": False, "proved": False, **proof}
        return callanswers.who(call, person, kind, candidate, today=TODAY, **given)

    assert (who(ANNA), who(ANNA, "alias"), who(ANNA, "delegate")) == ("own", "own", "delegate")
    assert (who(None), who(ANNA, failed=True), who(KARSTEN), who(KARSTEN, proved=True)) == (
        "stranger", "forged", "unasked", "own",
    )  # fmt: skip
    assert (who(BO, candidate=bo), who(ANNA, candidate=bo, proved=True)) == ("own", "other")
    gone = Person(id=40, key="x", name="X", left=TODAY)
    assert who(gone, proved=True) == "left"


def test_a_deputy_speaks_for_her_but_i_is_not_she() -> None:
    call = a_call()
    taken = answered(call, ANNA, "Jeg stiller gerne op", who="delegate")
    assert (taken.valid, taken.doubt) == (False, "delegate")
    assert answered(call, ANNA, "Vi foreslår Karsten Friis fra Tønder", who="delegate").valid
    assert answered(call, ANNA, "Nej tak", who="delegate").valid


@pytest.mark.parametrize("state", ["cancelled", "decided"])
def test_after_the_end_only_a_no_is_heard(state: str) -> None:
    call = a_call(state=state)
    bo = nominated(call, BO, ANNA)
    late = answered(call, ANNA, "Jeg foreslår Karsten Friis fra Tønder")
    assert (late.valid, late.holds, late.doubt) == (False, False, "over")
    no = answered(call, BO, "Nej tak", candidate=bo)
    assert (no.valid, no.holds) == (True, True)


# --- what follows ----------------------------------------------------------------------------------------------------


def test_a_later_answer_replaces_the_earlier_unless_it_adds() -> None:
    call = a_call()
    nominated(call, BO, ANNA, HANNE)
    karsten = Named("Karsten Friis", "Tønder", person=KARSTEN, how="exact")
    replaced = calls.plan(call, ANNA.id, [karsten], adds=False, late=False)
    assert ([one.candidate.name for one in replaced.withdraw], replaced.keep) == (["Bo Lund"], ())
    assert [one.nominator for one in replaced.withdraw] == [ANNA], "nobody else's falls"
    added = calls.plan(call, ANNA.id, [karsten], adds=True, late=False)
    assert (added.withdraw, [one.candidate.name for one in added.keep]) == ((), ["Bo Lund"])
    late = calls.plan(call, ANNA.id, [karsten], adds=False, late=True)
    assert late.withdraw == ()
    again = calls.plan(call, ANNA.id, [Named("Bo Lund", "Vejle", person=BO)], adds=False, late=False)
    assert (again.withdraw, again.keep) == ((), ())


@pytest.mark.parametrize(
    ("text", "adds"),
    [("Jeg foreslår også Bo Lund", True), ("Og desuden Bo Lund fra Vejle", True), ("Jeg foreslår Bo Lund", False),
     ("Jeg foreslår i stedet også Bo Lund", False), ("Rettelse: jeg mente Bo Lund", False)],
)  # fmt: skip
def test_whether_it_adds(text: str, adds: bool) -> None:
    assert forumback.adds(text) is adds


def test_what_a_candidate_is() -> None:
    call = a_call()
    bo = nominated(call, BO, ANNA, HANNE)

    def state() -> str:
        return calls.state_of(call, bo, TODAY)

    assert state() == "proposed"
    bo.asked_at = NOW
    assert state() == "asked"
    said(call, BO, "consent", candidate=bo)
    assert state() == "willing"
    said(call, BO, "refuse", candidate=bo)
    assert state() == "unwilling"
    said(call, BO, "consent", candidate=bo, valid=False)
    assert state() == "unwilling", "what does not count changes nothing"
    own = Nomination(id=50, candidate=bo, nominator=BO, nominator_id=BO.id, late=False, words="", created_at=NOW)
    assert state() == "willing", "who proposes herself is willing"
    own.withdrawn_at = NOW
    assert state() == "unwilling"
    said(call, BO, "withdraw", candidate=bo)
    assert state() == "withdrawn"
    said(call, BO, "consent", candidate=bo)
    for one in bo.nominations:
        one.withdrawn_at = NOW
    assert state() == "withdrawn"
    bo.nominations[0].withdrawn_at = None
    assert state() == "willing"
    bo.person = Person(id=BO.id, key="p2", name="Bo Lund", left=TODAY)
    assert state() == "left"
    bo.state = "appointed"
    assert state() == "appointed", "the decision's word is the last"


def test_who_is_asked_and_who_is_reminded() -> None:
    call = a_call(ANNA, BO, KIRSTEN, KARSTEN)
    bo = nominated(call, BO, ANNA, HANNE)
    nominated(call, KARSTEN, ANNA, late=True)
    outsider = Candidate(id=9, call=call, number=9, person_id=None, name="Inger Holst", state="proposed")
    Nomination(id=9, candidate=outsider, nominator=ANNA, nominator_id=1, late=False, words="", created_at=NOW)
    assert calls.to_ask(call, TODAY) == [bo], "each once; nobody proposed late, no outsider"
    bo.asked_at = NOW
    assert calls.to_ask(call, TODAY) == []
    assert calls.silent(call, TODAY, NOW) == []
    assert calls.silent(call, TODAY, NOW + timedelta(days=1)) == [bo]
    said(call, ANNA, "nominate")
    said(call, KIRSTEN, "unclear", valid=False)
    said(call, KARSTEN, "none")
    assert [one.name for one in calls.unanswered(call, TODAY)] == ["Bo Lund", "Karsten Friis"]
    counted = calls.counts(call)
    assert (counted["asked"], counted["answered"], counted["candidates"], counted["late_candidates"]) == (4, 2, 2, 1)


def test_what_lay_in_the_mailbox_in_time_is_in_time() -> None:
    call = a_call()
    assert not calls.is_late(call, DEADLINE)
    assert calls.is_late(call, DEADLINE + timedelta(seconds=1))
    call.closed_at = NOW
    assert not calls.is_late(call, NOW)
    assert calls.is_late(call, NOW + timedelta(seconds=1))


def test_a_seat_that_was_filled_meanwhile() -> None:
    call = a_call()
    bo = nominated(call, BO, ANNA)
    seat = call.forum.seats[0]
    old = Tenure(id=1, name="X", created_at=NOW - timedelta(days=900), seat=seat)
    assert not calls.all_filled(call), "who sat there before is why somebody is looked for"
    old.ended_on = TODAY
    Tenure(id=2, name="Y", created_at=NOW + timedelta(hours=1), seat=seat)
    assert calls.filled(call) == [seat]
    assert calls.all_filled(call)
    assert calls.to_ask(call, TODAY) == [], "nobody is asked for a seat that is taken"
    assert bo.state == "proposed"
    seat.tenures[-1].call_id = call.id
    assert not calls.all_filled(call), "this call's own decision"


def test_which_seats_a_call_means() -> None:
    call = a_call()
    first, second = call.forum.seats
    Tenure(id=1, name="X", created_at=NOW, seat=first)
    assert calls.vacant(call.forum, TODAY) == [second]
    Tenure(id=2, name="Y", created_at=NOW, seat=second, person=Person(id=9, key="y", name="Y", left=TODAY))
    assert calls.vacant(call.forum, TODAY) == [second]
    second.abolished_on = TODAY
    assert calls.vacant(call.forum, TODAY) == [first], "the only one there is"


@pytest.mark.parametrize(
    ("right", "named", "whose"),
    [("association", "", ""), ("kl", "", "KL"), ("other", "Danske Regioner", "Danske Regioner"), ("", "", "")],
)
def test_whose_the_right_to_appoint_is(right: str, named: str, whose: str) -> None:
    assert calls.holder_name(Seat(right=right, right_holder=named)) == whose
