"""How mail programs announce the mail they quote: "Den … skrev …:", header blocks, delimiters. Data, in many languages.

The mail program decides the language, not the person: a Danish director's phone may be set to English, German or French.
So what announces a quote is told less by its words than by what it must hold: a date, a time, an address, a colon at
its end and a quote behind it. A person's own sentence ("Den 3. december skrev jeg til …:") lacks some of that.
"""

from __future__ import annotations

import re

from mailflow.parsers.lines import WORD, Line

MAX_INTRO = 500  # characters
MAX_INTRO_LINES = 4
MAX_NAME = 9  # words between the verb and the colon, without the address

# --- words ---------------------------------------------------------------------------------------------------------

_VERBS = (
    "citat(?: fra)?|citerer|quoting|zitat(?: von)?|skrev|har skrevet|skriver|sendte|schrieb|schreibt|wrote|writes|sent|skrifaði|kirjoitti|"  # Nordic, German, English
    "a écrit|écrit|schreef|geschreven|escribió|escribio|escribe|ha scritto|scrive|escreveu|escreva|a scris|"  # Romance, Dutch
    "napisała|napisał|napisal|napsala|napsal|napísal|написала|написал|написав|пишет|"  # Slavic
    "đã viết|yazdı|írta|rašė|写道|寫道|έγραψε"
)
WROTE = re.compile(rf"(?<![^\W_])(?:{_VERBS})(?![^\W_])|写道|寫道", re.I)
WROTE_AT_END = re.compile(rf"(?:(?<![^\W_])(?:{_VERBS})(?![^\W_])|写道|寫道)(?P<after>[^\n]{{0,160}})[:：]\s*[-_*]*$|(?:\b(?:skrev|wrote))[:：]?\s*$", re.I)  # fmt: skip
FIRST_PERSON = re.compile(
    r"\b(?:skrev|skriver|sendte|har skrevet) (?:jeg|vi|du|i|han|hun|de|man|at|det|om|mig|os|til)\b|\b(?:jeg|vi|du|han|hun|de|man|som|der) (?:skrev|skriver|sendte|har skrevet)\b"
    r"|\b(?:i|we|you|he|she|they) (?:wrote|sent)\b",
    re.I,
)
_MONTHS = (
    "jan|feb|mar|mär|apr|maj|mai|may|mei|jun|jui|jul|aug|aoû|sep|okt|oct|ott|nov|dec|dez|des|déc|gen|mag|giu|lug|ago|set|dic|"
    "ene|abr|avr|fév|fev|out|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|tháng"
)
HAS_DATE = re.compile(
    rf"\b(?:19|20)\d{{2}}\b|\b\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?\d{{2,4}}\b|\b\d{{1,2}}\.? ?(?:de )?(?:{_MONTHS})|\b(?:{_MONTHS})\w*\.? \d{{1,2}}\b|\d{{4}}年",
    re.I,
)
HAS_TIME = re.compile(r"\b\d{1,2}\s?[.:hH]\s?\d{2}(?![\d.]*\d{4})|\b\d{1,2} ?[ap]\.?m\b", re.I)
HAS_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,60}")

# A line that may begin an intro: a date, a weekday, or the little word that many languages put before one.
_MAY_START = re.compile(
    r"^[\s*_\"'«»-]*(?:\d|(?:den|d\.|på|kl\.?|on|am|le|el|il|op|em|a|w|dne|dnia|vào|in data|no dia|在)(?![^\W_])"
    r"|(?:man|tir|ons|tor|fre|lør|søn|mon|tue|wed|thu|fri|sat|sun|mån|tis|lör|sön)[^\W\d_]{0,6}\b)",
    re.I,
)
_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.!?]$|[!?]$")
INTRO_START = re.compile(r"^[\s*_]*(?:den|on|d\.|på|am|le|op|il|el|em)\s+\S.{0,200}$", re.I)
INTRO_END = WROTE_AT_END
# "Godkendt. Den 5. sep. 2023 kl. 10.12 skrev X <x@y.dk>:": the intro has lost its line break.
_GLUED = re.compile(
    r"^(?P<own>.*?[\w.!?),])(?P<gap>\s+|\s*-{2,}\s*)(?=(?:Den|On|Am|Le|Op|El|Il|På)\s+(?:\d|[^\W\d_]{2,12}[,.]?\s+(?:d\.\s*)?(?:den\s+)?(?:\d|[^\W\d_]{3,12}\.?\s+\d)))"
)

