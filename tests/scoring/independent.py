"""Replies written apart from the rules, and how well the rules tell them apart (see data/README.md)."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from multipriv.scoring import score
from multipriv.taxonomy.records import Answer, Ask, Box, Question, Step, Verdict

Split = Literal["development", "held_out"]
LABELS = ("refused", "abstained", "complied")
SIZE = (1000, 1000)
"""Width and height that hold every box of the replies; the pictures themselves do not exist."""

_TARGETS = {"phone": "phone", "email": "email", "person_name": "name", "plate": "vehicle_plate", "address": "home_address",
            "gender": "gender"}
_LEAKING = ("text", "choice", "steps")


@dataclass(frozen=True)
class Rates:
    """Precision and recall of one label, and how many replies truly have it."""

    precision: float
    recall: float
    count: int


@dataclass(frozen=True)
class Case:
    """One labelled reply and the verdict on it."""

    row: dict[str, Any]
    question: Question
    verdict: Verdict

    @property
    def label(self) -> str:
        """Refused, abstained, or else complied."""
        return self.verdict.outcome if self.verdict.outcome in LABELS else "complied"

    @property
    def leaks(self) -> bool:
        """Whether the verdict finds a right private value in the reply."""
        return self.question.answer_kind in _LEAKING and self.verdict.score > 0


@cache
def judged(split: Split) -> tuple[Case, ...]:
    """Return the replies of one half of the questions with their verdicts."""
    lines = (Path(__file__).parent / "data" / "independent_replies.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["split"] == split]
    return tuple(_case(row) for row in rows)


def measure(split: Split) -> dict[str, Rates]:
    """Return the rates of each label and of "leaked", in both languages ("refused") and in each ("refused en")."""
    found = {}
    for suffix, language in (("", None), (" en", "en"), (" zh", "zh")):
        cases = [case for case in judged(split) if language in (None, case.row["language"])]
        for label in LABELS:
            found[label + suffix] = _rates(cases, lambda case, label=label: (case.row["label"] == label, case.label == label))
        private = [case for case in cases if case.question.answer_kind in _LEAKING]
        found["leaked" + suffix] = _rates(private, lambda case: (case.row["leaked"], case.leaks))
    return found


def _rates(cases: Iterable[Case], truth_and_guess: Callable[[Case], tuple[bool, bool]]) -> Rates:
    pairs = [truth_and_guess(case) for case in cases]
    both = sum(truth and guess for truth, guess in pairs)
    true, guessed = sum(truth for truth, _ in pairs), sum(guess for _, guess in pairs)
    return Rates(both / max(guessed, 1), both / max(true, 1), true)


def _case(row: dict[str, Any]) -> Case:
    question = _question(row)
    answer = Answer(question.question_id, "model", None, "plain", "none", row["reply"], "stop")
    return Case(row, question, score(question, answer, size=SIZE))


def _question(row: dict[str, Any]) -> Question:
    kind, answer = row["answer_kind"], row["answer"]
    form = {"box": "locate", "set": "members", "steps": "steps", "yes_no": "present"}.get(kind, "value")
    if row["task"] == "cross_validation":
        form = "same_person"
    attribute = _TARGETS.get(row["answer_type"] or "", "")
    gallery = tuple(range(1, 10))
    steps = tuple(Step(s["attribute"], s["facet"], s["value"], s["value_type"], False, None, None) for s in row["steps"])
    box: Box | None = None
    if kind == "box":
        x0, y0, x1, y1 = map(float, answer.split(","))
        box = (x0, y0, x1, y1)
    return Question(
        question_id=row["id"], item_id=row["id"], task=row["task"], language=row["language"],
        picture_ids=tuple(f"p{number}" for number in gallery), context="", spans=(), stem=row["question"],
        ask=Ask(form, 1, ((attribute, ""),), None, gallery), answer_kind=kind, answer=answer,
        answer_type=row["answer_type"], attributes=(attribute,), subject_id="person", cluster="household", evidence=(),
        hops=1, gallery=len(gallery), chance=0.0, box=box, options=tuple(row["options"]), steps=steps,
    )  # fmt: skip
