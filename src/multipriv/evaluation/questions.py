"""The questions as a control asks them: derived from any data set when a run is started, and again when it is scored."""

from collections.abc import Sequence
from dataclasses import replace

from multipriv.dataset import Dataset
from multipriv.formats.registry import CANNOT_BE_DETERMINED
from multipriv.questions.controls import apply
from multipriv.taxonomy.controls import controls
from multipriv.taxonomy.records import Question

CONTROL_SEED = 0
"""Controls draw decoys from this seed, so that scoring sees the very questions that were asked."""


def asked_questions(dataset: Dataset, control: str, tasks: Sequence[str] = ()) -> list[Question]:
    """Return the data set's questions under a control; tasks to which it does not apply are left out.

    Raises:
        ValueError: no such control, or a task is named to which it does not apply.
    """
    if control not in controls():
        raise ValueError(f"unknown control {control!r}; there are {', '.join(controls())}")
    refused = [task for task in tasks if task not in controls()[control].cells]
    if refused:
        raise ValueError(f"the control {control!r} does not apply to {', '.join(refused)}")
    wanted = [q for q in dataset.questions if q.task in controls()[control].cells and (not tasks or q.task in tasks)]
    if control == "none":
        return wanted
    pictures = {picture.picture_id: picture for picture in dataset.pictures}
    derived = (apply(control, question, pictures, dataset.pictures, CONTROL_SEED) for question in wanted)
    return [_with_right_answer(question, control) for question in derived if question is not None]


def _with_right_answer(question: Question, control: str) -> Question:
    """Return the question with what is right under the control."""
    undetermined = controls()[control].cells[question.task].answer == "cannot_be_determined"
    return replace(question, answer=CANNOT_BE_DETERMINED) if undetermined else question
