"""Circles: strangers near to a profile share with it just what their tie says, and stand where they can be mistaken for it."""

from collections import Counter
from functools import cache

import pytest

from multipriv.build.circles import AMBIGUOUS, PARTING, SHOWN, circles, populate
from multipriv.build.orders import Order, place_orders
from multipriv.build.run import assign
from multipriv.build.suites import suite
from multipriv.people import World
from multipriv.people.world import RELATIVES_PICTURES
from multipriv.questions.chains import street
from multipriv.taxonomy.records import Locale, Person

SEEDS = (1, 2)
LOCALES: tuple[Locale, ...] = ("en", "zh")


@cache
def paper(seed: int) -> tuple[tuple[Order, ...], World]:
    orders = place_orders(suite("paper"), seed)
    return orders, populate(suite("paper"), orders, seed)


def owners(seed: int) -> list[tuple[Order, Person]]:
    """Return the orders of attribute scope with those whom they fell to."""
    orders, world = paper(seed)
    return [(job.order, job.owner) for job in assign(orders, world, seed) if job.order.owner.scope == "attribute"]


def profiles(world: World, locale: Locale) -> list[Person]:
    return [person for person in world.profiles if person.locale == locale]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_tie_means_what_it_says(seed: int) -> None:
    orders, world = paper(seed)
    seen = Counter[str]()
    ties = circles(orders, seed)
    for order, owner in owners(seed):
        tie = ties[order.owner.locale].get(order.owner.number)
        if tie is None:
            continue
        profile = profiles(world, order.owner.locale)[tie.profile]
        assert order.slot.kind in {
            o.slot.kind
            for o in orders
            if o.owner.scope == "individual" and (o.owner.locale, o.owner.number) == (order.owner.locale, tie.profile)
        }
        housemate = owner.household_id == profile.household_id
        seen[f"{tie.how} {housemate}"] += 1
        if tie.how == "colleague":
            assert owner.value("employer") == profile.value("employer")
            assert not housemate
        else:
            assert street(owner) == street(profile)
            assert housemate == (owner.value("home_address") == profile.value("home_address"))
        if housemate:
            assert owner.profile_id is None
            assert owner.person_id in {relation.person_id for relation in profile.relations}
            assert 22 <= owner.age <= 67
    assert seen["relative True"] >= 100
    assert seen["neighbour False"] >= 50
    assert seen["colleague False"] >= 30
    assert not seen["neighbour True"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_tie_can_be_seen_in_the_picture_and_parts_its_people(seed: int) -> None:
    orders, _ = paper(seed)
    ties = circles(orders, seed)
    for order in orders:
        tie = ties[order.owner.locale].get(order.owner.number) if order.owner.scope == "attribute" else None
        if tie is not None and tie.how == "relative":
            assert order.slot.shows & PARTING
            assert not order.slot.shows & AMBIGUOUS
        elif tie is not None:
            assert order.slot.shows & SHOWN[tie.how]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_relative_has_few_pictures_of_different_kinds(seed: int) -> None:
    _, world = paper(seed)
    homes = {person.household_id for person in world.profiles}
    kinds: dict[str, list[str]] = {}
    for order, owner in owners(seed):
        assert owner.profile_id is None
        if owner.household_id in homes:
            kinds.setdefault(owner.person_id, []).append(order.slot.kind)
    assert max(map(len, kinds.values())) <= RELATIVES_PICTURES
    assert all(len(set(hand)) == len(hand) for hand in kinds.values())


def test_nobody_is_made_whom_no_picture_needs() -> None:
    _, world = paper(1)
    subjects = {person.person_id for person in (*world.profiles, *world.strangers)}
    homes = {person.household_id for person in world.people if person.person_id in subjects}
    assert {person.household_id for person in world.people} == homes


def test_ties_change_no_profile() -> None:
    orders, world = paper(1)
    small = suite("paper").scaled(20)
    fewer = populate(small, place_orders(small, 1), 1)
    assert {p.profile_id: p for p in fewer.profiles}.items() <= {p.profile_id: p for p in world.profiles}.items()
    assert len(world.strangers) == sum(order.owner.scope == "attribute" for order in orders)
