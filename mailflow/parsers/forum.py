# ruff: noqa: E501 - a pattern is easier to read on one line
"""What an answer to a call for nominations means: who is nominated, or that nobody is.

A name counts only in a sentence that puts it forward, or as a line of its own beside one; a name in a sentence that
negates, asks, sets a condition or replaces someone does not count by itself: then a human looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.parsers import judge
from mailflow.parsers.danish import Clause, Token, fold, sentences, tokens
from mailflow.parsers.lexicon import kinds
from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.names import FIRST_NAMES
from mailflow.replies import Intent, Nominee

PUTS_FORWARD = re.compile(
    r"\b(?:indstill\w*|foreslaa\w*|peger? (?:gerne |hermed |igen )?paa|peger|pege paa|nominer\w*|anbefal\w*|kandidat\w*|kandider\w*|mit bud|mit forslag|vores bud|vores kandidat|villig\w*|til raadighed|stiller (?:gerne )?op|stille op|opstill\w*|"
    r"er (?:ogsaa )?interesseret\w*|vil gerne|gerne vil|har sagt ja|siger ja|melder (?:sig|mig|os)|er klar|nominat\w*|suggest\w*|propose\w*|recommend\w*|foersla\w*|foreslaar|oensker at|saetter? .{0,20} paa|skriv|byder ind|egnet|oplagt|udpeg\w*|fra (?:os|vores side)|herfra)\b"
)
SELF = re.compile(
    r"\b(?:(?:jeg|undertegnede) (?:\w+ ){0,4}(?:melder mig|melde mig|stiller (?:\w+ ){0,2}op|stille op|stiller mig (?:gerne )?til raadighed|vil gerne|gerne|er (?:\w+ ){0,2}(?:interesseret|villig|klar|frisk)|kandiderer|opstiller|genopstiller|fortsaetter gerne|modtager gerne|oensker at|har lyst|tager (?:gerne )?(?:posten|pladsen|opgaven)|staar (?:gerne )?til raadighed|byder ind)"
    r"|(?:melder|melde) (?:gerne |hermed )?mig|(?:vil|kan) jeg gerne|stiller (?:jeg )?(?:gerne |hermed )?op|stiller mig (?:gerne )?til raadighed|mig selv|gerne mig|tag mig|saet mig paa|skriv mig paa|jeg er (?:gerne )?(?:med|paa(?= den| det|$)|frisk|klar|interesseret|kandidat)|undertegnede|jeg vil gerne|foreslaar jeg mig|count me in|i (?:would|'d) (?:like|be happy|be glad) to|i am (?:interested|willing|happy to)|i nominate myself|jag (?:staeller|vill gaerna|aer intresserad)|jeg er interessert|jeg stiller gjerne|interesseret)\b"
)
NOBODY = re.compile(
    r"\b(?:ingen (?:kandidat\w*|forslag|indstilling\w*|nominering\w*|interesse|herfra|interesserede|bud|emner|at (?:foreslaa|indstille|pege paa)|fra|der (?:vil|er|har))|ikke (?:\w+ ){0,3}(?:kandidat\w*|forslag|interesseret\w*|bud|at foreslaa|at indstille|mulighed|tid|stille op|stiller op|paa|melde mig|aktuelt)|(?:melder|maa melde|maa|vil) (?:desvaerre )?(?:pas|fra|afbud)|melde pas|melder pas|for travlt|springer over|afstaar|takker (?:\w+ )?nej|nej tak|kan (?:desvaerre )?ikke|har (?:desvaerre )?ikke (?:tid|mulighed|plads|lyst)|stiller ikke|oensker ikke|intet (?:bud|forslag)|desvaerre (?:ikke|nej)|ikke mig|jeg kan desvaerre ikke|no (?:candidates?|nominations?|one|suggestions)|not interested|inga (?:kandidater|foerslag)|ingen kandidater|maa takke nej|takke nej)\b"
)
_INSTEAD = re.compile(
    r"\b(?:i stedet for|istedet for|efter|afloes\w*|erstat\w*|overtag\w*|traekker sig|udtraed\w*|fratraed\w*|som afgaar|tak til|hilsen|hils|instead of|replac\w*)\s*$"
)
_NEUTER = frozenset({"kommune", "kommunes", "regionskommune"})
_PARTICLES = frozenset({"af", "von", "van", "de", "der", "la", "le", "bin", "el", "al", "du"})
_NOT_NAMES = frozenset(
    fold(w)
    for w in "Hej Kære Tak Mvh Med Venlig Venlige Hilsen Hilsner Jeg Vi Der Det Den Hun Han Som Og Fra Til For Kommunaldirektør Direktør Borgmester KL FKT HB Region Kommune Forum Rådet Udvalget Mandag Tirsdag Onsdag Torsdag Fredag Lørdag Søndag Januar Februar Marts April Maj Juni Juli August September Oktober November December Danmark Sjælland Jylland Fyn Syddanmark Midtjylland Nordjylland Hovedstaden Punkt Emne Sendt Bedste God Sommer Jul Weekend Rie-ikke Ingen Ikke Ja Nej Vores Mit Min Bud Kandidat Forslag Indstilling Dem Disse Herfra Komponent Hovedbestyrelsen Foreningen Sekretariatet Kandidater Hermed Gerne Derfor Desværre Også Samt Endelig Desuden Begge Både Enten Hverken Dear Regards Best".split()
)


@dataclass(frozen=True, slots=True)
class Answer:
    intent: Intent
    nominees: tuple[Nominee, ...]
    confidence: float
    why: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    municipality: str | None
    first: int  # token positions in the sentence
    last: int


def nominations(text: str, sender_name: str = "", home: str | None = None) -> Answer:
    """Judge the new words of an answer to a call. ``home`` is the sender's municipality (signature or roster)."""
    if not text.strip():
        return Answer(Intent.UNCLEAR, (), 0.6, "nothing is written in it", (0, 0))
    if len(text) > judge.MAX_JUDGED:
        return Answer(Intent.UNCLEAR, (), 0.6, "it is too long to judge by rules", (0, 0))
    nominees: list[Nominee] = []
    doubts: list[tuple[str, tuple[int, int]]] = []
    nobody: tuple[int, int] | None = None
    asked: tuple[int, int] | None = None
    evidence: tuple[int, int] | None = None
    loose: list[tuple[_Name, tuple[int, int]]] = []
    small_talk = True
    own = {fold(part) for part in re.findall(r"[^\W\d_]+", sender_name)}
    for sentence in sentences(tokens(text)):
        sentence = judge._without_greeting(sentence)
        if not sentence.tokens or judge._is_sign_off(sentence.tokens, frozenset(own)):
            continue
        joined = " ".join(word for word in sentence.words if word not in (",", "(", ")", "-", "–", ":", "*", "•"))
        names = _names(sentence)
        words = set(sentence.words)
        if sentence.end == "?" or "?" in words:
            asked = asked or sentence.span
            small_talk = False
            continue
        if judge._clause(sentence, frozenset(own)).meaning == "neutral" and not names:
            continue
        small_talk = False
        forward, itself, none = PUTS_FORWARD.search(joined), SELF.search(joined), NOBODY.search(joined)
        conditional = [word for word in words if "condition" in kinds(word)]
        hedged = [word for word in words if "hedge" in kinds(word) and word not in ("jo", "vel", "stort")]
        if none:
            after = joined[none.end() :]
            if names and PUTS_FORWARD.search(after):
                pass  # "jeg kan ikke selv, men foreslår Hanne Hansen"
            elif names:
                doubts.append(("a name stands in a sentence that says no", sentence.span))
                continue
            elif itself and itself.start() >= none.end():
                doubts.append(("it says no and yes in one sentence", sentence.span))
                continue
            else:
                nobody = nobody or sentence.span
                continue
        elif any("negation" in kinds(word) for word in words):
            doubts.append(("it negates something", sentence.span))
            continue
        if conditional or hedged:
            doubts.append((f"it sets a condition or hedges ({(conditional + hedged)[0]})", sentence.span))
            continue
        third = [name for name in names if not (own and set(fold(name.name).split()) <= own)]
        yourself = itself is not None and not none
        if names and not third:
            yourself = True
        if third and forward:
            for name in third:
                nominees.append(Nominee(name.name, name.municipality, False))
            evidence = evidence or sentence.span
            if yourself and re.search(
                r"\b(?:mig selv|undertegnede|jeg selv|og mig|melder mig|stiller (?:selv |gerne |ogsaa )*op)\b", joined
            ):
                nominees.append(Nominee(sender_name, _place(sentence, third) or home, True))
        elif third and _only_names(sentence, third):
            loose.extend((name, sentence.span) for name in third)
        elif third:
            doubts.append(("a name is mentioned, but not put forward", sentence.span))
        elif yourself:
            nominees.append(
                Nominee(sender_name, (names[0].municipality if names else None) or _place(sentence, []) or home, True)
            )
            evidence = evidence or sentence.span
        elif (
            forward or re.fullmatch(r"(?:kaere |hej )?.{0,80}", joined) and sentence.end == "" and joined.endswith(":")
        ):
            continue
        elif judge._clause(sentence, frozenset(own)).meaning in ("nothing", "consent"):
            if judge._clause(sentence, frozenset(own)).meaning == "consent":
                doubts.append(("it agrees, but to what?", sentence.span))
        elif not _only_places(sentence):
            doubts.append(("it holds words that no rule knows", sentence.span))
    if loose:
        if nobody is None and (len(loose) == len({name.name for name, _ in loose})):
            nominees.extend(Nominee(name.name, name.municipality, False) for name, _ in loose)
            evidence = evidence or loose[0][1]
        else:
            doubts.append(("names stand beside a no", loose[0][1]))
    unique = tuple(dict.fromkeys(nominees))
    strong = [doubt for doubt in doubts if not (unique and doubt[0] == "it holds words that no rule knows")]
    if strong:
        return Answer(Intent.UNCLEAR, unique, 0.5, strong[0][0], strong[0][1])
    if unique:
        if asked:
            return Answer(Intent.UNCLEAR, unique, 0.5, "it puts somebody forward and asks something", asked)
        if any(not nominee.name for nominee in unique):
            return Answer(
                Intent.UNCLEAR, unique, 0.5, "someone puts himself forward without a name", evidence or (0, 0)
            )
        return Answer(Intent.NOMINATE, unique, 0.9, "it puts somebody forward", evidence or (0, 0))
    if asked:
        return Answer(Intent.QUESTION, (), 0.8, "it asks something", asked)
    if doubts:
        return Answer(Intent.UNCLEAR, (), 0.5, doubts[0][0], doubts[0][1])
    if nobody:
        return Answer(Intent.DECLINE, (), 0.9, "it says that nobody is put forward", nobody)
    if small_talk:
        return Answer(Intent.NONE, (), 0.8, "thanks, good wishes or small talk", (0, len(text)))
    return Answer(Intent.UNCLEAR, (), 0.5, "nothing says surely what it means", (0, len(text)))


