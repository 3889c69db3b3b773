"""Names for as many members as are wanted."""

from __future__ import annotations

from itertools import islice, product

_FIRST = (
    "Anna Bo Citta Dagny Egil Freja Gorm Helle Ib Jytte Karl Lone Mogens Nina Ole Pia Rasmus Sara Troels Ulla".split()
)
_LAST = "Berg Carstensen Dam Ejlersen Frandsen Glad Holk Iversen Juhl Krog Lind Munk Nord Olsen Poulsen Riis".split()


def names(count: int) -> list[str]:
    """``count`` different names, at most 320."""
    return list(islice((f"{first} {last}" for first, last in product(_FIRST, _LAST)), count))
