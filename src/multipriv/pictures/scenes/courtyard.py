"""The gate of a Chinese courtyard: two leaves between piers under a tiled roof, in a wall with a coping, the house behind it."""

from dataclasses import dataclass
from random import Random

import numpy as np

from multipriv.pictures.scenes.blocks import dwellings
from multipriv.pictures.scenes.canvas import Canvas, Colour, Pixels, View, css, lit, mixed, parsed
from multipriv.pictures.scenes.develop import over, soft
from multipriv.pictures.scenes.facade import Facade, Span, paint_fall, paint_slab
from multipriv.pictures.scenes.house import House
from multipriv.pictures.scenes.light import Light
from multipriv.pictures.scenes.neighbourhood import aired, paint_boundary, paint_neighbourhood, paint_parked, paint_paving
from multipriv.pictures.scenes.residence import free_of
from multipriv.pictures.scenes.roofs import paint_coping, paint_ridge, paint_roof
from multipriv.pictures.scenes.street import paint_tree
from multipriv.pictures.scenes.walls import lay
from multipriv.seeds import pixel_stream, stream
from multipriv.taxonomy.records import Box

PIER = 0.40
"""The width of the gate's piers in metres."""
LINTEL = (2.28, 2.74)
"""The beam over the gate, in metres over the ground."""
WALL = 2.3
"""How high the wall is under its coping."""


@dataclass(frozen=True)
class Look:
    """What a courtyard's front is built of; the leaves of its gate are of wood with studs, plain wood, or iron.

    `half` is half the width between the piers, `ridge` how high the ridge over the gate is; drums of stone flank some gates.
    """

    wall: tuple[str, Colour]
    pier: tuple[str, Colour]
    tile: Colour
    gate: Colour
    leaves: str
    half: float
    ridge: float
    drums: bool


@dataclass(frozen=True)
class Couplets:
    """The boxes in pixels of the verses on the piers and on the beam, and of what is on the leaves (see couplets.typ)."""

    left: Box
    right: Box
    over: Box
    leaves: tuple[Box, ...]


def paint_courtyard(
    view: View, size: tuple[int, int], house: House, light: Light, random: Random, home: str
) -> tuple[Pixels, Couplets]:
    """Return RGB (height, width, 3) of the gate in its wall, and where couplets hang."""
    look, facade = _look(stream("home", home), light), Facade(view, house.z)
    back = Canvas(*size)
    paint_neighbourhood(back, view, (0.0, float(size[0])), random.random() < 0.45, light, random)
    beside = free_of(view, size[0], house)
    paint_boundary(back, view, house.z + 9, random.uniform(1.9, 2.3), beside, light, random)
    _inside(back, view, house, look, light, random)
    paint_paving(back, view, house, light, random)
    if beside[1] > beside[0]:
        paint_parked(back, view, house.z + 7.8, beside, light, random)
    scene = np.ascontiguousarray(soft(back.rendered(0.5)[..., :3], size[0] / 1100))
    lay(scene, view, house.z, (house.left, house.right), (0.0, WALL), look.wall, pixel_stream("wall", home))
    for side, low in enumerate((house.door - look.half - PIER, house.door + look.half)):
        lay(scene, view, house.z - 0.1, (low, low + PIER), (0.0, 3.0), look.pier, pixel_stream("pier", side, home))
    front = Canvas(*size)
    _wall(front, facade, house, look, light)
    _gate(front, facade, house.door, look, light, random)
    _roof(front, facade, house.door, look, light)
    _lanterns(front, facade, house.door, look.half, light, random)
    return over(front.rendered(), scene), _hangings(view, house, look)


def _look(random: Random, light: Light) -> Look:
    data = dwellings()
    wall, pier = random.choice(data["courtyards"]), random.choice(data["piers"])
    leaves = random.choice(("studded", "plain", "iron"))
    colours = (wall["colours"], pier["colours"], data["roof_tiles"], data["iron_gates" if leaves == "iron" else "wooden_gates"])
    one, two, tile, gate = (lit(parsed(random.choice(row)), light.gain) for row in colours)
    return Look(
        (wall["kind"], one),
        (pier["kind"], two),
        tile,
        gate,
        leaves,
        random.uniform(0.7, 0.78),
        random.uniform(3.5, 3.72),
        random.random() < 0.6,
    )


