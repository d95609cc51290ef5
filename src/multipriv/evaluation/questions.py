"""The questions as a control asks them: derived from any data set when a run is started, and again when it is scored."""

from collections.abc import Sequence

from multipriv.dataset import Dataset
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
    from multipriv.questions.controls import apply

    pictures = {picture.picture_id: picture for picture in dataset.pictures}
    derived = (apply(control, question, pictures, dataset.pictures, CONTROL_SEED) for question in wanted)
    return [question for question in derived if question is not None]
