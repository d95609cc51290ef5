"""Makes many pictures at once, in separate processes, with the same result for any number of them."""

import ctypes
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path

from multipriv.build.jobs import Job, make
from multipriv.build.journal import Journal
from multipriv.build.suites import BuildError
from multipriv.taxonomy.records import Picture

_AHEAD = 4  # jobs a worker has waiting: enough to keep it busy, few enough to hold no memory
_TIDY = 32  # pictures a process makes before it gives freed memory back: sooner costs time, later a hundred megabytes
_made = count(1)


def make_pictures(jobs: Sequence[Job], folder: Path, workers: int, tell: Callable[[int, int], None]) -> list[Picture]:
    """Return the pictures of the jobs in their order; what an interrupted build finished in `folder` is used again.

    `tell(done, total)` is called after each picture.

    Raises:
        BuildError: a worker process died.
        OSError: the disk is full or cannot be written.
    """
    with Journal(folder) as journal:
        keys = [job.key for job in jobs]
        known = journal.finished()
        made = {key: known[key] for key in keys if key in known}
        _give_back()
        todo = [(key, job) for key, job in zip(keys, jobs, strict=True) if key not in made]
        tell(len(made), len(jobs))
        for key, picture in _run(todo, folder, workers):
            journal.add(key, picture)
            made[key] = picture
            tell(len(made), len(jobs))
    return [made[key] for key in keys]


def _run(todo: Sequence[tuple[str, Job]], folder: Path, workers: int) -> Iterator[tuple[str, Picture]]:
    """Yield each key with its picture, as they come."""
    if workers == 1 or len(todo) < 2:
        _start()
        yield from ((key, _make(job, folder)) for key, job in todo)
        return
    with ProcessPoolExecutor(min(workers, len(todo)), get_context("spawn"), initializer=_start_worker) as pool:
        try:
            yield from _in_pool(pool, todo, partial(_make, folder=folder), workers * _AHEAD)
        except BrokenProcessPool as error:
            raise BuildError("a worker process died (out of memory?): run the same command again to go on") from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _make(job: Job, folder: Path) -> Picture:
    picture = make(job, folder)
    if next(_made) % _TIDY == 0:
        _give_back()
    return picture


def _give_back() -> None:
    """Return freed memory to the system: GNU's C library keeps it, in pieces between what is in use."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def _in_pool(
    pool: ProcessPoolExecutor, todo: Sequence[tuple[str, Job]], work: Callable[[Job], Picture], ahead: int
) -> Iterator[tuple[str, Picture]]:
    waiting: dict[Future[Picture], str] = {}
    rest = iter(todo)
    while True:
        for key, job in islice(rest, ahead - len(waiting)):
            waiting[pool.submit(work, job)] = key
        if not waiting:
            return
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            yield waiting.pop(future), future.result()


def _start_worker() -> None:
    """Leave an interrupt from the keyboard to the parent, which ends the pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _start()


def _start() -> None:
    """One thread a worker: more would only fight over the cores, and workers are already one a core."""
    import cv2

    cv2.setNumThreads(1)
