"""Journeys of the last year: a flight to a hotel, a train elsewhere, a way home."""

from datetime import date, timedelta
from random import Random

from multipriv.people.calendar import draw_day
from multipriv.people.draws import Draws
from multipriv.people.setting import setting
from multipriv.taxonomy.records import Fact, Locale

_NIGHTS = (1, 6)


def draw_journeys(rng: Random, draws: Draws, locale: Locale, role: str) -> dict[str, Fact]:
    """Return flight, hotel stay and train: the flight reaches the hotel's city on the day of check-in, the train does neither."""
    data = setting(locale)
    cities = data["cities"]
    city = draws.deal(f"{role} destinations", cities)
    check_in = draws.rare("check_in", lambda: draw_day(rng, margin=_NIGHTS[1]))
    other_city = _other(rng, cities, city)
    other_day = draws.rare("train_date", lambda: _other_day(rng, check_in))
    flight = {
        "number": draws.rare("flight_number", lambda: f"{rng.choice(list(data['airlines']))}{rng.randint(101, 9899)}"),
        "date": check_in.isoformat(),
        "origin": _other(rng, cities, city),
        "destination": city,
        "seat": draws.rare("flight_seat", lambda: f"{rng.randint(1, 42)}{rng.choice('ABCDEF')}"),
    }
    stay = {
        "hotel": draws.deal(f"{role} hotels", data["hotels"]),
        "city": city,
        "check_in": check_in.isoformat(),
        "check_out": (check_in + timedelta(days=rng.randint(*_NIGHTS))).isoformat(),
        "room": draws.rare("room", lambda: f"{rng.randint(2, 24)}{rng.randint(1, 32):02d}"),
    }
    train = {
        "number": draws.rare("train_number", lambda: _train_number(rng, locale)),
        "date": other_day.isoformat(),
        "origin": _other(rng, cities, other_city),
        "destination": other_city,
        "seat": draws.rare("train_seat", lambda: _train_seat(rng, locale)),
    }
    return {"flight": flight, "train": train, "hotel_stay": stay}


def draw_route(rng: Random, draws: Draws, locale: Locale, role: str, street: str, token: str) -> Fact:
    """Return a way that ends at home; `token` stands for its course on the map."""
    return {"destination": street, "origin": draws.deal(f"{role} starts", setting(locale)["starts"]), "path": token}


def _other(rng: Random, cities: list[str], city: str) -> str:
    return rng.choice([other for other in cities if other != city])


def _other_day(rng: Random, day: date) -> date:
    other = draw_day(rng)
    return other if other != day else _other_day(rng, day)


def _train_number(rng: Random, locale: Locale) -> str:
    prefix = rng.choice(setting(locale)["trains"])
    return f"{prefix}{rng.randint(1001, 9899)}" if locale == "zh" else f"{prefix} {rng.randint(1001, 9899)}"


def _train_seat(rng: Random, locale: Locale) -> str:
    if locale == "zh":
        return f"{rng.randint(1, 16):02d}车{rng.randint(1, 20):02d}{rng.choice('ABCDF')}号"
    return f"{rng.choice('BCDEFGHJ')}-{rng.randint(1, 88)}{rng.choice('ABCD')}"
