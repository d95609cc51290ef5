"""The world as others see it: consistent, unique, a pure function of its arguments."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from multipriv.people import World, make_world, reference_date, setting
from multipriv.people.draws import Draws, WorldFullError
from multipriv.people.naming import draw_name
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.linking import correlations
from multipriv.taxonomy.records import Locale, Person
from multipriv.values import canonical, printed, same, styles
from multipriv.values.safety import faults

LOCALES: tuple[Locale, ...] = ("en", "zh")
OPPOSITE = {
    "husband": {"wife"}, "wife": {"husband"}, "father": {"son", "daughter"}, "mother": {"son", "daughter"},
    "son": {"father", "mother"}, "daughter": {"father", "mother"},
    "older_brother": {"younger_brother", "younger_sister"}, "older_sister": {"younger_brother", "younger_sister"},
    "younger_brother": {"older_brother", "older_sister"}, "younger_sister": {"older_brother", "older_sister"},
}  # fmt: skip
FEMALE = {"wife", "mother", "daughter", "older_sister", "younger_sister"}


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(11, {"en": 20, "zh": 20}, {"en": 60, "zh": 60})


def test_counts(world: World) -> None:
    assert Counter(p.locale for p in world.profiles) == {"en": 20, "zh": 20}
    assert Counter(p.locale for p in world.strangers) == {"en": 60, "zh": 60}
    assert len({p.profile_id for p in world.profiles}) == 40
    assert len(world.by_id) == len(world.people)
    assert len({p.household_id for p in (*world.profiles, *world.strangers)}) == 160


def test_everyone_has_every_facet_as_a_value_of_its_type(world: World) -> None:
    for person in world.people:
        assert list(person.facts) == list(attributes())
        for code, facts in person.facts.items():
            assert 5 <= len(facts) <= 9 if code == "transactions" else len(facts) == 1
            for fact in facts:
                assert list(fact) == list(attributes()[code].facets)
                for facet, value in fact.items():
                    kind = attributes()[code].facets[facet].type
                    for style in styles(kind, person.locale):
                        assert same(printed(value, kind, person.locale, style), value, kind)


def test_identifiers_belong_to_nobody(world: World) -> None:
    for person in world.people:
        for code in attributes():
            assert faults(code, person.value(code), person.locale) == []


def test_chinese_numbers_hold_birth_date_and_gender(world: World) -> None:
    for person in world.people:
        if person.locale == "zh":
            number = person.value("national_id")
            assert number[6:14] == person.value("birth_date").replace("-", "")
            assert (int(number[16]) % 2 == 1) == (person.value("gender") == "male")


def test_no_key_is_shared_by_accident(world: World) -> None:
    for code, attribute in attributes().items():
        if "key" not in attribute.eligible:
            continue
        for facet in attribute.facets.values():
            owners: dict[str | None, list[Person]] = {}
            for person in world.people:
                owners.setdefault(canonical(person.value(code, facet.code), facet.type), []).append(person)
            for people in owners.values():
                by_design = code == "name" and len(people) == 2 and people[1].homonym_of == people[0].person_id
                assert len(people) == 1 or by_design, (code, people)


def test_households_share_a_home_that_no_other_has(world: World) -> None:
    for code, facet in (("home_address", "value"), ("home_address", "street"), ("real_estate", "unit")):
        homes: dict[str, set[str | None]] = {}
        for person in world.people:
            homes.setdefault(person.household_id, set()).add(canonical(person.value(code, facet), "address"))
        assert all(len(values) == 1 for values in homes.values())
        assert len(set.union(*homes.values())) == len(homes)


@pytest.mark.parametrize("count", [3, 20])
def test_homonyms_are_deliberate(count: int) -> None:
    world = make_world(5, {"en": count, "zh": count}, {})
    for locale in LOCALES:
        pairs = [p for p in world.profiles if p.homonym_of and p.locale == locale]
        assert pairs
        for person in pairs:
            namesake = world.by_id[person.homonym_of or ""]
            assert namesake.profile_id is not None
            for facet in ("value", "latin"):
                assert person.value("name", facet) == namesake.value("name", facet)
            assert person.value("gender") == namesake.value("gender")
            assert person.value("birth_date") != namesake.value("birth_date")
            assert person.household_id != namesake.household_id


def test_relations_hold_both_ways_and_fit_the_people(world: World) -> None:
    for person in world.people:
        assert person.relations
        for relation, other in zip(person.relations, world.relatives_of(person), strict=True):
            assert other.household_id == person.household_id
            back = next(r.kind for r in other.relations if r.person_id == person.person_id)
            assert back in OPPOSITE[relation.kind]
            assert (relation.kind in FEMALE) == (other.value("gender") == "female")
            if relation.kind in {"father", "mother"}:
                assert other.age - person.age >= 18
            if relation.kind.startswith("older"):
                assert other.value("birth_date") < person.value("birth_date")


def test_the_named_relative_is_one(world: World) -> None:
    for person in world.people:
        fact = person.facts["family_relation"][0]
        words = setting(person.locale)["words"]
        assert any(
            other.value("name") == fact["relative"] and words[relation.kind] == fact["relation"]
            for relation, other in zip(person.relations, world.relatives_of(person), strict=True)
        )
    subjects = (*world.profiles, *world.strangers)
    spouses = {setting(locale)["words"][kind] for locale in LOCALES for kind in ("husband", "wife")}
    assert not spouses & {p.value("family_relation") for p in subjects}  # they would tell the subject's gender


def test_correlations_hold(world: World) -> None:
    factor = correlations()["income_tax"].factor
    assert factor is not None
    for person in world.people:
        flight, stay, train = (person.facts[code][0] for code in ("flight", "hotel_stay", "train"))
        assert (flight["destination"], flight["date"]) == (stay["city"], stay["check_in"])
        assert train["destination"] != stay["city"]
        assert train["date"] != stay["check_in"]
        assert stay["check_in"] < stay["check_out"]
        assert flight["origin"] != flight["destination"]
        assert train["origin"] != train["destination"]
        assert person.value("route", "destination") == person.value("home_address", "street")
        assert person.value("home_address", "street") in person.value("home_address")
        assert Decimal(person.value("tax")) == Decimal(person.value("income")) * factor
        assert world.treats[person.locale][person.value("medication")] == person.value("diagnosis")


def test_each_medicine_treats_one_condition_and_each_physician_works_at_one_hospital(world: World) -> None:
    for locale in LOCALES:
        assert len(set(world.treats[locale].values())) == len(world.treats[locale])
    hospitals: dict[str, str] = {}
    for person in world.people:
        assert hospitals.setdefault(person.value("physician"), person.value("hospital")) == person.value("hospital")
    assert not set(hospitals) & {p.value("name") for p in world.people}


def test_dates_fit_the_year_and_the_ages(world: World) -> None:
    today = reference_date()
    year = timedelta(days=366)
    for person in world.people:
        born = date.fromisoformat(person.value("birth_date"))
        assert person.age == today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        days = [person.value("visit_date"), person.value("flight", "date"), person.value("train", "date")]
        days += [person.value("hotel_stay", "check_out"), *(fact["date"] for fact in person.facts["transactions"])]
        assert all(today - year < date.fromisoformat(day) <= today for day in days)
        payments = person.facts["transactions"]
        assert [fact["date"] for fact in payments] == sorted(fact["date"] for fact in payments)
        assert len({fact["payee"] for fact in payments}) == len({fact["amount"] for fact in payments}) == len(payments)
    for person in (*world.profiles, *world.strangers):
        assert 22 <= person.age <= 67


def test_answers_differ_between_profiles(world: World) -> None:
    repeated = {
        (locale, code, facet)
        for locale in LOCALES
        for code, attribute in attributes().items()
        for facet in attribute.facets
        if len({p.value(code, facet) for p in world.profiles if p.locale == locale}) < 17
    }
    small = {("gender", "value"), ("nationality", "value"), ("family_relation", "relation"), ("transactions", "date")}
    small |= {(journey, "origin") for journey in ("flight", "train")} | {("train", "destination"), ("hotel_stay", "check_out")}
    small |= {("transactions", "payee")}
    assert {(code, facet) for _, code, facet in repeated} <= small


def test_chinese_names_are_as_frequent_as_they_are() -> None:
    names = [p.value("name") for p in make_world(2, {"zh": 600}, {}).profiles]
    assert 0.22 < sum(name[0] in "王李张刘陈" for name in names) / len(names) < 0.42  # a third by census
    assert 0.1 < sum(len(name) == 2 for name in names) / len(names) < 0.3
    assert all(2 <= len(name) <= 4 for name in names)


def test_no_email_tells_its_owner_s_name(world: World) -> None:
    for person in world.people:
        handle = person.value("email").partition("@")[0]
        parts = person.value("name", "latin").casefold().split()
        assert not any(part in handle for part in parts if len(part) > 4)


def test_same_arguments_same_world() -> None:
    one, other = (make_world(3, {"en": 4, "zh": 4}, {"en": 5, "zh": 5}) for _ in range(2))
    assert one.people == other.people
    assert not {p.person_id for p in one.people} & {p.person_id for p in make_world(4, {"en": 4}, {}).people}
    names = {p.value("name") for p in make_world(4, {"en": 4, "zh": 4}, {}).profiles}
    assert not names & {p.value("name") for p in one.profiles}


def test_people_do_not_depend_on_who_comes_after() -> None:
    alone = make_world(3, {"en": 8, "zh": 8}, {})
    crowded = make_world(3, {"en": 8, "zh": 8}, {"en": 30, "zh": 30})
    one_country = make_world(3, {"zh": 8}, {"zh": 2})
    larger = make_world(3, {"en": 12, "zh": 12}, {})
    assert alone.profiles == crowded.profiles
    assert all(crowded.by_id[p.person_id] == larger.by_id[p.person_id] == p for p in alone.people)
    assert all(crowded.by_id[p.person_id] == p for p in one_country.people)


def test_a_full_world_says_so() -> None:
    draws = Draws("test")
    assert draws.unique("digit", lambda: 1) == 1
    with pytest.raises(WorldFullError, match="no free digit left"):
        draws.unique("digit", lambda: 1, tries=50)


def test_a_deck_deals_every_item_equally_often() -> None:
    draws = Draws("test")
    dealt = [draws.deal("letters", "abcde") for _ in range(50)]
    assert set(Counter(dealt).values()) == {10}
    assert dealt[:5] != dealt[5:10]


def test_a_family_that_has_used_up_its_names_goes_on_with_second_given_names() -> None:
    draws, rng = Draws(1), Random(1)
    names = [draw_name(rng, draws, "en", "male", "Harris").value for _ in range(400)]
    assert len(set(names)) == 400
    assert all(name.endswith(" Harris") for name in names)
    assert {len(name.split()) for name in names} == {2, 3}
    assert len(names[0].split()) == 2
