"""multipriv compare: what can be concluded from two runs on the same data set."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Breakdown(StrEnum):
    """What differences can be broken down by."""

    category = "category"
    attribute = "attribute"
    link = "link"


def compare(
    logs_a: Annotated[Path, typer.Argument(metavar="LOGS_A", help="The folder of one run.")],
    logs_b: Annotated[Path, typer.Argument(metavar="LOGS_B", help="The folder of another run on the same data set.")],
    dataset: Annotated[
        Path | None, typer.Option("--dataset", metavar="DIR", help="The data set that was answered, if it is not where it was.")
    ] = None,
    by: Annotated[
        list[Breakdown] | None, typer.Option("--by", help="Break the differences down as well, corrected for chance.")
    ] = None,
) -> None:
    """Print the paired differences between two runs, cell by cell, with 95 % intervals, and say what they allow to conclude.

    \b
    Example:
      multipriv compare logs/model-a logs/model-b
      multipriv compare logs/model-a logs/model-b --by category --by attribute
    """
    from rich.console import Console

    from multipriv.report.comparison import Comparison, print_comparison
    from multipriv.report.console import console_for_tables
    from multipriv.report.loading import load, run_folders

    one, other = (_single(run_folders([logs]), logs) for logs in (logs_a, logs_b))
    with Console(stderr=True).status("reading and scoring the answers"):
        (left, right), _ = load([one, other], dataset)
    print_comparison(Comparison.of(left, right, [str(column.value) for column in by or []]), console_for_tables())


def _single(folders: list[Path], given: Path) -> Path:
    from multipriv.report.runs import RunError

    if len(folders) > 1:
        raise RunError(f"{given} holds {len(folders)} runs: name the folder of one")
    return folders[0]
