"""The verdict table: one row an answer, with everything that the metrics need and nothing else."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.controls import controls
from multipriv.taxonomy.records import Answer, Question, Verdict

COLUMNS = (
    "question_id", "item_id", "task", "language", "attribute", "category", "document_language", "cluster", "model", "prompt",
    "control", "answer_kind", "expected", "outcome", "score", "chance", "hops", "gallery", "links", "path", "steps_done",
    "steps_required", "first_break", "final_right", "said", "probe_of", "input_tokens", "output_tokens", "seconds", "thinking",
)  # fmt: skip
"""The fixed columns; doses follow as dose_<name>."""

REPEATED = (
    "task", "language", "attribute", "category", "document_language", "cluster", "model", "prompt", "control", "answer_kind",
    "expected", "outcome", "links", "path", "said",
)  # fmt: skip

ANSWERED = frozenset({"correct", "wrong", "partial"})
"""Outcomes in which the model committed itself to an answer that could be read."""

NOT_ASKED = frozenset({"unsupported", "error"})
"""Outcomes that say nothing of the model's risk: it could not take the item, or the request failed. Coverage, never 0."""


def verdict_table(
    questions: Iterable[Question] | Mapping[str, Question], answers: Sequence[Answer], verdicts: Sequence[Verdict]
) -> pd.DataFrame:
    """Return one row for each answer, in order; `verdicts` stand in the order of `answers`.

    `score` is that of the verdict, `steps_done` and `steps_required` count the steps asked for, `first_break` is the
    1-based number of the first step that is not right (missing when all are), `final_right` tells of the last step,
    `said` is what a yes/no answer claimed; `links` are the kinds of link in the evidence, `path` those of the required steps in
    order, both joined by "+".

    Raises ValueError when an answer belongs to no question, or when answers and verdicts differ in number.
    """
    by_id = questions if isinstance(questions, Mapping) else {question.question_id: question for question in questions}
    if len(answers) != len(verdicts):
        raise ValueError(f"{len(answers)} answers, but {len(verdicts)} verdicts")
    missing = [answer.question_id for answer in answers if answer.question_id not in by_id]
    if missing:
        raise ValueError(f"{len(missing)} answers belong to no question of this data set, the first is {missing[0]!r}")
    rows = [_row(by_id[answer.question_id], answer, verdict) for answer, verdict in zip(answers, verdicts, strict=True)]
    doses = sorted({name for question in by_id.values() for name in question.doses})
    table = pd.DataFrame(rows, columns=[*COLUMNS, *(f"dose_{name}" for name in doses)])
    for column in ("steps_done", "steps_required", "first_break", "final_right", "input_tokens", "output_tokens"):
        table[column] = table[column].astype("Int64")
    table["final_right"] = table["final_right"].astype("boolean")
    for column in REPEATED:
        table[column] = table[column].astype("category")
    return table


def _row(question: Question, answer: Answer, verdict: Verdict) -> dict[str, object]:
    attribute = question.attributes[0] if question.attributes else None
    done, required, first_break = _steps(question, verdict)
    row: dict[str, object] = {
        "question_id": question.question_id,
        "item_id": question.item_id,
        "task": question.task,
        "language": question.language,
        "attribute": attribute,
        "category": attributes()[attribute].category if attribute else None,
        "document_language": question.doses.get("document_language"),
        "cluster": question.cluster,
        "model": answer.model,
        "prompt": answer.prompt,
        "control": answer.control,
        "answer_kind": question.answer_kind,
        "expected": question.answer,
        "outcome": verdict.outcome,
        "score": float(verdict.score),
        "chance": _chance(question, answer.control),
        "hops": question.hops,
        "gallery": question.gallery,
        "links": "+".join(sorted({hop.link for hop in question.evidence})) or None,
        "path": "+".join(step.link or "text" for step in question.steps if not step.given) or None,
        "steps_done": done,
        "steps_required": required,
        "first_break": first_break,
        "final_right": _final(verdict, done, required),
        "said": _said(question, verdict),
        "probe_of": question.probe_of,
        "input_tokens": answer.input_tokens,
        "output_tokens": answer.output_tokens,
        "seconds": answer.seconds,
        "thinking": bool(answer.thinking),
    }
    return row | {f"dose_{name}": dose for name, dose in question.doses.items()}


def _chance(question: Question, control: str) -> float:
    cell = controls()[control].cells.get(question.task) if control in controls() else None
    return 0.0 if cell is not None and cell.chance == "zero" else question.chance


def _steps(question: Question, verdict: Verdict) -> tuple[int | None, int | None, int | None]:
    """Return steps done, steps required and the first break, which without an account of the steps is the first not done."""
    required = sum(not step.given for step in question.steps)
    if question.answer_kind != "steps" or not required:
        return None, None, None
    done = round(verdict.score * required)
    stated = verdict.details.get("first_break")
    if done == required:
        return done, required, None
    return done, required, stated if isinstance(stated, int) else done + 1


def _final(verdict: Verdict, done: int | None, required: int | None) -> bool | None:
    if required is None:
        return None
    stated = verdict.details.get("final_correct")
    return stated if isinstance(stated, bool) else done == required


def _said(question: Question, verdict: Verdict) -> str | None:
    if question.answer_kind != "yes_no":
        return None
    said = verdict.details.get("said")
    if isinstance(said, str):
        return said
    if verdict.outcome == "correct":
        return question.answer
    return {"yes": "no", "no": "yes"}.get(question.answer) if verdict.outcome == "wrong" else None
