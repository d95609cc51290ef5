"""index.html: one file that needs no neighbour and no network."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

import multipriv
from multipriv.report import series
from multipriv.report.brief import brief, headline, warnings
from multipriv.report.examples import examples
from multipriv.report.figures import palette
from multipriv.report.runs import REFERENCES
from multipriv.report.tables import Column, Row, Table, interval, number, percent
from multipriv.risk.cells import Cell
from multipriv.risk.findings import Finding, published_findings
from multipriv.risk.published import LABEL
from multipriv.taxonomy.attributes import attributes, categories

if TYPE_CHECKING:
    from multipriv.dataset import Dataset
    from multipriv.report.content import Report
    from multipriv.risk.estimates import Estimate

MOST_HEAT_COLUMNS = 60
FEW_ITEMS = 10


@cache
def words() -> Any:
    """Return what the page says around its numbers."""
    return yaml.safe_load(resources.files(__package__).joinpath("words.yaml").read_text("utf-8"))


def page(report: "Report", drawings: Mapping[str, str], dataset: "Dataset | None") -> str:
    """Return the page. `drawings` holds the SVG text of every figure by name.

    Whatever comes from outside (models' names, their answers) goes through the template's escaping; only style, script and
    drawings, which are ours, are inserted as they are. A content security policy in the page forbids every request.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    shades = series.heat(report)
    figures = [_figure(name, svg) for name, svg in drawings.items()]
    shown = [_table(table) for table in report.tables if table.rows]
    heat, items = _heat(report, shades), examples(report, dataset) if dataset else []
    has_models = any(model not in REFERENCES for model in report.models)
    folder = resources.files(__package__).joinpath("templates")
    environment = Environment(
        loader=PackageLoader("multipriv.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("index.html.j2").render(
        style=folder.joinpath("style.css").read_text("utf-8"),
        script=folder.joinpath("page.js").read_text("utf-8"),
        version=multipriv.__version__,
        dataset=report.results["dataset"],
        headline=headline(report),
        facts=_facts(report),
        strip=_strip(shades),
        strip_label="Share of each private attribute that the best of the models reads, by category",
        contents=_contents(shown, figures, bool(heat), has_models, bool(items)),
        warnings=warnings(report),
        brief=brief(report),
        tables=shown,
        unders=list(words()["unders"].items()),
        published_label=LABEL,
        figures=figures,
        heat=heat,
        findings=[_finding(one) for one in report.findings] if has_models else [],
        examples=items,
        method=words()["method"],
        runs=report.results["runs"],
    )


CODES = {"supported": "supported", "contradicted": "contradicted", "not enough data": "unknown"}


def _finding(found: Finding) -> dict[str, str]:
    ends = "" if found.low is None or found.high is None else f" [{_signed(found.low)}, {_signed(found.high)}]"
    reference = next((one for one in published_findings() if one.number == found.number and one.effect is not None), None)
    return {
        "title": found.title,
        "verdict": found.verdict.capitalize(),
        "code": CODES[found.verdict],
        "effect": "" if found.effect is None else f"{_signed(found.effect)}{ends}: {found.measure}.",
        "reason": found.reason,
        "reference": "" if reference is None else _recomputed(reference),
    }


def _signed(value: float | None) -> str:
    return "–" if value is None else f"{value:+.2f}".replace("-", "−")


def _recomputed(found: Finding) -> str:
    numbers = f"{_signed(found.effect)} [{_signed(found.low)}, {_signed(found.high)}]"
    return f"Recomputed from the published figures: {found.verdict}, {numbers}, {found.measure}. {found.reason}"


def _facts(report: "Report") -> list[tuple[str, str]]:
    data = report.results["dataset"]
    rated = [model for model in report.models if model not in REFERENCES]
    references = len(report.models) - len(rated)
    tables = list(report.models.values())
    households = {cluster for table in tables for cluster in table["cluster"].unique()}
    return [
        ("data set", f"{data['suite']}, seed {data['seed']}"),
        ("models", f"{len(rated)}" + (f" and {references} reference{'s' if references > 1 else ''}" if references else "")),
        ("questions", f"{len({q for table in tables for q in table['question_id']}):,}"),
        ("households", f"{len(households):,}"),
        ("answers", f"{sum(len(run.table) for run in report.runs):,}"),
    ]


def _contents(tables: Sequence[Any], figures: Sequence[Any], heat: bool, findings: bool, items: bool) -> list[tuple[str, str]]:
    entries = [*((table["family"], table["family"].capitalize()) for table in tables)]
    entries += [(figure["name"], figure["nav"]) for figure in figures]
    entries += [("attributes", "Attributes")] if heat else []
    entries += [("findings", "Findings")] if findings else []
    entries += [("examples", "Items")] if items else []
    return [*entries, ("method", "How to read this")]


def _figure(name: str, svg: str) -> dict[str, str]:
    figure: dict[str, str] = words()["figures"][name]
    return {"name": name, "svg": svg, "half": "", **figure}


def _table(table: Table) -> dict[str, Any]:
    rated = [row for row in table.rows if not row.is_reference]
    references = [row for row in table.rows if row.is_reference]
    bodies = [{"code": "models", "name": "", "rows": [_row(row, table.columns) for row in rated]}]
    if references:
        name = "References that calibrate the scale"
        bodies.append({"code": "references", "name": name, "rows": [_row(row, table.columns) for row in references]})
    groups = [column.group for column in table.columns]
    return {
        "family": table.family,
        "title": table.title,
        "lead": words()["tables"][table.family],
        "note": words()["note"],
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


def _row(row: Row, columns: Sequence[Column]) -> dict[str, Any]:
    provider, _, short = row.model.rpartition("/")
    return {
        "model": row.model,
        "short": short,
        "provider": provider,
        "refused": row.refusal_rate,
        "refused_text": percent(row.refusal_rate),
        "cells": [_cell(row.cells.get(column.cell), column.cell in row.leads) for column in columns],
    }


def _cell(cell: Cell | None, leads: bool) -> dict[str, Any] | None:
    if cell is None:
        return None
    only = "–" if cell.answered_only is None else f"{cell.answered_only:.3f}"
    title = f"{number(cell)} {interval(cell)} · {cell.n} items, {cell.clusters} households"
    title += f" · answered only {only} · refused {percent(cell.refusal_rate)}"
    if cell.coverage < 1:
        title += f" · coverage {percent(cell.coverage)}"
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
        "title": title,
        "leads": leads,
        "few": cell.indicative,
    }


def _strip(shades: "Mapping[str, Mapping[str, Estimate]]") -> list[dict[str, Any]]:
    rated = [found for model, found in shades.items() if model not in REFERENCES]
    if not rated:
        return []
    groups = []
    for category in categories().values():
        bars = []
        for attribute in (one for one in attributes().values() if one.category == category.code):
            best = max((found[attribute.code].value for found in rated if attribute.code in found), default=None)
            share = 0 if best is None else round(100 * min(1.0, max(0.0, best)))
            bars.append({"name": attribute.name["en"], "percent": share, "text": "not asked" if best is None else f"{share} %"})
        groups.append({"name": category.name["en"], "bars": bars})
    return groups


def _heat(report: "Report", shades: "Mapping[str, Mapping[str, Estimate]]") -> dict[str, Any] | None:
    models = list(shades)[:MOST_HEAT_COLUMNS]
    if not any(shades.values()):
        return None
    named = series.labels(report)
    groups = [
        {
            "letter": category.letter,
            "name": category.name["en"],
            "rows": [
                {
                    "name": attribute.name["en"],
                    "chinese": attribute.name["zh"],
                    "cells": [_shade(shades[model].get(attribute.code)) for model in models],
                }
                for attribute in attributes().values()
                if attribute.category == category.code and any(attribute.code in shades[model] for model in models)
            ],
        }
        for category in categories().values()
    ]
    return {"models": [named[model] for model in models], "groups": [group for group in groups if group["rows"]]}


def _shade(estimate: "Estimate | None") -> dict[str, str] | None:
    if estimate is None:
        return None
    share = min(1.0, max(0.0, estimate.value))
    title = f"{100 * estimate.value:.0f} · {estimate.n} items, {estimate.clusters} households"
    thin = "thin" if estimate.n < FEW_ITEMS else ""
    return {
        "text": f"{100 * share:.0f}",
        "thin": thin,
        "colour": _ramp(share),
        "ink": "#fff" if share > 0.55 else "#15202b",
        "title": title,
    }


def _ramp(share: float) -> str:
    """Return the colour at `share` of the ramp, mixed linearly between its stops."""
    stops = [list(_channels(colour)) for colour in palette()["ramp"]]
    at = share * (len(stops) - 1)
    index = min(int(at), len(stops) - 2)
    mixed = (round(a + (b - a) * (at - index)) for a, b in zip(stops[index], stops[index + 1], strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(colour: str) -> Iterator[int]:
    return (int(colour[at : at + 2], 16) for at in (1, 3, 5))
