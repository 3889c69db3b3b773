"""What an answer to minutes means: approve, object, withdraw, question, none or unclear.

The rule, in one sentence: it is an approval only if *every* clause of the new words is surely consent or surely
about nothing, and at least one is consent; ``none`` only if every clause is surely about nothing. Whatever else there
is holds: a clause that corrects, doubts, conditions or asks makes it an objection or a question, a clause nobody
understands makes it unclear. So a phrase we never thought of costs a human a minute, never a missed objection.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mailflow.parsers import phrases
from mailflow.parsers.danish import COMMAS, Clause, Token, fold, parts, sentences, tokens
from mailflow.parsers.lexicon import RISKS, kinds
from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.names import FIRST_NAMES
from mailflow.replies import Intent

MAX_JUDGED = 8000  # characters of new text; a longer answer is read by a human
Meaning = Literal["consent", "neutral", "objection", "question", "withdrawal", "unknown", "nothing", "no"]

_HAPPY = frozenset(
    "! \" ' :) :-) ;) ;-) :-D :D 🙂 😊 😀 😃 😄 😁 😉 🌞 ☀ 🎄 🙏 ❤ ♥ 🌷 🎉 💪 👏 🌻 🌼 🌸 🍀 🥳 ✨ ⛄ ☃ 🎅 🇩🇰 🏖 ⛱ 🌲 ⭐ 🤗 💐 🌺 🍁 🥂 🍾 😎 “ ” « » ´".split()
)
_ALONE_YES = frozenset(
    fold(word)
    for word in "ja tak herfra fra mig min side til det den referatet yes yep sure from me også og os her".split()
)
_BETWEEN = frozenset(
    fold(word)
    for word in """nogen nogle noget som helst yderligere flere mere videre at any further more anything to finde fra min side mit vedkommende for herfra have
    har jeg vi det her några något noen noe i så nu selv of the additional my heller kommet""".split()
)  # fmt: skip
_AROUND_INVERTED = frozenset(
    fold(word) for word in "har jeg vi er der herfra fra min side til referatet det af mig have i none mine".split()
)
_JOINTS = frozenset({"og", "and", "samt", "saa", "&", "+", "och"})
_BUTS = frozenset({"men", "but", "dog"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One clause and what it means, with the rule. ``span`` is in the judged text."""

    meaning: Meaning
    why: str
    span: tuple[int, int]
    remarkless: bool = False  # consent by "no remarks": an answer that may begin with "no"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``span`` tells the deciding words in the judged text; (0, 0) when nothing decides."""

    intent: Intent
    confidence: float
    why: str
    span: tuple[int, int]
    findings: tuple[Finding, ...] = ()


def minutes(text: str, sender_name: str = "", known: str = "") -> Judgement:
    """Judge the new words of an answer to minutes. ``known`` is the text we sent: dates and numbers that are not in it are
    corrections."""
    if not text.strip():
        return Judgement(Intent.UNCLEAR, 0.6, "nothing is written in it", (0, 0))
    if len(text) > MAX_JUDGED:
        return Judgement(Intent.UNCLEAR, 0.6, "it is too long to judge by rules", (0, 0))
    own = frozenset(fold(part) for part in re.findall(r"[^\W\d_]+", sender_name))
    found: list[Finding] = []
    for sentence in sentences(tokens(text)):
        found.extend(_sentence(sentence, own, bool([f for f in found if f.meaning == "consent"])))
    return _weigh(found, text)


