"""The words by which an answer to minutes is judged: lists a Dane can review. Data only; the rules are in ``judge``.

Each list is one kind of word; Danish first, then English, Swedish, Norwegian. A word that ends in "*" stands for all
words that begin so. A list of risks may be too long without harm; a list of consent or of filling may not: a sentence is
an approval only if *every* word in it stands in one of those.
"""

from __future__ import annotations

from functools import lru_cache

from mailflow.parsers.danish import fold, plain

# --- consent ---------------------------------------------------------------------------------------------------------
APPROVING = """
godkend godkende godkender godkendes godkendt godkendte godtaget accept acceptere accepterer accepteres accepteret aksepterer
tilslutter tilslutte tiltræder tiltræde tiltrædes tiltrådt bifalder bifalde anerkender
enig enige fint fin fine fint! god godt gode ok okay okey oki okidoki okej fair super supert superfint superfin
perfekt perfekte glimrende udmærket udmærkede fortrinligt fortrinlig fremragende flot flotte dækkende fyldestgørende retvisende korrekt
rigtigt tilfredsstillende tilfreds fornuftigt fornuftig acceptabelt acceptabel loyalt fantastisk strålende
storartet upåklageligt præcist dejligt orden tiptop top stemmer passer skønneste bedste toppen kanon glad fedt nydeligt nydelig fornemt solidt grundigt sobert velskrevet tydeligt overskueligt udførligt afbalanceret nøgternt bekræfter bekræfte bekræftes afspejler gengiver rammer
approve approved approves approving accepted accepts agree agreed agrees good great excellent perfect correct accurate fine okay lgtm
godkänner godkänna godkänd godkänt godkännes godkänns bra utmärkt utmärkta korrekt accepterar samtycker
godkjenner godkjenne godkjent godkjennes greit greitt flott utmerket riktig riktigt
"""
YES = "ja yes yep jep jeps jepjep japs jada jaja yeah sure ja-tak 👍 👌 ✅ ✔ ☑ 💯 🆗"
NOUNS_OF_REMARK = """
bemærkning bemærkninger bemærkningen bemærkningerne bem kommentar kommentarer kommentaren kommentarerne indsigelse indsigelser indsigelsen
indsigelserne indvending indvendinger rettelse rettelser rettelserne rettelsen ændring ændringer ændringsforslag ændringsønsker rettelsesforslag
tilføjelse tilføjelser korrektion korrektioner justering justeringer anmærkning anmærkninger protest protester problem problemer
kritik betænkelighed betænkeligheder tilbagemelding tilbagemeldinger kommmentarer bemærkingner bemærkniger bemærkinger komentarer indsigelse(r)
bemerkninger bemerkning kommetarer komentar
objection objections comment comments remark remarks correction corrections change changes issue issues concern concerns problem problems
amendment amendments edits
synpunkt synpunkter invändning invändningar anmärkning anmärkningar ändringar kommentarer rättelser
merknad merknader innvending innvendinger innvendingar endring endringer anmerkning anmerkninger kommentar rettelser
"""
VERBS_OF_REMARK = """
bemærke tilføje indvende kommentere rette ændre udsætte korrigere anmærke anføre kritisere tilføye imod mod add object against remark change correct tillägga
invända anmärka emot tilføye bemerke innvende mot
"""
NEGATIONS = """
0 ikke ikk ik ikke ikkje ej ingen intet inga inget inte icke ingenting no not none nothing nul zero uden without utan uten hverken neither hvorken dont
don't do'nt cannot can't cant won't isn't aldrig never
"""
# Words that carry a consent without adding to it, a list for each language: a clause keeps to one of them, since "have" is
# one thing in English and another in Danish. No word of quantity, condition, change or time may stand here.
EMPTY_DANISH = """
jeg vi mig os min mit mine vores du i jer jeres det den der dette her herfra hermed heri hertil derfor således fra side del vedkommende undertegnede
for til af på med hos som et en meget rigtig helt fuldt fuldstændig fuldstændigt ud fuldkommen aldeles bestemt absolut naturligvis selvfølgelig selvsagt
gerne virkelig hele alt glæde fornøjelse hjerteligt dermed herved hjertens jamen vedr vedrørende angående ovenstående nedenstående
referat referatet referater referaterne protokollen protokol mødereferat mødereferatet udkastet dokumentet beslutningsreferat beslutningsreferatet hb-referat hb-referatet
er har kan vil må synes mener finder ser læst set gennemlæst gennemgået gennemset nærlæst kigget kikket altsammen igennem gennem modtaget fundet haft nu og samt eller så også lyder virker fremstår forekommer
begge venligst personligt bliver fremsendte udsendte tilsendte fremsendt udsendt tilsendt ganske yderst særdeles ligeledes tak
"""
EMPTY_ENGLISH = """
the minutes with me my mine part side i have has had all it is it's looks look sounds seems are am end to of on this that for from and or here thank thanks thx
you very fully completely entirely read reviewed we our us a an i'm i've everything quite really can needed necessary required
"""
EMPTY_SWEDISH = "jag har mig från min sida protokollet protokoll ser ut det är tack helt för på oss vår till med och att allt kan mycket vi läst härifrån i som"
EMPTY_NORWEGIAN = "dette jeg har meg fra min side referatet protokollen ser ut det er takk helt for på oss vår til med og alt kan veldig vi lest herfra i som den"
# Only between a negation and the remark it negates: "ikke noget yderligere at bemærke".
BETWEEN = """
nogen nogle noget nogensinde nogensomhelst som helst yderligere flere mere videre at finde fundet fra min side mit vedkommende for herfra har haft jeg vi det den her i selv
kommet til referatet my any further more anything to have of the additional på den lyst
några något på för det att noen noe å det at
"""

