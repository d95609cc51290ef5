"""What lies about a Chinese dwelling: sky, residential blocks, trees, a neighbour's wall, and the paved ground before it."""

import math
from random import Random

from multipriv.pictures.scenes.blocks import Tint, draw_block, dwellings, paint_block
from multipriv.pictures.scenes.canvas import Canvas, Colour, View, css, lit, mixed, parsed
from multipriv.pictures.scenes.facade import Facade, Span, paint_slab
from multipriv.pictures.scenes.foliage import paint_clump
from multipriv.pictures.scenes.house import House
from multipriv.pictures.scenes.light import Light
from multipriv.pictures.scenes.roofs import paint_coping
from multipriv.pictures.scenes.scooter import paint_scooter
from multipriv.pictures.scenes.street import paint_sky, paint_tree

CLEAR = 160.0
"""Metres over which the air takes all colour."""


def aired(light: Light, z: float) -> Tint:
    """Return what air and light make of colours at the distance z."""
    haze = mixed(light.low, (172, 178, 186), 0.4)
    return lambda colour: mixed(lit(colour, light.gain), haze, min(0.8, z / CLEAR))


def paint_neighbourhood(canvas: Canvas, view: View, seen: Span, rural: bool, light: Light, random: Random) -> None:
    """Paint what is behind a dwelling where its wall leaves the view free: `seen` is from and to in pixels."""
    paint_sky(canvas, view, light, random)
    if rural:
        _hills(canvas, view, light, random)
    for z, storeys, gap in () if rural else ((88.0, (9, 18), 9.0), (40.0, (4, 6), 7.0)):
        _blocks(canvas, view, z, storeys, gap, seen, light, random)
    base = view.at(0, 0, 40.0)[1]
    ground = lit(parsed(random.choice(dwellings()["concrete"])), light.gain)
    fade = [(0, css(mixed(ground, light.low, 0.3))), (0.5, css(ground)), (1, css(lit(ground, 0.9)))]
    canvas.rect(0, base, canvas.width, canvas.height - base, canvas.linear((0, base), (0, canvas.height), fade))
    for z in (30.0, 19.0):
        x = _across(view, z, seen)
        leaf = aired(light, z)(parsed(random.choice(dwellings()["leaves"])))
        place = x[0] + (x[1] - x[0]) * (random.uniform(0.6, 0.9) if z > 20 else random.uniform(0.12, 0.4))
        paint_tree(canvas, view, (place, z), random.uniform(6.0, 8.5), leaf, random)


def paint_boundary(canvas: Canvas, view: View, z: float, tall: float, seen: Span, light: Light, random: Random) -> None:
    """Paint the neighbour's wall across the end of the lane, with a coping of tiles and green at its foot."""
    facade, across = Facade(view, z), _across(view, z, seen)
    span = (across[0] - 0.5, across[1] + 0.5)
    look = random.choice(dwellings()["courtyards"])
    wall = aired(light, z)(parsed(random.choice(look["colours"])))
    paint_slab(canvas, facade, span, (0.0, tall), (0.0, 0.01), wall)
    paint_slab(canvas, facade, span, (0.0, 0.4), (0.0, 0.05), lit(wall, 0.72))
    paint_coping(canvas, facade, span, tall, aired(light, z)(parsed(random.choice(dwellings()["roof_tiles"]))))
    _shrubs(canvas, view, z - 0.6, span, aired(light, z)(parsed(random.choice(dwellings()["leaves"][:4]))), random)


