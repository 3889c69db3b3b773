"""Turns of phrase that a list of words cannot tell: neutral remarks, go-aheads, withdrawals. Data for ``judge``.

Written over folded words (see ``danish.fold``) with one blank between; ø is oe, å is aa, æ is ae.
"""

from __future__ import annotations

import re

from mailflow.parsers.danish import fold
from mailflow.parsers.lexicon import WISHED

_MINUTES = r"(?:referatet|referat|protokollen|udkastet|hb-referatet|moedereferatet)"
_DATE = r"(?:(?:den |d )?\d{1,2}(?:[./-]\d{1,2}(?:[./-]\d{2,4})?)?(?: (?:jan\w*|feb\w*|mar\w*|apr\w*|maj|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|nov\w*|dec\w*))?(?: \d{4})?)"
# "referatet fra (mødet den) 29. august" is one thing: the minutes
MINUTES_OF = re.compile(
    rf"\b{_MINUTES} (?:fra|af|for|paa)(?: (?:det|vores|sidste|seneste|hb-moedet|moedet|moede|bestyrelsesmoedet|hovedbestyrelsesmoedet|hovedbestyrelsesmoede|bestyrelsesmoede|hb|hovedbestyrelsen|bestyrelsen|i gaar|i mandags|i tirsdags|i onsdags|i torsdags|i fredags))+(?: {_DATE})?(?= |$)"
    rf"|\b{_MINUTES} (?:fra|af) {_DATE}(?= |$)"
)
_WISHES = "|".join(sorted({fold(word) for word in WISHED.split()}))
_FOR = r"(?: (?:rigtig|rigtigt|meget|saa|fortsat|dejlig|god|godt|en|et))*"

# Little courtesies that may stand anywhere in a clause and mean nothing. Nothing in them is open.
COURTESIES = re.compile(
    r"\b(?:"
    r"(?:mange|tusind|tusinde|stort|stor|1000|hjertelig|hjerteligt|paa forhaand|og) tak(?: for (?:det|den|denne|mailen|referatet|godt referat|fint referat|fremsendelsen|fremsendelse|tilsendelsen|udkastet|hjaelpen|hurtig udsendelse))?"
    r"|tak(?: for (?:det|den|denne|mailen|referatet|fremsendelsen|fremsendelse|tilsendelsen|udkastet|hjaelpen|sidst|i gaar|i dag))?(?: (?:skal (?:du|i) have|lone))?(?= |$)"
    rf"|(?:(?:i|du|jer|dig) )?(?:(?:maa have|have|hav|ha|ha'|fortsat|oensker|oenskes|i|rigtig|rigtigt|og|med oensket om|oensket om|jer|dig|alle|jer alle|jeg) ){{0,8}}(?:en |et )?(?:rigtig |dejlig |forsat |fortsat ){{0,4}}(?:god|godt|dejlig|glaedelig|glad|skoen|trevlig|good|nice|happy|merry) (?:{_WISHES})(?: og (?:godt nytaar|god bedring))?(?: (?:til (?:jer|dig)|(?:til )?alle|naar (?:i|du) naar dertil|alle sammen|allesammen))*"
    r"|thank you(?: very much)?|thanks(?: a lot)?|thx|many thanks|tack(?: saa mycket)?|takk(?: for det)?|tusen takk|mange takk|please|venligst"
    r"|vi ses|ses|god arbejdslyst|ha' det godt|hav det godt"
    r"|sendt fra (?:bilen|toget|mobilen|telefonen|ferien|min telefon|min mobil|iphone)|takker|alt vel|ha det|efter min (?:bedste )?(?:mening|overbevisning|opfattelse|vurdering)|efter min (?:hukommelse)|som (?:altid|saedvanlig|saedvanligt|vanligt|vanlig)|alt sammen|alle sammen|i (?:den|det|dets|sin) (?:foreliggende form|helhed|grad|hele taget)|som (?:det|den) foreligger|kort og godt|kort sagt|alt i alt|som saadan"
    r")(?= |$)"
)