# --- what spoils a consent -------------------------------------------------------------------------------------------
CONTRASTS = """
men dog bortset undtagen undtagelse pånær nær medmindre udover derimod imidlertid ellers øvrigt resten resterende øvrige forresten blot bare kun lige alligevel
trods skønt selvom omend desværre derudover desuden endvidere endelig ligeledes hvorimod til-gengæld tværtimod andet andre anden snarere egentlig
but except however although though apart besides otherwise unless only just still yet unfortunately rest other
men dock utom förutom bortsett däremot dessvärre annars övrigt bare unntatt imidlertid forøvrig ellers annet
"""
CONDITIONS = """
hvis såfremt forudsat forudsætning forudsætter forbehold betinget betingelse når ifald under vilkår så-længe inden indtil først før med-mindre idet hvorvidt om-end
if provided once when until before subject condition conditional conditionally unless after assuming
ifall förutsatt förbehåll när innan forutsatt forbehold når dersom såfremt
"""
HEDGES = """
næppe endnu knap sjældent jo
måske vist nok næsten nogenlunde umiddelbart foreløbig foreløbigt generelt overordnet princippet princip principielt overvejende omtrent cirka tilnærmelsesvis stort småting lidt
tror formentlig formodentlig sikkert muligvis eventuelt vel jo egentlig nærmest delvist delvis halvt tvivl tvivler usikker hmm hm tja nja mjah øh næh
væsentlige større særlige store egentlige principielle afgørende nævneværdige alvorlige væsentligste umiddelbare mange
maybe perhaps probably almost mostly partly partially basically generally somewhat guess suppose think major significant substantial hopefully
kanske nog nästan väl troligen möjligen delvis kanskje nesten sannsynligvis vel visstnok større vesentlige
"""
# --- what makes an objection -----------------------------------------------------------------------------------------
CHANGES = """
ret rett* retter ændr* ændre tilføj* slet slettes slette fjern* præcis* omformul* uddyb* stryg* strøg* korriger* juster* indsæt* erstat* skift* byt* bytt* udgå* udgår mangl* savn* glemt glem
glemme glemte fejl fejl* forkert* ukorrekt* misvisende upræcis* unøjagtig* stave* stavet tastefejl slåfejl udelad* udelukk* tage-ud omskriv* revider* revision nuancer* tydeliggør* opdater*
supplere* suppler* medtag* nævn* nævne formuler* ordlyd* skriv skrive skrives ordvalg* rettelig* nærmere genoptag* annull* udsæt* udskyd* udskudt vent vente venter stop stoppe stands* tilbagehold* forlæng* fortrolig* lukket
correct* fix* amend* edit* remove* delete* add added missing wrong mistake* error* typo* incorrect* inaccurate* misspell* misleading replace* revis* clarif* rephrase* postpone* wait stop hold
rätta ändra* lägg fel felaktig* saknas stryk* ta-bort stavat rett* endre* feil mangler stryk* legg presiser* fjern*
"""
DISAGREEMENTS = """
uenig* afvis* protestér protester* modsætt* modsat bestrid* utilfreds* kritisabel* uacceptabel* skuff* vrøvl* sludder løgn* urimelig* urigtig* uheldig* ærgerlig* problematisk* betænkelig* undr* studs* mærkelig* besynderlig*
makværk* lort* spild* sjusk* rodet* jammer* katastrof* pinlig* elendig* forfærdelig* håbløs* latterlig* useriøs* uprofession* fejlciter* indsigelse* indsiger indvend* anfægt* dårlig* ringe uklar* utilstrækkelig* mangelfuld* tynd* tyndt overdrev* skarp* hård* unødvendig* usand* usandt uforstående genkend* fastholder opretholder fortryd* fortrød
imod stemte nej nope næ nix nej-tak nedlæg* veto
disagree* reject* oppose* object objecting protest* unhappy unacceptable dispute* wrong refuse* nay
oenig* avvis* motsätt* protesterar nej nei uenig avviser
"""
# Somebody is told to do something: nothing neutral holds such a word.
ORDERS = """
husk husker sæt sætter tag lav giv få put læg flyt kig tjek tjekke check sig spørg ring ringer send sender gør overvej lad sørg find undersøg bed bede beder skriver listen liste
remember put make take tell ask call send
"""
# --- what minutes are about: a clause with these may state a fact against them -----------------------------------------------
MINUTE_MATTERS = """
punkt punktet punkter punkterne punktets pkt ad dagsorden* beslutning* besluttede beslutt* vedtog vedtag* konklu* konklusion* afsnit* linje* linie* side-* sidste
navn* navnet hedder hed staves dato* datoen beløb* tal tallet tallene kr kroner mio procent antal antallet bilag* deltager deltagere deltog deltag* deltagerliste* fremmødt* mødt fravær* fraværende afbud* tilstede stede
stemme* stemte enstemmig* formand* næstformand* referent* dirigent* foreslog foreslå* forslag* sagde sagt mente drøft* aftalt* aftalte aftaler diskuter* nævnte oplyste orienterede indstill* udpeg* valgt valgte
valgtes behandlet behandl* udsat oplæg* oplægget budget* regnskab* kontingent* sluttede startede begyndte varede kom gik tog traf sad mødte meldte skrev skrevet står stod noteret nævnt anført tilskrevet
husker erindr* opfattelse opfatt* forstå* forstod hørte ny nyt nye version* udgave* endelig* færdig* skulle burde bør kunne ville måtte blev var havde fik gav gjorde lod holdt
overskrift* sætning* smutter* tovholder* citat* citeret efternavn* komma kommaet kommaer knudret halter
item items decision* decided attend* absent present said voted proposed amount number page line name date agenda should would could was were did
punkten beslut* beslöt närvarande frånvarande sade röstade saken vedtok vedtatt sa møtte ble stemte
"""
IRONIES = "historie* røverhistorie* fortælling* udlægning* fortolkning* forklaring* digt* teater skuespil cirkus underholdning* komik* fabel* myte* legende* satire parodi revy fantasi fri eventyr fiktion roman novelle komedie vittighed haha hahaha lol sikke sikken sikkert-nok hyggehistorie science not.. 🙄 🤔 😂 🤣 😬 😡 😠 👎 🤨 😒 😏 ❌ 🤷 😕 ironi interessant kreativ* underhold*"
QUESTION_WORDS = """
hvad hvem hvor hvornår hvorfor hvordan hvilke hvilken hvilket hvorvidt mon what who where when why how which whether vad vem var-är varför hur vilken hva hvem hvorfor
"""

