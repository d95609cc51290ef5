"""The questions as a control asks them: derived from any data set when a run is started, and again when it is scored."""

from collections.abc import Sequence
from dataclasses import replace

from multipriv.dataset import Dataset
from multipriv.formats.registry import CANNOT_BE_DETERMINED
from multipriv.taxonomy.controls import Control, controls
from multipriv.taxonomy.records import Question

CONTROL_SEED = 0
"""Controls draw decoys from this seed, so that scoring sees the very questions that were asked."""


def asked_questions(dataset: Dataset, control: str, tasks: Sequence[str] = ()) -> list[Question]:
    """Return the data set's questions under a control; tasks to which it does not apply are left out.

    The answer is the one that is right under the control: where nothing can be concluded any more, "cannot be determined".

    Raises:
        ValueError: no such control, or a task is named to which it does not apply.
    """
    if control not in controls():
        raise ValueError(f"unknown control {control!r}; there are {', '.join(controls())}")
    chosen = controls()[control]
    refused = [task for task in tasks if task not in chosen.cells]
    if refused:
        raise ValueError(f"the control {control!r} does not apply to {', '.join(refused)}")
    wanted = [q for q in dataset.questions if q.task in chosen.cells and (not tasks or q.task in tasks)]
    if control == "none":
        return wanted
    from multipriv.questions.controls import apply

    derived = (apply(control, question, dataset.pictures_by_id, dataset.pictures, CONTROL_SEED) for question in wanted)
    return [_with_right_answer(question, chosen) for question in derived if question is not None]


def _with_right_answer(question: Question, control: Control) -> Question:
    if control.cells[question.task].answer != "cannot_be_determined":
        return question
    return replace(question, answer=CANNOT_BE_DETERMINED, accepted=())
