"""No attribute can be guessed from another unless the taxonomy lists the pair: mutual information stands at its chance level."""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import gamma

from multipriv.people import make_world, setting
from multipriv.taxonomy.linking import correlations, entailments
from multipriv.taxonomy.records import Locale, Person

PERMUTATIONS = 100
ALPHA = 0.01
"""Probability of a false alarm in one run over all pairs (Bonferroni)."""

LISTED = {frozenset((c.left, c.right)) for c in correlations().values()} | {
    frozenset((e.attribute, e.entails)) for e in entailments()
}


def _number(attribute: str) -> Callable[[Person], object]:
    return lambda person: float(person.value(attribute))


def _label(attribute: str, facet: str | None = None) -> Callable[[Person], object]:
    return lambda person: person.value(attribute, facet)


def _month(attribute: str, facet: str) -> Callable[[Person], object]:
    return lambda person: person.value(attribute, facet)[:7]


def _home_city(person: Person) -> object:
    return next(home["city"] for home in setting(person.locale)["homes"] if home["city"] in person.value("home_address"))


# attribute -> what a guesser could use of it; quarters of the range for numbers
LOOKS: dict[str, Callable[[Person], object]] = {
    "gender": _label("gender"),
    "birth_date": lambda person: float(person.age),
    "nationality": _label("nationality"),
    "occupation": _label("occupation"),
    "employer": _label("employer"),
    "family_relation": _label("family_relation"),
    "hospital": _label("hospital"),
    "diagnosis": _label("diagnosis"),
    "medication": _label("medication"),
    "examination": _label("examination"),
    "visit_date": _month("visit_date", "value"),
    "income": _number("income"),
    "tax": _number("tax"),
    "credit_score": _number("credit_score"),
    "transactions": _label("transactions", "payee"),
    "home_address": _home_city,
    "flight": _label("flight", "destination"),
    "train": _label("train", "destination"),
    "hotel_stay": _label("hotel_stay", "hotel"),
    "route": _label("route", "origin"),
    "vehicle_model": _label("vehicle_model"),
    "real_estate": lambda person: float(person.value("real_estate", "price")),
    "email": lambda person: person.value("email").partition("@")[2],
    "vehicle_plate": lambda person: person.value("vehicle_plate")[0],
}


def _codes(values: Sequence[object]) -> NDArray[np.int64]:
    if isinstance(values[0], float):
        quarters = np.quantile(np.array(values, dtype=float), [0.25, 0.5, 0.75])
        return np.searchsorted(quarters, np.array(values, dtype=float)).astype(np.int64)
    return np.unique(np.array(values, dtype=str), return_inverse=True)[1].astype(np.int64)


def _plogp(counts: NDArray[np.int64]) -> float:
    shares = counts[counts > 0] / counts.sum()
    return float((shares * np.log(shares)).sum())


def _information(a: NDArray[np.int64], b: NDArray[np.int64]) -> float:
    """Mutual information in nats."""
    return _plogp(np.bincount(a * (b.max() + 1) + b)) - _plogp(np.bincount(a)) - _plogp(np.bincount(b))


def _p_value(a: NDArray[np.int64], b: NDArray[np.int64]) -> float:
    """Probability of this much information by chance: a gamma distribution fitted to the information under permutation."""
    rng = np.random.default_rng(1)
    chance = np.array([_information(a, rng.permutation(b)) for _ in range(PERMUTATIONS)])
    mean, variance = chance.mean(), chance.var()
    return float(gamma.sf(_information(a, b), mean**2 / variance, scale=variance / mean))


@pytest.fixture(scope="module", params=["en", "zh"])
def codes(request: pytest.FixtureRequest) -> dict[str, NDArray[np.int64]]:
    locale: Locale = request.param
    people = make_world(21, {locale: 500}, {}).profiles
    return {attribute: _codes([look(person) for person in people]) for attribute, look in LOOKS.items()}


def test_unlisted_pairs_stand_at_chance(codes: dict[str, NDArray[np.int64]]) -> None:
    pairs = [pair for pair in combinations(LOOKS, 2) if frozenset(pair) not in LISTED]
    p_values = {pair: _p_value(codes[pair[0]], codes[pair[1]]) for pair in pairs}
    assert {pair: p for pair, p in p_values.items() if p * len(pairs) < ALPHA} == {}


def test_the_test_sees_what_is_listed(codes: dict[str, NDArray[np.int64]]) -> None:
    assert _p_value(codes["medication"], codes["diagnosis"]) < 1e-12
    assert _p_value(codes["income"], codes["tax"]) < 1e-12


@pytest.mark.parametrize("pair", [("gender", "occupation"), ("birth_date", "income"), ("employer", "occupation")])
def test_a_stereotype_in_one_person_of_four_is_seen(codes: dict[str, NDArray[np.int64]], pair: tuple[str, str]) -> None:
    left, right = codes[pair[0]], codes[pair[1]].copy()
    right[::4] = left[::4] % (right.max() + 1)
    assert _p_value(left, right) * len(LOOKS) ** 2 / 2 < ALPHA
