"""results.json: everything that the page shows as numbers, under the names of the contract."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from multipriv.report.runs import Cells, Run, merged
from multipriv.risk.cells import PERCEPTION, REASONING
from multipriv.risk.comparisons import Difference
from multipriv.taxonomy.tasks import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1"
BLIND = "blind"
FAMILIES = ("perception", "reasoning")
Changes = Mapping[tuple[str, str], tuple[Difference, ...]]


def results(
    runs: Sequence[Run],
    plain: Mapping[str, Run],
    cells: Mapping[str, Cells],
    changes: Changes,
    others: Sequence[Sequence[Run]] = (),
) -> dict[str, Any]:
    """Return the content of results.json: plain values only, null for what is missing."""
    return {
        "schema_version": SCHEMA_VERSION,
        "dataset": _dataset(runs),
        "seeds": [_seed(one) for one in (runs, *others)],
        "runs": [_run(run) for run in runs],
        "models": {model: _model(run, cells[model], changes) for model, run in plain.items()},
    }


def _dataset(runs: Sequence[Run]) -> dict[str, Any] | None:
    return {key: runs[0].dataset.get(key) for key in ("suite", "seed", "digest")} if runs else None


def _seed(runs: Sequence[Run]) -> dict[str, Any]:
    """Return the values of every model on one data set: what the spread between seeds was computed from."""
    values = {model: {name: _value(run.cells, name) for name in run.cells} for model, run in merged(runs).items()}
    return {"dataset": _dataset(runs), "models": values}


def _run(run: Run) -> dict[str, Any]:
    return {
        "run_id": run.run_id,
        "model": run.model,
        "prompt": run.prompt,
        "control": run.control,
        "expected": run.expected,
        "completed": run.completed,
        "judge": {"model": run.judge, "open": run.open_replies, "judged": run.judged_replies, "share": _share(run)},
        "cells": _plain(run.cells | run.further),
    }


def _share(run: Run) -> float | None:
    return run.judged_replies / len(run.table) if len(run.table) else None


def _model(run: Run, cells: Cells, changes: Changes) -> dict[str, Any]:
    overall = cells.get("perception.overall"), cells.get("reasoning.overall")
    refusals = run.table["outcome"].value_counts()
    asked = int(refusals.sum() - refusals.get("unsupported", 0) - refusals.get("error", 0))
    of_model = {style: found for (model, style), found in changes.items() if model == run.model}
    return {
        "perception": {
            "overall": _value(cells, "perception.overall"),
            **{language: _language(cells, language, "perception", PERCEPTION) for language in LANGUAGES},
            "iou": _value(cells, "iou"),
        },
        "reasoning": {
            "overall": _value(cells, "reasoning.overall"),
            **{language: _language(cells, language, "reasoning", REASONING) for language in LANGUAGES},
        },
        "exposure": {family: None if cell is None else cell.value for family, cell in zip(FAMILIES, overall, strict=True)},
        "capability": {
            family: None if cell is None else cell.answered_only for family, cell in zip(FAMILIES, overall, strict=True)
        },
        "refusal_rate": int(refusals.get("refused", 0)) / asked if asked else None,
        "outcomes": {str(name): int(count) for name, count in refusals.items() if count},
        "rates": run.outcomes,
        "languages": {family: _difference(gap) for family, gap in run.gaps.items()},
        "gain_over_blind": _by_cell(of_model.get(BLIND, ()), -1.0),
        "changes": {style: _by_cell(found) for style, found in of_model.items()},
        "breakdown": {name: {how: _levels(rows) for how, rows in parts.items()} for name, parts in run.breakdown.items()},
        "cells": _plain(cells),
    }


def _language(found: Cells, language: str, family: str, columns: Sequence[str]) -> dict[str, float | None]:
    values = {column: _value(found, f"{language}.{column}") for column in columns}
    return values | {"mean": _value(found, f"{family}.{language}.mean")}


def _value(found: Cells, name: str) -> float | None:
    cell = found.get(name)
    return None if cell is None else cell.value


def _plain(found: Cells) -> dict[str, dict[str, Any] | None]:
    return {name: None if cell is None else cell.as_dict() for name, cell in found.items()}


def _by_cell(found: Iterable[Difference], sign: float = 1.0) -> dict[str, dict[str, Any]]:
    """Return differences by cell; with `sign` -1 the other way round."""
    return {one.name: _difference(one, sign) for one in found}


def _difference(one: Difference, sign: float = 1.0) -> dict[str, Any]:
    low, high = sorted((sign * one.low, sign * one.high))
    return {
        "difference": sign * one.difference,
        "low": low,
        "high": high,
        "p": one.p,
        "adjusted": one.adjusted,
        "detectable": one.detectable if math.isfinite(one.detectable) else None,
        "n": one.n,
        "clusters": one.clusters,
    }


def _levels(rows: "pd.DataFrame") -> list[dict[str, Any]]:
    return [
        {**{str(name): value for name, value in row.items()}, "level": _name(row["level"])} for row in rows.to_dict("records")
    ]


def _name(level: object) -> str:
    """Return a level in words; whole numbers without a point."""
    return str(int(level)) if isinstance(level, float) and level.is_integer() else str(level)
