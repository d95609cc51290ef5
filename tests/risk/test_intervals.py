import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from multipriv.risk.estimates import average, combine, mean, ratio, subtract
from multipriv.risk.intervals import bounded_interval, wilson


@given(st.floats(0, 1), st.floats(0, 0.25), st.integers(2, 300))
def test_an_interval_holds_its_value_and_has_some_width(value: float, variance: float, clusters: int) -> None:
    low, high = bounded_interval(value, variance, clusters)
    assert 0 <= low <= value <= high <= 1
    assert high > low


def test_wilson_agrees_with_the_textbook() -> None:
    # 10 of 20 at 95 %: 0.2993 to 0.7007 (Newcombe 1998, method 3)
    assert wilson(0.5, 20, 1.959964) == pytest.approx((0.2993, 0.7007), abs=1e-4)


def test_plain_items_in_clusters_of_one_give_wilson_with_t() -> None:
    values = pd.Series([1.0] * 60 + [0.0] * 40)
    estimate = mean(values, pd.Series([f"h{i}" for i in range(100)]))
    assert estimate is not None
    assert estimate.variance == pytest.approx(0.6 * 0.4 / 99)
    assert estimate.interval() == pytest.approx(wilson(0.6, 99, 1.98422), abs=1e-4)


def test_the_jackknife_variance_of_a_ratio_is_that_by_hand() -> None:
    top, bottom, clusters = [3.0, 1.0, 2.0], [4.0, 2.0, 5.0], ["a", "b", "c"]
    estimate = ratio(pd.Series(top), pd.Series(bottom), pd.Series(clusters))
    assert estimate is not None
    changes = [3 / 7 - 6 / 11, 5 / 9 - 6 / 11, 4 / 6 - 6 / 11]
    assert estimate.value == pytest.approx(6 / 11)
    assert estimate.variance == pytest.approx(2 / 3 * sum(change**2 for change in changes))


def test_a_difference_of_equal_answers_is_certain_only_of_its_value() -> None:
    values, clusters = pd.Series([1.0, 0.0] * 20), pd.Series([f"h{i // 2}" for i in range(40)])
    one = mean(values, clusters)
    apart = subtract(one, one)
    assert apart is not None
    assert apart.value == 0.0
    assert apart.variance == 0.0


def test_shared_households_narrow_a_paired_difference() -> None:
    rng = np.random.default_rng(5)
    household = np.repeat(rng.random(30), 10)
    clusters = pd.Series(np.repeat([f"h{i}" for i in range(30)], 10))
    one = mean(pd.Series((rng.random(300) < household).astype(float)), clusters)
    other = mean(pd.Series((rng.random(300) < household).astype(float)), clusters)
    assert one is not None
    assert other is not None
    paired = combine([(1, one), (-1, other)])
    assert paired.variance < 0.7 * (one.variance + other.variance)


def test_a_part_at_zero_keeps_a_mean_from_being_certain() -> None:
    clusters = pd.Series([f"h{i % 20}" for i in range(100)])
    none, every = mean(pd.Series(0.0, index=range(100)), clusters), mean(pd.Series(1.0, index=range(100)), clusters)
    both = average([none, every])
    assert both is not None
    low, high = both.interval()
    assert low < 0.5 < high
    assert high - low > 0.02


def test_intervals_cover_the_truth_at_the_stated_rate() -> None:
    rng = np.random.default_rng(11)
    households, items, studies = 20, 12, 500
    effects = rng.normal(0, 0.8, (studies, households))
    truth = float(expit(2.2 + 0.8 * np.random.default_rng(1).standard_normal(400_000)).mean())
    clusters = pd.Series(np.repeat(np.arange(households).astype(str), items))
    held = 0
    for effect in effects:
        right = rng.random(households * items) < np.repeat(expit(2.2 + effect), items)
        estimate = mean(pd.Series(right.astype(float)), clusters)
        assert estimate is not None
        low, high = estimate.interval()
        held += low <= truth <= high
    assert 0.92 <= held / studies <= 0.98  # 0.95 with a Monte Carlo error of 0.01; the naive bootstrap has 0.88 to 0.92


def test_what_is_undefined_is_none() -> None:
    assert ratio(pd.Series([0.0]), pd.Series([0.0]), pd.Series(["a"])) is None
    assert mean(pd.Series([], dtype=float), pd.Series([], dtype=str)) is None
    single = mean(pd.Series([1.0]), pd.Series(["a"]))
    assert single is not None
    assert math.isnan(single.variance)
    assert single.interval() == (0.0, 1.0)


def test_a_value_next_to_one_is_no_less_certain_than_one_itself() -> None:
    households = [f"h{number}" for number in range(20)]
    right = mean(pd.Series(1.0, index=range(200)), pd.Series(households * 10))
    missed = mean(pd.Series([0.0] + [1.0] * 199), pd.Series(households * 10))
    nearly = average([right, right, missed])
    assert nearly is not None
    assert right is not None
    assert nearly.value > 0.99
    assert nearly.interval().low > right.interval().low - 0.02


def test_a_mean_of_ones_is_one_in_spite_of_rounding() -> None:
    assert bounded_interval(1 - 1e-16, 1e-3, 20) == bounded_interval(1.0, 1e-3, 20)
