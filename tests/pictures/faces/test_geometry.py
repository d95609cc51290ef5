"""Geometry of the head: symmetric where it should be, closed, lids and lips in order, hair out of the eyes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipriv.pictures.faces import identity
from multipriv.pictures.faces.accessories import FRAMES, glasses
from multipriv.pictures.faces.body import COLUMNS as AROUND
from multipriv.pictures.faces.body import neckline, wardrobe
from multipriv.pictures.faces.facial_hair import Surface
from multipriv.pictures.faces.hair import grow, styles
from multipriv.pictures.faces.head import COLUMNS, ROWS, Floats, build_head, ear, eyeball, smooth_head
from multipriv.pictures.faces.identities import Identity, Sex
from multipriv.pictures.faces.pose import turn, unturned
from multipriv.pictures.faces.relief import lower_border, lower_lid, mouth_level, seam, upper_border, upper_lid
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


@settings(max_examples=40, deadline=None)
@given(
    x=st.floats(-18, 18),
    y=st.floats(-8, 8),
    far=st.floats(50, 200),
    side=st.sampled_from([-1, 1]),
)
def test_both_eyes_look_at_one_point(x: float, y: float, far: float, side: int) -> None:
    ball = eyeball(PERSON, side, 7.0, np.array([x, y, far]))
    centre = np.array([side * PERSON.shape.eye_spacing, side * PERSON.shape.skew_eyes * 0.9, 7.0])
    looks, wanted = ball.points[0] - centre, np.array([x, y, far]) - centre
    cosine = looks @ wanted / np.linalg.norm(looks) / np.linalg.norm(wanted)
    assert np.degrees(np.arccos(min(cosine, 1.0))) < 0.5


@settings(max_examples=40, deadline=None)
@given(yaw=st.floats(-0.7, 0.7), pitch=st.floats(-0.2, 0.2), roll=st.floats(-0.2, 0.2))
def test_unturning_undoes_the_turn_of_the_head(yaw: float, pitch: float, roll: float) -> None:
    point = np.array([3.0, 1.0, 90.0])
    turned, _ = turn(point[None], point[None], yaw, pitch, roll)
    assert np.allclose(unturned(turned[0], yaw, pitch, roll), point)


@pytest.mark.parametrize("kind", sorted(FRAMES))
@pytest.mark.parametrize("age", [6, 45])
def test_glasses_stand_before_the_cheeks(kind: str, age: int) -> None:
    person = identity("glasses", "female", age, "zh")
    head = build_head(person, Expression(smile=0.8, squint=0.4))
    surface = Surface(head)
    for rim in glasses(person, kind, head, surface)[0:4:2]:
        skin, _ = surface.at(rim.points[:, 0], rim.points[:, 1])
        assert (rim.points[:, 2] > skin[:, 2] - 0.25).mean() > 0.97


@pytest.mark.parametrize("kind", ["tee", "scoop", "shirt", "jumper"])
@pytest.mark.parametrize("age", [6, 30])
def test_necklines_run_evenly_round_the_neck_below_the_chin(kind: str, age: int) -> None:
    person = identity("neck", "male", age, "en")
    line = neckline(person, kind)
    assert line.shape == (AROUND,)
    assert np.abs(np.diff(np.append(line, line[0]))).max() < 1.0
    assert np.allclose(line[1:], line[:0:-1], atol=0.05)
    assert line[0] < -person.shape.chin_drop - 1.0
    assert kind in wardrobe()["kinds"]


def mean_head(sex: Sex) -> Identity:
    person = identity("mean", sex, 30, "en")
    return replace(person, z=(0.0,) * len(person.z))


@pytest.mark.parametrize("sex", ["female", "male"])
def test_the_far_cheek_of_a_turned_mean_head_keeps_with_the_forehead_and_the_jaw_is_narrower(sex: Sex) -> None:
    head = build_head(mean_head(sex), Expression()).skin.points
    for yaw in np.radians([20, 40]):
        across = head[:, 0] * np.cos(yaw) + head[:, 2] * np.sin(yaw)

        def outline(y: float, across: Floats = across) -> float:
            return float(across[np.abs(head[:, 1] - y) < 0.25].max())

        forehead = max(outline(y) for y in (2.5, 3.5, 4.5))
        cheek = max(outline(y) for y in (-1.5, -2.5, -3.5))
        assert -0.2 < cheek - forehead < 0.45
        assert outline(0.6) < cheek, "the eye lies behind the cheekbone"
        assert outline(-5.0) < forehead, "the cheek is hollow before the jaw"
        assert outline(-8.5) < forehead - 1.0


@pytest.mark.parametrize(("sex", "least", "most"), [("female", 0.72, 0.84), ("male", 0.76, 0.90)])
def test_the_jaw_of_the_mean_head_is_about_four_fifths_as_wide_as_the_cheekbones(sex: Sex, least: float, most: float) -> None:
    person = mean_head(sex)
    side = smooth_head(person.shape)
    side = side[side[:, 2] > 1.0]
    arch = side[np.abs(side[:, 1] + 1.5) < 0.6, 0].max()
    angle = side[np.abs(side[:, 1] - person.shape.jaw_angle) < 0.4, 0].max()
    assert least < angle / arch < most


@settings(max_examples=60, deadline=None)
@given(person=PEOPLE)
def test_ears_reach_from_the_brow_to_the_base_of_the_nose(person: Identity) -> None:
    s = person.shape
    y = ear(person, 1).points[:, 1]
    middle = (s.brow_height - s.nose_length - 1.0) / 2
    assert abs((y.max() + y.min()) / 2 - middle) < 1.0
    assert y.max() < s.brow_height + 2.0


@settings(max_examples=60, deadline=None)
@given(person=PEOPLE)
def test_the_lower_lip_lies_above_the_chin(person: Identity) -> None:
    s = person.shape
    assert lower_border(0.0, s) + s.chin_drop > 0.3
    if person.age >= 18:
        assert 2.2 < mouth_level(s) + s.chin_drop + 1.1 < 6.2
