"""HTML of a mail -> lines of text, each with what the document's structure says of it.

selectolax (lexbor) parses anything in linear time; the walk below is a loop, not a recursion, so that 10,000 nested
divisions are as dull as one. What the eye does not see (display:none, size 0, comments) is left out and reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from selectolax.lexbor import LexborHTMLParser

MAX_HTML = 1024 * 1024
MAX_NODES = 60_000
MAX_DEPTH = 1500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)")
_MARKUP = re.compile(r"<[^<>]*+>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = frozenset(
    (
        "p div tr li h1 h2 h3 h4 h5 h6 table ul ol blockquote section article header footer pre hr address dl dt dd"
        " body center form main nav aside fieldset figure"
    ).split()
)
_APART = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table pre blockquote".split())
_SKIPPED = frozenset(
    "script style head title template noscript meta link object embed svg select textarea button".split()
)
# Attributes that tell nothing about the words: most elements have no others.
_DULL = frozenset("align alt border cellpadding cellspacing dir height href lang rel target title valign width".split())
_NOTHING = frozenset(("", " ", "\n", "\r\n", "\u00a0"))  # what stands between most elements
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$|!)|max-height\s*:\s*0(?:px)?\s*(?:;|$|!)|opacity\s*:\s*0\s*(?:;|$|!)",
    re.I,
)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([^;\"']{1,40})", re.I)
_QUOTE_CLASS = re.compile(
    r"(?:^|\s)(?:yahoo_quoted|protonmail_quote|moz-forward-container|tutanota_quote|zmail_extra|OutlookMessageHeader|mail-editor-reference-message-container|x_?gmail_quote_attribution)(?:\s|$|_)"
)
_SIGNATURE_CLASS = re.compile(
    r"(?:^|\s)(?:x_)?(?:gmail_signature\w*|moz-signature|protonmail_signature_block|Signature)(?:\s|$)"
)
_SIGNATURE_ID = re.compile(
    r"^(?:x_)?(?:Signature|ms-outlook-mobile-signature|AppleMailSignature|_MailAutoSig|lineBreakAtBeginningOfSignature|composer_signature|signature)$",
    re.I,
)
_REST_ID = re.compile(r"^(?:x_)?(?:divRplyFwdMsg|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container)$")
_MAYBE_COLOURED = re.compile(
    r"(?<![-\w])color\s*[:=]\s*[\"']?\s*(?:#(?!000|1f1f1f|212121|242424|333|222|444|555|666|777|888|999|fff)|red|blue|green|rgb)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Line:
    """``hint`` is "quote" (a client's quote mark-up), "rest" (from here on all is quoted), "signature", "colour" (words in a
    strong colour), "block" (a plain blockquote) or ""."""

    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Line, ...]
    hidden: str  # words that are in the document but not seen
    cut: bool  # too large to be read to the end


def _too_deep(html: str) -> bool:
    """More open elements than any person's mail has. An HTML parser looks up the stack at each tag: depth is quadratic."""
    if html.count("<") <= MAX_DEPTH:
        return False
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        if closing:
            depth = max(0, depth - 1)
        elif name.lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest > MAX_DEPTH


def _stripped(html: str) -> str:
    return unescape(_MARKUP.sub(" ", html))


def words(html: str) -> str:
    """All words of the document in order, seen or not: fast, for comparing with the plain text."""
    html = html[:MAX_HTML]
    if _too_deep(html):
        return _stripped(html)
    tree = LexborHTMLParser(html)
    tree.strip_tags(["style", "script", "head", "title", "template"])
    root = tree.body or tree.root
    return root.text(separator=" ") if root is not None else ""


def coloured(html: str) -> bool:
    """Whether words in a strong colour may be in it (they are how people answer inside a quote in Outlook)."""
    return _MAYBE_COLOURED.search(html[:MAX_HTML]) is not None


def strong(colour: str) -> bool:
    """A colour someone chose to stand out: not black, grey, white, nor a link's or Outlook's standard dark blue."""
    colour = colour.strip().lower().replace(" ", "")
    if colour in (
        "red",
        "blue",
        "green",
        "purple",
        "orange",
        "magenta",
        "darkred",
        "crimson",
        "fuchsia",
        "brown",
        "navy",
    ):
        return True
    match = re.fullmatch(r"#([0-9a-f]{6}|[0-9a-f]{3})", colour)
    if match:
        digits = match[1] if len(match[1]) == 6 else "".join(c * 2 for c in match[1])
        red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
    else:
        found = re.match(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})", colour)
        if not found:
            return False
        red, green, blue = (int(part) for part in found.groups())
    if (red, green, blue) in (
        (5, 99, 193),
        (0, 120, 212),
        (149, 79, 114),
        (31, 73, 125),
        (17, 85, 204),
        (0, 0, 238),
        (70, 120, 134),
        (0, 0, 0),
    ):
        return False
    return max(red, green, blue) - min(red, green, blue) >= 100


