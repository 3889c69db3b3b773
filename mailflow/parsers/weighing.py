# ruff: noqa: E501 - patterns are easier to read on one line
"""The findings of an answer's clauses weighed together: one judgement of the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.parsers.stance import Finding, Meaning
from mailflow.replies import Intent

# Facts told beside a withdrawal are its reason ("I had read the old draft"), not a new objection.
_DENIES = re.compile(r"\b(?:ikke|ikk|ik|ej|ingen|intet|aldrig|not|never|inte|hvis|men|dog|når|if|but|såfremt)\b", re.I)
# Whose mistake it was: "det var mig, der huskede forkert", "du havde ret", "det var det gamle udkast".
_OWN_FAULT = re.compile(
    r"\b(?:husk\w+|set|læs\w+|forstod|forstået|hørt\w*|regne\w*|talt\w*|skrevet) forkert\b|\bmisforst\w+|\b(?:du|i|hun|han) (?:havde|har|fik) (?:jo |da |helt )*ret\b"
    r"|\btog fejl\b|\bmin fejl\b|\bovers(?:å|et)\b|\bgamle (?:referat|udkast|version|udgave)",
    re.I,
)
# After a withdrawal a fact is a reason if the writer tells it of himself; with a number it may be the next correction.
_OF_HIMSELF = re.compile(r"^(?=.*\b(?:jeg|vi|mig|os|min|mine|mit|me|we|jag)\b)(?!.*\d)", re.I | re.S)
_SOFT = ("it states something about the minutes", "it names a number or a date", "it speaks of somebody")


@dataclass(frozen=True, slots=True)
class Judgement:
    """``span`` tells the deciding words in the judged text; (0, 0) when nothing decides."""

    intent: Intent
    confidence: float
    why: str
    span: tuple[int, int]
    findings: tuple[Finding, ...] = ()


def weigh(found: list[Finding], text: str, known: str = "") -> Judgement:
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
    if withdrawal and all(_is_reason(f, withdrawal, text) for f in meant if f.meaning == "objection"):
        objection = None
    if objection:
        return Judgement(Intent.OBJECT, 0.85, objection.why, objection.span, everything)
    if withdrawal and not asked and (unknown is None or "condition" not in unknown.why):
        return Judgement(Intent.WITHDRAW, 0.85, withdrawal.why, withdrawal.span, everything)
    if withdrawal:
        other = asked or unknown
        assert other is not None  # one of the two, or the branch above was taken
        return Judgement(
            Intent.UNCLEAR, 0.6, "it takes an objection back, but says more than that", other.span, everything
        )
    leaning = first_of("leaning")
    if leaning and not consent:
        unknown = unknown or leaning
    if asked:
        return Judgement(Intent.QUESTION, 0.8, asked.why, asked.span, everything)
    if unknown:
        return Judgement(Intent.UNCLEAR, 0.5, unknown.why, unknown.span, everything)
    if (at := max(text.find("?"), text.find("？"))) >= 0:
        return Judgement(Intent.QUESTION, 0.6, "it holds a question mark", (at, at + 1), everything)
    if consent and known and (strange := next((n for n in re.finditer(r"\d+", text) if n[0] not in known), None)):
        return Judgement(
            Intent.UNCLEAR, 0.6, "it names a number that our letter does not hold", strange.span(), everything
        )
    if consent:
        return Judgement(Intent.APPROVE, 0.95, consent.why, consent.span, everything)
    if beside := first_of("beside"):
        return Judgement(
            Intent.UNCLEAR, 0.5, "it speaks of something else, and takes no stance", beside.span, everything
        )
    if neutral:
        return Judgement(Intent.NONE, 0.9, neutral.why, neutral.span, everything)
    return Judgement(Intent.UNCLEAR, 0.5, "it is only a greeting", (0, len(text)), everything)


def _is_reason(finding: Finding, withdrawal: Finding, text: str) -> bool:
    """Said beside a withdrawal, this is why it is made ("my mistake", "you are right", "I had read the old draft"): it
    denies nothing, sets no condition, and stands before it or tells a mere fact."""
    words = text[slice(*finding.span)]
    return not _DENIES.search(words) and (
        finding.span[0] < withdrawal.span[0]
        or (finding.why.startswith(_SOFT) and _OF_HIMSELF.match(words) is not None)
        or _OWN_FAULT.search(words) is not None
    )
