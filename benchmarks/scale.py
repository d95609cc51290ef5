"""Does a build stay as cheap a picture when it grows? Processor time, memory and the work on records at several sizes.

    python -m benchmarks.scale --profiles 40 100 200 [--pictures-sample 150] [--workers 2]
    python -m benchmarks.scale --records 40 400 4000

The first draws pictures of the suite `large` in worker processes as `multipriv build` does. With `--pictures-sample` it plans
the whole suite and draws a systematic sample of that size: every n-th order, sorted by what decides the cost (kind, layout,
level, file format), so that a sample is composed like the whole. It reports processor milliseconds a picture (standard error in
brackets; the first picture of each worker apart, which pays for imports and compiled code), and the resident memory of all
processes together: in the first third of the pictures, and at its peak.

The second draws nothing. It makes the world and the plan of each size, lets records stand in for pictures (what their kind
promises, printed, in boxes that nothing fills), asks, writes and checks, and reports milliseconds a picture of each stage and
the power of the size that it grows with: 1.00 is linear. Few items a profile keep the largest size short.
"""

import argparse
import math
import os
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from tests.questions.paper_world import picture as on_paper

from multipriv.build.check import _proofs
from multipriv.build.check_records import composition, exposures, references
from multipriv.build.circles import populate
from multipriv.build.jobs import Job, make
from multipriv.build.orders import place_orders
from multipriv.build.run import assign
from multipriv.build.suites import Suite, suite
from multipriv.build.workers import _start_worker
from multipriv.dataset import Dataset, Manifest, write_dataset
from multipriv.questions.generate import generate
from multipriv.taxonomy.records import Person, Picture

SEED = 1
STRANGERS, SPARSE = 2, 10  # in record worlds: strangers a profile, and the part of the usual items that is asked
WARM = 40  # profiles of a world that is made first, and not counted: imports and tables
WHOLE = ("pictures", "MB peak")
MEGABYTE = 1e6

Result = TypeVar("Result")


def planned(sized: Suite) -> tuple[Sequence[Person], list[Job]]:
    """Return the people and the jobs of a suite."""
    orders = place_orders(sized, SEED)
    world = populate(sized, orders, SEED)
    return world.people, assign(orders, world, SEED)


def sampled(jobs: Sequence[Job], count: int | None) -> list[Job]:
    """Return `count` jobs (all if not said), spread evenly over what decides their cost."""
    if count is None or count >= len(jobs):
        return list(jobs)
    order = sorted(jobs, key=lambda job: (job.order.slot.kind, job.order.layout, job.order.capture, job.order.form, job.key))
    chosen = {order[int((number + 0.5) * len(order) / count)].key for number in range(count)}
    return [job for job in jobs if job.key in chosen]


