"""The numbers behind each figure, as tidy tables; an empty table where the data were not asked for."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from multipriv.report.runs import REFERENCES
from multipriv.report.tables import short_names
from multipriv.risk import slices
from multipriv.risk.cells import accuracy, estimates
from multipriv.risk.comparisons import Difference, difference, shared
from multipriv.risk.estimates import Estimate, average
from multipriv.taxonomy.tasks import LANGUAGES

if TYPE_CHECKING:
    from multipriv.report.content import Report

FAMILIES = {"perception": slices.PERCEPTION_TASKS, "reasoning": slices.REASONING_TASKS}


def ordered(report: "Report") -> list[str]:
    """Return the models in the order of the reasoning table (then the perception table), references last."""
    names = [row.model for table in reversed(report.tables) for row in table.rows]
    return sorted(dict.fromkeys(names), key=lambda name: name in REFERENCES)


def of_models(report: "Report", references: bool = True) -> dict[str, pd.DataFrame]:
    """Return the verdict tables in that order."""
    return {name: report.models[name] for name in ordered(report) if references or name not in REFERENCES}


def labels(report: "Report") -> dict[str, str]:
    """Return short names, the full ones where two models share a short one."""
    return short_names(ordered(report))


def overalls(report: "Report") -> pd.DataFrame:
    """Return both Overalls of every model with their intervals."""
    rows: list[dict[str, Any]] = []
    found = {row.model: row.cells for table in report.tables for row in table.rows}
    named = labels(report)
    for model in ordered(report):
        perception, reasoning = (found[model].get(f"{family}.overall") for family in FAMILIES)
        if perception and reasoning:
            rows.append({
                "model": model, "label": named[model], "reference": model in REFERENCES,
                "kind": "reference" if model in REFERENCES else "model",
                "perception": perception.value, "perception_low": perception.low, "perception_high": perception.high,
                "reasoning": reasoning.value, "reasoning_low": reasoning.low, "reasoning_high": reasoning.high,
            })  # fmt: skip
    return pd.DataFrame(_unlabel(rows))


LABEL = (0.16, 0.04)
"""About the width and height of a label, in units of the axes."""


def _unlabel(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take the labels away that would lie over earlier ones."""
    kept: list[dict[str, Any]] = []
    for row in rows:
        near = (abs(row["perception"] - one["perception"]) < LABEL[0] and abs(row["reasoning"] - one["reasoning"]) < LABEL[1]
                for one in kept)  # fmt: skip
        if any(near):
            row["label"] = ""
        else:
            kept.append(row)
    return rows


def language_gap(table: pd.DataFrame, family: str) -> Difference | None:
    """Return the family's mean in English less that in Chinese, over the items asked in both languages."""
    english, chinese = shared(table[table["language"] == "en"], table[table["language"] == "zh"], key="item_id")
    left = estimates(english).get(f"{family}.en.mean")
    return difference(family, left, estimates(chinese).get(f"{family}.zh.mean"))


def gaps(report: "Report") -> pd.DataFrame:
    """Return the language gap of every model and family."""
    named = labels(report)
    rows = [
        {"model": named[model], "family": family, **found.as_dict()}
        for model, table in of_models(report, references=False).items()
        for family in FAMILIES
        if (found := language_gap(table, family)) is not None
    ]
    return pd.DataFrame(rows)


def outcome_shares(report: "Report") -> pd.DataFrame:
    """Return the share of every outcome that occurs, by model and family."""
    named = labels(report)
    rows = [
        {"model": named[model], "family": family, "outcome": outcome, "share": share}
        for model, table in of_models(report).items()
        for family, tasks in FAMILIES.items()
        for outcome, share in slices.outcome_shares(table[table["task"].isin(tasks)]).items()
        if share > 0
    ]
    return pd.DataFrame(rows)


def chains(report: "Report") -> pd.DataFrame:
    """Return the survival of chains by step, for every model but the references."""
    return _stacked(report, {"": lambda table: slices.survival(table)})


def doses(report: "Report") -> pd.DataFrame:
    """Return accuracy over the levels of every dose that has at least two of them."""
    return _stacked(report, dict(_curves(report)))


def _curves(report: "Report") -> Iterator[tuple[str, Any]]:
    columns = {
        str(column): str(column).removeprefix("dose_").replace("_", " ")
        for table in report.models.values()
        for column in table
        if str(column).startswith("dose_") and column not in ("dose_hops", "dose_gallery")
    }
    yield "hops of a chain", lambda table: slices.by(table[table["task"] == "chained_reasoning"], "hops", accuracy)
    yield "size of the gallery", lambda table: slices.by(table[table["task"] == "reidentification"], "gallery", accuracy)
    for column, name in columns.items():
        yield name, lambda table, column=column: slices.by(table, column, accuracy) if column in table else pd.DataFrame()


MOST_LINES = 8
"""Models in a figure of curves; more could not be told apart. They are the first of the reasoning table."""

LEVELS = ("clean", "easy", "medium", "hard", "far", "near")
"""Doses in words, from light to heavy; others stand in the order of their numbers or letters."""


def _by_level(part: pd.DataFrame) -> pd.DataFrame:
    def place(level: object) -> tuple[int, float, str]:
        word = str(level)
        if word in LEVELS:
            return 0, float(LEVELS.index(word)), word
        return (1, float(word), word) if word.replace(".", "", 1).isdigit() else (2, 0.0, word)

    return part.iloc[sorted(range(len(part)), key=lambda at: place(part["level"].iloc[at]))]


def _stacked(report: "Report", curves: Mapping[str, Any]) -> pd.DataFrame:
    named = labels(report)
    shown = dict(list(of_models(report, references=False).items())[:MOST_LINES])
    parts = []
    for name, curve in curves.items():
        of_dose = [curve(table).assign(model=named[model], dose=name) for model, table in shown.items()]
        of_dose = [_by_level(part) for part in of_dose if len(part)]
        if of_dose and pd.concat(of_dose)["level"].nunique() > 1:
            parts += of_dose
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def style_effects(report: "Report") -> pd.DataFrame:
    """Return the paired change of the language means between every other style or control and the model's plain run.

    A control that does not ask all tasks of a family has no mean; those with other right answers are such.
    """
    named = labels(report)
    rows: list[dict[str, object]] = []
    for run in report.runs:
        plain = report.models.get(run.model)
        if run.is_plain or plain is None:
            continue
        style = run.prompt if run.control == "none" else run.control
        now, before = (estimates(table) for table in shared(run.table, plain))
        for family in FAMILIES:
            change = difference(family, _both_languages(now, family), _both_languages(before, family))
            if change is not None:
                rows.append({"model": named.get(run.model, run.model), "style": style, "family": family, **change.as_dict()})
    return pd.DataFrame(rows)


def _both_languages(found: Mapping[str, Estimate | None], family: str) -> Estimate | None:
    return average([found[f"{family}.{language}.mean"] for language in LANGUAGES])


def heat(report: "Report", column: str = "attribute") -> dict[str, dict[str, Estimate]]:
    """Return by model the chance-corrected score over the perception items of every attribute (or category)."""
    found: dict[str, dict[str, Estimate]] = {}
    for model, table in of_models(report).items():
        rows = table[table["task"].isin(slices.PERCEPTION_TASKS)]
        groups = {str(level): slices.above_chance(part) for level, part in rows.groupby(column, observed=True)}
        found[model] = {level: estimate for level, estimate in groups.items() if estimate is not None}
    return found
