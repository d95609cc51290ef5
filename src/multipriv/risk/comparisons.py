"""Two sets of answers to the same questions: paired, clustered differences; several of them held to one level by Holm."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from multipriv.risk.cells import MEASURED, asked, estimates
from multipriv.risk.estimates import Estimate, subtract
from multipriv.risk.intervals import CONFIDENCE, FEW_CLUSTERS, quantile

POWER = 0.8


@dataclass(frozen=True)
class Difference:
    """`left` - `right` of one metric on shared questions, with a 95 % interval and a two-sided p-value (t, clusters - 1).

    `detectable` is the smallest true difference that this design finds with 80 % power at the 5 % level. `adjusted` is the
    p-value after Holm over the family of comparisons that it was made in (equal to `p` when it stands alone).
    """

    name: str
    left: float
    right: float
    difference: float
    low: float
    high: float
    p: float
    adjusted: float
    detectable: float
    n: int
    clusters: int

    @property
    def clear(self) -> bool:
        """Whether the adjusted p-value is below 5 % on at least 15 clusters."""
        return self.adjusted < 1 - CONFIDENCE and self.clusters >= FEW_CLUSTERS

    def as_dict(self) -> dict[str, object]:
        """Return the fields as plain values."""
        return asdict(self)


def shared(left: pd.DataFrame, right: pd.DataFrame, key: str = "question_id") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of both tables whose question was really asked in both, in the same order.

    Raises ValueError when a table answers one question twice.
    """
    left, right = asked(left), asked(right)
    for table in (left, right):
        if table[key].duplicated().any():
            raise ValueError(f"one {key} is answered twice: pairs need one answer each")
    common = set(left[key]) & set(right[key])
    a = left[left[key].isin(common)].sort_values(key)
    b = right[right[key].isin(common)].sort_values(key)
    return a, b


def p_value(estimate: Estimate) -> float:
    """Return the two-sided p-value of "the difference is 0"; 1 below two clusters."""
    from scipy.stats import t

    if estimate.clusters < 2:
        return 1.0
    if estimate.variance <= 0:
        return 1.0 if estimate.value == 0 else 0.0
    return float(2 * t.sf(abs(estimate.value) / estimate.standard_error, estimate.clusters - 1))


def detectable(estimate: Estimate) -> float:
    """Return the minimum detectable difference: (t of 95 % + t of 80 % power) times the standard error."""
    if estimate.clusters < 2:
        return math.nan
    both = quantile(estimate.clusters) + quantile(estimate.clusters, 2 * POWER - 1)
    return both * estimate.standard_error


def difference(name: str, left: Estimate | None, right: Estimate | None) -> Difference | None:
    """Return the paired difference of two estimates made on the same questions; None where either is missing."""
    estimate = subtract(left, right)
    if estimate is None or left is None or right is None:
        return None
    low, high = estimate.difference()
    p = p_value(estimate)
    return Difference(
        name, left.value, right.value, estimate.value, low, high, p, p, detectable(estimate), left.n, estimate.clusters
    )


def differences(left: pd.DataFrame, right: pd.DataFrame, names: Sequence[str] | None = None) -> list[Difference]:
    """Return the paired differences of two runs cell by cell on their shared questions, Holm over all of them."""
    a, b = (estimates(table) for table in shared(left, right))
    found = [difference(name, a[name], b.get(name)) for name in a if names is None or name in names]
    return holm([one for one in found if one is not None])


def holm(family: Sequence[Difference]) -> list[Difference]:
    """Return the differences with `adjusted` set by Holm's step-down procedure (1979), in the same order."""
    adjusted = holm_adjust([one.p for one in family])
    return [Difference(**{**asdict(one), "adjusted": p}) for one, p in zip(family, adjusted, strict=True)]


def holm_adjust(values: Sequence[float]) -> list[float]:
    """Return Holm-adjusted p-values in the order given."""
    adjusted, highest = [0.0] * len(values), 0.0
    for rank, index in enumerate(sorted(range(len(values)), key=lambda i: values[i])):
        highest = max(highest, min(1.0, values[index] * (len(values) - rank)))
        adjusted[index] = highest
    return adjusted


def mcnemar(left: pd.DataFrame, right: pd.DataFrame) -> tuple[int, int, float]:
    """Return (only the left right, only the right right, exact two-sided p) over shared questions; clusters are not heeded."""
    from scipy.stats import binomtest

    a, b = shared(left, right)
    first = a["outcome"].eq("correct").to_numpy()
    second = b["outcome"].eq("correct").to_numpy()
    only_left, only_right = int((first & ~second).sum()), int((~first & second).sum())
    total = only_left + only_right
    return only_left, only_right, float(binomtest(only_left, total).pvalue) if total else 1.0


def family_gaps(table: pd.DataFrame) -> dict[str, Difference]:
    """Return English - Chinese of both families' language means, over the items that were asked in both languages."""
    table = table[["item_id", *MEASURED]]
    english, chinese = shared(table[table["language"] == "en"], table[table["language"] == "zh"], key="item_id")
    left, right = estimates(english), estimates(chinese)
    names = {family: (left.get(f"{family}.en.mean"), right.get(f"{family}.zh.mean")) for family in ("perception", "reasoning")}
    return {family: gap for family, pair in names.items() if (gap := difference(family, *pair)) is not None}


def leaders(models: Mapping[str, Estimate | None]) -> frozenset[str]:
    """Return the best model and those that cannot be told from it (paired, Holm); empty where none stands out.

    All estimates must rest on the same questions for the pairing to hold. Nothing is marked when all are level, or with
    fewer than 15 clusters: the order of point values alone is no ranking.
    """
    present = {name: estimate for name, estimate in models.items() if estimate is not None}
    if len(present) < 2:
        return frozenset()
    best = max(present, key=lambda name: present[name].value)
    rest = [name for name in present if name != best]
    tests = holm([one for name in rest if (one := difference(name, present[best], present[name])) is not None])
    behind = {one.name for one in tests if one.clear}
    return frozenset(present) - behind if behind else frozenset()
