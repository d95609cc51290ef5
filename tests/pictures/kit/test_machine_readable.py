"""The machine-readable zone: lines of 44 letters, the example of Doc 9303, repeated values marked."""

from datetime import date

import pytest

from multipriv.pictures.kit.machine_readable import check_digit, passport_zone, specimen_zone
from multipriv.taxonomy.records import Person
from multipriv.values import same
from tests.pictures.people import CHINESE, ENGLISH


def test_check_digits_are_those_of_the_standard() -> None:
    # ICAO Doc 9303 part 4, appendix B: L898902C3, 740812, 120415
    assert [check_digit(text) for text in ("L898902C3", "740812", "120415", "D23145890")] == ["6", "2", "9", "7"]


@pytest.mark.parametrize("person", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_name_and_number_are_repeated_and_marked_and_nothing_else(person: Person) -> None:
    lines = passport_zone(person, date(2030, 5, 17))
    assert [len("".join(segment["text"] for segment in line)) for line in lines] == [44, 44]
    marked = {segment["key"]: segment["text"] for line in lines for segment in line if "key" in segment}
    name = "name.latin" if person.locale == "zh" else "name.value"
    assert set(marked) == {name, "passport_number.value"}
    family, given = marked[name].split("<<")
    words = person.value("name", "latin").upper().replace("-", "<").split()
    assert [family, *given.split("<")] == (words if person.locale == "zh" else [words[-1], *words[:-1]])
    assert same(marked["passport_number.value"], person.value("passport_number"), "identifier")
    whole = "".join(segment["text"] for line in lines for segment in line)
    assert person.value("birth_date").replace("-", "")[2:] not in whole


def test_a_specimen_zone_repeats_nobody() -> None:
    lines = specimen_zone(date(2030, 5, 17))
    assert [len(line[0]["text"]) for line in lines] == [44, 44]
    assert not any("key" in segment for line in lines for segment in line)
