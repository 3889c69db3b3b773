"""What a corrected version changed, item by item, in the words themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markdown_it import MarkdownIt

from mailflow.documents import Minutes
from mailflow.pages.headings import find_items, plain_of


@dataclass(frozen=True, slots=True)
class Change:
    """One changed passage. ``before`` is "" for something new, ``after`` "" for something taken out. Paragraphs are
    divided by newlines. ``item`` is "" for what stands outside the items (date, participants)."""

    item: str  # the number in the new version, or in the old one for an item that is gone
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Section:
    number: str
    title: str
    paragraphs: tuple[str, ...]


def changes(old: Minutes, new: Minutes) -> list[Change]:
    """Every changed passage, in the new version's order, items that are gone last. Numbers that only moved are no change.

    The words of closed items are among them: this is for the board, not for the website.
    """
    before, after = _sections(old), _sections(new)
    pairs = _paired(before, after)
    found: list[Change] = []
    for section in after:
        was = pairs.get(id(section))
        if was is None:
            found.append(Change(section.number, section.title, "", "\n".join([section.title, *section.paragraphs])))
            continue
        if section.number and was.title != section.title:
            found.append(Change(section.number, section.title, was.title, section.title))
        found += _passages(section, was.paragraphs, section.paragraphs)
    kept = {id(section) for section in pairs.values()}
    for section in before:
        if id(section) not in kept:
            found.append(Change(section.number, section.title, "\n".join([section.title, *section.paragraphs]), ""))
    return found


def _sections(minutes: Minutes) -> list[_Section]:
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough").parse(minutes.markdown)
    items = find_items(tokens, minutes.items)
    number, title = "", minutes.title
    sections: list[_Section] = []
    paragraphs: list[str] = []
    heading = -1
    for place, token in enumerate(tokens):
        item = items.get(place)
        if item is not None:
            sections.append(_Section(number, title, tuple(paragraphs)))
            number, title, paragraphs, heading = item.number, item.title, [], place + 1
        elif token.type == "inline" and place != heading:
            paragraphs.append(plain_of(token).replace("\n", " "))
        elif token.type in {"fence", "code_block"}:
            paragraphs.append(token.content.strip())
    return [*sections, _Section(number, title, tuple(paragraphs))]


def _paired(before: Sequence[_Section], after: Sequence[_Section]) -> dict[int, _Section]:
    """Each new section with the old one it continues: the same number and title, else title, else number, by ``id``."""
    pairs: dict[int, _Section] = {id(after[0]): before[0]}
    free = list(before[1:])
    for same in (
        lambda one, two: (one.number, one.title) == (two.number, two.title),
        lambda one, two: one.title == two.title,
        lambda one, two: one.number == two.number and one.number != "",
    ):
        for section in after[1:]:
            if id(section) in pairs:
                continue
            match = next((candidate for candidate in free if same(candidate, section)), None)
            if match is not None:
                pairs[id(section)] = match
                free = [candidate for candidate in free if candidate is not match]
    return pairs


def _passages(section: _Section, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old, new = before[a:b], after[c:d]
        if len(old) == len(new):  # paragraph by paragraph reads better than all the old, then all the new
            for one, two in zip(old, new, strict=True):
                yield Change(section.number, section.title, one, two)
        else:
            yield Change(section.number, section.title, "\n".join(old), "\n".join(new))
