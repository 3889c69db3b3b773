# ruff: noqa: E501 - messages and answers are easier to read on one line
"""Mail made to hurt: nothing raises, and a megabyte of the worst takes about a second (asserted with a margin for a busy machine)."""

from __future__ import annotations

import edges
import pytest

from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.replies import About, Intent, Question, Sort

HEAD = b"From: Per Holm <per@hedensted.example>\nTo: sekretariatet@fkt.example\nSubject: SV: Referat\n"
MEGABYTE = 1_000_000


def _nested(depth: int) -> bytes:
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(depth))
    return HEAD + parts + b"Content-Type: text/plain\n\nGodkendt\n"


def _flat(count: int) -> bytes:
    return (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: text/plain\n\nhej\n" * count
        + b"--b--\n"
    )


def _html(body: bytes) -> bytes:
    return HEAD + b"Content-Type: text/html; charset=utf-8\n\n" + body


def _plain(body: bytes) -> bytes:
    return HEAD + b"Content-Type: text/plain; charset=utf-8\n\n" + body


HOSTILE = {
    "empty": b"",
    "nul": b"\0" * MEGABYTE,
    "nested 10,000": _nested(10_000),
    "100,000 parts": _flat(30_000),
    "same boundary nested": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 20_000,
    "boundary of blanks": HEAD + b'Content-Type: multipart/mixed; boundary="' + b" " * 70 + b'"\n\n' + b"--\n" * 300_000,
    "no boundary": HEAD + b"Content-Type: multipart/mixed\n\nGodkendt\n",
    "dashes": HEAD + b"Content-Type: multipart/mixed; boundary=-\n\n" + b"-" * MEGABYTE,
    "rfc822 in rfc822": HEAD + b"Content-Type: message/rfc822\n\n" * 20_000,
    "224 kB of encoded words": b"From: a@b.dk\nSubject: " + b"=?utf-8?q?=C3=A6?= " * 12_000 + b"\n\nhej",
    "broken encoded words": b"From: a@b.dk\nSubject: " + b"=?utf-8?b?" * 20_000 + b"\n\nhej",
    "148 kB of parameters": HEAD + b"Content-Type: text/plain" + b'; a="\\"' * 20_000 + b"\n\nhej",
    "nested comments": b"From: " + b"(" * 100_000 + b" a@b.dk\n\nhej",
    "quotes in From": b"From: " + b'"\\' * 100_000 + b" <a@b.dk>\n\nhej",
    "a million addresses": b"From: a@b.dk\nTo: " + b"a@b.dk, " * 100_000 + b"\n\nhej",
    "header bomb": b"X: y\n" * 200_000 + b"\nhej",
    "one line header": b"Subject: " + b"a" * MEGABYTE,
    "no header": b"hej " * 250_000,
    "message-id in brackets": b"From: a@b.dk\nMessage-ID: <[.@x]>\nReferences: " + b"<" * 100_000 + b"\n\nhej",
    "dates": b"From: a@b.dk\nDate: Mon, 99 Foo 99999 99:99:99 +9999\n\nhej",
    "unknown charset": HEAD + b"Content-Type: text/plain; charset=x-nope\n\nGodkendt \xe6",
    "slow charset": HEAD + b"Content-Type: text/plain; charset=idna\n\n" + b"a" * MEGABYTE,
    "punycode charset": HEAD + b"Content-Type: text/plain; charset=punycode\n\n" + b"a" * MEGABYTE,
    "utf-7": HEAD + b"Content-Type: text/plain; charset=utf-7\n\n+AOY-",
    "broken base64": HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"=" * MEGABYTE,
    "broken qp": HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=" * MEGABYTE,
    "On On On": _plain(b"On " * 330_000),
    "2,000 On-lines": _plain(b"On Monday someone\n" * 50_000),
    "skrev": _plain(b"Den 3. december kl. 10.12 skrev\n" * 30_000),
    "skrev on one line": _plain(b"Den skrev " * 100_000),
    "blank lines": _plain(b"\n" * MEGABYTE),
    "blanks": _plain(b" " * MEGABYTE),
    "one word": _plain(b"a" * MEGABYTE),
    "quotes": _plain(b"> " * 500_000),
    "quote lines": _plain(b">\n" * 500_000),
    "Fra": _plain(b"Fra: x\n" * 140_000),
    "underscores": _plain(b"_" * MEGABYTE),
    "underscore lines": _plain(b"__________\n" * 90_000),
    "mvh": _plain(b"mvh\n" * 250_000),
    "mvh on one line": _plain(b"mvh " * 250_000),
    "tak for": _plain(b"tak for " * 125_000),
    "ikke": _plain(b"ikke ingen " * 90_000),
    "commas": _plain(b"," * MEGABYTE),
    "full stops": _plain(b"." * MEGABYTE),
    "a. a. a.": _plain(b"a. " * 330_000),
    "emoji": _plain("👍".encode() * 250_000),
    "addresses": _plain(b"a@b.dk " * 140_000),
    "at signs": _plain(b"a@" * 500_000),
    "digits": _plain(b"1 " * 500_000),
    "judged to the limit": _plain(b"jeg vil gerne kan ikke tak for moedet og " * 190),
    "godkendt to the limit": _plain(b"godkendt " * 880),
    "10,000 divs": _html(b"<div>" * 10_000 + b"Godkendt"),
    "200,000 divs": _html(b"<div>" * 200_000),
    "unclosed tags": _html(b"<" * MEGABYTE),
    "tables": _html(b"<table><tr><td>" * 60_000),
    "blockquotes": _html(b"<blockquote type=cite>" * 45_000 + b"x"),
    "attributes": _html(b"<p " + b"a=b " * 250_000 + b">"),
    "styles": _html(b'<p style="' + b"color:" * 160_000 + b'">x'),
    "hidden": _html(b'<p style="display:none">x</p>' * 30_000),
    "comments": _html(b"<!--" * 250_000),
    "entities": _html(b"&amp;" * 200_000),
    "calendar": HEAD + b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\n" + b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.dk\n" * 20_000,
    "calendar folds": HEAD + b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\n" + b" a\n" * 300_000,
    "bounce": b"From: MAILER-DAEMON@x.dk\nSubject: Undeliverable\n\n" + b"<a@b.dk>: host said 550 " * 40_000,
    "delivery status": b"From: MAILER-DAEMON@x.dk\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"
    + b"\nFinal-Recipient: rfc822; a@b.dk\nAction: failed\n" * 20_000,
    "authentication": HEAD + b"Authentication-Results: x; " + b"dmarc=pass (" * 2_000 + b"\n\nGodkendt",
    "flowed": HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"a \n" * 300_000,
}  # fmt: skip


