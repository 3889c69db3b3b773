"""Private words in a text: what must not stand on the website, found by its form.

Certain finds are left out. What only looks private (eight figures, a street) is told to the secretary, who decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

# What other people write instead of a plain hyphen or space; each of the same length, so that places stay true.
_PLAIN = {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2212"} | {
    ord(c): " " for c in "\u00a0\u2007\u202f\u2009"
}

_MEETING_HOSTS = (
    "teams.microsoft.com", "teams.live.com", "teams.cloud.microsoft", "zoom.us", "zoom.com", "zoomgov.com", "meet.google.com",
    "webex.com", "whereby.com", "gotomeeting.com", "gotomeet.me", "goto.com", "meet.jit.si", "join.skype.com", "lync.com",
    "bluejeans.com", "8x8.vc", "chime.aws", "livestorm.co", "vconf.dk",
)  # fmt: skip
_MEETING_LABELS = {"meet", "meeting", "zoom", "teams", "webex", "vmr", "lync", "skype", "videomeet"}
_MAYBE_MEETING_LABELS = {"video", "join", "conf", "konference", "vc", "rooms", "online"}
_SHARE_HOSTS = ("sharepoint.com", "onedrive.live.com", "1drv.ms", "dropbox.com", "drive.google.com", "docs.google.com",
                "wetransfer.com", "we.tl")  # fmt: skip

_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"'\u201d|]+|(?<![@\w./-])(?:[\w-]{1,63}\.){1,5}[a-z]{2,12}(?::\d{1,5})?/[^\s<>\"'\u201d|]+",
    re.IGNORECASE,
)
_LINK_LABEL = re.compile(
    r"(?:(?:virtuelt|online|digitalt|direkte)[ -]?(?:møde)?link"
    r"|link(?:et)?\s+til\s+(?:det\s+)?(?:\w+\s+)?(?:online)?(?:møde\w*|teams|zoom|deltagelse)"
    r"|møde-?\s?link|teams(?:-?\s?(?:link|møde))?|zoom(?:-?\s?(?:link|møde))?|skype(?:-?\s?(?:link|møde))?"
    r"|deltag(?:else)?(?:\s+(?:i\s+mødet|online|via|virtuelt|her)){0,3}|join)\s*:?\s*\(?$",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?:\be-?(?:mail|post)\b\.?\s*:?\s*|\bmail\s*:\s*|\bmailto:)?(?<![\w.+%-])[\w.+%-]{1,64}"
    r"(?:@|\s?[\[(](?:at|snabel-?a)[\])]\s?)(?:[\w-]{1,63}\.){1,6}[A-Za-zæøå]{2,20}\b",
    re.IGNORECASE,
)
_CPR = re.compile(
    r"(?P<label>\bcpr(?:-?(?:nr|nummer)\.?)?\s*:?\s*)?(?<![\d.-])(?P<day>\d{2})(?P<month>\d{2})\d{2}"
    r"(?P<mark>\s?-\s?|\s|)(?P<rest>\d{4}|[xX*]{4})(?![\d-])",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:(?:møde|meeting|konference|conference|telefonkonference)[- ]?id|møde(?:nummer|kode)|adgangskode|kodeord|password"
    r"|passcode|pinkode|pin-kode|pin|kode(?=\s*[:=]\s*[\w#]*\d))\b\s*(?:(?:er|is)\b\s*)?[:=]?\s*"
    r"(?:(?=\S{0,30}\d)[\w#!?*+-]{3,40}(?: \d{2,4}\b){0,4}#?|(?<=[:=] )\S{4,40}|(?<=[:=])\S{4,40})",
    re.IGNORECASE,
)
_BARE_CODE = re.compile(
    r"\b(?:møde)?kode(?:n)?\s+(?:er\s+)?(?=[\w-]*\d)(?:\d{3,}(?: \d{2,4})*|[A-Za-zæøåÆØÅ\d-]{5,20})(?![\w])",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"https?://|www\.|\b(?:online|virtuelt|digitalt|teams|zoom|link\w*|webinar\w*|deltag)\b", re.IGNORECASE
)
_PHONE_LABEL = (
    r"\b(?:tlf|telefon|mobil|mobiltelefon|mob|tel|phone|sms|direkte\s+nummer|(?:telefon|mobil)(?:nr|nummer))\b\.?"
    r"(?:\s*(?:nr|nummer)\b\.?)?\s*[:.]?\s*(?:på\s+)?"
)
_LABELLED_PHONE = re.compile(
    _PHONE_LABEL + r"(?:\(?(?:\+|00)\d{1,3}\)?[ -]?)?\d(?:[ /.()-]{0,2}\d){4,13}", re.IGNORECASE
)
_FOREIGN_PHONE = re.compile(
    r"(?<![\w+])\+\d{1,3}(?:[ ()/-]{0,2}\d){6,13}(?!\d)|(?<![\w.,])00(?:45|46|47)(?:[ -]?\d){8}(?!\d)"
)
_PAIRS_PHONE = re.compile(
    r"(?<![\d.,/-])(?<!\d )(?:45 )?\d{2}(?P<mark>[ .-])\d{2}(?P=mark)\d{2}(?P=mark)\d{2}(?![ .,-]?\d|/)"
)
_EIGHT = re.compile(r"(?<![\w.,/-])(?<!\d )(?P<one>\d{4}) ?(?P<two>\d{4})(?![\w/]|[ .,-]\d)")
_PUBLIC_NUMBER = re.compile(
    r"\b(?:cvr|se|p|ean|gln|isbn|issn|sags?|journal|j|id|løbe|dok(?:ument)?|bilag|faktura|konto|nr)(?:nr|nummer)?\b"
    r"[\w. -]{0,12}[:.# -]*$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(r"\s*(?:kr\b|dkk\b|sek\b|euro?\b|€|mio|mia|pct|%)", re.IGNORECASE)

_NAME = r"(?:(?:[A-ZÆØÅ]\.\s?){1,3}|[A-ZÆØÅÉÜ][\wæøåéü'’-]*)"
_ENDING = (
    r"(?:vej|vejen|gade|gaden|allé|alléen|alle|stræde|strædet|plads|pladsen|torv|torvet|vænge|vænget|boulevard|parken|bakken"
    r"|toften|marken|haven|stien|vangen|krogen|lunden|engen|kaj|kajen|brygge|bryggen|skrænten|volden)"
)
_BIG_ENDING = r"(?:Vej|Gade|Allé|Plads|Torv|Boulevard|Stræde|Kaj|Vænge|Have|Brygge|Vold|Park)"
_DOOR = r"(?:,?\s+(?:\d{1,2}\.?\s?(?:sal)?|st\.?|kl\.?)\s?,?\s?(?:sal|tv|th|mf)\b\.?)?"
_TOWN = rf"(?:\s*,?\s+\d{{4}}\s+{_NAME}(?:\s(?:[A-ZÆØÅ]\b|{_NAME}))?)?"
_ADDRESS = re.compile(
    rf"(?:c/o\s+{_NAME}(?:\s{_NAME}){{0,3}},?\s+)?(?<![\w-])(?:(?:{_NAME}\s){{0,3}}?[A-ZÆØÅ][\wæøåéü'’-]{{1,30}}{_ENDING}|(?:{_NAME}\s){{1,3}}{_BIG_ENDING})"
    rf"\s\d{{1,4}}\s?[A-Za-z]?(?![\w%]){_DOOR}{_TOWN}"
)
_NOT_STREETS = re.compile(r"^(?:overvej|genvej|undervej)\w*\s", re.IGNORECASE)
_PRIVATE_PLACE = re.compile(r"\b(?:privat\w*|hjemme\w*|bopæl\w*|bor|boende|bosat)\b|\bc/o\b", re.IGNORECASE)
_PUBLIC_PLACE = re.compile(
    r"\b(?:sted|mødested\w*|lokale\w*|mødelokale\w*|afholdes|afholdt|holdes|holdt|mødet|møde|møder|hotel\w*|\w*rådhus\w*|kl|kl-huset"
    r"|konference\w*|seminar\w*|kontor\w*|sekretariat\w*|kommune|skole\w*|bibliotek\w*|kulturhus\w*|forsamlingshus\w*)\b",
    re.IGNORECASE,
)


PHONE, EMAIL, ADDRESS = "Telefonnummer", "E-mailadresse", "Privat adresse"  # reasons that a human may overrule


@dataclass(frozen=True, slots=True)
class Find:
    """Words at [start, end) of the text, why they are private (Danish), and whether that is sure."""

    start: int
    end: int
    why: str
    certain: bool = True


def find(text: str, *, is_place: bool = False) -> list[Find]:
    """Every private stretch of a text, in order, none overlapping. ``is_place``: the text says where the meeting was, so a
    street in it is public unless it calls itself private."""
    plain = text.translate(_PLAIN)
    taken = bytearray(len(text))
    finds: list[Find] = []
    for search in (_links, _emails, _cpr, _codes, _phones, lambda words: _addresses(words, is_place)):
        for found in search(plain):
            if taken.find(1, found.start, found.end) < 0:
                taken[found.start : found.end] = b"\1" * (found.end - found.start)
                finds.append(found)
    return sorted(finds, key=lambda found: found.start)


def link(url: str) -> tuple[str, bool] | None:
    """Why a link's target is private and whether that is sure; None for an ordinary public link."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return "Linket kan ikke læses", True
    if parts.username or re.search(
        r"[?&#](?:pwd|passwo?r?d|passcode|token|access_token|key|sig|auth)=", url, re.IGNORECASE
    ):
        return "Link med adgangskode", True
    if any(host == known or host.endswith("." + known) for known in _MEETING_HOSTS) or url.lower().startswith(
        "aka.ms/jointeams"
    ):
        return "Link til et onlinemøde", True
    first, *rest = host.split(".")
    if rest and parts.path.strip("/"):
        if first in _MEETING_LABELS:
            return "Link til et onlinemøde", True
        if len(rest) > 1 and first in _MAYBE_MEETING_LABELS:
            return "Kan være et link til et onlinemøde", False
    if any(host == known or host.endswith("." + known) for known in _SHARE_HOSTS):
        return "Link til delte filer, som måske ikke er offentlige", False
    if host.replace(".", "").isdigit() or host in {"localhost"} or (host and "." not in host):
        return "Link til et internt netværk", False
    return None


