# ruff: noqa: E501 - patterns are easier read on one line
"""What was decided under each item: the words below "Beslutning", or, without that label, the sentences that decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from mailflow.documents import Kind
from mailflow.parsers import sentences
from mailflow.parsers.decidewords import ALONE, BARE, DECIDES, IN_MINUTES, NOT_YET, OTHERS, PASSED_ON
from mailflow.parsers.labels import Section
from mailflow.parsers.sections import Line
from mailflow.reading import Doubt

_ONLY_IF = re.compile(r"\b(?:medmindre|såfremt|hvis)\b", re.IGNORECASE)  # "godkendt, medmindre der gøres indsigelse"
_ARROW = re.compile(r"^\s*(?:[→➔➜►▶»]|=>|->)\s*")
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
        written = [line for line in labelled if line.words and not _is_task_list(line)]
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
            (line, words)
            for at, line in enumerate(own) if line.words and line.section not in {Section.RECOMMENDATION, Section.CALENDAR} and line.kind != "table"
            for sentence in sentences.read(line.words)
            if decides(sentence, kind) and (words := _with_its_list(sentence, line, own[at + 1 :]))
        ]  # fmt: skip
        if deciding:
            words = " ".join(_ARROW.sub("", sentence) for _, sentence in deciding)
            found.append(Decision(item, words, deciding[0][0].paragraph, deciding[0][1]))
            continue
        proposed = [line for line in own if line.section is Section.RECOMMENDATION and line.words]
        if proposed and kind is Kind.MINUTES and not _FOR_INFORMATION.search(proposed[0].words):
            doubts.append(
                Doubt(f"item:{item}", "En indstilling er ikke en beslutning, og der står ingen beslutning.", proposed[0].words, proposed[0].paragraph)
            )  # fmt: skip
    return found, doubts


def decides(sentence: str, kind: Kind = Kind.MINUTES) -> bool:
    """Whether a sentence says that something was decided at this meeting."""
    if ALONE.match(sentence) or (kind is Kind.MINUTES and BARE.match(sentence)):
        return _ONLY_IF.search(sentence) is None
    if kind is Kind.MINUTES and PASSED_ON.search(sentence):
        return True
    said = DECIDES.search(sentence) or (IN_MINUTES.search(sentence) if kind is Kind.MINUTES else None)
    return said is not None and not NOT_YET.search(sentence) and not OTHERS.search(sentence[: said.end()])


def _with_its_list(sentence: str, line: Line, below: Sequence[Line]) -> str:
    """ "Bestyrelsen besluttede:" and the entries below it."""
    if not re.search(
        r":$|\b(?:at|besluttede|vedtog|aftalte|konkluderede|besluttet|vedtaget)$", sentence
    ) or not line.words.endswith(sentence):
        return sentence
    entries = takewhile(lambda one: one.kind in {"bullet", "number"} and one.words, below)
    return "\n".join([sentence, *(f"- {one.words}" for one in entries)])


def _is_task_list(line: Line) -> bool:
    """Whether a table below a decision is a list of who does what: no part of its words."""
    return bool(line.rows) and any(_WHO.match(cell) for cell in line.rows[0])


_WHO = re.compile(r"(?:hvem|ansvarlig(?:e)?|ansv\.?|udføres\s+af)$", re.IGNORECASE)


def _shown(line: Line) -> str:
    return f"- {line.words}" if line.kind == "bullet" else line.words
