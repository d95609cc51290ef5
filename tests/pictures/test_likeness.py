"""One body a person: tokens decide it, seeds only how it is taken."""

from dataclasses import replace

import numpy as np
import pytest

from multipriv.pictures.likeness import face_photo, identity_of, iris_scan, signature, thumb_print
from tests.pictures.people import CHINESE, ENGLISH


def test_a_face_depends_on_nothing_but_the_person() -> None:
    assert identity_of(ENGLISH) == identity_of(replace(ENGLISH, relations=(), person_id="x"))
    assert identity_of(ENGLISH) != identity_of(CHINESE)


def test_photos_differ_and_hold_the_face() -> None:
    first, second = (face_photo(ENGLISH, seed, "id", (160, 200)) for seed in ("a", "b"))
    assert first.image.shape == (200, 160, 3)
    assert not np.array_equal(first.image, second.image)
    x0, y0, x1, y1 = first.box
    assert 0 <= x0 < x1 <= 160
    assert 0 <= y0 < y1 <= 200


def test_boxes_hold_ridges_iris_and_ink() -> None:
    thumb = thumb_print(CHINESE, "a", (210, 280))
    dark = thumb.image.mean(axis=2) < 150
    x0, y0, x1, y1 = (round(v) for v in thumb.box)
    assert dark[y0:y1, x0:x1].sum() > 0.95 * dark.sum()
    eye = iris_scan(CHINESE, "left", "a", (320, 240))
    assert eye.box[2] - eye.box[0] == pytest.approx(eye.box[3] - eye.box[1])
    signed = signature(CHINESE, "a")
    assert signed.image.shape[2] == 4
    x0, y0, x1, y1 = (round(v) for v in signed.box)
    ink = signed.image[..., 3] > 40
    assert ink[y0:y1, x0:x1].sum() > 0.97 * ink.sum()
