"""The tasks as anyone's shell sees them: `inspect eval multipriv/<task>`."""

import subprocess
import sys
from pathlib import Path

from multipriv.dataset import Dataset
from multipriv.evaluation import inspect_tasks
from multipriv.taxonomy.tasks import tasks


def test_inspect_finds_and_scores_a_task(tiny: Dataset, tmp_path: Path) -> None:
    inspect = [str(Path(sys.executable).with_name("inspect")), "eval", "multipriv/region_localization", "--display", "none"]
    model = ["--model", "multipriv/oracle", "-M", f"dataset={tiny.directory}"]
    made = [*inspect, *model, "-T", f"dataset={tiny.directory}", "--log-dir", str(tmp_path), "--no-log-images"]
    ended = subprocess.run(made, capture_output=True, text=True, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr + ended.stdout

    from inspect_ai.log import read_eval_log

    (log,) = tmp_path.glob("*.eval")
    record = read_eval_log(str(log))
    assert record.status == "success"
    assert record.samples is not None
    assert len(record.samples) == sum(question.task == "region_localization" for question in tiny.questions)
    assert record.results is not None
    assert record.results.scores[0].metrics["mean"].value > 0.999
    for sample in record.samples:
        assert sample.target == ""
        assert not sample.metadata
        assert sample.scores is not None
        assert sample.scores["verdict"].metadata["outcome"] == "correct"  # type: ignore[index]


def test_every_task_is_there_and_its_samples_hold_no_truth(tiny: Dataset) -> None:
    for code in tasks():
        made = inspect_tasks.INSPECT_TASKS[code](dataset=str(tiny.directory), language="en")
        assert {sample.id for sample in made.dataset} == {
            question.question_id for question in tiny.questions if question.task == code and question.language == "en"
        }
        assert all(not sample.target and not sample.metadata for sample in made.dataset)
