"""The 36 private attributes and their seven categories, read from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

Appearance = Literal["printed", "depicted"]
Identifier = Literal["direct", "indirect"]
EqualMeans = Literal["same_person", "same_household", "nothing"]
UnequalMeans = Literal["different_person", "nothing"]


def read_data(name: str) -> Any:
    """Return the parsed YAML file `name` of this room's data."""
    return yaml.safe_load(resources.files(__package__).joinpath("data", name).read_text("utf-8"))


@dataclass(frozen=True)
class Category:
    """One of the seven categories: code, letter A to G, name per language."""

    code: str
    letter: str
    name: Mapping[str, str]


@dataclass(frozen=True)
class Facet:
    """One atomic value of an attribute: its type (a normaliser of `values`, or "depicted") and its name per language."""

    code: str
    type: str
    name: Mapping[str, str]


@dataclass(frozen=True)
class Attribute:
    """One private attribute; `facets` keeps the order of the data, the first facet is the one meant when none is named."""

    code: str
    category: str
    identifier: Identifier
    appears: Appearance
    name: Mapping[str, str]
    definition: Mapping[str, str]
    facets: Mapping[str, Facet]
    equal_means: EqualMeans
    unequal_means: UnequalMeans
    eligible: frozenset[str]
    box: str

    @property
    def primary(self) -> Facet:
        """The facet meant when none is named."""
        return next(iter(self.facets.values()))

    @property
    def is_direct(self) -> bool:
        """Whether the attribute is a direct identifier."""
        return self.identifier == "direct"


@cache
def categories() -> Mapping[str, Category]:
    """Return the seven categories by code, A first."""
    return {row["code"]: Category(**row) for row in read_data("categories.yaml")["categories"]}


@cache
def attributes() -> Mapping[str, Attribute]:
    """Return the 36 attributes by code, in the order of their categories."""
    return {row["code"]: _attribute(row) for row in read_data("attributes.yaml")["attributes"]}


def _attribute(row: dict[str, Any]) -> Attribute:
    facets = {code: Facet(code=code, **facet) for code, facet in row.pop("facets").items()}
    return Attribute(facets=facets, eligible=frozenset(row.pop("eligible")), **row)
