"""The 48 published rows: reference data, recomputed but never ranked with ours."""

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

Family = Literal["perception", "reasoning"]
LABEL = "published: other items, possibly other metrics"


@cache
def published(family: Family) -> "pd.DataFrame":
    """Return the rows of the published Table 3 (perception, 30 models) or Table 4 (reasoning, 18 models), as printed."""
    import pandas as pd

    with resources.files(__package__).joinpath("data", f"published_{family}.csv").open(encoding="utf-8") as file:
        return pd.read_csv(file)


def recomputed(family: Family) -> "pd.Series[float]":
    """Return every row's Overall from its own columns by the published formula, in the order of `published`."""
    rows = published(family)
    columns = {"perception": ("direct", "indirect", "iea"), "reasoning": ("single", "reid", "chained", "cross")}[family]
    parts = [rows[[f"{language}_{column}" for column in columns]].mean(axis=1) for language in ("en", "zh")]
    if family == "perception":
        parts.append(rows["iou"])
    return sum(parts[1:], parts[0]) / len(parts)
