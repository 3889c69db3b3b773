# ruff: noqa: E501 - patterns are easier read on one line
"""The words by which minutes say who was given a seat in which forum, who left one, and which is vacant. Data for ``appointments``."""

from __future__ import annotations

import re

from mailflow.parsers.people import NAME

PLACE = r"[A-ZÆØÅ][\wæøåÆØÅ]+(?:-[A-ZÆØÅ][\wæøåÆØÅ]+)?(?:\s+[Kk]ommune)?"
PERSON = rf"(?>(?:{NAME.pattern})(?:\s*,\s*{PLACE}(?![\w-]|\s+[A-ZÆØÅ])|\s*\({PLACE}\)|\s+fra\s+{PLACE})?)"
SEVERAL = (
    rf"(?>{PERSON}(?:(?:\s*,\s*(?:og\s+)?|\s+og\s+|\s+samt\s+){PERSON})*)"  # atomic: a list is read in one way only
)
# Commas only in brackets and after "Erhvervs-".
NAME_OF_FORUM = r"(?:\([^()\n]{1,80}\)|-,|(?<=\d)\.(?=\s[a-zæøå])|[^.;:,\n])"
BODY = rf"(?P<forum>{NAME_OF_FORUM}+?)"
STOP = (
    r"(?=\s+(?:den\s+\d|ved\s+(?:årsskiftet|udgangen|nytår)|til\s+(?:nytår|sommer|foråret|efteråret)|sammen\s+med|i\s+stedet\s+for|istedet\s+for|i\s+(?:hans|hendes|dennes)\s+sted|som\s+(?:afløser|erstatning|efterfølger)|efter|for\s+perioden|for\s+(?:en|et|to|tre|fire|fem|\d+)\s|fra\s+(?:den|d\.|1)|frem\s+til|pr\.|med\s+virkning"
    r"|indtil|blandt|og\s+(?:afløser|erstatter)|,\s+(?:og|som|der|hvor|da|idet)|(?:,?\s+(?:og\s+)?(?:afløser|erstatter)))|(?<!-),|[;:\n]|\.(?!(?<=\d\.)\s[a-zæøå])|\s*$)"
)
ROLE = r"(?:\w+s\s+)?(?:nyt?\s+|nye\s+|ordinært\s+|fast\s+|foreningens\s+|vores\s+)*(?:medlem(?:mer)?|repræsentant(?:er)?|suppleant(?:er)?|formand|næstformand|observatør)(?:\s+(?:af|i|til|for))"

# A role that is new, and so says that somebody got it.
NEW_ROLE = r"(?:\w+s\s+)?(?:nyt|ny|nye)\s+(?:medlem(?:mer)?|repræsentant(?:er)?|suppleant(?:er)?|formand|næstformand|observatør)(?:\s+(?:af|i|til|for))"
REPRESENTS = (
    r"repræsenterer\s+(?:fremover\s+|herefter\s+|nu\s+)(?:\S+\s+){0,2}?i|skal\s+repræsentere\s+(?:\S+\s+){0,2}?i"
)

PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        # "besluttede at udpege A, Odder som nyt medlem af X", "udpegede A til X", "valgte A til X"
        rf"(?:(?:[Bb]esluttede|[Bb]esluttet|[Ee]nige\s+om|[Ee]nighed\s+om|[Vv]algte|[Vv]edtog|[Tt]ilslutning\s+til)\s+at\s+(?:udpege|indstille|vælge|genudpege)|[Uu]dpegede|[Uu]dpeger|[Vv]algte|[Gg]enudpegede|[Uu]dpegedes|[Vv]alg(?:t|tes)\s+blev)\s+(?P<who>{SEVERAL}),?\s+(?:som\s+{ROLE}|til|i|som\s+(?:foreningens\s+)?repræsentant(?:er)?\s+i)\s+{BODY}{STOP}",
        # "A, Odder er udpeget til X", "A blev valgt til X", "A udpeges til X", "A indtræder i X"
        rf"(?P<who>{SEVERAL})\s+(?:er|blev|bliver|var)\s+(?:herefter\s+|enstemmigt\s+|nu\s+|i\s+stedet\s+)?(?:udpeget|valgt|genvalgt|genudpeget|indtrådt|indvalgt)\s+(?:som\s+{ROLE}|til|i)\s+{BODY}{STOP}",
        rf"(?P<who>{SEVERAL}),?\s+(?:udpeges|genudpeges|udpegedes|vælges|valgtes|genvælges|indtræder|indtrådte|træder\s+ind|går\s+ind|tiltræder|fortsætter|tager\s+plads|overtager\s+hvervet)\s+(?:som\s+{ROLE}|til|i)\s+{BODY}{STOP}",
        # "A er fortsat medlem af X"
        rf"(?P<who>{SEVERAL})\s+(?:er|forbliver)\s+fortsat\s+{ROLE}\s+{BODY}{STOP}",
        # "A er nyt medlem af X", "A repræsenterer fremover foreningen i X", "A har sagt ja til at repræsentere foreningen i X"
        rf"(?P<who>{SEVERAL}),?\s+(?:er|bliver)\s+(?:herefter\s+|fremover\s+|nu\s+)?{NEW_ROLE}\s+{BODY}{STOP}",
        rf"(?P<who>{SEVERAL}),?\s+(?:{REPRESENTS}|(?:har\s+sagt|sagde)\s+ja\s+til\s+at\s+(?:repræsentere\s+\S+\s+i|indtræde\s+i|sidde\s+i|overtage\s+(?:pladsen|posten)\s+i))\s+{BODY}{STOP}",
        # "Nyt medlem af X: A", "Til X valgtes A"
        rf"^(?:[Ss]om\s+)?(?i:{NEW_ROLE})\s+(?P<forum>[^.;:,\n]+?)(?:\s+er|\s+bliver)?\s*:\s*(?P<who>{SEVERAL})",
        rf"(?:[Ss]om\s+{ROLE}|[Tt]il)\s+(?P<forum>[^.;:,\n]+?)\s+valgtes\s+(?P<who>{SEVERAL})",
        # "X: A udpeget", "X: A genudpeges"
        rf"^(?P<forum>[A-ZÆØÅ][^.;:,\n]{{2,80}}):\s*(?P<who>{SEVERAL}),?\s+(?:er\s+|blev\s+)?(?:gen)?(?:udpeget|valgt|udpeges|vælges)\b",
        # "A overtager pladsen i X"
        rf"(?P<who>{PERSON})\s+(?:overtager|overtog)\s+(?:pladsen|posten)\s+(?:som\s+{ROLE}|i)\s+{BODY}{STOP}",
        # "A afløser B i X"
        rf"(?P<who>{PERSON})\s+(?:afløser|erstatter|efterfølger)\s+{PERSON},?\s+(?:som\s+{ROLE}|i|til)\s+{BODY}{STOP}",
        # "Som nyt medlem af X udpegede HB A"
        rf"(?:[Ss]om\s+{ROLE}|[Tt]il)\s+(?P<forum>[^.;:,\n]+?)\s+(?:udpegede|udpeges|udpegedes|valgte|blev|vælges)\s+(?:(?:[Hh]oved)?[Bb]estyrelsen\s+|HB\s+)?(?:udpeget\s+|valgt\s+)?(?P<who>{SEVERAL})",
    )
)  # fmt: skip
BARE = re.compile(
    rf"^(?P<who>{SEVERAL})\s+(?:(?:tilbød\s+sig|meldte\s+sig|stillede\s+op|sagde\s+ja|var\s+villig),?\s+og\s+)?(?:udpeges|(?:blev\s+|er\s+)?(?:gen)?udpeget|(?:blev\s+|er\s+)?(?:gen|ny)?valgt|vælges|genvælges)(?:\s+som\s+(?:ny|nyt|ordinært)\s+(?:repræsentant|medlem))?\.?$"
)
# "Formandskabet peger på Anna Berg", where the forum was named just before.
BARE_PROPOSED = re.compile(
    rf"^[A-ZÆØÅ][^.,]{{0,60}}?\b(?:peger\s+på|pegede\s+på|indstiller|indstillede|foreslår|foreslog)\s+(?P<who>{SEVERAL})(?:\s+som\s+(?:(?:ny|nyt|nye|foreningens|vores)\s+)*(?:repræsentant(?:er)?|medlem(?:mer)?|afløser|kandidat(?:er)?))?(?:\s+over\s+for\s+\w+)?(?:\.?$|;|,\s+(?:og|men)\b)"
    rf"|\bindstilles,?\s+at\s+(?P<who2>{SEVERAL}),?\s+(?:gen)?(?:udpeges|vælges)\.?$"
)
# A sentence that only names the forum of which the next ones speak: "Kredsen har en ekstra plads i X", "et nyt navn til X efter A".
SPEAKS_OF = re.compile(
    rf"\b(?:plads(?:en)?|post(?:en)?|repræsentant(?:en)?|medlem|navn|kandidat|suppleant|mandat)\s+(?:i|til|af)\s+(?P<forum>(?:[Dd]e[tn]\s+)?[A-ZÆØÅ]{NAME_OF_FORUM}{{2,90}}?){STOP}(?:\s+efter\s+(?P<old>{NAME.pattern}))?"
)
# "udpegede A til at overtage pladsen", where it was said before whose it was.
TAKES_THE_SEAT = re.compile(
    rf"\b[Ii]\s+stedet\s+(?:(?:blev|er|bliver)\s+(?P<who5>{PERSON}),?\s+(?:valgt|udpeget)|(?:valgtes|vælges|udpegedes|udpeges|indtræder|indtrådte)\s+(?P<who6>{PERSON}))|\b(?:udpegede|udpeger|valgte|vælger)\s+(?P<who>{PERSON})\s+til\s+at\s+overtage\s+(?:pladsen|posten)\b|\b(?:udpegede|udpeger|valgte|vælger)\s+(?P<who3>{PERSON})\s+i\s+stedet\b|(?P<who4>{PERSON})\s+(?:indtræder|indtrådte|træder\s+ind|udpeges|vælges|(?:er|blev)\s+(?:udpeget|valgt))\s+i\s+stedet\b|(?P<who2>{PERSON})\s+(?:overtager|overtog|(?:er|blev)\s+(?:udpeget|valgt)\s+til\s+at\s+overtage|får)\s+(?:pladsen|posten)\s*(?:\.|$)"
)
# "Bo Dahl har bedt om at blive fritaget", of the seat that the item's title names.
ASKS_OUT = re.compile(
    rf"(?P<who>{PERSON})\s+(?:har\s+(?:bedt\s+om|ønsket)\s+at\s+(?:blive\s+(?:fritaget|afløst)|udtræde|stoppe|træde\s+ud)|ønsker\s+at\s+(?:udtræde|stoppe|træde\s+ud|blive\s+afløst)|fratræder|stopper|går\s+på\s+pension)\b(?:\s+(?:i|fra|af|som\s+{ROLE})\s+{BODY}{STOP})?"
)
ELECTED = re.compile(
    rf"^(?:(?:[Gg]en|[Nn]y)?[Vv]algt\s+blev\s*:?|(?:[Ff]ølgende|[Dd]er)\s+(?:blev|er)\s+(?:(?:gen|ny)?valgt|(?:gen)?udpeget)(?:\s+for\s+[^:]{{2,30}})?\s*:|[Ss]om\s+(?:medlem(?:mer)?|suppleant(?:er)?|repræsentant(?:er)?)\s+(?:valgtes|blev\s+valgt|vælges|udpeges))\s*(?P<who>{SEVERAL})\s*\.?$"
)
NOT_AGAIN = re.compile(
    rf"(?P<who>{PERSON})\s+(?:genopstillede|genopstiller)\s+ikke\b|(?P<who2>{PERSON})\s+(?:ønskede|modtog|tog)\s+ikke\s+(?:imod\s+)?genvalg\b"
)
# "Pladsen har hidtil været besat af Anna Berg", of the seat that the item's title names.
HELD_BY = re.compile(
    rf"\b(?:pladsen|posten|hvervet)\s+(?:(?:har\s+(?:hidtil|indtil\s+nu|tidligere)\s+været|er\s+hidtil|var\s+hidtil|blev\s+hidtil)\s+(?:besat|bestridt|varetaget|haft)|har\s+(?:hidtil|tidligere)\s+tilhørt)\s+(?:af\s+)?(?P<old>{NAME.pattern})",
    re.IGNORECASE,
)
AS_CANDIDATE = re.compile(
    rf"(?P<who>{SEVERAL})\s+(?:(?:blev|er|bliver)\s+)?(?:valgt|udpeget|vælges|udpeges|indstilles)\s+som\s+(?:fælles\s+|foreningens\s+|vores\s+|kredsens\s+)?kandidat(?:er)?\b"
)
# What an item is about: "Udpegning af medlem til Børnepanelet (10 min.)", "Ny repræsentant i Havneforum".
TITLE = re.compile(
    r"\b(?:(?:gen)?udpegning\w*|valg|indstilling\w*)\s+(?:af\s+(?:\S+\s+){1,3}?)?til\s+(?P<forum>[A-ZÆØÅ].+?)\s*(?:\([^()]*\)\s*)*$"
    rf"|\b(?:efterfølger|afløser)\s+(?:til|for|efter)\s+(?P<old>(?-i:{NAME.pattern}))\s+(?:i|til)\s+(?P<forum3>.+?)\s*(?:\([^()]*\)\s*)*$"
    r"|\b(?:medlem(?:mer)?|repræsentant(?:er)?)\s+af\s+(?P<forum4>(?-i:[A-ZÆØÅ]).+?)\s*(?:\([^()]*\)\s*)*$"
    r"|\b(?:ny(?:t|e)?\s+|ledig\s+)?(?:repræsentant(?:er)?|medlem(?:mer)?|plads(?:er)?|suppleant|kandidat(?:er)?)\s+(?:i|til)\s+(?P<forum2>[A-ZÆØÅ].+?)\s*(?:\([^()]*\)\s*)*$",
    re.IGNORECASE,
)
MARK = re.compile(r"(?<=\w)\[\d{1,2}\]")  # of a footnote
REPLACES = re.compile(
    rf"(?:(?P<new>{NAME.pattern})(?:\s*,\s*{PLACE})?\s+(?:afløser|erstatter|efterfølger|overtager\s+(?:pladsen|posten)\s+efter)"
    rf"|(?:i\s+stedet\s+for|istedet\s+for|som\s+afløser\s+for|som\s+erstatning\s+for|som\s+efterfølger\s+(?:for|til)|efter|og\s+(?:afløser|erstatter|efterfølger)|hvor\s+(?:han|hun|vedkommende)\s+(?:afløser|erstatter|efterfølger)))\s+(?P<old>{NAME.pattern})"
)  # fmt: skip
PRONOUN = re.compile(
    rf"^(?:Han|Hun|Vedkommende)\s+(?:afløser|erstatter|efterfølger|overtager\s+(?:pladsen|posten)\s+efter)\s+(?P<old>{NAME.pattern})"
)
IN_HIS_PLACE = re.compile(
    rf"(?P<old>{NAME.pattern})(?:\s*[,(][^.;]{{0,40}}?)?\s+(?:udtræder|udtrådte|fratræder|stopper|træder\s+ud)\b[^.;]*?\bi\s+(?:hans|hendes|dennes)\s+sted"
)
ALSO = re.compile(
    rf"^(?P<who>{SEVERAL})\s+(?:er|bliver|blev)\s+(?:valgt\s+som\s+)?(?:suppleant(?:er)?|stedfortræder(?:e)?|observatør(?:er)?)(?:\s+for\s+[^.]{{2,40}})?\.?$"
)
# "..., og Anna Berg blev nyvalgt", "...; suppleant blev Anna Berg": goes on with the forum named before.
FURTHER = re.compile(
    rf"(?:,|;|\bog)\s+(?:og\s+|mens\s+)?(?:(?P<who>{SEVERAL})\s+(?:blev|er|bliver)\s+(?:(?:gen|ny)?valgt|(?:gen)?udpeget|suppleant(?:er)?)(?!\s+(?:til|i|som\s+(?!suppleant))\b)"
    rf"|(?:som\s+)?suppleant(?:er)?\s+(?:blev|er|valgtes|vælges|udpeges)\s+(?P<who2>{SEVERAL}))"
)
# "Posten i Rådet for X genbesættes ikke": the association no longer has a seat there.
NOT_FILLED = re.compile(
    rf"\b(?:pladsen|posten|mandatet)\s+i\s+{BODY}\s+(?:genbesættes|besættes|videreføres)\s+ikke\b", re.IGNORECASE
)
GOES = re.compile(
    rf"^(?P<old>{NAME.pattern})\s+(?:afgår|går\s+af|udtræder|fratræder|stopper|træder\s+ud|trækker\s+sig)\b(?![^.]*\s(?:i|fra|af|som)\s)"
)
TOGETHER = re.compile(rf"sammen\s+med\s+(?P<who>{SEVERAL})")
LEAVES = re.compile(
    rf"(?P<who>{PERSON})\s+(?:har\s+(?:meddelt|oplyst)(?:\s+\w+){{0,2}},?\s+at\s+(?:han|hun)\s+)?(?:(?:har\s+(?:ønsket|valgt)\s+at|ønsker\s+at|ønskede\s+at)\s+(?:udtræde|fratræde|træde\s+ud|stoppe)\s+(?:som\s+{ROLE}|af|fra|i)|(?:har\s+trukket|trækker|trak)\s+sig\s+(?:som\s+{ROLE}|fra|af)|(?:forlader|forlod|opgiver|opgav)\s+(?:pladsen|posten)\s+i|(?:fratræder|forlader|fratrådte)\s+(?=(?i:\w*(?:udvalget|rådet|bestyrelsen|gruppen|nævnet|panelet|forummet)\b))|(?:er\s+|blev\s+)?(?:udtrådt|udtræder|fratræder|fratrådt|trådt\s+ud|træder\s+ud|stopper|stoppet)\s+(?:efter\s+eget\s+ønske\s+)?(?:som\s+{ROLE}|af|fra|i)|(?:er|blev)\s+afløst\s+som\s+{ROLE})\s*(?<=\s){BODY}{STOP}"
)  # fmt: skip
# "Som hans afløser udpegede HB Anna Berg", "i hans sted valgtes Anna Berg"
IN_THE_PLACE = re.compile(
    rf"\b(?:som\s+(?:(?:hans|hendes|dennes)\s+(?:afløser|efterfølger)|nyt?\s+(?:repræsentant|medlem))|i\s+(?:hans|hendes|dennes)\s+sted)\s+(?:er\s+|blev\s+)?(?:udpegede|udpegedes|udpeges|udpeget|valgte|valgtes|vælges|valgt|indtræder|indtrådte)\s+(?:(?:[Hh]oved)?[Bb]estyrelsen\s+|[A-ZÆØÅ]{{2,4}}\s+|[Kk]redsen\s+|[Uu]dvalget\s+)?(?P<who>{PERSON})",
    re.IGNORECASE,
)
# "B er foreslået som hans afløser": in the place of who was said to leave, in the forum she leaves.
SUCCESSOR = re.compile(
    rf"(?P<who2>{PERSON}),?\s+(?:udpeges|vælges|indstilles|foreslås|indtræder|(?:er|blev)\s+(?:udpeget|valgt))\s+i\s+(?:hans|hendes|dennes)\s+sted\b|(?P<who>{PERSON})\s+(?:(?:er|blev|bliver)\s+)?(?:bringes\s+i\s+forslag|foreslået|indstillet|udpeget|valgt|udpeges|indstilles|foreslås)?\s*som\s+(?:hans|hendes|dennes)\s+(?:afløser|efterfølger)\b"
)
# "Bestyrelsen udtræder af X", "foreningen har ikke længere en plads i X": nobody of ours sits there any more.
DEFUNCT = (
    re.compile(rf"\b(?:[Ff]oreningen|HB|(?:[Hh]oved)?[Bb]estyrelsen|[Kk]redsen|[Vv]i)\s+(?:udtræder|trækker\s+sig|træder\s+ud)\s+(?:af|fra)\s+{BODY}{STOP}"),
    re.compile(r"(?:,\s*at\s+|^)(?P<forum>[A-ZÆØÅ][^.;:,\n]*?)\s+(?:ikke\s+længere\s+(?:er\s+aktivt?|findes|eksisterer)|(?:er|blev)\s+(?:nedlagt|lagt\s+ned|ophørt|opløst)|er\s+ikke\s+længere\s+aktivt?|nedlægges|slettes\s+(?:af|fra)\s+listen)"),
)  # fmt: skip
VACANT = (
    re.compile(rf"\b(?:der\s+er|der\s+var|har)\s+(?:\w+\s+){{0,2}}?(?:en|et|én|to|tre|fire|\d+)\s+(?:ledige?\s+(?:plads(?:er)?|post(?:er)?)|vakant\w*\s+\w+)\s+(?:i|til)\s+{BODY}(?=\s*(?:[.;:,\n]|$))", re.IGNORECASE),
    re.compile(rf"\bundersøg\w*\s+interessen\s+for\s+(?:udpegning\s+til|(?:en\s+)?plads(?:en|er)?\s+i|posten\s+i|at\s+indgå\s+i|at\s+sidde\s+i)\s+{BODY}(?=\s+blandt|\s*[.;:,\n]|\s*$)", re.IGNORECASE),
    re.compile(rf"\b(?:bedt|anmodet|opfordret)\s+\S+(?:\s+\S+)?\s+om\s+at\s+(?:udpege|indstille|pege\s+på)\s+(?:et|en|to|tre|\d+)\s+(?:nyt?|nye)?\s*(?:medlem(?:mer)?|repræsentant(?:er)?|kandidat(?:er)?)\s+til\s+{BODY}(?=\s+som\s+erstatning|\s+i\s+stedet|\s*[.;:,\n]|\s*$)", re.IGNORECASE),
    re.compile(rf"\b(?:pladsen|posten|(?:en|\w+s)\s+(?:plads|post))(?:\s+som\s+\w+)?\s+(?:i|til)\s+{BODY}\s+(?:(?:er|står|bliver)\s+(?:(?:nu|dermed|fortsat|stadig|endnu|(?:ind)?til\s+videre)\s+)?(?:ledig|vakant|ubesat|ikke\s+besat)|besættes\s+(?:senere|på\s+(?:det\s+)?næste\s+møde)|skal\s+(?:gen)?besættes)", re.IGNORECASE),
    re.compile(rf"\bikke\s+(?:fundet|udpeget|valgt)\s+(?:en|et|nogen)\s+(?:ny\w*\s+)?(?:repræsentant|medlem|afløser|kandidat|suppleant)\s+(?:i|til)\s+{BODY}(?=\s*(?:[.;:,\n]|$))", re.IGNORECASE),
    re.compile(rf"\bder\s+(?:mangler|søges|skal\s+findes)\s+(?:fortsat\s+|stadig\s+|nu\s+)?(?:en|et|én|to)\s+(?:ny\w*\s+)?(?:repræsentant(?:er)?|medlem(?:mer)?|afløser)\s+(?:i|til)\s+{BODY}(?=\s*(?:[.;:,\n]|$))", re.IGNORECASE),
)  # fmt: skip
THE_SEAT = re.compile(
    r"\b(?:pladsen|posten)\s+(?:er|står|bliver)\s+(?:nu\s+|dermed\s+|(?:ind)?til\s+videre\s+|fortsat\s+)?(?:ledig|vakant|ubesat)\b",
    re.IGNORECASE,
)
PROPOSED = re.compile(
    rf"(?:(?:foreslår|foreslog|indstiller|indstillede|peger\s+på|pegede\s+på|foreslås|anbefaler|indstilles),?\s+(?:at\s+udpege\s+|at\s+)?(?P<who>{SEVERAL}),?|(?P<who2>{SEVERAL}),?\s+(?:blev\s+|er\s+)?(?:foreslået|foreslås|(?:gen)?indstillet|(?:gen)?indstilles|bringes\s+i\s+forslag)(?:\s+over\s+for\s+\S+)?)"
    rf"(?:\s+(?:som\s+(?:kandidat(?:er)?|{ROLE})|udpeges|udpeget))*(?:\s+(?:til|i|af|som\s+{ROLE}|til\s+posten\s+i))\s+{BODY}{STOP}"
)  # fmt: skip
ONLY_PROPOSED = re.compile(
    r"\b(?:henstiller|henstilles|indstiller|indstilles|foreslå|foreslår|foreslås|foreslog|anbefaler|anbefales|bedes|skal|kan|såfremt|hvis|overvejer|ikke)\b",
    re.IGNORECASE,
)
FORUM_WORD = re.compile(r"\b(?:udvalget|rådet|bestyrelsen|forummet|repræsentantskabet|nævnet|gruppen)\b", re.IGNORECASE)
NOT_FORUM = re.compile(
    r"^(?:\W*|(?:hans|hendes|dennes|deres)\s+sted|listen|mødet|medlem\w*|dirigent|referent|stemmetæller\w*|det|den|diverse\s+fora|udvalg|fora|posten|opgaven|stedet|at\s.*|resten?\b.*|(?:en|to|tre|fire)\s+(?:ny\s+)?(?:periode|år|perioder)\b.*|perioden\b.*|stilling(?:en|er)?\b.*|ordningen\b.*|puljen\b.*|projektet\b.*)$",
    re.IGNORECASE,
)
ELECTED_HERE = re.compile(r"\b(?:dirigent|referent|stemmetæller)\b", re.IGNORECASE)

