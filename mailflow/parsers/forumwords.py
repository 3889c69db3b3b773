# ruff: noqa: E501 - a phrase is easier to read on one line
"""How people answer a call for nominations: phrases a Dane can review, in the notation of ``answertext.rule``. Data for ``forum``."""

from __future__ import annotations

import re

from mailflow.parsers.answertext import rule, ways

_LISTS = {
    "GERNE": ways("gerne / meget gerne / rigtig gerne / hjertens gerne / hellere end gerne / med glæde"),
    "WEAK": ways("sidder / sidde / deltager / deltage / kommer / blive / bliver / være / have / prøve / står / stå / søger / søge / tager / tage / bidrager / bidrage / træder / træde / gøre / går / gå"),
    "BODY": r"[^\s]*(rådet|råd|udvalget|udvalg|forummet|forum|gruppen|gruppe|bestyrelsen|bestyrelse|nævnet|panelet|pladsen|posten|hvervet)",
    "OFFERED": ways("stille / stilles / opstille / opstilles / opstiller / genopstille / kandidere / melde / byde / bydes / sidde / fortsætte / repræsentere / deltage / bidrage / medvirke / indgå / indtræde / træde / overtage / afløse / efterfølge / påtage / tage / gøre / prøve / bruges / indstilles / nomineres / udpeges / genudpeges / genvælges / vælges / foreslås / komme / søge / varetage / besætte / udfylde / løfte / blive / gå / ind / være / stå / modtage / tilbyde / engagere / kaste / række / kæmpe / forsøge / op / have ({SEAT}|chancen|lov|æren|muligheden|posten|pladsen)"),
    "NOT": ways("ikke / ikk / ik / ikek / ej / inte / icke / not / aldrig / næppe / hverken / ingen / intet / inga / inget / nobody / don't / can't / cannot / won't"),
    "I": ways("jeg / vi / undertegnede / jag / i / we / man"),
    "GLAD": ways("gerne / meget gerne / rigtig gerne / hjertens gerne / hermed / også / igen / selv / selv gerne / gerne selv / gerne igen / også gerne / gerne også / med glæde / da / bestemt / absolut / naturligvis / selvfølgelig / helt sikkert / derfor / altså / så / fortsat / stadig / fortsat gerne / stadig gerne / lige / nu / virkelig / personligt / hellere end gerne / da gerne / derfor gerne / hermed gerne / godt / sagtens / jo / faktisk / gjerne / gärna / godt selv / egentlig / egentligt / såmænd / skam / vældig gerne / helt bestemt / altid"),
    "SEAT": ways("pladsen / posten / opgaven / hvervet / tjansen / en plads / plads / sædet / mandatet / stolen / rollen / den / det / posten igen / en tørn / tørnen / turen / en periode mere / en periode til / en omgang mere / pladsen igen / en periode"),
}  # fmt: skip


def forum_rule(phrases: str) -> re.Pattern[str]:
    return rule(phrases, **_LISTS)