def _hangings(view: View, house: House, look: Look) -> Couplets:
    post, z = look.half + PIER / 2, house.z - 0.1
    left, right = (view.box(z, house.door + side * post, 0.84, 0.24, 1.34) for side in (-1, 1))
    over_gate = view.box(z, house.door, LINTEL[0] + 0.1, 1.0, 0.26)
    middles = () if look.leaves == "studded" else (house.door - look.half * 0.48, house.door + look.half * 0.48)
    return Couplets(left, right, over_gate, tuple(view.box(house.z, x, 1.12, 0.42, 0.42) for x in middles))


def _inside(canvas: Canvas, view: View, house: House, look: Look, light: Light, random: Random) -> None:
    """The house in the yard: its roof over the wall, and a tree beside it."""
    z = house.z + 5.5
    facade, tint = Facade(view, z), aired(light, z)
    end = (house.right if house.drive > 0 else house.left) - house.drive * random.uniform(0.2, 1.2)
    span = (-9.0, end) if house.drive > 0 else (end, 9.0)
    tree = end - house.drive * random.uniform(0.6, 1.4)
    paint_tree(canvas, view, (tree, z + 2), random.uniform(6.0, 7.5), tint(parsed(random.choice(dwellings()["leaves"]))), random)
    paint_slab(canvas, facade, span, (0.0, 3.4), (0.0, 0.01), tint((206, 200, 188)))
    paint_roof(canvas, facade, (span[0] - 0.3, span[1] + 0.3), (3.3, 0.5), (4.9, -2.4), mixed(look.tile, light.low, 0.12))
    paint_ridge(canvas, facade, (span[0] - 0.1, span[1] + 0.1), (4.9, -2.4), 0.25, mixed(look.tile, light.low, 0.12), 0.3)


def _wall(canvas: Canvas, facade: Facade, house: House, look: Look, light: Light) -> None:
    stone = lit((134, 132, 128), light.gain)
    for span in ((house.left, house.door - look.half - PIER), (house.door + look.half + PIER, house.right)):
        paint_slab(canvas, facade, span, (0.0, 0.42), (0.0, 0.04), stone)
        paint_coping(canvas, facade, span, WALL, look.tile)
        paint_fall(canvas, facade, span, (0.2, 0.0), 0.35)


def _gate(canvas: Canvas, facade: Facade, x: float, look: Look, light: Light, random: Random) -> None:
    stone, wood, half = lit((158, 155, 149), light.gain), look.gate, look.half
    for side in (-1, 1):
        inner, outer = x + side * half, x + side * (half + PIER)
        low, high = sorted((inner, outer))
        paint_slab(canvas, facade, (low - 0.03, high + 0.03), (0.0, 0.5), (0.0, 0.14), stone)
        for name, end in facade.edges((low, high), (0.5, 3.0), (0.0, 0.1)).items():
            if name == "end":
                canvas.shape(end, css(lit(look.pier[1], 0.6)))
        shades = [(0, css((255, 255, 255), 0.10)), (0.5, css((0, 0, 0), 0.0)), (1, css((0, 0, 0), 0.2))]
        ring = facade.quad((low, high), (0.5, 3.0), 0.1)
        canvas.shape(ring, canvas.linear(ring[0], ring[1], shades))
    canvas.shape(facade.quad((x - half, x + half), (0.0, 3.0)), css(lit(wood, 0.35)))
    paint_slab(canvas, facade, (x - half, x + half), (2.7, 3.0), (-0.1, 0.02), lit(wood, 0.55))
    _leaves(canvas, facade, x, look, light, random)
    paint_slab(canvas, facade, (x - half, x + half), LINTEL, (0.0, 0.1), lit(wood, 0.82))
    canvas.shape(
        facade.quad((x - half, x + half), (LINTEL[0] + 0.02, LINTEL[0] + 0.045), 0.1), css(lit((206, 160, 70), light.gain))
    )
    canvas.shape(
        facade.quad((x - half, x + half), (LINTEL[1] - 0.045, LINTEL[1] - 0.02), 0.1), css(lit((206, 160, 70), light.gain))
    )
    paint_fall(canvas, facade, (x - half, x + half), (1.7, LINTEL[0]), 0.45)
    paint_slab(canvas, facade, (x - half, x + half), (0.2, 0.32), (0.0, 0.06), lit(stone, 0.8))
    for k, depth in enumerate((0.95, 0.6)):
        paint_slab(
            canvas, facade, (x - 1.0 + 0.12 * k, x + 1.0 - 0.12 * k), (0.1 * k, 0.1 * k + 0.1), (0.0, depth), lit(stone, 0.98)
        )
    if look.drums:
        _drums(canvas, facade, x, half, stone)


