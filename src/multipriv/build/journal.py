"""The journal of an unfinished build: one line a finished picture, so that an interrupted build goes on where it stopped."""

import fcntl
import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from multipriv.dataset.rows import as_json, from_row, to_row
from multipriv.dataset.writing import sha256
from multipriv.taxonomy.records import Picture

JOURNAL = "pictures.jsonl"


class Journal:
    """The finished pictures in a work folder, by the key of the job that made each; append only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / JOURNAL
        self._file: IO[str] | None = None

    def finished(self) -> dict[str, Picture]:
        """Return the pictures whose file still is what was written, by key; a torn last line counts for nothing."""
        return {key: picture for key, picture in self._entries() if self._intact(picture)}

    def add(self, key: str, picture: Picture) -> None:
        """Note a finished picture; it is on disk when this returns."""
        assert self._file is not None
        self._file.write(as_json([key, to_row(picture)]) + "\n")
        self._file.flush()

    def __enter__(self) -> "Journal":
        """Raise BlockingIOError when another build writes this journal; a build that was killed holds it no longer."""
        written = self._path.read_bytes() if self._path.exists() else b""
        torn = written != b"" and not written.endswith(b"\n")
        self._file = self._path.open("a", encoding="utf-8")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if torn:
            self._file.write("\n")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._file is not None
        self._file.close()

    def _entries(self) -> Iterator[tuple[str, Picture]]:
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                try:
                    key, row = json.loads(line)
                    yield key, from_row(Picture, row)
                except (ValueError, KeyError, TypeError):
                    continue  # torn by the interruption

    def _intact(self, picture: Picture) -> bool:
        path = self._folder / picture.file
        return path.is_file() and sha256(path) == picture.sha256
