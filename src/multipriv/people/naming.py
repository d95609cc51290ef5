"""Full names: family names by frequency, given names by gender only, Latin spelling of Chinese ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, count
from random import Random
from typing import Any, Literal

from multipriv.people.draws import Draws
from multipriv.people.setting import setting
from multipriv.taxonomy.records import Locale

Gender = Literal["female", "male"]
CROWDED = 200
"""How many names are tried before a second given name is."""


@dataclass(frozen=True)
class FullName:
    """A name as written, in Latin letters, and its family name as written."""

    value: str
    latin: str
    family: str


@cache
def _families(locale: Locale) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return all family names with their cumulative weights."""
    names = setting(locale)["names"]
    if locale == "zh":
        rows = [(family, float(weight)) for family, (weight, _) in names["family"].items()]
    else:
        rows = [row for pool in names["pools"] for row in _ranked(pool)]
    return tuple(family for family, _ in rows), tuple(accumulate(weight for _, weight in rows))


def _ranked(pool: Mapping[str, Any]) -> list[tuple[str, float]]:
    weights = [1 / (rank + 8) for rank in range(len(pool["family"]))]
    return [(family, pool["share"] * w / sum(weights)) for family, w in zip(pool["family"], weights, strict=True)]


@cache
def _pools(locale: Locale) -> Mapping[str, Mapping[str, Any]]:
    """Return the pool of given names that goes with each family name (English)."""
    return {family: pool for pool in setting(locale)["names"]["pools"] for family in pool["family"]}


@cache
def _avoided(locale: Locale) -> frozenset[str]:
    return frozenset(setting(locale)["names"]["avoid"])


def draw_family(rng: Random, locale: Locale) -> str:
    """Return a family name, as frequent as it is in its country."""
    families, cumulative = _families(locale)
    return rng.choices(families, cum_weights=cumulative)[0]


def draw_name(rng: Random, draws: Draws, locale: Locale, gender: Gender, family: str | None = None) -> FullName:
    """Return a full name that nobody in the country bears, neither as written nor in Latin letters.

    Where a family's names are all but used up, as in very large worlds, English people get a second given name.

    Raises:
        WorldFullError: the country has no free name left.
    """

    def candidate(middle: bool) -> FullName:
        name = _compose(rng, locale, gender, family or draw_family(rng, locale), middle)
        return candidate(middle) if name.value in _avoided(locale) else name

    # the Latin spelling is the narrower of the two: names that differ only in characters count as equal
    drawn: dict[str, FullName] = {}
    tries = count()

    def latin() -> str:
        name = candidate(middle=next(tries) >= CROWDED)
        drawn[name.latin] = name
        return name.latin

    return drawn[draws.unique("name", latin)]


def _compose(rng: Random, locale: Locale, gender: Gender, family: str, middle: bool) -> FullName:
    names = setting(locale)["names"]
    if locale == "en":
        pool = _pools(locale)[family] if rng.random() < names["own"] else names["pools"][0]
        first = " ".join(rng.sample(pool[gender], 2)) if middle else rng.choice(pool[gender])
        value = f"{first} {family}"
        return FullName(value, value, family)
    given = _given(rng, names, gender)
    spelled = "".join(names["latin"][character] for character in given)
    return FullName(family + given, f"{names['family'][family][1].title()} {spelled.title()}", family)


def _given(rng: Random, names: Mapping[str, Any], gender: Gender) -> str:
    pool = names["given"][gender]
    if rng.random() < names["single"]:
        return str(rng.choice(pool["single"]))
    first, second = rng.choice(pool["first"]), rng.choice(pool["second"])
    alike = names["latin"][first] == names["latin"][second]
    return f"{first}{second}" if not alike else _given(rng, names, gender)
