"""References that need the truth: `oracle` answers everything right, `near-miss` everything plausibly wrong.

They go through the same prompts, engine, parsing and scoring as any model, and so calibrate the scale: 1.000 and 0.000 in
every cell.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from multipriv import formats
from multipriv.evaluation.names import REFERENCES
from multipriv.evaluation.questions import asked_questions
from multipriv.formats.registry import CANNOT_BE_DETERMINED
from multipriv.seeds import stream
from multipriv.taxonomy.records import Box, Picture, Question
from multipriv.values import same

__all__ = ["REFERENCES", "Reference", "near_miss", "reference"]
Reference = Callable[[str], str]
LETTERS = "ABCDEFGHIJ"


def reference(name: str, *, dataset: str, control: str = "none", dialect: str | None = None) -> Reference:
    """Return the function question id -> answer of a reference.

    Raises:
        multipriv.dataset.DatasetError: the directory holds no sound data set.
    """
    from multipriv.dataset import Dataset

    data = Dataset.open(Path(dataset))
    questions = {question.question_id: question for question in asked_questions(data, control)}
    pictures = {picture.picture_id: picture for picture in data.pictures}
    everything = tuple(questions.values())

    def answer(question_id: str) -> str:
        question = questions[question_id]
        size = _size(question, pictures)
        stated = None if name == "oracle" else near_miss(question, everything, size)
        return formats.write(question, question.language, dialect, size, sent_size=size, answer=stated)

    return answer


def _size(question: Question, pictures: dict[str, Picture]) -> tuple[int, int] | None:
    if not question.picture_ids:
        return None
    picture = pictures[question.picture_ids[0]]
    return picture.width, picture.height


def near_miss(question: Question, others: Sequence[Question], size: tuple[int, int] | None) -> str:
    """Return a plausible wrong answer in the notation of `Question.answer`; a pure function of its arguments."""
    if question.answer == CANNOT_BE_DETERMINED:
        return _in_spite(question, others)
    if question.answer_kind == "yes_no":
        return "no" if question.answer == "yes" else "yes"
    if question.answer_kind == "choice":
        letters = LETTERS[: len(question.options)]
        return letters[(letters.index(question.answer) + 1) % len(letters)]
    if question.answer_kind == "box":
        return ",".join(f"{side:.0f}" for side in _elsewhere(question.box or (0, 0, 1, 1), size or (1, 1)))
    if question.answer_kind == "set":
        return ",".join(map(str, _other_members(question)))
    if question.answer_kind == "steps":
        return " | ".join(_other_value(s.value, s.value_type, question, others) for s in question.steps if not s.given)
    return _other_value(question.answer, question.answer_type or "label", question, others)


def _in_spite(question: Question, others: Sequence[Question]) -> str:
    """Return an answer to a question that has none."""
    plain = {"yes_no": "yes", "choice": "A", "set": str(next(iter(question.ask.gallery), 1))}
    if question.answer_kind in plain:
        return plain[question.answer_kind]
    count = len([step for step in question.steps if not step.given]) or 1
    return " | ".join([_other_value("", question.answer_type or "label", question, others)] * count)


def _elsewhere(box: Box, size: tuple[int, int]) -> Box:
    """Return the largest of the four empty bands beside a box: it never overlaps."""
    x0, y0, x1, y1 = box
    width, height = size
    bands = ((0.0, 0.0, x0, height), (x1, 0.0, width, height), (0.0, 0.0, width, y0), (0.0, y1, width, height))
    left, top, right, bottom = max(bands, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
    inset_x, inset_y = (right - left) * 0.1, (bottom - top) * 0.1
    return left + inset_x, top + inset_y, right - inset_x, bottom - inset_y


def _other_members(question: Question) -> tuple[int, ...]:
    """Return the members with one of them exchanged for an outsider."""
    outsiders = [number for number in question.ask.gallery if number not in question.members]
    kept = question.members[1:] if len(question.members) > 1 else ()
    return tuple(sorted({*kept, *outsiders[:1]}))


def _other_value(value: str, value_type: str, question: Question, others: Sequence[Question]) -> str:
    """Return another printed value of the same type from the other questions, unequal to every right form."""
    right = (value, *question.accepted)
    pool = sorted({v for other in others for v, kind in _values(other) if kind == value_type and v not in right})
    order = stream("near-miss", question.question_id, value).sample(pool, len(pool))
    return next((v for v in order if not any(same(v, form, value_type) for form in right)), f"not {value}")


def _values(question: Question) -> list[tuple[str, str]]:
    steps = [(step.value, step.value_type) for step in question.steps if not step.given]
    plain = [(question.answer, question.answer_type)] if question.answer_kind == "text" and question.answer_type else []
    return steps + plain
