"""The two tables for the terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from multipriv.report.tables import GROUPS, NOTE, Table, number, percent, short_names
from multipriv.risk.cells import Cell

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text


WIDE = 150
"""Columns that both languages side by side need; where nobody looks (a file, a pipe) there are as many."""


def console_for_tables() -> "Console":
    """Return a console on standard output that is wide enough for the tables where no terminal sets its width."""
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=WIDE)


def print_tables(tables: Sequence[Table], console: "Console") -> None:
    """Print both tables, values over their intervals; narrow terminals get the two languages one below the other."""
    for shown in tables:
        if not shown.rows:
            continue
        parts = [None] if console.width >= WIDE else list(GROUPS.values())
        for language in parts:
            console.print(_rich(shown, language))
    console.print(NOTE, style="dim")


def _rich(shown: Table, language: str | None) -> "RichTable":
    from rich import box
    from rich.table import Table as RichTable

    title = shown.title if language is None else f"{shown.title} · {language}"
    grid = RichTable(
        title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", padding=(0, 1, 0, 0), pad_edge=False
    )
    grid.add_column("model", overflow="fold", min_width=12)
    kept = [column for column in shown.columns if language is None or column.group in (language, "", "Boxes")]
    for column in kept:
        prefix = {"English": "EN ", "Chinese": "ZH "}.get(column.group, "") if language is None else ""
        grid.add_column(f"{prefix}{column.head}", justify="right", no_wrap=True)
    grid.add_column("refused", justify="right", no_wrap=True)
    names = short_names([row.model for row in shown.rows])
    for at, row in enumerate(shown.rows):
        if row.is_reference and at and not shown.rows[at - 1].is_reference:
            grid.add_section()
        cells = [row.cells.get(column.cell) for column in kept]
        values = (_stacked(number(cell), _ends(cell), bool(cell)) for cell in cells)
        grid.add_row(_name(names[row.model], row.is_reference), *values, percent(row.refusal_rate))
    return grid


def _ends(cell: Cell | None) -> str:
    if cell is None:
        return ""
    low, high = (f"{end:.2f}".removeprefix("0") for end in (cell.low, cell.high))
    return f"{low}–{high}{'*' if cell.indicative else ''}"


def _name(name: str, is_reference: bool) -> "Text":
    from rich.text import Text

    return Text(name, style="dim" if is_reference else "")


def _stacked(value: str, ends: str, present: bool) -> "Text":
    from rich.text import Text

    return Text.assemble(value, "\n", (ends, "dim")) if present else Text(value, style="dim")
