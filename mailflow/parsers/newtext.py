"""The exact new words of a person in a mail: without quote, signature, banner and footer, greeting kept.

Each line is classified once, from evidence: a *skrev* line is an intro only with an address or a quote behind it; a
header block needs three of its lines; a signature's lines must look like a signature's. What is cut is named with its
rule, and words in a signature or footer that might mean something are given back as ``residue``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.parsers import furniture as f
from mailflow.parsers import html as pages
from mailflow.parsers.danish import fold
from mailflow.parsers.lexicon import kinds
from mailflow.parsers.names import FIRST_NAMES
from mailflow.parsers.phrases import ITEM

MAX_LINES = 4000
MAX_LINE = 2000
_ALNUM = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\d_]+")
_HEADING = re.compile(r"^[\s>*#]*(?:punkt|pkt\.?|ad)?\s*(\d{1,2}(?:\.\d{1,2}){0,2})[.):]?\s+[^\W\d_]", re.I)
_QUOTED = re.compile(r"^\s{0,3}(?:>|&gt;)")
_SERIOUS = frozenset({"remark", "change", "disagreement", "contrast", "condition"})
_STARTS_SENTENCE = re.compile(
    r"^\s*(?:jeg|vi|der|det|men|dog|og|i øvrigt|forresten|ps|nb|obs|hvis|kan|vil|skal|har|er|i|please|but|jag|also)\b",
    re.I,
)


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
    under: str = ""  # the number of the agenda item in the quote under which the first new words stand


@dataclass(slots=True)
class _Line:
    text: str
    start: int
    hint: str = ""
    kind: str = ""  # "", "new", "quote", "intro", "signature", "banner", "footer"

    @property
    def bare(self) -> str:
        return self.text.strip()


def from_text(text: str, sent: str = "", sender: str = "") -> NewText:
    """New words of a plain text. ``sent`` is our mail's text, if known; ``sender`` the display name in From."""
    lines = []
    position = 0
    for raw in text.split("\n"):
        lines.append(_Line(raw[:MAX_LINE].rstrip(), position))
        position += len(raw) + 1
        if len(lines) > MAX_LINES:
            break
    doubts = ("it is too long to be read to the end",) if len(lines) > MAX_LINES else ()
    return _read(lines, sent, sender, doubts)


def from_html(html: str, sent: str = "", sender: str = "") -> NewText:
    """New words of an HTML body. Its ``spans`` are empty: they would not be offsets in the HTML."""
    page = pages.page(html)
    lines = []
    position = 0
    for line in page.lines[: MAX_LINES + 1]:
        lines.append(_Line(line.text[:MAX_LINE], position, line.hint))
        position += len(line.text) + 1
    doubts: tuple[str, ...] = ()
    if page.cut or len(page.lines) > MAX_LINES:
        doubts += ("it is too long to be read to the end",)
    if len(_WORD.findall(page.hidden)) > 0 and any(kinds(fold(word)) for word in _WORD.findall(page.hidden)[:200]):
        doubts += ("words are hidden in it",)
    found = _read(lines, sent, sender, doubts)
    return NewText(
        found.text, (), found.rules, found.answers, found.residue, found.doubts, found.signature, found.under
    )


def _read(lines: list[_Line], sent: str, sender: str, doubts: tuple[str, ...]) -> NewText:
    rules: list[str] = []
    ours = _Ours(sent) if sent.strip() else None
    _mark_quotes(lines, rules, ours)
    answers = _answers(lines, ours, rules)
    residue = _mark_surroundings(lines, sender, rules)
    kept: list[str] = []
    for line in lines:
        if line.kind == "":
            kept.append(line.text)
        elif kept and kept[-1].strip():
            kept.append("")
    text = _tidy(kept)
    text, tail = _inline_sign_off(text, sender)
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
        _under(lines),
    )


