# ruff: noqa: E501 - a pattern is easier to read on one line
"""The words of a short answer, ready for rules: sentences without greeting and sign-off, folded so that dots do not matter.

Rules (``rule``) are phrases as a Dane writes them, compared over folded words: æ, ø, å and what people type instead of them
are one ("møde", "moede", "mode"). Used by ``forum`` and ``event``. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from mailflow.parsers.danish import Clause, Token, fold, plain, sentences, tokens
from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.names import FIRST_NAMES
from mailflow.parsers.slips import spelt

MAX_READ = 8000  # characters; a longer answer is read by a human
MAX_SENTENCE = 90  # words; as above
MAX_SENTENCES = 120  # as above

_PHRASE_FOLD = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ä": "a", "ö": "o", "é": "e"})
_SIGNS = frozenset({'"', "“", "”", "'", "«", "»", "*", "•", "·", "_", "|", ">", "¨", "`", "…", "...", ".."})
SMILEYS = re.compile(r"[:;]-?[)(DPpoO/|]|[\u2600-\u27bf\U0001f300-\U0001faff\U0001f000-\U0001f2ff]")


def folded(word: str) -> str:
    """A word as rules compare it: "Måske", "maaske", "maske" and "MÅSKE" are one."""
    return plain(fold(word))


def rule(phrases: str, **lists: str) -> re.Pattern[str]:
    """Phrases, one a line, as a pattern over folded words with one blank between.

    "(a|b)" is one or the other, "(a )?" may be there or not, "word*" any ending, "… " up to four words between, "{NAME}" one of
    that list of words. Never spans a comma unless the phrase holds one.
    """
    lines = [" ".join(line.split()).removesuffix(" …") for line in phrases.splitlines() if line.strip()]
    whole = "|".join(line[: -len(" .*")] + "( .*)?" if line.endswith(" .*") else line for line in lines)
    for _ in range(3):  # a list may name another list
        for name, entries in lists.items():
            whole = whole.replace("{" + name + "}", "(" + entries + ")")
    whole = plain(whole.translate(_PHRASE_FOLD))
    whole = whole.replace("(", "(?:").replace("(?:?", "(?")
    whole = re.sub(r"(?<=\w)\*", r"[^\\s]*", whole)
    whole = whole.replace("… ", r"(?:[^\W_][^\s]* ){0,4}")
    return re.compile(rf"(?<![^\s])(?:{whole})(?![^\s])")


def ways(text: str) -> str:
    """A list of words or phrases, separated by "/" or line ends, for use as a list in ``rule``."""
    return "|".join(" ".join(part.split()) for part in re.split(r"[/\n]", text) if part.strip())


@dataclass(frozen=True, slots=True)
class Sentence:
    """``words`` are folded as in ``folded``; signs among them only "," "(" ")" ":" "-" "?" "+". ``end`` as in ``Clause``."""

    tokens: tuple[Token, ...]
    end: str
    joint: str = ""  # "men" and the like, when it is cut from a longer one
    words: tuple[str, ...] = field(init=False, compare=False, repr=False)
    text: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        words = tuple(spelt(plain(token.word)) for token in self.tokens)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "text", " ".join(words))

    @property
    def span(self) -> tuple[int, int]:
        return (self.tokens[0].start, self.tokens[-1].end) if self.tokens else (0, 0)

    @property
    def asks(self) -> bool:
        return self.end == "?" or "?" in self.words


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote: the sentences, the smileys in it, and the name and municipality that it is signed with."""

    sentences: tuple[Sentence, ...]
    signs: str
    signed: str
    signed_place: str | None
    closing: str = ""  # the first name below it, folded, also where it stands alone


_SIGN_OFF = re.compile(
    r"(?:(?:med|de|mange|rigtig|bedste|venlige?|kærlige?|varme|gode|kollegiale?|sommer|jule|solrige|kind|warm|best|many|vänliga?|vennlig|mvh)\s+)*"
    r"(?:m\s?\.?v\.?h|vh|v\.h|dbh|d\.b\.h|b\.?h|k\.?h|hilsen|hilsner|hilsener|hilsn|hälsning(?:ar)?|hilsning|regards|cheers|sincerely|sendt fra|knus|de bedste hilsner|/|//)(?![^\W\d_])",
    re.I,
)
# "... flyttet til KL. Vi ..." ends a sentence, though "kl." does not.
_ABBREVIATED_END = re.compile(r"\b(KL|osv|mv|evt|stk|bem)\.(?=\s+[A-ZÆØÅ])")
_POSTSCRIPT = re.compile(r"\s*p\.?s\.?(?![^\W\d_])", re.I)
_GREETING = frozenset(
    folded(word)
    for word in """hej hejsa heisa hei hi hello hallo dear kære kjære kära godmorgen goddag godaften godeftermiddag davs
    halløj hey moin tjena yo hejhej goddaw halloj hva""".split()
)
_GREETED = frozenset(
    folded(word)
    for word in """alle allesammen igen sammen sekretariat sekretariatet formand kollega kolleger kollegaer venner folkens
    jer dig og bestyrelse bestyrelsen hb frue there all team everyone again both begge i du derude med fkt
    formandskab to dejlige gode søde""".split()
)
_TITLE = re.compile(
    r".*(?:direktor|chef|borgmester|formand|sekretar|sekretariat|konsulent|kommune|kommuner|region|forvaltning|radhus|leder|stab|medlem|manager|director|ceo|office|direktionen|afdeling)\S*"
)
_CONTACT = re.compile(r"@|www\.|https?:|\b(?:tlf|tel|mobil|direkte|phone|mob)\b|\d{2}[ .]?\d{2}[ .]?\d{2}", re.I)
_VERBS = frozenset(
    folded(word)
    for word in """er har kan skal vil må kommer deltager foreslår indstiller stiller ikke jeg vi men hvis også gerne
    peger melder mener bliver beklager desværre tak ja nej hvad hvem hvor hvornår glæder håber""".split()
)


