"""Irises: stable texture under changing pupils, told apart by correlation of the unrolled ring."""

import numpy as np
import pytest

from multipriv.pictures.irises import geometry, iris, scan
from multipriv.pictures.irises.matching import likeness, unroll


def test_a_scan_is_repeatable_grey_and_has_the_size_asked_for() -> None:
    eye = iris("p", "left")
    picture = scan(eye, "1")
    assert picture.shape == (480, 640)
    assert picture.dtype == np.uint8
    assert np.array_equal(picture, scan(eye, "1"))
    assert not np.array_equal(picture, scan(eye, "2"))
    assert scan(eye, "1", size=(320, 240)).shape == (240, 320)


def test_the_pupil_is_where_the_geometry_says() -> None:
    eye = iris("p", "right")
    for seed in "abc":
        picture, where = scan(eye, seed), geometry(eye, seed)
        y, x = np.mgrid[0:480, 0:640] + 0.5
        inside = np.hypot(x - where.pupil.x, y - where.pupil.y) < 0.9 * where.pupil.radius
        ring = np.abs(np.hypot(x - where.pupil.x, y - where.pupil.y) - 1.25 * where.pupil.radius) < 4
        below = y > where.pupil.y  # lids and lashes come from above
        assert np.median(picture[inside]) < 30
        assert np.median(picture[ring & below]) > 60


def test_the_pupil_changes_from_scan_to_scan() -> None:
    eye = iris("p", "left")
    openings = [g.pupil.radius / g.iris.radius for g in (geometry(eye, str(i)) for i in range(20))]
    assert min(openings) < 0.38 < 0.48 < max(openings)


def test_scans_of_one_eye_match_and_all_others_do_not() -> None:
    eyes = [iris(person, side) for person in "abc" for side in ("left", "right")]
    first, second = ([unroll(scan(eye, seed), geometry(eye, seed)) for eye in eyes] for seed in ("first", "second"))
    scores = np.array([[likeness(a, b) for b in second] for a in first])
    assert np.diag(scores).min() > 0.6
    assert scores[~np.eye(len(eyes), dtype=bool)].max() < 0.3


def test_there_are_two_eyes() -> None:
    with pytest.raises(ValueError, match="middle"):
        iris("p", "middle")  # type: ignore[arg-type]