def _names(sentence: Clause) -> list[_Name]:
    """Names of two words or more; the first a known first name, or all capitals in a place where names stand."""
    found: list[_Name] = []
    words = sentence.tokens
    position = 0
    while position < len(words):
        end = _name_end(words, position)
        if end == position:
            position += 1
            continue
        before = " ".join(token.word for token in words[max(0, position - 3) : position])
        written = " ".join(token.raw for token in words[position:end] if token.word != ".")
        if not _INSTEAD.search(before):
            found.append(_Name(_titled(written), None, position, end))
        position = end
    result = []
    for index, name in enumerate(found):
        until = found[index + 1].first if index + 1 < len(found) else len(words)
        since = found[index - 1].last if index else 0
        result.append(
            _Name(
                name.name,
                _place_between(words, name.last, until)
                or (_place_between(words, since, name.first, backwards=True) if index == 0 else None),
                name.first,
                name.last,
            )
        )
    return result


def _titled(name: str) -> str:
    return " ".join(
        part if part[0].isupper() or fold(part) in _PARTICLES else part[0].upper() + part[1:] for part in name.split()
    )


def _name_end(words: tuple[Token, ...], start: int) -> int:
    """Position after the name that starts here; ``start`` when none does."""
    first = words[start]
    if not first.is_word or first.word in _NOT_NAMES or first.word in PLACES and first.word not in FIRST_NAMES:
        return start
    known = first.word in FIRST_NAMES or first.word.split("-")[0] in FIRST_NAMES
    if not first.capital and not known or kinds(first.word) and not known:
        return start
    position = start + 1
    while position < len(words) and position - start < 6:
        token = words[position]
        if not token.is_word:
            if (
                token.word == "."
                and position + 1 < len(words)
                and len(words[position - 1].raw) <= 2
                and words[position + 1].capital
            ):
                position += 1
                continue
            break
        if (
            token.word in _PARTICLES
            and position + 1 < len(words)
            and words[position + 1].capital
            and words[position + 1].word not in PLACES
            and first.capital
            and token.word != "af"
        ):
            position += 1
            continue
        if token.word in _NEUTER or token.word in _NOT_NAMES:
            break
        if token.word in PLACES and (
            position + 1 < len(words) and words[position + 1].word in _NEUTER or position - start >= 2 or not known
        ):
            break
        surname = token.capital or (known and not first.capital and not kinds(token.word) and token.word not in PLACES)
        if not surname or (kinds(token.word) and not token.capital):
            break
        position += 1
    enough = position - start >= 2
    return (
        position
        if enough and (known or all(token.capital for token in words[start:position] if token.is_word))
        else start
    )


