"""Even draws: what was kept often is drawn later, so that no profile, key or target outweighs the others."""

import random
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
WIDE = 60
"""How many candidates are looked at where rare ones are sought."""
NONE = 0
"""The number of no feature: it is never counted, and fills rows that have fewer features than others."""


class Tally:
    """How often each feature was kept. Features are numbered as they are met, so that many can be summed at once."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._counts: NDArray[np.int64] = np.zeros(256, np.int64)

    def numbers(self, features: Iterable[Hashable]) -> list[int]:
        """Return the numbers of features; a new one gets the next."""
        known = self._numbers
        found = [known.setdefault(feature, len(known) + 1) for feature in features]
        while len(known) >= len(self._counts):
            self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)])
        return found

    def add(self, features: Iterable[Hashable], times: int = 1) -> None:
        """Count features so many times more; one that is named twice counts twice."""
        numbers = self.numbers(features)  # before the counts are looked at, since new features may lengthen them
        np.add.at(self._counts, numbers, times)

    def sums(self, rows: NDArray[np.int32]) -> NDArray[np.int64]:
        """Return for each row of numbers how often its features were kept, taken together."""
        found: NDArray[np.int64] = self._counts.take(rows).sum(axis=1)
        return found


class Deck(Generic[T]):
    """Candidates drawn once each; of `look` candidates at random the one whose features were kept least often comes first.

    Decks that are given the same `kept` count together.
    """

    def __init__(
        self,
        items: Iterable[T],
        features: Callable[[T], Iterable[Hashable]],
        rng: random.Random,
        look: int = 12,
        kept: Tally | None = None,
    ) -> None:
        self._items = list(items)
        self._features = features
        self._rng = rng
        self._look = look
        self.kept = Tally() if kept is None else kept
        # the numbers of each item's features: found when it is first looked at, since a candidate is looked at again and again
        self._rows: NDArray[np.int32] = np.full((len(self._items), 1), NONE, np.int32)

    def __iter__(self) -> Iterator[T]:
        while self._items:
            left = len(self._items)
            places = np.array(_below(left, min(self._look, left), self._rng))
            best = int(places[self.kept.sums(self._numbered(places)).argmin()])
            self._rows[best] = self._rows[left - 1]
            self._items[best], self._items[-1] = self._items[-1], self._items[best]
            yield self._items.pop()

    def keep(self, item: T) -> None:
        """Count an item that was used."""
        self.kept.add(self._features(item))

    def _numbered(self, places: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the rows of the items at these places."""
        rows: NDArray[np.int32] = self._rows.take(places, axis=0)
        new = places[rows[:, 0] == NONE]
        for place in new.tolist():
            numbers = self.kept.numbers(self._features(self._items[place]))
            if len(numbers) > self._rows.shape[1]:
                self._widen(len(numbers))
            self._rows[place, : len(numbers)] = numbers
        return self._rows.take(places, axis=0) if len(new) else rows

    def _widen(self, width: int) -> None:
        rows = np.full((len(self._rows), width), NONE, np.int32)
        rows[:, : self._rows.shape[1]] = self._rows
        self._rows = rows


def _below(bound: int, count: int, rng: random.Random) -> list[int]:
    """Return so many whole numbers below a bound, those that `randrange` gives one by one, without its cost."""
    bits, draw = bound.bit_length(), rng.getrandbits
    found: list[int] = []
    while len(found) < count:
        if (number := draw(bits)) < bound:
            found.append(number)
    return found


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Return whole numbers in proportion to the weights that add up to the total (largest remainders first)."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(weights)), key=lambda i: (parts[i] - exact[i], i))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


def alternate(count: int, values: Sequence[T], rng: random.Random) -> list[T]:
    """Return `count` values, each as often as the others (differing by one at most), in random order."""
    extra = rng.sample(list(values), count % len(values))
    found = [value for value in values for _ in range(count // len(values))] + extra
    rng.shuffle(found)
    return found
