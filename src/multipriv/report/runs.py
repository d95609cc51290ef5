"""Runs as the report sees them: what run.json says, and the verdict table of the answers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from multipriv.dataset import Dataset

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

    @property
    def is_reference(self) -> bool:
        """Whether the model only calibrates the scale."""
        return self.model in REFERENCES


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

    The data set is the one at `dataset`, else where run.json says it was. Raises RunError when runs of different data sets
    are mixed, the data set is not found or has another digest, or answers cannot be read.
    """
    folders = run_folders(paths)
    described = [(folder, read_description(folder)) for folder in folders]
    digests = {description["dataset"]["digest"] for _, description in described}
    if len(digests) > 1:
        raise RunError(f"the runs answer {len(digests)} different data sets, never to be mixed: {_by_digest(described)}")
    opened = _open_dataset(dataset, [description for _, description in described])
    if opened.digest != next(iter(digests)):
        answered = next(iter(digests))
        raise RunError(f"the runs answered another data set (digest {answered[:12]}, this one has {opened.digest[:12]})")
    questions = {question.question_id: question for question in opened.questions}
    return [_run(folder, description, questions) for folder, description in described], opened


def _by_digest(described: Iterable[tuple[Path, dict[str, Any]]]) -> str:
    data = (description["dataset"] for _, description in described)
    return ", ".join(sorted({f"{one.get('suite')} seed {one.get('seed')} ({one['digest'][:12]})" for one in data}))


def _open_dataset(given: Path | None, descriptions: Sequence[dict[str, Any]]) -> "Dataset":
    from multipriv.dataset import Dataset, DatasetError

    places = [given] if given else [Path(place) for d in descriptions if (place := d["dataset"].get("path"))]
    for place in places:
        if given or place.is_dir():
            try:
                return Dataset.open(place)
            except DatasetError as error:
                raise RunError(str(error)) from None
    raise RunError("the data set that these runs answered is not where it was: say --dataset DIR")


def _run(folder: Path, description: dict[str, Any], questions: Mapping[str, Any]) -> Run:
    from multipriv.evaluation.answers import read_answers
    from multipriv.risk.verdicts import verdict_table
    from multipriv.scoring import score

    try:
        answers = read_answers(folder / "answers.parquet")
    except (OSError, ValueError) as error:
        raise RunError(f"{folder / 'answers.parquet'} cannot be read: {error}") from None
    unknown = next((answer.question_id for answer in answers if answer.question_id not in questions), None)
    if unknown is not None:
        raise RunError(f"{folder / 'answers.parquet'} answers a question that the data set does not have: {unknown}")
    verdicts = [score(questions[answer.question_id], answer) for answer in answers]
    fields = {key: description[key] for key in ("run_id", "model", "prompt", "control", "dataset", "expected", "completed")}
    return Run(**fields, table=verdict_table(questions, answers, verdicts), folder=folder)
