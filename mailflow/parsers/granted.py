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
GRANTED_NONE = (jeg|vi|) (kan|kunne|har kunnet) ikke (SEES) ((noget|nogen ting) THAT_IS|(nogen fejl|fejl) [eller mangler]) ENDS*
 | [jeg|vi] (synes|mener|tror) (ikke|heller ikke) [at] der (mangler noget|er noget (at REMARKED|at komme efter|WRONG|der (skal|bør) (BE_CHANGED|CHANGED))|er (fejl|mangler) [i det]) ENDS*
 | (jeg|vi) har [i|på] (@place|direktionen|ledelsen|kommunen) MIDS (NONE_OF REMARKS|NOT_ANY at REMARKED) (TO_THING|ENDS)* | [HAS] (i|på) (@place|direktionen|ledelsen) MIDS (NONE_OF REMARKS|NOT_ANY at REMARKED) (TO_THING|ENDS)*
 | [det|THING] er (jeg|vi) uden REMARKS til | (jeg|vi) har MIDS (ikke noget|intet) imod at (det|den|THING) (kommer|ryger|går|havner|bliver lagt|lægges) (på (hjemmesiden|nettet)|ud|op) ENDS*
 | (samme|ditto|det samme|ligeså|også|heller) (her|herfra|i @place|fra (mig|os|@place)) [NONE_OF REMARKS|ingen REMARKS] | NONE_OF (protester|brok|REMARKS) fra (den|det|de) [@any] (afdeling|ende|kant|hjørne|kontor|landsdel|kommune)
 | [SAY] [at] (jeg|vi) ikke har (REMARKS|noget (at REMARKED|imod (det|THING))) (TO_THING|ENDS)* | (jeg|vi) holder mine REMARKS for mig selv for der er ingen
 | (hverken|ingen) (rosende eller kritiske|store eller små) REMARKS ENDS* | (jeg|vi) har (intet|ikke noget) haft at (udsætte|bemærke) [på|til] [@w] [@w] [@w] [@w] [@w] og det har (jeg|vi) heller ikke [på|til] (dette|det her|det)

# "Korrekt gengivet", "hermed min godkendelse", "det har jeg det fint med"
SAID_WELL = INT* (korrekt|rigtigt|godt|fint|flot|præcist|loyalt|klart|smukt|dækkende|rammende) (gengivet|refereret|beskrevet|sammenfattet|opsummeret|fanget) | INT* (GOOD|NICE) (gengivelse|sammenfatning|opsummering|referat|referering) (af|fra) (en|et|den|det) (lang|langt|svær|svært|god|godt|livlig|livligt|indviklet|kompliceret|tung|tungt) (debat|møde|drøftelse|dag|diskussion|sag|dagsorden)
GRANTED = SAID_WELL ENDS* | (er|det er|det) (SAID_WELL) ENDS* | (hermed|her) [kommer|følger] (min|vores|en|) (godkendelse|accept|tilslutning|velsignelse) ENDS*
 | (det|den|THING) (er [helt|fint]*|ser) (dækkende|rammende|retvisende|fyldestgørende|tro|loyalt) (for|mod) (SAME) ENDS*
 | (det|den|THING) (har|lever) (jeg|vi) (det|) INT* (fint|godt|glimrende|udmærket) med ENDS* | det er [helt|fint]* (ok|okay|fint|godt|i orden) med (referatet|teksten|indholdet|det hele) ENDS*
 | (et|sikke et|det var et|det er et) INT* (GOOD|NICE|kort) (og (GOOD|NICE|kort))* MINUTES (som|der) (jeg|vi) [godt|kun]* (kan (lide|godkende|nikke til|stå inde for)|er (glad|tilfreds) (for|med)) ENDS*
 | [jeg|vi] (støtter|bifalder|er (for|med på|glad for|tilfreds med)) at (det|den|THING) (offentliggøres|bliver offentliggjort|lægges ud|kommer ud|kommer på (nettet|hjemmesiden)) ENDS*
 | (jeg|vi) er [helt|fint]* (tilfredse|tilfreds|enige|enig|glade|glad|med) [i|på|fra] @place ENDS*
 | så [er det|siger (jeg|vi)|lyder det]* [et] [klart|stort|rungende]* (ja|ja tak|ok|jatak) ENDS* | så ja [tak|herfra|fra mig]* | (kort|langt|mit|vores) svar (ja|ja tak|ok|godkendt|ja det er fint)
 | [jeg er] helt med på (den|det) [kør|bare kør] | skal vi ikke bare sige at det er (APPROVED|GOODS) | (jo|ja) det siger vi | det kan vi [godt|sagtens|roligt]* være bekendt [at (sende|vise) (ud|frem) [i verden]]
 | (alt|det|det hele) er (GOODS) så (i|du) (ikke behøver|behøver ikke) [at] vente på (mig|os) | (jeg|vi) (stoler på|har tillid til) (jer|dig|referenten) [så (godkendt|det er (APPROVED|GOODS)|ok)]

