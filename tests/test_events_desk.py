"""The rules of invitations: what a calendar needs, in every state that its letters can be in; and which answer counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mailflow.desks import audience
from mailflow.desks import events as desk
from mailflow.desks.audience import Guest
from mailflow.desks.events import Nothing, Send, Withdraw
from mailflow.models import (
    Address,
    CalendarEvent,
    Dispatch,
    EventAnswer,
    EventVersion,
    Invitation,
    Letter,
    Person,
    Role,
)

NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
START = datetime(2026, 10, 26, 7, tzinfo=UTC)
ANNA = Guest(1, "anna-berg", "Anna Berg", "anna.berg@odder.example")
ELSEWHERE = Guest(1, "anna-berg", "Anna Berg", "anna@hjem.example")
NOWHERE = Guest(1, "anna-berg", "Anna Berg", "")
HOUR = timedelta(hours=1)


class Story:
    """An event, its changes, and one invitation with the letters that were written for it."""

    def __init__(self) -> None:
        self.event = CalendarEvent(
            slug="webinar-2026-10-26", kind="webinar", title="Webinar", start_at=START, end_at=START + HOUR, all_day=False,
            place="", link="", description="", audience=["all"], guests_visible=False, public=False, day_before=False,
            state="open", sequence=0, revision=0, files=[],
        )  # fmt: skip
        self.own: Invitation | None = None
        self._keep()

    def _keep(self) -> None:
        self.event.versions.append(
            EventVersion(
                revision=self.event.revision, sequence=self.event.sequence, facts=desk.facts_of(self.event), at=NOW
            )
        )

    def change(self, **fields: Any) -> Story:
        was = desk.facts_of(self.event)
        for name, value in fields.items():
            setattr(self.event, name, value)
        major = not desk.MAJOR.isdisjoint(desk.changed(was, desk.facts_of(self.event)))
        self.event.sequence += major or "state" in fields
        self.event.revision += 1
        self._keep()
        return self

    def move(self, hours: int = 24) -> Story:
        start = self.event.start_at + timedelta(hours=hours)
        return self.change(start_at=start, end_at=start + HOUR)

    def cancel(self) -> Story:
        return self.change(state="cancelled")

    def letter(self, state: str = "sent", method: str = "REQUEST", sequence: int = 0, to: str = ANNA.address,
               bounced: bool = False, why: str = "invite") -> Story:  # fmt: skip
        if self.own is None:
            self.own = Invitation(id=7, person_id=1, name="Anna Berg", address=to, uid="u", state="invited")
        number = len(self.own.dispatches) + 1
        row = Letter(id=number, state=state, recipient=to, attempts=0, bounced_at=NOW if bounced else None)
        self.own.dispatches.append(
            Dispatch(id=number, letter=row, method=method, sequence=sequence, stamp=NOW - HOUR + timedelta(seconds=number),
                     revision=self.event.revision, why=why, withdrawn=False)
        )  # fmt: skip
        return self

    def needs(self, guest: Guest | None = ANNA, now: datetime = NOW, again: bool = False) -> str:
        """The action in short: method, why and SEQUENCE; what is withdrawn after a minus."""
        match desk.decide(self.event, guest, self.own, now, again):
            case Send(method, why, sequence, _stamp, _name, _address, _changed, withdraw, _before):
                return " ".join([method, why, str(sequence), *(f"-{number}" for number in withdraw)])
            case Withdraw(withdraw):
                return " ".join(f"-{number}" for number in withdraw)
            case Nothing(reason):
                return reason
        raise AssertionError


# What has happened to the event and her letters -> what is needed when she is (the first) or is not (the second) in the audience.
TABLE: list[tuple[str, Story, str, str]] = [
    ("nothing sent yet", Story(), "REQUEST invite 0", "not-invited"),
    ("moved before anything was sent", Story().move(), "REQUEST invite 1", "not-invited"),
    ("cancelled before anything was sent", Story().cancel(), "not-invited", "not-invited"),
    ("invited", Story().letter(), "right", "CANCEL leave 1"),
    ("on its way", Story().letter("queued"), "waiting", "-1"),
    ("being tried", Story().letter("deferred"), "waiting", "-1"),
    ("being sent", Story().letter("sending"), "right", "CANCEL leave 1"),
    ("nobody knows", Story().letter("unknown"), "unknown", "CANCEL leave 1"),
    ("refused", Story().letter("failed"), "failed", "not-invited"),
    ("came back", Story().letter(bounced=True), "bounced", "not-invited"),
    ("a human said no", Story().letter("dropped"), "dropped", "not-invited"),
    ("too old", Story().letter("stale"), "stale", "CANCEL leave 1"),
    ("moved", Story().letter().move(), "REQUEST move 1", "CANCEL leave 1"),
    ("moved twice", Story().letter().move().move(), "REQUEST move 2", "CANCEL leave 2"),
    ("moved and back", Story().letter().move().move(-24), "right", "CANCEL leave 2"),
    ("another place", Story().letter().change(place="Odder"), "REQUEST move 1", "CANCEL leave 1"),
    ("title mended", Story().letter().change(title="Et webinar"), "REQUEST mend 0", "CANCEL leave 1"),
    ("link mended", Story().letter().change(link="https://x.example"), "REQUEST mend 0", "CANCEL leave 1"),
    ("only the audience", Story().letter().change(audience=["board"]), "right", "CANCEL leave 1"),
    ("moved, the first not sent", Story().letter("queued").move(), "REQUEST invite 1 -1", "-1"),
    ("moved, the first refused", Story().letter("failed").move(), "REQUEST invite 1", "not-invited"),
    ("moved, the first came back", Story().letter(bounced=True).move(), "REQUEST invite 1", "not-invited"),
    ("moved, the first being sent", Story().letter("sending").move(), "REQUEST move 1", "CANCEL leave 1"),
    ("moved twice, the first update not sent",
     Story().letter().move().letter("queued", sequence=1).move(), "REQUEST move 2 -2", "CANCEL leave 2 -2"),
    ("moved and back, the update not sent",
     Story().letter().move().letter("queued", sequence=1).move(-24), "-2", "CANCEL leave 2 -2"),
    ("moved and back, the update sent",
     Story().letter().move().letter(sequence=1).move(-24), "REQUEST move 2", "CANCEL leave 2"),
    ("update sent", Story().letter().move().letter(sequence=1), "right", "CANCEL leave 2"),
    ("update came back", Story().letter().move().letter(sequence=1, bounced=True), "bounced", "CANCEL leave 2"),
    ("cancelled", Story().letter().cancel(), "CANCEL cancel 1", "CANCEL cancel 1"),
    ("cancelled, told", Story().letter().cancel().letter(method="CANCEL", sequence=1), "not-invited", "not-invited"),
    ("cancelled, being told",
     Story().letter().cancel().letter("queued", method="CANCEL", sequence=1), "waiting", "waiting"),
    ("cancelled, the invitation not sent", Story().letter("queued").cancel(), "-1", "-1"),
    ("left and told", Story().letter().letter(method="CANCEL", sequence=1), "REQUEST invite 2", "not-invited"),
    ("left, not told yet", Story().letter().letter("queued", method="CANCEL", sequence=1), "-2", "waiting"),
    ("left, told, invited again",
     Story().letter().letter(method="CANCEL", sequence=1).letter(sequence=2), "right", "CANCEL leave 3"),
    ("went to an older address", Story().letter(to="anna@gammel.example"), "REQUEST address 0", "CANCEL leave 1"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "member", "outsider"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_a_calendar_needs(story: Story, member: str, outsider: str) -> None:
    assert (story.needs(ANNA), story.needs(None)) == (member, outsider)


def test_an_event_that_has_begun_is_never_sent() -> None:
    for story in (Story(), Story().letter().move(0).change(title="Nyt"), Story().letter()):
        assert {story.needs(guest, START) for guest in (ANNA, None)} == {"past"}
    called_off = Story().letter().cancel()
    assert called_off.needs(ANNA, START + HOUR / 2) == "CANCEL cancel 1", (
        "while it lasts she can still be told to stay away"
    )
    assert called_off.needs(ANNA, START + HOUR) == "past"


def test_who_has_no_address_gets_nothing_and_is_shown() -> None:
    assert Story().needs(NOWHERE) == "no-address"
    assert Story().letter("queued").needs(NOWHERE) == "-1", "the letter to the address that is no longer hers"
    assert Story().letter().needs(None) == "CANCEL leave 1"


def test_a_cancellation_goes_to_where_the_invitation_lies() -> None:
    story = Story().letter(to="anna@gammel.example").cancel()
    action = desk.decide(story.event, ANNA, story.own, NOW)
    assert isinstance(action, Send)
    assert action.address == "anna@gammel.example"


def test_a_letter_that_came_back_is_not_sent_to_the_same_address_again_unless_she_says_so() -> None:
    story = Story().letter(bounced=True)
    assert story.needs(ELSEWHERE) == "REQUEST invite 0"
    assert story.needs(ANNA) == "bounced"
    assert story.needs(ANNA, again=True) == "REQUEST invite 0"
    assert Story().letter("queued").needs(ANNA, again=True) == "waiting", "it has not even gone once"


def test_an_update_says_what_is_other_than_in_her_calendar() -> None:
    story = Story().letter().change(title="Et webinar").move()
    action = desk.decide(story.event, ANNA, story.own, NOW)
    assert isinstance(action, Send)
    assert action.changed == ("title", "start", "end")


def test_stamps_strictly_increase_even_when_the_clock_stands_still_or_goes_back() -> None:
    story = Story().letter()
    assert story.own is not None
    for when in (NOW, NOW, NOW - 2 * HOUR, NOW.replace(microsecond=999_999)):
        story.move()
        action = desk.decide(story.event, ANNA, story.own, when)
        assert isinstance(action, Send)
        assert action.stamp > max(one.stamp for one in story.own.dispatches)
        assert action.stamp.microsecond == 0, "a calendar knows whole seconds"
        story.letter(sequence=action.sequence)
        story.own.dispatches[-1].stamp = action.stamp


# --- answers ---------------------------------------------------------------------------------------------------------


def said(story: Story, partstat: str, minutes: int, **more: Any) -> EventAnswer:
    answer = EventAnswer(
        number=minutes, partstat=partstat, received_at=NOW + timedelta(minutes=minutes),
        **{"valid": True, "revision": story.event.revision, **more},
    )  # fmt: skip
    assert story.own is not None
    story.own.answers.append(answer)
    return answer


def test_the_latest_valid_answer_counts() -> None:
    story = Story().letter()
    assert story.own is not None
    first = said(story, "accepted", 1)
    said(story, "unclear", 2)
    said(story, "declined", 3, valid=False)
    assert desk.standing(story.event, story.own.answers) is first
    last = said(story, "declined", 4)
    assert desk.standing(story.event, story.own.answers) is last
    said(story, "accepted", 5, dtstamp=NOW + timedelta(minutes=2))
    assert desk.standing(story.event, story.own.answers) is last, (
        "a calendar's answer that was three minutes on its way"
    )
    forged = said(story, "accepted", 6, dtstamp=NOW + timedelta(days=400))
    assert desk.standing(story.event, story.own.answers) is forged, "a clock that is wrong"
    corrected = said(story, "declined", 7)
    assert desk.standing(story.event, story.own.answers) is corrected, "... does not win for ever"


def test_an_answer_to_another_time_does_not_count_and_is_remembered() -> None:
    story = Story().letter()
    assert story.own is not None
    declined = said(story, "declined", 1)
    story.change(title="Et webinar")
    assert desk.standing(story.event, story.own.answers) is declined
    story.move()
    assert desk.standing(story.event, story.own.answers) is None
    assert desk.before_it_moved(story.event, story.own.answers) is declined
    story.move(-24)
    assert desk.standing(story.event, story.own.answers) is declined, "it is what she answered, again"


def test_reminders_go_to_those_who_have_been_asked_and_have_not_answered() -> None:
    story = Story()

    def reminder(now: datetime = NOW + timedelta(days=2)) -> Any:
        action = desk.remind(story.event, ANNA, story.own, now)
        return action.reason if isinstance(action, Nothing) else (action.method, action.why, action.sequence)  # type: ignore[union-attr]

    assert reminder() == "not-asked"
    story.letter()
    assert reminder(NOW) == "just-invited"
    assert reminder() == ("REQUEST", "remind", 0)
    story.letter(why="remind")
    assert reminder(NOW) == "reminded"
    said(story, "unclear", 1)
    assert reminder()[1] == "remind"
    said(story, "tentative", 2)
    assert reminder() == "answered"
    story.move()
    assert reminder() == "not-asked", "send-invites first"
    assert reminder(START + timedelta(days=2)) == "past"


# --- audiences -------------------------------------------------------------------------------------------------------


def person(number: int, name: str, municipality: str = "Odder", *roles: str, **more: Any) -> Person:
    key = name.lower().replace(" ", "-")
    return Person(
        id=number, key=key, name=name, municipality=municipality, addresses=[Address(address=f"{key}@x.example", kind="primary")],
        roles=[Role(role=role) for role in roles], **more,
    )  # fmt: skip


PEOPLE = [
    person(1, "Anna Berg", "Odder", "chair"), person(2, "Bo Carstensen", "Horsens", "board"),
    person(3, "Citta Dam", "Odder", "kursusudvalg"), person(4, "Dan Eg", "Ukendt Kommune"),
    person(5, "Eva Fynbo", "Odder", "board", left=date(2026, 9, 1)), person(6, "Finn Gram", "Odder", joined=date(2026, 11, 1)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("entries", "meant"),
    [
        (["all"], "abcd"), (["board"], "ab"), (["district:Midtjylland"], "ac"), (["District: midtjylland"], "ac"),
        (["group:Kursusudvalg"], "c"), (["person:dan-eg"], "d"), (["board", "group:kursusudvalg", "person:anna-berg"], "abc"),
        (["person:eva-fynbo"], ""), (["district:Nordjylland"], ""), (["nonsense"], ""), ([], ""),
        (["person:dan-eg", "guest:Grete Holm <Grete@KL.example>"], "dg"), (["guest:Anna <anna-berg@x.example>", "board"], "ab"),
        (["guest:Os <sekretariatet@fkt.example>"], ""),
    ],
)  # fmt: skip
def test_whom_an_audience_means(entries: list[str], meant: str) -> None:
    table = {"Odder": "Midtjylland", "Horsens": "Sydjylland"}
    found = audience.invited(entries, PEOPLE, table, date(2026, 10, 1), "sekretariatet@fkt.example")
    assert "".join(guest.key[0] for guest in found) == meant
    assert all(guest.address for guest in found)


def test_who_has_only_our_own_mailbox_cannot_be_written_to() -> None:
    found = audience.invited(["person:anna-berg"], PEOPLE, {}, date(2026, 10, 1), "anna-berg@x.example")
    assert [guest.address for guest in found] == [""]