def read(text: str, sender_name: str = "") -> Answer:
    """Take greeting and sign-off away and cut the rest into sentences."""
    own = frozenset(folded(part) for part in re.findall(r"[^\W\d_]+", sender_name))
    body, signature = _cut_signature(text, own)
    body = _ABBREVIATED_END.sub(r"\1;", body)
    found: list[Sentence] = []
    for clause in sentences(tokens(body)):
        sentence = _without_greeting(_clean(clause))
        if (
            any(token.is_word or token.is_number or token.word in ("?", "+") for token in sentence.tokens)
            or sentence.end == "?"
            and not found
        ):
            found.append(sentence)
    signed, place = _signature(signature)
    if found and not signed:
        shorter, signed, place_here = _inline_name(found[-1], own, len(found) > 1)
        place = place or place_here
        found = [*found[:-1], *([shorter] if shorter.tokens else [])]
    below = (folded(word) for word in re.findall(r"[^\W\d_]+", f"{signature} {signed}"))
    closing = next((word for word in below if is_first_name(word)), "")
    return Answer(tuple(found), " ".join(SMILEYS.findall(body)), signed, place, closing)


def cut(sentence: Sentence, at: Iterable[str]) -> list[Sentence]:
    """A sentence cut at words or signs (folded); a word stays behind as ``joint`` of what follows."""
    wanted = frozenset(at)
    result: list[Sentence] = []
    current: list[Token] = []
    joint = sentence.joint
    for token in sentence.tokens:
        word = plain(token.word)
        if word in wanted:
            if current:
                result.append(Sentence(tuple(current), ",", joint))
            current, joint = [], word if token.is_word else ("" if current else joint)
        else:
            current.append(token)
    if current:
        result.append(Sentence(tuple(current), sentence.end, joint))
    elif result and sentence.end == "?":
        result[-1] = Sentence(result[-1].tokens, "?", result[-1].joint)
    return result


def _clean(clause: Clause) -> Sentence:
    kept = tuple(
        token
        for token in clause.tokens
        if token.word not in _SIGNS and not (SMILEYS.fullmatch(token.raw) and not token.is_word)
    )
    return Sentence(kept, clause.end, clause.joint)


def _cut_signature(text: str, own: frozenset[str]) -> tuple[str, str]:
    """Body and signature. The body keeps its offsets: what is cut out of its middle becomes blanks."""
    lines = text.split("\n")
    kept: list[str] = []
    signature: list[str] = []
    inside = False
    written = False
    for number, line in enumerate(lines):
        bare = line.strip()
        if inside and bare and (_POSTSCRIPT.match(bare) or not _signature_like(bare)):
            inside = False
        if not inside and bare:
            start = _sign_off_at(line, written or bool(line.strip()))
            if start is not None and all(
                _signature_like(rest)
                for rest in (line[start:], *lines[number + 1 : number + 3])
                if rest.strip() and not _POSTSCRIPT.match(rest)
            ):
                kept.append(line[:start] + " " * (len(line) - start))
                signature.append(_SIGN_OFF.sub(" ", line[start:], count=1))
                inside = True
                written = True
                continue
            if written and bare in ("--", "-- ", "—") or written and _own_line(bare, own):
                inside = True
        if inside:
            signature.append(bare)
            kept.append(" " * len(line))
        else:
            written = written or bool(bare)
            kept.append(line)
    return "\n".join(kept), "\n".join(signature)


def _sign_off_at(line: str, written: bool) -> int | None:
    """Where a sign-off begins in a line: at its start, or after a stop ("Jeg kommer. Mvh Bo", "Ja tak /Bo")."""
    for match in re.finditer(
        r"(?:^|[.!?,;)]\s+|\s+[-–]\s*|(?<=\S)\s+(?=/|mvh\b|vh\b|hilsen\b|kh\b|dbh\b|med venlig|venlig hilsen|bedste hilsner|de bedste)|[\U0001f300-\U0001faff]\s*)",
        line,
        re.I,
    ):
        at = match.end()
        while at < len(line) and line[at] in " \t":
            at += 1
        if _SIGN_OFF.match(line, at) and (written or at == 0):
            rest = line[at:]
            if len(rest) <= 120:
                return at
    return None


