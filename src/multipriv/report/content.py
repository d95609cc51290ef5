"""What a report shows, computed from runs before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from multipriv.report import tables
from multipriv.report.results import results
from multipriv.report.runs import Run, merged
from multipriv.risk.comparisons import Difference, differences, leaders
from multipriv.risk.findings import NEEDED, Finding, Known, findings, published_findings
from multipriv.risk.spread import with_spread
from multipriv.taxonomy.controls import controls

if TYPE_CHECKING:
    import pandas as pd

    from multipriv.report.runs import Cells

COMPARED = tuple(dict.fromkeys(column.cell for family in ("perception", "reasoning") for column in tables.columns(family)))
"""The cells that styles and controls are compared in."""


@dataclass(frozen=True)
class Report:
    """What a report shows, before it is written.

    `plain` holds every model's plain answers, `runs` all runs, `changes` by (model, style) the paired change of every cell
    against the plain run, `published` the findings recomputed from published figures. `cells` are those of the tables and
    beyond, with the spread between seeds where several were answered.
    """

    results: dict[str, Any]
    tables: tuple[tables.Table, tables.Table]
    plain: Mapping[str, Run]
    runs: tuple[Run, ...]
    findings: tuple[Finding, ...]
    cells: Mapping[str, "Cells"] = field(default_factory=dict)
    changes: Mapping[tuple[str, str], tuple[Difference, ...]] = field(default_factory=dict)
    published: tuple[Finding, ...] = ()

    @property
    def models(self) -> "dict[str, pd.DataFrame]":
        """The verdict table of every model's plain answers."""
        return {model: run.table for model, run in self.plain.items()}


def report_of(
    runs: Sequence[Run], known: Known | None = None, published: Known | None = None, others: Sequence[Sequence[Run]] = ()
) -> Report:
    """Return the report of runs on one data set.

    Args:
        runs: the runs that the report shows.
        known: family and size of models, by model.
        published: the same of published models, by their published names.
        others: runs on other seeds of the same suite, one sequence a data set; only the spread of their values is shown.
    """
    plain = merged(runs)
    elsewhere = [merged(one) for one in others]
    cells = {
        model: with_spread(run.cells | run.further, [_all_cells(one.get(model)) for one in elsewhere])
        for model, run in plain.items()
    }
    marked = _leads(plain)
    rows = [
        tables.Row(
            model=model,
            cells=cells[model],
            refusal_rate=float(run.table["outcome"].eq("refused").mean()),
            is_reference=run.is_reference,
            leads=frozenset(name for name, best in marked.items() if model in best),
        )
        for model, run in plain.items()
    ]
    both = (tables.table("perception", rows), tables.table("reasoning", rows))
    changes = dict(_changes(plain, runs))
    return Report(
        results=results(runs, plain, cells, changes, others),
        tables=both,
        plain=plain,
        runs=tuple(runs),
        findings=tuple(_findings(plain, runs, known or {})),
        cells=cells,
        changes=changes,
        published=tuple(published_findings(published or {})),
    )


def _all_cells(run: Run | None) -> "Cells":
    return {} if run is None else run.cells | run.further


def _changes(plain: Mapping[str, Run], runs: Sequence[Run]) -> "list[tuple[tuple[str, str], tuple[Difference, ...]]]":
    """Return by (model, style) the change of every cell against the plain run on the same questions, Holm over the cells."""
    found = []
    for run in runs:
        before = plain.get(run.model)
        if before is not None and not run.is_plain and _same_answers(run.control):
            found.append(((run.model, run.style), tuple(differences(run.table, before.table, COMPARED))))
    return found


def _same_answers(control: str) -> bool:
    """Whether what is right stays right under a control, so that its values can be held against the plain run's."""
    known = controls().get(control)
    return known is None or all(cell.answer == "same" for cell in known.cells.values())


def _findings(plain: Mapping[str, Run], runs: Sequence[Run], known: Known) -> list[Finding]:
    rated = {model: run.table[list(NEEDED)] for model, run in plain.items() if not run.is_reference}
    styled = {
        (run.model, run.prompt, run.control): run.table[list(NEEDED)] for run in runs if not run.is_plain and not run.is_reference
    }
    return findings(rated, styled, known)


def _leads(plain: Mapping[str, Run]) -> dict[str, frozenset[str]]:
    """Return for every column the models that no other beats beyond doubt; only models asked the same questions compete."""
    compared = [run for run in plain.values() if not run.is_reference]
    asked = {frozenset(run.table["question_id"]) for run in compared}
    if len(compared) < 2 or len(asked) > 1:
        return {}
    return {name: leaders({run.model: run.estimates.get(name) for run in compared}) for name in COMPARED}
