"""Writes a data set: Parquet tables, the card, and the manifest last, each whole or not at all."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from importlib import resources
from pathlib import Path

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
    rows: dict[str, Iterable[Row]] = {
        "people": map(person_row, people),
        "profiles": map(person_row, profiles),
        "pictures": map(to_row, pictures),
        "questions": map(to_row, questions),
    }
    files = {picture.file: picture.sha256 for picture in pictures}
    for table in TABLES:
        name = f"{table}.parquet"
        _replace(directory / name, partial(_write_table, table=table, rows=rows[table]))
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
    return made.from_string(template).render(manifest=manifest, counts=manifest.counts, canary=CANARY)
