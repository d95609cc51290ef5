"""A run: one model, one prompt style, one control, over the questions of one data set; it resumes where it stopped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from multipriv.dataset import Dataset
from multipriv.evaluation.answers import UNSUPPORTED, logs_digest, logs_of, read_logs, stored_answers, write_answers
from multipriv.evaluation.ask import Job
from multipriv.evaluation.engines import Engine, Progress, Room, ask, check, engines, room_of
from multipriv.evaluation.folder import folder_of, sheet_of, write_record, write_whole
from multipriv.evaluation.limits import Meter
from multipriv.evaluation.spec import RunError, RunSpec, askable, check_name, model_args, model_name, questions_of
from multipriv.taxonomy.records import Answer, Question

__all__ = ["RunError", "RunResult", "RunSpec", "questions_of", "run"]


@dataclass(frozen=True)
class RunResult:
    """Where a run lies and how far it came.

    errors       what went wrong: first what ended an engine process, then the last attempt of each open question
    by_task      task -> how many of its questions have their answer, and how many it has
    unsupported  how many questions the model could not take; they count as completed, and as coverage in the report
    stopped      the limit at which the run stopped, in words
    """

    directory: Path
    expected: int
    completed: int
    errors: tuple[str, ...]
    by_task: Mapping[str, tuple[int, int]]
    unsupported: int = 0
    stopped: str | None = None

    @property
    def whole(self) -> bool:
        """Whether every question has its answer."""
        return self.completed == self.expected


def run(dataset: Dataset, directory: Path, logs: Path, spec: RunSpec, progress: Progress = lambda _: None) -> RunResult:
    """Ask what is not answered yet, collect the answers, and say how many there are.

    Args:
        dataset: the opened data set.
        directory: where it lies.
        logs: the folder that holds run folders.
        spec: what to ask.
        progress: called with the number of prompts that were just finished.

    Raises:
        RunError: the specification names something unknown, nothing is left to ask, or the same run is under way.
    """
    questions = questions_of(dataset, spec)
    check_name(spec)
    sheet = sheet_of(dataset, spec, questions)
    home = folder_of(logs, dataset, spec, sheet)
    with room_of(home) as room:
        room.hand_over(home / "logs")
        done = stored_answers(home)
        taken = [question.question_id for question in askable(questions, spec)]
        open_ids = [name for name in taken if name not in done or done[name].error]
        with engines(_jobs(open_ids, room, spec, directory), room) as started:
            room.furnish(dataset, questions, sheet)  # while the engines load
            check(started)
            (home / "logs").mkdir(parents=True, exist_ok=True)
            write_record(home, dataset, directory, spec.identity(), len(questions), None)
            write_whole(home / "sheet.jsonl", sheet)
            progress(len(taken) - len(open_ids))
            meter = Meter(spec.token_limit, spec.cost_limit)
            done, problems = _asked(home, room, started, done, meter, progress)
    return _finish(home, dataset, directory, spec, questions, done, problems, meter.reached)


Answers = dict[str, Answer]


def _asked(
    home: Path, room: Room, started: Sequence[Engine], done: Answers, meter: Meter, progress: Progress
) -> tuple[Answers, list[str]]:
    """Let engines ask what no log answers; return all answers and what ended engine processes."""
    if not started:
        return done, []
    before = {log.name for log in logs_of(home / "logs")}
    try:
        answers, problems = ask(started, meter, progress)
    finally:
        room.hand_over(home / "logs")
    if problems:
        answers = list(read_logs(log for log in logs_of(home / "logs") if log.name not in before).values())
    return _first_answers([*done.values(), *answers]), problems


def _jobs(ids: Sequence[str], room: Room, spec: RunSpec, directory: Path) -> list[Job]:
    count = spec.engines(len(ids)) if ids else 0
    return [
        Job(
            sheet=str(room.sheet),
            ids=list(ids[shard::count]),
            pictures=str(room.path),
            model=model_name(spec),
            log_dir=str(room.logs),
            name=f"multipriv-shard-{shard + 1}-of-{count}",
            model_args=model_args(spec, directory),
            base_url=spec.base_url,
            connections=spec.connections,
            temperature=spec.temperature,
            max_tokens=spec.max_tokens,
            attempt_timeout=spec.attempt_timeout,
            max_retries=spec.max_retries,
            cache=spec.cache,
            price=(spec.price.input, spec.price.output) if spec.price else None,
            log_buffer=100 if spec.is_quick else None,
        )
        for shard in range(count)
    ]


def _first_answers(answers: Iterable[Answer]) -> Answers:
    """Return for every question the first answer that is no error, else the last error."""
    chosen: Answers = {}
    for answer in answers:
        known = chosen.get(answer.question_id)
        if known is None or known.error is not None:
            chosen[answer.question_id] = answer
    return chosen


def _finish(
    home: Path,
    dataset: Dataset,
    directory: Path,
    spec: RunSpec,
    questions: Sequence[Question],
    done: Answers,
    problems: Sequence[str],
    stopped: str | None,
) -> RunResult:
    sizes = {picture.picture_id: (picture.width, picture.height) for picture in dataset.pictures}
    taken = {question.question_id for question in askable(questions, spec)}
    answers = []
    for question in questions:
        answer = done.get(question.question_id) or _unasked(question.question_id, question.question_id in taken, stopped)
        sent = tuple(sizes[picture] for picture in question.picture_ids)
        named = replace(answer, model=spec.model, prompt=spec.prompt, control=spec.control, box_dialect=spec.dialect)
        answers.append(replace(named, sent_sizes=sent))
    errors = [answer.error for answer in answers if answer.error is not None]
    completed = len(questions) - len(errors)
    unsupported = sum(answer.stop_reason == UNSUPPORTED for answer in answers)
    write_answers(home / "answers.parquet", answers, logs_digest(home / "logs"))
    write_record(home, dataset, directory, spec.identity(), len(questions), completed)
    by_task = _by_task(questions, answers)
    return RunResult(home, len(questions), completed, (*problems, *errors), by_task, unsupported, stopped)


def _by_task(questions: Sequence[Question], answers: Sequence[Answer]) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for question, answer in zip(questions, answers, strict=True):
        done, count = counts.get(question.task, (0, 0))
        counts[question.task] = (done + (answer.error is None), count + 1)
    return counts


def _unasked(question_id: str, takes_it: bool, stopped: str | None) -> Answer:
    """Return the answer of a question that the model cannot take, or that no log holds."""
    open_for = f"not asked: the run stopped at {stopped}" if stopped else "no log holds an answer"
    reason, error = (None, open_for) if takes_it else (UNSUPPORTED, None)
    return Answer(question_id, "", None, "", "", "", reason, error=error)
