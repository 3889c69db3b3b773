# ruff: noqa: E501 - lists of words are easier to read on long lines
"""Words that are no part of a person's name in an answer: titles, bodies, and the words of the answers themselves. Data only."""

from __future__ import annotations

import re

from mailflow.parsers import eventasides, eventtimes, eventwords, forumdoubts, forumwords
from mailflow.parsers.answertext import folded, is_first_name

TITLES = frozenset(
    folded(word)
    for word in """kommunaldirektør kommunaldirektøren direktør direktøren kommunaldir kdir dir vicedirektør vicedirektøren
    kommunaldirektørkollega velfærdsdirektør velfærdsdirektøren socialdirektør børnedirektør skoledirektør teknikdirektør miljødirektør økonomidirektør
    økonomidirektøren udviklingsdirektør kulturdirektør sundhedsdirektør ældredirektør beskæftigelsesdirektør arbejdsmarkedsdirektør
    digitaliseringsdirektør hr-direktør hr-chef it-chef it-direktør adm administrerende konst konstitueret fungerende nuværende ny nye tidligere stabschef stabschefen
    sekretariatschef sekretariatschefen chef chefen økonomichef personalechef udviklingschef planchef borgmester borgmesteren viceborgmester formand formanden
    næstformand næstformanden bestyrelsesmedlem medlem medlemmet konsulent chefkonsulent specialkonsulent sekretær direktionssekretær souschef leder afdelingsleder
    centerchef fagchef direktionsmedlem direktionen kollega kollegaen min vores hr fru frk dr cand jur scient pol polit mag phd ph teknik- miljø- børne- kultur- social- sundheds- økonomi- by- skole-
    director ceo manager mayor head chief kommunalchef kommunchef kommundirektør kommunedirektør beredskabsdirektør forvaltningschef centerdirektør områdechef områdedirektør koncerndirektør stadsdirektør rådmand vicekommunaldirektør viceformand""".split()
)

_SAID = """jeg vi du i han hun den det de der som og eller men dog så for fra til af på i med om hos ved efter over under mellem uden mod
    er var har havde kan kunne vil ville skal skulle må måtte bør burde bliver blev være blive gør får fik går gik kommer kom siger sagde ser står sidder
    hej kære hejsa tak mvh med venlig venlige hilsen hilsner bedste vh dbh kh god godt gode goddag dear hi hello regards best
    ikke ingen intet nej ja jo jeps gerne hermed hertil herfra her også samt endelig desuden derudover derfor begge både enten hverken desværre måske altså alternativt
    kommune kommunes kommuner kommunen region regionen regionens regionskommune kl fkt hb komponent komdir forum forummet råd rådet udvalg udvalget bestyrelsen bestyrelse hovedbestyrelsen foreningen
    sekretariat sekretariatet kandidat kandidater kandidaten forslag forslaget indstilling indstillinger nominering nomineringer bud navn navne repræsentant suppleant plads pladsen posten post kreds kredsen medlem medlemmer
    mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts april maj juni juli august september oktober november december
    danmark sjælland jylland fyn syddanmark midtjylland nordjylland hovedstaden østdanmark sønderjylland vestjylland lolland-falster nordsjælland sydsjælland storkøbenhavn trekantområdet østjylland
    punkt emne sendt min mit mine vores din dit jeres dem disse denne dette alle nogen nogle en et to tre fire første anden tredje sidste næste
    hvem hvad hvor hvornår hvordan hvorfor hvis når da at mon hvilken hvilke kunne
    ps nb obs fyi re sv vs ok okay super fint perfekt undertegnede underteg mig dig sig os jer selv
    the and my our we it is are would like please thanks thank you for of in from with as not no yes
    kommunalreformen rådhus rådhuset byråd byrådet direktion forvaltning teams zoom skype outlook iphone
    weekend sommer jul påske ferie nytår
    profil erfaring baggrund kvalifikationer motivation begrundelse kort mange stor stort stærk dygtig erfaren kompetent engageret oplagt
    grønt grøn digital digitalisering sundhed klima velfærd arbejdsmarked beskæftigelse uddannelse kultur miljø økonomi
    spørg ring kontakt bed lad få giv brug hør prøv
    helst derimod dog gode bedre pænt imidlertid heller ellers foruden udover bortset""".split()
STOPS = frozenset(folded(word) for word in _SAID)
_IN_PHRASES = frozenset(
    word
    for module in (forumwords, forumdoubts, eventwords, eventtimes, eventasides)
    for pattern in vars(module).values()
    if isinstance(pattern, re.Pattern)
    for word in re.findall(r"[a-z][a-z-]+", pattern.pattern)
    if not is_first_name(word)
)
_MORE = """hanm ringe skriv ring tag fat tagfat lige bare synes mener tror ved kender hører svar svarer spørger foreslar
    meget rigtig helt lidt mere mest flere stadig fortsat igen nu snart senere allerede endnu aldrig altid ofte
    noget nogen andet andre samme sådan hele halve egen egne
    gennem igennem inden indtil siden mens fordi selvom trods blandt omkring henover langs
    arbejder arbejdet arbejde leder ledet ansvar ansvarlig viden indsigt netværk år måned uge dag tid
    god godt bedste bedre rette dygtige erfarne kompetente
    sendte ringede talte talt spurgt aftalt skrevet læst set hørt
    hans hendes deres dennes vedkommende person mand kvinde navnet navnlig især""".split()
ORDINARY = STOPS | _IN_PHRASES | TITLES | frozenset(folded(word) for word in _MORE if not is_first_name(folded(word)))
# First names that are words as well: in small letters they are never taken for a name.
LOW_NAMES_NOT = frozenset(
    folded(name)
    for name in """tage bo per line mark dan max liv lykke else helle stig sten steen ask sam tim an jan ann tue rune helge viggo ove palle mads
    ida gro odd leo thea tina sol bent gert ib else sine sune ane mie maja mai juni fri rita holger finn tor vera conny kent ken kit stella dagmar
    alma sally rosa rose ruth iris vivi lis ulf ulla alex joan jim chris tom frank carl may will ane kaj kai vibe siri hans alle ole eva elin marika""".split()
) - frozenset(
    "ida ole eva ulla elin tina lis mads bent gert finn tom kaj kai holger frank carl alex jim rita ruth viggo palle ove ulf".split()
)
