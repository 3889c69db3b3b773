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
from collections.abc import Container, Sequence
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
_WHEN = frozenset("til i efter inden foer om over siden paa fra denne hele naeste for indtil".split())
_OF_ONESELF = ("jeg ", "sidder", "min ", "mit ", "mine ", "vores ", "er ", "har ", "skal ")
_ONESELF = frozenset("jeg sidder er har tager rejser flyver skal bliver".split())
_PLACE_BEFORE = frozenset("i paa til ved mod over fra in to from at hos omkring naer ad".split())
_PAST = re.compile(r".{3,}(?:ede|edes)$|.{2,}(?:agte|ukte|endte|aldte|elte|oerte|oegte|iste|idste|emte|oemte|aerte)$")
_LOOKS_PAST = frozenset("sidste naeste foerste bedste vaerste mindste fleste meste".split())


@lru_cache(maxsize=8192)
def risky(word: str) -> bool:
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
    if word in ("det", "den", "de") and following:  # "det gode vejr", not "på det" nor "til den rigtige"
        described = following in data.AFTER_ARTICLE or (bool(kinds(following) & {"approving"}) and not risky(following))
        return _anchors(following) or (described and position + 2 < len(clause))
    if token.capital and token.raw != "I" and (position or token.word in FIRST_NAMES):
        if word in FIRST_NAMES and word not in PLACES and not _anchors(word):
            return names and before in ("hils", "til", "med", "og", "knus", "kram")
        return before in _PLACE_BEFORE or word in PLACES and before == "og"
    if word in FIRST_NAMES and len(word) > 3 and not kinds(word) and word not in data.CALM and not _anchors(word):
        return names and before in ("hils", "til", "med", "og")
    return not risky(word)


# Words that may stand before a frame and say nothing.
_LEADS = re.compile(
    r"(?:(?:og|saa|for|fordi|da|mens|imens|men|nu|lige nu|lige|her|i oevrigt|forresten|for resten|desuden|apropos|ps|p s|desvaerre|heldigvis|ellers|og saa|i dag|i aften|i morgen|i denne uge|i naeste uge|i weekenden|bagefter|derfor|puha|ja|naa|aah|uf|hold da op|til gengaeld|naturligvis|selvfoelgelig|endelig|snart|stadig|selv|her til aften|her til morgen|paa (?:man|tirs|ons|tors|fre|loer|soen)dag|deraf|ogsaa|det er|der er|paa et helt andet omraade|noget helt andet|helt uden for emnet|uden for emnet)\b ?)*"
)
_ADV = r"(?:(?:lige|ogsaa|nu|igen|selv|stadig|snart|netop|desvaerre|heldigvis|endelig|virkelig|bare|altid|allerede|rigtig|meget|saa|ellers|for tiden|pt|i oevrigt|faktisk|da|jo|ret|lidt|i dag|i aften|i morgen|i gaar|for oejeblikket|midt|forresten|foerst|vist|naermest) )*"


