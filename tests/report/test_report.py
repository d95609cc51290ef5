import csv
import json
import re
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from multipriv.cli import execute as multipriv
from multipriv.report.loading import load
from multipriv.report.runs import RunError
from tests.report.tiny import half, make_dataset, make_run, refuse, right

BOTH = ("perception", "reasoning")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a data set, four runs, and the report on them."""
    folder = tmp_path_factory.mktemp("report")
    dataset = make_dataset(folder / "data")
    make_run(folder / "logs/oracle", dataset, "multipriv/oracle", right)
    make_run(folder / "logs/half", dataset, "acme/half_&_half", half)
    make_run(folder / "logs/refuser", dataset, "multipriv/refuser", refuse)
    make_run(folder / "logs/steps", dataset, "acme/half_&_half", right, prompt="step-by-step")
    assert multipriv(["report", str(folder / "logs"), "--out", str(folder / "out")]) == 0
    return folder


@pytest.fixture(scope="module")
def results(place: Path) -> dict:  # type: ignore[type-arg]
    return json.loads((place / "out/results.json").read_text("utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def page(place: Path) -> str:
    return (place / "out/index.html").read_text("utf-8")


def test_results_follow_the_schema(results: dict) -> None:  # type: ignore[type-arg]
    schema = json.loads(resources.files("multipriv.report").joinpath("results.schema.json").read_text("utf-8"))
    jsonschema.validate(results, schema, cls=jsonschema.Draft202012Validator)


def test_results_hold_the_references_at_their_ends(results: dict) -> None:  # type: ignore[type-arg]
    oracle, refuser = results["models"]["multipriv/oracle"], results["models"]["multipriv/refuser"]
    for language in ("en", "zh"):
        assert oracle["perception"][language]["iea"] == 1.0
        assert oracle["perception"][language]["direct"] == 1.0
        assert oracle["reasoning"][language]["chained"] == 1.0
        assert refuser["perception"][language]["iea"] == 0.0
    assert refuser["refusal_rate"] == 1.0
    assert oracle["refusal_rate"] == 0.0


def test_what_was_not_asked_is_null(results: dict) -> None:  # type: ignore[type-arg]
    model = results["models"]["acme/half_&_half"]
    assert model["perception"]["iou"] is None
    assert model["perception"]["overall"] is None
    assert model["reasoning"]["en"]["cross"] is None
    assert model["cells"]["zh.reid"] is None


def test_models_hold_plain_runs_and_runs_hold_all(results: dict) -> None:  # type: ignore[type-arg]
    assert results["models"]["acme/half_&_half"]["reasoning"]["en"]["chained"] == 0.5
    styled = next(run for run in results["runs"] if run["prompt"] == "step-by-step")
    assert styled["cells"]["en.chained"]["value"] == 1.0
    assert styled["expected"] == styled["completed"] == 120
    assert len(results["runs"]) == 4


def test_the_page_stands_alone_and_runs_no_answer(page: str) -> None:
    assert len(page.encode()) < 5_000_000
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!data:|#|items\.html)""", page)
    assert "url(http" not in page
    assert "<script>document.title" not in page
    assert "&lt;script&gt;document.title" in page
    assert "<b>What</b>" not in page


def test_the_page_never_mixes_published_rows_with_ours(page: str) -> None:
    published = page.index('<tbody class="published" hidden>')
    assert "published: other items, possibly other metrics" in page[published:]
    assert page.index("half_&amp;_half") < published
    assert "QvQ-72B-Preview" not in page[:published]


def test_tables_come_in_three_forms_that_agree(place: Path, results: dict) -> None:  # type: ignore[type-arg]
    for family in BOTH:
        rows = list(csv.DictReader((place / f"out/tables/{family}.csv").open(encoding="utf-8")))
        markdown = (place / f"out/tables/{family}.md").read_text("utf-8")
        latex = (place / f"out/tables/{family}.tex").read_text("utf-8")
        for row in rows:
            cell = results["models"][row["model"]]["cells"][row["cell"]]
            assert row["value"] == ("" if cell is None else str(cell["value"]))
        heads = next(line for line in markdown.splitlines() if line.startswith("| Model"))
        assert all(line.count("|") == heads.count("|") for line in markdown.splitlines() if line.startswith("|"))
        assert latex.count(r"\begin{tabular}") == latex.count(r"\end{tabular}") == 1
        assert r"half\_\&\_half" in latex
        assert r"\toprule" in latex
        body = [line for line in latex.splitlines() if line.endswith(r"\\")]
        widths = {line.count(" & ") for line in body if not line.startswith(" &") and "multicolumn" not in line}
        assert len(widths) == 1


def test_figures_are_written_as_svg_and_png(place: Path) -> None:
    names = {path.stem for path in (place / "out/figures").iterdir()}
    assert {"outcomes", "chain-survival", "language-gap", "style-effects"} - names <= {"language-gap", "style-effects"}
    for name in names:
        assert (place / f"out/figures/{name}.png").read_bytes().startswith(b"\x89PNG")
        assert (place / f"out/figures/{name}.svg").read_text("utf-8").startswith("<svg")


def test_the_findings_are_written_with_their_verdicts(place: Path) -> None:
    found = json.loads((place / "out/findings.json").read_text("utf-8"))
    assert [one["number"] for one in found] == [1, 2, 3, 4, 5, 6]
    assert {one["verdict"] for one in found} <= {"supported", "contradicted", "not enough data"}


