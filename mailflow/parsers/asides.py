# ruff: noqa: E501 - lists are easier to read on one line
"""A clause about life beside the meeting: family, weather, travel, food, health, telephones. It takes no stance.

Such talk is without end, so it is known by what it is about and by who does what, not by its words in a row. Four things
must hold of a clause: it begins with the writer, with a thing of life, or with "her" and "det" and the weather; its verb
is one of living; something of life is in it, not merely as a time ("efter ferien"); and no word in it could belong to a
meeting, deny, ask, doubt or wish. What was ("jeg var syg") may tell who was present, so of the writer the past says
nothing here, unless the sentence excuses a late answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from mailflow.parsers.besidewords import NOT_STEMS, SEASONS, STEMS
from mailflow.parsers.danish import Token, fold
from mailflow.parsers.lexicon import RISKS, kinds
from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.names import FIRST_NAMES


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


LONGEST = 26  # words of one clause
# Weather, family, pets, house and garden: whatever is said of them, and in whatever tense, is not said of the meeting.
_HOME = _words(
    """vejr vejret sol solen solskin sne sneen regn regnen blæst blæsten storm stormen frost frosten tåge tågen vind vinden hagl himlen sky skyen skyer måne månen varme varmen kulde kulden hedebølge isen føret
    familien familie kone konen kæreste kæresten samlever hustru hustruen ægtefælle datter datteren døtre søn sønnen sønner barn børn børnene barnebarn barnebarnet børnebørn børnebørnene tvillinger tvillingerne teenager teenageren knægten drengen drengene pigen pigerne ungerne unger tøsen bedstemor bedstefar mormor morfar farmor farfar svigermor svigerfar svigerforældre
    gæster gæsterne hund hunden hvalp hvalpen kat katten katte hest hesten heste høns hønsene kaniner kaninen marsvin fuglene storken solsort nabo naboen naboerne
    haven græs græsset plæne plænen hæk hækken roser roserne æbler æblerne tomater tomaterne blomster blomsterne krokus drivhuset brænde brændet kælderen køkkenet stuen badeværelset terrassen haveskuret carporten flyttekasser flyttekasserne
    guldbryllup sølvbryllup barnedåb dåb konfirmation konfirmationen fødselsdag fødselsdagen jubilæum lektier
    ryg ryggen knæ knæet hofte hoften skulder skulderen arm armen fod foden ben benet hånd hånden tand tanden tænder næsen hoste hosten øjet ørene gips
    fodbold håndbold golf tennis maraton halvmaraton motionsløb bold kampen landskampen landsholdet mesterskabet cykelløb dhl-stafetten padel ski langrend bølgerne svampe fiskestangen"""
)
# Travel, meals, illness, holidays, machines and work: said of the writer's present they are life, of his past perhaps not.
_LIFE = _words(
    """ferie ferien sommerferie sommerferien efterårsferie efterårsferien vinterferie vinterferien påskeferie juleferie juleferien fri fridag weekend weekenden orlov barsel kursus kurset konference studietur studieturen rejse rejsen tur turen togtur fly flyet lufthavn lufthavnen tog toget bus bussen bil bilen færge færgen metroen kupeen perronen stationen motorvejen kø køen cykel cyklen cykeltur gåtur løbetur vandretur vandring sommerhus sommerhuset sommerhustur hytte hytten hotel hotellet campingvogn telt teltet vej hjem hjemme hjemad
    kaffe kaffen kaffekop te teen kage kagen kagerne morgenmad morgenmaden aftensmad aftensmaden mad maden vin vinen øl øllet is isen pizza rugbrød madpakke madpakken grillen grill frikadeller boller fastelavnsboller julefrokost julefrokosten gløgg æbleskiver
    syg sygt sygdom influenza feber feberen forkølet forkølelse corona covid tandlæge tandlægen læge lægen lægetid hospital hospitalet sygehuset operation operationen opereret briller brillerne søvn
    telefon telefonen mobil mobilen mobilnummer nummeret pc computer computeren skærm skærmen tastatur tastaturet batteri batteriet dækning net nettet wifi netforbindelse forbindelse forbindelsen server serveren spamfilter spamfilteret indbakke indbakken mailboks mailsystem mailsystemet it-nedbrud autocorrect autokorrektur stavekontrollen knappen tasten bogstaver genoptræning genoptræningen fingre tommelfingre
    jul julen påske påsken pinse nytår sommer sommeren vinter vinteren efterår efteråret forår foråret sankthans mortensaften fastelavn jordbær asparges
    travlt travl travlhed budgetforlig budgetforliget budgetforhandlinger budgetforhandlingerne budgetlægning budgetlægningen budgetseminar budgetkonference byrådsmøde direktionsmøde direktionsseminar valgkamp kommunalvalg besøg flytning jobskifte pension"""
)
_ENDINGS = tuple(
    fold(word)
    for word in "vejret vejr ferien ferie turen tur regnen regn sneen snevejr stormen festen fest kagen kage fødselsdag fødselsdagen bryllup bryllupsdag løbet maraton nedbrud influenza syge".split()
)
_NO_TRIPS = _words("kultur natur struktur korrektur litteratur signatur temperatur miniatur karikatur arkitektur")
# Verbs of living, in the present; "har", "er" and the modal verbs with them.
_DOES = _words(
    """skiftet er har får fået haft været skal vil kan må bliver blevet tager taget holder holdt sidder siddet står stået ligger ligget går gået kører kørt rejser flyver fløjet sejler sejlet cykler cyklet løber løbet nyder nydt spiser spist drikker drukket bager bagt fejrer fejret henter hentet venter ventet sover sovet
    træner trænet maler malet graver gravet rydder ryddet plukker plukket fisker fisket slapper slappet griller grillet pakker pakket flytter flyttet kommer kommet lander landet kigger kigget ser hører hygger hygget glæder misunder fryser frosset sveder svedt håber ønsker passer passet skinner bager regner sner blæser stormer larmer gøer sprutter
    driller drillet drillede skriver dikterer taster virker virket strejker strejket spiller spillet lever løber vokser blomstrer kalder trækker lokker dufter smager varer starter begynder hoster snorker vandrer vandret lufter luftet slår slået vinder vundet"""
)
_INFINITIVES = _words(
    "være have få tage holde sidde stå ligge gå køre rejse flyve sejle cykle løbe nyde spise drikke bage fejre hente vente sove træne male grave rydde plukke fiske slappe grille pakke flytte komme kigge se høre hygge passe luge slå vandre lufte besøge bestige svømme bade ski danse synge vaske ordne hænge fylde blive spille møde sige lave holde snuppe smutte skynde nå handle"
)
_PAST = _words(
    "var havde fik tog holdt sad stod lå gik kørte rejste fløj sejlede cyklede løb spiste drak sov kom landede skinnede regnede sneede blæste vandt tabte blev smagte drillede strejkede"
)
_HAD = _words("havde fik")  # "beklager, vi havde gæster"; but "beklager, jeg gik før tid" tells who was there
_LEADS = _words(
    "og så nu her imens endda lige netop også desuden øvrigt i-øvrigt forresten apropos gengæld til i dag morgen aften nat morges går øjeblikket tiden for weekenden denne uge ellers desværre heldigvis endelig pt stadig snart bagefter selv mens som der hvor da fordi eftersom for derfor altså ps for-øvrigt nåh nå åh puha pyha ja hold mandag tirsdag onsdag torsdag fredag lørdag søndag ved siden af noget helt andet"
)
_WRITER = frozenset({"jeg", "vi"})
_SHOWING = frozenset({"det", "der", "her"})
_DETERMINERS = _words(
    "min mit mine vores den det de en et ens hele ny nye nyt gamle lille store yngste ældste mindste midterste første anden"
)
_KIN = _words(
    "min mit mine vores kone konen mand manden kæreste datter datteren søn sønnen hund hunden hvalp hvalpen barnebarn barnebarnet hund kat katten naboen til fra"
)
_TIMES = _words("efter før inden siden indtil over")
_PLACE = _words("i på til fra ved hos mod omkring nær over af gennem via")
_UNITS = _words(
    "grader km kilometer m meter cm år måneder måned uger uge dage dag timer time minutter minut kg kilo boller kager stykker gange personer"
)
_BEFORE_NUMBERS = _words("kl klokken uge om til de på")
_VISITS = _words("besøg gæster fødselsdag tvillinger barnebarn børnebørn barn influenza fri ferie")
_POINTING = frozenset({"det", "den", "dem", "dette"})
_POINTED_AT = _words(
    "på med i til igennem gennem om over at printet hentet tager taget tage ser set se læser læst læse holder gemmer har henter nyder venter"
)
_STAYS = _words("sidder ligger nyder hygger holder har er venter fryser sveder")  # "vi" who do so are no board
_LEAVES = _words("står stået stod hopper hoppet")  # "jeg står af" is said of more than trains
# Words the lexicon calls risky that mean nothing in a clause about life.
_CALM = _words(
    """lige alligevel desværre ellers øvrigt gengæld kun bare blot jo lidt endelig først mange store større næsten sidste ny nye nyt var havde fik blev kom gik sad tog holdt sidder kunne ville skulle skal vil endnu når før inden under anden andet andre side måtte kommer
    tag taget få hold vent venter sætter sæt færdig færdige nok stadig ingen ikke helt holder fik tager begge ved hvor som da stop slut fejl-fri mens løb løbet kort møde møder mødt gave varede start starter begyndte hen heldigvis"""
)
# Words of meetings that the lexicon does not list as such.
_MEETING = (
    "moed", "referat", "protokol", "punkt", "beslut", "afstem", "vedtaegt", "kontingent", "oekonomi", "regnskab", "udvalg", "bestyrelse", "formand", "kasserer", "dirigent", "indstil", "udkast", "tekst", "formuler",
    "dagsorden", "generalforsaml", "medlem", "hoering", "strategi", "ansaet", "fyr", "loen", "deltag", "godkend", "accept", "enig", "hjemmeside", "offentlig", "droeft", "debat", "pulj", "tilskud", "honorar", "regn", "beskriv",
)  # fmt: skip
_MEETING_NOT = _words(
    "møde møder møderække byrådsmøde direktionsmøde mødes mødt regn regner regnen regnede regnvejr regnvejret fyre fyren fyrværkeri fyraften fyret"
)
_LATE = _words(
    "beklager undskyld sorry undskylder sen sene sent forsinket forsinkelsen forsinkelse ventetiden ventetid tavsheden overset ventet vente svartid svartiden tastefejl stavefejl slåfejl"
)


def anchor(word: str) -> int:
    """2 for a word of home, 1 for another word of life, 0 for any other."""
    if word in _HOME:
        return 2
    if word in _LIFE or (len(word) > 5 and word.endswith(_ENDINGS) and word not in _NO_TRIPS):
        return 1
    return 0


def lives(word: str) -> bool:
    """Whether a word is one of the verbs, leads and pronouns of living."""
    return word in _DOES or word in _INFINITIVES or word in _LEADS or word in _DETERMINERS or word in _PLACE


def late(tokens: Sequence[Token]) -> bool:
    """Whether a sentence excuses a late answer or slips of the pen: then it tells why."""
    return any(token.word in _LATE for token in tokens)


def harmless(clause: Sequence[Token], excused: bool) -> bool:
    """Whether a clause (its words, without commas) tells of life and of nothing else. ``excused``: ``late`` of its sentence."""
    if not 2 < len(clause) <= LONGEST:
        return False
    begin = 0
    while begin < len(clause) - 1 and clause[begin].word in _LEADS and begin < 8:
        begin += 1
    found = _about(clause)
    if not found:
        return False
    home = found == 2
    verbs = [token.word for token in clause if token.word in _DOES or token.word in _PAST]
    if not verbs or not _begins(clause, begin, home, excused):
        return False
    writer = any(token.word in _WRITER for token in clause)
    past = {token.word for token in clause if token.word in _PAST}
    if past and not ((excused and past <= _HAD) if writer else (excused or home)):
        return False
    return all(_calm(clause, position, home) for position in range(len(clause)))


def _about(clause: Sequence[Token]) -> int:
    """The strongest anchor that is not merely a time ("efter ferien")."""
    found = 0
    for position, token in enumerate(clause):
        before = clause[max(0, position - 1)].word
        if position and (before in _TIMES or (before == "til" and token.word in SEASONS)):
            continue
        found = max(found, anchor(token.word))
    return found


def _begins(clause: Sequence[Token], begin: int, home: bool, excused: bool) -> bool:
    """With the writer, a thing of life, the weather's "det", or at once with a verb of living ("Sidder i toget")."""
    first = clause[begin].word
    following = clause[begin + 1].word if begin + 1 < len(clause) else ""
    verbs = _DOES | _PAST
    if first == "vi" and not (home or excused or following in _STAYS):
        return False
    if first in _WRITER:
        return following in verbs or following in _CALM
    if first in verbs:
        return (
            following in _WRITER
            or begin == 0
            or (following in _SHOWING and home)
            or anchor(following) == 2
            or clause[begin - 1].word in ("som", "der", "og", "her")
        )
    if first in _SHOWING or clause[begin - 1].word in _SHOWING:
        return home and (first in verbs or following in verbs)
    position = begin
    while position < len(clause) - 1 and clause[position].word in _DETERMINERS:
        position += 1
    if anchor(clause[position].word) == 2 or (anchor(clause[position].word) and excused):
        verb = next((at for at in range(position + 1, len(clause)) if clause[at].word not in _LEADS), len(clause))
        return verb < len(clause) - 1 and clause[verb].word in verbs and not clause[verb + 1].capital
    return False


