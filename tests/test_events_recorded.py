"""What real clients answered, as it stands in the corpus: each ends in the right state for the right person.

Only the UID is made that of the invitation to be answered; every other byte is the client's own.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from clerk import CPH, Clerk

from mailflow.demo.servers import Servers
from mailflow.parsers import calendar
from mailflow.parsers import mail as parse_mail

FOLDER = Path(__file__).parent / "mails"
RECORDED = sorted(FOLDER.glob("itip-*.eml"))
STATUS = {"accept": "accepted", "decline": "declined", "tentative": "tentative", "unclear": "delegated"}


@pytest.mark.parametrize("file", RECORDED, ids=lambda file: file.stem.removeprefix("itip-"))
def test_a_recorded_answer_counts_for_who_was_invited(file: Path, tmp_path: Path, embedded: Servers) -> None:
    raw = file.read_bytes()
    mail = parse_mail.parse(raw)
    said = calendar.read(mail.calendar)
    assert mail.from_ is not None
    assert said.start is not None
    assert said.end is not None
    start, end = said.start.astimezone(CPH), said.end.astimezone(CPH)
    from_elsewhere = "alias" in file.stem or "another-address" in file.stem
    invited = "inviteret@odder.example" if from_elsewhere else mail.from_.address
    clerk = Clerk(tmp_path, embedded, "2026-11-20 10:00")
    clerk.people(
        f"Navn;Kommune;E-mail;Rolle(r)\n{mail.from_.name};Odder;{invited};HB, formand\n"
        "Dorte Eg;Ærø;dorte.eg@aeroe.example;HB\n"
    )
    clerk.tick()
    first = start - timedelta(days=said.sequence or 0)  # it has moved as often as the answer says
    event = clerk.json(
        "events", "add", "--kind", "board-meeting", "--title", "Bestyrelsesmøde", "--audience", "board",
        "--start", f"{first:%Y-%m-%d %H:%M}", "--end", f"{first + (end - start):%Y-%m-%d %H:%M}",
    )["id"]  # fmt: skip
    clerk.run("send-invites")
    for days in range(1, (said.sequence or 0) + 1):
        clerk.run("events", "edit", event, "--start", f"{first + timedelta(days=days):%Y-%m-%d %H:%M}")
        clerk.run("send-invites")
    uid = calendar.read(parse_mail.parse(clerk.letter(invited)).calendar).uid
    clerk.at("2026-11-24 08:00")
    assert raw.count(said.uid.encode()) > 0
    clerk.deliver(raw.replace(said.uid.encode(), uid.encode()))
    clerk.tick()
    wanted = STATUS[json.loads(file.with_suffix(".json").read_text("utf-8"))["intent"]]
    people = clerk.json("events", "show", event)["people"]
    assert {one["name"]: one["status"] for one in people} == {mail.from_.name: wanted, "Dorte Eg": "none"}
    waiting = [one["partstat"] for one in clerk.json("review")["invitations"]]
    assert waiting == (["delegated"] if wanted == "delegated" else []), "only what she has to decide is shown to her"
