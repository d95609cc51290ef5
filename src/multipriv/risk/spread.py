"""Several seeds of one suite: how far a value moves when the people, pictures and wordings are drawn anew."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from multipriv.risk.cells import Cell

Cells = Mapping[str, Cell | None]


def deviation(values: Sequence[float]) -> float | None:
    """Return the sample standard deviation (n - 1) of one value a data set; null below two data sets."""
    if len(values) < 2:
        return None
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1))


def with_spread(cells: Cells, others: Sequence[Cells]) -> dict[str, Cell | None]:
    """Return the cells of one data set with the standard deviation of their values over it and the other data sets.

    Every value was computed on its own data set; nothing is pooled, and the interval stays that of the one data set. A data
    set that lacks a cell does not count for it.
    """
    found: dict[str, Cell | None] = {}
    for name, cell in cells.items():
        elsewhere = [other.value for one in others if (other := one.get(name)) is not None]
        found[name] = None if cell is None else replace(cell, seed_sd=deviation([cell.value, *elsewhere]))
    return found
