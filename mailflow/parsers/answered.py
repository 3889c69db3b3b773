"""Whose mail is answered: a yes under another member's remark is a yes to the remark, not to the minutes."""

from __future__ import annotations

import re

from mailflow.mail import Mail
from mailflow.parsers import intros, judge, newtext, quotes
from mailflow.parsers.danish import fold
from mailflow.replies import Intent

_MARKS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ">"  # what stands before the words of a quoted line
_WORDS = re.compile(r"[^\W\d_]+")
MAX_LINES = 400


def remark(quoted: str, mail: Mail, sent: str) -> bool:
    """Whether the mail quoted first is another person's and says something of its own about the minutes.

    It is another's when a second mail by yet another author is quoted in it, and neither it nor the second is the
    sender's own (he may answer our acknowledgement of his earlier mail); or when it is none of ours, which we have.
    """
    lines = [line.lstrip(_MARKS) for line in quoted.split("\n", MAX_LINES)[:MAX_LINES]]
    authors: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        name = _author(line, lines[index + 1] if index + 1 < len(lines) else "")
        if name and (not authors or index - authors[-1][0] > 1):
            authors.append((index, name))
    if len(authors) < 2 or authors[0][1] == authors[1][1]:
        return False
    end = authors[1][0]
    first = [line for line in lines[:end] if not (intros.HEADER_KEY.match(line) or intros.INTRO_END.search(line))]
    if sent.strip():
        ours = quotes.ours(sent)
        filled = [line for line in first if line.strip()]
        if sum(ours.has(line) for line in filled) * 2 >= len(filled):
            return False
    if mail.from_ is not None:
        own = {mail.from_.address.lower(), _key(mail.from_.name)}
        if authors[1][1] in own or authors[0][1] in own:
            return False
    words = newtext.from_text("\n".join(first)).text
    return judge.minutes(words).intent in (Intent.OBJECT, Intent.QUESTION, Intent.UNCLEAR)


def _author(line: str, following: str) -> str:
    """Who wrote the quoted mail that begins on this line: an address, else the words of the name."""
    if intros.has_colon(line) and intros.HEADER_FROM.match(line):
        shown = line.partition(":")[2]
    elif intros.INTRO_START.match(line) and intros.INTRO_END.search(
        line if line.endswith(":") else f"{line} {following}"
    ):
        shown = f"{line} {following}"
        address = intros.HAS_ADDRESS.search(shown)
        return address[0].lower() if address else ""
    else:
        return ""
    address = intros.HAS_ADDRESS.search(shown)
    return address[0].lower() if address else _key(shown)


def _key(name: str) -> str:
    return " ".join(sorted(fold(word) for word in _WORDS.findall(name)))
