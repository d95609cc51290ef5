"""Any printed form of a value to its canonical form. Everything here is total: text that is no such value gives null."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from multipriv.values.dates import iso_of
from multipriv.values.folding import LONGEST, fold, has_chinese, read_data, words
from multipriv.values.numerals import integer_of, money_of

_EMAIL = re.compile(r"[a-z0-9][a-z0-9._%+-]*@(?:[a-z0-9-]+\.)+[a-z]{2,}")
_DECIMAL = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(\d{1,2}))?(万|亿)?")
_QUANTITY = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,10})(?:\.(\d{1,4}))?")
_PHONE = re.compile(r"[+\d(][\d ()./-]*\d")
_SCALE = {None: Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}


def canonical(text: str, value_type: str, *, day_first: bool | None = None) -> str | None:
    """Return what all printed forms of one value share, or null when the text is not a value of the type.

    Dates become ISO dates (`day_first` settles 03/04/2021, else null), amounts "1234.50", quantities "89.35 m2", genders
    "female" or "male", identifiers and plates upper-case letters and digits, everything else folded words.

    Raises:
        KeyError: no such value type. Never raises on account of `text`.
    """
    if value_type == "depicted":
        return text.strip() or None
    normalise = _NORMALISERS[value_type]
    folded = fold(text)
    if len(text) > LONGEST or len(folded) > LONGEST:
        return None
    return iso_of(folded, day_first) if value_type == "date" else normalise(folded)


def same(a: str, b: str, value_type: str) -> bool:
    """Whether two printed forms are one value; what is no value equals nothing."""
    left = canonical(a, value_type)
    return left is not None and left == canonical(b, value_type)


def _person_name(folded: str) -> str | None:
    if any(c.isdigit() for c in folded):
        return None
    # "Hart, Emily" and the machine-readable "HART<<EMILY" are turned; "Emily Hart, MD" keeps its order.
    parts = [words(part) for part in folded.replace("<<", ",").replace("<", " ").split(",")]
    parts = [part for part in parts if part and part not in _set("titles_after")]
    if len(parts) == 2 and not has_chinese(folded):
        parts.reverse()
    return _untitled(words(" ".join(parts))) or None


def _untitled(name: str) -> str:
    parts = name.split()
    while len(parts) > 1 and parts[0] in _set("titles_before"):
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in _set("titles_after"):
        parts = parts[:-1]
    name = " ".join(parts)
    for title in read_data("words.yaml")["titles_after"]:
        if not title.isascii() and name.endswith(title) and len(name) >= len(title) + 2:
            return name.removesuffix(title)
    return name


def _identifier(folded: str) -> str | None:
    value = words(folded).replace(" ", "").upper()
    return value if any(c in "0123456789" for c in value) and len(value) <= 40 else None


def _phone(folded: str) -> str | None:
    text = re.sub(r"^(?:tel|phone|mobile|电话|手机)[.: ]*", "", folded).replace("‐", "-").replace("–", "-").replace("−", "-")
    if _PHONE.fullmatch(text) is None:
        return None
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    elif len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    return digits if 7 <= len(digits) <= 15 else None


def _email(folded: str) -> str | None:
    value = folded.removeprefix("mailto:").strip(" <>.,;")
    return value if _EMAIL.fullmatch(value) else None


def _amount(folded: str) -> str | None:
    for period in read_data("words.yaml")["periods"]:
        folded = folded.removesuffix(period)
    text, negative = folded.replace(" ", ""), False
    if text.startswith("(") and text.endswith(")"):
        text, negative = text[1:-1], True
    for sign in read_data("words.yaml")["negatives"]:
        if sign in text[:2]:
            text, negative = text.replace(sign, "", 1), True
    in_words = money_of(_without_currency(text, chinese=False))
    amount = in_words if in_words is not None else _decimal(_without_currency(text.removeprefix("+")))
    if amount is None:
        return None
    return f"{-amount if negative and amount else amount:.2f}"


def _without_currency(text: str, *, chinese: bool = True) -> str:
    for word in read_data("words.yaml")["currencies"]:
        if chinese or not word.startswith(("元", "圆")):
            text = text.removeprefix(word).removesuffix(word)
    return text


def _decimal(text: str) -> Decimal | None:
    match = _DECIMAL.fullmatch(text)
    if match is None:
        return None
    amount = Decimal(match[1].replace(",", "") + "." + (match[2] or "0")) * _SCALE[match[3]]
    return amount if amount < 10**13 else None


def _integer(folded: str) -> str | None:
    text = folded
    for unit in read_data("words.yaml")["number_units"]:
        text = text.removesuffix(unit).strip()
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,15}", text):
        return str(int(text.replace(",", "")))
    number = integer_of(text)
    return None if number is None else str(number)


def _quantity(folded: str) -> str | None:
    for unit, forms in read_data("words.yaml")["quantity_units"].items():
        for form in forms:
            match = _QUANTITY.fullmatch(folded.removesuffix(form).strip()) if folded.endswith(form) else None
            if match:
                fraction = (match[2] or "").rstrip("0")
                return f"{int(match[1].replace(',', ''))}{'.' + fraction if fraction else ''} {unit}"
    return None


def _address(folded: str) -> str | None:
    short: dict[str, str] = read_data("words.yaml")["address_words"]
    return " ".join(short.get(word, word) for word in words(folded).split()) or None


def _label(folded: str) -> str | None:
    text = words(folded.replace("&", " and "))
    return text.removeprefix("the ") or None


def _gender(folded: str) -> str | None:
    forms: dict[str, list[str]] = read_data("words.yaml")["gender"]
    said = re.findall(r"\w+", folded)  # "女/F" says one thing twice
    return next((gender for gender, known in forms.items() if said and all(word in known for word in said)), None)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(read_data("words.yaml")[name])


_NORMALISERS: dict[str, Callable[[str], str | None]] = {
    "person_name": _person_name,
    "identifier": _identifier,
    "phone": _phone,
    "email": _email,
    "date": iso_of,
    "amount": _amount,
    "integer": _integer,
    "quantity": _quantity,
    "address": _address,
    "label": _label,
    "plate": _identifier,
    "gender": _gender,
}
VALUE_TYPES: tuple[str, ...] = (*_NORMALISERS, "depicted")
"""All value types that the facets of the taxonomy name."""