# The whole clause means: go ahead.
_OBJECT = r"(?: (?:det|den|referatet|dem|ud|op|online|afsted|af sted|bare|gerne|godt|roligt|nu|paa nettet|paa hjemmesiden|paa hjemmeside|til alle|som det er|som den er|paa))*"
_VERB = r"(?:offentliggoere|offentliggoeres|publicere|publiceres|sende|sendes|udsende|udsendes|laegge|laegges|uploade|uploades)"
GO_AHEAD = re.compile(
    r"(?:ja |saa |fint |ok |okay |fra min side |for min skyld |herfra )*(?:"
    rf"(?:(?:i|du|det|den|referatet|sekretariatet|og) )*(?:maa|kan)(?: (?:godt|gerne|bare|roligt|fint|sagtens|trygt|derfor|i|du|det|den|referatet|nu))*(?: {_VERB}|gaa)(?:{_OBJECT})"
    rf"|(?:bare |saa |i |maa |gerne )*(?:send|offentliggoer|publicer|laeg|udsend|upload)(?: bare)? (?:det|den|referatet|ud|op){_OBJECT}"
    r"|(?:bare |saa )*koer(?: bare| loes| paa| videre| med det| med den| det| den)*"
    r"|(?:bare )?go(?: for it| ahead)?|please publish(?: it| them| the minutes)?|you (?:can|may) publish(?: it| them| the minutes)?|happy to approve(?: it| them| the minutes)?"
    r"|(?:der er )?groent lys(?: herfra| fra mig| fra min side)?|tommel(?:en)? op(?: herfra| fra mig)?|thumbs up(?: from me)?"
    rf"|(?:jeg |vi )?(?:kan )?(?:hermed )?(?:bekraefte|bekraefter|konstatere|konstaterer|synes|mener),? at (?:{_MINUTES}|det|den) er (?:fint|godt|korrekt|retvisende|rigtigt|ok|i orden|daekkende|fyldestgoerende|godkendt)"
    r"|(?:jeg |vi )?(?:siger|sige) god for (?:det|den|referatet)|(?:jeg |vi )?(?:kan )?staa(?:r)? inde for (?:det|den|referatet)"
    rf"|(?:det er )?(?:fint|ok|okay|i orden|helt fint|helt ok) (?:for mig |med mig |fra min side )?(?:at|hvis) (?:det|den|referatet|i) {_VERB}(?:{_OBJECT})"
    r"|(?:jeg )?(?:har )?kun ros(?: til (?:referatet|jer|dig|sekretariatet))?(?: herfra| fra mig)?"
    r"|(?:ingen|intet|none) (?:herfra|fra mig|fra min side|from me|fra os)"
    r"|(?:det |den |referatet )?(?:stemmer|passer)(?: fint| helt| godt)?(?: overens)? (?:med )?(?:min|mine|hvad jeg|det jeg)(?: egen| egne)? (?:hukommelse|erindring|noter|notater|husker)"
    r"|(?:det |den |referatet )?ser ud til at (?:vaere|passe|stemme)(?: rigtigt| korrekt| fint| godt| i orden| ok)?"
    r"|(?:jeg )?(?:har )?(?:intet|ingenting|ikke noget) (?:imod|mod) (?:det|den|referatet)?(?: ?at (?:det|den|referatet) (?:bliver )?offentligg\w+)?"
    r"|(?:der er )?ingen (?:indsigelser|indvendinger|bemaerkninger|protester|problemer)(?: herfra| fra mig)? (?:imod|mod|til|med|i) at (?:det|den|referatet|i) (?:bliver )?(?:offentliggoere|offentliggoeres|offentliggjort|udsendes|udsendt|laegges|publiceres)(?: paa (?:hjemmesiden|nettet))?"
    r"|(?:det |referatet |den |alt )?(?:ser|lyder) (?:fint |godt |rigtigt )*(?:ud )?(?:praecis )?som (?:det|den|de) skal(?: vaere)?|(?:jeg |referatet |alt )?(?:er )?klar(?:t)? til (?:offentliggoerelse|udsendelse|publicering|hjemmesiden|at gaa ud)(?: herfra| for mig)?"
    r"|(?:det|den|referatet|du|i|sekretariatet) har (?:hermed )?(?:min|vores|min fulde|mit|vores fulde) (?:godkendelse|accept|opbakning|tilslutning|stoette|ja|velsignelse|ok)|min (?:godkendelse|accept|tilslutning)(?: er givet| hermed| herfra)?|klar herfra"
    r"|(?:det |den |referatet |det fremsendte )?(?:giver|gav|har givet)(?: mig| os)? (?:ikke|ingen) (?:anledning|aarsag|grund) til (?:bemaerkninger|kommentarer|indsigelser|rettelser|aendringer|noget)(?: herfra| fra mig| fra min side| fra vores side)?"
    r"|(?:det er )?(?:fint|ok|okay|helt fint|helt ok|i orden) (?:til |med |for mig )?(?:at )?(?:offentliggoere|offentliggoerelse|publicere|publicering|udsende|udsendelse)(?: herfra| fra mig| det| referatet)?"
    r"|(?:fra (?:mig|min side|os) )(?:er der )(?:fuldt )?groent lys|(?:jeg |vi )?(?:bakker|bakke) (?:fuldt |helt )?op(?: om (?:det|den|referatet))?|(?:rigtig |meget |virkelig )*(?:godt|flot|fint) (?:skrevet|formuleret|beskrevet|opsummeret|sammenfattet|gengivet|fanget)"
    r"|(?:jeg )?stemmer for(?: godkendelse| referatet| det)?|(?:ikke|intet|ingenting|ikke noget) (?:yderligere|mere|andet)? ?(?:herfra|fra mig|fra min side|fra os|at komme efter)|tommel(?:finger|fingeren|tot)?(?:en)? op(?: herfra| fra mig)?"
    r"|(?:det |den |referatet )?(?:afspejler|gengiver|daekker|rammer|beskriver)(?: (?:fint|godt|meget|rigtig|loyalt|flot|praecist|korrekt|udmaerket))* (?:moedet|droeftelsen|droeftelserne|moedets droeftelser|det vi talte om|hvad vi talte om|vores droeftelse|vores droeftelser|beslutningerne|forloebet)(?: (?:fint|godt|meget|rigtig|loyalt|flot|praecist|korrekt|udmaerket))*"
    r"|nothing to add|intet nyt herfra at bemaerke|den tager vi|det koeber jeg|det er en aftale"
    r")"
)

