# ruff: noqa: E501 - a phrase is easier to read on one line
"""How people answer an invitation: phrases a Dane can review, in the notation of ``answertext.rule``. Data for ``event``.

Written with æ, ø, å; compared over folded words, so that "naeste", "næste" and "naste" are one.
"""

from __future__ import annotations

import re

from mailflow.parsers.answertext import rule, ways

_LISTS = {
    "NOT": ways("ikke / ikk / ik / ikek / ej / inte / icke / not / aldrig / næppe / hverken"),
    "I": ways("jeg / vi / undertegnede / jag / man / i / we"),
    "VERY": ways("heldigvis / desværre / beklageligvis / ærgerligt nok / godt / gerne / også / lige / så / nu / bare / helt / rigtig / virkelig / fint / sagtens / bestemt / selvfølgelig / naturligvis / da / dog / jo / allerede / alligevel / faktisk / altså / selv / helt sikkert / sikkert / meget / med glæde / hellere end gerne / simpelthen / umuligt / absolut / fortsat / stadig / endnu / personligt / dessverre / tyvärr"),
    "DEG": ways("mig / os / meg / oss / undertegnede"),
    "JOIN": ways("deltage / komme / kommer / deltager / være med / være der / være til stede / være tilstede / være til rådighed / medvirke / møde op / møde / dukke op / stille op / stille / nå det / nå frem / nå / nå at være med / nå at komme / koble mig på / logge på / hoppe på / hoppe med / kigge forbi / kigge med / slutte mig til / tilslutte mig / prioritere det / prioritere / afse tid / sætte tid af / få det til at passe / få det til at gå op / få kalenderen til at gå op / få det til at lykkes / få det ind / få plads / være på / være på linjen / ringe ind / tage del / overvære / følge med / klare det / rykke rundt på det / rykke på det / rykke / finde plads / finde tid / passe det ind / få lov / lade sig gøre / delta / vara med / medverka / være online / vaere med / attend / make it / join / come / be there / participate / tilmelde mig / melde mig til / sige ja / takke ja / tage imod / tage med / tage turen / få puslespillet til at gå op / være hos jer / være hos / være iblandt jer / gå / rejse / flytte / aflyse / presse ind / presse det ind"),
    "DAY": ways("mandag / tirsdag / onsdag / torsdag / fredag / lørdag / søndag / tirs / ons / tors / fre / mandagen / tirsdagen / onsdagen / torsdagen / fredagen / monday / tuesday / wednesday / thursday / friday"),
    "HALF": ways("formiddag / formiddagen / eftermiddag / eftermiddagen / morgen / morgenen / aften / aftenen / middag / frokost"),
    "MONTH": ways("januar / februar / marts / april / maj / juni / juli / august / september / oktober / november / december / jan / feb / mar / apr / jun / jul / aug / sep / sept / okt / nov / dec"),
    "NUM": r"\d[\d.:,/-]*",
    "HOUR": r"([01]?\d|2[0-4])([.:]\d\d)?(?! (års|år|personer|dage|mand|km))",
    "WHEN": "{DAY}|{HALF}|kl {NUM}|klokken {NUM}|(den|d) {NUM}|{NUM} {MONTH}|{HOUR}|\\d+/\\d+|ugen (efter|før|inden|derpå)|ugen|uge {NUM}|næste uge|ugen efter|dagen (efter|før|inden)|dagen|en (time|halv time|uge|dag) (senere|tidligere|før)|{NUM} (time|timer|minutter|min|dage|uger) (senere|tidligere)|senere|tidligere|efter (jul|nytår|ferien|påske)|i (januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|morgen|stedet)|december|januar",
    "SUBSTITUTES": r"(min|vores|en|mit|en anden|en af (mine|vores)) [^ ]*(stedfortræder|kollega|næstkommanderende|afløser|vikar|chef|direktør|leder|assistent|medarbejder|repræsentant|konsulent|sekretær|borgmester|formand|mand|kvinde|kolleger|medarbejdere|chefer|direktører)|en anden|(min|en) [^ ]*souschef",
    "PERSON": ways("min stedfortræder / min kollega / min næstkommanderende / min afløser / min vikar / min stabschef / min souschef / min vicedirektør / min assistent / min medarbejder / en af mine * / en anden / en kollega / en stedfortræder / en afløser / en repræsentant / en medarbejder / vores * / vicedirektøren / sekretariatschefen / stabschefen / næstformanden / nogen / en fra * / min * / en * / hun / han / en af vores *"),
}  # fmt: skip


