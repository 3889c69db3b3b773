# ruff: noqa: E501 - patterns are easier read on one line
"""Who was given a seat in which forum, in whose place, and which seats are vacant, as sentences of the minutes tell it.

A call for candidates, a recommendation or a wish is no appointment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mailflow.parsers import people, sentences
from mailflow.parsers.people import NAME, Person
from mailflow.parsers.personname import fold
from mailflow.parsers.sections import Line, Section
from mailflow.reading import Appointment, Change, Doubt

LONGEST = 1500  # characters of a sentence

_PLACE = r"[A-ZÆØÅ][\wæøåÆØÅ]+(?:-[A-ZÆØÅ][\wæøåÆØÅ]+)?(?:\s+[Kk]ommune)?"
_PERSON = rf"(?>(?:{NAME.pattern})(?:\s*,\s*{_PLACE}(?![\w-]|\s+[A-ZÆØÅ])|\s*\({_PLACE}\)|\s+fra\s+{_PLACE})?)"
_SEVERAL = (
    rf"(?>{_PERSON}(?:(?:\s*,\s*(?:og\s+)?|\s+og\s+|\s+samt\s+){_PERSON})*)"  # atomic: a list is read in one way only
)
# Commas only in brackets and after "Erhvervs-".
_NAME_OF_FORUM = r"(?:\([^()\n]{1,80}\)|-,|[^.;:,\n])"
_BODY = rf"(?P<forum>{_NAME_OF_FORUM}+?)"
_STOP = (
    r"(?=\s+(?:den\s+\d|ved\s+(?:årsskiftet|udgangen|nytår)|til\s+(?:nytår|sommer|foråret|efteråret)|sammen\s+med|i\s+stedet\s+for|istedet\s+for|i\s+(?:hans|hendes|dennes)\s+sted|som\s+(?:afløser|erstatning|efterfølger)|efter|for\s+perioden|for\s+(?:en|et|to|tre|fire|fem|\d+)\s|fra\s+(?:den|d\.|1)|frem\s+til|pr\.|med\s+virkning"
    r"|indtil|blandt|og\s+(?:afløser|erstatter)|,\s+(?:og|som|der|hvor|da|idet)|(?:,?\s+(?:og\s+)?(?:afløser|erstatter)))|(?<!-),|[.;:\n]|\s*$)"
)
_ROLE = r"(?:\w+s\s+)?(?:nyt\s+|nye\s+)?(?:medlem(?:mer)?|repræsentant(?:er)?|suppleant(?:er)?|formand|næstformand|observatør)(?:\s+(?:af|i|til|for))"

_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        # "besluttede at udpege A, Odder som nyt medlem af X", "udpegede A til X", "valgte A til X"
        rf"(?:[Bb]esluttede\s+at\s+(?:udpege|indstille|vælge)|[Bb]esluttet\s+at\s+(?:udpege|vælge)|[Uu]dpegede|[Uu]dpeger|[Vv]algte|[Gg]enudpegede|[Uu]dpegedes|[Vv]alg(?:t|tes)\s+blev)\s+(?P<who>{_SEVERAL}),?\s+(?:som\s+{_ROLE}|til|i|som\s+(?:foreningens\s+)?repræsentant(?:er)?\s+i)\s+{_BODY}{_STOP}",
        # "A, Odder er udpeget til X", "A blev valgt til X", "A udpeges til X", "A indtræder i X"
        rf"(?P<who>{_SEVERAL})\s+(?:er|blev|bliver|var)\s+(?:herefter\s+|enstemmigt\s+|nu\s+)?(?:udpeget|valgt|genvalgt|genudpeget)\s+(?:som\s+{_ROLE}|til|i)\s+{_BODY}{_STOP}",
        rf"(?P<who>{_SEVERAL}),?\s+(?:udpeges|genudpeges|udpegedes|vælges|genvælges|indtræder|indtrådte|tiltræder|fortsætter)\s+(?:som\s+{_ROLE}|til|i)\s+{_BODY}{_STOP}",
        # "A er fortsat medlem af X"
        rf"(?P<who>{_SEVERAL})\s+(?:er|forbliver)\s+fortsat\s+{_ROLE}\s+{_BODY}{_STOP}",
        # "A overtager pladsen i X"
        rf"(?P<who>{_PERSON})\s+(?:overtager|overtog)\s+(?:pladsen|posten)\s+(?:som\s+{_ROLE}|i)\s+{_BODY}{_STOP}",
        # "A afløser B i X"
        rf"(?P<who>{_PERSON})\s+(?:afløser|erstatter|efterfølger)\s+{_PERSON},?\s+(?:som\s+{_ROLE}|i|til)\s+{_BODY}{_STOP}",
        # "Som nyt medlem af X udpegede HB A"
        rf"(?:[Ss]om\s+{_ROLE}|[Tt]il)\s+(?P<forum>[^.;:,\n]+?)\s+(?:udpegede|udpeges|udpegedes|valgte|blev|vælges)\s+(?:(?:[Hh]oved)?[Bb]estyrelsen\s+|HB\s+)?(?:udpeget\s+|valgt\s+)?(?P<who>{_SEVERAL})",
    )
)  # fmt: skip
_BARE = re.compile(rf"^(?P<who>{_SEVERAL})\s+(?:udpeges|blev\s+udpeget|er\s+udpeget|blev\s+valgt|vælges|genvælges)\.?$")
_ELECTED = re.compile(rf"^(?:[Gg]en)?[Vv]algt\s+blev\s+(?P<who>{_SEVERAL})\s*\.?$")
_NOT_AGAIN = re.compile(
    rf"(?P<who>{_PERSON})\s+(?:genopstillede|genopstiller)\s+ikke\b|(?P<who2>{_PERSON})\s+(?:ønskede|modtog|tog)\s+ikke\s+(?:imod\s+)?genvalg\b"
)
_MARK = re.compile(r"(?<=\w)\[\d{1,2}\]")  # of a footnote
_REPLACES = re.compile(
    rf"(?:(?P<new>{NAME.pattern})(?:\s*,\s*{_PLACE})?\s+(?:afløser|erstatter|efterfølger|overtager\s+(?:pladsen|posten)\s+efter)"
    rf"|(?:i\s+stedet\s+for|istedet\s+for|som\s+afløser\s+for|som\s+erstatning\s+for|som\s+efterfølger\s+(?:for|til)|efter|hvor\s+(?:han|hun|vedkommende)\s+(?:afløser|erstatter|efterfølger)))\s+(?P<old>{NAME.pattern})"
)  # fmt: skip
_PRONOUN = re.compile(
    rf"^(?:Han|Hun|Vedkommende)\s+(?:afløser|erstatter|efterfølger|overtager\s+(?:pladsen|posten)\s+efter)\s+(?P<old>{NAME.pattern})"
)
_IN_HIS_PLACE = re.compile(
    rf"(?P<old>{NAME.pattern})(?:\s*[,(][^.;]{{0,40}}?)?\s+(?:udtræder|udtrådte|fratræder|stopper|træder\s+ud)\b[^.;]*?\bi\s+(?:hans|hendes|dennes)\s+sted"
)
_ALSO = re.compile(
    rf"^(?P<who>{_SEVERAL})\s+(?:er|bliver|blev)\s+(?:valgt\s+som\s+)?(?:suppleant(?:er)?|stedfortræder|observatør)\.?$"
)
_TOGETHER = re.compile(rf"sammen\s+med\s+(?P<who>{_SEVERAL})")
_LEAVES = re.compile(
    rf"(?P<who>{_PERSON})\s+(?:har\s+(?:meddelt|oplyst)(?:\s+\w+){{0,2}},?\s+at\s+(?:han|hun)\s+)?(?:(?:er\s+|blev\s+)?(?:udtrådt|udtræder|fratræder|fratrådt|trådt\s+ud|træder\s+ud|stopper|stoppet)\s+(?:efter\s+eget\s+ønske\s+)?(?:som\s+{_ROLE}|af|fra|i)|(?:er|blev)\s+afløst\s+som\s+{_ROLE})\s+{_BODY}{_STOP}"
)  # fmt: skip
# "B er foreslået som hans afløser": in the place of who was said to leave, in the forum she leaves.
_SUCCESSOR = re.compile(
    rf"(?P<who>{_PERSON})\s+(?:(?:er|blev|bliver)\s+)?(?:bringes\s+i\s+forslag|foreslået|indstillet|udpeget|valgt|udpeges|indstilles|foreslås)?\s*som\s+(?:hans|hendes|dennes)\s+(?:afløser|efterfølger)\b"
)
_DEFUNCT = (
    re.compile(r"(?:,\s*at\s+|^)(?P<forum>[A-ZÆØÅ][^.;:,\n]*?)\s+(?:ikke\s+længere\s+(?:er\s+aktivt?|findes|eksisterer)|(?:er|blev)\s+(?:nedlagt|lagt\s+ned|ophørt|opløst)|er\s+ikke\s+længere\s+aktivt?|nedlægges|slettes\s+(?:af|fra)\s+listen)"),
)  # fmt: skip
_VACANT = (
    re.compile(rf"\b(?:der\s+er|der\s+var|har)\s+(?:\w+\s+){{0,2}}?(?:en|et|én|to|tre|fire|\d+)\s+(?:ledige?\s+(?:plads(?:er)?|post(?:er)?)|vakant\w*\s+\w+)\s+(?:i|til)\s+{_BODY}(?=\s*(?:[.;:,\n]|$))", re.IGNORECASE),
    re.compile(rf"\bundersøg\w*\s+interessen\s+for\s+(?:udpegning\s+til|(?:en\s+)?plads(?:en|er)?\s+i|posten\s+i|at\s+indgå\s+i|at\s+sidde\s+i)\s+{_BODY}(?=\s+blandt|\s*[.;:,\n]|\s*$)", re.IGNORECASE),
    re.compile(rf"\b(?:bedt|anmodet|opfordret)\s+\S+(?:\s+\S+)?\s+om\s+at\s+(?:udpege|indstille|pege\s+på)\s+(?:et|en|to|tre|\d+)\s+(?:nyt?|nye)?\s*(?:medlem(?:mer)?|repræsentant(?:er)?|kandidat(?:er)?)\s+til\s+{_BODY}(?=\s+som\s+erstatning|\s+i\s+stedet|\s*[.;:,\n]|\s*$)", re.IGNORECASE),
    re.compile(rf"\b(?:pladsen|posten|(?:en|\w+s)\s+(?:plads|post))(?:\s+som\s+\w+)?\s+(?:i|til)\s+{_BODY}\s+(?:er|står|bliver)\s+(?:(?:nu|dermed|fortsat|stadig|endnu|(?:ind)?til\s+videre)\s+)?(?:ledig|vakant|ubesat)", re.IGNORECASE),
)  # fmt: skip
_THE_SEAT = re.compile(
    r"\b(?:pladsen|posten)\s+(?:er|står|bliver)\s+(?:nu\s+|dermed\s+|(?:ind)?til\s+videre\s+|fortsat\s+)?(?:ledig|vakant|ubesat)\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    rf"(?:(?:foreslår|foreslog|indstiller|indstillede|peger\s+på|pegede\s+på|foreslås|anbefaler|indstilles),?\s+(?:at\s+udpege\s+|at\s+)?(?P<who>{_SEVERAL}),?|(?P<who2>{_SEVERAL})\s+(?:blev\s+|er\s+)?(?:foreslået|foreslås|indstillet|indstilles|bringes\s+i\s+forslag)(?:\s+over\s+for\s+\S+)?)"
    rf"(?:\s+(?:som\s+(?:kandidat(?:er)?|{_ROLE})|udpeges|udpeget))*(?:\s+(?:til|i|af|som\s+{_ROLE}|til\s+posten\s+i))\s+{_BODY}{_STOP}"
)  # fmt: skip
_ONLY_PROPOSED = re.compile(
    r"\b(?:indstiller|indstilles|foreslå|foreslår|foreslås|foreslog|anbefaler|anbefales|bedes|skal|kan|såfremt|hvis|overvejer|ikke)\b",
    re.IGNORECASE,
)
_FORUM_WORD = re.compile(
    r"\b(?:udvalget|rådet|bestyrelsen|forummet|repræsentantskabet|nævnet|gruppen)\b", re.IGNORECASE
)
_NOT_FORUM = re.compile(
    r"^(?:\W*|listen|mødet|medlem\w*|dirigent|referent|stemmetæller\w*|det|den|diverse\s+fora|udvalg|fora|posten|opgaven)$",
    re.IGNORECASE,
)
_ELECTED_HERE = re.compile(r"\b(?:dirigent|referent|stemmetæller)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Made:
    appointment: Appointment
    paragraph: int
    words: str


def read(
    lines: Sequence[Line], titles: Sequence[str], initials: Mapping[str, str] | None = None
) -> tuple[list[Made], list[Doubt]]:
    """The appointments in their order, and what is doubtful about them. ``initials``: whose they are. Never raises."""
    found: list[Made] = []
    doubts: list[Doubt] = []
    for line in lines:
        if line.item is None or line.closed and not line.words:
            continue
        if line.rows:
            decision = " ".join(one.words for one in lines if one.item == line.item and one.section is Section.DECISION)
            found += _table(line, decision)
            continue
        forum: str | None = None  # the last named in this paragraph
        for sentence in sentences.read(line.words):
            if len(sentence) > LONGEST:
                continue
            plain = _MARK.sub("", sentence)
            for short, name in (initials or {}).items():
                plain = re.sub(rf"\b{re.escape(short)}\b", name, plain)
            made, forum = _sentence(plain, line, forum, titles, found)
            found += [replace(one, words=sentence) if one.words == plain else one for one in made]
    return _once(_decided(found)), doubts


def _sentence(
    sentence: str, line: Line, forum: str | None, titles: Sequence[str], before: list[Made]
) -> tuple[list[Made], str | None]:
    proposal = line.section in {Section.RECOMMENDATION}
    out: list[Made] = []

    def add(where: str | None, person: Person | None, change: Change, replaces: str | None = None) -> None:
        value = Appointment(
            where, person.name if person else None, person.municipality if person else None, change, replaces
        )
        out.append(Made(value, line.paragraph, sentence))

    replaced = _REPLACES.search(sentence)
    old = replaced["old"] if replaced else None
    if old is None and (gone := _IN_HIS_PLACE.search(sentence)):
        old = gone["old"]
    for pattern in _PATTERNS:
        match = pattern.search(sentence)
        if match is None or _ELECTED_HERE.search(match["forum"]):
            continue
        where = _forum(match["forum"])
        if where is None:
            continue
        forum = where
        hedged = proposal or _ONLY_PROPOSED.search(sentence[: match.start()])
        change = Change.PROPOSED if hedged else Change.REPLACED if old else Change.APPOINTED
        for person in _people(match["who"]):
            add(where, person, change, old)
        together = _TOGETHER.search(sentence, match.end() - 1)
        for person in _people(together["who"]) if together and not hedged else []:
            add(where, person, Change.APPOINTED)
        break
    if not out and old and replaced and replaced["new"] and not proposal:
        # "A afløser B": goes on with the appointment of A just made.
        for place in range(len(before) - 1, -1, -1):
            made = before[place].appointment
            if (
                made.person
                and fold(made.person) == fold(replaced["new"])
                and made.action is Change.APPOINTED
                and before[place].paragraph == line.paragraph
            ):
                before[place] = Made(
                    Appointment(made.forum, made.person, made.municipality, Change.REPLACED, old), line.paragraph, f"{before[place].words} {sentence}"
                )  # fmt: skip
                return out, forum
    if not out and before and (pronoun := _PRONOUN.match(sentence)):
        made = before[-1].appointment
        if made.action is Change.APPOINTED and before[-1].paragraph == line.paragraph:
            value = Appointment(made.forum, made.person, made.municipality, Change.REPLACED, pronoun["old"])
            before[-1] = Made(value, line.paragraph, f"{before[-1].words} {sentence}")
            return out, forum
    if not out and (bare := _BARE.match(sentence)) and not proposal:
        where = _forum_of_title(titles[line.item]) if line.item is not None and line.item < len(titles) else None
        for person in _people(bare["who"]) if where else []:
            add(where, person, Change.APPOINTED)
    title = titles[line.item] if line.item is not None and line.item < len(titles) else ""
    if not out and not proposal and (elected := _ELECTED.match(sentence)) and (where := _forum_of_title(title)):
        for person in _people(elected["who"]):
            add(where, person, Change.APPOINTED)
    if (stays_not := _NOT_AGAIN.search(sentence)) and (where := _forum_of_title(title)):
        for person in _people(stays_not["who"] or stays_not["who2"]):
            add(where, person, Change.REMOVED)
    gone_first = next((one.appointment for one in reversed(before) if one.appointment.action is Change.REMOVED), None)
    if not out and gone_first and before[-1].paragraph == line.paragraph and (next_ := _SUCCESSOR.search(sentence)):
        wished = proposal or re.search(r"\b(?:foreslå|indstil|peger\s+på)", sentence) is not None
        for person in _people(next_["who"]):
            add(gone_first.forum, person, Change.PROPOSED if wished else Change.REPLACED, gone_first.person)
        return out, gone_first.forum
    if not out and (proposed := _PROPOSED.search(sentence)):
        where = _forum(proposed["forum"])
        for person in _people(proposed["who"] or proposed["who2"]) if where else []:
            forum = where
            add(where, person, Change.PROPOSED)
    if not out and forum and not proposal and (also := _ALSO.match(sentence)):
        for person in _people(also["who"]):
            add(forum, person, Change.APPOINTED)
    if leaves := _LEAVES.search(sentence):
        where = forum = _forum(leaves["forum"]) or forum
        for person in _people(leaves["who"]):
            add(where, person, Change.REMOVED)
    for pattern in _DEFUNCT:
        if (gone := pattern.search(sentence)) and not proposal:
            add(_forum(gone["forum"]), None, Change.REMOVED)
    for pattern in _VACANT:
        if (vacant := pattern.search(sentence)) and not re.search(r"\bikke\b", sentence[: vacant.start()]):
            where = _forum(vacant["forum"])
            where = forum if where is None or _FORUM_WORD.fullmatch(where) else where
            add(where, None, Change.VACANCY)
            forum = where or forum
            break
    else:
        if forum and _THE_SEAT.search(sentence):
            add(forum, None, Change.VACANCY)
    return out, forum


_APPROVED = re.compile(r"\b(?:godkend|tiltr[åæ]d|vedt[ao]g)", re.IGNORECASE)
_COLUMNS = {
    "forum": re.compile(r"(?:forum|udvalg|råd|organ|bestyrelse)(?:/\w+)?$", re.IGNORECASE),
    "person": re.compile(r"(?:udpeget|udpeges|repræsentant|kandidat|indstillet|nyt medlem|navn)$", re.IGNORECASE),
    "replaces": re.compile(
        r"(?:afløser|i stedet for|erstatter|efterfølger|hidtil|hidtidig(?:t medlem)?)$", re.IGNORECASE
    ),
}


def _table(line: Line, decision: str) -> list[Made]:
    """A table of seats: who is to have which. It is decided when the decision approves, or names the person."""
    columns = {
        name: at for name, pattern in _COLUMNS.items() for at, cell in enumerate(line.rows[0]) if pattern.match(cell)
    }
    if "forum" not in columns or "person" not in columns:
        return []
    found = []
    for row in line.rows[1:]:
        cells = [*row, *[""] * (len(line.rows[0]) - len(row))]
        forum, who, old = (
            cells[columns["forum"]],
            cells[columns["person"]],
            cells[columns["replaces"]] if "replaces" in columns else "",
        )
        words = ", ".join(cell for cell in row if cell)
        if forum and re.search(r"\bledig|\bvakant|\bubesat", who, re.IGNORECASE):
            found.append(Made(Appointment(forum, None, None, Change.VACANCY), line.paragraph, words))
            continue
        for person in _people(who) if forum else []:
            decided = re.search(r"\bikke\b", decision) is None and (
                _APPROVED.search(decision) or person.name in decision
            )
            before = next(iter(_people(old)), None)
            change = (Change.REPLACED if before else Change.APPOINTED) if decided else Change.PROPOSED
            value = Appointment(forum, person.name, person.municipality, change, before.name if before else None)
            found.append(Made(value, line.paragraph, words))
    return found


def _people(words: str | None) -> list[Person]:
    listed = re.sub(rf"\s+fra\s+({_PLACE})", r", \1", words or "")
    return people.read(listed)[0]


def _forum(words: str) -> str | None:
    name = re.sub(r"\s+", " ", words).strip(' ,.–-"”“')
    name = re.sub(r"^(?:bestyrelsen\s+i\s+)(?=[A-ZÆØÅ])", lambda match: match.group(), name)
    return None if _NOT_FORUM.match(name) or len(name) > 140 else name


def _forum_of_title(title: str) -> str | None:
    match = re.search(
        r"\b(?:udpegning|valg|indstilling)\w*\s+(?:af\s+\S+\s+)?til\s+(?P<forum>[A-ZÆØÅ].+)$", title, re.IGNORECASE
    )
    return _forum(match["forum"]) if match else None


def _decided(found: Sequence[Made]) -> list[Made]:
    """Without the proposals that the same document decides."""
    done = {_seat(one) for one in found if one.appointment.action in {Change.APPOINTED, Change.REPLACED}}
    return [one for one in found if one.appointment.action is not Change.PROPOSED or _seat(one) not in done]


def _seat(one: Made) -> tuple[str, str]:
    return fold(one.appointment.forum or ""), fold(one.appointment.person or "")


def _once(found: Sequence[Made]) -> list[Made]:
    """The same told twice counts once, as it was told first."""
    kept: dict[Appointment, Made] = {}
    for made in found:
        kept.setdefault(made.appointment, made)
    return list(kept.values())
