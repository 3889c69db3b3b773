# ruff: noqa: E501 - a phrase is easier to read on one line
"""How people answer an invitation with a part of the day, a doubt or another time: phrases in the notation of
``answertext.rule``. Data for ``event``; yes and no are in ``eventwords``.
"""

from __future__ import annotations

from mailflow.parsers.eventwords import event_rule

# --- there, but not the whole time or not in the room ----------------------------------------------------------------------
PARTLY = event_rule("""
    ^(om |til )?(formiddagen|eftermiddagen|aftenen|morgenen) .*
    ^((første|anden|sidste|tredje) (dag|del|time|halvdel)|dag ({NUM}|et|to|tre)|formiddagen|eftermiddagen|aftenen) (nej|ja|nej tak|ja tak)
    (hele|al|alle) (dagen|tiden|mødet|vejen|seancen|arrangementet|formiddagen|eftermiddagen|programmet|aftenen|forløbet|webinaret|konferencen|dage|begge|det hele|ture|timer|punkter)
    (til )?hele
    (den |de )?(første|sidste|indledende|afsluttende) (halve |par |\\S+ )?(time|timer|del|halvdel|minutter|kvarter|halvtime|punkt|punkter|dag|oplæg|stykke|time|\\S+)
    (fra|til|ved) (start|starten|begyndelsen|slut|slutningen|enden|ende|morgenstunden|afslutningen|åbningen|velkomsten)
    (starten|begyndelsen|slutningen|indledningen|velkomsten|afslutningen|oplægget|frokosten|frokost|middagen|middag|morgenmaden|morgenmad|spisningen|aftensmaden|aftenprogrammet|festen|overnatningen|overnatte|aftensmad|kaffen|det sociale|rundvisningen|dag {NUM}|dag to|dag et)
    (blive|bliver) (til|hele|der|længere|ret længe|så længe) …
    (fysisk|personligt|i rummet|i lokalet|på stedet|in person|fysisk til stede)
    (først|tidligst) (\\S+ ){0,3}(kl|klokken|fra|efter|kan|kommer|ved|ca|omkring|der|på) …
    (før|inden) (kl|klokken|ca|omkring|efter|{NUM}|{HALF}|frokost) …
    (efter|længere end|ud over) (kl|klokken|ca|{NUM}|frokost) …
    begge dage
    til tiden
    præcis
    lige præcis
    til (kl|klokken) …
    for sent
    om (formiddagen|eftermiddagen|aftenen|morgenen)
    mere end (en|\\d*) …
""")
LATE_OR_EARLY = event_rule("""
    (forsinket|forsinkede|forsinkelse)
    (lidt|noget|\\S+ (minutter|min|timer|time|kvarter|halvtime)|et kvarter|en halv time|en time|kvarter) (sent|senere|forsinket|for sent|før tid|tidligere|før)
    (må|skal|bliver nødt til at|er nødt til at|kan blive nødt til at) (\\S+ ){0,3}(gå|smutte|køre|forlade|logge af|stå af|stikke|afsted|videre|afbryde|løbe|hoppe af|hoppe fra|slippe|skynde) …
    (går|smutter|kører|logger af|stikker|forlader|løber|hopper|står) (\\S+ ){0,4}(kl|klokken|før|efter|tidligere|tidligt|lidt|mødet|webinaret|midt|ved|af|fra|igen|videre|{NUM}) …
    støder (\\S+ )?til …
    kommer (\\S+ ){0,4}(senere|lidt sent|sent|for sent|efter|ved|fra|omkring|ca|først|kl|klokken) …
    (er|kommer|deltager|med|der|tilstede|stede|er der) (\\S+ ){0,4}(fra|fra og med|indtil|til|frem til|mellem|efter|kl|klokken|ca|omkring|først fra|tidligst) (\\S+ ){0,1}({WHEN}) …
    (kun|blot|bare|alene|delvist|delvis|en del af|noget af) (\\S+ ){0,6}
    (delvis|delvist)
    (leave|leaving|late|early)
""")
# Going before the end: not a reason for staying away.
LEAVING = event_rule("""
    (må|skal|bliver nødt til at|er nødt til at) (\\S+ ){0,3}(gå|smutte|køre|forlade|logge af|stå af|stikke|videre|hoppe af|løbe) (\\S+ ){0,6}(kl|klokken|{NUM}|før|tidligere|undervejs|efter)
    (smutter|går|kører|stikker|løber|logger af|hopper fra) (\\S+ ){0,6}(kl|klokken|{NUM}|før|tidligere|undervejs)
    (til|indtil|frem til|fra) ((kl|klokken) {NUM}|{HOUR})
""")
ONLINE = event_rule("""
    (online|teams|zoom|virtuelt|digitalt|skærm|skærmen|video|webex|telefon|telefonen|link|linket|hjemmefra|på afstand|onlinelinket|remote|remotely|fysisk|telefonisk|via \\S+)
""")
# --- not sure ---------------------------------------------------------------------------------------------------------------
MAYBE = event_rule("""
    (skal|må) (\\S+ ){0,2}have (det|den|datoen|kalenderen) (\\S+ ){0,1}(bekræftet|godkendt|afklaret|clearet|afstemt|vendt|på plads)( .*)?
    (ligner|minder om) et ja( .*)?
    kan (godt |jo )*være( at)?$
    (krydser|krydse) fingre .*
    som det ser ud( \\S+)*
    (?!100 )\\d+ (%|procent|pct)( .*)?
    (skal|må) (jeg |vi )?nok (lige|først) .*
    (have|få) (\\S+ )?talt (\\S+ )?med .*
    {NOT} (helt )?udelukket
    (bekræfter|afklarer|bekræfte) (\\S+ ){0,2}(på (mandag|tirsdag|onsdag|torsdag|fredag)|i (morgen|næste uge|løbet)|senere|når|snart|senest|endeligt) .*
    (kigger|ser|tjekker|checker) (\\S+ ){0,2}i kalenderen
    (en|god|stor|er|fin) (\\S+ )?(chance|sandsynlighed|mulighed|udsigt) (\\S+ )?for at .*
    (spørgsmålstegn|vippen|tvivlsom)
    (lidt|en smule|noget) held
    ser (\\S+ ){0,2}ud til .*
    (vi|jeg) må se .*
    (god|stor|lille|fin|en vis) (chance|sandsynlighed|risiko) .*
    på (vent|standby|venteliste)
    (have|få) (\\S+ ){0,3}(afklaret|på plads|afstemt|clearet|godkendt|flyttet|byttet)
    (afgøres|afklares|besluttes|falder på plads|bestemmes) .*
    (gør|gøre) (mit|hvad|alt) (\\S+ )?(bedste|kan|hvad) .*
    (svarer|svar|melding) (\\S+ )?(endeligt|endelig|når) .*
    (tør|kan|vil) (\\S+ )?(ikke|intet) (\\S+ )?(love|loves|sige|garantere) .*
    måske
    (standby|venteliste|ventelisten)
    kanske
    kanskje
    muligvis
    eventuelt
    evt
    formentlig
    formodentlig
    formodentligt
    sandsynligvis
    antagelig*
    nok
    vist
    (forventer|forventes|forventningen) …
    forhåbentlig*
    (håber|håbe|håb) …
    (prøver|prøve|forsøger|forsøge|stræber|arbejder|kæmper|bestræber) …
    (tror|tænker|formoder|antager|regner (\\S+ )?med|går ud fra|satser|satser på|sigter|gætter) …
    tvivlsomt
    tvivler …
    (i )?tvivl …
    (ved|vide|aner|overskuer|kender|kan sige|kan se|afklaret|sikker|sikkert|fastlagt|klar over|på plads|besluttet|garantere|love|bekræfte|svare|give svar|melde ud) (\\S+ ){0,4}(ikke|endnu ikke|ikke endnu|først) …
    (ikke|endnu ikke|ikke endnu|først|ikke helt|kan ikke) (\\S+ ){0,3}(sikker|sikkert|afklaret|fastlagt|på plads|besluttet|bestemt|vide|ved|sige|love|garantere|bekræfte|overskue|overblik|svare|give svar|give et svar|svar|klar over|noget svar|endeligt|endelig svar|melde ud|afgøre|afgjort|oversigt|100|helt 100|kender) …
    (usikker|usikkert|uafklaret|uvist)
    (afhænger|afhængig|kommer an på|an på|beror) …
    (hvis|såfremt|forudsat|medmindre|med mindre|ifald|betinget|under forudsætning) …
    (forbehold|foreløbig|foreløbigt|umiddelbart|tentativ*|i princippet|i udgangspunktet|som udgangspunkt|pt ikke|indtil videre)
    (vender|vende|melder|melde|kommer|giver|svarer|skriver|får) (\\S+ ){0,3}(tilbage|besked|lyd|endeligt svar|svar senere|retur|endelig besked|igen|nærmere) …
    (skal|må|vil|er nødt til|bliver nødt til|ville|lige) (\\S+ ){0,3}(lige |først |at )*(tjekke|checke|se|undersøge|høre|afklare|afstemme|kigge|spørge|vende|have styr|have afklaret|have flyttet|finde ud af|sikre|koordinere|rydde) …
    (tjekker|checker|undersøger|afklarer|ser på|ser lige|kigger lige|kigger på|overvejer|overveje|afventer|afvent*|venter på|mangler svar|mangler lige) …
    (50/50|50-50|halvtreds|50 %|fifty*)
    (kan|kunne) (\\S+ )?(godt )?(ske|blive) …
    (ser|så) (lige )?(om|hvad|hvordan) …
    om (jeg|vi) (kan|når|kommer|har|får|kunne) …
    (jeg )?(kunne|ville) (godt )?(måske|tænke mig) …
    sætter (\\S+ )?(spørgsmålstegn|blyant*)
    med blyant
    (blyant|pencil)
    næsten (sikker|sikkert|helt sikker)
    (maybe|perhaps|tentative|tentatively|hopefully|probably|possibly|not sure|unsure|try to|trying|if i|depends|depending|let you know|get back|likely|hope to|expect to)
    (kansje|trolig|troligen|försöker|hoppas|håper|prøver)
""")
# A hope, promise or condition that is not about coming: taken out before ``MAYBE`` is asked.
NOT_A_DOUBT = event_rule("""
    (sygemeldt|syg|på orlov|på barsel) indtil videre
    (hvis ikke|medmindre|med mindre) (\\S+ ){0,2}(toget|dsb|himlen|trafikken|bilen|cyklen|færgen|bussen|flyet|jorden|verden|broen) .*
    (hvis|såfremt|medmindre) ({NOT} )?(i|du|nogen|der) (\\S+ )?({NOT} )?har (noget imod|indvendinger|indsigelser|problemer)( .*)?
    det skal jeg (høre|se|opleve)$
    (melde|melder) (\\S+ )?(fra|afbud|pas)( .*)?
    hvis {NOT} (det|jeg|der|vi) (var|havde) .*
    skal (jeg |vi )?nok(?! (lige|først|have|se|tjekke) )( .*)?
    (skal|vil) nok (komme|være|nå|dukke|deltage|møde)
    (håber|håber at|håber på at|håb) (\\S+ )?(i|alle|det|du|mødet|dagen|arrangementet|de andre|resten|webinaret) (får|får en|har|går|bliver|er|kan|vil|forløber|må|lykkes) .*
    (håber|håber at|håber på) (\\S+ ){0,8}(næste|anden|bedre|en anden|igen|forståelse|i forstår|det er i orden|det er ok|optag*|slides|referat|senere|næste gang) ?.*
    (håber|tror|tænker|regner med) (\\S+ )?(det )?(er|går) (ok|okay|i orden|fint)
    (god|sikkert|sikker|helt sikkert|helt sikker|garanteret) nok
    godt nok
    ærgerligt nok
    desværre nok ikke
    hvis (\\S+ ){0,3}(optager|optages|bliver optaget|sender|deler|lægger|har brug|ikke går|går galt|ikke hører|mangler|skal bruge|ønsker|vil) .*
    hvis (i|du|der|det|nogen|andre) .*
    (vender|melder) (\\S+ ){0,2}tilbage (hvis|såfremt) .*
    (giver|siger|skriver) (\\S+ ){0,2}(besked|til|igen) (hvis|såfremt|om (kost|allergi|transport)*) .*
    (prøver|forsøger) (\\S+ ){0,3}(næste gang|igen|at finde en anden|at sende|at få en|at skaffe|at finde en) .*
    (regn|regner) (\\S+ )?(endelig |helt |trygt |roligt |bestemt )*med (mig|os|undertegnede)
    som (jeg |vi )?(tror|håber|regner med) .*
    (i|på) forventning om …
    ser frem .*
    måske (næste|en anden|til næste|vi|kan (vi|i|du|man|det|den|nogen)|i|du) .*
    (vil|kan) (i|du) måske .*
    hvis (jeg )?må
    om ikke andet .*
""")
# --- another time -----------------------------------------------------------------------------------------------------------
COUNTER = event_rule("""
    (kan|kunne|skal|skulle|må|lad) (i|vi|man|os|det|mødet) (\\S+ ){0,3}(begynde|starte|mødes|tage det) (\\S+ ){0,3}halv \\S+( .*)?
    hvis (vi|i|det|mødet|man) (\\S+ ){0,2}(lagde|holdt|flyttede|rykkede|tog|startede|begyndte|udskød|lægger|lægges|holder|holdes|flytter|flyttes|rykker|rykkes|tager|starter|begynder|udskyder) .*
    (vi|vi ikke|ikke) (\\S+ )?vente (til|med) .*
    (kan|kunne|skal|skulle|vil|ville|må|could|can|muligt|mulighed|lad os|hvis|bør|burde|at) (\\S+ ){0,6}(lægge|lægges|lagt|starte|starter|begynde|begynder|holde|holder|holdes|holdt|afholde|afholdes|tage|tager|tages|mødes|ses|gøre|køre|finde|finder|vælge|placere|booke) (\\S+ ){0,6}(i stedet|istedet|{WHEN}|(en|et) (anden|andet|ny|nyt|senere|tidligere) (dag|dato|tid|tidspunkt|uge|time)|hellere|tilbage)
    (foreslår|foreslå|forslag|forslå|forslår) (\\S+ ){0,8}(flytte*|rykke*|skubbe*|udskyde*|udsætte*|fremrykke*|senere|tidligere|{WHEN}) .*
    (moving|rescheduling|postponing|postpone|pushing) .*
    (flytte|flyttes|flyt|rykke|rykkes|ryk|skubbe|skubbes|skub|udskyde|udskydes|udskyd|udsætte|udsættes|udsæt|fremrykke|omlægge) (\\S+ ){0,5}(i stedet|istedet|{WHEN}|(en|et) (anden|andet|ny|nyt|senere|tidligere) (dag|dato|tid|tidspunkt|uge|time)|frem|tilbage|lidt)
    (kan|kunne|skal|skulle|vil|ville|må|could|can|muligt|mulighed) (\\S+ ){0,8}(flytte|flyttes|rykke|rykkes|skubbe|skubbes|udskyde|udskydes|udsætte|udsættes|fremrykke|omlægge|ombooke|reschedule|postpone|move|forskyde|forskydes) .*
    (en|et) (anden|andet|ny|nyt|alternativ|alternativt|senere|tidligere) (dag|dato|tid|tidspunkt|termin|uge|mødetid|mødetidspunkt|mødedato)
    (foreslår|foreslå|forslag|forslå|forslår|foretrækker|foretrække|foreslog) (\\S+ ){0,6}({WHEN}|{DAY})( .*)?
    ({DAY}|{HALF}|{WHEN}) (\\S+ ){0,5}(i stedet|istedet|bedre|hellere|instead|ville passe|passer bedre|passer mig bedre|passer fint i stedet)( .*)?
    (hellere|helst|bedre) (\\S+ ){0,4}({WHEN}|{DAY})
    (hvad (med|siger i til|så med)|hvordan (med|ser det ud)|what about|how about) (\\S+ ){0,4}({WHEN}|{DAY})( .*)?
    (jeg )?(kan|er ledig|har tid|har hul|har plads|er fri|er der tid) (\\S+ )?(i stedet|istedet) …
    (er |har )?(ledig|hul i kalenderen|tid|plads) (\\S+ ){0,2}(i stedet|istedet|{DAY}|(den|d) {NUM}|kl {NUM}) …
    (passer|passe) (\\S+ ){0,3}(bedre|fint|godt) (\\S+ ){0,3}(i stedet|istedet|hvis vi) …
    (another|different|other|later|earlier) (day|time|date|slot)
    instead
    (move|push|shift) (it|the meeting) …
    finde en (anden|ny) .*
    (tager|holder|siger|gør) (vi )?(det|den|mødet)? ?({DAY}|kl {NUM}|(den|d) {NUM}|ugen efter|dagen (efter|før)|næste uge)( .*)?
""")
# Another time only beside a no ("kan ikke onsdag, men kan torsdag") or in a question.
PERHAPS_COUNTER = event_rule("""
    (fri|ledig|hul|tid|plads) (\\S+ )?({DAY}|(den|d) {NUM}|kl {NUM}|ugen efter|dagen (efter|før)|uge {NUM}) .*
    ({DAY}|kl {NUM}|(den|d) {NUM}|ugen efter|dagen (efter|før)|næste uge|uge {NUM}|{NUM} {MONTH}) (\\S+ ){0,4}(passer|kan|ville|går|gør|duer|funker|fungerer|er (\\S+ )?(bedre|ledig|ledigt|fri|frit|fin|fint|god|godt|ok|okay|mulig|muligt|en mulighed|åben))( .*)?
    gerne ((?!fra |efter )\\S+ )?({DAY}|kl {NUM}|(den|d) {NUM}|ugen efter|dagen (efter|før)|næste uge|uge {NUM}|{NUM} {MONTH})( .*)?
    er ({DAY}|(den|d) {NUM}|kl {NUM}|ugen efter|dagen (efter|før)|næste uge|uge {NUM}|{NUM} {MONTH}) (\\S+ ){0,5}(en mulighed|mulig|muligt|bedre|ledig|ledigt|fri|en ide)( .*)?
    (kan|kunne|passer|er ledig|har tid|har hul|er fri) (\\S+ ){0,4}({DAY}|(den|d) {NUM}|ugen efter|dagen (efter|før)|næste uge|uge {NUM}|{NUM} {MONTH}) .*
    (kan|kunne) (jeg |vi )?(derimod|til gengæld|godt|dog|sagtens|fint|hellere|så|bedre) (\\S+ ){0,3}({DAY}|kl {NUM}|(den|d) {NUM}|ugen efter|dagen (efter|før)|næste uge|{DAY}|{NUM} {MONTH})( .*)?
    (kan|kunne) (jeg |vi )?(til gengæld|derimod) .*
    (til gengæld|derimod) (\\S+ ){0,4}({DAY}|kl {NUM}|(den|d) {NUM}|ugen efter|dagen (efter|før)|næste uge)( .*)?
    (kan|kunne) (vi|man|i|det|mødet) (\\S+ ){0,3}({DAY}|kl {NUM}|(den|d) {NUM}|ugen efter|dagen (efter|før)|næste uge|uge {NUM})( .*)?
""")
# "i stedet" of another thing than a time.
NOT_A_TIME = event_rule("""
    (online|teams|telefon|zoom|virtuelt|video|telefonisk|skype|digitalt) (\\S+ )?(i stedet|istedet)
    (i stedet|istedet) for (mig|undertegnede|os|at|min|vores)
    (i stedet|istedet) (\\S+ )?(online|på teams|via teams|over teams|på telefonen|telefonisk|virtuelt)
""")
# Something else than the meeting is to be moved or changed.
ANOTHER_THING = event_rule("""
    (linket|link|(et|mit|det) andet møde|min aftale|mit møde|(en|min) anden aftale|punktet|punkt|teksten|dagsordenen|programmet|logoet|min|mit|toget|bilen|børnene|referatet)
""")
# Only that somebody is asked: neither yes nor no.
ASKS_SOMEBODY = event_rule("""
    (spørger|spørge|tjekke|tjekker|høre|hører|vende|vender|afklare|cleare|drøfte|koordinere) (\\S+ ){0,3}(borgmester*|sekretær*|chef*|direktion*|formand*|kollega*|kone|mand)
""")
# A definite answer is promised for later.
PROMISED = event_rule("""
    (endeligt|endelig) (svar|besked|melding|tilsagn)
""")
