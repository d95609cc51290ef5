"""A house seen square on from the street: wall, windows, door, steps, hedge, drive; room is left for its number."""

from dataclasses import dataclass
from random import Random
from typing import Literal

import numpy as np

from multipriv.pictures.scenes.canvas import Canvas, Colour, Pixels, View, css, lit, mixed, parsed
from multipriv.pictures.scenes.develop import over, soft
from multipriv.pictures.scenes.foliage import paint_clump
from multipriv.pictures.scenes.light import Light
from multipriv.pictures.scenes.street import colours, paint_sky, paint_tree
from multipriv.pictures.scenes.walls import wall
from multipriv.seeds import pixel_stream, stream
from multipriv.taxonomy.records import Box

Entrance = Literal["door", "gate"]


@dataclass(frozen=True)
class House:
    """Where things stand in metres: the front at z from `left` to `right`, the door's middle, and which side the drive is on.

    `sign` is the part of the wall from and to which there is no window on the ground floor.
    """

    z: float
    left: float
    right: float
    door: float
    drive: int
    storeys: int
    sign: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Wall:
    """What a house is built of."""

    kind: str
    colour: Colour
    frame: Colour
    door: Colour


def paint_house(view: View, size: tuple[int, int], house: House, light: Light, random: Random, home: str) -> Pixels:
    """Return RGB (height, width, 3) of the house in its garden; what it is built of depends on `home` alone."""
    width, height = size
    made = _materials(stream("home", home))
    back = Canvas(width, height)
    paint_sky(back, view, light, random)
    for x in (house.left - 2.5, house.right + 2.2, house.left - 6, house.right + 6.5):
        leaf = mixed(parsed(random.choice(colours()["leaves"])), light.low, 0.25)
        paint_tree(back, view, (x, house.z + 5), random.uniform(5.5, 8.0), lit(leaf, light.gain), random)
    _hedge(back, view, house.z + 7, light, random)
    _ground(back, view, house, light, random)
    scene = np.ascontiguousarray(soft(back.rendered(0.5)[..., :3], width / 900))
    tall = 0.35 + 2.9 * house.storeys
    (x0, y0), (x1, y1) = view.at(house.left, tall, house.z), view.at(house.right, 0.0, house.z)
    left, top, right, bottom = max(0, int(x0)), max(0, int(y0)), min(width, int(x1)), min(height, int(y1))
    masonry = wall(
        made.kind, lit(made.colour, light.gain), (right - left, bottom - top), view.scale(house.z), pixel_stream("wall", home)
    )
    scene[top:bottom, left:right] = _shaded(masonry, light)
    front = Canvas(width, height)
    _roof(front, view, house, tall, light, random)
    _corners(front, view, house, tall)
    _openings(front, view, house, made, light, random)
    _planting(front, view, house, light, random)
    return over(front.rendered(), scene)


def door_box(view: View, house: House) -> Box:
    """Return the box in pixels of the door without its frame."""
    return view.box(house.z, house.door, 0.28, 1.0, 2.1)


def _materials(random: Random) -> Wall:
    row = random.choice(colours()["walls"])
    return Wall(
        row["kind"],
        parsed(random.choice(row["colours"])),
        parsed(random.choice(colours()["frames"])),
        parsed(random.choice(colours()["doors"])),
    )


def _shaded(masonry: Pixels, light: Light) -> Pixels:
    """The eaves' shadow above, the sun from one side."""
    height, width = masonry.shape[:2]
    y = np.arange(height, dtype=np.float32)[:, None]
    x = np.linspace(0, 1, width, dtype=np.float32)
    gain = (1 - 0.38 * light.shadow * np.clip(1.6 - y / (height * 0.09), 0, 1)) * (1.04 - 0.12 * x)
    return np.asarray(np.clip(masonry * gain[..., None], 0, 255), np.uint8)


