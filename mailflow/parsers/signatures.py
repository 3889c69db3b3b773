"""Banners, footers and signatures in what is not quoted: cut, but with the words among them that could mean something.

A signature's lines must look like one's: short, a name, a title, a telephone. A postscript, or a sentence that
corrects, is new text again.
"""

from __future__ import annotations

import re

from mailflow.parsers import furniture as f
from mailflow.parsers import smallprint
from mailflow.parsers.danish import fold
from mailflow.parsers.lexicon import kinds
from mailflow.parsers.lines import WORD, Line
from mailflow.parsers.names import FIRST_NAMES
from mailflow.parsers.phrases import COURTESIES, ITEM

_MYSELF = re.compile(r"\b(?:jeg|mig|min|mit|mine)\b", re.I)
_DASHED = re.compile(r"[-–—]\s?([^\W\d_]{2,20})[.!]?")
_ANSWERS = frozenset(
    "approving yes change remark remark-verb disagreement contrast condition order irony hedge negation matter question".split()
)
_VERB = re.compile(r"[a-zæøå]*(?<!cen)(?<!minis)(?<!es)[a-zæøå](?:er|ede|edes|(?<!st)tes?)")
_SERIOUS = frozenset({"remark", "change", "disagreement", "contrast", "condition"})
_STARTS_SENTENCE = re.compile(
    r"^\s*(?:jeg|vi|der|det|men|dog|og|i øvrigt|forresten|ps|nb|obs|hvis|kan|vil|skal|har|er|i|please|but|jag|also)\b",
    re.I,
)


def mark(lines: list[Line], sender: str, rules: list[str]) -> str:
    """Mark banners, footers and signatures in what is not quoted; returns the words among them that could mean something."""
    own = [fold(part) for part in WORD.findall(sender)]
    residue: list[str] = []
    segment: list[Line] = []
    for line in [*lines, Line("", 0, kind="quote")]:
        if line.kind == "":
            segment.append(line)
            continue
        if segment:
            _segment(segment, own, rules, residue)
            segment = []
    return "\n".join(residue)


def _segment(segment: list[Line], own: list[str], rules: list[str], residue: list[str]) -> None:
    state = ""  # "", "signature", "footer"
    signed = written = rich = False
    for index, line in enumerate(segment):
        bare = line.bare
        signed = signed or state == "signature"
        if not bare:
            if state == "footer":
                state = "signature" if signed else ""
            if state == "signature":
                line.kind = "signature"
            continue
        if (f.BANNER.match(bare) or index and _goes_on(segment[index - 1], bare)) and not own_words(bare):
            line.kind = "banner"
            rules.append("an external-sender banner is cut")
            continue
        if f.FOOTER.match(bare) and not own_words(bare) or state == "footer":
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
        if f.DEVICE.match(bare) and not _speaks(bare) or f.PICTURE.match(bare):
            line.kind = "footer"
            if smallprint.behind_a_device(bare):
                residue.append(bare)
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
            rich = rich or bool(f.TITLE.search(bare) or f.CONTACT.search(bare))
            if f.ABSENCE.match(bare) and not _answering(bare):
                line.kind = "signature"
                continue
            if _signature_like(bare, own) or rich and _slogan(bare):
                line.kind = "signature"
                if _odd(bare, own):
                    residue.append(bare)
                continue
            if not _sentence_like(bare):
                line.kind = "signature"
                residue.append(bare)
                continue
            state = ""
            continue
        if f.DASHES.match(line.text) and (line.text.rstrip() in ("--", "—") or _names_only(segment[index + 1 :], own)):
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
        if written and (_bare_signature(segment, index, own) or _dashed_name(segment, index, own)):
            line.kind = "signature"
            state = "signature"
            rules.append("the sender's name and title are a signature")
            if smallprint.beside_a_telephone(bare):
                residue.append(bare)
            continue
        written = True
    _dangling(segment)
    residue.extend(_beside_small_print(segment))


def _goes_on(before: Line, bare: str) -> bool:
    """Whether a banner was wrapped: its line is long and ends no sentence, and this one begins none."""
    return (
        before.kind == "banner"
        and len(before.bare) > 50
        and before.bare[-1] not in ".!?:)]*"
        and (bare[0].islower() or smallprint.SUBJECTS.search(bare) is not None)
    )


def _beside_small_print(segment: list[Line]) -> list[str]:
    """Paragraphs of banners and footers in which a person says something."""
    found: list[str] = []
    paragraph: list[str] = []
    for line in [*segment, Line("", 0)]:
        if line.kind in ("banner", "footer") and line.bare and not f.DEVICE.match(line.bare):
            paragraph.append(line.bare)
        elif paragraph:
            words = " ".join(paragraph)
            if smallprint.in_small_print(words):
                found.append(words)
            paragraph = []
    return found


