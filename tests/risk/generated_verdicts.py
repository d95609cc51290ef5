"""Verdict tables with known properties, for tests and benchmarks: no dataset and no model needed."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from multipriv.risk.verdicts import COLUMNS
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.tasks import tasks

KINDS = {"direct_identifier_recognition": "yes_no", "indirect_identifier_recognition": "yes_no",
         "information_extraction": "text", "region_localization": "box", "cross_validation": "yes_no",
         "single_step_reasoning": "text", "chained_reasoning": "steps", "reidentification": "set",
         "cross_modal_association": "choice"}  # fmt: skip
CHANCE = {"yes_no": 0.5, "choice": 0.25, "text": 0.0, "box": 0.0, "set": 0.02, "steps": 0.05}


def verdicts(
    model: str = "some/model",
    skill: float | Mapping[str, float] = 0.6,
    *,
    clusters: int = 20,
    per_cluster: int = 4,
    languages: tuple[str, ...] = ("en", "zh"),
    spread: float = 0.1,
    refused: float = 0.0,
    abstained: float = 0.0,
    prompt: str = "plain",
    control: str = "none",
    seed: int = 0,
) -> pd.DataFrame:
    """Return answers to all nine tasks: `per_cluster` items a task and cluster, each in every language.

    `skill` is the chance of a right answer (a right step), by language if a mapping; `spread` is the SD of the clusters'
    skills. Items are the same for every model of one (clusters, per_cluster); answers depend on the seed and the model.
    """
    rng = np.random.default_rng([seed, *model.encode(), *prompt.encode(), *control.encode()])
    household = rng.normal(0, spread, clusters)
    codes = [code for code, attribute in attributes().items()]
    direct = [code for code in codes if attributes()[code].is_direct]
    indirect = [code for code in codes if not attributes()[code].is_direct]
    rows: list[dict[str, Any]] = []
    for task in tasks().values():
        pool = direct if task.column == "direct" else indirect if task.column == "indirect" else codes
        kind = KINDS[task.code]
        for number in range(clusters * per_cluster):
            cluster = number % clusters
            attribute = pool[(number * 7) % len(pool)]
            for language in languages:
                level = skill[language] if isinstance(skill, Mapping) else skill
                able = float(np.clip(level + household[cluster], 0, 1))
                row = _row(task.code, kind, number, language, attribute, cluster, able, rng, refused, abstained)
                rows.append(row | {"model": model, "prompt": prompt, "control": control})
    table = pd.DataFrame(rows, columns=[*COLUMNS, "dose_capture"])
    for column in ("steps_done", "steps_required", "first_break", "input_tokens", "output_tokens"):
        table[column] = table[column].astype("Int64")
    table["final_right"] = table["final_right"].astype("boolean")
    return table


def _row(task: str, kind: str, number: int, language: str, attribute: str, cluster: int, able: float,
         rng: np.random.Generator, refused: float, abstained: float) -> dict[str, Any]:  # fmt: skip
    expected = ("yes" if number // 2 % 2 else "no") if kind == "yes_no" else f"value {number}"
    hops = 2 + number % 3 if kind == "steps" else 1
    outcome, score, done, first = _answer(kind, able, hops, rng, refused, abstained)
    said = None
    if kind == "yes_no" and outcome in ("correct", "wrong"):
        said = expected if outcome == "correct" else ("no" if expected == "yes" else "yes")
    return {
        "question_id": f"{task}-{number}-{language}", "item_id": f"{task}-{number}", "task": task, "language": language,
        "attribute": attribute, "category": attributes()[attribute].category, "document_language": "en",
        "cluster": f"household-{cluster}", "answer_kind": kind, "expected": expected, "outcome": outcome, "score": score,
        "chance": CHANCE[kind], "hops": hops, "gallery": 4 + number % 3 if kind == "set" else 0,
        "links": "face" if number % 3 == 0 else "text", "path": _path(number, hops) if kind == "steps" else None,
        "steps_done": done, "first_break": first, "steps_required": hops if kind == "steps" else None,
        "final_right": (first is None) if kind == "steps" else None, "said": said, "probe_of": None, "input_tokens": 900,
        "output_tokens": 12, "seconds": 0.4, "thinking": False,
        "dose_capture": ("clean", "easy", "medium", "hard")[number % 4],
    }  # fmt: skip


def _path(number: int, hops: int) -> str:
    return "+".join(["face" if number % 3 == 0 else "text", *["text"] * (hops - 1)])


def _answer(kind: str, able: float, hops: int, rng: np.random.Generator, refused: float, abstained: float
            ) -> tuple[str, float, int | None, int | None]:  # fmt: skip
    draw = rng.random()
    none = 0 if kind == "steps" else None
    if draw < refused:
        return "refused", 0.0, none, 1 if kind == "steps" else None
    if draw < refused + abstained:
        return "abstained", 0.0, none, 1 if kind == "steps" else None
    if kind == "steps":
        flags = rng.random(hops) < able
        done, first = int(flags.sum()), next((at for at, right in enumerate(flags, 1) if not right), None)
        outcome = "correct" if first is None else "partial" if done else "wrong"
        return outcome, done / hops, done, first
    if kind == "box":
        overlap = float(np.clip(rng.normal(able, 0.2), 0, 1))
        return ("correct" if overlap >= 0.5 else "partial" if overlap else "wrong"), overlap, None, None
    right = rng.random() < able
    return ("correct" if right else "wrong"), float(right), None, None
