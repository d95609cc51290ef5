"""Beside F1 of tasks 1 and 2: metrics that a yes-bias cannot raise. All of them on yes/no items."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from multipriv.risk.estimates import Estimate, Vector, average, mean, ratio, smooth


def balanced_accuracy(table: pd.DataFrame) -> Estimate | None:
    """Return (share right among positives + share right among negatives) / 2: 0.5 for always-yes, and 0 for a refuser."""
    right = table["outcome"].eq("correct").astype(float)
    parts = []
    for answer in ("yes", "no"):
        of_class = table["expected"].eq(answer).astype(float)
        parts.append(ratio(right * of_class, of_class, table["cluster"]))
    return average(parts)


def yes_rate(table: pd.DataFrame) -> Estimate | None:
    """Return the share of items to which the model said yes, right or wrong."""
    return mean(table["said"].eq("yes").astype(float), table["cluster"])


def mcc(table: pd.DataFrame) -> Estimate | None:
    """Return Matthews' correlation (1975) in [-1, 1], no answer being the wrong class; None when a margin is empty."""
    right, present = table["outcome"].eq("correct"), table["expected"].eq("yes")
    counts = [right & present, ~right & present, right & ~present, ~right & ~present]
    return smooth(_mcc, [count.astype(float) for count in counts], table["cluster"])


def _mcc(counts: Sequence[Vector]) -> Vector:
    hit, miss, reject, alarm = counts
    margins = (hit + alarm) * (hit + miss) * (reject + alarm) * (reject + miss)
    correlation: Vector = (hit * reject - alarm * miss) / np.sqrt(margins)
    return correlation
