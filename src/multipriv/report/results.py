"""results.json: everything that the page shows as numbers, under the names of the contract."""

from collections.abc import Sequence
from typing import Any

from multipriv.report.runs import Run, merged
from multipriv.risk.cells import PERCEPTION, REASONING, Cell, asked
from multipriv.taxonomy.tasks import LANGUAGES

SCHEMA_VERSION = "1"
Cells = dict[str, Cell | None]


def results(runs: Sequence[Run]) -> dict[str, Any]:
    """Return the content of results.json: plain values only, null for what is missing."""
    data = {key: runs[0].dataset.get(key) for key in ("suite", "seed", "digest")} if runs else None
    return {
        "schema_version": SCHEMA_VERSION,
        "dataset": data,
        "runs": [_run(run) for run in runs],
        "models": {model: _model(run) for model, run in merged(runs).items()},
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "run_id": run.run_id,
        "model": run.model,
        "prompt": run.prompt,
        "control": run.control,
        "expected": run.expected,
        "completed": run.completed,
        "cells": _plain(run.cells | run.further),
    }


def _model(run: Run) -> dict[str, Any]:
    found, rows = run.cells, asked(run.table)
    return {
        "perception": {
            "overall": _value(found, "perception.overall"),
            **{language: _language(found, language, "perception", PERCEPTION) for language in LANGUAGES},
            "iou": _value(found, "iou"),
        },
        "reasoning": {
            "overall": _value(found, "reasoning.overall"),
            **{language: _language(found, language, "reasoning", REASONING) for language in LANGUAGES},
        },
        "refusal_rate": float(rows["outcome"].eq("refused").mean()) if len(rows) else None,
        "outcomes": {name: int(count) for name, count in run.table["outcome"].value_counts().items() if count},
        "cells": _plain(found | run.further),
    }


def _language(found: Cells, language: str, family: str, columns: Sequence[str]) -> dict[str, float | None]:
    values = {column: _value(found, f"{language}.{column}") for column in columns}
    return values | {"mean": _value(found, f"{family}.{language}.mean")}


def _value(found: Cells, name: str) -> float | None:
    cell = found.get(name)
    return None if cell is None else cell.value


def _plain(found: Cells) -> dict[str, dict[str, Any] | None]:
    return {name: None if cell is None else cell.as_dict() for name, cell in found.items()}
