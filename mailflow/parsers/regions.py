"""The region that each of the 98 municipalities lies in, with dates. Data, and one question to it.

Sources: the law on regions and on the abolition of the counties (lov nr. 537 af 24. juni 2005, in force 1 January 2007) with its
lists of municipalities, five regions; and the reform of 2024-25 (lov om ny sundhedsstruktur), by which Hovedstaden and Sjælland
become Region Østdanmark on 1 January 2027, four regions. A region is not a district: those are the association's own.
"""

from __future__ import annotations

from datetime import date

MERGED_ON = date(2027, 1, 1)  # Hovedstaden and Sjælland become Østdanmark
MERGED = {"Hovedstaden": "Østdanmark", "Sjælland": "Østdanmark"}

# As they are from 1 January 2007 to 31 December 2026.
REGIONS: dict[str, tuple[str, ...]] = {
    "Hovedstaden": tuple(
        "Albertslund|Allerød|Ballerup|Bornholm|Brøndby|Dragør|Egedal|Fredensborg|Frederiksberg|Frederikssund|Furesø|Gentofte|"
        "Gladsaxe|Glostrup|Gribskov|Halsnæs|Helsingør|Herlev|Hillerød|Hvidovre|Høje-Taastrup|Hørsholm|Ishøj|København|"
        "Lyngby-Taarbæk|Rudersdal|Rødovre|Tårnby|Vallensbæk".split("|")
    ),
    "Sjælland": tuple(
        "Faxe|Greve|Guldborgsund|Holbæk|Kalundborg|Køge|Lejre|Lolland|Næstved|Odsherred|Ringsted|Roskilde|Slagelse|Solrød|Sorø|"
        "Stevns|Vordingborg".split("|")
    ),
    "Syddanmark": tuple(
        "Assens|Billund|Esbjerg|Fanø|Fredericia|Faaborg-Midtfyn|Haderslev|Kerteminde|Kolding|Langeland|Middelfart|Nordfyns|"
        "Nyborg|Odense|Svendborg|Sønderborg|Tønder|Varde|Vejen|Vejle|Ærø|Aabenraa".split("|")
    ),
    "Midtjylland": tuple(
        "Favrskov|Hedensted|Herning|Holstebro|Horsens|Ikast-Brande|Lemvig|Norddjurs|Odder|Randers|Ringkøbing-Skjern|Samsø|"
        "Silkeborg|Skanderborg|Skive|Struer|Syddjurs|Viborg|Aarhus".split("|")
    ),
    "Nordjylland": tuple(
        "Brønderslev|Frederikshavn|Hjørring|Jammerbugt|Læsø|Mariagerfjord|Morsø|Rebild|Thisted|Vesthimmerlands|Aalborg".split(
            "|"
        )
    ),
}

_REGION_OF = {name: region for region, names in REGIONS.items() for name in names}


def region(municipality: str, day: date) -> str | None:
    """The region in which a municipality (its official name without "Kommune") lies on that day; None for no municipality."""
    found = _REGION_OF.get(municipality)
    return MERGED.get(found, found) if found is not None and day >= MERGED_ON else found
