"""The entrance of a Chinese residential block: a security door under its canopy, pipes, air-conditioners, caged windows."""

from dataclasses import dataclass
from random import Random

import numpy as np

from multipriv.pictures.scenes.blocks import dwellings
from multipriv.pictures.scenes.canvas import Canvas, Colour, Pixels, View, css, lit, mixed, parsed
from multipriv.pictures.scenes.develop import over, soft
from multipriv.pictures.scenes.facade import Facade, Span, paint_air_conditioner, paint_fall, paint_slab
from multipriv.pictures.scenes.foliage import paint_clump
from multipriv.pictures.scenes.house import House
from multipriv.pictures.scenes.light import Light
from multipriv.pictures.scenes.neighbourhood import paint_hedge, paint_neighbourhood, paint_parked, paint_paving
from multipriv.pictures.scenes.roofs import paint_roof
from multipriv.pictures.scenes.walls import lay
from multipriv.seeds import pixel_stream, stream

STEP = 0.15
"""How high the threshold lies over the ground."""


@dataclass(frozen=True)
class Look:
    """What a block is built of."""

    kind: str
    wall: Colour
    base: Colour
    base_tall: float
    door: Colour
    frame: Colour


def paint_residence(view: View, size: tuple[int, int], house: House, light: Light, random: Random, home: str) -> Pixels:
    """Return RGB (height, width, 3) of the entrance in its wall, which rises over the picture's edge."""
    look, facade = _look(stream("home", home)), Facade(view, house.z)
    seen = free_of(view, size[0], house)
    back = Canvas(*size)
    paint_neighbourhood(back, view, seen, False, light, random)
    beside = seen[1] > seen[0]
    if beside:
        paint_hedge(back, view, house.z + 8, seen, light, random)
    paint_paving(back, view, house, light, random)
    if beside:
        paint_parked(back, view, house.z + 7.2, seen, light, random)
    scene = np.ascontiguousarray(soft(back.rendered(0.5)[..., :3], size[0] / 1100))
    wall = (house.left, house.right)
    lay(scene, view, house.z, wall, (0.0, 6.0), (look.kind, lit(look.wall, light.gain)), pixel_stream("wall", home))
    front = Canvas(*size)
    _weather(front, facade, wall, look, light)
    _windows(front, facade, house, look, light, random)
    _entrance(front, facade, house.door, look, light, random)
    _pipes(front, facade, house, light, random)
    _planting(front, view, house, light, random)
    return over(front.rendered(), scene)


def free_of(view: View, width: int, house: House) -> Span:
    """Return from and to in pixels what the wall of the house leaves free beside it."""
    left, right = view.at(house.left, 0, house.z)[0], view.at(house.right, 0, house.z)[0]
    return (right - 40, float(width)) if house.drive > 0 else (0.0, left + 40)


def _look(random: Random) -> Look:
    row = random.choice(dwellings()["walls"])
    wall = parsed(random.choice(row["colours"]))
    base = parsed(random.choice(dwellings()["bases"]))
    door, frame = (parsed(random.choice(dwellings()[name])) for name in ("steel_doors", "frames"))
    return Look(row["kind"], wall, base, random.choice((0.45, 0.8, 1.0)), door, frame)


def _weather(canvas: Canvas, facade: Facade, wall: Span, look: Look, light: Light) -> None:
    """The base of the wall, the band between storeys, and the dirt that rain leaves under it."""
    paint_fall(canvas, facade, wall, (2.3, 2.86), 0.16)
    paint_slab(canvas, facade, wall, (2.86, 3.02), (0.0, 0.06), lit(mixed(look.wall, (236, 232, 224), 0.45), light.gain))
    paint_slab(canvas, facade, wall, (0.0, look.base_tall), (0.0, 0.03), lit(look.base, light.gain))
    pen = facade.view.scale(facade.place) * 0.008
    for k in range(40):
        a = wall[0] + k * 0.8
        if a < wall[1]:
            ends = [facade.at(a, look.base_tall, 0.03), facade.at(a, 0.0, 0.03)]
            canvas.line(ends, css(lit(look.base, light.gain * 0.7)), pen)
    paint_fall(canvas, facade, wall, (0.18, 0.0), 0.35)


