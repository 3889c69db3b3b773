"""Letters of the register as they could have been: what each is told, in words. Values only; nothing is stored."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import letter_samples as samples
from letter_samples import ENVIRONMENTS, MESSAGE_ID, NOW, SENDER, TO, ZONE

from mailflow.letters import build, compose, dates, minutes
from mailflow.models import Person

_SEATS = [
    {
        "title": "Medlem", "requirements": "", "holder": "", "place": "", "since": "", "until": "", "before": "Carla Friis",
    },
    {
        "title": "Suppleant", "requirements": "Kendskab til planloven er en fordel.", "holder": "Didrik Holm",
        "place": "Vestervig", "since": date(2022, 3, 1), "until": date(2025, 2, 28), "before": "",
    },
]  # fmt: skip
CALL: dict[str, Any] = {
    "call": "byplanraadet-2023-09", "forum": "Det Rådgivende Byplanråd", "organisation": "Dansk Byhus",
    "purpose": "Rådet mødes fire gange om året i Odense og rådgiver om planloven.", "seats": _SEATS, "count": 2,
    "recommend": "", "deadline": datetime(2023, 9, 15, 23, 59, tzinfo=ZONE), "deadline_short": date(2023, 9, 15), "over": False,
    "inset": "Rejser betales af **rådet**.\n\n- Første møde er den 4. oktober.",
}  # fmt: skip
_THANKS = {
    **CALL, "intent": "nominate", "late": False, "state": "open", "filled": False, "noted": [], "own": False, "kept": [],
    "dropped": [], "asked": False, "unsure": [],
}  # fmt: skip
_ANSWER = {
    **CALL, "number": 3, "intent": "unclear", "doubt": "unclear", "text": "Jeg kunne godt, hvis ingen andre vil.",
    "sender": "bo-dahl@nordkoebing.example", "who": "Bo Dahl", "key": "bo-dahl", "consent": "", "late": False, "unknown": [],
    "known": [],
}  # fmt: skip
_LOST = {
    "call": CALL["call"], "forum": CALL["forum"], "who": "Bo Dahl", "key": "bo-dahl",
    "address": "bo-dahl@nordkoebing.example", "text": "550 5.1.1 No such user",
    "subject": "Kandidater til Det Rådgivende Byplanråd", "consent": False,
}  # fmt: skip

# golden mail -> the letter's kind, its facts
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "forum-call": ("forum-call", CALL),
    "forum-call-recommend": (
        "forum-call",
        {**CALL, "seats": _SEATS[:1], "count": 1, "recommend": "KL", "organisation": "", "purpose": "", "inset": ""},
    ),
    "forum-reminder": ("forum-reminder", CALL),
    "forum-thanks": (
        "forum-thanks",
        {**_THANKS, "own": True, "noted": ["Carla Friis, Nordkøbing", "Didrik Holm, Vestervig"], "asked": True},
    ),
    "forum-thanks-corrected": (
        "forum-thanks",
        {**_THANKS, "noted": ["Carla Friis, Nordkøbing"], "kept": ["Eva Gram, Østerby"], "asked": True,
         "dropped": ["Didrik Holm, Vestervig"], "unsure": ["Bo fra Sønderlund"], "late": True, "filled": True},
    ),
    "forum-thanks-consent": ("forum-thanks", {**_THANKS, "intent": "consent"}),
    "forum-thanks-refuse": ("forum-thanks", {**_THANKS, "intent": "refuse", "dropped": ["Anna Berg, Nordkøbing"]}),
    "forum-thanks-cancelled": ("forum-thanks", {**_THANKS, "state": "cancelled"}),
    "forum-thanks-decided": ("forum-thanks", {**_THANKS, "state": "decided"}),
    "forum-consent": ("forum-consent", {**CALL, "proposers": ["Bo Dahl (Nordkøbing)", "Eva Gram (Østerby)"]}),
    "forum-consent-reminder": ("forum-consent-reminder", {**CALL, "proposers": ["Bo Dahl (Nordkøbing)"], "over": True}),
    "notice-forum-answer": ("notice-forum-answer", _ANSWER),
    "notice-forum-answer-unmatched": (
        "notice-forum-answer",
        {**_ANSWER, "doubt": "unmatched", "intent": "nominate", "text": "Bo fra Sønderlund eller Inger Holst",
         "unknown": [{"label": "Bo, Sønderlund", "may_be": ["bo-dahl", "bo-krog"]}, {"label": "Inger Holst", "may_be": []}]},
    ),
    "notice-forum-answer-stranger": (
        "notice-forum-answer",
        {**_ANSWER, "doubt": "stranger", "who": "", "key": "", "sender": "nogen@andetsteds.example"},
    ),
    "notice-forum-answer-consent": ("notice-forum-answer", {**_ANSWER, "consent": "Bo Dahl"}),
    "notice-forum-answer-question": ("notice-forum-answer", {**_ANSWER, "doubt": "question", "text": "Hvor tit mødes I?"}),
    "notice-forum-bounce": ("notice-forum-bounce", _LOST),
    "notice-forum-bounce-consent": ("notice-forum-bounce", {**_LOST, "consent": True}),
    "notice-call-closed": (
        "notice-call-closed",
        {"call": CALL["call"], "forum": CALL["forum"], "asked": 122, "answered": 31, "candidates": 7, "willing": 4, "open": 2},
    ),
}  # fmt: skip
_APPOINTED: dict[str, Any] = {
    "call": "", "seat": "byplanraadet/2", "forum": "Det Rådgivende Byplanråd", "organisation": "Dansk Byhus",
    "purpose": "Rådet mødes fire gange om året i Odense og rådgiver om planloven.", "title": "medlem", "appointee": "Anna Berg",
    "place": "Odder", "before": "Carla Friis", "contact": "Merete Tingvad", "decided": date(2023, 8, 29),
    "from": date(2023, 8, 29), "until": date(2025, 12, 31), "told": True, "told_on": date(2023, 8, 30),
}  # fmt: skip
_UNSAID = ("organisation", "purpose", "title", "before", "contact", "until", "place")
_BARE = {**_APPOINTED, **dict.fromkeys(_UNSAID, ""), "told": False}
CASES |= {
    "forum-appointed": ("forum-appointed", _APPOINTED),
    "forum-appointed-bare": ("forum-appointed", _BARE),
    "forum-replaced": ("forum-replaced", _APPOINTED),
    "forum-not-chosen": ("forum-not-chosen", _APPOINTED),
    "forum-told": ("forum-told", _APPOINTED),
    "forum-told-bare": ("forum-told", _BARE),
    "forum-told-reminder": ("forum-told-reminder", _APPOINTED),
    "forum-candidates": (
        "forum-candidates",
        {"call": CALL["call"], "forum": CALL["forum"], "count": 2, "document": "# Kandidater\n\n- Anna Berg, Odder: villig"},
    ),
    "notice-forum-told": (
        "notice-forum-told",
        {**_APPOINTED, "doubt": "unclear", "sender": "raad@byhus.example", "text": "Hvornår begynder hun?"},
    ),
    "notice-forum-told-stranger": (
        "notice-forum-told",
        {**_APPOINTED, "doubt": "stranger", "sender": "nogen@andetsteds.example", "text": "Noteret."},
    ),
}  # fmt: skip
_EACH_DOUBT = ("forged", "left", "unasked", "other", "delegate", "over")
CASES |= {f"notice-forum-answer-{doubt}": ("notice-forum-answer", {**_ANSWER, "doubt": doubt}) for doubt in _EACH_DOUBT}
ANSWERED = ("forum-call", "forum-reminder", "forum-consent", "forum-consent-reminder")  # these ask for an answer


def _said(value: Any, language: str, name: str = "") -> Any:
    """Its days in words, as the letter of that language would say them."""
    match value:
        case dict():
            return {key: _said(one, language, key) for key, one in value.items()}
        case list():
            return [_said(one, language) for one in value]
        case datetime():
            return dates.until(value, ZONE, language)
        case date():
            in_words = {"decided": dates.day, "deadline_short": dates.short}.get(name, dates.plain)
            return in_words(value, language)
    return value


def words(name: str, language: str = "da", **fields: Any) -> dict[str, Any]:
    kind, facts = CASES[name][0], _said(CASES[name][1], language)
    person = Person(id=1, key="anna-berg", name="Anna Berg")
    configuration = samples.configuration(language, **fields)
    return minutes.words(kind, None, config=configuration, zone=ZONE, person=person, facts=facts)


def draft(name: str, language: str = "da") -> build.Draft:
    return compose.compose(ENVIRONMENTS[language], CASES[name][0], words(name, language))


def mail(name: str, language: str = "da") -> bytes:
    """The whole mail, as the outbox would hold it."""
    return build.build(
        draft(name, language), sender=SENDER, to=TO, message_id=MESSAGE_ID, date=NOW, installation="7f3c"
    )
