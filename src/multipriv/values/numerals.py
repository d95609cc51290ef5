"""Chinese numerals, everyday and financial: 一千二百, 壹仟贰佰元整, 12.8万."""

import re
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_CAPITAL = "零壹贰叁肆伍陆柒捌玖"
_PLAIN = "零一二三四五六七八九"
_NUMERAL = "".join(_DIGITS) + "".join(_UNITS) + "万亿"
_MONEY = re.compile(rf"([{_NUMERAL}]*)(?:元|圆)?(?:([{_NUMERAL}])角)?(?:零?([{_NUMERAL}])分)?[整正]?")


def integer_of(numeral: str) -> int | None:
    """Return the number that a Chinese numeral names (up to 亿), or null; 二〇二六 reads digit by digit."""
    if not numeral or any(c not in _NUMERAL for c in numeral):
        return None
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = myriads = section = 0
    digit: int | None = None
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            # a bare 十 is ten
            section += _UNITS[character] * (1 if digit is None else digit)
            digit = None
        elif character == "万":
            myriads, section, digit = (section + (digit or 0)) * 10_000, 0, None
        else:
            total, myriads, section, digit = (total + myriads + section + (digit or 0)) * 100_000_000, 0, 0, None
    return total + myriads + section + (digit or 0)


def money_of(text: str) -> Decimal | None:
    """Return the amount that Chinese numerals with 元, 角, 分 name, or null."""
    match = _MONEY.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    parts = [integer_of(part) if part else 0 for part in match.groups()]
    if any(part is None for part in parts):
        return None
    yuan, jiao, fen = (Decimal(part or 0) for part in parts)
    return yuan + jiao / 10 + fen / 100


def capital(amount: Decimal) -> str:
    """Return a non-negative amount below 10^12 in financial numerals: 1234.50 is 壹仟贰佰叁拾肆元伍角整."""
    cents = int((amount * 100).to_integral_value())
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    text = _numeral(yuan, _CAPITAL, "仟佰拾") + "元"
    if jiao:
        text += _CAPITAL[jiao] + "角"
    elif fen:
        text += "零"
    return text + (_CAPITAL[fen] + "分" if fen else "整")


def _numeral(number: int, digits: str, units: str) -> str:
    if number == 0:
        return digits[0]
    text, gap = "", False
    for power, name in ((8, "亿"), (4, "万"), (0, "")):
        section = number // 10**power % 10_000
        if section == 0:
            gap = gap or bool(text)
            continue
        if text and (gap or section < 1000):
            text += digits[0]
        gap = False
        text += _section(section, digits, units) + name
    return text


def _section(number: int, digits: str, units: str) -> str:
    text, gap = "", False
    for place, unit in zip((1000, 100, 10, 1), (*units, ""), strict=True):
        digit = number // place % 10
        if digit == 0:
            gap = gap or bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + unit
        gap = False
    return text


def counted(number: int) -> str:
    """Return a number from 1 to 99 as it is counted: 3 is 三, 12 is 十二, 20 is 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _PLAIN[tens] + "十"
    return head + (_PLAIN[ones] if ones else "")


def spelled(number: int) -> str:
    """Return a number digit by digit with 〇: 2026 is 二〇二六."""
    return "".join("〇一二三四五六七八九"[int(c)] for c in str(number))
