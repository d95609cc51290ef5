"""A street that runs away from the camera: sky, rows of houses, trees, pavements, the road."""

import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

from multipriv.pictures.scenes.canvas import Canvas, Colour, View, css, lit, mixed, parsed
from multipriv.pictures.scenes.foliage import paint_clump
from multipriv.pictures.scenes.light import Light

FAR = 90.0
"""Metres to where the street is lost in haze."""


@dataclass(frozen=True)
class Street:
    """Where the kerbs lie (metres to the right of the camera) and how wide the pavements are."""

    left: float
    right: float
    pavement: float = 2.4


@cache
def colours() -> dict[str, Any]:
    """Return the colours of what stands along streets."""
    data: dict[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("streets.yaml").read_text("utf-8"))
    return data


def paint_sky(canvas: Canvas, view: View, light: Light, random: Random) -> None:
    """Paint sky and a few clouds down to the horizon."""
    stops = [(0.0, css(light.top)), (0.75, css(light.low)), (1.0, css(light.low))]
    canvas.rect(0, 0, canvas.width, canvas.height, canvas.linear((0, 0), (0, view.horizon), stops))
    for _ in range(random.randrange(3, 8)):
        x, y = random.uniform(0, canvas.width), random.uniform(0, view.horizon * 0.7)
        for _ in range(7):
            at = (x + random.gauss(0, 90), y + random.gauss(0, 12))
            radius = random.uniform(50, 120)
            white = [(0.0, css((255, 255, 255), 0.20)), (1.0, css((255, 255, 255), 0.0))]
            canvas.ellipse(at, radius, radius * 0.4, canvas.radial(at, radius, white, 0.4))


def paint_street(canvas: Canvas, view: View, street: Street, light: Light, random: Random) -> None:
    """Paint everything behind the parked car."""
    paint_sky(canvas, view, light, random)
    haze = mixed(light.low, (170, 176, 184), 0.4)
    _skyline(canvas, view, haze, random)
    paint_road(canvas, view, street, light, random)
    paint_dashes(canvas, view, street, (236, 236, 230))
    for side in (-1, 1):
        wall = (street.right if side > 0 else street.left) + side * street.pavement
        _row(canvas, view, wall, haze, light, random)
    for side in (-1, 1):
        kerb = (street.right if side > 0 else street.left) + side * 0.6
        _trees(canvas, view, kerb, haze, light, random)


def faded(colour: Colour, haze: Colour, z: float, gain: float) -> Colour:
    """Return the colour as light and air leave it at the distance z."""
    return mixed(lit(colour, gain), haze, min(0.85, z / FAR))


def _skyline(canvas: Canvas, view: View, haze: Colour, random: Random) -> None:
    x = -60.0
    while x < 60:
        wide, tall = random.uniform(6, 16), random.uniform(4, 15)
        (x0, y0), (x1, y1) = view.at(x, tall, FAR), view.at(x + wide, 0, FAR)
        canvas.rect(x0, y0, x1 - x0 + 1, y1 - y0, css(lit(haze, random.uniform(0.80, 0.95))))
        x += wide
    for _ in range(90):
        at = view.at(random.uniform(-24, 24), random.uniform(0, 5.5), FAR * 0.9)
        radius = view.scale(FAR) * random.uniform(0.8, 2.2)
        canvas.ellipse(at, radius, radius * 0.8, css(mixed(lit(haze, random.uniform(0.72, 0.9)), (96, 116, 84), 0.25), 0.8))


