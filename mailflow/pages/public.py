"""The public version: what the website shows of the minutes, and what it leaves out.

The text becomes HTML by CommonMark without HTML, then passes nh3's list of allowed elements: nothing else can reach the page.
Left out, each with its reason, are the words of closed items and everything that ``private`` finds. What is only perhaps
private is a doubt, and no round opens before a human has settled it: kept, or removed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mailflow.documents import Minutes, PublicVersion, Removal
from mailflow.pages import private
from mailflow.pages.headings import find_items, plain_of
from mailflow.pages.inline import LEFT_OUT, cut, drop_leftovers, flat, reach, unlink
from mailflow.pages.plain import plain_text
from mailflow.pages.tables import Shut, closed_rows, end_of_title

CLOSED_NOTE = "Punktet er lukket."
MAYBE_CLOSED, CLOSED_LOST = "Kan høre til et lukket punkt", "Punktet er lukket, men findes ikke i teksten"
ABOUT_ITEMS = {MAYBE_CLOSED, CLOSED_LOST}  # doubts that concern more than their words
LEFT_BY_HER = "Udeladt af sekretariatet"

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
_PLACE_HEADING = re.compile(r"\b(?:tid og sted|sted|mødested)\b", re.IGNORECASE)
_PEOPLE_HEADING = re.compile(r"\b(?:deltagere|mødedeltagere|afbud|fraværende|til\s?stede|gæster)\b", re.IGNORECASE)
_CLOSED_WORDS = re.compile(
    r"\bfortrolig\w*|\blukke(?:t|de)\s+(?:dagsordens)?(?:punkt\w*|dagsorden\w*|møde\w*|sag\w*|døre|del)\b|[(\[]\s*lukket\b"
    r"|\bpersonfølsom\w*|\b(?:må\s+)?ikke\s+(?:til\s+)?offentliggør\w*|\bikke[- ]offentlig\w*"
    r"|\btavshedspligt\w*|\[\s*(?:kommentar|intern)\b"
    r"|\bconfidential\b|\bclosed\s+(?:item|session|meeting)\b",
    re.IGNORECASE,
)
# A heading that goes on as prose does: a full stop behind a word, and more words, or one at the end of a long line.
_SENTENCES = re.compile(r"[a-zæøå]{3}\.\s+[A-ZÆØÅ]|^(?=.{80}).*[a-zæøå]{3}\.$")
_CLOSED_IN_HEADING = re.compile(r"\blukke(?:t|de)\b", re.IGNORECASE)


# What the secretary may show all the same: the association's own telephone is no secret, a meeting's code always is.
_MAY_STAY = {private.PHONE, private.EMAIL, private.ADDRESS}


def public_version(minutes: Minutes, keep: Sequence[str] = (), remove: Sequence[str] = ()) -> PublicVersion:
    """The public version of minutes. Pure; the same minutes always give the same bytes.

    ``keep`` settles the doubts that hold these words, and shows a telephone number, address or e-mail address of them;
    ``remove`` leaves these words out wherever they stand. ``removals`` holds what was left out, what is in doubt and what was
    settled; ``unknown`` the words of ``keep`` and ``remove`` that fit nothing.
    """
    parser = _parser()
    tokens = parser.parse(minutes.markdown)
    dropped = [one for one in minutes.dropped if one.certain and not one.form]
    redactor = _Redactor(
        dropped, {words: _pattern(words) for words in keep}, {words: _pattern(words) for words in remove}
    )
    kept = redactor.keep(tokens, minutes)
    html = _clean(parser.renderer.render(kept, parser.options, {}))
    unknown = tuple(words for words in (*keep, *remove) if words not in redactor.used)
    form = tuple(one for one in minutes.dropped if one.form)
    return PublicVersion(html, plain_text(html), tuple(redactor.removals), form, unknown)


def whole(markdown: str) -> str:
    """The whole text as a fragment of the same kind, with nothing left out: for the board, not for the website."""
    parser = _parser()
    return _clean(parser.render(markdown))


def _pattern(words: str) -> re.Pattern[str]:
    """These words, however they are spaced; words of nothing but spaces are found nowhere."""
    parts = [re.escape(part) for part in words.split()]
    return re.compile(r"\s+".join(parts) if parts else r"(?!)", re.IGNORECASE)


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
    wanted: dict[str, re.Pattern[str]] = field(default_factory=dict)  # words that the secretary keeps
    unwanted: dict[str, re.Pattern[str]] = field(default_factory=dict)  # words that she leaves out
    used: set[str] = field(default_factory=set)
    where: str = ""
    shut_titles: tuple[str, ...] = ()  # a table of contents may name a closed item
    in_front: bool = True  # before the first item: here stands where the meeting was

    def _tell(self, what: str, why: str, where: str = "", *, certain: bool = True) -> Removal:
        """Note something private or doubtful, with what the secretary has decided of it."""
        removal = Removal(what, why, where or self.where, certain)
        kept = [words for words, pattern in self.wanted.items() if pattern.search(what)]
        if kept and (not certain or why in _MAY_STAY):
            self.used.update(kept)
            removal = replace(removal, settled="kept")
        self.removals.append(removal)
        return removal

    def _unwanted(self, text: str) -> list[private.Find]:
        """Where the words stand that she leaves out."""
        finds = []
        for words, pattern in self.unwanted.items():
            for match in pattern.finditer(text):
                self.used.add(words)
                finds.append(private.Find(match.start(), match.end(), LEFT_BY_HER))
        return finds

    def _private(self, text: str, *, is_place: bool = False) -> tuple[list[private.Find], list[private.Find]]:
        """What is to be cut out of a text, and all that was noted: what is kept, or in doubt, too."""
        gone = self._unwanted(text)
        found = private.find(text, is_place=is_place)
        # Words to be left out that are part of something private take the whole of it along.
        met = [one for one in found if any(one.start < own.end and own.start < one.end for own in gone)]
        gone = _joined([*gone, *met])
        for one in gone:
            self.removals.append(Removal(text[one.start : one.end].strip(), one.why, self.where, settled="removed"))
        told = list(gone)
        for one in found:
            if one not in met:
                told.append(one)
                if self._tell(text[one.start : one.end].strip(), one.why, certain=one.certain).gone:
                    gone.append(one)
        return sorted(gone, key=lambda one: one.start), told

    def keep(self, tokens: Sequence[Token], minutes: Minutes) -> list[Token]:
        """The tokens the public may see."""
        found = find_items(tokens, minutes.items)
        for one in minutes.dropped:
            if not one.certain:
                self._tell(one.what, one.why, one.where, certain=False)
        rows = closed_rows(tokens)
        for lost in minutes.items:
            if lost.closed and lost not in found.values() and not any(lost.title in row.title for row in rows):
                self._tell(lost.title, CLOSED_LOST, lost.number, certain=False)
        self.where = minutes.title
        titles = (*(item.title for item in minutes.items if item.closed), *(row.title for row in rows))
        self.shut_titles = tuple(title for title in titles if len(title) > 3)
        in_row = {cell: row for row in rows for cell in row.cells}
        tails = {row.tail[0]: row for row in rows if row.tail}
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
                    if item is not None and item.closed:
                        self._title_alone(tokens[place + 1], item.title)
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
                if place in tails:
                    self._tail(token, tails[place])
                if place in in_row:
                    self._row(token, in_row[place], place)
                kept.append(self._inline(token))
            else:
                if token.type in {"fence", "code_block"}:
                    self._in_code(token)
                kept.append(token)
            place += 1
        if shut:
            self._closed(shut)
        return kept

    def _title_alone(self, token: Token, title: str) -> None:
        """A closed item's heading without what was said of it, where the two stand on one line."""
        text, owners = flat(token.children or [])
        stays = end_of_title(text)
        if text[stays:].strip():
            self._closed((0, title[: end_of_title(title)], [text[stays:].strip()]))
            cut(token.children or [], owners, [private.Find(stays, len(text), "Lukket punkt")])
        elif _SENTENCES.search(text):
            self._tell(
                text, "Overskriften på et lukket punkt ser ud til at rumme noget af dets indhold.", certain=False
            )

    def _closed(self, shut: tuple[int, str, list[str]]) -> None:
        _, heading, words = shut
        text = " ".join(part for part in words if part)
        if text:
            self.removals.append(Removal(text if len(text) <= 300 else text[:299] + "…", "Lukket punkt", heading))

    def _row(self, token: Token, row: Shut, place: int) -> None:
        """A cell that speaks of a closed item: its words go, and the first such cell says why."""
        self._closed((0, row.title, [plain_of(token)]))
        first = place == row.cells[0] and not row.tail
        token.children = _note()[1].children if first else []

    def _tail(self, token: Token, row: Shut) -> None:
        """A cell with the title of a closed item and what was said of it."""
        text, owners = flat(token.children or [])
        stays = row.tail[1] if row.tail else len(text)
        self._closed((0, row.title, [text[stays:].strip()]))
        cut(token.children or [], owners, [private.Find(stays, len(text), "Lukket punkt")])

    def _in_code(self, token: Token) -> None:
        for found in reversed(self._private(token.content)[0]):
            token.content = token.content[: found.start] + LEFT_OUT + token.content[found.end :]

    def _inline(self, token: Token, *, heading: bool = False, item: bool = False) -> Token:
        """One paragraph, heading, list entry or cell."""
        children = token.children or []
        text, owners = flat(children)
        is_place = _PLACE_HEADING.search(self.where) is not None or (
            self.in_front and not _PEOPLE_HEADING.search(f"{text} {self.where}")
        )
        finds, told = self._private(text, is_place=is_place)
        finds += self._targets(children, text, owners, told)
        if not item and not any(title in text for title in self.shut_titles):
            left = list(text)
            for found in finds:
                left[found.start : found.end] = " " * (found.end - found.start)
            self._suspicious("".join(left), heading)
        cut(children, owners, finds)
        drop_leftovers(children)
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
                if self._unwanted(href):
                    self.removals.append(Removal(href, LEFT_BY_HER, self.where, settled="removed"))
                    unlink(children, opened, place)
                    continue
                verdict = _verdict(href)
                if verdict is None:
                    continue
                why, certain = verdict
                inside = [at for inner in range(opened + 1, place) for at in reach(first, inner, owners)]
                seen = any(at in known for at in inside)
                if not seen:
                    self._tell(href, why, certain=certain)
                if certain:
                    unlink(children, opened, place)
                    if inside and not seen and href.lower().startswith("http"):
                        finds.append(private.Find(inside[0], inside[-1] + 1, why))
                        self.removals.append(Removal(text[inside[0] : inside[-1] + 1].strip(), why, self.where))
        return finds

    def _suspicious(self, text: str, heading: bool) -> None:
        matches = [*_CLOSED_WORDS.finditer(text), *(_CLOSED_IN_HEADING.finditer(text) if heading else ())]
        until = -1
        for match in sorted(matches, key=lambda one: one.start()):
            if match.end() <= until:  # the words told of the one before show this one too
                continue
            start, until = max(0, match.start() - 40), match.end() + 40
            self._tell(" ".join(text[start:until].split()), MAYBE_CLOSED, certain=False)