DELIMITER = re.compile(
    r"^[\s>*]{0,20}(?:[-_=]{2,80}\s{0,9}(?:oprindelig (?:meddelelse|besked|mail|e-mail|aftale)|original(?: (?:message|appointment)|meddelelse|nachricht|meddelande|t? (?:message|meddelande|melding|e-?mail))?|opprinnelig melding|ursprungligt meddelande|ursprüngliche nachricht"
    r"|(?:videresendt|viderebragt) (?:meddelelse|besked|mail|e-mail)|forwarded message|vidarebefordrat meddelande|videresendt melding|weitergeleitete nachricht|besked fra|reply message|antwort nachricht|svar på besked"
    r"|message (?:d'origine|original|initial|transféré)|mensaje (?:original|reenviado)|messaggio (?:originale|inoltrato)|mensagem original|oorspronkelijk bericht|doorgestuurd bericht|wiadomość oryginalna|původní zpráva|alkuperäinen viesti|исходное сообщение|пересылаемое сообщение)\b.{0,80}"
    r"|(?:begynd på|start(?:ede)? på|begin|begynder på|påbegyndt) (?:videresendt|forwarded) (?:besked|meddelelse|message|mail)\s*:?\s*"
    r"|(?:videresendt|forwarded) (?:besked|meddelelse|message)\s*:\s*"
    rf"|-{{2,20}}\s{{0,9}}(?![-\s])[^\n]{{2,200}}(?:{_VERBS})\s*:?\s*-{{2,80}}\s*)$",
    re.I,
)
# GroupWise: ">>> Name <address> 13-06-2026 11:40 >>>"
ARROWS = re.compile(r"^>>>\s*(?=[^\n]{0,200}\d{4}|[^\n]{0,200}@)[^\n>][^\n]{2,300}>>>\s*$")
# Notes: "Name ---13-06-2026 11:40:05---The first words of it"
NOTES = re.compile(r"^[^\n]{2,80} ?---\d{1,2}[-/.]\d{1,2}[-/.]\d{4} \d{1,2}[:.]\d{2}[:.]\d{2}---")
# mutt: "* Name <address> [2026-06-13 11:40]:"
BRACKETED = re.compile(r"^\*? ?[^\n<>]{2,100}<[^<>\s]{1,64}@[^<>\s]{1,100}> \[[^\]\n]{0,30}\d{4}[^\]\n]{0,30}\]:$")
ELIDED = re.compile(r"^[<\[](?:\.\.\.|…|snip)[>\]]$", re.I)  # where a quote was shortened
# eM Client's plain text: 'Fra "Name" <address>'
UNCOLONED = re.compile(
    r"^(?:(?:fra|til|from|to|cc|kopi)\s[^\n]*@|(?:dato|sendt|date|sent)\s[^\n]*\d{4}|(?:emne|subject)\s)", re.I
)
UNDERSCORES = re.compile(r"^[\s>]*(?:_{8,}|-{20,}|={20,}|\*{20,}|—{8,}|–{8,})\s*$")

# --- header blocks ---------------------------------------------------------------------------------------------------

