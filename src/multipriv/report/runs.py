"""Runs as the report sees them: what run.json says, and the verdict table of the answers."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from multipriv.dataset import Dataset
    from multipriv.risk.cells import Cell
    from multipriv.risk.estimates import Estimate
    from multipriv.taxonomy.records import Answer, Question, Verdict

PLAIN = "plain"
UNCONTROLLED = "none"
REFERENCES = ("multipriv/oracle", "multipriv/near-miss", "multipriv/prior", "multipriv/chance", "multipriv/refuser")
"""They calibrate the scale and are never ranked."""


class RunError(Exception):
    """What is wrong with a run folder, in one line for the user."""


@dataclass(frozen=True)
class Run:
    """One model in one prompt style under one control. `table` is its verdict table; `expected` and `completed` count answers;
    `folder` holds its answers.parquet.
    """

    run_id: str
    model: str
    prompt: str
    control: str
    dataset: Mapping[str, Any]
    expected: int
    completed: int
    table: "pd.DataFrame"
    folder: Path | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the run belongs in the tables: plain style, no control."""
        return self.prompt == PLAIN and self.control == UNCONTROLLED

    @cached_property
    def cells(self) -> "dict[str, Cell | None]":
        """The cells of the published tables, means and Overalls, by name."""
        from multipriv.risk.cells import cells

        return cells(self.table)

    @cached_property
    def further(self) -> "dict[str, Cell | None]":
        """Further cells by name: balanced accuracy, macro F1, chance-corrected scores and the like."""
        from multipriv.risk.further import further

        return further(self.table)

    @cached_property
    def estimates(self) -> "dict[str, Estimate | None]":
        """The same with what paired comparisons need."""
        from multipriv.risk.cells import estimates

        return estimates(self.table)

    @property
    def is_reference(self) -> bool:
        """Whether the model only calibrates the scale."""
        return self.model in REFERENCES


def merged(runs: Sequence[Run]) -> dict[str, Run]:
    """Return every model's uncontrolled plain answers as one run; of a question answered in two runs, the later answer."""
    plain: dict[str, Run] = {}
    for run in runs:
        if run.is_plain:
            plain[run.model] = _joined(plain[run.model], run) if run.model in plain else run
    return plain


def _joined(earlier: Run, later: Run) -> Run:
    import pandas as pd

    both = pd.concat([earlier.table, later.table], ignore_index=True).drop_duplicates("question_id", keep="last")
    return replace(earlier, table=both, expected=len(both), completed=len(both))


