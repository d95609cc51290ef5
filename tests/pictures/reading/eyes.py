"""Reading with the OCR engine of the reader: every character of a picture with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.taxonomy.records import Quad

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Line:
    """A line of text and the centre of each of its characters: shape (characters, 2), pixels; `height` of the line."""

    text: str
    centres: NDArray[np.float64]
    height: float


@cache
def engine() -> Any:
    """Return rapidocr; text is searched for on at most 640 pixels, and read in full resolution."""
    from rapidocr import RapidOCR

    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": 2, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
    detection = {"Det.limit_type": "max", "Det.limit_side_len": 640, "Global.use_cls": False}
    return RapidOCR(params={**threads, **detection, "Global.log_level": "error"})


def read_lines(image: Pixels) -> list[Line]:
    """Return the lines of an RGB picture from top to bottom, after them those that run downwards (couplets by a gate)."""
    result = engine()(np.ascontiguousarray(image[..., ::-1]), use_det=True, use_rec=True, return_word_box=True)
    if result.boxes is None:
        return []
    found = [_line(text, np.asarray(quad, float), words) for text, quad, words in zip(*_columns(result), strict=True)]
    return sorted(found, key=lambda line: (_downwards(line), line.centres[:, 1].mean(), line.centres[0, 0]))


def read_crop(image: Pixels, quad: Quad, margin: float = 0.35) -> Iterator[str]:
    """Yield what a closer look at one place reads: as a single line, then with a search for several."""
    crop = _flattened(image, quad, margin)
    single = engine()(crop, use_det=False, use_rec=True)
    yield "".join(single.txts or ())
    several = engine()(cv2.copyMakeBorder(crop, 60, 60, 60, 60, cv2.BORDER_REPLICATE), use_det=True, use_rec=True)
    if several.boxes is not None:
        rows = sorted(zip(several.boxes, several.txts, strict=True), key=lambda row: (row[0][:, 1].mean(), row[0][0, 0]))
        yield "".join(text for _, text in rows)


def _downwards(line: Line) -> bool:
    across, down = np.ptp(line.centres, axis=0)
    return bool(down > across)


def _columns(result: Any) -> tuple[Any, Any, Any]:
    return result.txts, result.boxes, result.word_results or [()] * len(result.txts)


def _line(text: str, quad: NDArray[np.float64], words: Any) -> Line:
    """Place the characters: words are cut evenly, and a line without words from end to end."""
    left, right = (quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2
    letters = [i for i, character in enumerate(text) if not character.isspace()]
    places = [place for word in words if len(word) > 2 and word[2] is not None for place in _cut(word[0], word[2])]
    centres = np.linspace(left, right, 2 * len(text) + 1)[1::2]
    if len(places) == len(letters):
        centres[letters] = places
    return Line(text, centres, float(np.linalg.norm(quad[3] - quad[0])))


def _cut(word: str, quad: Any) -> Iterator[NDArray[np.float64]]:
    corners = np.asarray(quad, float)
    left, right = (corners[0] + corners[3]) / 2, (corners[1] + corners[2]) / 2
    letters = sum(not character.isspace() for character in word)
    for n in range(letters):
        yield left + (right - left) * (n + 0.5) / letters


def _flattened(image: Pixels, quad: Quad, margin: float) -> Pixels:
    """Return the place as seen straight on, in BGR, with a margin in shares of its height."""
    corners = np.asarray(quad, np.float32)
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))
    scale, room = max(1.0, 48 / height), margin * height
    goal = np.array([[room, room], [room + width, room], [room + width, room + height], [room, room + height]]) * scale
    size = (round((width + 2 * room) * scale), round((height + 2 * room) * scale))
    turn = cv2.getPerspectiveTransform(corners, goal.astype(np.float32))
    flat = cv2.warpPerspective(image, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.asarray(flat, np.uint8)[..., ::-1])
