from dataclasses import replace

import pytest

from multipriv.risk.cells import cells
from multipriv.risk.spread import deviation, with_spread
from tests.risk.generated_verdicts import verdicts


def test_the_deviation_is_that_of_a_sample() -> None:
    assert deviation([0.5]) is None
    assert deviation([0.5, 0.5]) == 0
    assert deviation([0.4, 0.6]) == pytest.approx(0.1414, abs=1e-4)


def test_spread_leaves_values_and_intervals_alone() -> None:
    one, other = (cells(verdicts("m", skill, clusters=20)) for skill in (0.5, 0.8))
    found = with_spread(one, [other, {"en.iea": None}])
    cell, before, after = found["en.iea"], one["en.iea"], other["en.iea"]
    assert cell is not None
    assert before is not None
    assert after is not None
    assert cell.seed_sd == pytest.approx(abs(before.value - after.value) / 2**0.5)
    assert replace(cell, seed_sd=None) == before
