"""No attribute can be guessed from another unless the taxonomy lists the pair: mutual information stands at its chance level."""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from multipriv.people import make_world, setting
from multipriv.taxonomy.linking import correlations, entailments
from multipriv.taxonomy.records import Locale, Person

PERMUTATIONS = 100
LIMIT = 4.5
"""Standard deviations above chance; about 3 in a million by luck, for some 250 pairs."""

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


def _information(a: NDArray[np.int64], b: NDArray[np.int64]) -> float:
    """Mutual information in nats, up to the marginal entropies, which permutation does not change."""
    table = np.bincount(a * (b.max() + 1) + b)
    table = table[table > 0]
    return float((table * np.log(table)).sum() / len(a))


def _excess(a: NDArray[np.int64], b: NDArray[np.int64]) -> float:
    rng = np.random.default_rng(1)
    chance = np.array([_information(a, rng.permutation(b)) for _ in range(PERMUTATIONS)])
    return float((_information(a, b) - chance.mean()) / (chance.std() + 1e-9))


@pytest.fixture(scope="module", params=["en", "zh"])
def codes(request: pytest.FixtureRequest) -> dict[str, NDArray[np.int64]]:
    locale: Locale = request.param
    people = make_world(21, {locale: 500}, {}).profiles
    return {attribute: _codes([look(person) for person in people]) for attribute, look in LOOKS.items()}


def test_unlisted_pairs_stand_at_chance(codes: dict[str, NDArray[np.int64]]) -> None:
    pairs = [pair for pair in combinations(LOOKS, 2) if frozenset(pair) not in LISTED]
    # two attributes that a third binds: the medicine's condition, the flight's hotel
    excess = {pair: _excess(codes[pair[0]], codes[pair[1]]) for pair in pairs}
    assert {pair: round(z, 1) for pair, z in excess.items() if z > LIMIT} == {}


def test_the_test_sees_what_is_listed(codes: dict[str, NDArray[np.int64]]) -> None:
    assert _excess(codes["medication"], codes["diagnosis"]) > 3 * LIMIT
    assert _excess(codes["income"], codes["tax"]) > 3 * LIMIT
