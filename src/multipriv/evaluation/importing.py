"""Answers that were made elsewhere become a run like any other."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from multipriv.dataset import Dataset
from multipriv.evaluation.answers import write_answers
from multipriv.evaluation.folder import folder_of, write_record
from multipriv.evaluation.replies import Reply, read_replies
from multipriv.evaluation.spec import RunError, RunSpec, questions_of
from multipriv.taxonomy.records import Answer, Question

IMPORTED = {"imported": True}


@dataclass(frozen=True)
class Imported:
    """Where the run lies, how many questions it has and how many are answered; ids in the order of the data set or the file.

    missing   questions without an answer: they end as errors
    doubled   ids that the file holds more than once: the first answer counts
    unknown   ids that are none of these questions'
    """

    directory: Path
    expected: int
    completed: int
    missing: tuple[str, ...]
    doubled: tuple[str, ...]
    unknown: tuple[str, ...]


def import_answers(dataset: Dataset, directory: Path, file: Path, logs: Path, spec: RunSpec) -> Imported:
    """Make a run folder of the answers in a file; the same model, prompt and control replace what was imported before.

    Raises:
        RunError: the file cannot be read, or none of its ids belongs to the questions.
    """
    questions = questions_of(dataset, spec)
    replies = read_replies(file)
    first: dict[str, Reply] = {}
    doubled: dict[str, None] = {}
    for reply in replies:
        if first.setdefault(reply.question_id, reply) is not reply:
            doubled[reply.question_id] = None
    asked = {question.question_id for question in questions}
    if not asked & set(first):
        raise RunError(f"{file}: none of its ids ({next(iter(first))!r}, …) is a question of this data set")
    home = folder_of(logs, dataset, spec, "")
    home.mkdir(parents=True, exist_ok=True)
    answers = [_answer(question, first.get(question.question_id), spec, dataset) for question in questions]
    completed = sum(answer.error is None for answer in answers)
    source = {"file": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    write_answers(home / "answers.parquet", answers, source["sha256"])
    write_record(home, dataset, directory, {**spec.identity(), "imported_from": source}, len(questions), completed)
    missing = tuple(question.question_id for question in questions if question.question_id not in first)
    return Imported(home, len(questions), completed, missing, tuple(doubled), _unknown(first, asked))


def _unknown(first: dict[str, Reply], asked: set[str]) -> tuple[str, ...]:
    return tuple(question_id for question_id in first if question_id not in asked)


def _answer(question: Question, reply: Reply | None, spec: RunSpec, dataset: Dataset) -> Answer:
    sizes: Sequence[tuple[int, int]] = [
        (picture.width, picture.height) for picture in (dataset.pictures_by_id[p] for p in question.picture_ids)
    ]
    return Answer(
        question_id=question.question_id,
        model=spec.model,
        served_model=None,
        prompt=spec.prompt,
        control=spec.control,
        text=reply.text if reply and reply.error is None else "",
        stop_reason=reply.stop_reason if reply else None,
        thinking=reply.thinking if reply else None,
        error=reply.error if reply else "the file holds no answer",
        box_dialect=spec.dialect,
        sent_sizes=tuple(sizes),
    )
