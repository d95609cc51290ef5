"""What is seen in the pictures of a prompt: their faces, described once, and how unlike they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from multipriv.models.reader.ocr import Box
from multipriv.models.sight.faces import Image, find_faces
from multipriv.models.sight.likeness import Look, describe, distance

PLAIN = 0.745
"""The least score of a face that is said to be there; fainter ones are still compared."""


@dataclass(frozen=True)
class Seen:
    """What one picture shows beside text: the box of each depicted attribute, and a description of every face."""

    boxes: Mapping[str, Box]
    faces: tuple[Look, ...]


class Looker:
    """Eyes for the pictures of one prompt, counted from 0; each picture is looked at when first asked about."""

    def __init__(self, pictures: Sequence[bytes]) -> None:
        self._pictures = pictures

    def seen(self, picture: int) -> Mapping[str, Box]:
        """Return the depicted attributes of a picture and their boxes in pixels."""
        return look(self._pictures[picture]).boxes

    def unlike(self, a: int, b: int) -> float | None:
        """Return how unlike the most alike faces of two pictures are; None where one of them shows no face."""
        left, right = look(self._pictures[a]).faces, look(self._pictures[b]).faces
        return min((distance(one, other) for one in left for other in right), default=None)


@lru_cache(maxsize=4096)
def look(picture: bytes) -> Seen:
    """Return what an encoded picture shows; an unreadable one shows nothing."""
    image = _decoded(picture)
    if image is None:
        return Seen({}, ())
    faces = find_faces(image)
    boxes: dict[str, Box] = {"face": faces[0].whole} if faces and faces[0].score > PLAIN else {}
    return Seen(boxes, tuple(describe(image, face) for face in faces))


def _decoded(picture: bytes) -> Image | None:
    """Return an encoded picture as (height, width, BGR)."""
    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR) if picture else None
    return None if image is None else np.asarray(image, np.uint8)
