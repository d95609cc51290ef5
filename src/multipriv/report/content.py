"""What a report shows, computed from runs before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from multipriv.report import tables
from multipriv.report.results import results
from multipriv.report.runs import Run, merged
from multipriv.risk.comparisons import leaders
from multipriv.risk.findings import NEEDED, Finding, findings, known_sizes

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Report:
    """What a report shows, before it is written: the content of results.json, both tables, and every model's plain answers."""

    results: dict[str, Any]
    tables: tuple[tables.Table, tables.Table]
    plain: Mapping[str, Run]
    runs: tuple[Run, ...]
    findings: tuple[Finding, ...]

    @property
    def models(self) -> "dict[str, pd.DataFrame]":
        """The verdict table of every model's plain answers."""
        return {model: run.table for model, run in self.plain.items()}


def report_of(runs: Sequence[Run]) -> Report:
    """Return the report of runs on one data set."""
    plain = merged(runs)
    marked = _leads(plain)
    rows = [
        tables.Row(
            model=model,
            cells=run.cells,
            refusal_rate=float(run.table["outcome"].eq("refused").mean()),
            is_reference=run.is_reference,
            leads=frozenset(name for name, best in marked.items() if model in best),
        )
        for model, run in plain.items()
    ]
    both = (tables.table("perception", rows), tables.table("reasoning", rows))
    return Report(results(runs), both, plain, tuple(runs), tuple(_findings(plain, runs)))


def _findings(plain: Mapping[str, Run], runs: Sequence[Run]) -> list[Finding]:
    rated = {model: run.table[list(NEEDED)] for model, run in plain.items() if not run.is_reference}
    styled = {
        (run.model, run.prompt, run.control): run.table[list(NEEDED)] for run in runs if not run.is_plain and not run.is_reference
    }
    return findings(rated, styled, known_sizes(list(rated)))


def _leads(plain: Mapping[str, Run]) -> dict[str, frozenset[str]]:
    """Return for every column the models that no other beats beyond doubt; only models asked the same questions compete."""
    compared = [run for run in plain.values() if not run.is_reference]
    asked = {frozenset(run.table["question_id"]) for run in compared}
    if len(compared) < 2 or len(asked) > 1:
        return {}
    names = {column.cell for family in ("perception", "reasoning") for column in tables.columns(family)}
    return {name: leaders({run.model: run.estimates.get(name) for run in compared}) for name in names}
