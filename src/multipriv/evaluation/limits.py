"""What a run may spend, and when its engines are told to stop."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Price:
    """Dollars for a million tokens."""

    input: float
    output: float

    def __post_init__(self) -> None:
        """Refuse what is no price."""
        if not (self.input >= 0 and self.output >= 0):
            raise ValueError(f"a price is two numbers of dollars, not {self.input} and {self.output}")


class Meter:
    """Counts what all engines of one run spend (answers from the cache are free) and stops them at a limit.

    Engines start no further request once a limit is reached and finish those under way: a run ends above its limit by no more
    than these.
    """

    def __init__(self, most_tokens: int | None = None, most_dollars: float | None = None) -> None:
        self._most = (most_tokens, most_dollars)
        self._spent: tuple[int, float] = (0, 0.0)
        self._stops: list[Callable[[], Any]] = []
        self._lock = threading.Lock()

    def watch(self, stop: Callable[[], Any]) -> None:
        """Call `stop` once a limit is reached, at once if it is already."""
        with self._lock:
            self._stops.append(stop)
            if self.reached:
                stop()

    def add(self, tokens: int, dollars: float) -> None:
        """Count what one answer cost."""
        with self._lock:
            before = self.reached
            self._spent = (self._spent[0] + tokens, self._spent[1] + dollars)
            if self.reached and not before:
                for stop in self._stops:
                    stop()

    @property
    def reached(self) -> str | None:
        """The limit that is reached, in words; null while there is none."""
        (tokens, dollars), (most_tokens, most_dollars) = self._spent, self._most
        if most_tokens is not None and tokens >= most_tokens:
            return f"the limit of {most_tokens:,} tokens (spent {tokens:,})"
        if most_dollars is not None and dollars >= most_dollars:
            return f"the limit of {most_dollars:g} dollars (spent {dollars:.4g})"
        return None
