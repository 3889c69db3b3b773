"""Markdown as the plain text of a letter: readable as it stands, nothing of the markup left, links written out.

Lines are not wrapped: the reader's own mail program does that, on a phone too (the transfer encoding keeps the lines of
the mail short, RFC 2045 section 6.7).
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from mailflow.letters.markdown import DOCUMENT, LETTER


def to_text(letter: str | Sequence[Token]) -> str:
    """A letter's Markdown, or what ``LETTER`` has parsed of it, as plain text."""
    return _text(SyntaxTreeNode(LETTER.parse(letter) if isinstance(letter, str) else letter))


def document_to_text(document: str) -> str:
    """A document's Markdown as plain text; its line ends are kept."""
    return _text(SyntaxTreeNode(DOCUMENT.parse(document)), soft="\n")


def _text(root: SyntaxTreeNode, soft: str = " ") -> str:
    return "\n".join(line.rstrip() for line in _blocks(root, soft)).strip()


def _blocks(node: SyntaxTreeNode, soft: str, between: str | None = "") -> list[str]:
    """The lines of a node's blocks; ``between`` stands between two of them, None for nothing."""
    lines: list[str] = []
    for child in node.children:
        block = _block(child, soft)
        if lines and block and between is not None:
            lines.append(between)
        lines += block
    return lines


def _block(node: SyntaxTreeNode, soft: str) -> list[str]:
    match node.type:
        case "paragraph" | "heading" | "th" | "td":
            return "".join(_inline(child, soft) for child in node.children).split("\n")
        case "bullet_list":
            return _list(node, soft, ["- "] * len(node.children))
        case "ordered_list":
            first = int(node.attrs.get("start", 1))
            return _list(node, soft, [f"{first + place}. " for place in range(len(node.children))])
        case "blockquote":
            return [f"> {line}" for line in _blocks(node, soft)]
        case "code_block" | "fence":
            return [f"    {line}" for line in node.content.rstrip("\n").split("\n")]
        case "hr":
            return ["* * *"]
        case "table":
            return [
                " | ".join(" ".join(_block(cell, soft)) for cell in row.children)
                for section in node.children
                for row in section.children
            ]
        case _:
            return _blocks(node, soft)


def _list(node: SyntaxTreeNode, soft: str, marks: list[str]) -> list[str]:
    tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
    lines: list[str] = []
    for item, mark in zip(node.children, marks, strict=True):
        if lines and not tight:
            lines.append("")
        block = _blocks(item, soft, None if tight else "") or [""]
        lines += [(mark if place == 0 else " " * len(mark)) + line for place, line in enumerate(block)]
    return lines


def _inline(node: SyntaxTreeNode, soft: str) -> str:
    match node.type:
        case "text" | "code_inline":
            return node.content
        case "softbreak":
            return soft
        case "hardbreak":
            return "\n"
        case "s":  # what was struck out must not read as if it stood
            return f"~~{''.join(_inline(child, soft) for child in node.children)}~~"
        case "link":
            label = "".join(_inline(child, soft) for child in node.children)
            href = str(node.attrs.get("href", "")).removeprefix("mailto:")
            return label if href in ("", label) else f"{label}: {href}"
        case _:
            return "".join(_inline(child, soft) for child in node.children) or node.content
