"""The nine tasks, read from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from multipriv.taxonomy.attributes import read_data

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
AnswerKind = Literal["yes_no", "choice", "text", "box", "set", "steps"]


@dataclass(frozen=True)
class Task:
    """One task: its number, family, kinds of answer, metric, column of the published tables and items in the `paper` suite."""

    number: int
    code: str
    family: Literal["perception", "reasoning"]
    answers: tuple[AnswerKind, ...]
    metric: Literal["f1", "exact_match", "mean_iou", "accuracy", "completion"]
    column: Literal["direct", "indirect", "iea", "iou", "single", "reid", "chained", "cross"]
    paper_items: int
    name: Mapping[str, str]


@cache
def tasks() -> Mapping[str, Task]:
    """Return the nine tasks by code, in the order of their numbers."""
    rows = read_data("tasks.yaml")["tasks"]
    return {row["code"]: Task(**{**row, "answers": tuple(row["answers"])}) for row in rows}
