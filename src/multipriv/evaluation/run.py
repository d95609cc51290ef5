"""A run: one model, one prompt style, one control, over the questions of one data set; it resumes where it stopped.

Layout of a run folder: `run.json` (what was asked of whom), `sheet.jsonl` (every prompt), `logs/*.eval` (the record, never
changed) and, at the end, `answers.parquet`. The folder's name is a digest of the first of these: the same command finds it again.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from multipriv.dataset import Dataset
from multipriv.evaluation.answers import UNSUPPORTED, logs_digest, read_logs, write_answers
from multipriv.evaluation.ask import Job
from multipriv.evaluation.prompt import as_json, build_prompt
from multipriv.evaluation.questions import asked_questions
from multipriv.evaluation.references import REFERENCES
from multipriv.evaluation.selection import select
from multipriv.formats.registry import STYLES, Style
from multipriv.taxonomy.records import Answer, Question
from multipriv.taxonomy.tasks import tasks as all_tasks

Progress = Callable[[int], None]


class RunError(Exception):
    """A run that cannot be started or finished; the message is one clear line."""


@dataclass(frozen=True)
class RunSpec:
    """What a run asks, of whom, and how. Everything but `processes` and `connections` decides the run's identity."""

    model: str
    prompt: Style = "plain"
    control: str = "none"
    language: str = "both"
    tasks: tuple[str, ...] = ()
    limit: int | None = None
    dialect: str | None = None
    temperature: float = 0.0
    max_tokens: int = 2048
    max_pictures: int | None = None
    base_url: str | None = None
    model_args: dict[str, Any] = field(default_factory=dict)
    processes: int = 2
    connections: int = 8


