"""Invitations, updates, cancellations and reminders: whole mails byte for byte, and what a calendar makes of them.

``tests/letters/<language>/event-<why>.txt`` is what a reader without HTML sees; ``tests/letters/event-<why>.eml`` a whole
mail as it goes on the wire, its calendar decoded in ``event-<why>.ics``. ``MAILFLOW_REWRITE=1`` writes them anew.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import event_samples as samples
import pytest
from event_samples import BOARD, CASES, DAYS, WEBINAR, calendar_part, draft, event, ics, mail
from letter_samples import ENVIRONMENTS, LANGUAGES, TO, ZONE, configuration, read
from selectolax.lexbor import LexborHTMLParser
from test_letters import same

from mailflow.calendars import CalendarEntry
from mailflow.errors import InputError
from mailflow.letters import calendar, compose, invitation
from mailflow.letters.invitation import ORDINARY, TEMPLATES, Why
from mailflow.mail import Mailbox
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply
from mailflow.replies import About, Intent, Question

EXPECTED = Path(__file__).parent / "letters"
EVERY = [(why, language) for language in LANGUAGES for why in CASES]
CALENDAR: list[Why] = [why for why in CASES if why not in ORDINARY]


# --- the words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("why", "language"), EVERY)
def test_the_words_of_every_mail(why: Why, language: str) -> None:
    letter = draft(why, language)
    same(EXPECTED / language / f"event-{why}.txt", f"Subject: {letter.subject}\n\n{letter.text}")


@pytest.mark.parametrize(("why", "language"), EVERY)
def test_the_page_says_the_same_as_the_text_and_fetches_nothing(why: Why, language: str) -> None:
    letter = draft(why, language)
    page = LexborHTMLParser(letter.html)
    said = page.body.text(separator=" ") if page.body is not None else ""
    text = re.sub(r": https://\S+", "", letter.text)  # where a link goes is written out only in the text
    assert re.findall(r"\w+", said) == re.findall(r"\w+", text)
    assert not re.search(r"\bsrc=|url\(|@import|<script|<link|<img", letter.html)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", ["invite", "move", "remind"])
def test_the_answers_a_mail_suggests_are_understood_though_the_mail_is_quoted(why: Why, language: str) -> None:
    letter = draft(why, language)
    accept, decline = re.findall(r'"([^"]*)"', letter.text)[-2:]
    quoted = "\n".join(f"> {line}" for line in letter.text.split("\n"))
    for words, intent in ((accept, Intent.ACCEPT), (decline, Intent.DECLINE)):
        body = f"{words}\n\nAnna\n\nDen 2. nov. 2026 skrev FKT <sekretariatet@fkt.example>:\n\n{quoted}\n"
        raw = f"From: Anna <a@b.example>\nContent-Type: text/plain; charset=utf-8\n\n{body}".encode()
        assert reply.read(parse_mail.parse(raw), Question(About.EVENT, letter.text)).intent is intent


@pytest.mark.parametrize("language", LANGUAGES)
def test_exchange_titles_the_calendar_after_the_subject_so_it_is_the_title(language: str) -> None:
    for why in ("invite", "again", "address", "move", "mend"):
        raw = mail(why, language)  # type: ignore[arg-type]
        assert read(raw)["Subject"] == str(event(ics(raw))["SUMMARY"])


def test_a_description_cannot_break_out_of_its_place() -> None:
    for words in (
        "```\nkode uden slutning",
        "- en\n  - to",
        "> citat",
        "<b>fed</b> <script>x</script>",
        "# Kære",
        "{{ 7 * 7 }}",
    ):
        letter = draft("invite", entry=replace(WEBINAR, description=words))
        assert letter.html.count("<script") == 0
        assert letter.text.endswith("Venlig hilsen\n\nSekretariatet\nForeningen Kommunale Topchefer\n")
        assert "<p>Venlig hilsen</p>" in letter.html
        assert "\ue000" not in letter.text + letter.html
    assert "49" not in letter.text


def test_an_installations_own_template_may_put_the_description_anywhere(tmp_path: Path) -> None:
    (tmp_path / "da").mkdir()
    (tmp_path / "da" / "event-invitation.md.j2").write_text(
        "Subject: {{ event.title }}\n\nHer: {{ inset }}.\n", "utf-8"
    )
    env = compose.environment(tmp_path, "da")
    entry = replace(WEBINAR, description="Kom *selv*.")
    letter = compose.compose(env, "event-invitation", samples.words("invite", entry=entry))
    assert letter.text == "Her: Kom selv..\n"
    assert "<em>selv</em>" in letter.html


# --- whole mails -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("why", CASES)
def test_the_whole_mail(why: Why) -> None:
    raw = mail(why)
    assert raw == mail(why), "the same entry makes the same bytes"
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    same(EXPECTED / f"event-{why}.eml", raw.decode("ascii").replace("\r\n", "\n"))
    if why not in ORDINARY:
        same(EXPECTED / f"event-{why}.ics", ics(raw).decode().replace("\r\n", "\n"))


@pytest.mark.parametrize("why", CALENDAR)
def test_the_calendar_is_the_last_alternative_and_no_file(why: Why) -> None:
    message = read(mail(why))
    body = message if message.get_content_type() == "multipart/alternative" else next(message.iter_parts())
    text, html, part = body.iter_parts()
    assert [one.get_content_type() for one in (text, html, part)] == ["text/plain", "text/html", "text/calendar"]
    assert part["Content-Transfer-Encoding"] == "base64"
    assert part["Content-Disposition"] is None
    method = "CANCEL" if why in ("cancel", "leave") else "REQUEST"
    assert part["Content-Type"] == f'text/calendar; charset="utf-8"; method="{method}"'
    assert f"\r\nMETHOD:{method}\r\n".encode() in ics(mail(why))
    assert message["From"].addresses[0].addr_spec == "sekretariatet@fkt.example"
    assert message["Reply-To"] is message["Auto-Submitted"] is None
    assert str(event(ics(mail(why)))["ORGANIZER"]) == "mailto:sekretariatet@fkt.example"


@pytest.mark.parametrize("why", ORDINARY)
def test_a_reminder_is_an_ordinary_mail(why: Why) -> None:
    assert calendar_part(mail(why)) is None
    assert read(mail(why)).get_content_type() == "multipart/alternative"


def test_files_are_around_the_alternatives_and_only_where_they_are_news() -> None:
    message = read(mail("again"))
    assert message.get_content_type() == "multipart/mixed"
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content_type(), file.get_content()) == (
        "Dagsorden.pdf",
        "application/pdf",
        b"%PDF-1.7 x",
    )
    for why in ("cancel", "leave"):
        entry = replace(BOARD, method="CANCEL")
        assert read(mail(why, entry=entry)).get_content_type() == "multipart/alternative"  # type: ignore[arg-type]


def test_every_file_arrives_as_it_was() -> None:
    contents = (b"", b"\r\n\n\x00\xff", b"--=_x\r\n" * 900, b"\r\n\n\x00\xff")
    files = tuple((f"fil{n}.bin", "application/octet-stream", content) for n, content in enumerate(contents))
    message = read(mail("invite", entry=replace(WEBINAR, files=files)))
    assert [(part.get_filename(), part.get_payload(decode=True)) for part in message.iter_attachments()] == [
        (name, content) for name, _type, content in files
    ]
    assert not [part for part in message.walk() if part.defects]


def test_a_rehearsal_is_one_in_the_calendar_too() -> None:
    raw = mail("invite", rehearsal=True)
    found = event(ics(raw))
    assert str(found["SUMMARY"]) == read(raw)["Subject"] == "[ØVELSE] Budget 2027: hvad nu?"
    assert str(found["DESCRIPTION"]).startswith("Dette er en øvelse.")


def test_a_method_that_does_not_fit_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="CANCEL does not say invite"):
        mail("invite", entry=replace(WEBINAR, method="CANCEL"))
    with pytest.raises(ValueError, match="REQUEST does not say cancel"):
        mail("cancel", entry=WEBINAR)


@pytest.mark.parametrize("address", ["anna", "anna@x.example\r\nBcc: b@x.example", "Anna <anna@x.example>", ""])
def test_no_mail_is_made_for_what_is_no_address(address: str) -> None:
    with pytest.raises(InputError, match="address"):
        mail("invite", entry=replace(WEBINAR, attendee=Mailbox("Anna", address)))


# --- the calendar ----------------------------------------------------------------------------------------------------


def test_the_golden_checklist() -> None:
    content = ics(mail("invite"))
    found = event(content)
    attendee = found["ATTENDEE"]
    assert str(attendee) == f"mailto:{TO.address}" == f"mailto:{read(mail('invite'))['To'].addresses[0].addr_spec}"
    assert dict(attendee.params) == {
        "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE", "CN": TO.name,
    }  # fmt: skip
    fields = {
        "UID": WEBINAR.uid, "SEQUENCE": "0", "STATUS": "CONFIRMED", "TRANSP": "OPAQUE", "CLASS": "PUBLIC", "PRIORITY": "5",
        "X-MICROSOFT-CDO-BUSYSTATUS": "TENTATIVE", "X-MICROSOFT-CDO-INTENDEDSTATUS": "BUSY",
        "X-MICROSOFT-CDO-ALLDAYEVENT": "FALSE", "LOCATION": WEBINAR.link,
    }  # fmt: skip
    assert {name: str(found[name]) for name in fields} == fields
    assert found["DTSTAMP"].dt == SENT_AT
    assert not set(found) & {"RRULE", "RDATE", "X-ALT-DESC", "ATTACH", "VALARM"}
    assert content.count(b"BEGIN:VEVENT") == content.count(b"\r\nATTENDEE") == 1
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"CALSCALE:GREGORIAN" in content


SENT_AT = datetime(2026, 11, 2, 8, 15, tzinfo=UTC)


def test_a_cancellation_frees_the_time_and_keeps_who_and_when() -> None:
    asked, off = event(ics(mail("invite"))), event(ics(mail("cancel")))
    for name in ("UID", "ORGANIZER", "DTSTART", "DTEND", "SUMMARY"):
        assert asked[name] == off[name]
    assert str(asked["ATTENDEE"]) == str(off["ATTENDEE"])
    assert (str(off["STATUS"]), off["SEQUENCE"], str(off["TRANSP"])) == ("CANCELLED", 1, "TRANSPARENT")
    assert b"BEGIN:VTIMEZONE" in ics(mail("cancel"))


def test_whole_days_are_dates_and_need_no_zone() -> None:
    content = calendar.render(DAYS, "")
    assert b"DTSTART;VALUE=DATE:20270311\r\nDTEND;VALUE=DATE:20270313\r\n" in content
    assert b"VTIMEZONE" not in content
    assert b"X-MICROSOFT-CDO-ALLDAYEVENT:TRUE" in content
    assert "DESCRIPTION" not in event(content)


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        # Either side of the night on which summer time begins or ends, and across it.
        ((2026, 10, 23, 8), (2026, 10, 23, 9), ("20261023T080000", "20261023T090000")),
        ((2026, 10, 26, 8), (2026, 10, 26, 9), ("20261026T080000", "20261026T090000")),
        ((2026, 10, 24, 20), (2026, 10, 25, 4), ("20261024T200000", "20261025T040000")),
        ((2027, 3, 27, 20), (2027, 3, 28, 4), ("20270327T200000", "20270328T040000")),
        ((2026, 11, 26, 22), (2026, 11, 27, 0), ("20261126T220000", "20261127T000000")),
    ],
)
def test_local_times_stay_what_the_clock_shows(
    start: tuple[int, ...], end: tuple[int, ...], written: tuple[str, str]
) -> None:
    begins, ends = datetime(*start, tzinfo=ZONE), datetime(*end, tzinfo=ZONE)  # type: ignore[misc]
    for zone in (ZONE, UTC):  # as an instant of another zone it is the same
        entry = replace(WEBINAR, start=begins.astimezone(zone), end=ends.astimezone(zone))
        content = calendar.render(entry, "")
        for name, value in zip(("DTSTART", "DTEND"), written, strict=True):
            assert f"{name};TZID=Europe/Copenhagen:{value}\r\n".encode() in content
        found = event(content)
        assert found["DTSTART"].dt.astimezone(UTC) == begins.astimezone(UTC)
        assert found["DTEND"].dt.astimezone(UTC) == ends.astimezone(UTC)


def test_an_hour_that_the_clock_shows_twice_is_written_without_a_doubt() -> None:
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=ZONE, fold=fold) for fold in (0, 1))
    entry = replace(WEBINAR, start=first.astimezone(UTC), end=second.astimezone(UTC))
    content = calendar.render(entry, "")
    assert b"DTSTART;TZID=Europe/Copenhagen:20261025T023000\r\nDTEND:20261025T013000Z\r\n" in content
    found = event(content)
    assert found["DTEND"].dt - found["DTSTART"].dt.astimezone(UTC) == timedelta(hours=1)
    assert "kl. 2.30 (sommertid)–2.30 (vintertid)" in draft("invite", entry=entry).text
    assert calendar.render(replace(WEBINAR, start=first, end=second), "") == content
    late = calendar.render(replace(entry, start=second, end=second.astimezone(UTC) + timedelta(minutes=20)), "")
    assert b"TZID" not in late, "a zone that nothing names is not written out"


@pytest.mark.parametrize("end", [WEBINAR.start, WEBINAR.start - timedelta(hours=1)])
def test_what_ends_before_it_begins_is_no_event(end: datetime) -> None:
    with pytest.raises(InputError, match="ends before it begins"):
        mail("invite", entry=replace(WEBINAR, end=end))


def test_a_time_without_a_zone_is_an_error_of_the_caller() -> None:
    entry = replace(WEBINAR, start=datetime(2026, 11, 26, 8), end=datetime(2026, 11, 26, 9))
    with pytest.raises(ValueError, match="no zone"):
        calendar.render(entry, "")


@pytest.mark.parametrize(
    ("place", "link", "shown"),
    [
        ("Rådhuset", "https://x.example/a", "Rådhuset; https://x.example/a"),
        ("", "https://x.example/a", "https://x.example/a"),
        ("Rådhuset", "", "Rådhuset"),
        ("Rådhuset", "https://x.example/" + "a" * 1980, "Rådhuset"),
        ("", "https://x.example/" + "a" * 1980, "Online"),
        ("Råd\r\nhuset\x07", "", "Råd huset"),
    ],
)
def test_where_it_is_holds_a_whole_link_or_none(place: str, link: str, shown: str) -> None:
    entry = replace(WEBINAR, place=place, link=link)
    raw = mail("invite", entry=entry)
    assert str(event(ics(raw))["LOCATION"]) == shown
    assert link in str(event(ics(raw))["DESCRIPTION"])
    assert link in read(raw).get_body(("plain",)).get_content()
    assert not link or f'href="{link}"' in read(raw).get_body(("html",)).get_content()


def test_nowhere_is_left_out() -> None:
    assert "LOCATION" not in event(calendar.render(replace(WEBINAR, link=""), ""))


def test_two_attendees_differ_in_what_is_their_own_and_nothing_else() -> None:
    entries = [replace(WEBINAR, uid=f"{n}@fkt.example", attendee=samples.someone(n)) for n in (1, 2)]
    first, second = (ics(mail("invite", entry=entry)).split(b"\r\n") for entry in entries)
    different = [line.split(b":")[0].split(b";")[0] for line, other in zip(first, second, strict=True) if line != other]
    assert {name for name in different if not name.startswith(b" ")} == {b"UID"}
    joined = (b"".join(lines).replace(b" ", b"") for lines in (first, second))
    assert [b"medlem1@kommune1.example" in one for one in joined] == [True, False]


# --- days and times in words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "danish", "english"),
    [
        (WEBINAR.start, WEBINAR.end, "torsdag den 26. november 2026 kl. 8.00–9.00", "Thursday 26 November 2026, 8:00–9:00"),
        (datetime(2026, 11, 26, 22, tzinfo=ZONE), datetime(2026, 11, 27, 0, tzinfo=ZONE),
         "torsdag den 26. november 2026 kl. 22.00–24.00", "Thursday 26 November 2026, 22:00–24:00"),
        (datetime(2026, 11, 26, 0, tzinfo=ZONE), datetime(2026, 11, 26, 0, 30, tzinfo=ZONE),
         "torsdag den 26. november 2026 kl. 0.00–0.30", "Thursday 26 November 2026, 0:00–0:30"),
        (datetime(2026, 11, 26, 10, tzinfo=ZONE), datetime(2026, 11, 27, 15, tzinfo=ZONE),
         "torsdag den 26. november 2026 kl. 10.00 til fredag den 27. november 2026 kl. 15.00",
         "Thursday 26 November 2026, 10:00 to Friday 27 November 2026, 15:00"),
        (date(2026, 11, 26), date(2026, 11, 27), "torsdag den 26. november 2026, hele dagen", "Thursday 26 November 2026, all day"),
        (date(2026, 11, 26), date(2026, 11, 28), "fra torsdag den 26. november 2026 til og med fredag den 27. november 2026",
         "from Thursday 26 November 2026 to Friday 27 November 2026"),
    ],
)  # fmt: skip
def test_when_it_is_in_words(start: datetime, end: datetime, danish: str, english: str) -> None:
    entry = replace(WEBINAR, start=start, end=end, all_day=not isinstance(start, datetime))
    for language, when in (("da", danish), ("en", english)):
        assert f": {when}\n" in draft("invite", language, entry).text


def test_a_deadline_in_the_middle_of_a_day_is_told_with_its_time() -> None:
    entry = replace(WEBINAR, answer_by=datetime(2026, 11, 20, 11, tzinfo=UTC))
    assert "Svar senest fredag den 20. november 2026 kl. 12.00:" in draft("invite", entry=entry).text
    assert "Svar gerne med det samme:" in draft("invite", entry=replace(WEBINAR, answer_by=None)).text


def test_a_name_that_is_long_or_quoted_is_still_one_name() -> None:
    names = {
        'Anna "Ann" Berg': "Anna 'Ann' Berg", "Berg; Anna, m.fl.: x": "Berg; Anna, m.fl.: x",
        "Anna\r\nATTENDEE:mailto:x@x.example": "Anna ATTENDEE:mailto:x@x.example", "A\\na^": "A/na/",
    }  # fmt: skip
    for name, shown in names.items():
        found = event(calendar.render(replace(WEBINAR, attendee=Mailbox(name, TO.address)), ""))
        assert found["ATTENDEE"].params["CN"] == shown
        assert str(found["ATTENDEE"]) == f"mailto:{TO.address}"


def test_the_words_of_every_kind_of_event() -> None:
    for kind, said in (("webinar", "et webinar"), ("board-meeting", "et bestyrelsesmøde"), ("joint-meeting", "et fællesmøde"),
                       ("general-assembly", "en generalforsamling"), ("other", "et arrangement")):  # fmt: skip
        assert f"Du er inviteret til {said}." in draft("invite", entry=_of_kind(kind)).text


def _of_kind(kind: str) -> CalendarEntry:
    return replace(WEBINAR, kind=kind)  # type: ignore[arg-type]


def test_what_lies_in_the_calendar_says_all_that_is_needed_there() -> None:
    found = str(event(ics(mail("again")))["DESCRIPTION"])
    assert found == "Link: https://moede.fkt.example/hb\n\nInviteret er: Anna Berg, Bo Dahl, Carla Friis, næstformand"
    assert str(event(ics(mail("cancel")))["DESCRIPTION"]).startswith(
        "Oplægsholderen er syg. Vi finder en ny dag.\n\nVi gennemgår"
    )
    assert invitation.NOTE == "_event_note"
    assert set(TEMPLATES) == set(CASES)
    assert configuration().language == ENVIRONMENTS["da"].globals["language"]