def _drums(canvas: Canvas, facade: Facade, x: float, half: float, stone: Colour) -> None:
    """The two stones at the foot of the gate, a drum on a block."""
    for side in (-1, 1):
        foot = x + side * (half - 0.02)
        paint_slab(canvas, facade, (foot - 0.13, foot + 0.13), (0.2, 0.46), (0.1, 0.40), lit(stone, 1.04))
        canvas.shape(facade.disc((foot, 0.54), 0.13, 0.34), css(lit(stone, 0.86)))
        canvas.shape(facade.disc((foot, 0.54), 0.13, 0.40), css(lit(stone, 1.02)))
        canvas.shape(facade.disc((foot, 0.54), 0.08, 0.40), css(lit(stone, 0.84)))


def _leaves(canvas: Canvas, facade: Facade, x: float, look: Look, light: Light, random: Random) -> None:
    """Both leaves, with the gap between them and what is on them."""
    metre, brass = facade.view.scale(facade.place), lit((208, 164, 76), light.gain)
    for side in (-1, 1):
        low, high = sorted((x + side * 0.012, x + side * (look.half - 0.05)))
        ring = facade.quad((low, high), (0.3, LINTEL[0]))
        shades = [(0, css(lit(look.gate, 0.92))), (0.5, css(lit(look.gate, 1.08))), (1, css(lit(look.gate, 0.86)))]
        canvas.shape(ring, canvas.linear(ring[0], ring[1], shades))
        if look.leaves == "iron":
            _panels(canvas, facade, (low, high), look.gate, brass)
        else:
            _planks(canvas, facade, (low, high), look.gate)
        if look.leaves == "studded":
            studs = [(low + (high - low) * (c + 0.5) / 4, 0.55 + r * 0.3) for c in range(4) for r in range(6)]
            canvas.scatter([facade.disc((a, u - 0.012), 0.034, 0.0, 12) for a, u in studs], css(lit(look.gate, 0.4)))
            canvas.scatter([facade.disc(at, 0.032, 0.0, 12) for at in studs], css(brass))
            canvas.scatter([facade.disc((a - 0.008, u + 0.01), 0.013, 0.0, 8) for a, u in studs], css(lit(brass, 1.5)))
        knocker = (x + side * 0.13, 1.02 if look.leaves != "studded" else 1.3)
        canvas.shape(facade.disc((knocker[0], knocker[1] - 0.015), 0.072), css((12, 8, 6), 0.5))
        canvas.shape(facade.disc(knocker, 0.068), css(lit(brass, 0.9)))
        canvas.shape(facade.disc(knocker, 0.03), css(lit(brass, 1.3)))
        canvas.shape(facade.disc((knocker[0], knocker[1] - 0.075), 0.07), "none", css(lit(brass, 0.78)), metre * 0.018)
    canvas.shape(facade.quad((x - 0.012, x + 0.012), (0.3, LINTEL[0])), css((10, 8, 8)))


