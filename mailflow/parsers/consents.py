# ruff: noqa: E501 - a rule is easier to read on one line
"""How people consent to minutes: the phrases, as data in the notation of ``automaton``. Danish, then English, Swedish and
Norwegian. What is not written here is no consent, so a rule too few costs a look, a rule too many an objection.
"""

from __future__ import annotations

LISTS = """
I: jeg vi undertegnede eg
MODAL: kan vil
MINUTES: ref referat referatet referater referaterne mødereferat mødereferatet beslutningsreferat beslutningsreferatet hb-referat hb-referatet bestyrelsesreferat bestyrelsesreferatet
 protokol protokollen udkast udkastet dokument dokumentet version versionen udgave udgaven tekst teksten notat notatet materiale materialet referatudkast referatudkastet opsummering opsummeringen
 sammenfatning sammenfatningen indhold indholdet mødenoter mødenoterne minutes refaratet referattet refertat reff ref
MINUTES_ADJ: rettede reviderede udsendte fremsendte tilsendte opdaterede nye nyeste seneste sidste justerede korrigerede ændrede vedhæftede vedlagte foreliggende endelige ovenstående nedenstående medsendte modtagne
 fine gode flotte grundige udmærkede glimrende præcise korte hele udarbejdede tilrettede gennemarbejdede rundsendte omdelte dækkende fyldige informative eftersendte hurtige
DETER: det den denne de jeres dit vores et en this the these min dit
MEETING: mødet møde bestyrelsesmødet bestyrelsesmøde hovedbestyrelsesmødet hovedbestyrelsesmøde hb-mødet hb-møde hb hovedbestyrelsen bestyrelsen hb-mødets mødets augustmødet septembermødet oktobermødet novembermødet decembermødet januarmødet februarmødet martsmødet aprilmødet majmødet junimødet meeting møtet
MONTH: januar februar marts april maj juni juli august september oktober november december jan feb mar apr jun jul aug sep sept okt nov dec january february march may june july october
DAY: mandag tirsdag onsdag torsdag fredag lørdag søndag mandags tirsdags onsdags torsdags fredags lørdags søndags
INT: rigtig rigtigt meget helt virkelig ganske yderst særdeles aldeles fuldt fuldstændig fuldstændigt fuldkommen bestemt absolut også virkeligt utrolig utroligt vældig vældigt simpelthen totalt 100 klart bare da så
GOOD: fint fin fine godt god gode ok okay okey oki okidoki okej okse super supert superfint superfin supergodt perfekt perfekte glimrende udmærket udmærkede fortrinligt fortrinlig fremragende flot flotte dækkende fyldestgørende retvisende korrekt korrekte rigtigt
 tilfredsstillende fornuftigt fornuftig acceptabelt acceptabel loyalt loyal fantastisk strålende storartet upåklageligt præcist præcis nydeligt nydelig fornemt fornem solidt solid grundigt grundig sobert sober velskrevet tydeligt overskueligt udførligt afbalanceret nøgternt top kanon dejligt
 fair tiptop prima fyldigt læsevenligt veldisponeret rammende udtømmende kanongodt kanonfint glimrende klart tip-top perfect fine all-right allright fortræffeligt eminent konkret fejlfrit fejlfri informativt velformuleret gennemarbejdet ordentligt retvisnede
APPROVE: stemple blåstemple underskrive godkende acceptere tiltræde bifalde anerkende støtte godtage
APPROVES: stempler blåstempler underskriver godkender accepterer tiltræder bifalder godtager anerkender støtter
IS_APPROVED: godkendes accepteres tiltrædes bifaldes godtages anerkendes
APPROVED: godkendt accepteret tiltrådt stemplet blåstemplet underskrevet godtaget bifaldet ok'et okay'et
NO: ingen inga nul 0 zero
REMARK: bemærkning bemærkninger bem bemærkn kommentar kommentarer indsigelse indsigelser indsigelse(r) indvending indvendinger rettelse rettelser ændring ændringer ændringsforslag ændringsønsker rettelsesforslag rettelsesønsker tilføjelse tilføjelser
 erindringer erindring reservationer tilrettelser indsigelsesgrunde ændringsbehov rettelsesbehov korrektion korrektioner justering justeringer anmærkning anmærkninger protest protester problem problemer kritik betænkelighed betænkeligheder tilbagemelding tilbagemeldinger fejl mangler input spørgsmål ønsker kritikpunkter indvendninger uklarheder
 objection objections comment comments remark remarks correction corrections change changes issue issues concern concerns problems amendment amendments edits questions synpunkt synpunkter invändning invändningar anmärkning anmärkningar rättelser
 kommmentarer bemærkingner bemærkniger bemærkinger komentarer kommetarer komentar bemærkelser indsigelsespunkter kommentare merknad merknader innvending innvendinger endring endringer anmerkning anmerkninger forbehold noter hængepartier knaster uenigheder udeståender
REMARK_MOD: yderligere flere nogen nogle videre supplerende further additional more any overhovedet som-helst
REMARK_VERB: erindre forbedre utsetje indskyde berigtige bemærke tilføje indvende kommentere rette ændre udsætte korrigere anmærke anføre kritisere tilføye komme-efter indsige
PUBLISH: offentliggøre offentliggøres offentliggjort publicere publiceres publiceret sende sendes sendt udsende udsendes udsendt lægge lægges lagt uploade uploades offentlig offentligt
NOW: nu hermed dermed derfor således gerne godt fint sagtens roligt trygt også ligeledes naturligvis selvfølgelig bestemt klart hjertens fuldt helt herved uden-videre altså da så personligt med-glæde
"""