# Odd, but a person's plain consent can be read in it.
READABLE = {"unknown charset", "no boundary", "godkendt to the limit", "emoji"}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_raises_and_all_is_linear(name: str) -> None:
    with edges.ends():
        mail = parse_mail.parse(HOSTILE[name])
        reply = parse_reply.read(mail, Question(About.MINUTES, sent_text="Kære bestyrelse\nHer er referatet.\n" * 500))
    assert reply.intent is not Intent.APPROVE or name in READABLE


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("about", [About.FORUM, About.EVENT, None])
def test_nor_does_another_question(name: str, about: About | None) -> None:
    assert parse_reply.read(parse_mail.parse(HOSTILE[name][:50_000]), Question(about)).sort


def test_25_megabytes_are_refused_politely() -> None:
    reply = parse_reply.read(parse_mail.parse(HEAD + b"\n" + b"Godkendt\n" * 3_000_000), Question(About.MINUTES))
    assert reply.sort is Sort.BROKEN
    assert "too large" in reply.why


def test_a_doubled_from_is_nobody() -> None:
    mail = parse_mail.parse(b"From: a@board.example\nFrom: b@x.example\n\nGodkendt")
    assert mail.from_ is None
    assert parse_reply.read(mail, Question(About.MINUTES)).intent is Intent.UNCLEAR


@pytest.mark.parametrize(
    "value",
    ["alice@board.example <evil@x.example>", "a@board.example, b@x.example", "board: a@board.example;", "<>", "", "alice bob@board.example",
     "a@board.example (", '"a <a@board.example>', "a@board.example <", "a@b", "a@@board.example", "a@board.example>", "<a@board.example> <b@x.example>", "a\u200b@board.example"],
)  # fmt: skip
def test_a_from_that_is_not_one_plain_address_is_nobody(value: str) -> None:
    mail = parse_mail.parse(f"From: {value}\n\nGodkendt".encode())
    assert mail.from_ is None
    assert mail.doubts


def test_a_name_that_looks_like_another_address_is_in_doubt() -> None:
    mail = parse_mail.parse(b'From: "alice@board.example" <evil@x.example>\nSubject: SV: Referat\n\nGodkendt')
    assert mail.from_ is not None
    assert mail.from_.address == "evil@x.example"
    assert parse_reply.read(mail, Question(About.MINUTES)).intent is Intent.UNCLEAR
