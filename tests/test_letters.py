"""The letters: every kind written out in both languages, whole mails byte for byte, and what hostile values become.

``tests/letters/<language>/<kind>.txt`` is what a reader without HTML sees; ``tests/letters/<kind>.eml`` a whole mail as it
goes on the wire. ``MAILFLOW_REWRITE=1`` writes them anew: read the difference as its recipient would.
"""

from __future__ import annotations

import os
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import forum_samples
import letter_samples as samples
import pytest
from letter_samples import ENVIRONMENTS, LANGUAGES, MESSAGE_ID, built, draft, read
from selectolax.lexbor import LexborHTMLParser

from mailflow.cli.main import program
from mailflow.errors import ConfigError, InputError
from mailflow.letters import build, compose, dates, invitation, minutes
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply
from mailflow.replies import About, Intent, Question

EXPECTED = Path(__file__).parent / "letters"
EVERY_LETTER = [(kind, language) for language in LANGUAGES for kind in samples.CASES]


def same(path: Path, actual: str) -> None:
    if os.environ.get("MAILFLOW_REWRITE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(actual, encoding="utf-8", newline="\n")
    assert actual == path.read_text(encoding="utf-8")


# --- every letter --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_template_in_every_language(language: str) -> None:
    compose.check(ENVIRONMENTS[language])
    events = set(invitation.TEMPLATES.values())  # tests/test_invitations.py
    forums = {kind for kind, _facts in forum_samples.CASES.values()}  # tests/test_forum_letters.py
    assert compose.kinds(ENVIRONMENTS[language]) == sorted([*samples.CASES, *events, *forums])


@pytest.mark.parametrize(("kind", "language"), EVERY_LETTER)
def test_the_words_of_every_letter(kind: str, language: str) -> None:
    letter = draft(kind, language)
    same(EXPECTED / language / f"{kind}.txt", f"Subject: {letter.subject}\n\n{letter.text}")


@pytest.mark.parametrize(("kind", "language"), EVERY_LETTER)
def test_the_page_says_the_same_as_the_text_and_fetches_nothing(kind: str, language: str) -> None:
    letter = draft(kind, language)
    check_page(letter)
    assert "[hb-2023-08-29]" in letter.subject


def check_page(letter: build.Draft) -> None:
    page = LexborHTMLParser(letter.html)
    said = page.body.text(separator=" ") if page.body is not None else ""
    text = re.sub(r": https://\S+", "", letter.text)  # where a link goes is written out only in the text
    assert re.findall(r"\w+", said) == re.findall(r"\w+", text)
    assert not re.search(r"\bsrc=|url\(|@import|<script|<link|<img", letter.html)


@pytest.mark.parametrize(("kind", "language"), EVERY_LETTER)
def test_every_command_in_a_letter_is_one_that_exists(kind: str, language: str) -> None:
    check_commands(draft(kind, language).text)


def check_commands(text: str) -> None:
    for line in re.findall(r"^ {4}(mailflow .*)$", text, re.MULTILINE):
        context = click.Context(program(), info_name="mailflow")
        words = shlex.split(line)[1:]
        while isinstance(context.command, click.Group):
            command = context.command.get_command(context, words[0])
            assert command is not None, line
            context = click.Context(command, parent=context)
            words = words[1:]
        known = {name: option for option in context.command.params for name in option.opts}
        for word in words:
            assert not word.startswith("--") or word in known, line
            if word.startswith("--as"):
                assert words[words.index(word) + 1] in known[word].type.choices, line  # type: ignore[attr-defined]
        missing = [name for name, option in known.items() if option.required and name.startswith("--")]
        assert set(missing) <= set(words), line


def test_a_letter_that_carries_no_case_can_be_written() -> None:
    for kind in ("notice-alarm", "notice-unknown-letter", "notice-stale-letter"):
        words = minutes.words(
            kind, None, config=samples.configuration(), zone=samples.ZONE, facts=samples.CASES[kind][2]
        )
        assert "[" not in compose.compose(ENVIRONMENTS["da"], kind, words).subject


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("meeting", "Fristen er 7 dage efter mødet."),
        ("sending", "Fristen er 7 dage efter, at referatet er sendt ud."),
        ("minimum", "Du har derfor mindst 3 hele dage."),
        ("resent", "Fristen er forlænget for dig, så du har mindst 3 hele dage fra i dag."),
    ],
)
def test_the_letter_says_why_the_deadline_is_that_one(reason: str, sentence: str) -> None:
    case = samples.a_round(reason)
    if reason == "resent":
        case.versions[0].addressees[0].deadline = datetime(2023, 9, 8, 21, 59, 59, tzinfo=UTC)
    text = compose.compose(ENVIRONMENTS["da"], "minutes-round", samples.words("minutes-round", case=case)).text
    assert sentence in text
    others = {"Fristen er 7 dage efter mødet.", "mindst 3 hele dage"} - {sentence}
    assert [other for other in others if other in text and other not in sentence] == []
    assert ("fredag den 8. september 2023 kl. 23.59" in text) == (reason == "resent")


