"""The exact new words of a person in a mail: without quote, signature, banner and footer, greeting kept.

Each line is classified once, from evidence: a *skrev* line is an intro only with an address or a quote behind it; a
header block needs three of its lines; a signature's lines must look like a signature's. What is cut is named with its
rule, and words in a signature or footer that might mean something are given back as ``residue``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mailflow.parsers import html as pages
from mailflow.parsers import quotes, signatures
from mailflow.parsers.danish import fold
from mailflow.parsers.lexicon import kinds
from mailflow.parsers.lines import WORD, Line

MAX_LINES = 4000
MAX_TEXT = 400_000  # characters


@dataclass(frozen=True, slots=True)
class NewText:
    """``text`` is what the person wrote. ``spans`` are (start, end, kind) of what is not, in the text that was given.

    ``answers`` are new words found inside the quote of our mail; they stand in ``text`` too. ``residue`` are words that
    were cut as signature or footer but could mean something. ``doubts`` say what a human should look at.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()
    rules: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    residue: str = ""
    doubts: tuple[str, ...] = ()
    signature: str = ""
    quoted: str = ""  # the quoted lines
    places: tuple[tuple[str, str], ...] = ()  # (words, number of the agenda item in the quote under which they stand)


def from_text(text: str, sent: str = "", sender: str = "") -> NewText:
    """New words of a plain text. ``sent`` is our mail's text, if known; ``sender`` the display name in From."""
    lines = []
    position = 0
    for raw in text[:MAX_TEXT].split("\n"):
        lines.append(Line(raw.rstrip(), position))
        position += len(raw) + 1
        if len(lines) > MAX_LINES:
            break
    doubts = ("it is too long to be read to the end",) if len(lines) > MAX_LINES or len(text) > MAX_TEXT else ()
    return _read(lines, sent, sender, doubts)


def from_html(html: str, sent: str = "", sender: str = "") -> NewText:
    """New words of an HTML body. Its ``spans`` are empty: they would not be offsets in the HTML."""
    page = pages.page(html)
    lines = []
    position = 0
    for line in page.lines[: MAX_LINES + 1]:
        lines.append(Line(line.text, position, line.hint))
        position += len(line.text) + 1
    doubts: tuple[str, ...] = ()
    if page.cut or len(page.lines) > MAX_LINES:
        doubts += ("it is too long to be read to the end",)
    if len(WORD.findall(page.hidden)) > 0 and any(kinds(fold(word)) for word in WORD.findall(page.hidden)[:200]):
        doubts += ("words are hidden in it",)
    found = _read(lines, sent, sender, doubts)
    return replace(found, spans=())


def _read(lines: list[Line], sent: str, sender: str, doubts: tuple[str, ...]) -> NewText:
    rules: list[str] = []
    _clearsigned(lines)
    ours = quotes.ours(sent) if sent.strip() else None
    quotes.mark(lines, rules, ours)
    answers = quotes.answers(lines, ours, rules)
    residue = signatures.mark(lines, sender, rules)
    kept: list[str] = []
    for line in lines:
        if line.kind == "":
            kept.append(line.text)
        elif kept and kept[-1].strip():
            kept.append("")
    text = _tidy(kept)
    text, tail = signatures.cut_inline(text, sender)
    if tail:
        rules.append("a sign-off at the end of a line is cut")
    spans = _spans(lines)
    signature = "\n".join(line.text for line in lines if line.kind == "signature" and line.bare)
    return NewText(
        text,
        spans,
        tuple(dict.fromkeys(rules)),
        tuple(answers),
        residue,
        doubts,
        signature + ("\n" + tail if tail else ""),
        "\n".join(line.text for line in lines if line.kind in ("quote", "intro")),
        quotes.places(lines),
    )


_ARMOUR = {
    "head": re.compile(r"(?:Hash|Charset|SaltedHash|NotDashEscaped)\b.{0,100}"),
    "signature": re.compile(r"(?:[A-Za-z0-9+/=]{1,76}|(?:Version|Comment|Hash|Charset): .{0,100})?"),
}


def _clearsigned(lines: list[Line]) -> None:
    """The armour of a clearsigned text (RFC 9580 section 7): its head, and the signature; nothing that could be words."""
    armour = ""
    for line in lines:
        if line.bare in ("-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP SIGNATURE-----"):
            armour = "head" if "MESSAGE" in line.bare else "signature"
            line.kind = "footer"
        elif line.bare == "-----END PGP SIGNATURE-----":
            armour = ""
            line.kind = "footer"
        elif armour and _ARMOUR[armour].fullmatch(line.bare):
            line.kind = "footer"
        else:
            armour = ""
            if line.text.startswith("- -"):  # dash-escaped
                line.text = line.text[2:]


def _tidy(kept: list[str]) -> str:
    """Joined, without blank lines at the ends and with at most one between."""
    out: list[str] = []
    for line in kept:
        if line.strip() or (out and out[-1].strip()):
            out.append(line.rstrip() if line.strip() else "")
    return "\n".join(out).strip()


def _spans(lines: list[Line]) -> tuple[tuple[int, int, str], ...]:
    result: list[tuple[int, int, str]] = []
    for line in lines:
        kind = "quote" if line.kind == "intro" else line.kind
        if not kind or not line.bare:
            continue
        end = line.start + len(line.text)
        if result and result[-1][2] == kind and line.start - result[-1][1] <= 3:
            result[-1] = (result[-1][0], end, kind)
        else:
            result.append((line.start, end, kind))
    return tuple(result)