def _weigh(found: list[Finding], text: str) -> Judgement:
    """The clauses together. Order matters: what holds goes first."""
    meant = [finding for finding in found if finding.meaning != "nothing"]
    nos = [index for index, finding in enumerate(meant) if finding.meaning == "no"]
    if nos:
        rest = [finding for finding in meant if finding.meaning != "no"]
        if nos == [0] and rest and rest[0].remarkless:
            meant = rest
        else:
            first = meant[nos[0]]
            return Judgement(
                Intent.UNCLEAR if len(meant) == len(nos) else Intent.OBJECT, 0.6, "it says no", first.span, tuple(found)
            )

    def first_of(meaning: Meaning) -> Finding | None:
        return next((finding for finding in meant if finding.meaning == meaning), None)

    objection, asked, unknown = first_of("objection"), first_of("question"), first_of("unknown")
    withdrawal, consent, neutral = first_of("withdrawal"), first_of("consent"), first_of("neutral")
    everything = tuple(found)
    if objection:
        return Judgement(Intent.OBJECT, 0.85, objection.why, objection.span, everything)
    if withdrawal and not asked and not unknown:
        return Judgement(Intent.WITHDRAW, 0.85, withdrawal.why, withdrawal.span, everything)
    if withdrawal:
        other = asked or unknown
        assert other is not None  # one of the two, or the branch above was taken
        return Judgement(
            Intent.UNCLEAR, 0.6, "it takes an objection back, but says more than that", other.span, everything
        )
    if asked:
        return Judgement(Intent.QUESTION, 0.8, asked.why, asked.span, everything)
    if unknown:
        return Judgement(Intent.UNCLEAR, 0.5, unknown.why, unknown.span, everything)
    if consent:
        return Judgement(Intent.APPROVE, 0.95, consent.why, consent.span, everything)
    if neutral:
        return Judgement(Intent.NONE, 0.9, neutral.why, neutral.span, everything)
    return Judgement(Intent.UNCLEAR, 0.5, "it is only a greeting", (0, len(text)), everything)


def _sentence(sentence: Clause, own: frozenset[str], consented: bool) -> list[Finding]:
    """A sentence as a whole if it is one thing, else cut at commas and "but", else at "and"."""
    sentence = _without_greeting(sentence)
    if not sentence.tokens:
        return [Finding("nothing", "a greeting", sentence.span)]
    whole = _clause(sentence, own)
    if whole.meaning in ("consent", "withdrawal", "question", "no", "nothing") or (
        whole.meaning == "objection" and "?" in sentence.end
    ):
        return [whole]
    result: list[Finding] = []
    for part in parts(sentence, COMMAS | _BUTS):
        piece = _clause(part, own)
        if piece.meaning in ("unknown", "objection"):
            smaller = parts(part, set(_JOINTS))
            if len(smaller) > 1:
                pieces = [_clause(small, own) for small in smaller]
                if all(one.meaning in ("consent", "neutral", "nothing") for one in pieces):
                    result.extend(pieces)
                    consented = consented or any(one.meaning == "consent" for one in pieces)
                    continue
        if part.joint in _BUTS and consented and piece.meaning == "neutral":
            piece = Finding("unknown", "it says but after its consent", piece.span)
        if part.joint in _BUTS and consented and piece.meaning == "unknown":
            piece = Finding("objection", "it says but after its consent, and then something else", piece.span)
        consented = consented or piece.meaning == "consent"
        result.append(piece)
    if any(finding.meaning == "objection" for finding in result) or whole.meaning != "objection":
        return result
    if all(finding.meaning in ("consent", "neutral", "nothing") for finding in result) and not _contrary(sentence):
        return result
    return [whole]


def _contrary(sentence: Clause) -> bool:
    """Holds a condition, contrast or hedge anywhere: then its consenting parts are not enough."""
    return any(kinds(word) & {"condition", "contrast", "hedge"} for word in sentence.words if word not in _BUTS)


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
            or (token.capital and not known and token.is_word and position < 5)
        ):
            position += 1
        else:
            break
    while position < len(words) and words[position].word in (",", "-", "–", ":", ")", ":)", ":-)", "🙂", "😊"):
        position += 1
    return Clause(words[position:], sentence.end, sentence.joint)


