"""One cell of a member list: text in, a value and what is wrong with it out. Also for what is typed at a command."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mailflow.i18n import _
from mailflow.parsers import dates, municipalities
from mailflow.parsers.personname import fold

LONGEST = 120  # characters of a name, title or municipality: longer is a separator gone wrong
LONGEST_ROLE = 40

_HEADINGS = {
    "name": "navn name fulde-navn full-name medlem member",
    "given-name": "fornavn first-name given-name fornavne",
    "surname": "efternavn surname last-name family-name",
    "title": "titel title stilling stillingsbetegnelse position job-title",
    "municipality": "kommune municipality kommunenavn",
    "address": "mail email e-mail mailadresse emailadresse e-mailadresse e-mail-adresse email-adresse mail-adresse "
    "epost e-post email-address e-mail-address mail-address",
    "postal-or-address": "adresse address",
    "alias": "alias aliaser aliasser aliases andre-adresser andre-mailadresser other-addresses",
    "delegate": "stedfortræder stedfortrædere delegate delegates",
    "role": "rolle roller role roles hverv",
    "phone": "telefon telefonnummer tlf tlfnr tlf-nr mobil mobiltelefon mobilnummer phone phone-number telephone mobile cell",
    "gender": "køn gender sex",
    "district": "kreds medlemskreds kredse district",
    "since": "fra medlem-fra medlem-siden indmeldt tiltrådt from since joined member-since start",
    "until": "til medlem-til udmeldt fratrådt until left end slut",
}
FIELDS = tuple(_HEADINGS)
_FIELDS = {fold(word.replace("-", " ")): field for field, words in _HEADINGS.items() for word in words.split()}
# "rolle(r)", "alias(er)", "navn *", "e-mail (arbejde)": what stands in brackets explains.
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

_ROLES = {
    "board": "bestyrelse bestyrelsen hovedbestyrelse hovedbestyrelsen hb board "
    "bestyrelsesmedlem bestyrelsesmedlemmer hovedbestyrelsesmedlem hb-medlem board-member "
    "medlem-af-bestyrelsen medlem-af-hovedbestyrelsen",
    "chair": "formand formanden forperson chair chairman chairwoman chairperson bestyrelsesformand",
    "vice-chair": "næstformand næstformanden næstforperson viceformand vice-chair vicechair vice-chairman "
    "vice-chairwoman deputy-chair",
    "secretariat": "sekretariat sekretariatet secretariat",
    "": "medlem member menigt-medlem alm-medlem almindeligt-medlem ordinary-member",
}
_KNOWN_ROLES = {fold(word.replace("-", " ")): role for role, words in _ROLES.items() for word in words.split()}
_GENDERS = {
    fold(word): gender
    for gender, words in {
        "woman": "kvinde k female woman f",
        "man": "mand m male man",
        "other": "andet x other ikke-binær",
    }.items()
    for word in words.split()
}
ROLES = ("board", "chair", "vice-chair", "secretariat")

# dot-atom and domain of RFC 5322 section 3.4.1 in ASCII, at least two labels (RFC 5321 section 2.3.5).
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{{2,63}}")
_NAMED = re.compile(r"([^<>@]*)<([^<>]+)>")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NOTHING = frozenset({"", "-", "–", "—", "--", "?", ".", "n/a", "na", "ingen", "mangler", "none", "0", "(ingen)"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a cell, what to do about it, and whether it keeps the list out."""

    kind: str
    problem: str
    remedy: str
    value: str
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Delegate:
    """Somebody who may answer for a member. ``address`` is lower-cased, ``name`` may be ""."""

    name: str
    address: str


def clean(cell: str) -> str:
    """One line, composed letters (NFC), single blanks; invisible and control characters gone."""
    composed = cell if cell.isascii() else unicodedata.normalize("NFC", cell)
    if composed.isprintable():
        return " ".join(composed.split())
    visible = _INVISIBLE.sub("", composed)
    return " ".join("".join(" " if unicodedata.category(c).startswith(("C", "Z")) else c for c in visible).split())


def heading(cell: str) -> str | None:
    """The field a heading names, in Danish or English; None for one that mailflow does not use."""
    return _FIELDS.get(fold(_BRACKETS.sub("", cell)))


def nearly_heading(cell: str) -> str | None:
    """The field of the known heading that this one is nearly like ("Mailadrese"), for a question to the reader; or None."""
    bare = fold(_BRACKETS.sub("", cell))
    near = difflib.get_close_matches(bare, _FIELDS, n=1, cutoff=0.8) if len(bare) > 3 else []
    return _FIELDS[near[0]] if near else None


def text(cell: str) -> tuple[str, list[Trouble]]:
    """A title or a municipality."""
    value = clean(cell)
    return ("", []) if value.casefold() in _NOTHING else (value, _too_long(value))


