"""How fast `multipriv run` asks, beside bare Inspect and the bare client, against a server that answers at once.

    python benchmarks/throughput.py DATASET [--samples 4000] [--connections 16] [--rounds 1] [--peer NAME="COMMAND"]

DATASET is any data set of `multipriv build`; its questions are repeated up to the number of samples. Printed are samples a second
of wall time from start to end of the process, processor milliseconds a sample of that process and its children (the server's not
included), and the largest memory of one process. The server has a process of its own: on two cores, two engines and the server
share them, so trust processor time and ratios more than seconds.

A peer is any command that asks the same prompts, such as a script that drives VLMEvalKit or lmms-eval in an environment of its
own (their requirements exclude ours). It is told the address of the server, the sheet of prompts and the number of connections in
BASE_URL, SHEET and CONNECTIONS; the sheet holds one JSON object a line, `id` and `parts`, texts and paths of pictures.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

from multipriv.dataset import Dataset, write_dataset
from multipriv.evaluation.folder import rows_of
from multipriv.evaluation.spec import RunSpec
from multipriv.seeds import opaque_id

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Cost:
    """Seconds of wall and of processor time of one process with its children, and the largest of them in MB."""

    wall: float
    processor: float
    memory: float


def main() -> None:
    """Measure and print, the contenders in turn in every round."""
    parser = argparse.ArgumentParser(description="Throughput of asking against a server that answers at once.")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--samples", type=int, default=4000)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="Only these contenders.")
    parser.add_argument("--peer", action="append", default=[], metavar='NAME="COMMAND"')
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as room, instant_server() as address:
        place = Path(room)
        data = repeated(given.dataset, place / "data", given.samples)
        sheet = write_sheet(data, place / "sheet.jsonl")
        os.environ |= {
            "INSTANT_BASE_URL": address,
            "INSTANT_API_KEY": "none",
            "BASE_URL": address,
            "SHEET": str(sheet),
            "CONNECTIONS": str(given.connections),
            "XDG_CACHE_HOME": str(place / "cache"),
            "OUT": str(place / "out"),
        }
        print(f"{given.samples} samples, {pictures_of(data) / given.samples:.1f} pictures each, {given.connections} connections")
        print(f"{'':32}samples/s   ms processor/sample   MB")
        for _ in range(given.rounds):
            for name, command in contenders(place, given.connections, given.peer).items():
                if given.only and name not in given.only:
                    continue
                shutil.rmtree(place / "out", ignore_errors=True)
                cost = measured(command)
                each = 1000 * cost.processor / given.samples
                print(f"{name:32}{given.samples / cost.wall:9.1f}   {each:19.2f}   {cost.memory:4.0f}", flush=True)


def contenders(place: Path, connections: int, peers: Sequence[str]) -> dict[str, list[str]]:
    """Return the commands by name."""
    run = [sys.executable, "-m", "multipriv", "run", str(place / "data"), "--model", "openai-api/instant/m"]
    found = {"the bare openai client": [sys.executable, str(HERE / "askers.py"), "client"]}
    found["bare Inspect"] = [sys.executable, str(HERE / "askers.py"), "inspect"]
    for processes in (1, 2):
        spread = ["--processes", str(processes), "--connections", str(max(1, connections // processes))]
        found[f"multipriv run, {processes} process{'es' * (processes > 1)}"] = [*run, *spread, "--logs", str(place / "out")]
    for peer in peers:
        name, _, command = peer.partition("=")
        found[name] = ["/bin/sh", "-c", command]
    return found


def measured(command: Sequence[str]) -> Cost:
    """Run a command to its end.

    Raises:
        RuntimeError: it fails.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, cwd=HERE.parent)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read()[-2000:])
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def repeated(source: Path, place: Path, count: int) -> Dataset:
    """Write a data set whose questions are those of another one again and again, under new names."""
    data = Dataset.open(source)
    for picture in data.pictures:
        (place / picture.file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data.path(picture), place / picture.file)
    questions = [
        replace(question, question_id=opaque_id("repeated", number), item_id=opaque_id("item", number))
        for number, question in enumerate(islice(cycle(data.questions), count))
    ]
    write_dataset(place, data.manifest, data.people, data.pictures, questions)
    return Dataset.open(place)


def write_sheet(data: Dataset, sheet: Path) -> Path:
    """Write the prompts with the paths of their pictures."""
    with sheet.open("w", encoding="utf-8") as lines:
        for row in rows_of(data, RunSpec("m"), data.questions):
            parts = [{"picture": str(data.directory / p["picture"])} if "picture" in p else p for p in row["parts"]]
            lines.write(json.dumps({"id": row["id"], "parts": parts}, ensure_ascii=False) + "\n")
    return sheet


def pictures_of(data: Dataset) -> int:
    """Return how many pictures all prompts show."""
    return sum(len(question.picture_ids) for question in data.questions)


@contextmanager
def instant_server() -> Iterator[str]:
    """Yield the address of a server that answers at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([sys.executable, str(HERE / "instant_server.py"), str(port)]) as server:
        try:
            while socket.socket().connect_ex(("127.0.0.1", port)):
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