def _clause(clause: Clause, own: frozenset[str]) -> Finding:
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
        if phrases.REQUEST.search(joined) or any("change" in kinds(word) for word in clause.words):
            return Finding("objection", "it asks for a change, as a question", span)
        return Finding("question", "it asks something", span)
    joined = phrases.MINUTES_OF.sub("referatet", joined)
    bare = " ".join(phrases.COURTESIES.sub(" ", joined).split())
    bare = " ".join(word for word in bare.split() if word not in _HAPPY)
    if not bare:
        thanked = any("🙂" != word and word not in _HAPPY for word in joined.split())
        return Finding("neutral" if thanked else "nothing", "thanks or good wishes", span)
    if phrases.GO_AHEAD.fullmatch(bare):
        return Finding("consent", "it says go ahead", span, remarkless="ingen " in bare or "intet " in bare)
    stance = _stance(bare.split(), span)
    if stance.meaning == "consent":
        return stance
    if clause.end != "..." and _neutral(" ".join(word for word in joined.split() if word not in _HAPPY), clause.tokens):
        return Finding("neutral", "thanks, good wishes or small talk", span)
    first = next((word for word in bare.split()), "")
    if "question" in kinds(first) and first not in ("som", "mon") and stance.meaning == "unknown":
        return Finding("question", "it asks something", span)
    return stance


def _withdrawn(joined: str) -> Meaning | None:
    if phrases.TAKING_BACK_CONSENT.search(joined):
        return "objection"
    if not phrases.WITHDRAWING.search(joined):
        return None
    words = joined.split()
    conditional = any(kinds(word) & {"condition", "hedge"} for word in words)
    contrary = any("contrast" in kinds(word) for word in words)
    negations = sum(1 for word in words if "negation" in kinds(word))
    keeps = re.search(r"\b(?:opretholder|fastholder) (?:\w+ )?ikke|\bikke laengere|\bingen \w+ laengere", joined)
    if conditional:
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


def _neutral(joined: str, clause_tokens: tuple[Token, ...]) -> bool:
    """A clause that takes no stance; its open places hold no word of risk, no number and no quotation."""
    if len(clause_tokens) > 24:
        return False
    for pattern, allowed in phrases.NEUTRAL:
        if pattern.fullmatch(joined) is None:
            continue
        names_then_words = 0
        for position, token in enumerate(clause_tokens):
            if token.is_number and not joined.startswith(("vi ses", "ses", "vi hoeres", "vi tales", "1000")):
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
            or (token.is_word and not kinds(token.word) and (token.capital or len(token.raw) < 4)) or token.word in ("fra", "og", "i", "til", "alle", "jer", "dig")
            for token in rest
        )  # fmt: skip
    if len(words) <= 4 and all(token.word in own for token in words):
        return True
    return len(words) == 1 and (words[0].word in FIRST_NAMES) and words[0].capital


