"""Whoever is found by going through all people one by one is found by the roll, and nobody else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mailflow.parsers import identity, personname
from mailflow.parsers.roll import Roll

PEOPLE = [
    ("Anna Berg", ["anna.berg@odder.example", "Anna@Hjemme.example"]),
    ("Bo Møller Carstensen", ["bo.carstensen@hedensted.example"]),
    ("Citta Dam", ["cda@xn--rdby-gra.example", "citta-dam@lolland.example"]),
    ("slettet 7", [""]),
    ("???", ["rn@kommune.example"]),
]
KNOWN = [address.lower() for _, addresses in PEOPLE for address in addresses if address]
_PIECES = st.sampled_from(
    [
        *"abcdnrmo01l.-_+@ø",
        "rn",
        "vv",
        "kommune",
        ".example",
        "xn--rdby-gra",
        "rødby",
        "hedensted",
        "odder",
        "anna",
        "berg",
    ]
)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """A member's address with a piece of it changed, or anything else."""
    address = draw(st.sampled_from(KNOWN))
    start = draw(st.integers(0, len(address)))
    end = draw(st.integers(start, min(len(address), start + draw(st.sampled_from([0, 1, 2, 12])))))
    return address[:start] + draw(st.lists(_PIECES, max_size=3).map("".join)) + address[end:]


@given(addresses())
def test_addresses(address: str) -> None:
    one_by_one = address.lower() in KNOWN or any(identity.looks_like(address, [one]) for one in KNOWN)
    assert Roll(PEOPLE).has_address(address) == one_by_one


@given(st.lists(st.sampled_from("anna berg bo møller moeller carstensen citta dam - ??? ,".split()), max_size=4))
def test_names(words: list[str]) -> None:
    name = " ".join(words)
    assert Roll(PEOPLE).has_name(name) == any(personname.same(name, one) for one, _ in PEOPLE)


def test_some_of_each_are_found() -> None:
    roll = Roll(PEOPLE)
    for address in ("ANNA.berg@odder.example", "anna@hjemme.example", "anna.berg@odder.test"):
        assert roll.has_address(address), address
    assert not roll.has_address("faktura@leverandoer.example")
    assert roll.has_name("Bo Carstensen")
    assert not roll.has_name("Bo Berg")
    assert roll.stands_in("'anna berg' via liste <anna.berg@odder.example>")
    assert not roll.stands_in("liste@fkt.example")