# Whole sentences as they are said: {who} got or left the seat, {old} had it before ({olds} in the genitive), {forum} is where, {role} as what, {we} who
# decides. A blank takes an adverb with it.
_SAID = """
appointed | ^{who} (valgt|udpeget|genvalgt|genudpeget) (til|i|som {role}) {forum}
appointed | {who} (bliver|er nu) {role} {forum}
appointed | {who} (er trådt|trådte|træder) ind (i|som {role}) {forum}
appointed | {who} (blev|er|bliver) (udpeget|valgt|genvalgt|genudpeget) (til|i|som {role}) {forum}
appointed | {who} (udpeges|vælges|genudpeges|genvælges) (til|i|som {role}) {forum}
appointed | (i|til) {forum} (indtræder|indtrådte|vælges|udpeges|valgtes|udpegedes) {who}
appointed | som {role} {forum} (vælges|udpeges|valgtes|udpegedes|genvalgtes) {who}
appointed | (valget|udpegningen) til {forum} faldt på {who}
appointed | {role} {forum} (bliver|blev) {who}
appointed | {we} (godkendte|godkender|tiltrådte|tiltræder|bekræftede) (udpegningen|valget) af {who} (til|i|som {role}) {forum}
appointed | (udpegningen|valget) af {who} (til|i|som {role}) {forum} (blev|er) (godkendt|tiltrådt|vedtaget|bekræftet)
appointed | {we} har (udpeget|valgt|genvalgt|genudpeget) {who} (til|i|som {role}) {forum}
replaced | {one} (overtager|overtog) {olds} (plads|post|hverv) (i|som {role}) {forum}
replaced | {old} (erstattes|afløses|er afløst|blev afløst|er erstattet|blev erstattet) (af|med) {one} (i|som {role}) {forum}
replaced | {old} (erstattes|afløses) (i|som {role}) {forum} af {one}
replaced | (i|til) {forum} (erstattes|afløses) {old} af {one}
replaced | (i|til) {forum} (erstatter|afløser) {one} {old}
removed | {who} har bedt om at (blive fritaget for|fratræde|forlade) (hvervet|posten|pladsen|opgaven) (i|som {role}) {forum}
removed | {who} har bedt om at (udtræde af|træde ud af|stoppe i) {forum}
removed | {who} (fratræder|fratrådte|nedlægger|nedlagde|opgiver|opgav|opsiger|forlader) (sin|sit) (plads|hverv|post|mandat) (i|som {role}) {forum}
removed | {who} (går|gik|træder|trådte) (af|tilbage) som {role} {forum}
removed | {who} (trådte|træder) ud af {forum}
removed | {who} (går|gik) på pension og (udtræder|fratræder|stopper|trækker sig) (af|fra|i|som {role}) {forum}
removed | {who} har fået nyt job og (udtræder|fratræder|stopper|trækker sig) (af|fra|i|som {role}) {forum}
removed | {who} (genopstiller|genopstillede) ikke (til|i|som {role}) {forum}
removed | {who} (ønsker|ønskede) ikke (genvalg|at fortsætte|at genopstille) (til|i|som {role}) {forum}
proposed | {who} (blev|er|bliver) bragt i forslag (til|som {role}) {forum}
proposed | {who} (stiller|stillede) op (til|som {role}) {forum}
proposed | {who} (er|var) (kandidat|kandidater) til {forum}
proposed | {who} (ønsker|ønskede) at (genopstille|opstille|stille op) (til|som {role}) {forum}
vacancy | (vi|der) (mangler|søges|skal udpeges|skal findes|skal vælges|udestår) (en|et|én|to|tre) (repræsentant|medlem|kandidat|suppleant|afløser|person)(er|mer)? (til|i) {forum}
vacancy | (vi|der) (mangler|søges|skal udpeges|skal findes|skal vælges|udestår) (en|et|én|to|tre) (ny|nyt|nye) (repræsentant|medlem|kandidat|suppleant|afløser|person)(er|mer)? (til|i) {forum}
vacancy | (til|i) {forum} er der (ingen|ikke nogen) (kandidat|kandidater|repræsentant)
vacancy | plads i {forum},? (og at den|og den|som|der) (har stået|står|er) (tom|ledig|ubesat|vakant)
vacancy | (posten|pladsen|sædet|plads) i {forum} (er|står|har stået|forbliver|henstår) (tom|ledig|vakant|ubesat|uden repræsentant)
vacancy | ^{forum}: (pladsen|Pladsen|posten|Posten) er (ledig|vakant|ubesat|ikke besat)
"""
LONGEST_SAID = 500  # characters: a list of names of any length is no such sentence
# One of these stands in each of them.
MAY_SAY = re.compile(
    r"valgt|vælge|udpeg|valget|bliver|blev|er nu|træd|trådt|indtr|erstat|afløs|overt|bedt|fratr|nedl|opgi|opgav|opsig|forlad|går|gik|job|genopstil|genvælg|ønske|forslag|stille|kandidat"
    r"|mangler|søges|skal|udestår|tom|ledig|vakant|ubesat|uden repr",
    re.IGNORECASE,
)
_ADVERB = r"(?:(?:enstemmigt|herefter|derefter|nu|derfor|dermed|samtidig|også|igen|fremover|formelt|midlertidigt|foreløbig|foreløbigt|desuden|ligeledes|fortsat|stadig|endnu|hermed|officielt)\s+)?"
_SLOTS = {
    "who": rf"(?P<who>{SEVERAL})(?:\s*,\s*[a-zæøå][^,.;:]{{3,60}})?,?",
    "one": rf"(?P<who>{PERSON}),?",
    "old": rf"(?P<old>{NAME.pattern})",
    "olds": rf"(?P<olds>{NAME.pattern})(?<=s)",
    "role": ROLE,
    "we": r"(?:[Vv]i|[A-ZÆØÅ]{2,6}|(?:[Hh]oved)?[Bb]estyrelsen|[A-ZÆØÅa-zæøå]\w*(?:udvalget|skabet|gruppen|forsamlingen|kredsen))",
}


def _compiled(said: str) -> re.Pattern[str]:
    """A row of ``_SAID`` as a pattern: what stands in braces is filled in, a blank is room for an adverb."""
    pattern = said.replace("(", "(?:").replace(" ", rf"\s+{_ADVERB}")
    ends = pattern.endswith("{forum}")
    pattern = pattern.replace("{forum}", BODY + (STOP if ends else ""))
    for slot, words in _SLOTS.items():
        pattern = pattern.replace("{" + slot + "}", words)
    begins = re.match(r"\(\?:([^)]*\))", pattern)
    if begins:  # its first word may stand at the head of a sentence
        return re.compile(f"\\b(?i:{begins[1]}{pattern[begins.end() :]}")
    return re.compile(f"\\b(?i:{pattern[0]}){pattern[1:]}" if pattern[0].isalpha() else pattern)


SAID = tuple(
    (action.strip(), _compiled(said.strip()))
    for action, _, said in (row.partition("|") for row in _SAID.strip().split("\n"))
)
