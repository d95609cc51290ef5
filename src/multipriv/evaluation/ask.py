"""One engine process: it asks the prompts of one shard through Inspect and leaves an immutable log.

It is started with a job (JSON on standard input) that holds prompts and pictures and nothing else, so that no model, however it
is loaded, shares a process with the right answers. Its standard output is a channel of JSON lines: {"done": 1} for every prompt
that is done, and at the end {"answer": …} for every answer in the log.
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

Say = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Job:
    """What one engine process does: the prompts (rows of the sheet) it asks, of whom, and where the log goes."""

    sheet: str
    ids: list[str]
    pictures: str
    model: str
    log_dir: str
    name: str
    model_args: dict[str, Any] = field(default_factory=dict)
    base_url: str | None = None
    connections: int = 8
    temperature: float = 0.0
    max_tokens: int = 2048
    attempt_timeout: int = 120
    max_retries: int = 5
    cache: bool = False
    log_buffer: int | None = None

    def to_json(self) -> str:
        """Return the job as one JSON text."""
        return json.dumps(asdict(self))


def main() -> None:
    """Do the job that stands on the first line of standard input; end as soon as whoever holds its other end is gone."""
    say = _channel()
    job = Job(**json.loads(sys.stdin.readline()))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    wanted = set(job.ids)
    with Path(job.sheet).open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"] in wanted]
    log = ask(job, rows, say)

    from multipriv.evaluation.answers import answers_of

    for answer in answers_of(log):
        say({"answer": asdict(answer)})


def _channel() -> Say:
    """Return the way to the parent: standard output, which nothing else in this process can write to any more."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(message: dict[str, Any]) -> None:
        channel.write(json.dumps(message) + "\n")
        channel.flush()

    return say


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(3)


def ask(job: Job, rows: list[dict[str, Any]], say: Say) -> Path:
    """Ask every row and return the one Inspect log that was written."""
    from inspect_ai import Task
    from inspect_ai import eval as inspect_eval
    from inspect_ai.dataset import MemoryDataset

    task = Task(
        name=job.name,
        dataset=MemoryDataset([sample_of(row, Path(job.pictures)) for row in rows], name=job.name),
        solver=_announcing_generate(say),
        scorer=None,
    )
    (log,) = inspect_eval(
        task,
        model=job.model,
        model_base_url=job.base_url,
        model_args=job.model_args,
        log_dir=job.log_dir,
        log_format="eval",
        display="none",
        score=False,
        log_images=False,
        log_model_api=False,
        log_realtime=False,
        log_buffer=job.log_buffer or max(1, len(rows) // 200),
        ctl_server=False,
        max_samples=job.connections,
        max_connections=job.connections,
        attempt_timeout=job.attempt_timeout,
        max_retries=job.max_retries,
        fail_on_error=False,
        retry_on_error=1,
        temperature=job.temperature,
        max_tokens=job.max_tokens,
        cache=job.cache,
    )
    return Path(log.location.removeprefix("file://"))


def sample_of(row: dict[str, Any], pictures: Path) -> Any:
    """Return a row of the sheet as an Inspect sample: prompt and pictures, an empty target, no metadata."""
    from inspect_ai.dataset import Sample
    from inspect_ai.model import ChatMessageUser, Content, ContentImage, ContentText

    parts: list[Content] = [
        ContentText(text=part["text"]) if "text" in part else ContentImage(image=str(pictures / part["picture"]))
        for part in row["parts"]
    ]
    return Sample(id=row["id"], input=[ChatMessageUser(id=row["id"], content=parts)])


def _announcing_generate(say: Say) -> Any:
    from inspect_ai.solver import Generate, TaskState, generate, solver

    ask_once = generate()

    @solver
    def announcing_generate() -> Any:
        async def solve(state: TaskState, generate: Generate) -> TaskState:
            try:
                return await ask_once(state, generate)
            finally:
                say({"done": 1})

        return solve

    return announcing_generate()


if __name__ == "__main__":
    main()