def _ground(canvas: Canvas, view: View, house: House, light: Light, random: Random) -> None:
    grass = lit(mixed(parsed(random.choice(colours()["leaves"])), (120, 150, 80), 0.4), light.gain * 0.95)
    stone = lit(parsed(random.choice(colours()["pavement"])), light.gain)
    base = view.at(0, 0, house.z + 6)[1]
    fill = canvas.linear((0, base), (0, canvas.height), [(0, css(mixed(grass, light.low, 0.25))), (1, css(lit(grass, 0.86)))])
    canvas.rect(0, base, canvas.width, canvas.height - base, fill)
    near = 1.5
    edge = (house.right if house.drive > 0 else house.left) + house.drive * 0.35
    drive = [
        view.at(edge, 0, near),
        view.at(edge + house.drive * 3.4, 0, near),
        view.at(edge + house.drive * 3.4, 0, house.z + 5),
        view.at(edge, 0, house.z + 5),
    ]
    canvas.shape(drive, css(lit(stone, 0.84)))
    for step in range(16):
        z = 2.0 + step * 0.8
        canvas.line(
            [view.at(edge, 0, z), view.at(edge + house.drive * 3.4, 0, z)], css(lit(stone, 0.68), 0.6), view.scale(z) * 0.01
        )
    path = [
        view.at(house.door - 0.62, 0, near),
        view.at(house.door + 0.62, 0, near),
        view.at(house.door + 0.62, 0, house.z),
        view.at(house.door - 0.62, 0, house.z),
    ]
    canvas.shape(path, css(stone))
    for step in range(14):
        z = near + step * 0.6
        canvas.line(
            [view.at(house.door - 0.62, 0, z), view.at(house.door + 0.62, 0, z)], css(lit(stone, 0.78)), view.scale(z) * 0.012
        )
    pavement = view.at(0, 0, 3.4)[1]
    if pavement < canvas.height:
        canvas.rect(0, pavement, canvas.width, canvas.height - pavement, css(lit(stone, 0.96)))
        canvas.rect(0, pavement, canvas.width, 4, css(lit(stone, 0.7)))


def _hedge(canvas: Canvas, view: View, z: float, light: Light, random: Random) -> None:
    """What closes the view behind the garden."""
    leaf = mixed(lit(parsed(random.choice(colours()["leaves"])), light.gain * 0.8), light.low, 0.3)
    x0, y0 = view.at(-20, 1.3, z)
    canvas.rect(x0, y0, canvas.width * 3, view.at(0, 0, z)[1] - y0 + 40, css(lit(leaf, 0.85)))
    scale = view.scale(z)
    for k in range(80):
        at = view.at(-13.5 + k * 0.35, random.uniform(0.5, 1.35) if k % 2 else random.uniform(1.1, 1.7), z)
        paint_clump(canvas, at, (scale * 0.55, scale * 0.5), lit(leaf, random.uniform(0.9, 1.1)), (90, scale * 0.08), random)


def _roof(canvas: Canvas, view: View, house: House, tall: float, light: Light, random: Random) -> None:
    tile = parsed(random.choice(("#6d4a3f", "#55585e", "#7b5240", "#4b4f55", "#8a5a44")))
    front = house.z - 0.4
    eaves = [view.at(house.left - 0.4, tall, front), view.at(house.right + 0.4, tall, front)]
    ridge = [view.at(house.right - 0.8, tall + 1.9, house.z + 3), view.at(house.left + 0.8, tall + 1.9, house.z + 3)]
    y0, y1 = ridge[0][1], eaves[0][1]
    fill = canvas.linear(
        (0, y0), (0, y1), [(0, css(lit(mixed(tile, light.low, 0.3), light.gain))), (1, css(lit(tile, light.gain)))]
    )
    canvas.shape([*eaves, *ridge], fill)
    for k in range(1, 16):
        y = y0 + (y1 - y0) * k / 16
        share = (y - y0) / (y1 - y0)
        left = ridge[1][0] + (eaves[0][0] - ridge[1][0]) * share
        right = ridge[0][0] + (eaves[1][0] - ridge[0][0]) * share
        canvas.line([(left, y), (right, y)], css(lit(tile, 0.7), 0.7), 1.8)
    thick = view.scale(front)
    canvas.rect(
        eaves[0][0], eaves[0][1] - 0.05 * thick, eaves[1][0] - eaves[0][0], 0.14 * thick, css(lit((222, 220, 214), light.gain))
    )
    canvas.rect(eaves[0][0], eaves[0][1] + 0.09 * thick, eaves[1][0] - eaves[0][0], 0.05 * thick, css((40, 40, 42), 0.6))