def _joined(finds: Sequence[private.Find]) -> list[private.Find]:
    """Stretches that overlap, as one, with the reason of the longest."""
    joined: list[private.Find] = []
    for one in sorted(finds, key=lambda one: (one.start, -one.end)):
        if joined and one.start < joined[-1].end:
            joined[-1] = replace(joined[-1], end=max(joined[-1].end, one.end))
        else:
            joined.append(replace(one, certain=True))
    return joined


def _verdict(href: str) -> tuple[str, bool] | None:
    """Why a link must not be shown, and whether that is sure; None for a public one."""
    scheme = href.split(":", 1)[0].lower()
    if scheme == "mailto":
        return private.EMAIL, True
    if scheme in {"tel", "sms", "callto", "sip"}:
        return private.PHONE, True
    if scheme not in {"http", "https"}:
        return "Linket fører ikke til en almindelig webside", True
    return private.link(href)


def _note() -> list[Token]:
    words = Token("inline", "", 0, content=CLOSED_NOTE, children=[
        Token("em_open", "em", 1), Token("text", "", 0, content=CLOSED_NOTE), Token("em_close", "em", -1),
    ])  # fmt: skip
    return [Token("paragraph_open", "p", 1, block=True), words, Token("paragraph_close", "p", -1, block=True)]
