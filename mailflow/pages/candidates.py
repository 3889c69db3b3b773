"""The board's page of candidates in words: as text, a page, the blocks of PDF and Word, and a letter.

The balance is a table and a picture of the same figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mailflow.desks.balance import Balance
from mailflow.desks.candidates import Entry, Page, SeatLine
from mailflow.letters import dates
from mailflow.letters.markdown import Markdown
from mailflow.pages import balancepicture, blocks
from mailflow.pages.balancepicture import percent
from mailflow.pages.blocks import Block, Heading, Listing, Paragraph, Picture, Table

_WORDS = {
    "da": {
        "title": "Kandidater til {forum}",
        "ours": "Foreningen udpeger.",
        "theirs": "{who} har udpegningsretten; foreningen kan indstille.",
        "seats": "Pladser",
        "vacant": "ledig",
        "now": "sidder der nu",
        "until": "til {day}",
        "takes": "Krav: {words}",
        "candidates": "Kandidater",
        "none": "Der er ingen kandidater.",
        "late": "Foreslået efter fristen",
        "by": "Foreslået af",
        "own": "Stiller selv op.",
        "words": "Egne ord",
        "said": "{name}: “{words}”",
        "holds": "Sidder allerede i",
        "willing": "villig",
        "asked": "har ikke svaret endnu",
        "proposed": "er ikke spurgt endnu",
        "appointed": "udpeget",
        "not-chosen": "ikke valgt",
        "aside": "{count} foreslået, men har sagt nej, er trukket tilbage eller er gået ud af foreningen.",
        "open": "{count} svar venter på, at sekretariatet ser på dem.",
        "balance": "Geografisk balance",
        "district": "Kreds",
        "members": "Medlemmer",
        "today": "Pladser i dag",
        "with": "Med {who}",
        "skew": "Skævhed",
        "skew-is": "Skævhed er den andel af pladserne, der skulle flytte kreds, for at hver kreds havde så stor en "
        "andel af pladserne som af medlemmerne; 0 % er balance.",
        "empty": "andel af medlemmerne (tom søjle)",
        "hatched": "andel af pladserne (skraveret søjle)",
        "now-panel": "I dag",
        "counted": "Alle foreningens pladser i aktive fora er regnet med: {seats} besat af medlemmer i en kreds, {vacant} ledige, "
        "{outside} besat af andre end medlemmer, {unplaced} af medlemmer uden kreds. {no_district} medlemmer har ingen kreds.",
        "alt": "Andel af medlemmer og af pladser i hver kreds. ",
        "alt-one": "{district}: {members} af medlemmerne, {seats} af pladserne",
        "gender": "Køn",
        "woman": "Kvinder",
        "man": "Mænd",
        "other": "Andet",
        "": "Ikke oplyst",
        "day": "Opgjort {day}. Svarfrist {until}.",
        "outside": "uden for foreningen",
    },
    "en": {
        "title": "Candidates for {forum}",
        "ours": "The association appoints.",
        "theirs": "The right to appoint is {who}'s; the association may recommend.",
        "seats": "Seats",
        "vacant": "vacant",
        "now": "sits there now",
        "until": "until {day}",
        "takes": "What it takes: {words}",
        "candidates": "Candidates",
        "none": "There are no candidates.",
        "late": "Proposed after the deadline",
        "by": "Proposed by",
        "own": "Proposes herself or himself.",
        "words": "In their own words",
        "said": "{name}: “{words}”",
        "holds": "Sits already in",
        "willing": "willing",
        "asked": "has not answered yet",
        "proposed": "not asked yet",
        "appointed": "appointed",
        "not-chosen": "not chosen",
        "aside": "{count} proposed who said no, are withdrawn or have left the association.",
        "open": "{count} answers wait for the secretariat to look at them.",
        "balance": "Geographic balance",
        "district": "District",
        "members": "Members",
        "today": "Seats today",
        "with": "With {who}",
        "skew": "Skew",
        "skew-is": "Skew is the share of the seats that would have to move to another district for each to have as large a "
        "share of the seats as of the members; 0% is balance.",
        "empty": "share of the members (empty bar)",
        "hatched": "share of the seats (hatched bar)",
        "now-panel": "Today",
        "counted": "All seats of the association in active forums are counted: {seats} held by members in a district, {vacant} "
        "vacant, {outside} held by others than members, {unplaced} by members without a district. "
        "{no_district} members have no district.",
        "alt": "Share of members and of seats in each district. ",
        "alt-one": "{district}: {members} of the members, {seats} of the seats",
        "gender": "Gender",
        "woman": "Women",
        "man": "Men",
        "other": "Other",
        "": "Not said",
        "day": "As of {day}. Answers until {until}.",
        "outside": "outside the association",
    },
}


def title(page: Page, language: str) -> str:
    return _WORDS[language]["title"].format(forum=page.forum)


def content(page: Page, language: str, until: str, rasterised: Callable[[str], bytes] | None = None) -> list[Block]:
    """The whole page. ``until``: the deadline in words; ``rasterised`` makes the picture's points, for Word."""
    said = _WORDS[language]
    found: list[Block] = [Heading(1, title(page, language))]
    whose = said["theirs"].format(who=page.recommend) if page.recommend else said["ours"]
    found.append(Paragraph(" ".join(part for part in (page.organisation and f"{page.organisation}.", whose) if part)))
    if page.purpose:
        found.append(Paragraph(page.purpose))
    found.append(Paragraph(said["day"].format(day=dates.day(page.day, language), until=until)))
    found += [Heading(2, said["seats"]), Listing(tuple(_seat(one, language) for one in page.seats))]
    found.append(Heading(2, said["candidates"]))
    if not page.in_time:
        found.append(Paragraph(said["none"]))
    for one in page.in_time:
        found += _candidate(one, language)
    if page.late:
        found.append(Heading(2, said["late"]))
        for one in page.late:
            found += _candidate(one, language)
    for key, count in (("aside", page.aside), ("open", page.open)):
        if count:
            found.append(Paragraph(said[key].format(count=count)))
    return [*found, Heading(2, said["balance"]), *_balance(page, language, rasterised)]


