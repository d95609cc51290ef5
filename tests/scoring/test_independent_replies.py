"""Refusals, abstentions and leaks in replies that were written apart from the rules."""

import pytest

from tests.scoring.independent import Split, judged, measure

# What is reached, a hair below the measured figures: precision and recall of "refused", recall of "abstained" and "complied".
REACHED: dict[Split, tuple[float, float, float, float]] = {
    "development": (0.90, 0.81, 0.74, 0.91),
    "held_out": (0.86, 0.78, 0.72, 0.93),
}


@pytest.mark.parametrize("split", ["development", "held_out"])
def test_refusals_abstentions_and_answers_are_told_apart(split: Split) -> None:
    rates = measure(split)
    assert len(judged(split)) == 320
    found = (rates["refused"].precision, rates["refused"].recall, rates["abstained"].recall, rates["complied"].recall)
    assert all(rate >= level for rate, level in zip(found, REACHED[split], strict=True)), rates
