"""Even draws: what was kept often is drawn later, so that no profile, key or target outweighs the others."""

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
WIDE = 60
"""How many candidates are looked at where rare ones are sought."""


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
        kept: "Counter[Hashable] | None" = None,
    ) -> None:
        self._items = list(items)
        self._features = features
        self._rng = rng
        self._look = look
        self.kept: Counter[Hashable] = Counter() if kept is None else kept

    def __iter__(self) -> Iterator[T]:
        while self._items:
            places = [self._rng.randrange(len(self._items)) for _ in range(min(self._look, len(self._items)))]
            best = min(places, key=lambda place: sum(self.kept[f] for f in self._features(self._items[place])))
            self._items[best], self._items[-1] = self._items[-1], self._items[best]
            yield self._items.pop()

    def keep(self, item: T) -> None:
        """Count an item that was used."""
        self.kept.update(self._features(item))


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
