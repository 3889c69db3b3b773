"""The life of a seat over real SMTP and IMAP: a register, a vacant seat, 122 members asked, thirty answers of every kind, and
the nominees asked whether they are willing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from clerk import Clerk
from house import reply
from register import PER_DISTRICT, as_csv, clean

from mailflow.demo import clients
from mailflow.demo.servers import Servers
from mailflow.mail import Mailbox
from mailflow.parsers import mail as parse_mail

REGISTER = Path(__file__).parent.parent / "config" / "examples" / "udpegninger.csv"
SLUG = "byplanraadet-2026-11"
ROWS = clean()
MEMBERS = [Mailbox(row[0], row[4]) for row in ROWS]
PLACES = [row[2] for row in ROWS]


def label(number: int) -> str:
    return f"{ROWS[number][0]} fra {PLACES[number]}"


# (member, words, client): nobody below 60 is proposed by another, but for the one who says so.
SELF = [
    (1, "Jeg stiller gerne op.", clients.outlook),
    (2, "Ja tak, det vil jeg meget gerne.", clients.iphone),
    (3, "Jeg er interesseret i pladsen.\n\nJeg har arbejdet med byplan i tyve år.", clients.gmail),
]
OTHERS = [
    (4, f"Jeg foreslår {label(60)}.", clients.outlook),
    (5, f"Jeg vil gerne pege på {label(60)}", clients.iphone),
    (6, f"{label(61)} er et oplagt valg", clients.gmail),
    (7, f"Jeg foreslår {ROWS[62][0].split()[0]} fra {PLACES[62]}", clients.iphone),  # a first name and a municipality
    (8, f"Jeg foreslår {label(63).replace('gård', 'gårt')} og {label(64)}", clients.outlook),
    (9, f"Jeg stiller selv op, og jeg foreslår desuden {label(60)}.", clients.gmail),
    (10, f"Jeg foreslår kommunaldirektøren i {PLACES[75]}", clients.iphone),  # one alone has that title there
]
DECLINES = [(number, words, clients.iphone) for number, words in enumerate(
    ["Nej tak", "Ikke noget for mig, desværre.", "Ingen forslag herfra", "Jeg har desværre ikke tid.", "Nej tak, men held og lykke",
     "Vi har ingen kandidater"], start=20)]  # fmt: skip
WAITING = [
    (30, "Jeg kunne godt, hvis ingen andre vil.", "unclear"),
    (31, "Hvor mange møder er der om året?", "question"),
    (32, f"Måske {label(65)}, men jeg har ikke spurgt.", "unclear"),
    (33, "Jeg foreslår Ole Ukendt fra Ærø", "nominate"),
    (34, "Jeg foreslår Anna", "nominate"),
]
THANKS_ONLY = [(40, "Tak for mailen."), (41, "Tak, modtaget. God weekend!")]
TITLED = 75


def letter(clerk: Clerk, number: int) -> bytes:
    return clerk.letter(MEMBERS[number].address)


def answer(clerk: Clerk, number: int, words: str, client: Any = clients.iphone) -> None:
    """A member answers the newest letter, with her own mail program; the mailbox is not read yet."""
    clerk.deliver(client(letter(clerk, number), MEMBERS[number], words, clerk.now))


def shown(clerk: Clerk) -> Any:
    return clerk.json("forums", "call-show", SLUG)


def states(call: Any) -> dict[str, str]:
    return {one["name"]: one["state"] for one in call["candidates"]}


def danish(name: str) -> str:
    return name.casefold().translate(str.maketrans("æøå", "{|}"))


def test_a_seat_finds_its_candidates(tmp_path: Path, embedded: Servers) -> None:
    clerk = Clerk(tmp_path, embedded, start="2026-11-23 10:00", imap='authserv_id = "mx.fkt.example"')
    clerk.people(as_csv(ROWS).decode("utf-8-sig"))
    clerk.tick()
    clerk.run("forums", "import", REGISTER, "--yes")

    # --- the vacant seat, and 122 letters
    opened = clerk.json("forums", "call", "byplan", "--to", "all", "--deadline", "2026-12-07", "--yes")
    assert (opened["id"], opened["seats"], len(opened["to"])) == (SLUG, ["byplanraadet/3"], 122)
    clerk.tick()
    assert sorted(to for to, subject in clerk.subjects() if SLUG in subject) == sorted(one.address for one in MEMBERS)
    asked = parse_mail.parse(letter(clerk, 77))
    assert asked.subject.endswith(f"Kandidater til Det Rådgivende Byplanråd: svar senest 7. december [{SLUG}]")
    assert "- suppleant: ledig" in asked.text
    assert f"Kære {MEMBERS[77].name}" in asked.text

    # --- thirty answers of every kind, read in one pass
    clerk.at("2026-11-25 09:00")
    for number, words, client in [*SELF, *OTHERS, *DECLINES]:
        answer(clerk, number, words, client)
    for number, words, _intent in WAITING:
        answer(clerk, number, words, clients.outlook)
    for number, words in THANKS_ONLY:
        answer(clerk, number, words)
    for number in (50, 51):
        clerk.deliver(
            clients.out_of_office(letter(clerk, number), MEMBERS[number], "Jeg er på ferie. Ja tak.", clerk.now)
        )
    bounced = clients.bounce(letter(clerk, 52), MEMBERS[52].address, "kommune53.example", clerk.now)
    clerk.deliver(bounced, proof="", mail_from="")
    clerk.deliver(reply("Fremmed Person", "Jeg stiller gerne op", letter(clerk, 53), "VS: Kandidater", clerk.now))
    forged = clients.gmail(letter(clerk, 54), MEMBERS[54], "Jeg stiller gerne op", clerk.now)
    clerk.deliver(forged, proof="dmarc=fail header.from=kommune55.example")
    before = len(clerk.servers.outgoing)
    clerk.tick()

    call = shown(clerk)
    proposed = {MEMBERS[number].name for number in (60, 61, 62, 63, 64, TITLED)}
    assert states(call) == {
        **{MEMBERS[number].name: "willing" for number in (1, 2, 3, 9)}, **dict.fromkeys(proposed, "asked"),
    }  # fmt: skip
    waiting = [
        (one["intent"], one["doubt"] if "doubt" in one else one["valid"]) for one in call["answers"] if one["holds"]
    ]
    assert sorted(waiting) == [
        ("nominate", False), ("nominate", False), ("nominate", False), ("question", False), ("unclear", False),
        ("unclear", False), ("unclear", False),
    ]  # fmt: skip
    by = {one["name"]: [nomination["name"] for nomination in one["nominations"]] for one in call["candidates"]}
    assert by[MEMBERS[60].name] == [MEMBERS[number].name for number in (4, 5, 9)]
    counts = call["counts"]
    assert (counts["nominating"], counts["declined"], counts["candidates"], counts["willing"]) == (10, 6, 10, 4)
    assert call["bounced"] == [MEMBERS[52].name]
    went = clerk.subjects(before)
    secretary = [subject for to, subject in went if to == "sekretariatet@fkt.example"]
    assert len(secretary) == 8, "five to look at, a stranger, a forgery, a letter that came back"
    consents = [to for to, subject in went if "Du er foreslået" in subject]
    assert sorted(consents) == sorted(MEMBERS[number].address for number in (60, 61, 62, 63, 64, TITLED)), (
        "each asked once"
    )
    thanked = [to for to, subject in went if "Vi har noteret" in subject]
    assert sorted(thanked) == sorted(MEMBERS[number].address for number in range(1, 11))

    # --- she settles what was unclear
    identifiers = {one["sender"]: one["id"] for one in clerk.json("review")["nominations"]}
    clerk.run("review", identifiers[MEMBERS[30].address], "--as", "nominate", "--nominee", MEMBERS[30].name)
    clerk.run("review", identifiers[MEMBERS[33].address], "--as", "nominate", "--outsider", "Ole Ukendt, Ærø")
    for sender, identifier in identifiers.items():
        if sender not in (MEMBERS[30].address, MEMBERS[33].address):
            clerk.run("review", identifier, "--as", "none", "--reason", "set")

    # --- those proposed say whether they are willing
    answer(clerk, 60, "Ja tak. Jeg vil gerne bidrage med erfaring fra landdistrikterne.", clients.outlook)
    answer(clerk, 61, "Nej tak, jeg har ikke tid.", clients.gmail)
    answer(clerk, 62, "Det vil jeg meget gerne")
    clerk.tick()

    # --- the deadline, and one who is late
    clerk.at("2026-12-08 08:00")
    answer(clerk, 70, f"Jeg foreslår {label(71)}")
    clerk.tick()
    call = shown(clerk)
    assert (call["state"], call["counts"]["late"], call["counts"]["late_candidates"]) == ("closed", 1, 1)
    assert states(call) == {
        **{MEMBERS[number].name: "willing" for number in (1, 2, 3, 9, 30, 60, 62)}, MEMBERS[61].name: "unwilling",
        **{MEMBERS[number].name: "asked" for number in (63, 64, TITLED)}, "Ole Ukendt": "proposed",
        MEMBERS[71].name: "proposed",
    }  # fmt: skip
    heard = {*range(1, 11), *range(20, 26), *range(30, 35), 54, 60, 61, 62, 70}
    assert call["unanswered"] == sorted(
        (one.name for number, one in enumerate(MEMBERS) if number not in heard), key=danish
    )
    assert not any("udenfor" in to or "Ukendt" in to for to, _subject in clerk.subjects())

    # --- the board's page, the decision, and its letters
    clerk.run("forums", "report", "--keep")
    page = clerk.json("forums", "candidates", "byplan")
    assert len(page["candidates"]) == 12
    assert {one["district"]: one["members"] for one in page["balance"]["districts"]} == PER_DISTRICT
    clerk.at("2026-12-10 10:00")
    before = len(clerk.servers.outgoing)
    order = ("forums", "appoint", "byplan", MEMBERS[60].address, "--decided", "2026-12-10", "--item", "3", "--yes")
    done = clerk.json(*order)
    assert (done["seat"], done["name"], done["again"]) == ("byplanraadet/3", MEMBERS[60].name, False)
    assert clerk.json(*order)["again"]
    clerk.tick()
    went = [to for to, _subject in clerk.subjects(before)]
    not_chosen = (1, 2, 3, 9, 30, 62, 63, 64, TITLED)
    contact = "raad@byplanhuset.example"
    assert sorted(went) == sorted([contact, MEMBERS[60].address, *(MEMBERS[number].address for number in not_chosen)])

    # --- the forum confirms, and the overview shows what changed
    clerk.deliver(
        clients.outlook(clerk.letter(contact), Mailbox("Merete Tingvad", contact), "Tak, det er noteret.", clerk.now)
    )
    clerk.tick()
    verbs = [one["verb"] for one in clerk.json("forums", "history", "byplan")]
    assert verbs[-3:] == ["appointed", "told", "confirmed"]
    report = clerk.json("forums", "report")
    marked = {one["seat"]: one["mark"] for one in report["seats"] if one["mark"]}
    assert marked == {"byplanraadet/3": "appointed"}
