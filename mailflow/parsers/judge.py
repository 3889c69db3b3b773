"""What an answer to minutes means: approve, object, withdraw, question, none or unclear.

The rule, in one sentence: it is an approval only if *every* sentence of the new words is, to its last word, a row of known
phrases of consent or about nothing (``clauses``), and at least one is consent; ``none`` only if all are about nothing.
Whatever else there is holds: what corrects, doubts, conditions or asks makes it an objection or a question
(``objections``, ``stance``), what nobody understands makes it unclear. So a phrase we never thought of costs a human a
minute, never a missed objection.
"""

from __future__ import annotations

import re

from mailflow.parsers import clauses, initials, objections, phrases
from mailflow.parsers.danish import COMMAS, Clause, Token, fold, parts, sentences, tokens
from mailflow.parsers.lexicon import RISKS, kinds
from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.names import FIRST_NAMES
from mailflow.parsers.stance import HAPPY, Finding, Meaning, stance
from mailflow.parsers.weighing import Judgement, weigh
from mailflow.replies import Intent

MAX_JUDGED = 8000  # characters of new text; a longer answer is read by a human
_ASKING = frozenset("hvem hvornaar hvordan hvilke hvilken hvilket who when how".split())
_ASKS_FOR = re.compile(r"\b(?:ikke|kan|kunne|vil|ville|skal (?:vi|i|jeg|det)|maa|burde|not|can|could)\b")
LONGEST_SENTENCE = 150  # words
SHORT = 8  # characters; "OK. H" has its name in capitals
_JOINTS = frozenset({"og", "and", "samt", "saa", "&", "och"})
_FROM_US = frozenset("herfra fra mig os til jer alle dig og min side".split())
_BUTS = frozenset({"men", "but", "dog"})


def minutes(text: str, sender_name: str = "", known: str = "") -> Judgement:
    """Judge the new words of an answer to minutes. ``known`` is the text we sent: dates and numbers that are not in it are
    corrections."""
    if not text.strip():
        return Judgement(Intent.UNCLEAR, 0.6, "nothing is written in it", (0, 0))
    if len(text) > MAX_JUDGED:
        return Judgement(Intent.UNCLEAR, 0.6, "it is too long to judge by rules", (0, 0))
    shouted = text.isupper() and len(text.lower()) == len(text) and len(text) > SHORT  # ALL IN CAPITALS names nobody
    read = text.lower() if shouted else text
    read = initials.without(initials.spoken(read))
    own = frozenset(fold(part) for part in re.findall(r"[^\W\d_]+", sender_name))
    found: list[Finding] = []
    signed = 0  # lines since the sign-off
    said_in = sentences(tokens(read))
    for index, sentence in enumerate(said_in):
        if index and index == len(said_in) - 1 and (_is_full_name(sentence) or _is_initial(sentence)):
            found.append(Finding("nothing", "a name or sign-off", sentence.span))
            continue
        if signed and clauses.in_signature(sentence.tokens, own, signed):
            found.append(Finding("nothing", "a name or sign-off", sentence.span))
            signed += 1
            continue
        said = _sentence(sentence, own, any(finding.meaning == "consent" for finding in found))
        said = said or [Finding("unknown", "it is not understood", sentence.span)]  # nothing but an "og"
        signed = 1 if said[-1].why == "a name or sign-off" else 0
        found.extend(said)
    return weigh(found, text, known)


def _sentence(sentence: Clause, own: frozenset[str], consented: bool) -> list[Finding]:
    """A sentence as a whole if it is one thing, else cut at commas and "but", else at "and"."""
    sentence = _without_greeting(sentence)
    if not sentence.tokens:
        return [Finding("nothing", "a greeting", sentence.span)]
    if len(sentence.tokens) > LONGEST_SENTENCE:
        return [Finding("unknown", "a sentence is too long to judge by rules", sentence.span)]
    row = clauses.read(sentence.tokens, own, consented) if sentence.end not in ("?", "...") else None
    if row is not None:
        return [_understood(phrase, sentence) for phrase in row]
    if sentence.tokens[0].word in ("ps", "nb") and len(sentence.tokens) > 1:
        behind = 2 if sentence.tokens[1].word in COMMAS and len(sentence.tokens) > 2 else 1
        noted = _sentence(Clause(sentence.tokens[behind:], sentence.end, sentence.joint), own, consented)
        return [Finding("unknown", "it notes something", f.span) if f.meaning == "nothing" else f for f in noted]
    first, *rest = sentence.tokens
    if (
        (first.word in ("nej", "nei", "naeh") or (first.word == "no" and rest and rest[0].word in COMMAS))
        and rest
        and sentence.end != "?"
        and rest[0].word
        not in (
            "tak",
            "thanks",
            "objections",
            "comments",
            "remarks",
            "changes",
            "corrections",
            "issues",
            "problems",
            "further",
            "more",
        )
    ):
        after = Clause(tuple(rest[1:] if rest[0].word in COMMAS else rest), sentence.end)
        return [
            Finding("no", "it says no", (first.start, first.end)),
            *(_sentence(after, own, consented) if after.tokens else []),
        ]
    if sentence.tokens[-1].word in _BUTS:
        return [Finding("unknown", "it says but, and then nothing", sentence.span)]
    return _held(sentence, own, consented)