def _corners(canvas: Canvas, view: View, house: House, tall: float) -> None:
    (x0, y0), (x1, y1) = view.at(house.left, 0.45, house.z), view.at(house.right, 0.0, house.z)
    canvas.rect(
        x0, y0, x1 - x0, y1 - y0, canvas.linear((0, y0), (0, y1), [(0, css((92, 88, 84), 0.8)), (1, css((52, 50, 48), 0.9))])
    )
    pipe = view.at(house.left + 0.03, tall, house.z)
    wide = view.scale(house.z) * 0.09
    shades = [(0, css((70, 72, 74))), (0.4, css((168, 170, 172))), (1, css((58, 60, 62)))]
    canvas.rect(pipe[0], pipe[1], wide, y1 - pipe[1], canvas.linear((pipe[0], 0), (pipe[0] + wide, 0), shades))


def _openings(canvas: Canvas, view: View, house: House, made: Wall, light: Light, random: Random) -> None:
    _door(canvas, view, house, made, light, random)
    wide = random.uniform(1.15, 1.5)
    spots = [x for x in _columns(house) if abs(x - house.door) > 1.75]
    for storey in range(house.storeys):
        low, high = house.sign[0] - wide / 2 - 0.2, house.sign[1] + wide / 2 + 0.2
        row = [x for x in spots if not low < x < high] if storey == 0 else [*spots, house.door]
        for x in row:
            _window(canvas, view, house, made, light, (x, 1.05 + storey * 2.75), (wide, 1.4), random)


def _columns(house: House) -> list[float]:
    pitch = 2.3
    count = 4
    return [
        house.door + k * pitch
        for k in range(-count, count + 1)
        if k and house.left + 0.75 < house.door + k * pitch < house.right - 0.75
    ]


def _window(
    canvas: Canvas,
    view: View,
    house: House,
    made: Wall,
    light: Light,
    at: tuple[float, float],
    size: tuple[float, float],
    random: Random,
) -> None:
    (x, low), (wide, tall) = at, size
    metre = view.scale(house.z)
    canvas.fill(view.box(house.z, x, low - 0.07, wide + 0.2, tall + 0.16), css((20, 20, 22), 0.22))
    canvas.fill(view.box(house.z, x, low - 0.05, wide + 0.12, tall + 0.1), css(lit(made.frame, light.gain)))
    pane = view.box(house.z, x, low, wide, tall)
    glass = mixed((46, 56, 66), light.top, random.uniform(0.2, 0.4))
    fill = canvas.linear(
        (pane[0], pane[1]),
        (pane[2], pane[3]),
        [
            (0, css(mixed(glass, light.low, 0.55))),
            (0.48, css(mixed(glass, light.low, 0.2))),
            (0.52, css(glass)),
            (1, css(lit(glass, 0.75))),
        ],
    )
    canvas.fill(pane, fill)
    curtain = lit((232, 226, 214), light.gain)
    for side in (-1, 1):
        hang = view.box(house.z, x + side * wide * 0.41, low, wide * 0.18, tall)
        folds = [(0, css(curtain, 0.55)), (0.5, css(lit(curtain, 0.8), 0.55)), (1, css(curtain, 0.5))]
        canvas.fill(hang, canvas.linear((hang[0], 0), (hang[2], 0), folds))
    bar = css(lit(made.frame, light.gain * 0.96))
    canvas.rect((pane[0] + pane[2]) / 2 - metre * 0.03, pane[1], metre * 0.06, pane[3] - pane[1], bar)
    canvas.rect(pane[0], pane[1] + (pane[3] - pane[1]) * 0.36, pane[2] - pane[0], metre * 0.05, bar)
    canvas.rect(pane[0], pane[1], pane[2] - pane[0], metre * 0.05, css((0, 0, 0), 0.35))
    sill = view.box(house.z - 0.12, x, low - 0.13, wide + 0.26, 0.09)
    canvas.fill(sill, css(lit((214, 210, 202), light.gain)))
    canvas.rect(sill[0], sill[3], sill[2] - sill[0], metre * 0.06, css((0, 0, 0), 0.25))


