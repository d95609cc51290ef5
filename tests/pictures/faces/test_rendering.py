"""Rasteriser and passes over the picture: the nearest wins, the camera is a pinhole, light stays in order."""

import numpy as np

from multipriv.pictures.faces.render import rasterise
from multipriv.pictures.faces.scene import Camera
from multipriv.pictures.faces.screen import scatter, tone_map


def test_the_nearest_triangle_is_hit_whatever_the_order() -> None:
    near = [[2, 2, 0.5], [2, 18, 0.5], [18, 2, 0.5]]
    far = [[0, 0, 0.2], [0, 40, 0.2], [40, 0, 0.2]]
    for corners, front in ((near + far, 1), (far + near, 2)):
        depth, hits = np.zeros((20, 20), np.float32), np.zeros((20, 20), np.int32)
        rasterise(np.array(corners, np.float32), np.array([[0, 1, 2], [3, 4, 5]], np.int32), depth, hits)
        assert hits[4, 4] == front
        assert hits[0, 15] == 3 - front
        assert np.isclose(depth[4, 4], 0.5)
        assert np.isclose(depth[0, 15], 0.2)


def test_what_lies_behind_the_camera_is_not_drawn() -> None:
    camera = Camera(np.array([0.0, 0.0, 100.0]), np.zeros(3), 2.0)
    seen = camera.project(np.array([[0.0, 0.0, 0.0], [10.0, 0.0, 0.0], [0.0, 0.0, 200.0]]), 300, 400)
    assert np.allclose(seen[0], [150, 200, 0.01])
    assert np.allclose(seen[1, :2], [150 + 10 / 100 * 2 * 400, 200], atol=1e-3)
    assert seen[2, 2] == 0


def test_more_light_is_never_shown_darker() -> None:
    light = np.linspace(0, 6, 500, dtype=np.float32)
    image = np.dstack([light[None]] * 3 + [np.ones((1, 500), np.float32)])
    tone_map(image)
    shown = image[0, :, 0]
    assert (np.diff(shown) >= 0).all()
    assert shown[0] == 0
    assert 0.9 < shown[-1] <= 1.0


def test_light_scatters_in_skin_only_and_red_goes_farthest() -> None:
    image, albedo = np.zeros((64, 64, 4), np.float32), np.ones((64, 64, 3), np.float32)
    diffuse = np.zeros((64, 64, 4), np.float32)
    diffuse[:, :48, 3] = 1
    diffuse[:, :24, :3] = 1
    scatter(image, albedo, diffuse, 28.0)
    assert not image[:, 48:].any()
    red, green, blue = image[32, 26, :3]
    assert red > green > blue
    assert np.allclose(image[32, 4, :3], 1, atol=0.02)
