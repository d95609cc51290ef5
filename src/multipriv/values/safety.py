"""Why an identifier cannot belong to anyone, checked number by number (NANP, RFC 2606, ISO/IEC 7812, SSA, GB 11643).

national_id, zh   18 characters, region 99xxxx (no such province) and a wrong MOD 11-2 check character
national_id, en   NNN-NN-NNNN with area 000 or 666, which the SSA never issues
passport_number   UT, six digits, a letter: issuer UTO (Utopia, ICAO 9303) issues nothing; no state uses the pattern
driver_licence_number   en UX###-####-L; zh 99 and ten digits (region 99 does not exist)
phone             en area code that NANP cannot assign and 555-01xx; zh eleven digits after a leading 000, not dialable
email             RFC 2606 domains
bank_card_number  sixteen digits, major industry identifier 9, Luhn-invalid
vehicle_plate     en L##-LLL-### (longer than any issuer's); zh region characters that name no province
device_serial     SPC- (specimen), five letters or digits, five digits
"""

import re
from collections.abc import Callable

from multipriv.taxonomy.records import Locale

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
"""GB 11643: the check character by the weighted sum modulo 11."""
_RESERVED_DOMAIN = re.compile(r"example\.(?:com|net|org)|(?:[a-z0-9-]+\.)+(?:example|test|invalid)|(?:example|test|invalid)")
# Area codes that the North American plan cannot hand out: leading 0 or 1, N9X (expansion), N11 (services), 37X, 96X (set aside).
_NO_AREA = re.compile(r"[01]\d\d|[2-9]9\d|[2-9]11|37\d|96\d")
SAFE_AREAS = tuple(f"{n:03d}" for n in range(1000) if _NO_AREA.fullmatch(f"{n:03d}"))
"""Three-digit area codes that are never assigned."""
PLATE_REGIONS = "汐岚澜屿霁溟"
"""Characters that abbreviate no province of the real world."""


def check_character(first17: str) -> str:
    """Return the MOD 11-2 check character (GB 11643) of the first 17 digits."""
    return CHECK_CHARACTERS[sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def luhn_valid(digits: str) -> bool:
    """Whether a string of digits passes the Luhn test (ISO/IEC 7812-1)."""
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def faults(attribute: str, value: str, locale: Locale) -> list[str]:
    """Return why the value of a direct identifier might belong to someone; empty when it provably cannot.

    `value` is the standard form. Attributes that are no identifiers have no faults.
    """
    check = _CHECKS.get(attribute)
    return [] if check is None else check(value, locale)


def _national_id(value: str, locale: Locale) -> list[str]:
    if locale == "en":
        return _shape(value, r"(?:000|666)-\d\d-\d{4}", "area is not 000 or 666")
    found = _shape(value, r"99\d{15}[\dX]", "not 18 characters of region 99")
    if not found and check_character(value[:17]) == value[17]:
        found.append(f"{value}: the check character is right")
    return found


def _passport(value: str, locale: Locale) -> list[str]:
    return _shape(value, r"UT\d{6}[A-Z]", "not a number of Utopia")


def _licence(value: str, locale: Locale) -> list[str]:
    return _shape(value, r"UX\d{3}-\d{4}-[A-Z]" if locale == "en" else r"99\d{10}", "looks like an issuer's licence number")


def _phone(value: str, locale: Locale) -> list[str]:
    if locale == "zh":
        return _shape(value, r"000\d{8}", "can be dialled")
    found = _shape(value, r"\d{3}55501\d\d", "is not 555-01xx")
    return found or ([] if value[:3] in SAFE_AREAS else [f"{value}: the area code can be assigned"])


def _email(value: str, locale: Locale) -> list[str]:
    domain = value.rpartition("@")[2].casefold()
    return [] if _RESERVED_DOMAIN.fullmatch(domain) else [f"{value}: the domain is not reserved"]


def _card(value: str, locale: Locale) -> list[str]:
    found = _shape(value, r"9\d{15}", "not sixteen digits from 9")
    return [*found, f"{value}: passes the Luhn test"] if value.isdigit() and luhn_valid(value) else found


def _plate(value: str, locale: Locale) -> list[str]:
    pattern = r"[A-Z]\d\d-[A-Z]{3}-\d{3}" if locale == "en" else rf"[{PLATE_REGIONS}][A-Z]·[A-Z0-9]{{5}}"
    return _shape(value, pattern, "looks like an issuer's plate")


def _serial(value: str, locale: Locale) -> list[str]:
    return _shape(value, r"SPC-[A-Z0-9]{5}-[0-9]{5}", "looks like a maker's serial")


def _shape(value: str, pattern: str, fault: str) -> list[str]:
    return [] if re.fullmatch(pattern, value) else [f"{value}: {fault}"]


_CHECKS: dict[str, Callable[[str, Locale], list[str]]] = {
    "national_id": _national_id,
    "passport_number": _passport,
    "driver_licence_number": _licence,
    "phone": _phone,
    "email": _email,
    "bank_card_number": _card,
    "vehicle_plate": _plate,
    "device_serial": _serial,
}
