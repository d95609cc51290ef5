"""Photos: pure functions, sizes, boxes."""

from dataclasses import replace

import numpy as np
import pytest

from multipriv.pictures import faces
from multipriv.pictures.faces.look import draw_look
from multipriv.pictures.faces.person import figure
from multipriv.pictures.faces.scene import Camera

WOMAN = faces.identity("test-woman", "female", 34, "en")
MAN = faces.identity("test-man", "male", 51, "zh")


def test_a_photo_is_a_pure_function_of_identity_and_seed() -> None:
    first = faces.photo(WOMAN, "one", size=(160, 200))
    again = faces.photo(faces.identity("test-woman", "female", 34, "en"), "one", size=(160, 200))
    other = faces.photo(WOMAN, "two", size=(160, 200))
    assert np.array_equal(first.image, again.image)
    assert first.face_box == again.face_box
    assert not np.array_equal(first.image, other.image)


@pytest.mark.parametrize("crop", ["id", "portrait", "selfie", "half_body"])
def test_the_face_box_lies_in_the_frame_and_holds_a_face_of_the_right_size(crop: faces.Crop) -> None:
    width, height = 160, 200
    shot = faces.photo(MAN, "box", size=(width, height), crop=crop)
    x0, y0, x1, y1 = shot.face_box
    assert shot.image.shape == (height, width, 3)
    assert 0 <= x0 < x1 <= width
    assert 0 <= y0 < y1 <= height
    share = (y1 - y0) / height
    assert (0.15 if crop == "half_body" else 0.3) < share < 0.75


@pytest.mark.parametrize("yaw", [-0.7, -0.3, 0.0, 0.5, 0.7])
def test_the_face_box_holds_eyes_and_mouth_at_every_turn(yaw: float) -> None:
    look = replace(draw_look(WOMAN, "turned", "portrait"), yaw=yaw, hat=None, glasses=None)
    one = figure(WOMAN, look, detail=0.1)
    camera = Camera(np.array([0.0, -2.0, 120.0]), np.array([0.0, -4.0, 0.0]), 3.0)
    outline = camera.project(one.face, 300, 300)
    skin, *eyeballs = one.meshes[:3]
    low, high = outline[:, :2].min(0), outline[:, :2].max(0)
    for ball in eyeballs:
        middle = camera.project(ball.points.mean(0)[None], 300, 300)[0, :2]
        assert (low < middle).all()
        assert (middle < high).all()
    assert (high - low < np.ptp(camera.project(skin.points, 300, 300)[:, :2], axis=0)).all()


def test_a_group_keeps_order_and_heads_apart() -> None:
    people = [WOMAN, MAN, faces.identity("child", "female", 6, "zh", (WOMAN, MAN))]
    shot = faces.group(people, "g", size=(240, 160))
    assert shot.image.shape == (160, 240, 3)
    boxes = shot.face_boxes
    assert len(boxes) == 3
    assert boxes[0][2] <= boxes[1][0]
    assert boxes[1][2] <= boxes[2][0]


def test_a_cutout_is_transparent_around_the_person() -> None:
    cut = faces.cutout(WOMAN, "c", size=(160, 200), crop="portrait")
    assert cut.image.shape == (200, 160, 4)
    x0, y0, x1, y1 = cut.face_box
    assert cut.image[0, 0, 3] == 0
    assert cut.image[(y0 + y1) // 2, (x0 + x1) // 2, 3] == 255


def test_unknown_backgrounds_and_tiny_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="background"):
        faces.photo(WOMAN, "x", background="moon")
    with pytest.raises(ValueError, match="32 pixels"):
        faces.photo(WOMAN, "x", size=(8, 8))
