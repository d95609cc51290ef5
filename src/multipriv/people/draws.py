"""Drawing without unwanted repetition: values that must be, or had better be, nobody else's."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from multipriv.seeds import Part, stream

Value = TypeVar("Value", bound=Hashable)
Item = TypeVar("Item")


class WorldFullError(ValueError):
    """No unused value is left: the world has more people than the country has numbers or names."""


class Draws:
    """What has been drawn so far in one country. People drawn earlier never depend on people drawn later."""

    def __init__(self, *seed: Part) -> None:
        self._seed = seed
        self._taken: dict[str, set[Hashable]] = defaultdict(set)
        self._decks: dict[str, list[int]] = defaultdict(list)
        self._rounds: dict[str, int] = defaultdict(int)

    def unique(self, space: str, draw: Callable[[], Value], tries: int = 20_000) -> Value:
        """Return a value that nobody in `space` has.

        Raises:
            WorldFullError: no free value was found.
        """
        for _ in range(tries):
            value = draw()
            if self.take(space, value):
                return value
        raise WorldFullError(f"no free {space} left: build fewer people")

    def rare(self, space: str, draw: Callable[[], Value], tries: int = 6) -> Value:
        """Return a value that nobody in `space` has if one turns up in `tries` draws, else any."""
        value = draw()
        for _ in range(tries - 1):
            if self.take(space, value):
                break
            value = draw()
        return value

    def take(self, space: str, value: Hashable) -> bool:
        """Reserve a value; false when it was taken before."""
        if value in self._taken[space]:
            return False
        self._taken[space].add(value)
        return True

    def deal(self, deck: str, items: Sequence[Item]) -> Item:
        """Return the next item of a shuffled deck; a dealt-out deck is shuffled anew, so that all items are equally frequent."""
        if not self._decks[deck]:
            order = list(range(len(items)))
            stream(*self._seed, "deck", deck, self._rounds[deck]).shuffle(order)
            self._decks[deck] = order
            self._rounds[deck] += 1
        return items[self._decks[deck].pop()]
