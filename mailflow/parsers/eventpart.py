"""How far somebody who comes takes part: the sentence that says so ("Deltager online fra kl. 14"), for the list and the minutes."""

from __future__ import annotations

from mailflow.parsers import eventtimes as times
from mailflow.parsers.answertext import MAX_READ, read

LONGEST = 200  # characters


def partial(text: str, sender_name: str = "") -> str:
    """The first sentence that speaks of a part of the time, or of taking part from elsewhere; "" when none does."""
    if len(text) > MAX_READ:
        return ""
    for sentence in read(text, sender_name).sentences:
        said = sentence.text
        if times.LATE_OR_EARLY.search(said) or times.LEAVING.search(said) or times.ONLINE.search(said):
            start, end = sentence.span
            return " ".join(text[start:end].split())[:LONGEST]
    return ""
