# ruff: noqa: E501 - lists and patterns are easier to read on one line
"""The words by which ``beside`` tells a sentence about something else from one that may concern the minutes. Data only.

A list of dangers may be too long without harm: then a human reads one answer more. A list of life may not: nothing that
minutes could hold may stand there. All is written as Danes write it and looked up folded.
"""

from __future__ import annotations

import re

from mailflow.parsers.danish import fold, plain


def _words(text: str) -> frozenset[str]:
    """With the dots left off as well: "paske" for "påske"."""
    folded = [fold(word) for word in text.split()]
    return frozenset(folded) | {plain(word) for word in folded if len(word) > 5}


# --- what must not be in it -------------------------------------------------------------------------------------------
# In the middle of any word, so that compounds and bendings are caught: "mødereferatets", "punkt3", "stavefejlen".
STEMS = tuple(
    fold(word)
    for word in """
    referat protokol punkt dagsord beslut formuler ordlyd afsnit bilag paragraf overskrift dokument udkast versio udgave sætning stykke tekst tabel
    ændr andr rettel rettet rettes mangl fejl forkert slette sletning slet tilføj korrig juster præcis omskriv skrev udelad udela udgå strege streg stryg byt ombyt
    stave navn titel dato beløb afbud deltag fravær fremmød tilsted medlem formand næstform referent dirigent kasserer udvalg bestyr repræsent
    omkamp råd uenig afvis protest indsig indvend anfægt kritik kritis forbehold betænk tvivl misforst misvis modsat modstand klage utilfreds undr studs skuff
    vedtag vedtog stemme stemt afstem enstem drøft debat diskut forhandl indstil orienter oplæg oplys konklu aftal aftalt
    budgettal regnskab kontingent udgift indtægt betal moms pris kroner tilskud bevill honorar gebyr
    marker offentlig publice hjemmeside udsend fortrolig lukket vedhæft vedlagt markeret
    kommun ansat ansæt ansætt stilling direktør valgt udpeg konstitue fratråd fratræd tiltråd
    sandhed løgn fantasi digt historief opfind opdigt ironi sjov latter morsom grin komisk skrøn eventyr
    noter notat blyant kuglepen rødpen pennen lineal båndopt facit hukommel virkelighed fornuft omgang fleksib kreativ regning regnest egenhænd penge lønnen prisen
    skole plejehjem bibliotek kirke bredbånd affald spildev vandværk klima havnen broen lokalplan høring strategi vedtægt generalfors arbejdsgrup følgegrup kampagn projekt puljen sagen sager
    magt samvittighed korrektur jurist advokat optag fortsættel oprydning kloak uføre flyverskjul committee board saks skulder-kold tanker råbe
    bekymr nervøs urolig bitter smag fornemmel mareridt hovedryst
    korrek ukorr urigtig rigtig upræc unøjag usand omvendt anderled
    minut es-not change correct mistake wrong agenda decision
    rätt ändra felak stryka ändring endring rettel feilen
    """.split()
    if word not in ("minut", "es-not", "rigtig")
)
# Innocent words that hold one of those.
NOT_STEMS = _words(
    """rådhus rådhuset rådhusets rådhusplads byrådsmøde råde rigtig rigtigt rigtige andre andres hinanden pandrer sandra indrette badminton stregen vandre vandrer vandring vandretur aftale aftaler tandretning indretning stykke stykker et-stykke digter latterlig
    hverandre vandret pusling stemning stemningen julestemning feriestemning sommerstemning stemningsfuld stykkevis skrevet sjovt sjov sjove indretter oprettet kommunikation
    prisen historie historier forhandler slette-land opfindsom bytur byturen byt bytte aftensmad fejlfri hyggestemning forårsstemning fejre fejrer fejring stegt"""
)
# Whole words: pointing words (they may point at the minutes), speech and thought, orders, money, being called and belonging.
NEVER = _words(
    """det den dem dette denne disse heri deri hertil dertil dette disse her-i deraf herved hvoraf heraf derom herom deroppe-i
    han hun ham hende hans hendes deres sin sit sine man nogen ingen noget intet alt alle-sammen resten begge hverken enten eller
    henviser siger sagde mener mente tror synes syntes husker mindes forstår opfatter opfattede hører hørte læser læste ser så-jeg skriver skrev sender sendte foreslår ønsker ønske kræver beder bad spørger påstår hævder vurderer bemærker noterer savner mangler
    beklageligt undrer ryster himler krummer græmmes rødmer græder vrider raser brokker klager sukker gaber tænker tæller regner tjekker kontrollerer holder-på venter-på
    hedder kaldes staves staver bor stammer hører-til tilhører repræsenterer arbejder ansat leder underskriver stod står-som citerer citeret
    punktum komma ord ordet ordene tal tallet tallene side siden-2 sider siderne linje linjer linjen afsnittet
    kr kroner pct procent mio mia
    bør burde skulle kunne ville måtte gad gider
    bortset undtagen undtaget undtagelse pånær foruden minus udover ud-over uden næsten måske vist knap nok-ikke delvis delvist halvt halvdelen kun-halvt bare-ikke ellers dog men imidlertid alligevel derimod snarere tværtimod i-stedet istedet
    hvis såfremt forudsat medmindre ifald hvorvidt om-ikke
    se jf jvf nedenfor ovenfor nedenunder neutral neutralt neutrale upartisk passiv afventende afventer afvent ditto idem tilbageholdende forbeholden skeptisk skeptiske ambivalent splittet vaklende usikker usikkert usikre lunken
    ked træt træt-af sur vred skidt dårlig dårligt dårlige værre tungt flov pinlig sulten tørst-not mæt bitter rystet færdig fremme tilbage-til mod imod uden egen eget egne flere færre færre
    gammel gammelt gamle forældet forældede anden andet anderledes modsat omvendt dobbelt halv
    nej nix nope næ ikke ikk ik ej aldrig ingenting
    selvfølgeligt åbenbart øjensynlig tilsyneladende nemlig altså jo-ikke angiveligt såkaldt såkaldte
    unless except but however not never no none nothing don't didn't wasn't isn't won't name page item line title should could would was were said left
    men inte aldrig ingen utom dock ikkje ikke unntatt bortsett var sa ble blev hvis dersom"""
)
# Typed with one letter wrong, these are dangers still.
KEYS = tuple(
    fold(word)
    for word in """referat referatet punkt punktet rette rettes rettet rettelse ændre ændres ændring mangler mangle fejl forkert forkerte slettes slette tilføj tilføje beslutning
    formand navnet titel datoen beløb afbud deltog deltager deltagere fravær sagde mødet bortset undtagen uenig indsigelse bemærkning kommentar stavet skulle burde kunne ikke aldrig tallet linje
    formulering formuleringen kommune vedtog aftalte drøftede kontingent regnskab bilag vedhæftet""".split()
)

