# ruff: noqa: E501 - patterns are easier read on one line
"""What a heading or the words before a colon say of what stands below them: "Deltagere", "Beslutning", "Næste møder"."""

from __future__ import annotations

import re
from enum import Enum, auto

from mailflow.parsers import people


class Section(Enum):
    NONE = auto()
    TITLE = auto()
    TIME = auto()  # when, and often where
    PLACE = auto()
    LINK = auto()
    PEOPLE = auto()
    REGRETS = auto()
    CHAIR = auto()
    TAKER = auto()
    HOST = auto()
    AGENDA = auto()  # the table of contents
    CASE = auto()  # what an item is about, before anything is decided
    RECOMMENDATION = auto()
    DECISION = auto()
    CALENDAR = auto()
    ACTIONS = auto()
    DEADLINE = auto()
    END = auto()  # signatures


WHO = r"(?:\s+fra(?=\s*:)|\s+(?:fra|for|i|ved|af)\s[^:.\n]{2,60}?)?(?:\s*\([^)\n]{1,60}\))?"
# What a label may say; the first that fits counts.
LABELS: tuple[tuple[Section, str], ...] = (
    (Section.TIME, r"(?:af)?holdt|mødet\s+(?:af)?holdt|tid\s*(?:og|/)\s*sted|sted\s*(?:og|/)\s*tid|mødedato|dato|mødetidspunkt|tidspunkt|mødetid|tid|(?:møde)?start(?:tidspunkt)?(?:\s+kl\.?)?|(?:møde)?slut(?:tidspunkt)?(?:\s+kl\.?)?|dato\s*(?:og|/)\s*tid(?:spunkt)?|hvornår"),
    (Section.PLACE, r"mødested|sted|mødelokale|lokale|hvor"),
    (Section.LINK, r"virtuelt\s+link|(?:teams|zoom|online|møde|video)[- ]?(?:møde)?link|link(?:\s+til\s+(?:online\s*)?(?:deltagelse|mødet))?|online|virtuelt|deltag\s+online"),
    (Section.REGRETS, r"afbud|udeblevet|udeblev|forhindre(?:t|de)|fraværende\s+(?:med|uden)\s+(?:lovligt\s+)?(?:afbud|forfald|grund)|lovligt\s+(?:forfald|forhindret)|fravær(?!ende)|deltog\s+ikke|ikke\s+deltaget|undskyldt(?:e)?|meldt\s+afbud|fraværende|ikke\s+(?:til\s*stede|mødt|deltagende)|forfald|med\s+afbud|ikke\s+med(?=\s*:)|ej\s+(?:til\s?stede|mødt)|afbud\s+fra"),
    (Section.PEOPLE, r"(?:møde)?deltagere(?:\s+og\s+afbud)?|(?:bestyrelses|udvalgs|råds)?medlemmer(?:\s+til\s?stede)?|bestyrelsen(?=\s*:)|suppleant(?:er)?|hvem\s+var\s+med|(?:hvem\s+)?deltager|med\s+(?:på|til)\s+mødet|medlemmer\s+til\s?stede|til\s?stede\s+på\s+mødet|mødedeltagelse|invitere(?:t|de)|indbudte|(?:øvrige|administrationen)(?=\s*:)|fra\s+(?:bestyrelsen|udvalget|rådet|administrationen|forvaltningen|ledelsen|kommunen)|afbud\s+og\s+deltagere|fremmøde|øvrige\s+deltagere|deltagerlisten?|deltagerkreds|deltog|deltagende|til\s?stede|tilstedeværende|fremmødte|mødte?"
                     r"|gæst(?:er)?(?:\s+(?:under|ved|til)\s+(?:pkt\.?|punkt)\s*\d+)?(?=\s*:)|gæster|observatører|desuden\s+deltog|endvidere\s+deltog|(?:fra\s+)?sekretariatet\s+deltog|fra\s+sekretariatet|sekretariat"),
    (Section.CHAIR, r"mødeleder|ordstyrer|dirigent|mødeformand|mødeledelse|mødet\s+ledes\s+af|(?:mødet\s+(?:blev\s+)?)?ledet\s+af"),
    (Section.TAKER, r"referent|referat(?:et)?\s+(?:er\s+)?(?:udarbejdet|skrevet|ført)\s+af|protokolfører|pennefører|skrevet\s+af|udarbejdet\s+af|refereret\s+af|(?:referat|notat|noter)\s+(?:ved|v/|af)"),
    (Section.HOST, r"vært(?:\s+ved\s+mødet)?(?:\s+var)?"),
    (Section.AGENDA, r"dagsorden|punkter|indhold|indholdsfortegnelse|dagsordenspunkter"),
    (Section.DECISION, r"(?:\w+['’]?s\s+)?(?:drøftelse\s+og\s+)?(?:beslutning|konklusion|afgørelse|vedtagelse|sammenfatning)(?:er|en|erne)?(?:\s+(?:i|fra|af|på|den)\s[^:\n]{1,40}|\s+og\s+opfølgning|\s*/\s*\w+)?|afgjort|enighed(?:\s+om)?|(?:det\s+blev\s+|er\s+)?besluttet|(?:det\s+blev\s+|er\s+)?aftalt|aftale|vedtaget|besl\.|bslt\.|B(?=:)|(?:bestyrelsen|udvalget|HB|FU|vi)\s+besluttede|resultat|udfald"),
    (Section.RECOMMENDATION, r"(?:\w+s\s+)?indstilling(?:er|en)?|forslag\s+til\s+beslutning|anbefaling|det\s+indstilles|sekretariatet\s+indstiller"),
    (Section.ACTIONS, r"opfølgning|aktionsliste|aktioner|handlinger|to[- ]?do|handlingspunkter|opgaver?(?:\s+(?:til|efter|før|fra)\s+\w+(?:\s+\w+)?)?|A(?=:)|aftalte\s+opgaver|vi\s+aftalte|aftaler|det\s+videre\s+(?:arbejde|forløb)|det\s+videre(?=\s*:)|videre\s+(?:proces|forløb)|næste\s+skridt"),
    (Section.CASE, r"sagsfremstilling|baggrund|bilag(?:\s+vedlagt)?|drøftelse|referat|økonomi|status|resumé|begrundelse|vurdering|bemærkninger"),
    (Section.CALENDAR, r"kalender|mødekalender|mødeplan|årsplan|aktivitetskalender|(?:mødekalender|mødeplan|kalender|mødedatoer|møder)\s+(?:for\s+|i\s+)?(?:20\d\d|foråret|efteråret|vinteren)(?:\s+20\d\d)?|medlems(?:arrangementer|aktiviteter|møder)|kommende\s+(?:møder|arrangementer|aktiviteter|webinarer)(?:\s+og\s+\w+)?"
                       r"|næste\s+\w*møder?(?:\s+og\s+(?:møde)?kalender)?|fremtidige\s+møder|(?:dato\s+for\s+)?næste\s+møde(?:dato)?|(?:vores\s+)?møder|mødedatoer|datoer(?:\s+for\s+møder)?|møder\s+i\s+20\d\d|kommende\s+mødedatoer"),
    (Section.DEADLINE, r"(?:svar)?frist\s+for\s+(?:indsigelser|bemærkninger)|indsigelsesfrist|indsigelser(?:\s+senest)?"),
    (Section.END, r"underskrift(?:er)?|bilagsoversigt|bilagsliste"),
)  # fmt: skip
_ALONE = [
    (section, re.compile(rf"^\W*(?:{words}){WHO}\s*:?\W*$", re.IGNORECASE)) for section, words in LABELS
]  # fmt: skip
LED = [
    (section, re.compile(rf"^[\s→➔➜►▶»>=–—•*-]*(?P<label>(?:{words}){WHO})\s*:\s*(?=\S)", re.IGNORECASE))
    for section, words in LABELS
]
_FROM_NAMED = re.compile(rf"\bfra\s+(?:[a-zæøå]+\s+)?(?:{people.NAME.pattern})")

# "Medlemmer af råd og udvalg" is what an item is about.
_SEATS = re.compile(r"\b(?:af|i|til)\s+(?:eksterne\s+)?(?:råd|udvalg|bestyrelser|nævn|arbejdsgrupper)\b", re.IGNORECASE)


def is_label(words: str) -> Section | None:
    """The section that these words open, if they are nothing but a label."""
    if len(words) > 90:
        return None
    found = next((section for section, pattern in _ALONE if pattern.match(words)), None)
    if found is Section.PEOPLE and _SEATS.search(words):
        return None
    # "Afbud fra Anna Berg." names somebody, "Afbud fra sekretariatet:" opens a list.
    named = (
        found in {Section.PEOPLE, Section.REGRETS} and not words.rstrip().endswith(":") and _FROM_NAMED.search(words)
    )
    return None if named else found
