"""What follows when two values are equal, unequal, entailed or correlated; read from data.

Exposures, hard negatives, controls, the solver and the tests of the reader use these tables and nothing else.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from multipriv.taxonomy.attributes import read_data


@dataclass(frozen=True)
class Entailment:
    """Who reads `attribute` has read `entails`: certain (part of the proof) or apparent (used only by attackers)."""

    attribute: str
    entails: str
    strength: Literal["certain", "apparent"]
    how: str
    locale: str | None = None
    tolerance_years: int | None = None


@dataclass(frozen=True)
class Correlation:
    """Two attributes that may depend on one another, and the relation of their facets that a stated rule makes decisive."""

    code: str
    left: str
    right: str
    relation: Literal["equal", "ratio", "treats"]
    facets: tuple[tuple[str, str], ...]
    factor: Decimal | None = None


@cache
def entailments() -> tuple[Entailment, ...]:
    """Return all entailments."""
    return tuple(Entailment(**row) for row in read_data("linking.yaml")["entailments"])


@cache
def correlations() -> dict[str, Correlation]:
    """Return the correlations by code."""
    return {row["code"]: _correlation(row) for row in read_data("linking.yaml")["correlations"]}


def _correlation(row: dict[str, Any]) -> Correlation:
    factor = Decimal(str(row["factor"])) if "factor" in row else None
    return Correlation(**{**row, "facets": tuple((left, right) for left, right in row["facets"]), "factor": factor})
