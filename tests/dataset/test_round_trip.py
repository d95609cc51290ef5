"""What is written is what is read; the files are a function of the records; damage is told in one line."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from multipriv.dataset import Dataset, DatasetError, Manifest, read_people, read_pictures, read_questions, write_dataset
from multipriv.dataset.manifest import ground_truth
from multipriv.dataset.rows import person_row
from multipriv.dataset.schema import TABLES
from multipriv.dataset.writing import CANARY, sha256
from tests.dataset.records import ANNA, CARD, PEOPLE, PICTURES, QUESTIONS

ORIGIN = Manifest("mini", 7, "0.1.0")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_dataset(tmp_path / "data", ORIGIN, PEOPLE, PICTURES, QUESTIONS)
    return tmp_path / "data"


def test_records_come_back_as_they_were(folder: Path) -> None:
    assert read_people(folder) == PEOPLE
    assert [person.value("name") for person in read_people(folder)] == ["Anna Miller", "周明远"]  # and in their order
    assert read_pictures(folder) == PICTURES
    assert read_questions(folder) == QUESTIONS
    opened = Dataset.open(folder)
    assert (opened.people, opened.pictures, opened.questions) == (PEOPLE, PICTURES, QUESTIONS)
    assert opened.path(opened.pictures_by_id["a1"]) == folder / "pictures/a1/a1.png"


def test_the_manifest_counts_and_lists_every_file(folder: Path) -> None:
    manifest = Dataset.open(folder).manifest
    assert manifest.counts == {
        "people": 2,
        "profiles": 1,
        "pictures": 2,
        "individual_pictures": 1,
        "attribute_pictures": 1,
        "items": 1,
        "questions": 2,
    }
    tables = {f"{table}.parquet" for table in TABLES}
    assert set(manifest.files) == tables | {"README.md", CARD.file, "pictures/b2/b2.jpg"}
    assert all(manifest.files[name] == sha256(folder / name) for name in tables | {"README.md"})
    assert (manifest.suite, manifest.seed, manifest.version) == ("mini", 7, "0.1.0")


def test_the_same_records_make_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_dataset(tmp_path / "again", ORIGIN, PEOPLE, PICTURES, QUESTIONS)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()}


BROUGHT: dict[str, str | int] = {"source": "brought", "identities": 3, "digest": "d" * 64}


def test_a_data_set_with_brought_faces_says_so_and_is_not_exported(folder: Path, tmp_path: Path) -> None:
    write_dataset(tmp_path / "brought", replace(ORIGIN, faces=BROUGHT), PEOPLE, PICTURES, QUESTIONS)
    opened = Dataset.open(tmp_path / "brought")
    assert opened.manifest.faces == BROUGHT
    assert (tmp_path / "brought" / "manifest.json").read_text("utf-8") == opened.manifest.text()
    with pytest.raises(DatasetError, match="shows faces that its builder brought; such a data set is not exported") as error:
        opened.exportable()
    assert "\n" not in str(error.value)
    card = (tmp_path / "brought" / "README.md").read_text("utf-8")
    assert yaml.safe_load(card.split("---")[1])["license"] == "other"
    assert "photos of 3 identities" in card
    assert "Nothing else here is real" in card
    assert "face, place" not in card


def test_a_data_set_of_rendered_faces_is_as_before(folder: Path) -> None:
    opened = Dataset.open(folder)
    assert opened.manifest.faces is None
    assert "faces" not in json.loads((folder / "manifest.json").read_text("utf-8"))
    assert opened.exportable() is opened
    card = (folder / "README.md").read_text("utf-8")
    assert yaml.safe_load(card.split("---")[1])["license"] == "apache-2.0"
    assert "were brought" not in card
    assert "## Nobody here is real\nEvery person, face, place" in card


def test_profiles_are_the_people_with_a_profile(folder: Path) -> None:
    rows = pq.read_table(folder / "profiles.parquet").to_pylist()
    assert [row["person_id"] for row in rows] == ["p1"]
    assert rows[0]["transactions"] == "12.50"
    assert json.loads(rows[0]["facts"])["transactions"][1]["payee"] == "City Gas"
    assert person_row(ANNA)["passport_number"] is None


def test_the_digest_covers_the_truth_but_not_how_pictures_are_encoded() -> None:
    digest = ground_truth(PEOPLE, PICTURES, QUESTIONS)
    encoded = [replace(picture, sha256="f" * 64) for picture in PICTURES]
    assert ground_truth(PEOPLE, encoded, QUESTIONS) == digest
    moved = [replace(CARD, width=41), PICTURES[1]]
    assert ground_truth(PEOPLE, moved, QUESTIONS) != digest
    assert ground_truth(PEOPLE, PICTURES, [replace(QUESTIONS[0], answer="no"), QUESTIONS[1]]) != digest
    assert ground_truth([replace(ANNA, age=40), PEOPLE[1]], PICTURES, QUESTIONS) != digest


def test_the_digest_is_that_of_what_is_read_back(folder: Path, tmp_path: Path) -> None:
    whole = [replace(QUESTIONS[0], box=(1, 2, 3, 4), chance=0), QUESTIONS[1]]  # whole numbers where the record says float
    manifest = write_dataset(tmp_path / "whole", ORIGIN, PEOPLE, PICTURES, whole)
    back = Dataset.open(tmp_path / "whole")
    assert ground_truth(back.people, back.pictures, back.questions) == manifest.ground_truth_sha256
    assert Dataset.open(folder).digest == ground_truth(PEOPLE, PICTURES, QUESTIONS)


def test_the_card_names_a_split_for_each_table_and_the_canary(folder: Path) -> None:
    card = (folder / "README.md").read_text("utf-8")
    head = yaml.safe_load(card.split("---")[1])
    files = {config["config_name"]: config["data_files"][0]["path"] for config in head["configs"]}
    assert files == {table: f"{table}.parquet" for table in TABLES}
    assert all((folder / name).exists() for name in files.values())
    assert CANARY in card
    assert "Dual use" in card
    assert "Limits" in card


def test_nothing_half_written_stays(folder: Path) -> None:
    assert list(folder.rglob("*.draft")) == []


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)


def _make_a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder")


def _cut(folder: Path) -> None:
    path = folder / "questions.parquet"
    path.write_bytes(path.read_bytes()[:-40])


def _empty(folder: Path) -> None:
    (folder / "pictures.parquet").write_bytes(b"")


def _flip(folder: Path) -> None:
    path = folder / "people.parquet"
    content = bytearray(path.read_bytes())
    content[20] ^= 1
    path.write_bytes(bytes(content))


def _drop_column(folder: Path) -> None:
    path = folder / "questions.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["evidence"]), path)


def _change_type(folder: Path) -> None:
    path = folder / "pictures.parquet"
    table = pq.read_table(path)
    pq.write_table(table.set_column(table.schema.get_field_index("width"), "width", pa.array(["40", "40"])), path)


def _break_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"suite": ')


def _other_format(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": "multipriv-dataset/999"}))


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_remove, "no such folder"),
        (_make_a_file, "is a file"),
        (lambda folder: (folder / "manifest.json").unlink(), "is not a data set"),
        (lambda folder: (folder / "people.parquet").unlink(), "people.parquet: missing"),
        (_cut, "questions.parquet: damaged"),
        (_empty, "pictures.parquet: damaged"),
        (_flip, "people.parquet: damaged"),
        (_drop_column, "no column 'evidence'"),
        (_change_type, "column 'width' is string"),
        (_break_manifest, "manifest.json: damaged"),
        (_other_format, "multipriv-dataset/999"),
    ],
)
def test_damage_is_told_in_one_line(folder: Path, damage: object, told: str) -> None:
    assert callable(damage)
    damage(folder)
    with pytest.raises(DatasetError, match=told) as caught:
        Dataset.open(folder)
    assert "\n" not in str(caught.value)


@pytest.fixture
def sharded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data set in files of one row each."""
    monkeypatch.setattr("multipriv.dataset.writing.SHARD", 1)
    write_dataset(tmp_path / "sharded", ORIGIN, PEOPLE, PICTURES, QUESTIONS)
    return tmp_path / "sharded"


