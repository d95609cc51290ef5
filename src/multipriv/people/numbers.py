"""Numbers of documents, cards, plates and devices, drawn from ranges in which nobody's can lie (see values.safety)."""

from datetime import date
from random import Random

from multipriv.people.draws import Draws
from multipriv.people.naming import Gender
from multipriv.people.setting import setting
from multipriv.taxonomy.records import Fact, Locale
from multipriv.values.safety import CHECK_CHARACTERS, PLATE_REGIONS, SAFE_AREAS, check_character, luhn_valid

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_CLEAR = "ABCDEFGHJKLMNPRSTUVWXYZ23456789"
"""Letters and digits that cannot be taken for one another."""


def draw_numbers(rng: Random, draws: Draws, locale: Locale, gender: Gender, born: date) -> dict[str, Fact]:
    """Return the facts of every attribute that is a number of one person only.

    Raises:
        WorldFullError: a range is used up.
    """
    makers = {
        "national_id": lambda: _chinese_id(rng, gender, born) if locale == "zh" else _area_number(rng),
        "passport_number": lambda: f"UT{_digits(rng, 6)}{rng.choice(_LETTERS)}",
        "driver_licence_number": lambda: _licence(rng, locale),
        "phone": lambda: f"000{_digits(rng, 8)}" if locale == "zh" else f"{rng.choice(SAFE_AREAS)}55501{_digits(rng, 2)}",
        "email": lambda: _email(rng, locale),
        "bank_card_number": lambda: _card(rng),
        "vehicle_plate": lambda: _plate(rng, locale),
        "device_serial": lambda: f"SPC-{_clear(rng, 5)}-{_digits(rng, 5)}",
    }
    return {attribute: {"value": draws.unique(attribute, make)} for attribute, make in makers.items()}


def _digits(rng: Random, count: int) -> str:
    return f"{rng.randrange(10**count):0{count}d}"


def _clear(rng: Random, count: int) -> str:
    return "".join(rng.choice(_CLEAR) for _ in range(count))


def _chinese_id(rng: Random, gender: Gender, born: date) -> str:
    """Region 99xxxx, birth date, a sequence odd for men, and a check character that fails."""
    sequence = rng.randrange(500) * 2 + (gender == "male")
    first17 = f"99{_digits(rng, 4)}{born:%Y%m%d}{sequence:03d}"
    return first17 + rng.choice(CHECK_CHARACTERS.replace(check_character(first17), ""))


def _area_number(rng: Random) -> str:
    return f"{rng.choice(('000', '666'))}-{rng.randint(1, 99):02d}-{rng.randint(1, 9999):04d}"


def _licence(rng: Random, locale: Locale) -> str:
    return f"99{_digits(rng, 10)}" if locale == "zh" else f"UX{_digits(rng, 3)}-{_digits(rng, 4)}-{rng.choice(_LETTERS)}"


def _email(rng: Random, locale: Locale) -> str:
    """A handle of words or digits: never of the name, which the address would give away."""
    data = setting(locale)
    first, second = rng.choice(data["handle_first"]), rng.choice(data["handle_second"])
    forms = [f"{first}{second}{rng.randint(10, 999)}", *(f"{first}{mark}{second}{rng.randint(1, 99)}" for mark in "_.")]
    if locale == "zh":
        forms += [str(rng.randint(10**7, 10**10)), f"{first}_{rng.randint(100, 9999)}"]
    return f"{rng.choice(forms)}@{rng.choice(data['email_hosts'])}"


def _card(rng: Random) -> str:
    digits = f"9{_digits(rng, 15)}"
    return digits if not luhn_valid(digits) else digits[:-1] + str((int(digits[-1]) + rng.randint(1, 9)) % 10)


def _plate(rng: Random, locale: Locale) -> str:
    letters = "".join(rng.choice(_LETTERS) for _ in range(4))
    if locale == "en":
        return f"{letters[0]}{_digits(rng, 2)}-{letters[1:]}-{_digits(rng, 3)}"
    tail = list(_digits(rng, 5))
    for place in rng.sample(range(5), rng.randint(0, 2)):
        tail[place] = rng.choice(_LETTERS)
    return f"{rng.choice(PLATE_REGIONS)}{letters[0]}·{''.join(tail)}"
