# ruff: noqa: E501 - a phrase is easier to read on one line
"""What an answer to an invitation holds beside the answer: thanks, questions, others, what was so before. Data for ``event``,
in the notation of ``answertext.rule``.
"""

from __future__ import annotations

from mailflow.parsers.eventwords import event_rule

SMALL_TALK = event_rule("""
    (jeg |vi )?har (\\S+ )?(modtaget|set|læst|fået) (\\S+ ){0,2}(invitationen|mailen|indkaldelsen|programmet|indbydelsen)( .*)?
    (mit|min) (\\S+ )?(nummer|telefonnummer|mobilnummer|mail|mailadresse|adresse|telefon|titel) (er|bliver) .*
    rettelse
    (sikke|hold da op|hvor er det|hvor er) .*
    (er )?noteret
    ^(middag|middagen|overnatning|frokost|hotel|parkering|spisning|aftensmad|kaffe|fest|allergi|allergier|kost|transport|ledsager) : .*
    (jeg |vi )?har (\\S+ ){0,3}(fået|skiftet|ændret) (\\S+ )?(ny|nyt|nye|mail|mailadresse|adresse|nummer|telefon*|job) .*
    (jeg |vi )?har (\\S+ ){0,3}(fået|skiftet|ændret) (mail|mailadresse|adresse|nummer|job|ny|nyt|nye)
    (brug|brug venligst) (\\S+ )?(den nye|min nye|denne) .*
    (flot|godt|fint|spændende|stærkt|imponerende|lækkert) (program|arrangement|initiativ|tema|emne) .*
    (jeg |vi )?svarer (\\S+ ){0,3}(i|på|senere|snart|når|om) .*
    (jeg |vi )?(har |er )?(\\S+ )?(lagt|sendt|delt|videresendt|givet|bragt|formidlet|videregivet) (\\S+ ){0,6}(videre|til|rundt|ud) .*
    (jeg |vi )?(sender|deler|videresender|giver|lægger) (\\S+ ){0,4}(videre|rundt) .*
    (jeg |vi )?har (videresendt|delt) .*
    (mange |tusind |1000 |rigtig mange |stort |på forhånd )*(tak|takker|thanks|thank you|tack|takk) .*
    (mange |tusind |1000 |rigtig mange |stort |på forhånd )*(tak|takker|thanks|tack|takk)
    (rigtig |fortsat |en |en rigtig )*(god|godt|dejlig|glædelig|skøn) .*
    (ha|hav|have) (en |et |det )*.*
    (hils|hilsen|hilsner) .*
    (held og lykke|tillykke|pas på jer|velbekomme|pøj pøj) .*
    (tillykke|selv tak|modtaget|kvitterer|fyi|til orientering) .*
    (den |det |invitationen |mailen )?er (\\S+ )?modtaget .*
    hvor er (det|programmet|invitationen) .*
    (modtaget|kvitteret|tillykke|selv tak|læst|set|hørt|noteret)
    (beklager|undskyld|sorry) .*
    (beklager|undskyld|sorry)
    (det )?(lyder|ser) (\\S+ ){0,3}(spændende|interessant|godt|godt ud|rigtig godt|fint|relevant|fint ud|relevant ud|spændende ud)
    (spændende|interessant|godt|flot|fint|relevant|vigtigt|stærkt|super|super relevant|rigtig \\S+|et \\S+) (program|emne|initiativ|arrangement|tema|arbejde|oplæg|ide|sted|programsætning)
    (relevant|spændende|interessant|vigtigt|ærgerligt|øv|desværre|godt|fedt)
    (jeg |vi )?håber .*
    (invitationen|mailen|indkaldelsen|indbydelsen) .*(modtaget|set|læst)
    (velkommen tilbage|godt at se jer|hyggeligt at .*|godt nytår|god jul|fin invitation|sikke et program)
""")
QUESTION = event_rule("""
    (hvad|hvem|hvor|hvornår|hvorfor|hvordan|hvilke|hvilken|hvilket|mon|hvorvidt) .*
    (what|where|when|who|why|how|which) .*
    (kan|kunne|må|skal|er|bliver|vil|har|findes|får) (i|du|man|jeg|vi|der|det|mødet|webinaret|den|arrangementet) .*
    (har|kan|vil) nogen .*
    any chance .*
    (jeg )?(vil|ville) (gerne )?(bare |lige |godt )*(vide|høre om|høre hvad|høre hvor|spørge) .*
""")
# What somebody else does says nothing about the writer.
SOMEBODY = event_rule("""
    {PERSON} (kan|kommer|deltager|er|vil|bliver|tager|møder|har|overtager|stiller|dukker|repræsenterer|kigger) .*
    {PERSON}
    (og|samt) {PERSON}
""")
COMPANION = event_rule("""
    (også|med|begge|sammen|ligeledes|og (jeg|undertegnede)|jeg og|plus|desuden)
""")
# Told of earlier: what was so, was said or was believed; the rest of the answer tells what is.
EARLIER = event_rule("""
    (sagde|svarede|troede|skrev|meldte|havde|var|skulle have|skulle ellers|skulle egentlig|ville have|takkede|tilmeldte|se bort fra|glem|ignorer|bortse fra) .*
    (har|er) (\\S+ ){0,2}(tidligere|først|oprindeligt|ellers|egentlig) .*
    (tidligere|oprindeligt|egentlig|oprindelig|først) (\\S+ ){0,2}(meldt|sagt|takket|svaret|tilmeldt) .*
    (mit|min) (tidligere|forrige|første) (afbud|tilsagn|tilmelding|svar) .*
""")
EITHER = event_rule("""
    (ja nej|nej ja)
    enten .* eller
    (ja|nej)( tak)? (, )?(og|eller) (ja|nej)( tak)?
    mig eller \\S+
    \\S+ eller (jeg|mig|undertegnede)
""")
CLOSED_NO = event_rule("""
    ville (\\S+ )?(være|have) (kommet|deltaget|været) .*
    ville (\\S+ )?(\\S+ )?(gerne |elske |ønske )(\\S+ ){0,3}(have|at have|jeg kunne)
    (havde|var) .*
    så gerne .*
    would have .*
""")
# Handed on to others: says nothing about coming.
# Somebody answers for another.
FOR_ANOTHER = event_rule("""
    (har bedt|beder|bad) mig (om at )?(svare|sige|hilse|meddele|melde|skrive|takke|give besked)
    (skriver|svarer) (for|på vegne af)
    på vegne af
""")
HANDED_ON = event_rule("""
    (sæt|skriv|tag) mig (\\S+ )?(på|af) (cc|mail*|nyhedsbrev*|adresseliste*)( .*)?
    tak til (at modtage|nyhedsbrevet|materialet|slides|optagelsen|referatet)( .*)?
    kommer med (et|en) (forslag|ide|bud|indspark|input|kommentar|bemærkning|rettelse)( .*)?
    ^(send|giv|ring|mail|fortæl|del|ret|opdater|vis|lad) (\\S+ ){0,3}gerne( .*)?
    (i|du) (må|kan) (meget |godt )?gerne (sende|give|ringe|dele|rette|opdatere|fortælle|vise|maile)( .*)?
    (sender|sendt|deler|delt|giver|givet|videresender|videresendt|lægger|lagt|formidler) (\\S+ ){0,4}(invitationen|programmet|den|det|videre|rundt)
""")
# "Jeg har svaret i kalenderen": what, is not said here.
SAID_ELSEWHERE = event_rule("""
    (har|jeg) (\\S+ )?(svaret|besvaret|svarede) (?!ja|nej).*
    (se|kig) (\\S+ )?(min|mit|mine|ovenfor|nedenfor|kalender*|vedhæft*) .*
""")
# Of what one does at other times: says nothing of this one.
HABIT = event_rule("""
    (normalt|plejer|sædvanligvis|som regel|almindeligvis|usually|normally)
""")
# Free at that time: no reason for staying away.
FREE = event_rule("""
    (hul|fri|ledig|ledigt|plads|alligevel|heldigvis|tilfældigvis|i forvejen i)
""")
ASKING = event_rule("""
    (hvad|hvem|hvornår|hvordan|hvilke|hvilken|hvilket|hvorfor|what|where|when|who|how) .*
    hvor (?!ville|er det|dejligt|godt|spændende|hyggeligt|ærgerligt|jeg).*
""")
# With "jeg" and without a word of coming: where one is at that time instead.
THAT_TIME = event_rule("""
    (på (netop )?det tidspunkt|den dag|på dagen|samme dag|samtidig|i den uge|hele den uge|den uge|i de dage|den aften|i det tidsrum|de dage|i dagene|hele ugen|hele dagen)
""")
# What comes is no person: "beklager, at det kommer så sent".
THING_COMES = event_rule("""
    (det|der|den|mailen|svaret|afbuddet|dette) (her )?(kommer|er kommet) .*
""")
