"""The reader's general knowledge of labels and of how people name what they ask about."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from multipriv.taxonomy.attributes import attributes

Named = tuple[str, str]
"""(attribute, facet)."""


@dataclass(frozen=True)
class Lexicon:
    """Labels and askings by what they name, longest first, and small word lists."""

    labels: tuple[tuple[str, tuple[Named, ...]], ...]
    asked: tuple[tuple[str, tuple[Named, ...]], ...]
    ends: Mapping[str, tuple[str, ...]]
    relations: tuple[str, ...]
    surnames: frozenset[str]
    not_a_name: frozenset[str]
    shapes: Mapping[str, str]
    topics: Mapping[str, tuple[str, ...]]
    depicted: Mapping[str, tuple[str, ...]]
    streets: tuple[str, ...]
    double_surnames: frozenset[str]
    other_labels: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read from data."""
    data = yaml.safe_load(resources.files(__package__).joinpath("lexicon.yaml").read_text("utf-8"))
    rows = data["attributes"]
    return Lexicon(
        labels=_longest_first(rows, data["facets"], "labels"),
        asked=_longest_first(rows, data["facets"], "asked"),
        ends={code: tuple(row["ends"]) for code, row in rows.items() if "ends" in row},
        relations=tuple(sorted(data["relations"], key=len, reverse=True)),
        surnames=frozenset(data["surnames"]),
        not_a_name=frozenset(data["not_a_name"]),
        shapes=data["shapes"],
        topics={code: tuple(words) for code, words in data["topics"].items()},
        depicted={code: tuple(words) for code, words in data["depicted"].items()},
        streets=tuple(data["streets"]),
        double_surnames=frozenset(data["double_surnames"]),
        other_labels=frozenset(str(word) for word in data["other_labels"]),
    )


def _longest_first(
    rows: dict[str, dict[str, list[str]]], facets: dict[str, list[str]], part: str
) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    found: dict[str, list[Named]] = {}
    for code, row in rows.items():
        for word in row[part]:
            found.setdefault(word.lower(), []).extend(_named(code, facets))
    return tuple((word, tuple(found[word])) for word in sorted(found, key=lambda w: (-len(w), w)))


def _named(code: str, facets: dict[str, list[str]]) -> list[Named]:
    """Return what a row of the lexicon names: a facet of its own, a facet that several attributes share, or an attribute."""
    if code in facets:
        attribute, facet = facets[code]
        return [(attribute, facet)]
    if code in attributes():
        return [(code, attributes()[code].primary.code)]
    return [(attribute.code, code) for attribute in attributes().values() if code in attribute.facets]


def value_type(named: Named) -> str:
    """Return the type of value of an (attribute, facet)."""
    return attributes()[named[0]].facets[named[1]].type


def fold(text: Any) -> str:
    """Return text as the lexicon is written: NFKC, lower case, single spaces."""
    import unicodedata

    return " ".join(unicodedata.normalize("NFKC", str(text)).lower().split())
