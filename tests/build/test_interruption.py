"""A whole build killed at any moment and begun again is the build that nobody disturbed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from multipriv.build.journal import JOURNAL
from multipriv.dataset import Dataset

pytestmark = pytest.mark.heavy
PATIENCE = 600  # seconds until a moment must have come


def finished(count: int) -> Callable[[Path], bool]:
    """Return whether so many pictures are in the journal."""

    def look(partial: Path) -> bool:
        journal = partial / JOURNAL
        return journal.exists() and journal.read_bytes().count(b"\n") >= count

    return look


def being_written(pattern: str) -> Callable[[Path], bool]:
    """Return whether a file of this name is there, or is being written."""
    return lambda partial: any(partial.glob(pattern))


MOMENTS = {
    "at the start": lambda partial: partial.exists(),
    "at the first pictures": finished(2),
    "among the pictures": finished(37),
    "at the last picture": finished(99),
    "while it asks": finished(100),
    "at the first table": being_written("people.parquet*"),
    "at the last table": being_written("questions.parquet*"),
    "at the end": being_written("manifest.json*"),
}


def kill_when(come: Callable[[Path], bool], folder: Path, workers: int) -> bool:
    """Build mini in `folder` and end it with its workers, without warning, when the moment has come; false if it was quicker."""
    command = [sys.executable, "-m", "multipriv", "build", "mini", "--out", "mini", "--workers", str(workers)]
    started = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + PATIENCE
    while started.poll() is None and not come(folder / "mini.partial"):
        assert time.monotonic() < until
        time.sleep(0.002)
    in_time = started.poll() is None
    if in_time:
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    return in_time


def test_a_build_killed_again_and_again_is_the_same(mini: Path, tmp_path: Path) -> None:
    killed = []
    for number, (moment, come) in enumerate(MOMENTS.items()):
        if (tmp_path / "mini").exists():
            break
        if kill_when(come, tmp_path, workers=1 + number % 2):
            killed.append(moment)
    assert len(killed) >= 5  # the last moments are short: one may be missed
    command = [sys.executable, "-m", "multipriv", "build", "mini", "--out", "mini", "--workers", "2"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    ours, undisturbed = Dataset.open(tmp_path / "mini").manifest, Dataset.open(mini).manifest
    assert ours == undisturbed  # counts, composition, ground truth and the checksum of every file
    assert not (tmp_path / "mini.partial").exists()