PARTS = """
DATE = @num [MONTH] [@num]
WHEN = i går | i dag | i forgårs | i DAY | [den] DATE | DAY [den] [DATE] | forleden | [i] sidste uge | i @place | hos @place | sidst | i MONTH
OF = (fra|af|for|på|om|til|vedr|vedrørende|angående|over) (([det|vores|sidste|seneste|jeres|dagens|gårsdagens|forrige|den|the|hb] [sidste|seneste|forrige] (MEETING|møder)) WHEN* | WHEN WHEN* | MONTH)
MINUTES_NP = [DETER [her]] MINUTES_ADJ* MINUTES [OF]*
ADJ_ONE = [den|det|de|jeres] (rettede|reviderede|nye|opdaterede|udsendte|fremsendte|tilsendte|seneste|korrigerede|justerede|skrevne|tilrettede|foreliggende)
IT = det | den | dette | det hele | det her | det alt sammen | det altsammen | alt | alting | alt sammen | altsammen | hele molevitten | hele referatet | resultatet
THING = IT |  MINUTES_NP | ADJ_ONE | dette (referat|beslutningsreferat)
REGION: vestjylland nordjylland østjylland sønderjylland midtjylland jylland sjælland nordsjælland vestsjælland sydsjælland fyn sydfyn lolland falster bornholm vestegnen omegnen limfjorden vendsyssel himmerland hovedstaden provinsen vest nord syd øst rådhuset kommunen direktionen
PLACE = [det [solrige|regnfulde|kolde|blæsende]] (@place|REGION) [kommune|kommunes] | @place-kommune
FROM = herfra | her fra | fra ((min|vores) (side|stol|kant|ende|pind|vinkel)|mig|os|PLACE|undertegnede|denne kant|min side af) | for (mig|os|mit vedkommende|vores vedkommende|min del|min skyld|min|vores del|PLACE) | med (mig|os) | af (mig|os|undertegnede) | på (mine|vores|egne) vegne
 | fra (toget|ferien|stranden|bilen|flyet|sofaen|skiferien|sommerhuset|COUNTRY|mit (kontor|skrivebord|sommerhus)|en (solrig|regnfuld) (terrasse|REGION)|lufthavnen|bussen|(min|vores) side af bordet) [i COUNTRY] | på PLACE vegne | på vegne af (PLACE|os|mig|mig selv) | i min verden | set herfra | hos (mig|os) | her | efter min (mening|bedste mening|opfattelse|vurdering|overbevisning|bedste overbevisning|hukommelse) | min side | herover | from (me|my side|us|my end|here|our side) | here | on my end | at this end | for me | by me | with (me|us) | on my part | on my side | på min del
 | från (mig|min sida|oss) | fra (meg|min side) | för min del | för mig | for meg | hjemmefra
FORM = i den grad | som (det|den|de) (er|foreligger|ligger|står|fremstår|forelå|er skrevet) | i (den|det) foreliggende (form|udgave|version) | i (sin|dets) helhed | i sin nuværende form | alt sammen | altsammen | alle sammen | hele vejen [igennem|rundt] | som (altid|sædvanlig|sædvanligt|vanligt|vanlig|forventet) | som fremsendt | som udsendt
 | igen | denne gang | i det hele [taget] | i den grad | på alle punkter | i alle punkter | på det hele | efter alle kunstens regler | til fulde | til alle [punkter] | slik (det|den) (foreligger|er) | [sådan] som (det|den) nu (foreligger|er) | as (is|it is|it stands|written|they are|they stand) | uden (videre|problemer|tøven|forbehold|ændringer|anmærkninger) | ud i ét | som den skal | som det skal
TAIL = FROM | FORM | WITHOUT
WITHOUT = på nogen (måde|led) | INT* uden [REMARK_MOD|nogen form for|antydning af] REMARKS [TO_THING] [af nogen (art|slags)|overhovedet|som helst] | m (ros|tak) | med (ros|stor ros|tak|tilfredshed|glæde|stor glæde|kyshånd|begge hænder|klapsalver) | uden at (have|finde|ønske) (noget|nogen|nogle) (at REMARK_VERB|REMARKS) [TO_THING]
NOWS = NOW* | med (glæde|fornøjelse|tak) | uden (videre|problemer|tøven|forbehold) | hjertens gerne | fuldt ud | på den baggrund | til fulde | med ro i sindet
GOODS = (INT* GOOD ([og] INT* GOOD)*) | [INT*] i (den skønneste|fineste|bedste|skønneste|sin fulde|fin|god|) orden | [INT*] i orden | INT* som (det|den|de) skal [være] | INT* på plads | præcis som (det|den) skal [være] | INT* efter bogen | INT* lige til øllet
REMARKS = REMARK_MOD* REMARK ([og|eller|samt|endsige|or|and|och|elle|nor] REMARK_MOD* REMARK)*

TO_THING = (til|om|på|ved|mod|imod|i|over for|vedr|vedrørende|med|angående|to|on|about|till) (THING|det|den) | hertil | dertil | heri | herom | hertil | to it | i den forbindelse | i den anledning
NONE_OF = NO | (ikke|ingen) (en|et|én|ét|den) (eneste|mindste) | ikke (en|et|én|ét) | ikke så meget som (en|et|én|ét) [eneste] | ikke skyggen af | ikke antydningen af | ikke [nogen|nogle|noget|flere|yderligere|der] [som helst] | ikk [nogen] | ik [nogen] | ej | ingen som helst | overhovedet (ingen|ikke nogen|ikke) | slet (ingen|ikke nogen|ikke) | absolut (ingen|ikke nogen) | heller (ingen|ikke [nogen|nogle]) | hverken | fortsat ingen | stadig ingen | not any | no | inte några | ikke noen | intet | inget | ingen (yderligere|flere|videre|supplerende)
NOTHING = intet | ingenting | ikke noget | ikke (yderligere|mere|videre|det mindste|noget som helst|noget yderligere|noget mere|andet|en pind) | ikke | intet som helst | intet (yderligere|mere|videre) | heller (intet|ikke noget|ikke) | overhovedet (intet|ikke noget) | slet (intet|ikke noget) | absolut (intet|ikke noget) | (ikke et|intet) (komma|ord|bogstav|punktum|tal) | ikke så meget som et (komma|ord|punktum) | ikke et eneste (komma|ord|punktum|bogstav) | ik noget | ikk noget | inget | ingenting | ikke noe
TO_REMARK = at (REMARK_VERB|sige|brokke (mig|os) over|klage over|udsætte på hverken form eller indhold|sætte (fingre|en finger) på|sætte (en finger|fingre) på|hænge fingrene op på|protestere (over|imod)|være (utilfreds|uenig) (med|i)|skrive (hjem om|om)|komme efter|udsætte på|komme med|indvende imod|bidrage med|gøre opmærksom på|føje til) [(og|eller) [at] (REMARK_VERB|sige)] [til (det|den|MINUTES_NP)] [ved (det|den|MINUTES_NP)] [på (det|den|MINUTES_NP)] [mod (det|den|MINUTES_NP)] | hertil | dertil | at hænge fingrene op på
DOES = PLACE | I
HAS = I [NOWS] har [NOWS] | har [I] [NOWS] | har I | der er [NOWS] | er der | FROM (er der|har I) [NOWS] | [I] har [NOWS] | herfra | haves | der haves | (herfra|fra min side) [er der|har I] | PLACE har | [I] finder | [I] ser | [I] fandt | [I] kan ikke se | du får | der kommer | (jeg|vi) (sidder|er) [tilbage] med
"""

