"""Chinese numerals."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipriv.values.numerals import capital, counted, integer_of, money_of, spelled

PLACES = st.sampled_from([0, 1, 2, 9, 10, 11, 20, 100, 101, 110, 1000, 1001, 1010, 5005])


@settings(deadline=None, max_examples=500)
@given(PLACES, PLACES, PLACES, st.integers(0, 99))
def test_financial_numerals_return(yi: int, wan: int, rest: int, cents: int) -> None:
    amount = Decimal(yi * 10**8 + wan * 10**4 + rest) + Decimal(cents) / 100
    assert money_of(capital(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "零元整"),
        ("10", "壹拾元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("100010000", "壹亿零壹万元整"),
        ("20000005", "贰仟万零伍元整"),
    ],
)
def test_financial_numerals_as_the_rules_of_payment_write_them(amount: str, text: str) -> None:
    assert capital(Decimal(amount)) == text


@given(st.integers(1, 99), st.integers(1000, 9999))
def test_days_and_years(number: int, year: int) -> None:
    assert integer_of(counted(number)) == number
    assert integer_of(spelled(year)) == year


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("两万", 20_000), ("一百二十", 120), ("壹拾万零柒仟", 107_000), ("三万亿", 3 * 10**12), ("", None)],
)
def test_everyday_numerals(text: str, number: int | None) -> None:
    assert integer_of(text) == number
