"""Finding faces without weights: a schematic face (dark eyes, brows, mouth in an even oval) at every size, on warm skin."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.models.reader.ocr import Box

Image = NDArray[np.uint8]
Plane = NDArray[np.float32]

LONGEST = 1000
"""Longer side in pixels of the picture in which faces are looked for."""
SMALLEST, LARGEST = 0.045, 0.62
"""Width of the smallest and largest face looked for, as a share of the picture's longer side."""
WEIGHTS = (1.0, 0.15, 0.25)
"""What the schematic match, skin inside and the lack of skin around add to a face's score."""
ENOUGH = 0.67
"""The least score of a face."""
SURE = 0.69
"""The least score of a face looked at again with finer steps."""
BEHIND = 0.15
"""How far the other faces of a picture may score behind the best."""


@dataclass(frozen=True)
class Schema:
    """The schematic face at one scale.

    side   width in pixels, ear to ear; `tall` its height, hairline to chin
    turns  how far the features may lie off the middle, as a share of the width: a head turned aside
    tilts  degrees
    """

    side: int
    tall: int
    turns: tuple[float, ...]
    tilts: tuple[float, ...]

    @property
    def ring(self) -> int:
        """How far around the face its surroundings are looked at."""
        return self.side // 4


COARSE = Schema(20, 25, (-0.2, -0.1, 0.0, 0.1, 0.2), (-12.0, 0.0, 12.0))
FINE = tuple(
    Schema(28, tall, (-0.26, -0.19, -0.13, -0.06, 0.0, 0.06, 0.13, 0.19, 0.26), (-15.0, -10.0, -5.0, 0.0, 5.0, 10.0, 15.0))
    for tall in (31, 35, 39)
)


@dataclass(frozen=True)
class Face:
    """A face found: its features' box in pixels, tilt in degrees, turn (how far off the middle, share of width) and score."""

    box: Box
    tilt: float
    turn: float
    score: float

    @property
    def whole(self) -> Box:
        """The box of the whole face, ear to ear and hairline to chin, around the matched features."""
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        x0, y0, x1, y1 = self.box
        return x0 - 0.11 * width, y0 - 0.04 * height, x1 + 0.11 * width, y1 + 0.2 * height


def find_faces(image: Image, most: int = 6) -> list[Face]:
    """Return the faces of a picture (height, width, BGR), best first."""
    scale = min(1.0, LONGEST / max(image.shape[:2]))
    small = _resized(image, scale) if scale < 1 else image
    longest = max(small.shape[:2])
    widths = np.geomspace(max(SMALLEST * longest, 20.0), LARGEST * longest, 17)
    found = _apart(_matches(small, COARSE, widths), most)
    refined = [_refined(small, face) for face in found if face.score > found[0].score - BEHIND]
    refined = _apart([face for face in refined if face.score > SURE and _fleshy(small, face)], most)
    return [Face(_scaled(f.box, 1 / scale), f.tilt, f.turn, f.score) for f in refined]


def _apart(candidates: list[Face], most: int) -> list[Face]:
    """Return the best candidates that do not overlap."""
    found: list[Face] = []
    for face in sorted(candidates, key=lambda f: -f.score):
        if face.score < ENOUGH or len(found) == most:
            break
        if all(_overlap(face.box, other.box) < 0.15 for other in found):
            found.append(face)
    return found


