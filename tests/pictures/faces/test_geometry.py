"""Geometry of the head: symmetric where it should be, closed, lids and lips in order, hair out of the eyes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipriv.pictures.faces import identity
from multipriv.pictures.faces.hair import grow, styles
from multipriv.pictures.faces.head import COLUMNS, ROWS, build_head, smooth_head
from multipriv.pictures.faces.identities import Identity
from multipriv.pictures.faces.relief import lower_border, lower_lid, seam, upper_border, upper_lid
from multipriv.pictures.faces.shape import Expression, Shape

PERSON = identity("geometry", "female", 33, "en")
PEOPLE = st.builds(
    lambda seed, sex, age, region: identity(seed, sex, age, region),
    st.text(max_size=8),
    st.sampled_from(["female", "male"]),
    st.integers(3, 95),
    st.sampled_from(["en", "zh"]),
)


def without_skew(person: Identity) -> Identity:
    z = tuple(0.0 if name.startswith("skew_") else score for name, score in zip(Shape._fields, person.z, strict=True))
    return replace(person, z=z)


def test_a_face_without_skew_is_symmetric_and_with_skew_is_not() -> None:
    expression = Expression(smile=0.5, jaw=0.4, lips_apart=0.3)

    def asymmetry(person: Identity) -> float:
        grid = build_head(person, expression).skin.points.reshape(ROWS, COLUMNS, 3)
        return float(np.abs(grid - grid[:, ::-1] * np.array([-1, 1, 1])).max())

    assert asymmetry(without_skew(PERSON)) < 1e-3
    assert asymmetry(PERSON) > 0.01


def test_the_head_is_closed_at_the_crown_and_round_the_sides() -> None:
    grid = smooth_head(PERSON.shape).reshape(ROWS, COLUMNS, 3)
    assert np.ptp(grid[0], axis=0).max() < 0.05
    steps = np.linalg.norm(grid - np.roll(grid, 1, axis=1), axis=2)
    assert steps.max() < 1.2
    assert np.isfinite(grid).all()


@settings(max_examples=25, deadline=None)
@given(person=PEOPLE)
def test_human_proportions(person: Identity) -> None:
    points = smooth_head(person.shape)
    head = points[points[:, 1] > -9]
    crown, chin = head[:, 1].max(), -person.shape.chin_drop - 1.1
    width = float(np.ptp(head[:, 0]))
    assert 0.42 < crown / (crown - chin) < 0.64, "eyes at mid-height of the head (lower in children)"
    assert 3.4 < width / (2 * person.shape.eye_width) < 6.0, "the head is about five eyes wide (four in children)"
    assert 0.6 < width / (crown - chin) < 0.85


@settings(max_examples=100, deadline=None)
@given(person=PEOPLE, close=st.floats(0, 1), squint=st.floats(0, 1))
def test_lids_and_lips_never_cross(person: Identity, close: float, squint: float) -> None:
    s = person.shape
    for dx in np.linspace(-s.eye_width, s.eye_width, 15):
        assert upper_lid(float(dx), s, close, squint) >= lower_lid(float(dx), s, close, squint) - 0.12
        assert upper_lid(float(dx), s, 0.0, squint) >= lower_lid(float(dx), s, 0.0, squint) - 1e-6
    for ax in np.linspace(0, s.mouth_width * 0.98, 12):
        assert upper_border(float(ax), s) >= seam(float(ax), s) >= lower_border(float(ax), s)


def test_an_open_eye_shows_the_ball_and_a_closed_one_does_not() -> None:
    def exposed(close: float) -> float:
        head = build_head(PERSON, Expression(lid_close_left=close, lid_close_right=close))
        s = PERSON.shape
        near = np.hypot(head.face[:, 0] - s.eye_spacing, head.face[:, 1]) < 0.35
        ball = head.eye_z + np.sqrt(1.24**2 - 0.35**2)
        return float(np.mean(head.skin.points[near, 2] < ball))

    assert exposed(0.0) > 0.8
    assert exposed(1.0) < 0.25


@pytest.mark.parametrize("name", sorted(styles()))
def test_hair_keeps_out_of_the_eyes_and_within_reach(name: str) -> None:
    style = styles()[name]
    person = identity(f"hair {name}", "female" if style.female > style.male else "male", 30, "en")
    strands = grow(person, smooth_head(person.shape), style, "seed", strands=1500)
    assert strands
    points = np.concatenate([s.points.reshape(-1, 3) for s in strands])
    assert np.isfinite(points).all()
    eyes = (np.abs(points[:, 0]) < 4.3) & (points[:, 1] < 1.0) & (points[:, 1] > -9) & (points[:, 2] > 5)
    assert eyes.mean() < 0.002
    assert np.linalg.norm(points, axis=1).max() < 65


def test_there_are_at_least_fourteen_styles() -> None:
    assert len(styles()) >= 14