def _stance(words: list[str], span: tuple[int, int]) -> Finding:
    """Consent or not, from the words of one clause: what is negated, what is left over, what nobody listed.

    "ingen bemærkninger" negates a remark: consent. "ikke godkendt" negates consent: objection. A negation that finds
    nothing to negate, two negations, a word from a list of risks or in no list: not surely anything.
    """
    pending = False  # a negation waits for what it negates
    governed = False  # a negated noun stands before: nouns joined to it are negated too
    between: list[str] = []
    heads = remarks = 0
    yes_only = True
    open_remark = ""
    inverted = False
    spoiled: dict[str, str] = {}
    previous = ""
    for position, word in enumerate(words):
        known = kinds(word)
        if word in _HAPPY or word in COMMAS:
            if word in COMMAS and pending:
                spoiled.setdefault("left-over", word)
                pending = False
        elif "negation" in known:
            if open_remark and all(one in _AROUND_INVERTED for one in between):
                inverted, open_remark = True, ""
                remarks += 1
                heads += 1
            elif pending and not (previous == "uden"):
                return Finding("objection" if heads or remarks else "unknown", "it holds two negations", span)
            else:
                pending, between = True, []
            yes_only = False
        elif "remark" in known or (
            "remark-verb" in known and not (governed and word in ("mod", "imod", "mot", "emot", "against", "change"))
        ):
            yes_only = False
            if (pending and all(one in _BETWEEN for one in between)) or (governed and not pending):
                pending, governed = False, True
                remarks += 1
                heads += 1
            elif "remark" in known and not pending and position < 3 and not open_remark:
                open_remark, between = word, []
            else:
                return Finding("objection", "it has a remark, a change or something against the minutes", span)
        elif "remark-verb" in known:
            pass
        elif "approving" in known or "yes" in known:
            if pending:
                return Finding("objection", "it negates an approval", span)
            heads += 1
            yes_only = yes_only and "yes" in known and "approving" not in known
            governed = False
        elif "empty" in known:
            between.append(word)
            if word in ("og", "saa", "som", "and", "er", "set", "laest") and pending:
                spoiled.setdefault("left-over", word)
                pending = False
            if word in ("og", "saa", "som") and not _joins_noun(words, position):
                governed = False
        elif word in PLACES and previous in ("fra", "i", "from", "kommune"):
            pass
        elif word == "kommune":
            pass
        else:
            between.append(word)
            kind = next(
                (
                    one
                    for one in (
                        "change",
                        "disagreement",
                        "condition",
                        "contrast",
                        "hedge",
                        "irony",
                        "matter",
                        "question",
                    )
                    if one in known
                ),
                "",
            )
            spoiled.setdefault(kind or ("number" if word[0].isdigit() else "stranger"), word)
        previous = word
    if open_remark:
        return Finding("objection", "it has a remark, a change or something against the minutes", span)
    if pending:
        spoiled.setdefault("left-over", "")
    if not spoiled and heads:
        if yes_only and not all(word in _ALONE_YES or "yes" in kinds(word) or word in _HAPPY for word in words):
            return Finding("unknown", "it says yes, but to what?", span)
        return Finding(
            "consent", "it has no remarks" if remarks else "it approves", span, remarkless=bool(remarks) or inverted
        )
    return _spoiled(spoiled, heads, words, span)


def _joins_noun(words: list[str], position: int) -> bool:
    return position + 1 < len(words) and "remark" in kinds(words[position + 1])


def _spoiled(spoiled: dict[str, str], heads: int, words: list[str], span: tuple[int, int]) -> Finding:
    """Why a clause is no consent. Objection where a word says so; else unknown, which holds as well."""
    joined = " ".join(words)
    if "change" in spoiled:
        return Finding("objection", f"it asks for or speaks of a change ({spoiled['change']})", span)
    if "disagreement" in spoiled:
        return Finding("objection", f"it disagrees ({spoiled['disagreement']})", span)
    if phrases.ELSEWHERE.search(joined):
        return Finding("objection" if heads else "unknown", "it points at words that are elsewhere", span)
    if heads and "condition" in spoiled:
        return Finding("objection", f"it approves on a condition ({spoiled['condition']})", span)
    if heads and "contrast" in spoiled:
        return Finding("objection", f"it makes an exception ({spoiled['contrast']})", span)
    negated = any("negation" in kinds(word) for word in words)
    if "matter" in spoiled and (negated or any(word[0].isdigit() for word in words)):
        return Finding("objection", f"it states something about the minutes ({spoiled['matter']})", span)
    if "matter" in spoiled and words[0] in ("jeg", "vi", "der", "det", "mit", "min", "i", "we", "jag"):
        return Finding("objection", f"it states something about the minutes ({spoiled['matter']})", span)
    if "hedge" in spoiled:
        return Finding("unknown", f"it hedges ({spoiled['hedge']})", span)
    kind, word = next(iter(spoiled.items()), ("stranger", ""))
    reason = {
        "irony": "it may be meant ironically", "number": "it names a number", "left-over": "it negates something",
        "matter": "it speaks of something in the minutes", "stranger": "it holds words that no rule knows", "contrast": "it holds a but",
        "condition": "it holds a condition", "question": "it holds a word of asking",
    }[kind]  # fmt: skip
    return Finding("unknown", f"{reason} ({word})" if word else reason, span)
