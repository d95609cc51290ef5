"""People in scenes: cut out, or together in one frame; rendered a little smaller than they are shown."""

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np

from multipriv.pictures.faces import Crop, Cutout, GroupPhoto, Identity, cutout, group
from multipriv.pictures.likeness import Likeness, identity_of
from multipriv.pictures.scenes.canvas import Pixels
from multipriv.taxonomy.records import Box, Person

FINE = 0.8
"""Rendered pixels a shown pixel: hair and skin cost time in proportion to their area."""


def cut_out(person: Person, seed: str, crop: Crop, size: tuple[int, int]) -> Likeness:
    """Return the person in RGBA (width, height) without a background, and the box of the face."""
    found = _cutout(identity_of(person), seed, crop, _small(size))
    return Likeness(_enlarged(found.image, size), _scaled(found.face_box, found.image, size))


def together(people: Sequence[Person], seed: str, size: tuple[int, int]) -> tuple[Pixels, tuple[Box, ...]]:
    """Return a photo (width, height) of the people side by side, left to right, and the box of each face."""
    found = _group(tuple(identity_of(person) for person in people), seed, _small(size))
    return _enlarged(found.image, size), tuple(_scaled(box, found.image, size) for box in found.face_boxes)


@lru_cache(maxsize=2)
def _cutout(who: Identity, seed: str, crop: Crop, size: tuple[int, int]) -> Cutout:
    # kept because a proof draws the same picture twice, and a face costs far more than a scene
    return cutout(who, seed, size=size, crop=crop)


@lru_cache(maxsize=2)
def _group(who: tuple[Identity, ...], seed: str, size: tuple[int, int]) -> GroupPhoto:
    return group(who, seed, size=size)


def _small(size: tuple[int, int]) -> tuple[int, int]:
    return round(size[0] * FINE), round(size[1] * FINE)


def _enlarged(image: Pixels, size: tuple[int, int]) -> Pixels:
    return np.asarray(np.clip(cv2.resize(image, size, interpolation=cv2.INTER_CUBIC), 0, 255), np.uint8)


def _scaled(box: tuple[int, int, int, int], image: Pixels, size: tuple[int, int]) -> Box:
    across, down = size[0] / image.shape[1], size[1] / image.shape[0]
    return box[0] * across, box[1] * down, box[2] * across, box[3] * down
