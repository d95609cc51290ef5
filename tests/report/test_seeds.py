"""Several seeds of one suite: told apart, never mixed, their spread beside the values."""

import json
from collections.abc import Callable
from pathlib import Path
from statistics import stdev

import pytest

from multipriv.cli import execute as multipriv
from multipriv.dataset import Dataset
from multipriv.taxonomy.records import Question
from tests.report.tiny import make_dataset, make_run, right


def right_in(share: int) -> Callable[[Question], str]:
    """Return what answers right in the first `share` of the twenty households."""
    return lambda question: right(question) if int(question.cluster.removeprefix("h")) < share else "Answer: nothing"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with three seeds of a data set and the answers of one model to each."""
    folder = tmp_path_factory.mktemp("seeds")
    for seed, share in ((7, 10), (8, 12), (9, 17)):
        dataset = make_dataset(folder / f"data-{seed}", seed=seed)
        make_run(folder / f"logs/acme-{seed}", dataset, "acme/one", right_in(share))
    make_run(folder / "logs/other-7", Dataset.open(folder / "data-7"), "acme/other", right)
    return folder


def datasets(place: Path, *seeds: int) -> list[str]:
    return [word for seed in seeds for word in ("--dataset", str(place / f"data-{seed}"))]


def test_the_spread_stands_beside_the_values_of_the_first_data_set(place: Path) -> None:
    assert multipriv(["report", str(place / "logs"), "--out", str(place / "out"), *datasets(place, 7, 8, 9)]) == 0
    results = json.loads((place / "out/results.json").read_text("utf-8"))
    assert results["dataset"]["seed"] == 7
    assert [seed["dataset"]["seed"] for seed in results["seeds"]] == [7, 8, 9]
    cell = results["models"]["acme/one"]["cells"]["en.iea"]
    assert cell["value"] == 0.5
    assert cell["n"] == 20
    assert cell["seed_sd"] == pytest.approx(stdev([0.5, 0.6, 0.85]))
    assert results["seeds"][2]["models"]["acme/one"]["en.iea"] == 0.85
    assert len(results["runs"]) == 2
    assert "SD between seeds" in (place / "out/index.html").read_text("utf-8")


def test_a_model_with_one_seed_has_no_spread(place: Path) -> None:
    multipriv(["report", str(place / "logs"), "--out", str(place / "out2"), *datasets(place, 7, 8, 9)])
    results = json.loads((place / "out2/results.json").read_text("utf-8"))
    assert results["models"]["acme/other"]["cells"]["en.iea"]["seed_sd"] is None


@pytest.mark.parametrize("fault", ["unnamed", "half named", "twice", "unanswered"])
def test_what_is_not_named_is_never_mixed(place: Path, tmp_path: Path, fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs, named = [str(place / "logs")], []
    if fault == "half named":
        named = datasets(place, 7, 8)
    elif fault == "twice":
        named = datasets(place, 7, 8, 9, 9)
    elif fault == "unanswered":
        logs, named = [str(place / "logs/acme-7")], datasets(place, 7, 8)
    assert multipriv(["report", *logs, "--out", str(tmp_path / "out"), *named]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()
