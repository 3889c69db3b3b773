# ruff: noqa: E501 - patterns are easier to read on one line
"""A clause beside an approval that surely concerns something else, although no rule knows all its words.

What people add to an answer is without end: holidays, illness, mails that came late, wishes. So only the frame of a clause
is known here (who does what, in the present: "jeg sidder", "min datter er", "held og lykke", "vi ses"), and in the rest of it
any word may stand that is not a danger. A danger is whatever could concern the minutes: their words, a change, an exception,
a denial, a pointing word, the past, a number, a name, speech and thought; also in the middle of a word and with a letter
wrong. Most frames ask besides for a thing of life in the rest. A clause that is found here adds nothing to an approval and
takes nothing from it; by itself it is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mailflow.parsers import asides
from mailflow.parsers import besidewords as data
from mailflow.parsers.danish import Token, fold
from mailflow.parsers.lexicon import RISKS, kinds
from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.names import FIRST_NAMES
from mailflow.parsers.typos import slips_of

LONGEST = 24  # words of one clause
_APPROVES = tuple(fold(word) for word in "godkend accept enig approv godkän tilslut tiltræd bifald".split())
_PLACE_BEFORE = frozenset("i paa til ved mod over fra in to from at hos omkring naer ad".split())
_PAST = re.compile(r".{3,}(?:ede|edes)$|.{2,}(?:agte|ukte|endte|aldte|elte|oerte|oegte|iste|idste|emte|oemte|aerte)$")
_LOOKS_PAST = frozenset("sidste naeste foerste bedste vaerste mindste fleste meste".split())


@lru_cache(maxsize=8192)
def _risky(word: str) -> bool:
    """Whether a word by itself may concern the minutes."""
    if word in data.NEVER:
        return True
    if word in data.CALM or word in data.LIVES or word in data.NOT_STEMS or _anchors(word):
        return False
    return (
        bool(kinds(word) & RISKS)
        or word.startswith(_APPROVES)
        or any(stem in word for stem in data.STEMS)
        or (_PAST.match(word) is not None and word not in _LOOKS_PAST)
        or slips_of(word, data.KEYS)
    )


@lru_cache(maxsize=8192)
def _anchors(word: str) -> bool:
    return word in data.LIFE or word in data.PERSONS or asides.anchor(word) > 0


def _safe(clause: Sequence[Token], position: int, names: bool) -> bool:
    token = clause[position]
    before = clause[position - 1].word if position else ""
    following = clause[position + 1].word if position + 1 < len(clause) else ""
    if token.is_number:
        return following in data.UNITS or before in ("kl", "klokken", "uge")
    if not token.is_word:
        return False
    word = token.word
    if word in data.COUNTS and word not in ("en", "et"):
        return following in data.UNITS or _anchors(following) or (word == "par" and before == "et")
    if word in ("det", "den", "de") and following:  # "det gode vejr", not "på det"
        return (
            _anchors(following)
            or following in data.AFTER_ARTICLE
            or (bool(kinds(following) & {"approving"}) and not _risky(following))
        )
    if token.capital and token.raw != "I" and (position or token.word in FIRST_NAMES):
        if word in FIRST_NAMES and word not in PLACES and not _anchors(word):
            return names and before in ("hils", "til", "med", "og", "knus", "kram")
        return before in _PLACE_BEFORE or word in PLACES and before == "og"
    if word in FIRST_NAMES and len(word) > 3 and not kinds(word) and word not in data.CALM and not _anchors(word):
        return names and before in ("hils", "til", "med", "og")
    return not _risky(word)


# Words that may stand before a frame and say nothing.
_LEADS = re.compile(
    r"(?:(?:og|saa|for|fordi|da|mens|imens|men|nu|lige nu|lige|her|i oevrigt|forresten|for resten|desuden|apropos|ps|p s|desvaerre|heldigvis|ellers|og saa|i dag|i aften|i morgen|i denne uge|i naeste uge|i weekenden|bagefter|derfor|puha|ja|naa|aah|uf|hold da op|til gengaeld|naturligvis|selvfoelgelig|endelig|snart|stadig|selv|her til aften|her til morgen|paa (?:man|tirs|ons|tors|fre|loer|soen)dag|deraf|ogsaa|det er|der er|paa et helt andet omraade|noget helt andet|helt uden for emnet|uden for emnet)\b ?)*"
)
_ADV = r"(?:(?:lige|ogsaa|nu|igen|selv|stadig|snart|netop|desvaerre|heldigvis|endelig|virkelig|bare|altid|allerede|rigtig|meget|saa|ellers|for tiden|pt|i oevrigt|faktisk|da|jo|ret|lidt|i dag|i aften|i morgen|i gaar|for oejeblikket|midt|forresten|foerst|vist|naermest) )*"


def _one(words: frozenset[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


# (how the clause begins, whether a thing of life must follow). What stands after it is open to every word without danger.
_FRAMES: tuple[tuple[re.Pattern[str], bool], ...] = tuple(
    (re.compile(rf"(?:{pattern})(?:$| )"), anchored)
    for pattern, anchored in [
        # wishes and greetings
        (r"(?:oensker (?:jer|dig) )?(?:alt )?(?:held og lykke|knaek og braek|god vind|god fornoejelse|tillykke|til lykke|stort tillykke|et stort tillykke|god bedring|rigtig god bedring)(?: (?:med|til|paa|fremover|i dag|og))?", False),
        (r"(?:rigtig |fortsat |en |en rigtig |de |saa )*(?:god|godt|dejlig|glaedelig|goe|go|skoen|velfortjent) (?:rigtig |forlaenget |solrig |velfortjent |lang )?\w*(?:dag|ferie|tur|aften|weekend|jul|paaske|pinse|sommer|vinter|foraar|efteraar|rejse|fest|nat|morgen|uge|nytaar|vind|helg|arbejdslyst|aftensmad|middag|frokost|kamp|koncert|fornoejelse|appetit)(?: og)?", False),
        (r"(?:hav|ha|ha'|have|nyd|pas|pas godt|pas nu|pas nu godt|kan i have) (?:nu )?(?:en|et|det|den|paa|det rigtig|det godt|jer|ferien|sommeren|weekenden|solen|dagen|livet|vejret|foraaret|aftenen|friheden|en rigtig|godt|godt paa)", False),
        (r"(?:og )?(?:hils|hilsen|hilsner|knus|kram|kh|mange hilsner|hjertelig hilsen)(?: (?:fra|til|din|dine|din|alle|hjemme|derhjemme|endelig|meget))?", False),
        (rf"(?:jeg |vi )?(?:haaber|krydser fingre for) {_ADV}(?:at )?(?:du|i|alle|din|dit|dine|jeres|familien|resten|det|turen|ferien|sommeren|vejret|jeg|vi)", True),
        (rf"(?:jeg |vi )?(?:haaber) {_ADV}(?:at )?(?:alt er vel|alt gaar vel|alt vel|(?:du|i|alle) (?:har|faar|har haft) det (?:godt|rart|dejligt|bedre|fint|skoent|hyggeligt|sjovt)|(?:du|i|alle) (?:er|bliver|kommer) (?:snart |helt |godt )*(?:rask|raske|friske|frisk|hjem|paa benene|ovenpaa|igennem)|(?:du|i) (?:er kommet|kommer) dig)", False),
        # meeting again, and telephoning about something else
        (r"(?:paa gensyn|vi ses|vi tales ved|vi tales|vi hoeres ved|vi hoeres|vi snakkes ved|vi snakkes|vi skrives ved|ses|tales ved|snakkes ved|vi talkes ved)(?: (?:lige|forhaabentlig|nok|snart|igen|saa))?(?: (?:i|paa|til|ved|hos|om (?:en uge|lidt|to uger|den anden sag|noget andet)|naeste|ude|inde|derude|derovre|senere))?", False),
        (rf"(?:jeg |vi )?(?:glaeder (?:mig|os)|ser frem) {_ADV}(?:til|over|paa)", False),
        (r"(?:jeg |vi )?(?:ringer|skriver|vender tilbage|vender retur|kontakter dig|hoerer naermere|melder tilbage|tager fat i dig|fanger dig|faar fat i dig)(?: (?:til|dig|jer|lige|ogsaa|saa|i|morgen|naeste|uge|paa|mandag|tirsdag|onsdag|torsdag|fredag|senere|en af dagene|snart|efter|ferien|aften|dag|separat|saerskilt))* (?:om|ang|angaaende|vedr|vedroerende|med hensyn til|mht) (?:noget (?:helt )?andet|(?:den|det|en|et) (?:helt )?(?:anden|andet) (?:sag|emne|ting|aerinde))", False),
        (r"(?:jeg |vi )?(?:ringer|skriver|vender tilbage|vender retur|kontakter dig|melder tilbage|tager fat i dig)(?: (?:til|dig|jer|lige|ogsaa|saa|i|morgen|naeste|uge|paa|mandag|tirsdag|onsdag|torsdag|fredag|senere|en af dagene|snart|efter|ferien|aften|dag|separat|saerskilt))* (?:om|ang|angaaende|vedr|vedroerende|med hensyn til|mht)", True),
        (r"(?:i|du|man) kan (?:ikke |sagtens |altid |kun |bare )?(?:faa fat (?:i|paa)|fange|naa|traeffe|ringe til) mig", False),
        (rf"(?:jeg )?(?:svarer|kigger|laeser|tjekker|ser) {_ADV}(?:ikke |kun )?(?:laengere |mere |saa )*(?:paa )?(?:mail|mails|min mail|mine mails|e-mails)", False),
        # late, short, clumsy
        (rf"(?:jeg |vi |men |og )*(?:beklager|undskyld|sorry|undskylder|baer over med|ked af|er ked af|er saa ked af) {_ADV}(?:at |for |de |det |den |min |mit |mine |mig |hvis )*(?:jeg |i |du |vi )?(?:ikke )?(?:er |har |fik |naaede |kom |skulle |maatte |ikke |foerst |kun |lige |saa |lidt |meget |faaet |naaet )*(?:lange |lidt |sene |korte |manglende |store |noget |mange )?(?:svar|svaret|svare|svarer|sent|sen|sene|sendraegtig\w*|forsink\w+|langsom\w*|ventetid\w*|vente|korthed\w*|kort|rykke|rykker|slaafejl|tastefejl|stavefejl|tavshed\w*|stilhed\w*|rod|rodet|forvirring\w*|ulejlig\w+|forstyrr\w+|larmen|bogstaver)", False),
        (rf"(?:selvom |selv om |omend |om end |skoent )?(?:jeg |vi )?er {_ADV}(?:sent ude|sent paa den|bagud|langsom|sen|den sidste|lidt sen)", False),
        (r"deraf (?:det|den) (?:sene|lange|korte|forsinkede)", False),
        # the writer's own life
        (rf"(?:jeg )?{_one(data.LIVES)}(?: jeg)?", True),
        (rf"(?:jeg skal|skal jeg|jeg vil|vil jeg|jeg maa|maa jeg|skal) {_ADV}{_one(data.GOES)}", True),
        (rf"(?:jeg er|er jeg|er) {_ADV}{_one(data.IS_AT)}", True),
        (rf"(?:jeg har|har jeg|har) {_ADV}(?:faaet|haft|koebt|vaeret|sat|skiftet|bestilt|booket|pakket|ondt|gang i|gaester|besoeg|fri|ferie|en|et|min|mit|mine|to|tre|foedselsdag|hjemmearbejdsdag|ligget|siddet|brugt|sovet|plukket|bagt|spist|gaaet|koert|mistet|glemt min|glemt mit|glemt mine)", True),
        (rf"(?:min|mit|mine|vores) (?:egen |lille |store |nye |gamle |soede |stakkels |aeldste |yngste |mellemste )*{_one(data.PERSONS)} {_ADV}(?:er|har|skal|faar|bliver|fylder|kommer|gaar|starter|begynder|flytter|bager|henter|venter|ligger|sidder|spiller|rejser|koerer|holder|kalder|hoster|soever|soveri|sover|traekker|raaber|vil|driller|laver|mener vi skal|gifter|bygger|oever|loeber|cykler|snorker|savner)", False),
        (rf"(?:min|mit|mine|vores) (?:egen |lille |store |nye |gamle |elendige |dumme )*{_one(data.THINGS)} {_ADV}(?:er|har vaeret|har|driller|virker|gaar|strejker|loeber|siger op|bliver|blinker|fryser|opfoerer|vil|kalder|venter|ligger|holder|flytter|koerer)", False),
        (rf"vi (?:har|venter|bager|fejrer|flytter|pakker|holder fest|drukner i) {_ADV}(?:lige )?(?:haft|faaet|midt i|ramt af|besoeg|gaester)?", True),
        (rf"(?:jeg )?(?:svarer|skriver|taster|kvitterer) {_ADV}(?:kort|hurtigt|lynhurtigt|fra|paa|inden|mellem|med en|med den|i hast|i al hast)", False),
        (r"(?:jeg |vi )?(?:regner med|satser paa|glaeder os til|ser frem til) at (?:se|moede|gense|hilse paa) (?:dig|jer|alle)", False),
        (r"(?:hvor |nej hvor |hold da op hvor |sikke |hold da op |imponerende |fantastisk )+(?:er |har )?(?:i |du )?(?:er )?(?:hurtig|hurtige|dygtige|dygtig|skarpe|effektive|seje|flittige|søde|soede|grundige)", False),
        (r"(?:hold da op |sikke |sikken |hvor |nej |noej )+(?:et|en|er)? ?(?:\w+ )?(?:vejr|storm|regn|sol|varme|kulde|sommer|vinter|sne|blaest|efteraar|foraar|dejligt|varmt|koldt)", False),
        # English, Norwegian, Swedish
        (r"(?:see you|looking forward to|hope you|have a|enjoy|i am travelling|i'm travelling|i am traveling|i'm traveling|i am on|i'm on|currently|best of luck|good luck|congratulations|congrats|safe travels|sorry for|apologies for|greetings from|i am off|i'm off|replies may)", False),
        (r"(?:ha en|ha det|hoppas|haaper|haaber|jag hoppas|jeg haaper|vi har faatt|vi har faat|vi har fatt|vi har faett|jag aer paa|jag sitter|jeg sitter|jag reser|jeg reiser|trevlig|lykke til|lycka till|gratulerer|grattis|god helg|glad)", False),
        # praise of the work, where nothing is said of the thing itself
        (rf"(?:det )?(?:var )?{_ADV}(?:en (?:stor |sand |ren )?(?:fornoejelse|glaede)|(?:rigtig |virkelig |meget |saa )*(?:hyggeligt|rart|dejligt|skoent|fornoejeligt|inspirerende)) at (?:moede|se|hilse paa|gense|have besoeg af|vaere sammen med|snakke med|tale med)", False),
    ]
)  # fmt: skip
_WITHOUT_PAST = re.compile(r"^det var ")


def harmless(clause: Sequence[Token]) -> bool:
    """Whether a clause (its words without commas) surely concerns something else than the minutes."""
    if not 1 < len(clause) <= LONGEST:
        return False
    words = [token.word for token in clause]
    joined = " ".join(words)
    lead = _LEADS.match(joined)
    begin = len(joined[: lead.end()].split()) if lead else 0
    return _framed(clause, words, begin) or (begin > 0 and _framed(clause, words, 0))


def _framed(clause: Sequence[Token], words: list[str], begin: int) -> bool:
    """Whether a frame stands at ``begin`` and the rest of the clause holds no danger."""
    said = " ".join(words[begin:])
    living = any(_anchors(word) for word in words[begin:])
    for frame, anchored in _FRAMES:
        if (living or not anchored) and (match := frame.match(said)):
            rest = begin + len(match[0].split())
            if all(_safe(clause, position, not anchored) for position in range(rest, len(clause))):
                return True
    return False