# Clauses without a stance; "…" is open and may hold no word of risk. (pattern, words of risk that are allowed in it)
_TIME = r"(?:i morgen|i overmorgen|paa \w+dag|til \w+dag|i naeste uge|om lidt|snart|til naeste moede|til moedet|paa moedet|i \w+)"
NEUTRAL: list[tuple[re.Pattern[str], frozenset[str]]] = [
    (re.compile(pattern), frozenset(allowed.split()))
    for pattern, allowed in [
        (
            r"(?:ja )?(?:mange |tusind |tusinde |stort |stor |1000 |endnu en gang |igen |og |en stor |ogsaa )*tak (?:for(?! at)|til|skal|igen|og|fordi (?:i|du) (?:er|tog|tager|gider|hjalp|orker|holder|goer))\b.*",
            "referatet referat moede moedet deltagelse oplaeg oplaegget droeftelse droeftelser droeftelsen drøftelse mange og i forslag reminder paamindelsen moeder budgetmoedet formand formanden skal kom sidst sidste moedte underholdende interessant store stort stor mange opdateringen opdatering fra mail saa naar snak aftale aftalen jo nok lige",
        ),
        (r"(?:thanks|thank you|tack|takk|tusen takk|many thanks) (?:for|so|a lot|again|saa)\b.*", "minutes item sist senast sidst meeting"),
        (r"(?:saa )?(?:vi|og vi|paa) (?:ses|hoeres|hoeres ved|tales|tales ved|skrives|snakkes|snakkes ved|tages)\b.*", "til moedet kl"),
        (r"(?:og )?(?:jeg |vi )?(?:glaeder (?:mig|os)|ser frem)\b.*", "referat moede moedet droefte droeftelsen droeftelse hoere tage vores"),
        (r"(?:og )?(?:jeg |vi )?haaber (?:at )?(?:i|du|alle|det|sommeren|ferien|turen)\b(?: \w+)* (?:godt|god|dejlig|fint|hjem|ferie|sommer|weekend|nyder|bedre|vel)\b.*", "kom kommet gaar var havde har fik vel"),
        (r"(?:og )?(?:jeg )?(?:beklager|undskyld|sorry|undskylder|unnskyld|ursaekta)\b.*(?:sen|sene|sent|forsink\w+|ventetid\w*|langsom\w*|svar|svartid|svare|svarer|vente|late|delay|reply|foerst)\b.*", "vente foerst nu at jeg paa"),
        (r"(?:jeg |vi )?(?:er|sidder|holder|staar|har|gaar|ligger) (?:\w+ )*(?:ferie|toget|tog|moede|moeder|farten|kursus|udlandet|flyet|lufthavnen|bil|bilen|hjemme|syg|rejse|tjenesterejse|konference|seminar|vej|travlt|barsel|orlov|fri|kontoret)\b.*",
         "moede moeder til"),
        (r"(?:beklager|undskyld)(?: (?:rod|besvaeret|forstyrrelsen|den sene|det sene|sent|mange mails))?", ""),
        (r"(?:god|godt|dejlig|dejligt|fint|flot|super|rigtig godt|rigtig fint|godt|staerkt|hyggeligt|rart|spaendende|nice|good|great) (?:arbejde|moede|dag|klaret|gaaet|indsats|initiativ|samarbejde|snak|debat|at se jer|at se jer alle|at hoere|at moedes|job|work|meeting|jobb|arbete|moete|idé|ide)\b.*", "moede moedes moedet hoere i"),
        (r"(?:det|der) var (?:et |en )?(?:rigtig |virkelig |meget |saa |ogsaa )*(?:godt|god|hyggeligt|hyggelig|rart|dejligt|dejlig|spaendende|givende|fint|inspirerende|udbytterigt|konstruktivt|nyttigt)(?: (?:moede|dag|aften|at se jer|at se jer alle|at moedes|debat|snak))*(?: i (?:gaar|mandags|tirsdags|onsdags|torsdags|fredags|dag))?", "var moede"),
        (r"(?:et |en )?(?:rigtig |meget )*(?:godt|god|hyggeligt|spaendende|givende|konstruktivt|udbytterigt) (?:og (?:godt|hyggeligt|spaendende|givende|konstruktivt|udbytterigt) )?moede(?: i \w+)?", "moede"),
        (r"(?:hav|ha|ha'|nyd|pas|have) (?:nu )?(?:det |en |et |paa |godt |ferien|sommeren|weekenden|solen|det gode vejr)\b.*", "paa til"),
        (r"(?:og )?(?:hils|hilsen|hilsner)\b.*", ""),
        (r"(?:tillykke|held og lykke|god bedring|knus|kram|skaal|rigtig god \w+|velbekomme|selv tak)\b.*", ""),
        (r"(?:den |det |mailen |referatet |jeg har |er |hermed |og )*(?:modtaget|modtages|kvitterer|kvittering|noteret|received|noted|mottatt|mottaget|set)(?: (?:og |hermed |med tak|tak|for modtagelsen|for modtagelse|noteret|herfra))*", "noteret"),
        (r"(?:til (?:orientering|info)|fyi|ok til orientering)", ""),
        (r"(?:og )?(?:rigtig |fortsat |en |saa )*(?:god|godt|dejlig|glaedelig|skoen) (?:" + _WISHES + r")\b.*", "skal naar"),
        (r"(?:jeg|vi) (?:kan|kommer|deltager|er|ses|naar|har|ser|faar|bliver) (?:\w+ ){0,3}(?:ikke|ik|forhindret|afbud|optaget)\b.*\b(?:i morgen|paa (?:man|tirs|ons|tors|fre|loer|soen)dag|i naeste uge|naeste gang|naeste moede|til naeste|til julefrokosten|til sommerfesten)\b.*", "ikke ik desvaerre deltage moede afbud deltager naeste lige"),
        (r"(?:god|glaedelig|rigtig god|rigtig glaedelig|dejlig) (?:og velfortjent )?(?:\w*(?:dag|ferie|tur|aften|weekend|sommer|vinter|uge|jul|pause|rejse|fest|nat|morgen|tid|lyst|vind|fornoejelse))", ""),
        (
            r"(?:nu |saa |endelig |omsider |foerst nu )*(?:(?:har|fik|faar) jeg|jeg (?:har|fik|faar)) (?:endelig |lige |nu |omsider |foerst )*(?:faaet |tid til at |lejlighed til at )*(?:laest|set|kigget|gennemgaaet|laese|se|kigge)(?: (?:det|den|referatet|igennem|paa det|paa referatet|mailen|mails|nu))*",
            "fik endelig lige foerst nu",
        ),
        (r"(?:jeg )?(?:naaede|naar|naaet) (?:det|at laese det|at svare)(?: (?:lige|akkurat|endelig|foerst nu))*", "lige foerst endelig"),
        (r"(?:et |her (?:et|kommer et) )?(?:kort|hurtigt|lynhurtigt|sent) svar(?: (?:fra|her fra|her|paa vej)\b.*)?", ""),
        (r"(?:jeg |vi )?(?:er|kom) (?:lige |netop |nu |foerst )*(?:landet|hjemme|hjem|tilbage|paa vej|kommet hjem|kommet tilbage|retur)\b.*", "lige kom foerst"),
        (r"(?:jeg )?(?:har )?(?:naaet|naaede) (?:foerst )?(?:at )?(?:svare|se|kigge paa|laese)(?: (?:det|den|mailen))? (?:foerst )?nu", "foerst"),
        (r"(?:jeg )?(?:har )?(?:foerst )?(?:laest|set|faaet set|naaet at laese|faaet laest)(?: (?:det|den|referatet|mailen|igennem|gennem))* ?(?:nu|foerst nu|i aften|i dag|i toget|med interesse|med glaede)?", "foerst"),
    ]
]  # fmt: skip

