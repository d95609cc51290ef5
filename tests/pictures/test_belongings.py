"""What people own: one car a plate, one house an address, one device a serial number."""

from dataclasses import replace

import pytest

from multipriv.people import make_world
from multipriv.pictures.belongings import DEVICES, DWELLINGS, car_of, device_of, dwelling_of, home_of, maker_of
from multipriv.pictures.kinds.house_front import ARTIST
from multipriv.pictures.scenes.car import draw_car
from multipriv.taxonomy.records import Person


@pytest.fixture(scope="module")
def people() -> tuple[Person, ...]:
    return make_world(9, {"en": 10, "zh": 10}, {"en": 20, "zh": 20}).people


def test_a_plate_is_one_car_from_both_ends(people: tuple[Person, ...]) -> None:
    rear, front = (draw_car(car_of(people[0]), end, (200, 210, 220), 1.0) for end in (True, False))
    assert replace(rear, rear=False) == front
    assert len({draw_car(car_of(person), True, (200, 210, 220), 1.0).paint for person in people}) > 5


def test_a_household_has_one_house(people: tuple[Person, ...]) -> None:
    homes: dict[str, set[tuple[str, str]]] = {}
    for person in people:
        homes.setdefault(person.household_id, set()).add((home_of(person), dwelling_of(person)))
    assert all(len(found) == 1 for found in homes.values())
    assert {dwelling for found in homes.values() for _, dwelling in found} == set(DWELLINGS) == set(ARTIST.layouts)


def test_who_has_a_flat_lives_in_a_block(people: tuple[Person, ...]) -> None:
    chinese = [person for person in people if person.locale == "zh"]
    assert all((dwelling_of(person) == "door") == person.value("home_address").endswith("室") for person in chinese)
    assert {dwelling_of(person) for person in chinese} == set(DWELLINGS)
    flats = [person for person in people if ", Apt " in person.value("home_address")]
    assert flats
    assert {dwelling_of(person) for person in flats} == {"door"}


def test_a_serial_number_is_one_device_of_one_maker(people: tuple[Person, ...]) -> None:
    assert {device_of(person) for person in people} == set(DEVICES)
    assert all(maker_of(person) == maker_of(replace(person, relations=())) for person in people)