def _calm(clause: Sequence[Token], position: int, home: bool) -> bool:
    token = clause[position]
    word = token.word
    before = clause[position - 1].word if position else ""
    following = clause[position + 1].word if position + 1 < len(clause) else ""
    if token.is_number:
        return before in _BEFORE_NUMBERS or following in _UNITS
    if not token.is_word:
        return False
    if word == "af" and before in _LEAVES:
        return False
    if word in _POINTING and before in _POINTED_AT and not anchor(following):
        return False  # "jeg kigger på det i aften, når børnene sover": the minutes
    if word == "have" and not _VISITS & {other.word for other in clause}:
        return False  # "vi skal have børn og unge med"
    if anchor(word) or word in _DOES:
        return True
    if word in _PAST or word in _INFINITIVES or word in _WRITER:
        return True
    if word not in _MEETING_NOT and word.startswith(_MEETING):
        return False
    if word not in NOT_STEMS and any(stem in word for stem in STEMS):
        return False
    known = kinds(word)
    if "negation" in known:
        return word == "uden"
    if token.capital and position:
        if word in FIRST_NAMES and word not in PLACES:
            return before in _KIN and (before not in ("til", "fra"))
        return before in _PLACE or word in PLACES or token.raw == "I" or before in _DETERMINERS
    return not (known & RISKS) or word in _CALM
