"""Where people live: streets, and what a household shares, its address and its property."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from multipriv.people.draws import Draws
from multipriv.people.setting import ranges, setting
from multipriv.taxonomy.records import Fact, Locale


@dataclass(frozen=True)
class Street:
    """A street of a town: its name, and what an address says of the place around it."""

    name: str
    place: Mapping[str, str]


def draw_street(rng: Random, draws: Draws, locale: Locale, role: str) -> Street:
    """Return a street of some town."""
    data = setting(locale)
    town = draws.deal(f"{role} homes", data["homes"])
    name = f"{rng.choice(data['streets'])}{'' if locale == 'zh' else ' '}{rng.choice(data['street_kinds'])}"
    if locale == "zh":
        return Street(name, {"province": town["province"], "city": town["city"], "district": rng.choice(town["districts"])})
    return Street(name, {"city": town["city"], "state": town["state"], "zip": f"{town['zip']}{rng.randint(0, 9)}"})


def draw_home(rng: Random, draws: Draws, locale: Locale, street: Street) -> dict[str, Fact]:
    """Return the address and the property of a household in a street; no two households share a number there or a property."""
    numbered = draws.unique("street", lambda: _numbered(rng, locale, street))
    address = (_chinese if locale == "zh" else _english)(rng, numbered, street.place)
    return {"home_address": {"value": address, "street": numbered}, "real_estate": _property(rng, draws, locale)}


def _numbered(rng: Random, locale: Locale, street: Street) -> str:
    number = rng.randint(1, 398)
    return f"{street.name}{number}号" if locale == "zh" else f"{number} {street.name}"


def _english(rng: Random, numbered: str, place: Mapping[str, str]) -> str:
    unit = f", Apt {rng.randint(1, 18)}{rng.choice('ABCDEF')}" if rng.random() < 0.4 else ""
    return f"{numbered}{unit}, {place['city']}, {place['state']} {place['zip']}"


def _chinese(rng: Random, numbered: str, place: Mapping[str, str]) -> str:
    house = f"{place['province']}{place['city']}{place['district']}{numbered}"
    if rng.random() < ranges()["zh"]["own_house"]:
        return house
    room = f"{rng.randint(1, 28)}{rng.randint(1, 4):02d}室"
    unit = f"{rng.randint(1, 4)}单元" if rng.random() < 0.5 else ""
    return f"{house}{rng.randint(1, 26)}栋{unit}{room}"


def _property(rng: Random, draws: Draws, locale: Locale) -> Fact:
    span = ranges()[locale]
    step, decimals = span["price_step"], span["area_decimals"]
    low, high = (bound // step for bound in span["price"])
    price = draws.rare("price", lambda: rng.randint(low, high) * step)
    area = draws.rare("area", lambda: rng.randint(*span["area"]))
    return {
        "unit": draws.unique("property unit", lambda: _unit(rng, locale)),
        "price": f"{price:.2f}",
        "area": f"{Decimal(area).scaleb(-decimals).normalize():f} {span['area_unit']}",
    }


def _unit(rng: Random, locale: Locale) -> str:
    """A unit number of region 99 (28 characters in four groups), or a parcel number with a prefix of no county."""
    if locale == "en":
        return f"UT-{rng.randint(1000, 9999)}-{rng.randint(100, 999)}-{rng.randint(1, 99):02d}"
    parcel = f"{rng.randint(1, 199):03d}{rng.randint(1, 99):03d} GB{rng.randint(1, 400):05d}"
    return f"99{rng.randrange(10**4):04d} {parcel} F{rng.randint(1, 9999):08d}"
