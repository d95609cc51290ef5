"""A street in a Chinese town: blocks of flats over shops, trees with whitewashed trunks, a railing along the middle."""

from dataclasses import replace
from random import Random

from multipriv.pictures.scenes.blocks import Block, Tint, draw_block, dwellings, paint_block
from multipriv.pictures.scenes.canvas import Canvas, Colour, View, css, lit, mixed, parsed
from multipriv.pictures.scenes.facade import Facade, Span, paint_slab
from multipriv.pictures.scenes.light import Light
from multipriv.pictures.scenes.street import FAR, Street, faded, paint_dashes, paint_road, paint_sky, paint_tree

SHOPS = 3.7
"""Height of the ground floor with its shops, in metres."""
YELLOW = (222, 178, 62)
"""The line between the directions of a road."""


def paint_avenue(canvas: Canvas, view: View, street: Street, light: Light, random: Random) -> None:
    """Paint everything behind the parked car."""
    street = replace(street, pavement=random.uniform(3.4, 4.2))
    haze = mixed(light.low, (170, 176, 184), 0.4)
    paint_sky(canvas, view, light, random)
    _towers(canvas, view, haze, light, random)
    paint_road(canvas, view, street, light, random)
    middle = (street.left + street.right) / 2
    for side, kerb in ((-1, street.left), (1, street.right)):
        _row(canvas, Facade(view, kerb + side * street.pavement, side), haze, light, random)
    for side, kerb in ((-1, street.left), (1, street.right)):
        _trees(canvas, view, kerb + side * 0.8, haze, light, random)
    if random.random() < 0.6:
        _railing(canvas, Facade(view, middle, 1 if middle > 0 else -1), haze, light, random)
    else:
        paint_dashes(canvas, view, street, lit(YELLOW, light.gain))


def _air(haze: Colour, z: float, gain: float) -> Tint:
    return lambda colour: faded(colour, haze, z, gain)


def _towers(canvas: Canvas, view: View, haze: Colour, light: Light, random: Random) -> None:
    """Tall blocks where the street is lost in haze."""
    facade, x = Facade(view, FAR), -42.0 + random.uniform(0, 10)
    while x < 42:
        wide = random.uniform(12, 18)
        block = draw_block(random, (x, x + wide), 0.0, random.randint(7, 15))
        paint_block(canvas, facade, block, _air(haze, FAR * 0.72, light.gain), light, random)
        x += wide + random.uniform(2, 12)


def _row(canvas: Canvas, facade: Facade, haze: Colour, light: Light, random: Random) -> None:
    blocks, z = [], 1.6
    while z < FAR * 0.8:
        wide = random.uniform(13, 21)
        blocks.append(draw_block(random, (z, z + wide), SHOPS, random.choice((4, 5, 5, 5, 6, 9))))
        z += wide + random.choice((0.0, 0.0, 2.5))
    gain = light.gain * (0.98 if facade.side < 0 else 0.86)
    for block in reversed(blocks):
        tint = _air(haze, sum(block.along) / 2, gain)
        paint_block(canvas, facade, block, tint, light, random)
        _shops(canvas, facade, block, tint, light, random)


def _shops(canvas: Canvas, facade: Facade, block: Block, tint: Tint, light: Light, random: Random) -> None:
    """The ground floor: shops side by side, far ones first."""
    a0, a1 = block.along
    canvas.shape(facade.quad((a0, a1), (0.1, SHOPS)), css(tint(lit(block.wall, 0.78))))
    count = max(2, round((a1 - a0) / 4.2))
    for k in range(count - 1, -1, -1):
        _shop(canvas, facade, (a0 + (a1 - a0) * k / count, a0 + (a1 - a0) * (k + 1) / count), tint, light, random)