@dataclass(frozen=True)
class RunResult:
    """Where a run lies and how far it came; `errors` holds what went wrong in the last attempt of each open question."""

    directory: Path
    expected: int
    completed: int
    errors: tuple[str, ...]

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
        RunError: the specification names something unknown, or nothing is left to ask.
    """
    questions = questions_of(dataset, spec)
    check_model(spec, directory)
    home = logs / _folder_name(dataset, spec)
    (home / "logs").mkdir(parents=True, exist_ok=True)
    _write_json(home / "run.json", _record(dataset, directory, spec, home.name, len(questions), None))
    _write_sheet(home / "sheet.jsonl", questions, dataset, spec)
    done = _collected(home, spec)
    open_ids = [q.question_id for q in _askable(questions, spec) if q.question_id not in done or done[q.question_id].error]
    progress(len(questions) - len(open_ids))
    if open_ids:
        with _only_pictures(dataset, questions) as pictures:
            _ask_in_shards(home, spec, directory, open_ids, Path(pictures), progress)
        done = _collected(home, spec)
    return _finish(home, dataset, directory, spec, questions, done)


def questions_of(dataset: Dataset, spec: RunSpec) -> list[Question]:
    """Return the questions that a run asks.

    Raises:
        RunError: an unknown task, style, control, or no question left.
    """
    unknown = [task for task in spec.tasks if task not in all_tasks()]
    if unknown:
        raise RunError(f"unknown task {unknown[0]!r}; there are {', '.join(all_tasks())}")
    if spec.prompt not in STYLES:
        raise RunError(f"unknown prompt style {spec.prompt!r}; there are {', '.join(STYLES)}")
    try:
        asked = asked_questions(dataset, spec.control, spec.tasks)
    except ValueError as error:
        raise RunError(str(error)) from error
    chosen = select(asked, tasks=spec.tasks, language=spec.language, limit=spec.limit)
    if not chosen:
        raise RunError("no question is left to ask with these tasks, language and limit")
    return chosen


def check_model(spec: RunSpec, directory: Path) -> None:
    """Refuse a model that cannot be asked before anything is written.

    Raises:
        RunError: an unknown provider, a missing package, or a key that is not set.
    """
    if "/" not in spec.model:
        raise RunError(f"a model is named provider/model, for example multipriv/reader or openai/gpt-4o; got {spec.model!r}")
    from inspect_ai.model import get_model

    try:
        get_model(spec.model, base_url=spec.base_url, memoize=False, **_model_args(spec, directory))
    except Exception as error:  # providers raise their own kinds; each ends in one line
        plain = re.sub(r"\[/?[a-z ]*\]", "", str(error))
        lines = [line.strip() for line in plain.splitlines() if line.strip()]
        raise RunError(" ".join(lines)[:300] or f"the model {spec.model!r} cannot be used ({type(error).__name__})") from error


def _model_args(spec: RunSpec, directory: Path) -> dict[str, Any]:
    provider, _, name = spec.model.partition("/")
    if provider == "multipriv" and name in REFERENCES:
        return {**spec.model_args, "dataset": str(directory), "control": spec.control, "dialect": spec.dialect}
    return spec.model_args


def _askable(questions: Iterable[Question], spec: RunSpec) -> list[Question]:
    return [q for q in questions if spec.max_pictures is None or len(q.picture_ids) <= spec.max_pictures]


def _identity(dataset: Dataset, spec: RunSpec) -> dict[str, Any]:
    settings = asdict(spec)
    for name in ("processes", "connections"):
        settings.pop(name)
    return {"dataset": dataset.digest, **settings}


def _folder_name(dataset: Dataset, spec: RunSpec) -> str:
    digest = hashlib.sha256(json.dumps(_identity(dataset, spec), sort_keys=True).encode()).hexdigest()[:10]
    slug = re.sub(r"[^A-Za-z0-9.]+", "-", spec.model).strip("-")[-60:]
    return f"{slug}_{spec.prompt}_{spec.control}_{digest}"


def _record(
    dataset: Dataset, directory: Path, spec: RunSpec, run_id: str, expected: int, completed: int | None
) -> dict[str, Any]:
    manifest = dataset.manifest
    return {
        "run_id": run_id,
        **{k: v for k, v in _identity(dataset, spec).items() if k != "dataset"},
        "dataset": {"suite": manifest.suite, "seed": manifest.seed, "digest": dataset.digest, "path": str(directory.resolve())},
        "expected": expected,
        "completed": completed,
    }


def _write_json(path: Path, record: dict[str, Any]) -> None:
    draft = path.with_name(f".{path.name}.part")
    draft.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", "utf-8")
    draft.replace(path)


def _write_sheet(path: Path, questions: Sequence[Question], dataset: Dataset, spec: RunSpec) -> None:
    """Write every prompt once; the sheet holds no answer and no name of a task."""
    if path.exists():
        return
    pictures = {picture.picture_id: picture for picture in dataset.pictures}
    draft = path.with_name(f".{path.name}.part")
    with draft.open("w", encoding="utf-8") as sheet:
        for question in questions:
            shown = [pictures[picture] for picture in question.picture_ids]
            size = (shown[0].width, shown[0].height) if shown else None
            declared = spec.control == "declared-fictional"
            parts = build_prompt(question, spec.prompt, dialect=spec.dialect, declared=declared, size=size)
            row = {"id": question.question_id, "parts": as_json(parts, tuple(picture.file for picture in shown))}
            sheet.write(json.dumps(row, ensure_ascii=False) + "\n")
    draft.replace(path)


def _only_pictures(dataset: Dataset, questions: Sequence[Question]) -> tempfile.TemporaryDirectory[str]:
    """Return a folder that holds the pictures asked about and nothing else: a model cannot look around in the data set."""
    wanted = {picture for question in questions for picture in question.picture_ids}
    room = tempfile.TemporaryDirectory(prefix="multipriv-")
    for picture in dataset.pictures:
        if picture.picture_id in wanted:
            place = Path(room.name) / picture.file
            place.parent.mkdir(parents=True, exist_ok=True)
            _link(dataset.path(picture), place)
    return room


def _link(source: Path, place: Path) -> None:
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)


def _ask_in_shards(
    home: Path, spec: RunSpec, directory: Path, ids: Sequence[str], pictures: Path, progress: Progress
) -> None:
    count = max(1, min(spec.processes, len(ids)))
    jobs = [
        Job(
            sheet=str((home / "sheet.jsonl").resolve()),
            ids=list(ids[shard::count]),
            pictures=str(pictures),
            model=spec.model,
            log_dir=str((home / "logs").resolve()),
            name=f"multipriv-shard-{shard + 1}-of-{count}",
            model_args=_model_args(spec, directory),
            base_url=spec.base_url,
            connections=spec.connections,
            temperature=spec.temperature,
            max_tokens=spec.max_tokens,
        )
        for shard in range(count)
    ]
    with ThreadPoolExecutor(count) as pool:
        for problem in pool.map(lambda job: _engine(job, progress), jobs):
            if problem:
                raise RunError(problem)


def _engine(job: Job, progress: Progress) -> str | None:
    """Run one engine process to its end; return what went wrong, if anything."""
    command = [sys.executable, "-m", "multipriv.evaluation.ask"]
    with (
        tempfile.TemporaryFile("w+") as errors,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(job.to_json())
        process.stdin.close()
        while dot := process.stdout.read(1):
            if dot == ".":
                progress(1)
        if process.wait() == 0:
            return None
        errors.seek(0)
        last = [line.strip() for line in errors.read().splitlines() if line.strip()]
        return f"an engine process ended with {process.returncode}: {last[-1] if last else 'it said nothing'}"


def _collected(home: Path, spec: RunSpec) -> dict[str, Answer]:
    return read_logs(home / "logs", prompt=spec.prompt, control=spec.control, dialect=spec.dialect)


def _finish(
    home: Path, dataset: Dataset, directory: Path, spec: RunSpec, questions: Sequence[Question], done: dict[str, Answer]
) -> RunResult:
    sizes = {picture.picture_id: (picture.width, picture.height) for picture in dataset.pictures}
    answers = []
    for question in questions:
        answer = done.get(question.question_id) or _unasked(question, spec)
        sent = tuple(sizes[picture] for picture in question.picture_ids)
        answers.append(Answer(**{**vars(answer), "sent_sizes": sent}))
    errors = tuple(answer.error for answer in answers if answer.error is not None)
    completed = len(questions) - len(errors)
    write_answers(home / "answers.parquet", answers, logs_digest(home / "logs"))
    _write_json(home / "run.json", _record(dataset, directory, spec, home.name, len(questions), completed))
    return RunResult(home, len(questions), completed, errors)


def _unasked(question: Question, spec: RunSpec) -> Answer:
    """Return the answer of a question that the model cannot take, or that no log holds."""
    takes_it = spec.max_pictures is None or len(question.picture_ids) <= spec.max_pictures
    reason, error = (None, "no log holds an answer") if takes_it else (UNSUPPORTED, None)
    return Answer(question.question_id, spec.model, None, spec.prompt, spec.control, "", reason, error=error)
