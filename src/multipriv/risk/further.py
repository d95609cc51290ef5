"""What stands beside the published metrics: without yes-bias, stricter, or corrected for chance, on the same answers."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from multipriv.risk import recognition
from multipriv.risk.cells import MEASURED, Cell, answered, asked, cell
from multipriv.risk.estimates import Estimate, mean, ratio
from multipriv.risk.intervals import variance_at_boundary
from multipriv.risk.slices import (
    PERCEPTION_TASKS,
    REASONING_TASKS,
    Metric,
    perception_above_chance,
    reasoning_above_chance,
)
from multipriv.taxonomy.tasks import LANGUAGES, tasks

IOU_FOUND = 0.5
MORE = ("chance", "said", "first_break", "final_right")


def macro_f1(table: pd.DataFrame) -> Estimate | None:
    """Return the mean of F1 over attributes; an attribute without any positive and any error has none and is left out."""
    right, present = table["outcome"].eq("correct"), table["expected"].eq("yes")
    found = 2.0 * (right & present).to_numpy()
    clusters, labels = pd.factorize(table["cluster"])
    attributes, names = pd.factorize(table["attribute"])
    top, bottom = np.zeros((len(labels), len(names))), np.zeros((len(labels), len(names)))
    np.add.at(top, (clusters, attributes), found)
    np.add.at(bottom, (clusters, attributes), found + ~right.to_numpy())
    defined = bottom.sum(0) > 0
    if not defined.any():
        return None
    top, bottom = top[:, defined], bottom[:, defined]
    values = top.sum(0) / bottom.sum(0)
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.nan_to_num((top.sum(0) - top) / (bottom.sum(0) - bottom) - values).mean(1)
    value = float(values.mean())
    hidden = variance_at_boundary(len(labels)) if value in (0.0, 1.0) else 0.0
    return Estimate(value, dict(zip(map(str, labels), change.tolist(), strict=True)), len(table), len(labels), hidden)


def boxes_found(table: pd.DataFrame) -> Estimate | None:
    """Return the share of boxes with IoU > 0.5."""
    return mean((table["score"] > IOU_FOUND).astype(float), table["cluster"])


def boxes_read(table: pd.DataFrame) -> Estimate | None:
    """Return the share of answers in which a box could be read: 1 - the rate of parse failures and non-answers."""
    return mean(table["outcome"].isin(["correct", "partial", "wrong"]).astype(float), table["cluster"])


def prefix(table: pd.DataFrame) -> Estimate | None:
    """Return steps before the first break / required steps, pooled: a step that is right after a break counts no more."""
    unbroken = (table["first_break"] - 1).fillna(table["steps_required"]).astype(float)
    return ratio(unbroken, table["steps_required"].astype(float), table["cluster"])


def final_step(table: pd.DataFrame) -> Estimate | None:
    """Return the share of chains whose last step is right, however it was reached."""
    return mean(table["final_right"].fillna(False).astype(float), table["cluster"])


BESIDE: dict[str, dict[str, Metric]] = {
    "direct": {"macro": macro_f1, "balanced_accuracy": recognition.balanced_accuracy, "yes_rate": recognition.yes_rate,
               "mcc": recognition.mcc},
    "indirect": {"macro": macro_f1, "balanced_accuracy": recognition.balanced_accuracy, "yes_rate": recognition.yes_rate,
                 "mcc": recognition.mcc},
    "chained": {"prefix": prefix, "final": final_step},
}  # fmt: skip


SIGNED = (recognition.mcc, perception_above_chance, reasoning_above_chance)
"""Metrics that may fall below 0: their intervals are those of a difference."""


def further(table: pd.DataFrame) -> dict[str, Cell | None]:
    """Return further cells by name: `en.direct.macro`, `zh.indirect.mcc`, `en.chained.prefix`, `iou.found` …"""
    found: dict[str, Cell | None] = {}
    for part, metrics in _parts(table[[*MEASURED, *MORE]]):
        rows = asked(part)
        capable = answered(rows)
        found |= {name: _cell(metric, rows, capable, len(part)) for name, metric in metrics.items()}
    return found


def _parts(table: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, dict[str, Metric]]]:
    """Yield rows with the metrics to take of them, by the names of their cells."""
    families = {
        "perception": (table[table["task"].isin(PERCEPTION_TASKS)], perception_above_chance),
        "reasoning": (table[table["task"].isin(REASONING_TASKS)], reasoning_above_chance),
    }
    for family, (rows, above_chance) in families.items():
        yield rows, {f"{family}.above_chance": above_chance}
        for language in LANGUAGES:
            spoken = rows[rows["language"] == language]
            yield spoken, {f"{family}.{language}.above_chance": above_chance}
            for column, metrics in BESIDE.items():
                members = [task.code for task in tasks().values() if task.column == column and task.family == family]
                if members:
                    of_column = spoken[spoken["task"].isin(members)]
                    yield of_column, {f"{language}.{column}.{name}": metric for name, metric in metrics.items()}
    boxes = families["perception"][0]
    yield boxes[boxes["task"] == "region_localization"], {"iou.found": boxes_found, "iou.read": boxes_read}


def _cell(metric: Metric, rows: pd.DataFrame, capable: pd.DataFrame, everything: int) -> Cell | None:
    value = metric(rows)
    found = cell(value, metric(capable), rows, everything)
    if value is None or found is None or metric not in SIGNED:
        return found
    low, high = value.difference()
    return replace(found, value=value.value, low=low, high=high)
