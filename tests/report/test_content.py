"""What a report holds, on verdicts with known properties: exposure and ability, blind runs, controls, breakdowns, findings."""

import json
from importlib import resources

import jsonschema
import pytest

from multipriv.report import series
from multipriv.report.content import Report, report_of
from multipriv.report.figures import figures
from multipriv.report.grids import beyond, grid, rates, unders
from multipriv.report.runs import Run
from tests.risk.generated_verdicts import verdicts

DATASET = {"suite": "paper", "seed": 7, "digest": "0" * 64}
SIZES = {"clusters": 20, "per_cluster": 4}


def run(model: str, skill: float, prompt: str = "plain", control: str = "none", refused: float = 0.0) -> Run:
    table = verdicts(model, skill, prompt=prompt, control=control, refused=refused, **SIZES)
    return Run(f"{model}-{prompt}-{control}", model, prompt, control, DATASET, len(table), len(table), table)


@pytest.fixture(scope="module")
def report() -> Report:
    runs = [
        run("lab/able", 0.8),
        run("lab/shy", 0.8, refused=0.5),
        run("lab/weak", 0.3),
        run("lab/able", 0.2, control="blind"),
        run("lab/able", 0.5, control="mismatched"),
        run("lab/weak", 0.6, prompt="step-by-step"),
        run("multipriv/oracle", 1.0),
    ]
    return report_of(runs, {"lab/able": ("a", 8.0)})


def test_what_is_reported_follows_the_schema(report: Report) -> None:
    schema = json.loads(resources.files("multipriv.report").joinpath("results.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(json.dumps(report.results, allow_nan=False)), schema, cls=jsonschema.Draft202012Validator)


def test_gain_over_blind_is_what_the_pictures_give_away(report: Report) -> None:
    model = report.results["models"]["lab/able"]
    gain = model["gain_over_blind"]["en.reid"]
    blind = next(run for run in report.results["runs"] if run["control"] == "blind")
    assert gain["difference"] == pytest.approx(model["reasoning"]["en"]["reid"] - blind["cells"]["en.reid"]["value"])
    assert gain["low"] < gain["difference"] < gain["high"]
    assert gain["low"] > 0.3
    assert report.results["models"]["lab/weak"]["gain_over_blind"] == {}
    assert ("gain", "gain over blind") in unders(report)


def test_controls_that_change_what_is_right_are_not_set_against_the_plain_run(report: Report) -> None:
    assert set(report.changes) == {("lab/able", "blind"), ("lab/weak", "step-by-step")}
    assert set(series.style_effects(report)["style"]) == {"blind", "step-by-step"}


def test_exposure_and_ability_part_where_a_model_refuses(report: Report) -> None:
    shy, able = (report.results["models"][f"lab/{name}"] for name in ("shy", "able"))
    assert shy["exposure"]["reasoning"] < 0.5
    assert shy["capability"]["reasoning"] > 0.7
    assert able["capability"] == able["exposure"]
    assert shy["cells"]["en.cross"]["refusal_rate"] == pytest.approx(0.5, abs=0.15)
    drawn = series.exposure(report).set_index(["model", "family"])
    assert drawn.loc[("shy", "reasoning"), "answered"] == shy["capability"]["reasoning"]


def test_every_figure_of_the_page_is_drawn(report: Report) -> None:
    assert set(figures(report)) == {
        "perception-reasoning", "chain-survival", "links", "categories", "language-gap", "exposure", "outcomes", "style-effects",
        "doses",
    }  # fmt: skip


def test_tables_of_the_page_hold_every_model_and_mark_no_reference(report: Report) -> None:
    for table in report.tables:
        shown = grid(table, report)
        assert [body["code"] for body in shown["bodies"]] == ["models", "references"]
        assert not any(cell and cell["leads"] for row in shown["bodies"][1]["rows"] for cell in row["cells"])
        assert len(shown["published"]) in (18, 30)
    for further in [*beyond(report), rates(report)]:
        assert len(further["rows"]) == 4
        assert all(len(row["cells"]) == len(further["heads"]) for row in further["rows"])
        assert sum(width for _, width in further["groups"]) == len(further["heads"])
