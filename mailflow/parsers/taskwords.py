# ruff: noqa: E501 - lists of words are easier read on one line
"""The words by which minutes say that somebody has something to do. Data for ``tasks``."""

from __future__ import annotations

import re

from mailflow.parsers.people import NAME

ROLE = (
    r"(?:[Ss]ekretariatet|[Ff]ormand(?:en)?|[Nn]æstformand(?:en)?|[Ff]ormandskabet|[Dd]irektøren|[Kk]assereren|(?:[Hh]oved)?[Bb]estyrelsen|HB|[Ff]orretningsudvalget|FU"
    r"|[Uu]dvalget|[Aa]rbejdsgruppen|[Gg]ruppen|[Ss]krivegruppen|[Rr]epræsentantskabet|[Mm]edlemmerne|[Mm]edlemmer(?:ne)?\s+af\s+(?:[Hh]oved)?[Bb]estyrelsen|[Ff]oreningen|[Rr]eferentgruppen"
    r"|[Ss]ekretær(?:en|erne)?|[Kk]asserer|[Aa]dministrationen|[Ff]orvaltningen|[Tt]ovholder(?:en|ne)?|[Pp]rojekt(?:leder|gruppe)(?:en|n)|[Ww]ebmaster(?:en)?|[Ss]tyregruppen|[Dd]irektionen|[Rr]eferenten|[A-ZÆØÅ][a-zæøå]{2,}(?:udvalget|gruppen|sekretæren|konsulenten|koordinatoren|chefen|lederen)|[Kk]redsene|[Kk]redsformændene|[Kk]redsbestyrelsen|[Aa]lle|[A-ZÆØÅ]\w*-sekretariatet)"
)
_NAMED = rf"(?:{NAME.pattern})(?:\s*,\s*[A-ZÆØÅ][\wæøåÆØÅ-]+(?![\w-]|\s+[A-ZÆØÅ]))?"
_ONE = rf"(?>{ROLE}\b|{_NAMED}|[A-ZÆØÅ]{{2,10}}\b|[A-ZÆØÅ][a-zæøåé]+\b)"
_GROUPED = r"(?:\s*\([A-ZÆØÅ][^()\n]{2,80}\))?"  # "Udvalget (Anna, Bo og Carla)"
WHO = rf"(?P<who>(?>{_ONE}(?:(?:\s*,\s*|\s*/\s*|\s+og\s+|\s+samt\s+){_ONE})*)){_GROUPED}"  # atomic: a list is read in one way only
ADVERB = r"(?:\s+(?:derefter|herefter|efterfølgende|desuden|også|så|nu|fremadrettet|snarest|løbende|samtidig|endvidere|ligeledes|i\s+samarbejde\s+med\s+\S+|sammen\s+med\s+(?:sekretariatet|formanden)))*"

# What is done after a meeting, in the present tense, which in Danish is the future too.
VERBS = (
    r"(?:undersøger|inviterer|sender|fremsender|udsender|eftersender|videresender|rundsender|følger\s+op|tager\s+kontakt|kontakter|tilføjer|sletter|fjerner|opdaterer"
    r"|reviderer|retter|tilretter|indarbejder|udarbejder|laver|skriver|formulerer|forbereder|planlægger|arrangerer|koordinerer|samler|indsamler|indkalder|booker|bestiller"
    r"|publicerer|offentliggør|lægger|orienterer|informerer|giver|meddeler|melder|spørger|hører|afklarer|afdækker|kortlægger|beregner|finder|fastlægger|aftaler|drøfter\s+med|vender\s+tilbage"
    r"|kommer\s+(?:med|tilbage)|fremlægger|forelægger|præsenterer|afholder|holder|tager|sørger|sikrer|står\s+for|arbejder|fortsætter|færdiggør|indhenter|rykker|minder|svarer|deltager|inddrager"
    r"|opretter|etablerer|igangsætter|iværksætter|implementerer|evaluerer|gennemgår|udvælger|indgår|forhandler|betaler|refunderer|overdrager|afleverer|uploader|deler|udsteder|bringer|tilpasser"
    r"|tilmelder|afmelder|opsiger|oversætter|ansøger|søger|flytter|sammensætter|sammenfatter|opsamler|trykker|genoptager|tilbyder|takker|går\s+videre|rækker\s+ud|ringer|mødes\s+med|repræsenterer\s+\S+\s+(?:ved|på|til)|er\s+tovholder|er\s+ansvarlig|vender\s+retur|drøfter\s+\S+\s+med|leverer|får\s+\S+\s+til\s+at|regner|skaffer|køber|indkøber|vurderer|ser\s+på|kigger\s+på|tjekker|checker)"
)
PASSIVES = (
    r"(?:sendes|udsendes|fremsendes|udarbejdes|undersøges|indkaldes|inviteres|følges\s+op|følges|offentliggøres|publiceres|lægges|tilføjes|slettes|revideres|tilrettes|rettes|opdateres|indarbejdes"
    r"|afklares|kontaktes|arrangeres|koordineres|fremlægges|forelægges|præsenteres|planlægges|arbejdes\s+videre|indhentes|rundsendes|sættes\s+på|gøres\s+tilgængelig\w*|genoptages"
    r"|samles|orienteres|evalueres|bestilles|bookes|sættes\s+i\s+gang|igangsættes|optages|nedsættes|forberedes|meddeles|tages\s+op|tilrettes|overdrages|udsættes\s+til|gentages|annonceres|opslås|evalueres|udpeges\s+en|vurderes|justeres|færdiggøres|rykkes)"
)
_DONE_LATER = r"(?:fremlagt|udsendt|sendt|udarbejdet|forelagt|præsenteret|offentliggjort|inviteret|undersøgt|revideret|indkaldt|publiceret|fulgt\s+op|kontaktet|taget\s+op|sat\s+på)"