def event_rule(phrases: str) -> re.Pattern[str]:
    return rule(phrases, **_LISTS)


NEGATION = event_rule("{NOT}\ningen\nintet\nuden")
# --- no -------------------------------------------------------------------------------------------------------------------
DECLINING = event_rule("""
    (sige|sagt|sagde|siger|lovet) (\\S+ )?(ja )?(til )?(noget|et|en|nogle) (andet|anden|andre)( .*)?
    (fået|har|er|må|meldt) (\\S+ )?forfald( .*)?
    (vælger|vælge) (\\S+ )?(det|den|mødet) fra( .*)?
    (må|vil|vælger at) (\\S+ )?afstå
    ^hverken (\\S+ ){1,3}eller \\S+$
    regrettably( .*)?
    (det|den|(den|d) {NUM}|kl {NUM}|{DAY}|datoen|dagen|tidspunktet) (\\S+ )?(går|gar|duer|dur|fungerer|funker|holder|passer) (\\S+ ){0,3}{NOT}( \\S+)*
    (må|kommer til at|er nødt til at) (\\S+ )?(give afkald|give fortabt|kaste håndklædet)( .*)?
    (kommer|deltager|møder|stiller) (\\S+ )?ingen( .*)?
    (holder|holde|bliver|blive|forbliver|må blive) (\\S+ ){0,2}(hjemme|i sengen|i senge|under dynen)( .*)?
    (dropper|skipper|droppe|skippe|forsager|fravælger) (\\S+ )?(jeres|mødet|det|denne|webinaret|den|dette|arrangementet)( .*)?
    er (\\S+ ){0,2}væk( .*)?
    (skriv|meld|tag|slet|fjern|stryg) (mig|os) (af|fra|ud)( \\S+)*
    (trækker|trække|annullerer|sletter|aflyser|afmelder|trukket) (\\S+ ){0,3}(tilmelding|deltagelse|tilsagn|ja|accept)
    afbud
    (sender|melder|giver|må sende|må melde|må give) … (afbud|fra|pas)
    (melder|melde|meldt|meld|må melde) … (fra|pas|forfald|avbud|forfall)
    frameld*
    afmeld*
    må … passe
    (springer|springe|sprang|hopper|hoppe|står|stå|melder) … over
    (stryg|slet|tag|fjern) (mig|os) … (fra listen|af listen|af|fra|listen)
    forhindret
    forhindrede
    forhindrer (mig|os)
    ude af stand
    (kan|kunne) umuligt
    (er|det er) umuligt
    nej
    nej tak
    desværre
    nope
    nix
    alligevel {NOT}( .*)?
    {NOT} alligevel
    (sige|siger|melde|melder) (\\S+ )?fra
    (melder|melde) (\\S+ )?hus forbi
    (må|bliver|kan) (\\S+ )?(blive |vente )(til )?(næste gang|en anden gang|til næste) .*
    ingen (fra|af os|herfra|i) (\\S+ ){0,4}(deltager|kommer|kan|har)( .*)?
    hverken (\\S+ ){1,3}eller (\\S+ ){1,3}(kan|deltager|kommer|har)( .*)?
    (afskåret|udelukket|bundet)
    niks
    (det )?(bliver|må blive|blir) uden (?!middag|frokost|overnatning|mad|aftensmad|problemer|forplejning).*
    desværre ikke .*
    ikke .*desværre
    nei
    takke (desværre )?nej
    takker (desværre )?nej
    takkede nej
    siger (desværre )?nej
    sige (desværre )?nej
    (det )?bliver (desværre )?(et )?nej
    (det|så) (er|bliver) (desværre )?(et )?nej
    (bliver|må blive|er|holder mig) (desværre )?væk
    (bliver|må blive) … (hjemme|sengen)
    udebliver
    undskyld* fravær*
    (er|bliver|har) fraværende
    afslår
    (må )?(desværre )?(lade|lader|ladet) … (gå forbi|passere|vente)
    afstår
    (må )?(desværre )?aflyse min deltagelse
    (aflyser|må aflyse) …
    (regn|regne) {NOT} med (mig|os)
    (regn|plan|klar|deltag|fortsæt|gennemfør|start|hold|tag)* … uden (mig|os|min)
    uden (mig|os|min deltagelse)
    (i )?må … (undvære|klare jer uden) (mig|os)? ?
    (må|vi må|jeg må) (desværre )?(vente|have det til gode|have den til gode|nøjes med)
    til gode
    (jeg )?(er|bliver) … (syg|syge|sygemeldt|indlagt)
    declin*
    regrets?
    can't
    cant
    cannot
    unable
    won't
    forhindrad
    tyvärr
    dessverre
    avbud
    unfortunately
    (miss|skip) (it|this|the meeting|out)
    (afraid|sorry) .*(not|can't|cannot|miss)
""")
# The words of presence with a negation beside them.
NOT_COMING = event_rule("""
    (jeg|vi) gør (\\S+ )?{NOT}
    {NOT} … {JOIN}
    {NOT} (\\S+ ){0,6}(deltage|komme|deltager|kommer|være med|være der|være til stede|være tilstede|med)
    (kommer|deltager|tilmelder|møder|dukker|logger|stiller|joiner|prioriterer|når|passer|magter|orker|kan|kunne|går|lykkes|lykkedes|formår|tager|klarer|egner|dur|hænger) (\\S+ ){0,7}{NOT}
    er (\\S+ ){0,3}{NOT} (\\S+ ){0,3}(med|der|til stede|tilstede|på|hjemme|i landet|i byen|på arbejde|at finde|ledig|fri|muligt|mulig|i danmark|at træffe|på kontoret|på job|en mulighed|til rådighed|rask)
    (kan|vil) (det|den|jeg|vi)? ?(desværre )?{NOT}
    har (\\S+ ){0,3}({NOT}|ingen) (\\S+ ){0,3}(lyst|energi|mulighed|tid|plads|lejlighed|overskud|luft|hul|huller|kræfter|kapacitet|ledig|ledige|chance|råd)
    {NOT} (\\S+ ){0,4}(mulighed|muligt|tid|plads|lejlighed|overskud|gør|gøre|ladesiggøre|realistisk|luft|hul|huller|chance)
    (lader|lod) (\\S+ ){0,3}{NOT} gøre
    (ingen|intet) (mulighed|tid|plads|lejlighed|luft|huller|hul|chance) …
    (passer|passe) (\\S+ ){0,4}(dårligt|skidt|elendigt|rigtig dårligt|meget dårligt|ikke)
    (dårlig|dårligt|umulig|uheldig) (dag|tidspunkt|timing|dato)
    må {NOT}
    {NOT} (denne|den|en) (gang|dag)
    {NOT} (mig|for mig|for os|interesseret|relevant|aktuelt|noget for (mig|os)|i dag)
    (vil|skal|ønsker|behøver) (\\S+ ){0,3}{NOT} (\\S+ ){0,3}(deltage|med|have plads|have en plads)
    (kan|kunne) (\\S+ ){0,3}{NOT} (den|d|der|til|i|på|om|da|pga|grundet|denne|lige|\\d*) …
    (deltager|kommer|tilmelder|møder) {NOT}
    (det )?(bliver|blir) (desværre )?{NOT} …
    {NOT} (kan|kommer|deltager|har mulighed)
    ^{NOT} (nu|i år|i dag|lige nu|denne gang)
    ^{NOT} (til|på) (dette|det her|denne|selve)( \\S+)*
    ^{NOT} (på|den|d|i|om) ({DAY}|{NUM}|uge|dag|år|morgen) .*
    {NOT} (hos|blandt|iblandt) …
""")
# A reason for staying away; a no only when nothing says yes.
EXCUSE = event_rule("""
    har (\\S+ ){0,4}på besøg( .*)?
    er (\\S+ )?på folkemødet( .*)?
    inviteret til (?!jeres|mødet|webinaret|det her).*
    ^(desværre )?(ude af (landet|byen|huset)|bortrejst|udenlands|på (ferie|kursus|orlov|barsel)|i udlandet|sygemeldt|syg)( .*)?
    forpligtet (mig|os)( .*)?
    (be|am|are|is) (abroad|away|travelling|traveling|on leave|out)( .*)?
    (min|vores) (kalender|dag|uge) (er|ser|siger) (?!fri|tom|åben|ledig|ryddet|klar).*
    ligger (\\S+ )?(syg|underdrejet|ned|vandret|med .*)
    samme (formiddag|eftermiddag|aften|dag|dato|time|tid|tidspunkt|uge)
    (covid|corona|influenza|feber|omgangssyge|lungebetændelse|halsbetændelse|migræne)
    (lukket land|umulig|umuligt|håbløs|håbløst|udelukket|spærret|no go)( .*)?
    (prior|previous|other) (engagement|commitment|commitments|appointment)
    den (dato|uge|formiddag|eftermiddag|aften|tid) (er|har|skal|sidder|holder) (jeg|vi) .*
    (prioriterer|må prioritere) (?!det$|den$|jer$|mødet$|dette$).*
    (nødt til at|må|valgt at) (\\S+ )?prioritere .*
    (er|bliver) (\\S+ )?(kaldt|indkaldt|hjemkaldt|beordret) .*
    (min|vores) (ferie|sommerferie|vinterferie|fridag|orlov|rejse) .*
    er (\\S+ )?i gang med .*
    (jeg|vi) skal (passe|hente|føde|giftes|opereres|rejse|undervise|flytte|begraves|hjem|føde|til|på|i retten|med familien) .*
    (der|dér|den dag|da|samme dag|den uge|lige der|netop der|på det tidspunkt|desværre) er (jeg|vi) (i|på|til|hos|ude|væk|allerede) .*
    for (langt|dyrt|kort varsel|sent på|tidligt på|meget lige nu|meget om ørerne) .*
    (er|skal|sidder|deltager) (\\S+ ){0,3}(til|i) (\\S+ )?(møde|møder|tandlæge|lægen|tandlægen|konfirmation|bryllup|begravelse|bisættelse|fødselsdag|barnedåb|rundbordsfødselsdag|undersøgelse|frisør|forældremøde) .*
    (på|i) (samme|præcis samme) (tid|tidspunkt|tidsrum)
    (min|mine|vores) (datter|søn|mor|far|kone|mand|hustru|barn|børn|familie|bror|søster|svigermor|svigerfar|forældre|barnebarn|ægtefælle) .*
    (allerede )?optaget
    (er )(\\S+ )?booket
    dobbeltbook*
    overbook*
    (anden|andet|andre) (aftale|aftaler|møde|møder|forpligtelse|forpligtelser|arrangement|gøremål|planer|optaget|engagement|sted|steder)
    (er|har) allerede (en aftale|et møde|et arrangement|booket|lovet|aftalt|noget)
    (er|sidder|ligger|holder|har|bliver|befinder|skal|tager|rejser|går|afholder|på|i) (\\S+ ){0,4}(ferie|sommerferie|vinterferie|efterårsferie|juleferie|skiferie|orlov|barsel|udlandet|bortrejst|rejse|studietur|tjenesterejse|kursus|seminar|konference|udvalgsmøde|byrådsmøde|kommunalbestyrelsesmøde|byråd|økonomiudvalg|økonomiudvalgsmøde|direktionsmøde|bestyrelsesmøde|temamøde|budgetseminar|begravelse|bisættelse|bryllup|konfirmation|hospitalet|fri|feriefri|tandlæge|tandlægen|lægen|læge|operation|afspadsering|samtale|jobsamtale|samtaler|ansættelsessamtaler|ansættelsesudvalg|mus|messe|workshop|topmøde|retten|karantæne|fødselsdag)
    (er|bliver) (\\S+ ){0,3}(bortrejst|udenlands|ude af landet|ude at rejse|rejst|ude af huset|lagt ned|fyldt op|fuldt booket|fuldt besat|udsolgt|stopfyldt|optaget|sygemeldt|syg|i (spanien|italien|frankrig|norge|sverige|tyskland|london|bruxelles|stockholm|oslo|berlin|usa|grækenland|portugal|tyrkiet))
    (har|holder|sidder) (\\S+ ){0,4}(møde|møder|mødet|aftale|aftaler|arrangement|besøg|fødselsdag) (\\S+ ){0,3}(samme|samtidig|den dag|på det tidspunkt|i det tidsrum|der|på dagen|kl|lige der|hele dagen|i forvejen|dér)
    (har|skal) (\\S+ ){0,3}(møde|besøg|noget) (\\S+ ){0,3}(samtidig|samme dag|samme tid|samme tidspunkt|den dag|i forvejen)
    (falder|ligger|clasher|clash|kolliderer|konflikter|støder|overlapper|karambolerer) (\\S+ ){0,4}(sammen|oven|oveni|med|samtidig|i vejen|uheldigt|dårligt|skævt|forkert)
    (sammenfald|kalenderkonflikt|kollision|overlap)
    (kalenderen|kalender|dagen|dagene) (er |var |ser |driller|siger |den dag )*(fuld|fyldt|lukket|pakket|sprængt|stopfyldt|proppet|booket|driller|nej|stop|umulig|låst|optaget|plastret til|tætpakket|kan ikke)
    (desværre )?(kommet |kom )(noget|andet) i vejen
    (noget|andet) i vejen
    (er|bliver|skal) … syg
    sygdom
    (barn|børn) syg
    (barns|børns) (første )?sygedag
    fuldt program
    (travlt|travl)
    vacation
    on holiday
    another (meeting|appointment|commitment|engagement)
    double booked
    out of (the )?(office|country)
""")
# Where these stand, a reason is only told beside the yes ("deltager fra mit kursus").
PRESENT = event_rule("""
    (deltager|deltage|kommer|tilmeld*|er med|være med|logger|kobler|ja|jo|alligevel|dukker|når)
""")
# What stood in the way is moved: that says yes.
CLEARED = event_rule("""
    (fundet|skaffet|fået) (\\S+ ){0,3}(afløser|vikar|barnepige|pasning|børnepasning|babysitter) .*
    (har|får|fik) ((?!været |blevet )\\S+ )?(aflyst|flyttet|rykket|ryddet|udskudt|droppet|meldt afbud til et andet) .*
    (aflyser|flytter|rykker|dropper) (et|en|mit|min|mine|nogle|andre|det andet|to|tandlægen) .*
""")
SUBSTITUTE = event_rule("""
    (tager|overtager|indtager|får|går ind på) (min|mit|vores) (plads|sted|stol)
    (i|på) (mit|vores|mine|min) (sted|vegne|plads)
    på vegne af mig
    (i stedet|istedet) for (mig|undertegnede|os)
    (sender|sende|send|skikker|har bedt|beder|kommer med|stiller med|deleger*) … {SUBSTITUTES} …
    {PERSON} (\\S+ ){0,4}(i stedet|istedet)
    (stedfortræder|suppleant|afløser|vikar|repræsentant)
    (repræsenterer|repræsentere) (mig|os|kommunen|\\S+ kommune)
    (kommer|deltager|går|møder|tager) (\\S+ ){0,2}for mig
""")
# --- a negation that says nothing against coming --------------------------------------------------------------------------
GLAD_NEGATION = event_rule("""
    (kunne|kan) (\\S+ )?{NOT} (være|passe|gøre|blive) (\\S+ )?(bedre|mere|skønnere|finere|heldigere)( .*)?
    (lader|lade) (jeg |vi )?(\\S+ )?{NOT} gå (fra|forbi|til spilde).*
    {NOT} (\\S+ )?(væk|fraværende|forhindrede)( \\S+)*
    (udebliver|udeblive|springer|skulker|melder|aflyser) {NOT}( \\S+)*
    (trækker|træk|annuller*|tilbagekalder|ignorer*|glem|slet|ophæver) (\\S+ ){0,3}afbud*( \\S+)*
    (intet|ingen|ikke noget|ikke nogen) (afbud|forfald|fravær)( .*)?
    (\\S+ ){0,3}hellere .* end (at )?(gå|misse|blive|melde|undvære)( .*)?
    ({NOT}|intet|ingenting|ingen) (\\S+ ){0,5}(holde|afholde|forhindre|forhindrer|stoppe|afholder|holder) (mig|os)( .*)?
    {NOT} (\\S+ ){0,6}(blive væk|udeblive|misse|gå glip af .*|blive hjemme|melde afbud|melde fra|skulke|springe over|springe den over|springe det over)
    ikke (noget |et |nogen )?problem(er)?
    ingen problem(er)?
    intet problem
    {NOT} (\\S+ )?(noget|intet) (\\S+ )?(i vejen|til hinder|der forhindrer|som forhindrer) .*
    (ingen|ikke nogen|ingen god|ingen gode) (undskyldning*|grund|årsag) .*
    (melder|sender|giver|springer|siger|takker|bakker) (\\S+ )?{NOT} (\\S+ )?(afbud|fra|pas|over|nej|ud)
    (vil|skal|må) (\\S+ )?(bestemt |da |helst )?{NOT} (\\S+ )?(gå glip af|glippe|misse|snyde* for)( .*)?
    går {NOT} glip af …
    (kan|kunne) (\\S+ )?(næsten |knap |slet )?{NOT} vente …
    {NOT} (forhindret|optaget|afbud)
    (hvorfor|why) (ikke|not)
    {NOT} (et sekund |et øjeblik )?i tvivl( om)?
    (intet|ingenting|ikke noget) (til hinder|i vejen|der forhindrer|andet i kalenderen|i kalenderen)
    ingen (hindring|hindringer|konflikter|tvivl|afbud|indvendinger|indsigelser|bemærkninger|ændringer|allergi|allergier)
    can't wait …
    cannot wait …
    no problem
    wouldn't miss …
    won't miss …
""")
HARMLESS = event_rule("""
    (tro|troede) (det|mig|du) eller {NOT}
    (kan|har|får) (\\S+ ){0,2}{NOT} (\\S+ )?(finde|åbne|se|huske|modtaget|fået|læse|logge på|komme ind på) (\\S+ ){0,2}(link*|invitation*|program*|bilag*|fil*|mail*|dagsorden*|materiale*|adresse*|knappen|vedhæft*)( .*)?
    {NOT} (kun|bare|blot|alene)
    (tager|har|bringer|medbringer|tage) (\\S+ ){0,2}{NOT} (\\S+ ){1,3}med$
    {NOT} (kun |bare |blot |alene )(fysisk|online|mig|jeg)
    hvis (\\S+ ){0,3}{NOT} (går|hører|skriver|kommer|er|bliver|har)
    (spiser|tåler|drikker) (\\S+ )?{NOT} …
    {NOT} (vegetar|vegan|sulten)
    {NOT} (bange|nervøs) …
    der går (\\S+ )?{NOT} .*
    (skal|behøver|har) (\\S+ )?{NOT} (\\S+ ){0,2}(overnatte|overnatning|hotel|værelse|frokost|middag|aftensmad|spise|mad|forplejning|parkering|brug for|link|transport|særlige ønsker|sove)( .*)?
    uden (kamera|lyd|bil|ledsager|problemer|problem|tvivl|forplejning|frokost|middag|overnatning|mad|morgenmad)
""")
# --- yes ----------------------------------------------------------------------------------------------------------------------
ACCEPTING = event_rule("""
    har (\\S+ )?(meldt|tilmeldt) (mig|os)( til)?( .*)?
    regn med ({NUM}|to|tre|fire) .*
    kan (\\S+ )?både .*
    har (\\S+ ){0,2}(hul|plads|tid|fri)( i kalenderen| i min kalender| den dag| der| til det| til jer)*$
    er (\\S+ )?på (pletten|plads|banen)( .*)?
    når (jeg |vi )?(med|det|den|frem)( .*)?
    (jeg|vi) når (\\S+ )?med( .*)?
    (deltager|deltar|kommer|tilmelder|tilmelde|tilmeld*|tilmelding|dukker op|møder op|møder|møter|stiller op|logger på|kobler mig på|hopper på|hopper med|ringer ind|kigger forbi|kigger med|er klar|er frisk|er med|er der|er til stede|er tilstede|følger med|joiner|medvirker|overværer|møder frem|slutter mig til|tager med|dukker|står der|sidder klar|sidder med|lytter med|er online|er fysisk|kører med|kigger ind|træder ind|stiller)
    er på( (online|teams\\S*|zoom\\S*|linket|den|igen|listen|holdet|skærmen))*$
    (jeg|vi) er på (teams|zoom|online|link|skærm)\\S*( .*)?
    (jeg|vi) (er) (\\S+ ){0,3}(med|der|klar|frisk|til stede|tilstede|online)
    (er|bliver|blir|bliv) (?!i gang|enig|færdig|tilfreds|glad|optaget|syg|nødt)(\\S+ ){0,3}(med|der|klar|til stede|tilstede)
    (kan|vil) (jeg |vi |det |den )?({VERY} )*(jeg |vi )?({VERY} )*({JOIN})
    (det )?kan (jeg|vi) {VERY}
    (jeg |vi |det |ja )?kan( jeg| vi)?( {VERY})*( (den|d) {NUM}| {DAY}| kl {NUM}| den dag| der)*$
    (ja|jo|jeps|jep|yep|yes|ja tak|jatak|japs|jaja|ja da|jada|jamen ja|javist|jada|absolut|bestemt|selvfølgelig|naturligvis|helt sikkert|klart|gerne|med glæde|hellere end gerne|med fornøjelse|sure|ofc|absolutely)
    (meget|rigtig|super) gerne
    passer (\\S+ ){0,4}(fint|godt|perfekt|glimrende|udmærket|mig|os|ind|super|godt ind)
    (det )?(går|gør) (jeg|vi|fint|godt)
    (regn|regner|tæl|tæller|count|skriv|sæt|meld|melder|melde|notér|noter|tag|put) (\\S+ ){0,2}(mig|os|undertegnede|me|ja|kryds) (\\S+ ){0,3}(med|til|på|op|ned|ind|in|listen|som deltager|for en plads|som ja|ja|ja tak|down)( .*)?
    (regn|regner|regne) (\\S+ ){0,3}med (mig|os|undertegnede)
    (skriv|meld|sæt|noter|notér) (mig|os|undertegnede)
    (sætter|sat|sæt) (\\S+ ){0,2}(kryds|x)( .*)?
    kryds (\\S+ )?(i kalenderen|ved|for|herfra)
    (står|sat|lagt|skrevet|noteret|booket|lægger|sætter|skriver|reserveret|kommet|ind) (\\S+ ){0,3}i (min |vores )?kalender(en)?
    (det|den|mødet|dagen) (er|står) (\\S+ )?i (min |vores )?kalender(en)?
    ^(i|ind i|på plads i|noteret i|sat i|lagt i|skrevet i) (min |vores )?kalender(en)?$
    (tager|tage) (\\S+ )?imod( .*)?
    (bestil|book|reserver|hold|find) (\\S+ ){0,4}til (mig|os) .*
    (i|we) can (join|attend|come|make it|be there|participate)
    räkna .*mig
    ^(klar|tilmeldt|bekræftet|accept)$
    ^klar (som|til) .*
    (reserveret|afsat tid|afsat dagen|sat tid af|blokeret|spærret kalenderen)
    (siger|sige|takker|takke|takket|svarer) (\\S+ ){0,3}(ja|ja tak)
    (accepterer|accepteret|accept|bekræfter|bekræftet|bekræftes|bekræfter hermed)
    (har|havde|har fået) (\\S+ ){0,2}(takket ja|meldt til|tilmeldt|sagt ja|accepteret|svaret ja)
    (min|vores) (deltagelse|tilmelding|ankomst|tilstedeværelse) .*
    (skal|skal jeg|skal vi) nok(?! (lige|først|have|se|tjekke) )( .*)?
    prioriterer (jeg |vi )?(det|den|jer|mødet|dette|det her|webinaret)
    ^(der|her|dér) er (jeg|vi)
    (min|vores) (kalender|dag|uge) er (\\S+ )?(fri|tom|åben|ledig|klar)( .*)?
    (finder tid|får det til at gå op|flytter rundt|rydder kalenderen|rykker rundt|klarer det|klarer jeg|kan klares)
    (jeg )?når (det|frem|fint|godt|lige|sagtens) …
    (kommer|er) (\\S+ ){0,2}begge (to)?
    plus en
    når (jeg |vi )?at (komme|deltage|være|nå) .*
    (tager|medbringer|har) (\\S+ ){1,4}med$
    (er|bliver|kommer) (to|tre|fire|fem|seks|begge|alle) .*
    [+] ?(1|en)
    ({NUM}|en|to|tre|fire) (personer|deltagere|pladser|mand|deltager|stk|plads) .*
    (i'll|we'll|i will|will) .*(there|attend|join|come|participate)
    (count me in|see you there|attending|i'm in|i accept|accepted|happy to (join|attend|come)|looking forward)
    (jag|vi) (kommer|deltar|är med)
    (kommer gärna|gärna|är med|kjempefint|møter gjerne|gjerne)
    (vil|skal) ({VERY} )*være (\\S+ ){0,2}(der|med|til stede|tilstede|på)
    (tilsagn|hermed tilmeldt|hermed ja|fuld tilslutning)
""")
# Said outright, also with "gerne": no wish but a yes.
COMES = event_rule("""
    ((jeg|vi|undertegnede) |^)(deltager|kommer|stiller|tilmelder|møder|logger|dukker|medvirker|bidrager|følger|lytter|kigger|hopper|overværer) .*
    ((jeg|vi|undertegnede) |^)(deltager|kommer|tilmelder|medvirker)
    (deltager|kommer|stiller|møder) (jeg|vi) .*
""")
# A wish is a yes by itself, and nothing when a no follows: "vil gerne, men er forhindret".
WISH = event_rule("""
    ville (\\S+ )?(være|have) (kommet|deltaget|været) .*
    (vil|ville|vil jeg|vil vi) (\\S+ ){0,2}(meget |rigtig |hellere end )?(gerne|rigtig gerne|elske|ønske) .*
    (vil|ville) (\\S+ ){0,2}gerne
    (meget |rigtig |super )?gerne
    (har|havde) (\\S+ )?lyst .*
    (jeg |vi )?(ønsker|ønskede) at deltage .*
    would (love|like) .*
    (havde|var) (\\S+ ){0,3}(glædet|planlagt|set frem|sat|tilmeldt|regnet|håbet|sagt ja|takket ja|meldt) .*
    (burde|skulle) .*
""")
# Of another time or another thing than coming to this.
NOT_THIS = event_rule("""
    (næste gang|en anden gang|fremover|fremtidige|fremtidig|kommende|anden lejlighed|senere lejlighed|næste møde|til næste|næste år|optagelse*|optagelsen|slides|materiale*|præsentation*|referat*|bagefter|efterfølgende|oplægget tilsendt|tilsendt|efterår*|gense|genudsendelse|recording)
""")
ALL_THE_SAME = event_rule("""
    (alligevel|nu godt|nu ledig|nu fri|igen ledig|lykkedes|blevet fri|blevet ledig|aflyst|skiftet mening)
""")
TRIES = event_rule("""
    (prøver|forsøger|ser (lige )?om|måske|håber at|håber på at|arbejder på|ser på om|undersøger|tjekker|vender tilbage|hvis jeg) …
""")
WEAK_YES = event_rule("""
    (på )?gensyn .*
    (det )?(glæder|glæde) (jeg |vi )?(mig|os)( .*)?
    (begge|alle|hele) (dage|dagen|det hele|dele)
    (jeg |vi )?(glæder|glæde) (mig|os)( .*)?
    (det )?(lyder|er) (\\S+ ){0,2}(godt|fint|super|perfekt|rigtig godt|ok|i orden)
    (ok|okay|oki|fint|super|perfekt|top|aftalt|modtaget og accepteret|deal|det er en aftale|jep|fedt|glimrende|strålende|dejligt|herligt|fantastisk)
    (glæder|glæde) (mig|os) .*
    (glæder|glæde) (mig|os)
    (ellers |så |og |vi )*(ses|ses vi) .*
    (vi )?(ses|ses der|ses til mødet|ses til det|ses den|ses på|ses i) .*
    vi ses
    ses
    ser frem .*
    see you .*
    looking forward .*
    (booket|i kalenderen|på plads)
    (er |har )?(skrevet ind|skrevet den ind|skrevet det ind)
    (er )?(booket|lagt ind)
    noteret (i|og|,) .*
""")
