"""Circles: which strangers of a suite are relatives, neighbours or colleagues of a profile.

Hard negatives need them: a housemate's insurance card, a parcel from the same street, a badge of the same employer. A stranger is
near to a profile that has a picture of the same kind, so that one can stand for the other. Kinds, keys, layouts and levels of
capture stay as ordered: only whose picture it is changes, so nothing about a picture tells whether its owner is near to anybody.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from multipriv.build.orders import LOCALES, Order, profiles_per_locale, strangers_per_locale
from multipriv.build.plan import Slot
from multipriv.build.suites import Suite, nearness
from multipriv.people import Nearness, Tie, World, make_world
from multipriv.seeds import stream
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Locale

SHOWN: Mapping[Nearness, frozenset[str]] = {
    "neighbour": frozenset({"home_address", "route"}),
    "colleague": frozenset({"employer"}),
}
"""What a picture must show for a tie to be seen in it."""
PARTING = frozenset(code for code, attribute in attributes().items() if attribute.unequal_means == "different_person")
"""What a picture must show for a relative to be told from the profile."""
AMBIGUOUS = frozenset({"family_relation"})
"""What would show or name the profile itself in a picture of a relative."""


def populate(suite: Suite, orders: Sequence[Order], seed: int) -> World:
    """Return the world of a suite: its profiles, and the strangers that its orders speak of."""
    return make_world(seed, profiles_per_locale(suite), strangers_per_locale(orders), circles(orders, seed))


def circles(orders: Sequence[Order], seed: int) -> dict[Locale, dict[int, Tie]]:
    """Return the ties of the strangers whom the orders speak of, by locale and the stranger's number."""
    return {locale: dict(_ties(orders, locale, stream(seed, "circles", locale))) for locale in LOCALES}


def _ties(orders: Sequence[Order], locale: Locale, rng: random.Random) -> Iterator[tuple[int, Tie]]:
    owners: dict[str, list[int]] = defaultdict(list)
    for order in orders:
        if order.owner.scope == "individual" and order.owner.locale == locale:
            owners[order.slot.kind].append(order.owner.number)
    strangers = [order for order in orders if order.owner.scope == "attribute" and order.owner.locale == locale]
    rng.shuffle(strangers)
    given: Counter[tuple[Nearness, int]] = Counter()
    related: set[tuple[str, int]] = set()
    for order in strangers:
        how = _how(order.slot, rng)
        taken = related if how == "relative" else set()
        near = [number for number in owners[order.slot.kind] if (order.slot.kind, number) not in taken]
        if how is None or not near:
            continue
        rng.shuffle(near)
        number = min(near, key=lambda profile: given[how, profile])
        given[how, number] += 1
        if how == "relative":
            related.add((order.slot.kind, number))  # nobody has two cards of one kind
        yield order.owner.number, Tie(number, how)


def _how(slot: Slot, rng: random.Random) -> Nearness | None:
    """Draw what the owner of a picture is to a profile, among what the picture lets one see; null for nothing."""
    seen = [how for how, codes in SHOWN.items() if slot.shows & codes]
    if slot.shows & PARTING and not slot.shows & AMBIGUOUS:
        seen.append("relative")
    parts = {how: part for how, part in nearness().items() if how in (*seen, None)}
    return rng.choices(list(parts), list(parts.values()))[0]
