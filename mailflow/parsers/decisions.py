# ruff: noqa: E501 - patterns are easier read on one line
"""What was decided under each item: the words below "Beslutning", or, without that label, the sentences that decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailflow.documents import Kind
from mailflow.parsers import sentences
from mailflow.parsers.sections import Line, Section
from mailflow.reading import Doubt

# A sentence that says of itself that something was decided. Present tense ("Det besluttes") is how agendas speak of it too.
_DECIDES = re.compile(
    r"\b(?:besluttede|vedtog|godkendte|tiltrådte|tilsluttede\s+sig|valgte|genvalgte|udpegede|konstituerede|bevilgede|afviste|forkastede|bemyndigede|overlod"
    r"|nedsatte|fastsatte|fastlagde|tog\s+(?:\w+\s+){0,6}?til\s+(?:efterretning|orientering)|gav\s+(?:\w+\s+){0,3}(?:bemyndigelse|tilslutning|mandat)"
    r"|(?:er|var|blev)\s+(?:der\s+)?enige?(?:de)?\s+om)\b"
    r"|\b(?:bestyrelsen|HB)\s+indstillede\b|\b(?:gen)?(?:udpeges|vælges)\s+(?:til|som|i)\b"
    r"|\bblev\s+(?:\w+\s+){1,4}og\s+(?:godkendt|vedtaget|tiltrådt)\b"
    r"|\bkonklusionen\s+(?:blev|er|var)\b|^(?:gen)?valgt\s+blev\b|\bblev\s+(?:enstemmigt\s+|herefter\s+|derfor\s+|der\s+)*(?:besluttet|vedtaget|godkendt|tiltrådt|valgt|genvalgt|udpeget|bevilget|afvist|forkastet|nedstemt|aftalt"
    r"|taget\s+til\s+(?:efterretning|orientering))\b"
    r"|\b(?:besluttet|vedtaget|godkendt|tiltrådt)\s+(?:enstemmigt|med\s+(?:\d+|de|følgende|\w+)\s+(?:stemmer|faldne|ændringer|bemærkninger|bemærkning))"
    r"|\bder\s+(?:er|var)\s+(?:enighed|tilslutning|opbakning)\s+(?:om|til)\b|\bdet\s+(?:er|var)\s+(?:besluttet|aftalt|vedtaget)\b",
    re.IGNORECASE,
)  # fmt: skip
_ALONE = re.compile(
    r"^\W*(?:(?:enstemmigt\s+)?(?:godkendt|vedtaget|tiltrådt|taget\s+til\s+(?:efterretning|orientering)|til\s+efterretning|afvist|udsat|besluttet)"
    r"|(?:referatet|dagsordenen|indstillingen|forslaget|regnskabet|budgettet|orienteringen|punktet)\s+(?:er\s+)?(?:godkendt|vedtaget|tiltrådt|taget\s+til\s+(?:efterretning|orientering)|udsat|udgår))\b.{0,80}$",
    re.IGNORECASE,
)  # fmt: skip
_NOT_YET = re.compile(
    r"\b(?:indstiller|indstilles|foreslår|foreslås|anbefaler|anbefales|ikke\s+besluttet|ingen\s+beslutning|medmindre|skal\s+beslutte|bedes|kan\s+beslutte|såfremt|hvis|sidste\s+møde"
    r"|forrige\s+møde|seneste\s+møde|tidligere|i\s+sin\s+tid|kommunalbestyrelsen|folketinget|regeringen|byrådet)\b",
    re.IGNORECASE,
)  # fmt: skip
_ONLY_IF = re.compile(r"\b(?:medmindre|såfremt|hvis)\b", re.IGNORECASE)  # "godkendt, medmindre der gøres indsigelse"
_FOR_INFORMATION = re.compile(r"\borientering|\bdrøftelse\b(?!.*\bbeslutning)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decision:
    """An item's decision (``item`` is an index among the numbered items) and where its first words stand."""

    item: int
    words: str
    paragraph: int
    evidence: str


def read(lines: Sequence[Line], kind: Kind) -> tuple[list[Decision], list[Doubt]]:
    """The decisions, at most one an item, and a doubt for each proposal that has none. Never raises."""
    found: list[Decision] = []
    doubts: list[Doubt] = []
    for item in sorted({line.item for line in lines if line.item is not None}):
        own = [line for line in lines if line.item == item]
        labelled = [line for line in own if line.section is Section.DECISION]
        written = [line for line in labelled if line.words]
        if written:
            words = "\n".join(_shown(line) for line in written)
            found.append(Decision(item, words, written[0].paragraph, written[0].words))
            continue
        if labelled:
            doubts.append(
                Doubt(f"item:{item}", "Her står “Beslutning”, men ingen beslutning.", "", labelled[0].paragraph)
            )
            continue
        deciding = [
            (line, sentence)
            for line in own if line.words and line.section not in {Section.RECOMMENDATION, Section.CALENDAR} and line.kind != "table"
            for sentence in sentences.read(line.words)
            if decides(sentence)
        ]  # fmt: skip
        if deciding:
            words = " ".join(sentence for _, sentence in deciding)
            found.append(Decision(item, words, deciding[0][0].paragraph, deciding[0][1]))
            continue
        proposed = [line for line in own if line.section is Section.RECOMMENDATION and line.words]
        if proposed and kind is Kind.MINUTES and not _FOR_INFORMATION.search(proposed[0].words):
            doubts.append(
                Doubt(f"item:{item}", "En indstilling er ikke en beslutning, og der står ingen beslutning.", proposed[0].words, proposed[0].paragraph)
            )  # fmt: skip
    return found, doubts


def decides(sentence: str) -> bool:
    """Whether a sentence says that something was decided at this meeting."""
    if _ALONE.match(sentence):
        return _ONLY_IF.search(sentence) is None
    return _DECIDES.search(sentence) is not None and not _NOT_YET.search(sentence)


def _shown(line: Line) -> str:
    return f"- {line.words}" if line.kind == "bullet" else line.words