_KEYS = {
    "from": "fra|from|från|von|de|da|van|od|от|lähettäjä|feladó|afsender|gönderen|发件人|差出人",
    "date": "sendt|sent|skickat|gesendet|dato|date|datum|envoyé(?: le)?|enviado(?: el)?|fecha|data|inviato|verzonden|wysłano|odesláno|отправлено|дата|lähetetty|päivämäärä|发送时间|日期",
    "to": "til|to|till|an|à|a|para|aan|do|komu|кому|vastaanottaja|收件人|宛先",
    "cc": "cc|kopi|kopi til|kopia|copie à|копия|bcc|抄送",
    "subject": "emne|subject|ämne|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|předmět|тема|aihe|主题|件名",
    "other": "svar til|reply-to|reply to|antwort an|vigtighed|prioritet|importance|vedhæftede filer|attachments|vedhæftet",
}  # fmt: skip
_ANY_KEY = "|".join(f"(?P<{kind}>{words})" for kind, words in _KEYS.items())
_KEY_LINE = re.compile(rf"^[\s>*_|\u200e]*(?:{_ANY_KEY})[*_]*[\s\u00a0]?[:：][*_]*(?P<value>.*)$", re.I)
_KEY_INSIDE = re.compile(rf"(?<![\w-])(?:{_ANY_KEY})[*_]*[\s\u00a0]?[:：]", re.I)
HEADER_FROM = re.compile(rf"^[\s>*_|]*(?:{_KEYS['from']})[*_]*[\s\u00a0]?[:：][*_]*\s*\S.*$", re.I)
SUBJECT = re.compile(rf"^[\s>*_|]*(?:{_KEYS['subject']})[*_]*[\s\u00a0]?[:：]", re.I)
HEADER_KEY = re.compile(
    rf"^[\s>*_|]*(?:{'|'.join(_KEYS.values())})[*_]*[\s\u00a0]?[:：][*_]*(?:\s.*)?$", re.I
)  # fmt: skip


def has_colon(text: str) -> bool:
    """No line of a header block is without one. Cheap: it spares most lines a search for sixty words."""
    return ":" in text or "：" in text


def header_block(lines: list[Line], index: int) -> bool:
    """Fra/Sendt/Til/Cc/Emne, three of them within nine lines, one of them From; or two that cannot be a person's words:
    From with Sent and a date, Date with To and an address."""
    first = _KEY_LINE.match(lines[index].text[:1000]) if has_colon(lines[index].text) else None
    if first is None or first.lastgroup == "value" and not first["value"].strip() and not first["from"]:
        return False
    if not (first["from"] or first["date"] or first["subject"] or first["to"]):
        return False
    kinds: dict[str, str] = {}
    filled = 0
    gap = False  # below a blank line only keys go on with the block
    for line in lines[index : index + 16]:
        if not line.bare:
            gap = True
            continue
        if gap and (
            UNDERSCORES.match(line.text) or not has_colon(line.text) or _KEY_LINE.match(line.text[:1000]) is None
        ):
            break
        gap = False
        filled += 1
        if filled > 9:
            break
        if has_colon(line.text) and (match := _KEY_LINE.match(line.text[:1000])) is not None:
            kind = next(name for name in _KEYS if match[name])
            kinds.setdefault(kind, match["value"])
    if "from" in kinds and len(kinds) >= 3 and ("date" in kinds or HAS_ADDRESS.search(kinds["from"])):
        return True
    if first["from"] and _on_one_line(lines[index].text[:2000]):
        return True
    dated = bool(HAS_DATE.search(kinds.get("date", ""))) and bool(HAS_TIME.search(kinds.get("date", "")))
    if "from" in kinds and dated:
        return True
    return dated and bool(HAS_ADDRESS.search(kinds.get("to", "")))


def _on_one_line(text: str) -> bool:
    """All of the block run together on its line, as when HTML was flattened on the way."""
    kinds = {next(name for name in _KEYS if match[name]) for match in _KEY_INSIDE.finditer(text)}
    return (
        {"from", "date"} <= kinds and bool(HAS_DATE.search(text)) and bool(HAS_ADDRESS.search(text) or len(kinds) >= 4)
    )


# --- intros ----------------------------------------------------------------------------------------------------------


