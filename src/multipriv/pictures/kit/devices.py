"""The device that bears a serial number: every picture of the number shows the same thing of the same maker."""

from multipriv.people.setting import setting
from multipriv.seeds import stream
from multipriv.taxonomy.records import Person

DEVICES = ("laptop", "router", "phone")


def device_of(person: Person) -> str:
    """Return what the person's serial number is the number of."""
    return stream("device", person.value("device_serial")).choice(DEVICES)


def maker_of(person: Person) -> str:
    """Return who made the person's device."""
    makers: list[str] = setting(person.locale)["device_makers"]
    return stream("maker", person.value("device_serial")).choice(makers)
