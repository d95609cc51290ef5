"""Reading pixels: encoded picture -> lines of text with boxes, through rapidocr; each picture is read once per machine."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import platformdirs

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Word:
    """A run of characters inside a line, with its box [x0, y0, x1, y1) in pixels."""

    text: str
    box: Box


@dataclass(frozen=True)
class Line:
    """One line of text: its axis-aligned box, its slope (radians, clockwise) and its words."""

    text: str
    box: Box
    slope: float
    words: tuple[Word, ...]

    @property
    def height(self) -> float:
        """Height of the box in pixels."""
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        """Vertical middle of the box in pixels."""
        return (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True)
class Page:
    """All text of one picture and the picture's size in pixels."""

    lines: tuple[Line, ...]
    width: int
    height: int


def read(picture: bytes) -> Page:
    """Return the text of an encoded picture (WebP, JPEG or PNG); an unreadable picture is an empty page."""
    place = _cache_folder() / f"{hashlib.sha256(picture).hexdigest()}.json"
    try:
        return _loaded(json.loads(place.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        page = _read_pixels(picture)
    _store(place, page)
    return page


@cache
def _cache_folder() -> Path:
    folder = platformdirs.user_cache_path("multipriv") / f"ocr-{version('rapidocr')}-960"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _store(place: Path, page: Page) -> None:
    draft = place.with_suffix(f".{os.getpid()}.part")
    draft.write_text(json.dumps(asdict(page), ensure_ascii=False), "utf-8")
    draft.replace(place)


def _loaded(data: dict[str, Any]) -> Page:
    lines = tuple(
        Line(row["text"], _box(row["box"]), row["slope"], tuple(Word(w["text"], _box(w["box"])) for w in row["words"]))
        for row in data["lines"]
    )
    return Page(lines, data["width"], data["height"])


def _box(values: list[float]) -> Box:
    x0, y0, x1, y1 = values
    return x0, y0, x1, y1


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
    # Detection on at most 960 pixels and no search for pages on their head: half the time, the same lines read.
    detection = {"Det.limit_type": "max", "Det.limit_side_len": 960, "Global.use_cls": False}
    return RapidOCR(params={**threads, **detection, "Global.log_level": "error"})


def _read_pixels(picture: bytes) -> Page:
    import cv2
    import numpy as np

    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR) if picture else None
    if image is None:
        return Page((), 1, 1)
    height, width = image.shape[:2]
    result = _engine()(image, return_word_box=True)
    if result.boxes is None:
        return Page((), width, height)
    words = result.word_results or [()] * len(result.txts)
    lines = [_line(text, quad, found) for text, quad, found in zip(result.txts, result.boxes, words, strict=False)]
    return Page(tuple(sorted(lines, key=lambda line: (line.box[1], line.box[0]))), width, height)


def _line(text: str, quad: Any, words: Any) -> Line:
    import math

    (x0, y0), (x1, y1) = quad[0], quad[1]
    found = tuple(Word(str(word[0]), _around(word[2])) for word in words if len(word) > 2 and word[2] is not None)
    return Line(str(text), _around(quad), math.atan2(float(y1 - y0), float(x1 - x0)), found)


def _around(quad: Any) -> Box:
    xs, ys = [float(x) for x, _ in quad], [float(y) for _, y in quad]
    return min(xs), min(ys), max(xs), max(ys)
