"""One engine process: it asks the prompts of one shard through Inspect and leaves an immutable log.

It is started with a job (JSON on standard input) that holds prompts and pictures and nothing else, so that no model, however it
is loaded, shares a process with the right answers. It prints one dot for every prompt that is done.
"""

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


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

    def to_json(self) -> str:
        """Return the job as one JSON text."""
        return json.dumps(asdict(self))


def main() -> None:
    """Read a job from standard input and do it."""
    job = Job(**json.loads(sys.stdin.read()))
    wanted = set(job.ids)
    with Path(job.sheet).open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"] in wanted]
    ask(job, rows)


def ask(job: Job, rows: list[dict[str, Any]]) -> None:
    """Ask every row and write one Inspect log into the job's folder."""
    from inspect_ai import Task
    from inspect_ai import eval as inspect_eval
    from inspect_ai.dataset import MemoryDataset

    task = Task(
        name=job.name,
        dataset=MemoryDataset([_sample(row, Path(job.pictures)) for row in rows], name=job.name),
        solver=_announcing_generate(),
        scorer=None,
    )
    inspect_eval(
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
        log_buffer=max(1, min(20, len(rows) // 4)),
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


def _sample(row: dict[str, Any], pictures: Path) -> Any:
    from inspect_ai.dataset import Sample
    from inspect_ai.model import ChatMessageUser, Content, ContentImage, ContentText

    parts: list[Content] = [
        ContentText(text=part["text"]) if "text" in part else ContentImage(image=str(pictures / part["picture"]))
        for part in row["parts"]
    ]
    return Sample(id=row["id"], input=[ChatMessageUser(id=row["id"], content=parts)])


def _announcing_generate() -> Any:
    from inspect_ai.solver import Generate, TaskState, generate, solver

    ask_once = generate()

    @solver
    def announcing_generate() -> Any:
        async def solve(state: TaskState, generate: Generate) -> TaskState:
            try:
                return await ask_once(state, generate)
            finally:
                sys.stdout.write(".")
                sys.stdout.flush()

        return solve

    return announcing_generate()


if __name__ == "__main__":
    main()
