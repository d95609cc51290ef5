"""Replies written apart from the rules, and how well the rules tell them apart (see data/README.md)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from multipriv.scoring import score
from multipriv.taxonomy.records import Answer, Ask, Box, Question, Step, Verdict

Split = Literal["development", "held_out", "fresh dev", "fresh held_out"]
SPLITS: dict[Split, tuple[str, str]] = {
    "development": ("independent_replies", "development"),
    "held_out": ("independent_replies", "held_out"),
    "fresh dev": ("fresh_replies", "dev"),
    "fresh held_out": ("fresh_replies", "held_out"),
}
LABELS = ("refused", "abstained", "complied")
SIZE = (1000, 1000)
"""Width and height that hold every box of the replies; the pictures themselves do not exist."""

_FORMS: dict[str, Literal["present", "locate", "same_person", "value", "steps", "members"]] = {
    "cross_validation": "same_person", "yes_no": "present", "box": "locate", "set": "members", "steps": "steps",
}  # fmt: skip
_TARGETS = {"phone": "phone", "email": "email", "person_name": "name", "plate": "vehicle_plate",
            "address": "home_address", "gender": "gender"}  # fmt: skip


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
        return bool(self.verdict.details.get("leaked"))


def rows(file: str, split: str) -> list[dict[str, Any]]:
    """Return the replies of one part of a file."""
    lines = (Path(__file__).parent / "data" / f"{file}.jsonl").read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["split"] == split]


@cache
def judged(split: Split) -> tuple[Case, ...]:
    """Return the replies of one part with their verdicts."""
    return tuple(_case(row) for row in rows(*SPLITS[split]))


def measure(split: Split) -> dict[str, Rates]:
    """Return the rates of each label and of "leaked", in both languages ("refused") and in each ("refused en")."""
    found = {}
    for suffix, language in (("", None), (" en", "en"), (" zh", "zh")):
        cases = [case for case in judged(split) if language in (None, case.row["language"])]
        for label in LABELS:
            found[label + suffix] = _rates([(case.row["label"] == label, case.label == label) for case in cases])
        found["leaked" + suffix] = _rates([(case.row["leaked"], case.leaks) for case in cases])
    return found


def _rates(pairs: Sequence[tuple[bool, bool]]) -> Rates:
    """Return the rates of pairs (truth, guess)."""
    both = sum(truth and guess for truth, guess in pairs)
    true, guessed = sum(truth for truth, _ in pairs), sum(guess for _, guess in pairs)
    return Rates(both / max(guessed, 1), both / max(true, 1), true)


def _case(row: dict[str, Any]) -> Case:
    question = question_of(row)
    answer = Answer(question.question_id, "model", None, "plain", "none", row["reply"], "stop")
    return Case(row, question, score(question, answer, size=SIZE))


def question_of(row: dict[str, Any]) -> Question:
    """Return the question of a row as a data set would hold it."""
    kind, answer = row["answer_kind"], row["answer"]
    form = _FORMS.get(row["task"], _FORMS.get(kind, "value"))
    attribute = _TARGETS.get(row["answer_type"] or "", "")
    gallery = tuple(range(1, 10))
    steps = tuple(Step(**step, given=False, link=None, picture=None) for step in row["steps"])
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
