"""A name is a name, whatever else its words mean; any other word under a greeting makes doubt."""

from __future__ import annotations

import pytest

from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.replies import About, Intent, Question


def _intent(sender: str, signed: str) -> Intent | None:
    text = f"Ingen bemærkninger.\n\nMed venlig hilsen\n\n{signed}\nKommunaldirektør\nOdder Kommune\n"
    head = f"From: {sender} <x@odder.example>\nSubject: SV: Referat\nContent-Type: text/plain; charset=utf-8\n\n"
    return parse_reply.read(parse_mail.parse((head + text).encode()), Question(About.MINUTES)).intent


@pytest.mark.parametrize("name", ["Anna Glad", "Freja Berg", "Helle Glad Holk"])
def test_a_senders_own_name_says_nothing(name: str) -> None:
    assert _intent(name, name) is Intent.APPROVE


@pytest.mark.parametrize("signed", ["Helle Glad", "Anna, ikke glad", "Anna Glad?", "Anna Glad, afvist"])
def test_other_words_in_its_place_do(signed: str) -> None:
    assert _intent("Anna Glad", signed) is not Intent.APPROVE


# --- what is said on a line of small print ----------------------------------------------------------------------------

LINES = (
    "Godkendt\n\nSendt fra min iPhone, {}",
    "Godkendt\n\nHent Outlook til iOS og {}",
    "Godkendt\n\nMvh Anna, {}",
    "Godkendt\n\nMvh\nAnna Glad\nDirektør\n\n{}",
    "Godkendt\n\n-- \nAnna\n{}",
    "Godkendt\n\nDenne mail er fortrolig. {}",
    "Godkendt\n\nTænk på miljøet, {}",
    "Godkendt\n\nDikteret. {}",
    "Denne mail kommer fra en ekstern afsender. {}\n\nGodkendt",
    "Klassifikation: {}\n\nGodkendt",
    "Godkendt\n\nVenlig hilsen og {}",
    "Godkendt\n\nAnna Glad | Direktør | {}",
    "Godkendt\n\nMvh Anna\nTlf. 20 20 20 20 {}",
)
SAID = (
    "beløbet er forkert", "Lone var ikke med", "det var Bente, der blev valgt", "tallet passer ikke", "mit navn mangler",
    "24 til stede", "vi sagde noget andet", "det skal rettes",
)  # fmt: skip
FOOTERS = (
    "Denne e-mail og vedhæftede filer er fortrolige og tiltænkt den angivne modtager. Hvis du ved en fejl har modtaget mailen,\n"
    "bedes du underrette afsenderen og slette mailen uden at kopiere indholdet. Tak for hjælpen.",
    "This e-mail is confidential and intended solely for the addressee. If you have received it in error please notify us.\n"
    "The company accepts no liability for any damage caused.",
    "Fortrolighed: Denne mail kan indeholde oplysninger, der er omfattet af tavshedspligt. Er du ikke rette modtager, må du\n"
    "ikke udnytte indholdet. Kontakt kommunen på telefon 12 34 56 78, og slet derefter mailen.",
    "Sendt fra min iPhone, så undskyld hvis der er tastefejl",
)  # fmt: skip


def _read(text: str) -> Intent | None:
    head = "From: Anna Glad <x@odder.example>\nSubject: SV: Referat\nContent-Type: text/plain; charset=utf-8\n\n"
    return parse_reply.read(parse_mail.parse((head + text).encode()), Question(About.MINUTES)).intent


@pytest.mark.parametrize("line", LINES)
def test_what_is_said_on_a_line_of_small_print_holds(line: str) -> None:
    assert {words for words in SAID if _read(line.format(words)) in (Intent.APPROVE, Intent.NONE)} == set()


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_small_print_itself_says_nothing(footer: str) -> None:
    assert _read(f"Godkendt.\n\nMvh\nAnna Glad\n\n{footer}\n") is Intent.APPROVE
