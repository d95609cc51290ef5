"""95 % intervals from a clustered variance. The method was chosen by simulated coverage (benchmarks/interval_coverage.py)."""

import math
from functools import lru_cache
from typing import NamedTuple

CONFIDENCE = 0.95
FEW_CLUSTERS = 15
"""Below this many clusters a cell is marked indicative."""
ROUNDING = 1e-8
"""A variance below this is a standard error under 0.0001: rounding of the values, not sampling of the items."""

EXACT = 12
"""Digits that count: a mean of ones that floating point leaves just below 1 is 1, and has the interval of 1."""


class Interval(NamedTuple):
    """The two ends of a 95 % interval."""

    low: float
    high: float


@lru_cache(maxsize=4096)
def quantile(clusters: int, confidence: float = CONFIDENCE) -> float:
    """Return the two-sided quantile of Student's t with clusters - 1 degrees of freedom; infinite below two clusters."""
    from scipy.stats import t

    return float(t.ppf((1 + confidence) / 2, clusters - 1)) if clusters > 1 else math.inf


def bounded_interval(value: float, variance: float, clusters: int, least: float = 1.0) -> Interval:
    """Return the interval of a metric in [0, 1]: Wilson's, with the effective number of items and Student's t.

    The effective number is value (1 - value) / variance, that is n over the design effect (Kish 1965; Korn and Graubard
    1998 for proportions). Where nothing varies it is the number of clusters: items of one household may all share one fate.
    With fewer than two clusters nothing is known: [0, 1]. `least` bounds the effective number from below.
    """
    if clusters < 2 or not math.isfinite(variance):
        return Interval(0.0, 1.0)
    value = min(1.0, max(0.0, round(value, EXACT)))
    spread = value * (1 - value)
    size = spread / variance if spread > 0 and variance > ROUNDING else float(clusters)
    return wilson(value, max(size, least), quantile(clusters))


def wilson(value: float, size: float, deviate: float) -> Interval:
    """Return Wilson's score interval (1927) of a proportion from `size` observations, possibly fractional."""
    square = deviate * deviate / size
    centre = (value + square / 2) / (1 + square)
    half = math.sqrt(square * value * (1 - value) + square * square / 4) / (1 + square)
    low = 0.0 if value <= 0 else max(0.0, centre - half)
    high = 1.0 if value >= 1 else min(1.0, centre + half)
    return Interval(low, high)


def difference_interval(value: float, variance: float, clusters: int) -> Interval:
    """Return value +- t sqrt(variance), cut at -1 and 1; [-1, 1] below two clusters."""
    if clusters < 2 or not math.isfinite(variance):
        return Interval(-1.0, 1.0)
    half = quantile(clusters) * math.sqrt(variance)
    return Interval(max(-1.0, value - half), min(1.0, value + half))


def variance_at_boundary(clusters: int) -> float:
    """Return the variance with which a part at 0 or 1 enters a mean or a difference: (width of its interval / 2t) squared."""
    if clusters < 2:
        return 0.0
    deviate = quantile(clusters)
    width = wilson(0.0, float(clusters), deviate).high
    return (width / (2 * deviate)) ** 2