def _planks(canvas: Canvas, facade: Facade, along: Span, wood: Colour) -> None:
    pen = facade.view.scale(facade.place) * 0.008
    for k in range(1, 5):
        a = along[0] + (along[1] - along[0]) * k / 5
        canvas.line([facade.at(a, 0.31), facade.at(a, LINTEL[0])], css(lit(wood, 0.6), 0.8), pen)


def _panels(canvas: Canvas, facade: Facade, along: Span, steel: Colour, brass: Colour) -> None:
    """Pressed panels with a bright line about them, bars above."""
    inner = (along[0] + 0.07, along[1] - 0.07)
    for low, high in ((0.4, 0.86), (0.96, 1.7)):
        canvas.shape(facade.quad(inner, (low, high)), css(lit(brass, 0.85)))
        canvas.shape(facade.quad((inner[0] + 0.015, inner[1] - 0.015), (low + 0.015, high - 0.015)), css(lit(steel, 0.66)))
        canvas.shape(facade.quad((inner[0] + 0.03, inner[1] - 0.02), (low + 0.02, high - 0.035)), css(lit(steel, 1.05)))
    canvas.shape(facade.quad(inner, (1.8, LINTEL[0] - 0.06)), css(lit(steel, 0.3)))
    pen = facade.view.scale(facade.place) * 0.018
    for k in range(8):
        a = inner[0] + (inner[1] - inner[0]) * k / 7
        canvas.line([facade.at(a, 1.8), facade.at(a, LINTEL[0] - 0.06)], css(lit(steel, 1.12)), pen)


def _roof(canvas: Canvas, facade: Facade, x: float, look: Look, light: Light) -> None:
    """The roof over the gate on its row of rafters."""
    span = (x - look.half - PIER - 0.22, x + look.half + PIER + 0.22)
    paint_slab(canvas, facade, (span[0] + 0.1, span[1] - 0.1), (2.92, 3.0), (0.0, 0.5), lit(look.gate, 0.6))
    count = 22
    ends = [span[0] + 0.16 + (span[1] - span[0] - 0.32) * k / (count - 1) for k in range(count)]
    canvas.scatter([facade.quad((a - 0.028, a + 0.028), (2.93, 2.985), 0.52) for a in ends], css(lit((86, 120, 104), light.gain)))
    paint_fall(canvas, facade, (x - look.half - PIER, x + look.half + PIER), (2.45, 2.95), 0.3 * light.shadow + 0.2)
    paint_roof(canvas, facade, span, (3.02, 0.58), (look.ridge, -0.1), look.tile)
    paint_ridge(canvas, facade, (span[0] + 0.04, span[1] - 0.04), (look.ridge, -0.1), 0.2, look.tile, 0.26)


def _lanterns(canvas: Canvas, facade: Facade, x: float, half: float, light: Light, random: Random) -> None:
    """A red lantern at either side of the beam, on most gates."""
    if random.random() < 0.25:
        return
    out, scale = 0.5, facade.view.scale(facade.place - 0.5)
    for a in (x - half - 0.06, x + half + 0.06):
        middle = facade.at(a, 2.5, out)
        canvas.line([facade.at(a, 2.93, out), facade.at(a, 2.6, out)], css((70, 54, 40)), scale * 0.012)
        for end in (0.155, -0.155):
            cap = facade.quad((a - 0.07, a + 0.07), (2.5 + end - 0.02, 2.5 + end + 0.02), out)
            canvas.shape(cap, css(lit((214, 170, 80), light.gain)))
        glow = [(0, css((240, 92, 58))), (0.55, css((206, 38, 34))), (1, css((128, 18, 22)))]
        centre = (middle[0] - scale * 0.04, middle[1] - scale * 0.04)
        canvas.ellipse(middle, scale * 0.185, scale * 0.145, canvas.radial(centre, scale * 0.22, glow))
        for share in (0.35, 0.7):
            canvas.ellipse(middle, scale * 0.185 * share, scale * 0.145, "none", css((150, 24, 26), 0.55), scale * 0.007)
        canvas.shape(facade.quad((a - 0.022, a + 0.022), (2.2, 2.33), out), css(lit((212, 60, 44), light.gain)))
