"""Names for as many members as are wanted."""

from __future__ import annotations

from itertools import islice, product

_FIRST = (
    "Anna Bo Citta Dagny Egil Freja Gorm Helle Ib Jytte Karl Lone Mogens Nina Ole Pia Rasmus Sara Troels Ulla".split()
)
_LAST = "Berg Carstensen Dam Ejlersen Frandsen Glad Holk Iversen Juhl Krog Lind Munk Nord Olsen Poulsen Riis".split()
_MIDDLE = ["", *(f"{middle} " for middle in "Ask Dal Eg Fjord Gran Hede Kilde Lund Mark".split())]


def names(count: int) -> list[str]:
    """``count`` different names, at most 3000: more have a middle name."""
    return list(islice((f"{first} {middle}{last}" for middle, first, last in product(_MIDDLE, _FIRST, _LAST)), count))
