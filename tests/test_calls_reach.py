"""Letters of a call: the later ones stand below the first, and nobody is reminded of what she never got."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from calling import Calling
from house import address_of

from mailflow.demo.clients import bounce
from mailflow.mail import Mail
from mailflow.parsers import mail as parse_mail
from mailflow.store import calls, forumcheck, people

ANNA, BO, ESBEN, GERDA = "Anna Berg", "Bo Carstensen", "Esben Friis", "Gerda Holm"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Calling]:
    """Anna proposes Esben, whose letter comes back, and Gerda, who keeps silent."""
    calling = Calling(f"sqlite:///{tmp_path / 'm.db'}", tmp_path)
    calling.say(ANNA, "Jeg foreslår Esben Friis fra Tønder og Gerda Holm fra Thisted")
    calling.at("2026-08-29 09:00")
    calling.take(bounce(calling.letter(ESBEN), address_of(ESBEN), "toender.example", calling.now), "", "")
    calling.new()
    yield calling
    calling.store.close()


def head(office: Calling, name: str) -> Mail:
    return parse_mail.parse(office.letter(name))


def found(office: Calling) -> dict[str, tuple[str, str]]:
    """Who is to be rung up: the finding's kind and its call."""
    with office.store.reading() as session:
        told = forumcheck.findings(session, office.now.date(), office.office.config.forums)
        return {one.name: (one.kind, one.call) for one in forumcheck.unconfirmed(told)}


def test_who_never_got_the_question_is_not_reminded_but_shown_and_asked_at_her_new_address(office: Calling) -> None:
    assert "--refuses --by phone" in office.text("sekretariatet@fkt.example")
    assert found(office) == {ESBEN: ("nominee-not-reached", office.slug)}
    office.at("2026-09-07 09:00")
    assert [to for to, kind in office.new() if kind == "forum-consent-reminder"] == ["gerda.holm"]
    with office.store.writing() as session:
        (row,) = people.find_person(session, ESBEN).addresses
        row.address = "esben@ny.example"
    office.at("2026-09-08 09:00")
    assert found(office) == {
        ESBEN: ("nominee-not-reached", office.slug), GERDA: ("nominee-silent", office.slug),
    }, "not asked again yet; asked, reminded, silent"  # fmt: skip
    members, nominees = office.act(lambda session, call: calls.remind(session, call, office.office, office.now))
    assert nominees == [ESBEN, GERDA]
    assert ("esben", "forum-consent") in office.new(), "it is the question itself, not a reminder of it"
    assert "Anna Berg (Odder) har foreslået dig" in office.text("esben@ny.example")
    assert found(office) == {}, "both were written to today"
    office.take(bounce(office.letter("esben@ny.example"), "esben@ny.example", "ny.example", office.now), "", "")
    assert found(office)[ESBEN] == ("nominee-not-reached", office.slug)
    office.say(GERDA, "Ja tak")
    assert GERDA not in found(office)


def test_letters_carry_the_calls_id_and_the_later_ones_stand_below_the_first(office: Calling) -> None:
    first, asked, noted = parse_mail.parse(office.first(ANNA)), head(office, GERDA), head(office, ANNA)
    for one in (first, asked, noted):
        assert one.message_id.startswith(f"<{office.slug}.")
        assert one.header("X-Mailflow-Case") == office.slug
    assert (first.references, asked.references) == ((), ())
    assert noted.references[0] == first.message_id
    assert noted.in_reply_to != (first.message_id,), "the thanks answer her own mail"
    office.at("2026-09-07 09:00")
    assert head(office, GERDA).in_reply_to == (asked.message_id,)
    assert head(office, BO).in_reply_to == (parse_mail.parse(office.first(BO)).message_id,)
    office.say(ANNA, "Ja, det er korrekt", to=office.letter(ANNA))
    assert office.candidates().keys() == {ESBEN, GERDA}, "she answers the thanks, not the call that stands above it"