def _door(canvas: Canvas, view: View, house: House, made: Wall, light: Light, random: Random) -> None:
    x, metre = house.door, view.scale(house.z)
    canvas.fill(view.box(house.z, x, 0.25, 1.3, 2.42), css((18, 18, 20), 0.3))
    canvas.fill(view.box(house.z, x, 0.25, 1.22, 2.34), css(lit(made.frame, light.gain)))
    leaf = door_box(view, house)
    shades = [
        (0, css(lit(made.door, light.gain * 0.9))),
        (0.5, css(lit(made.door, light.gain * 1.12))),
        (1, css(lit(made.door, light.gain * 0.86))),
    ]
    canvas.fill(leaf, canvas.linear((leaf[0], 0), (leaf[2], 0), shades))
    for across in (-0.23, 0.23):
        for low, tall in ((0.42, 0.62), (1.16, 0.48)):
            panel = view.box(house.z, x + across, low, 0.34, tall)
            canvas.fill(panel, css(lit(made.door, light.gain * 0.66)), 2)
            canvas.fill((panel[0] + 3, panel[1] + 4, panel[2] - 1, panel[3] - 1), css(lit(made.door, light.gain * 1.02)), 2)
        lamp = view.box(house.z, x + across, 1.76, 0.34, 0.5)
        canvas.fill(
            lamp,
            canvas.linear((0, lamp[1]), (0, lamp[3]), [(0, css(mixed((60, 72, 84), light.low, 0.6))), (1, css((52, 62, 72)))]),
            2,
        )
    knob = view.at(x + random.choice((-0.4, 0.4)), 1.1, house.z)
    canvas.ellipse((knob[0], knob[1] + 3), metre * 0.035, metre * 0.035, css((0, 0, 0), 0.35))
    canvas.ellipse(
        knob,
        metre * 0.033,
        metre * 0.033,
        canvas.radial((knob[0] - 2, knob[1] - 3), metre * 0.05, [(0, css((255, 244, 206))), (1, css((138, 106, 48)))]),
    )
    for k in range(2):
        step = view.box(house.z - 0.35 * (2 - k), x, 0.0, 1.75 - 0.2 * k, 0.13 * (k + 1))
        canvas.fill(
            step,
            canvas.linear(
                (0, step[1]),
                (0, step[3]),
                [
                    (0, css(lit((206, 202, 194), light.gain))),
                    (0.3, css(lit((182, 178, 170), light.gain))),
                    (1, css(lit((120, 117, 112), light.gain))),
                ],
            ),
        )
    slab = view.box(house.z - 0.5, x, 2.62, 1.7, 0.12)
    canvas.fill(slab, css(lit((206, 202, 194), light.gain)))
    canvas.rect(
        slab[0],
        slab[3],
        slab[2] - slab[0],
        metre * 0.16,
        canvas.linear((0, slab[3]), (0, slab[3] + metre * 0.16), [(0, css((0, 0, 0), 0.45)), (1, css((0, 0, 0), 0.0))]),
    )


