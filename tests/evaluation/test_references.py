"""The references through real engine processes: right everywhere, wrong everywhere, refused everywhere."""

from pathlib import Path

import pytest

from multipriv.dataset import Dataset
from multipriv.evaluation.answers import read_answers
from multipriv.evaluation.questions import asked_questions
from multipriv.evaluation.run import RunSpec, run
from multipriv.formats.registry import CANNOT_BE_DETERMINED
from multipriv.scoring import score
from multipriv.taxonomy.controls import controls
from multipriv.taxonomy.records import Verdict
from multipriv.taxonomy.tasks import tasks


def verdicts(dataset: Dataset, home: Path, control: str = "none") -> dict[tuple[str, str], list[Verdict]]:
    """Score a run; the verdicts by task and language."""
    questions = {question.question_id: question for question in asked_questions(dataset, control)}
    found: dict[tuple[str, str], list[Verdict]] = {}
    for answer in read_answers(home / "answers.parquet"):
        question = questions[answer.question_id]
        expected = CANNOT_BE_DETERMINED if question.answer == CANNOT_BE_DETERMINED else None
        found.setdefault((question.task, question.language), []).append(score(question, answer, expected=expected))
    return found


@pytest.mark.parametrize(("model", "prompt", "outcome"), [
    ("oracle", "plain", "correct"),
    ("near-miss", "structured", "wrong"),
    ("refuser", "plain", "refused"),
])  # fmt: skip
def test_references_mark_the_ends_of_the_scale(tiny: Dataset, tmp_path: Path, model: str, prompt: str, outcome: str) -> None:
    dialect = "qwen2.5-vl" if model == "oracle" else None
    spec = RunSpec(f"multipriv/{model}", prompt=prompt, dialect=dialect, processes=2)  # type: ignore[arg-type]
    result = run(tiny, tiny.directory, tmp_path / "logs", spec)
    assert (result.expected, result.completed, result.errors) == (38, 38, ())
    cells = verdicts(tiny, result.directory)
    assert set(cells) == {(task, language) for task in tasks() for language in ("en", "zh")}
    assert {verdict.outcome for cell in cells.values() for verdict in cell} == {outcome}
    wanted = 1.0 if outcome == "correct" else 0.0
    assert {round(verdict.score, 3) for cell in cells.values() for verdict in cell} == {wanted}


def test_controls_state_the_answer_that_is_right_under_them(mini: Path) -> None:
    dataset = Dataset.open(mini)
    for control in ("unanswerable", "mismatched"):
        for question in asked_questions(dataset, control):
            cell = controls()[control].cells[question.task]
            assert (question.answer == CANNOT_BE_DETERMINED) == (cell.answer == "cannot_be_determined")
