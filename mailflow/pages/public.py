"""The public version: what the website shows of the minutes, and what it leaves out.

The text becomes HTML by CommonMark without HTML, then passes nh3's list of allowed elements: nothing else can reach the page.
Left out, each with its reason, are the words of closed items and everything that ``private`` finds. What is only perhaps
private stays and is a doubt, and no round opens before a human has settled it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mailflow.documents import Minutes, PublicVersion, Removal
from mailflow.pages import private
from mailflow.pages.headings import find_items, plain_of
from mailflow.pages.plain import plain_text

CLOSED_NOTE = "Punktet er lukket."
LEFT_OUT = "[udeladt]"

_ALLOWED: dict[str, set[str]] = {
    "h1": set(), "h2": set(), "h3": set(), "h4": set(), "h5": set(), "h6": set(), "p": set(), "br": set(), "ul": set(),
    "ol": {"start"}, "li": set(), "strong": set(), "em": set(), "s": set(), "blockquote": set(), "code": set(), "pre": set(),
    "a": {"href"}, "table": set(), "thead": set(), "tbody": set(), "tr": set(), "th": set(), "td": set(),
}  # fmt: skip
_GONE_WITH_CONTENT = {
    "script",
    "style",
    "iframe",
    "object",
    "svg",
    "math",
    "template",
    "noscript",
    "title",
    "textarea",
    "xmp",
}

_EMPTY = re.compile(r"<(p|li|ul|ol|blockquote|strong|em|s|a|code)(?: [^>]*)?>\s*</\1>\n?")
_EMPTY_HEAD = re.compile(r"<thead>\s*<tr>(?:\s*<th></th>)+\s*</tr>\s*</thead>\n?")
_LEFTOVER = re.compile(
    r"^[\s\[\](){}:;,.–—|/-]*(?:(?:virtuelt|online|digitalt)?\s*(?:møde)?link|link til mødet|teams|zoom|tlf|telefon|mobil|tel|mail"
    r"|e-?mail|adresse|kontakt|kode|og|eller|samt)?[\s\[\](){}:;,.–—|/-]*$",
    re.IGNORECASE,
)
_PLACE_HEADING = re.compile(r"\b(?:tid og sted|sted|mødested)\b", re.IGNORECASE)
_PEOPLE_HEADING = re.compile(r"\b(?:deltagere|mødedeltagere|afbud|fraværende|til\s?stede|gæster)\b", re.IGNORECASE)
_CLOSED_WORDS = re.compile(
    r"\bfortrolig\w*|\blukke(?:t|de)\s+(?:dagsordens)?(?:punkt\w*|dagsorden\w*|møde\w*|sag\w*|døre|del)\b|[(\[]\s*lukket\b"
    r"|\bpersonfølsom\w*|\b(?:må\s+)?ikke\s+(?:til\s+)?offentliggør\w*|\bikke[- ]offentlig\w*"
    r"|\btavshedspligt\w*|\[\s*(?:kommentar|intern)\b"
    r"|\bconfidential\b|\bclosed\s+(?:item|session|meeting)\b",
    re.IGNORECASE,
)
_CLOSED_IN_HEADING = re.compile(r"\blukke(?:t|de)\b", re.IGNORECASE)


def public_version(minutes: Minutes) -> PublicVersion:
    """The public version of minutes. Pure; the same minutes always give the same bytes.

    ``removals`` holds what was left out and, with ``certain`` False, what stays but needs a human's yes.
    """
    parser = _parser()
    tokens = parser.parse(minutes.markdown)
    redactor = _Redactor(list(minutes.dropped))
    kept = redactor.keep(tokens, minutes)
    html = _clean(parser.renderer.render(kept, parser.options, {}))
    return PublicVersion(html=html, text=plain_text(html), removals=tuple(redactor.removals))


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough").disable("image")


def _clean(html: str) -> str:
    """The allow-list, and nothing empty left behind. Idempotent."""
    html = nh3.clean(
        html, tags=set(_ALLOWED), attributes={tag: names for tag, names in _ALLOWED.items() if names},
        clean_content_tags=_GONE_WITH_CONTENT, url_schemes={"http", "https"}, link_rel="noopener noreferrer",
        strip_comments=True,
    )  # fmt: skip
    html = _EMPTY_HEAD.sub("", html)
    before = ""
    while before != html:
        before, html = html, _EMPTY.sub("", html)
    return html.strip() + "\n"


@dataclass
class _Redactor:
    """Takes private words out of parsed CommonMark and notes each. ``where`` is the heading it stands under."""

    removals: list[Removal] = field(default_factory=list)
    where: str = ""
    shut_titles: tuple[str, ...] = ()  # a table of contents may name a closed item
    in_front: bool = True  # before the first item: here stands where the meeting was

    def keep(self, tokens: Sequence[Token], minutes: Minutes) -> list[Token]:
        """The tokens the public may see."""
        found = find_items(tokens, minutes.items)
        for lost in minutes.items:
            if lost.closed and lost not in found.values():
                self.removals.append(
                    Removal(lost.title, "Punktet er lukket, men findes ikke i teksten", lost.number, certain=False)
                )
        self.where = minutes.title
        self.shut_titles = tuple(item.title for item in minutes.items if item.closed and len(item.title) > 3)
        kept: list[Token] = []
        shut: tuple[int, str, list[str]] | None = None  # level of the closed heading, its words, what stood below
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "heading_open" and token.level == 0:
                level, words, item = int(token.tag[1]), plain_of(tokens[place + 1]), found.get(place)
                if shut and level <= shut[0]:
                    self._closed(shut)
                    shut = None
                if shut is None:
                    self.where, self.in_front = words, self.in_front and item is None
                    kept += [
                        token,
                        self._inline(tokens[place + 1], heading=True, item=item is not None and item.closed),
                        tokens[place + 2],
                    ]
                    if item is not None and item.closed:
                        kept += _note()
                        shut = (level, words, [])
                else:
                    shut[2].append(words)
                place += 3
                continue
            if shut:
                if token.type == "inline" or token.content:
                    shut[2].append(plain_of(token) if token.type == "inline" else token.content)
            elif token.type == "inline":
                kept.append(self._inline(token))
            else:
                if token.type in {"fence", "code_block"}:
                    self._in_code(token)
                kept.append(token)
            place += 1
        if shut:
            self._closed(shut)
        return kept

    def _closed(self, shut: tuple[int, str, list[str]]) -> None:
        _, heading, words = shut
        text = " ".join(part for part in words if part)
        if text:
            self.removals.append(Removal(text if len(text) <= 300 else text[:299] + "…", "Lukket punkt", heading))

    def _in_code(self, token: Token) -> None:
        for found in reversed(private.find(token.content)):
            self.removals.append(Removal(token.content[found.start : found.end], found.why, self.where, found.certain))
            if found.certain:
                token.content = token.content[: found.start] + LEFT_OUT + token.content[found.end :]

    def _inline(self, token: Token, *, heading: bool = False, item: bool = False) -> Token:
        """One paragraph, heading, list entry or cell."""
        children = token.children or []
        text, owners = _flat(children)
        is_place = _PLACE_HEADING.search(self.where) is not None or (
            self.in_front and not _PEOPLE_HEADING.search(f"{text} {self.where}")
        )
        finds = private.find(text, is_place=is_place)
        finds += self._targets(children, text, owners, finds)
        for found in finds:
            self.removals.append(Removal(text[found.start : found.end].strip(), found.why, self.where, found.certain))
        if not item and not any(title in text for title in self.shut_titles):
            self._suspicious(text, heading)
        _cut(children, owners, [found for found in finds if found.certain])
        _drop_leftovers(children)
        if heading and not "".join(child.content for child in children).strip():
            children.append(Token("text", "", 0, content=LEFT_OUT))
        return token

    def _targets(
        self, children: list[Token], text: str, owners: Sequence[int], told: Sequence[private.Find]
    ) -> list[private.Find]:
        """Links that lead somewhere private: the link goes, and with a meeting's link its words. ``told``: what the words
        themselves gave away, which is not said twice."""
        finds: list[private.Find] = []
        known = {at for find in told for at in range(find.start, find.end)}
        first = {owner: at for at, owner in reversed(list(enumerate(owners)))}
        opened = -1
        for place, child in enumerate(children):
            if child.type == "link_open":
                opened = place
            elif child.type == "link_close" and opened >= 0:
                href = str(children[opened].attrs.get("href", ""))
                verdict = _verdict(href)
                if verdict is None:
                    continue
                why, certain = verdict
                inside = [at for inner in range(opened + 1, place) for at in _reach(first, inner, owners)]
                seen = any(at in known for at in inside)
                if not seen:
                    self.removals.append(Removal(href, why, self.where, certain))
                if certain:
                    _unlink(children, opened, place)
                    if inside and not seen and href.lower().startswith("http"):
                        finds.append(private.Find(inside[0], inside[-1] + 1, why))
        return finds

    def _suspicious(self, text: str, heading: bool) -> None:
        match = _CLOSED_WORDS.search(text) or (_CLOSED_IN_HEADING.search(text) if heading else None)
        if match:
            start = max(0, match.start() - 40)
            words = text[start : match.end() + 40].replace("\n", " ").strip()
            self.removals.append(Removal(words, "Kan høre til et lukket punkt", self.where, certain=False))


def _verdict(href: str) -> tuple[str, bool] | None:
    """Why a link must not be shown, and whether that is sure; None for a public one."""
    scheme = href.split(":", 1)[0].lower()
    if scheme == "mailto":
        return "E-mailadresse", True
    if scheme in {"tel", "sms", "callto", "sip"}:
        return "Telefonnummer", True
    if scheme not in {"http", "https"}:
        return "Linket fører ikke til en almindelig webside", True
    return private.link(href)


def _flat(children: Sequence[Token]) -> tuple[str, list[int]]:
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


def _reach(first: dict[int, int], owner: int, owners: Sequence[int]) -> range:
    """The characters of one child; ``first`` tells where each child's begin."""
    start = first.get(owner, len(owners))
    end = start
    while end < len(owners) and owners[end] == owner:
        end += 1
    return range(start, end)


def _cut(children: list[Token], owners: Sequence[int], finds: Sequence[private.Find]) -> None:
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
        if child.type == "link_open" and any(LEFT_OUT in children[inner].content for inner in _inside(children, place)):
            _unlink(children, place, _inside(children, place).stop)


def _inside(children: Sequence[Token], opened: int) -> range:
    """The places between a link_open and its link_close."""
    depth = 0
    for place in range(opened, len(children)):
        depth += (children[place].type == "link_open") - (children[place].type == "link_close")
        if depth == 0:
            return range(opened + 1, place)
    return range(opened + 1, len(children))


def _unlink(children: list[Token], opened: int, closed: int) -> None:
    """The words of a link without the link; places stay as they are."""
    for place in (opened, closed):
        if place < len(children):
            children[place] = Token("text", "", 0, content="")


def _drop_leftovers(children: list[Token]) -> None:
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


def _note() -> list[Token]:
    words = Token("inline", "", 0, content=CLOSED_NOTE, children=[
        Token("em_open", "em", 1), Token("text", "", 0, content=CLOSED_NOTE), Token("em_close", "em", -1),
    ])  # fmt: skip
    return [Token("paragraph_open", "p", 1, block=True), words, Token("paragraph_close", "p", -1, block=True)]
