"""Geographic balance: against a calculation written another way, for a thousand random rosters, and the roll of 122."""

from __future__ import annotations

import random
from fractions import Fraction

from register import PER_DISTRICT, clean

from mailflow.desks.balance import Holding, Place, balance, chosen

NAMES = ["Hovedstaden", "Midtjylland", "Nordjylland", "Sjælland", "Syddanmark"]


def roster(dice: random.Random) -> tuple[list[Place], list[Holding], list[str]]:
    districts = dice.sample(NAMES, dice.randint(0, 5))
    where = [*districts, ""]
    people = [Place("", dice.choice(where), dice.choice(["woman", "man", ""])) for _ in range(dice.randint(0, 40))]
    held = [
        Holding(f"f/{n}", None if dice.random() < 0.2 else Place("", dice.choice(where)), dice.random() < 0.8)
        for n in range(dice.randint(0, 15))
    ]
    return people, held, districts


def by_hand(people: list[Place], held: list[Holding], name: str) -> tuple[int, int, float, float]:
    """One district, by going through the lists and dividing decimals."""
    mine = located = seats = seated = 0
    for one in people:
        located += one.district != ""
        mine += one.district == name
    for seat in held:
        if seat.place is None or not seat.member or seat.place.district == "":
            continue
        seated += 1
        seats += seat.place.district == name
    return mine, seats, mine / located if located else 0.0, seats / seated if seated else 0.0


def test_a_thousand_random_rosters() -> None:
    dice = random.Random(20230829)
    for _ in range(1000):
        people, held, districts = roster(dice)
        found = balance(people, held, districts)
        assert {*districts} <= {one.district for one in found.shares}
        far = 0.0
        for one in found.shares:
            members, seats, of_members, of_seats = by_hand(people, held, one.district)
            assert (one.members, one.seats) == (members, seats)
            assert abs(float(one.of_members) - of_members) < 1e-12
            assert abs(float(one.of_seats) - of_seats) < 1e-12
            far += abs(of_seats - of_members) / 2
        assert abs(float(found.skew) - (far if found.seats else 0)) < 1e-9
        for total, shares in ((found.members, "of_members"), (found.seats, "of_seats")):
            assert sum((getattr(one, shares) for one in found.shares), Fraction(0)) == (1 if total else 0)
        assert found.members + found.no_district == len(people)
        assert found.seats + found.unplaced + found.outside + found.vacant == len(held)
        assert (sum(one[1] for one in found.genders), sum(one[2] for one in found.genders)) == (
            len(people), found.seats + found.unplaced,
        )  # fmt: skip


def test_the_roll_of_122_beside_ten_seats() -> None:
    people = [Place(row[2], row[3]) for row in clean()]
    held = [
        Holding(f"f/{n}", Place("", name))
        for n, name in enumerate(["Hovedstaden"] * 6 + ["Sjælland"] * 3 + ["Nordjylland"])
    ]
    found = balance(people, [*held, Holding("f/10", None)])
    assert {one.district: one.members for one in found.shares} == PER_DISTRICT
    assert [one.district for one in found.shares] == [
        "Hovedstaden",
        "Midtjylland",
        "Nordjylland",
        "Sjælland",
        "Syddanmark",
    ]
    assert {one.district: one.of_members for one in found.shares}["Syddanmark"] == Fraction(27, 122)
    assert {one.district: one.over for one in found.shares}["Hovedstaden"] == Fraction(6, 10) - Fraction(36, 122)
    after = balance(people, chosen([*held, Holding("f/10", None)], "f/10", Place("Odense", "Syddanmark")))
    assert (found.vacant, after.vacant, after.seats) == (1, 0, 11)
    assert after.skew < found.skew


def test_whoever_is_replaced_no_longer_counts_and_outsiders_are_apart() -> None:
    people = [Place("Odder", "Midtjylland"), Place("Faxe", "Sjælland")]
    held = [Holding("f/1", people[0]), Holding("f/2", Place("", ""), member=False)]
    after = balance(people, chosen(held, "f/1", people[1]))
    assert [(one.district, one.seats) for one in after.shares] == [("Midtjylland", 0), ("Sjælland", 1)]
    assert (after.outside, after.skew) == (1, Fraction(1, 2))
