# ruff: noqa: E501 - patterns are easier read on one line
"""How Danish minutes say that something was decided: in the past ("besluttede"), in the present of minutes ("Bestyrelsen
godkender", "Regnskabet godkendes"), in the perfect, by a bare participle, or by telling who agreed.
"""

from __future__ import annotations

import re

# What one does who decides. Past, present, past passive, present passive, participle; "-" where nobody says it so.
_VERBS = tuple(
    tuple(row.split())
    for row in """
    besluttede beslutter besluttedes besluttes besluttet
    vedtog vedtager vedtoges vedtages vedtaget
    godkendte godkender godkendtes godkendes godkendt
    tiltrådte tiltræder tiltrådtes tiltrædes tiltrådt
    valgte vælger valgtes vælges valgt
    genvalgte genvælger genvalgtes genvælges genvalgt
    nyvalgte - - nyvælges nyvalgt
    udpegede udpeger udpegedes udpeges udpeget
    genudpegede genudpeger - genudpeges genudpeget
    bevilgede bevilger bevilgedes bevilges bevilget
    bevilligede bevilliger bevilligedes bevilliges bevilliget
    afsatte afsætter - afsættes afsat
    afviste afviser afvistes afvises afvist
    forkastede forkaster forkastedes forkastes forkastet
    bemyndigede bemyndiger bemyndigedes bemyndiges bemyndiget
    overlod overlader - overlades overladt
    pålagde pålægger - pålægges pålagt
    nedsatte nedsætter - nedsættes nedsat
    fastsatte fastsætter fastsattes fastsættes fastsat
    fastlagde fastlægger fastlagdes fastlægges fastlagt
    aftalte aftaler aftaltes aftales aftalt
    udsatte udsætter udsattes udsættes udsat
    udskød udskyder - udskydes udskudt
    konkluderede konkluderer - konkluderes konkluderet
    konstituerede konstituerer - - konstitueret
    fravalgte fravælger - fravælges fravalgt
    ophævede ophæver - ophæves ophævet
    """.strip().split("\n")
)
_AGREE = {"aftalte", "udsatte", "afsatte", "udskød", "konkluderede"}  # alone, in the past, they tell of anybody


def _forms(at: int, *, without: frozenset[str] | set[str] = frozenset()) -> str:
    return "|".join(row[at] for row in _VERBS if row[at] != "-" and row[0] not in without)


# Who decides: a body, by its name or its short form, or all of them.
BODY = (
    r"(?:[Ff]oreningen|(?:[Hh]oved|[Kk]reds|[Ff]onds|[Ss]kole|[Aa]fdelings|[Ff]orenings|[Ll]okal)?[Bb]estyrelsen|[Ff]orretningsudvalget|[Ff]ormandskabet|[Rr]epræsentantskabet"
    r"|[Gg]eneralforsamlingen|[Ff]orsamlingen|[A-ZÆØÅa-zæøå]+(?:udvalget|rådet|gruppen|kredsen|forum|nævnet|kollegiet|ledelsen|mødet)|[Uu]dvalget|[Rr]ådet|[Gg]ruppen|[Kk]redsen"
    r"|[Mm]ødet|[Dd]eltagerne|[Mm]edlemmerne|[Dd]irektionen|[Vv]i|[Mm]an|HB|FU|SMU|RR|KB|AMU|HMU|MED)"
)
_ADVERBS = r"(?:\s+(?!ikke\b)\w+){0,4}?"
# A thing the minutes are about, at the head of a sentence: no clause, no modal.
_THING = r"(?:(?!(?:skal|kan|vil|bør|hvis|når|som|der|at|må|blev|er|var)\b)[\wæøåÆØÅ./%()–-]+\s+){1,9}?"
_RESOLVED = r"(?:besluttet|vedtaget|godkendt|tiltrådt|valgt|genvalgt|udpeget|bevilget|bevilliget|afvist|forkastet|nedstemt|aftalt|udsat|udskudt|konkluderet|fastsat|fastlagt|nedsat|bemyndiget|ophævet|taget\s+til\s+(?:efterretning|orientering|følge))"
_NOTED = r"til\s+(?:efterretning|orientering|følge|sig)"

