"""The tables of the page as the template wants them: the published two, what lies beyond them, and how answers end."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from multipriv.report.figures import words
from multipriv.report.series import ordered
from multipriv.report.tables import Column, Row, Table, interval, number, percent
from multipriv.risk.cells import Cell
from multipriv.risk.comparisons import Difference
from multipriv.risk.slices import FAMILIES

if TYPE_CHECKING:
    from multipriv.report.content import Report

Gains = Mapping[str, Mapping[str, Difference]]
"""By model and cell: the blind run less the plain one."""


def unders(report: "Report") -> list[tuple[str, str]]:
    """Return what can stand under the values of the two tables: code and name."""
    absent = set() if gains(report) else {"gain"}
    if not any(cell and cell.seed_sd is not None for cells in report.cells.values() for cell in cells.values()):
        absent.add("seeds")
    return [(code, name) for code, name in words()["unders"].items() if code not in absent]


def gains(report: "Report") -> Gains:
    """Return the changes that taking the pictures away makes, by model and cell."""
    return {model: {one.name: one for one in found} for (model, style), found in report.changes.items() if style == "blind"}


def grid(table: Table, report: "Report") -> dict[str, Any]:
    """Return one of the published tables: heads, bodies of models and references, and the published rows."""
    blind = gains(report)
    rated = [row for row in table.rows if not row.is_reference]
    references = [row for row in table.rows if row.is_reference]
    bodies = [{"code": "models", "name": "", "rows": [_row(row, table.columns, blind) for row in rated]}]
    if references:
        name = "References that calibrate the scale"
        bodies.append({"code": "references", "name": name, "rows": [_row(row, table.columns, blind) for row in references]})
    groups = [column.group for column in table.columns]
    return {
        "family": table.family,
        "title": table.title,
        "lead": words()["tables"][table.family],
        "groups": table.groups,
        "columns": [
            {"head": c.head, "is_mean": c.is_mean, "starts": at > 0 and groups[at] != groups[at - 1]}
            for at, c in enumerate(table.columns)
        ],
        "bodies": [body for body in bodies if body["rows"]],
        "rows": table.rows,
        "published": [
            {"model": model, "access": access, "numbers": [f"{values[column.cell]:.3f}" for column in table.columns]}
            for model, access, values in table.published
        ],
    }


def _row(row: Row, columns: Sequence[Column], blind: Gains) -> dict[str, Any]:
    found = blind.get(row.model, {})
    return {
        **_named(row.model),
        "refused": row.refusal_rate,
        "refused_text": percent(row.refusal_rate),
        "cells": [_cell(row.cells.get(c.cell), c.cell in row.leads, found.get(c.cell)) for c in columns],
    }


def _named(model: str) -> dict[str, Any]:
    provider, _, short = model.rpartition("/")
    return {"model": model, "short": short, "provider": provider}


def signed(value: float | None) -> str:
    """Return "+0.12", with a true minus, or a dash."""
    return "–" if value is None else f"{value:+.2f}".replace("-", "−")


def _cell(cell: Cell | None, leads: bool, blind: Difference | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    only = "–" if cell.answered_only is None else f"{cell.answered_only:.3f}"
    title = f"{number(cell)} {interval(cell)} · {cell.n} items, {cell.clusters} households"
    title += f" · answered only {only} · refused {percent(cell.refusal_rate)}"
    if cell.coverage < 1:
        title += f" · coverage {percent(cell.coverage)}"
    gain = "–"
    if blind is not None:
        gain = signed(-blind.difference)
        title += f" · over blind {gain} [{signed(-blind.high)}, {signed(-blind.low)}]"
    if cell.seed_sd is not None:
        title += f" · SD between seeds {cell.seed_sd:.3f}"
    return {
        "value": round(cell.value, 6),
        "text": number(cell),
        "left": round(100 * cell.low, 1),
        "width": round(100 * (cell.high - cell.low), 1),
        "at": round(100 * cell.value, 1),
        "interval": f"{cell.low:.2f}–{cell.high:.2f}",
        "answered": only,
        "refusals": percent(cell.refusal_rate),
        "items": f"{cell.n} / {cell.clusters}",
        "gain": gain,
        "seeds": "–" if cell.seed_sd is None else f"± {cell.seed_sd:.3f}",
        "title": title,
        "leads": leads,
        "few": cell.indicative,
    }


def beyond(report: "Report") -> list[dict[str, Any]]:
    """Return the tables of further cells; columns that no model has are left out, and so are tables without columns."""
    found = []
    for text in words()["beyond"]:
        groups = []
        for name, columns in text["groups"]:
            present = {head: cell for head, cell in columns.items() if any(of.get(cell) for of in report.cells.values())}
            groups += [(name, present)] if present else []
        shown = [cell for _, columns in groups for cell in columns.values()]
        rows = [
            {**_named(model), "cells": [_plain(report.cells[model].get(cell)) for cell in shown]} for model in ordered(report)
        ]
        if shown:
            heads = [(head, at == 0) for _, columns in groups for at, head in enumerate(columns)]
            spans = [(name, len(columns)) for name, columns in groups]
            found.append({"name": text["name"], "title": text["title"], "lead": text["lead"], "groups": spans, "heads": heads,
                          "rows": rows})  # fmt: skip
    return found


def _plain(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    ends = f"{cell.low:.2f}–{cell.high:.2f}" if cell.low >= 0 else f"{cell.low:.2f} to {cell.high:.2f}"
    return {
        "value": round(cell.value, 6),
        "text": f"{cell.value:.3f}".replace("-", "−"),
        "interval": ends.replace("-", "−") + ("*" if cell.indicative else ""),
        "title": f"{cell.n} items, {cell.clusters} households",
    }


def rates(report: "Report") -> dict[str, Any]:
    """Return the shares of answers that are none, by family; columns that nobody needs are left out."""
    text = words()["rates"]
    codes = [code for code in text["columns"] if _ever(report, code)]
    heads = [(text["columns"][code], at == 0) for _ in FAMILIES for at, code in enumerate(codes)]
    rows = []
    for model in ordered(report):
        shares = [report.plain[model].outcomes[family][code] for family in FAMILIES for code in codes]
        cells = [{"value": round(share, 6), "text": percent(share), "interval": "", "title": ""} for share in shares]
        rows.append({**_named(model), "cells": cells})
    groups = [(family.capitalize(), len(codes)) for family in FAMILIES] if codes else []
    return {"name": "rates", "title": text["title"], "lead": text["lead"], "groups": groups, "heads": heads, "rows": rows}


def _ever(report: "Report", code: str) -> bool:
    return any(run.outcomes[family][code] > 0 for run in report.plain.values() for family in FAMILIES)
