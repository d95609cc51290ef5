"""Reads a data set and says in one line what is wrong with one that cannot be read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from multipriv.dataset.manifest import FORMAT, Manifest
from multipriv.dataset.rows import from_row
from multipriv.dataset.schema import TABLES, schemas
from multipriv.dataset.writing import MANIFEST, sha256
from multipriv.taxonomy.records import Person, Picture, Question

Record = TypeVar("Record")

_BATCH = 2_000  # rows that are held twice while they are read


class DatasetError(Exception):
    """A folder that is no data set, or a damaged one; the message is one line for the user."""


@dataclass(frozen=True)
class Dataset:
    """An opened data set. The tables are read when first asked for."""

    directory: Path
    manifest: Manifest

    @classmethod
    def open(cls, directory: Path | str, *, verify: bool = True) -> "Dataset":
        """Open the data set in `directory`; with `verify`, compare schema and checksum of every table (not of the pictures).

        Raises:
            DatasetError: no such folder, no data set, a table that is missing, damaged or of another schema.
        """
        directory = Path(directory)
        opened = cls(directory, read_manifest(directory))
        if verify:
            for table in TABLES:
                opened.verify(table)
        return opened

    def verify(self, table: str) -> None:
        """Compare a table with its schema and its recorded checksum; DatasetError where they differ."""
        for path in table_paths(self.directory, table):
            check_schema(path, table)
            if sha256(path) != self.manifest.files.get(path.name):
                raise DatasetError(f"{path}: damaged (its checksum is not the one in {MANIFEST})")

    @property
    def digest(self) -> str:
        """The SHA-256 of the ground truth: two data sets of one digest hold the same questions and answers."""
        return self.manifest.ground_truth_sha256

    @cached_property
    def people(self) -> list[Person]:
        """Everybody: profiles, relatives, strangers."""
        return read_people(self.directory)

    @cached_property
    def pictures(self) -> list[Picture]:
        """All pictures."""
        return read_pictures(self.directory)

    @cached_property
    def questions(self) -> list[Question]:
        """All questions, in both languages."""
        return read_questions(self.directory)

    @cached_property
    def pictures_by_id(self) -> dict[str, Picture]:
        """All pictures by id."""
        return {picture.picture_id: picture for picture in self.pictures}

    def exportable(self) -> "Dataset":
        """Return the data set itself: what every export asks first.

        Raises:
            DatasetError: it shows faces that a user brought, whose consent goes no further than this folder.
        """
        if self.manifest.faces is not None:
            raise DatasetError(f"{self.directory}: shows faces that its builder brought; such a data set is not exported")
        return self

    def path(self, picture: Picture) -> Path:
        """Return where the file of a picture lies."""
        return self.directory / picture.file


def read_people(directory: Path) -> list[Person]:
    """Return all people; DatasetError when the table cannot be read."""
    return list(_records(Person, directory, "people"))


def read_pictures(directory: Path) -> list[Picture]:
    """Return all pictures; DatasetError when the table cannot be read."""
    return list(_records(Picture, directory, "pictures"))


def read_questions(directory: Path) -> list[Question]:
    """Return all questions; DatasetError when the table cannot be read."""
    return list(_records(Question, directory, "questions"))


def read_manifest(directory: Path) -> Manifest:
    """Return the manifest of the data set in `directory`; DatasetError when it is no data set."""
    if not directory.exists():
        raise DatasetError(f"{directory}: no such folder")
    if not directory.is_dir():
        raise DatasetError(f"{directory}: is a file, not a data set")
    path = directory / MANIFEST
    if not path.is_file():
        raise DatasetError(f"{directory}: is not a data set (it has no {MANIFEST})")
    try:
        stored: dict[str, Any] = json.loads(path.read_text("utf-8"))
        stored = {"composition": {}, "code_sha256": "", "faces": None} | stored  # some, or some of before, have none
        manifest = Manifest(**{field.name: stored[field.name] for field in fields(Manifest)})
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise DatasetError(f"{path}: damaged ({_first_line(error)})") from error
    if manifest.format != FORMAT:
        raise DatasetError(f"{path}: is of format {manifest.format!r}, this version reads {FORMAT!r}")
    return manifest


def table_paths(directory: Path, table: str) -> list[Path]:
    """Return the files that hold a table, in the order of its rows; DatasetError when one of several is missing."""
    parts = sorted(directory.glob(f"{table}-?????-of-?????.parquet"))
    if not parts:
        return [directory / f"{table}.parquet"]  # whoever opens it tells when it is missing
    count = int(parts[0].stem[-5:]) if parts[0].stem[-5:].isdigit() else 0
    wanted = [directory / f"{table}-{number:05}-of-{count:05}.parquet" for number in range(count)]
    for path in wanted:
        if path not in parts:
            raise DatasetError(f"{path}: missing")
    return wanted


def check_schema(path: Path, table: str) -> None:
    """Raise DatasetError when the file is missing, cannot be read, or has not the columns of `table`."""
    if not path.is_file():
        raise DatasetError(f"{path}: missing")
    try:
        found = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise DatasetError(f"{path}: damaged ({_first_line(error)})") from error
    for column in schemas()[table]:
        position = found.get_field_index(column.name)
        if position < 0:
            raise DatasetError(f"{path}: has no column {column.name!r}")
        if not found.field(position).type.equals(column.type):
            raise DatasetError(f"{path}: column {column.name!r} is {found.field(position).type}, not {column.type}")


def _records(record: type[Record], directory: Path, table: str) -> Iterator[Record]:
    for path in table_paths(directory, table):
        check_schema(path, table)
        try:
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(_BATCH):
                    for row in batch.to_pylist():
                        yield from_row(record, row)
        except (pa.ArrowException, OSError, ValueError, TypeError) as error:
            raise DatasetError(f"{path}: damaged ({_first_line(error)})") from error


def _first_line(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return text[0] if text else type(error).__name__
