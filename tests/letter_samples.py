"""A round as it could have been, in every state its letters tell of. Model objects only; nothing is stored."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

from mailflow import config, models
from mailflow.letters import build, compose, minutes
from mailflow.mail import Mailbox

ZONE = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2023, 8, 31, 9, 30, tzinfo=UTC)
DEADLINE = datetime(2023, 9, 5, 21, 59, 59, tzinfo=UTC)

LANGUAGES = ("da", "en")
ENVIRONMENTS = {language: compose.environment(None, language) for language in LANGUAGES}
SENDER = Mailbox("Foreningen Kommunale Topchefer", "sekretariatet@fkt.example")
TO = Mailbox("Anna Berg", "anna-berg@nordkoebing.example")
MESSAGE_ID = "<hb-2023-08-29.1.k3sj2n5w8q@fkt.example>"

MARKDOWN = """# Referat af møde i Hovedbestyrelsen

Tirsdag den 29. august 2023 kl. 10.00–14.30, Rådhuset i Nordkøbing

**Deltagere:** Anna Berg, Bo Dahl, Carla Friis
**Afbud:** Didrik Holm

## 1. Godkendelse af dagsorden

Godkendt.

## 4. Budget 2024

Bestyrelsen drøftede oplægget.

| Post | Beløb |
|---|---|
| Kontingent | 450.000 kr. |
| Konference | 120.000 kr. |

**Beslutning:** Budgettet blev vedtaget med to ændringer:

- Konferencen sættes op med 20.000 kr.
- Rejser sættes ned tilsvarende.

## 7. Lukket punkt

