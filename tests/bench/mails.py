"""The mails of the benchmark: what members answer, quoting our letter as their mail programs do, and what else comes."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from house import ADDRESS, address_of
from house import MINUTES as MINUTES_START

from mailflow.parsers import mail as parse_mail

# Most approve; one in twenty says something that holds.
SAID = (
    *("Ingen bemærkninger.", "Godkendt herfra.", "Tak for et godt referat. Jeg har ingen bemærkninger.") * 6,
    "Tak for det!",
    "Punkt 2: Der står, at rejsekontoen halveres. Det blev ikke besluttet.",
)  # fmt: skip
GREETING = "\n\nMed venlig hilsen\n\n{name}\nKommunaldirektør\nOdder Kommune\nRådhusgade 3, 8300 Odder\n"
LINES = 44  # of our letter, as quoted: with them a reply has three to six kilobytes

MINUTES = MINUTES_START + "".join(
    f"\n## {number}. Sag nummer {number}\n\nFormanden orienterede om sag {number}, som blev drøftet grundigt af alle.\n\n"
    f"### Beslutning\n\nSag {number} blev godkendt med den ændring, at udgiften i punkt {number} halveres til næste år.\n"
    for number in range(4, 14)
)


def replies(letters: dict[str, bytes], count: int, when: datetime) -> Iterator[bytes]:
    """Answers from these members (name -> the letter she got), in the ways of a phone, Outlook and Outlook's HTML."""
    names = list(letters)
    quoted = {name: parse_mail.parse(letters[name]) for name in names}
    for number in range(count):
        name = names[number % len(names)]
        ours = quoted[name]
        words = SAID[number % len(SAID)] + GREETING.format(name=name)
        lines = ours.text.splitlines()[:LINES]
        mail = _outside(f"{name} <{address_of(name)}>", f"SV: {ours.subject}", f"svar-{number}", when)
        mail["In-Reply-To"] = mail["References"] = ours.message_id
        block = f"Fra: FKT <{ADDRESS}>\nSendt: 28. august 2026 10:00\nTil: {name}\nEmne: {ours.subject}\n\n"
        match number % 3:
            case 0:
                head = f"> Den 28. aug. 2026 kl. 10.00 skrev FKT <{ADDRESS}>:\n>\n"
                mail.set_content(words + "\n" + head + "\n".join(f"> {line}" for line in lines), cte="quoted-printable")
            case 1:
                mail.set_content(f"{words}\n{'_' * 32}\n{block}" + "\n".join(lines), cte="quoted-printable")
            case _:
                mail.set_content(f"{words}\n\n{block}" + "\n".join(lines[: LINES // 3]), cte="quoted-printable")
                mail.add_alternative(
                    _outlook(words, block, lines[: LINES // 3]), subtype="html", cte="quoted-printable"
                )
        yield bytes(mail)


def others(count: int, when: datetime) -> Iterator[bytes]:
    """Mail that concerns no round: one half newsletters, one half letters from strangers."""
    for number in range(count):
        mail = _outside("Regnskab <regnskab@leverandoer.example>", f"Faktura {number}", f"andet-{number}", when)
        if number % 2:
            mail["List-Unsubscribe"] = "<https://leverandoer.example/af>"
        lines = (f"Linje {line}: hermed varer og ydelser ifølge aftale, leveret til Odder." for line in range(50))
        mail.set_content("Til rette vedkommende\n\n" + "\n".join(lines), cte="quoted-printable")
        yield bytes(mail)


def _outside(sender: str, subject: str, local_part: str, when: datetime) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, ADDRESS, subject
    mail["Date"] = format_datetime(when)
    mail["Message-ID"] = f"<{local_part}@odder.example>"
    return mail


def _outlook(words: str, block: str, lines: list[str]) -> str:
    def paragraphs(text: str) -> str:
        return "".join(f'<p class="MsoNormal">{html.escape(line)}</p>' for line in text.splitlines())

    border = '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
    inside = f"{paragraphs(words)}{border}{paragraphs(block)}</div>{paragraphs(chr(10).join(lines))}"
    return f'<html><body lang="DA"><div class="WordSection1">{inside}</div></body></html>'
