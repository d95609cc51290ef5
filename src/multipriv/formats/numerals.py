"""Numbers of pictures and steps in running text: digits, Chinese numerals, ranges."""

import re
from itertools import islice

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE = "[零〇一二两三四五六七八九十]{1,3}"
_CARDINALS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
)
_ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_WORDS = {word: value for words in (_CARDINALS, _ORDINALS) for value, word in enumerate(words)}
_NUMBER = re.compile(rf"(?<![\d.])\d{{1,3}}(?![\d]|\.\d)|{_CHINESE}|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_RANGE = re.compile(
    r"\s*(?:张|幅|号)?\s*(?:-|–|—|~|～|to|through|至|到)\s*(?:(?:pictures?|images?|photos?|图片?|第|#)\s*)*", re.IGNORECASE
)


def number(word: str) -> int | None:
    """Return the number that one word or numeral stands for: "3", "三", "十二", "three", "third"."""
    word = word.lower()
    if word.isascii() and word.isdigit():
        return int(word)
    if word in _WORDS:
        return _WORDS[word]
    if "十" in word:
        tens, _, ones = word.partition("十")
        if all(part in _DIGITS or not part for part in (tens, ones)):
            return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
        return None
    return _DIGITS.get(word)


def numbers(text: str, largest: int) -> list[int]:
    """Return every number in the text in order, ranges filled in; `largest` bounds what a range may reach."""
    found: list[int] = []
    matches = list(islice(_NUMBER.finditer(text), 200))
    for before, match in zip([None, *matches], matches, strict=False):
        value = number(match.group())
        if value is None:
            continue
        is_range = before is not None and _RANGE.fullmatch(text, before.end(), match.start())
        if is_range and found and found[-1] < value <= largest:
            found.extend(range(found[-1] + 1, value + 1))
        else:
            found.append(value)
    return found