# --- what makes it life ---------------------------------------------------------------------------------------------------
# Beside those of ``asides``: nouns of life. Nothing here is decided, paid or written down at meetings of directors.
LIFE = _words(
    """influenzaen lungebetændelse maveonde opkast feberen skoldkopper halsen halsbetændelse hovedpine migræne snue pollen høfeber fysioterapeut fysioterapeuten frisør frisøren vaccination vaccine røntgen skadestuen krykker bandage
    seng sengen sofa sofaen terrasse terrassen bænk bænken lænestol lænestolen altan altanen vindue vinduet dør døren trappe trappen bad badekar bruseren student studenten studenterhue studenterhuer studentergilde eksamen konfirmand konfirmanden sabbat sabbatår skoleferie efterskole efterskolen gymnasiet børnehaven vuggestuen sfo skolestart forældremøde skolefest legeaftale lektier madpakker
    paraply paraplyen hue halstørklæde vanter handsker frakke frakken jakke jakken cykelhjelm hjelm taske tasken kuffert kufferten kufferter passet nøgle nøgler nøglerne solbriller solcreme badetøj gummistøvler støvler
    middag middagen aftensmaden frokost frokosten frokosterne brunch is-vaffel kager småkager lagkage lagkagen wienerbrød rundstykker basser croissant bolle hjemmebag hjemmebagt gløgg pebernødder flæskesteg and-steg fadøl øl øllen rødvin hvidvin champagne bobler kaffe espresso thermokande termokande chokolade slik suppe fisk rejer østers muslinger
    kartofler roer roerne høst høsten mejetærsker korn marken markerne skov skoven strand stranden havet fjorden bugten klitterne klit vesterhavet kattegat søen åen bækken fjeldet fjeldene bjergene bjerg bjerget pisten pisterne løjper løjperne alperne
    kaj kajak båd båden sejlbåd sejlbåden havn-fest motorcykel motorcyklen knallert campingvognen autocamper autocamperen telt trailer trailerne garagen værksted værkstedet vaskemaskine opvaskemaskine køleskab ovnen pejsen pejs sauna saunaen gulv gulvet tapet maling malerpensel pensel
    tur ture turen byturen koncert koncerten festival festivalen roskildefestival teaterpremiere opera operaen biograf biografen museum museet tivoli zoologisk zoo legoland kino koret korprøve korprøven musikskole guitar klaver bog bogen bøger roman krimi podcast serie krydsord sudoku strik strikketøj
    jagt jagten hjortejagt bukkejagt fisketur fisketuren lystfiskeri orienteringsløb halvmaraton marathon triatlon triatlonen ironman ironmanløb vasaløbet vätternrundan dhl royal-run royalrun håndboldkamp fodboldkamp fodboldkampen badminton svømmehal svømmehallen fitness yoga spinning zumba
    fødselsdagen kobberbryllup diamantbryllup jubilæumsfest reception receptionen fest festen fester begravelse begravelsen bisættelse mindehøjtidelighed dimission nytårsaften juleaften juletræ juletræet julegaver julegave julefrokosten julefrokoster påskefrokost påskeæg påskeharen fastelavn halloween sankthans bål bålet grundlovsdag
    indbakken indbakke mailbunken mailbunke telefonsvarer telefontid oplader opladeren ipad ipaden iphone skærmen musen tastaturet printer printeren password kodeord adgangskode login mitid vpn citrix it-afdelingen it'en strømafbrydelse strømmen strømsvigt internet internettet router routeren mailserver mailsystem autosvar autosvaret kalender kalenderen
    sms sms'er taxa taxaen taxi kontor kontoret flyttekasser skrivebord skrivebordet kaffemaskine kaffemaskinen kantine kantinen elevator elevatoren parkering parkeringsplads p-plads motorvej motorvejen vejarbejde omkørsel storebæltsbroen storebælt lillebæltsbroen sporskifte signalfejl togdrift perron landevejen rasteplads rastepladsen færgeleje gaten boarding check-in security sikkerhedskontrol bagage charter charterferie krydstogt allinclusive
    overnatning overnatningen hotelværelse hotellet vandrehjem vandrerhjem sommerhus feriehus feriehuset ødegård ødegården kolonihave kolonihaven
    stormflod stormfloden højvande oversvømmelse skybrud skybruddet tordenvejr torden lyn regnbyger byger haglvejr glatføre føre føret islag rimfrost tåge hede hedebølge tørke varme solnedgang solopgang forårssol efterårsblade efterårsvejr sommervejr vintervejr snefald snestorm orkan blæst
    tandpine tandlægestol tandlægestolen venteværelse venteværelset hjerteoperation knæoperation hofteoperation operation operationen genoptræning rygproblemer ryg
    tante onkel fætter kusine nevø niece søster søsteren bror broren svoger svigerinde svigersøn svigerdatter svigerinden forældre mor far mand manden oldebarn oldebørn oldemor gudsøn guddatter tvillinger baby babyen nyfødt nyfødte barnepige barnepigen au-pair
    killing killinger kalv kalve lam lammene fårene høne kyllinger køerne pony ponyen kanariefugl akvarium undulat labrador gravhund puddel
    havedør drivhus drivhuset tomater agurker jordbær jordbærrene hindbær rabarber ribs stikkelsbær æbletræ æbletræet kirsebær blommer kompost græsslåmaskine plæneklipper plæneklipperen trampolin trampolinen legehus sandkasse gynge gyngen
    sko skoene støvler tøj tøjet vasketøj opvask opvasken rengøring rengøringen støvsuger støvsugeren hovedpude dyne dynen håndbold håndboldkamp kur kuren vægten vægt fedt-not smørrebrød leverpostej sild snaps snapsen flødeboller flødebolle kanelsnegl wienerbrødet brunsviger kransekage lammekølle bøf bøffen burger pasta sushi thermo
    ulve ulven ræv ræven hjort hjorte myg myggene flåt hvepse hveps efterløn efterlønnen pensionen otium otiet gågade tivolitur cykeltur rulleskøjter skøjter ski skiene langrendsski slalom stavgang fjeldtur søvnen lur luren powernap middagslur gåtur gåturen luft frisk-luft
    sne snø snö sol sommar jul vinter helg semester semestern påsk midsommar hytta hytte hytten fjellet ferie tåget flyget bilen barna barnen helgen
    holiday vacation holidays weekend christmas easter summer airport train flight plane beach sun weather snow rain kids daughter son wife husband family phone laptop inbox travelling traveling"""
)
# People the writer may speak of as his own.
PERSONS = _words(
    "kone mand kæreste samlever datter datteren søn sønnen børn børnebørn barnebarn mor far søster bror svigermor svigerfar svigersøn svigerdatter hund hunden kat katten nabo naboen tandlæge læge fysioterapeut frisør mekaniker familie unger ungerne ældste yngste mellemste teenager"
)
# Things of the writer's own that break down, move or wait.
THINGS = _words(
    "telefon mobil computer pc ipad skærm tastatur bil cykel båd mailsystem mail mailboks indbakke kalender internet wifi netforbindelse forbindelse it server it-afdeling printer oplader batteri kontor ryg knæ hofte skulder fod arm ben hånd tand stemme-not hals hoved vaskemaskine kaffe kaffemaskine tog fly bus færge flytning sommerhus have hus campingvogn tur ferie sommerferie søvn influenza forkølelse fødselsdag"
)
# Verbs in the present by which "jeg" lives; "har" and "er" have rules of their own.
LIVES = _words(
    """sidder står ligger holder kører rejser flyver sejler cykler løber går tager smutter nyder sover spiser drikker bager fejrer henter rydder plukker fisker slapper griller pakker flytter fylder lander fryser sveder logger slukker lukker trykker-ikke svømmer vandrer lufter maler graver ordner bygger øver synger danser spiller træner
    passer dyrker snupper indtager tanker køber handler runder starter begynder iler styrter haster hopper-i trasker tøffer triller ruller suser drager trisser slentrer putter vågner kæmper døjer bøvler roder småhoster hoster snotter humper halter snorker blunder dovner daser soler bader kokkererer koger steger rører ælter fylder-op afleverer følger skruer saver hamrer vasker stryger-tøj luger klipper vander høster sylter"""
)
GOES = _words(
    "til på i ud hjem hjemad af ned op over videre mod afsted fra ind med hente nå købe have holde have-fri fejre passe male bade ski sove spise se høre pakke køre flyve rejse cykle løbe træne ordne handle aflevere besøge spille synge strikke læse-højt tidligt snart lige nu senere først straks"
)
IS_AT = _words(
    "på i til ved hjemme syg sygemeldt forkølet væk bortrejst tilbage afsted hjemad undervejs midt ramt lagt snart lige nu stadig desværre netop pt selv igen først endnu lidt ret noget meget så træt bagud presset langsom sent sen optaget landet kommet hjemvendt nybagt stolt blevet"
)
UNITS = _words(
    "grader km kilometer meter m cm år måneder måned uger uge dage dag timer time minutter minut min kilo kg stykker gange personer glas kopper kager boller æg børnebørn mails"
)
COUNTS = _words(
    "en et to tre fire fem seks syv otte ni ti elleve tolv fjorten tyve tredive halvtreds tres hundrede første anden tredje par"
)
# What the lists of risks name and clauses about life hold without harm.
CALM = _words(
    """lige også så nu igen selv stadig snart netop her der derfor for fordi og mens imens i øvrigt endelig desværre heldigvis først ellers-godt lidt meget mange store stor stort større ny nye nyt god godt gode fin fint fine dejlig dejligt dejlige hyggelig hyggelige
    sidste mange masse kort hurtigt hurtig tidlig tidligt sent sen sene godmorgen gerne bare blot kun helt ret rigtig rigtigt virkelig inden før efter under indtil siden når tag tager tage får får-lov fået få hav have holde holder holdt vent vente venter giv sæt sætter sat kryds løb ring ringer ved stod-op hele fri
    hold gave gaver skift skiftet skifte skifter flyt flytter flytte start starter begynder slut slutter fløj ramt lagt ude hen herhjemme gang gange sikke sikken mig dig jer os hinanden min mit mine vores din dit dine jeres jeg vi du kan skal vil må bliver blevet været har er til fra på ad af med om over mod imod
    ned op ind ud hjem og samt et en de vel passer passe orden top skøn skønne skønt glad varm varmt koldt våd vådt solrig solrigt travl travlt kommer kom-hjem kommet komme gå går gået kør køre se set hjælp hjælpe tid hvor underhold
    allerede mødet underholdningen underholdning snakkes tales høres ses mødes møde møder næste fulgt følge følger fuld fuldt fik-ikke dansk danske årets ugens dagens aftenens nattens weekendens igennem gennem glas rundt stille roligt varer eksempel udsat-not"""
)
# After "det", "den" and "de": then they are no pointing words ("det glatte føre", "den store kuffert").
AFTER_ARTICLE = _words(
    "store lille små glatte gode dejlige fine skønne flotte varme kolde våde nye anden næste sidste første samme tid lange korte travle sene tidlige hyggelige smukke våde tørre grønne blå hvide røde gamle unge ældste yngste mindste største årlige daglige dybe høje lave søde sure stakkels fortjente velfortjente forgangne svære kommende seneste forestående ventende friske stille rolige"
)
# Times of the year and the week are no things of life where they only say when ("jeg er ude til sommer").
SEASONS = _words(
    "sommer sommeren vinter vinteren jul julen påske påsken pinse nytår efterår efteråret forår foråret weekend weekenden ferie ferien sommerferie sommerferien juleferie juleferien efterårsferie efterårsferien vinterferie vinterferien sankthans fridag summer christmas easter helgen sommar"
)
# Turns of phrase made of innocent words that are no small talk: a sentence that holds one is never read as a row of phrases.
SPITE = re.compile(
    r"\b(?:kolde skulder|(?:den|det|de) (?:rigtige?|rettede)$|fortsaettelsen|andre tanker|(?:bedre|rigtig|rigtigt|heldigere|mere held) (?:til )?naeste gang|saks og lim|i klemme|som der staar|hvor (?:lidt|meget|faa) der|syg af det|syg og traet|traet af|for egen regning|ude af det)\b"
)
# Beside a consent these hold it back whatever else is said: what is not read yet, what is accepted with changes.
WAITS = re.compile(
    r"\b(?:kun|blot|halvdelen|halve|halvt|delvist?|begyndelsen|starten)\b.*\b(?:laest|laese|skimmet|set|naaet|igennem)\b"
    r"|\b(?:laest|laese|skimmet|set|naaet)\b.*\b(?:kun|blot|halvdelen|halve|halvt|delvist?|begyndelsen|starten|foerste sider?)\b"
    r"|\b(?:kigger|ser|laeser|kigge|se|laese)\b (?:\w+ )?(?:paa|igennem|det)\b.*\b(?:bagefter|senere|siden|i aften|i morgen|i weekenden)\b"
    r"|\bmed (?:de |mine |dine |hans |hendes )?(?:\w+ )?(?:aendring|rettelse|justering|tilfoejelse)\w*"
)