@lru_cache(1000)
def municipality(cell: str) -> tuple[str, tuple[Trouble, ...]]:
    """One of the 98, by its official name without "Kommune"; "" when there is none, or when it is spelt like none of them."""
    value = clean(cell)
    if value.casefold() in _NOTHING:
        return "", ()
    found = municipalities.municipality(value)
    if found is not None:
        return found, ()
    near = municipalities.suggestions(value)
    if not near:  # abroad, or an association of others: kept, but counted in no district
        problem = _("It is none of the 98 municipalities; it is kept as it stands.")
        return value, (Trouble("municipality-none", problem, "", value, False), *_too_long(value))
    remedy = _("Did you mean {names}?").format(names=_(" or ").join(near))
    return "", (Trouble("municipality-unknown", _("There is no such municipality."), remedy, value),)


def phone(cell: str) -> tuple[str, list[Trouble]]:
    """ "+45 12 34 56 78", "12345678", "0045 12 34 56 78", "12 34 56 78 / 87 65 43 21" as Danes read it; others as they are."""
    value = clean(cell)
    if value.casefold() in _NOTHING:
        return "", []
    tidy = []
    for part in re.split(r"\s*[/;,]\s*", value):
        digits = re.sub(r"[\s().–-]", "", part)
        national = re.fullmatch(r"(?:\+45|0045)?(\d{8})", digits)
        if national:
            tidy.append(" ".join(re.findall("..", national[1])))
        elif re.fullmatch(r"(?:\+|00)\d{7,15}", digits):
            tidy.append("+" + digits.removeprefix("+").removeprefix("00"))
        else:
            problem = _("That does not look like a telephone number; it is kept as it stands.")
            return value[:60], [
                Trouble("phone-odd", problem, _("Write eight digits, or + and the country code."), value, False)
            ]
    return " / ".join(dict.fromkeys(tidy)), []


def gender(cell: str) -> tuple[str, list[Trouble]]:
    """woman, man or other; "" where the list does not say."""
    value = clean(cell)
    if value.casefold() in _NOTHING:
        return "", []
    found = _GENDERS.get(fold(value))
    if found is None:
        problem, remedy = (
            _("That is none of the words for gender; it is left out."),
            _("Write kvinde, mand or andet, or leave it empty."),
        )
        return "", [Trouble("gender-unknown", problem, remedy, value, False)]
    return found, []


def day(cell: str) -> tuple[date | None, list[Trouble]]:
    """2026-08-29, 29-08-2026, 29.8.2026, 29/8/2026, "29. august 2026": the day first, as Danes write; the year in full."""
    value = clean(cell)
    if value.casefold() in _NOTHING:
        return None, []
    figures = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", value.replace(" ", ""))
    mentions = dates.find(value)
    try:
        if figures:
            return date(int(figures[3]), int(figures[2]), int(figures[1])), []
        if len(mentions) == 1 and mentions[0].text.strip() == value and (found := mentions[0].on()) is not None:
            return found, []
    except ValueError:
        pass
    problem, remedy = _("That is no date."), _("Write it as 2026-08-29.")
    return None, [Trouble("date-invalid", problem, remedy, value)]


def name(cell: str) -> tuple[str, list[Trouble]]:
    """A person's name: there has to be one, with letters in it."""
    value = clean(cell)
    if value.casefold() in _NOTHING:
        return "", [
            Trouble("name-missing", _("The name is missing."), _("Write the member's name, or delete the row."), value)
        ]
    if not any(c.isalpha() for c in value) or "@" in value or "<" in value:
        return value, [Trouble("name-invalid", _("That is no name."), _("Write the member's name."), value)]
    troubles = _too_long(value)
    if "," in value:
        problem = _("There is a comma in the name. Letters will begin with the name as it stands.")
        troubles.append(Trouble("name-comma", problem, _("Write first name before surname."), value, False))
    return value, troubles


def _too_long(value: str) -> list[Trouble]:
    if len(value) <= LONGEST:
        return []
    remedy = _("Shorten it, or look for a quotation mark or separator too many or too few.")
    return [
        Trouble("too-long", _("It is longer than {count} characters.").format(count=LONGEST), remedy, value[:60] + "…")
    ]


def is_address(value: str) -> bool:
    """A lower-cased address that needs no SMTPUTF8 (RFC 5321 section 4.5.3.1: local part up to 64 octets, all 254)."""
    return len(value) <= 254 and len(value.partition("@")[0]) <= 64 and _ADDRESS.fullmatch(value) is not None


def address(cell: str) -> tuple[str, list[Trouble]]:
    """The one address mail goes to, lower-cased; "" with its trouble when it is missing, several or none."""
    value = clean(cell)
    if value.casefold() in _NOTHING:
        return "", [
            Trouble("address-missing", _("The e-mail address is missing."), _("Write it, or delete the row."), value)
        ]
    if value.count("@") > 1:
        remedy = _("Keep the one mail shall go to, and put the other under alias.")
        return "", [Trouble("address-two", _("There are two addresses in the cell."), remedy, value)]
    return _bare(value)


