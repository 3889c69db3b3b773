"""What people write, with what it means. Labelled before anybody looked at what the parser makes of it.

An objection may come out of the parser as a question or as unclear, since those hold too; never as consent or nothing.
"""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, ...]] = {
    "object": (
        "Punkt 2: Der står, at rejsekontoen halveres. Det blev ikke besluttet.",
        "Jeg kan ikke genkende beslutningen under økonomi.",
        "Tak for referatet. Jeg savner min bemærkning om medlemstallet under punkt 1.",
        "Godkendt, bortset fra punkt 2.",
        "Fint referat, men jeg var ikke til stede under punkt 3.",
        "Der mangler et afsnit om årsmødet.",
        "Kan I rette tallet i punkt 2? Det skal være en tredjedel og ikke halvdelen.",
        "Indsigelse.",
        "Jeg må desværre gøre indsigelse mod referatet.",
        "Hej\n\nJeg deltog faktisk ikke i mødet, så mit navn skal ud.\n\nMvh",
        "Det er ikke korrekt, at alle møder er lagt i kalenderen.",
        "Jeg kan godkende det, hvis formuleringen om budgettet bliver ændret.",
        "Ikke godkendt.",
        "Vi aftalte noget andet om budgettet, så jeg vil gerne have det skrevet om.",
        "Beslutningen under punkt 2 bør uddybes, før jeg kan sige ja.",
        "Jeg er uenig i gengivelsen af punkt 2.",
        "Ok herfra, dog skal det fremgå, at jeg stemte imod budgettet.",
        "Stavefejl i mit navn: det staves med C.",
        "Referatet bør ikke offentliggøres i denne form.",
        "Jeg protesterer mod punkt 2.",
        "Det var ikke formanden, der orienterede, det var næstformanden.",
        "Ser fint ud. En lille ting: mødet begyndte kl. 10.",
    ),
    "approve": (
        "Ingen bemærkninger.",
        "Godkendt herfra.",
        "Tak for et godt referat. Jeg har ingen bemærkninger.",
        "Det er fint med mig.",
        "Ok.",
        "Jeg kan godkende referatet.",
        "Læst og godkendt.",
        "Ser fint ud, tak.",
    ),
    "question": (
        "Hvad menes der med, at rejsekontoen halveres?",
        "Hvornår blev det besluttet?",
        "Gælder beslutningen også for næste år?",
        "Hvem var det, der orienterede under punkt 1?",
    ),
    "unclear": (
        "Den må vi lige vende, når vi ses.",
        "Ring til mig.",
        "Hmm.",
        "Det minder mig om sidste år.",
    ),
    "withdraw": (
        "Jeg trækker min indsigelse tilbage.",
        "Efter at have talt med formanden trækker jeg min indsigelse tilbage.",
    ),
    "none": (
        "Tak for det!",
        "Mange tak, og god weekend.",
    ),
}

OUT_OF_OFFICE = (
    "Jeg er på ferie og læser ikke mine mails. Ved indsigelser eller spørgsmål kontakt venligst min sekretær.",
    "Tak for din mail. Jeg er ikke på kontoret før mandag.",
)

NOISE = (  # (From, subject, further headers, body): nothing of it concerns a round
    ("Kommunenyt <nyt@nyhedsbrev.example>", "Ugens overblik", "List-Unsubscribe: <https://nyhedsbrev.example/af>\r\n",
     "Læs om budgetter, indsigelser og høringer i landets kommuner."),
    ("Regnskab <regnskab@leverandoer.example>", "Faktura 4711", "", "Hermed faktura. Betales senest om 14 dage."),
    ("Prize <win@spam.example>", "You have WON", "X-Spam-Flag: YES\r\n", "Click here to claim your prize now."),
    ("Ole Fremmed <ole@fremmed.example>", "Kontingent", "", "Jeg kan ikke godkende opkrævningen. Punkt 2 er forkert."),
    ("Booking <no-reply@hotel.example>", "Bekræftelse", "", "Din reservation er bekræftet."),
    ("Kursus <kursus@udbyder.example>", "SV: Tilmelding", "", "Tak for jeres svar, jeg vender tilbage."),
    ("Lager <lager@butik.example>", "Automatisk svar: Ordre", "Auto-Submitted: auto-replied\r\n", "Vi har modtaget din mail."),
)  # fmt: skip

MINUTES = """\
# Referat af møde i {body}

Dato: {date}

Deltagere: {names}

## 1. Meddelelser

Formanden orienterede om efterårets møder i {body}, som alle er lagt i kalenderen nu.

## 2. Økonomi

### Beslutning

Budgettet for næste år blev godkendt med den ændring, at {clause}.

## 3. Eventuelt

Intet.
"""

BODIES = ("Hovedbestyrelsen", "Forretningsudvalget", "Valgudvalget")
CLAUSES = (
    "rejsekontoen halveres",
    "rejsekontoen nedsættes med en tredjedel",
    "rejsekontoen er uændret",
    "kontoen nedlægges",
)
NAMES = ("Anna Berg", "Bo Carstensen", "Citta Dam", "Dagny Ejlersen", "Egil Frandsen", "Freja Glad")
