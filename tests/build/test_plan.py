"""Each plan is one connected graph of ten pictures in which much is two to four joins away."""

from collections import Counter

import pytest

from multipriv.build.plan import Plan, Slot, correlated_pairs, distances, drawn_kinds, hop_distribution, plans
from multipriv.build.suites import INDIVIDUAL_PICTURES
from multipriv.pictures.kind import artist, kinds
from multipriv.taxonomy.attributes import attributes

PAIRS = INDIVIDUAL_PICTURES * (INDIVIDUAL_PICTURES - 1) // 2
each_plan = pytest.mark.parametrize("plan", plans().values(), ids=plans())


@each_plan
def test_a_plan_is_ten_pictures_that_kinds_can_show(plan: Plan) -> None:
    assert len(plan) == INDIVIDUAL_PICTURES
    assert len(set(plan)) == INDIVIDUAL_PICTURES
    assert all(slot.keys in kinds()[slot.kind].keys for slot in plan)


@each_plan
def test_a_plan_is_one_connected_graph(plan: Plan) -> None:
    assert len(distances(plan)) == PAIRS


@each_plan
def test_much_is_two_to_four_joins_away(plan: Plan) -> None:
    hops = hop_distribution(plan)
    assert hops[2] >= 8
    assert hops[3] >= 6
    assert hops[2] + hops[3] + hops[4] >= PAIRS // 2
    assert hops[1] <= PAIRS * 0.4


@each_plan
def test_something_far_starts_from_a_face_without_a_name(plan: Plan) -> None:
    far = distances(plan)
    faces = [position for position, slot in enumerate(plan) if "face" in slot.links and "name" not in slot.shows]
    assert any(start in pair and steps >= 3 for start in faces for pair, steps in far.items())


@each_plan
def test_not_every_picture_names_its_owner(plan: Plan) -> None:
    assert 1 <= sum("name" in slot.shows for slot in plan) <= INDIVIDUAL_PICTURES // 2


@each_plan
def test_indirect_attributes_of_several_categories_can_be_asked_for(plan: Plan) -> None:
    shown = [attributes()[code] for slot in plan for code in slot.shows]
    targets = {attribute.category for attribute in shown if not attribute.is_direct and "target" in attribute.eligible}
    assert len(targets) >= 3


def test_the_plans_together_use_every_kind_and_half_of_them_correlate_without_a_key() -> None:
    assert {slot.kind for plan in plans().values() for slot in plan} == set(kinds())
    correlated = [plan for plan in plans().values() if correlated_pairs(plan)]
    assert len(correlated) >= len(plans()) / 2
    codes = Counter(code for plan in correlated for code, *_ in correlated_pairs(plan))
    assert {"flight_hotel", "income_tax", "medication_diagnosis", "route_address"} <= codes.keys()


def test_fingerprints_join_few_pictures() -> None:
    joined = [
        slot.links & other.links
        for plan in plans().values()
        for position, slot in enumerate(plan)
        for other in plan[position + 1 :]
        if slot.links & other.links
    ]
    assert 0 < sum(links == {"fingerprint"} for links in joined) <= 0.05 * len(joined)


def test_distances_count_joins() -> None:
    chain = [Slot("portrait", ()), Slot("staff_badge", ("email",)), Slot("shop_order", ("email",)), Slot("device_label", ())]
    assert distances(chain) == {(0, 1): 1, (0, 2): 2, (0, 3): 3, (1, 2): 1, (1, 3): 2, (2, 3): 1}
    assert distances([Slot("portrait", ()), Slot("device_label", ())]) == {}


def test_what_only_correlates_is_no_join() -> None:
    pair = [Slot("boarding_pass", ("passport_number",)), Slot("hotel_confirmation", ("phone",))]
    assert distances(pair) == {}
    assert correlated_pairs(pair) == [("flight_hotel", 0, 1)]
    assert correlated_pairs([Slot("boarding_pass", ("name",)), Slot("hotel_confirmation", ("name",))]) == []


@pytest.mark.parametrize("kind", drawn_kinds())
def test_a_drawn_kind_has_an_artist_with_two_layouts(kind: str) -> None:
    assert len(artist(kind).layouts) >= 2