Bestyrelsen drøftede en personsag.
"""

PUBLIC = "<h1>Referat af møde i Hovedbestyrelsen</h1>\n<h2>1. Godkendelse af dagsorden</h2>\n<p>Godkendt.</p>"


def configuration(language: str = "da", **fields: Any) -> config.Config:
    return config.Config(
        association=config.Association(name="Foreningen Kommunale Topchefer", short="FKT"),
        imap=config.Imap(host="mail.fkt.example", address="sekretariatet@fkt.example"),
        smtp=config.Smtp(host="mail.fkt.example"),
        website=config.Website(url="https://www.fkt.example/referater/"),
        language=language,  # type: ignore[arg-type]
        **fields,
    )


def a_round(reason: str = "meeting") -> models.Case:
    """Three board members, a second version, one answer of each kind."""
    case = models.Case(
        id=1, kind="minutes", slug="hb-2023-08-29", title="Referat af møde i Hovedbestyrelsen", body="Hovedbestyrelsen",
        meeting_date=date(2023, 8, 29), state="open", opened_at=NOW, url="https://www.fkt.example/referater/hb-2023-08-29/",
    )  # fmt: skip
    people = [
        models.Person(id=place, key=key, name=name)
        for place, (key, name) in enumerate(
            [("anna-berg", "Anna Berg"), ("bo-dahl", "Bo Dahl"), ("carla-friis", "Carla Friis")], start=1
        )
    ]
    for number in (1, 2):
        version = models.Version(
            id=number, case=case, number=number, filename="Referat HB 29. august.docx", source=b"PK the document",
            source_sha256="0" * 64, markdown=MARKDOWN, public_html=PUBLIC, public_text="", public_sha256="0" * 64,
            public_pdf=b"%PDF of what will be published", marked_pdf=b"%PDF of what was changed" if number == 2 else None,
            items=[
                {"number": "1", "title": "Godkendelse af dagsorden", "closed": False},
                {"number": "4", "title": "Budget 2024", "closed": False},
                {"number": "7", "title": "Lukket punkt", "closed": True},
            ],
            removals=[
                {"what": "Bestyrelsen drøftede en personsag.", "why": "Lukket punkt", "where": "punkt 7"},
                {"what": "12 34 56 78", "why": "Telefonnummer", "where": "punkt 4"},
                {"what": "87 65 43 21", "why": "Telefonnummer", "where": "punkt 4"},
                {"what": "Anna Berg", "why": "Måske privat", "where": "punkt 1", "certain": False},
            ],
            changes=[] if number == 1 else [
                {
                    "item": "4", "title": "Budget 2024",
                    "before": "Konferencen sættes op med 20.000 kr.", "after": "Konferencen sættes op med 25.000 kr.",
                },
                {"item": "", "title": "Deltagere", "before": "", "after": "Didrik Holm deltog i punkt 4."},
                {"item": "1", "title": "Godkendelse af dagsorden", "before": "Ingen bemærkninger.", "after": ""},
            ],
            deadline=DEADLINE, deadline_reason=reason if number == 1 else "sending", created_at=NOW,
        )  # fmt: skip
        version.addressees = [
            models.Addressee(
                id=10 * number + person.id, person=person, person_id=person.id, name=person.name, deadline=DEADLINE,
                address=f"{person.key}@nordkoebing.example",
            )
            for person in people
        ]  # fmt: skip
    said = [
        (
            "object",
            "Kære sekretariat\n\nBeløbet under punkt 4 er forkert:\nder skulle stå 25.000 kr.",
            people[0],
            "4",
            True,
        ),
        ("question", 'Hvad betyder "tilsvarende" i punkt 4?', people[1], "4", True),
        ("unclear", "Jeg vender tilbage med noget.", people[2], "", False),
        ("withdraw", "Fint, jeg trækker min indsigelse tilbage.", people[0], "", True),
        ("approve", "Ingen bemærkninger herfra.", people[1], "", True),
    ]
    for number, (intent, words, person, item, verified) in enumerate(said, start=1):
        models.Answer(
            case=case, number=number, version=case.versions[0], version_id=1, person=person, person_id=person.id,
            channel="mail", intent=intent, item=item, words=words, verified=verified, late=False,
            sender=f"{person.key}@nordkoebing.example", received_at=NOW, recorded_by="", holds=intent != "approve",
        )  # fmt: skip
    return case


_LETTER = {
    "letter_id": 12, "recipient": "anna-berg@nordkoebing.example", "subject": "Referat til godkendelse",
    "response": "250 2.0.0 Ok", "created": NOW.isoformat(),
}  # fmt: skip
_STALE = {**_LETTER, "letters": [_LETTER], "ids": "12"}
_CONDITIONS = [
    {"name": "running", "ok": False, "subjects": ["at-meeting"]},
    {"name": "not-stopped", "ok": False, "subjects": ["The store is older than its epoch file"]},
    {"name": "document", "ok": False, "subjects": ["referat.docx"]},
    {"name": "addressees", "ok": False, "subjects": ["Hovedbestyrelsen"]},
    {"name": "delivered", "ok": False, "subjects": ["Anna Berg", "Bo Dahl"]},
    {"name": "not-bounced", "ok": False, "subjects": ["Carla Friis"]},
    {"name": "deadline", "ok": False, "subjects": [DEADLINE.isoformat()]},
    {"name": "clock", "ok": False, "subjects": ["The clock went back two days"]},
    {"name": "sweep", "ok": False, "subjects": [""]},
    {"name": "answers", "ok": False, "subjects": ["hb-2023-08-29/1", "hb-2023-08-29/3"]},
    {"name": "set-aside", "ok": False, "subjects": ["mail:7"]},
]

_EVENT = {
    "event": "webinar-2023-10-26", "title": "Webinar om budget", "when": "2023-10-26T06:00:00+00:00", "number": 3,
    "partstat": "counter", "valid": True, "text": "Kunne det blive en time senere?", "sender": "anna-berg@nordkoebing.example",
    "who": "Anna Berg", "key": "anna-berg", "at": "2023-10-26T07:00:00+00:00", "until": "2023-10-26T08:00:00+00:00",
    "delegate": "", "known": True, "forged": False, "unplaced": False,
}  # fmt: skip

_TASKS = [
    {"id": 4, "who": "Sekretariatet", "what": "Sekretariatet indhenter tre tilbud.", "item": "3.1", "body": "Hovedbestyrelsen",
     "due": "tirsdag den 5. september 2023", "overdue": False, "meeting": "tirsdag den 29. august 2023"},
    {"id": 2, "who": "", "what": "Vedtægterne sendes til medlemmerne.", "item": "", "body": "", "due": "", "overdue": False,
     "meeting": ""},
    {"id": 1, "who": "Anna Berg", "what": "Anna Berg skriver til kredsene.", "item": "2", "body": "Hovedbestyrelsen",
     "due": "mandag den 28. august 2023", "overdue": True, "meeting": "torsdag den 1. juni 2023"},
]  # fmt: skip

_MEETING = {"title": "Møde i Hovedbestyrelsen", "last_date": "", "start": "13:00", "end": "15:00", "place": "Odense"}
_FOLLOW = {
    "offers": [
        {"number": 3, "kind": "event", **_MEETING, "date": "fredag den 8. december 2023"},
        {"number": 4, "kind": "event-moved", **_MEETING, "date": "onsdag den 7. februar 2024", "slug": "hb-moede-2024-02-06",
         "was": "2024-02-06 13:00"},
        {"number": 5, "kind": "seat", "forum": "Byplanrådet", "change": "replaced", "person": "Anna Berg", "replaces": "Bo Dahl"},
        {"number": 6, "kind": "seat", "forum": "Netforum", "change": "removed", "person": None, "replaces": None},
        {"number": 7, "kind": "action", "who": None, "what": "Vedtægterne sendes ud", "due": "søndag den 1. oktober 2023"},
    ],
    "left": [
        {"why": "undated", "words": "Strategidag i uge 45"},
        {"why": "doubt", "words": "Ugedagen og datoen passer ikke sammen. “Onsdag 6. maj”"},
    ],
    "differences": [
        {"name": "Didrik Holm", "minutes": "regrets", "calendar": "accepted"},
        {"name": "Bo Dahl", "minutes": "", "calendar": "declined"},
    ],
    "agenda": ["1. Godkendelse af dagsorden", "2. Opfølgning på opgaver fra tidligere møder", "   - Anna Berg: Skriver til *alle*"],
}  # fmt: skip

# kind -> (version, number of the answer, facts)
CASES: dict[str, tuple[int, int | None, dict[str, Any]]] = {
    "members-report": (
        2,
        None,
        {
            "report_day": "fredag den 1. september 2023",
            "last_day": "torsdag den 1. juni 2023",
            "members": 122,
            "missing": 2,
            "joined": 3,
            "left": 1,
            "moved": 1,
            "document": "# Medlemmer\n\n| Kreds | Medlemmer | Søjle |\n|---|---|---|\n| Sjælland | 20 | ████ |\n",
        },
    ),
    "forums-report": (
        2,
        None,
        {
            "report_day": "fredag den 1. september 2023",
            "last_day": "torsdag den 1. juni 2023",
            "forum_count": 15,
            "seat_count": 28,
            "vacant_count": 2,
            "change_count": 1,
            "document": "# Udpegninger\n\n- Byplanrådet: Anna Berg afløser Bo Dahl\n\n"
            "| Forum | Ændret |\n|---|---|\n| **Byplanrådet** | **NY** |\n",
        },
    ),
    "minutes-round": (1, None, {}),
    "minutes-revised": (2, None, {}),
    "minutes-reminder": (1, None, {}),
    "minutes-objection-noted": (1, 1, {}),
    "minutes-withdrawn": (1, 4, {}),
    "minutes-dismissed": (1, 1, {"decided_by": "Formanden", "reason": "Beløbet står rigtigt i bilaget."}),
    "minutes-dismissed-board": (
        1,
        None,
        {"decided_by": "Formanden", "reason": "Beløbet står rigtigt.", "numbers": [1]},
    ),
    "minutes-to-meeting": (1, None, {"decided_by": "Formanden", "reason": "Vi bør tale om det.", "date": "2023-10-03"}),
    "minutes-cancelled": (1, None, {"decided_by": "Formanden", "reason": "Der var en forkert dato i referatet."}),
    "minutes-published": (1, None, {}),
    "notice-objection": (1, 1, {}),
    "notice-question": (1, 2, {}),
    "notice-unclear": (1, 3, {}),
    "notice-withdrawal": (1, 4, {}),
    "notice-bounce": (1, None, {"address": "anna-berg@nordkoebing.example", "text": "550 5.1.1 No such user"}),
    "notice-set-aside": (
        1,
        None,
        {"mail_id": 7, "reason": "den er krypteret", "sender": "anna-berg@nordkoebing.example"},
    ),
    "notice-after": (1, 1, {}),
    "notice-held": (1, None, {"conditions": _CONDITIONS}),
    "notice-published": (1, None, {}),
    "notice-website-down": (1, None, {"error": "Connection refused", "since": NOW.isoformat()}),
    "notice-unknown-letter": (1, None, _LETTER),
    "notice-stale-letter": (1, None, _STALE),
    "notice-event-answer": (1, None, _EVENT),
    "notice-event-bounce": (
        1,
        None,
        {**_EVENT, "address": "anna-berg@nordkoebing.example", "text": "550 5.1.1 No such user"},
    ),
    "notice-proposal": (
        1,
        None,
        {
            "kind": "member-left",
            "number": 3,
            "date": "2023-10-01",
            "address": "",
            "rounds": ["hb-2023-08-29"],
            "text": "Jeg er fratrådt pr. 1. oktober 2023.",
        },
    ),
    "notice-follow": (1, None, _FOLLOW),
    "notice-tasks": (1, None, {"tasks": _TASKS}),
    "notice-seats": (
        1,
        None,
        {
            "wanting": [
                {"problem": f"{name} ({seat}): pladsen er ledig."}
                for name, seat in (("Byplanrådet", "byplanraadet/1"), ("Råd & *nåd*", "raad/2"))
            ]
        },
    ),
    "task-reminder": (1, None, {"tasks": _TASKS[2:]}),
    "notice-alarm": (
        1,
        None,
        {"title": "Postkassen svarer ikke", "text": "Ingen forbindelse siden kl. 8.\nPrøver igen."},
    ),
}


def words(kind: str, language: str = "da", case: models.Case | None = None, **fields: Any) -> dict[str, Any]:
    case = case or a_round()
    number, answer_number, facts = CASES[kind]
    version = case.versions[number - 1]
    if number == 1:
        case.versions = case.versions[:1]
    if kind in ("notice-published", "minutes-published", "notice-after"):
        case.state, case.published_at = "published", datetime(2023, 9, 6, 7, 0, tzinfo=UTC)
    answer = next((a for a in case.answers if a.number == answer_number), None)
    return minutes.words(
        kind, case, config=configuration(language, **fields), zone=ZONE, version=version,
        addressee=version.addressees[0], answer=answer, facts=facts,
    )  # fmt: skip


def mail(kind: str, language: str = "da", *, automatic: str = "", **fields: Any) -> bytes:
    """The whole mail, as the outbox would hold it."""
    settings = configuration(language, **fields)
    found = words(kind, language, **fields)
    draft = compose.compose(compose.environment(None, language), kind, found)
    case = a_round()
    number = CASES[kind][0]
    return build.build(
        draft, sender=Mailbox("Foreningen Kommunale Topchefer", "sekretariatet@fkt.example"),
        to=Mailbox("Anna Berg", "anna-berg@nordkoebing.example"),
        message_id=build.message_id("hb-2023-08-29", number, "k3sj2n5w8q", "fkt.example"), date=NOW,
        attachments=minutes.attachments(kind, case.versions[number - 1], config=settings),
        auto_submitted=automatic, case_slug="hb-2023-08-29", installation="7f3c", rehearsal=settings.rehearsal,  # type: ignore[arg-type]
        in_reply_to="<first@fkt.example>" if automatic else "", references=("<first@fkt.example>",) if automatic else (),
    )  # fmt: skip


def draft(kind: str, language: str = "da", **changes: Any) -> build.Draft:
    return compose.compose(ENVIRONMENTS[language], kind, {**words(kind, language), **changes})


def built(draft: build.Draft | None = None, to: Mailbox = TO, sender: Mailbox = SENDER, **fields: Any) -> bytes:
    draft = draft or build.Draft("Emne", "Hej\n", "<html><body><p>Hej</p></body></html>\n")
    return build.build(draft, **{"sender": sender, "to": to, "message_id": MESSAGE_ID, "date": NOW, **fields})


def read(raw: bytes) -> Any:
    return message_from_bytes(raw, policy=default)