def page(html: str) -> Page:
    """The document as lines. Total; linear. A document nested too deeply is stripped of its tags and called cut."""
    if _too_deep(html[:MAX_HTML]):
        return Page(tuple(Line(" ".join(line.split())) for line in _stripped(html[:MAX_HTML]).split("\n")), "", True)
    tree = LexborHTMLParser(html[:MAX_HTML])
    root = tree.body or tree.root
    lines: list[Line] = []
    hidden: list[str] = []
    pieces: list[str] = []
    line_hint = ""
    rest = False
    hints: list[tuple[int, str]] = []  # (depth at which it opened, hint)
    blanks = 0
    seen = depth = 0

    def hint() -> str:
        return "rest" if rest else (hints[-1][1] if hints else "")

    def flush() -> None:
        nonlocal blanks, line_hint
        raw = "".join(pieces)
        text = "" if raw in _NOTHING else _SPACE.sub(" ", raw).strip(" ")
        pieces.clear()
        if text:
            lines.append(Line(text, line_hint))
            blanks = 0
        elif "\u00a0" in raw and lines and not blanks:  # Outlook's empty paragraph
            lines.append(Line("", hint()))
            blanks = 1
        line_hint = ""

    def blank() -> None:
        nonlocal blanks
        flush()
        if lines and not blanks:
            lines.append(Line("", hint()))
            blanks = 1

    node = root.child if root is not None else None
    while node is not None and seen < MAX_NODES:
        seen += 1
        tag = node.tag
        descend = False
        if tag == "-text":
            content = node.text_content or ""
            if not content.isspace() and content:
                here = "rest" if rest else (hints[-1][1] if hints else "")
                if not line_hint or here == "colour":
                    line_hint = here
            pieces.append(content)
        elif tag == "br":
            text_before = bool("".join(pieces).strip())
            flush()
            if not text_before:
                blank()
        elif tag == "img":
            alt = (node.attributes.get("alt") or "").strip()
            if 0 < len(alt) <= 3 and not alt.isalnum():
                pieces.append(alt)
        elif tag in _SKIPPED or tag in ("-comment", "_comment", "-doctype"):
            pass
        else:
            attributes = node.attributes
            style = (attributes.get("style") or "") if attributes else ""
            if style and _HIDDEN.search(style) or "hidden" in attributes:
                if len(hidden) < 50 and not hints and not rest:
                    hidden.append((node.text(separator=" ") or "")[:2000])
            else:
                if tag in _BLOCKS:
                    (blank if tag in _APART and "Mso" not in (attributes.get("class") or "") else flush)()
                elif tag in ("td", "th"):
                    pieces.append(" ")
                if attributes and (tag == "blockquote" or not _DULL.issuperset(attributes)):
                    opened = _opened(tag or "", attributes, style)
                    if opened == "rest":
                        rest = True
                    elif opened and not any(outer == "quote" for _, outer in hints):  # what stands in a quote is quoted
                        hints.append((depth, opened))
                elif tag == "blockquote" and not any(outer == "quote" for _, outer in hints):
                    hints.append((depth, "block"))
                descend = node.child is not None
                if not descend:
                    _close(hints, depth)
                    if tag == "hr":
                        lines.append(Line("", hint()))
        if descend:
            node = node.child
            depth += 1
            continue
        while node is not None and node.next is None:
            node = node.parent
            depth -= 1
            if node is None or depth <= 0 and node.mem_id == root.mem_id:  # type: ignore[union-attr]
                node = None
                break
            if node.tag in _BLOCKS:
                (blank if node.tag in _APART and "Mso" not in (node.attributes.get("class") or "") else flush)()
            _close(hints, depth)
        if node is not None:
            node = node.next
    flush()
    return Page(tuple(lines), " ".join(" ".join(hidden).split()), seen >= MAX_NODES or len(html) > MAX_HTML)


def _close(hints: list[tuple[int, str]], depth: int) -> None:
    while hints and hints[-1][0] >= depth:
        hints.pop()


def _opened(tag: str, attributes: dict[str, str | None], style: str) -> str:
    """The hint that an element opens."""
    kind = attributes.get("class") or ""
    name = attributes.get("id") or ""
    if name and _REST_ID.match(name):
        return "rest"
    if tag == "blockquote":
        if (attributes.get("type") or "").lower() == "cite" or "quote" in kind.lower() or attributes.get("cite"):
            return "quote"
        if "border-left" in style and "border-left:none" not in style.replace(" ", ""):
            return "quote"
        return "block"
    if kind:
        if _QUOTE_CLASS.search(kind) or "gmail_attr" in kind or "moz-cite-prefix" in kind:
            return "quote"
        if _SIGNATURE_CLASS.search(kind):
            return "signature"
    if name and _SIGNATURE_ID.match(name) or attributes.get("data-smartmail"):
        return "signature"
    if tag == "font" and attributes.get("color") and strong(attributes.get("color") or ""):
        return "colour"
    if style:
        colour = _COLOUR.search(style)
        if colour and strong(colour[1]):
            return "colour"
    return ""
