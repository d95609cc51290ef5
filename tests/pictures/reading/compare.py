"""Comparing what was read with what was printed, with the errors that OCR makes and no more."""

import re
import unicodedata

from multipriv.values.folding import simplify

_ALIKE = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "〇": "0", "○": "0"})
"""Characters that no reader tells apart without the word around them."""
_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff"


def letters(text: str) -> str:
    """Return the letters and digits of a text in one width, case and script; o and 0, l, i and 1 are one."""
    folded = simplify(unicodedata.normalize("NFKC", text)).casefold()
    return "".join(c for c in folded if c.isalnum()).translate(_ALIKE)


def spaced(text: str) -> str:
    """Return the words of a text, folded, between single spaces: Chinese ones in runs; `|` stands for a gap."""
    folded = simplify(unicodedata.normalize("NFKC", text)).casefold().replace("'", "").replace("’", "")
    plain = "".join(c if c.isalnum() else " | " if c == "|" else " " for c in folded)
    apart = re.sub(rf"(?<=[{_CJK}])(?=[a-z0-9])|(?<=[a-z0-9])(?=[{_CJK}])", " ", plain)
    return re.sub(rf"(?<=[{_CJK}]) +(?=[{_CJK}])", "", " ".join(apart.split()))


def errors(wanted: str, text: str) -> int:
    """Return the least number of edits that make `wanted` a part of `text` (Sellers, 1980)."""
    row = [0] * (len(text) + 1)
    for n, letter in enumerate(wanted, 1):
        diagonal, row[0] = row[0], n
        for place, other in enumerate(text, 1):
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (letter != other))
    return min(row)


def allowed(wanted: str) -> int:
    """Return how many characters of a value OCR may get wrong: none of a short one, about one in eight."""
    return 0 if len(wanted) < 4 else 1 + len(wanted) // 10


def reads(seen: str, printed: str, whole: bool = True) -> bool:
    """Whether what was seen is the printed text (or holds it, where `whole` is false), within what OCR gets wrong."""
    wanted, found = letters(printed), letters(seen)
    if whole and len(found) > len(wanted) + allowed(wanted):
        return False
    return errors(wanted, found) <= allowed(wanted)


def holds(page: str, value: str, strictly: bool = False) -> bool:
    """Whether a page (both `spaced`) holds a value: word for word, or (unless strictly) long words with one letter wrong."""
    if f" {value} " in f" {page} ":
        return True
    if not value.isascii() and value.replace(" ", "") in page.replace(" ", ""):
        return True
    if strictly or len(value) < 8 or any(c.isdigit() for c in value):
        return False
    half = len(value) // 2
    return any(_near(page, value, part, start) for part, start in ((value[:half], 0), (value[half:], half)))


def _near(page: str, value: str, part: str, start: int) -> bool:
    """Whether the value stands, with at most one error, around an occurrence of a part of it."""
    return any(
        errors(value, page[max(0, found.start() - start - 1) : found.start() - start + len(value) + 1]) <= 1
        for found in re.finditer(re.escape(part), page)
    )
