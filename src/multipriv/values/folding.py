"""Folding of text: what spelling, width, case and script may change without changing the value."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib import import_module, resources
from typing import Any

import yaml

LONGEST = 250
"""Characters beyond which a text is not a value (and not worth the time)."""

_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_AROUND_CJK = re.compile(rf"(?<=[{_CJK}]) +| +(?=[{_CJK}])")


@cache
def read_data(name: str) -> Any:
    """Return the parsed YAML file `name` of this room's data."""
    return yaml.safe_load(resources.files(__package__).joinpath("data", name).read_text("utf-8"))


@cache
def _converter() -> Any:
    return import_module("opencc").OpenCC("t2s")


@lru_cache(maxsize=30_000)
def _simplified(character: str) -> str:
    # One character at a time: phrases would make the folding of a character depend on its neighbours.
    try:
        return str(_converter().convert(character))
    except UnicodeError:  # a lone surrogate
        return character


def simplify(text: str) -> str:
    """Return the text with traditional Chinese characters made simplified."""
    return text if text.isascii() else "".join(_simplified(c) if c >= "\u3400" else c for c in text)


def fold(text: str) -> str:
    """Return the text in one width, case and script, with single spaces, without diacritics; of long text only the beginning."""
    if text.isascii():
        return " ".join("".join(c for c in text[: LONGEST + 1] if c.isspace() or c.isprintable()).casefold().split())
    wide = unicodedata.normalize("NFKC", text[: LONGEST + 1])[: LONGEST + 1]
    spread = unicodedata.normalize("NFKD", wide.casefold())
    bare = "".join(c for c in spread if c.isspace() or (c.isprintable() and not unicodedata.combining(c)))
    return " ".join(simplify(unicodedata.normalize("NFKC", bare)).split())


def words(folded: str) -> str:
    """Return folded text with all punctuation as single spaces, and no spaces beside Chinese characters."""
    spaced = "".join(c if c.isalnum() else " " for c in folded.replace("'", "").replace("’", ""))
    return _AROUND_CJK.sub("", " ".join(spaced.split()))


def has_chinese(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return re.search(rf"[{_CJK}]", text) is not None
