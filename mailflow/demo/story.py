"""The rehearsal's story: one round of minutes from the document to the website, told by real commands over real servers.

What happens is not scripted here beyond what people do: mailflow's part is whatever ``mailflow tick`` does with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from mailflow.demo import clients
from mailflow.demo.stage import Stage
from mailflow.desks.deadlines import is_working_day
from mailflow.i18n import _
from mailflow.mail import Mailbox

ZONE = ZoneInfo("Europe/Copenhagen")
SECRETARY = "Signe Holk"


@dataclass(frozen=True, slots=True)
class Papers:
    """The document, the corrected one, and what they are about."""

    first: Path
    corrected: Path
    meeting: date
    item: str  # the item objected to, as "3"
    extra: tuple[str, ...] = ()  # further options of ``minutes send``


def play(stage: Stage, papers: Papers) -> str:
    """Play the whole round; returns its id. Raises ``MailflowError`` if it does not end on the website."""
    board = stage.board()
    day = _clock(papers.meeting)
    objector, unclear, away, gone = board[2], board[3], board[4], board[5]

    stage.at(day(1, 10), _("The day after the meeting the secretary sends the minutes round."))
    stage.command("minutes", "send", str(papers.first), "--yes", *papers.extra)
    slug = stage.newest_round()
    stage.tick()

    stage.at(day(1, 11), _("Answers come in, and a mail server says that one address is dead."))
    stage.mail(
        clients.iphone(
            stage.letter_to(board[1]), board[1], f"Ingen bemærkninger. Mvh {board[1].name.split()[0]}", stage.now
        )
    )
    stage.mail(clients.outlook(stage.letter_to(board[0]), board[0], "Godkendt herfra.", stage.now, "Søndervig"))
    stage.mail(clients.out_of_office(stage.letter_to(away), away, "Tak for din mail. Jeg holder ferie og er tilbage mandag.\n"
                                     "Ved hastende sager kontakt min sekretær.", stage.now))  # fmt: skip
    stage.mail(
        clients.bounce(stage.letter_to(gone), gone.address, gone.address.partition("@")[2], stage.now), sender=""
    )
    stage.tick()
    stage.command("minutes", "show", slug)

    new_address = "ny." + gone.address
    stage.at(day(1, 13), _("She rings the municipality, gets the right address and sends the minutes again."))
    stage.command("minutes", "resend", gone.name, "--to", new_address)
    stage.tick()
    gone = Mailbox(gone.name, new_address)

    stage.at(day(2, 9), _("One member objects; another writes something that nobody can be sure about."))
    objection = (
        f"Punkt {papers.item}: Vi besluttede det først efter en længere drøftelse, og det bør fremgå af referatet."
    )
    stage.mail(clients.outlook(stage.letter_to(objector), objector, objection, stage.now, "Nørrekøbing"))
    stage.mail(clients.gmail(stage.letter_to(unclear), unclear, "Den må vi lige vende, når vi ses.", stage.now))
    stage.tick()
    stage.command("review")

    stage.at(
        day(2, 14), _("She has asked him: it was nothing. And she corrects the minutes and sends them round again.")
    )
    stage.command("review", f"{slug}/{stage.answer_of(slug, unclear)}", "--as", "none", "--by", SECRETARY,
                  "--reason", "Talt i telefon: gælder ikke referatet")  # fmt: skip
    stage.command("minutes", "resolve", slug, "--revise", str(papers.corrected), "--decided-by", SECRETARY,
                  *(["--as-minutes"] if "--as-minutes" in papers.extra else []),
                  *(["--keep-doubtful"] if "--keep-doubtful" in papers.extra else []))  # fmt: skip
    stage.tick()

    stage.at(day(3, 8), _("The objector is content and takes the objection back; others approve or just say thanks."))
    stage.mail(
        clients.iphone(stage.letter_to(objector), objector, "Fint, så trækker jeg min indsigelse tilbage.", stage.now)
    )
    stage.mail(clients.gmail(stage.letter_to(board[6]), board[6], "Tak for det!", stage.now))
    stage.mail(clients.outlook(stage.letter_to(board[1]), board[1], "Ingen bemærkninger til referatet.", stage.now))
    stage.mail(clients.iphone(stage.letter_to(gone), gone, "Ok for mig", stage.now))
    stage.tick()
    stage.command("review")
    stage.command("review", f"{slug}/{stage.answer_of(slug, objector)}", "--as", "withdraw", "--by", SECRETARY)
    stage.tick()

    deadline = stage.deadline(slug)
    stage.at(
        _morning(deadline - timedelta(days=2)),
        _("Two days before the deadline, those who have not answered get a reminder."),
    )
    stage.tick()

    stage.at(
        deadline + timedelta(hours=2, minutes=5),
        _("Deadline and grace are over. The mailbox is swept once more, and the gate is passed."),
    )
    stage.tick()
    stage.command("minutes", "show", slug)

    stage.at(
        _working_morning(stage.now),
        _("The next working day after eight o'clock the minutes are published, and the board is told."),
    )
    stage.tick()
    stage.command("minutes", "list")
    stage.must_be_published(slug)
    return slug


def corrected_copy(source: Path, markdown: str, item: str, folder: Path) -> Path:
    """A corrected version of one's own document: the same text with one sentence more under the item."""
    added = "Rettelse: Beslutningen blev truffet efter en længere drøftelse."
    lines = markdown.rstrip().split("\n")
    start = next((n for n, line in enumerate(lines) if line.lstrip("# ").startswith(f"{item}.")), len(lines) - 1)
    lines[start + 1 : start + 1] = ["", added, ""]
    path = folder / f"{source.stem}-rettet.md"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _clock(meeting: date) -> Callable[[int, int], datetime]:
    return lambda days, hour: (
        datetime(meeting.year, meeting.month, meeting.day, hour, 0, tzinfo=ZONE) + timedelta(days=days)
    )


def _morning(moment: datetime) -> datetime:
    return moment.astimezone(ZONE).replace(hour=8, minute=30)


def _working_morning(moment: datetime) -> datetime:
    at = _morning(moment)
    while at <= moment or not is_working_day(at.date()):
        at += timedelta(days=1)
    return at
