"""What code makes a data set: a digest of every source and data file of the rooms that the ground truth goes through."""

import hashlib
from functools import cache
from pathlib import Path

import multipriv

ROOMS = ("taxonomy", "values", "people", "pictures", "questions", "dataset", "build")
SOURCES = (".py", ".typ", ".yaml", ".json", ".txt", ".j2")


@cache
def code_sha256() -> str:
    """Return the SHA-256 over the names and contents of the code of this process's package, computed once.

    Two versions of equal number made while developing differ in it: neither the pictures of an interrupted build nor a finished
    data set of other code pass for one's own.
    """
    root = Path(multipriv.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.glob("*.py")) + [path for room in ROOMS for path in sorted((root / room).rglob("*"))]:
        if path.suffix in SOURCES and path.is_file():
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