NEGATION = forum_rule("""
    {NOT}
    uden
    ikke-
""")
# --- somebody is put forward ------------------------------------------------------------------------------------------------
FORWARD = forum_rule("""
    holder (\\S+ )?fast i
    (ser|se|så) (\\S+ )?gerne
    (er|blev|bliver) (\\S+ ){0,3}(valgt|udpeget|indstillet|foreslået|nomineret)
    (blev|bliver) det
    genindstil*
    (samler|samles|samlet|samle) (\\S+ )?om
    subsidiært
    (er|var) (\\S+ )?med på (det|den|ideen)
    (enig|enige|enighed) om
    indstil
    (det|den) (er|bliver|blir|skal være|må blive) (ham|hende|dem|fra|i)
    (det|den) (bliver|blir|skal være|må blive)
    (komme|kommer) (\\S+ )?på .*
    indstill*
    foreslå*
    foreslaa*
    forslå*
    forslår
    forslag
    bringe? .* (navn|i forslag)
    (i) forslag
    (hellere|helst|snarere)
    stem på
    [+] ?1
    (sende|melde|byde|skrive|sætte|sender|melder|skriver|sætter) (\\S+ ){0,3}(ind|på|op|i spil)$
    (begge|alle|alle tre) (\\S+ )?(spurgt|adspurgt|forespurgt)
    er (\\S+ )?begge (\\S+ )?spurgt
    er (\\S+ )?spurgt og
    er (\\S+ ){0,3}(rigtige|rette|perfekte|bedste|manden|kvinden) (\\S+ )?(til|for|person|på|kandidat|bud)
    er (\\S+ )?(den|det) (\\S+ )?(rigtige|rette|bedste)
    (genvalg|genudpegning)
    (det|den|valget) (må|skal|bør|burde) (\\S+ )?(blive|være|gå|falde)
    (stemme|anbefaling|anbefalingen|opbakning|støtte|indstilling|indstillingen|nominering|stemmen|kandidatur)
    (bør|skal|burde|må) (\\S+ ){0,2}(derind|med i|med ind|efterfølge|afløse|overtage|ind|sidde|vælges|have|udpeges|være)
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
    (skriv|sæt|tag|noter|notér|meld|vælg|udpeg|put|placer|vælge|udpege|notere|skrive|sætte)
    (svaret|navnet|valget|det ene|det andet|den ene|den anden|den første|den næste|nummer \\S+|første|andet) (\\S+ )?er
    (vælger|udpeger|sætter|skriver|tilmelder|noterer|opstiller|lancerer|bringer|kaster|fremfører|fremhæver|udpege|nævne|nævner)
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
    er (\\S+ )?(vores|min|mit) (\\S+ )?(kandidat|bud|forslag|mand|kvinde|valg|favorit|indstilling)
    er herfra
""")
# Said of a third person, it puts that person forward.
WILLING = forum_rule("""
    (tager|tage) over$
    (vil|kan) tage over
    sige (\\S+ )?ja
    (vil|ville|kan) {GLAD}( \\S+)*
    (vil|ville|kan) (\\S+ ){0,4}gerne
    {GLAD} vil
    (vil|kan|gør|er) (\\S+ ){0,4}også
    (har|havde|er) (\\S+ ){0,4}(indforståede|indforstået|orienteret og|tilsagn|bekræftet|med på ideen|ja|indvilliget|indvilget|accepteret|sagt ja|tilbudt|lyst|interesse|indforstået|meldt sig|meldt|tilkendegivet)
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
SELF = forum_rule("""
    (kunne|kan) (\\S+ )?se mig selv( .*)?
    ja til (genvalg|det|posten|pladsen|en periode mere)
    yes please
    (den|det|posten|pladsen|opgaven|hvervet|tjansen|(den|det) (post|plads|opgave|tjans|hverv|tørn)) (vil|kunne|ville) jeg ({GLAD} )*gerne( have| få| tage| påtage mig| varetage)?( .*)?
    mit navn (?!er )(\\S+ ){0,3}på( .*)?
    (vil|kan) (\\S+ )?sige ja( til .*)?
    jeg er (\\S+ )?på banen( igen)?
    (jeg|undertegnede) (?!hører|ser|sender|uddyber|fortæller|svarer|deler|hjælper|videresender|vender|drøfter|undersøger|læser|giver|kommer|spørger|taler|snakker|mødes|ringer|bakker|støtter|peger|foreslår|indstiller|anbefaler|nominerer|stemmer|overlader|afstår|venter|lader|takker|tænker|overvejer|er|har|havde|ville)\\S+ gerne( .*)?
    (betragte|betragter|se|ser|anser|anse) det som en (\\S+ )?(ære|fornøjelse|glæde)( .*)?
    (være|blive) (\\S+ )?glad for (at få lov|at være med|at få|pladsen|posten)( .*)?
    (det|den|posten|pladsen|opgaven|hvervet|tjansen) (?!hører|ser|sender|uddyber|fortæller|svarer|deler|hjælper|videresender|vender|drøfter|undersøger|modtager|læser|giver|lader)\\S+ jeg {GLAD}( .*)?
    (jeg|undertegnede) (vil|ville|kan|kunne) (?!ikke )\\S+ gerne(?=$| {OFFERED}( |$)| (,|i|på|til|med)( |$))( .*)?
    jeg er på valg
    så tør jeg$
    (er|bliver) (\\S+ ){0,2}min tur( .*)?
    jeg (prøver|forsøger) (\\S+ )?(igen|lykken|chancen)( .*)?
    vil {GLAD} ind$
    hopper ({GLAD} )*(på|med|ombord)
    jag är gerne med
    (jeg|undertegnede|vil jeg|gør jeg|kan jeg|jag) ({GLAD} ){0,3}(stiller|stille|opstiller|genopstiller|kandiderer|kandidere|melder mig|melde mig|byder ind|byder mig|byde ind|byde mig|tilbyder|fortsætter|fortsætte|modtager|modtage|påtager mig|påtage mig|overtager|overtage|repræsenterer|repræsentere|indtræder|indtræde|indstiller mig|foreslår mig|nominerer mig|anbefaler mig|besætte|påtage)( {GLAD})*( (op|mig|til|rådighed|gerne|igen|genvalg|{SEAT}|medlem|kandidat|repræsentant|ind|selv|klar|parat|med|på|for|som|i|at))*
    (jeg|undertegnede|vil jeg|gør jeg|kan jeg|jag) ({GLAD} ){0,3}{WEAK} ({GLAD} )*({SEAT}|{BODY}|med|medlem|kandidat|repræsentant|suppleant|gerne|klar|parat|igen|til rådighed|i betragtning|siddende|hængende|(i|som) (\\S+ ){0,3}({BODY}|medlem|kandidat|repræsentant|suppleant)|en (\\S+ )?(periode|omgang|tørn)( mere| til)?)( .*)?
    (jeg|undertegnede) (deltager|bidrager|kommer|overtager|træder til|står klar)$
    (stiller|byder|melder|opstiller|kandiderer|genopstiller|indtræder|træder|påtager|siger) (jeg|undertegnede|vi)( {GLAD})*( (op|mig|til|rådighed|gerne|igen|genvalg|{SEAT}|medlem|kandidat|repræsentant|ind|selv|klar|parat|på|for|som|i|at|ja))+
    (tager|fortsætter|søger|overtager|modtager|griber|deltager|bidrager|står|repræsenterer|sidder) (jeg|undertegnede|vi)( {GLAD})* ({SEAT}|{BODY}|gerne|genvalg|klar|parat|til rådighed|stafetten|igen|en (\\S+ )?(periode|omgang|tørn)( mere| til)?|(i|som) (\\S+ ){0,3}({BODY}|medlem|kandidat|repræsentant|suppleant))( .*)?
    (fortsætter|deltager|bidrager|sidder) (jeg|undertegnede|vi) ({GLAD} )*gerne( .*)?
    (jeg|undertegnede|vi) (vil|ville|kan|kunne) ({GLAD} )*{GERNE}(?=$| {OFFERED}( |$)| (,|:|-|som|hvis|i|på|til|med|igen|selv|fortsat|for|det|den|da|så|denne|endnu|også)( |$))( .*)?
    (jeg|undertegnede|vi) (vil|kan) ({GLAD} )*(godt|sagtens)(?=$| {OFFERED}( |$)| (selv|,|det|den|i|også)( |$))( .*)?
    (vil|kan|ville|kunne) (jeg|undertegnede|vi) ({GLAD} )*({GERNE}|godt|sagtens)(?=$| {OFFERED}( |$)| (,|:|-|som|hvis|i|på|til|med|igen|selv|fortsat|for|det|den|da|så|denne|endnu|også)( |$))( .*)?
    (vil|kan) {GLAD} (selv )?(stille|have|være|sidde|repræsentere|byde|tage|fortsætte|påtage|deltage|bidrage|i betragtning|med|overtage|indtræde|gøre|kandidere|stå|genvælges|genopstille|melde|på|op)
    (jeg|undertegnede) er ({GLAD} |meget |rigtig |stærkt |yderst |da )*(interesseret|interesserede|villig|klar(?! over)|frisk|parat|kandidat|med på|på den|på igen|på$|med$|indstillet på|til rådighed|åben for|med på den|til at|glad for at)
    er (meget |rigtig |stærkt |yderst |bestemt |absolut |fortsat |stadig |jeg )*(interesseret|villig|klar(?! over)|frisk|parat|kandidat|med på den|på$)
    (melder|melde|meld|byder|byde|indstiller|foreslår|nominerer|skriv|sæt|tag|noter|notér|put|anfør|opfør|stiller|tilmeld|tilmelder|anbefaler|vælg|føj|tilføj|tegn) (jeg )?({GLAD} |venligst |bare |endelig |også )*(mig|undertegnede)( \\S+)*
    (mit|eget|hermed) (\\S+ )?(kandidatur|opstilling|interesse|ja|tilsagn)( \\S+)*
    (skriv*|sæt*|noter*|put*|før*|anfør*|tilføj*|kaster|lægger|brug*|opfør*|registrer*|tag|bring) (\\S+ ){0,3}mit navn( \\S+)*
    mit navn (\\S+ )?(på|i spil|ind|i hatten|til)( \\S+)*
    (stiller|stille|opstiller) ({GLAD} )*(op|mig|til rådighed|mit kandidatur)
    (kandiderer|genopstiller|opstiller|modtager|fortsætter|byder) ({GLAD} )*(genvalg|{SEAT}|ind|igen|op|videre)?
    (kandiderer|genopstiller|opstiller)
    (modtager|modtage) ({GLAD} )*(genvalg|valg|nominering|opbakning)
    (fortsætter|fortsætte|genvalg|genudpeges|genudpeget) ({GLAD} )*
    (gerne|hellere end gerne) (mig|undertegnede|os|en periode)
    (mig|undertegnede) (selv )?(gerne|, tak|tak|please)
    (mig selv|undertegnede|jeg selv)$
    ^(mig selv|undertegnede|jeg selv) (?!er |har |kan |må |skal |ønsker )(\\S+ )*
    : (mig|jeg)$
    (jeg|undertegnede) (\\S+ ){0,2}(gør det|siger ja|kan godt|vil godt)( .*)?
    (jeg|undertegnede) (ønsker|vil) (\\S+ ){0,3}(at komme i betragtning|i betragtning|pladsen|posten|at (stille|sidde|repræsentere|være|deltage|blive|kandidere|fortsætte|bidrage|indgå|indtræde|søge|byde))
    (jeg|undertegnede) (\\S+ ){0,2}(har|ville have) (\\S+ ){0,4}(lyst|interesse|mod på|appetit|blod på tanden|tid og lyst)( \\S+)*
    (har|ville have) (\\S+ ){0,3}(lyst til|interesse i|mod på|interesse for|stor interesse|stor lyst)( \\S+)*
    (det|den) (vil|kunne|kan|gør|tager|vil jeg) (jeg|vi)? ?({GLAD} )+.*
    (kunne|ville) (\\S+ ){0,3}(godt|gerne) (tænke mig|se mig|have)( .*)?
    (det|den) (tager|gør|klarer|påtager) (jeg|undertegnede) .*
    (det|den) (vil|kunne) jeg (meget )?gerne .*
    (jeg|undertegnede) (tager|snupper|griber|napper|søger|vil have) ({GLAD} )*({SEAT}|{BODY}|stafetten|chancen|turen)( .*)?
    (jeg|undertegnede) (påtager mig|tør godt|siger ja|melder mig|trækker i (trøjen|arbejdstøjet))( .*)?
    (siger|takker) (jeg )?({GLAD} )*ja( tak)?
    (tæl|regn) mig med
    regn med mig
    ja tak
    ræk* (\\S+ )?(hånden|hånd|finger|fingeren) .*
    (hånden|hånd|finger) (\\S+ )?op .*
    (i|we) (would|will|'d|am|can|want) (\\S+ ){0,3}(like|love|happy|delighted|pleased|honou?red|glad|willing|interested|volunteer|run|stand|serve|join|represent|take|be considered) .*
    (i'd|i'll|i'm) (\\S+ ){0,2}(delighted|pleased|honou?red|like|love|happy|glad|willing|interested|volunteer|take|run|stand|in) .*
    count me in
    (i nominate|put|sign) (myself|me) .*
    (jag|jeg) (kandiderar|kandiderer|tar|tager)( gärna| gjerne)?( \\S+)*
    (jag|jeg) (ställer|stiller|vill|vil|är|er) (\\S+ ){0,3}(upp|opp|intresserad|interessert|gärna|gjerne) .*
    (i|du) (kan|må) (\\S+ ){0,2}(gerne |godt |roligt )?(skrive|sætte|notere|regne|bruge|indstille|foreslå|vælge|udpege|tage|registrere|opføre|stille|nominere|opstille) (\\S+ ){0,2}(mig|undertegnede|med mig|op med mig)( .*)?
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
    ja tak (til|for) (mig|undertegnede)
    (selvfølgelig|naturligvis|klart|bestemt|ja|jo|absolut) vil jeg( gerne)?( det)?$
    (det )?(vil|gør|tager) jeg {GLAD}( {GLAD})*$
    (melder|meldt) (mig )?(klar|parat)( .*)?
    (lyder|er) (\\S+ ){0,2}(som )?(noget|skræddersyet|som skabt|lige|skabt) (noget )?(for|til) mig( .*)?
    (vil gerne|ønsker at|gerne vil) (blive )?(genudpeges|genvælges|indstilles|udpeges|vælges)( .*)?
    (i|du) (\\S+ ){0,2}overvejer mig( .*)?
""")
# Beside "jeg", "undertegnede" or "mig", in any order, these offer oneself.
OFFERS = forum_rule("""
    (hat|navn|hatten) i (ringen|hatten|spil|puljen)
    (lægger|lægge|smider|kaster) (\\S+ ){0,2}(billet|hatten|hat|navnet|navn|handsken) (\\S+ )?ind( .*)?
    (være|er|bliver) mig en (\\S+ )?(ære|fornøjelse|glæde)( .*)?
    (lad|så lad|bliver|blive|være|er|skal|må) (\\S+ ){0,3}(blive|være|bliver|er)? ?mig$
    (tar|tager|ta) (\\S+ ){0,2}(vervet|hvervet|jobbet)
    (afløser|afløse|efterfølger) (\\S+ )?gerne .*
    gerne (afløse|efterfølge|overtage) .*
    ^(vil|ville) ({GLAD} )*gerne( \\S+)*$
    (stiller|stille|stiller mig|går|meldt|melder|melde) (\\S+ ){0,4}(op|til rådighed|til disposition|under fanerne|til tjeneste)
    (kandiderer|kandidere|genopstiller|genopstille|opstiller|opstille|byder ind|byde ind|indtræder|indtræde|fortsætter|fortsætte|bidrager|bidrage|overtager|overtage)
    (melder|melde|byder|byde|tilbyder|tilbyde|påtager|påtage|indstiller|stiller) (\\S+ ){0,3}mig
    (tager|tage|have|får|få|overtager|overtage|varetager|varetage|søger|søge|ansøger|ansøge|besætter|besætte|udfylder|udfylde|passer) (\\S+ ){0,4}{SEAT}
    (i betragtning|interesseret|villig|frisk|parat|kandidat|rådighed|indstilles|udpeges|vælges|genvælges)
    (skal|må|kan|bliver|bør) (\\S+ )?(være|blive|vælge|tage|få) mig
    (vil|kan) (\\S+ )?prioritere( den| det| det her| pladsen)?$
    (det her|den|dette|det) (vil|kan) jeg (\\S+ )?(prioritere|finde tid til|godt)
    har (\\S+ ){0,3}(mod|lyst|blod|appetit|energi|overskud) (\\S+ )?(på|til)
    er (\\S+ )?(klar|med|på|frisk|parat)( (på|til|igen|den|det|posten|pladsen|opgaven))*$
    (siger|svarer|takker) (\\S+ )?ja( tak)?
    (kandidatur|ansøgning)
""")
ASSENTS = forum_rule("""
    (ja|jo|jeps|jatak|jada|jamen ja|yes|klart|klart ja|absolut|bestemt|meget|rigtig)( ,)? (gerne|tak|jeg vil|det vil jeg|meget gerne|absolut|sæt mig på|selvfølgelig|naturligvis)
    (meget |rigtig |hjertens |hellere end )?gerne
    (klart ja|helt klart|ja helt klart|ja meget gerne|ja for pokker|ja da|ja selvfølgelig|med glæde|med fornøjelse|mig|gerne mig|ja til det|det vil jeg)
""")
# "Kan jeg få betænkningstid?" asks nothing of us but time.
ASKS_FOR_TIME = forum_rule("""
    (tænke|betænk*|vende tilbage|svare senere|sove på|et par dage|udsættelse|tænketid|vende det)
""")
# What follows puts somebody else forward: "vil gerne indstille", "vil gerne pege på".
PUTTING = forum_rule("""
    (vil|ville|kan|kunne) (jeg |vi )?\\S+ gerne (indstille|foreslå|pege|anbefale|nominere|bringe|henlede|nævne|støtte|bakke|stemme|opfordre|fremhæve|takke|ønske|høre|vide|se|spørge|bede|have (?!posten|pladsen|den|opgaven|hvervet|lov))
    ({GLAD} )+(vil|kan|ville) ({GLAD} )*(indstille|foreslå|pege|anbefale|nominere|bringe|henlede|nævne|støtte|bakke|stemme|opfordre|fremhæve)
    (vil|ville|kan|må|skal) (jeg |vi |undertegnede )?({GLAD} |bare |kun |så |meget |lade )*(indstille|foreslå|pege|anbefale|nominere|bringe|henlede|nævne|støtte|bakke|stemme|opfordre|fremhæve|slå|sætte|sige(?! ja))
    (vil|ville|kan|må|skal) (jeg |vi |undertegnede )?({GLAD} |bare |kun |så |meget |lige |også )*(takke|ønske|høre|vide|se|spørge|bede|minde|tale|drøfte|gøre opmærksom|understrege|vende|rose|hilse|orientere|oplyse|tilføje|kommentere|have (at vide|mere|flere|en|et|tilsendt|uddybet|besked|svar|materiale*|kommissori*)|modtage (materiale*|kommissori*|mere|flere)|vente|afvente|diskutere|foreslå)
""")
# "Jeg tager det med på mødet" offers nothing.
TAKES_ALONG = forum_rule("""
    (det|den|sagen|punktet) (tager|tog|bringer|rejser|vender|drøfter) (jeg|vi) (\\S+ )?(med|op|videre|til efterretning)( \\S+)*
    (det |den )?(tager|tage) (jeg |vi |det |den )?som .*
    (tager|tage|tog|taget) (det|den|sagen|punktet) (\\S+ )?(med|op|videre|til efterretning|herfra)( \\S+)*
""")
# A no that tells of something else, or of earlier: a yes beside it stands.
SOFT_NO = forum_rule("""
    (har|havde) (\\S+ ){0,3}(sagt nej|takket nej|meldt fra|meldt pas) .*
    (har|er|var|havde) (\\S+ ){0,2}(aldrig|ikke|ingen) (\\S+ ){0,2}(siddet|prøvet|været|erfaring|beskæftiget|arbejdet|ekspert|specialist|kommunaldirektør|formand|medlem|stillet op|haft|mødt|den store|lang|så meget|meget|verdensmester|født|ung|kendskab) .*
    kan ikke (stå for|lade være|sige nej|dy mig|modstå) .*
    (ville|kunne|skulle|måtte|var|havde|turde|gad|sagde|takkede|meldte) (\\S+ ){0,4}(ikke|nej|fra|pas) .*
    (selv om|selvom|skønt|trods|på trods) .*
    (blev|fik) (?!(\\S+ ){0,3}(lov|opbakning|tilladelse))(\\S+ ){0,3}(ikke|nej) .*
""")
# --- nobody, not me -------------------------------------------------------------------------------------------------------------
NOBODY = forum_rule("""
    (i|du) må (\\S+ )?(finde|spørge|vælge|have fat i) (\\S+ )?(en anden|andre|nogen anden)( .*)?
    (være|blive) fri( for .*)?$
    kan (jeg|vi) {NOT} sige ja( til)?( .*)?
    ^(0|nul|ingen) (kandidater|forslag|navne|kandidat)( .*)?
    (må|skal) (\\S+ )?skuffe (jer|dig)( .*)?
    har (\\S+ )?(nok|meget|rigeligt|mere end nok) (om|mellem) (ørerne|hænderne)( .*)?
    for at slippe( .*)?
    (det|den|posten|pladsen|opgaven|hvervet|tjansen) (?!ved|husker|tror|synes|så|har|kender|forstår|mener|håber|har|fik|hørte)\\S+ (jeg|vi) (\\S+ )?{NOT}( .*)?
    (sæt|vælg|tag|find|spørg) (hellere |venligst |bare )?(en anden|nogen andre|andre|nogle andre|en af de andre)( .*)?
    (giv|lad) (\\S+ ){0,2}(til|få) (en|nogen|en anden|nogle) (anden|andre|fra)( .*)?
    lader (jeg|vi) (det |den )?(være|ligge|gå)( .*)?
    (fik|får|har fået) (\\S+ )?{NOT} (\\S+ )?(lov|opbakning|tilladelse|grønt lys)( .*)?
    gør (jeg|vi) (\\S+ )?{NOT}( .*)?
    (jeg|vi) gør (\\S+ )?{NOT}( .*)?
    gerne (\\S+ ){0,2}ville (, |: )*nej$
    (jeg|vi) passer$
    siger (mig|os) (\\S+ )?({NOT}|intet)( .*)?
    (not able to|unable to|can't|cannot|won't) (commit|take|make|do|join|stand|serve|participate|spare|find)( .*)?
    er (\\S+ ){0,4}{NOT} (\\S+ ){0,3}(interesseret|interesserede|klar|kandidat|til rådighed|aktuelt|muligt|mulighed|villig|villige|den rette|de rette|rette|rigtige|stemning|frisk|på|med|noget|klædt|egnet|relevant|tid|plads|overskud|nogen|lyst|til at|for mig|for os|herfra|min|i stand|realistisk|opbakning|ressourcer|i spil)( \\S+)*
    (trappe|drosle|skære|trapper|drosler|skærer) ned
    (afslå|afstå|takke af)
    ville ønske$
    ville ønske .*(kunne|havde) .*
    uden (held|resultat|bid|gevinst|succes|napper)
    (må|skal|kan|bør) (\\S+ )?(gå|gives|overlades|tilfalde|overtages) (\\S+ )?(til|videre|af) (\\S+ )?(anden|andre|nye|yngre)
    (bliver|må blive|blir) uden (mig|os|\\S+)
    (en anden|andre|nogen anden|alle andre) end (mig|os|undertegnede|vi|jeg)
    not (me|this time|us|for me)
    too (much|many|busy) .*
    (kommunen|vi|kredsen|jeg) har {NOT} (ønsker|planer|ambitioner) .*
    (ingen|ikke nogen|intet|ikke noget|ikke|inga) (\\S+ ){0,4}(kandidat|kandidater|forslag|indstilling|indstillinger|nominering|nomineringer|interesse|interesserede|interesseret|bud|emner|emne|navne|navn|at foreslå|at indstille|at pege på|at byde ind med|at bidrage med|at melde|at nominere|herfra|fra (os|min|vores|mig|\\S+)|melder sig|bider|har meldt sig|har budt ind|ønsker|på banen|i støbeskeen|kandidatur|der har|der vil|der kan|der er|egnede|oplagte|candidates|nominations|suggestions|kandidater|förslag)
    (ingen|ikke nogen|intet)
    (kan|vil|har|ønsker|skal|orker|magter|formår|kunne|tør|tager|stiller|melder|byder|modtager|fortsætter|genopstiller|kandiderer|søger|går|bliver|ser|når|føler|påtager|hverken|opstiller|passer|lykkes|deltager|indstiller|foreslår|nominerer|peger|egner|gider|rækker|strækker|slår|mener|have|finder|brænder|kommer|hænger|interesserer|rykker|sidder|overtager|får) (\\S+ ){0,6}{NOT}( \\S+)*
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
    for (gammel|gamle|træt|travlt|travl|mange|meget|presset|hårdt|tæt|lidt|langt|ny|få|fuld)( \\S+)*
    (kalenderen|kalender) (\\S+ ){0,2}(er|for|fuld|sprængt|presset|proppet)( \\S+)*
    (har|er) (\\S+ ){0,3}(rigeligt|nok at se til|nok|nok i forvejen|rigeligt at se til|travlt|fuldt op|fuldt booket|overbebyrdet|hænderne fulde|fyldt op|på barsel|på orlov|på vej på pension|på vej væk)( \\S+)*
    (går|gået|gå) (\\S+ ){0,4}(på pension|pension|på efterløn|på orlov|på barsel)( \\S+)*
    (går|gået|gå) af( \\S+)*
    (undlader|afholder|afstår|undlade|afholde) .*
    (kalender*|tiden|arbejdspres*|situationen|opgaverne|ressourcerne|arbejdsbyrden|travlhed*|jobbet) (\\S+ ){0,4}{NOT}( \\S+)*
    (har|havde) (\\S+ )?siddet (\\S+ ){0,4}(længe nok|nok|rigeligt)( \\S+)*
    (spring|gå|hop) (\\S+ ){0,2}(mig|os) (over|forbi|uden om)
    (overlader|overlade|lader|lade|giver) (\\S+ ){0,5}(andre|en anden|nogen anden|pladsen|stafetten|videre|yngre|kræfter|trygt|gå videre|komme til|gå forbi|passere)( \\S+)*
    (må|skal|bør|lad|kan|tid til at) (\\S+ ){0,2}(andre|en anden|nogen anden|yngre kræfter|nye kræfter|en af de (yngre|nye|andre)|de (yngre|nye|andre)) (\\S+ )?(komme til|tage|til|overtage|træde|få|prøve)( \\S+)*
    (siger|sige|sagt) (\\S+ ){0,2}fra
    (en andens|andres|nogle andres|en ny mands|nye kræfters) tur
    (må|får) (\\S+ )?(blive|vente til) (\\S+ )?en anden gang
    (må|bør|skal|er nødt til at|bliver nødt til at) (\\S+ ){0,3}(holde|bevare|have|samle|bruge|koncentrere) (\\S+ ){0,2}(fokus|kræfterne|kræfter|tiden|energien) (\\S+ )?(på|om|her|i) .*
    (må|bør|skal|er nødt til at|bliver nødt til at|vælger at) (\\S+ ){0,3}prioritere (?!(den|det|det her|pladsen)$).*
    (må|skal|bør) (\\S+ ){0,3}(holde for|på banen|trække læsset)
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
HARMLESS = forum_rule("""
    ^det (har|er|ved|kan|gør) (ingen|ikke nogen) .*
    ^(siden|når|da|fordi|eftersom) (ingen|ikke nogen) .*
    (lovet|lover|enig|enige om) (\\S+ )?{NOT} at .*
    {NOT} (\\S+ ){0,3}(sur|fornærmet|skuffet|ked af det|fortryde|fortryder)( .*)?
    ^det er (\\S+ )?{NOT}$
    er (\\S+ )?{NOT} (, )?fordi .*
    {NOT} (kun|bare|blot|alene|mindst|desto mindre|uden grund)
    {NOT} (\\S+ ){0,8}(andre|nogen|bedre|anden|andet|en bedre|nogen bedre) (\\S+ )?(end|egnet|egnede|kandidat end|bud end)
    {NOT} (\\S+ )?(et sekund |et øjeblik )?i tvivl( om)?( at)?
    ingen tvivl( om)?( at)?
    {NOT} (\\S+ )?(noget |have noget |haft noget )?imod
    {NOT} (nej|afslå|sagt nej|sige nej|takke nej)
    (hvorfor|why) (ikke|not)
    {NOT} (noget |et )?problem
    {NOT} (nogen |noget )?(\\S+ )?(bemærkninger|kommentarer|spørgsmål|indvendinger|tilføjelser|indsigelser)(?! (og|eller|til forslag)).*
    {NOT} (mere|længere) (\\S+ )?(at|end) (sige|tilføje) .*
    hvis (\\S+ ){0,4}{NOT} (allerede|er for sent|er besat|er taget|var) .*
    {NOT} (noget |intet )(til hinder|i vejen) .*
    {NOT} (bange|nervøs) .*
    uden (tvivl|tøven|at tøve|forbehold|problemer|betænkeligheder|at blinke)
    {NOT} (kender|mødt|talt|arbejdet|set|spurgt) .*
""")
# Of a third person: no longer, or not wanting. Such a name is not put forward.
SAME_NO = forum_rule("""
    (gælder|samme svar) (\\S+ )?(også|ligeledes|fra)( \\S+)*
    heller ikke
""")
UNWILLING = forum_rule("""
    (har|havde) (\\S+ ){0,3}(sagt nej|takket nej|afslået|meldt fra|meldt pas|trukket sig|afstået|sagt fra)( \\S+)*
    (ønsker|vil|kan|har|genopstiller|stiller|modtager|fortsætter|kandiderer|orker) (\\S+ ){0,2}(ikke|ingen) (?!hørt|svaret|talt|spurgt)(\\S+ ?)*
    (siger|takker) (\\S+ ){0,2}nej( \\S+)*
    (melder) (\\S+ ){0,2}(fra|pas)( \\S+)*
    (trækker|trak) sig( \\S+)*
    (ønsker|genopstiller|stiller|fortsætter|kandiderer) ikke( \\S+)*
    (ville|kunne) ikke( \\S+)*
""")
# Of a third person: goes, or went; such a name is not put forward either.
LEAVES = forum_rule("""
    ^(har|havde) (\\S+ ){0,2}(siddet|været|haft|repræsenteret)( \\S+)*
    (stopper|fratræder|træder|går|afgår|udtræder|forlader|skifter|takker|udgår|ophører|rejser|flytter|pensioneres|er ikke)( \\S+)*
    (er|bliver|blev) (\\S+ ){0,3}(fratrådt|stoppet|gået|pensioneret|syg|på barsel|på orlov|forhindret|optaget|ansat|rejst|død|flyttet)( \\S+)*
    (skal|må|bør|bliver nødt til at) (\\S+ )?(udgå|trække|afløses|erstattes|ud|slettes|stryges)( \\S+)*
    (er|var) (\\S+ ){0,3}(nuværende|tidligere|siddende|hidtidige|forhenværende)( \\S+)*
""")
# Right before a name: that one is replaced, thanked, asked or written to, not put forward.
NOT_THIS_ONE = forum_rule("""
    (i stedet|istedet) for( \\S+){0,2}$
    (efter|end|end på|end til|end om|end af|som|ligesom|med|til|af|hos|hils|hilsen|tak|hej|kære|spørge|spørger|spurgt|kontakt|kontakte|ring til|skriv til|cc|overtager|overtage|afløser|afløse|erstatter|erstatte|afløsning for|afløsning af|erstatning for|i forlængelse af|talt med|talte med|aftalt med|aftale med|drøftet med|vendt med|vendt det med|sammen med|fra|mod|imod|over for|enig med|enig i|på vegne af|vegne af|ifølge|formand|chef|borgmester|trækker|trække|stryg|slet|fjern|tilbagekalder|efterfølge|efterfølger|efterfulgte|replaces|replacing|instead of|ikke|hverken)( gerne| nu| så| igen| :)?$
""")
# A verb of proposing whose object the name is, with nothing but its title between: "foreslå sin egen tekniske chef ...".
GOVERNS = forum_rule("""
    (foreslå*|foreslår|indstille*|indstiller|anbefale*|nominere*|udpege*|vælge*|(pege|peger|peget) på) ((?!med |til |af |efter |end |for |i |fra |hos |at |ikke |som |hverken )\\S+ ){0,5}(formand|chef|borgmester)$
""")
PERHAPS = forum_rule("""
    (måske|eventuelt|evt|mon)
""")
