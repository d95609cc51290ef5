"""Scenes: plates stay square, places for text lie on the body, a route is a pure function of its token."""

from random import Random

import numpy as np
import pytest

from multipriv.people.setting import setting
from multipriv.pictures.kinds.house_front import draw_front
from multipriv.pictures.scenes.canvas import Canvas, View
from multipriv.pictures.scenes.car import draw_car, paint_car
from multipriv.pictures.scenes.city_map import draw_map
from multipriv.pictures.scenes.develop import over, soft
from multipriv.pictures.scenes.facade import Facade
from multipriv.pictures.scenes.light import draw_light
from multipriv.taxonomy.records import Box, Locale


@pytest.mark.parametrize("rear", [True, False])
@pytest.mark.parametrize("x", [0.0, 1.8, -1.8])
def test_a_plate_is_level_and_on_the_body(rear: bool, x: float) -> None:
    canvas, view = Canvas(1200, 900), View(1300, 600 - 1300 * x / 4.6, 330, 1.6)
    car = draw_car(Random(7), rear, (210, 225, 240), 1.0)
    places = paint_car(canvas, view, car, x, 4.6)
    pixels = canvas.rendered()
    for x0, y0, x1, y1 in (places.plate, places.badge):
        assert x1 - x0 > 100
        assert y1 - y0 > 12
        assert (pixels[round(y0) : round(y1), round(x0) : round(x1), 3] == 255).all()
    assert abs((places.plate[0] + places.plate[2]) / 2 - 600) < 1


def test_a_route_is_the_same_on_every_map_of_it() -> None:
    first, second = (draw_map("route:1", "en", (860, 1130), seed) for seed in ("a", "b"))
    other = draw_map("route:2", "en", (860, 1130), "a")
    assert first.path == second.path != other.path
    for drawn in (first, other):
        x0, y0, x1, y1 = drawn.path
        assert 0 <= x0 < x1 <= 860
        assert 0 <= y0 < y1 <= 1130
        for x, y in (drawn.start, drawn.end):
            assert x0 < x < x1
            assert y0 < y < y1


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_nobody_lives_in_a_street_of_the_maps(locale: Locale) -> None:
    names = {label.text for n in range(12) for label in draw_map(f"route:{n}", locale, (860, 860), str(n)).labels}
    assert len(names) > 10
    assert not [name for name in names if any(name.startswith(street) for street in setting(locale)["streets"])]


def test_layers_keep_their_colour_when_blurred() -> None:
    layer = np.zeros((60, 60, 4), np.uint8)
    layer[20:40, 20:40] = (200, 30, 30, 255)
    blurred = soft(layer, 4)
    edge = blurred[30, 17]
    assert 0 < edge[3] < 255
    assert abs(int(edge[0]) - 200) <= 6
    white = np.full((60, 60, 3), 255, np.uint8)
    assert tuple(over(layer, white)[30, 30]) == (200, 30, 30)
    assert tuple(over(layer, white)[0, 0]) == (255, 255, 255)


@pytest.mark.parametrize("side", [0, -1, 1])
def test_a_slab_shows_its_underside_over_the_eye_and_its_top_below(side: int) -> None:
    facade = Facade(View(1000, 500, 400, 1.6), 6.0 if side == 0 else 5.0 * side, side)
    over_eye, below = (facade.edges((7.0, 8.0), up, (0.0, 0.5)) for up in ((2.5, 2.7), (0.1, 0.3)))
    assert set(over_eye) == {"bottom", "end"}
    assert set(below) == {"top", "end"}


@pytest.mark.parametrize("drive", [-1, 1])
@pytest.mark.parametrize("layout", ["door", "gate"])
def test_a_door_plate_stands_clear_of_couplets_and_of_the_edges(layout: str, drive: int) -> None:
    for seed in ("a", "b", "c"):
        random = Random(seed)
        front = draw_front("zh", layout, drive, draw_light(random), random, seed)
        height, width = front.scene.shape[:2]
        x0, y0, x1, y1 = front.sign
        assert 0 < x0 < x1 < width
        assert 0 < y0 < y1 < height
        assert (front.couplets is None) == (layout == "door")
        if front.couplets is not None:
            strips = [front.couplets.left, front.couplets.right, front.couplets.over, *front.couplets.leaves]
            assert all(_apart(front.sign, strip) and 0 < strip[0] < strip[2] < width for strip in strips)


def _apart(a: Box, b: Box, room: float = 6.0) -> bool:
    return a[2] + room < b[0] or b[2] + room < a[0] or a[3] + room < b[1] or b[3] + room < a[1]
