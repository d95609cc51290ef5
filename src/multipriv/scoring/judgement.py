"""A parsed answer against the right one: outcome, score and details of each kind of answer."""

from dataclasses import dataclass, field
from typing import Literal

from multipriv.formats.protocol import Parsed
from multipriv.formats.registry import CANNOT_BE_DETERMINED
from multipriv.formats.steps import required
from multipriv.formats.vocabulary import is_undetermined
from multipriv.scoring.matching import is_closed, names_value, part_names
from multipriv.taxonomy.records import Box, Question

IOU_CORRECT = 0.5
"""IoU above which a box counts as correct; its score is the IoU itself."""


@dataclass(frozen=True)
class Judgement:
    """Outcome, score in [0, 1] and details of an answer that says something."""

    outcome: Literal["correct", "wrong", "partial"]
    score: float
    details: dict[str, object] = field(default_factory=dict)


def judge(parsed: Parsed, question: Question, expected: str | None, text: str) -> Judgement:
    """Return the judgement of a parsed answer; `expected` overrides the stored answer, `text` is what was parsed."""
    if expected == CANNOT_BE_DETERMINED:
        # A chain that stops where the evidence stops has said so at its last step.
        last = parsed.parts[-1] if parsed.parts else None
        return _exact(last is not None and is_undetermined(last))
    if question.answer_kind == "box":
        return _box(parsed, question, expected)
    if question.answer_kind == "steps":
        return _steps(parsed, question, expected)
    if question.answer_kind == "text":
        wanted = [expected] if expected is not None else [question.answer, *question.accepted]
        segment = parsed.segment if parsed.segment is not None else text
        segments = (segment, text) if parsed.how == "prose" and is_closed(question.answer_type) else (segment,)
        return _exact(any(names_value(parsed.readings, wanted, question.answer_type, segment=part) for part in segments))
    right = question.answer if expected is None else expected
    if question.answer_kind == "set":
        return _exact(parsed.value is not None and members(parsed.value) == members(right))
    return _exact(parsed.value is not None and parsed.value.lower() == right.strip().lower())


def members(written: str) -> frozenset[int]:
    """Return the numbers of "2,5"; the empty string and "none" are the empty set."""
    return frozenset(int(part) for part in written.split(",") if part.strip().isdigit())


def iou(a: Box, b: Box) -> float:
    """Return the intersection over union of two boxes, 0 where they do not meet."""
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if across <= 0 or down <= 0:
        return 0.0
    both = across * down
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def _exact(right: bool) -> Judgement:
    return Judgement("correct", 1.0) if right else Judgement("wrong", 0.0)


def _box(parsed: Parsed, question: Question, expected: str | None) -> Judgement:
    x0, y0, x1, y1 = (float(part) for part in expected.split(",")) if expected else question.box or (0.0, 0.0, 0.0, 0.0)
    overlap = iou(parsed.box, (x0, y0, x1, y1)) if parsed.box else 0.0
    return Judgement("correct" if overlap > IOU_CORRECT else "wrong", overlap, {"box": parsed.box_state, "iou": overlap})


def _steps(parsed: Parsed, question: Question, expected: str | None) -> Judgement:
    steps = required(question)
    wanted = step_forms(question, expected)
    said = parsed.parts or (None,) * len(steps)
    right = [
        part is not None and part_names(part, values, step.value_type)
        for part, values, step in zip(said, wanted, steps, strict=True)
    ]
    done, count = sum(right), max(len(right), 1)
    details: dict[str, object] = {
        "steps_done": done,
        "steps_required": len(right),
        "first_break": right.index(False) + 1 if False in right else None,
        "final_correct": bool(right and right[-1]),
    }
    return Judgement("correct" if done == len(right) else "partial" if done else "wrong", done / count, details)


def step_forms(question: Question, expected: str | None) -> list[list[str]]:
    """Return the right forms of each required step; `accepted` may hold whole chains in other forms."""
    steps = required(question)
    stored = [" | ".join(step.value for step in steps), question.answer, *question.accepted]
    chains = stored if expected is None else [expected]
    split = [chain.split(" | ") for chain in chains]
    return [[chain[place] for chain in split if len(chain) == len(steps)] for place in range(len(steps))]
