"""Sweeps: one row each, an estimate before anything is asked, and what is done is not asked again."""

from pathlib import Path

import pytest

from multipriv.cli import execute
from multipriv.dataset import Dataset
from multipriv.evaluation.spec import RunError
from multipriv.evaluation.sweep import estimate, read_rows

PLAN = """
models:
  - multipriv/refuser
  - {model: openai-api/hub/gemini-2.5-pro, max_pictures: 4, max_tokens: 100, price: {input: 1.0, output: 10.0}}
prompts: [plain, structured]
language: en
tasks: [information_extraction, reidentification]
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "models.yaml").write_text(PLAN, "utf-8")
    return tmp_path / "models.yaml"


def test_rows_are_models_times_prompts(plan: Path) -> None:
    rows = read_rows(plan, 1)
    assert [(row.model, row.prompt, row.dialect) for row in rows] == [
        ("multipriv/refuser", "plain", None),
        ("multipriv/refuser", "structured", None),
        ("openai-api/hub/gemini-2.5-pro", "plain", "gemini"),
        ("openai-api/hub/gemini-2.5-pro", "structured", "gemini"),
    ]
    assert rows[2].max_tokens == 100


def test_the_estimate_counts_what_is_left(tiny: Dataset, plan: Path, tmp_path: Path) -> None:
    found = estimate(tiny, tmp_path / "logs", read_rows(plan, 1)[2])
    assert found.requests == 4  # two of each task; the gallery of 17 is too wide for four pictures
    assert found.pictures == 2 * 1 + 2 * 4
    assert found.most_output_tokens == 400
    assert found.most_dollars is not None
    assert found.most_dollars == pytest.approx((found.input_tokens + 10 * 400) / 1e6)
    assert not (tmp_path / "logs").exists()


def test_a_dry_run_needs_no_key_and_a_sweep_resumes(
    tiny: Dataset, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["sweep", str(plan), str(tiny.directory), "--logs", str(tmp_path / "logs")]
    assert execute([*command, "--dry-run"]) == 0
    assert "4 runs" in capsys.readouterr().out
    assert execute(command) == 2  # no key for the second model: refused before the first is asked
    assert "HUB_" in capsys.readouterr().err
    assert not (tmp_path / "logs").exists()

    plan.write_text(PLAN.replace("  - {model: openai-api", "  # - {model: openai-api"), "utf-8")
    assert execute(command) == 0
    assert capsys.readouterr().out.count("5 of 5") == 2
    assert len(list((tmp_path / "logs").iterdir())) == 2
    assert execute([*command, "--dry-run"]) == 0
    line = capsys.readouterr().out.splitlines()[1]
    assert line.split()[3:7] == ["0", "0", "0", "0"]


BAD = {
    "no such file": None,
    "holds no list `models`": "prompts: [plain]",
    "unknown `promts`": "models: [a/b]\npromts: [plain]",
    "unknown `key`": "models: [{model: a/b, key: sk-1}]",
    "a model is a name": "models: [7]",
    "`prompts` is a list": "models: [a/b]\nprompts: plain",
    "stands there twice": "models: [a/b, a/b]",
    "klingon": "models: [{model: a/b, boxes: klingon}]",
    "while": "models: [",
}


@pytest.mark.parametrize("told", BAD)
def test_a_list_that_is_not_understood_is_refused(told: str, tmp_path: Path) -> None:
    content = BAD[told]
    if content is not None:
        (tmp_path / "list.yaml").write_text(content, "utf-8")
    with pytest.raises(RunError, match=told):
        read_rows(tmp_path / "list.yaml", 1)