def _fleshy(image: Image, face: Face) -> bool:
    """Return whether the middle of a face has relief, and no more colour than skin can have."""
    x0, y0, x1, y1 = (max(0, int(value)) for value in face.box)
    middle = image[y0 + (y1 - y0) // 8 : y1 - (y1 - y0) // 8, x0 + (x1 - x0) // 6 : x1 - (x1 - x0) // 6]
    if middle.size == 0:
        return False
    lab = cv2.cvtColor(middle, cv2.COLOR_BGR2LAB).reshape(-1, 3).astype(np.float32)
    colour = np.median(lab[:, 1:], axis=0) - 128
    return float(lab[:, 0].std()) > 11 and float(np.hypot(*colour)) < 32


def _refined(image: Image, face: Face) -> Face:
    """Return a face found again with finer steps of size, length, tilt and turn."""
    width, height = face.box[2] - face.box[0], face.box[3] - face.box[1]
    x0, y0 = max(0, int(face.box[0] - 0.6 * width)), max(0, int(face.box[1] - 0.5 * height))
    part = image[y0 : int(face.box[3] + 0.7 * height), x0 : int(face.box[2] + 0.6 * width)]
    widths = width * np.geomspace(0.84, 1.25, 5)
    found = [match for schema in FINE for match in _matches(np.ascontiguousarray(part), schema, widths)]
    best = max(found, key=lambda f: f.score, default=None)
    if best is None:
        return face
    bx0, by0, bx1, by1 = best.box
    return Face((bx0 + x0, by0 + y0, bx1 + x0, by1 + y0), best.tilt, best.turn, best.score)


def _resized(image: Image, scale: float) -> Image:
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=method), np.uint8)


def _matches(image: Image, schema: Schema, widths: NDArray[np.float64]) -> list[Face]:
    """Return the peaks of the match at every size."""
    found = []
    for width in widths:
        scale = schema.side / float(width)
        if min(image.shape[0] * scale - schema.tall, image.shape[1] * scale - schema.side) > 2:
            level = _level(_resized(image, scale), schema)
            found += [Face(_scaled(f.box, 1 / scale), f.tilt, f.turn, f.score) for f in level]
    return found


def _level(image: Image, schema: Schema) -> list[Face]:
    """Return the candidates of one level of the pyramid."""
    lab = cv2.cvtColor(image, cv2.COLOR_BGR2LAB).astype(np.float32)
    skin = _skin(lab)
    inside = cv2.matchTemplate(skin, _oval(schema), cv2.TM_CCORR)
    if float(inside.max()) < 0.4:
        return []
    framed = cv2.copyMakeBorder(skin, schema.ring, schema.ring, schema.ring, schema.ring, cv2.BORDER_REFLECT)
    around = cv2.matchTemplate(framed, _surround(schema), cv2.TM_CCORR)[: inside.shape[0], : inside.shape[1]]
    light = _evened(lab[..., 0], schema)
    poses = _poses(schema)
    matches = np.stack([cv2.matchTemplate(light, plate, cv2.TM_CCORR) for _, _, plate in poses]) / _spread(light, schema)
    which, best = matches.argmax(axis=0), matches.max(axis=0)
    score = np.asarray(WEIGHTS[0] * best + WEIGHTS[1] * inside + WEIGHTS[2] * (inside - around), np.float32)
    peaks = (score >= cv2.dilate(score, np.ones((9, 9), np.uint8))) & (score > ENOUGH * 0.8) & (best > 0.25) & (inside > 0.3)
    found = []
    for y, x in zip(*np.nonzero(peaks), strict=True):
        tilt, turn, _ = poses[int(which[y, x])]
        box = (float(x), float(y), float(x + schema.side), float(y + schema.tall))
        found.append(Face(box, tilt, turn, float(score[y, x])))
    return found


def _evened(light: Plane, schema: Schema) -> Plane:
    """Return lightness with the local mean and contrast taken out and glints clipped: the same in any light, on any skin."""
    reach = schema.side * 0.35
    mean = cv2.GaussianBlur(light, (0, 0), reach)
    spread = np.sqrt(np.maximum(cv2.GaussianBlur(light * light, (0, 0), reach) - mean * mean, 0)) + 4
    return np.asarray(np.clip((light - mean) / spread, -1.6, 1.2), np.float32)


def _skin(lab: Plane) -> Plane:
    """Return how far each pixel is coloured like skin, pale or dark: between red and yellow, neither grey nor glaring."""
    light, a, b = lab[..., 0] / 255, lab[..., 1] - 128, lab[..., 2] - 128
    chroma = np.hypot(a, b)
    hue = np.degrees(np.arctan2(b, a))
    warm = np.clip(1 - np.abs(hue - 48) / 45, 0, 1) ** 0.5
    rich = np.clip((chroma - 3) / 6, 0, 1) * np.clip((55 - chroma) / 12, 0, 1)
    lit = np.clip((light - 0.06) / 0.1, 0, 1)
    return np.asarray(warm * rich * lit, np.float32)