def _shop(canvas: Canvas, facade: Facade, along: Span, tint: Tint, light: Light, random: Random) -> None:
    """A shop front under a board that bears no letters: stripes, and a round mark on some."""
    inner, up = (along[0] + 0.25, along[1] - 0.25), (0.2, 2.7)
    kind = random.choice(("glass", "glass", "open", "shutter"))
    if kind == "shutter":
        canvas.shape(facade.quad(inner, up), css(tint((156, 160, 163))))
        slats = [facade.quad(inner, (0.3 + k * 0.2, 0.34 + k * 0.2)) for k in range(12)]
        canvas.scatter(slats, css(tint((116, 120, 124))))
    else:
        _shop_window(canvas, facade, inner, up, kind == "open", tint, light)
    paint_slab(canvas, facade, (along[0], along[1]), (0.1, 0.22), (0.0, 0.35), tint((150, 147, 141)))
    board = tint(parsed(random.choice(dwellings()["boards"])))
    face = (along[0] + 0.06, along[1] - 0.06)
    paint_slab(canvas, facade, face, (2.74, 3.5), (0.0, 0.28), board)
    stripe = lit(board, 1.5) if random.random() < 0.5 else lit(board, 0.6)
    canvas.shape(facade.quad(face, (2.8, 2.9), 0.28), css(stripe))
    if random.random() < 0.6:
        middle = face[0] + (face[1] - face[0]) * random.choice((0.2, 0.5, 0.8))
        canvas.shape(facade.disc((middle, 3.2), 0.2, 0.28, 16), css(lit(board, 1.6)))


def _shop_window(canvas: Canvas, facade: Facade, along: Span, up: Span, opened: bool, tint: Tint, light: Light) -> None:
    ring = facade.quad(along, up)
    glass = mixed((54, 58, 60), light.top, 0.12)
    warm = tint(mixed(glass, (232, 196, 132), 0.34 if opened else 0.18))
    y0, y1 = min(y for _, y in ring), max(y for _, y in ring)
    canvas.shape(ring, canvas.linear((0, y0), (0, y1), [(0, css(warm)), (1, css(tint(lit(glass, 0.7))))]))
    goods = [facade.quad((along[0] + 0.3, along[1] - 0.3), (0.5 + k * 0.5, 0.62 + k * 0.5)) for k in range(3)]
    canvas.scatter(goods, css(tint(mixed(glass, (210, 170, 120), 0.3))))
    count = 2 if opened else 4
    bars = [along[0] + (along[1] - along[0]) * k / count for k in range(count + 1)]
    frame = css(tint((204, 206, 206)))
    canvas.scatter([facade.quad((a - 0.04, a + 0.04), up) for a in bars], frame)
    canvas.shape(facade.quad(along, (2.2, 2.28)), frame)


def _trees(canvas: Canvas, view: View, x: float, haze: Colour, light: Light, random: Random) -> None:
    """A row of one species; the trunks are whitewashed to a metre's height, against insects."""
    leaf = parsed(random.choice(dwellings()["leaves"]))
    first = random.uniform(8, 12)
    for k in range(5, -1, -1):
        z = first + k * 8.0
        paint_tree(canvas, view, (x, z), random.uniform(5.0, 7.0), faded(leaf, haze, z, light.gain), random)
        lime = faded((226, 224, 216), haze, z, light.gain)
        (x0, y0), (_, y1), scale = view.at(x, 1.05, z), view.at(x, 0.04, z), view.scale(z)
        trunk = [(x0 + scale * across, y) for across, y in ((-0.095, y0), (0.095, y0), (0.115, y1), (-0.115, y1))]
        shades = [(0, css(lit(lime, 0.8))), (0.4, css(lime)), (1, css(lit(lime, 0.66)))]
        canvas.shape(trunk, canvas.linear((x0 - scale * 0.11, 0), (x0 + scale * 0.11, 0), shades))


def _railing(canvas: Canvas, facade: Facade, haze: Colour, light: Light, random: Random) -> None:
    """The railing that parts the directions, far stretches first."""
    paint = parsed(random.choice(dwellings()["railings"]))
    shade = [facade.at(z, 0.0, out) for z, out in ((0.8, 0.02), (60.0, 0.02), (60.0, 0.42), (0.8, 0.42))]
    canvas.shape(shade, css((12, 14, 18), 0.25 * light.shadow))
    for z in range(58, 0, -2):
        colour = faded(paint, haze, float(z), light.gain)
        if z < 30:
            bars = [facade.quad((z + k * 0.25 - 0.015, z + k * 0.25 + 0.015), (0.2, 0.86)) for k in range(1, 8)]
            canvas.scatter(bars, css(lit(colour, 0.92)))
        for low, high in ((0.16, 0.21), (0.84, 0.91)):
            canvas.shape(facade.quad((z, z + 2), (low, high)), css(colour))
        canvas.shape(facade.quad((z - 0.2, z + 0.2), (0.0, 0.05)), css(lit(colour, 0.55)))
        canvas.shape(facade.quad((z - 0.045, z + 0.045), (0.0, 1.02)), css(lit(colour, 0.96)))
