"""Point values with what is needed for their uncertainty: the value again without each cluster in turn.

Every metric here is a function of sums over items, so that leaving a household out is a subtraction. The leave-one-out
values are additive: means and paired differences of metrics keep the covariance of their parts for nothing.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from multipriv.risk.intervals import Interval, bounded_interval, difference_interval, variance_at_boundary

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A metric's `value`, its change when one cluster is left out (`deviation`, by cluster), and the number of items.

    `clusters` is the number of clusters (households) that the value rests on: of a combination, that of its weakest part.
    `hidden` is variance that the sample cannot show: parts that stand at 0 or 1 do not vary, yet are not certain.
    """

    value: float
    deviation: Mapping[str, float]
    n: int
    clusters: int
    hidden: float = 0.0

    @property
    def variance(self) -> float:
        """The delete-one-cluster jackknife variance, (C - 1) / C times the sum of squared deviations, plus what is hidden."""
        count = len(self.deviation)
        if self.clusters < 2:
            return math.nan
        squares = math.fsum(change * change for change in self.deviation.values())
        return (count - 1) / count * squares + self.hidden

    @property
    def standard_error(self) -> float:
        """The square root of the variance; nan below two clusters."""
        return math.sqrt(self.variance)

    def interval(self) -> Interval:
        """The 95 % interval of a metric in [0, 1].

        Where most of the variance is hidden the value is next to 0 or 1, and rests on as many fates as at 0 or 1 itself.
        """
        variance = self.variance
        least = float(self.clusters) if self.hidden > variance / 2 else 1.0
        return bounded_interval(self.value, variance, self.clusters, least)

    def difference(self) -> Interval:
        """The 95 % interval of a difference, or of another metric in [-1, 1]."""
        return difference_interval(self.value, self.variance, self.clusters)

    def design_effect(self) -> float | None:
        """Return the variance over that of as many independent yes/no items; null where nothing varies."""
        plain = self.value * (1 - self.value) / self.n if self.n else 0.0
        return self.variance / plain if plain > 0 and self.clusters > 1 else None


def smooth(function: Callable[[Sequence[Vector]], Vector], sums: Sequence[pd.Series], clusters: pd.Series) -> Estimate | None:
    """Return function(totals), for one or more quantities known per item; None where it is undefined.

    `function` takes arrays, one a quantity, and works element by element. It is evaluated on the totals and on the totals
    without each cluster.
    """
    if not len(clusters):
        return None
    codes, labels = pd.factorize(clusters)
    per_cluster = [np.bincount(codes, weights=column.to_numpy(float), minlength=len(labels)) for column in sums]
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(function([np.array([part.sum()]) for part in per_cluster])[0])
        without = function([part.sum() - part for part in per_cluster])
    if not math.isfinite(value):
        return None
    # A metric that a single cluster keeps defined says nothing about the spread over clusters: that cluster counts as no change.
    change = np.where(np.isfinite(without), without - value, 0.0)
    hidden = variance_at_boundary(len(labels)) if value in (-1.0, 0.0, 1.0) and not change.any() else 0.0
    deviation = dict(zip(map(str, labels), change.tolist(), strict=True))
    return Estimate(value, deviation, len(clusters), len(labels), hidden)


def ratio(numerator: pd.Series, denominator: pd.Series, clusters: pd.Series) -> Estimate | None:
    """Return sum(numerator) / sum(denominator); None where there is nothing to divide by."""
    return smooth(lambda total: total[0] / total[1], (numerator, denominator), clusters)


def mean(values: pd.Series, clusters: pd.Series) -> Estimate | None:
    """Return the mean of `values` over items."""
    return ratio(values, pd.Series(1.0, index=values.index), clusters)


def combine(parts: Sequence[tuple[float, Estimate]]) -> Estimate:
    """Return the weighted sum of estimates, clusters matched by name; it rests on no more clusters than its weakest part."""
    deviation: dict[str, float] = {}
    for weight, part in parts:
        for cluster, change in part.deviation.items():
            deviation[cluster] = deviation.get(cluster, 0.0) + weight * change
    value = math.fsum(weight * part.value for weight, part in parts)
    hidden = math.fsum(weight * weight * part.hidden for weight, part in parts)
    return Estimate(value, deviation, sum(part.n for _, part in parts), min(part.clusters for _, part in parts), hidden)


def average(parts: Sequence[Estimate | None]) -> Estimate | None:
    """Return the plain mean of estimates; None where any is missing, for a mean of what is left would be another metric."""
    present = [part for part in parts if part is not None]
    if not present or len(present) < len(parts):
        return None
    return combine([(1 / len(present), part) for part in present])


def subtract(left: Estimate | None, right: Estimate | None) -> Estimate | None:
    """Return left - right with the covariance of shared clusters; None where either is missing."""
    if left is None or right is None:
        return None
    return combine([(1.0, left), (-1.0, right)])