def _dangling(segment: list[Line]) -> None:
    """A dash line right before a signature or at the end belongs to it."""
    for index, line in enumerate(segment):
        if line.kind == "" and (f.DASHES.match(line.text) or f.SEPARATOR.match(line.bare)):
            following = next((other for other in segment[index + 1 : index + 11] if other.bare), None)
            above = next((other for other in segment[max(0, index - 10) : index][::-1] if other.bare), None)
            beside = {line.kind for line in (above, following) if line is not None}
            if following is None or following.kind in ("signature", "footer") or "banner" in beside:
                line.kind = "signature"


def _sign_off_rest(rest: str, own: list[str]) -> bool:
    """After "Mvh" on its line: at most a name, a title, a place, or a good wish; no word that says something."""
    words = WORD.findall(rest)
    wish = " ".join(fold(word) for word in words)
    if len(words) > 1 and words[0].lower() in ("og", "and") and COURTESIES.fullmatch(wish.partition(" ")[2]):
        return True
    negated = any("negation" in kinds(fold(word)) for word in words)
    if any(character.isdigit() for character in rest) and not (f.CONTACT.search(rest) or f.NUMBERED.search(rest)):
        return False
    return not _answering(rest) and not _meaningful(rest) and not negated and not (len(words) > 1 and _finite(words))


def _meaningful(bare: str) -> bool:
    """Holds a word by which one objects, or names an item."""
    return bool(ITEM.search(bare)) or any(kinds(fold(word)) & _SERIOUS for word in WORD.findall(bare)[:60])


def _sentence_like(bare: str) -> bool:
    words = WORD.findall(bare)
    negated = any("negation" in kinds(fold(word)) for word in words)
    return (
        bool(_STARTS_SENTENCE.match(bare) or f.ADDS.match(bare))
        or len(words) > 9
        or (_meaningful(bare) and len(words) > 2)
        or negated
        or len(words) > 1
        and _finite(words)
    )


def _odd(bare: str, own: list[str]) -> bool:
    """A line of a signature that could be meant for us: it names an item, holds a number of its own, a verb, or a word
    by which one answers; and it is no title, telephone, address or slogan."""
    if ITEM.search(bare):
        return True
    if f.CONTACT.search(bare) or f.TITLE.search(bare) or f.NUMBERED.search(bare):
        return smallprint.beside_a_telephone(bare)
    if bare.startswith("[") or f.SIGN_OFF.match(bare) or _slogan(bare):
        return False
    if any(character.isdigit() for character in bare) or _meaningful(bare):
        return True
    words = WORD.findall(bare)
    if words and all(fold(word) in own for word in words) and bare[-1] not in "?!…":
        return False  # the sender's own name, whatever else its words mean
    if any(kinds(fold(word)) & _ANSWERS for word in words) or words and bare[-1] in "?!…":
        return True
    first = words[0].lower() if words and fold(words[0]) not in (*own, *FIRST_NAMES) else ""
    return len(words) > 1 and any(_VERB.fullmatch(word) or fold(word) in f.IRREGULAR for word in (first, *words[1:]))


def _finite(words: list[str]) -> bool:
    return any(fold(word) in f.FINITE for word in words)


_SLOGANS = ("vi", "her", "sammen", "hvor", "livet", "tæt", "taet")
_PAST = re.compile(r"(?:ede|edes|te|tes|var|blev|havde|fik|kom|sagde|gik|tog|gav|stod|skrev)$")


def _slogan(bare: str) -> bool:
    """ "Vi skaber fremtiden sammen": what an organisation says of itself under a full signature; nothing that corrects."""
    words = [fold(word) for word in WORD.findall(bare)]
    if not 2 <= len(words) <= 9 or words[0] not in _SLOGANS or any(c.isdigit() for c in bare):
        return False
    if words[0] != "vi" and any(word[0].isupper() for word in WORD.findall(bare)[1:]):
        return False
    if any(
        _PAST.search(word) or "negation" in kinds(word) or word in ("jeg", "mig", "min", "mit", "der") for word in words
    ):
        return False
    return not _meaningful(bare) and "?" not in bare and ":" not in bare


def _signature_like(bare: str, own: list[str]) -> bool:
    words = WORD.findall(bare)
    if f.CONTACT.search(bare) and len(words) <= 14:
        return True
    if len(bare) > 80 or len(words) > 9:
        return False
    if _STARTS_SENTENCE.match(bare) and not f.TITLE.search(bare):
        return False
    if f.ADDS.match(bare) or _finite(words) or any("negation" in kinds(fold(word)) for word in words):
        return False
    if _meaningful(bare):
        return bool(f.TITLE.search(bare)) and not ITEM.search(bare)
    return True


