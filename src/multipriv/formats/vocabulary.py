"""The words that answers are made of, read from data; folding, so that one pattern serves every way of typing."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from multipriv.values.folding import simplify

_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "「": '"',
        "」": '"',
        "『": '"',
        "』": '"',
        "。": ".",
        "、": ",",
        "－": "-",
        "‐": "-",
        "‑": "-",
        "\u00a0": " ",
    }
)


def read_data(name: str) -> Any:
    """Return the parsed YAML file `name` of this room."""
    return yaml.safe_load(resources.files(__package__).joinpath(name).read_text("utf-8"))


@cache
def vocabulary() -> Any:
    """Return the words and patterns of vocabulary.yaml."""
    return read_data("vocabulary.yaml")


class _Folding(dict[int, str]):
    """A table for str.translate that learns the simplified form of each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        simple = simplify(character) if code >= 0x3400 else character
        self[code] = simple if len(simple) == 1 else character
        return self[code]


class _Visible(dict[int, int | None]):
    """A table for str.translate that drops control, format and surrogate characters."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) in ("Cf", "Cc", "Cs") else code
        return self[code]


_FOLDING = _Folding(_PLAIN)
_VISIBLE = _Visible({9: 9, 10: 10})


def nfkc(text: str) -> str:
    """Return the text with full-width letters, digits and punctuation made plain and invisible characters dropped."""
    return text if text.isascii() and text.isprintable() else unicodedata.normalize("NFKC", text).translate(_VISIBLE)


def fold(text: str) -> str:
    """Return NFKC text for matching: plain quotes and stops, simplified characters. The length does not change."""
    return text if text.isascii() and "`" not in text else text.translate(_FOLDING)


@cache
def patterns(*path: str) -> tuple[re.Pattern[str], ...]:
    """Return the compiled patterns that stand under `path` in the vocabulary."""
    node = vocabulary()
    for key in path:
        node = node[key]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in node)


@cache
def either(key: str) -> re.Pattern[str]:
    """Return one pattern that matches any of the vocabulary's patterns under `key`."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in vocabulary()[key]), re.IGNORECASE | re.MULTILINE)


def any_match(found_in: Sequence[re.Pattern[str]], text: str) -> bool:
    """Whether one of the patterns occurs in the text."""
    return any(pattern.search(text) for pattern in found_in)


def is_undetermined(text: str) -> bool:
    """Whether the text says that the answer cannot be determined, and nothing else."""
    plain = trim(fold(nfkc(text)))
    return len(plain) <= 200 and bool(either("undetermined").fullmatch(plain)) and not either("after_all").search(plain)


def trim(text: str) -> str:
    """Return the text without the quotes, brackets, markup and stops around it."""
    previous = None
    while previous != text:
        previous = text
        text = text.strip(" \t\r\n\"'“”‘’「」『』*_#>~|")
        text = re.sub(r"[.。,，;；:：!！、]+$", "", text)
        if len(text) > 1 and (text[0], text[-1]) in {("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("$", "$")}:
            inner = text[1:-1]
            if not any(c in inner for c in "()[]{}<>$"):
                text = inner
    return text
