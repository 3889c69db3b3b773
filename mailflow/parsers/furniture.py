"""What mail programs and organisations put around a person's words: sign-offs, signatures, banners, footers.

Data for ``signatures``: Danish, Norwegian, Swedish, English (and the German of the same programs). Every pattern is linear.
"""

from __future__ import annotations

import re

SIGN_OFF = re.compile(
    r"^\s*(?:(?:på forhånd tak(?: og)?|tak og|og|en|varme?|hjertelige?|gode?|store|rigtig god weekend og|god weekend og|de|med|mange|rigtig|kun|alt godt og)\s+)*"
    r"(?:m\.?\s?v\.?\s?h\.?|v\.?h\.?|d\.?b\.?h\.?|b\.?h\.?|k\.?h\.?|b\.?r\.?|k\.?r\.?|p\.?b\.?v\.?|med (?:\w+ )?venlig(?:e|st)? hilsen|med (?:venlige?|de bedste|bedste|kærlige?|kollegiale?|venligste) hilsner?|venlig(?:e|ste)? hilsner?|venlig hilsen|(?:de )?(?:aller)?bedste hilsner?|mange hilsner|kærlige? hilsner?|kærlig hilsen|"
    r"[^\W\d_]{0,12}hils(?:en|ner|ener)(?: fra)?|alt godt|m\.?\s?k\.?\s?h\.?|viele grüße|liebe grüße|mfg|met vriendelijke groet(?:en)?|cordialement|saludos|venligst|de bedste|mange hilsener|med hilsen|(?:best|kind|warm|kindest) (?:regards|wishes)|regards|all the best|cheers|sincerely|yours sincerely|yours|best|"
    r"med vänliga? hälsning(?:ar)?|vänliga? hälsning(?:ar)?|hälsning(?:ar)?|mvh|vennlig hilsen|med vennlig hilsen|beste hilsen|hilsing|(?:mit )?(?:freundlichen?|besten?|herzlichen?) gr(?:ü|ue)(?:ß|ss)en?|gr(?:u|ü|ue)(?:ß|ss)e?|respectfully)(?![^\W_])"
    r"(?P<rest>[\s,.!/:–-]*+\S*+(?:\s++\S++){0,6}+)\s*$",
    re.I,
)
INLINE_SIGN_OFF = re.compile(
    r"(?P<cut>[\s,.;!:)-]*(?:(?<=[\s,.;!:)-])|(?<=^))(?:(?:de )?(?:med )?(?:mvh|m\.v\.h\.?|vh|dbh|kh|venlig hilsen|venlige hilsner|bedste hilsner|bedste hilsen|mange hilsner|hilsen|best regards|regards|kind regards|vennlig hilsen|vänliga hälsningar|hälsningar)\b[\s,.:]*|/\s?)(?P<name>(?:[^\W\d_][\w.'-]*)(?:[ ,]+[^\W\d_][\w.'-]*){0,3})\s*[.!]?)$",
    re.I,
)
SEPARATOR = re.compile(r"^([-_=*~.·•—–#+])\1{2,}$")
PICTURE = re.compile(r"^\[(?:image|cid|billede|et billede|logo|photo|foto|signatur)\b[^\]\n]{0,300}\]$", re.I)
DASHES = re.compile(r"^(?:-- ?|—|–|--\s*|_{2,7}|\*{3,}|-{3,19}|={3,19}|~{3,})\s*$")
POSTSCRIPT = re.compile(r"^\s*(?:p\.?\s?s\.?\b|ps[:.]|n\.?b\.?[:.]?\s|nb\b|efterskrift|p\.p\.s)", re.I)
DEVICE = re.compile(
    r"^[\s<*(\[]*(?:"
    r"(?:(?:(?:denne|dette)(?: (?:e-?mail|mail|besked))? er )?(?:af)?sendt|skickat|sent|gesendet|skrevet|send|envoyé|inviato|verzonden|enviado) (?:(?:fra|med|via|från|from|using|von|da|depuis|vanaf|desde) )(?:(?:min|mit|mitt|my|meinem|mon|mijn|mi|en) )?(?:iphone|ipad|galaxy|samsung|huawei|android|mobil\w*|telefon\w*|phone|outlook|mail|yahoo|gmail|proton|icloud|windows|tablet|blackberry|sony|oneplus|xiaomi|nokia|smartphone|mac)\b.{0,120}"
    r"|(?:hent|get|hämta|få|last ned|download|skaff|prøv|télécharger|obtenir|holen sie sich|obtener|scarica|ottieni|baixar) (?:outlook|bluemail|yahoo|proton|samsung).{0,120}"
    r"|(?:sent|sendt|envoyé|enviado)(?: wirelessly| sans fil)? (?:from|via|fra|par|desde|depuis) (?:my |min |mit |mon |mi )?[\w ]{0,30}\b(?:htc|blackberry\w*|mailbox|smartphone|lumia|pixel|tablet|android|iphone|ipad|mobilephone)\b[^.?\n]{0,60}[.!]?"
    r"|(?:sent|sendt) (?:with|med) (?:proton|mailspring|spark|aqua).{0,80}|(?:sendt|sent) (?:fra|from) .{0,20}outlook.{0,60}"
    r"|(?:(?:denne|dette)(?: (?:e-?mail|mail|besked))? er )?(?:dikteret|indtalt)(?:,? (?:på|med|via|i|og|kan|indeholde|have|derfor|små|\w*fejl|telefon\w*|mobil\w*|siri|bilen|ipad\w*|iphone\w*|min|der))*\.?"
    r"|(?:fra|from) (?:min|mit|my) (?:iphone|ipad|mobil|telefon|android\w*|samsung[\w ]{0,20}|galaxy[\w ]{0,20})[.!]?"
    r"|(?:sikker|sikret|secure|secured|sichere) [\w -]{0,20}(?:med|with|mit) (?:tuta|tutanota|proton)\b.{0,80}"
    r"|undskyld (?:venligst )?(?:eventuelle )?(?:tastefejl|slåfejl|stavefejl|korthed)\b.{0,60}(?:mobil|telefon|ipad|iphone).{0,40}"
    r")\s*$",
    re.I,
)
BANNER = re.compile(
    r"^[\s*>\[(!⚠️-]{0,12}(?:\[?[^\]\n]{2,40}\]\s*[:–-]?\s*)?(?:"
    r"denne (?:e-?mail|mail|besked|meddelelse) (?:kommer fra|er (?:sendt )?(?:fra|af)|stammer fra|blev sendt fra|er modtaget fra) (?:en )?(?:ekstern|uden for|udenfor|en afsender|afsender|en person|person|internettet).{0,400}"
    r"|(?:advarsel|obs|vigtigt|bemærk|caution|warning|external|ekstern|eksternt|pas på|forsigtig|vær opmærksom)\b\s*[:!\]–-].{0,60}(?:mail|afsender|sender|organi[sz]ation|ekstern|external|email).{0,300}"
    r"|(?<=[*\[=#-] )(?:ekstern|external|extern)\w* (?:e-?mail|mail|afsender|sender)\b.{0,120}|(?<=[*\[=#-])(?:ekstern|external|extern)\w* (?:e-?mail|mail|afsender|sender)\b.{0,120}"
    r"|\[?(?:external|ekstern|eksternt|extern)(?: (?:email|e-?mail|mail|sender|afsender))?\]?\s*[:!]?\s*"
    r"|(?:this (?:email|e-mail|message) (?:originated|was sent|came|is) from (?:outside|an external)).{0,400}|caution: .{0,300}"
    r"|(?:du får ikke ofte (?:mails?|e-?mails?|meddelelser) fra|nogle (?:af de )?personer,? (?:der|som) (?:har modtaget|modtog) denne (?:meddelelse|besked)|you don'?t often get e?-?mail from|some people who received this message don'?t often get|de får ikke ofte).{0,400}"
    r"|.{0,60}(?:få mere at vide om,? hvorfor (?:dette|det) er vigtigt|learn why this is important).{0,100}"
    r"|(?:(?:dokument)?klassifi(?:kation|cering)|classification|sensitivity|følsomhed(?:sgrad)?)\s*:\s*(?:\w+ )?(?:intern|ekstern|offentlig|fortrolig|personlig|følsom|åben|internal|public|confidential|general|restricted)\w*(?: brug| use)?"
    r"|(?:klik ikke på links|do not click (?:on )?(?:any )?links|åbn ikke vedhæft|undlad at (?:klikke|åbne)).{0,300}"
    r")$",
    re.I,
)
FOOTER = re.compile(
    r"^[\W_]{0,8}(?:P\s+)?(?:"
    r"(?:denne (?:e-?mail|mail|meddelelse|besked)(?: (?:og|samt|inkl|med).{0,80})? (?:er|kan være|kan indeholde|indeholder|med|samt|inkl)\b.{0,200}(?:fortrolig|personlig|tiltænkt|adressat|modtager))"
    r"|(?:hvis du (?:ved en fejl |fejlagtigt |ikke er |har modtaget ).{0,120}(?:mail|meddelelse|modtager|besked))"
    r"|(?:indholdet af denne (?:mail|e-?mail)|oplysningerne i denne (?:mail|e-?mail)|fortrolighedsmeddelelse|fortrolighed\s*:|disclaimer\b|confidentiality\b)"
    r"|(?:this (?:e-?mail|message)(?: (?:and|including|together).{0,80})? (?:is|may|contains|are)\b.{0,200}(?:confidential|intended|privileged|addressee))"
    r"|(?:if you (?:have received this|are not the intended))|(?:the information (?:contained )?in this (?:e-?mail|message))"
    r"|(?:tænk på miljøet|tænk dig om,? før du (?:printer|udskriver)|spar på papiret|please consider the environment|think before you print|skån miljøet|(?:udskriv|print) (?:kun|ikke)\b|please (?:only )?print|er det nødvendigt at (?:printe|udskrive))"
    r"|(?:(?:læs|se|du kan læse|sådan) (?:mere )?(?:om )?(?:hvordan |her hvordan )?(?:vi |kommunen |vores )?.{0,40}(?:behandler|behandling af|persondata|personoplysninger|databeskyttelse|privatlivspolitik|cookie))"
    r"|(?:jeg|vi) (?:arbejder (?:fleksibelt|på (?:skæve|andre|forskudte))|sender (?:gerne |ofte )?mails? (?:uden ?for|på skæve)|forventer ikke (?:et )?svar uden ?for).{0,200}"
    r"|(?:[^\n.]{0,60}\b(?:behandler|behandling af) (?:dine |jeres |vores )?(?:person(?:oplysninger|data)|oplysninger om dig))"
    r"|(?:når du (?:skriver|sender) til os|vi behandler (?:dine )?personoplysninger|din henvendelse (?:behandles|journaliseres)|information om behandling af|behandling af personoplysninger|du kan (?:læse|finde) (?:mere )?.{0,40}personoplysninger)"
    r"|(?:virus-?free|virusfri|scannet af|denne (?:e-?)?mail er (?:blevet )?(?:kontrolleret|scannet|virus)|this email has been (?:scanned|checked)|avast|www\.avast)"
    r"|(?:[^\n]{1,80}\bmailing list\b.{0,3}(?:--|[-–—])\s*\S+@\S+|to unsubscribe\b.{0,40}\bsend an email to)"
    r"|(?:følg os på|besøg os på|find os på|follow us on|like os på)"
    r"|(?:(?:sikker (?:e-?)?mail|sikker post|kryptering)\s*:|denne (?:e-?)?mail er (?:sendt )?(?:krypteret|sikkert|via sikker))"
    r"|(?:send (?:ikke )?(?:personfølsomme|fortrolige|følsomme) (?:oplysninger|mails?)|brug digital post|skriv (?:sikkert )?til os (?:via|på|med|sikkert|gennem)|skriv sikkert til os)"
    r").{0,600}$",
    re.I,
)
CONTACT = re.compile(
    r"(?:\b(?:tlf|telefon|tel|mobil|mob|direkte|dir|phone|mobile|cell|fax|cvr|ean|e-?mail|mail|web|www|sms|m|t|d)\b\s?\.?\s?[:+.]?\s?(?:\+?\d[\d ]{5,}))|(?:\+45|\+46|\+47|0045)[\d ]{6,}|\b\d{2} ?\d{2} ?\d{2} ?\d{2}\b|\bwww\.|https?://|[\w.+-]{1,64}@[\w-]{1,63}\.|\b\d{4} [A-ZÆØÅ][\wæøå]+"
    r"|\b\w*(?:vej|gade|plads|allé|torv|stræde|boulevard|vænget|parken) \d{1,4}\b",
    re.I,
)
TITLE = re.compile(
    r"\b(?:\w*direktør|\w*chef|lærer|skoleleder|pædagog|jurist|ingeniør|arkitekt|borgmester|formand|næstformand|konsulent|sekretær|sekretariatschef|leder|rådgiver|koordinator|assistent|kontorchef|stabschef|kommune|regionskommune|rådhus(?:et)?|forvaltning(?:en)?|afdeling(?:en)?|sekretariat(?:et)?|direktion(?:en)?|stab(?:en)?|center for .*|\w+centeret|cand\.\w+|mba|ph\.?d\.?|ceo|director|manager|chief executive|kommundirektör|rådmann|kommunedirektør|hovedbestyrelsesmedlem)\b",
    re.I,
)
# Verbs that say what is or was, and words with which one adds a thing: below a signature they are words again.
FINITE = frozenset(
    """var er har havde blev bliver deltog deltager mangler manglede skal skulle kan kunne vil ville boer burde maa sagde mente
    mener foreslaar foreslog oensker stod staar kom kommer gik glemte tror synes hedder hed staves vedtog besluttede aftalte
    talte spurgte bad fik faar gjorde kender ved godkender accepterer afviser indstiller was were is are has have should""".split()
)
IRREGULAR = frozenset(
    "tog holdt saa sad lod bar faldt fandt gav laa lagde satte sendte send tag saet lad giv skriv kald ring slet fjern flyt bed lyder siger".split()
)
ADDS = re.compile(
    r"^\s*(?:husk|hov|ups|uups|nå|forresten|apropos|ret|tilføj|plus|rettelse|tillæg|også|se (?:bilag|vedhæft|note|min|punkt))\b|^\s*\+\s*[^\W\d]",
    re.I,
)
NUMBERED = re.compile(
    r"^(?:åbn|tele|træf|mandag|man-|man\b|tirs|ons|tors|fre).{0,60}\d|\b(?:ean|lokal|lok|cvr|cvrnr|gln|postboks|box|p-nr|dk-?|nr|sal|sikkerhed\w*|sag\w*|dok\w*|journal\w*|j\.?nr|id|ref)\b|^\W*\d{4,5}\b|\+?\d{2}(?: ?\d{2}){3}|(?-i:[A-ZÆØÅ])[^\W\d_]+ \d{1,3}[a-z]?\b(?!\.\d)",
    re.I,
)
HABITS = re.compile(r"^[\W_]{0,8}(?:jeg|vi) (?:arbejder|sender|forventer)\b", re.I)  # "Jeg arbejder fleksibelt …"
# In a signature: "Bemærk: Jeg holder ferie i uge 42."
ABSENCE = re.compile(
    r"^[\W_]{0,8}(?:(?:bemærk|obs|nb|ps)\s*[:!.]?\s*)?(?:jeg|vi|kontoret|sekretariatet|kommunen|rådhuset|borgerservice) (?:holder|har|er på|er|går på) (?:\w+ )?(?:lukket|ferie\w*|fri|barsel|orlov|sommerferie|efterårsferie|vinterferie)\b[^\n]{0,120}$"
    r"|^automatisk svar kan forekomme\.?$",
    re.I,
)
