"""The two published tables, once as data; Markdown, CSV and LaTeX are three ways to print them."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from multipriv.risk.cells import PERCEPTION, REASONING, Cell
from multipriv.risk.published import Family, published
from multipriv.taxonomy.tasks import LANGUAGES

HEADS = {"direct": "Direct", "indirect": "Indirect", "iea": "IEA", "single": "Single", "reid": "Re-ID",
         "chained": "Chained", "cross": "Cross", "mean": "Mean"}  # fmt: skip
GROUPS = {"en": "English", "zh": "Chinese"}


@dataclass(frozen=True)
class Column:
    """One column: the cell that it shows, its head, the group of heads that it stands under, and its published name."""

    cell: str
    head: str
    group: str
    published: str
    is_mean: bool


@dataclass(frozen=True)
class Row:
    """One model's cells by name. `leads` names the columns in which no other model is better beyond doubt."""

    model: str
    cells: Mapping[str, Cell | None]
    refusal_rate: float | None
    is_reference: bool = False
    leads: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Table:
    """One of the two tables: its family, title, columns and rows, ordered by Overall, references last."""

    family: Family
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    published: tuple[tuple[str, str, dict[str, float]], ...] = field(default=())

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The groups of heads with the number of columns under each."""
        spans: list[tuple[str, int]] = []
        for column in self.columns:
            if spans and spans[-1][0] == column.group:
                spans[-1] = (column.group, spans[-1][1] + 1)
            else:
                spans.append((column.group, 1))
        return spans


TITLES: dict[Family, str] = {"perception": "Privacy perception risk", "reasoning": "Privacy reasoning risk"}


def columns(family: Family) -> tuple[Column, ...]:
    """Return the columns of the published Table 3 (perception) or 4 (reasoning), in their order."""
    names = PERCEPTION if family == "perception" else REASONING
    found = [Column(f"{family}.overall", "Overall", "", "overall", True)]
    for language in LANGUAGES:
        found += [Column(f"{language}.{name}", HEADS[name], GROUPS[language], f"{language}_{name}", False) for name in names]
        found.append(Column(f"{family}.{language}.mean", "Mean", GROUPS[language], f"{language}_mean", True))
    if family == "perception":
        found.append(Column("iou", "IoU", "Boxes", "iou", False))
    return tuple(found)


def table(family: Family, rows: Sequence[Row]) -> Table:
    """Return the table of one family; rows without any of its cells are left out."""
    shown = columns(family)
    kept = [row for row in rows if any(row.cells.get(column.cell) for column in shown)]
    kept.sort(key=lambda row: (row.is_reference, -_overall(row, family), row.model))
    return Table(family, TITLES[family], shown, tuple(kept), tuple(_published(family, shown)))


def _overall(row: Row, family: Family) -> float:
    cell = row.cells.get(f"{family}.overall")
    return -1.0 if cell is None else cell.value


def _published(family: Family, shown: Sequence[Column]) -> Iterator[tuple[str, str, dict[str, float]]]:
    for record in published(family).to_dict("records"):
        values = {column.cell: float(record[column.published]) for column in shown}
        yield str(record["model"]), str(record["access"]), values


def short_names(models: Sequence[str]) -> dict[str, str]:
    """Return the names without their providers, whole where two would be alike."""
    shorts = [model.rsplit("/", 1)[-1] for model in models]
    return {model: short if shorts.count(short) == 1 else model for model, short in zip(models, shorts, strict=True)}


def number(cell: Cell | None) -> str:
    """Return "0.512", or a dash for what was not asked."""
    return "–" if cell is None else f"{cell.value:.3f}"


def interval(cell: Cell | None) -> str:
    """Return "[0.41, 0.61]", with an asterisk where there are too few clusters for more than an indication."""
    return "" if cell is None else f"[{cell.low:.2f}, {cell.high:.2f}]{'*' if cell.indicative else ''}"


def percent(rate: float | None) -> str:
    """Return "12 %", or a dash."""
    return "–" if rate is None else f"{100 * rate:.0f} %"


NOTE = ("95 % intervals clustered by household. * fewer than 15 households: indicative. Refused: share of answers that refuse; "
        "a refusal counts as the wrong answer.")  # fmt: skip


def markdown(shown: Table) -> str:
    """Return the table as GitHub Markdown."""
    heads = ["Model", *(f"{_short(column)}{column.head}" for column in shown.columns), "Refused"]
    lines = [f"### {shown.title}", "", _bar(heads), _bar(["---", *["---:"] * (len(heads) - 1)])]
    for row in shown.rows:
        values = [f"{number(row.cells.get(c.cell))} {interval(row.cells.get(c.cell))}".strip() for c in shown.columns]
        values = [value.replace("*", "\\*") for value in values]
        name = f"{row.model} (reference)" if row.is_reference else row.model
        lines.append(_bar([name, *values, percent(row.refusal_rate)]))
    return "\n".join([*lines, "", NOTE.replace("*", "\\*"), ""])


def _bar(entries: Sequence[str]) -> str:
    return "| " + " | ".join(entry.replace("|", "\\|").replace("\n", " ") for entry in entries) + " |"


def _short(column: Column) -> str:
    return {"English": "EN ", "Chinese": "ZH "}.get(column.group, "")


def as_csv(shown: Table) -> str:
    """Return the table as CSV, one line a cell: model, cell, value, low, high, n, clusters, answered_only, refusal_rate …"""
    out = io.StringIO()
    names = list(Cell.__dataclass_fields__)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["model", "reference", "cell", *names])
    for row in shown.rows:
        for column in shown.columns:
            cell = row.cells.get(column.cell)
            values = [""] * len(names) if cell is None else [getattr(cell, name) for name in names]
            writer.writerow([row.model, row.is_reference, column.cell, *("" if v is None else v for v in values)])
    return out.getvalue()


def latex(shown: Table) -> str:
    """Return the table as a LaTeX tabular with booktabs rules; intervals stand small under the values."""
    spans, start = [], 2
    groups, rules = [""], []
    for name, width in shown.groups:
        groups.append(rf"\multicolumn{{{width}}}{{c}}{{{name}}}")
        if name:
            rules.append(rf"\cmidrule(lr){{{start}-{start + width - 1}}}")
        start += width
        spans.append("r" * width)
    lines = [
        r"% needs \usepackage{booktabs}",
        rf"\begin{{tabular}}{{l{''.join(spans)}r}}",
        r"\toprule",
        " & ".join([*groups, ""]) + r" \\",
        " ".join(rules),
        " & ".join(["Model", *(column.head for column in shown.columns), r"Refused"]) + r" \\",
        r"\midrule",
    ]
    for at, row in enumerate(shown.rows):
        if row.is_reference and at and not shown.rows[at - 1].is_reference:
            lines.append(r"\midrule")
        values = [_bold(number(row.cells.get(c.cell)).replace("–", "--"), c.cell in row.leads) for c in shown.columns]
        rate = percent(row.refusal_rate).replace(" %", r"\,\%").replace("–", "--")
        lines.append(" & ".join([_tex(row.model), *values, rate]) + r" \\")
        ends = [interval(row.cells.get(c.cell)).replace("*", r"\rlap{*}") for c in shown.columns]
        lines.append(" & ".join(["", *(rf"{{\scriptsize {end}}}" if end else "" for end in ends), ""]) + r" \\")
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}", rf"% {NOTE}", ""])


def _bold(text: str, leads: bool) -> str:
    return rf"\textbf{{{text}}}" if leads else text


def _tex(text: str) -> str:
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(special.get(char, f"\\{char}" if char in "&%$#_{}" else char) for char in text)
