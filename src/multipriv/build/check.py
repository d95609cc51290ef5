"""Checks a data set: nothing in it may be damaged, unproven, real, missing or out of place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from multipriv.build.check_records import composition, exposures, references
from multipriv.build.composition import composition as made_of
from multipriv.dataset import Dataset, DatasetError
from multipriv.dataset.manifest import count, ground_truth
from multipriv.dataset.reading import check_schema, table_paths
from multipriv.dataset.schema import TABLES
from multipriv.dataset.writing import MANIFEST, sha256
from multipriv.taxonomy.records import Person

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Check:
    """One thing that was checked: how many of what, and every fault found."""

    name: str
    checked: int
    of: str
    faults: tuple[str, ...]


def check(directory: Path, progress: Progress) -> list[Check]:
    """Check the data set in `directory` and return what was checked.

    Where tables cannot be read, or name what is not there, the checks that build on them are left out.

    Raises:
        DatasetError: there is no data set at `directory`.
    """
    opened = Dataset.open(directory, verify=False)
    unread = list(_unreadable(opened))
    if unread:
        return [_checksums(opened, progress), Check("schema", len(TABLES), "tables", tuple(unread))]
    whole = [_checksums(opened, progress), _ground_truth(opened)]
    unsound = tuple(references(opened))
    whole.append(Check("schema", len(TABLES), "tables", unsound))
    if unsound:
        return whole
    people = {person.person_id: person for person in opened.people}
    return [
        *whole,
        Check("composition", len(opened.pictures), "pictures", (*composition(opened), *_told(opened))),
        Check("identifiers", len(people), "people", tuple(_identifiers(opened.people))),
        Check("exposures", _exposure_count(opened), "exposures", tuple(exposures(opened, people))),
        _proofs(opened, progress),
    ]


def _unreadable(opened: Dataset) -> Iterator[str]:
    for table in TABLES:
        try:
            for path in table_paths(opened.directory, table):
                check_schema(path, table)
        except DatasetError as error:
            yield str(error)
            return
    try:
        _ = opened.people, opened.pictures, opened.questions
    except DatasetError as error:
        yield str(error)


def _checksums(opened: Dataset, progress: Progress) -> Check:
    listed = opened.manifest.files
    faults = []
    for done, (name, recorded) in enumerate(sorted(listed.items()), start=1):
        path = opened.directory / name
        if not path.is_file():
            faults.append(f"{name}: missing")
        elif sha256(path) != recorded:
            faults.append(f"{name}: is not what was written")
        progress("checksums", done, len(listed))
    if (opened.directory / MANIFEST).read_text("utf-8", errors="replace") != opened.manifest.text():
        faults.append(f"{MANIFEST}: is not what was written")
    present = {path.relative_to(opened.directory).as_posix() for path in opened.directory.rglob("*") if path.is_file()}
    faults += [f"{name}: does not belong to the data set" for name in sorted(present - listed.keys() - {MANIFEST})]
    return Check("checksums", len(listed), "files", tuple(faults))


def _ground_truth(opened: Dataset) -> Check:
    faults = []
    if ground_truth(opened.people, opened.pictures, opened.questions) != opened.manifest.ground_truth_sha256:
        faults.append(f"the records are not those that {MANIFEST} tells of")
    counts = count(opened.people, opened.pictures, opened.questions)
    if counts != opened.manifest.counts:
        faults.append(f"counts are {counts}, {MANIFEST} says {dict(opened.manifest.counts)}")
    recorded = {picture.file: picture.sha256 for picture in opened.pictures}
    faults += [f"{name}: its two checksums differ" for name, sha in recorded.items() if opened.manifest.files.get(name) != sha]
    return Check("ground truth", sum(counts[table] for table in ("people", "pictures", "questions")), "records", tuple(faults))


def _told(opened: Dataset) -> Iterator[str]:
    if opened.manifest.composition not in ({}, made_of(opened.questions)):
        yield f"the questions are not composed as {MANIFEST} says"


def _identifiers(people: Iterable[Person]) -> Iterator[str]:
    from multipriv.values import safety

    for person in people:
        for attribute, facts in person.facts.items():
            for value in {value for fact in facts for value in fact.values()}:
                for fault in safety.faults(attribute, value, person.locale):
                    yield f"{person.person_id} {attribute}: {fault}"


def _exposure_count(opened: Dataset) -> int:
    return sum(len(picture.exposures) for picture in opened.pictures)


def _proofs(opened: Dataset, progress: Progress) -> Check:
    from multipriv.questions.linkage import traits_of
    from multipriv.questions.proof import prove

    traits = traits_of(opened.people)
    faults = []
    for done, question in enumerate(opened.questions, start=1):
        proof = prove(question, opened.pictures_by_id, traits)
        faults += [f"{question.question_id} ({question.task}): {fault}" for fault in proof.faults]
        progress("proof", done, len(opened.questions))
    return Check("proof", len(opened.questions), "questions", tuple(faults))
