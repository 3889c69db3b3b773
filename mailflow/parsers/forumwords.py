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
    er (\\S+ )?(manden|kvinden|personen)$
    (bør|skal|burde|må|fortjener) (\\S+ ){0,2}(få|have) (\\S+ )?(chancen|pladsen|posten|muligheden|hvervet)
    (vil|ville|kunne|kan) (\\S+ )?(blive|være) (\\S+ ){0,2}(gode?|oplagte?|perfekte?|velegnede?|dygtige?|stærke?)
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
    ^er .* (den|det) (helt |absolut |klart )?(rigtige|rette|bedste)
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
    (har|havde) (\\S+ )?(givet|fået) (\\S+ )?(grønt lys|tilsagn|accept|ja)
    (tager|tage) over$
    (vil|kan) tage over
    sige (\\S+ )?ja
    (vil|ville|kan) {GLAD}( \\S+)*
    (vil|ville|kan) (\\S+ ){0,4}gerne
    {GLAD} vil
    (han|hun|de) {GLAD} ville
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
    kan (\\S+ )?(godt|sagtens) (afsætte|afse|finde) (\\S+ )?tid( .*)?
    (jeg|undertegnede) (deltager|bidrager|medvirker|indgår|hjælper) ({GLAD} )+(i|til|med|på) .*
    (mig|undertegnede) (vil|kan) (i|du) (\\S+ )?(kunne )?regne med
    (nået|kommet) frem til at jeg {GLAD} vil( .*)?
    sæt (et )?(kryds|flueben) (ved|ud for) (mig|mit navn)
    her er (en|\\S+) der {GLAD} vil
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
    ^(tager|tage) {GLAD} (en|et|den) (mere|til|med)( .*)?
    ^(prøver|forsøger) ({GLAD} )?(igen|lykken|en gang til)( .*)?
    ^(tager|tage|snupper|giver den) {GLAD} (\\S+ ){0,2}(år|periode|perioder|omgang|tørn)( mere| til| igen)?
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
    (jo da|ja da|javist|jovist|jo jo|jo tak|ok med mig|okay med mig)
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
    (vil|ville) (jeg |vi )?(meget |også )?gerne have (?!posten|pladsen|den|det|opgaven|hvervet|lov|plads|en plads|tjansen|jobbet)\\S+
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
    {NOT} (\\S+ ){0,2}(deltage|komme|være med) (\\S+ ){0,2}(i|til|på) (det )?(første|næste|et|to|enkelte) .*
    (har|havde) (\\S+ ){0,3}(sagt nej|takket nej|meldt fra|meldt pas) .*
    (har|er|var|havde) (\\S+ ){0,2}(aldrig|ikke|ingen) (\\S+ ){0,2}(siddet|prøvet|været|erfaring|beskæftiget|arbejdet|ekspert|specialist|kommunaldirektør|formand|medlem|stillet op|haft|mødt|den store|lang|så meget|meget|verdensmester|født|ung|kendskab) .*
    kan ikke (stå for|lade være|sige nej|dy mig|modstå) .*
    (ville|kunne|skulle|måtte|var|havde|turde|gad|sagde|takkede|meldte) (\\S+ ){0,4}(ikke|nej|fra|pas) .*
    (selv om|selvom|skønt|trods|på trods) .*
    (blev|fik) (?!(\\S+ ){0,3}(lov|opbakning|tilladelse))(\\S+ ){0,3}(ikke|nej) .*
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
