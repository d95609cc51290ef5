"""How fast `multipriv run` asks, beside its peers, bare Inspect and the bare client, against a server that answers at once.

    python -m benchmarks.throughput DATASET [--samples 4000] [--connections 16] [--rounds 1]
        [--peer vlmevalkit=PYTHON] [--peer lmms-eval=PYTHON] [--peer lmms-eval-threads=PYTHON]

DATASET is any data set of `multipriv build`; its questions are repeated up to the number of samples. PYTHON is the interpreter of
an environment in which the peer is installed: the requirements of VLMEvalKit and lmms-eval exclude ours (see peers.py).

Printed of every contender: samples a second of wall time from the start to the end of its process; the steady rate, at which the
server saw the middle eight tenths of the requests; processor milliseconds a sample of the process and its children, and of the
server; the largest memory of one process. The server has a process of its own: on two cores, two engines and the server share
them, so trust processor time and ratios more than seconds.
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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

from multipriv.dataset import Dataset, write_dataset
from multipriv.evaluation.folder import rows_of
from multipriv.evaluation.spec import RunSpec
from multipriv.seeds import opaque_id

HERE = Path(__file__).parent
RUNS = {1: "multipriv run, 1 process", 2: "multipriv run, 2 processes"}


@dataclass(frozen=True)
class Cost:
    """Seconds of wall and of processor time of one process with its children, and the largest of them in MB.

    steady  requests a second that the server saw, from the first tenth to the last
    server  seconds of processor time of the server
    """

    wall: float
    processor: float
    memory: float
    steady: float = 0.0
    server: float = 0.0


def main() -> None:
    """Measure and print, the contenders in turn in every round."""
    parser = argparse.ArgumentParser(description="Throughput of asking against a server that answers at once.")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--samples", type=int, default=4000)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="Only these contenders.")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PYTHON")
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
            "PEER_FILES": str(place / "peer"),
        }
        peers = dict(peer.split("=", 1) for peer in given.peer)
        asked = {
            name: command for name, command in contenders(place, given.connections, peers).items() if chosen(name, given.only)
        }
        for name in set(peers) & set(asked):
            measured([peers[name], str(HERE / "peers.py"), name, "prepare"])
        print(f"{given.samples} samples, {pictures_of(data) / given.samples:.1f} pictures each, {given.connections} connections")
        print(f"{'':32}samples/s   steady   ms processor/sample   server   MB")
        costs: dict[str, list[Cost]] = {name: [] for name in asked}
        for _ in range(given.rounds):
            for name, command in asked.items():
                shutil.rmtree(place / "out", ignore_errors=True)
                seen(address)
                costs[name].append(with_server(measured(command), seen(address), given.samples))
                print(line(name, costs[name][-1], given.samples), flush=True)
        print(scaling(costs))


def chosen(name: str, only: Sequence[str] | None) -> bool:
    """Return whether a contender is wanted."""
    return only is None or name in only


def line(name: str, cost: Cost, samples: int) -> str:
    """Return one row of the table."""
    each, server = 1000 * cost.processor / samples, 1000 * cost.server / samples
    return f"{name:32}{samples / cost.wall:9.1f}{cost.steady:9.1f}{each:22.2f}{server:9.2f}{cost.memory:5.0f}"


def scaling(costs: Mapping[str, Sequence[Cost]]) -> str:
    """Return how much faster two processes ask than one, by the medians of all rounds."""
    one, two = (costs.get(name, ()) for name in RUNS.values())
    if not one or not two:
        return ""
    whole = median(cost.wall for cost in one) / median(cost.wall for cost in two)
    steady = median(cost.steady for cost in two) / median(cost.steady for cost in one)
    return f"two processes over one: {whole:.2f} times as fast from start to end, {steady:.2f} times as fast steadily"


def seen(address: str) -> dict[str, Any]:
    """Return what the server saw since it was last asked."""
    with urlopen(address.removesuffix("/v1") + "/seen") as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def with_server(cost: Cost, served: dict[str, Any], samples: int) -> Cost:
    """Return the cost of asking with what the server says of it.

    Raises:
        RuntimeError: the server saw fewer requests than there are samples.
    """
    times = served["times"]
    if len(times) < samples:
        raise RuntimeError(f"{samples} samples, but {len(times)} requests")
    first, last = len(times) // 10, len(times) * 9 // 10
    return replace(cost, steady=(last - first) / (times[last] - times[first]), server=served["processor"])


def contenders(place: Path, connections: int, peers: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the commands by name."""
    run = [sys.executable, "-m", "multipriv", "run", str(place / "data"), "--model", "openai-api/instant/m"]
    found = {"the bare openai client": [sys.executable, str(HERE / "askers.py"), "client"]}
    found["bare Inspect"] = [sys.executable, str(HERE / "askers.py"), "inspect"]
    for processes, name in RUNS.items():
        spread = ["--processes", str(processes), "--connections", str(max(1, connections // processes))]
        found[name] = [*run, *spread, "--logs", str(place / "out")]
    return found | {name: [python, str(HERE / "peers.py"), name, "ask"] for name, python in peers.items()}


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
