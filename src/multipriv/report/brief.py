"""What the numbers say, in sentences that claim no more than the intervals allow."""

from typing import TYPE_CHECKING

from multipriv.report.runs import REFERENCES
from multipriv.report.series import labels
from multipriv.report.tables import Row, Table
from multipriv.risk.cells import Cell
from multipriv.risk.intervals import FEW_CLUSTERS

if TYPE_CHECKING:
    from multipriv.report.content import Report

HIDING = 0.1
"""A refusal rate from which on the page points to the answered-only value."""


def _rated(table: Table) -> list[tuple[Row, Cell]]:
    return [
        (row, cell)
        for row in table.rows
        if not row.is_reference and (cell := row.cells.get(f"{table.family}.overall")) is not None
    ]


def headline(report: "Report") -> str:
    """Return the one sentence at the top of the page."""
    named = labels(report)
    perception, reasoning = (_rated(table) for table in report.tables)
    if reasoning and perception:
        row, links = reasoning[0]
        reads = next((cell for one, cell in perception if one.model == row.model), None)
        first = f"{named[row.model]} links {100 * links.value:.0f} % of what the reasoning tasks ask for"
        return f"{first} and scores {reads.value:.2f} in perception." if reads else f"{first}."
    rated = [model for model in report.models if model not in REFERENCES]
    if not rated:
        return "Only the references have answered: they calibrate the scale."
    return f"Answers of {len(rated)} model{'s' if len(rated) != 1 else ''} to part of the benchmark"


def brief(report: "Report") -> list[str]:
    """Return the few sentences that a reader in a hurry needs."""
    lines = [line for table in report.tables if (line := _standing(report, table))]
    return [*lines, *_gaps(report), *_refusals(report)]


def _standing(report: "Report", table: Table) -> str | None:
    rated = _rated(table)
    if not rated:
        return None
    named = labels(report)
    row, cell = rated[0]
    line = f"{table.family.capitalize()}: {named[row.model]} stands at {cell.value:.3f} "
    line += f"(95 % interval {cell.low:.2f} to {cell.high:.2f}"
    line += f", only {cell.clusters} households: indicative)." if cell.indicative else ")."
    if len(rated) > 1:
        level = [named[one.model] for one, _ in rated[1:] if f"{table.family}.overall" in one.leads]
        if not row.leads & {f"{table.family}.overall"}:
            line += " No model can be told from the others with these answers."
        elif level:
            line += f" {len(level)} of the others cannot be told from it."
        else:
            line += " Every other model is clearly behind."
    return line


def _gaps(report: "Report") -> list[str]:
    found = []
    for model, name in labels(report).items():
        gap = report.plain[model].gaps.get("reasoning") if model not in REFERENCES else None
        if gap is not None:
            found.append((name, gap))
    if not found:
        return []
    clear = [(name, gap) for name, gap in found if gap.clear]
    if not clear:
        few = min(gap.clusters for _, gap in found) < FEW_CLUSTERS
        return [
            "Languages: no clear difference in reasoning between English and Chinese" + (", on few households." if few else ".")
        ]
    name, gap = max(clear, key=lambda one: abs(one[1].difference))
    more = "English" if gap.difference > 0 else "Chinese"
    line = f"Languages: {name} reveals more in {more}, by {abs(gap.difference):.2f} in reasoning on the same items"
    return [f"{line} ({len(clear)} of {len(found)} models differ clearly between the languages)."]


def _refusals(report: "Report") -> list[str]:
    hiding = []
    for table in report.tables:
        for row, cell in _rated(table):
            if (row.refusal_rate or 0) >= HIDING and cell.answered_only is not None:
                hiding.append((cell.answered_only - cell.value, row, cell, table.family))
    if not hiding:
        refusing = [row for table in report.tables for row, _ in _rated(table) if row.refusal_rate]
        rated = any(_rated(table) for table in report.tables)
        return (
            [] if refusing or not rated else ["Refusals: no model refused anything, so exposure and ability are the same here."]
        )
    _, row, cell, family = max(hiding, key=lambda one: one[0])
    name = labels(report)[row.model]
    return [
        f"Refusals: {name} refuses {100 * (row.refusal_rate or 0):.0f} % and scores {cell.value:.2f} in {family}; "
        f"over the items that it answered it scores {cell.answered_only:.2f}. What it could do with the rest, this does not tell."
    ]


def warnings(report: "Report") -> list[str]:
    """Return what keeps the numbers from meaning what they seem to mean."""
    lines = []
    for run in report.runs:
        if run.completed < run.expected:
            style = "" if run.is_plain else f" ({run.prompt}, {run.control})"
            lines.append(f"{run.model}{style} answered {run.completed} of {run.expected} questions: the run is not complete.")
    asked = {frozenset(table["question_id"]) for model, table in report.models.items() if model not in REFERENCES}
    if len(asked) > 1:
        line = "The models were not all asked the same questions: their values cannot be compared, and none is marked as best."
        lines.append(line)
    return lines