def _one(words: frozenset[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


# (how the clause begins, whether a thing of life must follow). What stands after it is open to every word without danger.
_FRAMES: tuple[tuple[re.Pattern[str], bool], ...] = tuple(
    (re.compile(rf"(?:{pattern})(?:$| |(?<= ))"), anchored)
    for pattern, anchored in [
        # wishes and greetings
        (r"(?:oensker (?:jer|dig) )?(?:alt )?(?:held og lykke|knaek og braek|god vind|god fornoejelse|tillykke|til lykke|stort tillykke|et stort tillykke|god bedring|rigtig god bedring)(?: (?:med|til|paa|fremover|i dag|og))?", False),
        (r"(?:rigtig |fortsat |en |en rigtig |de |saa )*(?:god|godt|dejlig|glaedelig|goe|go|skoen|velfortjent) (?:rigtig |forlaenget |solrig |velfortjent |lang )?\w*(?:dag|ferie|tur|aften|weekend|jul|paaske|pinse|sommer|vinter|foraar|efteraar|rejse|fest|nat|morgen|uge|nytaar|vind|helg|arbejdslyst|aftensmad|middag|frokost|kamp|koncert|fornoejelse|appetit)(?: og)?", False),
        (r"(?:hav|ha|ha'|have|nyd|pas|pas godt|pas nu|pas nu godt|kan i have) (?:nu )?(?:en|et|det|den|paa|det rigtig|det godt|jer|ferien|sommeren|weekenden|solen|dagen|livet|vejret|foraaret|aftenen|friheden|en rigtig|godt|godt paa)", False),
        (r"(?:og )?(?:hils|hilsen|hilsner|knus|kram|kh|mange hilsner|hjertelig hilsen)(?: (?:fra|til|din|dine|din|alle|hjemme|derhjemme|endelig|meget))?", False),
        (rf"(?!.*(?:bedre|gang|andre|kan|klogere|mere)\b)(?:jeg |vi )?(?:haaber|haaper|hoppas|jag hoppas|krydser fingre for) {_ADV}(?:at )?(?:du|ni|dere|i|alle|din|dit|dine|jeres|familien|resten|det|turen|ferien|sommeren|vejret|jeg|vi)", True),
        (rf"(?:jeg |vi )?(?:haaber) {_ADV}(?:at )?(?:alt er vel|alt gaar vel|alt vel|(?:du|i|alle) (?:har|faar|har haft) det (?:godt|rart|dejligt|bedre|fint|skoent|hyggeligt|sjovt)|(?:du|i|alle) (?:er|bliver|kommer) (?:snart |helt |godt )*(?:rask|raske|friske|frisk|hjem|paa benene|ovenpaa|igennem)|(?:du|i) (?:er kommet|kommer) dig)", False),
        # meeting again, and telephoning about something else
        (r"(?:paa gensyn|vi ses|vi tales ved|vi tales|vi hoeres ved|vi hoeres|vi snakkes ved|vi snakkes|vi skrives ved|ses|tales ved|snakkes ved|vi talkes ved)(?: (?:lige|forhaabentlig|nok|snart|igen|saa))?(?: (?:i|paa|til|ved|hos|om (?:en uge|lidt|to uger|den anden sag|noget andet)|naeste|ude|inde|derude|derovre|senere))?", False),
        (rf"(?:jeg |vi )?(?:glaeder (?:mig|os)|ser frem) {_ADV}(?:til|over|paa)", False),
        (r"(?:jeg |vi )?(?:ringer|skriver|vender tilbage|vender retur|kontakter dig|hoerer naermere|melder tilbage|tager fat i dig|fanger dig|faar fat i dig)(?: (?:til|dig|jer|lige|ogsaa|saa|i|morgen|naeste|uge|paa|mandag|tirsdag|onsdag|torsdag|fredag|senere|en af dagene|snart|efter|ferien|aften|dag|separat|saerskilt))* (?:om|ang|angaaende|vedr|vedroerende|med hensyn til|mht) (?:noget (?:helt )?andet|(?:den|det|en|et) (?:helt )?(?:anden|andet) (?:sag|emne|ting|aerinde))", False),
        (r"(?:jeg |vi )?(?:ringer|skriver|vender tilbage|vender retur|kontakter dig|melder tilbage|tager fat i dig)(?: (?:til|dig|jer|lige|ogsaa|saa|i|morgen|naeste|uge|paa|mandag|tirsdag|onsdag|torsdag|fredag|senere|en af dagene|snart|efter|ferien|aften|dag|separat|saerskilt))* (?:om|ang|angaaende|vedr|vedroerende|med hensyn til|mht)", True),
        (r"(?:i|du|man) kan (?:ikke |sagtens |altid |kun |bare )?(?:faa fat (?:i|paa)|fange|naa|traeffe|ringe til) mig", False),
        (rf"(?:jeg )?(?:svarer|kigger|laeser|tjekker|ser) {_ADV}(?:ikke |kun )?(?:laengere |mere |saa )*(?:paa )?(?:mail|mails|min mail|mine mails|e-mails)", False),
        (r"(?:jeg skal hilse|mange hilsner|jeg skal sige hej)(?: mange gange| meget)?(?: fra| til)?", False),
        (r"(?:og )?(?:mange |tusind |stor |rigtig mange |1000 )?tak (?:ogsaa )?(?:til (?:alle|jer|dig|sekretariatet|jer alle)(?: sammen)? for|for|fordi (?:du|i) (?:spoerger|altid|saadan|gider|orker|er saa|taenker paa mig|haenger i|holder ud))(?: (?:en|et|den|det|alt|hele))?", False),
        (r"(?:du|i) er (?:simpelthen |virkelig |nu |bare |sgu |en )+(?:perle|skat|engel|stjerne|ener|gave|knag|fantastisk|fantastiske|guld vaerd|de bedste|den bedste|uundvaerlig|uundvaerlige)", False),
        (r"(?:poej poej|held og lykke|lykke til|god vind|god arbejdslyst|god fornoejelse|knaek og braek)(?: med (?:resten|det hele|det naeste|det|det videre arbejde|flytningen))?", False),
        (r"(?:jeg )?(?:er (?:vaek|ude af huset|ude at rejse|bortrejst|utilgaengelig|ikke paa kontoret|paa farten)(?: resten af (?:dagen|ugen|maaneden)| hele (?:dagen|ugen))?|kan (?:fanges|naas|traeffes|altid fanges) (?:paa|via|i))", False),
        (r"(?:jeg |vi )?har det (?:lidt |meget |noget |heldigvis |rigtig |helt |selv )*(?:bedre|godt|fint|dejligt|skoent|udmaerket)", False),
        (r"(?:jeg )?traenger til", True),
        (r"(?:vi |jeg )?(?:finder|maa finde|skal finde) (?:nok |snart |lige )*(?:en|et) (?:anden |ny )?(?:dag|dato|tid|tidspunkt)", False),
        (r"(?:nu kan vi|snart kan vi|vi kan) (?:snart |lige |nu |endelig )*(?:holde|nyde|fejre)", True),
        (r"hvis (?:i|du) (?:ser|moeder|taler med) [a-z]+ saa (?:maa du (?:gerne )?hilse|hils)", False),
        (r"hvis (?:i|du|nogen) (?:har lyst til|vil have|traenger til|mangler)", True),
        (r"det har vaeret (?:en|et) (?:meget |ret |rigtig )?(?:travlt|travl|lang|langt|haard|haardt|vaadt|koldt|varm|varmt|hektisk) (?:dag|uge|maaned|aar|efteraar|foraar|vinter|sommer|tid|weekend)", False),
        (r"(?:rigtig |virkelig |super )?(?:godt|god|fint|fin|super|staerkt) (?:initiativ|ide|idé|taenkt|paahit|timing|service|koordinering)(?: med)?", False),
        # late, short, clumsy
        (rf"(?:jeg |vi |men |og )*(?:beklager|undskyld|sorry|undskylder|baer over med|ked af|er ked af|er saa ked af) {_ADV}(?:at |for |de |det |den |min |mit |mine |mig |hvis )*(?:jeg |i |du |vi )?(?:ikke )?(?:er |har |fik |naaede |kom |skulle |maatte |ikke |foerst |kun |lige |saa |lidt |meget |faaet |naaet )*(?:lange |lidt |sene |korte |manglende |store |noget |mange )?(?:svar|svaret|svare|svarer|sent|sen|sene|sendraegtig\w*|forsink\w+|langsom\w*|ventetid\w*|vente|korthed\w*|kort|rykke|rykker|slaafejl|tastefejl|stavefejl|tavshed\w*|stilhed\w*|rod|rodet|forvirring\w*|ulejlig\w+|forstyrr\w+|larmen|bogstaver)", False),
        (rf"(?:selvom |selv om |omend |om end |skoent )?(?:jeg |vi )?er {_ADV}(?:sent ude|sent paa den|bagud|langsom|sen|den sidste|lidt sen)", False),
        (r"deraf (?:det|den) (?:sene|lange|korte|forsinkede)", False),
        # the writer's own life
        (rf"(?:jeg )?(?!staar (?:af|fra)\b|holder (?:fast|paa)\b){_one(data.LIVES)}(?: jeg)?", True),
        (r"(?!jeg (?:staar|hopper|springer|falder) (?:af|fra))jeg (?=\w+r\b|skal\b|vil\b|kan\b|maa\b)", True),  # whatever he does: no word of speech, thought or meetings
        (rf"(?:er|har|skal|bliver|faar) {_ADV}(?:lige|i oevrigt|paa|til|i|begyndt|forsinket|ramt|faaet|haft|taget|gang|med at)", True),
        (rf"(?:jeg )?bliver {_ADV}(?:forsinket|lidt forsinket)", False),
        (r"(?:jeg er|er) (?:lidt |ret |meget |rigtig |bare |desvaerre |stadig )*(?:traet|kvaestet|smadret|flad|oer|stiv|glad|forkoelet|hoes|hees|paa kur|i hopla|i topform)$", False),
        (r"(?:jeg )?(?:loeber|iler|smutter|gaar|haster|maa loebe|skal loebe|vil hjem|skal hjem|er nede|er skoent|er hyggeligt|er dejligt|er koldt|er varmt|er travlt)(?: nu)?$", False),
        (r"det (?:bliver|er|var) (?:rigtig |virkelig |saa |bare |altid |meget |ogsaa )*(?:dejligt|hyggeligt|rart|skoent|fint|godt|en fornoejelse|en glaede|spaendende|sjovt) (?:at|igen at) (?:se|moede|gense|hilse paa|vaere|have|snakke med|tale med|moedes)(?: med| paa)?(?: jer| dig| alle)*", False),
        (r"(?:ellers )?gaar det (?:godt|fint|fremad|stille og roligt|over stok og sten|derudad)", False),
        (r"(?:jeg |og |men )*(?:havde|har|glemte|var ved at glemme)? ?(?:bare |lige |simpelthen |helt |vist |ellers )*(?:glemt|glemte|ved at glemme)? ?(?:at (?:svare|trykke (?:paa )?send|sende (?:den|svaret|mailen))|det)$", False),
        (r"(?:min|mit|mine|vores) (?:nye |unge |dygtige |soede )*(?:sekretaer|assistent|elev|praktikant|studentermedhjaelper|kollega)", True),
        (rf"(?:jeg skal|skal jeg|jeg vil|vil jeg|jeg maa|maa jeg|skal) {_ADV}{_one(data.GOES)}", True),
        (rf"(?:jeg er|er jeg|er) {_ADV}{_one(data.IS_AT)}", True),
        (rf"(?:jeg er|er jeg|er) {_ADV}(?:syg|sygemeldt|forkoelet|bortrejst|tilbage|afsted|af sted|hjemad|undervejs|landet|hjemvendt|bagud|flyttet ind|paa vej hjem)", False),
        (rf"(?:jeg )?(?:tager|rejser|flyver|sejler|smutter|koerer)(?: jeg)? {_ADV}(?:af sted|afsted|hjem|videre|ud|en tur)?(?: ?til| mod)?", False),
        (r"(?:og |jeg vil |vil )?(?:sige (?:mange |tusind |stor |pænt )?tak for|oenske (?:jer|dig)(?: alle)?|oensker (?:jer|dig)(?: alle)?|med oensket om|med oenske om)(?: en| et)?", False),
        (r"(?:og |saa )?(?:ring|skriv|raab|raab op|sig til) (?:bare |endelig |gerne |til mig )*hvis der er noget(?: andet)?$", False),
        (r"og nu (?:venter |er det |til |paa )*(?:ferie|weekend|kaffe|hjem|fri|frokost|jul)$", False),
        (r"it was (?:a (?:real |great )?pleasure|great|nice|lovely|good) (?:to (?:see|host|meet)|seeing|hosting|meeting) you(?: all)?", False),
        (r"(?:paa vej|paa farten|fra toget|fra ferien|i toget|i bilen|i bil|fra stranden|fra sommerhuset|fra bilen|mellem to moeder)(?: til| mod| hjem| i| fra)?", False),
        (r"(?:jeg |vi )?(?:vil |skal |maa )(?:ogsaa |gerne |lige |bare |dog |endelig |samtidig |godt )*(?:benytte (?:lejligheden|anledningen) til (?:lige )?at )?(?:takke|sige (?:mange |tusind |stor )?tak|rose|oenske|kvittere)(?: (?:jer|dig|alle|for|til))*", False),
        (rf"(?:jeg har|har jeg|har) {_ADV}(?:faaet|haft|koebt|vaeret|sat|skiftet|bestilt|booket|pakket|ondt|gang i|gaester|besoeg|fri|ferie|en|et|min|mit|mine|to|tre|foedselsdag|hjemmearbejdsdag|ligget|siddet|brugt|sovet|plukket|bagt|spist|gaaet|koert|mistet|glemt min|glemt mit|glemt mine)", True),
        (rf"(?:min|mit|mine|vores) (?:egen |lille |store |nye |gamle |soede |stakkels |aeldste |yngste |mellemste )*{_one(data.PERSONS)} {_ADV}(?:er|har|skal|faar|bliver|fylder|kommer|gaar|starter|begynder|flytter|bager|henter|venter|ligger|sidder|spiller|rejser|koerer|holder|kalder|hoster|soever|soveri|sover|traekker|raaber|vil|driller|laver|mener vi skal|gifter|bygger|oever|loeber|cykler|snorker|savner)", False),
        (rf"(?:min|mit|mine|vores) (?:egen |lille |store |nye |gamle |elendige |dumme )*{_one(data.THINGS)} {_ADV}(?:er|har vaeret|har|driller|virker|gaar|strejker|loeber|siger op|bliver|blinker|fryser|opfoerer|vil|kalder|venter|ligger|holder|flytter|koerer)", False),
        (rf"vi (?:har|venter|bager|fejrer|flytter|pakker|holder fest|drukner i) {_ADV}(?:lige )?(?:haft|faaet|midt i|ramt af|besoeg|gaester)?", True),
        (rf"(?:jeg )?(?:svarer|skriver|taster|kvitterer) {_ADV}(?:kort|hurtigt|lynhurtigt|fra|inden|mellem|med en|med den|i hast|i al hast)", False),
        (r"(?:jeg |vi )?(?:regner med|satser paa|glaeder os til|ser frem til) at (?:se|moede|gense|hilse paa) (?:dig|jer|alle)", False),
        (r"(?:hvor |nej hvor |hold da op hvor |sikke |hold da op |imponerende |fantastisk )+(?:er |har )?(?:i |du )?(?:er )?(?:hurtig|hurtige|dygtige|dygtig|skarpe|effektive|seje|flittige|søde|soede|grundige)", False),
        (r"(?:hold da op |sikke |sikken |hvor |nej |noej )+(?:et|en|er)? ?(?:\w+ )?(?:vejr|storm|regn|sol|varme|kulde|sommer|vinter|sne|blaest|efteraar|foraar|dejligt|varmt|koldt)", False),
        # English, Norwegian, Swedish
        (r"(?:see you|looking forward to|hope you (?:had|have|have had|are|all had|all have|enjoyed|enjoy|are having)|have a|enjoy|i am travelling|i'm travelling|i am traveling|i'm traveling|i am on|i'm on|currently|best of luck|good luck|congratulations|congrats|safe travels|sorry for|apologies for|greetings from|i am off|i'm off|replies may)", False),
        (r"(?:ha en|ha det|vi har faatt|vi har faat|vi har fatt|vi har faett|jag aer paa|jag sitter|jeg sitter|jag reser|jeg reiser|trevlig|lykke til|lycka till|gratulerer|grattis|god helg|glad)", False),
        # praise of the work, where nothing is said of the thing itself
        (rf"(?:det )?(?:var )?{_ADV}(?:en (?:stor |sand |ren )?(?:fornoejelse|glaede)|(?:rigtig |virkelig |meget |saa )*(?:hyggeligt|rart|dejligt|skoent|fornoejeligt|inspirerende)) at (?:moede|se|hilse paa|gense|have besoeg af|vaere sammen med|snakke med|tale med)", False),
    ]
)  # fmt: skip
_WITHOUT_PAST = re.compile(r"^det var ")


def harmless(clause: Sequence[Token], known: Container[str] = ()) -> bool:
    """Whether a clause (its words without commas) surely concerns something else than the minutes. ``known``: the words of
    all phrases; of the others only one may stand in what the writer tells of himself, and none in wishes and thanks."""
    if not 1 < len(clause) <= LONGEST:
        return False
    words = [token.word for token in clause]
    joined = " ".join(words)
    lead = _LEADS.match(joined)
    begin = len(joined[: lead.end()].split()) if lead else 0
    return _framed(clause, words, begin, known) or (begin > 0 and _framed(clause, words, 0, known))


def _lives(clause: Sequence[Token], position: int) -> bool:
    """Whether a thing of life stands here, and not merely a time."""
    word = clause[position].word
    before = clause[position - 1].word if position else ""
    if word in data.SEASONS:
        return before not in _WHEN or (before == "paa" and "ferie" in word)
    return _anchors(word) or (clause[0].word in _ONESELF and position > 0 and _is_far(clause, position))


def _is_far(clause: Sequence[Token], position: int) -> bool:
    """ "i Stockholm", "til Nuuk": a place that is no Danish municipality."""
    token = clause[position]
    return (
        token.capital and len(token.word) > 3 and clause[position - 1].word in _PLACE_BEFORE
        and token.word not in PLACES and token.word not in FIRST_NAMES and not risky(token.word)
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _familiar(word: str) -> bool:
    """Whether a list knows the word, a place's name among them."""
    return (
        word in data.CALM
        or word in data.LIVES
        or word in data.GOES
        or word in data.IS_AT
        or word in PLACES
        or _anchors(word)
        or bool(kinds(word))
        or asides.lives(word)
        or word in data.AFTER_ARTICLE
        or word in data.UNITS
        or word in data.COUNTS
    )


def _framed(clause: Sequence[Token], words: list[str], begin: int, known: Container[str]) -> bool:
    """Whether a frame stands at ``begin`` and the rest of the clause holds no danger."""
    said = " ".join(words[begin:])
    living = any(_lives(clause, at) for at in range(begin, len(clause)))
    for frame, anchored in _FRAMES:
        if (living or not anchored) and (match := frame.match(said)):
            rest = range(begin + len(match[0].split()), len(clause))
            strange = sum(clause[at].word not in known and not _familiar(clause[at].word) for at in rest)
            oneself = anchored and match[0].startswith(_OF_ONESELF)
            if strange <= oneself and all(_safe(clause, position, not anchored) for position in rest):
                return True
    return False