def test_what_she_had_doubts_about_and_kept_is_not_said_to_be_left_out() -> None:
    assert "Måske privat" not in draft("minutes-round").text
    assert "- Telefonnummer (punkt 4), 2 steder" in draft("minutes-round").text


def test_only_the_objector_is_told_of_an_open_objection() -> None:
    case = samples.a_round()
    version = case.versions[1]
    for addressee, told in zip(version.addressees, (True, False, False), strict=True):
        words = minutes.words(
            "minutes-revised", case, config=samples.configuration(), zone=samples.ZONE, version=version, addressee=addressee
        )  # fmt: skip
        assert (
            "Indsigelsen trækkes tilbage" in compose.compose(ENVIRONMENTS["da"], "minutes-revised", words).text
        ) == told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["minutes-revised", "minutes-objection-noted"])
def test_the_words_a_letter_tells_its_reader_to_answer_are_understood(kind: str, language: str) -> None:
    letter = draft(kind, language)
    (words,) = re.findall(r'"([^"]*)"', letter.text.split("=" * 40)[0])
    raw = f"From: Anna <a@b.example>\nContent-Type: text/plain; charset=utf-8\n\n{words}\n".encode()
    read_back = reply.read(parse_mail.parse(raw), Question(About.MINUTES, letter.text))
    assert read_back.intent is Intent.WITHDRAW


@pytest.mark.parametrize("kind", ["notice-unclear", "notice-question"])
def test_somebody_who_has_an_open_objection_may_have_meant_to_withdraw_it(kind: str) -> None:
    case = samples.a_round()
    offered = {}
    for answer in case.answers[2:4]:  # Carla has not objected, Anna has
        words = minutes.words(kind, case, config=samples.configuration(), zone=samples.ZONE, answer=answer)
        offered[words["answer"]["key"]] = "--as withdraw" in compose.compose(ENVIRONMENTS["da"], kind, words).text
    assert offered == {"carla-friis": False, "anna-berg": kind == "notice-unclear"}


# --- whole mails ---------------------------------------------------------------------------------------------------

WHOLE = {
    "minutes-round": {},
    "minutes-objection-noted": {"automatic": "auto-replied"},
    "minutes-reminder": {"automatic": "auto-generated"},
    "minutes-published": {"rehearsal": True},
    "notice-objection": {},
}


@pytest.mark.parametrize("kind", WHOLE)
def test_the_whole_mail(kind: str) -> None:
    raw = samples.mail(kind, **WHOLE[kind])
    assert raw == samples.mail(kind, **WHOLE[kind]), "the same words make the same bytes"
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    same(EXPECTED / f"{kind}.eml", raw.decode("ascii").replace("\r\n", "\n"))


def test_the_minutes_go_along_as_they_were_and_as_they_will_be_published() -> None:
    document, public = list(read(samples.mail("minutes-round")).iter_attachments())
    assert document.get_filename() == "Referat HB 29. august.docx"
    assert document.get_content() == b"PK the document"
    assert (public.get_filename(), public.get_content_type()) == ("offentlig-version.pdf", "application/pdf")
    assert public.get_content() == b"%PDF of what will be published"
    names = [part.get_filename() for part in read(samples.mail("minutes-revised")).iter_attachments()]
    assert names == ["Referat HB 29. august.docx", "offentlig-version.pdf", "rettelser.pdf"]
    assert [*read(samples.mail("minutes-reminder")).iter_attachments()] == []


def test_a_rehearsal_is_marked_in_every_place_a_reader_may_look() -> None:
    mail = read(samples.mail("minutes-round", rehearsal=True))
    assert mail["Subject"].startswith("[ØVELSE] Referat til godkendelse")
    assert mail.get_body(("plain",)).get_content().startswith("[ØVELSE] Dette er en øvelse.")
    html = mail.get_body(("html",)).get_content()
    assert html.index("<body") < html.index("[ØVELSE]") < html.index("Kære")
    assert read(samples.mail("minutes-round", "en", rehearsal=True))["Subject"].startswith("[REHEARSAL]")


def test_only_automatic_letters_say_that_they_are() -> None:
    """RFC 3834 section 5; "NDR" or "All" would switch off the bounces that the gate needs."""
    for value in ("auto-replied", "auto-generated"):
        mail = read(built(auto_submitted=value))
        assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == (value, "OOF, AutoReply")
    mail = read(built())
    assert mail["Auto-Submitted"] is mail["X-Auto-Response-Suppress"] is mail["Reply-To"] is None


