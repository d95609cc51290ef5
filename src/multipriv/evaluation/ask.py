"""One engine process: it asks the prompts of one shard through Inspect and leaves an immutable log.

It is started with a job (JSON on standard input) that holds prompts and pictures and nothing else, so that no model, however it
is loaded, shares a process with the right answers. Its standard output is a channel of JSON lines. The first says whether the
model can be asked: {"refused": null}, or why not. It then waits for a byte on standard input, and asks; every further line is an
answer as soon as it stands in the log: {"answer": …, "tokens": …, "dollars": …}. A further byte on standard input stops it: what
is under way is finished, nothing more is asked.
"""

import gc
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

Say = Callable[[dict[str, Any]], None]
AHEAD = 4
"""So many prompts more than requests under way are in work: their pictures are read, or their answers logged."""


@dataclass(frozen=True)
class Job:
    """What one engine process does: the prompts (rows of the sheet) it asks, of whom, and where the log goes.

    `price` is dollars for a million tokens of input and of output.
    """

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
    price: tuple[float, float] | None = None
    log_buffer: int | None = None

    def to_json(self) -> str:
        """Return the job as one JSON text."""
        return json.dumps(asdict(self))


def main() -> None:
    """Do the job that stands on the first line of standard input; end as soon as whoever holds its other end is gone."""
    gc.disable()  # a million objects come in with Inspect and stay: collecting among them is a fifth of the start
    say, stopped = _channel(), threading.Event()
    job = Job(**json.loads(sys.stdin.readline()))
    try:
        model = model_of(job)
    except Exception as error:  # providers raise their own kinds
        say({"refused": refusal(error, job.model)})
        return
    gc.freeze()
    gc.enable()
    say({"refused": None})
    if not os.read(0, 1):
        return
    threading.Thread(target=_listen, args=(stopped,), daemon=True).start()
    wanted = set(job.ids)
    with Path(job.sheet).open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"] in wanted]
    ask(job, model, rows, say, stopped)


def refusal(error: Exception, model: str) -> str:
    """Return in one line why a provider refuses a model; the errors of Inspect are texts for a terminal."""
    plain = re.sub(r"\[/?[a-z ]*\]", "", str(error))
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    return " ".join(lines)[:300] or f"the model {model!r} cannot be used ({type(error).__name__})"


def _channel() -> Say:
    """Return the way to the parent: standard output, which nothing else in this process can write to any more."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(message: dict[str, Any]) -> None:
        channel.write(json.dumps(message) + "\n")
        channel.flush()

    return say


def _listen(stopped: threading.Event) -> None:
    while os.read(0, 1):
        stopped.set()
    os._exit(3)


def _settings(job: Job) -> Any:
    """Return how the model is asked, as Inspect's GenerateConfig."""
    from inspect_ai.model import CachePolicy, GenerateConfig

    return GenerateConfig(
        max_connections=job.connections,
        attempt_timeout=job.attempt_timeout,
        max_retries=job.max_retries,
        temperature=job.temperature,
        max_tokens=job.max_tokens,
        cache=CachePolicy(expiry=None) if job.cache else False,
    )


def model_of(job: Job) -> Any:
    """Return the model as Inspect's Model; whatever its provider raises is passed on."""
    from inspect_ai.model import get_model

    from multipriv.evaluation.keys import keep_quiet
    from multipriv.evaluation.showing import show_pictures

    model = get_model(job.model, config=_settings(job), base_url=job.base_url, memoize=False, **job.model_args)
    show_pictures(model.api, Path(job.pictures))
    keep_quiet(model.api)
    _set_price(job)
    return model


