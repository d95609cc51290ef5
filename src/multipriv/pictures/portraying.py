"""What stands where a face is shown: a rendered photo, a photo that the user brought, or on documents a silhouette of nobody."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.album import BroughtPhoto
from multipriv.pictures.faces import Crop
from multipriv.pictures.kind import Commission, may_bear_brought_faces
from multipriv.pictures.kit.typesetting import Inset
from multipriv.pictures.likeness import Likeness, face_photo
from multipriv.taxonomy.records import Box, Person

Pixels = NDArray[np.uint8]

_WALL, _FIGURE = (221, 225, 229), (163, 170, 178)
_OUTLINE = 4  # times the size at which a silhouette is drawn, then reduced for smooth edges
_NEAR = 1e-6


def snapshot(commission: Commission, crop: Crop, size: tuple[int, int]) -> Likeness:
    """Return a photo (width, height) of the subject: rendered in this crop, or the brought one made to fit."""
    if commission.brought is None:
        return face_photo(commission.person, commission.seed, crop, size)
    return framed(brought_photo(commission, commission.person), size)


def document_photo(commission: Commission, crop: Crop, size: tuple[int, int]) -> Inset:
    """Return the photo (width, height) of a document or badge: rendered, or a silhouette in a data set with brought faces."""
    if commission.brought is not None:
        return Inset(silhouette(size), private=False)
    photo = face_photo(commission.person, commission.seed, crop, size)
    return Inset(photo.image, photo.box)


def brought_photo(commission: Commission, person: Person) -> BroughtPhoto:
    """Return the brought photo of a person.

    Raises:
        ValueError: the kind may not show one.
    """
    if not may_bear_brought_faces(commission.kind) or commission.brought is None:
        raise ValueError(f"{commission.kind} may not show a brought face")
    return commission.brought[person.person_id]


def scaled(photo: BroughtPhoto, long_side: int) -> Likeness:
    """Return the whole photo with its long side of so many pixels."""
    image = photo.pixels()
    scale = long_side / max(photo.width, photo.height)
    return _fitted(image, photo.box, (0, 0, photo.width, photo.height), (round(photo.width * scale), round(photo.height * scale)))


def framed(photo: BroughtPhoto, size: tuple[int, int]) -> Likeness:
    """Return the photo filling a frame (width, height), cut about the face, or whole before a blur of itself."""
    image, (x0, y0, x1, y1) = photo.pixels(), photo.box
    across = min(photo.width, photo.height * size[0] / size[1])
    down = across * size[1] / size[0]
    if x1 - x0 <= across + _NEAR and y1 - y0 <= down + _NEAR:
        left, top = _start(x0, x1, across, photo.width), _start(y0, y1, down, photo.height)
        return _fitted(image, photo.box, (left, top, left + round(across), top + round(down)), size)
    ground = _fitted(image, photo.box, _middle(photo, across, down), size).image
    ground = np.asarray(cv2.GaussianBlur(ground, (0, 0), max(size) / 24), np.uint8)
    scale = min(size[0] / photo.width, size[1] / photo.height)
    whole = _fitted(image, photo.box, (0, 0, photo.width, photo.height), _rounded(photo, scale))
    height, width = whole.image.shape[:2]
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    ground[top : top + height, left : left + width] = whole.image
    return Likeness(ground, _moved(whole.box, left, top))


def side_by_side(
    photos: Sequence[BroughtPhoto], size: tuple[int, int], ground: Pixels, gap: int
) -> tuple[Pixels, tuple[Box, ...]]:
    """Return the photos in a row as one picture (width, height), `gap` pixels of `ground` (RGB) between them, and face boxes."""
    image = np.empty((size[1], size[0], 3), np.uint8)
    image[:] = ground
    width = (size[0] - gap * (len(photos) - 1)) // len(photos)
    boxes = []
    for number, photo in enumerate(photos):
        left = number * (width + gap)
        shown = framed(photo, (width, size[1]))
        image[:, left : left + width] = shown.image
        boxes.append(_moved(shown.box, left, 0))
    return image, tuple(boxes)


def silhouette(size: tuple[int, int]) -> Pixels:
    """Return a neutral head and shoulders (width, height) in two greys: the same for everybody."""
    width, height = size[0] * _OUTLINE, size[1] * _OUTLINE
    image = np.full((height, width, 3), _WALL, np.uint8)

    def disc(y: float, across: float, down: float) -> None:
        half = (round(across * width), round(down * height))
        cv2.ellipse(image, (width // 2, round(y * height)), half, 0, 0, 360, _FIGURE, -1)

    disc(1.02, 0.43, 0.37)  # shoulders
    disc(0.62, 0.095, 0.16)  # neck
    disc(0.42, 0.185, 0.20)  # head
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _start(low: float, high: float, length: float, whole: int) -> int:
    """Return where a stretch of `length` pixels within `whole` starts that has [low, high) as near its middle as can be."""
    length = round(length)
    wanted = min(max((low + high - length) / 2, 0), whole - length)
    return round(wanted)


def _middle(photo: BroughtPhoto, across: float, down: float) -> tuple[int, int, int, int]:
    left, top = round((photo.width - across) / 2), round((photo.height - down) / 2)
    return left, top, left + round(across), top + round(down)


def _rounded(photo: BroughtPhoto, scale: float) -> tuple[int, int]:
    return max(1, round(photo.width * scale)), max(1, round(photo.height * scale))


def _fitted(image: Pixels, box: Box, part: tuple[int, int, int, int], size: tuple[int, int]) -> Likeness:
    """Return a part [x0, y0, x1, y1) of an image in another size, and where the box lies in it."""
    x0, y0, x1, y1 = part
    cut = np.ascontiguousarray(image[y0:y1, x0:x1])
    smaller = size[0] < cut.shape[1]
    found = cv2.resize(cut, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC)
    across, down = size[0] / cut.shape[1], size[1] / cut.shape[0]
    left, top, right, bottom = ((box[0] - x0) * across, (box[1] - y0) * down, (box[2] - x0) * across, (box[3] - y0) * down)
    inside = (max(0.0, left), max(0.0, top), min(float(size[0]), right), min(float(size[1]), bottom))
    return Likeness(np.asarray(found, np.uint8), inside)


def _moved(box: Box, x: float, y: float) -> Box:
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y
