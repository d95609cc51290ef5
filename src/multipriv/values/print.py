"""Standard form to printed forms; the styles are data."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from multipriv.taxonomy.records import Locale
from multipriv.values.folding import has_chinese, read_data
from multipriv.values.numerals import capital, counted, spelled

_PROVINCE_CITY_DISTRICT = re.compile(r"([^省市区县]{2,4}?[省市区县])")


def styles(value_type: str, locale: Locale) -> tuple[str, ...]:
    """Return the names of the styles of a type, "default" first.

    Raises:
        KeyError: no such value type.
    """
    return tuple(read_data("styles.yaml")[value_type][locale])


def printed(value: str, value_type: str, locale: Locale, style: str = "default") -> str:
    """Return a value in standard form as a document of the locale prints it.

    Raises:
        KeyError: no such value type or style.
        ValueError: the value is not in standard form (a date that is not ISO, an amount that is no number).
    """
    pattern: str = read_data("styles.yaml")[value_type][locale][style]
    text = pattern.format_map(_PARTS.get(value_type, _text)(value))
    return "-" + text.replace("-", "", 1) if value_type == "amount" and value.startswith("-") else text


def accepted_forms(value: str, value_type: str, locale: Locale) -> tuple[str, ...]:
    """Return every printed form of the value in the styles of both locales that can hold it, its own default first."""
    other: Locale = "zh" if locale == "en" else "en"
    own = [printed(value, value_type, locale, style) for style in styles(value_type, locale)]
    neutral = value_type in {"date", "gender"}
    foreign = [printed(value, value_type, other, style) for style in styles(value_type, other)] if neutral else []
    return tuple(dict.fromkeys([*own, *foreign]))


def _date(value: str) -> Mapping[str, str]:
    day = date.fromisoformat(value)
    month = read_data("words.yaml")["month_names"][day.month - 1]
    characters = f"{spelled(day.year)}年{counted(day.month)}月{counted(day.day)}日"
    return {
        "Y": f"{day.year:04d}", "m": str(day.month), "d": str(day.day), "mm": f"{day.month:02d}", "dd": f"{day.day:02d}",
        "Month": month, "Mon": month[:3], "MONTH": month.upper(), "MON": month[:3].upper(), "characters": characters,
    }  # fmt: skip


def _number(value: str) -> Decimal:
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", value):
        raise ValueError(f"not a number: {value!r}")
    return Decimal(value)


def _amount(value: str) -> Mapping[str, str]:
    amount = _number(value)
    # the sign stands before the pattern; `printed` moves it there
    sign = "-" if amount < 0 else ""
    size = abs(amount)
    return {"grouped": f"{sign}{size:,.2f}", "plain": f"{sign}{size:.2f}", "capital": sign + capital(size)}


def _integer(value: str) -> Mapping[str, str]:
    return {"plain": str(int(value)), "grouped": f"{int(value):,}"}


def _quantity(value: str) -> Mapping[str, str]:
    number = value.split()[0]
    whole, point, fraction = str(_number(number)).partition(".")
    return {"number": number, "grouped": f"{int(whole):,}{point}{fraction}"}


def _phone(value: str) -> Mapping[str, str]:
    cut = 6 if len(value) == 10 else 7
    return {"digits": value, "a": value[:3], "b": value[3:cut], "c": value[cut:]}


def _person_name(value: str) -> Mapping[str, str]:
    given, _, family = value.rpartition(" ")
    # two-character Chinese names are spread to the width of three
    spread = "\u3000".join(value) if has_chinese(value) and len(value) == 2 else value
    parts = {"value": value, "given": given, "family": family, "spread": spread}
    return parts | {"upper": value.upper(), "given_upper": given.upper(), "family_upper": family.upper()}


def _address(value: str) -> Mapping[str, str]:
    words: dict[str, str] = read_data("words.yaml")["address_words"]
    short = " ".join(_shortened(word, words) for word in value.split(" "))
    spaced = _PROVINCE_CITY_DISTRICT.sub(r"\1 ", value, count=3).strip()
    return {"value": value, "upper": value.upper(), "lines": value.replace(", ", "\n"), "short": short, "spaced": spaced}


def _shortened(word: str, words: Mapping[str, str]) -> str:
    core = word.rstrip(",")
    return words[core.casefold()].title() + word[len(core) :] if core.casefold() in words else word


def _gender(value: str) -> Mapping[str, str]:
    char = {"female": "女", "male": "男"}[value]
    return {"Word": value.title(), "WORD": value.upper(), "letter": value[0].upper(), "char": char}


def _text(value: str) -> Mapping[str, str]:
    bare = re.sub(r"[\s·-]", "", value)
    # card numbers come in fours; nothing else does
    groups = " ".join(bare[i : i + 4] for i in range(0, 16, 4)) if value.isdigit() and len(value) == 16 else value
    return {"value": value, "upper": value.upper(), "compact": bare, "spaced": re.sub(r"[·-]", " ", value), "groups": groups}


_PARTS: dict[str, Callable[[str], Mapping[str, str]]] = {
    "date": _date,
    "amount": _amount,
    "integer": _integer,
    "quantity": _quantity,
    "phone": _phone,
    "person_name": _person_name,
    "address": _address,
    "gender": _gender,
}
