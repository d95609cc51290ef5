"""The browser of single items beside the page: items.html loads items/NNN.js by script tag, thumbnails by relative path."""

import json
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipriv.report.examples import asked_text, hop_text, run_texts
from multipriv.report.figures import palette
from multipriv.report.series import labels
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Picture, Question
from multipriv.taxonomy.tasks import tasks

if TYPE_CHECKING:
    from multipriv.dataset import Dataset
    from multipriv.report.content import Report

CHUNK = 60
"""Questions in one items/NNN.js."""
MOST_CHARACTERS = 3000
THUMBNAIL = 560


def write_items(report: "Report", dataset: "Dataset", folder: Path) -> None:
    """Write items.html, items/ and thumbnails/ into `folder`: every question that a plain run answered, with all its answers.

    What models said is data in JSON, shown as text content only. Nothing needs a server: browsers load scripts from disk.
    """
    codes = list(palette()["outcomes"])
    answered = {question for table in report.models.values() for question in table["question_id"]}
    questions = [question for question in dataset.questions if question.question_id in answered]
    questions.sort(key=lambda question: (tasks()[question.task].number, question.item_id, question.language))
    named = labels(report)
    outcomes = [_outcomes(report, model) for model in named]
    rows = [
        [
            question.question_id,
            question.item_id,
            question.task,
            question.language,
            question.attributes[0] if question.attributes else "",
            "".join(str(codes.index(ends[question.question_id])) if question.question_id in ends else "-" for ends in outcomes),
        ]
        for question in questions
    ]
    catalogue = {
        "models": list(named.values()),
        "outcomes": [[palette()["outcomes"][code]["name"], palette()["outcomes"][code]["colour"]] for code in codes],
        "tasks": {code: f"{task.number} · {task.name['en']}" for code, task in tasks().items()},
        "attributes": {code: attribute.name["en"] for code, attribute in attributes().items()},
        "chunk": CHUNK,
        "rows": rows,
    }
    (folder / "items").mkdir()
    _script(folder / "items/index.js", "catalogue", catalogue)
    for number, details in enumerate(_chunks(report, dataset, questions)):
        _script(folder / f"items/{number:03d}.js", f"chunk {number}", details)
    _thumbnails(dataset, {picture for question in questions for picture in question.picture_ids}, folder / "thumbnails")
    (folder / "items.html").write_text(_page(), "utf-8")


def _outcomes(report: "Report", model: str) -> dict[str, str]:
    table = report.models[model]
    return dict(zip(table["question_id"], map(str, table["outcome"]), strict=True))


def _chunks(report: "Report", dataset: "Dataset", questions: Sequence[Question]) -> Iterator[list[dict[str, Any]]]:
    said = {model: _texts(report, model) for model in labels(report)}
    for start in range(0, len(questions), CHUNK):
        yield [_details(question, dataset, said) for question in questions[start : start + CHUNK]]


def _texts(report: "Report", model: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for run in report.runs:
        if run.is_plain and run.model == model:
            found |= run_texts(run)
    return found


def _details(question: Question, dataset: "Dataset", said: dict[str, dict[str, str]]) -> dict[str, Any]:
    return {
        **asked_text(question),
        "pictures": [_picture(dataset.pictures_by_id[picture], question) for picture in question.picture_ids],
        "evidence": [hop_text(hop) for hop in question.evidence],
        "said": [texts.get(question.question_id, "")[:MOST_CHARACTERS] for texts in said.values()],
    }


def _picture(picture: Picture, question: Question) -> dict[str, Any]:
    shown = [one for one in picture.exposures if one.attribute in question.attributes and one.via is None]
    return {
        "id": picture.picture_id,
        "size": [picture.width, picture.height],
        "kind": f"{picture.kind.replace('_', ' ')} · {picture.capture}",
        "quads": [[round(edge, 1) for corner in one.quad for edge in corner] for one in shown],
    }


def _thumbnails(dataset: "Dataset", wanted: set[str], folder: Path) -> None:
    """Write the thumbnails on all cores at once: reading, scaling and writing pictures leaves Python free."""
    folder.mkdir()
    pictures = [picture for picture in dataset.pictures if picture.picture_id in wanted]
    with ThreadPoolExecutor() as pool:
        deque(pool.map(lambda picture: _thumbnail(dataset.path(picture), folder / f"{picture.picture_id}.webp"), pictures), 0)


def _thumbnail(source: Path, target: Path) -> None:
    from PIL import Image

    with Image.open(source) as image:
        image.draft("RGB", (THUMBNAIL, THUMBNAIL))
        image.load()
        small = image.convert("RGB") if image.mode != "RGB" else image
        small.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.BICUBIC, reducing_gap=1.0)
    small.save(target, "WEBP", quality=60, method=0)


def _script(path: Path, name: str, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    path.write_text(f'multipriv.take("{name}",{text});\n', "utf-8")


def _page() -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    folder = resources.files(__package__).joinpath("templates")
    environment = Environment(loader=PackageLoader("multipriv.report"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("items.html.j2").render(
        style=folder.joinpath("style.css").read_text("utf-8"),
        script=folder.joinpath("items.js").read_text("utf-8"),
    )
