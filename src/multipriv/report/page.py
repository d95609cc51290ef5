"""index.html: one file that needs no neighbour and no network."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

import multipriv
from multipriv.report import series
from multipriv.report.brief import brief, headline, warnings
from multipriv.report.examples import examples
from multipriv.report.figures import words
from multipriv.report.grids import beyond, grid, rates, signed, unders
from multipriv.report.heatmap import heat, strip
from multipriv.report.runs import REFERENCES
from multipriv.risk.findings import Finding
from multipriv.risk.published import LABEL

if TYPE_CHECKING:
    from multipriv.dataset import Dataset
    from multipriv.report.content import Report


def page(report: "Report", drawings: Mapping[str, str], dataset: "Dataset | None") -> str:
    """Return the page. `drawings` holds the SVG text of every figure by name.

    Whatever comes from outside (models' names, their answers) goes through the template's escaping; only style, script and
    drawings, which are ours, are inserted as they are. A content security policy in the page forbids every request.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    shades = {family: series.heat(report, family) for family in ("perception", "reasoning")}
    chapters = list(_chapters(drawings))
    shown = [grid(table, report) for table in report.tables if table.rows]
    further = [one for one in (*beyond(report), rates(report)) if one["heads"]]
    heats = [made for family in shades if (made := heat(report, family, shades[family])) is not None]
    items = examples(report, dataset) if dataset else []
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
        strip=strip(shades["perception"]),
        strip_label="Share of each private attribute that the best of the models reads, by category",
        contents=_contents(shown, chapters, has_models, bool(items)),
        warnings=warnings(report),
        brief=brief(report),
        tables=shown,
        note=words()["note"],
        unders=unders(report),
        beyond=further,
        published_label=LABEL,
        chapters=chapters,
        heats=heats,
        findings=[_finding(one, report.published) for one in report.findings] if has_models else [],
        examples=items,
        method=words()["method"],
        runs=report.results["runs"],
    )


CODES = {"supported": "supported", "contradicted": "contradicted", "not enough data": "unknown"}


def _finding(found: Finding, published: Sequence[Finding]) -> dict[str, str]:
    ends = "" if found.low is None or found.high is None else f" [{signed(found.low)}, {signed(found.high)}]"
    reference = next((one for one in published if one.number == found.number and one.effect is not None), None)
    return {
        "title": found.title,
        "verdict": found.verdict.capitalize(),
        "code": CODES[found.verdict],
        "effect": "" if found.effect is None else f"{signed(found.effect)}{ends}",
        "measure": "" if found.effect is None else found.measure,
        "reason": found.reason,
        "reference": "" if reference is None else _recomputed(reference),
    }


def _recomputed(found: Finding) -> str:
    numbers = f"{signed(found.effect)} [{signed(found.low)}, {signed(found.high)}]"
    return f"{found.verdict}, {numbers}: {found.measure}. {found.reason}"


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


def _contents(tables: Sequence[Any], chapters: Sequence[Any], findings: bool, items: bool) -> list[tuple[str, str]]:
    entries = [*((table["family"], table["family"].capitalize()) for table in tables)]
    entries += [("findings", "Findings")] if findings else []
    entries += [(chapter["name"], chapter["nav"]) for chapter in chapters]
    entries += [("beyond", "Beyond")]
    entries += [("examples", "Items")] if items else []
    return [*entries, ("method", "How to read this")]


def _chapters(drawings: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the chapters with the figures that were drawn; half figures stand in pairs, one that is left alone goes whole."""
    for text in words()["chapters"]:
        figures = [
            {"name": name, "svg": drawings[name], "half": "", **said}
            for name, said in text["figures"].items()
            if name in drawings
        ]
        halves = [figure for figure in figures if figure["half"]]
        if len(halves) % 2:
            halves[-1]["half"] = "alone"
        if figures or text["name"] == "exposed":
            yield {**text, "figures": figures}
