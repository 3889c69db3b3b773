"""The people to whom a document went, for asking whether a mail may come from one of them.

Asked for every mail of a stranger, so nobody is compared with everybody: only with those who share a word of the name or
a part of the address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mailflow.parsers import identity, personname


class Roll:
    """``people``: of each the name, and all addresses that are known of her."""

    def __init__(self, people: Iterable[tuple[str, list[str]]]) -> None:
        self._addresses: set[str] = set()
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        self._by_part: defaultdict[str, list[str]] = defaultdict(list)
        for name, addresses in people:
            for word in _words(name):
                self._by_word[word].append(name)
            self._addresses.update(address.lower() for address in addresses if address)  # erased ones are empty
        for address in self._addresses:
            for part in identity.marks(address):
                self._by_part[part].append(address)

    def has_name(self, name: str) -> bool:
        """A name that is the same as somebody's, with a middle name more or less."""
        return any(personname.same(name, one) for word in _words(name) for one in self._by_word.get(word, ()))

    def has_address(self, address: str) -> bool:
        """Somebody's address, or one that is made, or happens, to look like it."""
        near = [one for part in identity.marks(address) for one in self._by_part.get(part, ())]
        return address.lower() in self._addresses or identity.looks_like(address, near)

    def stands_in(self, text: str) -> bool:
        """Whether somebody's address stands in this text, in lower case."""
        return any(address in text for address in self._addresses)


def _words(name: str) -> list[str]:
    return personname.fold(name).split() or [""]
