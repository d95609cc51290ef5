"""A sweep: many models x prompt styles x controls from one list; each row is a run like any other, and resumes like any other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from multipriv.dataset import Dataset
from multipriv.evaluation.answers import stored_answers
from multipriv.evaluation.folder import folder_of, sheet_of
from multipriv.evaluation.limits import Price
from multipriv.evaluation.spec import RunError, RunSpec, askable, most_pictures, price_of, questions_of
from multipriv.formats.dialects import dialect
from multipriv.models.catalogue import dialect_of
from multipriv.taxonomy.records import Question

LISTS = {"prompts": "plain", "controls": "none"}
SHARED = ("language", "tasks", "limit")
OWN = ("model", "boxes", "price")
SETTINGS = (
    "temperature", "max_tokens", "max_pictures", "base_url", "model_args", "connections", "processes", "attempt_timeout",
    "max_retries", "token_limit", "cost_limit", "cache",
)  # fmt: skip
PIXELS_A_TOKEN = 750
"""Of a picture, as the Claude vision guide states; other models differ by a factor of two or so."""
CHARACTERS_A_TOKEN = {"en": 4.0, "zh": 1.5}


@dataclass(frozen=True)
class Estimate:
    """What a run would still cost; tokens of the prompts are estimated, those of the answers are the most that is permitted."""

    requests: int
    pictures: int
    input_tokens: int
    most_output_tokens: int
    most_dollars: float | None


def read_rows(file: Path, processes: int) -> list[RunSpec]:
    """Return the runs that a list asks for.

    The list is YAML: `models` (names, or mappings with `model` and its settings, `boxes` and `price: {input, output}` in
    dollars for a million tokens), and for all of them `prompts`, `controls`, `language`, `tasks`, `limit`.

    Raises:
        RunError: no such file, or something in it that is not understood.
    """
    try:
        plan = yaml.safe_load(file.read_text("utf-8"))
    except FileNotFoundError:
        raise RunError(f"{file}: no such file") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RunError(f"{file}: {' '.join(str(error).split())[:200]}") from error
    if not isinstance(plan, dict) or not isinstance(plan.get("models"), list) or not plan["models"]:
        raise RunError(f"{file}: holds no list `models`")
    _only(plan, ("models", *LISTS, *SHARED), file)
    rows = [row for entry in plan["models"] for row in _rows(entry, plan, file, processes)]
    repeated = next((row for place, row in enumerate(rows) if row in rows[:place]), None)
    if repeated is not None:
        raise RunError(f"{file}: {repeated.model} stands there twice with the same settings")
    return rows


def _rows(entry: Any, plan: Mapping[str, Any], file: Path, processes: int) -> Iterator[RunSpec]:
    own = {"model": entry} if isinstance(entry, str) else entry
    if not isinstance(own, dict) or not isinstance(own.get("model"), str):
        raise RunError(f"{file}: a model is a name or has a `model`; got {entry!r}")
    _only(own, (*OWN, *SETTINGS), file)
    shared = {name: plan[name] for name in SHARED if name in plan}
    settings = {"processes": processes, **{name: own[name] for name in SETTINGS if name in own}, **shared}
    if "tasks" in settings:
        settings["tasks"] = tuple(_listed(settings["tasks"], "tasks", file))
    try:
        chosen = dialect(own["boxes"]).code if "boxes" in own else dialect_of(own["model"])
        settings["price"] = _price(own["price"]) if "price" in own else price_of(None, own["model"])
        settings["max_pictures"] = most_pictures(settings.get("max_pictures"), own["model"])
        for prompt in _listed(plan.get("prompts", [LISTS["prompts"]]), "prompts", file):
            for control in _listed(plan.get("controls", [LISTS["controls"]]), "controls", file):
                yield RunSpec(own["model"], prompt, control, dialect=chosen, **settings)
    except (ValueError, KeyError, TypeError) as error:
        raise RunError(f"{file}: {own['model']}: {' '.join(str(error).split())}") from error


def _price(stated: Mapping[str, Any]) -> Price:
    return Price(*(float(stated[name]) for name in ("input", "output")))


def _listed(value: Any, name: str, file: Path) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RunError(f"{file}: `{name}` is a list of names")
    return value


def _only(given: Mapping[str, Any], known: Sequence[str], file: Path) -> None:
    unknown = [str(name) for name in given if name not in known]
    if unknown:
        raise RunError(f"{file}: unknown `{unknown[0]}`; there are {', '.join(known)}")


def estimate(dataset: Dataset, logs: Path, row: RunSpec) -> Estimate:
    """Return what a run would still ask; nothing is asked and nothing written.

    Raises:
        RunError: the row names something unknown.
    """
    questions = questions_of(dataset, row)
    sheet = sheet_of(dataset, row, questions)
    done = stored_answers(folder_of(logs, dataset, row, sheet))
    left = [q for q in askable(questions, row) if q.question_id not in done or done[q.question_id].error]
    sheets = dict(zip((question.question_id for question in questions), sheet.splitlines(), strict=True))
    tokens = sum(_tokens(dataset, question, sheets[question.question_id]) for question in left)
    most = len(left) * row.max_tokens
    dollars = (tokens * row.price.input + most * row.price.output) / 1e6 if row.price else None
    return Estimate(len(left), sum(len(question.picture_ids) for question in left), tokens, most, dollars)


def _tokens(dataset: Dataset, question: Question, line: str) -> int:
    shown = [dataset.pictures_by_id[picture] for picture in question.picture_ids]
    pixels = sum(picture.width * picture.height for picture in shown)
    return round(pixels / PIXELS_A_TOKEN + len(line) / CHARACTERS_A_TOKEN[question.language])
