# ruff: noqa: E501 - a phrase is easier to read on one line
"""What makes an answer to a call doubtful, or says nothing of a nomination: phrases in the notation of ``answertext.rule``.
Data for ``forum``; who is put forward, and who is not, is in ``forumwords``.
"""

from __future__ import annotations

import re

from mailflow.parsers.forumwords import forum_rule

CONDITION = forum_rule("""
    (hvis|såfremt|forudsat|medmindre|med mindre|ifald|betinget|på betingelse|under forudsætning|forudsætning|så længe|men kun|kun hvis|if|unless|provided|om ingen|dersom|når|afhængig*|afhænger|kommer an på|forbehold|i nødstilfælde|i nødsfald|som reserve|i mangel af|med mindre|nødløsning|plan b)
    ^ellers (kan|må|vil|tager|gør|stiller|er) (jeg|vi)( .*)?
    (ingen andre|intet andet|andre ikke)
    (mangler|savner) (i|du) .*
""")
HARMLESS_CONDITION = forum_rule("""
    hvis (det|min profil|jeg) (\\S+ )?(har|kan have) (\\S+ )?interesse
    (hvis|når|såfremt) der (\\S+ )?(er|bliver|skulle være|kommer) (\\S+ ){0,2}(opstartsmøde|møde|møder|noget|spørgsmål|behov|andet)( .*)?
    hvis (det|jeg) kan bruges$
    hvis det (endelig )?skal være
    når (jeg|vi) (\\S+ )?{NOT} .*
    når (\\S+ ){1,3}(fratræder|stopper|går|udløber|slutter|bliver ledig|træder|takker|holder) .*
    når jeg (\\S+ )?(er|kommer) (\\S+ )?(hjem*|tilbage|retur) .*
    hvis (i|du) (\\S+ ){0,3}(fat i|kontakte|ringe|tale|i kontakt) .*
    hvis (i|du|der) (har|er|skulle have|ønsker|vil have|skal bruge|får|har brug for|mangler) (\\S+ ){0,4}(spørgsmål|yderligere|uddybning|uddybet|mere info|flere oplysninger|cv|en begrundelse|begrundelse|noget|behov|brug|tvivl|vide|oplysninger)( .*)?
    hvis (i|du) vil (vide|høre) .*
    hvis (i|du|man|bestyrelsen) (\\S+ )?(vælger|foretrækker|finder|går med|peger på|hellere vil have) (\\S+ ){0,2}(anden|andre|egnet|egnede|bedre)
    hvis (i|du|man) spørger (mig|os)
    (ring|skriv|sig til|giv lyd|kontakt) (\\S+ ){0,3}hvis .*
    hvis (i|du|nogen|foreningen|bestyrelsen|man) (\\S+ )?(vil|kan|ønsker|synes|tør|finder|mener|tager|tar|er) (\\S+ ){0,3}(mig|det|bruge mig|have mig|til takke|relevant|interesserede|enige)( .*)?
    hvis (i|du|man|foreningen|bestyrelsen|hb|kollegerne|de andre|medlemmerne|kredsen|nogen|flertallet|sekretariatet|resten|de øvrige) (?!.*(reserve|nødstilfælde|nødsfald|ingen|ikke|mangler|andre))(\\S+ )?(vil|kan bruge|kan se|tør|synes|har lyst|har brug|støtter|bakker|er enige|stemmer|peger|tager)( .*)?
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
    hvis det (endelig )?skal være
    hvis (jeg|vi) (stadig|fortsat|endnu) .*
    hvis (det|den|der|pladsen|posten|stolen) (\\S+ ){0,2}(stadig|stadigvæk|fortsat|endnu) .*
    hvis (der|det) (\\S+ )?er (\\S+ )?(plads|behov|brug|interesse|stemning|opbakning)( for det| til det| til mig)?$
    hvis (fristen|det) ikke er (overskredet|udløbet|for sent)
    hvis (ingen|ikke nogen) (\\S+ )?(har|havde|protesterer) (\\S+ ){0,3}(imod|indvendinger|indsigelser|modforestillinger|problemer)( \\S+)*
""")
HEDGE = forum_rule("""
    (forhåbentlig|forhåbentligt)
    ja til .*nej til .*
    nej til .*ja til .*
    {NOT} (\\S+ )?(svare|melde|sige|afgøre|give) (\\S+ ){0,3}(endnu|lige nu|før|nu)( .*)?
    melder mig (, )?(når|senere|igen|tilbage|i næste uge)( .*)?
    (overtales|overtale|lokkes|presses)( .*)?
    (i princippet|principielt|som udgangspunkt|i udgangspunktet|betænkningstid|tænkepause|tænketid|fristet)
    (vil|skal|må|ville|kunne) (\\S+ ){0,3}(se|høre|vide|have|læse|kende|forstå) .*(først|inden jeg|før jeg)( .*)?
    ((jeg|vi) (har|er|fik|får)|(har|er|fik|får) (jeg|vi)|^(har|er)) (\\S+ )?{NOT} (\\S+ ){0,6}endnu
    (lad os|skal vi|kan vi|vi må|vi kan) (\\S+ ){0,3}(tale|snakke|drøfte|tage en snak|tages ved|tale sammen|snak)( .*)?
    (det )?kan (godt |jo )*være( at)?$
    (skal|må|vil|mangler) (\\S+ ){0,3}(have|få|at få|at have) (\\S+ ){0,3}(vendt|afklaret|godkendt|godkendelse|clearet|på plads|drøftet|afstemt|accept|ok|okay|grønt lys|tjekket|undersøgt|talt|snakket|opbakning)( .*)?
    {NOT} (\\S+ )?(afvise|udelukke|udelukket|afvisende)( .*)?
    (hælder|hælde) (\\S+ )?til .*
    (måske*|kanske|kanskje|muligvis|eventuelt|evt|formentlig|formodentlig|sandsynligvis|antagelig|antageligt|vistnok|nok|nogenlunde|umiddelbart|foreløbigt|foreløbig|overvejer|overveje|tænker over|tænke over|tænke lidt|tænke mig om|spekulerer|tvivl|tvivler|usikker|uafklaret|afventer|afvente|maybe|perhaps|possibly|probably|might|thinking about|considering|not sure|let me think)
    (vender|vende|melder|melde|kommer|giver|svarer|skriver) (\\S+ ){0,3}(tilbage|besked|lyd|senere|retur|nærmere)( .*)?
    (skal|må|vil|er nødt til at|bliver nødt til at|kan) (\\S+ ){0,3}(lige|først) (\\S+ ){0,3}(tjekke|checke|se|undersøge|høre|afklare|spørge|vende|drøfte|tale|tænke|sondere|lodde|clear*|kigge|finde ud af)( .*)?
    (skal|må|vil) (\\S+ ){0,4}(sove på|tygge på|drøfte|afklare|vende det|undersøge|høre|tage op|bringe|rundspørge|sondere|lodde|cleare|spørge|tjekke|finde ud af)( .*)?
    ((jeg|vi) |^)(spørger|hører|undersøger|tjekker|sonderer|lodder|drøfter|vender) (\\S+ ){0,6}(i|om|blandt|min|mine|lige|stemningen|internt|direktion*|kreds*|først|\\S+)( .*)?
    (kunne|ville) (jeg )?(godt|måske|eventuelt) (overveje|være)( .*)?
    (ved|er|har) (\\S+ ){0,3}(ikke|endnu ikke) (\\S+ ){0,3}(om (jeg|vi|han|hun|der|det|nogen)|endnu|helt|sikker|hvem|spurgt|talt|afklaret|besluttet|bestemt|fået svar|afgjort)( .*)?
    (endnu ikke|ikke endnu) .*
    (enten|en af (os|dem|mine|vores)) .*
    (\\S+ )?eller (jeg|mig|undertegnede)( .*)?
    (mon|gad vide) .*
    (leder|søger|prøver|forsøger|arbejder) (\\S+ ){0,5}(efter|på|at finde|at overtale|at lokke|at skaffe|at få)( .*)?
    håber .*
    (vil|kan) (\\S+ )?(sikkert|vel|jo nok) .*
    (der er|vi har|jeg har) (\\S+ ){0,3}(et par|nogle|flere|en|et) (\\S+ )?(emner|mulige|navne|stykker|mulig|kandidater) (\\S+ )?(i|som|jeg|vi|på)( .*)?
""")
# Not a doubt about the name: "jeg tror", "godt nok", a hope for the best.
NOT_A_DOUBT = forum_rule("""
    bringe .*(forslag|navn)( .*)?
    {NOT} umiddelbart
    umiddelbart (\\S+ )?{NOT}
    mon ikke det (\\S+ )?(er|bliver) (på )?(tide|min tur)( .*)?
    (i|du|nogen|mange|de fleste|flere) (\\S+ )?(måske|nok|sikkert|formentlig) (\\S+ )?(kender|husker|ved|har|mødte|kan)( .*)?
    (i|du|nogen|mange|de fleste|flere) (kender|husker|ved|har|mødte) (\\S+ )?(måske|nok|sikkert|formentlig)( .*)?
    (i|du) (\\S+ ){0,2}overvejer (mig|os|undertegnede)( .*)?
    nok$
    nok (til|for) .*
    (var|blev|havde|har været) (\\S+ ){0,3}(fristet|i tvivl|tvivl|usikker|betænkelig|lunken)( .*)?
    (længe|god|dygtig|gode) nok
    (må|vil|bliver|er) (\\S+ )?nok (\\S+ )?(hellere |bedst |nødt til at )*(sige|takke|melde|springe|stå)( .*)?
    (godt|sikkert|skønt) nok
    (jeg |vi )?(håber|håber at|håber på) (\\S+ )?(i|alle|det|du|den|at i|mødet|dagen|processen|han|hun|de) .*
    (jeg |vi )?håber på (opbakning|støtte|valg|forståelse|jeres) .*
    (jeg |vi )?håber .*(opbakning|forståelse|i forstår|i finder|bliver valgt|i orden|forstår)( .*)?
    uden (tvivl|forbehold)
    ingen tvivl( om)?
    {NOT} (\\S+ )?(i tvivl|tvivl)( om)?
    (vender|melder|skriver) (\\S+ )?tilbage (\\S+ )?hvis .*
    nok (at|i|med|om|mellem|på) .*
    (rigeligt|rigelig|mere end|det er|(jeg|vi) har) nok( nu)?$
    nok i forvejen
    efter (lidt |nogen |moden |grundig )?(betænkningstid|overvejelse|overvejelser|at have tænkt .*)
    (har|havde) (\\S+ )?(overvejet|tænkt) (\\S+ ){0,3}(over|det|grundigt)?
    eller (hvem|hvad) .*
""")
WITHDRAWS = forum_rule("""
    (kandidatur|indstilling|indstillingen|nominering|forslag|forslaget|opstilling) (\\S+ ){0,3}(trækkes|udgår|bortfalder|tilbage|annulleres|trukket|frafaldes)( \\S+){0,6}
    (trækker|trække|træk|trukket|tilbagekalder|tilbagetrækker|annullerer|withdraw|frafalder|fortryder) (\\S+ ){0,4}(kandidatur*|nominering*|indstilling*|forslag*|navn|opstilling|mig|os|sig|tilsagn|ja|nomination|candidacy|interesse|tilbage)( \\S+){0,6}
    (se bort fra|glem|slet|stryg|ignorer|fjern|annuller) (\\S+ ){0,3}(kandidatur|nominering|indstilling|forslag|navn|mail|mig|besked)( \\S+){0,6}
    {NOT} (længere|mere) (\\S+ ){0,3}(kandidat|interesseret|til rådighed|aktuel|aktuelt|klar|villig)( \\S+){0,6}
    alligevel {NOT} .*
    {NOT} alligevel
""")
# Politely asked, but said: "Må jeg foreslå ...?", "Vil I skrive mig på?"
POLITE = forum_rule("""
    (må|kan|kunne) (jeg|vi) (\\S+ ){0,5}(foreslå|pege på|anbefale|indstille|nominere|henlede|slå et slag)( .*)?
    (vil|kan|gider|må) (i|du) (\\S+ ){0,3}(notere|skrive|sætte|føje|tilføje|registrere|indstille) .*
    (may|can) i (suggest|propose|nominate|recommend) .*
""")
QUESTION = forum_rule("""
    (hvad|hvem|hvor|hvornår|hvorfor|hvordan|hvilke|hvilken|hvilket|mon|what|where|when|who|why|how|which) .*
    (jeg |vi )?(vil|ville|kunne) (gerne |godt |lige |bare )+(vide|høre|spørge|have at vide|have uddybet|høre mere|have mere at vide|have en uddybning|tænke mig at vide|forstå)( .*)?
    (savner|mangler) (\\S+ ){0,3}(oplysninger|information|info|en beskrivelse)( .*)?
    (har|kan) (i|du) (\\S+ ){0,3}(mere|flere|lidt|en|et|sende|uddybe|fortælle|oplyse)( .*)?
    (jeg|vi) (er|har) (\\S+ ){0,2}(nysgerrig|et spørgsmål|et par spørgsmål|spørgsmål)( .*)?
""")
# A negation about papers and talks: neither a no nor a yes.
TROUBLE = forum_rule("""
    (har|havde) (\\S+ ){0,3}{NOT} (\\S+ )?(fået (?!nogen|en |flere)|modtaget|hørt|set|læst|talt|spurgt|nået|svaret|besluttet|forstået)( .*)?
    kan (\\S+ )?{NOT} (sige(?! ja)|oplyse|afsløre|nævne) .*
    kan (\\S+ ){0,2}{NOT} (åbne|finde (?!en|nogen|tid|plads)|se|læse|huske|gennemskue|finde ud af|forstå|komme ind)( .*)?
    (ved|forstår|husker|kender|mindes) (\\S+ )?{NOT}( .*)?
""")
# "Det siger jeg ikke nej til": a yes.
NOT_NO = forum_rule("""
    (vil|kan|kunne|skal|siger|takker|ville) (jeg |vi )?({NOT}) (\\S+ ){0,2}(sige nej|takke nej|nej)( til.*)?$
    (jeg|vi) (vil|kan|kunne|skal|siger|takker|ville) ({NOT}) (\\S+ ){0,2}(sige nej|takke nej|nej)( til.*)?$
""")
# Said of somebody named, this tells of something else than a candidature.
TOLD_OF = forum_rule("""
    (er|var|bliver|blev) (\\S+ ){0,2}(formand|næstformand|medlem|suppleant|sekretær|enig|enige|med|stoppet|fratrådt|ny|nye)( .*)?
    (svarer|skriver|ringer|siger|sagde|spurgte|spørger|ved|kender|mener|synes|sendte|sender|hilser|kommer|deltager|sidder|sad|afløste|kontakt|kontakte|spørg|tak|hils) .*
    (svare|skrive|ringe|fortælle|oplyse|sende|kontaktes|kontakte|spørges|spørge|bedt|beder|hjælpe)( .*)?
    (svarer|skriver|ringer|siger|spørger|hilser)
""")
# Right before a name: somebody whom we are told to ask is perhaps put forward.
ASK_FIRST = forum_rule("""
    (i|du|man|vi) (\\S+ )?(skal|bør|burde|kunne|kan|må) (\\S+ ){0,3}(spørge|kontakte|prikke til|tage fat i|få fat i|ringe til)$
""")
# Right before a name, this puts it forward even behind "til" and "af": "min stemme går til", "en anbefaling af".
# Behind a name, this puts it forward: "med Bo Lund som suppleant".
AS_MEMBER = forum_rule("""
    som (\\S+ )?(suppleant|stedfortræder|medlem|kandidat|repræsentant|reserve)
""")
# Right behind a name, this makes it the one who proposes, not the one proposed: "Hanne Bak har opfordret mig".
PROPOSES = forum_rule("""
    ^(har|havde|vil|kan) (\\S+ ){0,2}(opfordret|anbefalet|foreslået|bedt|spurgt|overtalt|prikket|peget|indstillet|nomineret|nævnt|rådet|opmuntret|skrevet|ringet|foreslå|anbefale|pege|støtte|bakke|indstille)
    ^(foreslår|foreslog|anbefaler|anbefalede|peger|pegede|støtter|støttede|indstillede|nominerer|opfordrer|opfordrede|mener|mente|synes|spurgte|bad|nævnte|skrev|prikkede|bakker|siger at|sagde at)
""")
# "Bo Lund har bedt mig sende hans navn ind": he proposes himself.
ASKED_FOR_IT = forum_rule("""
    (hans|hendes|sit) navn
    (sende|foreslå|indstille|nævne|melde|skrive|anbefale) (ham|hende|sig)
""")
SUPPORT = forum_rule("""
    [+] ?1 til$
    ^(så )?(giv|gi) (\\S+ ){0,3}til$
    (stem|stemmer|stemme) (\\S+ )?på$
    (taler|tale|talte) (\\S+ )?for$
    (stemme|stemmen|anbefaling|anbefalingen|opbakning|støtte|indstilling|indstillingen|nominering|kandidatur|opfordring|genvalg|genudpegning|udpegning|valg|bedre|andre) (\\S+ ){0,3}(til|af|for|på|end)$
    (stiller|kommer|byder|spiller|møder|stille|komme|byde|spille|møde) ((?!sammen)\\S+ )?(op |ind |på banen )?med$
""")
# "... med min borgmester": spoken with, not put forward.
WITH_SOMEBODY = forum_rule("""
    (med|til|af|hos|for|fra|i) (min|vores|mine|en|et|sin) (\\S+ )?\\S+
""")
SMALL_TALK = forum_rule("""
    (men )?(jeg |vi )?håber (at )?(i|du) (\\S+ ){0,2}(finder|får) (\\S+ ){0,3}(kandidat|kandidater|kandidaten|pladsen besat|det løst|emne|emner)( .*)?
    (\\S+ ){0,3}hilser( .*)?
    (sikke|hold da op|bravo|hvor er det)( .*)?
    (det |den |mailen |alt )?er (\\S+ )?(noteret|modtaget|læst|set|taget til efterretning)( .*)?
    (mit|min) (\\S+ )?(nummer|telefonnummer|mobilnummer|mail|mailadresse|adresse|telefon) (er|bliver) .*
    (det|mødet|turen|dagen|debatten|webinaret|generalforsamlingen) (\\S+ ){0,3}var .*
    (jeg |vi )?har (\\S+ ){0,3}(fået|skiftet) (ny|nyt|nye) .*
    (jeg |vi )?er (\\S+ )?(på|til) (ferie|kontoret|orlov|rejse|kursus) .*
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
# "bad mig skrive, at hun gerne vil opstille"
TELLS_FOR = re.compile(r"\bat (hun|han|vedkommende)\b")
# Somebody without a name.
NAMELESS = forum_rule("""
    (min|vores|en|mine|et par|to|nogle|en af mine|en af vores|ham|hende|han|hun|en anden|nogen|kollegaen|naboen|direktøren|kommunaldirektøren|chefen|kommunaldirektør) (\\S+ ){0,3}(kollega|kolleger|kollegaer|direktør|velfærdsdirektør|stabschef|chef|afløser|efterfølger|næstkommanderende|borgmester|vicedirektør|medarbejder|leder|nabo|ved siden af|souschef|konsulent|formand|\\S*direktør|\\S*chef)
    (ham|hende) (fra|i|der|med) .*
    (den|samme|hende|ham|dem) (\\S+ )?(som|der|vi|jeg) (\\S+ )?(sidst|talte|nævnte|sidste|i fjor|plejer|foreslog)( .*)?
    (en|nogen|kollegaen|naboen|direktøren|chefen|kommunaldirektøren|en anden) (\\S+ )?(fra|i) \\S+
""")
# Between or beside names in a list; more words than these make it a sentence.
BESIDE = forum_rule("""
    (klart|oplagt|tak|please|fremmest|især|særligt|primært|subsidiært|sekundært|alternativt|dernæst|først|ellers|mig|jeg|undertegnede|selv|derfor|så|nu|hellere|gerne|naturligvis|selvfølgelig|navn|navnet|stilling|titel|oplagt|dermed|altså|ligesom|plus|efter|for|stedet|istedet|afløser|efterfølger|medlem|suppleanten|og|samt|fra|i|kommune|kommunes|kandidat|kandidater|forslag|bud|hermed|her|er|vores|mit|min|navn|som|suppleant|ordinær|kredsen|og så|endelig|desuden|også|eventuelt|formand|nr|begge|alle|to|tre|fra|hos|af|ved|den|de|følgende|1|2|3|4)
""")
# Why one might have said no: a yes behind "men" stands.
BUSY = forum_rule("""
    (kalenderen|kalender|travlt|travl|fuld|fyldt|nok at se til|meget at se til|presset|rigeligt)
""")
# "Min borgmester bakker op": he is nobody's candidate.
ADVISES = forum_rule("""
    (må|kan|skal|bør) (i|du) (\\S+ ){0,2}(finde|spørge|vælge|tage|kigge|prøve) .*
    (min|vores) (\\S+ )?\\S+ (bakker|støtter|opfordrer|giver|har opfordret|har bedt|har givet|er enig|er med på) .*
    (min|vores) (\\S+ )?\\S+ (siger|mener|synes) (?!ja|nej|også ja).*
""")
BOTH_GOOD = forum_rule("""
    (begge|alle) (\\S+ )?(to |tre )?(er|vil|kan|ville|har|dygtige|gode|velegnede)
""")
# "Holger skal have tak": thanked, not put forward.
THANKED = forum_rule("""
    (skal|bør|må|fortjener|vil gerne sige) (\\S+ )?(have |få )?((?!nej |ja )\\S+ ){0,2}(tak|ros|blomster|hæder|anerkendelse)
    (?<!ja )(tak|ros) (\\S+ )?til
""")
# What an answer may be about beside the seat: somebody who offers or wants this puts nobody forward.
ANOTHER_MATTER = forum_rule("""
    [^ ]*(mødet|møde|webinaret|webinar|konferencen|konference|seminaret|kurset|kursus|forsamlingen|arrangementet|receptionen|middagen|frokosten|frokost|kaffe|kaffen|kage|referatet|referat|dagsordenen|dagsorden|materialet|materiale|kommissoriet|invitationen|indbydelsen|nyhedsbrevet|mailen|mail|telefon|telefonen|telefonisk|mobil|deltagerlisten|maillisten|adresselisten|medlemslisten|toget|bilen|flyet|bussen|ferie|orlov|spørgsmål|spørgsmålet|fakturaen|faktura|regnskabet|høringssvaret|høringssvar|undersøgelsen|spørgeskemaet|rapporten|sekretær|fristen|programmet|program|bilaget|bilag|linket|logoet|teksten|adressen|adresse|oplysninger|kopi|svaret|sygdommen|notatet|artiklen)
    (cc|syg|sygemeldt|en uddybning|høre mere|vide mere|høre nærmere|afmeldes|afmelde|besked|en bil|et tog|i kontakt)
    (ny|nye|nyt) (\\S+ )?([^ ]*direktør|[^ ]*chef|medarbejder|kollega|formand)
""")
THE_SEAT = forum_rule("""
    (stiller|stille|stillet|stilles) (\\S+ ){0,4}(op|mig|mit|til rådighed)
    (opstil*|genopstil*|kandid*|indstil*|nominer*|udpeg*|vælg*|vælger|genvælg*|repræsent*|foreslå*|anbefal*|genvalg|suppleant|stedfortræder)
    (peger|pege|peget|pegede) (\\S+ ){0,3}på
    byder ind
    {BODY}
    ({BODY}|pladsen|plads|posten|opgaven|tjansen|sædet|mandatet|periode|perioden)
""")
ANOTHER_OFFICE = forum_rule("""
    [^ ]*(folketinget|folketingsvalget|kommunalvalget|regionsrådet|regionsrådsvalget|byrådet|europaparlamentet|valgkampen)
""")
