"""Calendar dates in the orders and words of both languages."""

import re
from datetime import date
from functools import cache

from multipriv.values.folding import read_data
from multipriv.values.numerals import integer_of

_CHINESE = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?")
_YEAR_FIRST = re.compile(r"(\d{4}) ?[-/.年 ] ?(\d{1,2}) ?[-/.月 ] ?(\d{1,2}) ?[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ ./-]*(?:of )?([a-z]{3,9})[ .,/-]*(\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"([a-z]{3,9})[ ./-]*(\d{1,2})(?:st|nd|rd|th)?[ .,/-]+(\d{4})")
_YEAR_MONTH_NAME = re.compile(r"(\d{4})[ ,./-]*([a-z]{3,9})[ ./-]*(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4})")
_TIME = re.compile(
    r"[ ,t]*(?:at )?(?:[上下]午|晚上|凌晨|中午)? ?\d{1,2} ?[:时] ?\d{2}(?:[:分] ?\d{0,2})?[秒分]?(?: ?[ap]\.?m\.?)?z?$"
)
_BILINGUAL = re.compile(r"\d{1,2}月 ?/ ?(?=[a-z])")
_LONGEST = 60
_PIVOT = 30
"""Two-digit years up to this one are of this century."""


def iso_of(folded: str, day_first: bool | None = None) -> str | None:
    """Return the ISO date that folded text states; null when it states none, or two (03/04/2021) and `day_first` is silent."""
    if len(folded) > _LONGEST:
        return None
    text = _bare(folded)
    if match := _CHINESE.fullmatch(text):
        return _iso(*(integer_of(part) or 0 for part in match.groups()))
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _iso(*map(int, match.groups()))
    if match := _DAY_MONTH.fullmatch(text):
        return _iso(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_DAY.fullmatch(text):
        return _iso(int(match[3]), _month(match[1]), int(match[2]))
    if match := _YEAR_MONTH_NAME.fullmatch(text):
        return _iso(int(match[1]), _month(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(*map(int, match.groups()), day_first=day_first)
    return None


def _bare(folded: str) -> str:
    """Return the text without weekday, time of day, and the other language's month (14 3月/MAR 1988)."""
    text = _BILINGUAL.sub("", folded.removesuffix("生").removesuffix("出"))
    return _weekday().sub("", _TIME.sub("", text)).strip(" ,.()")


@cache
def _weekday() -> re.Pattern[str]:
    names: list[str] = read_data("words.yaml")["weekdays"]
    latin = "|".join(name for name in names if name.isascii())
    chinese = "|".join(name for name in names if not name.isascii())
    return re.compile(rf"^(?:{latin})\.?,? +|[ ,(](?:{latin})\)?$|{chinese}")


def _month(word: str) -> int:
    months: dict[str, int] = read_data("words.yaml")["months"]
    return months.get(word[:3], 0) if any(name.startswith(word) or word == "sept" for name in _names()) else 0


def _names() -> list[str]:
    return [name.casefold() for name in read_data("words.yaml")["month_names"]]


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year <= _PIVOT else 1900)


def _year_last(first: int, second: int, year: int, *, day_first: bool | None) -> str | None:
    readings = {_iso(year, second, first), _iso(year, first, second)} - {None}
    if len(readings) == 1:
        return readings.pop()
    if day_first is None:
        return None
    return _iso(year, second, first) if day_first else _iso(year, first, second)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
