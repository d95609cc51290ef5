"""What a run asks, of whom, and how; and what is refused before anything is written."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from multipriv.dataset import Dataset
from multipriv.evaluation.ask import refusal
from multipriv.evaluation.limits import Price
from multipriv.evaluation.names import REFERENCES
from multipriv.evaluation.questions import asked_questions
from multipriv.evaluation.selection import select
from multipriv.formats.registry import STYLES
from multipriv.models.catalogue import find
from multipriv.models.embedded import EMBEDDED
from multipriv.taxonomy.records import Question
from multipriv.taxonomy.tasks import LANGUAGES
from multipriv.taxonomy.tasks import tasks as all_tasks

QUICK = ("chance", "prior", "refuser", *REFERENCES)
"""Embedded models whose answers cost less than the start of a second engine process."""
OWN_RETRIES = ("openai", "openai-api")
"""Providers whose client library tries again by itself, unseen and uncounted: that is switched off, Inspect does it."""
LOCAL = "transformers"
"""The provider of local checkpoints: one engine process, one model in memory."""
SHARE = 1_000
"""Quick models get one engine process for so many questions."""


class RunError(Exception):
    """A run that cannot be started or finished; the message is one clear line."""


@dataclass(frozen=True)
class RunSpec:
    """What a run asks, of whom, and how. The fields of `EFFORT` do not decide the run's identity, all others do."""

    model: str
    prompt: str = "plain"
    control: str = "none"
    language: str = "both"
    tasks: tuple[str, ...] = ()
    limit: int | None = None
    dialect: str | None = None
    temperature: float = 0.0
    max_tokens: int = 2048
    max_pictures: int | None = None
    base_url: str | None = None
    model_args: dict[str, Any] = field(default_factory=dict)
    processes: int = 2
    connections: int = 8
    attempt_timeout: int = 120
    max_retries: int = 5
    token_limit: int | None = None
    cost_limit: float | None = None
    price: Price | None = None
    cache: bool = False

    def identity(self) -> dict[str, Any]:
        """Return the settings that decide what a run is."""
        return {name: value for name, value in asdict(self).items() if name not in EFFORT}

    def engines(self, questions: int) -> int:
        """Return how many engine processes are worth their start for so many questions."""
        if self.model.startswith(f"{LOCAL}/"):
            return 1
        return max(1, min(self.processes, -(-questions // SHARE) if self.is_quick else questions))

    @property
    def is_quick(self) -> bool:
        """Whether answers cost next to nothing, so that it is cheaper to ask again than to write each down at once."""
        provider, _, name = self.model.partition("/")
        return provider == "multipriv" and name in QUICK


EFFORT = (
    *("processes", "connections", "attempt_timeout", "max_retries"),
    *("token_limit", "cost_limit", "price", "cache"),
)


def questions_of(dataset: Dataset, spec: RunSpec) -> list[Question]:
    """Return the questions that a run asks.

    Raises:
        RunError: an unknown task, style, control, language, or no question left.
    """
    unknown = [task for task in spec.tasks if task not in all_tasks()]
    if unknown:
        raise RunError(f"unknown task {unknown[0]!r}; there are {', '.join(all_tasks())}")
    if spec.prompt not in STYLES:
        raise RunError(f"unknown prompt style {spec.prompt!r}; there are {', '.join(STYLES)}")
    if spec.language not in (*LANGUAGES, "both"):
        raise RunError(f"unknown language {spec.language!r}; there are {', '.join(LANGUAGES)} and both")
    try:
        asked = asked_questions(dataset, spec.control, spec.tasks)
    except ValueError as error:
        raise RunError(str(error)) from error
    chosen = select(asked, tasks=spec.tasks, language=spec.language, limit=spec.limit)
    if not chosen:
        raise RunError("no question is left to ask with these tasks, language and limit")
    return chosen


def askable(questions: Sequence[Question], spec: RunSpec) -> list[Question]:
    """Return the questions whose pictures the model can take."""
    return [q for q in questions if spec.max_pictures is None or len(q.picture_ids) <= spec.max_pictures]


def check_model(spec: RunSpec, directory: Path) -> None:
    """Refuse a model that cannot be asked, its provider included.

    Raises:
        RunError: as in `check_name`; an unknown provider, a missing package or a key that is not set.
    """
    check_name(spec)
    if spec.model.startswith("multipriv/"):
        return
    from inspect_ai.model import get_model

    try:
        get_model(spec.model, base_url=spec.base_url, memoize=False, **model_args(spec, directory))
    except Exception as error:  # providers raise their own kinds
        raise RunError(refusal(error, spec.model)) from error


def check_name(spec: RunSpec) -> None:
    """Refuse what can be refused without loading a provider.

    Raises:
        RunError: no model's name, an unknown model of ours, a key in the server's address, or a limit of dollars without a price.
    """
    provider, _, name = spec.model.partition("/")
    if not provider or not name:
        raise RunError(f"a model is named provider/model, for example multipriv/reader or openai/gpt-4o; got {spec.model!r}")
    if spec.base_url is not None and "@" in urlsplit(spec.base_url).netloc:
        raise RunError("the server's address holds a name or a key; keys are read from the environment only")
    if spec.cost_limit is not None and spec.price is None:
        raise RunError(f"the price of {spec.model} is not known: say what a million tokens cost, for example --price 2.5,10")
    if provider == "multipriv":
        known = (*EMBEDDED, *REFERENCES)
        if name not in known:
            raise RunError(f"no model multipriv/{name}; there are {', '.join(known)}")


def price_of(stated: str | None, model: str) -> Price | None:
    """Return a stated price ("2.5,10": dollars for a million tokens of input and of output), else that of the catalogue.

    Raises:
        RunError: what is stated is no price.
    """
    if stated is None:
        found = find(model)
        return Price(*found.price) if found and found.price else None
    try:
        paid, earned = map(float, stated.split(","))
        return Price(paid, earned)
    except ValueError:
        told = f"a price is two numbers, dollars for a million tokens in and out, such as 2.5,10; got {stated!r}"
        raise RunError(told) from None


def most_pictures(stated: int | None, model: str) -> int | None:
    """Return how many pictures a model takes in one prompt: as stated, else by the catalogue; null where nothing is known."""
    found = find(model)
    return stated if stated is not None or found is None else found.pictures


def model_settings(pairs: Sequence[str]) -> dict[str, Any]:
    """Return NAME=VALUE pairs as a provider's settings; values that are numbers, true, false or null become such.

    Raises:
        RunError: no pair, or a name under which keys travel: these are read from the environment only.
    """
    settings: dict[str, Any] = {}
    for pair in pairs:
        name, given, value = pair.partition("=")
        if not given or not name.isidentifier():
            raise RunError(f"a setting of the provider is NAME=VALUE; got {pair!r}")
        if any(word in name.casefold() for word in ("key", "secret", "password", "credential", "authorization")):
            raise RunError(f"{name}: keys are read from the environment only")
        try:
            settings[name] = json.loads(value)
        except ValueError:
            settings[name] = value
    return settings


def model_name(spec: RunSpec) -> str:
    """Return the model as the engines are told it: a local checkpoint by its absolute path, for they work in another folder."""
    provider, _, name = spec.model.partition("/")
    return f"{LOCAL}/{Path(name).resolve()}" if provider == LOCAL and Path(name).is_dir() else spec.model


def model_args(spec: RunSpec, directory: Path) -> dict[str, Any]:
    """Return what the provider is told at its start; references that need the truth are told where it lies."""
    provider, _, name = spec.model.partition("/")
    if provider == "multipriv" and name in REFERENCES:
        return {**spec.model_args, "dataset": str(directory.resolve()), "control": spec.control, "dialect": spec.dialect}
    if provider in OWN_RETRIES:
        return {"max_retries": 0, **spec.model_args}
    return spec.model_args