def _under(lines: list[_Line]) -> str:
    """The item heading ("4. Budget", "Punkt 4") last quoted above the first new words that follow a quote."""
    heading = ""
    for line in lines:
        if line.kind == "quote":
            match = _HEADING.match(line.text)
            heading = match[1] if match else heading
        elif line.kind == "" and line.bare and heading:
            return heading
    return ""


def _tidy(kept: list[str]) -> str:
    """Joined, without blank lines at the ends and with at most one between."""
    out: list[str] = []
    for line in kept:
        if line.strip() or (out and out[-1].strip()):
            out.append(line.rstrip() if line.strip() else "")
    return "\n".join(out).strip()


def _spans(lines: list[_Line]) -> tuple[tuple[int, int, str], ...]:
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


# --- quotes ------------------------------------------------------------------------------------------------------


def _next_filled(lines: list[_Line], index: int) -> int:
    """Index of the next line with something in it (at most ten on), or len(lines)."""
    for ahead in range(index, min(index + 10, len(lines))):
        if lines[ahead].bare:
            return ahead
    return len(lines)


def _header_block(lines: list[_Line], index: int) -> bool:
    """Three or more of Fra/Sendt/Til/Cc/Emne within ten lines, the first being From (or Sendt)."""
    bare = lines[index].text
    if not (f.HEADER_FROM.match(bare) or f.HEADER_DATE_FIRST.match(bare)):
        return False
    keys: set[str] = set()
    filled = 0
    for line in lines[index : index + 14]:
        if not line.bare:
            continue
        filled += 1
        if filled > 9:
            break
        if f.HEADER_KEY.match(line.text):
            keys.add(fold(line.text.lstrip(" >*_|").split(":")[0].strip(" *_")))
    starts = {"fra", "from", "fraan", "von"} & keys
    return len(keys) >= 3 and bool(starts)


def _intro_length(lines: list[_Line], index: int, ours: _Ours | None) -> int:
    """How many lines from here are an intro ("Den … skrev …:"), 0 if none. It needs an address or a quote behind it."""
    first = lines[index].bare
    if len(first) > 400 or not first:
        return 0
    joined = ""
    for count in range(1, 5):
        if index + count > len(lines):
            return 0
        line = lines[index + count - 1].bare
        if not line or _QUOTED.match(line):
            return 0
        joined = f"{joined} {line}".strip()
        if count == 1 and not (f.INTRO.match(joined) or f.INTRO_START.match(joined)):
            return 0
        if not f.INTRO_END.search(joined):
            continue
        if len(joined) > 500 or f.FIRST_PERSON.search(joined) and not f.HAS_ADDRESS.search(joined):
            return 0
        following = _next_filled(lines, index + count)
        behind = following < len(lines) and bool(
            _QUOTED.match(lines[following].text)
            or lines[following].hint in ("quote", "block", "rest")
            or (ours and ours.has(lines[following].bare))
        )
        dated = bool(f.HAS_DATE.search(joined)) and bool(f.HAS_TIME.search(joined))
        if f.HAS_ADDRESS.search(joined) or behind or (dated and joined.endswith(":")):
            return count
        return 0
    return 0


