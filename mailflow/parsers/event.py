# ruff: noqa: E501 - a pattern is easier to read on one line
"""What a typed answer to an invitation means: accept, decline, tentative, counter, question, none or unclear.

Calendar answers are read by their PARTSTAT in ``calendar``; this is for those who answer in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.parsers import judge
from mailflow.parsers.danish import fold, parts, sentences, tokens
from mailflow.parsers.lexicon import kinds
from mailflow.parsers.names import FIRST_NAMES
from mailflow.replies import Intent

_NOT = r"(?:ikke|ikk|ik|desvaerre ikke|not|inte|ej)"
DECLINES = re.compile(
    rf"\b(?:afbud|melder? (?:mig |os )?(?:desvaerre )?(?:fra|afbud)|forhindret|optaget|(?:kan|deltager|kommer|er|har|bliver|naar|vil|skal|passer|magter) (?:\w+ ){{0,4}}{_NOT}\b|{_NOT} (?:\w+ ){{0,2}}(?:deltage|komme|vaere med|med|til stede|mulighed)|(?:maa|skal|vil) (?:\w+ ){{0,2}}(?:takke|sige) nej|takker nej|nej tak|desvaerre nej|springer over|udebliver|bortrejst|decline\w*|can'?t (?:make|attend|come|join)|cannot (?:make|attend|come|join)|unable to|won'?t (?:be|make)|kan tyvaerr|tyvaerr|kan dessverre ikke|maa melde avbud)\b"
)
ACCEPTS = re.compile(
    r"\b(?:deltager|deltage|kommer|tilmeld\w*|jeg er med|vi er med|regn med mig|ja tak|ja|jeg er der|vi er der|saet kryds|passer (?:fint|godt|mig fint|mig godt)|kan (?:godt|sagtens|fint)|accepter\w*|bekraefter|jeg kan|skriv mig paa|meld(?:er)? mig til|tilmelding|glaeder mig|vi ses|ok|fint|i'?ll be there|count me in|i will attend|attending|see you|jag kommer|jag deltar|jeg deltar|jeg moeter|jeg er paa(?= den|$)|super|👍|✅|👌)(?=\W|$)"
)
TENTATIVE = re.compile(
    r"\b(?:maaske|forventer|forhaabentlig\w*|haaber (?:at|paa|jeg)|ved (?:det |endnu )*ikke|ikke sikker|usikker\w*|proever at|forsoeger at|tror|formentlig|formodentlig|muligvis|eventuelt|afhaenger|kommer an paa|hvis|saafremt|med forbehold|forbehold|foreloebig\w*|nok|regner med|forsoeger|vender tilbage|skal lige|maybe|perhaps|tentative\w*|hopefully|probably|not sure|kanske|kanskje)\b"
)
COUNTERS = re.compile(
    r"\b(?:flytte\w*|flyttes|anden dag|andet tidspunkt|en anden dato|ny dato|nyt tidspunkt|i stedet (?:den|paa|kl|om|mandag|tirsdag|onsdag|torsdag|fredag)|(?:mandag|tirsdag|onsdag|torsdag|fredag|den \d{1,2}\S*|dagen efter|ugen efter|formiddag\w*|eftermiddag\w*|kl \S+) (?:\w+ ){0,4}(?:i stedet|istedet|bedre|hellere)|passer (?:\w+ ){0,2}bedre|hellere (?:den|paa|kl|om)|kan vi (?:i stedet|rykke|udskyde|holde)|rykke\w*|rykkes|udskyde\w*|foreslaar? (?:\w+ ){0,3}(?:den|kl|mandag|tirsdag|onsdag|torsdag|fredag|dagen|ugen)|reschedule|another (?:day|time|date)|move (?:it|the meeting)|instead)\b"
)


@dataclass(frozen=True, slots=True)
class Answer:
    intent: Intent
    confidence: float
    why: str
    span: tuple[int, int]


def attendance(text: str, sender_name: str = "") -> Answer:
    """Judge the new words of an answer to an invitation."""
    if not text.strip():
        return Answer(Intent.UNCLEAR, 0.6, "nothing is written in it", (0, 0))
    if len(text) > judge.MAX_JUDGED:
        return Answer(Intent.UNCLEAR, 0.6, "it is too long to judge by rules", (0, 0))
    own = frozenset(fold(part) for part in re.findall(r"[^\W\d_]+", sender_name))
    found: list[tuple[Intent, str, tuple[int, int]]] = []
    for sentence in sentences(tokens(text)):
        sentence = judge._without_greeting(sentence)
        if not sentence.tokens or judge._is_sign_off(sentence.tokens, own):
            continue
        for clause in parts(sentence, {"men", "but", "dog", ","}):
            joined = " ".join(word for word in clause.words if word not in (",", "(", ")", "-"))
            asks = sentence.end == "?"
            if COUNTERS.search(joined):
                found.append((Intent.COUNTER, "it proposes another time", clause.span))
            elif asks:
                found.append((Intent.QUESTION, "it asks something", clause.span))
            elif DECLINES.search(joined):
                if (
                    TENTATIVE.search(joined)
                    and not re.search(r"\b(?:hvis|nok)\b", joined)
                    and not re.search(r"\bafbud|kan (?:desvaerre )?ikke (?:deltage|komme)\b", joined)
                ):
                    found.append((Intent.TENTATIVE, "it does not know yet", clause.span))
                elif re.search(r"\b(?:nok|maaske|formentlig|muligvis|tror|hvis)\b", joined):
                    found.append((Intent.TENTATIVE, "it hedges", clause.span))
                else:
                    found.append((Intent.DECLINE, "it says no", clause.span))
            elif TENTATIVE.search(joined):
                found.append((Intent.TENTATIVE, "it hedges or sets a condition", clause.span))
            elif ACCEPTS.search(joined):
                if any("negation" in kinds(word) for word in clause.words):
                    found.append((Intent.UNCLEAR, "it negates something", clause.span))
                elif (
                    any(
                        token.capital and token.word in FIRST_NAMES and token.word not in own for token in clause.tokens
                    )
                    and "jeg" not in clause.words
                ):
                    found.append((Intent.UNCLEAR, "it speaks of somebody else", clause.span))
                else:
                    found.append((Intent.ACCEPT, "it says yes", clause.span))
            else:
                piece = judge._clause(clause, own)
                if piece.meaning in ("neutral", "nothing"):
                    found.append((Intent.NONE, "thanks, good wishes or small talk", clause.span))
                elif piece.meaning == "no":
                    found.append((Intent.DECLINE, "it says no", clause.span))
                else:
                    found.append((Intent.UNCLEAR, "it holds words that no rule knows", clause.span))
    said = {intent for intent, _, _ in found}

    def give(intent: Intent, confidence: float) -> Answer:
        _, why, span = next(entry for entry in found if entry[0] is intent)
        return Answer(intent, confidence, why, span)

    if not found:
        return Answer(Intent.UNCLEAR, 0.5, "it is only a greeting", (0, len(text)))
    if Intent.COUNTER in said:
        return give(Intent.COUNTER, 0.8)
    if Intent.ACCEPT in said and Intent.DECLINE in said:
        return Answer(Intent.UNCLEAR, 0.5, "it says yes and no", give(Intent.DECLINE, 0.5).span)
    if Intent.QUESTION in said:
        return (
            give(Intent.QUESTION, 0.8)
            if not said & {Intent.ACCEPT, Intent.DECLINE}
            else Answer(Intent.UNCLEAR, 0.5, "it answers and asks something", give(Intent.QUESTION, 0.5).span)
        )
    if Intent.TENTATIVE in said:
        return give(Intent.TENTATIVE, 0.8)
    if Intent.DECLINE in said:
        return give(Intent.DECLINE, 0.85)
    if Intent.ACCEPT in said:
        return give(Intent.ACCEPT, 0.85)
    if Intent.UNCLEAR in said:
        return give(Intent.UNCLEAR, 0.5)
    return give(Intent.NONE, 0.8)
