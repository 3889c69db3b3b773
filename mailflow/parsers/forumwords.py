# ruff: noqa: E501 - a phrase is easier to read on one line
"""How people answer a call for nominations: phrases a Dane can review, in the notation of ``answertext.rule``. Data for ``forum``."""

from __future__ import annotations

import re

from mailflow.parsers.answertext import rule, ways

_LISTS = {
    "NOT": ways("ikke / ikk / ik / ikek / ej / inte / icke / not / aldrig / næppe / hverken / ingen / intet / inga / inget / nobody / don't / can't / cannot / won't"),
    "I": ways("jeg / vi / undertegnede / jag / i / we / man"),
    "GLAD": ways("gerne / meget gerne / rigtig gerne / hjertens gerne / hermed / også / igen / selv / selv gerne / gerne selv / gerne igen / også gerne / gerne også / med glæde / da / bestemt / absolut / naturligvis / selvfølgelig / helt sikkert / derfor / altså / så / fortsat / stadig / fortsat gerne / stadig gerne / lige / nu / virkelig / personligt / hellere end gerne / da gerne / derfor gerne / hermed gerne / godt / sagtens / jo / faktisk / gjerne / gärna / godt selv"),
    "SEAT": ways("pladsen / posten / opgaven / hvervet / tjansen / en plads / plads / sædet / mandatet / stolen / rollen / den / det / posten igen / en tørn / tørnen / turen / en periode mere / en periode til / en omgang mere / pladsen igen / en periode"),
}  # fmt: skip


def _rule(phrases: str) -> re.Pattern[str]:
    return rule(phrases, **_LISTS)


