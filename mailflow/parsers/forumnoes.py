# ruff: noqa: E501 - a phrase is easier to read on one line
"""How people say that nobody is put forward, or that somebody does not want to: phrases in the notation of ``answertext.rule``.
Data for ``forum``; who is put forward is in ``forumwords``.
"""

from __future__ import annotations

from mailflow.parsers.forumwords import forum_rule

NOBODY = forum_rule("""
    (vil|ville|kunne|ønsker|foretrækker) (jeg |vi )?({GLAD} |helst |hellere |godt |også |tænke mig )*(at )?(slippe|undgå|fritages|fri|være fri|blive fri|afstå|stå over|springe over|holde fri|holde pause|have en pause|takke nej|sige nej|melde fra|melde pas|lade være|træde tilbage|træde ud|stoppe|gå af|trække (mig|os|sig)|frabede (mig|os|sig))( .*)?
    (nix|nul|njet)
    (bliver|må blive|blir) (til )?en (anden|senere) (god )?gang
    (trækker|hiver) (\\S+ )?(stikket|følehornene)( .*)?
    (jeg|vi) passer (denne gang|her|desværre)
    venter (\\S+ )?til (\\S+ )?(en anden|næste) gang
    (bliver|holder mig|står|sidder) (\\S+ )?(på|ude på) (sidelinjen|bænken|tilskuerpladserne)
    fravalgt( .*)?
    ^(nej )?(ellers )tak$
    ^(det|så|nu) er (det )?(\\S+ )?nok( nu| for mig)?$
    tak for (kaffe|denne gang|mig)( .*)?
    (jeg|vi) (\\S+ )?{NOT} (\\S+ )?(melder|stiller|har|kan|vil|ønsker|skal|indstiller|byder|genopstiller|fortsætter|foreslår|peger)( .*)?
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
    (afstår|afstå|afslår|frasiger|fravælger|udgår|trækker mig|trækker os|frabeder|takker af|stopper|stopper her|holder op|holder mig ude|holder mig udenfor)( \\S+)*
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
    når (han|hun|de|\\S+) (\\S+ )?(stopper|fratræder|går|træder|takker|holder op|går af) .*
    ^(\\S+ ){1,6}uden konkurrence$
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
    {NOT} (\\S+ )?lade (\\S+ )?(chancen|muligheden|det|den|tilbuddet) (gå|passere|ligge)( .*)?
    {NOT} (mere|længere) (\\S+ )?(at|end) (sige|tilføje) .*
    hvis (\\S+ ){0,4}{NOT} (allerede|er for sent|er besat|er taget|var) .*
    {NOT} (noget |intet )(til hinder|i vejen) .*
    {NOT} (bange|nervøs) .*
    uden (tvivl|held|konkurrence|sammenligning|diskussion|tøven|at tøve|forbehold|problemer|betænkeligheder|at blinke)
    {NOT} (kender|mødt|talt|arbejdet|set|spurgt) .*
""")
# Of a third person: no longer, or not wanting. Such a name is not put forward.
SAME_NO = forum_rule("""
    (gælder|samme svar) (\\S+ )?(også|ligeledes|fra)( \\S+)*
    heller ikke
""")
UNWILLING = forum_rule("""
    (vil|ville|kunne|ønsker|foretrækker) ({GLAD} |helst |hellere |godt |også |tænke sig )*(at )?(slippe|undgå|fritages|fri|være fri|blive fri|afstå|stå over|springe over|holde fri|holde pause|have en pause|takke nej|sige nej|melde fra|melde pas|lade være|træde tilbage|træde ud|stoppe|gå af|trække (mig|os|sig)|frabede (mig|os|sig))( .*)?
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