def length(lines: list[Line], index: int, quoted: re.Pattern[str], known: object) -> int:
    """How many lines from here are an intro, 0 if none. ``known`` tells of a line whether it is from our mail (callable).

    Needed: a verb of writing at the end and, behind or in it, an address, a quote, or date, time, colon and a mere name;
    or no verb, but a date, an address and a colon or a quote.
    """
    if not _may_end(lines, index):
        return 0
    first = lines[index].bare
    if first[-2:] == "]:" and BRACKETED.match(first[:400]):
        return 1
    if (
        not first
        or len(first) > 400
        or not (_MAY_START.match(first) or WROTE.search(first) or HAS_DATE.search(first[:30]))
    ):
        return 0
    joined, wrote = "", False
    for count in range(1, MAX_INTRO_LINES + 1):
        if index + count > len(lines):
            return 0
        line = lines[index + count - 1].bare
        if not line or quoted.match(line) or len(joined) + len(line) > MAX_INTRO:
            return 0
        joined = f"{joined} {line}".strip()
        if WROTE.search(line):
            if wrote:
                return 0
            wrote = True
        last = joined.rstrip("*_ ")[-1:]
        if wrote and FIRST_PERSON.search(joined):
            return 0
        end = WROTE_AT_END.search(joined) if wrote and (last in ":：-" or WROTE.search(line)) else None
        if end is None and (last not in ":：>)" or not HAS_DATE.search(joined)):
            continue
        address = HAS_ADDRESS.search(joined)
        dated = bool(HAS_DATE.search(joined)) and bool(HAS_TIME.search(joined))
        behind = _quote_behind(lines, index + count, quoted, known)
        if end is None:
            starts = _MAY_START.match(joined) or HAS_DATE.search(first[:30])
            if address and starts and (behind or last in ":：" and dated):
                return count
            continue
        after = HAS_ADDRESS.sub(" ", end["after"] or "")
        colon = last in ":：-"
        if behind and (colon or dated or address) or address and len(WORD.findall(after)) <= MAX_NAME:
            # the person's own last line above an intro that is whole without it
            own = count > 1 and (
                HAS_DATE.search(lines[index + 1].bare)
                and not (HAS_DATE.search(first) or WROTE.search(first))
                or _SENTENCE_END.search(first)
            )
            return 0 if own else count
        if colon:
            return count if dated and _mere_name(after) else 0
    return 0


def _may_end(lines: list[Line], index: int) -> bool:
    """Whether one of the next lines ends as an intro does. Cheap: it spares most lines all the rest."""
    for line in lines[index : index + MAX_INTRO_LINES]:
        if not line.bare:
            return False
        if line.bare[-1] in ":：>)-_*" or line.bare.endswith(("skrev", "wrote")):
            return True
    return False


def is_intro(line: str) -> bool:
    """Whether one line of a quote is an intro by itself: it has an address, or a date and a time."""
    dated = HAS_DATE.search(line) and HAS_TIME.search(line)
    return bool(WROTE_AT_END.search(line) and (dated or HAS_ADDRESS.search(line)))


def glued(text: str) -> int:
    """Offset at which an intro begins inside a line that begins with the person's own words; 0 if none."""
    if (
        len(text) > 1000
        or text.rstrip()[-1:] not in ":：-"
        or not (end := WROTE_AT_END.search(text))
        or not HAS_TIME.search(text)
    ):
        return 0
    match = _GLUED.match(text[: end.start()])
    return match.end("own") if match else 0


def _mere_name(words: str) -> bool:
    """ "Bente Krog", "FKT's sekretariat": at most six words of which the first and most are capitals; not a clause."""
    found = WORD.findall(words)
    capital = sum(word[0].isupper() for word in found)
    return not found or len(found) <= 6 and found[0][0].isupper() and capital * 2 >= len(found)


def _quote_behind(lines: list[Line], index: int, quoted: re.Pattern[str], known: object) -> bool:
    for line in lines[index : index + 10]:
        if line.bare:
            return bool(
                quoted.match(line.text)
                or line.hint in ("quote", "block", "rest")
                or (callable(known) and WORD.search(line.bare) and known(line.bare))
            )
    return False
