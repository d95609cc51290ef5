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

    Example: multipriv report logs/ --out report/
    """
    from rich.console import Console

    from multipriv.report.runs import RunError, load

    said = Console(stderr=True)
    if out.exists() and not out.is_dir():
        _stop(f"{out} is a file: --out names a folder")
    try:
        with said.status("reading and scoring the answers"):
            runs, opened = load(logs, dataset)
    except RunError as error:
        _stop(str(error))
    from multipriv.report.console import print_tables
    from multipriv.report.writing import report_of, write_report

    with said.status("counting") as status:
        made = report_of(runs)
        try:
            written = write_report(made, out, opened, progress=lambda step: status.update(f"writing the {step}"))
        except OSError as error:
            _stop(f"{out} cannot be written: {error.strerror or error}")
    print_tables(made.tables, Console())
    said.print(f"wrote {written[0]} and {len(written) - 1} files beside it (results.json, tables, figures)", highlight=False)


def _stop(line: str) -> None:
    typer.echo(f"Error: {line}", err=True)
    raise typer.Exit(2)