def markdown(page: Page, language: str, until: str) -> Markdown:
    return blocks.markdown(content(page, language, until))


def html(page: Page, language: str, until: str) -> str:
    return blocks.page(blocks.html(content(page, language, until)), title(page, language), language)


# --- inside ------------------------------------------------------------------------------------------------------------


def _seat(one: SeatLine, language: str) -> str:
    said = _WORDS[language]
    holder = ", ".join(part for part in (one.holder, one.municipality) if part)
    told = [f"{holder} {said['now']}" if holder else said["vacant"]]
    if one.until:
        told.append(said["until"].format(day=dates.plain(one.until, language)))
    name = f"{one.title} ({one.seat})" if one.title else one.seat
    more = " " + said["takes"].format(words=one.requirements) if one.requirements else ""
    return f"{name}: {', '.join(told)}.{more}"


def _candidate(one: Entry, language: str) -> list[Block]:
    said = _WORDS[language]
    where = one.municipality + (f" ({one.district})" if one.district else "") if one.municipality else one.district
    status = said[one.state] if one.key or one.state != "proposed" else said["outside"]
    lines = []
    if any(by.own for by in one.proposals):
        lines.append(said["own"])
    others = [by for by in one.proposals if not by.own]
    if others:
        named = [by.name + (f" ({by.municipality})" if by.municipality else "") for by in others]
        lines.append(f"{said['by']}: {', '.join(named)}")
    if one.words:
        lines.append(f"{said['words']}: “{_one(one.words)}”")
    lines += [said["said"].format(name=by.name, words=_one(by.words)) for by in others if by.words]
    if one.holds:
        lines.append(f"{said['holds']}: " + "; ".join(f"{forum} ({title or seat})" for forum, seat, title in one.holds))
    head = f"{one.number}. {', '.join(part for part in (one.name, where) if part)}: {status}"
    return [Heading(3, head), *([Listing(tuple(lines))] if lines else [])]


def _balance(page: Page, language: str, rasterised: Callable[[str], bytes] | None) -> list[Block]:
    said, today = _WORDS[language], page.today
    outcomes = page.outcomes()
    columns = [today, *(balance for balance, _who in outcomes)]
    titles = [said["with"].format(who=", ".join(str(one.number) for one in who)) for _balance, who in outcomes]
    head = (said["district"], said["members"], said["today"], *titles)
    names = list(dict.fromkeys(one.district for balance in columns for one in balance.shares))
    rows = [_row(name, columns, language) for name in names]
    skew = (said["skew"], "", *(percent(balance.skew, language) for balance in columns))
    found: list[Block] = [Table(head, (*rows, skew), frozenset({len(rows)}))]
    found.append(Paragraph(said["skew-is"]))
    counted = {name: getattr(today, name) for name in ("seats", "vacant", "outside", "unplaced", "no_district")}
    found.append(Paragraph(said["counted"].format(**counted)))
    if any(name for name, _members, _seats in today.genders):
        kinds = tuple((said[name], str(members), str(seats)) for name, members, seats in today.genders)
        found.append(Table((said["gender"], said["members"], said["today"]), kinds))
    if not names:
        return found
    panels = [(said["now-panel"], today)]
    panels += [(said["with"].format(who=_names(who)), balance) for balance, who in outcomes]
    alt = _alt(panels, language)
    picture = balancepicture.svg(panels, (said["empty"], said["hatched"]), alt, language)
    found.insert(1, Picture(picture, alt, rasterised(picture) if rasterised is not None else b""))
    return found


def _row(name: str, columns: Sequence[Balance], language: str) -> tuple[str, ...]:
    found = [next((one for one in balance.shares if one.district == name), None) for balance in columns]
    first = found[0]
    people = f"{first.members} ({percent(first.of_members, language)})" if first is not None else "0"
    return (
        name,
        people,
        *(f"{one.seats} ({percent(one.of_seats, language)})" if one is not None else "0" for one in found),
    )


def _names(who: Sequence[Entry]) -> str:
    if len(who) == 1:
        return f"{who[0].number} {who[0].name}"
    return ", ".join(str(one.number) for one in who) + (f" ({who[0].district})" if who[0].district else "")


def _alt(panels: Sequence[tuple[str, Balance]], language: str) -> str:
    said = _WORDS[language]
    told = [
        f"{title}: " + "; ".join(
            said["alt-one"].format(district=one.district, members=percent(one.of_members, language),
                                   seats=percent(one.of_seats, language))
            for one in balance.shares
        ) + "." for title, balance in panels
    ]  # fmt: skip
    return said["alt"] + " ".join(told)


def _one(words: str) -> str:
    return " ".join(words.split())