_SAID: dict[clauses.Sort, tuple[Meaning, str]] = {
    "consent": ("consent", "it approves"),
    "no remarks": ("consent", "it has no remarks"),
    "leaning": ("leaning", "it is pleased with what was put right, but does not say more"),
    "small talk": ("neutral", "thanks, good wishes or small talk"),
    "read": ("neutral", "it has been read"),
    "beside": ("beside", "it speaks of something else"),
    "signing": ("nothing", "a name or sign-off"),
    "name": ("nothing", "the one spoken to"),
    "greeting": ("nothing", "a greeting"),
}


def _is_full_name(last: Clause) -> bool:
    """ "Jens Aagaard", "Karen Lund Holm" as the last line: the one who writes."""
    return (
        1 < len(last.tokens) < 4
        and last.end == ""
        and last.tokens[0].word in FIRST_NAMES
        and all(token.capital and not kinds(token.word) for token in last.tokens)
    )


def _is_initial(last: Clause) -> bool:
    """ "J." as the last line."""
    return len(last.tokens) == 1 and len(last.tokens[0].word) == 1 and last.tokens[0].capital and last.end in ("", ".")


def _understood(phrase: clauses.Phrase, sentence: Clause) -> Finding:
    meaning, why = _SAID[phrase.sort]
    span = sentence.tokens[phrase.begin].start, sentence.tokens[phrase.end - 1].end
    return Finding(meaning, why, span, remarkless=phrase.sort == "no remarks")


def _held(sentence: Clause, own: frozenset[str], consented: bool) -> list[Finding]:
    """A sentence that is not understood to its last word: why it holds."""
    found = _pieces(sentence, own, consented)
    meanings = {finding.meaning for finding in found}
    if not meanings & {"objection", "withdrawal", "no"} and meanings & {"question", "unknown", "consent"}:
        asks = "question" in meanings
        against = objections.asked(sentence) if asks else objections.against(sentence, consented)
        if against:
            return [*(finding for finding in found if finding.meaning in ("consent", "neutral")), against]
    if meanings <= {"consent", "neutral", "nothing"} and meanings != {"nothing"}:
        found = [*found, Finding("unknown", "it holds words that no rule knows", sentence.span)]
    return found


def _pieces(sentence: Clause, own: frozenset[str], consented: bool) -> list[Finding]:
    whole = _clause(sentence, own)
    if whole.meaning in ("consent", "withdrawal", "question", "no", "nothing") or (
        whole.meaning == "objection" and "?" in sentence.end
    ):
        return [whole]
    if whole.why == "it trails off":
        return [whole]
    result: list[Finding] = []
    for part in parts(sentence, COMMAS | _BUTS):
        piece = _clause(part, own)
        if piece.meaning in ("unknown", "objection"):
            smaller = parts(part, set(_JOINTS))
            if len(smaller) > 1:
                pieces = [_clause(small, own) for small in smaller]
                if all(one.meaning in ("consent", "neutral") for one in pieces):
                    result.extend(pieces)
                    consented = consented or any(one.meaning == "consent" for one in pieces)
                    continue
        if part.joint in _BUTS and consented and piece.meaning == "neutral":
            piece = Finding("unknown", "it says but after its consent", piece.span)
        if part.joint in _BUTS and consented and piece.meaning == "unknown":
            piece = Finding("objection", "it says but after its consent, and then something else", piece.span)
        named = piece.meaning == "nothing" and any(token.is_word for token in part.tokens)
        if named and (part.joint in _BUTS or any(earlier.why == "a name or sign-off" for earlier in result)):
            piece = Finding("unknown", "it names somebody", piece.span)
        consented = consented or piece.meaning == "consent"
        result.append(piece)
    if phrases.SPOILING.search(" ".join(sentence.words)):
        result.append(Finding("unknown", "it hedges", sentence.span))
    if any(finding.meaning == "objection" for finding in result) or whole.meaning != "objection":
        return result
    if all(finding.meaning in ("consent", "neutral", "nothing") for finding in result) and not _contrary(sentence):
        return result
    return [whole]


def _contrary(sentence: Clause) -> bool:
    """Holds a condition or a hedge anywhere: then its consenting parts are not enough."""
    return any(kinds(word) & {"condition", "hedge"} for word in sentence.words)


