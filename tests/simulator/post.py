"""Mails as they come in, byte for byte the same for the same seed: replies of several clients, machines' mails, bounces."""

from __future__ import annotations

import quopri
import random
from datetime import datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from mailflow.mail import Mail
from mailflow.parsers import mail as parse_mail
from simulator.mailhost import OWN

CPH = ZoneInfo("Europe/Copenhagen")
STYLES = ("outlook", "iphone", "gmail", "bare")


def reply(number: int, name: str, address: str, words: str, letter: bytes | None, style: str, when: datetime,
          subject: str = "Referatet", extra: str = "") -> bytes:  # fmt: skip
    """A person's answer to ``letter``; without one a new mail, which only its sender ties to a round."""
    sent = parse_mail.parse(letter) if letter is not None else None
    text = words + (_quote(sent, style, address) if sent is not None else "")
    if sent is not None:
        subject = f"{'SV' if style == 'outlook' else 'Re'}: {sent.subject}"
        extra += f"In-Reply-To: {sent.message_id}\r\nReferences: {' '.join([*sent.references, sent.message_id])}\r\n"
    return traced(_mail(number, f"{name} <{address}>", address, subject, text, when, extra), address, when)


def _quote(sent: Mail, style: str, address: str) -> str:
    quoted = "\n".join(f"> {line}" for line in sent.text.split("\n"))
    match style:
        case "outlook":
            return f"\n\n\nFra: FKT <{OWN}>\nSendt: 28. august 2026 10:00\nTil: {address}\nEmne: {sent.subject}\n\n{sent.text}"
        case "iphone":
            return f"\n\nSendt fra min iPhone\n\n> Den 28. aug. 2026 kl. 10.00 skrev FKT <{OWN}>:\n> \n{quoted}"
        case "gmail":
            return f"\n\nDen fre. 28. aug. 2026 kl. 10.00 skrev FKT <{OWN}>:\n\n{quoted}"
    return ""


def machine(number: int, sender: str, subject: str, headers: str, words: str, when: datetime) -> bytes:
    """A mail of no concern, or an out-of-office."""
    address = sender.split("<")[-1].strip("<>")
    return traced(_mail(number, sender, address, subject, words, when, headers), address, when)


def out_of_office(number: int, name: str, address: str, words: str, letter: bytes, when: datetime) -> bytes:
    sent = parse_mail.parse(letter)
    headers = f"Auto-Submitted: auto-replied\r\nIn-Reply-To: {sent.message_id}\r\nReferences: {sent.message_id}\r\n"
    return machine(number, f"{name} <{address}>", f"Automatisk svar: {sent.subject}", headers, words, when)


def encrypted(number: int, name: str, address: str, letter: bytes, when: datetime) -> bytes:
    """An answer nobody can read (RFC 8551)."""
    sent = parse_mail.parse(letter)
    return traced(
        (
            f"From: {name} <{address}>\r\nTo: {OWN}\r\nSubject: SV: {_ascii(sent.subject)}\r\nDate: {_date(when)}\r\n"
            f"Message-ID: <{number}@{address.partition('@')[2]}>\r\nIn-Reply-To: {sent.message_id}\r\n"
            "MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
            f"Content-Transfer-Encoding: base64\r\n\r\nMIIBAAYJKoZIhvcNAQcDoAAw\r\n"
        ).encode(), address, when,
    )  # fmt: skip


def bounce(number: int, letter: bytes, recipient: str, when: datetime) -> bytes:
    """A delivery status notification (RFC 3464) that returns the letter's headers."""
    domain = recipient.partition("@")[2]
    headers = letter.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
    body = (
        f"--dsn{number}\r\nContent-Type: text/plain\r\n\r\nYour message could not be delivered.\r\n\r\n"
        f"<{recipient}>: 550 5.1.1 User unknown\r\n\r\n--dsn{number}\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx.{domain}\r\n\r\nFinal-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        f"\r\n--dsn{number}\r\nContent-Type: text/rfc822-headers\r\n\r\n{headers}\r\n\r\n--dsn{number}--\r\n"
    )
    head = (
        f"From: Mail Delivery System <MAILER-DAEMON@{domain}>\r\nTo: {OWN}\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        f"Date: {_date(when)}\r\nMessage-ID: <{number}@{domain}>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="dsn{number}"\r\n\r\n'
    )
    return traced((head + body).encode(), "", when)


def _mail(number: int, sender: str, address: str, subject: str, words: str, when: datetime, extra: str) -> bytes:
    text = quopri.encodestring(words.encode()).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    head = (
        f"From: {sender}\r\nTo: {OWN}\r\nSubject: {subject}\r\nDate: {_date(when)}\r\n"
        f"Message-ID: <{number}@{address.partition('@')[2]}>\r\n{extra}MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + text + b"\r\n"


def traced(raw: bytes, envelope: str, when: datetime) -> bytes:
    """What the receiving server puts on top (RFC 5321 section 4.4, RFC 8601)."""
    proof = (
        f"Authentication-Results: mx.fkt.example; dmarc=pass header.from={envelope.partition('@')[2]}\r\n"
        if envelope
        else ""
    )
    stamp = f"Received: from out.example by mx.fkt.example with ESMTPS for <{OWN}>;\r\n\t{_date(when)}\r\n"
    return f"Return-Path: <{envelope}>\r\n{proof}{stamp}".encode() + raw


def _date(when: datetime) -> str:
    return format_datetime(when.astimezone(CPH))


def _ascii(words: str) -> str:
    return words.encode("ascii", "replace").decode()


def style(dice: random.Random) -> str:
    return dice.choice(STYLES)
