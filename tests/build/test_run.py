"""A build is whole or not there; it never touches what stands in its way."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from multipriv.build.run import build
from multipriv.build.suites import BuildError
from multipriv.cli import execute
from multipriv.dataset import Dataset


def silent(stage: str, done: int, total: int) -> None:
    pass


def test_mini_is_what_the_contract_says(mini: Path) -> None:
    manifest = Dataset.open(mini).manifest
    assert (manifest.suite, manifest.seed) == ("mini", 1)
    assert manifest.counts["profiles"] == 6
    assert manifest.counts["pictures"] == 100
    assert manifest.counts["questions"] == 360
    assert not mini.with_name("mini.partial").exists()
    assert {path.name for path in mini.iterdir()} == {
        "README.md",
        "manifest.json",
        "people.parquet",
        "profiles.parquet",
        "pictures.parquet",
        "questions.parquet",
        "pictures",
    }


def test_the_file_of_a_picture_is_named_by_its_opaque_id(mini: Path) -> None:
    opened = Dataset.open(mini)
    for picture in opened.pictures:
        assert picture.file.rpartition(".")[0] == f"pictures/{picture.picture_id[:2]}/{picture.picture_id}"
    assert [picture.picture_id for picture in opened.pictures] == sorted(opened.pictures_by_id)


def test_the_data_set_that_is_there_is_left_as_it_is(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in mini.rglob("*")}
    assert execute(["build", "mini", "--out", str(mini)]) == 0
    assert "already there" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in mini.rglob("*")} == before


@pytest.mark.parametrize(("seed", "profiles"), [(2, None), (1, 4)])
def test_another_data_set_is_not_overwritten(mini: Path, seed: int, profiles: int | None) -> None:
    with pytest.raises(BuildError, match=r"holds another data set \(mini, seed 1, 6 profiles"):
        build("mini", mini, seed, 1, profiles, silent)


def test_a_partial_name_that_is_taken_is_told(tmp_path: Path) -> None:
    (tmp_path / "new.partial").write_text("in the way")
    with pytest.raises(BuildError, match="is a file"):
        build("mini", tmp_path / "new", 1, 1, None, silent)


def test_a_disk_that_takes_no_more_ends_in_one_line(tmp_path: Path) -> None:
    """Files may not grow beyond 4 kB here, as on a full disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))

    command = [sys.executable, "-m", "multipriv", "build", "mini", "--out", "new", "--workers", "1"]
    ended = subprocess.run(command, cwd=tmp_path, preexec_fn=limit, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    last = ended.stderr.splitlines()[-1]
    assert last.startswith("multipriv: ")
    assert "too large" in last
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "new").exists()