RULES = """
# "Ingen bemærkninger", "jeg har ikke noget at tilføje til referatet", "bemærkninger har jeg ingen af"
NO_REMARKS = [HAS] NONE_OF REMARKS (TO_THING|TAIL|at (tilføje|komme med|gøre|dele|melde|bidrage med|aflevere)|[som|der] skal med|at melde tilbage)*
 | [HAS] NOTHING TO_REMARK (TO_THING|TAIL)*
 | [HAS] NOTHING (imod|mod) [THING|at THING [bliver|kan] PUBLISH PUBLISHED] TAIL*
 | [det|THING] (kan|har) (jeg|vi) (ikke|intet) [have] [noget] (imod|mod) [at THING [bliver|kan] PUBLISH PUBLISHED] TAIL*
 | (nej) [jeg|vi] [har] (intet|ikke noget|ingenting|ingen) TAIL*
 | [FROM] [der er|er der|jeg ser|ser jeg|jeg har] (ikke noget|intet|ingenting) (i vejen|til hinder) [for] [at THING [bliver|kan] PUBLISH PUBLISHED|med THING|THING] TAIL*
 | der er (intet|ikke noget) i vejen med THING
 | [HAS] (intet|ingenting|ikke noget|ikke mere|ikke yderligere|intet yderligere|intet mere|nothing) FROM
 | (intet|ikke noget|ingenting) at (bemærke|indvende|tilføje|komme efter|udsætte|kommentere)
 | (jeg|vi) (er|var) uden REMARKS [TO_THING]
 | WITHOUT TAIL*
 | (jeg|vi) [NOW] (har|haft) hverken REMARKS [TO_THING|TAIL]
 | (bemærkninger|kommentarer|indsigelser|rettelser|indvendinger) [til referatet|TO_THING] ([har (jeg|vi)] (ingen|ikke nogen) [af] | er der (ingen|ikke nogen) [af] | (ingen|nej|0|nul|none))
 | (REMARK|REMARKS) [TO_THING] (ingen|0|nul|none|nej)
 | det (har|ser) (jeg|vi) [NOW] (ingen|ikke nogen|intet|ikke noget) (REMARKS [med|imod|mod|til|i]|imod|at REMARK_VERB|mod)
 | (MINUTES_NP|det|den|dette) (giver|gav|har givet|giver os|giver mig) [mig|os] [NOW] (ikke [nogen]|ingen) (anledning|grund|årsag) til (REMARKS|at REMARK_VERB noget|noget) TAIL*
 | (giver|gav) ikke anledning til REMARKS TAIL*
 | (jeg|vi) (har|kan) ikke (fundet|finde|set|se|spottet|spotte|opdaget) (noget|nogen|nogle|fejl|noget som helst) (at REMARK_VERB|REMARKS|fejl [eller mangler]|galt|forkert|som jeg vil REMARK_VERB|der skal (rettes|ændres|tilføjes)|som skal (rettes|ændres|tilføjes)|jeg (vil|ville|kan) (rette|ændre|bemærke|tilføje)) TAIL*
 | (jeg|vi) (har|kan) ikke (fundet|finde|se) fejl [eller mangler] TAIL*
 | (jeg|vi) (fandt|finder|ser|har fundet|har set) (ingen|ikke nogen|intet|ikke noget) (REMARKS|fejl [eller mangler]|at REMARK_VERB|der skal (rettes|ændres|tilføjes)|som skal (rettes|ændres)|at sætte en finger på|galt|forkert) TAIL*
 | der er (intet|ikke noget|ingenting) [som|der] (jeg|vi) [NOW] (vil|ville|ønsker at|skal|kan) (have|bemærke|rette|ændre|tilføje|kommentere|indvende|have rettet|have ændret|gøre indsigelse mod) TAIL*
 | der er (intet|ikke noget) (at|der skal|som skal) (REMARK_VERB|rettes|ændres|tilføjes|komme efter|udsætte [på]) TAIL*
 | (jeg|vi) (savner|mangler) (intet|ikke noget|ingenting) [i MINUTES_NP] TAIL*
 | (jeg|vi) (ønsker|foreslår) ingen (ændringer|rettelser) TAIL*
 | [HAS] [NOTHING|ikke noget] (jeg|vi) (vil|skal|kan) (bemærke|rette|tilføje)
 | (jeg|vi) har ikke mere (at (tilføje|bemærke)|til (referatet|det))
 | nothing to (add|remark|comment|object|correct|change) [to] [or (add|remark|comment|object|correct|change)] [FROM] | [i|we] [have read the minutes and|have read it and|have read them and] have (nothing|no objections|no comments|no remarks|no changes|no corrections|no further comments|no issues|no amendments) [to (add|the minutes|them|it|remark)] [to (the minutes|them|it)] [FROM]
 | (no|none) [further] REMARKS [TO_THING|needed|necessary|required|on the minutes|to the minutes]* [FROM] | (i|we) (do not|don't) have any [further] REMARKS [to the minutes|on the minutes|on this|to this] [FROM] | none from me | nothing from (me|my side)
 | [jag har] (inga|ingen|inte några) [ytterligare] REMARKS [på protokollet|mot protokollet|till protokollet] [FROM] | eg har (ingen|ingenting|inkje) (merknader|merknad|innvendingar|å (utsetje|merke|leggje til)) [på|til] [referatet] | jag har (inget|ingenting) att (tillägga|invända|anmärka) [FROM] | inget att (tillägga|invända|anmärka) [FROM]
 | [jeg har] (ingen|ikke noen) [ytterligere] REMARKS [til (referatet|protokollen)] [FROM] | [jeg har] (ingenting|ikke noe) å (bemerke|tilføye|innvende) [til referatet] [FROM] | [jeg] har ingenting å bemerke

# A no to a no: "jeg er ikke uenig", "der mangler ikke noget", "ingen grund til at gøre indsigelse"
BAD: uenig uenige utilfreds utilfredse modstander utryg uforstående ked-af imod uforstående
BAD_IT: forkert galt fejlagtigt misvisende ukorrekt problematisk uklart kritisabelt kontroversielt mærkeligt upræcist stødende anstødeligt
NEVER = [heller|slet|bestemt|overhovedet|absolut] ikke | på ingen måde | aldeles ikke
OBJECTING = (gøre|gør|rejse|rejser|fremsætte|fremsætter|komme med|have|indgive) (REMARKS|noget) | protestere | brokke (mig|os) | klage | ændre [på|i] (noget|THING) | rette [på|i] (noget|THING) | ændre noget [som helst] | nedlægge veto | kritisere | kommentere [yderligere] | bemærke noget
NOT_BAD = [det|THING] [er] (ikke (værst|så tosset|så ringe [endda]|dårligt|så dårligt|tosset)|slet ikke (værst|så (ringe|tosset|dårligt) [endda]|dårligt)) TAIL* | man kan ikke (ønske sig|forlange|bede om) (det [bedre]|mere|noget bedre) TAIL* | [det|THING] er der (ikke noget|intet) (odiøst|galt|forkert|problem|mærkeligt|at udsætte på|at komme efter|i vejen) [i|ved|med] TAIL* | (her|der) er (intet|ikke noget) at REMARK_VERB TAIL* | det kan man ikke (have noget imod|sige noget til|være uenig i) | (i|du) får ingen (indsigelse|indsigelser|protester|bøvl|ballade) [fra mig|herfra]
 | [jeg|vi] (er|var) NEVER BAD [i|med|over for|over] [noget|noget (af det|som helst)|THING|THING [som helst]] TAIL*
 | [jeg|vi] er [NOW] (ikke|hverken) (uenig|utilfreds) [eller (uenig|utilfreds)] [i|med] [noget|THING] | ikke uenig | ikke uenige | [jeg|vi] har (ingen|intet) (uenighed|uenigheder) TAIL*
 | der er (ikke noget|intet|ingenting|ikke nogen ting) [som|der] [jeg|vi] (er|føler mig|ser mig) BAD [i|med|over for|over] TAIL* | der er (ikke noget|intet) [som|der] (er|lyder|virker) BAD_IT TAIL* | der er (ikke noget|intet) BAD_IT [i|ved|med] [THING] TAIL* | (intet|ikke noget) er BAD_IT TAIL* | [jeg|vi] [har|kan] (ser|ikke|fandt|finder|ikke set|ikke fundet) [se|finde|set|fundet] (noget|intet|ikke noget) BAD_IT [i|ved|med] [THING] TAIL*
 | der (mangler|savnes|er glemt) (ikke noget|intet|ingenting|ikke noget som helst) [i|på] [THING] TAIL* | (intet|ikke noget) (mangler|er glemt|er udeladt) TAIL* | (jeg|vi) kan ikke (se|finde) (at der mangler noget|noget der mangler|noget som mangler|hvad der skulle mangle) TAIL* | (jeg|vi) (savner|mangler) (intet|ikke noget|ingenting) TAIL*
 | [jeg|vi] [har|der er|ser|finder|kan se|føler] (ingen|ikke nogen) (grund|anledning|årsag|behov for|trang) [til] [at|for at] OBJECTING TAIL* | [jeg|vi] (har|ser|føler) (ikke|intet|ingen) (behov|grund|anledning) (for|til) (at OBJECTING|REMARKS|yderligere [REMARKS]) TAIL* | der er [fra min side] (ingen|ikke) (grund|anledning|behov) (til|for) (at OBJECTING|REMARKS) TAIL*
 | (jeg|vi) (gør|har|rejser|fremsætter|kommer) (ingen|ikke|ikke nogen) [med] REMARKS TAIL* | (jeg|vi) (gør|vil|skal|agter|ønsker|har tænkt mig|kommer til) ikke [tænkt mig|at|til at]* OBJECTING TAIL* | (jeg|vi) (protesterer|indsiger|brokker (mig|os)|klager) (ikke|heller ikke) TAIL* | [jeg|vi] (gør|vil) ikke [gøre] brug af (indsigelsesretten|min indsigelsesret|muligheden for at OBJECTING|fristen|indsigelsesfristen|retten til at OBJECTING|min ret til at OBJECTING) TAIL*
 | [det|THING] (kan|kunne) (ikke|næppe) (gøres|siges|være|skrives|blive|have været|refereres|formuleres) [meget] (bedre|klarere|tydeligere|finere) TAIL* | [det|THING] kunne [jeg|vi] ikke [selv] have (skrevet|gjort|sagt|formuleret) [det] bedre [selv] TAIL* | (jeg|vi) kunne ikke [selv] have (skrevet|gjort|sagt|formuleret) det bedre [selv] TAIL*
 | (jeg|vi) (har|er|) [ledt|kigget|søgt|gået|været] (efter|på jagt efter) (fejl|REMARKS) [med lup] (og|men|uden at) [jeg] (fandt|fundet|har fundet|finde|kunne ikke finde) (ingen|nogen|intet|noget) TAIL*
 | [det] hverken (kan eller skal|skal eller bør) (ændres|rettes) | intet (behøver|skal|bør|kræver) (ændres|rettes|tilføjes|ændringer) TAIL* | (i|du) (skal|behøver) ikke (rette|ændre|tilføje) noget [for min skyld] TAIL* | ikke noget [som|der] (jeg|vi) (vil|ønsker at|skal) (have|bemærke|rette|ændre|tilføje|kommentere) [ændret|rettet|tilføjet|med] TAIL* | ikke noget [som|der] skal (ændres|rettes|tilføjes) TAIL*
SUB_NO_REMARKS = (jeg|vi) [NOW] (NONE_OF REMARKS|NOTHING TO_REMARK|NOTHING TO_REMARK) har [TO_THING] TAIL* | (jeg|vi) ikke har (nogen|nogle|noget|yderligere|flere|) [yderligere] (REMARKS|at REMARK_VERB) (TO_THING|TAIL|til)* | (jeg|vi) ikke har REMARKS (TO_THING|TAIL|til)* | der (ingen|ikke) (REMARKS|er REMARKS|er nogen REMARKS|er noget at REMARK_VERB) [er] (TO_THING|TAIL)*
 | (jeg|vi) (har|ser) (ingen|ikke nogen|intet|ikke noget) (REMARKS|at REMARK_VERB) (til|TAIL|TO_THING)*
 | (jeg|vi) [NOW] (ingen|intet) (REMARKS|at REMARK_VERB) har (til|TO_THING|TAIL)*

# "Referatet er helt fint", "ser godt ud", "fint herfra"
IS_GOOD = [det|THING] er i den grad (GOODS|APPROVED) TAIL* | (jeg|vi|) [har] kun (ros|godt) [at sige] [til (MINUTES_NP|det|jer)] TAIL* | (THING|MINUTES_NP) (er|ser|lyder|virker|fremstår|forekommer|føles|bliver) [FROM|da|bare|jo|sgu] GOODS [ud] [at (læse|se)] TAIL*
 | (ser|lyder|virker|fremstår) [FROM] [det|alt|den|referatet] [FROM] GOODS [ud] [det hele|altsammen|alt sammen] TAIL*
 | FROM (er|ser|lyder|virker) (THING) GOODS [ud] TAIL*
 | GOODS TAIL* | GOODS det hele TAIL* | GOODS (med|for) (IT|MINUTES_NP) TAIL* | GOODS alt sammen TAIL* | FROM GOODS
 | er GOODS TAIL*
 | (alt|alting|det hele|det) [er] [INT] (i orden|ok|okay|godt|fint|på plads|GOODS) TAIL*
 | i orden TAIL*
 | THING er [en|et|blevet|igen|blevet et] INT* [et|en] INT* GOOD ([og] INT* GOOD)* MINUTES [OF] TAIL*
 | [et|en|sikke et|hvor er det et] INT* GOOD ([og] INT* GOOD)* MINUTES [OF] TAIL*
 | THING er [hermed|nu] (på plads|i (hus|skabet|vinkel|hak|boks)|GOODS) TAIL* | så [nu] er (THING) (på plads|i (hus|skabet|vinkel|hak|boks)|GOODS|APPROVED) TAIL* | THING (er|lyder|ser) [da] (GOODS|INT* rigtig) [ud] TAIL*
 | det er jeg helt ok med | det er jeg ok med
 | det lyder (rigtigt|fint|godt) TAIL*
 | [et|en] [INT*] GOOD og INT* GOOD MINUTES TAIL* | rart med et INT* GOOD MINUTES | THING (holder|dur|duer) [fint] TAIL* | det kan jeg sige god for | ser ud som (det|den) skal [være] TAIL*
 | (det|den|referatet|alt) ser (fint|godt|)* [ud] (præcis|) som (det|den) skal [være] TAIL* | (det|alt|referatet) ser ud som (det|den) skal [være] TAIL*
 | (THING) ser ud til at (være|passe|stemme) [rigtigt|korrekt|fint|godt|i orden|ok|på plads] TAIL*
 | [INT*] (godt|flot|fint|præcist|rammende|skarpt) (skrevet|formuleret|beskrevet|opsummeret|sammenfattet|gengivet|fanget|refereret|ramt) TAIL* | THING er INT* (godt|flot|fint|præcist) (skrevet|formuleret|beskrevet|opsummeret|sammenfattet|gengivet|fanget|refereret) TAIL*
 | THING er GOODS (for|med) (mig|os|min skyld) at THING (PUBLISH|bliver PUBLISH|lægges) PUBLISHED
 | [it|this|that|they|these|the minutes|everything|all|all of it] (looks|look|is|are|seems|seem|sounds) [all] [very|really|absolutely|completely|quite|perfectly] (good|fine|great|excellent|perfect|correct|accurate|ok|okay|in order|right|all right) [to me|by me|with me|for me|from my side|from here|from us|as it is|as they are]
 | (looks|sounds|all|seems) [very|really|all] (good|fine|great|excellent|perfect|ok|okay|well|in order) [to me|by me|with me|for me|from my side|from here|from me|as is|here|on my end|from us|on my side]
 | [very|really] (good|fine|great|excellent|perfect|accurate) [set of] minutes | (good|great|fine|ok|okay|perfect|excellent) (to me|by me|with me|for me|from my side|from here|from me|from us|on my end) | lgtm | [all] (good|fine|perfect|great|excellent) | good to go [from me|from my side] | i am (fine|happy|ok|okay|good) with (it|this|the minutes|them) | happy with (this|it|the minutes|them) | please (go ahead|go ahead and publish|publish) [it|them|the minutes] | [it] all (looks|seems|is) (correct|good|fine|right|in order) [to me] | i'm (fine|happy|ok|okay|good) with (it|this|the minutes|them) | happy with (it|the minutes|them)
 | [det|protokollet|allt] (ser|är|låter) (bra|utmärkt|fint|korrekt|toppen) [ut] [för (mig|min del)] [från (mig|min sida)] | (bra|utmärkt) [från (mig|min sida)] [för mig] | bra protokoll | det ser bra ut
 | [det|referatet|alt] (ser|er|høres) (bra|greit|fint|utmerket|flott|riktig) [ut] [for (meg|min del)] [fra (meg|min side)] | ser (topp|fint|bra|greit|flott) ut | (topp|greit|bra|flott|utmerket) [for (meg|min del)] [fra (meg|min side)] | bra referat

# "Jeg godkender hermed referatet", "kan godkendes", "godkendt fra min side", "det har min opbakning"
APPROVING = [NOW] DOES [NOWS] MODAL [NOWS] APPROVE [NOWS] [THING] [NOWS] TAIL* | [NOWS] MODAL DOES [NOWS] APPROVE [THING] TAIL* | MODAL NOWS APPROVE [THING] TAIL*
 | [NOW] DOES [NOWS] APPROVES [NOWS] [THING] [NOWS] TAIL* | [NOWS] APPROVES [DOES] [NOWS] [THING] [NOWS] TAIL*
 | (det|den|dette|MINUTES_NP) MODAL DOES [NOWS] APPROVE TAIL* | (det|den|dette|MINUTES_NP) APPROVES DOES [NOWS] TAIL*
 | THING [NOWS] IS_APPROVED [NOWS] TAIL* | IS_APPROVED [NOWS] TAIL* | [THING] (kan|må) [NOWS] IS_APPROVED [NOWS] TAIL* | [THING] kan [NOWS] blive APPROVED TAIL*
 | (selvfølgelig|naturligvis|så|hermed|dermed) er (THING) [hermed|også] APPROVED TAIL* | [THING] (er|bliver|anser jeg for|betragtes som|er set og|er læst og|er gennemlæst og|kan betragtes som|er modtaget læst og|er modtaget læst og|er modtaget og) [NOWS] [INT*] APPROVED [NOWS] TAIL*
 | (kan|må) [NOWS] (betragtes|anses|regnes) (som|for) APPROVED [TAIL]* | jeg (anser|betragter|regner) (THING) (for|som) APPROVED
 | [INT*|i den grad] [FROM] [THING] [hermed|herved|også|fuldt ud|hjertens|så|selvfølgelig|naturligvis|er] APPROVED [hermed|også|fuldt ud] [THING|til det hele] TAIL*
 | (set|læst|gennemlæst|gennemgået|modtaget) ([og] (set|læst|gennemlæst|gennemgået|fundet|accepteret|kontrolleret|modtaget|forstået|tjekket))* og (APPROVED|fundet (GOODS)) [hermed] TAIL* | (set|læst|gennemlæst|gennemgået|modtaget) ((set|læst|gennemlæst|gennemgået|modtaget|forstået|tjekket))* [og] APPROVED TAIL* | [THING] (tages|tager (jeg|vi)) [herfra|hermed] til efterretning
 | [I] [har] (set|læst|gennemlæst|gennemgået|modtaget|kigget på) og [NOW] (APPROVED|APPROVES|kan [NOW] APPROVE) [THING] TAIL* | I [har] (set|læst|gennemlæst|gennemgået|modtaget) THING og (APPROVES|kan [NOW] APPROVE) [THING] TAIL* | [jeg|vi] har [NOW|læst og|set og]* APPROVED [THING] TAIL* | har læst og APPROVED [THING]
 | [hermed|herfra|du får|i får|du har|i har|den har|det har|referatet har|MINUTES_NP (har|får)|her er|her kommer|her får (du|i)|det får|den får|jeg giver|giver|følgende er] [hermed|så|her|selvfølgelig|naturligvis|også] (min|vores|mit|vores) [fulde|fulde og|hjertelige|varmeste] (godkendelse|accept|opbakning|tilslutning|støtte|ja|velsignelse|ok|tilsagn|go|tommel op|blå stempel|approval|grønt lys) [hermed|her|herfra|til (det|den|MINUTES_NP)|til det hele]*
 | godkendelse (herfra|fra mig|fra min side|hermed|fra PLACE) | (fuld|fuld og hel) (opbakning|tilslutning|støtte|godkendelse) [FROM|til (det|den|MINUTES_NP)]* | min godkendelse [er] [hermed] (givet|hermed|herfra|her|gives|gives hermed|følger hermed|foreligger [hermed])
 | [NOW] I [NOWS] (MODAL [NOWS] tilslutte (mig|os)|tilslutter (mig|os|sig)) [NOWS] [THING|til THING] TAIL* | (tilslutter mig|kan tilslutte mig|kan tilslutte os|tilslutter os) [hermed|fuldt ud] [THING] TAIL* | [NOW] (MODAL|) (jeg|vi) [NOWS] (tilslutte|tilslutter) (mig|os) [THING]
 | (det|den|MINUTES_NP) kan (jeg|vi) [NOWS] tilslutte (mig|os) TAIL* | [THING] kan [NOWS] tilsluttes TAIL*
 | [jeg|vi] [er] INT* (enig|enige) [FROM] [i (THING|det skrevne|det [hele])|med (THING|det skrevne)] TAIL* | det er (jeg|vi) INT* (enig|enige) i TAIL* | er INT* enig [i THING] | i agree | agreed | agree | i fully agree | fully agree
 | [jeg|vi] [er] INT* (tilfreds|tilfredse|glad|glade|tryg|indforstået|fin|ok|okay) [FROM] [med (THING)|for (THING)|ved (THING)] TAIL* | [jeg|vi] har det [INT*] (fint|godt) med THING
 | [jeg|vi] (bakker|bakke) [INT*] op [om THING] TAIL* | [jeg|vi] kan [NOW] bakke op [om THING] | [jeg|vi] (siger|sige) (god for|ja til|ok til) THING TAIL* | [jeg|vi] [kan] (siger|sige) god for THING TAIL* | [jeg|vi] (kan) [NOW|kun]* sige (ja|ok|god for THING|ja til THING) TAIL* | [jeg|vi] siger (ja|ok|ja tak|okay) TAIL* | [jeg|vi] [kan] [NOW] (stå|står) [helt|fuldt] inde for THING TAIL* | [jeg|vi] [kan] [NOW] skrive under [på (THING)] TAIL*
 | [jeg] stemmer for [godkendelse|referatet|det|at godkende det|at godkende referatet] | [jeg|vi] giver [hermed] (grønt lys|tommel op|ok|accept|min accept|min godkendelse) [til THING] TAIL* | [der er|FROM er der|herfra er der] [fuldt] grønt lys TAIL* | (tommel|tommelen|tommelfinger|tommelfingeren|tommeltot) op TAIL* | thumbs up [from me|from my side] | [det er en] go TAIL* | den køber jeg | det køber jeg | det er en aftale | den tager vi
 | [det|THING|alt] (stemmer|passer) [INT*] [fint|godt|helt|perfekt|udmærket] [overens] [med] (min|mine|vores) [egen|egne] (hukommelse|erindring|noter|notater|opfattelse|oplevelse|billede af mødet) | (det|THING) (stemmer|passer) [med] (hvad|det) jeg (husker|erindrer|har noteret) | [THING] (stemmer|passer) [INT*|fint|godt|perfekt|helt]*
 | [THING|det] (svarer|stemmer|passer) [INT*|fint|godt]* [overens] (til|med) (det|hvad) (vi|jeg) (talte om|aftalte|drøftede|besluttede|husker|blev enige om|har aftalt|har noteret|erindrer|sagde) | [THING|det] (svarer|stemmer|passer) [INT*|fint|godt]* [overens] (til|med) (min|mine|vores) (opfattelse|oplevelse|erindring|hukommelse|noter|notater) [af mødet|fra mødet]
 | (THING|det|som|) (afspejler|gengiver|dækker|rammer|beskriver|refererer|opsummerer|sammenfatter) (INT|fint|godt|loyalt|flot|præcist|korrekt|udmærket|glimrende|rigtig)* (mødet|drøftelsen|drøftelserne|mødets drøftelser|det vi talte om|hvad vi talte om|vores drøftelse|vores drøftelser|vores møde|beslutningerne|forløbet|det vi drøftede|det vi besluttede|det vi aftalte|dagen|debatten|det|hvad vi drøftede|hvad vi besluttede) (INT|fint|godt|loyalt|flot|præcist|korrekt|udmærket|glimrende|rigtig)*
 | (det|THING|alt) (står|er|lyder) [helt|præcis|nøjagtig|lige] [præcis] [sådan] som (det (blev sagt|foregik|var|skete|gik [til])|(vi|jeg) (talte om|aftalte|drøftede|besluttede|sagde|husker det|husker mødet|huskede det|blev enige om)|aftalt|drøftet|besluttet|jeg husker) TAIL* | det er [også|præcis|netop] (sådan|som) jeg [også] husker (det|mødet) | sådan husker jeg det også | det er også min (opfattelse|erindring)
 | (jeg|vi|) [hermed] kan [NOW] (bekræfte|konstatere|tiltræde) at THING er (GOODS|APPROVED) | (jeg|vi) (bekræfter|konstaterer) [hermed] at THING er (GOODS|APPROVED)
 | [i|we] [hereby|fully|happily|am happy to|can|will|happy to] (approve|approves|accept|agree|approve of|agree with|agree to|endorse|support) [the minutes|it|them|these|this|the draft|to the minutes|with the minutes] [as is|as they are|as written|as it stands|with pleasure] [FROM] | [hereby|read and|all] (approved|accepted) [FROM|by us|as is|as written]* | [the minutes|they|these|minutes] (is|are|can be|have been) [hereby] (approved|accepted) [FROM] | you have my (approval|support|ok) | my approval
 | [jag|vi] [härmed] (godkänner|accepterar|bifaller|kan godkänna) [härmed] [protokollet|det|referatet] [FROM] | [härmed|protokollet är|läst och|protokollet] (godkänt|godkänd|godkänns) [FROM] | (kan|protokollet kan) godkännas [FROM]
 | [jeg|vi] [herved] (godkjenner|aksepterer|kan godkjenne) [herved|hermed] [referatet|protokollen|det] [FROM] | [herved|hermed|referatet er|lest og|referatet] (godkjent|godkjennes) [FROM] | [referatet|protokollen] kan godkjennes [FROM] | [jag är|jeg er] (enig|enig i referatet)
 | (jeg|vi) [også] siger ja tak | det er et ja [FROM] | [det er] et (stort|klart|rungende) ja [FROM] | et ja [FROM] | jeg er med på (det|den) | det er jeg med på | det nikker jeg til | jeg nikker [FROM] | [jeg] nikker (ja|ja herfra) | alle tiders | count me in

# "Det må gerne lægges på hjemmesiden", "bare send det ud"
PUBLISHED = (det|den|referatet|dem|ud|op|online|afsted|af sted|videre|bare|gerne|godt|roligt|på (nettet|hjemmesiden|hjemmeside|jeres hjemmeside|vores hjemmeside|websitet|sitet)|til alle|som (det|den) er|på)*
GO_AHEAD = [så|og|ja|fint] [(i|du|det|den|sekretariatet|MINUTES_NP) [NOW]] (må|kan) [NOW|bare|i|du|det|den|MINUTES_NP|for min skyld]* (PUBLISH|gå|komme|ryge) PUBLISHED TAIL*
 | [FROM] (må|kan) (i|du|det|den|MINUTES_NP) [NOW|bare]* (PUBLISH|gå|komme|ryge) PUBLISHED TAIL* | (det|den|MINUTES_NP) (kan|må) [i] [FROM] [NOW|bare]* PUBLISH PUBLISHED TAIL*
 | (du|i) (skal|behøver) ikke vente på (mig|os) | [bare|så|i må gerne|du må gerne|endelig] (send|offentliggør|publicér|publicer|læg|udsend|upload) [bare] (det|den|MINUTES_NP|ud|op) PUBLISHED TAIL* | (offentliggør|send|udsend|publicer|læg) (i|du) [bare|roligt|gerne]* [det|den|referatet] PUBLISHED | (kør|bare kør|så kør|bare køre) [bare|løs|på|videre|med det|med den|det|den]* | go [for it|ahead] | [det er] (klar|klart) [til (offentliggørelse|udsendelse|publicering|hjemmesiden|at gå ud|nettet)] TAIL* | (referatet|det|jeg|alt) er (klar|klart) [til (offentliggørelse|udsendelse|publicering|hjemmesiden|at gå ud|nettet)] TAIL*
 | [det er] (GOODS) [til] [at] (offentliggøre|offentliggørelse|publicere|publicering|udsende|udsendelse|sende ud) [det|referatet] TAIL* | [det er] GOODS [FROM] (at|hvis) (THING|i) [bliver|kan] PUBLISH PUBLISHED | [det er] GOODS [FROM] at PUBLISH PUBLISHED
 | [jeg|vi|der er|FROM er der] [har] ingen (indsigelser|indvendinger|bemærkninger|protester|problemer|betænkeligheder) [FROM] (imod|mod|til|med|i|ved) at (THING|i) [bliver|kan] PUBLISH PUBLISHED | [jeg] [har] (intet|ikke noget) (imod|mod) at (THING|i) [bliver|kan] PUBLISH PUBLISHED
 | (please|you (can|may)|happy for you to|feel free to) publish [it|them|the minutes] [as is] | ready to publish

YES_WORD: yep jep jeps jepjep japs yes jada jaja-da yeah sure 👍 👌 ✅ ✔ ☑ 💯 🆗 ja-tak absolut bestemt
YES = (det er|jeg siger|her kommer|så siger jeg|herfra lyder|svaret er|det bliver) [et] (ja|ja tak|ok) [herfra|fra mig] | YES_WORD YES_WORD* [FROM] | ja [tak|da|bestemt|helt sikkert|selvfølgelig|naturligvis|absolut|for min skyld|gerne] [FROM|til referatet|til det]* | ja da | bekræftet | det gør jeg (hermed|gerne) | selvfølgelig

SAY = (jeg|vi) [skal|vil|kan] [hermed|gerne|blot|bare|lige|kun]* (meddele|meddeler|oplyse|oplyser|bekræfte|bekræfter|sige|siger|svare|melde|melder|skrive|skriver|tilkendegive|tilkendegiver) [hermed|gerne] [at] | [jeg|vi] (synes|mener|finder|vurderer|oplever) [helt klart|faktisk|bestemt] [at] | (herfra|fra min side) skal (blot|bare|kun) lyde [at] | (min|vores) (melding|tilbagemelding|svar|konklusion) (er|herfra) [at] | det korte svar er
LEAD = (ganske enkelt|enkelt|kort|helt enkelt|nemt svar|let|hurtigt svar|kort svar|konklusionen er|dommen er|dommen|mit svar er|svaret er|som jeg (læser det|ser det|husker det)|efter (grundig|nøje) (læsning|gennemlæsning|overvejelse)|efter gennemlæsning|efter at have læst (det|den|THING)|desværre først nu men|sent men|bedre sent end aldrig men|så vidt jeg kan (se|læse)|når jeg læser det|og|så|altså|jamen|ja|jep|jo|yes|ok|okay|derfor|dermed|super|hermed|tak|så er|konklusion|status|svar|herfra|fra mig|fra min side|kort og godt|kort sagt|alt i alt|med andre ord|vedr referatet|angående referatet|vedrørende referatet|ift referatet|mht referatet|referatet)
CONSENT = LEAD* [SAY] [FROM] (NO_REMARKS|NOT_BAD|IS_GOOD|APPROVING|GO_AHEAD|SUB_NO_REMARKS) | YES | (nej|nope|næ|nei|no|nix) [tak] (NO_REMARKS|NOT_BAD|SUB_NO_REMARKS|THING (er|ser) GOODS [ud] TAIL*)
 | (som|hvilket|hvortil|hvilken|der|og) [også|derfor]* ((jeg|vi) [også|hermed|derfor]* [NOW|ikke har REMARKS]* (MODAL [NOWS] (APPROVE|tilslutte mig|bakke op om|stå inde for)|APPROVES|tilslutter mig|er INT* (enig|tilfreds|glad) [i|med|for]|bakker op om|har godkendt) [NOWS] TAIL* | SUB_NO_REMARKS | er GOODS TAIL* | kan [NOWS] IS_APPROVED TAIL*)

# Pleased with what was put right: an approval only beside another consent.
LEANING = (tak for|det er|fint med|fine|gode|ok med|enig i|godt med|super med|dejligt med|flot med|tilfreds med|glad for|tak for at) [de|jeres|alle|den|det|mine|disse] [gode|fine|små|seneste|nye]* (rettelser|rettelserne|ændringer|ændringerne|justeringer|justeringerne|tilretninger|tilretningerne|rettelsen|ændringen|justeringen|opdateringen|tilføjelser|tilføjelserne|tilføjelsen|præciseringen|præciseringer|præciseringerne) [i har (lavet|foretaget|indarbejdet|skrevet ind)] [siden sidst] [er (fine|gode|ok)|ser (fine|gode|fint|godt) ud|er (set|læst)|er kommet med]
 | [de|jeres|alle|den] [fine|små|seneste|nye]* (rettelser|rettelserne|ændringer|ændringerne|justeringerne|rettelsen|ændringen|tilføjelsen|tilføjelserne|præciseringen) [som] [i har (lavet|foretaget|indarbejdet|skrevet ind)] [siden sidst] (er|ser) INT* (fine|gode|fin|god|ok|okay|fint|godt|i orden) [ud]
 | [jeg|vi] [kan] (se|konstatere|konstaterer|ser|noterer|bemærker|notere) [med (glæde|tilfredshed)] at MY_WISHES | tak (for at|fordi) (MY_WISHES|i (tog|fik) (mine|vores) (REMARK|ønsker) [med|ind]|i (har|) (rettede|rettet|fik rettet) (det|den|mit navn|fejlen|datoen) [så hurtigt]) | MY_WISHES
 | (jeg|vi|det er [helt] (korrekt|rigtigt) at jeg) @w @w* og det (står|fremgår) [der|jo|også|korrekt|rigtigt|fint|tydeligt|af referatet|i referatet]* | selv om (jeg|vi) var (imod|uenig|uenige|skeptisk|kritisk) @w* er (den|det) [helt] (korrekt|rigtigt|fint|loyalt|godt) (refereret|gengivet|beskrevet) | (diskussionen|debatten|mødet|drøftelsen|sagen|snakken|det|emnet|dagen) var (lang|langt|svær|svært|indviklet|livlig|lidt|noget|kompliceret|rodet|ret|heftig|og)* men (MINUTES_NP|det) (er|bliver) GOODS | jeg har (ændret|skiftet) mening om @w @w* men (MINUTES_NP|det) (gengiver|afspejler|er) (INT|fint|godt|loyalt|korrekt)* (det der blev sagt|mødet|drøftelsen|refereret|gengivet)
 | (jeg var [først|lige|et øjeblik|kort]* i tvivl|[jeg] (troede|frygtede|tænkte|syntes) først|først (troede|tænkte|syntes|frygtede) jeg|umiddelbart (troede|tænkte) jeg|jeg havde [først|ellers] frygtet|jeg undrede mig først|i første omgang (troede|tænkte) jeg) @w @w* men RESOLVED
MY_WISHES = (mine|vores|min|mit|alle mine) (bemærkninger|rettelser|kommentarer|ønsker|ændringer|input|forslag|indsigelse|indsigelser|bemærkning|rettelse|kommentar|navn|titel) [fra (sidst|sidste gang|i går)] er [nu|alle|fint]* (kommet med|indarbejdet|taget med|med|imødekommet|skrevet ind|rettet|på plads|kommet på plads)
RESOLVED = [jeg] har [nu|lige|også]* (tjekket|undersøgt|set|slået|læst) [det|efter|igen|op]* [og] (det|den) (passer|stemmer|er rigtigt|er rigtig|er korrekt|er helt rigtigt) [nok] | (det|den|tallet) (passer|stemmer|er (rigtigt|korrekt|løst flot|flot løst|fint løst|faldet på plads|helt fint|helt rigtigt)) [fint|jo]* | det var (mig|min fejl|mig selv|bare mig|mig der tog fejl) [der [havde] (overset|misforstået|misset|læst|husket|sprunget|tog|blandet) (@w|@w @w|@w @w @w|)]
"""

TEXT = LISTS + PARTS + RULES