def _spread(light: Plane, schema: Schema) -> Plane:
    """Return the norm of the lightness inside the oval, its mean taken out, by the oval's top left corner."""
    mean = cv2.matchTemplate(light, _oval(schema), cv2.TM_CCORR)
    square = cv2.matchTemplate(light * light, _oval(schema), cv2.TM_CCORR)
    count = float(np.count_nonzero(_oval(schema)))
    return np.asarray(np.sqrt(np.maximum(square - mean * mean, 0.01) * count), np.float32)


def _grid(schema: Schema, margin: int = 0) -> tuple[Plane, Plane]:
    """Return the place of every pixel in the face: across and down from its middle, as shares of its width and height."""
    y, x = np.mgrid[0 : schema.tall + 2 * margin, 0 : schema.side + 2 * margin].astype(np.float32)
    return (x - margin - (schema.side - 1) / 2) / schema.side, (y - margin - (schema.tall - 1) / 2) / schema.tall


@cache
def _oval(schema: Schema) -> Plane:
    u, v = _grid(schema)
    oval = (np.hypot(u / 0.46, v / 0.48) < 1).astype(np.float32)
    return np.asarray(oval / oval.sum(), np.float32)


@cache
def _surround(schema: Schema) -> Plane:
    """Return the ring around the oval, above and beside the face: hair or background; the neck below is left out."""
    u, v = _grid(schema, schema.ring)
    reach = np.hypot(u / 0.5, v / 0.5)
    ring = ((reach > 1.12) & (reach < 1.45) & (v < 0.25)).astype(np.float32)
    return np.asarray(ring / ring.sum(), np.float32)


@cache
def _poses(schema: Schema) -> list[tuple[float, float, Plane]]:
    return [(tilt, turn, _schematic(schema, tilt, turn)) for tilt in schema.tilts for turn in schema.turns]


def _schematic(schema: Schema, tilt: float, turn: float) -> Plane:
    """Draw the schematic face: dark features on an even oval, nose and cheeks lighter; mean 0 and norm 1 inside the oval."""
    across, down = _grid(schema)
    cos, sin, long = np.cos(np.radians(tilt)), np.sin(np.radians(tilt)), schema.tall / schema.side
    u, v = across * cos + down * sin * long, down * cos - across * sin / long

    def spot(u0: float, v0: float, du: float, dv: float) -> Plane:
        return np.asarray(np.exp(-(((u - u0) / du) ** 2) - ((v - v0) / dv) ** 2), np.float32)

    near = 1 - abs(turn)  # the far side of a turned head is seen narrower
    left, right = -0.21 * (near if turn < 0 else 1) + turn, 0.21 * (near if turn > 0 else 1) + turn
    plate = 0.35 * spot(turn * 1.2, 0.03, 0.07, 0.12) + 0.2 * (spot(left, 0.1, 0.13, 0.08) + spot(right, 0.1, 0.13, 0.08))
    for side in (left, right):
        plate -= 1.0 * spot(side, -0.08, 0.11, 0.045) + 0.8 * spot(side, -0.165, 0.13, 0.03)
    plate -= 0.8 * spot(turn, 0.23, 0.15, 0.035) + 0.35 * spot(turn, 0.13, 0.1, 0.03)
    inside = _oval(schema) > 0
    plate = np.where(inside, plate - plate[inside].mean(), 0)
    return np.asarray(plate / np.linalg.norm(plate), np.float32)


def _overlap(a: Box, b: Box) -> float:
    """Return the shared area of two boxes as a share of the smaller one."""
    shared = max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    return shared / max(1.0, min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1])))


def _scaled(box: Box, factor: float) -> Box:
    return box[0] * factor, box[1] * factor, box[2] * factor, box[3] * factor


def decoded(picture: bytes) -> Any:
    """Return an encoded picture as (height, width, BGR), or None when it cannot be read."""
    return cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR) if picture else None
