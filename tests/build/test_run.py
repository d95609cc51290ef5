"""A build is whole or not there; it never touches what stands in its way."""

import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from multipriv.build.journal import Journal
from multipriv.build.orders import place_orders
from multipriv.build.origin import code_sha256
from multipriv.build.run import build
from multipriv.build.suites import BuildError, suite
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
    assert "kept as it was: already there, of the same suite, seed, version" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in mini.rglob("*")} == before


@pytest.mark.parametrize(("seed", "profiles"), [(2, None), (1, 8)])
def test_another_data_set_is_not_overwritten(mini: Path, seed: int, profiles: int | None) -> None:
    with pytest.raises(BuildError, match=r"holds another data set \(mini, seed 1, 6 profiles"):
        build("mini", mini, seed, 1, profiles, silent)


def test_a_data_set_of_other_code_is_not_taken_for_ones_own(mini: Path, tmp_path: Path) -> None:
    shutil.copytree(mini, tmp_path / "older", ignore=shutil.ignore_patterns("pictures"))
    manifest = tmp_path / "older" / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(code_sha256(), "0" * 64), "utf-8")
    with pytest.raises(BuildError, match="made by other code of version"):
        build("mini", tmp_path / "older", 1, 1, None, silent)


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


def ended(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `multipriv build` in a process of its own."""
    command = [sys.executable, "-m", "multipriv", "build", *arguments, "--workers", "1"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_full_disk_is_told_with_its_place(tmp_path: Path) -> None:
    """The first picture is written to a device that is always full."""
    first = place_orders(suite("mini"), 1)[0].picture_id
    draft = tmp_path / "new.partial" / "pictures" / first[:2] / f"{first}.draft"
    draft.parent.mkdir(parents=True)
    draft.symlink_to("/dev/full")
    told = ended(tmp_path, "mini", "--out", "new")
    assert told.returncode == 2
    assert told.stderr.splitlines()[-1] == "multipriv: new.partial: No space left on device"
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Nobody, the superuser included, makes a folder in /proc."""
    told = ended(tmp_path, "mini", "--out", "/proc/multipriv/new")
    assert told.returncode == 2
    assert told.stderr.startswith("multipriv: /proc/multipriv")
    assert len(told.stderr.splitlines()) <= 2  # the stage that was begun, and the line


def test_two_builds_in_one_folder_do_not_mix(tmp_path: Path) -> None:
    (tmp_path / "new.partial").mkdir()
    with Journal(tmp_path / "new.partial"), pytest.raises(BuildError, match="another build is at work"):
        build("mini", tmp_path / "new", 1, 1, None, silent)


@pytest.mark.parametrize("code", ["mini", "paper", "large"])
def test_too_few_profiles_are_refused_before_anything_is_made(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    least = suite(code).least_profiles
    assert execute(["build", code, "--out", str(tmp_path / "new"), "--profiles", str(least - 1)]) == 2
    line = capsys.readouterr().err
    assert line == f"multipriv: --profiles {least - 1}: {code} needs at least {least} for its questions\n"
    assert list(tmp_path.iterdir()) == []