def _entrance(canvas: Canvas, facade: Facade, x: float, look: Look, light: Light, random: Random) -> None:
    gain, surround = light.gain, lit(mixed(look.base, (214, 210, 202), 0.4), light.gain)
    paint_slab(canvas, facade, (x - 0.86, x + 0.86), (0.0, 2.62), (0.0, 0.05), surround)
    canvas.shape(facade.quad((x - 0.70, x + 0.70), (STEP, 2.46), 0.05), css(lit(look.door, gain * 0.45)))
    _leaves(canvas, facade, x, look, light, random)
    paint_fall(canvas, facade, (x - 0.95, x + 0.95), (1.55, 2.64), 0.5 * light.shadow + 0.16)
    _canopy(canvas, facade, x, gain, random)
    for k, depth in enumerate((1.05, 0.7)):
        low = STEP / 2 * k
        paint_slab(canvas, facade, (x - 0.95 + 0.09 * k, x + 0.95 - 0.09 * k), (low, low + STEP / 2), (0.0, depth), surround)


def _canopy(canvas: Canvas, facade: Facade, x: float, gain: float, random: Random) -> None:
    """A slab of concrete with a painted edge, on some blocks under tiles; a lamp on its underside."""
    along, depth, tiled = (x - 1.0, x + 1.0), random.choice((0.75, 0.9)), random.random() < 0.3
    paint_slab(canvas, facade, along, (2.64, 2.72 if tiled else 2.82), (0.0, depth), lit((204, 201, 194), gain))
    trim = lit(parsed(random.choice(dwellings()["trims"])), gain)
    if tiled:
        tile = lit(parsed(random.choice(dwellings()["roof_tiles"])), gain)
        paint_roof(canvas, facade, along, (2.75, depth + 0.05), (3.06, 0.02), tile)
    else:
        canvas.shape(facade.quad(along, (2.68, 2.78), depth), css(trim))
    lamp = [facade.at(x + dx, 2.64, depth / 2 + dz) for dx, dz in ((-0.13, -0.12), (0.13, -0.12), (0.13, 0.12), (-0.13, 0.12))]
    canvas.shape(lamp, css(lit((246, 240, 220), gain)))


def _leaves(canvas: Canvas, facade: Facade, x: float, look: Look, light: Light, random: Random) -> None:
    """A wide and a narrow leaf of steel under a light with bars; the intercom is on the wide one."""
    side, steel, out = random.choice((-1, 1)), lit(look.door, light.gain), 0.05
    metre = facade.view.scale(facade.place)
    bars = random.choice((True, False))
    for across, wide in ((-side * 0.22, 0.86), (side * 0.44, 0.40)):
        span = (x + across - wide / 2, x + across + wide / 2)
        leaf = facade.quad(span, (STEP + 0.02, 2.08), out)
        shades = [(0, css(lit(steel, 0.9))), (0.4, css(lit(steel, 1.14))), (1, css(lit(steel, 0.86)))]
        canvas.shape(leaf, canvas.linear(leaf[0], leaf[1], shades))
        inner = (span[0] + 0.08, span[1] - 0.08)
        _glazing(canvas, facade, inner, (1.2, 1.98), steel, light, bars)
        for low, high in ((STEP + 0.12, 0.58), (0.66, 1.08)):
            canvas.shape(facade.quad(inner, (low, high), out), css(lit(steel, 0.62)))
            inside = (inner[0] + 0.015, inner[1] - 0.008)
            canvas.shape(facade.quad(inside, (low + 0.006, high - 0.016), out), css(lit(steel, 1.04)))
    _glazing(canvas, facade, (x - 0.62, x + 0.62), (2.14, 2.4), steel, light, True)
    edge = x + side * 0.19
    pull = (edge - side * 0.07, 0.92)
    canvas.line([facade.at(pull[0], 0.9, out), facade.at(pull[0], 1.28, out)], css((20, 20, 22), 0.5), metre * 0.05)
    canvas.line(
        [facade.at(pull[0], 0.91, out), facade.at(pull[0], 1.27, out)], css(lit((206, 208, 210), light.gain)), metre * 0.03
    )
    _intercom(canvas, facade, (x - side * 0.78, 1.2), light)


