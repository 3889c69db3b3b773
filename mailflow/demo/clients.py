"""Mails as real clients write them, for the rehearsal: Outlook, iPhone, Gmail, an out-of-office, a mail server's bounce.

Each takes the letter that is answered (its raw bytes) and gives raw bytes back, quoting as that client quotes.
"""

from __future__ import annotations

import html
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from zoneinfo import ZoneInfo

from babel.dates import format_datetime as in_words

from mailflow.mail import Mailbox
from mailflow.parsers import mail as parse_mail

ZONE = ZoneInfo("Europe/Copenhagen")


def _reply(letter: bytes, person: Mailbox, at: datetime, prefix: str) -> tuple[EmailMessage, str, str]:
    """A reply's headers, and the letter's text and sender for the quote."""
    sent = parse_mail.parse(letter)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{person.name} <{person.address}>"
    mail["To"] = ", ".join(
        f"{to.name} <{to.address}>" if to.name else to.address for to in ([sent.from_] if sent.from_ else [])
    )
    mail["Subject"] = f"{prefix} {sent.subject}"
    mail["Date"] = format_datetime(at.astimezone(ZONE))
    mail["Message-ID"] = make_msgid(domain=person.address.partition("@")[2])
    mail["In-Reply-To"] = sent.message_id
    mail["References"] = " ".join([*sent.references, sent.message_id])
    sender = f"{sent.from_.name} <{sent.from_.address}>" if sent.from_ else ""
    return mail, sent.text, sender


def outlook(letter: bytes, person: Mailbox, words: str, at: datetime, municipality: str = "") -> bytes:
    """Outlook in Danish: the answer above a Fra/Sendt/Til/Emne block, as text and HTML, with a municipal signature."""
    mail, quoted, sender = _reply(letter, person, at, "SV:")
    sent_at = in_words(at.astimezone(ZONE), "d. MMMM y HH:mm", locale="da")
    signature = f"Med venlig hilsen\n\n{person.name}\nKommunaldirektør\n{municipality} Kommune"
    block = f"Fra: {sender}\nSendt: {sent_at}\nTil: {person.name} <{person.address}>\nEmne: {mail['Subject'].removeprefix('SV: ')}"
    mail.set_content(f"{words}\n\n{signature}\n\n\n{block}\n\n{quoted}", cte="quoted-printable")
    lines = block.split("\n")
    header = "<br>".join(f"<b>{line.split(':')[0]}:</b>{html.escape(line.split(':', 1)[1])}" for line in lines)
    mail.add_alternative(
        '<html><body lang="DA"><div class="WordSection1">'
        + "".join(f'<p class="MsoNormal">{html.escape(line)}</p>' for line in words.split("\n"))
        + f'<p class="MsoNormal">{html.escape(signature).replace(chr(10), "<br>")}</p>'
        + '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        + f'<p class="MsoNormal">{header}</p></div></div>'
        + f"<pre>{html.escape(quoted)}</pre></div></body></html>",
        subtype="html",
        cte="quoted-printable",
    )
    return bytes(mail)


def iphone(letter: bytes, person: Mailbox, words: str, at: datetime) -> bytes:
    """Mail on an iPhone in Danish: one line, "Sendt fra min iPhone", then "Den … skrev …:" and the quote."""
    mail, quoted, sender = _reply(letter, person, at, "Re:")
    when = in_words(at.astimezone(ZONE), "d. MMM y 'kl.' HH.mm", locale="da")
    quote = "\n".join(f"> {line}" for line in quoted.split("\n"))
    mail.set_content(
        f"{words}\n\nSendt fra min iPhone\n\n> Den {when} skrev {sender}:\n> \n{quote}", cte="quoted-printable"
    )
    mail["X-Mailer"] = "iPhone Mail (20G75)"
    return bytes(mail)


def gmail(letter: bytes, person: Mailbox, words: str, at: datetime) -> bytes:
    """Gmail in Danish: text and HTML, the quote in a gmail_quote."""
    mail, quoted, sender = _reply(letter, person, at, "Re:")
    when = in_words(at.astimezone(ZONE), "EEE 'den' d. MMM y 'kl.' HH.mm", locale="da")
    intro = f"Den {when} skrev {sender}:"
    quote = "\n".join(f"> {line}" for line in quoted.split("\n"))
    mail.set_content(f"{words}\n\n{intro}\n\n{quote}", cte="quoted-printable")
    mail.add_alternative(
        f'<div dir="ltr">{html.escape(words)}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        f'{html.escape(intro)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">'
        f"{html.escape(quoted).replace(chr(10), '<br>')}</blockquote></div>",
        subtype="html",
        cte="quoted-printable",
    )
    return bytes(mail)


def out_of_office(letter: bytes, person: Mailbox, words: str, at: datetime) -> bytes:
    """Exchange's automatic answer: the subject says so, and Auto-Submitted (RFC 3834)."""
    mail, _quoted, _sender = _reply(letter, person, at, "Automatisk svar:")
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(words, cte="quoted-printable")
    return bytes(mail)


def bounce(letter: bytes, recipient: str, reporter: str, at: datetime) -> bytes:
    """A mail server's delivery status notification (RFC 3464) with the headers of the letter it returns."""
    sent = parse_mail.parse(letter)
    boundary = "=_dsn_" + str(abs(hash(sent.message_id)))
    headers = letter.split(b"\r\n\r\n", 1)[0].decode("ascii", "replace")
    return (
        f"""From: Mail Delivery System <MAILER-DAEMON@{reporter}>
To: {sent.from_.address if sent.from_ else ""}
Subject: Undelivered Mail Returned to Sender
Date: {format_datetime(at.astimezone(ZONE))}
Message-ID: {make_msgid(domain=reporter)}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"

--{boundary}
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

<{recipient}>: host mx.{reporter} said: 550 5.1.1 <{recipient}>: Recipient address rejected: User unknown

--{boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns; {reporter}
Arrival-Date: {format_datetime(at.astimezone(ZONE))}

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: Recipient address rejected: User unknown

--{boundary}
Content-Type: text/rfc822-headers

{headers}

--{boundary}--
""".replace("\r\n", "\n")
        .replace("\n", "\r\n")
        .encode()
    )
