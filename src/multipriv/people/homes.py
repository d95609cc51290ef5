"""What a household shares: its address and its property."""

from decimal import Decimal
from random import Random

from multipriv.people.draws import Draws
from multipriv.people.setting import ranges, setting
from multipriv.taxonomy.records import Fact, Locale


def draw_home(rng: Random, draws: Draws, locale: Locale, role: str) -> dict[str, Fact]:
    """Return the address and the property of a household; no two households share a street number or a property."""
    place = draws.deal(f"{role} homes", setting(locale)["homes"])
    street = draws.unique("street", lambda: _street(rng, locale))
    address = _chinese(rng, place, street) if locale == "zh" else _english(rng, place, street)
    return {"home_address": {"value": address, "street": street}, "real_estate": _property(rng, draws, locale)}


def _street(rng: Random, locale: Locale) -> str:
    data = setting(locale)
    name, kind = rng.choice(data["streets"]), rng.choice(data["street_kinds"])
    return f"{name}{kind}{rng.randint(1, 398)}号" if locale == "zh" else f"{rng.randint(1, 398)} {name} {kind}"


def _english(rng: Random, place: dict[str, str], street: str) -> str:
    unit = f", Apt {rng.randint(1, 18)}{rng.choice('ABCDEF')}" if rng.random() < 0.4 else ""
    return f"{street}{unit}, {place['city']}, {place['state']} {place['zip']}{rng.randint(0, 9)}"


def _chinese(rng: Random, place: dict[str, object], street: str) -> str:
    districts = place["districts"]
    assert isinstance(districts, list)
    room = f"{rng.randint(1, 28)}{rng.randint(1, 4):02d}室"
    unit = f"{rng.randint(1, 4)}单元" if rng.random() < 0.5 else ""
    return f"{place['province']}{place['city']}{rng.choice(districts)}{street}{rng.randint(1, 26)}栋{unit}{room}"


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