def _links(text: str) -> Iterator[Find]:
    for match in _URL.finditer(text):
        url = match.group().rstrip(".,;:!?)]*")
        label = _LINK_LABEL.search(text[max(0, match.start() - 60) : match.start()])
        start = match.start() - (len(label.group()) if label else 0)
        verdict = ("Link til et onlinemøde", True) if label else link(url)
        if verdict:
            yield Find(start, match.start() + len(url), *verdict)
    for match in re.finditer(r"(?:\b[A-Za-z]:\\|\\\\\w|\bfile://)[^\s<>]{3,}", text):
        yield Find(match.start(), match.end(), "Sti til en intern fil", False)


def _emails(text: str) -> Iterator[Find]:
    for match in _EMAIL.finditer(text):
        yield Find(match.start(), match.end(), EMAIL)


def _cpr(text: str) -> Iterator[Find]:
    for match in _CPR.finditer(text):
        day, month = int(match["day"]), int(match["month"])
        born = 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)  # 61-91: replacement numbers
        if born and ("-" in match["mark"] or match["label"] or not match["rest"].isdigit()):
            yield Find(match.start(), match.end(), "CPR-nummer")
        elif born:
            yield Find(match.start(), match.end(), "Kan være et CPR-nummer", certain=False)


def _codes(text: str) -> Iterator[Find]:
    for match in _CODE.finditer(text):
        yield Find(match.start(), match.end(), "Kode til et onlinemøde")
    for match in _BARE_CODE.finditer(text):  # "https://... – kode 551 209"
        sure = _ONLINE.search(text[max(0, match.start() - 200) : match.start()]) is not None
        yield Find(match.start(), match.end(), "Kode til et onlinemøde" if sure else "Kan være en kode", sure)