def _mark_quotes(lines: list[_Line], rules: list[str], ours: _Ours | None) -> None:
    """Mark quoted lines. After a header block or delimiter all is quote; after an intro too, unless it is marked with ">"."""
    rest = False
    index = 0
    while index < len(lines):
        line = lines[index]
        if rest or line.hint == "rest":
            if not rest:
                rules.append("the mail program marks a quote to the end")
            rest = True
            if line.hint != "colour":
                line.kind = "quote"
            index += 1
            continue
        if line.hint == "quote":
            line.kind = "quote"
            rules.append("the mail program marks it as quoted")
        elif not line.bare:
            pass
        elif _QUOTED.match(line.text):
            line.kind = "quote"
            rules.append("lines with > are quoted")
        elif f.DELIMITER.match(line.text):
            line.kind = "quote"
            rest = True
            rules.append(f"a quote begins: {line.bare[:40]}")
        elif _header_block(lines, index):
            line.kind = "quote"
            rest = True
            rules.append("a header block (Fra, Sendt, Til, Emne) begins a quote")
        elif f.UNDERSCORES.match(line.text):
            following = _next_filled(lines, index + 1)
            if following < len(lines) and (_header_block(lines, following) or lines[following].hint == "rest"):
                line.kind = "quote"
                rest = True
                rules.append("a line and a header block begin a quote")
        else:
            count = _intro_length(lines, index, ours)
            if count:
                for intro in lines[index : index + count]:
                    intro.kind = "intro"
                rules.append("an intro (Den … skrev …:) begins a quote")
                index += count
                following = _next_filled(lines, index)
                marked = following < len(lines) and (
                    bool(_QUOTED.match(lines[following].text)) or lines[following].hint == "quote"
                )
                if following < len(lines) and lines[following].hint == "block":
                    while following < len(lines) and (lines[following].hint == "block" or not lines[following].bare):
                        lines[following].kind = "quote"
                        following += 1
                    index = following
                elif not marked:
                    rest = following < len(lines)
                continue
        index += 1
    # a '>' quote whose lines were wrapped on the way: a short unmarked line between two marked ones
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if (
            line.kind == ""
            and line.bare
            and before.kind == "quote"
            and after.kind == "quote"
            and _QUOTED.match(before.text)
            and _QUOTED.match(after.text)
        ):
            if ours is not None and ours.has(line.bare):
                line.kind = "quote"


class _Ours:
    """The mail we sent, for asking whether a line is from it. A line of one or two words must be a whole line of ours."""

    def __init__(self, sent: str) -> None:
        self.flat = _ALNUM.sub("", sent[:200_000]).lower()
        self.short = {_ALNUM.sub("", line).lower() for line in sent[:200_000].split("\n")}

    def has(self, line: str) -> bool:
        flat = _ALNUM.sub("", line.lstrip("> ")).lower()
        if not flat:
            return True
        if len(flat) < 16:
            return flat in self.short
        return flat in self.flat


def _answers(lines: list[_Line], ours: _Ours | None, rules: list[str]) -> list[str]:
    """Lines inside the quote that are not from our mail although the quote is: answers written inside. They become new."""
    found = [line.bare for line in lines if line.kind == "" and line.hint == "colour" and line.bare]
    if found:
        rules.append("words in colour inside the quote are an answer")
    if ours is None:
        return found
    quoted = [line for line in lines if line.kind == "quote" and line.bare]
    cut = 0
    level: list[_Line] = []
    for index, line in enumerate(lines):
        if line.kind != "quote" or not line.bare:
            continue
        if f.HEADER_KEY.match(line.text) or f.DELIMITER.match(line.text) or f.UNDERSCORES.match(line.text):
            cut += 1 if f.HEADER_FROM.match(line.text) and _header_block(lines, index) else 0
            if cut > 1:
                break  # an older mail quoted in the quote
            continue
        if line.text.lstrip().startswith((">>", "> >")):
            continue
        level.append(line)
    if not quoted or not level:
        return found
    known = [ours.has(line.bare) for line in level]
    if sum(known) * 2 < len(level) or sum(known) < 1:
        return found  # it is another mail that is quoted
    for line, own in zip(level, known, strict=True):
        if (
            own
            or f.BANNER.match(line.bare)
            or f.FOOTER.match(line.bare)
            or not _WORD.search(line.bare)
            and not re.search(r"\d", line.bare)
        ):
            continue
        if f.INTRO_END.search(line.bare) or (line.bare.startswith("[") and line.bare.endswith("]")):
            continue
        line.kind = ""
        line.text = line.text.lstrip("> ")
        found.append(line.bare)
        rules.append("words inside our quoted mail that we did not write are an answer")
    return found


