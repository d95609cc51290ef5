"""From folders to runs: what run.json says, the answers scored anew, all on one data set or on several seeds kept apart."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipriv.report.runs import Run, RunError, read_description
from multipriv.report.scorer import Scorer, asked

if TYPE_CHECKING:
    from multipriv.dataset import Dataset
    from multipriv.scoring.clauses import Label

Described = tuple[Path, dict[str, Any]]
"""The folder of a run, and what its run.json says."""


@dataclass(frozen=True)
class Study:
    """One data set and the runs that answered it."""

    dataset: "Dataset"
    runs: tuple[Run, ...]


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


def _described(paths: Sequence[Path]) -> list[Described]:
    described = [(folder, read_description(folder)) for folder in run_folders(paths)]
    for folder, _ in described:
        if not (folder / "answers.parquet").is_file():
            raise RunError(f"{folder} holds no answers yet: let the run come to its end, or name the other runs")
    return described


def load(paths: Sequence[Path], dataset: Path | None = None, judge: str | None = None) -> "tuple[list[Run], Dataset]":
    """Read, rescore and return the runs at or below `paths`, with the data set that they answered.

    The data set is the one at `dataset`, else where run.json says it was. `judge`, an Inspect model, is asked about the replies
    that the rules leave open and that it has not judged before.

    Raises:
        RunError: runs of different data sets, a run without answers, or answers that cannot be read or belong elsewhere; or the
            judge failed.
        DatasetError: the data set is not found or damaged.
    """
    described = _described(paths)
    digests = {_digest(one) for one in described}
    if len(digests) > 1:
        several = f"the runs answer {len(digests)} different data sets, never to be mixed: {_by_digest(described)}"
        raise RunError(f"{several}; several seeds of one suite are told apart by one --dataset for each")
    opened, digest = _open_dataset(dataset, [description for _, description in described]), digests.pop()
    if opened.digest != digest:
        raise RunError(f"the runs answered another data set (digest {digest[:12]}, this one has {opened.digest[:12]})")
    return _scored(described, opened, judge), opened


def load_seeds(paths: Sequence[Path], datasets: Sequence[Path], judge: str | None = None) -> list[Study]:
    """Read the runs on several seeds of one suite, each with its own data set, in the order of `datasets`.

    Nothing is pooled: every run is scored against its data set alone.

    Raises:
        RunError: data sets of different suites, versions or sizes, the same one twice, one that no run answered, or a run on
            none of them; and as `load`.
    """
    from multipriv.dataset import Dataset

    described, opened = _described(paths), [Dataset.open(path) for path in datasets]
    kinds = {(one.manifest.suite, one.manifest.version, one.manifest.counts.get("profiles", 0)) for one in opened}
    if len(kinds) > 1:
        names = ", ".join(sorted(f"{suite} {version} of {size} profiles" for suite, version, size in kinds))
        raise RunError(f"only seeds of one suite stand side by side, these are {names}")
    by_digest = {one.digest: one for one in opened}
    if len(by_digest) < len(opened):
        raise RunError("the same data set is named twice: name one for each seed")
    strange = [one for one in described if _digest(one) not in by_digest]
    if strange:
        raise RunError(f"{strange[0][0]} answered none of the data sets that are named: {_by_digest(strange)}")
    studies = []
    for digest, one in by_digest.items():
        answered = [entry for entry in described if _digest(entry) == digest]
        if not answered:
            raise RunError(f"no run answered {one.directory} (seed {one.manifest.seed})")
        studies.append(Study(one, tuple(_scored(answered, one, judge))))
    return studies


def _digest(described: Described) -> str:
    return str(described[1]["dataset"]["digest"])


def _by_digest(described: Iterable[Described]) -> str:
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


MANY = 20_000
"""Answers from which on several processes score them."""

_scorers: dict[str, Scorer] = {}
"""The scorers by control in a scoring process."""


def _scored(described: Sequence[Described], dataset: "Dataset", judge: str | None = None) -> list[Run]:
    judged: dict[str, Label] = {}
    if judge is not None:
        from multipriv.report.judging import labels

        judged = labels([folder for folder, _ in described], dataset, judge)
    controls = sorted({str(description["control"]) for _, description in described})
    cores = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, len(described))
    if cores < 2 or sum(int(description["expected"]) for _, description in described) < MANY:
        scorers = {control: Scorer(asked(dataset, control), judged) for control in controls}
        runs = [_run(folder, description, scorers[str(description["control"])]) for folder, description in described]
    else:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(cores, initializer=_prepare, initargs=(dataset.directory, controls, judged)) as pool:
            runs = list(pool.map(_run_prepared, *zip(*described, strict=True)))
    return [replace(run, judge=judge) for run in runs] if judge is not None else runs


def _prepare(directory: Path, controls: Sequence[str], judged: "Mapping[str, Label]") -> None:
    from multipriv.dataset import Dataset

    dataset = Dataset.open(directory, verify=False)
    _scorers.update({control: Scorer(asked(dataset, control), judged) for control in controls})


def _run_prepared(folder: Path, description: dict[str, Any]) -> Run:
    return _run(folder, description, _scorers[str(description["control"])]).counted()


def _run(folder: Path, description: dict[str, Any], scorer: Scorer) -> Run:
    from multipriv.evaluation.answers import read_answers
    from multipriv.risk.verdicts import verdict_table

    try:
        answers = read_answers(folder / "answers.parquet")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(f"{folder / 'answers.parquet'} cannot be read: {error}") from None
    try:
        verdicts = [scorer.verdict(answer) for answer in answers]
        table = verdict_table(scorer.questions, answers, verdicts)
    except (KeyError, ValueError) as error:
        raise RunError(f"{folder / 'answers.parquet'} does not fit its data set: {error}") from None
    fields = {key: description[key] for key in ("run_id", "model", "prompt", "control", "dataset", "expected")}
    opened, judged = (sum(bool(verdict.details.get(name)) for verdict in verdicts) for name in ("open", "judged"))
    completed = int(description["completed"] or 0)
    return Run(**fields, completed=completed, table=table, folder=folder, open_replies=opened, judged_replies=judged)