PRESENT = re.compile(rf"^{WHO}{ADVERB}\s+(?P<what>{VERBS}\b.*)$", re.DOTALL)
# Below a decision, and in a list of tasks, anything that somebody does is still to be done; but what one is, thinks or becomes.
ANYTHING = re.compile(
    rf"^{WHO}{ADVERB}\s+(?P<what>(?!(?:er|har|var|bliver|får|deltager|mener|ønsker|støtter|bakker|anbefaler|indstiller|foreslår|godkender|tiltræder|udtræder|indtræder"
    r"|afløser|erstatter|fratræder|finder|noterer|konstaterer|beslutter|vedtager|drøfter|udpeger|vælger|tager|sidder|repræsenterer|udgør|kender|husker|ligger|står|hører|fortsætter|glæder"
    r"|hedder|kan|skal|vil|bør|må|udpeges|vælges|stopper|sker|findes|lever|gælder|svarer\s+til|består|indgår)\b)[a-zæøå]{2,}r\b.*)$",
    re.DOTALL,
)
# What one who speaks or thinks does: outside of a decision it tells of the debate.
SAYS = re.compile(
    r"(?:\S+\s+)?(?:påpeger|oplever|fortæller|oplyser|understreger|bemærker|nævner|fremhæver|gør|roser|takker|advarer|efterlyser|efterspørger|forklarer|redegør|orienterer|synes|tror"
    r"|vurderer|ser|føler|ved|minder|opfordrer|peger|beder|bifalder|tilkendegiver|forventer|håber|regner\s+med|forstår|spørger|kommenterer|supplerer|tilføjer|svarer|siger|hedder|bor|arbejder|kommer\s+fra|går\s+ind\s+for|stemmer|tegner|viser|lægger\s+vægt)\b"
)
BODY = re.compile(
    r"(?:[Hh]oved)?[Bb]estyrelsen|HB|[Rr]epræsentantskabet|[Kk]redsbestyrelsen|[Ff]orretningsudvalget|FU|[Uu]dvalget|[Aa]lle|[Mm]edlemmerne"
)
# "HB drøftede emnet og vender tilbage til det"
# "... sendt til sekretariatet, som fremlægger et nyt budget"
WHO_THEN = re.compile(rf"\b{WHO},\s+(?:som|der)\s+(?P<what>{VERBS}\b.*)$", re.DOTALL)
AND_THEN = re.compile(rf"^{WHO}\s+[^.,;:]{{3,120}}?\s+og\s+(?P<what>{VERBS}\b.*)$", re.DOTALL)
INVERTED = re.compile(rf"^(?P<lead>[^.;:]{{3,90}}?)\s+(?P<verb>{VERBS})\s+{WHO}(?:\s+(?P<rest>.*))?$", re.DOTALL)
WILL = re.compile(
    rf"{WHO}{ADVERB}\s+(?P<what>(?:vil|skal|får\s+til\s+opgave\s+at|fik\s+til\s+opgave\s+at|har\s+til\s+opgave\s+at|påtog\s+sig\s+at|påtager\s+sig\s+at|lovede\s+at|blev\s+bedt\s+om\s+at"
    r"|bør|bedes|opfordres\s+til\s+at|opfordredes\s+til\s+at|får\s+mandat\s+til\s+at|fik\s+mandat\s+til\s+at|meldte\s+sig\s+til\s+at|melder\s+sig\s+til\s+at|påtager\s+sig\s+opgaven|påtog\s+sig\s+opgaven|tager\s+initiativ|bemyndiges\s+til\s+at|bemyndigedes\s+til\s+at|blev\s+bemyndiget\s+til\s+at|anmodes\s+om\s+at|tilbød\s+at|er\s+ansvarlig\s+for)\b.*)$",
    re.DOTALL,
)
WILL_INVERTED = re.compile(rf"\b(?:vil|skal)\s+{WHO}\s+(?P<what>(?!have\b|være\b).*)$", re.DOTALL)
PASSIVE = re.compile(
    rf"^(?P<what>(?:[^.;]{{2,200}}?\s+(?:vil\s+blive\s+{_DONE_LATER}|skal\s+\w+s|{PASSIVES})\b|Der\s+{PASSIVES}\b).*)$",
    re.DOTALL,
)
RESPONSIBLE = re.compile(
    rf"^(?P<what>.{{3,300}}?)\s*(?:[(\[–—-]\s*|,\s*|\.\s*)?(?:\b(?:[Aa]nsvarlig(?:e)?(?:\s+for\s+[^:.]{2, 40})?|[Aa]nsv\.|[Oo]pgave\s+til)\s*:\s*|\b[Uu]dføres\s+af\s*:?\s+){WHO}[)\]]?\s*(?P<more>.*)$",
    re.DOTALL,
)
RESPONSIBLE_ALONE = re.compile(r"(?:[Aa]nsvarlig(?:e)?|[Aa]nsv\.|[Uu]dføres\s+af|[Oo]pgave\s+til)\s*:\s*\S")
# "Revisoren kontaktes (Anna Berg)", "Tilbud indhentes /AB"
BEHIND = re.compile(rf"^(?P<what>.{{5,300}}?)\.?\s*[(/]\s?{WHO}\s*\)?\.?$", re.DOTALL)
TO_BE_DONE = re.compile(rf"\b{PASSIVES}\b|^(?:[A-ZÆØÅ][a-zæøå]+e|Få|Se\s+på|Gå|Bede|Tage)\s")
BEGINS_TO_DO = re.compile(rf"(?i:{VERBS})\b")
LED = re.compile(rf"^{WHO}\s*(?::|–|—|\s-)\s+(?P<what>\S.{{3,}})$", re.DOTALL)
DECIDED_THAT = re.compile(
    r"^.{0,60}?\b(?:besluttede|besluttedes|besluttes|besluttet|aftalte|aftaltes|aftales|aftalt|enige\s+om|enighed\s+om|vedtog|bad|bemyndigede|[Kk]onklusionen\s+(?:blev|er|var))\s*(?:det\s+)?,?\s+at\s+",
    re.DOTALL,
)
ASKED_TO = re.compile(
    rf"^.{{0,60}}?\b(?:bad|bemyndigede|pålagde|opfordrede)\s+{WHO}\s+(?:om|til)\s+(?:at\s+)?(?P<what>.+)$", re.DOTALL
)