def test_a_report_replaces_an_older_one_and_leaves_nothing_half_written(place: Path) -> None:
    other = place / "out/notes.txt"
    other.write_text("mine")
    assert multipriv(["report", str(place / "logs/half"), "--out", str(place / "out2")]) == 0
    assert multipriv(["report", str(place / "logs/oracle"), "--out", str(place / "out2")]) == 0
    assert list(json.loads((place / "out2/results.json").read_text())["models"]) == ["multipriv/oracle"]
    assert other.read_text() == "mine"
    assert not [path for path in place.iterdir() if path.name.startswith(".")]


def test_both_tables_are_printed_with_intervals_and_refusals(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    multipriv(["report", str(place / "logs"), "--out", str(place / "out3")])
    said = capsys.readouterr().out
    assert "Privacy perception risk" in said
    assert "Privacy reasoning risk" in said
    assert "100 %" in said
    assert re.search(r"1\.000", said)
    assert re.search(r"\.\d\d–1\.00", said)


def test_compare_prints_paired_differences_and_a_conclusion(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert multipriv(["compare", str(place / "logs/oracle"), str(place / "logs/half")]) == 0
    said = capsys.readouterr().out
    assert "paired over 120 questions" in said
    assert "en.chained" in said
    assert "+0.500" in said
    assert "McNemar" in said
    assert "Clear differences" in said


def test_compare_breaks_differences_down_on_request(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [str(place / "logs/oracle"), str(place / "logs/half")]
    assert multipriv(["compare", *runs, "--by", "attribute", "--by", "category"]) == 0
    said = capsys.readouterr().out
    assert "perception: full name" in said
    assert "reasoning: Identity document" in said
    assert said.count("corrected for chance") == 2
    assert "Clear differences: perception: full name" in said
    assert multipriv(["compare", *runs, "--by", "weather"]) == 2


def test_the_page_shows_what_lies_beyond_the_published_metrics(page: str, results: dict) -> None:  # type: ignore[type-arg]
    for name in (
        "Balanced accuracy",
        "Says yes",
        "MCC",
        "Above chance",
        "Prefix",
        "Where chains break",
        "Attribute by attribute",
    ):
        assert name in page
    model = results["models"]["acme/half_&_half"]
    broken = model["breakdown"]
    assert {row["level"] for row in broken["attribute"]["perception"]} == {"name"}
    assert [row["level"] for row in broken["hop"]["taken"]] == ["1", "2", "3"]
    assert broken["hop"]["taken"][0]["value"] == 0.5
    assert broken["hop"]["taken"][1]["value"] == 1.0
    assert model["rates"]["perception"]["refused"] == 0.0
    assert results["models"]["multipriv/refuser"]["cells"]["en.iea"]["refusal_rate"] == 1.0
    assert model["changes"]["step-by-step"]["en.chained"]["difference"] == 0.5


def test_published_findings_are_marked_as_recomputed(page: str) -> None:
    findings = page[page.index('<section id="findings">') : page.index('id="linking"')]
    assert findings.count("Recomputed from the published figures, other items") == 2
    assert findings.count('<p class="verdict">') == 6


@pytest.mark.parametrize(
    "sort", ["missing", "empty", "file", "no answers", "broken answers", "no dataset", "other dataset", "mixed"]
)
def test_bad_input_is_one_line_and_exit_2(place: Path, tmp_path: Path, sort: str, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = make_dataset(tmp_path / "data", seed=8) if sort in ("other dataset", "mixed") else None
    logs, out, more = tmp_path / "logs", tmp_path / "out", []
    if sort == "empty":
        logs.mkdir()
    elif sort == "file":
        logs, out = place / "logs", tmp_path / "taken"
        out.write_text("")
    elif sort in ("no answers", "broken answers", "no dataset"):
        from multipriv.dataset import Dataset

        make_run(logs / "a", Dataset.open(place / "data"), "m", right)
        if sort == "no answers":
            (logs / "a/answers.parquet").unlink()
        elif sort == "broken answers":
            (logs / "a/answers.parquet").write_text("no parquet")
        else:
            more = ["--dataset", str(tmp_path / "nowhere")]
    elif sort == "other dataset":
        logs, more = place / "logs", ["--dataset", str(tmp_path / "data")]
    elif dataset is not None:
        changed = json.loads((place / "logs/half/run.json").read_text())
        make_run(logs / "a", dataset, "m", right)
        make_run(logs / "b", dataset, "n", right, dataset=changed["dataset"] | {"digest": "0" * 64})
    assert multipriv(["report", str(logs), "--out", str(out), *more]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    assert said[0].startswith("multipriv: ")
    assert not out.is_dir()


def test_an_answer_to_no_question_is_refused(place: Path, tmp_path: Path) -> None:
    from multipriv.dataset import Dataset
    from multipriv.evaluation.answers import read_answers, write_answers

    folder = make_run(tmp_path / "a", Dataset.open(place / "data"), "m", right)
    stray = [*read_answers(folder / "answers.parquet")]
    stray[0] = type(stray[0])(**{**vars(stray[0]), "question_id": "nobody's"})
    write_answers(folder / "answers.parquet", stray, "digest")
    with pytest.raises(RunError, match="nobody's"):
        load([folder])


def test_several_processes_score_like_one(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, _ = load([place / "logs"])
    monkeypatch.setattr("multipriv.report.loading.MANY", 1)
    together, _ = load([place / "logs"])
    assert [run.run_id for run in together] == [run.run_id for run in alone]
    for one, other in zip(alone, together, strict=True):
        assert one.cells == other.cells