NEGATION = _rule("""
    {NOT}
    uden
    ikke-
""")
# --- somebody is put forward ------------------------------------------------------------------------------------------------
FORWARD = _rule("""
    indstill*
    foreslå*
    foreslaa*
    forslå*
    forslår
    forslag
    bringe? .* (navn|i forslag)
    (i) forslag
    (hellere|helst|snarere)
    (det|den|valget) (må|skal|bør|burde) (\\S+ )?(blive|være|gå|falde)
    (stemme|anbefaling|anbefalingen|opbakning|støtte|indstilling|indstillingen|nominering|stemmen|kandidatur)
    (bør|skal|burde|må) (\\S+ ){0,2}(efterfølge|afløse|overtage|ind|sidde|vælges|have|udpeges|være)
    (peger|pege|pegede|peget) (\\S+ ){0,3}på
    (henlede|henleder) .*
    nominer*
    nominat*
    anbefal*
    kandidat*
    kandidater*
    kandidere*
    kandiderer
    (mit|vores|min|godt|bedste|oplagt|et|andet|første|eneste) (\\S+ )?(bud|forslag|valg|navn|favorit|kandidat)
    (mit|vores) (\\S+ )?(bud|forslag|navn)
    (bud|navn|navnet) (\\S+ )?(er|herfra|lyder)
    (er|bliver|var|ville være|vil være|kunne være) (\\S+ ){0,4}(oplagt|velegnet|egnet|god|rigtig god|godt|perfekt|ideel|glimrende|fremragende|kvalificeret|den rette|det rette|rette|stærk|stærkt|et godt|bedste|selvskreven|som skabt|et hit|et scoop|en gevinst)
    (stemmer|stemme|stemmen|min stemme|stemt) (\\S+ ){0,3}(på|for|til|går)
    (støtter|støtte|bakker|bakke|tilslutter|tilslutte) (\\S+ ){0,3}(op|om|mig|os|indstillingen|forslaget|kandidat*)?
    (skriv|sæt|tag|noter|notér|meld|vælg|udpeg|spørg|få|brug|put|placer|lad|giv) (\\S+ ){0,3}
    (vælger|udpeger|tager|sætter|skriver|melder|tilmelder|noterer|byder|opstiller|stiller|lancerer|bringer|kaster|fremfører|fremhæver|udpege|nævne|nævner)
    (som|til) (kandidat|repræsentant|medlem|posten|pladsen|suppleant|hvervet|rådet|forummet|udvalget|bestyrelsen|stedfortræder)
    suggest*
    propose*
    recommend*
    nominate*
    föreslå*
    foreslå
    foreslår
    nominere
    støtter
    herfra
    fra (os|vores side|min side|min kommune|vores kommune)
    (så tænk på|tænker på|tænkte på|kom til at tænke på|synes|mener|opfordre|opfordrer|slår et slag for|slå et slag for|holder på|hælder til|satser på)
    (repræsentere|repræsenterer|deltager|deltage|sidde|sidder)
    er (\\S+ )?(vores|min|herfra)
""")
# Said of a third person, it puts that person forward.
WILLING = _rule("""
    (vil|ville) {GLAD}( \\S+)*
    {GLAD} vil
    (vil|kan|gør|er) (\\S+ ){0,4}også
    (har|havde|er) (\\S+ ){0,4}(ja|indvilliget|indvilget|accepteret|sagt ja|tilbudt|lyst|interesse|indforstået|meldt sig|meldt|tilkendegivet|spurgt og)
    (er|var) (\\S+ ){0,4}(villig|villige|interesseret|interesserede|klar|frisk|parat|med på den|indstillet på|til rådighed|til rådighed|glad for at)
    (siger|sagde) (\\S+ )?ja
    (stiller|stille) (\\S+ ){0,4}(op|sig|til rådighed)
    (melder|byder|byde|melde|meldt) (\\S+ ){0,2}(sig|ind|til)
    (står|stå) (\\S+ ){0,2}(klar|til rådighed|parat|på spring)
    (fortsætter|fortsætte|genopstiller|opstiller|kandiderer|modtager|påtager|overtager|afløser|tager|tage|påtage|overtage|repræsentere|repræsenterer|kan|kunne) (\\S+ ){0,4}(gerne|genvalg|sig|den|det|pladsen|posten|opgaven|hvervet|den gerne|igen|os|mere|være|sagtens|godt)
    (genopstiller|kandiderer|opstiller|fortsætter)
    (ønsker|brænder|glæder|er indstillet på|ser frem til|tilbyder) (\\S+ ){0,5}(at|for|sig|posten|pladsen|opgaven|genvalg)
    (is|would be|are) (\\S+ )?(willing|happy|interested|glad|ready|a good|an excellent|great|the right)
""")
# --- oneself ------------------------------------------------------------------------------------------------------------------
SELF = _rule("""
    (jeg|undertegnede|vil jeg|gør jeg|kan jeg|jag) ({GLAD} ){0,3}(stiller|stille|stiller mig|opstiller|genopstiller|kandiderer|kandidere|melder mig|melde mig|byder ind|byder mig|byde ind|byde mig|tilbyder|søger|fortsætter|fortsætte|modtager|modtage|påtager mig|påtage mig|tager|tage|overtager|overtage|står|stå|repræsenterer|repræsentere|sidder|sidde|deltager|deltage|bidrager|bidrage|træder|træde|indtræder|indtræde|kommer|indstiller mig|foreslår mig|nominerer mig|anbefaler mig|blive|bliver|besætte|være|have|påtage|prøve|gøre)( {GLAD})*( (op|mig|til|rådighed|gerne|igen|genvalg|{SEAT}|medlem|kandidat|repræsentant|ind|selv|klar|parat|med|på|for|som|i|at))*
    (stiller|byder|tager|melder|fortsætter|opstiller|søger|kandiderer|overtager|påtager|modtager|genopstiller|siger|griber|deltager|bidrager|indtræder|træder|står|repræsenterer) (jeg|undertegnede|vi)( {GLAD})*( (op|mig|til|rådighed|gerne|igen|genvalg|{SEAT}|medlem|kandidat|repræsentant|ind|selv|klar|parat|med|på|for|som|i|at|ja|til|stafetten))+
    (jeg|undertegnede|vi) (vil|kan|ville) {GLAD}
    (vil|kan|ville) (jeg|undertegnede) {GLAD}
    (vil|kan) {GLAD} (selv )?(stille|have|være|sidde|repræsentere|byde|tage|fortsætte|påtage|deltage|bidrage|i betragtning|med|overtage|indtræde|gøre|kandidere|stå|genvælges|genopstille|melde|på|op)
    (jeg|undertegnede) er ({GLAD} |meget |rigtig |stærkt |yderst |da )*(interesseret|interesserede|villig|klar|frisk|parat|kandidat|med|på|indstillet på|til rådighed|åben for|med på den|til at|glad for at)
    er (meget |rigtig |stærkt |yderst |bestemt |absolut |fortsat |stadig |jeg )*(interesseret|villig|klar|frisk|parat|kandidat|med på den|på)
    (melder|melde|meld|byder|byde|indstiller|foreslår|nominerer|skriv|sæt|tag|noter|notér|put|anfør|opfør|stiller|tilmeld|tilmelder|anbefaler|vælg|føj|tilføj|tegn) (jeg )?({GLAD} |venligst |bare |endelig |også )*(mig|undertegnede)( \\S+)*
    (mit|eget|hermed) (\\S+ )?(kandidatur|opstilling|interesse|navn)( \\S+)*
    (stiller|stille|opstiller) ({GLAD} )*(op|mig|til rådighed|mit kandidatur)
    (kandiderer|genopstiller|opstiller|modtager|fortsætter|byder) ({GLAD} )*(genvalg|{SEAT}|ind|igen|op|videre)?
    (kandiderer|genopstiller|opstiller)
    (modtager|modtage) ({GLAD} )*(genvalg|valg|nominering|opbakning)
    (fortsætter|fortsætte|genvalg|genudpeges|genudpeget) ({GLAD} )*
    (gerne|hellere end gerne) (mig|undertegnede|os|en periode)
    (mig|undertegnede) (selv )?(gerne|, tak|tak|please)
    (mig selv|undertegnede|jeg selv)
    (jeg|undertegnede) (ønsker|vil) (\\S+ ){0,3}(at komme i betragtning|i betragtning|pladsen|posten|at (stille|sidde|repræsentere|være|deltage|blive|kandidere|fortsætte|bidrage|indgå|indtræde|søge|byde))
    (jeg|undertegnede) (\\S+ ){0,2}(har|ville have) (\\S+ ){0,4}(lyst|interesse|mod på|appetit|blod på tanden|tid og lyst)( \\S+)*
    (har|ville have) (\\S+ ){0,3}(lyst til|interesse i|mod på|interesse for|stor interesse|stor lyst)( \\S+)*
    (det|den) (vil|kunne|kan|gør|tager|vil jeg) (jeg|vi)? ?({GLAD} )+.*
    (kunne|ville) (\\S+ ){0,3}(godt|gerne) (tænke mig|se mig|have)( .*)?
    (det|den) (tager|gør|klarer|påtager) (jeg|undertegnede) .*
    (det|den) (vil|kunne) jeg (meget )?gerne .*
    (jeg|undertegnede) (tager|snupper|griber|napper|påtager mig|tør godt|siger ja|søger|vil have|melder mig) ({GLAD} )*.*
    (siger|takker) (jeg )?({GLAD} )*ja( tak)?
    (tæl|regn) mig med
    regn med mig
    ja tak
    ræk* (\\S+ )?(hånden|hånd|finger|fingeren) .*
    (hånden|hånd|finger) (\\S+ )?op .*
    (i|we) (would|will|'d|am|can|want) (\\S+ ){0,3}(like|love|happy|glad|willing|interested|volunteer|run|stand|serve|join|represent|take|be considered) .*
    (i'd|i'll|i'm) (\\S+ ){0,2}(like|love|happy|glad|willing|interested|volunteer|take|run|stand|in) .*
    count me in
    (i nominate|put|sign) (myself|me) .*
    (jag|jeg) (ställer|stiller|vill|vil|är|er) (\\S+ ){0,3}(upp|opp|intresserad|interessert|gärna|gjerne) .*
    (i|du) (kan|må) (\\S+ ){0,2}(skrive|sætte|notere|regne|bruge|indstille|foreslå|vælge|udpege|tage|registrere|opføre|stille) (\\S+ ){0,2}(mig|undertegnede|med mig|op med mig) .*
    (må|kan) (i )?(\\S+ )?(gerne |godt )(skrive|sætte|notere|regne|bruge|indstille|foreslå|vælge|udpege|tage) (\\S+ ){0,2}(mig|undertegnede|med mig) .*
    (kan|må) (\\S+ )?bruge(s)? mig .*
    (bruge|brug) mig .*
    (er|var) det mig
    (vælg|tag|hermed) mig
    (stå|står) ({GLAD} )*til (rådighed|tjeneste|disposition)
    til rådighed
    (byder|melder|stiller) (jeg )?mig .*
    (jeg|undertegnede) (er|bliver) (kandidat|jeres mand|jeres kvinde|manden|kvinden)
    interesseret
    (min|mit) interesse .*
    (gerne|også gerne|meget gerne) mig .*
""")
# What follows puts somebody else forward: "vil gerne indstille", "vil gerne pege på".
PUTTING = _rule("""
    (vil|ville|kan|må|skal) (jeg |vi |undertegnede )?({GLAD} |bare |kun |så |meget |lade )*(indstille|foreslå|pege|anbefale|nominere|bringe|henlede|nævne|støtte|bakke|stemme|opfordre|fremhæve|slå|sætte|sige)
""")
# "Jeg tager det med på mødet" offers nothing.
TAKES_ALONG = _rule("""
    (tager|tage|tog|taget) (det|den|sagen|punktet) (\\S+ )?(med|op|videre|til efterretning|herfra)( \\S+)*
""")
# A no that tells of something else, or of earlier: a yes beside it stands.
SOFT_NO = _rule("""
    (har|havde) (\\S+ ){0,3}(sagt nej|takket nej|meldt fra|meldt pas) .*
    (har|er|var|havde) (\\S+ ){0,2}(aldrig|ikke|ingen) (\\S+ ){0,2}(siddet|prøvet|været|erfaring|beskæftiget|arbejdet|ekspert|specialist|kommunaldirektør|formand|medlem|stillet op|haft|mødt|den store|lang|så meget|meget|verdensmester|født|ung|kendskab) .*
    kan ikke (stå for|lade være|sige nej|dy mig|modstå) .*
    (ville|kunne|skulle|var|havde|turde|gad|sagde|takkede|meldte) (\\S+ ){0,3}(ikke|nej|fra|pas) .*
    (selv om|selvom|skønt|trods|på trods) .*
    (blev|fik) (\\S+ ){0,3}(ikke|nej) .*
""")
# --- nobody, not me -------------------------------------------------------------------------------------------------------------
NOBODY = _rule("""
    (ingen|ikke nogen|intet|ikke noget|ikke|inga) (\\S+ ){0,4}(kandidat|kandidater|forslag|indstilling|indstillinger|nominering|nomineringer|interesse|interesserede|interesseret|bud|emner|emne|navne|navn|at foreslå|at indstille|at pege på|at byde ind med|at bidrage med|at melde|at nominere|herfra|fra (os|min|vores|mig|\\S+)|melder sig|bider|har meldt sig|har budt ind|ønsker|på banen|i støbeskeen|kandidatur|der har|der vil|der kan|der er|egnede|oplagte|candidates|nominations|suggestions|kandidater|förslag)
    (ingen|ikke nogen|intet)
    (kan|vil|har|ønsker|skal|orker|magter|formår|kunne|tør|er|tager|stiller|melder|byder|modtager|fortsætter|genopstiller|kandiderer|søger|går|bliver|ser|når|føler|påtager|hverken|opstiller|passer|lykkes|deltager|indstiller|foreslår|nominerer|peger|egner|mener|have|finder|brænder|kommer|hænger|interesserer|rykker|sidder|overtager|får) (\\S+ ){0,6}{NOT}( \\S+)*
    {NOT} (\\S+ ){0,4}(mig|tid|overskud|mulighed|plads|kapacitet|ressourcer|kræfter|lyst|interesse|interesseret|aktuelt|relevant|muligt|op|genvalg|melde|kandidere|påtage|stille|denne gang|i år|lige nu|i denne omgang|noget for mig|for mig|for os|min|min kop te|stille op|byde ind|på|nogen|til rådighed|deltage|afse|sige ja|have|tage|i betragtning|herfra|at foreslå|at indstille|bidrage|være med)
    (melder|melde|må melde|meldt) (\\S+ ){0,3}(pas|fra|forfald|afbud|hus forbi|forfall|avbud)
    pas
    (må|vi må|jeg må) (\\S+ )?passe
    (springer|springe|står|stå|hopper|sidder|sidde) (\\S+ ){0,3}over
    (afstår|afstå|afslår|frasiger|fravælger|udgår|trækker mig|trækker os|frabeder|takker af|stopper|stopper her|holder)( \\S+)*
    (takker|takke|siger|sige|bliver|er|må blive|svaret er|svaret bliver|et) (\\S+ ){0,4}nej
    nej tak
    nej
    nope
    nei
    desværre
    for (travlt|travl|mange|meget|presset|hårdt|tæt|lidt|langt|ny|få|fuld)( \\S+)*
    (kalenderen|kalender) (\\S+ ){0,2}(er|for|fuld|sprængt|presset|proppet)( \\S+)*
    (har|er) (\\S+ ){0,3}(rigeligt|nok at se til|nok|nok i forvejen|rigeligt at se til|travlt|fuldt op|fuldt booket|overbebyrdet|hænderne fulde|fyldt op|på barsel|på orlov|på vej på pension|på vej væk)( \\S+)*
    (går|gået|gå) (\\S+ ){0,4}(på pension|pension|på efterløn|på orlov|på barsel)( \\S+)*
    (går|gået|gå) af( \\S+)*
    (undlader|afholder|afstår|undlade|afholde) .*
    (kalender*|tiden|arbejdspres*|situationen|opgaverne|ressourcerne|arbejdsbyrden|travlhed*|jobbet) (\\S+ ){0,4}{NOT}( \\S+)*
    (har|havde) (\\S+ )?siddet (\\S+ ){0,4}(længe nok|nok|rigeligt)( \\S+)*
    (spring|gå|hop) (\\S+ ){0,2}(mig|os) (over|forbi|uden om)
    (overlader|overlade|lader|lade|giver) (\\S+ ){0,5}(andre|en anden|nogen anden|pladsen|stafetten|videre|yngre|kræfter|trygt|gå videre|komme til|gå forbi|passere)( \\S+)*
    (må|skal|bør|lad|kan|tid til at) (\\S+ ){0,2}(andre|en anden|nogen anden|yngre kræfter|nye kræfter) (\\S+ )?(komme til|tage|til|overtage|træde|få|prøve)( \\S+)*
    (andre|andres|en anden) (\\S+ )?(tur|må|skal|bør|byde|tage|træde)( \\S+)*
    (blank|blankt)
    (have to pass|must pass|i'll pass|i will pass|pass on)( \\S+)*
    (no (candidates?|nominations?|one|suggestions|interest|thanks)|not interested|none from|nothing from|i pass|decline|unable|unfortunately)( \\S+)*
    (tyvärr|dessverre|avstår|avstår)( \\S+)*
    (tomt|tom) (\\S+ )?(for|herfra|hat)( \\S+)*
    (tilfreds|glad) med (den|dem|de|status|som det er)( \\S+)*
    (ude af stand|umuligt|udelukket)
    væk
    (slet|stryg|fjern|tag) (\\S+ ){0,2}(mig|mit navn|os) (\\S+ ){0,3}(af|fra|listen)( \\S+)*
""")
# A negation that denies nothing: "ikke kun", "ingen andre end", "ikke i tvivl om at".
HARMLESS = _rule("""
    {NOT} (kun|bare|blot|alene|mindst|desto mindre|uden grund)
    {NOT} (\\S+ ){0,8}(andre|nogen|bedre|anden|andet|en bedre|nogen bedre) (\\S+ )?(end|egnet|egnede|kandidat end|bud end)
    {NOT} (\\S+ )?(et sekund |et øjeblik )?i tvivl( om)?( at)?
    ingen tvivl( om)?( at)?
    {NOT} (\\S+ )?(noget |have noget |haft noget )?imod
    {NOT} (nej|afslå|sagt nej|sige nej|takke nej)
    (hvorfor|why) (ikke|not)
    {NOT} (noget |et )?problem
    {NOT} (mere|længere) (\\S+ )?(at|end) (sige|tilføje) .*
    hvis (\\S+ ){0,4}{NOT} (allerede|er|var) .*
    {NOT} (noget |intet )(til hinder|i vejen) .*
    {NOT} (bange|nervøs) .*
    uden (tvivl|tøven|at tøve|forbehold|problemer|betænkeligheder|at blinke)
    {NOT} (kender|mødt|talt|arbejdet|set|spurgt) .*
""")
# Of a third person: no longer, or not wanting. Such a name is not put forward.
SAME_NO = _rule("""
    (gælder|samme svar) (\\S+ )?(også|ligeledes|fra)( \\S+)*
    heller ikke
""")
UNWILLING = _rule("""
    (har|havde) (\\S+ ){0,3}(sagt nej|takket nej|afslået|meldt fra|meldt pas|trukket sig|afstået|sagt fra)( \\S+)*
    (stopper|fratræder|træder|trækker|går|afgår|udtræder|forlader|skifter|takker|udgår|ophører|rejser|flytter|pensioneres|ønsker ikke|vil ikke|kan ikke|genopstiller ikke|stiller ikke|modtager ikke|fortsætter ikke|kandiderer ikke|er ikke|har ikke|siger nej|takker nej|melder fra|melder pas)( \\S+)*
    (er|bliver) (\\S+ ){0,3}(fratrådt|stoppet|gået|pensioneret|syg|på barsel|på orlov|forhindret|optaget|ansat|rejst|død)( \\S+)*
    (skal|må|bør|bliver nødt til at) (\\S+ )?(udgå|trække|afløses|erstattes|ud|slettes|stryges)( \\S+)*
    (er|var) (\\S+ ){0,3}(nuværende|tidligere|siddende|hidtidige|forhenværende)( \\S+)*
""")
# Right before a name: that one is replaced, thanked, asked or written to, not put forward.
NOT_THIS_ONE = _rule("""
    (i stedet|istedet) for( \\S+){0,2}$
    (efter|end|som|ligesom|med|til|af|hos|hils|hilsen|tak|hej|kære|spørge|spørger|spurgt|kontakt|kontakte|ring til|skriv til|cc|overtager|overtage|afløser|afløse|erstatter|erstatte|afløsning for|afløsning af|erstatning for|i forlængelse af|talt med|talte med|aftalt med|aftale med|drøftet med|vendt med|vendt det med|sammen med|fra|mod|imod|over for|enig med|enig i|på vegne af|vegne af|ifølge|formand|chef|borgmester|trækker|trække|stryg|slet|fjern|tilbagekalder|efterfølge|efterfølger|efterfulgte|replaces|replacing|instead of|ikke|hverken|eller)$
""")
# --- a human has to look ------------------------------------------------------------------------------------------------------------
CONDITION = _rule("""
    (hvis|såfremt|forudsat|medmindre|med mindre|ifald|betinget|på betingelse|under forudsætning|forudsætning|så længe|men kun|kun hvis|if|unless|provided|om ingen|dersom|når|afhængig*|afhænger|kommer an på|forbehold|subsidiært|i nødstilfælde|i nødsfald|som reserve|i mangel af|med mindre|nødløsning|plan b|sekundært)
    ^(ellers|alternativt) .*
    (ingen andre|intet andet|andre ikke)
    (mangler|savner) (i|du) .*
""")
HARMLESS_CONDITION = _rule("""
    hvis (i|du|der) (har|er|skulle have|ønsker|vil have|skal bruge|får|har brug for|mangler) (\\S+ ){0,4}(spørgsmål|yderligere|uddybning|uddybet|mere info|flere oplysninger|cv|en begrundelse|begrundelse|noget|behov|brug|tvivl|vide|oplysninger)( .*)?
    hvis (i|du) vil (vide|høre) .*
    (ring|skriv|sig til|giv lyd|kontakt) (\\S+ ){0,3}hvis .*
    hvis (i|du|nogen|foreningen|bestyrelsen|man) (\\S+ )?(vil|kan|ønsker|synes|tør|finder|mener|tager|tar|er) (\\S+ ){0,3}(mig|det|bruge mig|have mig|til takke|relevant|interesserede|enige)( .*)?
    hvis (i|du|bestyrelsen|hb|foreningen|man|kredsen|det) (synes|vil|ønsker det|synes det|vil det|ønskes)$
    hvis (jeg|vi) (må|kan få lov)
    hvis (det|jeg) (er|må|har) (muligt|i orden|ok|okay|forstået .*|lov)
    hvis (\\S+ ){0,2}{NOT} (allerede) .*
    når (i|vi|mødet|det|alt) .*
    {NOT} ellers
    som ellers .*
    ellers (tak|er|går) .*
    med mindre andet .*
    ikke afhængig .*
    jeg tør .*
""")
HEDGE = _rule("""
    (måske|kanske|kanskje|muligvis|eventuelt|evt|formentlig|formodentlig|sandsynligvis|antagelig|antageligt|vistnok|nok|nogenlunde|umiddelbart|foreløbigt|foreløbig|overvejer|overveje|tænker over|tænke over|tænke lidt|tænke mig om|spekulerer|tvivl|tvivler|usikker|uafklaret|afventer|afvente|maybe|perhaps|possibly|probably|might|thinking about|considering|not sure|let me think)
    (vender|vende|melder|melde|kommer|giver|svarer|skriver) (\\S+ ){0,3}(tilbage|besked|lyd|senere|retur|nærmere)( .*)?
    (skal|må|vil|er nødt til at|bliver nødt til at|kan) (\\S+ ){0,3}(lige|først) (\\S+ ){0,3}(tjekke|checke|se|undersøge|høre|afklare|spørge|vende|drøfte|tale|tænke|sondere|lodde|clear*|kigge|finde ud af)( .*)?
    (skal|må|vil) (\\S+ ){0,4}(sove på|tygge på|drøfte|afklare|vende det|undersøge|høre|tage op|bringe|rundspørge|sondere|lodde|cleare|spørge|tjekke|finde ud af)( .*)?
    ((jeg|vi) |^)(spørger|hører|undersøger|tjekker|sonderer|lodder|drøfter|vender) (\\S+ ){0,6}(i|om|blandt|min|mine|lige|stemningen|internt|direktion*|kreds*|først|\\S+)( .*)?
    (kunne|ville) (jeg )?(godt|måske|eventuelt) (overveje|være)( .*)?
    (ved|er|har) (\\S+ ){0,3}(ikke|endnu ikke) (\\S+ ){0,3}(om|endnu|helt|sikker|hvem|spurgt|talt|afklaret|besluttet|bestemt|fået svar|afgjort)( .*)?
    (endnu ikke|ikke endnu) .*
    (enten|den ene|en af) .*
    (\\S+ )?eller (jeg|mig|undertegnede)( .*)?
    (mon|gad vide) .*
    (leder|søger|prøver|forsøger|arbejder) (\\S+ ){0,5}(efter|på|at finde|at overtale|at lokke|at skaffe|at få)( .*)?
    håber .*
    (vil|kan) (\\S+ )?(sikkert|vel|jo nok) .*
    (der er|vi har|jeg har) (\\S+ ){0,3}(et par|nogle|flere|en|et) (\\S+ )?(emner|mulige|navne|stykker|mulig|kandidater) (\\S+ )?(i|som|jeg|vi|på)( .*)?
""")
# Not a doubt about the name: "jeg tror", "godt nok", a hope for the best.
NOT_A_DOUBT = _rule("""
    længe nok
    (må|vil|bliver|er) (\\S+ )?nok (\\S+ )?(hellere |bedst |nødt til at )*(sige|takke|melde|springe|stå)( .*)?
    (godt|sikkert|skønt) nok
    (jeg |vi )?(håber|håber at|håber på) (\\S+ )?(i|alle|det|du|den|at i|mødet|dagen|processen|han|hun|de) .*
    (jeg |vi )?håber på (opbakning|støtte|valg|forståelse|jeres) .*
    (jeg |vi )?håber .*(opbakning|forståelse|i forstår|i finder|bliver valgt|i orden|forstår)( .*)?
    uden (tvivl|forbehold)
    ingen tvivl( om)?
    {NOT} (\\S+ )?(i tvivl|tvivl)( om)?
    (vender|melder|skriver) (\\S+ )?tilbage (\\S+ )?hvis .*
    (har )?nok at (se til|lave)
    (rigeligt|rigelig|mere end|det er|har) nok
    nok i forvejen
    efter (lidt |nogen |moden |grundig )?(betænkningstid|overvejelse|overvejelser|at have tænkt .*)
    (har|havde) (\\S+ )?(overvejet|tænkt) (\\S+ ){0,3}(over|det|grundigt)?
    eller (hvem|hvad) .*
""")
WITHDRAWS = _rule("""
    (trækker|trække|træk|trukket|tilbagekalder|tilbagetrækker|annullerer|withdraw|frafalder|fortryder) (\\S+ ){0,4}(kandidatur*|nominering*|indstilling*|forslag*|navn|opstilling|mig|os|sig|tilsagn|ja|nomination|candidacy|interesse|tilbage)( \\S+){0,6}
    (se bort fra|glem|slet|stryg|ignorer|fjern|annuller) (\\S+ ){0,3}(kandidatur|nominering|indstilling|forslag|navn|mail|mig|besked)( \\S+){0,6}
    {NOT} (længere|mere) (\\S+ ){0,3}(kandidat|interesseret|til rådighed|aktuel|aktuelt|klar|villig)( \\S+){0,6}
    alligevel {NOT} .*
    {NOT} alligevel
""")
# Politely asked, but said: "Må jeg foreslå ...?", "Vil I skrive mig på?"
POLITE = _rule("""
    (må|kan|kunne) (jeg|vi|man) (\\S+ )?(foreslå|pege på|anbefale|indstille|nominere|henlede|slå et slag)( .*)?
    (vil|kan|gider|må) (i|du) (\\S+ ){0,3}(notere|skrive|sætte|føje|tilføje|registrere|indstille) .*
    (may|can) i (suggest|propose|nominate|recommend) .*
""")
QUESTION = _rule("""
    (hvad|hvem|hvor|hvornår|hvorfor|hvordan|hvilke|hvilken|hvilket|mon|what|where|when|who|why|how|which) .*
    (jeg |vi )?(vil|ville|kunne) (gerne |godt |lige |bare )+(vide|høre|spørge|have at vide|have uddybet|høre mere|have mere at vide|have en uddybning|tænke mig at vide|forstå)( .*)?
    (savner|mangler) (\\S+ ){0,3}(oplysninger|information|info|en beskrivelse)( .*)?
    (har|kan) (i|du) (\\S+ ){0,3}(mere|flere|lidt|en|et|sende|uddybe|fortælle|oplyse)( .*)?
    (jeg|vi) (er|har) (\\S+ ){0,2}(nysgerrig|et spørgsmål|et par spørgsmål|spørgsmål)( .*)?
""")
# A negation about papers and talks: neither a no nor a yes.
TROUBLE = _rule("""
    (har|havde) (\\S+ ){0,3}{NOT} (\\S+ )?(fået (?!nogen|en |flere)|modtaget|hørt|set|læst|talt|spurgt|nået|svaret|besluttet|forstået)( .*)?
    kan (\\S+ ){0,2}{NOT} (åbne|finde (?!en|nogen|tid|plads)|se|læse|huske|gennemskue|finde ud af|forstå|komme ind)( .*)?
    (ved|forstår|husker|kender|mindes) (\\S+ )?{NOT}( .*)?
""")
# Right before a name, this puts it forward even behind "til" and "af": "min stemme går til", "en anbefaling af".
SUPPORT = _rule("""
    (stemme|stemmen|anbefaling|anbefalingen|opbakning|støtte|indstilling|indstillingen|nominering|kandidatur|opfordring|bedre|andre) (\\S+ ){0,3}(til|af|for|på|end)$
    (stiller|kommer|byder|spiller|møder) (\\S+ )?(op |ind |på banen )?med$
""")
# "... med min borgmester": spoken with, not put forward.
WITH_SOMEBODY = _rule("""
    (med|til|af|hos|for|fra|i) (min|vores|mine|en|et|sin) (\\S+ )?\\S+
""")
SMALL_TALK = _rule("""
    (jeg |vi |bemærk |husk )?(har|er|får) (\\S+ )?(fået|skiftet|flyttet|ny|nyt) (ny|nyt|nye|mailadresse|adresse|nummer|telefon*)( .*)?
    (jeg |vi )?(tager|tog|har taget|bringer|rejser|nævner) (det|den|sagen|punktet) (\\S+ )?(med|op|videre|til efterretning)( .*)?
    (jeg |vi )?(sender|mailer|ringer) (dig|jer|til dig|til jer) .*
    (mange |tusind |1000 |rigtig mange |stort |på forhånd |selv |stor )*(tak|takker|thanks|thank you|tack|takk)( .*)?
    (rigtig |fortsat |en |en rigtig )*(god|godt|dejlig|glædelig|skøn|fint|flot|vigtigt|spændende|dejligt|godt)( .*)?
    (ha|hav|have|nyd) (en |et |det |den )?.*
    (hils|hilsen|hilsner|held og lykke|tillykke|pøj pøj|pas på|vi ses|ses|glæder mig|jeg glæder mig|ser frem|jeg ser frem|jeg er spændt)( .*)?
    (tillykke|selv tak|modtaget|kvitterer|fyi|til orientering|noteret|læst|set)( .*)?
    (beklager|undskyld|sorry)( .*)?
    (jeg |vi )?(håber|ønsker) (\\S+ )?(i|alle|jer|det|du|at i|mødet|held)( .*)?
    (jeg |vi )?svarer (\\S+ ){0,3}(i|på|senere|snart|når)( .*)?
    (jeg |vi )?(har |er )?(\\S+ )?(lagt|sendt|delt|videresendt|givet|bragt|formidlet|videregivet) (\\S+ ){0,6}(videre|til|rundt|ud)( .*)?
    (jeg |vi )?(sender|deler|videresender|giver|lægger) (\\S+ ){0,4}(videre|rundt)( .*)?
    (det )?(er|lyder) (\\S+ ){0,3}(spændende|vigtigt|interessant|relevant|godt|et vigtigt \\S+|et spændende \\S+)( .*)?
""")
# Somebody without a name.
NAMELESS = _rule("""
    (min|vores|en|mine|et par|to|nogle|en af mine|en af vores|ham|hende|han|hun|en anden|nogen|kollegaen|naboen|direktøren|kommunaldirektøren|chefen|kommunaldirektør) (\\S+ ){0,3}(kollega|kolleger|kollegaer|direktør|velfærdsdirektør|stabschef|chef|afløser|efterfølger|næstkommanderende|borgmester|vicedirektør|medarbejder|leder|nabo|navn|fra|i|ved siden af|souschef|konsulent|formand|\\S*direktør|\\S*chef)
    (ham|hende) (fra|i|der|med) .*
    (den|samme|hende|ham|dem) (\\S+ )?(som|der|vi|jeg) (\\S+ )?(sidst|talte|nævnte|sidste|i fjor|plejer|foreslog)( .*)?
""")
# Between or beside names in a list; more words than these make it a sentence.
BESIDE = _rule("""
    (efter|for|stedet|istedet|afløser|efterfølger|medlem|suppleanten|og|samt|fra|i|kommune|kommunes|kandidat|kandidater|forslag|bud|hermed|her|er|vores|mit|min|navn|som|suppleant|ordinær|kredsen|og så|endelig|desuden|også|eventuelt|formand|nr|begge|alle|to|tre|fra|hos|af|ved|den|de|følgende|1|2|3|4)
""")
PLEADS = _rule("""
    (jeg tror|tror|tror at|jeg tror at|synes|mener)
""")
