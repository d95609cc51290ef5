"""Writes a data set: Parquet tables, the card, and the manifest last, each whole or not at all."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from multipriv.dataset.manifest import Manifest, count, ground_truth
from multipriv.dataset.rows import Row, person_row, to_row
from multipriv.dataset.schema import TABLES, schemas
from multipriv.taxonomy.records import Person, Picture, Question

MANIFEST = "manifest.json"
CARD = "README.md"
CANARY = "multipriv-canary:6d0c7a52-1f0e-4b0c-9a53-fictional-people"
"""Stands in every card: whoever trains on web text can search for it and leave these data out."""

SHARD = 50_000
"""The most rows of one file: a longer table stands in <table>-00000-of-000NN.parquet, from 00000 on."""
_ROWS = 10_000  # of a row group: what a reader must hold at once


def write_dataset(
    directory: Path,
    manifest: Manifest,
    people: Sequence[Person],
    pictures: Sequence[Picture],
    questions: Sequence[Question],
) -> Manifest:
    """Write all but the picture files, which already lie in `directory`, and return the manifest with counts and checksums.

    The files are a pure function of the arguments (and the version of pyarrow). The manifest comes last: a folder without one is
    no data set.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    profiles = [person for person in people if person.profile_id is not None]
    tables: dict[str, tuple[Sequence[Any], Callable[[Any], Row]]] = {
        "people": (people, person_row),
        "profiles": (profiles, person_row),
        "pictures": (pictures, to_row),
        "questions": (questions, to_row),
    }
    files = {picture.file: picture.sha256 for picture in pictures}
    for table in TABLES:
        records, row = tables[table]
        names = shards(table, len(records))
        for old in [*directory.glob(f"{table}.parquet"), *directory.glob(f"{table}-*.parquet")]:
            if old.name not in names:  # of an earlier, interrupted build of another size
                old.unlink()
        for number, name in enumerate(names):
            part = records[number * SHARD : (number + 1) * SHARD]
            _replace(directory / name, partial(_write_table, table=table, rows=map(row, part)))
            files[name] = sha256(directory / name)
    whole = replace(
        manifest,
        counts=count(people, pictures, questions),
        ground_truth_sha256=ground_truth(people, pictures, questions),
    )
    write_text(directory / CARD, _card(whole))
    whole = replace(whole, files=files | {CARD: sha256(directory / CARD)})
    write_text(directory / MANIFEST, whole.text())
    return whole


def shards(table: str, rows: int) -> list[str]:
    """Return the names of the files that hold a table of so many rows."""
    count = -(-rows // SHARD)
    if count <= 1:
        return [f"{table}.parquet"]
    return [f"{table}-{number:05}-of-{count:05}.parquet" for number in range(count)]


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all."""
    _replace(path, lambda draft: _write_text(draft, text))


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace(path: Path, write: Callable[[Path], None]) -> None:
    draft = path.with_name(f"{path.name}.draft")
    write(draft)
    draft.replace(path)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _write_table(path: Path, table: str, rows: Iterable[Row]) -> None:
    schema = schemas()[table]
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def _batches(rows: Iterable[Row]) -> Iterable[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS:
            yield batch
            batch = []
    if batch:
        yield batch


def _card(manifest: Manifest) -> str:
    from jinja2 import Environment, StrictUndefined

    template = resources.files(__package__).joinpath("card.md.j2").read_text("utf-8")
    made = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # Markdown, of our own values
    sharded = {table for table in TABLES if len(shards(table, manifest.counts[table])) > 1}
    paths = {table: f"{table}-*.parquet" if table in sharded else f"{table}.parquet" for table in TABLES}
    return made.from_string(template).render(manifest=manifest, counts=manifest.counts, paths=paths, canary=CANARY)
