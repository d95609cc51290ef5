"""The machine-readable zone of a passport of Utopia (UTO), the issuer that ICAO Doc 9303 keeps for specimens."""

import re
from datetime import date

from multipriv.taxonomy.records import Person

LENGTH = 44
Segment = dict[str, str]
"""A stretch of a line: `text`, and `key` ("attribute.facet") where it repeats a private value."""


def check_digit(text: str) -> str:
    """Return the check digit of Doc 9303, part 3: weights 7, 3, 1; letters count from A = 10, fillers 0."""
    worth = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return str(sum(max(worth.find(c), 0) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)


def passport_zone(person: Person, expires: date) -> list[list[Segment]]:
    """Return the two lines of the zone; birth date and sex are left as fillers, name and number repeated."""
    latin = person.locale == "zh"
    key = "name.latin" if latin else "name.value"
    words = person.value("name", "latin" if latin else "value").split()
    family, given = (words[0], words[1:]) if latin else (words[-1], words[:-1])
    # a hyphen is a filler, and does not part a family name in two
    name = f"{_letters(family)}<<{'<'.join(map(_letters, given))}"[: LENGTH - 5]
    number = re.sub(r"[^A-Z0-9]", "", person.value("passport_number").upper())[:9]
    field = number.ljust(9, "<")
    until = f"{expires:%y%m%d}"
    tail = f"{check_digit(field)}UTO<<<<<<0<{until}{check_digit(until)}{'<' * 14}0"
    composite = check_digit(field + tail[0] + "<<<<<<0" + until + check_digit(until) + "<" * 14 + "0")
    return [
        [{"text": "P<UTO"}, {"text": name, "key": key}, {"text": "<" * (LENGTH - 5 - len(name))}],
        [{"text": number, "key": "passport_number.value"}, {"text": "<" * (9 - len(number)) + tail + composite}],
    ]


def specimen_zone(expires: date) -> list[list[Segment]]:
    """Return the two lines of a zone that repeats nobody's values."""
    until = f"{expires:%y%m%d}"
    second = f"SPECIMEN<0UTO<<<<<<0<{until}{check_digit(until)}"
    return [[{"text": "P<UTOSPECIMEN<<SAMPLE".ljust(LENGTH, "<")}], [{"text": second.ljust(LENGTH, "<")}]]


def _letters(name: str) -> str:
    return re.sub(r"[^A-Z<]", "", name.upper().replace("-", "<"))
