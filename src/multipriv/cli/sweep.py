"""multipriv sweep"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipriv.dataset import Dataset
    from multipriv.evaluation.spec import RunSpec


def sweep(
    models: Annotated[Path, typer.Argument(metavar="MODELS.yaml", help="The list of models, prompts and controls.")],
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A data set that `multipriv build` made.")],
    logs: Annotated[Path, typer.Option(help="Folder that holds the run folders.")] = Path("logs"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be asked and what it costs, and stop.")] = False,
    processes: Annotated[int | None, typer.Option(min=1, help="Engine processes; one a core if not said.")] = None,
) -> None:
    """Ask many models, in every prompt style and under every control listed; the same command goes on where it stopped.

    The list: `models: [openai/gpt-5, {model: google/gemini-2.5-pro, max_pictures: 16, price: {input: 1.25, output: 10}}]`,
    `prompts: [plain]`, `controls: [none, blind]`, and `language`, `tasks`, `limit` for all. A model may also have `boxes`,
    `temperature`, `max_tokens`, `token_limit`, `cost_limit`, `cache` and the other settings of `multipriv run`.

    Example:

      multipriv sweep models.yaml mini --logs logs --dry-run
    """
    import os

    from multipriv.dataset import Dataset
    from multipriv.evaluation.spec import check_model, questions_of
    from multipriv.evaluation.sweep import read_rows

    rows = read_rows(models, processes or len(os.sched_getaffinity(0)))
    dataset = Dataset.open(directory)
    if dry_run:
        _estimate(dataset, logs, rows)
        return
    for row in rows:
        questions_of(dataset, row)
        check_model(row, directory)
    if not _ask(dataset, directory, logs, rows):
        raise typer.Exit(1)


def _estimate(dataset: "Dataset", logs: Path, rows: "list[RunSpec]") -> None:
    from multipriv.evaluation.sweep import estimate

    titles = ("model", "prompt", "control", "requests", "pictures", "tokens in (estimate)", "tokens out (most)", "dollars (most)")
    table: list[tuple[str, ...]] = [titles]
    total = 0.0
    for row in rows:
        found = estimate(dataset, logs, row)
        dollars = "-" if found.most_dollars is None else f"{found.most_dollars:.2f}"
        counts = (found.requests, found.pictures, found.input_tokens, found.most_output_tokens)
        total += found.most_dollars or 0.0
        table.append((row.model, row.prompt, row.control, *map(str, counts), dollars))
    _show(table)
    print(f"{len(rows)} runs, at most {total:.2f} dollars where a price is stated; nothing was asked")


def _ask(dataset: "Dataset", directory: Path, logs: Path, rows: "list[RunSpec]") -> bool:
    """Ask row by row; return whether every question of every row has its answer."""
    from multipriv.cli.progress import stages
    from multipriv.evaluation.run import RunError, questions_of, run

    table = [("model", "prompt", "control", "answered", "folder or what went wrong")]
    whole = True
    with stages() as progress:
        for place, row in enumerate(rows):
            total, done = len(questions_of(dataset, row)), 0
            progress("the whole sweep", place, len(rows))

            def advance(count: int, title: str = " ".join((row.model, row.prompt, row.control)), most: int = total) -> None:
                nonlocal done
                done = min(most, done + count)
                progress(title, done, most)

            try:
                result = run(dataset, directory, logs, row, advance)
            except RunError as error:
                ended, said, whole = f"0 of {total}", str(error), False
            else:
                ended, said = f"{result.completed} of {result.expected}", str(result.directory)
                if not result.whole:
                    first = " ".join(result.errors[0].split())[:120]
                    said, whole = f"stopped at {result.stopped}" if result.stopped else first, False
                elif result.unsupported:
                    ended += f" ({result.unsupported} unsupported)"
            table.append((row.model, row.prompt, row.control, ended, said))
        progress("the whole sweep", len(rows), len(rows))
    _show(table)
    return whole


def _show(table: "Sequence[tuple[str, ...]]") -> None:
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
