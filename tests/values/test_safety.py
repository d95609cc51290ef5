"""Identifiers that might belong to someone are found out."""

import pytest

from multipriv.taxonomy.records import Locale
from multipriv.values.safety import check_character, faults, luhn_valid


def test_check_algorithms_agree_with_published_examples() -> None:
    assert check_character("11010519491231002") == "X"  # GB 11643 example
    assert luhn_valid("4111111111111111")
    assert not luhn_valid("4111111111111112")


@pytest.mark.parametrize(
    ("attribute", "value", "locale"),
    [
        ("national_id", "123-45-6789", "en"),
        ("national_id", "912-70-1234", "en"),  # area 9xx is used for ITINs
        ("national_id", "11010519491231002X", "zh"),
        ("national_id", "99010519491231002" + check_character("99010519491231002"), "zh"),
        ("passport_number", "E12345678", "zh"),
        ("driver_licence_number", "D1234567", "en"),
        ("driver_licence_number", "110105123456", "zh"),
        ("phone", "2125550142", "en"),
        ("phone", "2905551142", "en"),
        ("phone", "13812345678", "zh"),
        ("email", "someone@gmail.com", "en"),
        ("email", "someone@example.com.cn", "zh"),
        ("email", "someone@notexample.com", "en"),
        ("bank_card_number", "4111111111111112", "en"),
        ("bank_card_number", "9713273149540785", "en"),
        ("vehicle_plate", "京A·12345", "zh"),
        ("vehicle_plate", "ABC-1234", "en"),
        ("device_serial", "C02XK1JHJG5H", "en"),
    ],
)
def test_unsafe_values_have_faults(attribute: str, value: str, locale: Locale) -> None:
    if attribute == "bank_card_number" and value.startswith("97"):
        value = next(value[:-1] + digit for digit in "0123456789" if luhn_valid(value[:-1] + digit))
    assert faults(attribute, value, locale)


def test_what_is_no_identifier_has_no_faults() -> None:
    assert faults("diagnosis", "Migraine", "en") == []
