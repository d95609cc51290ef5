"""Orders: the sizes of the suites, everything spread evenly, nothing that tells the owner."""

from collections import Counter
from dataclasses import replace

import pytest

from multipriv.build.circles import populate
from multipriv.build.orders import Order, place_orders, profiles_per_locale, strangers_per_locale
from multipriv.build.plan import drawn_kinds
from multipriv.build.run import assign
from multipriv.build.suites import BuildError, Suite, captures, suite
from multipriv.pictures.kind import kinds
from multipriv.questions.generate import generate
from multipriv.taxonomy.tasks import tasks
from tests.questions.paper_world import picture


@pytest.fixture(scope="module")
def paper() -> tuple[Order, ...]:
    return place_orders(suite("paper"), 1)


def test_paper_has_the_published_composition(paper: tuple[Order, ...]) -> None:
    assert Counter(order.owner.scope for order in paper) == {"individual": 400, "attribute": 719}
    owners = Counter(order.owner for order in paper if order.owner.scope == "individual")
    assert Counter(owner.locale for owner in owners) == {"en": 20, "zh": 20}
    assert set(owners.values()) == {10}
    assert sum(suite("paper").items.values()) * 2 == 7414


def test_each_stranger_has_one_picture_and_is_counted(paper: tuple[Order, ...]) -> None:
    strangers = Counter(order.owner for order in paper if order.owner.scope == "attribute")
    assert set(strangers.values()) == {1}
    counted = strangers_per_locale(paper)
    assert abs(counted["en"] - counted["zh"]) <= len(drawn_kinds())
    assert {owner.number for owner in strangers if owner.locale == "zh"} == set(range(counted["zh"]))


def test_pictures_of_strangers_are_spread_over_kinds_and_keys(paper: tuple[Order, ...]) -> None:
    slots = [order.slot for order in paper if order.owner.scope == "attribute"]
    per_kind = Counter(slot.kind for slot in slots)
    assert set(per_kind) == set(drawn_kinds())
    assert max(per_kind.values()) - min(per_kind.values()) <= 1
    for code, count in per_kind.items():
        keys = Counter(slot.keys for slot in slots if slot.kind == code)
        assert len(keys) == min(len(kinds()[code].keys), count)
        assert max(keys.values()) - min(keys.values()) <= 2


@pytest.mark.parametrize("seed", range(1, 21))
def test_the_smallest_suite_has_every_kind(seed: int) -> None:
    assert {order.slot.kind for order in place_orders(suite("mini"), seed)} == set(drawn_kinds())


def test_captures_are_balanced_and_tell_no_owner(paper: tuple[Order, ...]) -> None:
    for locale in ("en", "zh"):
        taken = Counter(order.capture for order in paper if order.owner.scope == "individual" and order.owner.locale == locale)
        assert {level: taken[level] for level in captures()} == {"clean": 80, "easy": 40, "medium": 40, "hard": 40}
    clean = Counter(order.owner for order in paper if order.owner.scope == "individual" and order.capture == "clean")
    assert len(set(clean.values())) > 3  # dealt over all owners at once, not ten by ten


def test_locales_get_the_plans_alike() -> None:
    orders = place_orders(suite("paper"), 3)
    kinds_of = {
        locale: Counter(o.slot for o in orders if o.owner.scope == "individual" and o.owner.locale == locale)
        for locale in ("en", "zh")
    }
    different = sum(abs(kinds_of["en"][slot] - kinds_of["zh"][slot]) for slot in kinds_of["en"] | kinds_of["zh"])
    assert different <= 0.1 * len(orders)


def test_an_order_is_a_function_of_the_seed() -> None:
    mini = suite("mini")
    assert place_orders(mini, 5) == place_orders(mini, 5)
    first, second = place_orders(mini, 5), place_orders(mini, 6)
    assert not {order.picture_id for order in first} & {order.picture_id for order in second}


def test_picture_ids_are_unique_and_of_one_length(paper: tuple[Order, ...]) -> None:
    assert len({order.picture_id for order in paper}) == len(paper)
    assert {len(order.picture_id) for order in paper} == {12}


def test_a_suite_scales_in_proportion() -> None:
    large = suite("large")
    assert large.scaled(40) == Suite("large", 40, 720, suite("paper").items, large.least_profiles)
    assert suite("mini").scaled(None) is not None
    assert suite("paper").scaled(20).attribute_pictures in (359, 360)
    assert profiles_per_locale(suite("paper").scaled(13)) == {"en": 7, "zh": 6}


def test_every_suite_asks_every_task() -> None:
    for code in ("mini", "paper", "large"):
        assert suite(code).items.keys() == tasks().keys()
    assert sum(suite("mini").items.values()) == 180
    assert min(suite("mini").items.values()) >= 12


@pytest.mark.parametrize("profiles", [5, 1, 0, -3])
def test_too_few_profiles_are_refused(profiles: int) -> None:
    with pytest.raises(BuildError, match="needs at least 6"):
        suite("mini").scaled(profiles)


@pytest.mark.heavy
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_least_profiles_are_enough(seed: int) -> None:
    """Records stand in for pictures: whether there are enough look-alikes does not depend on pixels."""
    least = suite("large").scaled(suite("large").least_profiles)
    orders = place_orders(least, seed)
    world = populate(least, orders, seed)
    pictures = [
        replace(
            picture(job.owner, job.order.slot, job.order.owner.scope, number, job.others[:2]), picture_id=job.order.picture_id
        )
        for number, job in enumerate(assign(orders, world, seed))
    ]
    assert len(generate(pictures, world.people, least.items, seed)) == 2 * sum(least.items.values())
