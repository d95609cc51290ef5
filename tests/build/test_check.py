"""Checks: nothing is wrong with mini, and every way of breaking it is found by the check that is meant to find it."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from multipriv.build.check import _checksums, check
from multipriv.cli import execute
from multipriv.dataset import Dataset, DatasetError, write_dataset
from multipriv.seeds import stream
from multipriv.taxonomy.records import Person, Picture, Question

Records = tuple[list[Person], list[Picture], list[Question]]


def faults(folder: Path) -> dict[str, tuple[str, ...]]:
    return {one.name: one.faults for one in check(folder, lambda stage, done, total: None) if one.faults}


@pytest.fixture
def copy(mini: Path, tmp_path: Path) -> Path:
    """Return a copy of mini whose pictures are links: replace a picture, never write into it."""
    shutil.copytree(mini, tmp_path / "copy", copy_function=os.link)
    return tmp_path / "copy"


def rewritten(mini: Path, folder: Path, change: Callable[[Records], Records]) -> Path:
    """Return a data set of changed records whose checksums are right: only its meaning is broken."""
    opened = Dataset.open(mini)
    people, pictures, questions = change((list(opened.people), list(opened.pictures), list(opened.questions)))
    shutil.copytree(mini / "pictures", folder / "pictures", copy_function=os.link)
    write_dataset(folder, replace(opened.manifest, counts={}, files={}), people, pictures, questions)
    return folder


def test_nothing_is_wrong_with_mini(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults(mini) == {}
    assert execute(["check", str(mini), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"]
    checked = {one["name"]: one["checked"] for one in told["checks"]}
    assert checked["proof"] == 360
    assert checked["checksums"] == 105
    assert list(checked) == ["checksums", "ground truth", "schema", "composition", "identifiers", "exposures", "proof"]


@pytest.mark.parametrize("name", ["questions.parquet", "people.parquet", "README.md", "a picture"])
def test_a_flipped_byte_is_found_in_any_file(copy: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / name if name != "a picture" else next((copy / "pictures").rglob("*.jpg"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    path.write_bytes(bytes(content))
    assert execute(["check", str(copy)]) == 1
    said = capsys.readouterr()
    assert f"{path.relative_to(copy).as_posix()}: is not what was written" in said.out
    assert "faults" in said.err


def test_a_flipped_bit_is_found_in_every_file_at_once(copy: Path) -> None:
    random = stream("flip")
    names = sorted(
        path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file() and path.name != "manifest.json"
    )
    for name in names:
        _flip(copy / name, random.randrange((copy / name).stat().st_size), random.randrange(8))
    assert _checksums(Dataset.open(copy, verify=False), silent).faults == tuple(
        f"{name}: is not what was written" for name in names
    )


def test_a_flipped_bit_is_found_anywhere_in_the_manifest(copy: Path) -> None:
    path, random = copy / "manifest.json", stream("flip the manifest")
    content = path.read_bytes()
    head = content.index(b'"files"')
    for position in [*random.sample(range(head), 40), *random.sample(range(head, len(content)), 20)]:
        _flip(path, position, random.randrange(8))
        try:
            found = _checksums(Dataset.open(copy, verify=False), silent).faults
        except DatasetError as error:
            found = (str(error),)
        assert found, f"bit of byte {position}"
        path.unlink()
        path.write_bytes(content)


def _flip(path: Path, position: int, bit: int) -> None:
    content = bytearray(path.read_bytes())
    content[position] ^= 1 << bit
    path.unlink()  # it is a link to the shared data set
    path.write_bytes(bytes(content))


def silent(stage: str, done: int, total: int) -> None:
    pass


def test_a_missing_and_a_strange_file_are_found(copy: Path) -> None:
    gone = next((copy / "pictures").rglob("*.webp"))
    gone.unlink()
    (copy / "notes.txt").write_text("?")
    found = faults(copy)["checksums"]
    assert found == (f"{gone.relative_to(copy).as_posix()}: missing", "notes.txt: does not belong to the data set")


def test_a_table_of_another_data_set_is_found(copy: Path, mini: Path, tmp_path: Path) -> None:
    other = rewritten(mini, tmp_path / "other", lambda records: (records[0], records[1], records[2][2:]))
    (copy / "questions.parquet").unlink()
    shutil.copy(other / "questions.parquet", copy / "questions.parquet")
    assert {"checksums", "ground truth"} <= faults(copy).keys()


def _without_evidence(records: Records) -> Records:
    """Take the exposure away on which the last hop of a chain rests."""
    people, pictures, questions = records
    chain = next(question for question in questions if question.task == "chained_reasoning")
    hop = chain.evidence[-1]
    bridge = chain.picture_ids[hop.target - 1]
    return (
        people,
        [
            replace(p, exposures=tuple(e for e in p.exposures if e.attribute != hop.to_attribute))
            if p.picture_id == bridge
            else p
            for p in pictures
        ],
        questions,
    )


def _swapped_answer(records: Records) -> Records:
    people, pictures, questions = records
    wrong = {"yes": "no", "no": "yes"}
    item = next(question.item_id for question in questions if question.task == "cross_validation")
    return people, pictures, [replace(q, answer=wrong[q.answer]) if q.item_id == item else q for q in questions]


def _first_exposure(records: Records, **changes: object) -> Records:
    people, pictures, questions = records
    at = next(i for i, p in enumerate(pictures) if any(e.attribute == "name" for e in p.exposures))
    found = tuple(replace(e, **changes) if e.attribute == "name" else e for e in pictures[at].exposures)  # type: ignore[arg-type]
    return people, [*pictures[:at], replace(pictures[at], exposures=found), *pictures[at + 1 :]], questions


def _dialable(records: Records) -> Records:
    people, pictures, questions = records
    facts = {**people[0].facts, "phone": ({"value": "2125551234"},)}
    return [replace(people[0], facts=facts), *people[1:]], pictures, questions


def _one_language(records: Records) -> Records:
    return records[0], records[1], records[2][1:]


def _unknown_picture(records: Records) -> Records:
    people, pictures, questions = records
    return people, pictures, [replace(questions[0], picture_ids=("nowhere",)), *questions[1:]]


def _lent_picture(records: Records) -> Records:
    people, pictures, questions = records
    at = next(i for i, p in enumerate(pictures) if p.scope == "individual")
    return people, [*pictures[:at], replace(pictures[at], scope="attribute"), *pictures[at + 1 :]], questions


def _fewer_items(records: Records) -> Records:
    people, pictures, questions = records
    return people, pictures, [q for q in questions if q.item_id != questions[0].item_id]


@pytest.mark.parametrize(
    ("change", "name", "told"),
    [
        (_without_evidence, "proof", "not sufficient"),
        (_swapped_answer, "proof", ""),
        (lambda records: _first_exposure(records, value="Someone Else"), "exposures", "is not the value of person"),
        (lambda records: _first_exposure(records, text="Someone Else"), "exposures", "does not say"),
        (lambda records: _first_exposure(records, box=(-9.0, 1.0, 5.0, 9.0)), "exposures", "does not lie in"),
        (_dialable, "identifiers", "phone"),
        (_one_language, "schema", "stands in zh"),
        (_unknown_picture, "schema", "unknown picture nowhere"),
        (_lent_picture, "composition", "9 pictures of individual scope"),
        (_fewer_items, "composition", "items, not"),
    ],
)
def test_broken_meaning_is_found(mini: Path, tmp_path: Path, change: Callable[[Records], Records], name: str, told: str) -> None:
    found = faults(rewritten(mini, tmp_path / "broken", change))
    assert any(told in fault for fault in found[name])
    assert not {"checksums", "ground truth"} & found.keys()


def test_an_unreadable_table_is_a_fault_not_a_crash(copy: Path) -> None:
    path = copy / "pictures.parquet"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[: len(content) // 2])
    assert faults(copy).keys() == {"checksums", "schema"}