# For somebody else, in short words.
HE = CHIEF | (min|vores) (chef|direktør|borgmester|formand|næstformand|leder|stedfortræder|kommunaldirektør) [@name [@cap|@name]] | (næstformanden|formanden|borgmesteren|direktøren|chefen|direktionen) | @name
GRANTED_FOR = HE [har (læst|set|gennemgået) (det|THING) og] (siger (ok|okay|god for (det|den|THING)|ja [tak]|ja til (det|THING)|fint)|er [helt]* (enig|tilfreds|med|indforstået) [i|med|på]* [det|den|THING]|er med på den|nikker) ENDS*
 | (det|den|THING) er (APPROVED|GOODS) fra (@name|HE)s side | både HE og (jeg|undertegnede) (synes|mener) [at] (det|den|THING) (er|ser) (GOODS) [ud] ENDS* | (både)* HE og (jeg|undertegnede) (har NONE_OF REMARKS|er (enige|tilfredse)|godkender) [OBJECT] ENDS*
 | (jeg|vi) (har talt|talte) med HE og (vi|der) (har|er) MIDS (NONE_OF REMARKS|enige|NOT_ANY at REMARKED) (TO_THING|ENDS)*
 | [jeg skriver] på vegne af HE (som|der) (ikke har|har ingen) (REMARKS|noget at REMARKED) (TO_THING|ENDS)*

# It was read on the way, or an answer was thought to have been given.
SEEN = [I] [har] [nu|lige|netop|også|hurtigt]* (kigget|læst|set|gået) (det|den|THING) (igennem|gennem|)* [(i|på|over|ved|under|mellem|efter|før) [en|et|min|mit|et par|to]* (@life|@any|toget|bussen|bilen|møder|pausen)]*
 | (jeg|) [troede|mente|mener] [egentlig|faktisk|ellers]* [at] jeg [havde|har] (svaret|meldt tilbage|godkendt) [allerede|for længst]* [men] [det er [i hvert fald|under alle omstændigheder]*]* | men for en sikkerheds skyld

# How people thank, excuse themselves and take leave.
THE_TROUBLE: umagen ulejligheden besværet påmindelsen rykkeren arbejdet indsatsen tålmodigheden fremsendelsen udsendelsen tilsendelsen mailen referatet hjælpen håndsrækningen
PARTING = [mange|tusind|stor|1000] tak for (THE_TROUBLE|[jeres|din|dit|det|den]* (arbejde|indsats|hjælp|umage|ulejlighed|tålmodighed) [med (referatet|det|mødet)]) | tak for at (du|i) (samler op|følger op|rykker|holder styr på (os|det)|sender [det|referatet] [rundt|ud]) | tak for at (sende|skrive|samle|holde) (det|den|referatet|styr på os) [rundt|ud|sammen|op]*
 | [med] [de|mine|vores]* (venligste|bedste|varmeste|kærligste|gladeste|allerbedste) (hilsener|hilsner|hilsen|ønsker) [fra (@place|@any|os|mig)] [NAMES] | (venligst|kærligst|bedst|alt godt|alt det bedste) [NAMES] | (dav|davs|halløj|hejsa|hej|kære) (gode|alle|begge|alle gode|søde|I)* (folk|mennesker|kolleger|venner|alle|begge|@name) [og co|med flere|m fl]
 | (god|rigtig god|fortsat god) (weekend|ferie|sommer|jul|påske|vinterferie|efterårsferie|sommerferie|aften|dag) (når (den|vi) (kommer|når dertil|når så langt)|til den tid|når den tid kommer|naa nej god (jul|påske|weekend) mener jeg)
 | (sendt|skrevet|svar|svaret) (på farten|fra (telefon|telefonen|mobil|mobilen|toget|vejen)) | undskyld (ventetiden|forsinkelsen|det sene svar|tavsheden|at jeg først svarer nu)
 | (vi|) (tales|snakkes|ses|høres) [ved]* [på|i] (DAY|morgen|næste uge|dag|aften|januar|februar|marts|april|maj|juni|august|september|oktober|november|december) [kl @num]
 | godt (klaret|gået|arbejde|skrevet|brølt) [unge (ven|mand|dame)|du|kollega|alle|i|venner]
"""
