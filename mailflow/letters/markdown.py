"""Markdown of the letters: how a value stays a value, and what may become HTML.

A letter's template is CommonMark. Whatever is put into it is escaped, unless it is already ``Markdown``; so a name, a
subject or an answer can never become a heading, a link or a tag. A document of the secretariat (the minutes) is
rendered by itself and cleaned by an allow-list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_SPECIAL = re.compile(r"[\\`*_\[\]<>&!|~]")  # what means something anywhere in a line (CommonMark 0.31, section 6)
_LEADING = re.compile(r"[#+\-=.):'\"(@^$%{},/;?]|\d+[.)]")  # ... and only where a line begins (sections 4 and 5)
_WEB = re.compile(r"https?://[^\s<>\\\"]+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})  # control characters, direction overrides, lone surrogates, private use

_TAGS = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "hr", "br",
    "strong", "em", "s", "code", "a", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}


class Markdown(str):
    """Text that is Markdown on purpose and is put into a template as it is."""

    __slots__ = ()


def visible(value: str, *, keep: str = "") -> str:
    """Without characters that cannot be seen but can mislead; line ends and tabs become spaces unless kept."""
    if value.isprintable():  # most are: nothing in it but letters and plain blanks
        return value
    spaced = (" " if char.isspace() and char not in keep else char for char in value)
    return "".join(char for char in spaced if char in keep or unicodedata.category(char) not in _UNSEEN)


def one_line(value: object) -> str:
    """A value as one line of visible text."""
    return " ".join(visible(str(value)).split())


def escape(value: object) -> Markdown:
    """A value as Markdown that renders as exactly its own characters, in one line. None is nothing at all."""
    if isinstance(value, Markdown):
        return value
    if value is None:
        return Markdown()
    escaped = _SPECIAL.sub(lambda found: "\\" + found[0], one_line(value))
    if lead := _LEADING.match(escaped):
        escaped = escaped[: lead.end() - 1] + "\\" + escaped[lead.end() - 1 :]
    return Markdown(escaped)


def quote(value: object, largest: int = 6000) -> Markdown:
    """Somebody's own words as a block quotation, line for line; a very long text is cut, which is shown by […]."""
    text = visible(str(value), keep="\n")
    if len(text) > largest:
        text = text[:largest] + "\n[…]"
    lines = [escape(line) for line in re.sub(r"\n\s*\n+", "\n\n", text).strip().split("\n")]
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    marked = (f"> {line}\\" if line and following else f"> {line}" for line, following in pairs)
    return Markdown("\n" + "\n".join(marked) + "\n")


def link(url: object, label: object = "") -> Markdown:
    """A link, when ``url`` is one of the web; anything else stays plain text."""
    address = str(url)
    if not _WEB.fullmatch(address) or one_line(address) != address:
        return escape(url)
    return Markdown(f"[{escape(label or address)}](<{address}>)")


def command(lines: str | list[str]) -> Markdown:
    """A command line, or several, to be copied as they stand."""
    listed = [lines] if isinstance(lines, str) else lines
    return Markdown("\n" + "".join(f"    {one_line(line)}\n" for line in listed))


LETTER = MarkdownIt("commonmark", {"html": False})
DOCUMENT = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(
    ["table", "strikethrough"]
)  # a line end is meant


def to_html(letter: str | Sequence[Token]) -> str:
    """A letter's Markdown, or what ``LETTER`` has parsed of it, as an HTML fragment."""
    parsed = LETTER.parse(letter) if isinstance(letter, str) else letter
    return clean(LETTER.renderer.render(parsed, LETTER.options, {}))


def document_to_html(document: str) -> str:
    """A document's Markdown as an HTML fragment: raw HTML stays text, and images are left out."""
    return clean(DOCUMENT.render(document))


def clean(html: str) -> str:
    """Only the tags a letter needs: no styles, no images, nothing fetched from elsewhere, no link but web and mail."""
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )  # fmt: skip