class Memory(threading.Thread):
    """Watches the resident memory of this process and its children, in bytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._ended = threading.Event()

    def run(self) -> None:
        """Look ten times a second."""
        while not self._ended.wait(0.1):
            self.peak = max(self.peak, sum(_resident(pid) for pid in [os.getpid(), *_children(os.getpid())]))

    def end(self) -> None:
        """Stop watching."""
        self._ended.set()
        self.join()


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0  # it has just ended


def _children(pid: int) -> list[int]:
    try:
        listed = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return listed + [grandchild for child in listed for grandchild in _children(child)]


def timed(job: Job, folder: Path) -> tuple[int, float]:
    """Make a picture; return the process that made it and the processor seconds it took."""
    start = time.process_time()
    make(job, folder)
    return os.getpid(), time.process_time() - start


def draw(profiles: int, sample: int | None, workers: int) -> str:
    """Draw the plan (or a sample of it) of so many profiles and return a line of the table."""
    _, jobs = planned(suite("large").scaled(profiles))
    chosen = sampled(jobs, sample)
    memory, third = Memory(), 0
    memory.start()
    spent: dict[int, list[float]] = defaultdict(list)
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(workers, get_context("spawn"), initializer=_start_worker) as pool,
    ):
        for done, (process, cost) in enumerate(pool.map(partial(timed, folder=Path(folder)), chosen), start=1):
            spent[process].append(cost)
            if done == len(chosen) // 3:
                third = memory.peak
    memory.end()
    started = statistics.mean(one[0] for one in spent.values())
    seconds = [second for one in spent.values() for second in one[1:]]
    mean, error = statistics.mean(seconds), statistics.stdev(seconds) / math.sqrt(len(seconds))
    return (
        f"{profiles:>8}{len(jobs):>10}{len(chosen):>8}{1000 * mean:>9.0f} ({1000 * error:.0f}){started:>10.1f}"
        f"{third / MEGABYTE:>12.0f}{memory.peak / MEGABYTE:>10.0f}"
    )


def sparse(profiles: int) -> Suite:
    """Return a suite of so many profiles with few strangers and few questions."""
    dense = suite("large").scaled(profiles)
    items = {task: max(1, count // SPARSE) for task, count in dense.items.items()}
    return replace(dense, attribute_pictures=STRANGERS * profiles, items=items)


def record_only(profiles: int) -> dict[str, float]:
    """Return the processor milliseconds a picture of every stage that handles records, and the peak of memory in MB."""
    stages: dict[str, float] = {}
    sized = sparse(profiles)

    def stage(name: str, work: Callable[[], Result]) -> Result:
        start = time.process_time()
        result = work()
        stages[name] = stages.get(name, 0) + time.process_time() - start
        return result

    people, jobs = stage("people and plan", lambda: planned(sized))
    pictures = [_on_paper(job, number) for number, job in enumerate(jobs)]
    pictures.sort(key=lambda one: one.picture_id)
    questions = stage("questions", lambda: generate(pictures, people, sized.items, SEED))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stage("writing", lambda: write_dataset(folder, Manifest("large", SEED, "0"), people, pictures, questions))
        opened = Dataset.open(folder)
        stage("reading", lambda: (opened.people, opened.pictures, opened.questions))
        stage("checking the records", lambda: (list(references(opened)), list(composition(opened)), _exposed(opened)))
        stage("proof", lambda: _proofs(opened, lambda *_: None))
    found = {name: 1000 * seconds / len(pictures) for name, seconds in stages.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE
    return found | dict(zip(WHOLE, (len(pictures), peak), strict=True))


def _exposed(opened: Dataset) -> list[str]:
    return list(exposures(opened, {person.person_id: person for person in opened.people}))


def _on_paper(job: Job, number: int) -> Picture:
    """Return a record of a picture that nobody drew."""
    drawn = on_paper(job.owner, job.order.slot, job.order.owner.scope, number, job.others[:2])
    return replace(drawn, picture_id=job.order.picture_id, file=job.file, width=2000, height=2000)


def warmed(profiles: int) -> dict[str, float]:
    """Return what `record_only` finds once everything is imported."""
    record_only(WARM)
    return record_only(profiles)


def records(sizes: Sequence[int]) -> None:
    """Print what each stage costs a picture at each size, each size in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        columns = []
        for size in sizes:
            columns.append(pool.submit(warmed, size).result())
            print(f"{size} profiles: {columns[-1]}", file=sys.stderr, flush=True)
    print(f"{'ms a picture':<24}" + "".join(f"{size:>10}" for size in sizes) + f"{'growth':>10}")
    for name in columns[0]:
        row = [column[name] for column in columns]
        if name in WHOLE:
            print(f"{name:<24}" + "".join(f"{value:>10.0f}" for value in row))
        else:
            power = 1 + math.log(row[-1] / row[0]) / math.log(sizes[-1] / sizes[0])
            print(f"{name:<24}" + "".join(f"{value:>10.2f}" for value in row) + f"{power:>10.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Cost of a build as it grows.")
    parser.add_argument("--profiles", type=int, nargs="*", default=[], help="sizes at which pictures are drawn")
    parser.add_argument("--pictures-sample", type=int, help="draw a sample of this many pictures of each size")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--records", type=int, nargs="*", default=[], help="sizes at which only records are made")
    options = parser.parse_args()
    if options.profiles:
        print("profiles   planned   drawn   ms a picture   start s    MB at 1/3   MB peak")
    for profiles in options.profiles:
        print(draw(profiles, options.pictures_sample, options.workers), flush=True)
    if options.records:
        records(options.records)


if __name__ == "__main__":
    main()
