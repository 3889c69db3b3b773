"""The words of a parsed paragraph, taken out across emphasis, links and line breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from mailflow.pages import private

LEFT_OUT = "[udeladt]"

_LEFTOVER = re.compile(
    r"^[\s\[\](){}:;,.–—|/-]*(?:(?:virtuelt|online|digitalt)?\s*(?:møde)?link|link til mødet|teams|zoom|tlf|telefon|mobil|tel|mail"
    r"|e-?mail|adresse|kontakt|kode|og|eller|samt)?[\s\[\](){}:;,.–—|/-]*$",
    re.IGNORECASE,
)


def flat(children: Sequence[Token]) -> tuple[str, list[int]]:
    """The words of an inline token, and for each character the child it belongs to."""
    text: list[str] = []
    owners: list[int] = []
    for place, child in enumerate(children):
        words = (
            "\n"
            if child.type in {"softbreak", "hardbreak"}
            else child.content
            if child.type in {"text", "code_inline"}
            else ""
        )
        text.append(words)
        owners += [place] * len(words)
    return "".join(text), owners


def reach(first: dict[int, int], owner: int, owners: Sequence[int]) -> range:
    """The characters of one child; ``first`` tells where each child's begin."""
    start = first.get(owner, len(owners))
    end = start
    while end < len(owners) and owners[end] == owner:
        end += 1
    return range(start, end)


def cut(children: list[Token], owners: Sequence[int], finds: Sequence[private.Find]) -> None:
    """Take the finds out of the children's words, across emphasis and links, leaving a mark in the first."""
    gone = {at for found in finds for at in range(found.start, found.end)}
    marks = {found.start for found in finds}
    words: dict[int, list[str]] = {}
    starts: dict[int, int] = {}
    for at, owner in enumerate(owners):
        starts.setdefault(owner, at)
        kept = words.setdefault(owner, [])
        if at in marks:
            kept.append(LEFT_OUT)
        if at not in gone and children[owner].type in {"text", "code_inline"}:
            kept.append(children[owner].content[at - starts[owner]])
    for owner, kept in words.items():
        if children[owner].type in {"text", "code_inline"}:
            children[owner].content = "".join(kept)
        elif kept or starts[owner] in gone:  # a line break inside what was left out
            children[owner] = Token("text", "", 0, content="".join(kept))
    for place, child in enumerate(children):
        if child.type == "link_open" and any(LEFT_OUT in children[inner].content for inner in inside(children, place)):
            unlink(children, place, inside(children, place).stop)


def inside(children: Sequence[Token], opened: int) -> range:
    """The places between a link_open and its link_close."""
    depth = 0
    for place in range(opened, len(children)):
        depth += (children[place].type == "link_open") - (children[place].type == "link_close")
        if depth == 0:
            return range(opened + 1, place)
    return range(opened + 1, len(children))


def unlink(children: list[Token], opened: int, closed: int) -> None:
    """The words of a link without the link; places stay as they are."""
    for place in (opened, closed):
        if place < len(children):
            children[place] = Token("text", "", 0, content="")


def drop_leftovers(children: list[Token]) -> None:
    """A line of which only a label and the mark are left ("Virtuelt link: [udeladt]") goes whole."""
    lines: list[list[int]] = [[]]
    for place, child in enumerate(children):
        if child.type in {"softbreak", "hardbreak"}:
            lines.append([])
        lines[-1].append(place)
    for line in lines:
        words = "".join(children[place].content for place in line)
        if LEFT_OUT in words and _LEFTOVER.match(words.replace(LEFT_OUT, "")):
            for place in line:
                if children[place].type in {"text", "code_inline", "softbreak", "hardbreak"}:
                    children[place] = Token("text", "", 0, content="")
    if children and children[0].type in {"softbreak", "hardbreak"}:
        children[0] = Token("text", "", 0, content="")
