"""Writes the report: first under a temporary name beside its place, then renamed, so that nothing is ever half written."""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipriv.report import tables
from multipriv.report.results import results
from multipriv.report.runs import Run, merged
from multipriv.risk.comparisons import leaders
from multipriv.risk.findings import NEEDED, Finding, findings, known_sizes

if TYPE_CHECKING:
    import pandas as pd

    from multipriv.dataset import Dataset

Progress = Callable[[str], None]
WHOLE = ("items", "thumbnails")
"""Folders that an older report leaves nothing behind in."""

PRINTERS = {"md": tables.markdown, "csv": tables.as_csv, "tex": tables.latex}


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


def write_report(report: Report, out: Path, dataset: "Dataset | None" = None, progress: Progress = lambda _: None) -> list[Path]:
    """Write index.html, results.json, findings.json, tables, figures and, with a data set, the item browser into `out`.

    Returns what was written, index.html first.

    Files of these names are replaced, others in `out` stay. Raises OSError where `out` cannot be written.
    """
    from multipriv.report.figures import figures, save
    from multipriv.report.items import write_items
    from multipriv.report.page import page

    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        progress("tables")
        (draft / "tables").mkdir()
        (draft / "results.json").write_text(json.dumps(report.results, indent=1, allow_nan=False) + "\n", "utf-8")
        found = [one.as_dict() for one in report.findings]
        (draft / "findings.json").write_text(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n", "utf-8")
        for shown in report.tables:
            for ending, printer in PRINTERS.items():
                (draft / "tables" / f"{shown.family}.{ending}").write_text(printer(shown), "utf-8")
        progress("figures")
        charts = figures(report)
        (draft / "figures").mkdir()
        pictures = save(charts, draft / "figures")
        progress("page")
        (draft / "index.html").write_text(page(report, pictures, dataset), "utf-8")
        if dataset is not None:
            progress("items")
            write_items(report, dataset, draft)
        return _move(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _move(draft: Path, out: Path) -> list[Path]:
    names = sorted(path.relative_to(draft) for path in draft.rglob("*") if path.is_file())
    draft.chmod(0o755)
    if out.exists():
        for folder in WHOLE:
            shutil.rmtree(out / folder, ignore_errors=True)
        for name in names:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (draft / name).replace(out / name)
    else:
        draft.rename(out)
    return [out / name for name in sorted(names, key=lambda name: (name.name != "index.html", name))]
