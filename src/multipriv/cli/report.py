"""multipriv report: from runs to a page, tables, figures and results.json."""

from pathlib import Path
from typing import Annotated

import typer


def report(
    logs: Annotated[list[Path], typer.Argument(metavar="LOGS…", help="Folders of runs, or folders that hold some.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the report is written.")],
    dataset: Annotated[
        Path | None, typer.Option("--dataset", metavar="DIR", help="The data set that was answered, if it is not where it was.")
    ] = None,
) -> None:
    """Write index.html, results.json, tables (.md, .csv, .tex) and figures, and print both tables.

    \b
    Example:
      multipriv report logs --out report
    """
    from rich.console import Console

    from multipriv.report.console import console_for_tables, print_tables
    from multipriv.report.content import report_of
    from multipriv.report.runs import RunError, load
    from multipriv.report.writing import write_report

    if out.exists() and not out.is_dir():
        raise RunError(f"{out} is a file: --out names a folder")
    said = Console(stderr=True)
    with said.status("reading and scoring the answers") as status:
        runs, opened = load(logs, dataset)
        status.update("counting")
        made = report_of(runs)
        written = write_report(made, out, opened, progress=lambda step: status.update(f"writing the {step}"))
    print_tables(made.tables, console_for_tables())
    said.print(f"wrote {written[0]} and {len(written) - 1} files beside it: results.json, tables, figures", highlight=False)
