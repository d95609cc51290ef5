"""The manifest of a data set: where it comes from, what it counts, and the checksum of every file."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from multipriv.dataset.rows import as_json, to_row
from multipriv.taxonomy.records import Person, Picture, Question

FORMAT = "multipriv-dataset/1"


@dataclass(frozen=True)
class Manifest:
    """The origin (suite, seed, version of MultiPriv) and, once written, the counts and checksums of a data set.

    `ground_truth_sha256` covers the records without the checksums of the picture files: encoders differ between machines
    in their last bit, the truth does not. `code_sha256` names the code that made them (`multipriv.build.origin`). `files` maps
    every other file of the folder to its SHA-256. `composition` tells what the questions are made of, and the least
    difference that each cell can show. `faces` tells of faces that the user brought: {"source": "brought", "identities": how many
    the album held, "digest": of the album}; null, and not written, where all are rendered.
    """

    suite: str
    seed: int
    version: str
    format: str = FORMAT
    counts: Mapping[str, int] = field(default_factory=dict)
    composition: Mapping[str, Any] = field(default_factory=dict)
    code_sha256: str = ""
    faces: Mapping[str, str | int] | None = None
    ground_truth_sha256: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Return the manifest as it stands in manifest.json, its last line the SHA-256 of all before it."""
        told = {**asdict(self), "files": dict(sorted(self.files.items()))}
        if self.faces is None:
            del told["faces"]
        body = json.dumps(told, indent=1, ensure_ascii=False)
        before = body.removesuffix("\n}") + ","
        return f'{before}\n "manifest_sha256": "{hashlib.sha256(before.encode()).hexdigest()}"\n}}\n'


def ground_truth(people: Iterable[Person], pictures: Iterable[Picture], questions: Iterable[Question]) -> str:
    """Return the SHA-256 over all records in the given order, the checksums of picture files left out."""
    digest = hashlib.sha256()
    for person in people:
        digest.update(as_json(["person", to_row(person)]).encode() + b"\n")
    for picture in pictures:
        digest.update(as_json(["picture", to_row(replace(picture, sha256=""))]).encode() + b"\n")
    for question in questions:
        digest.update(as_json(["question", to_row(question)]).encode() + b"\n")
    return digest.hexdigest()


def count(people: Iterable[Person], pictures: Iterable[Picture], questions: Iterable[Question]) -> dict[str, int]:
    """Return how many records of each sort there are."""
    people, pictures, questions = list(people), list(pictures), list(questions)
    return {
        "people": len(people),
        "profiles": sum(person.profile_id is not None for person in people),
        "pictures": len(pictures),
        "individual_pictures": sum(picture.scope == "individual" for picture in pictures),
        "attribute_pictures": sum(picture.scope == "attribute" for picture in pictures),
        "items": len({question.item_id for question in questions}),
        "questions": len(questions),
    }
