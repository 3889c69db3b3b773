"""Whether what a website shows is what was approved, when the website has its own hand in the HTML.

A content management system may write `&quot;` for a quotation mark, add attributes and classes, or wrap the text in elements
of its own. What it may not do is change the words, their order, what they are (heading, list entry, cell) or where links lead,
nor add anything that runs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailflow.i18n import _

_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th", "blockquote", "pre", "table", "ul", "ol"}
_RUNS = {"script", "iframe", "object", "embed", "form", "svg", "math", "style", "link", "base", "meta", "template"}


def differences(approved: str, shown: str, limit: int = 3) -> list[str]:
    """What differs, in words for people, the first few; [] when the public sees the same. Both are fragments of HTML."""
    found = []
    tree = LexborHTMLParser(f"<body>{shown}</body>")
    for node in tree.css("*"):
        handlers = [name for name in node.attributes if name.startswith("on")]
        if node.tag in _RUNS or handlers:
            found.append(_("the website added <{tag}>").format(tag=" ".join([node.tag or "", *handlers])))
    before, after = lines(approved), lines(shown)
    if before != after:
        found += [_told(b, a) for b, a in _changed(before, after)]
    return found[:limit]


def _changed(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    same = SequenceMatcher(None, before, after, autojunk=False) if len(before) + len(after) < 2_000 else None
    if same is None:  # too long to align: the first place will do
        place = next(
            (at for at, (b, a) in enumerate(zip(before, after, strict=False)) if b != a), min(len(before), len(after))
        )
        yield "".join(before[place : place + 1]), "".join(after[place : place + 1])
        return
    for kind, b0, b1, a0, a1 in same.get_opcodes():
        if kind != "equal":
            yield " ".join(before[b0:b1]), " ".join(after[a0:a1])


def _told(before: str, after: str) -> str:
    def short(text: str) -> str:
        return text if len(text) <= 80 else text[:79] + "…"

    if not after:
        return _("missing there: “{words}”").format(words=short(before))
    if not before:
        return _("only there: “{words}”").format(words=short(after))
    return _("“{before}” is “{after}” there").format(before=short(before), after=short(after))


def lines(html: str) -> list[str]:
    """A line for each stretch of words: what it stands in, the words, where it leads."""
    body = LexborHTMLParser(f"<body>{html}</body>").body
    if body is None:
        return []
    found: list[tuple[str, str]] = []
    for text, kind, link in _texts(body, "", ""):
        text = f"{text}<{link}>" if link and text.strip() else text
        if found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1] + text)
        else:
            found.append((kind, text))
    return [_line(kind, text) for kind, text in found if text.strip()]


def _line(block: str, words: str) -> str:
    text = unicodedata.normalize("NFC", " ".join(words.split()))
    tag = block.rpartition("#")[0].rpartition("/")[2]
    return f"{tag}: {text}" if tag not in {"", "p"} else text


def _texts(node: LexborNode, kind: str, link: str) -> Iterator[tuple[str, str, str]]:
    """(words, block they stand in with its number, target of the link) in the document's order."""
    for place, child in enumerate(node.iter(include_text=True)):
        tag = child.tag or ""
        if tag == "-text":
            if (child.text_content or "").strip() or kind.rpartition("#")[0]:
                yield child.text_content or "", kind, link
        elif tag == "br":
            yield " ", kind, link
        elif tag == "a":
            yield from _texts(child, kind, child.attributes.get("href") or "")
        elif tag in _BLOCKS:
            yield from _texts(child, f"{kind}/{tag}#{place}", link)
        else:
            yield from _texts(child, kind, link)