def _glazing(canvas: Canvas, facade: Facade, along: Span, up: Span, steel: Colour, light: Light, bars: bool) -> None:
    glass = mixed((44, 52, 60), light.top, 0.2)
    ring = facade.quad(along, up, 0.05)
    shades = [(0, css(mixed(glass, light.low, 0.35))), (1, css(lit(glass, 0.8)))]
    canvas.shape(ring, canvas.linear((0, ring[0][1]), (0, ring[2][1]), shades))
    pen = facade.view.scale(facade.place) * 0.018
    count = max(2, round((along[1] - along[0]) / 0.085))
    for k in range(count + 1 if bars else 0):
        a = along[0] + (along[1] - along[0]) * k / count
        canvas.line([facade.at(a, up[0], 0.06), facade.at(a, up[1], 0.06)], css(lit(steel, 1.1)), pen)
    for u in (up[0], (up[0] + up[1]) / 2, up[1]):
        canvas.line([facade.at(along[0], u, 0.06), facade.at(along[1], u, 0.06)], css(lit(steel, 1.0)), pen * 1.2)


def _intercom(canvas: Canvas, facade: Facade, at: tuple[float, float], light: Light) -> None:
    """A speaker, a small screen and a block of unlettered keys."""
    (a, u), steel = at, lit((176, 180, 184), light.gain)
    paint_slab(canvas, facade, (a - 0.075, a + 0.075), (u, u + 0.34), (0.05, 0.09), steel)
    canvas.shape(facade.quad((a - 0.055, a + 0.055), (u + 0.23, u + 0.31), 0.09), css((26, 32, 40)))
    keys = [
        facade.quad((a - 0.058 + c * 0.042, a - 0.026 + c * 0.042), (u + 0.03 + r * 0.042, u + 0.06 + r * 0.042), 0.09)
        for c in range(3)
        for r in range(4)
    ]
    canvas.scatter(keys, css(lit(steel, 0.62)))


def _windows(canvas: Canvas, facade: Facade, house: House, look: Look, light: Light, random: Random) -> None:
    """The stairs' window over the door, flats' windows clear of the sign, their cages, and an air-conditioner over the sign."""
    stairs = (house.door - 0.6, house.door + 0.6)
    _window(canvas, facade, stairs, (3.25, 4.35), look, light)
    middle = (house.sign[0] + house.sign[1]) / 2
    away = 1 if middle > house.door else -1
    caged = random.random() < 0.75
    low = 1.25
    for x in (middle + away * 2.1, house.door - away * 2.4):
        span = (x - 0.75, x + 0.75)
        if span[0] < house.left + 0.2 or span[1] > house.right - 0.1:
            continue
        _window(canvas, facade, span, (low, low + 1.4), look, light)
        if caged:
            _cage(canvas, facade, (span[0] - 0.08, span[1] + 0.08), (low - 0.12, low + 1.5), light)
    if random.random() < 0.25:
        _window(canvas, facade, (middle - 0.42, middle + 0.42), (3.2, 4.6), look, light)
        return
    for dx in (0.0, -away * 3.0):
        left = middle - 0.42 + dx - away * random.uniform(0.0, 0.1)
        paint_air_conditioner(canvas, facade, (left, random.uniform(3.1, 3.25)), light.gain, light.shadow)


def _window(canvas: Canvas, facade: Facade, along: Span, up: Span, look: Look, light: Light) -> None:
    frame = lit(look.frame, light.gain)
    canvas.shape(facade.quad((along[0] - 0.06, along[1] + 0.06), (up[0] - 0.06, up[1] + 0.06)), css(lit(look.wall, 0.55)))
    canvas.shape(facade.quad(along, up), css(frame))
    half = (along[0] + along[1]) / 2
    glass = mixed((48, 58, 68), light.top, 0.28)
    for a0, a1 in ((along[0] + 0.05, half - 0.03), (half + 0.03, along[1] - 0.05)):
        ring = facade.quad((a0, a1), (up[0] + 0.05, up[1] - 0.05))
        shades = [(0, css(mixed(glass, light.low, 0.5))), (0.5, css(mixed(glass, light.low, 0.15))), (1, css(lit(glass, 0.75)))]
        canvas.shape(ring, canvas.linear(ring[0], ring[2], shades))
    paint_fall(canvas, facade, (along[0] + 0.05, along[1] - 0.05), (up[1] - 0.3, up[1] - 0.05), 0.4)
    paint_slab(
        canvas,
        facade,
        (along[0] - 0.1, along[1] + 0.1),
        (up[0] - 0.1, up[0] - 0.03),
        (0.0, 0.1),
        lit((200, 197, 190), light.gain),
    )