def _planting(canvas: Canvas, view: View, house: House, light: Light, random: Random) -> None:
    """Bushes along the wall, clear of door and drive."""
    leaf = lit(parsed(random.choice(colours()["leaves"])), light.gain)
    spots = [x for x in _columns(house) if abs(x - house.door) > 1.2]
    for x in spots:
        z = house.z - random.uniform(0.4, 0.7)
        foot = view.at(x, 0.0, z)
        canvas.ellipse((foot[0], foot[1]), view.scale(z) * 0.75, view.scale(z) * 0.09, css((10, 14, 10), 0.4))
        bloom = random.choice(((216, 92, 110), (236, 206, 110), (236, 236, 240), (150, 110, 180), leaf))
        for up in (0.12, 0.1, 0.3, 0.34, 0.55, 0.6):
            at, size = view.at(x + random.gauss(0, 0.24) * (1.1 - up), 0.1 + up * 0.72, z), view.scale(z) * 0.27
            paint_clump(canvas, at, (size * 1.2, size), lit(leaf, 0.85 + 0.25 * up), (110, view.scale(z) * 0.045), random)
        for _ in range(12):
            flower, radius = view.at(x + random.gauss(0, 0.22), random.uniform(0.3, 0.75), z), view.scale(z) * 0.035
            canvas.ellipse(flower, radius, radius * 0.85, css(lit(bloom, random.uniform(0.8, 1.1)), 0.95))


def paint_pillar(
    view: View, size: tuple[int, int], x: float, z: float, wide: float, light: Light, scene: Pixels, home: str
) -> Pixels:
    """Return the scene with a garden wall and its pillar in the foreground, the pillar's middle at x."""
    random = stream("pillar", home)
    row = random.choice([row for row in colours()["walls"] if row["kind"] in ("brick", "stone")])
    colour = lit(parsed(random.choice(row["colours"])), light.gain)
    side = -1 if x < 0 else 1
    beside, far = x + side * wide / 2, x + side * 6
    low = (min(beside, far), max(beside, far))
    scene = scene.copy()
    for left, right, tall, shade in ((*low, 0.95, 0.86), (x - wide / 2, x + wide / 2, 1.75, 1.0)):
        (x0, y0), (x1, y1) = view.at(left, tall, z), view.at(right, 0.0, z)
        box = (max(0, int(x0)), max(0, int(y0)), min(size[0], int(x1)), min(size[1], int(y1)))
        masonry = wall(
            row["kind"], lit(colour, shade), (box[2] - box[0], box[3] - box[1]), view.scale(z), pixel_stream("pillar", home)
        )
        scene[box[1] : box[3], box[0] : box[2]] = masonry
    caps = Canvas(*size)
    stone = lit((202, 197, 188), light.gain)
    for left, right, tall in ((*low, 0.95), (x - wide / 2, x + wide / 2, 1.75)):
        cap = view.box(z, (left + right) / 2, tall, right - left + 0.12, 0.09)
        caps.fill(cap, caps.linear((0, cap[1]), (0, cap[3]), [(0, css(lit(stone, 1.1))), (1, css(lit(stone, 0.8)))]), 2)
        caps.rect(
            cap[0] + 8,
            cap[3],
            cap[2] - cap[0] - 16,
            12,
            caps.linear((0, cap[3]), (0, cap[3] + 12), [(0, css((0, 0, 0), 0.4)), (1, css((0, 0, 0), 0))]),
        )
    (x0, _), (x1, y1) = view.at(x - wide / 2, 1.75, z), view.at(x + wide / 2, 0, z)
    top = view.at(0, 1.75, z)[1]
    caps.rect(
        x0,
        top,
        x1 - x0,
        y1 - top,
        caps.linear((x0, 0), (x1, 0), [(0, css((255, 255, 255), 0.10)), (0.5, css((0, 0, 0), 0)), (1, css((0, 0, 0), 0.22))]),
    )
    return over(caps.rendered(), scene)
