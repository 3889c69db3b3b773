"""Sanitised HTML as text for a phone: flowing lines, a blank line between paragraphs, lists with their marks."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_HEADINGS = {f"h{level}" for level in range(1, 7)}
_PARAGRAPHS = _HEADINGS | {"p", "blockquote", "pre", "table", "ul", "ol"}


def plain_text(html: str) -> str:
    """The words of a fragment as ``public_version`` makes it. Ends in one newline; "" for nothing."""
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
    text = re.sub(r"\n{3,}", "\n\n", "\n\n".join(_blocks(body)))
    return text.strip() + "\n" if text.strip() else ""


def _blocks(node: LexborNode) -> list[str]:
    out: list[str] = []
    loose: list[str] = []  # words that stand in no paragraph
    for child in node.iter(include_text=True):
        if child.tag in _PARAGRAPHS:
            if "".join(loose).strip():
                out.append(_tidy("".join(loose)))
            loose = []
            if child.tag in {"ul", "ol"}:
                out.append("\n".join(_entries(child, 0)))
            elif child.tag == "table":
                out.append("\n".join(_rows(child)))
            elif child.tag == "blockquote":
                out.append("\n\n".join(_blocks(child)))
            elif child.tag == "pre":
                out.append(child.text(deep=True).strip("\n"))
            else:
                out.append(_tidy(_words(child)))
        else:
            loose.append(_words(child))
    if "".join(loose).strip():
        out.append(_tidy("".join(loose)))
    return [block for block in out if block.strip()]


def _entries(node: LexborNode, depth: int) -> list[str]:
    lines: list[str] = []
    number = int(node.attributes.get("start") or 1)
    for entry in node.iter():
        if entry.tag != "li":
            continue
        mark = f"{number}. " if node.tag == "ol" else "- "
        number += 1
        words: list[str] = []
        below: list[str] = []
        for child in entry.iter(include_text=True):
            if child.tag in {"ul", "ol"}:
                below += _entries(child, depth + 1)
            elif child.tag in _PARAGRAPHS:
                words += [
                    "\n",
                    *_blocks(child),
                    _words(child) if child.tag in _HEADINGS | {"p"} and not _blocks(child) else "",
                    "\n",
                ]
            else:
                words.append(_words(child))
        lines.append("  " * depth + mark + _tidy("".join(words)).replace("\n", "\n" + "  " * depth + " " * len(mark)))
        lines += below
    return lines


def _rows(node: LexborNode) -> list[str]:
    rows = []
    for row in node.css("tr"):
        cells = [_tidy(_words(cell)).replace("\n", ", ") for cell in row.iter()]
        rows.append(" · ".join(cell for cell in cells if cell))
    return [row for row in rows if row]


def _words(node: LexborNode) -> str:
    if node.tag == "-text":
        return re.sub(r"\s+", " ", node.text_content or "")
    if node.tag == "br":
        return "\n"
    inner = "".join(_words(child) for child in node.iter(include_text=True))
    href = node.attributes.get("href") if node.tag == "a" else None
    if href and href.rstrip("/") not in {inner.strip().rstrip("/"), f"https://{inner.strip()}".rstrip("/")}:
        return f"{inner} ({href})"
    return inner


def _tidy(text: str) -> str:
    return "\n".join(re.sub(r" +", " ", line).strip() for line in text.strip().split("\n"))