def run_folders(paths: Sequence[Path]) -> list[Path]:
    """Return the folders at or below `paths` that hold a run.json, in order of their names.

    Raises RunError for a path that does not exist or holds no run.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise RunError(f"{path} does not exist")
        here = sorted(file.parent for file in path.rglob("run.json")) if path.is_dir() else []
        if not here:
            raise RunError(f"{path} holds no finished run (no run.json in it or below it)")
        found += [folder for folder in here if folder not in found]
    return found


def read_description(folder: Path) -> dict[str, Any]:
    """Return what run.json says. Raises RunError when it cannot be read or lacks a field."""
    try:
        description = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(f"{folder / 'run.json'} cannot be read: {error}") from None
    needed = ("run_id", "model", "prompt", "control", "dataset", "expected", "completed")
    missing = [key for key in needed if not isinstance(description, dict) or key not in description]
    if missing:
        raise RunError(f"{folder / 'run.json'} lacks {', '.join(missing)}")
    return dict(description)


def load(paths: Sequence[Path], dataset: Path | None = None) -> "tuple[list[Run], Dataset]":
    """Read, rescore and return the runs at or below `paths`, with the data set that they answered.

    The data set is the one at `dataset`, else where run.json says it was.

    Raises:
        RunError: runs of different data sets, a run without answers, or answers that cannot be read or belong elsewhere.
        DatasetError: the data set is not found or damaged.
    """
    described = [(folder, read_description(folder)) for folder in run_folders(paths)]
    for folder, _ in described:
        if not (folder / "answers.parquet").is_file():
            raise RunError(f"{folder} holds no answers yet: let the run come to its end, or name the other runs")
    digests = {str(description["dataset"]["digest"]) for _, description in described}
    if len(digests) > 1:
        raise RunError(f"the runs answer {len(digests)} different data sets, never to be mixed: {_by_digest(described)}")
    opened, digest = _open_dataset(dataset, [description for _, description in described]), digests.pop()
    if opened.digest != digest:
        raise RunError(f"the runs answered another data set (digest {digest[:12]}, this one has {opened.digest[:12]})")
    return _scored(described, opened), opened


MANY = 20_000
"""Answers from which on several processes score them."""

_questions: dict[str, "dict[str, Question]"] = {}
"""The questions by control in a scoring process."""


def _scored(described: Sequence[tuple[Path, dict[str, Any]]], dataset: "Dataset") -> list[Run]:
    controls = sorted({str(description["control"]) for _, description in described})
    cores = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, len(described))
    if cores < 2 or sum(int(description["expected"]) for _, description in described) < MANY:
        questions = {control: asked(dataset, control) for control in controls}
        return [_run(folder, description, questions[str(description["control"])]) for folder, description in described]
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(cores, initializer=_prepare, initargs=(dataset.directory, controls)) as pool:
        return list(pool.map(_run_prepared, *zip(*described, strict=True)))


def _prepare(directory: Path, controls: Sequence[str]) -> None:
    from multipriv.dataset import Dataset

    dataset = Dataset.open(directory, verify=False)
    _questions.update({control: asked(dataset, control) for control in controls})


def _run_prepared(folder: Path, description: dict[str, Any]) -> Run:
    return _run(folder, description, _questions[str(description["control"])])


def asked(dataset: "Dataset", control: str) -> "dict[str, Question]":
    """Return the questions by id as a control asks them."""
    if control == UNCONTROLLED:
        return {question.question_id: question for question in dataset.questions}
    from multipriv.evaluation.questions import asked_questions

    return {question.question_id: question for question in asked_questions(dataset, control)}


def _by_digest(described: Iterable[tuple[Path, dict[str, Any]]]) -> str:
    data = (description["dataset"] for _, description in described)
    return ", ".join(sorted({f"{one.get('suite')} seed {one.get('seed')} ({one['digest'][:12]})" for one in data}))


def _open_dataset(given: Path | None, descriptions: Sequence[dict[str, Any]]) -> "Dataset":
    from multipriv.dataset import Dataset

    if given is not None:
        return Dataset.open(given)
    places = [Path(place) for description in descriptions if (place := description["dataset"].get("path"))]
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise RunError("the data set that these runs answered is not where it was: say where with --dataset DIR")
    return Dataset.open(found)


def _run(folder: Path, description: dict[str, Any], questions: "Mapping[str, Question]") -> Run:
    from multipriv.evaluation.answers import read_answers
    from multipriv.risk.verdicts import verdict_table

    try:
        answers = read_answers(folder / "answers.parquet")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(f"{folder / 'answers.parquet'} cannot be read: {error}") from None
    try:
        table = verdict_table(questions, answers, [_verdict(questions, answer) for answer in answers])
    except (KeyError, ValueError) as error:
        raise RunError(f"{folder / 'answers.parquet'} does not fit its data set: {error}") from None
    fields = {key: description[key] for key in ("run_id", "model", "prompt", "control", "dataset", "expected")}
    return Run(**fields, completed=int(description["completed"] or 0), table=table, folder=folder)


def _verdict(questions: "Mapping[str, Question]", answer: "Answer") -> "Verdict":
    from multipriv.formats.registry import CANNOT_BE_DETERMINED
    from multipriv.scoring import score

    question = questions[answer.question_id]
    return score(question, answer, expected=CANNOT_BE_DETERMINED if question.answer == CANNOT_BE_DETERMINED else None)