def ask(job: Job, model: Any, rows: list[dict[str, Any]], say: Say, stopped: threading.Event) -> None:
    """Ask the rows one after the other until there is none left or somebody says stop; one Inspect log is written."""
    from inspect_ai import Task
    from inspect_ai import eval as inspect_eval

    inspect_eval(
        Task(name=job.name, dataset=_one_by_one(job, rows, say, stopped), solver=_asking(), scorer=None),
        model=model,
        log_dir=job.log_dir,
        log_format="eval",
        display="none",
        score=False,
        log_images=False,
        log_model_api=False,
        log_realtime=False,
        log_buffer=job.log_buffer or max(1, len(rows) // 200),
        ctl_server=False,
        max_samples=window(job.connections),
        fail_on_error=False,
        retry_on_error=1,
        **_settings(job).model_dump(exclude_none=True),
    )


def window(connections: int) -> int:
    """Return how many samples are in work at once: at most so many requests follow when a run is stopped."""
    return connections + AHEAD


def _set_price(job: Job) -> None:
    """Tell Inspect what tokens cost, so that it reckons every call, retries and cached parts included."""
    if job.price is None:
        return
    from inspect_ai.model import ModelCost, ModelInfo, get_model_info, set_model_info

    paid, earned = job.price
    cost = ModelCost(input=paid, output=earned, input_cache_write=paid, input_cache_read=paid)
    known = get_model_info(job.model) or ModelInfo()
    set_model_info(job.model, known.model_copy(update={"cost": cost}))


def _one_by_one(job: Job, rows: list[dict[str, Any]], say: Say, stopped: threading.Event) -> Any:
    """Return the rows as a source that keeps a window of samples in work and passes on every answer that is logged."""
    from inspect_ai import SampleSource
    from inspect_ai.dataset import Sample
    from inspect_ai.log import EvalSample

    from multipriv.evaluation.answers import answer_of_sample
    from multipriv.evaluation.showing import data_uri, named

    pictures = Path(job.pictures)
    # what is cached goes by the pixels, not by a name
    image = (lambda file: data_uri(pictures / file)) if job.cache else named
    waiting: Iterator[Sample] = (sample_of(row, image) for row in rows)

    class OneByOne(SampleSource):
        def initial_samples(self) -> list[Sample]:
            return list(islice(waiting, window(job.connections)))

        async def sample_complete(self, sample: EvalSample) -> list[Sample] | None:
            used = sample.model_usage.values()
            tokens, dollars = sum(use.total_tokens for use in used), sum(use.total_cost or 0.0 for use in used)
            say({"answer": asdict(answer_of_sample(sample, job.model)), "tokens": tokens, "dollars": dollars})
            following = None if stopped.is_set() else next(waiting, None)
            return None if following is None else [following]

    return OneByOne()


def sample_of(row: dict[str, Any], image: Callable[[str], str]) -> Any:
    """Return a row of the sheet as an Inspect sample: prompt and pictures, an empty target, no metadata.

    `image` returns the address of a picture by its file: its path, its pixels, or its name (see `showing`); of these Inspect
    resolves paths, and only in samples that are there when a task begins.
    """
    from inspect_ai.dataset import Sample
    from inspect_ai.model import ChatMessageUser, Content, ContentImage, ContentText

    parts: list[Content] = [
        ContentText(text=part["text"]) if "text" in part else ContentImage(image=image(part["picture"])) for part in row["parts"]
    ]
    return Sample(id=row["id"], input=[ChatMessageUser(id=row["id"], content=parts)])


def _asking() -> Any:
    """Return the solver: ask once; that the model cannot take a prompt is an outcome, and asking again would not help."""
    from inspect_ai.model import ModelOutput
    from inspect_ai.solver import Generate, TaskState, generate, solver

    from multipriv.evaluation.unsupported import is_unsupported

    ask_once = generate()

    @solver
    def asking() -> Any:
        async def solve(state: TaskState, generate: Generate) -> TaskState:
            try:
                return await ask_once(state, generate)
            except Exception as error:
                if not is_unsupported(str(error)):
                    raise
                state.output = ModelOutput(model=str(state.model), error=str(error))
                return state

        return solve

    return asking()


if __name__ == "__main__":
    main()