# --- other things people write ------------------------------------------------------------------------------------------
GREETINGS = "hej hejsa heisa hei hi hello hallo dear kære kjære kära bästa godmorgen goddag godaften davs halløj hey moin god-morgen tjena yo"
GREETED = "alle allesammen igen sammen sekretariat sekretariatet formand kollega kolleger kollegaer venner folkens jer dig og bestyrelse bestyrelsen hb frue there all team everyone again both begge to formandskab formandskabet i du"
SIGN_OFFS = "mvh hilsen hilsner vh dbh bh kh hilsener hälsningar hälsning hilsning regards cheers best venlig venlige bedste kærlig kærlige vennlig vänlig vänliga vänligen sincerely mv mange"
WISHED = """
weekend sommer sommerferie dag aften eftermiddag formiddag jul påske pinse ferie nytår arbejdslyst tur fornøjelse uge søndag lørdag fredag torsdag onsdag tirsdag mandag efterår efterårsferie vinterferie
juleferie påskeferie vind rejse søndag forår helg kveld dagen aftenen weekenden sommeren ferien julen dage morgen nat påskedage juledage morgenen start bedring fridag weekends evening night afternoon holiday vacation trip
year summer christmas easter day helgen sommar
"""
PRAISED = "arbejde møde moede dag klaret gået indsats initiativ stykke samarbejde arrangement tur snak debat drøftelse aften meeting work job jobb arbete möte moete idé ide læsning"