_STANCE = r"(?:indsigelse\w*|bemaerkning\w*|kommentar\w*|indvending\w*|rettelse\w*|protest\w*|forbehold|objections?|comments?|invaendning\w*|innvending\w*|merknad\w*|aendringsforslag\w*|aendringsoensk\w*|rettelsesforslag\w*|kritik\w*)"
_EARLIER = r"(?:(?:min|mit|mine|den|det|tidligere|forrige|sidste|foerste|mail|besked|mine tidligere) ?)+"
WITHDRAWING = re.compile(
    rf"\b(?:traekker|traekke|traekkes|traek|trukket|withdraw|withdrawn|drar|trekker|trekke|tar|retract)\b.*\b{_STANCE}\b(?:.*\b(?:tilbage|tilbaka|tilbake)\b)?"
    rf"|\b(?:jeg|vi) (?:\w+ ){{0,3}}(?:tager|tage|taget) (?:\w+ ){{0,2}}{_STANCE}\b(?: (?:til|om|mod|imod|vedroerende|vedr) (?:\w+ ){{0,4}}?\w+)?(?: (?:helt|hermed|derfor))? tilbage(?! til)\b"
    rf"|\b{_STANCE}\b.*\b(?:traekkes|trukket|traekker jeg|withdrawn|trekkes)\b"
    rf"|\b(?:frafalder|frafaldes|frafaldet|frafalde|opgiver|dropper|annullerer|ophaever|tilbagekalder|slipper|(?:tilbagekaldelse|tilbagetraekning|annullering|frafald) af)\b.*\b{_STANCE}\b"
    rf"|\b{_STANCE}\b.*\b(?:bortfalder|frafaldes|frafaldet|falder bort|faldet bort|er ikke laengere aktuel|er loest|ikke laengere relevant|udgaar)\b"
    rf"|\b{_STANCE}\b.*\bkan (?:i|du)\b.*\b(?:se bort fra|glemme|ignorere)\b"
    rf"|\b(?:se bort fra|bortse fra|glem|ignorer|ignorér|slet|disregard|ignore|kan glemme)\b.*\b(?:{_STANCE}|tidligere mail|forrige mail|sidste mail|foerste mail|min mail|tidligere besked|hvad jeg skrev|det jeg skrev|earlier mail|previous mail)\b"
    rf"|\b(?:opretholder|fastholder) (?:derfor |saa |altsaa )?ikke\b.*\b{_STANCE}\b"
    rf"|\bikke laengere (?:nogen |nogle |noget )?(?:{_STANCE}|at indvende|imod)"
    rf"|\b(?:ingen|no) {_STANCE} (?:laengere|any ?more|mere)\b"
    rf"|\b(?:lade|lader|lad|lod)\b.*\b{_STANCE}\b.*\b(?:falde|ligge|bortfalde|fare|hvile)\b"
    r"|\b(?:tager|tage|taget)\b.*\b(?:ord|det|kritik\w*|jeg sagde)\b.*\bi mig igen\b"
    rf"|\b(?:lukke|afslutte|henlaegge|arkivere) (?:min|mit|mine)\b.*\b{_STANCE}\b"
    rf"|\b(?:droppe|drop|glemme|slippe|opgive) (?:den|det|de|min|mit|mine) {_STANCE}\b"
    r"|\b(?:fastholder|opretholder) ikke (?:laengere )?(?:min|mit|mine)\b|\bikke tage hensyn til\b.*\bskrev\b"
    rf"|\b(?:slette|fjerne|stryge)\b (?:\w+ )?(?:min|mit|mine)\b.*\b{_STANCE}\b"
    rf"|\b(?:annuller\w*|opgiv\w*|drop|dropper|droppe|skrot|kasser)\b.*\b(?:min|mit|mine)\b.*\b{_STANCE}"
    r"|\b(?:glem|ignorer|se (?:gerne |bare |venligst )?bort fra)\b.*\bjeg (?:skrev|sagde|har skrevet)\b"
    rf"|\b(?:min|mit|mine)\b.*\b{_STANCE}\b.*\b(?:var|er|beror\w*|beroede|skyldtes|bygge\w*)\b.*\b(?:forkert\w*|misforstaaelse\w*|fejl|ubegrundet|ugrundet|overfloedig\w*|unoedvendig\w*|irrelevant)\b"
    rf"|\b(?:min|mit|mine)\b.*\b{_STANCE}\b.*\b(?:er|blev) (?:\w+ )?(?:imoedekommet|besvaret|afklaret|loest|ude af verden)\b"
    r"|\b(?:jeg|det var mig(?: der)?) (?:tog|tager|har taget) fejl\b|\bjer der havde ret\b|\bi (?:har|havde|fik) ret (?:alligevel|hele tiden|i det)\b"
)
TAKING_BACK_CONSENT = re.compile(
    r"\b(?:tager|tage|taget)\b.*\b(?:godkendelse\w*|accept|tilsagn|tilslutning|ok)\b.*\btilbage\b|"
    r"\b(?:traekker|traekke|traekkes|trukket|tilbagekalder|annullerer|fortryder|withdraw|ophaever)\b.*\b(?:godkendelse\w*|accept\w*|ja|tilsagn|tilslutning|approval|ok)\b"
    r"|\b(?:se bort fra|glem|ignorer)\b.*\b(?:godkendelse\w*|accept\w*|mit ok|mit ja)\b|\bgodkendte? (?:det |den |referatet )?(?:vist |lidt |nok )?for (?:hurtigt|tidligt|hastigt)\b"
)
# Something is promised, pointed at or handed over: what it says is not in this mail.
ELSEWHERE = re.compile(
    r"\b(?:vedhaeft\w+|vedlagt\w*|attached|attachment|se (?:nedenfor|herunder|nedenunder|mine?|rettelser|kommentarer|bilag)|nedenfor|herunder|below|med (?:roedt|groent|blaat|gult|fed)|i roedt|roed skrift|markeret|track changes|spor aendringer|skrevet ind|indsat|foelger|vender tilbage|min mail fra|tidligere mail|ringer?|tale om|taler om|vende)\b"
)
# An edit ordered or proposed: who asks does not ask for an answer but for a change.
REQUEST = re.compile(
    r"\b(?:kan|kunne|vil|ville|maa|skal|skulle|boer|burde|could|can|would|please|gider)\b.*\b(?:ret\w*|aendr\w*|tilfoej\w*|slet\w*|fjern\w*|praecis\w*|skriv\w*|omformul\w*|stryg\w*|juster\w*|korriger\w*|erstat\w*|indsaett\w*|medtag\w*|naevn\w*|udgaa|tages ud|correct|change|add|remove|fix|amend)\b"
)
# Words that are harmless one by one and together are not: "så godt som", "mere eller mindre", "ok for nu".
SPOILING = re.compile(
    r"\b(?:saa godt som|mere eller mindre|(?:ser|kigger) (?:lige )?(?:paa|naermere)|for nu|lige nu|(?:ok|fint|godkendt|godkender) i dag|til en start|i foerste omgang|til dels|et stykke|ad vejen|noget af|en del af|med et|for saa vidt|alt efter|paa en maade|more or less|for now|so far|as far as|as good as|i hvert fald|i det mindste|i udgangspunktet|som udgangspunkt|som saadan godt|paa papiret|vil gerne have|vil have|oensker at|gerne se|maa godkende|(?<!tak )fordi|eller ej|ja og nej)\b"
)
ITEM = re.compile(
    r"\b(?:punkt(?:et)?|pkt\.?|ad\.?|dagsordenspunkt|item|punkten|sak|pnkt|p\.)\s*(?:nr\.?\s*|nummer\s*)?(\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?)\b",
    re.I,
)
