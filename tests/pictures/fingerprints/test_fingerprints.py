"""Fingers: patterns, ridges, minutiae, and impressions that a simple matcher can sort."""

from collections import Counter

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipriv.pictures.fingerprints import Finger, finger, impression, minutiae
from multipriv.pictures.fingerprints.anatomy import SIZE, ridge_map
from multipriv.pictures.fingerprints.matching import likeness
from multipriv.pictures.fingerprints.orientation import Singularities, orientation
from multipriv.pictures.fingerprints.skeleton import crossing_numbers, thin


def test_a_finger_is_a_function_of_its_seed() -> None:
    a = finger("a")
    assert a == finger("a")
    assert a != finger("b")
    ridge_map.cache_clear()
    first = ridge_map(a).copy()
    ridge_map.cache_clear()
    assert np.array_equal(first, ridge_map(a))


def test_patterns_come_in_realistic_proportions() -> None:
    count = Counter(finger(f"p{i}").pattern for i in range(2000))
    share = {pattern: number / 2000 for pattern, number in count.items()}
    assert 0.58 < share["left_loop"] + share["right_loop"] < 0.72
    assert 0.22 < share["whorl"] + share["double_loop"] < 0.34
    assert 0.03 < share["arch"] + share["tented_arch"] < 0.11


@settings(max_examples=10, deadline=None)
@given(seed=st.text(max_size=8))
def test_singular_points_turn_the_field_by_half_a_turn(seed: str) -> None:
    """The Poincaré index is +1/2 around a core, -1/2 around a delta."""
    found = finger(seed)
    field = orientation(found.singularities, SIZE, np.random.default_rng(1))
    turns = np.linspace(0, 2 * np.pi, 73)
    points = found.singularities.cores + found.singularities.deltas
    for kind, group in ((0.5, found.singularities.cores), (-0.5, found.singularities.deltas)):
        for x, y in group:
            others = [np.hypot(px - x, py - y) for px, py in points if (px, py) != (x, y)]
            radius = min(9.0, 0.4 * min(others))
            px, py = np.round(x + radius * np.cos(turns)).astype(int), np.round(y + radius * np.sin(turns)).astype(int)
            if not ((px > 0) & (px < SIZE[0]) & (py > 0) & (py < SIZE[1])).all() or radius < 4:
                continue
            steps = np.diff(field[py, px])
            steps = (steps + np.pi / 2) % np.pi - np.pi / 2
            assert abs(steps.sum() / (2 * np.pi) - kind) < 0.05


def test_an_uneven_number_of_points_is_refused() -> None:
    with pytest.raises(ValueError, match="as many cores as deltas"):
        orientation(Singularities(((10.0, 10.0),), (), 0.0), SIZE, np.random.default_rng(0))


def test_minutiae_lie_on_ridge_ends_and_forks() -> None:
    found = finger("m")
    skeleton = thin((ridge_map(found) > 0).astype(np.uint8))
    numbers = crossing_numbers(skeleton)
    points = minutiae(found)
    assert 40 <= len(points) <= 260
    assert {point.kind for point in points} == {"ending", "fork"}
    for point in points:
        assert numbers[int(point.y), int(point.x)] == (1 if point.kind == "ending" else 3)
        assert 0 <= point.angle <= np.pi


def test_an_impression_is_repeatable_and_has_the_size_asked_for() -> None:
    found = finger("s")
    print_ = impression(found, "1", size=(210, 280))
    assert print_.shape == (280, 210, 3)
    assert np.array_equal(print_, impression(found, "1", size=(210, 280)))
    assert not np.array_equal(print_, impression(found, "2", size=(210, 280)))


def test_impressions_of_one_finger_match_and_others_do_not() -> None:
    fingers: list[Finger] = [finger(f"match{i}") for i in range(4)]
    first = [impression(f, "first") for f in fingers]
    second = [impression(f, "second") for f in fingers]
    scores = np.array([[likeness(a, b) for b in second] for a in first])
    assert (scores.argmax(axis=1) == np.arange(4)).all()
    assert np.diag(scores).mean() > scores[~np.eye(4, dtype=bool)].mean() + 0.15


def test_thinning_leaves_lines_one_pixel_wide_and_connected() -> None:
    mask = np.zeros((60, 60), np.uint8)
    mask[10:17, 5:55] = 1
    mask[10:50, 28:35] = 1
    skeleton = thin(mask)
    assert cv2.connectedComponents(skeleton, connectivity=8)[0] == 2
    assert not (cv2.erode(skeleton, np.ones((2, 2), np.uint8)) > 0).any()
    numbers = crossing_numbers(skeleton)
    assert (numbers == 3).sum() == 1
    assert (numbers == 1).sum() == 3
