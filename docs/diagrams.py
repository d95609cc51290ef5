"""The three figures of the framework, drawn by Typst from the taxonomy and from real questions of a data set."""

import io
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst
from PIL import Image

from multipriv.build.show.sheet import COLOURS
from multipriv.dataset import Dataset
from multipriv.pictures.kind import kinds
from multipriv.taxonomy.attributes import attributes, categories
from multipriv.taxonomy.records import Box, Picture, Question, Step
from multipriv.taxonomy.tasks import tasks

TEMPLATE = Path(__file__).with_name("diagrams.typ")
SIDE = 640  # pixels of the long side of a picture
SEEN = 5  # values listed beside a picture


def framework(opened: Dataset, chain: Question) -> Image.Image:
    """Return how perception and reasoning follow one another in one chained question."""
    numbers = dict.fromkeys(number for hop in chain.evidence for number in (hop.source, hop.target) if number)
    pictures = {number: opened.pictures_by_id[chain.picture_ids[number - 1]] for number in numbers}
    seen = [
        {"title": f"Picture {number}: {kinds()[picture.kind].name['en']}", "picture": picture, "values": _values(picture)}
        for number, picture in pictures.items()
    ]
    steps = [step for step in chain.steps if not step.given]
    links = [
        {
            "by": f"{hop.source} → {hop.target}  same {attributes()[hop.from_attribute].name['en']}",
            "name": _facet(step),
            "value": step.value,
            "colour": COLOURS[attributes()[step.attribute].category],
        }
        for hop, step in zip(chain.evidence, steps, strict=True)
    ]
    data = {"seen": seen, "links": links, "stem": chain.stem, "count": len(chain.picture_ids)}
    return _drawn("framework", data, opened)


def taxonomy(opened: Dataset) -> Image.Image:
    """Return the seven categories with their attributes, direct identifiers marked."""
    columns = [
        {
            "letter": category.letter,
            "name": category.name,
            "colour": COLOURS[code],
            "attributes": [{"name": a.name, "direct": a.is_direct} for a in attributes().values() if a.category == code],
        }
        for code, category in categories().items()
    ]
    return _drawn("taxonomy", {"columns": columns}, opened)


def overview(opened: Dataset) -> Image.Image:
    """Return the nine tasks, each with a question of the data set, its first pictures and its answer."""
    return _drawn("overview", {"cards": [_card(opened, code) for code in tasks()]}, opened)


def _card(opened: Dataset, code: str) -> dict[str, object]:
    def ease(question: Question) -> tuple[object, ...]:
        first = opened.pictures_by_id[question.picture_ids[0]]
        wordy = len(question.context) > 180 or bool(question.ask.rules)
        unlike = (
            question.answer == "no",
            first.locale != "en",
            first.capture == "hard",
            len(question.picture_ids),
            first.width < first.height,
        )
        return wordy, *unlike, question.question_id

    one = min((q for q in opened.questions if q.task == code and q.language == "en"), key=ease)
    task = tasks()[code]
    used = [opened.pictures_by_id[picture_id] for picture_id in one.picture_ids]
    boxes = [_share(one.box, picture) if one.box else [] for picture in used]
    return {
        "number": task.number,
        "name": task.name,
        "family": task.family,
        "context": one.context,
        "stem": one.stem,
        "options": [f"{letter}. {text}" for letter, text in zip("ABCDEFGH", one.options, strict=False)],
        "answer": one.answer,
        "pictures": [{"number": n, "picture": p, "box": b} for n, (p, b) in enumerate(zip(used, boxes, strict=True), start=1)],
    }


def _share(box: Box, picture: Picture) -> list[float]:
    """Return a box as shares of the picture's width and height."""
    return [box[0] / picture.width, box[1] / picture.height, box[2] / picture.width, box[3] / picture.height]


def _values(picture: Picture) -> list[dict[str, str]]:
    own = list({exposure.attribute: exposure for exposure in reversed(picture.exposures) if exposure.via is None}.values())[::-1]
    return [
        {
            "name": attributes()[exposure.attribute].facets[exposure.facet].name["en"],
            "text": exposure.text or "",
            "colour": COLOURS[attributes()[exposure.attribute].category],
        }
        for exposure in own[:SEEN]
    ] + ([{"name": f"and {len(own) - SEEN} more", "text": "", "colour": "#7b8794"}] if len(own) > SEEN else [])


def _facet(step: Step) -> str:
    return attributes()[step.attribute].facets[step.facet].name["en"]


def _drawn(figure: str, data: Mapping[str, object], opened: Dataset) -> Image.Image:
    """Return a figure of the template; pictures in `data` become small files for it."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(Path(pylopdf_fonts_zh_cn.__file__).parent)]
    )
    with tempfile.TemporaryDirectory() as folder:

        def small(picture: Any) -> dict[str, object]:
            path = Path(folder) / f"{picture.picture_id}.jpg"
            with Image.open(opened.path(picture)) as stored:
                image = stored.convert("RGB")
            image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
            image.save(path, quality=92)
            return {"path": str(path), "aspect": image.width / image.height}

        inputs = {"data": json.dumps({"figure": figure} | dict(data), default=small, ensure_ascii=False)}
        png = typst.compile(str(TEMPLATE), root=TEMPLATE.anchor, font_paths=fonts, format="png", ppi=110, sys_inputs=inputs)
    assert isinstance(png, bytes)
    return Image.open(io.BytesIO(png)).convert("RGB")
