"""One cell of a list of forums: text in, a value and what is wrong with it out. Danish and English."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Sequence
from datetime import date

from mailflow.i18n import _
from mailflow.parsers import membercells
from mailflow.parsers.dates import MONTHS
from mailflow.parsers.membercells import Trouble, clean
from mailflow.parsers.personname import fold

MOST_SEATS = 60  # of one forum: more is a telephone number gone astray
LONGEST = 300  # characters of a name; what a forum does may be longer
LONGEST_TEXT = 4000
LONGEST_DAY = 80  # of a cell that is a day, a period or a state

_HEADINGS = {
    "forum": "forum forumnavn forummets-navn råd udvalg råd-udvalg råd-og-udvalg organ forum-name body council",
    "slug": "id forkortelse kortnavn slug",
    "organisation": "organisation institution vært værtsorganisation hører-under tilhører under myndighed host",
    "contact": "kontakt kontaktperson forummets-kontakt forummets-sekretariat sekretariat contact contact-person",
    "contact-address": "kontakt-e-mail kontaktmail kontakt-mail kontaktens-e-mail kontakt-email sekretariatets-e-mail "
    "forummets-e-mail contact-email contact-e-mail contact-address",
    "contact-phone": "kontakttelefon kontakt-telefon kontakt-tlf kontaktens-telefon contact-phone",
    "seats": "pladser antal antal-pladser antal-medlemmer seats number-of-seats",
    "seat": "plads plads-nr pladsnr nr nummer pladsens-nummer seat seat-number",
    "title": "hverv rolle funktion post medlem-suppleant role",
    "right": "udpegningsret udpegningsretten udpeges-af udpegende udpeger indstillingsret ret-til-at-udpege right "
    "right-to-appoint appointed-by",
    "name": "navn repræsentant repræsentanter medlem udpeget udpegede indehaver person holder name member representative",
    "municipality": "kommune kommunenavn municipality",
    "gender": "køn gender",
    "address": "e-mail email mail medlemmets-e-mail repræsentantens-e-mail holder-email",
    "since": "siden fra udpeget-den udpeget-fra udpeget-siden tiltrådt indtrådt start medlem-siden since from",
    "until": "til indtil udløber udløb periode-udløber valgperiode-udløber funktionsperiode-udløber slut until to ends",
    "period": "periode valgperiode udpegningsperiode funktionsperiode period term",
    "in-place-of": "i-stedet-for istedet-for afløser afløste efter erstatter forgænger replaces in-place-of",
    "decision": "beslutning grundlag afgørelse referat punkt decision rests-on",
    "decided": "besluttet besluttet-den beslutningsdato dato-for-beslutning mødedato decided decided-on",
    "defunct": "nedlagt nedlagt-den ophørt ophørt-den slettet defunct defunct-on",
    "status": "status tilstand state",
    "purpose": "formål opgave opgaver beskrivelse om-forummet purpose description",
    "requirements": "krav krav-til-medlem forudsætninger requirements",
    "notes": "bemærkninger bemærkning noter note kommentar notes",
    "public": "offentlig offentligt på-hjemmesiden hjemmeside public website",
}
FIELDS = tuple(_HEADINGS)
_FIELDS = {fold(word.replace("-", " ")): field for field, words in _HEADINGS.items() for word in words.split()}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOTHING = frozenset({"", "-", "–", "—", "--", "?", ".", "n/a", "ingen", "none"})
_VACANT = {
    fold(word) for word in ("ledig", "ledig plads", "vakant", "ubesat", "vacant", "ikke besat", "mangler", "n.n.", "nn")
}
_OURS = {
    fold(word) for word in (
        "foreningen", "os", "vi", "forening", "hb", "bestyrelsen", "hovedbestyrelsen", "association", "the association", "us",
        "the board", "egen",
    )
}  # fmt: skip
_KL = {fold(word) for word in ("KL", "KL's bestyrelse", "Kommunernes Landsforening")}
_UNCLEAR = {
    fold(word) for word in ("uklar", "uklart", "ukendt", "vides ikke", "uafklaret", "afklares", "unclear", "unknown")
}
_DEFUNCT = {
    fold(word)
    for word in ("nedlagt", "ophørt", "slettet", "defunct", "inaktiv", "ikke aktiv", "ikke længere aktiv", "opløst")
}
_ACTIVE = {fold(word) for word in ("", "aktiv", "aktivt", "active", "nej", "no")}
_YES = {fold(word) for word in ("ja", "yes", "x", "sand", "true", "1")}
_NO = {fold(word) for word in ("nej", "no", "falsk", "false", "0")}
# DDMMYY-NNNN: the number of a person in the CPR register, which never belongs here (databeskyttelsesloven section 11).
_CPR = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[- ]?\d{4}(?!\d)")


def heading(cell: str) -> str | None:
    """The field a heading names, in Danish or English; None for one that mailflow does not use."""
    return _FIELDS.get(fold(_BRACKETS.sub("", cell)))


def nearly_heading(cell: str) -> str | None:
    """The field of the known heading that this one is nearly like, or None."""
    bare = fold(_BRACKETS.sub("", cell))
    near = difflib.get_close_matches(bare, _FIELDS, n=1, cutoff=0.85) if len(bare) > 3 else []
    return _FIELDS[near[0]] if near else None


def text(cell: str, longest: int = LONGEST) -> tuple[str, list[Trouble]]:
    """Words in one line. A CPR number in them stops."""
    value = clean(cell)
    if value.casefold() in _NOTHING:
        return "", []
    if _CPR.search(value):
        problem = _("It looks like a CPR number, which does not belong in the register.")
        return "", [Trouble("cpr", problem, _("Delete it from the list."), "")]
    if len(value) > longest:
        remedy = _("Shorten it, or look for a quotation mark or separator too many or too few.")
        problem = _("It is longer than {count} characters.").format(count=longest)
        return value[:longest], [Trouble("too-long", problem, remedy, value[:60] + "…")]
    return value, []


def holder(cell: str) -> tuple[str, str, bool, list[Trouble]]:
    """(name, municipality, whether the seat is said to be vacant): "Anna Berg", "Anna Berg, Odense", "Anna Berg (Odense)"."""
    value, wrong = text(cell)
    if fold(value) in _VACANT:
        return "", "", True, wrong
    split = re.fullmatch(r"(.+?)\s*(?:,\s*([^,()]+)|\(([^()]+)\))", value)
    if split:
        place, unknown = membercells.municipality(split[2] or split[3])
        if place and not unknown:
            return split[1], place, False, wrong
    if value and (not any(c.isalpha() for c in value) or "@" in value):
        wrong = [
            *wrong,
            Trouble("name-invalid", _("That is no name."), _("Write who holds the seat, or “ledig”."), value),
        ]
    return value, "", False, wrong


def right(cell: str, ours: Sequence[str]) -> tuple[str, str]:
    """(association, kl, other or "", the holder's name for other). ``ours`` are the association's own names."""
    value = clean(cell)
    folded = fold(value)
    if value.casefold() in _NOTHING or folded in _UNCLEAR:
        return "", ""
    if folded in _OURS or folded in {fold(name) for name in ours if name}:
        return "association", ""
    return ("kl", "") if folded in _KL else ("other", value[:LONGEST])


def number(cell: str, most: int = MOST_SEATS) -> tuple[int | None, list[Trouble]]:
    """A count of seats, or the number of one: "3", "3 pladser", "nr. 3"."""
    value = clean(cell)
    if value.casefold() in _NOTHING:
        return None, []
    found = re.fullmatch(
        r"(?:nr\.?|plads)?\s*(\d{1,4})\s*\.?(?:\s*(?:pladser|plads|seats?|medlemmer|medlem))?", value, re.IGNORECASE
    )
    if found and 1 <= int(found[1]) <= most:
        return int(found[1]), []
    problem = _("That is no number of seats.")
    return None, [Trouble("number-invalid", problem, _("Write a figure from 1 to {most}.").format(most=most), value)]


def day(cell: str, *, end: bool = False) -> tuple[date | None, list[Trouble]]:
    """As in a member list. A year or a month alone is its first day, or its last (``end``), and that is told."""
    value = clean(cell)
    if len(value) > LONGEST_DAY:
        return None, [Trouble("date-invalid", _("That is no date."), _("Write it as 2026-08-29."), value[:60] + "…")]
    whole = re.fullmatch(rf"(?:({'|'.join(MONTHS)})\s+)?((?:19|20)\d\d)", value, re.IGNORECASE)
    if whole is None:
        return membercells.day(cell)
    year = int(whole[2])
    month = MONTHS.index(whole[1].lower()) + 1 if whole[1] else 12 if end else 1
    found = date(year, month, calendar.monthrange(year, month)[1] if end else 1)
    told = _("It says no day; {day} is taken.").format(day=found.isoformat())
    return found, [Trouble("day-completed", told, "", value, False)]


def period(cell: str) -> tuple[date | None, date | None, list[Trouble]]:
    """(since, until): "2022-2025", "1.1.2022 – 31.12.2025", "januar 2022 til december 2025"."""
    value = clean(cell)
    if value.casefold() in _NOTHING:
        return None, None, []
    parts = re.fullmatch(r"((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)", value)
    pair = parts.groups() if parts else tuple(re.split(r"\s+(?:[-–—]|til|to)\s+|\s*[–—]\s*", value))
    if len(pair) != 2 or len(value) > LONGEST_DAY:
        remedy = _("Write it as 1.1.2026 – 31.12.2029.")
        return None, None, [Trouble("period-invalid", _("That is no period."), remedy, value[:LONGEST_DAY])]
    since, wrong = day(pair[0])
    until, more = day(pair[1], end=True)
    return since, until, [*wrong, *more]


def defunct(cell: str) -> tuple[bool, date | None, list[Trouble]]:
    """(whether it is defunct, since when): a date, "nedlagt", "nedlagt 1. maj 2023", "ja"; nothing for an active one."""
    value = clean(cell)
    folded = fold(value)
    if folded in _ACTIVE or value.casefold() in _NOTHING:
        return False, None, []
    if folded in _YES or folded in _DEFUNCT:
        return True, None, []
    words = sorted(_DEFUNCT, key=len, reverse=True)
    said = next((word for word in words if folded.startswith(f"{word} ")), "")
    rest = value.split(maxsplit=len(said.split()))[-1] if said else value
    found, wrong = membercells.day(re.sub(r"^(?:pr\.?|den|d\.)\s+", "", rest[: LONGEST_DAY + 1]))  # a year is no day
    if found is None and not said:
        problem = _("It does not say whether the forum is defunct.")
        wrong = [Trouble("status-unknown", problem, _("Write “nedlagt” and the date, or “aktiv”."), value)]
    return found is not None or bool(said), found, wrong


def flag(cell: str) -> tuple[bool | None, list[Trouble]]:
    """Ja or nej; None where the list does not say."""
    value = clean(cell)
    folded = fold(value)
    if value.casefold() in _NOTHING:
        return None, []
    if folded in _YES or folded in _NO:
        return folded in _YES, []
    return None, [Trouble("flag-unknown", _("That is neither yes nor no."), _("Write ja or nej."), value)]