def test_a_long_table_stands_in_shards(folder: Path, sharded: Path) -> None:
    names = {"questions-00000-of-00002.parquet", "questions-00001-of-00002.parquet"}
    assert {path.name for path in sharded.glob("questions*")} == names
    assert {path.name for path in sharded.glob("profiles*")} == {"profiles.parquet"}  # there is one
    opened = Dataset.open(sharded)
    assert (opened.people, opened.pictures, opened.questions) == (PEOPLE, PICTURES, QUESTIONS)
    assert names <= set(opened.manifest.files)
    assert opened.digest == Dataset.open(folder).digest


def test_the_card_of_shards_matches_all_of_a_table_and_nothing_else(sharded: Path) -> None:
    head = yaml.safe_load((sharded / "README.md").read_text("utf-8").split("---")[1])
    for config in head["configs"]:
        (pattern,) = (files["path"] for files in config["data_files"])
        matched = {path.name for path in sharded.glob(pattern)}
        assert matched == {path.name for path in sharded.glob(f"{config['config_name']}*.parquet")}


def test_writing_again_leaves_no_file_of_another_size(sharded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multipriv.dataset.writing.SHARD", 50)
    write_dataset(sharded, ORIGIN, PEOPLE, PICTURES, QUESTIONS)
    assert {path.name for path in sharded.glob("*.parquet")} == {f"{table}.parquet" for table in TABLES}


def _lose(folder: Path) -> None:
    (folder / "questions-00001-of-00002.parquet").unlink()


def _cut_one(folder: Path) -> None:
    path = folder / "people-00001-of-00002.parquet"
    path.write_bytes(path.read_bytes()[:-10])


def _stray(folder: Path) -> None:
    shutil.copy(folder / "profiles.parquet", folder / "profiles-00000-of-00001.parquet")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_lose, "questions-00001-of-00002.parquet: missing"),
        (_cut_one, "people-00001-of-00002.parquet: damaged"),
        (_stray, "profiles-00000-of-00001.parquet: damaged"),
    ],
)
def test_damage_to_shards_is_told(sharded: Path, damage: object, told: str) -> None:
    assert callable(damage)
    damage(sharded)
    with pytest.raises(DatasetError, match=told):
        Dataset.open(sharded)