def test_threading_keeps_long_identifiers_whole_and_leaves_out_what_is_none() -> None:
    long = f"<{'A' * 120}@AM9PR04MB8888.eurprd04.prod.outlook.example>"
    mail = read(
        built(in_reply_to=long, references=("<first@fkt.example>", long, "<a b@c>", "<[x@y>\r\nBcc: z@z", long))
    )
    assert mail["In-Reply-To"] == long
    assert mail["References"].split() == ["<first@fkt.example>", long]
    mail = read(built(in_reply_to="nothing", references=[f"<{n}@fkt.example>" for n in range(50)]))
    assert mail["In-Reply-To"] is None
    assert mail["References"].split() == ["<0@fkt.example>", *(f"<{n}@fkt.example>" for n in range(31, 50))]


def test_message_id() -> None:
    assert build.message_id("hb-2023-08-29", 1, "k3sj2n5w8q", "fkt.example") == MESSAGE_ID
    with pytest.raises(InputError, match="Message-ID"):
        built(message_id=build.message_id("hb 1", 1, "t", "fkt.example"))


# --- an installation's own templates -------------------------------------------------------------------------------


def own(folder: Path, kind: str, text: str, language: str = "da") -> Any:
    (folder / language).mkdir(exist_ok=True)
    (folder / language / f"{kind}.md.j2").write_text(text, encoding="utf-8")
    return compose.environment(folder, language)


def test_a_template_in_the_folder_wins_and_the_others_stay(tmp_path: Path) -> None:
    env = own(
        tmp_path,
        "minutes-reminder",
        "Subject: Husk {{ case.id }}\n\nHej {{ person.name }}.\n{% include '_signature.md.j2' %}",
    )
    letter = compose.compose(env, "minutes-reminder", samples.words("minutes-reminder"))
    assert (letter.subject, letter.text.split("\n")[0]) == ("Husk hb-2023-08-29", "Hej Anna Berg.")
    assert letter.text.endswith("Sekretariatet\nForeningen Kommunale Topchefer\n")
    round_letter = compose.compose(env, "minutes-round", samples.words("minutes-round"))
    assert round_letter == draft("minutes-round")
    assert compose.compose(own(tmp_path, "_signature", "\nHilsen {{ short }}\n"), "minutes-round",
                           samples.words("minutes-round")).text.count("Hilsen FKT") == 1  # fmt: skip


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("Hej\n\nx", "does not begin with a line 'Subject"),
        ("Subject:\n\nx", "does not begin with a line 'Subject"),
        ("Subject: x\n\n{{ persn.name }}", "'persn' is undefined"),
        ("Subject: x\n\n{{ person.nam }}", "nam"),
        ("Subject: x\n\n{% if %}", "wrong in line 3"),
        ("Subject: x\n\n{{ ''.__class__.__mro__ }}", "unsafe"),
        ("Subject: x\n\n{% for i in range(10**9) %}x{% endfor %}", "cannot be used"),
        ("Subject: x\n\n{% for i in range(9999) %}{% for j in range(9999) %}xxxxxxxx{% endfor %}{% endfor %}", "makes more than"),
        ("Subject: x\n\n{{ person.update({}) }}", "unsafe"),
        ("Subject: x\n\n{% include 'absent.md.j2' %}", "absent"),
        ("Subject: x\n\n{{ 1 / 0 }}", "cannot be used"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_used_is_named_with_the_mistake(tmp_path: Path, template: str, reason: str) -> None:
    env = own(tmp_path, "minutes-reminder", template)
    with pytest.raises(ConfigError, match=re.escape(reason)):
        compose.compose(env, "minutes-reminder", samples.words("minutes-reminder"))


def test_a_kind_nobody_wrote_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"minutes-song\.md\.j2"):
        compose.compose(ENVIRONMENTS["da"], "minutes-song", samples.words("minutes-round"))


# --- days and times ------------------------------------------------------------------------------------------------


def test_days_and_times_in_words() -> None:
    winter, summer = datetime(2023, 12, 31, 23, 30, tzinfo=UTC), datetime(2023, 9, 5, 21, 59, 59, tzinfo=UTC)
    assert dates.moment(winter, samples.ZONE, "da") == "mandag den 1. januar 2024 kl. 00.30"
    assert dates.moment(summer, samples.ZONE, "da") == "tirsdag den 5. september 2023 kl. 23.59"
    assert dates.moment(summer, samples.ZONE, "en") == "Tuesday 5 September 2023 at 23:59"
    assert dates.words("2023-09-05", samples.ZONE, "da") == "tirsdag den 5. september 2023"
    assert dates.words("2023-09-05T21:59:59+00:00", samples.ZONE, "en") == "Tuesday 5 September 2023 at 23:59"
    for as_it_is in ("referat.docx", "2023-13-05", "2023-09-05T21:59:59", ""):
        assert dates.words(as_it_is, samples.ZONE, "da") == as_it_is
