"""A run that is killed goes on where it stopped; a run that is complete asks nothing."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from multipriv.dataset import Dataset
from multipriv.evaluation.answers import logs_of, read_answers
from tests.evaluation.stub import Stub

CONNECTIONS = 3


def command(dataset: Dataset, logs: Path) -> list[str]:
    """The same command every time."""
    run = [sys.executable, "-m", "multipriv", "run", str(dataset.directory), "--model", "openai-api/stub/m", "--logs", str(logs)]
    return [*run, "--processes", "1", "--connections", str(CONNECTIONS)]


def start(dataset: Dataset, logs: Path) -> subprocess.Popen[str]:
    """Start the command."""
    return subprocess.Popen(command(dataset, logs), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def engines_of(process: subprocess.Popen[str]) -> list[int]:
    """The process ids of the engines of a run."""
    return [int(pid) for task in Path(f"/proc/{process.pid}/task").iterdir() for pid in (task / "children").read_text().split()]


def serve(stub: Stub, count: int) -> None:
    """Wait until so many requests have come in."""
    for _ in range(count):
        assert stub.served.acquire(timeout=60)


def wait_for_samples(count: int) -> None:
    """Wait until the log under way holds so many samples."""
    import zipfile

    rooms, end = Path(os.environ["XDG_CACHE_HOME"]), time.monotonic() + 30
    while time.monotonic() < end:
        for log in rooms.rglob("*.eval"):
            try:
                if sum(name.startswith("samples/") for name in zipfile.ZipFile(log).namelist()) >= count:
                    return
            except (zipfile.BadZipFile, OSError):
                continue
        time.sleep(0.05)
    raise AssertionError("the log did not grow")


def test_a_killed_run_goes_on_where_it_stopped(tiny: Dataset, tmp_path: Path, stub: Stub) -> None:
    logs, total = tmp_path / "logs", len(tiny.questions)
    first = start(tiny, logs)  # its engine is killed
    serve(stub, 10)
    wait_for_samples(5)
    stub.gate.clear()
    time.sleep(0.3)
    (engine,) = engines_of(first)
    os.kill(engine, signal.SIGKILL)
    said, _ = first.communicate(timeout=60)
    assert first.returncode == 1
    assert f"of {total} questions answered" in said
    assert "an engine process ended with -9" in said
    asked = sum(stub.requests.values())
    (home,) = logs.iterdir()
    kept = sum(answer.error is None for answer in read_answers(home / "answers.parquet"))
    assert 5 <= kept <= asked
    assert asked - kept <= 2 * CONNECTIONS

    stub.gate.set()
    second = start(tiny, logs)  # itself is killed, and its engine with it
    serve(stub, asked - 10 + 8)
    wait_for_samples(4)
    stub.gate.clear()
    (engine,) = engines_of(second)
    second.kill()
    second.wait()
    end = time.monotonic() + 20
    while Path(f"/proc/{engine}").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not Path(f"/proc/{engine}").exists()

    stub.gate.set()
    third = start(tiny, logs)
    said, _ = third.communicate(timeout=60)
    assert third.returncode == 0, said
    assert f"{total} of {total} questions answered" in said
    answers = read_answers(home / "answers.parquet")
    assert Counter(answer.question_id for answer in answers) == Counter(question.question_id for question in tiny.questions)
    assert all(answer.error is None for answer in answers)
    assert sum(stub.requests.values()) <= total + 4 * CONNECTIONS
    assert len(logs_of(home / "logs")) == 3

    before = stub.requests.copy()
    done = subprocess.run(command(tiny, logs), capture_output=True, text=True, check=True)
    assert f"{total} of {total}" in done.stdout
    assert stub.requests == before
