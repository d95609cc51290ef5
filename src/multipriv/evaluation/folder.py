"""A run on disk: its folder's name, what it says of itself, the sheet of prompts.

Layout: `run.json` (what was asked of whom), `sheet.jsonl` (every prompt), `logs/*.eval` (the record, never changed) and, at the
end, `answers.parquet`. The folder's name is a digest of the first two: the same command finds it again.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from multipriv.dataset import Dataset
from multipriv.evaluation.prompt import as_json, build_prompt
from multipriv.evaluation.spec import RunError, RunSpec
from multipriv.taxonomy.records import Question


def sheet_of(dataset: Dataset, spec: RunSpec, questions: Sequence[Question]) -> str:
    """Return every prompt, one JSON object a line; the sheet holds no answer and no name of a task.

    Raises:
        RunError: no such box dialect.
    """
    try:
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows_of(dataset, spec, questions))
    except ValueError as error:
        raise RunError(str(error)) from error


def rows_of(dataset: Dataset, spec: RunSpec, questions: Sequence[Question]) -> Iterator[dict[str, Any]]:
    """Yield the prompts: `id` and `parts`, a text each or the file of a picture, relative to the data set."""
    declared = spec.control == "declared-fictional"
    for question in questions:
        shown = [dataset.pictures_by_id[picture] for picture in question.picture_ids]
        size = (shown[0].width, shown[0].height) if shown else None
        parts = build_prompt(question, spec.prompt, dialect=spec.dialect, declared=declared, size=size)
        yield {"id": question.question_id, "parts": as_json(parts, tuple(picture.file for picture in shown))}


def folder_of(logs: Path, dataset: Dataset, spec: RunSpec, sheet: str) -> Path:
    """Return where a run lies: the same data, prompts and settings always lie in the same folder.

    Raises:
        RunError: the place where runs lie is a file.
    """
    if logs.exists() and not logs.is_dir():
        raise RunError(f"{logs}: is a file; choose a folder for the runs")
    prompts = hashlib.sha256(sheet.encode()).hexdigest()
    identity = json.dumps({"dataset": dataset.digest, "sheet": prompts, **spec.identity()}, sort_keys=True)
    slug = re.sub(r"[^A-Za-z0-9.]+", "-", spec.model).strip("-")[-60:]
    return logs / f"{slug}_{spec.prompt}_{spec.control}_{hashlib.sha256(identity.encode()).hexdigest()[:10]}"


def write_record(
    home: Path, dataset: Dataset, directory: Path, settings: dict[str, Any], expected: int, completed: int | None
) -> None:
    """Write run.json whole or not at all; `completed` is null while the run is under way."""
    manifest = dataset.manifest
    place = {"suite": manifest.suite, "seed": manifest.seed, "digest": dataset.digest, "path": str(directory.resolve())}
    record = {"run_id": home.name, **settings, "dataset": place, "expected": expected, "completed": completed}
    write_whole(home / "run.json", json.dumps(record, indent=2, ensure_ascii=False) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Write a text file whole or not at all."""
    draft = path.with_name(f".{path.name}.part")
    draft.write_text(text, "utf-8")
    draft.replace(path)