def _without_name(clause: Clause) -> Clause:
    """ "Ok Lone", "Godkendt, kære Lone": the one spoken to, right after a word of consent or thanks, says nothing."""
    if len(clause.tokens) < 2:
        return clause
    *_, before, last = clause.tokens
    if (
        last.capital
        and last.word in FIRST_NAMES
        and (kinds(before.word) & {"approving", "yes", "remark"} or before.word == "tak")
    ):
        return Clause(clause.tokens[:-1], clause.end, clause.joint)
    return clause


def _without_greeting(sentence: Clause) -> Clause:
    """ "Hej Lone og Per" and its comma taken off the front; only names and words of greeting go with it."""
    words = sentence.tokens
    if not words or "greeting" not in kinds(words[0].word):
        return sentence
    position = 1
    while position < len(words) and position < 9:
        token = words[position]
        known = kinds(token.word)
        if (
            "greeted" in known
            or token.word in FIRST_NAMES
            or (token.word == "med" and position + 1 < len(words) and words[position + 1].word in ("jer", "dig"))
            or (token.capital and not known and token.is_word and position < 5)
        ):
            position += 1
        else:
            break
    while position < len(words) and words[position].word in (",", "-", "–", ":", ")", ":)", ":-)", "🙂", "😊"):
        position += 1
    return Clause(words[position:], sentence.end, sentence.joint)


def _clause(clause: Clause, own: frozenset[str]) -> Finding:
    clause = _without_name(clause)
    span = clause.span
    joined = " ".join(word for word in clause.words if word not in ('"', "“", "”", "'"))
    asks = clause.end == "?" or any(word == "?" for word in clause.words)
    if _is_sign_off(clause.tokens, own):
        return Finding("nothing", "a name or sign-off", span)
    if joined in ("nej", "nej tak", "no", "nope", "nei", "no thanks"):
        return Finding("no", "it says no", span)
    taken_back = _withdrawn(joined)
    if taken_back and not asks:
        return Finding(
            taken_back,
            {
                "withdrawal": "it takes an earlier objection back",
                "objection": "it takes an approval back, or keeps an objection",
                "unknown": "it may take an objection back",
            }[taken_back],
            span,
        )
    if asks:
        if clause.words[0] in _ASKING and not _ASKS_FOR.search(joined):
            return Finding("question", "it asks something", span)
        if phrases.REQUEST.search(joined) or any("change" in kinds(word) for word in clause.words):
            return Finding("objection", "it asks for a change, as a question", span)
        return Finding("question", "it asks something", span)
    joined = phrases.MINUTES_OF.sub("referatet", joined)
    bare = " ".join(phrases.COURTESIES.sub(" ", joined).split())
    bare = " ".join(word for word in bare.split() if word not in HAPPY)
    if set(bare.split()) <= _FROM_US and bare != joined:
        thanked = any(word not in HAPPY for word in joined.split())
        return Finding("neutral" if thanked else "nothing", "thanks or good wishes", span)
    if phrases.SPOILING.search(joined):
        return Finding("unknown", "it hedges", span)
    if phrases.GO_AHEAD.fullmatch(bare.replace(" ,", "")):
        return Finding("consent", "it says go ahead", span, remarkless="ingen " in bare or "intet " in bare)
    stand = stance(bare.split(), span)
    if stand.meaning == "consent" and (clause.end == "..." or clause.tokens[-1].word == "*"):
        return Finding("unknown", "it trails off", span)
    if stand.meaning == "consent":
        return stand
    if clause.end != "..." and _neutral(" ".join(word for word in joined.split() if word not in HAPPY), clause.tokens):
        return Finding("neutral", "thanks, good wishes or small talk", span)
    first = next((word for word in bare.split()), "")
    if "question" in kinds(first) and first not in ("som", "mon") and stand.meaning == "unknown":
        return Finding("question", "it asks something", span)
    return stand


def _withdrawn(joined: str) -> Meaning | None:
    if phrases.TAKING_BACK_CONSENT.search(joined):
        return "objection"
    if not phrases.WITHDRAWING.search(joined):
        return None
    words = (
        re.sub(r"^(?:(?:saa|du|i|kan|godt|maa|gerne|ok|ja|men) )*bare ", "", joined).replace("fra foer", "fra").split()
    )
    conditional = any(kinds(word) & {"condition", "hedge"} and word not in ("forbehold", "nu") for word in words)
    contrary = any("contrast" in kinds(word) and word not in ("alligevel", "bare") for word in words)
    negations = sum(1 for word in words if "negation" in kinds(word))
    keeps = re.search(r"\b(?:opretholder|fastholder) (?:\w+ )?ikke|\bikke laengere|\bingen \w+ laengere", joined)
    if conditional or _INSTEAD.search(joined):
        return "objection"
    if (
        contrary
        or (negations and not keeps and not re.search(r"\b(?:ingen|ikke (?:nogen|noget))\b", joined))
        or negations > 1
    ):
        return "objection" if negations and not keeps else "unknown"
    if "bemaerkning" in joined and "godkend" in joined and negations:
        return "unknown"
    return "withdrawal"


