# ruff: noqa: E501 - a rule is easier to read on one line
"""Still more of how people consent: in short words, for somebody else, beside an excuse; and how they take leave.
Data in the notation of ``automaton``; the lists and parts of ``consents``, ``courtesies``, ``endorsements`` and ``assents`` may
be used. ``@life`` is a thing of life, ``@place`` a municipality.
"""

from __future__ import annotations

TEXT = """
# "Jeg kan ikke se noget, der er forkert", "synes ikke, der mangler noget"
WRONG: forkert galt fejlagtigt misvisende ukorrekt upræcist uklart problematisk
SEES = se | få øje på | finde | komme i tanke om | spotte | opdage
THAT_IS = [der|som] (er|var|står) WRONG [gengivet|refereret] | (der|som) (skal|bør|skulle|burde) (BE_CHANGED|CHANGED|laves om|være anderledes) | (der|som) mangler | jeg (vil|ville) (rette|ændre|tilføje|bemærke) | (at|som) (REMARKED)
GRANTED_NONE = [jeg|vi] [har] [ikke] (fundet|spottet|set|opdaget) (ingen|ikke nogen|ikke) (fejl|mangler|fejl og mangler|fejl eller mangler|slåfejl) ENDS* | (jeg|vi) har (ikke|ingen) (fundet|set|spottet|opdaget) [nogen] (fejl|mangler) [eller mangler|og mangler] ENDS* | (har|) ikke (fundet|set|spottet) [nogen] (fejl|mangler) ENDS*
 | [(jeg|vi)] (kan|kunne|har kunnet) ikke (finde|se|få øje på) (noget|nogen ting) at (sætte (en finger|fingeren|fingre) på|udsætte på (det|THING)|komme efter) ENDS*
 | nix ENDS* | (NONE_OF|ingen) bem ENDS* | (jeg|vi|) (kan|kunne|har kunnet) ikke (SEES) ((noget|nogen ting) THAT_IS|(nogen fejl|fejl) [eller mangler]) ENDS*
 | [jeg|vi] (synes|mener|tror) (ikke|heller ikke) [at] der (mangler noget|er noget (at REMARKED|at komme efter|WRONG|der (skal|bør) (BE_CHANGED|CHANGED))|er (fejl|mangler) [i det]) ENDS*
 | (jeg|vi) har [i|på] (@place|direktionen|ledelsen|kommunen) MIDS (NONE_OF REMARKS|NOT_ANY at REMARKED) (TO_THING|ENDS)* | [HAS] (i|på) (@place|direktionen|ledelsen) MIDS (NONE_OF REMARKS|NOT_ANY at REMARKED) (TO_THING|ENDS)*
 | [det|THING] er (jeg|vi) uden REMARKS til | (jeg|vi) har MIDS (ikke noget|intet) imod at (det|den|THING) (kommer|ryger|går|havner|bliver lagt|lægges) (på (hjemmesiden|nettet)|ud|op) ENDS*
 | (samme|ditto|det samme|ligeså|også|heller) (her|herfra|i @place|fra (mig|os|@place)) [NONE_OF REMARKS|ingen REMARKS] | (jeg|vi) har MIDS (NONE_OF REMARKS|ingen REMARKS|NOT_ANY at REMARKED) (udover|ud over|andet end|bortset fra) (PRAISE_ONLY) | (NONE_OF REMARKS|ingen REMARKS) (udover|ud over|andet end|bortset fra) (PRAISE_ONLY) | NONE_OF (protester|brok|REMARKS) fra (den|det|de) [@any] (afdeling|ende|kant|hjørne|kontor|landsdel|kommune)
 | [SAY] [at] (jeg|vi) ikke har (REMARKS|noget (at REMARKED|imod (det|THING))) (TO_THING|ENDS)* | (jeg|vi) holder mine REMARKS for mig selv for der er ingen
 | (hverken|ingen) (rosende eller kritiske|store eller små) REMARKS ENDS* | (jeg|vi) har (intet|ikke noget) haft at (udsætte|bemærke) [på|til] [@w] [@w] [@w] [@w] [@w] og det har (jeg|vi) heller ikke [på|til] (dette|det her|det)

# "Korrekt gengivet", "hermed min godkendelse", "det har jeg det fint med"
CRISP: klart præcist koncist overskueligt fyldestgørende dækkende velskrevet gennemarbejdet grundigt udførligt letlæst læseværdigt loyalt retvisende
SAID_WELL = INT* (korrekt|rigtigt|godt|fint|flot|præcist|loyalt|klart|smukt|dækkende|rammende) (gengivet|refereret|beskrevet|sammenfattet|opsummeret|fanget) | INT* (GOOD|NICE) (gengivelse|sammenfatning|opsummering|referat|referering) (af|fra) (en|et|den|det) (lang|langt|svær|svært|god|godt|livlig|livligt|indviklet|kompliceret|tung|tungt) (debat|møde|drøftelse|dag|diskussion|sag|dagsorden)
GRANTED = SAID_WELL ENDS* | (det|den) får (du|i) [et] [klart|stort]* (ja|ok|okay) til | (jeg|vi) (tænker|synes|mener|tror på) [at] (det|den|THING) er [præcis|lige]* som (det|den) skal være ENDS* | thumbs up ENDS* | dito
 | [INT*] i top | (jeg|vi) (læser|ser|opfatter|oplever) (det|den|THING) som [en|et] [INT*] (nøgtern|nøgternt|korrekt|loyal|loyalt|fair|præcis|præcist|dækkende|retvisende|god|godt|fin|fint) (gengivelse|referat|sammenfatning|opsummering|beskrivelse) ENDS* | (i|du) (kan|må) [godt|roligt|trygt]* regne med (min|vores) (godkendelse|accept|tilslutning|opbakning) | (jeg|vi) ser frem til at (vi|i|du|det|det bliver|det kan blive) (offentliggør|offentliggøres|offentliggjort|lægger|lægges) [det|den|THING] [ud]*
 | [jeg|vi] har (læst|set|gennemgået) (det|den|THING) (to|tre|flere|et par) gange og er enig[e] ENDS* | [(som|hvilket)] (jeg|vi) er [helt|fuldt]* enig[e] i ENDS*
 | (jeg|vi) er [helt|fuldt]* så enig[e] som (man|jeg) (kan|overhovedet kan) (være|blive) ENDS* | det er så (NICE|GOODS) et MINUTES [som (man|jeg) kan ønske sig] | (jeg|vi) (tillader|tør) (mig|os) [godt|roligt|hermed]* at (godkende|sige ja til|nikke til) (det|den|THING) ENDS*
 | (jeg|vi) har (ingen|ikke nogen|intet) (problemer|problem|kvaler|betænkeligheder|betænkelighed|skrupler) [overhovedet] [med|ved] at (godkende|tiltræde|acceptere|sige ja til|nikke til) (det|den|THING|det her|dette) [her] ENDS*
 | (som|der|hvilket) (er|bliver|jeg) [hermed|også|gerne|derfor]* (godkendt|accepteret|godkender|bifalder) ENDS* | (som|der|hvilket) [hermed|også|gerne]* (godkendes|tiltrædes|bifaldes) ENDS* | (som|hvilket) (jeg|vi) (finder|synes er|oplever som|anser for) (retvisende|dækkende|rigtigt|fyldestgørende|GOODS) ENDS* | [jeg|vi] (finder|anser) (det|den|THING) (for|) (retvisende|dækkende|rigtigt|fyldestgørende|GOODS) ENDS*
 | (er|det er|det) (SAID_WELL) ENDS* | (hermed|her) [kommer|følger] (min|vores|en|) (godkendelse|accept|tilslutning|velsignelse) ENDS*
 | (det|den|THING) (er [helt|fint]*|ser) (dækkende|rammende|retvisende|fyldestgørende|tro|loyalt) (for|mod) (SAME) ENDS*
 | (det|den|THING) (har|lever) (jeg|vi) (det|) INT* (fint|godt|glimrende|udmærket) med ENDS* | det er [helt|fint]* (ok|okay|fint|godt|i orden) med (referatet|teksten|indholdet|det hele) ENDS*
 | (et|sikke et|det var et|det er et) INT* (GOOD|NICE|kort) (og (GOOD|NICE|kort))* MINUTES (som|der) (jeg|vi) [godt|kun]* (kan (lide|godkende|nikke til|stå inde for)|er (glad|tilfreds) (for|med)) ENDS*
 | [jeg|vi] (støtter|bifalder|er (for|med på|glad for|tilfreds med)) at (det|den|THING) (offentliggøres|bliver offentliggjort|lægges ud|kommer ud|kommer på (nettet|hjemmesiden)) ENDS*
 | (jeg|vi) er [helt|fint]* (tilfredse|tilfreds|enige|enig|glade|glad|med) [i|på|fra] @place ENDS*
 | så [er det|siger (jeg|vi)|lyder det]* [et] [klart|stort|rungende]* (ja|ja tak|ok|jatak) ENDS* | så ja [tak|herfra|fra mig]* | (kort|langt|mit|vores) svar (ja|ja tak|ok|godkendt|ja det er fint)
 | [jeg er] helt med på (den|det) [kør|bare kør] | skal vi ikke bare sige at det er (APPROVED|GOODS) | (jo|ja) det siger vi | det kan vi [godt|sagtens|roligt]* være bekendt [at (sende|vise) (ud|frem) [i verden]]
 | (alt|det|det hele) er (GOODS) så (i|du) (ikke behøver|behøver ikke) [at] vente på (mig|os) | (jeg|vi) (stoler på|har tillid til) (jer|dig|referenten) [så (godkendt|det er (APPROVED|GOODS)|ok)]

 | det er godt nok til (mig|os) | (det|den|THING) er [rigeligt|mere end]* god[t] nok til (mig|os)
 | (jeg|vi) [MIDS] kvitterer for (modtagelse|modtagelsen) [af (THING|referatet)] og (godkender|tiltræder|accepterer) [samtidig|hermed|også|gerne]* (det|den|THING|) ENDS*
 | [jeg|vi] (er|har) enig[e] i (det|den|THING) og [i|med] at (det|den|THING) (offentliggøres|bliver offentliggjort|lægges ud|kommer ud|kommer på (nettet|hjemmesiden)) ENDS*
 | (min|mit|vores) eneste (bemærkning|kommentar|indvending|anke|ord) [til (det|THING)] er [så] (at (det|den|THING) er ([et] INT* (GOOD|NICE|GOODS) [MINUTES|arbejde|stykke arbejde]*)|INT* (ros|tak|stor ros|godt gået|flot arbejde)) ENDS*
 | (det|den|THING) er [helt|fint|præcis|godt]* efter (hensigten|bogen|aftalen|aftale|forventning|ønske) ENDS* | (det|den|THING) (rammer|ramte) [helt|meget|rigtig|så]* (godt|plet|rigtigt|præcist|fint|hovedet på sømmet|sømmet på hovedet|skiven) ENDS*
 | (jeg|vi) (siger|sagde) [bare|blot|gerne|hermed|et stort|et klart]* (ja tak|ja|ok|okay|tak) og amen [til (det|THING|det hele)] | (jeg|vi) siger [bare|blot|gerne]* amen [til (det|THING)] | (det|den|THING) (offentliggør|udsender|publicerer|lægger) (i|du) bare [ud|op]* ENDS*
 | [(jeg|vi) (synes|finder|mener) [at]] (det|den|THING) er [både|dejligt|rart]* [INT*] (CRISP) (og [INT*] (CRISP|kort|kortfattet))* | (det|den|THING) er [både|dejligt|rart]* (kort|kortfattet) (CRISP)* og [INT*] (CRISP) | (det|den|THING) er (kort|klart|præcist) (klart|kort|præcist) og (præcist|klart|fyldestgørende|godt|NICE)
 | [et|sikke et|det er et] INT* (GOOD|NICE|kort) MINUTES (som|der) er [til at (forstå|læse|overskue)|(let|nem|nemt|rart|dejligt|behageligt) at (læse|forstå|overskue|gå til)]
 | (dejligt|rart|skønt|godt|en fornøjelse) at (læse|få|have|se) et [NICE|kort]* MINUTES [(som|der) er (til at (forstå|læse|overskue)|(let|nemt|rart) at (læse|forstå|overskue))]

# "Ingen kommentarer udover stor ros": an exception of nothing but praise.
PRAISE_ONLY = [en|et]* [kæmpe|stor|stort|kæmpestor|dybfølt|velment|hjertelig]* (ros|tak|cadeau|skulderklap|klap på skulderen|applaus|tillykke|anerkendelse) [til (referenten|jer|dig|sekretariatet|forfatteren|@name)] [for (det|arbejdet|indsatsen|et NICE* (referat|arbejde|stykke arbejde))]

# For somebody else, in short words.
HE = CHIEF | (min|vores) (chef|direktør|borgmester|formand|næstformand|leder|stedfortræder|kommunaldirektør|kollega|viceborgmester|vicedirektør) (@name|@cap|@own) (@name|@cap|@own|@lname)* | (min|vores) (chef|direktør|borgmester|formand|næstformand|leder|stedfortræder|kommunaldirektør) [@name [@cap|@name]] | (næstformanden|formanden|borgmesteren|direktøren|chefen|direktionen) | @name
GRANTED_FOR = HE er (på ferie|bortrejst|syg|til møde|i møde|på farten|på kursus|optaget|ude af huset) [og|men]* (bad|beder|har bedt) (mig|os) [om at|om] (sige|meddele|skrive|svare|hilse og sige) at [@lname|hun|han]* (det|den|THING) (er|ser) (APPROVED|GOODS) [ud] ENDS* | HE (bad|beder|har bedt) (mig|os) [om at|om] (sige|meddele|skrive|svare|hilse og sige) at (det|den|THING) (er|ser) (APPROVED|GOODS) [ud] ENDS*
 | HE (har|,)* (læst|set|gennemgået) (det|den|THING) [igennem]* og (har NONE_OF REMARKS|har ingen REMARKS|har NOT_ANY at REMARKED|godkender (det|THING)|er (enig|tilfreds)) (TO_THING|ENDS)* | (HE|jeg) (har|) [talt|vendt det|drøftet det|vendt THING] med HE og vi er [begge|begge to|alle|helt]* (tilfredse|enige|med|glade) [med|i|for]* [det|den|THING] ENDS*
 | (jeg|vi) har (talt|vendt det|drøftet det|vendt THING|drøftet THING) med HE og vi er [begge|begge to|alle|helt]* (tilfredse|enige|med|glade) [med|i|for]* [det|den|THING]* ENDS*
 | HE [har (læst|set|gennemgået) (det|THING) og] (siger (ok|okay|god for (det|den|THING)|ja [tak]|ja til (det|THING)|fint)|er [helt]* (enig|tilfreds|med|indforstået) [i|med|på]* [det|den|THING]|er med på den|nikker) ENDS*
 | (det|den|THING) er (APPROVED|GOODS) fra (@name|HE)s side | både HE og (jeg|undertegnede) (synes|mener) [at] (det|den|THING) (er|ser) (GOODS) [ud] ENDS* | (både)* HE og (jeg|undertegnede) (har NONE_OF REMARKS|er (enige|tilfredse)|godkender) [OBJECT] ENDS*
 | (jeg|vi) (har talt|talte) med HE og (vi|der) (har|er) MIDS (NONE_OF REMARKS|enige|NOT_ANY at REMARKED) (TO_THING|ENDS)*
 | [jeg skriver] på vegne af HE (som|der) (ikke har|har ingen) (REMARKS|noget at REMARKED) (TO_THING|ENDS)*

# It was read on the way, or an answer was thought to have been given.
SEEN = [så|nu]* [jeg|vi] [har] [nu|lige|endelig]* (fået læst op på|læst op på|fået læst|indhentet|tygget (mig|os) igennem|pløjet (mig|os) igennem|kæmpet (mig|os) igennem) (mine mails|min mail|indbakken|posten|THING) [nu|igen]*
 | (det|jeg har|er) [det] [hermed]* noteret at (der er|i har|fristen er) [en|sat|på]* (@num|syv|otte|fjorten|en) [dages|dage|uges|uge|ugers]* [frist|svarfrist|til (DAY|DATE|at svare)]*
 | [I] [har] [nu|lige|netop|også|hurtigt]* (kigget|læst|set|gået) (det|den|THING) (igennem|gennem|)* [(i|på|over|ved|under|mellem|efter|før) [en|et|min|mit|et par|to]* (@life|@any|toget|bussen|bilen|møder|pausen)]*
 | (jeg|) [troede|mente|mener] [egentlig|faktisk|ellers]* [at] jeg [havde|har] (svaret|meldt tilbage|godkendt) [allerede|for længst]* [men] [det er [i hvert fald|under alle omstændigheder]*]* | men for en sikkerheds skyld

# How people thank, excuse themselves and take leave.
THE_TROUBLE: umagen ulejligheden besværet påmindelsen rykkeren arbejdet indsatsen tålmodigheden fremsendelsen udsendelsen tilsendelsen mailen referatet hjælpen håndsrækningen
PARTING = [med venlig hilsen]* på vegne af (@name|@cap|@own) [@name|@cap|@own|@lname]* | best | (hentet|sendt|skrevet) (via|fra|med) outlook [til|for] (ios|android|iphone) | (den|det) var [vel|helt]* fortjent | (du|i) har gjort det igen | THANK for NICE* (arbejde|indsats|arbejdet|indsatsen) [med (det|referatet|mødet)]
 | (jeg|vi) har (noteret|skrevet) (datoen|datoerne|mødet|møderne|mødedatoen|mødedatoerne) [for (næste møde|mødet|årsmødet)] [i (kalenderen|min kalender)] | (borgmesterens|direktørens|formandens|hans|hendes) (sekretær|assistent) her | [nu|så|endelig]* (er jeg|jeg er|så er jeg|nu er jeg) [nu|igen|endelig]* tilbage (på pinden|på posten|ved tasterne|på kontoret|i hverdagen|på arbejde|i sadlen|ved skrivebordet) [igen]* | (jeg|vi) (var|er|blev) [lidt|pludselig|helt]* i tvivl om (jeg|vi) (havde|har) [allerede|nu]* (svaret|meldt tilbage|fået svaret) [dig|jer]* | tak fordi (du|i) holder (os|mig) (til ilden|i ørerne|i gang|ajour|opdateret)
 | (vedr|vedrørende|ang|angående|ad|re) (referat|referatet|mødereferat|bestyrelsesreferat) [fra|af|til] [mødet|møde|bestyrelsesmøde|bestyrelsesmødet|hb-møde|hb-mødet]* [den|d]* [DATE|@num]* | [herfra|fra mig] skal der [også|bare]* lyde [et|en]* [stort|stor]* tak for THING_THANKED | THANK for et [NICE]* (kort|kortfattet) og [INT*] (CRISP) MINUTES | THANK for et [INT*] (CRISP) og (kort|kortfattet) MINUTES | (jeg|vi) siger [også|bare]* [mange|tusind|stor|stort]* tak for (THING_THANKED|THE_TROUBLE|det NICE* THING_THANKED|det) | [kun|bare|blot]* [et|en]* [stort|stor|kæmpe]* tak for ([en|et]* NICE* (THING_THANKED|dag|møde|aften))
 | tak fordi (du|i) (tog (dig|jer) tid|gad|har taget (dig|jer) tid|gør (dig|jer) umage|orker) [til] [at] (skrive|sammenfatte|lave|holde|samle) (det|den|referatet|styr på os) [så|op|sammen]* [NICE|udførligt|grundigt|hurtigt|detaljeret]* | (flot|godt|fint|super|sikke et) stykke arbejde [igen|igen-igen|som altid|endnu en gang]*
 | (undskyld|beklager) [at] (jeg|vi) ikke (fik|nåede|har fået|havde) [at] (svaret|svare|meldt tilbage|skrevet) [før|tidligere|i første omgang|til tiden|noget før|hurtigere|i går|i sidste uge]* | [kan se at|jeg kan se at] (du|i) [allerede]* har (rykket|rykket os|rykket mig|rykket for svar|skrevet to gange|skrevet igen)
 | men (jeg|vi|) glæder (mig|os) endnu mere til (WISHED|sommerferien|ferien|julen|weekenden) | (NICE|mange|tusind|stor)* tak til (@place|@name|@any|jer i @place|@place kommune) for (THING_THANKED|THE_TROUBLE|CALM) | (du|i) (skriver|arbejder|svarer|formulerer (dig|jer)|laver referater) [altid|bare|jo|simpelthen]* [så|rigtig|meget|rigtigt]* (NICE|hurtigt) | (jeg|vi) skynder (mig|os) at svare
 | (jeg|vi) er [også]* enig[e] i at det var et NICE* (møde|debat|drøftelse|dag|aften) | tak for hjælpen med at @any (trådene|stumperne|det|os) | ciao | hejhej | adios | hej så længe | (du|i) må [meget]* gerne hilse (@name|@name og @name|PEOPLE) | (du|i) må [meget]* gerne hilse (derhjemme|de andre|på kontoret)
 | (jeg|vi) har (lagt|sat|skrevet|fået) (datoen|datoerne|mødet|møderne|mødedatoen|mødedatoerne) (i|ind i) (kalenderen|min kalender|kalenderne) | (jeg|vi) har bedt (min|vores|@name) [sekretær|assistent|konsulent]* [om] [at] (lægge|sætte|skrive) (datoen|datoerne|mødet|møderne|mødedatoen|mødedatoerne) (i|ind i) (kalenderen|min kalender)
 | tak for (udkastet|udkast) [til (referat|referatet)] [fra (mødet|i går|DAY)] | [mange|tusind|stor|1000] tak for (THE_TROUBLE|[jeres|din|dit|det|den]* (arbejde|indsats|hjælp|umage|ulejlighed|tålmodighed) [med (referatet|det|mødet)]) | tak for at (du|i) (samler op|følger op|rykker|holder styr på (os|det)|sender [det|referatet] [rundt|ud]) | tak for at (sende|skrive|samle|holde) (det|den|referatet|styr på os) [rundt|ud|sammen|op]*
 | [med] [de|mine|vores]* (venligste|bedste|varmeste|kærligste|gladeste|allerbedste) (hilsener|hilsner|hilsen|ønsker) [fra (@place|@any|os|mig)] [NAMES] | (venligst|kærligst|bedst|alt godt|alt det bedste) [NAMES] | (dav|davs|halløj|hejsa|hej|kære) (gode|alle|begge|alle gode|søde|I)* (folk|mennesker|kolleger|venner|alle|begge|@name) [og co|med flere|m fl]
 | (god|rigtig god|fortsat god) (weekend|ferie|sommer|jul|påske|vinterferie|efterårsferie|sommerferie|aften|dag) (når (den|vi) (kommer|når dertil|når så langt)|til den tid|når den tid kommer|naa nej god (jul|påske|weekend) mener jeg)
 | (sendt|skrevet|svar|svaret) (på farten|fra (telefon|telefonen|mobil|mobilen|toget|vejen)) | undskyld (ventetiden|forsinkelsen|det sene svar|tavsheden|at jeg først svarer nu)
 | (vi|) (tales|snakkes|ses|høres) [ved]* [på|i] (DAY|morgen|næste uge|dag|aften|januar|februar|marts|april|maj|juni|august|september|oktober|november|december) [kl @num]
 | godt (klaret|gået|arbejde|skrevet|brølt) [unge (ven|mand|dame)|du|kollega|alle|i|venner]
"""
