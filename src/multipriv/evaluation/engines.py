"""Engine processes: each asks one shard of the prompts in a room that holds prompts and pictures and leads nowhere else."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from multipriv.dataset import Dataset
from multipriv.evaluation.ask import Job
from multipriv.evaluation.limits import Meter
from multipriv.evaluation.spec import RunError
from multipriv.taxonomy.records import Answer, Question

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Room:
    """The folder in which the engines of one run work: sheet, pictures and logs under way.

    It lies in the user's cache, apart from run and data set, so that no path that a model is given leads to the truth. A run
    that was killed finds its room, and the logs in it, again.
    """

    path: Path

    @property
    def logs(self) -> Path:
        """Where the engines write."""
        return self.path / "logs"

    @property
    def sheet(self) -> Path:
        """The prompts."""
        return self.path / "sheet.jsonl"

    def furnish(self, dataset: Dataset, questions: Sequence[Question], sheet: str) -> None:
        """Bring in the sheet and the pictures that are asked about."""
        self.logs.mkdir(exist_ok=True)
        self.sheet.write_text(sheet, "utf-8")
        wanted = {picture for question in questions for picture in question.picture_ids}
        for picture in dataset.pictures:
            if picture.picture_id in wanted:
                _link(dataset.path(picture), self.path / picture.file)

    def hand_over(self, logs: Path) -> None:
        """Move the logs to where the run keeps them; what a kill left of an unwritten log is no log."""
        for log in sorted(self.logs.glob("*.eval")):
            logs.mkdir(parents=True, exist_ok=True)
            shutil.move(log, logs / log.name)


def _link(source: Path, place: Path) -> None:
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, place)
    except FileNotFoundError:
        raise RunError(f"{source}: the picture is missing; multipriv check says what else is") from None
    except OSError:
        shutil.copyfile(source, place)


@contextmanager
def room_of(home: Path) -> Iterator[Room]:
    """Yield the room of the run that lies in `home`; it is removed at the end.

    Raises:
        RunError: the same run is under way in another process.
    """
    import platformdirs

    name = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:24]
    rooms = platformdirs.user_cache_path("multipriv") / "rooms"
    (rooms / name).mkdir(parents=True, exist_ok=True)
    with (rooms / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise RunError(f"{home}: this run is under way in another process") from None
        room = Room(rooms / name)
        try:
            yield room
        finally:
            if not [*room.logs.glob("*.eval")]:  # logs that could not be handed over stay for the next time
                shutil.rmtree(room.path, ignore_errors=True)
            Path(lock.name).unlink(missing_ok=True)


class Engine:
    """One engine process. It loads its provider as soon as it is made, and asks when it is told to.

    Its standard input stays open: when this process dies, the engine ends too.
    """

    def __init__(self, job: Job, room: Room) -> None:
        command = [sys.executable, "-m", "multipriv.evaluation.ask"]
        surroundings = {name: value for name, value in os.environ.items() if name not in ("PWD", "OLDPWD", "_")}
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115  # closed by `end`
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            cwd=room.path,
            env=surroundings,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout
        _tell(self._in, job.to_json() + "\n")

    def refusal(self) -> str | None:
        """Wait until the provider is loaded; return why the model cannot be asked. An engine that died says it in `ask`."""
        said = self._out.readline()
        return json.loads(said)["refused"] if said else None

    def ask(self, meter: Meter, progress: Progress) -> tuple[list[Answer], str | None]:
        """Let it ask to its end; return the answers, and what went wrong."""
        answers: list[Answer] = []
        _tell(self._in, ".")
        meter.watch(partial(_tell, self._in, "."))
        for line in self._out:
            said: dict[str, Any] = json.loads(line)
            answers.append(Answer(**said["answer"]))
            meter.add(said["tokens"], said["dollars"])
            progress(1)
        if self._process.wait() == 0:
            return answers, None
        self._errors.seek(0)
        last = [line.strip() for line in self._errors.read().splitlines() if line.strip()]
        return answers, f"an engine process ended with {self._process.returncode}: {last[-1] if last else 'it said nothing'}"

    def end(self) -> None:
        """Leave no process behind."""
        self._process.kill()
        with suppress(BrokenPipeError):
            self._process.__exit__(None, None, None)
        self._errors.close()


@contextmanager
def engines(jobs: Sequence[Job], room: Room) -> Iterator[list[Engine]]:
    """Yield one engine a job, all started at once, and end them."""
    with ExitStack() as ends:
        started = []
        for job in jobs:
            started.append(Engine(job, room))
            ends.callback(started[-1].end)
        yield started


def check(engines: Sequence[Engine]) -> None:
    """Wait until all engines have loaded their provider.

    Raises:
        RunError: it refuses the model.
    """
    refused = [refusal for refusal in [engine.refusal() for engine in engines] if refusal]
    if refused:
        raise RunError(refused[0])


def ask(engines: Sequence[Engine], meter: Meter, progress: Progress) -> tuple[list[Answer], list[str]]:
    """Let all engines ask side by side; return the answers and what went wrong with engines."""
    with ThreadPoolExecutor(len(engines)) as pool:
        ended = list(pool.map(lambda engine: engine.ask(meter, progress), engines))
    return [answer for answers, _ in ended for answer in answers], [problem for _, problem in ended if problem]


def _tell(engine: IO[str], text: str) -> None:
    with suppress(OSError, ValueError):  # an engine that has ended needs to be told nothing
        engine.write(text)
        engine.flush()
