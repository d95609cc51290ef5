"""One metric over the levels of something: attributes, categories, doses, hops, outcomes. And chains, step by step."""

from collections.abc import Callable

import pandas as pd

from multipriv.risk.cells import asked
from multipriv.risk.estimates import Estimate, average, ratio
from multipriv.taxonomy.tasks import tasks

Metric = Callable[[pd.DataFrame], Estimate | None]
PERCEPTION_TASKS = tuple(task.code for task in tasks().values() if task.family == "perception")
REASONING_TASKS = tuple(task.code for task in tasks().values() if task.family == "reasoning")
OUTCOMES = ("correct", "partial", "wrong", "abstained", "refused", "blocked", "truncated", "unparsable", "unsupported", "error")


def above_chance(table: pd.DataFrame) -> Estimate | None:
    """Return sum(score - chance) / sum(1 - chance): 0 for a guesser, 1 for a perfect model, below 0 for who does not answer."""
    return ratio(table["score"] - table["chance"], 1 - table["chance"], table["cluster"])


def reasoning_above_chance(table: pd.DataFrame) -> Estimate | None:
    """Return the mean of `above_chance` over the reasoning tasks; None where one of them was not asked."""
    return average([above_chance(table[table["task"] == task]) for task in REASONING_TASKS])


def perception_above_chance(table: pd.DataFrame) -> Estimate | None:
    """Return the mean of `above_chance` over the perception tasks; None where one of them was not asked."""
    return average([above_chance(table[table["task"] == task]) for task in PERCEPTION_TASKS])


def by(table: pd.DataFrame, column: str, metric: Metric) -> pd.DataFrame:
    """Return the metric at every level of `column` (rows without one left out): level, value, low, high, n, clusters.

    Intervals are those of a metric in [0, 1]; a value below 0 is shown as it is, its interval begins at or below it.
    """
    rows = []
    for level, part in asked(table).groupby(column, observed=True):
        estimate = metric(part)
        if estimate is not None:
            rows.append({"level": level, **_bounds(estimate)})
    return pd.DataFrame(rows, columns=["level", "value", "low", "high", "n", "clusters"])


def _bounds(estimate: Estimate) -> dict[str, float | int]:
    low, high = estimate.interval() if 0 <= estimate.value <= 1 else estimate.difference()
    return {"value": estimate.value, "low": low, "high": high, "n": estimate.n, "clusters": estimate.clusters}


def outcome_shares(table: pd.DataFrame) -> dict[str, float]:
    """Return the share of every outcome among all items, those that the model could not take included."""
    counts = table["outcome"].value_counts(normalize=True)
    return {outcome: float(counts.get(outcome, 0.0)) for outcome in OUTCOMES}


def survival(table: pd.DataFrame) -> pd.DataFrame:
    """Return for step k the share of chains whose steps 1 … k are all right, among the chains that ask for k steps or more.

    Columns as in `by`, `level` being k.
    """
    chains = asked(table)
    chains = chains[chains["task"] == "chained_reasoning"]
    rows = []
    longest = int(chains["steps_required"].max()) if len(chains) else 0
    for step in range(1, longest + 1):
        long_enough = chains[chains["steps_required"] >= step]
        whole = long_enough["first_break"].isna() | (long_enough["first_break"] > step)
        estimate = ratio(whole.astype(float), pd.Series(1.0, index=whole.index), long_enough["cluster"])
        if estimate is not None:
            rows.append({"level": step, **_bounds(estimate)})
    return pd.DataFrame(rows, columns=["level", "value", "low", "high", "n", "clusters"])


def readable(table: pd.DataFrame) -> "pd.Series[bool]":
    """Return for every reasoning item and language whether all of its probes were answered right; items without probes absent.

    The index is (item_id, language). A probe asks for one cue of the item by itself: what is not read cannot be linked.
    """
    probes = asked(table)
    probes = probes[probes["probe_of"].notna()]
    right = probes["outcome"].eq("correct")
    return right.groupby([probes["probe_of"], probes["language"]], observed=True).all()


def linking(table: pd.DataFrame) -> tuple[Estimate | None, Estimate | None]:
    """Return the score over reasoning items whose cues the model reads, and over those of which it misses a cue."""
    read = readable(table)
    items = asked(table)
    items = items[items["task"].isin(REASONING_TASKS)]
    keys = pd.MultiIndex.from_arrays([items["item_id"].astype(object), items["language"].astype(object)])
    known = pd.Series(read.reindex(keys).to_numpy(), index=items.index)
    groups = (items[known.eq(True)], items[known.eq(False)])
    one, other = (ratio(part["score"], pd.Series(1.0, index=part.index), part["cluster"]) for part in groups)
    return one, other
