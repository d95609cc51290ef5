"""multipriv report: from runs to a page, tables, figures and results.json."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer


def report(
    logs: Annotated[list[Path], typer.Argument(metavar="LOGS…", help="Folders of runs, or folders that hold some.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the report is written.")],
    dataset: Annotated[
        list[Path] | None,
        typer.Option(
            "--dataset",
            metavar="DIR",
            help="The data set that was answered, if it is not where it was. Named once for each seed of one suite: the report "
            "is on the first, with the spread of its values between all of them.",
        ),
    ] = None,
    judge: Annotated[
        str | None,
        typer.Option(
            "--judge",
            metavar="MODEL",
            help="Ask this model (as of `multipriv run`) whether a reply refuses, abstains or answers, where the rules leave it "
            "open. Its labels are kept beside the logs; results.json tells their share.",
        ),
    ] = None,
) -> None:
    """Write index.html, results.json, tables (.md, .csv, .tex) and figures, and print both tables.

    \b
    Example:
      multipriv report logs --out report
      multipriv report logs --dataset seed-1 --dataset seed-2 --dataset seed-3 --out report
    """
    from rich.console import Console

    from multipriv.report.console import console_for_tables, print_tables
    from multipriv.report.content import report_of
    from multipriv.report.loading import load, load_seeds
    from multipriv.report.runs import RunError
    from multipriv.report.writing import write_report

    if out.exists() and not out.is_dir():
        raise RunError(f"{out} is a file: --out names a folder")
    said = Console(stderr=True)
    with said.status("reading and scoring the answers") as status:
        if dataset and len(dataset) > 1:
            first, *others = load_seeds(logs, dataset, judge)
            runs, opened = list(first.runs), first.dataset
        else:
            (runs, opened), others = load(logs, dataset[0] if dataset else None, judge), []
        status.update("counting")
        known = _known(run.model for run in runs)
        made = report_of(runs, known, _published(), [study.runs for study in others])
        written = write_report(made, out, opened, progress=lambda step: status.update(f"writing the {step}"))
    print_tables(made.tables, console_for_tables())
    if judge is not None:
        opened_replies, judged = (sum(getattr(run, name) for run in runs) for name in ("open_replies", "judged_replies"))
        said.print(f"{judge} decided {judged} of {opened_replies} replies that the rules leave open", highlight=False)
    said.print(f"wrote {written[0]} and {len(written) - 1} files beside it: results.json, tables, figures", highlight=False)


def _known(models: Iterable[str]) -> dict[str, tuple[str, float | None]]:
    """Return family and parameters of the models that the catalogue lists."""
    from multipriv.models.catalogue import find

    return {model: (entry.family, entry.parameters) for model in models if (entry := find(model)) is not None}


def _published() -> dict[str, tuple[str, float | None]]:
    """Return the same of the models of the published tables, as they are spelled there."""
    from multipriv.models.catalogue import catalogue

    return {name: (entry.family, entry.parameters) for entry in catalogue() for name in entry.published}
