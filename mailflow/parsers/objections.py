# ruff: noqa: E501 - lists and patterns are easier to read on one line
"""What in a sentence that is not understood to its last word speaks against the minutes: a fact, a name, a number, a wish.

Whatever is said here, the sentence holds already; it is only told apart whether somebody corrects (an objection, which is
answered as one) or only says something that a human must read (unclear).
"""

from __future__ import annotations

import re

from mailflow.parsers.danish import Clause
from mailflow.parsers.lexicon import kinds
from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.names import FIRST_NAMES
from mailflow.parsers.stance import Finding

# Put off, handed over, not read, not opened: no stance yet.
LATER = re.compile(
    r"\b(?:vender (?:lige |straks |snarest )*tilbage|laeser (?:det|den|lige|referatet)|laese (?:det|den) (?:i|naar|senere|foerst|faerdig)|(?:har|faar|naar) (?:\w+ ){0,2}ikke (?:\w+ ){0,2}(?:naaet|laest|laese|set|haft)"
    r"|ikke (?:naaet|laest)|ring|ringer|kald mig|hoerer fra mig|skal lige (?:tale|vende|laese|se|have|snakke)|(?:tale|snakke|tales|drikke) (?:\w+ )?(?:sammen|ved)|ved ikke|aabne|svarer for mig|brug for (?:\w+ )*tid|spoerg\w*|vent lige|taenke"
    r"|aner ikke|forstaar ikke|laest det endnu|senere|get back|let me|have not read|haven't read)\b"
)
_OTHERWISE = re.compile(
    r"\b(?:noget andet|nogle andre|nogen andre|en anden|et andet|den anden|anderledes|omvendt|modsatte|tvaertimod|snarere|rettere|hellere|i stedet|istedet|bedre|faldet ud|blevet vaek|ikke laengere|ikke mere|for (?:lang|langt|kort|skarp|skarpt|detaljeret|meget|lidt|mange|haard|bloed|optimistisk|positiv|negativ)\w*)\b"
)
_SHOULD = re.compile(
    r"\b(?:skal|skulle|boer|burde|maa gerne|maatte gerne|kunne|ville|vil gerne|vil have|oensker|oensket|oenskes|foretraekker|bedes|beder|begaeres|foreslaar|anmoder|should|could|would|must|needs?|want|prefer|borde|skulle|boer)\b"
)
_NUMBERS = frozenset(
    "to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten tyve tredive halvtreds hundrede tusind million millioner mio procent pct".split()
)
_PAST = re.compile(
    r"\b(?:var|blev|havde|fik|kom|gik|sad|stod|tog|gav|sagde|saa|talte|moedte|deltog|var med|manglede|bad|lovede|hed|laa|skrev|aftalte|vedtog|besluttede|\w{3,}ede|\w{4,}te|was|were|did|had|said|left|came|met|agreed|decided|var|blev|sa|hade|fick|gikk|kom)\b"
)
_NO_ORDER = frozenset(
    {"ring", "ringer", "spoerg", "call", "bed", "beder", "listen", "liste", "sender", "giv", "gør", "goer", "sig"}
)
_SHORT = 2  # words; with fewer, a name or a number alone is too little to tell what is meant


def against(sentence: Clause, consented: bool) -> Finding | None:
    """The finding "objection" with its reason, if the sentence holds a sign of one."""
    words = [token.word for token in sentence.tokens]
    joined = " ".join(words)
    span = sentence.span
    known = [kinds(word) for word in words]
    has = frozenset().union(*known) if known else frozenset()

    def found(why: str) -> Finding:
        return Finding("objection", why, span)

    if any(word in (">", "→", "=", "+", "§", "➡") for word in words):
        return found("it writes out a change")
    if LATER.search(joined):
        return None
    consents = consented or bool(has & {"approving", "yes"}) or ("remark" in has and "negation" in has)
    if "order" in known[0] and words[0] not in _NO_ORDER:
        return found("it tells what to do")
    if "change" in has or "disagreement" in has:
        return found("it speaks of a change or disagrees")
    if _OTHERWISE.search(joined):
        return found("it says that something was otherwise")
    if "irony" in has:
        return found("it may be meant ironically")
    if consents and "contrast" in has:
        return found("it makes an exception")
    if consents and has & {"condition", "hedge"}:
        return found("it approves on a condition or with a hedge")
    numbered = any(token.is_number or token.word in _NUMBERS for token in sentence.tokens)
    named = any(
        token.capital and (token.word in FIRST_NAMES or (position and not kind and token.raw != "I"))
        for position, (token, kind) in enumerate(zip(sentence.tokens, known, strict=True))
    ) or any(word in PLACES for word in words)
    if numbered:
        return found("it names a number or a date")
    if "negation" in has and (len(words) > _SHORT or named or has & {"matter", "approving", "remark"}):
        return found("it denies something")
    if len(words) > _SHORT and _SHOULD.search(joined):
        return found("it says what should be")
    if len(words) >= _SHORT and (has & {"matter"} or _PAST.search(joined)):
        return found("it states something about the minutes")
    if named and len(words) > _SHORT:
        return found("it speaks of somebody")
    if any(word in ('"', "“", "”", "»", "«", "„") for word in words):
        return found("it quotes words")
    return None


_ASKED = re.compile(
    r"\b(?:kan det (?:passe|vaere rigtigt|vaere)|er (?:det|i) (?:nu )?(?:rigtigt at|korrekt at|rigtigt$|korrekt$|sikre?)|mon ikke|maa jeg (?:\w+ )?(?:komme med|bede om|foreslaa|tilfoeje|faa)|(?:kan|kunne|vil|ville) (?:i|vi|du|jeg|man|det) (?:\w+ ){0,2}(?:faa|ikke|have)|kunne (?:i|vi|man|det|du|der|jeg)|burde|skulle (?:der|det|vi) (?:ikke|have)|for (?:lang|langt|kort|detaljeret|skarp)\w*|hvad med|apart from|except|hvor (?:er|blev)|should it|shouldn't|wasn't|isn't|could (?:we|you|it))\b"
)


def asked(sentence: Clause) -> Finding | None:
    """A question that proposes, doubts or asks for a change: an objection in polite clothes."""
    words = [token.word for token in sentence.tokens]
    has = frozenset().union(*(kinds(word) for word in words)) if words else frozenset()
    numbered = any(token.is_number for token in sentence.tokens)
    if _ASKED.search(" ".join(words)) or ("negation" in has and (numbered or has & {"matter", "approving"})):
        return Finding("objection", "it doubts or asks for a change, as a question", sentence.span)
    return None
