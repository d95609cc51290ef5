"""A parked car, square to the picture so that its plate is unskewed, with its flank seen where the camera stands aside."""

from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

from multipriv.pictures.scenes.canvas import Canvas, Colour, View, css, parsed
from multipriv.pictures.scenes.car_body import Car, paint_body
from multipriv.pictures.scenes.car_faces import Places, paint_front, paint_rear

__all__ = ["Car", "Places", "draw_car", "paint_car", "paint_shadow"]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("cars.yaml").read_text("utf-8"))
    return data


def draw_car(random: Random, rear: bool, sky: Colour, light: float) -> Car:
    """Return a car by chance; its look says nothing of its model."""
    shape = random.choice(list(_data()["bodies"].values()))
    return Car(shape, parsed(random.choice(_data()["paints"])), rear, sky, light, random.randrange(1 << 16))


def paint_shadow(canvas: Canvas, view: View, car: Car, x: float, z: float) -> None:
    """Darken the ground under the car; the layer is to be blurred."""
    half, length = car.half, car.shape["length"]
    corners = [(-1.06, -0.12), (1.06, -0.12), (1.1, length + 0.1), (-1.1, length + 0.1)]
    canvas.shape([view.at(x + half * across, 0, z + s) for across, s in corners], css((8, 10, 14), 0.82))


def paint_car(canvas: Canvas, view: View, car: Car, x: float, z: float) -> Places:
    """Paint the car with the middle of its near face at (x, z) and return the boxes of its plate and of its model badge."""
    paint_body(canvas, view, car, x, z)
    return paint_rear(canvas, view, car, x, z) if car.rear else paint_front(canvas, view, car, x, z)