def _place_between(words: tuple[Token, ...], since: int, until: int, backwards: bool = False) -> str | None:
    """The municipality named between two positions, nearest to the name; two-word names too."""
    order = range(until - 1, since - 1, -1) if backwards else range(since, until)
    for position in order:
        token = words[position]
        two = f"{token.word} {words[position + 1].word}" if position + 1 < len(words) else ""
        if two in PLACES:
            return PLACES[two]
        if token.word in PLACES and (token.capital or token.word not in kinds(token.word)):
            return PLACES[token.word]
        genitive = token.word[:-1] if token.word.endswith("s") else ""
        if genitive in PLACES and position + 1 < len(words) and words[position + 1].word in _NEUTER:
            return PLACES[genitive]
    return None


def _place(sentence: Clause, names: list[_Name]) -> str | None:
    return None if names else _place_between(sentence.tokens, 0, len(sentence.tokens))


_BESIDE_NAMES = frozenset(
    fold(w)
    for w in "kommunaldirektør direktør fra i kommune og samt kandidat kandidater 1 2 3 4 5 6 formand borgmester velfærdsdirektør stabschef cand".split()
)


def _only_names(sentence: Clause, names: list[_Name]) -> bool:
    """Nothing on the line but names, places, titles and signs: an entry of a list."""
    covered = {position for name in names for position in range(name.first, name.last)}
    for position, token in enumerate(sentence.tokens):
        if position in covered or not token.is_word and not token.is_number:
            continue
        if (
            token.word not in PLACES
            and token.word not in _BESIDE_NAMES
            and not token.word.endswith(("direktoer", "chef", "kommunes"))
        ):
            return False
    return True


def _only_places(sentence: Clause) -> bool:
    return all(token.word in PLACES or token.word in _BESIDE_NAMES or not token.is_word for token in sentence.tokens)


def home_of(signature: str) -> str | None:
    """The municipality that a signature names ("Kerteminde Kommune"), or None when none or two."""
    found = {
        PLACES[fold(match[1])] for match in re.finditer(r"([^\W\d_]+(?:[ -][^\W\d_]+)?) (?:Kommune|Regionskommune)\b", signature, re.I) if fold(match[1]) in PLACES
    } | {
        PLACES[fold(match[1]).removesuffix("s")] for match in re.finditer(r"([^\W\d_]+s) (?:Kommune|Regionskommune)\b", signature, re.I) if fold(match[1]).removesuffix("s") in PLACES
    } | {
        PLACES[fold(match[1])] for match in re.finditer(r"(?<!\w)([^\W\d_]+(?:-[^\W\d_]+)?) (?:Kommune)\b", signature, re.I) if fold(match[1]) in PLACES
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None