def paint_road(canvas: Canvas, view: View, street: Street, light: Light, random: Random) -> None:
    """Paint the road, its kerbs and the pavements."""
    asphalt, stone = parsed(random.choice(colours()["asphalt"])), parsed(random.choice(colours()["pavement"]))
    top, bottom = view.horizon, float(canvas.height)
    far = mixed(asphalt, light.low, 0.5)
    fill = canvas.linear(
        (0, top),
        (0, bottom),
        [
            (0, css(lit(far, light.gain))),
            (0.25, css(lit(mixed(asphalt, light.low, 0.2), light.gain))),
            (1, css(lit(asphalt, light.gain * 0.92))),
        ],
    )
    canvas.rect(0, top, canvas.width, bottom - top, fill)
    near = 1.2
    for side in (-1, 1):
        kerb = street.right if side > 0 else street.left
        edge = kerb + side * 30
        slab = [view.at(kerb, 0.12, near), view.at(edge, 0.12, near), view.at(edge, 0.12, FAR), view.at(kerb, 0.12, FAR)]
        canvas.shape(slab, css(lit(stone, light.gain)))
        face = [view.at(kerb, 0.0, near), view.at(kerb, 0.12, near), view.at(kerb, 0.12, FAR), view.at(kerb, 0.0, FAR)]
        canvas.shape(face, css(lit(stone, light.gain * 0.62)))
        for step in range(60):
            z = 2.0 + step * 0.9
            joint = [view.at(kerb, 0.121, z), view.at(kerb + side * street.pavement, 0.121, z)]
            canvas.line(joint, css(lit(stone, light.gain * 0.8), max(0.0, 0.7 - z / 40)), max(0.4, view.scale(z) * 0.012))
        gutter = [
            view.at(kerb, 0.0, near),
            view.at(kerb - side * 0.22, 0.0, near),
            view.at(kerb - side * 0.22, 0, FAR),
            view.at(kerb, 0, FAR),
        ]
        canvas.shape(gutter, css((30, 30, 32), 0.25))


def paint_dashes(canvas: Canvas, view: View, street: Street, colour: Colour) -> None:
    """Paint the broken line along the middle of the road."""
    middle = (street.left + street.right) / 2 - 0.8
    for step in range(14):
        z = 2.2 + step * 5.0
        dash = [
            view.at(middle - 0.06, 0, z),
            view.at(middle + 0.06, 0, z),
            view.at(middle + 0.06, 0, z + 2.4),
            view.at(middle - 0.06, 0, z + 2.4),
        ]
        canvas.shape(dash, css(colour, 0.75))


def _row(canvas: Canvas, view: View, x: float, haze: Colour, light: Light, random: Random) -> None:
    houses, z = [], 1.0
    while z < FAR * 0.8:
        wide = random.uniform(5.5, 10)
        houses.append((z, wide, random.choice((5.8, 6.4, 8.6, 9.4, 11.8)), parsed(random.choice(colours()["facades"]))))
        z += wide
    for start, wide, tall, colour in reversed(houses):
        _house(canvas, view, x, start, wide, tall, colour, haze, light, random)