def addresses(cell: str) -> tuple[tuple[str, ...], list[Trouble]]:
    """Further addresses: separated by semicolon, comma, blank or line break. Each once, in their order."""
    values: list[str] = []
    troubles: list[Trouble] = []
    pieces = re.split(r"[;,\n]" if "<" in cell else r"[;,\s]", cell)
    for piece in map(clean, pieces):
        if piece.casefold() in _NOTHING:
            continue
        found, wrong = _bare(piece)
        values += [found] if found else []
        troubles += wrong
    return tuple(dict.fromkeys(values)), troubles


def delegates(cell: str) -> tuple[tuple[Delegate, ...], list[Trouble]]:
    """Those who may answer: "Bo Lund <bo@x.example>", "Bo Lund bo@x.example", an address; several by semicolon."""
    found: list[Delegate] = []
    troubles: list[Trouble] = []
    pieces = re.split(r"[;\n]", cell)
    if all("@" in piece for piece in cell.split(",")):
        pieces = [part for piece in pieces for part in piece.split(",")]
    for piece in map(clean, pieces):
        if piece.casefold() in _NOTHING:
            continue
        words = piece.replace("(", " ").replace(")", " ").split() if "<" not in piece else [piece]
        named = _NAMED.fullmatch(piece)
        shown, raw = (named[1], named[2]) if named else (" ".join(words[:-1]), words[-1] if words else "")
        if "@" not in piece or "@" in shown:
            problem = _("A delegate needs one name and one address.")
            remedy = _("Write “Name <address>”, several separated by semicolon.")
            troubles.append(Trouble("delegate-invalid", problem, remedy, piece))
            continue
        bare, wrong = _bare(raw)
        troubles += [*wrong, *_too_long(shown)]
        if bare:
            found.append(Delegate(shown.strip(" \"',"), bare))
    return tuple({delegate.address: delegate for delegate in found}.values()), troubles


def _bare(value: str) -> tuple[str, list[Trouble]]:
    """ "Eva Holm <Eva@X.example>;" and "mailto:eva@x.example" as eva@x.example."""
    tidy = value.strip(" ;,")
    named = _NAMED.fullmatch(tidy)
    bare = (named[2] if named else tidy).strip().lower().removeprefix("mailto:")
    if is_address(bare):
        return bare, []
    problem = _("That is no e-mail address.")
    remedy = _("Write it as name@place.dk.")
    foreign = sorted({c for c in bare if ord(c) > 127})
    if foreign:
        problem = _("There is “{letters}” in the address.").format(letters="".join(foreign))
        remedy = _("Ask how it is really spelt: addresses seldom have such letters.")
    return "", [Trouble("address-invalid", problem, remedy, value)]


def roles(cell: str) -> tuple[tuple[str, ...], list[Trouble]]:
    """Roles in Danish or English, several by comma, semicolon, slash, "og" or line break; others are own groups."""
    found: list[str] = []
    troubles: list[Trouble] = []
    for piece in map(clean, re.split(r"[;,/\n+]|\s(?:og|and|&)\s", cell)):
        if piece.casefold() in _NOTHING:
            continue
        role, wrong = role_word(piece)
        found += [role] if role else []
        troubles += [wrong] if wrong else []
    return tuple(sorted(set(found))), troubles


def role_word(word: str) -> tuple[str, Trouble | None]:
    """The role a word means ("" for an ordinary member), and what is to be said about it."""
    folded = fold(word)
    if folded in _KNOWN_ROLES:
        return _KNOWN_ROLES[folded], None
    near = _nearly(folded)
    if near:
        problem, remedy = (
            _("No role that mailflow knows, but nearly one."),
            _("Did you mean “{role}”?").format(role=near),
        )
        return "", Trouble("role-misspelt", problem, remedy, word)
    own = clean(word).casefold()
    if len(own) > LONGEST_ROLE or not any(c.isalnum() for c in own):
        return "", Trouble("role-invalid", _("That is no role."), _("Write it in a word or two."), word[:60])
    problem = _("It is taken as a group of your own, and makes nobody a member of the board.")
    return own, Trouble("role-own", problem, _("Write “bestyrelse” as well for somebody on the board."), word, False)


@lru_cache(1000)  # a list says the same word many times
def _nearly(folded: str) -> str:
    near = difflib.get_close_matches(folded, _KNOWN_ROLES, n=1, cutoff=0.8)
    words = (word.replace("-", " ") for listed in _ROLES.values() for word in listed.split())
    return next((word for word in words if fold(word) in near), "")