def paint_hedge(canvas: Canvas, view: View, z: float, seen: Span, light: Light, random: Random) -> None:
    """Paint a clipped hedge with its kerb, as it stands along the roads between residential blocks."""
    facade, across = Facade(view, z), _across(view, z, seen)
    leaf = aired(light, z)(parsed(random.choice(dwellings()["leaves"][:4])))
    paint_slab(canvas, facade, across, (0.0, 0.85), (-1.0, 0.0), lit(leaf, 0.62))
    scale = view.scale(z)
    count = round((across[1] - across[0]) / 0.4)
    for k in range(count * 3):
        up = (0.25, 0.55, 0.85)[k % 3]
        at = view.at(across[0] + (k // 3) * 0.4 + random.uniform(-0.1, 0.1), up, z)
        paint_clump(canvas, at, (scale * 0.34, scale * 0.2), lit(leaf, 0.8 + 0.25 * up), (46, scale * 0.06), random)
    paint_slab(canvas, facade, across, (0.0, 0.12), (0.1, 0.25), lit((176, 174, 168), light.gain))


def paint_parked(canvas: Canvas, view: View, z: float, seen: Span, light: Light, random: Random) -> None:
    """Paint a few scooters side by side at the far end of the lane, or none."""
    left, right = _across(view, z, seen)
    share = random.uniform(0.15, 0.8)
    x, onward = left + (right - left) * share, 1 if share < 0.45 else -1
    for _ in range(random.choice((0, 1, 2, 3))):
        paint_scooter(canvas, view, (x, z), light, random)
        x += random.uniform(2.0, 2.6) * onward


def paint_paving(canvas: Canvas, view: View, house: House, light: Light, random: Random) -> None:
    """Paint the lane beside the dwelling and the slabs before it."""
    stone = lit(parsed(random.choice(dwellings()["concrete"])), light.gain)
    corner = house.right if house.drive > 0 else house.left
    edge, far, near = corner + house.drive * 0.18, house.z + 10.0, 1.4
    lane = [view.at(edge, 0, near), view.at(edge + house.drive * 4.6, 0, near)]
    lane += [view.at(edge + house.drive * 4.6, 0, far), view.at(edge, 0, far)]
    y0, y1 = view.at(0, 0, far)[1], float(canvas.height)
    shades = [(0, css(mixed(lit(stone, 0.8), light.low, 0.15))), (1, css(lit(stone, 0.72)))]
    canvas.shape(lane, canvas.linear((0, y0), (0, y1), shades))
    for step in range(6):
        z = 2.6 + step * 2.5
        _joint(canvas, view, [(edge, z), (edge + house.drive * 4.6, z)], lit(stone, 0.55), z)
    apron = [view.at(edge, 0, near), view.at(-house.drive * 9, 0, near), view.at(-house.drive * 9, 0, house.z)]
    canvas.shape([*apron, view.at(edge, 0, house.z)], css(lit(stone, 0.98)))
    size = random.choice((0.4, 0.6))
    for row in range(round((house.z - 2.0) / size)):
        z = house.z - row * size
        _joint(canvas, view, [(-house.drive * 9, z), (edge, z)], lit(stone, 0.76), z)
    for column in range(round(6.0 / size)):
        x = edge - house.drive * column * size
        _joint(canvas, view, [(x, 2.0), (x, house.z)], lit(stone, 0.8), house.z)
    kerb = [view.at(edge, 0.0, near), view.at(edge - house.drive * 0.12, 0.0, near)]
    canvas.shape([*kerb, view.at(edge - house.drive * 0.12, 0.0, far), view.at(edge, 0.0, far)], css(lit(stone, 1.1)))


def _joint(canvas: Canvas, view: View, ends: list[tuple[float, float]], colour: Colour, z: float) -> None:
    canvas.line([view.at(x, 0.0, at) for x, at in ends], css(colour, 0.8), max(0.8, view.scale(z) * 0.009))


def _across(view: View, z: float, seen: Span) -> Span:
    """Return from and to in metres what `seen` shows at the distance z."""
    return (seen[0] - view.centre) * z / view.focal, (seen[1] - view.centre) * z / view.focal


def _blocks(
    canvas: Canvas, view: View, z: float, storeys: tuple[int, int], gap: float, seen: Span, light: Light, random: Random
) -> None:
    facade, (left, right) = Facade(view, z), _across(view, z, seen)
    x = left - random.uniform(0.0, 12.0)
    while x < right:
        wide = random.uniform(15.0, 24.0)
        block = draw_block(random, (x, x + wide), 0.0, random.randint(*storeys))
        paint_block(canvas, facade, block, aired(light, z), light, random)
        x += wide + random.uniform(gap * 0.4, gap)


def _hills(canvas: Canvas, view: View, light: Light, random: Random) -> None:
    """Wooded hills behind one another, the far ones bluer."""
    for z, tall in ((900.0, 130.0), (420.0, 46.0)):
        haze = mixed(mixed((96, 118, 92), light.low, 0.35 + z / 2400), light.top, 0.25)
        across = _across(view, z, (0.0, float(canvas.width)))
        step = (across[1] - across[0]) / 24
        turn, long = random.uniform(0, math.tau), random.uniform(5.0, 8.0)
        rise = [0.55 + 0.3 * math.sin(turn + k / long * 2) + 0.1 * math.sin(turn * 3 + k) for k in range(25)]
        ridge = [view.at(across[0] + k * step, tall * up, z) for k, up in enumerate(rise)]
        canvas.shape([*ridge, (canvas.width, view.horizon + 40), (0, view.horizon + 40)], css(lit(haze, light.gain)))


def _shrubs(canvas: Canvas, view: View, z: float, span: Span, leaf: Colour, random: Random) -> None:
    scale, x = view.scale(z), span[0]
    while x < span[1]:
        x += random.uniform(0.5, 2.2)
        for up in (0.1, 0.3):
            paint_clump(canvas, view.at(x, up, z), (scale * 0.4, scale * 0.24), lit(leaf, 0.85 + up), (50, scale * 0.06), random)