# --- signatures, banners, footers -----------------------------------------------------------------------------------


def _mark_surroundings(lines: list[_Line], sender: str, rules: list[str]) -> str:
    """Mark banners, footers and signatures in what is not quoted; returns the words among them that could mean something."""
    own = [fold(part) for part in _WORD.findall(sender)]
    residue: list[str] = []
    segment: list[_Line] = []
    for line in [*lines, _Line("", 0, kind="quote")]:
        if line.kind == "":
            segment.append(line)
            continue
        if segment:
            _segment(segment, own, rules, residue)
            segment = []
    return "\n".join(residue)


def _segment(segment: list[_Line], own: list[str], rules: list[str], residue: list[str]) -> None:
    state = ""  # "", "signature", "footer"
    for index, line in enumerate(segment):
        bare = line.bare
        if not bare:
            if state == "footer":
                state = "signature" if any(other.kind == "signature" for other in segment[:index]) else ""
            if state == "signature":
                line.kind = "signature"
            continue
        if f.BANNER.match(bare):
            line.kind = "banner"
            rules.append("an external-sender banner is cut")
            continue
        if f.FOOTER.match(bare) or state == "footer":
            if (
                state == "footer"
                and _meaningful(bare)
                and _STARTS_SENTENCE.match(bare)
                and not f.FOOTER.match(bare)
                and f.POSTSCRIPT.match(bare)
            ):
                state = ""
                continue
            line.kind = "footer"
            state = "footer"
            rules.append("a confidentiality or environment footer is cut")
            continue
        if f.DEVICE.match(bare):
            line.kind = "footer"
            rules.append("a line of the mail program (Sendt fra …) is cut")
            state = "signature" if state == "signature" else state
            continue
        if f.POSTSCRIPT.match(bare):
            state = ""
            continue
        if line.hint == "signature" and (state == "signature" or not _meaningful(bare)):
            line.kind = "signature"
            state = "signature"
            rules.append("the mail program marks a signature")
            continue
        if state == "signature":
            if _signature_like(bare, own):
                line.kind = "signature"
                if _meaningful(bare) and not (f.TITLE.search(bare) or f.CONTACT.search(bare)):
                    residue.append(bare)
                continue
            if not _sentence_like(bare):
                line.kind = "signature"
                residue.append(bare)
                continue
            state = ""
            continue
        if f.DASHES.match(line.text) and (line.text.rstrip() in ("--", "—") or line.text == "-- "):
            line.kind = "signature"
            state = "signature"
            rules.append("-- begins a signature")
            continue
        sign_off = f.SIGN_OFF.match(bare)
        if sign_off and _sign_off_rest(sign_off["rest"], own):
            line.kind = "signature"
            state = "signature"
            rules.append("a sign-off begins the signature")
            continue
        if _bare_signature(segment, index, own):
            line.kind = "signature"
            state = "signature"
            rules.append("the sender's name and title are a signature")
    _dangling(segment)


def _dangling(segment: list[_Line]) -> None:
    """A dash line right before a signature or at the end belongs to it."""
    for index, line in enumerate(segment):
        if line.kind == "" and f.DASHES.match(line.text):
            following = next((other for other in segment[index + 1 :][:10] if other.bare), None)
            if following is None or following.kind in ("signature", "footer"):
                line.kind = "signature"


def _sign_off_rest(rest: str, own: list[str]) -> bool:
    """After "Mvh" on its line: at most a name, a title, a place; no word that says something."""
    return not _meaningful(rest) and not any("negation" in kinds(fold(word)) for word in _WORD.findall(rest))


def _meaningful(bare: str) -> bool:
    """Holds a word by which one objects, or names an item."""
    return bool(ITEM.search(bare)) or any(kinds(fold(word)) & _SERIOUS for word in _WORD.findall(bare)[:60])


