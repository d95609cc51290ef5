"""One item of each task for the page: its pictures, both questions, the evidence, what every model said."""

import base64
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from multipriv.report.figures import palette
from multipriv.report.runs import Run
from multipriv.report.series import labels
from multipriv.seeds import digest
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Hop, Picture, Question
from multipriv.taxonomy.tasks import tasks

if TYPE_CHECKING:
    from multipriv.dataset import Dataset
    from multipriv.report.content import Report

WIDEST = 340
TALLEST = 300
MOST_PICTURES = 8
MOST_MODELS = 8
MOST_CHARACTERS = 900
LANGUAGES = {"en": "English", "zh": "Chinese"}
YES_NO = {"en": {"yes": "yes", "no": "no"}, "zh": {"yes": "是", "no": "否"}}
RIGHT = {"en": "Right answer:", "zh": "正确答案："}


def examples(report: "Report", dataset: "Dataset") -> list[dict[str, Any]]:
    """Return one item a task among those that were answered, always the same one for a data set and a set of items."""
    asked = {question for table in report.models.values() for question in table["question_id"]}
    by_item: dict[str, list[Question]] = {}
    for question in dataset.questions:
        if question.question_id in asked and question.probe_of is None:
            by_item.setdefault(question.item_id, []).append(question)
    chosen = []
    for task in tasks():
        items = [item for item, questions in by_item.items() if questions[0].task == task]
        few = [item for item in items if len(by_item[item][0].picture_ids) <= MOST_PICTURES] or items
        if few:
            chosen.append(by_item[min(few, key=lambda item: digest("example", item))])
    said = _said(report, {question.question_id for questions in chosen for question in questions})
    return [_example(questions, dataset, report, said) for questions in chosen]


def _said(report: "Report", wanted: set[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (text, outcome) by (model, question) from the plain runs."""
    found = {}
    for run in report.runs:
        if run.is_plain:
            rows = run.table[run.table["question_id"].isin(wanted)]
            texts = run_texts(run, wanted)
            for question, outcome in zip(rows["question_id"], rows["outcome"], strict=True):
                found[run.model, question] = (texts.get(question, ""), str(outcome))
    return found


def run_texts(run: Run, wanted: set[str] | None = None) -> dict[str, str]:
    """Return what the model said to the wanted questions (all), read again from the run's answers; empty without a folder."""
    import pyarrow.parquet as pq

    if run.folder is None:
        return {}
    rows = None if wanted is None else [("question_id", "in", wanted)]
    table = pq.read_table(run.folder / "answers.parquet", columns=["question_id", "text", "error"], filters=rows)
    return {row["question_id"]: row["text"] or row["error"] or "" for row in table.to_pylist()}


def _example(
    questions: Sequence[Question], dataset: "Dataset", report: "Report", said: dict[Any, tuple[str, str]]
) -> dict[str, Any]:
    questions = sorted(questions, key=lambda question: question.language)
    first, outcomes, named = questions[0], palette()["outcomes"], labels(report)
    answers = []
    for model in list(named)[:MOST_MODELS]:
        for question in questions:
            if (model, question.question_id) in said:
                text, outcome = said[model, question.question_id]
                answers.append({
                    "model": named[model], "language": LANGUAGES[question.language], "code": question.language,
                    "text": text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + " …",
                    "outcome": outcomes[outcome]["name"], "colour": outcomes[outcome]["colour"],
                })  # fmt: skip
    task = tasks()[first.task]
    return {
        "number": task.number,
        "task": task.name["en"],
        "summary": f"{len(first.picture_ids)} picture{'s' if len(first.picture_ids) != 1 else ''}, {', '.join(_names(first))}",
        "pictures": [
            _picture(dataset, dataset.pictures_by_id[picture], number, first)
            for number, picture in enumerate(first.picture_ids[:MOST_PICTURES], 1)
        ],
        "asked": [asked_text(question) for question in questions],
        "evidence": [hop_text(hop) for hop in first.evidence],
        "answers": answers,
    }


def _names(question: Question) -> list[str]:
    return [attributes()[code].name["en"] for code in question.attributes]


def asked_text(question: Question) -> dict[str, Any]:
    """Return the question and its right answer as a reader sees them."""
    answer = question.answer
    if question.answer_kind == "choice" and question.options:
        answer = f"{answer}. {question.options[ord(answer) - ord('A')]}"
    if question.answer_kind == "yes_no":
        answer = YES_NO[question.language].get(answer, answer)
    if question.answer_kind == "box" and question.box:
        answer = "[" + ", ".join(f"{edge:.0f}" for edge in question.box) + "]"
    return {
        "language": question.language,
        "name": LANGUAGES[question.language],
        "context": question.context,
        "stem": question.stem,
        "options": question.options,
        "right": RIGHT[question.language],
        "answer": answer,
    }


def hop_text(hop: Hop) -> str:
    """Return one hop of the evidence in words."""
    source, target = ("the text" if number == 0 else f"picture {number}" for number in (hop.source, hop.target))
    start, end = (attributes()[code].name["en"] for code in (hop.from_attribute, hop.to_attribute))
    return f"{start} in {source} → {end} in {target} ({hop.link})"


def _picture(dataset: "Dataset", picture: Picture, number: int, question: Question) -> dict[str, Any]:
    from PIL import Image

    with Image.open(dataset.path(picture)) as image:
        small = image.convert("RGB")
        small.thumbnail((WIDEST, TALLEST))
    out = io.BytesIO()
    small.save(out, "WEBP", quality=62, method=4)
    quads = [
        " ".join(f"{x:.1f},{y:.1f}" for x, y in exposure.quad)
        for exposure in picture.exposures
        if exposure.attribute in question.attributes and exposure.via is None
    ]
    return {
        "uri": "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode(),
        "width": small.width,
        "height": small.height,
        "full_width": picture.width,
        "full_height": picture.height,
        "quads": quads,
        "alt": f"Picture {number}: {picture.kind.replace('_', ' ')}",
        "caption": f"{number} · {picture.kind.replace('_', ' ')} · {picture.capture}",
    }