DECIDES = re.compile(
    rf"\b(?:{_forms(0, without=_AGREE)}|tilsluttede\s+sig|bakkede\s+op\s+om|afstod\s+fra|sagde\s+ja\s+til|traf\s+beslutning\s+om|gav\s+grønt\s+lys\s+(?:til|for)|formanden\s+konkluderede|sagen\s+afsluttes\s+med|enedes\s+om|gav\s+(?:\w+\s+){{0,3}}(?:bemyndigelse|tilslutning|mandat|tilsagn|afslag)"
    rf"|tog\s+(?:\S+\s+){{0,8}}?til\s+(?:efterretning|orientering)|(?:er|var|blev)\s+(?:der\s+)?enige?(?:de)?\s+om)\b"
    rf"|\b{BODY}\s+(?:(?!ikke\b)\w+\s+){{0,3}}?(?:{'|'.join(sorted(_AGREE))}|indstillede|noterede\s+sig|gik\s+ind\s+for|støttede|stillede\s+sig\s+bag|ønskede\s+ikke\s+at|fastholdt|anbefalede\s+enstemmigt|pegede\s+på(?=\s+(?-i:[A-ZÆØÅ])))\b"
    rf"|\b(?:{_forms(2)})\b"
    r"|\b(?:gen)?(?:udpeges|vælges)\s+(?:til|som|i|for)\b|\bindtræder\s+som\b|\bblev\s+(?:\w+\s+){1,4}og\s+(?:godkendt|vedtaget|tiltrådt)\b"
    r"|\b(?:konklusionen|beslutningen)\s+(?:blev|er|var)\b|^(?:gen)?valgt\s+blev\b"
    rf"|\b(?:er|var)\s+(?:dermed|hermed|således|derfor|herefter)\s+(?:enstemmigt\s+)?{_RESOLVED}\b"
    rf"|\bblev\s+(?:(?!ikke\b|drøftet\b)\w+\s+){{0,3}}?{_RESOLVED}\b"
    r"|\b(?:besluttet|vedtaget|godkendt|tiltrådt)\s+(?:enstemmigt|med\s+(?:\d+|de|følgende|\w+)\s+(?:stemmer|faldne|ændringer|bemærkninger|bemærkning))"
    r"|\bder\s+(?:er|var|blev|viste\s+sig)\s+(?:\w+\s+)?(?:enighed|tilslutning|opbakning|flertal)\s+(?:om|til|for|fra)\b|\bdet\s+(?:er|var)\s+(?:besluttet|aftalt|vedtaget)\b"
    r"|\b(?:forslaget|indstillingen|ændringsforslaget|punktet|sagen)\s+(?:faldt|bortfaldt|udgik|bortfalder|udgår)\b",
    re.IGNORECASE,
)
# Only in minutes: an agenda speaks of what is to come in the same words.
IN_MINUTES = re.compile(
    rf"\b{BODY}{_ADVERBS}\s+(?:{_forms(1)}|tilslutter\s+sig|bakker\s+op\s+om|enes\s+om|noterer\s+sig|tager\s+(?:\S+\s+){{1,8}}?{_NOTED}|(?:er|bliver)\s+enige?\s+om)\b"
    rf"|\b(?:{_forms(1)}|tilslutter|bakker|tager)\s+{BODY}\b"
    rf"|\b{BODY}\s+har\s+(?:(?!ikke\b)\w+\s+){{0,3}}?{_RESOLVED}\b"
    rf"|^{_THING}(?:(?:{_forms(3)})(?!\s+(?:til\s+)?(?:den|d\.)?\s*\d)|tages\s+{_NOTED}|sættes\s+på\s+pause|stilles\s+i\s+bero|fastholdes|forhøjes|hæves|sænkes|forlænges|igangsættes|iværksættes|genoptages|nedlægges|indføres)\b"
    rf"|^(?:[Pp]unktet|[Ss]agen|[Mm]ødet|[Ff]risten|[Tt]emaet)\b[^.;]{{0,60}}?\s(?:rykkes|flyttes|udskydes)\s+til\b"
    rf"|^(?:[Dd]et|[Dd]er)\s+(?:besluttes|aftales|vedtages|bevilges|afsættes|nedsættes)\b",
)
ALONE = re.compile(
    r"^\W*ok(?:ay)?\W*$|^\W*(?:enighed\s+om\b|(?:enstemmigt\s+)?(?:godkendt|vedtaget|tiltrådt|taget\s+til\s+(?:efterretning|orientering|følge)|til\s+(?:efterretning|orientering)|afvist|udsat|udskudt|besluttet|aftalt|genvalg|genvalgt|nedstemt|bevilget)"
    r"|(?:begge(?:\s+dele)?|alle|det\s+hele|referatet|dagsordenen|indstillingen|forslaget|regnskabet|årsregnskabet|budgettet|orienteringen|beretningen|punktet|sagen|planen|oplægget)\s+(?:er\s+)?(?:enstemmigt\s+)?(?:godkendt|vedtaget|tiltrådt|taget\s+til\s+(?:efterretning|orientering)|udsat|udskudt|udgår))\b.{0,80}$",
    re.IGNORECASE,
)
BARE = re.compile(
    r"^(?-i:[A-ZÆØÅ])[^.;:]{3,80}(?<!bliver)(?<!blive)(?<!være)(?<!ikke)\s(?:gen)?(?:udpeget|valgt)\W*$|"
    rf"^\W*(?:enstemmigt\s+)?{_RESOLVED}(?:\s*[,:–-]|\s+(?:at|som|uden|med|enstemmigt|på|og|af|til|efter)\b|\W*$)",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"\b(?:indstiller|indstilles|foreslår|foreslås|anbefaler|anbefales|ikke\s+besluttet|ingen\s+beslutning|medmindre|skal\s+(?:beslutte|godkende|vedtage|vælge|tage)|bedes|kan\s+(?:beslutte|godkende|vedtage)|konstituerer\s+sig\s+(?:den|d\.|på)|sidste\s+møde"
    r"|forrige\s+møde|seneste\s+møde|mødet\s+i\s+(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)|tidligere|i\s+sin\s+tid|sidste\s+år)\b",
    re.IGNORECASE,
)
# What only a larger body can decide is decided here as far as it goes: "Bestyrelsen indstiller regnskabet til generalforsamlingen".
PASSED_ON = re.compile(
    rf"\b{BODY}\s+(?:enstemmigt\s+)?(?:indstiller|anbefaler)\b.*\b(?:generalforsamling|årsmøde|repræsentantskab|landsmøde|kongres)"
    r"|^(?:(?:[Hh]oved)?[Bb]estyrelsen|[Kk]redsen|[Uu]dvalget|[Rr]ådet|[Ss]tyregruppen|[Gg]ruppen|[Nn]etværket|[Ff]orummet|[Vv]i)\s+(?:enstemmigt\s+)?(?:indstiller|anbefaler)\b",
    re.DOTALL,
)
# Before the word that decides: others did, or it is a condition.
OTHERS = re.compile(
    r"\b(?:såfremt|hvis|når|kommunalbestyrelsen|folketinget|regeringen|byrådet|regionsrådet|ministeren|styrelsen|kommunen|landsbyggefonden)\b",
    re.IGNORECASE,
)