def _cage(canvas: Canvas, facade: Facade, along: Span, up: Span, light: Light) -> None:
    """Bars of steel before a window, as they keep thieves out."""
    metre, steel, out = facade.view.scale(facade.place), lit((188, 191, 193), light.gain), 0.3
    paint_fall(canvas, facade, along, (up[0] - 0.35, up[0]), 0.22 * light.shadow + 0.08)
    for name, ring in facade.edges(along, up, (0.0, out)).items():
        canvas.shape(ring, css(lit(steel, 0.6), 0.5 if name == "bottom" else 0.25))
    count = round((along[1] - along[0]) / 0.12)
    for k in range(count + 1):
        a = along[0] + (along[1] - along[0]) * k / count
        canvas.line([facade.at(a, up[0], out), facade.at(a, up[1], out)], css(steel), metre * 0.016)
    for u in (up[0], up[0] + 0.5, up[1] - 0.4, up[1]):
        canvas.line([facade.at(along[0], u, out), facade.at(along[1], u, out)], css(lit(steel, 1.05)), metre * 0.026)


def _pipes(canvas: Canvas, facade: Facade, house: House, light: Light, random: Random) -> None:
    """The rain's pipe at the corner and, on most blocks, the yellow one for gas."""
    corner = house.right if house.drive > 0 else house.left
    rain, gas = (0.09, 0.11, (214, 213, 206)), (0.235, 0.045, (222, 176, 40))
    for away, wide, colour in (rain, gas) if random.random() < 0.7 else (rain,):
        a = corner - house.drive * away
        ring = facade.quad((a - wide / 2, a + wide / 2), (0.05 if wide > 0.1 else 0.5, 6.0), 0.06)
        body = lit(colour, light.gain)
        canvas.shape([(x + 0.03 * facade.view.scale(house.z), y) for x, y in ring], css((10, 10, 12), 0.22))
        shades = [(0, css(lit(body, 0.7))), (0.35, css(lit(body, 1.15))), (1, css(lit(body, 0.6)))]
        canvas.shape(ring, canvas.linear(ring[0], ring[1], shades))
        for up in (0.9, 2.3, 3.6):
            canvas.shape(facade.quad((a - wide * 0.7, a + wide * 0.7), (up, up + 0.045), 0.07), css(lit(body, 0.72)))


def _planting(canvas: Canvas, view: View, house: House, light: Light, random: Random) -> None:
    """A bed with clipped bushes along the wall, clear of the door."""
    leaf = lit(parsed(random.choice(dwellings()["leaves"][:4])), light.gain)
    facade, stone = Facade(view, house.z), lit((178, 175, 168), light.gain)
    for low, high in ((house.left, house.door - 1.2), (house.door + 1.2, house.right)):
        paint_slab(canvas, facade, (low, high), (0.0, 0.16), (0.0, 0.72), stone)
        soil = [facade.at(a, 0.16, out) for a, out in ((low, 0.0), (high, 0.0), (high - 0.09, 0.62), (low + 0.09, 0.62))]
        canvas.shape(soil, css(lit((92, 76, 60), light.gain)))
        x, end = max(low, -4.6) + 0.34, min(high, 4.6) - 0.3
        while x < end:
            size = random.uniform(0.2, 0.27)
            _bush(canvas, view, (x, house.z - random.uniform(0.3, 0.38)), size, leaf, random)
            x += size * random.uniform(1.8, 2.4)


def _bush(canvas: Canvas, view: View, at: tuple[float, float], size: float, leaf: Colour, random: Random) -> None:
    (x, z), scale = at, view.scale(at[1])
    canvas.ellipse(view.at(x, 0.16, z - 0.05), scale * size, scale * 0.05, css((12, 14, 10), 0.4))
    for up, wide in ((0.35, 0.95), (0.8, 1.0), (1.25, 0.75)):
        half = (scale * size * wide, scale * size * 0.52)
        paint_clump(canvas, view.at(x, 0.18 + size * up, z), half, lit(leaf, 0.72 + 0.24 * up), (110, scale * 0.03), random)