# Beside a withdrawal in the same clause: another objection takes its place.
_INSTEAD = re.compile(r"\b(?:er (?:\w+ )?galt|i stedet|istedet|en anden|et andet|den anden|den rigtige|det rigtige)\b")
# In an open place: at most so many words after the turn of phrase itself, and what may not follow there.
_LONGEST = 14
_NOT_OPEN = re.compile(
    r"\b(?:ses|tales?|hoeres|snakkes|skrives)\b.*\b(?:om|og)\b"
    r"|\bse (?!jer|dig|alle|hinanden|flere|frem|jeres|andre|nogle)\w|\bhils\w* .*\b(?:sig|at|det|er)\b|\btak (?:\w+ )?for at\b"
)


def _neutral(joined: str, clause_tokens: tuple[Token, ...]) -> bool:
    """A clause that takes no stance; its open places hold no word of risk, no number and no quotation."""
    if len(clause_tokens) > _LONGEST or _NOT_OPEN.search(joined):
        return False
    for pattern, allowed in phrases.NEUTRAL:
        if pattern.fullmatch(joined) is None:
            continue
        if any(_begins_anew(clause_tokens, position) for position in range(2, len(clause_tokens))):
            return False
        names_then_words = 0
        for position, token in enumerate(clause_tokens):
            if token.is_number and not joined.startswith(("vi ses", "ses", "vi hoeres", "vi tales", "1000")):
                return False
            if token.word.startswith(("godkend", "accept", "enig", "approv")):
                return False
            if kinds(token.word) & RISKS and token.word not in allowed and not _listed(token.word, pattern):
                return False
            if token.word in FIRST_NAMES and 0 < position < len(clause_tokens) - 1:
                following = clause_tokens[position + 1]
                names_then_words += (
                    following.is_word
                    and not following.capital
                    and following.word not in ("for", "og", "i", "med", "fra")
                )
        return not names_then_words
    return False


_VERBS = frozenset(
    "er har kan skal vil maa siger ser staar bliver gaar faar betaler hedder mener boer ville kunne".split()
)
_BEFORE_NAMES = frozenset("i fra hos til med paa og af for ved in at from".split())


def _begins_anew(found: tuple[Token, ...], position: int) -> bool:
    """Without a full stop a new sentence begins here: a capital that is no name, or a subject and its verb."""
    token, before = found[position], found[position - 1]
    following = found[position + 1] if position + 1 < len(found) else None
    if token.capital and token.word not in FIRST_NAMES and token.word not in PLACES and token.raw != "I":
        return bool(kinds(token.word)) or before.word not in _BEFORE_NAMES
    if token.raw == "I" and following is not None and following.word in _VERBS:
        return True
    if following is not None and following.word in _VERBS and before.word not in ("haaber", "naar", "saa", "at"):
        return token.word in ("jeg", "det", "den", "der", "vi", "han", "hun", "de") or token.word.endswith(
            ("en", "et", "erne")
        )
    return False


def _listed(word: str, pattern: re.Pattern[str]) -> bool:
    """The pattern itself spells this word out: it is part of the turn of phrase, not of an open place."""
    return re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", pattern.pattern) is not None


def _is_sign_off(found: tuple[Token, ...], own: frozenset[str]) -> bool:
    """ "Mvh Jens", "/Bo", "Kirsten": a name that is the sender's, one first name, or a sign-off and at most four words."""
    words = [token for token in found if token.word not in COMMAS]
    if not words:
        return True
    if "sign-off" in kinds(words[0].word) and words[0].word not in ("best", "mange", "bedste"):
        rest = words[1:]
        return len(rest) <= 4 and all(
            kinds(token.word) & {"sign-off"} or token.word in own or token.word in FIRST_NAMES or token.word in PLACES
            or (token.is_word and not kinds(token.word) and (token.capital or len(token.raw) < 4))
            or token.word in ("fra", "og", "i", "til", "alle", "jer", "dig")
            for token in rest
        )  # fmt: skip
    if len(words) <= 4 and all(token.word in own for token in words):
        return True
    if (
        len(words) <= 4
        and words[0].word in ("kaere", "dear")
        and all(token.word in FIRST_NAMES or token.word == "og" for token in words[1:])
    ):
        return True
    return len(words) == 1 and (words[0].word in FIRST_NAMES) and words[0].capital