def _phones(text: str) -> Iterator[Find]:
    for pattern in (_LABELLED_PHONE, _FOREIGN_PHONE):
        for match in pattern.finditer(text):
            yield Find(match.start(), match.end(), PHONE)
    for match in _PAIRS_PHONE.finditer(text):
        if not _MONEY_AFTER.match(text, match.end()) and not _PUBLIC_NUMBER.search(
            text[max(0, match.start() - 30) : match.start()]
        ):
            sure = match["mark"] == " "
            yield Find(match.start(), match.end(), PHONE if sure else "Kan være et telefonnummer", certain=sure)
    for match in _EIGHT.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        if (
            _PUBLIC_NUMBER.search(before)
            or _MONEY_AFTER.match(text, match.end())
            or _is_date(match["one"], match["two"])
        ):
            continue
        yield Find(match.start(), match.end(), "Kan være et telefonnummer", certain=False)


def _is_date(year: str, rest: str) -> bool:
    """ "20230829" is a day; "2023 2024" are two years."""
    if not year.startswith(("19", "20")):
        return False
    if rest.startswith(("19", "20")) and not 1 <= int(rest[:2]) <= 12:
        return True
    try:
        date(int(year), int(rest[:2]), int(rest[2:]))
    except ValueError:
        return False
    return True


def _addresses(text: str, is_place: bool) -> Iterator[Find]:
    for match in _ADDRESS.finditer(text):
        if _NOT_STREETS.match(match.group()):
            continue
        # What stands just before it on the line, in the same sentence, and just after it.
        before = re.split(r"\n|(?<!\d)\. |\. (?=[A-ZÆØÅ])", text[max(0, match.start() - 200) : match.start()])[-1]
        around = before + text[match.end() : match.end() + 40].partition("\n")[0]
        if _PRIVATE_PLACE.search(before) or match.group().lower().startswith("c/o"):
            yield Find(match.start(), match.end(), ADDRESS)
        elif not is_place and not _PUBLIC_PLACE.search(around):
            yield Find(match.start(), match.end(), "Kan være en privat adresse", certain=False)
