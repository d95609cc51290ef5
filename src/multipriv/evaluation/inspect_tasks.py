"""The nine tasks as Inspect tasks, for `inspect eval multipriv/<task> --model … -T dataset=DIR` from anyone's shell.

A sample holds the prompt and its pictures; its target is empty, and the scorer looks the truth up by the sample's id when the
answer is there. `multipriv run` does the same in several processes, and resumes.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset
from inspect_ai.model import GenerateConfig
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import TaskState, generate

from multipriv.evaluation.answers import answer_of
from multipriv.evaluation.ask import sample_of
from multipriv.evaluation.folder import rows_of
from multipriv.evaluation.spec import RunSpec, questions_of
from multipriv.formats.registry import CANNOT_BE_DETERMINED
from multipriv.scoring import score
from multipriv.taxonomy.tasks import tasks


@cache
def _opened(directory: Path) -> Any:
    from multipriv.dataset import Dataset

    return Dataset.open(directory)


def _task(code: str, dataset: str, prompt: str, control: str, language: str, limit_items: int | None, boxes: str | None) -> Task:
    if not dataset:
        raise ValueError("say where the data set lies: -T dataset=DIR (multipriv build makes one)")
    directory = Path(dataset).resolve()
    spec = RunSpec("", prompt, control, language, (code,), limit_items, boxes)
    opened = _opened(directory)
    rows = rows_of(opened, spec, questions_of(opened, spec))
    return Task(
        dataset=MemoryDataset([sample_of(row, lambda file: str(directory / file)) for row in rows], name=code),
        solver=generate(),
        scorer=verdict(str(directory), control, boxes),
        config=GenerateConfig(temperature=0.0, max_tokens=2048),
        metadata={"prompt": prompt, "control": control, "dataset_digest": opened.digest},
    )


@scorer(metrics=[mean(), stderr()])
def verdict(dataset: str, control: str = "none", boxes: str | None = None) -> Scorer:
    """Score by the same pure function as `multipriv report`; the value is the score in [0, 1], the metadata the outcome."""

    @cache
    def truth() -> dict[str, Any]:
        from multipriv.evaluation.questions import asked_questions

        return {question.question_id: question for question in asked_questions(_opened(Path(dataset)), control)}

    async def judge(state: TaskState, target: Target) -> Score:
        question = truth()[str(state.sample_id)]
        pictures = _opened(Path(dataset)).pictures_by_id
        sent = tuple((pictures[picture].width, pictures[picture].height) for picture in question.picture_ids)
        answer = answer_of(str(state.sample_id), str(state.model), state.output, None, box_dialect=boxes, sent_sizes=sent)
        expected = CANNOT_BE_DETERMINED if question.answer == CANNOT_BE_DETERMINED else None
        found = score(question, answer, expected=expected)
        return Score(value=found.score, answer=answer.text, metadata={"outcome": found.outcome, **found.details})

    return judge


def _inspect_task(code: str) -> Callable[..., Task]:
    """Return one of the nine tasks as Inspect knows tasks: a function of its options, under the code as its name."""

    @task(name=code)
    def of_dataset(
        dataset: str = "",
        prompt: str = "plain",
        control: str = "none",
        language: str = "both",
        limit_items: int | None = None,
        boxes: str | None = None,
    ) -> Task:
        return _task(code, dataset, prompt, control, language, limit_items, boxes)

    return of_dataset


INSPECT_TASKS: Mapping[str, Callable[..., Task]] = {code: _inspect_task(code) for code in tasks()}
"""Code -> Inspect task; making one registers it."""