_LISTS = {
    "approving": APPROVING, "yes": YES, "remark": NOUNS_OF_REMARK, "remark-verb": VERBS_OF_REMARK, "negation": NEGATIONS,
    "da": EMPTY_DANISH, "en": EMPTY_ENGLISH, "sv": EMPTY_SWEDISH, "no": EMPTY_NORWEGIAN, "between": BETWEEN, "contrast": CONTRASTS, "condition": CONDITIONS, "hedge": HEDGES, "change": CHANGES,
    "disagreement": DISAGREEMENTS, "order": ORDERS, "matter": MINUTE_MATTERS, "irony": IRONIES, "question": QUESTION_WORDS, "greeting": GREETINGS,
    "greeted": GREETED, "sign-off": SIGN_OFFS, "wished": WISHED, "praised": PRAISED,
}  # fmt: skip

WORDS: dict[str, frozenset[str]] = {}  # folded word -> kinds
_STEMS: dict[str, frozenset[str]] = {}  # folded beginning -> kinds


def _fill() -> None:
    """Also without the dots ("andringer"), where that is no other listed word ("før" is not "for")."""
    listed = [(kind, entry) for kind, entries in _LISTS.items() for entry in entries.split()]
    for kind, entry in listed:
        folded = fold(entry.rstrip("*"))
        table = _STEMS if entry.endswith("*") else WORDS
        table[folded] = table.get(folded, frozenset()) | {kind}
    written = frozenset(WORDS)
    for kind, entry in listed:
        bare = plain(fold(entry))
        if not entry.endswith("*") and bare not in written and len(bare) > 3:
            WORDS[bare] = WORDS.get(bare, frozenset()) | {kind}


_fill()
_LENGTHS = sorted({len(stem) for stem in _STEMS})
_NONE: frozenset[str] = frozenset()
LANGUAGES = frozenset({"da", "en", "sv", "no"})
RISKS = frozenset(
    {
        "order",
        "contrast",
        "condition",
        "hedge",
        "change",
        "disagreement",
        "matter",
        "irony",
        "question",
        "remark",
        "remark-verb",
        "negation",
    }
)


@lru_cache(maxsize=8192)
def kinds(word: str) -> frozenset[str]:
    """Every kind that a folded word is; empty for a word nobody listed (a name, a place, anything)."""
    found = WORDS.get(word, _NONE)
    for length in _LENGTHS:
        if length > len(word):
            break
        stem = _STEMS.get(word[:length])
        if stem:
            found |= stem
    return found
