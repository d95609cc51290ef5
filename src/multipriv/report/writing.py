"""Writes the report: first under a temporary name beside its place, then renamed, so that nothing is ever half written."""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from multipriv.report import tables
from multipriv.report.content import Report

if TYPE_CHECKING:
    from multipriv.dataset import Dataset

Progress = Callable[[str], None]
WHOLE = ("items", "thumbnails")
"""Folders that an older report leaves nothing behind in."""

PRINTERS = {"md": tables.markdown, "csv": tables.as_csv, "tex": tables.latex}


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
