"""Progress of long work on standard error: bars on a terminal, one line a stage elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def stages() -> Iterator[Callable[[str, int, int], None]]:
    """Yield `progress(stage, done, total)`; each stage has a bar of its own."""
    if not sys.stderr.isatty():
        yield _plain()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    bars: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True)) as board:

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in bars:
                bars[stage] = board.add_task(stage, total=total)
            board.update(bars[stage], completed=done, total=total)

        yield advance


def _plain() -> Callable[[str, int, int], None]:
    told: set[str] = set()

    def tell(stage: str, done: int, total: int) -> None:
        if done == total and stage not in told:
            told.add(stage)
            print(f"{stage}: {total} of {total}" if total > 1 else f"{stage}: done", file=sys.stderr, flush=True)

    return tell
