"""What people own looks the same in every picture: the device of a serial number, the car of a plate, the house of an address."""

from collections.abc import Mapping
from random import Random

from multipriv.people.setting import setting
from multipriv.seeds import stream
from multipriv.taxonomy.records import Locale, Person

DWELLINGS = ("door", "gate")
"""A house in a street or the entrance of a block, and a house behind its garden wall or in a courtyard."""
FLAT: Mapping[Locale, str] = {"en": ", Apt ", "zh": "室"}
"""What the address of a flat holds."""
DEVICES = ("laptop", "router", "phone")


def device_of(person: Person) -> str:
    """Return what the person's serial number is the number of."""
    return stream("device", person.value("device_serial")).choice(DEVICES)


def maker_of(person: Person) -> str:
    """Return who made the person's device."""
    makers: list[str] = setting(person.locale)["device_makers"]
    return stream("maker", person.value("device_serial")).choice(makers)


def car_of(person: Person) -> Random:
    """Return the stream that the look of the person's car is drawn from."""
    return stream("car", person.value("vehicle_plate"))


def home_of(person: Person) -> str:
    """Return the name of the stream that the look of the household's house is drawn from."""
    return f"home/{person.value('home_address', 'street')}"


def dwelling_of(person: Person) -> str:
    """Return what kind of house the household lives in; whoever has a flat comes home through the entrance of a block."""
    address = person.value("home_address")
    if FLAT[person.locale] in address:
        return DWELLINGS[0]
    return DWELLINGS[1] if person.locale == "zh" else stream("dwelling", home_of(person)).choice(DWELLINGS)
