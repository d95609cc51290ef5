"""Replies that were made elsewhere: JSONL, CSV, Parquet, VLMEvalKit's .xlsx and lmms-eval's samples; all of it is data."""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from multipriv.evaluation.spec import RunError
from multipriv.evaluation.workbook import rows_of_workbook

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """One reply; `error` says why there is none."""

    question_id: str
    text: str
    thinking: str | None = None
    stop_reason: str | None = None
    error: str | None = None


def read_replies(file: Path) -> list[Reply]:
    """Return the replies in a file, in its order; the ending of its name tells the format.

    Raises:
        RunError: no such file, an unknown format, a damaged file, or rows without id or reply.
    """
    if not file.is_file():
        raise RunError(f"{file}: no such file")
    reader = READERS.get(file.suffix.casefold())
    if reader is None:
        raise RunError(f"{file}: answers are read from {', '.join(READERS)} files")
    try:
        replies = [_reply(row, place) for place, row in enumerate(reader(file), start=1)]
    except (ValueError, KeyError, OSError, csv.Error) as error:
        raise RunError(f"{file}: {' '.join(str(error).split())[:200]}") from error
    if not replies:
        raise RunError(f"{file}: holds no answers")
    return replies


@cache
def _names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(resources.files(__package__).joinpath("replies.yaml").read_text("utf-8"))
    return found


def _reply(row: Row, place: int) -> Reply:
    nested = row.get("doc")
    everything = {**nested, **row} if isinstance(nested, Mapping) else row
    question_id, text = _first(everything, "ids"), _first(everything, "texts")
    error = _first(everything, "errors") or None
    if question_id is None or (text is None and error is None):
        what = "ids" if question_id is None else "texts"
        raise ValueError(f"row {place} has none of {', '.join(_names()[what])}")
    if text in _names()["failures"]:
        text, error = "", text
    return Reply(question_id, text or "", _first(everything, "thinking"), _first(everything, "stop_reasons"), error)


def _first(row: Row, what: str) -> str | None:
    """Return the first of the named values that is there, as text: of lists (lmms-eval) the first member, numbers as written."""
    for name in _names()[what]:
        value = row.get(name)
        while isinstance(value, list):
            value = value[0] if value else ""
        if value is not None and not (isinstance(value, float) and value != value):
            return str(value)
    return None


def _jsonl(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _object(line, number)


def _object(line: str, number: int) -> Row:
    try:
        row = json.loads(line)
    except RecursionError:
        raise ValueError(f"line {number} is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"line {number} is no JSON ({error})") from None
    if not isinstance(row, dict):
        raise ValueError(f"line {number} is no JSON object")
    return row


def _csv(file: Path, delimiter: str = ",") -> Iterator[Row]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines, delimiter=delimiter)


def _tsv(file: Path) -> Iterator[Row]:
    return _csv(file, "\t")


def _parquet(file: Path) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        for batch in pq.ParquetFile(file).iter_batches():
            yield from batch.to_pylist()
    except pa.ArrowException as error:
        raise ValueError(f"is no sound Parquet file ({error})") from error


READERS: Mapping[str, Callable[[Path], Iterator[Row]]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".tsv": _tsv,
    ".parquet": _parquet,
    ".xlsx": rows_of_workbook,
}