def _bare_signature(segment: list[Line], index: int, own: list[str]) -> bool:
    """A name on a line of its own, then title, municipality, telephone, to the end of what is new.

    Without the sender's name in From it needs contact details below, so that a list of names is not taken for one.
    """
    bare = segment[index].bare.strip(" ,./")
    if own and len(own) > 1 and (parts := re.split(r"\s*[|•·]\s*", bare))[1:]:
        others = " ".join(parts[1:])
        bare = parts[0] if f.TITLE.search(others) or f.CONTACT.search(others) else bare
    words = [fold(word) for word in WORD.findall(bare)]
    if (
        not 1 <= len(words) <= 5
        or any(character.isdigit() for character in bare)
        or bare.startswith("-")
        or ":" in bare
    ):
        return False
    rest = [line for line in segment[index + 1 : index + 40] if line.bare]
    if len(rest) > 14 or len(segment) - index > 40:
        return False
    is_own = bool(own) and all(word in own or len(word) == 1 for word in words) and any(len(word) > 1 for word in words)
    if not is_own and own and "".join(word[0] for word in own) == "".join(words) and len(words) == 1:
        is_own = True
    if own and not rest and len(words) == 1 and words[0] == own[0][:1] and not segment[index - 1].bare:
        return True  # "J" on the last line
    if is_own and _name_like(segment[index - 1].bare) and not rest:
        return False  # the last name of a list of names
    if is_own:
        return all(
            _signature_like(line.bare, own)
            or f.BANNER.match(line.bare)
            or f.DEVICE.match(line.bare)
            or f.FOOTER.match(line.bare)
            or line.kind
            for line in rest[:12]
        ) or bool(rest and _contact(rest))
    if own and len(words) >= 2:
        return False  # somebody else's name, though the sender's is known: it may be what he writes about
    if own:
        return len(words) == 1 and words[0] in FIRST_NAMES and not rest and segment[index - 1].bare == ""
    capital = all(word[0].isupper() for word in WORD.findall(bare) if len(word) > 3)
    known = words[0] in FIRST_NAMES
    if capital and known and len(words) >= 2 and rest:
        return _contact(rest) and not any(_meaningful(line.bare) and not f.TITLE.search(line.bare) for line in rest[:4])
    return known and not own and len(words) <= 3 and not rest and segment[index - 1].bare == "" and capital


def _names_only(rest: list[Line], own: list[str]) -> bool:
    """Below a line of dashes, to the end: a name first, and then nothing but what a signature has."""
    filled = [line.bare for line in rest if line.bare]
    if not 1 <= len(filled) <= 8:
        return False
    words = [fold(word) for word in WORD.findall(filled[0])]
    named = bool(words) and (all(word in own for word in words) or words[0] in FIRST_NAMES)
    return named and len(words) <= 4 and all(_signature_like(bare, own) and not _meaningful(bare) for bare in filled)


def _dashed_name(segment: list[Line], index: int, own: list[str]) -> bool:
    """ "-Per", "- per": the sender's own name, or one first name, on the last line; not the end of a list with hyphens."""
    match = _DASHED.fullmatch(segment[index].bare)
    if match is None or any(line.bare and not f.DEVICE.match(line.bare) for line in segment[index + 1 :]):
        return False
    above = next((line.bare for line in reversed(segment[:index]) if line.bare), "")
    if above.startswith(("-", "•", "*")) or above.endswith(":"):
        return False
    word = fold(match[1])
    return word in own or not own and word in FIRST_NAMES


def _answering(bare: str) -> bool:
    """Names an item, or holds a word by which one approves or objects."""
    return bool(ITEM.search(bare)) or any(kinds(fold(word)) & (_SERIOUS | {"approving"}) for word in WORD.findall(bare))


def own_words(bare: str) -> bool:
    """Whether a person speaks in a line that looks like a banner or footer: of an item, or of himself."""
    return bool(ITEM.search(bare) or _MYSELF.search(bare) and not f.HABITS.match(bare))


def _speaks(bare: str) -> bool:
    """Whether words of a person's stand in a line that begins as a mail program's: an item's number, a "not"."""
    return bool(ITEM.search(bare)) or any("negation" in kinds(fold(word)) for word in WORD.findall(bare)[:40])


def _name_like(bare: str) -> bool:
    """Two to four words with capitals and nothing else: "Bente Krog"."""
    words = bare.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() and word.replace("-", "").isalpha() for word in words)


def _contact(rest: list[Line]) -> bool:
    """Within five lines stands a telephone, an address or a title."""
    return any(f.CONTACT.search(line.bare) or f.TITLE.search(line.bare) for line in rest[:5])


def cut_inline(text: str, sender: str) -> tuple[str, str]:
    """ "Ok, mvh Jens" -> ("Ok", "mvh Jens"); also "Godkendt /Bo". Only on the last line, and only with a name behind it."""
    head, newline, last = text.rpartition("\n")
    match = f.INLINE_SIGN_OFF.search(last[-120:])
    if not match or not match["name"]:
        return text, ""
    own = {fold(part) for part in WORD.findall(sender)}
    for word in WORD.findall(match["name"]):
        folded = fold(word)
        if kinds(folded) - {"empty", "greeted"} and folded not in own and folded not in FIRST_NAMES:
            return text, ""
    if match["cut"].lstrip(" ,.;!:)-").startswith("/") and not any(
        fold(w) in own or fold(w) in FIRST_NAMES or len(w) <= 3 for w in WORD.findall(match["name"])
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
