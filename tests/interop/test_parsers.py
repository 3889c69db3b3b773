"""Every invitation, update and cancellation that we send, read by libical, ical.js and node-ical."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pytest

from interop.conftest import Readings
from interop.handmade import letter
from interop.sent import Sent, opened

START = datetime(2027, 1, 20, 17, 0)
SENT = {
    "invitation": letter("a@fkt.example", "anna@odder.example", title="Møde", start=START, place="Odder"),
    "update": letter("a@fkt.example", "anna@odder.example", title="Møde", start=START, place="Odder", sequence=1),
    "cancellation": letter(
        "a@fkt.example", "anna@odder.example", title="Møde", start=START, place="Odder", sequence=2, method="CANCEL"
    ),
}
BROKEN = {
    "no organizer": (b"\r\nORGANIZER;CN=FKT:", b"\r\nX-WHO:", "ORGANIZER"),
    "no attendee": (b"\r\nATTENDEE;", b"\r\nX-WHO;", "ATTENDEE"),
    "no start": (b"\r\nDTSTART;TZID=Europe/Copenhagen:", b"\r\nX-WHEN:", "DTSTART"),
    "no title": (b"\r\nSUMMARY:", b"\r\nX-TITLE:", "SUMMARY"),
    "no uid": (b"\r\nUID:", b"\r\nX-UID:", "UID"),
}


@pytest.mark.parametrize("name", SENT)
def test_libical_is_content(name: str, libical: Callable[[bytes], list[str]]) -> None:
    assert libical(opened(SENT[name]).calendar) == []


@pytest.mark.parametrize("name", BROKEN)
def test_libical_would_say_so(name: str, libical: Callable[[bytes], list[str]]) -> None:
    old, new, word = BROKEN[name]
    content = opened(SENT["invitation"]).calendar
    assert content.count(old) == 1
    assert any(word in complaint for complaint in libical(content.replace(old, new)))


def test_javascript_reads_what_we_wrote(javascript: Callable[[Sequence[bytes]], Readings]) -> None:
    mails = [opened(raw) for raw in SENT.values()]
    for mail, read in zip(mails, javascript([mail.calendar for mail in mails]), strict=True):
        assert read["ical.js"] == read["node-ical"]
        assert agrees(mail, read["ical.js"])


def agrees(mail: Sent, read: dict[str, Any]) -> bool:
    assert read["method"] == mail.method
    assert (read["meetings"], read["zones"], read["organizer"]) == (
        1,
        ["Europe/Copenhagen"],
        "sekretariatet@fkt.example",
    )
    assert [one[0] for one in read["attendees"]] == [mail.to]
    return True
