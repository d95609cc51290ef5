"""Scenes: plates stay square, places for text lie on the body, a route is a pure function of its token."""

from random import Random

import numpy as np
import pytest

from multipriv.people.setting import setting
from multipriv.pictures.scenes.canvas import Canvas, View
from multipriv.pictures.scenes.car import draw_car, paint_car
from multipriv.pictures.scenes.city_map import draw_map
from multipriv.pictures.scenes.develop import over, soft
from multipriv.taxonomy.records import Locale


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