def _signature_like(line: str) -> bool:
    """A name, a title, a place, a telephone: short and without a verb."""
    bare = _SIGN_OFF.sub(" ", line.strip(), count=1)
    words = [folded(word) for word in re.findall(r"[^\W\d_]+", bare)]
    if _CONTACT.search(bare):
        return True
    if len(words) > 12 or any(word in _VERBS for word in words):
        return False
    capitals = re.findall(r"\b[^\W\d_a-zæøåéäö]", bare)
    return len(words) <= 2 or len(capitals) * 3 >= len(words) or any(_TITLE.fullmatch(word) for word in words)


def _own_line(line: str, own: frozenset[str]) -> bool:
    words = [folded(word) for word in re.findall(r"[^\W\d_]+", line)]
    return bool(words) and len(words) <= 5 and bool(own) and all(word in own for word in words)


def _signature(signature: str) -> tuple[str, str | None]:
    """The name (two words or more if there is one) and the one municipality in a signature."""
    name = ""
    for piece in re.split(r"[\n,;/|()]|\s[-–]\s", signature):
        words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?", piece)
        words = [word for word in words if word.strip(".")]
        if not words or len(words) > 5 or any(_TITLE.fullmatch(folded(word)) for word in words):
            continue
        first = folded(words[0])
        if (
            first in _PLAIN_NAMES
            or first.split("-")[0] in _PLAIN_NAMES
            or (len(words) >= 2 and all(word[0].isupper() for word in words) and fold(words[0]) not in PLACES)
        ):
            name = " ".join(words) if len(words) > 1 else name
            break
    return name, _one_place(signature)


def _one_place(text: str) -> str | None:
    words = [fold(word) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)]
    found: set[str] = set()
    for position, word in enumerate(words):
        two = f"{word} {words[position + 1]}" if position + 1 < len(words) else ""
        genitive = word[:-1] if word.endswith("s") else ""
        if two in PLACES:
            found.add(PLACES[two])
        elif word in PLACES:
            found.add(PLACES[word])
        elif genitive in PLACES:
            found.add(PLACES[genitive])
    return found.pop() if len(found) == 1 else None


_PLAIN_NAMES = frozenset(plain(name) for name in FIRST_NAMES)


def is_first_name(word: str) -> bool:
    """Whether a word folded as in ``folded`` is a first name (also the first part of a double one)."""
    return word in _PLAIN_NAMES or word.split("-")[0] in _PLAIN_NAMES


def _without_greeting(sentence: Sentence) -> Sentence:
    """ "Hej Lone og Per" and its comma taken off the front; only names and words of greeting go with it."""
    words = sentence.tokens
    if not words or plain(words[0].word) not in _GREETING:
        return sentence
    position = 1
    while position < len(words) and position < 9:
        token = words[position]
        word = plain(token.word)
        ordinary = word in _VERBS
        if (
            word in _GREETED
            or is_first_name(word)
            and not ordinary
            or (
                token.capital
                and not ordinary
                and position < 5
                and token.raw != "I"
                and is_first_name(plain(words[position - 1].word))
            )
        ):
            position += 1
        else:
            break
    while (
        position < len(words)
        and not words[position].is_word
        and not words[position].is_number
        and words[position].word not in ("+", "?")
    ):
        position += 1
    return Sentence(words[position:], sentence.end, sentence.joint)


def _inline_name(sentence: Sentence, own: frozenset[str], alone_counts: bool) -> tuple[Sentence, str, str | None]:
    """The last sentence without the writer's name behind it: "Ja tak, Bo", "- Hanne", or a line with one first name only."""
    words = sentence.tokens
    named = [token for token in words if token.is_word]
    if (
        alone_counts
        and named
        and len(named) == 1
        and named[0].capital
        and (is_first_name(plain(named[0].word)) or plain(named[0].word) in own)
    ):
        return Sentence((), ""), named[0].raw, None
    if (
        len(words) >= 3
        and words[-2].word in (",", "-", "–", "/")
        and words[-1].capital
        and sentence.end in ("", ".")
        and (is_first_name(plain(words[-1].word)) or plain(words[-1].word) in own)
        and len(words) > 3 - (words[-2].word == "/")
    ):
        return Sentence(words[:-2], sentence.end, sentence.joint), words[-1].raw, None
    return sentence, "", None


def too_long(answer: Answer) -> bool:
    """More sentences than an answer has, or one longer than a sentence is: a human reads it."""
    return len(answer.sentences) > MAX_SENTENCES or any(len(one.tokens) > MAX_SENTENCE for one in answer.sentences)
