"""Pictures: the same for any number of workers and after an interruption; a finished one that was changed is made again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from multipriv.build.circles import populate
from multipriv.build.jobs import Job, encode
from multipriv.build.journal import JOURNAL
from multipriv.build.orders import place_orders
from multipriv.build.run import assign
from multipriv.build.suites import suite
from multipriv.build.workers import make_pictures
from multipriv.dataset.writing import sha256

QUICK = ("bank_statement", "medical_report")  # no face to draw
SEED = 11


def quick_jobs(count: int) -> list[Job]:
    orders = place_orders(suite("mini"), SEED)
    world = populate(suite("mini"), orders, SEED)
    return [job for job in assign(orders, world, SEED) if job.order.slot.kind in QUICK][:count]


def files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256(path) for path in folder.rglob("*.*") if path.name != JOURNAL}


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    return quick_jobs(3)


@pytest.fixture(scope="module")
def whole(jobs: list[Job], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    make_pictures(jobs, folder, 1, lambda done, total: None)
    return folder


def remade(jobs: list[Job], folder: Path, workers: int = 1) -> int:
    """Make the pictures of `jobs` in `folder` and return how many had to be drawn."""
    told: list[int] = []
    make_pictures(jobs, folder, workers, lambda done, total: told.append(done))
    return len(told) - 1


def test_any_number_of_workers_makes_the_same(jobs: list[Job], whole: Path, tmp_path: Path) -> None:
    pictures = make_pictures(jobs, tmp_path, 2, lambda done, total: None)
    assert files(tmp_path) == files(whole)
    assert pictures == make_pictures(jobs, whole, 1, lambda done, total: None)
    assert [picture.picture_id for picture in pictures] == [job.order.picture_id for job in jobs]


def test_records_tell_what_lies_on_disk(jobs: list[Job], whole: Path) -> None:
    from PIL import Image

    for job, picture in zip(jobs, make_pictures(jobs, whole, 1, lambda done, total: None), strict=True):
        assert sha256(whole / picture.file) == picture.sha256
        with Image.open(whole / picture.file) as image:
            assert image.size == (picture.width, picture.height)
            assert image.format == {"webp": "WEBP", "jpg": "JPEG", "png": "PNG"}[job.order.form]
        assert picture.person_ids[0] == job.owner.person_id
        assert picture.exposures


def test_finished_pictures_are_not_drawn_again(jobs: list[Job], whole: Path) -> None:
    assert remade(jobs, whole) == 0


def test_a_changed_or_missing_picture_is_drawn_again(jobs: list[Job], tmp_path: Path) -> None:
    first = make_pictures(jobs, tmp_path, 1, lambda done, total: None)
    before = files(tmp_path)
    (tmp_path / first[0].file).write_bytes(b"not a picture")
    (tmp_path / first[1].file).unlink()
    assert remade(jobs, tmp_path) == 2
    assert files(tmp_path) == before


def test_a_torn_journal_loses_one_picture(jobs: list[Job], tmp_path: Path) -> None:
    make_pictures(jobs, tmp_path, 1, lambda done, total: None)
    journal = tmp_path / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-25])
    assert remade(jobs, tmp_path) == 1
    assert remade(jobs, tmp_path) == 0


def test_a_killed_build_goes_on_where_it_stopped(whole: Path, tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from tests.build.test_workers import quick_jobs, make_pictures\n"
        f"make_pictures(quick_jobs(3), Path({str(tmp_path)!r}), 1, lambda done, total: print(done, flush=True))"
    )
    started = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert started.stdout is not None
    while started.stdout.readline().strip() != "1":
        assert started.poll() is None
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    assert 1 <= remade(quick_jobs(3), tmp_path) <= 2
    assert files(tmp_path) == files(whole)


def test_a_folder_that_cannot_be_written_is_told(jobs: list[Job], tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("in the way")
    with pytest.raises(OSError, match="pictures"):
        make_pictures(jobs, tmp_path, 1, lambda done, total: None)


def test_encoding_keeps_what_is_drawn() -> None:
    import io

    import numpy as np
    from PIL import Image

    flat = np.full((40, 60, 3), (200, 30, 90), np.uint8)
    for form in ("webp", "jpg", "png"):
        back = np.asarray(Image.open(io.BytesIO(encode(flat, form))).convert("RGB"), int)  # type: ignore[arg-type]
        assert back.shape == flat.shape
        assert np.abs(back - flat).max() <= (0 if form == "png" else 6)