def _house(
    canvas: Canvas,
    view: View,
    x: float,
    start: float,
    wide: float,
    tall: float,
    colour: Colour,
    haze: Colour,
    light: Light,
    random: Random,
) -> None:
    side = 1 if x > 0 else -1
    gain = light.gain * (0.98 if side < 0 else 0.86)
    near, far = view.at(x, 0, start)[0], view.at(x, 0, start + wide)[0]
    shades = [(0.0, css(faded(colour, haze, start, gain))), (1.0, css(faded(colour, haze, start + wide, gain)))]
    wall = [view.at(x, y, z) for y, z in ((0.1, start), (tall, start), (tall, start + wide), (0.1, start + wide))]
    canvas.shape(wall, canvas.linear((near, 0), (far, 0), shades))
    eaves = [
        view.at(x - side * 0.25, y, z)
        for y, z in ((tall, start), (tall + 0.25, start), (tall + 0.25, start + wide), (tall, start + wide))
    ]
    canvas.shape(eaves, css(faded(lit(colour, 0.6), haze, start, gain)))
    base = [view.at(x, y, z) for y, z in ((0.1, start), (0.75, start), (0.75, start + wide), (0.1, start + wide))]
    canvas.shape(base, css(faded(lit(colour, 0.72), haze, start, gain)))
    columns = max(2, round(wide / 2.3))
    pitch = wide / columns
    door = random.randrange(columns)
    for floor in range(max(1, int(tall // 2.85))):
        for column in range(columns):
            z = start + pitch * (column + 0.5)
            low = 0.95 + floor * 2.85
            is_door = floor == 0 and column == door
            bottom, top, half = (0.12, 2.25, 0.5) if is_door else (low, low + 1.45, 0.48)
            _opening(canvas, view, x, z, bottom, top, half, faded(colour, haze, z, gain), light, is_door, random)


def _opening(
    canvas: Canvas,
    view: View,
    x: float,
    z: float,
    low: float,
    high: float,
    half: float,
    wall: Colour,
    light: Light,
    door: bool,
    random: Random,
) -> None:
    def quad(grow: float) -> list[tuple[float, float]]:
        z0, z1 = z - half - grow, z + half + grow
        return [view.at(x, y, at) for y, at in ((low - grow, z0), (high + grow, z0), (high + grow, z1), (low - grow, z1))]

    canvas.shape(quad(0.11), css(lit(mixed(wall, (235, 232, 226), 0.55), light.gain)))
    if door:
        canvas.shape(quad(0), css(lit(random.choice(((86, 52, 40), (42, 66, 58), (52, 60, 84))), light.gain)))
        return
    y0, y1 = view.at(x, high, z)[1], view.at(x, low, z)[1]
    glass = mixed((58, 70, 82), light.top, random.uniform(0.15, 0.5))
    canvas.shape(
        quad(0),
        canvas.linear(
            (0, y0), (0, y1), [(0, css(lit(mixed(glass, light.low, 0.35), light.gain))), (1, css(lit(glass, light.gain)))]
        ),
    )
    for pair in (((low, z), (high, z)), (((low + high) / 2, z - half), ((low + high) / 2, z + half))):
        canvas.line([view.at(x, y, at) for y, at in pair], css(lit((228, 226, 220), light.gain)), max(0.6, view.scale(z) * 0.05))


def _trees(canvas: Canvas, view: View, x: float, haze: Colour, light: Light, random: Random) -> None:
    leaf = parsed(random.choice(colours()["leaves"]))
    first = random.uniform(9, 13)
    for k in range(5, -1, -1):
        paint_tree(
            canvas, view, (x, first + k * 8.5), random.uniform(4.5, 6.5), faded(leaf, haze, first + k * 8.5, light.gain), random
        )


def paint_tree(canvas: Canvas, view: View, at: tuple[float, float], tall: float, leaf: Colour, random: Random) -> None:
    """Paint a tree that stands at (x, z), with light from above on the clumps of its crown."""
    (x, z), scale = at, view.scale(at[1])
    bark = css(mixed((74, 58, 46), leaf, 0.2))
    foot = view.at(x, 0.1, z)
    canvas.ellipse((foot[0], foot[1]), scale * 1.2, scale * 0.12, css((10, 12, 10), 0.28))
    crown = view.at(x + random.uniform(-0.1, 0.1), tall * 0.62, z)
    trunk = [(foot[0] - scale * 0.11, foot[1]), (crown[0] - scale * 0.03, crown[1])]
    canvas.shape([*trunk, (crown[0] + scale * 0.03, crown[1]), (foot[0] + scale * 0.11, foot[1])], bark)
    clumps = []
    for _ in range(22):
        up = random.uniform(0.0, 1.0)
        reach = math.sin(math.pi * (0.18 + 0.72 * up)) * tall * 0.29
        clumps.append((up, x + math.sqrt(random.random()) * random.choice((-1, 1)) * reach))
    for up, across in sorted(clumps)[::4]:
        canvas.line([view.at(x, tall * 0.42, z), view.at(across, tall * (0.46 + 0.5 * up), z)], bark, scale * 0.06)
    count = round(min(150.0, max(36.0, scale * 1.1)))
    for up, across in sorted(clumps, key=lambda one: one[0] + 0.25 * random.random()):
        size = scale * tall * random.uniform(0.085, 0.14)
        tone = lit(leaf, 0.72 + 0.3 * up)
        paint_clump(
            canvas, view.at(across, tall * (0.44 + 0.5 * up), z), (size * 1.15, size), tone, (count, scale * 0.085), random
        )
