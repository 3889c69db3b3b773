"""The 98 municipalities of Denmark, as their names stand in the law on the local government reform of 2007. Data only."""

from __future__ import annotations

import difflib

from mailflow.parsers.danish import fold, plain

MUNICIPALITIES: tuple[str, ...] = tuple(
    """Albertslund|Allerød|Assens|Ballerup|Billund|Bornholm|Brøndby|Brønderslev|Dragør|Egedal|Esbjerg|Fanø|Favrskov|Faxe|Fredensborg|Fredericia|Frederiksberg|Frederikshavn|Frederikssund|Furesø|Faaborg-Midtfyn|Gentofte|Gladsaxe|Glostrup|Greve|Gribskov|Guldborgsund|Haderslev|Halsnæs|Hedensted|Helsingør|Herlev|Herning|Hillerød|Hjørring|Holbæk|Holstebro|Horsens|Hvidovre|Høje-Taastrup|Hørsholm|Ikast-Brande|Ishøj|Jammerbugt|Kalundborg|Kerteminde|Kolding|København|Køge|Langeland|Lejre|Lemvig|Lolland|Lyngby-Taarbæk|Læsø|Mariagerfjord|Middelfart|Morsø|Norddjurs|Nordfyns|Nyborg|Næstved|Odder|Odense|Odsherred|Randers|Rebild|Ringkøbing-Skjern|Ringsted|Roskilde|Rudersdal|Rødovre|Samsø|Silkeborg|Skanderborg|Skive|Slagelse|Solrød|Sorø|Stevns|Struer|Svendborg|Syddjurs|Sønderborg|Thisted|Tønder|Tårnby|Vallensbæk|Varde|Vejen|Vejle|Vesthimmerlands|Viborg|Vordingborg|Ærø|Aabenraa|Aalborg|Aarhus""".split(
        "|"
    )
)

# Other ways of writing them.
_ALSO = {
    "Åbenrå": "Aabenraa", "Ålborg": "Aalborg", "Århus": "Aarhus", "Fåborg-Midtfyn": "Faaborg-Midtfyn", "Faaborg Midtfyn": "Faaborg-Midtfyn",
    "Høje Taastrup": "Høje-Taastrup", "Høje Tåstrup": "Høje-Taastrup", "Høje-Tåstrup": "Høje-Taastrup", "Ikast Brande": "Ikast-Brande",
    "Lyngby Taarbæk": "Lyngby-Taarbæk", "Lyngby-Tårbæk": "Lyngby-Taarbæk", "Ringkøbing Skjern": "Ringkøbing-Skjern", "Nordfyn": "Nordfyns",
    "Vesthimmerland": "Vesthimmerlands", "Bornholms Regionskommune": "Bornholm", "Bornholms": "Bornholm", "Københavns": "København", "Taarnby": "Tårnby",
    "Copenhagen": "København", "Mors": "Morsø", "Aarø": "Ærø", "Kbh": "København", "Fano": "Fanø", "Koge": "Køge", "Laso": "Læsø", "Læso": "Læsø", "Soro": "Sorø", "Æro": "Ærø", "Aro": "Ærø", "Købehavn": "København", "Helsingor": "Helsingør",
    "Nordfyns Kommune": "Nordfyns", "Fåborg Midtfyn": "Faaborg-Midtfyn", "Fåborgmidtfyn": "Faaborg-Midtfyn", "Ikastbrande": "Ikast-Brande", "Ringkøbingskjern": "Ringkøbing-Skjern", "RKSK": "Ringkøbing-Skjern",
    "Lyngby-Taarbaek": "Lyngby-Taarbæk", "Lyngby Tårbæk": "Lyngby-Taarbæk", "Lyngbytaarbæk": "Lyngby-Taarbæk", "Højetaastrup": "Høje-Taastrup", "Høje Tåstup": "Høje-Taastrup", "Tåstrup": "Høje-Taastrup", "Taastrup": "Høje-Taastrup",
    "Fakse": "Faxe", "Halsnaes": "Halsnæs", "Frederiksund": "Frederikssund", "Frederiksværk": "Halsnæs", "Hillerod": "Hillerød", "Nykøbing Mors": "Morsø", "Gentoft": "Gentofte", "Kjøbenhavn": "København", "Aarhus C": "Aarhus",
    "Mariager Fjord": "Mariagerfjord", "Gulborgsund": "Guldborgsund", "Guldborg Sund": "Guldborgsund", "Nord Djurs": "Norddjurs", "Syd Djurs": "Syddjurs", "Vest Himmerland": "Vesthimmerlands", "Skandeborg": "Skanderborg", "Tarnby": "Tårnby", "Brønderslev-Dronninglund": "Brønderslev", "Lyngby": "Lyngby-Taarbæk",
}  # fmt: skip

PLACES: dict[str, str] = {fold(name): name for name in MUNICIPALITIES} | {
    fold(way): name for way, name in _ALSO.items()
}

# Typed without the dots: "Kobenhavn", "Aro", "Alborg", where that is no other word.
_BARE: dict[str, str] = {}
for _way, _name in list(PLACES.items()):
    if len(plain(_way)) > 4 and plain(_way) not in PLACES:
        _BARE.setdefault(plain(_way), _name)
PLACES |= _BARE


def one_letter_off(word: str) -> str | None:
    """The one municipality that a folded word is but one letter away from ("haderlev", "midelfart"), or None."""
    bare = plain(word)
    if len(bare) < 6:
        return None
    found = {
        name
        for way, name in PLACES.items()
        if abs(len(way) - len(bare)) <= 1 and way[0] == bare[0] and _one_letter(plain(way), bare)
    }
    return found.pop() if len(found) == 1 else None


def _one_letter(one: str, other: str) -> bool:
    """One letter more, less, other or exchanged with the next."""
    if len(one) > len(other):
        one, other = other, one
    at = next((index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or (
        one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    )


def municipality(words: str) -> str | None:
    """The municipality that these words name ("Kerteminde", "Kerteminde Kommune", "Københavns Kommune"), or None."""
    bare = fold(words).strip(" .,;:()")
    for ending in (" kommune", " kommunes", "s kommune"):
        if bare.endswith(ending) and bare[: -len(ending)] in PLACES:
            return PLACES[bare[: -len(ending)]]
    return PLACES.get(bare)


def suggestions(words: str) -> list[str]:
    """The municipalities that these misspelt words may mean, most likely first, at most three."""
    *before, last = fold(words).strip(" .,;:()").split() or [""]
    bare = " ".join(
        before if before and difflib.get_close_matches(last, ["kommune", "kommunes"], cutoff=0.75) else [*before, last]
    )
    parts = [
        way
        for way in PLACES
        if len(bare) > 3 and (way.startswith((f"{bare}-", f"{bare} ")) or way.endswith(f"-{bare}"))
    ]
    spelt = parts + difflib.get_close_matches(bare, PLACES, n=6, cutoff=0.82)
    return list(dict.fromkeys(PLACES[way] for way in spelt))[:3]