NOT_A_TASK = re.compile(
    r"\b(?:indstiller|indstilles|anbefaler|anbefales|foreslår|foreslås|foreslog|tilkendegav|(?:fremførte|fremført),?\s+at|udtrykte|udtrykt|overvejes,?\s+om|ønsker\s+ikke|oplyste|orienterede|informerede|bemærkede|mindede|fortalte"
    r"|påpegede|roste|takkede|kan\s+(?:læses|findes|ses)|skal\s+(?:ikke\s+)?(?:kunne|være|ses|forstås)|må\s+(?:ikke|gerne|kunne|have|være)"
    rf"|vil\s+(?:ikke|gerne\s+(?!(?:kigge|se|hjælpe|lave|skrive|tage|stå|undersøge|kontakte|bidrage|påtage|følge|sende|spørge)\b)|kunne|være|have|medføre|betyde|koste|blive\s+(?!{_DONE_LATER})))\b",
    re.IGNORECASE,
)
DISCUSSION = re.compile(
    r"^(?:(?:[Hh]oved)?[Bb]estyrelsen|HB)\s+(?:drøfter|gennemgår|godkender|beslutter|tager\s+(?:stilling|orienteringen|til)|skal\s+(?:drøfte|tage|beslutte|godkende)|ønsker|peger|fortsætter\s+drøft|finder)",
    re.IGNORECASE,
)
# What becomes of somebody, and nothing that is to be done.
NO_TASK = re.compile(
    r"(?:trækker\s+sig|træder\s+(?:ud|ind|af|tilbage)|fortsætter\s+(?:i|som)|fylder|udtræder|indtræder|fratræder|tiltræder|går\s+på\s+pension)\b"
)
UNLIKELY = re.compile(
    r"^(?:\S+\s+)?(?:deltager|holder|tager\s+udgangspunkt|arbejder(?!\s+videre)|drøfter|giver|finder(?!\s+(?:en|et|nye?)\b)|planlægger|vil\s+i\s+)"
)
GONE = re.compile(r"\b(?:i\s+går|sidste\s+(?:år|måned|uge)|tidligere|allerede)\b", re.IGNORECASE)
CONDITION = re.compile(r"^(?:hvis|når|da|fordi|som|hvordan|hvad|hvem|om|at|selv)\b", re.IGNORECASE)
SUBORDINATE = re.compile(
    r"\b(?:hvis|når|fordi|hvordan|hvorfor|hvorvidt|om|hvor|som|der|hvad|hvem|da|mens|at)\s+$", re.IGNORECASE
)