def _sentence_like(bare: str) -> bool:
    words = _WORD.findall(bare)
    negated = any("negation" in kinds(fold(word)) for word in words)
    return bool(_STARTS_SENTENCE.match(bare)) or len(words) > 9 or (_meaningful(bare) and len(words) > 2) or negated


def _signature_like(bare: str, own: list[str]) -> bool:
    words = _WORD.findall(bare)
    if f.CONTACT.search(bare) and len(words) <= 14:
        return True
    if len(bare) > 80 or len(words) > 9:
        return False
    if _STARTS_SENTENCE.match(bare) and not f.TITLE.search(bare):
        return False
    if any("negation" in kinds(fold(word)) for word in words):
        return False
    if _meaningful(bare):
        return bool(f.TITLE.search(bare)) and not ITEM.search(bare)
    return True


def _bare_signature(segment: list[_Line], index: int, own: list[str]) -> bool:
    """A name on a line of its own, then title, municipality, telephone, to the end of what is new.

    Without the sender's name in From it needs contact details below, so that a list of names is not taken for one.
    """
    bare = segment[index].bare.strip(" ,./")
    words = [fold(word) for word in _WORD.findall(bare)]
    if not 1 <= len(words) <= 5 or any(character.isdigit() for character in bare) or bare.startswith("-"):
        return False
    rest = [line for line in segment[index + 1 :] if line.bare]
    is_own = bool(own) and all(word in own or len(word) == 1 for word in words) and any(len(word) > 1 for word in words)
    if not is_own and own and "".join(word[0] for word in own) == "".join(words) and len(words) == 1:
        is_own = True
    if index == 0 or not any(line.bare and line.kind == "" for line in segment[:index]):
        return False
    if is_own:
        return all(
            _signature_like(line.bare, own) or f.DEVICE.match(line.bare) or f.FOOTER.match(line.bare) or line.kind
            for line in rest[:12]
        ) or bool(rest and _contact(rest))
    if own and len(words) < 2:
        return len(words) == 1 and words[0] in FIRST_NAMES and not rest and segment[index - 1].bare == ""
    capital = all(word[0].isupper() for word in _WORD.findall(bare) if len(word) > 3)
    known = words[0] in FIRST_NAMES
    if capital and known and len(words) >= 2 and rest:
        return _contact(rest) and not any(_meaningful(line.bare) and not f.TITLE.search(line.bare) for line in rest[:4])
    return known and not own and len(words) <= 3 and not rest and segment[index - 1].bare == "" and capital


def _contact(rest: list[_Line]) -> bool:
    """Within five lines stands a telephone, an address or a title."""
    return any(f.CONTACT.search(line.bare) or f.TITLE.search(line.bare) for line in rest[:5])


def _inline_sign_off(text: str, sender: str) -> tuple[str, str]:
    """ "Ok, mvh Jens" -> ("Ok", "mvh Jens"); also "Godkendt /Bo". Only on the last line, and only with a name behind it."""
    head, newline, last = text.rpartition("\n")
    match = f.INLINE_SIGN_OFF.search(last[-120:])
    if not match or not match["name"]:
        return text, ""
    own = {fold(part) for part in _WORD.findall(sender)}
    for word in _WORD.findall(match["name"]):
        folded = fold(word)
        if kinds(folded) - {"empty", "greeted"} and folded not in own and folded not in FIRST_NAMES:
            return text, ""
    if match["cut"].lstrip(" ,.;!:)-").startswith("/") and not any(
        fold(w) in own or fold(w) in FIRST_NAMES or len(w) <= 3 for w in _WORD.findall(match["name"])
    ):
        return text, ""
    offset = max(0, len(last) - 120) + match.start()
    kept = last[:offset]
    cut = last[offset:]
    keep_sign = re.match(r"[.!):-]*(?<=[.!)])", cut)
    kept += keep_sign[0] if keep_sign else ""
    if not kept.strip() and not head.strip():
        return "", last
    return (head + newline + kept).rstrip(), cut.strip(" ,;")
