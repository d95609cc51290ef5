"""Roofs of curved tiles, as gates, walls and houses of Chinese courtyards bear them."""

from multipriv.pictures.scenes.canvas import Canvas, Colour, Point, css, lit
from multipriv.pictures.scenes.facade import Facade, Ring, Span, paint_fall, paint_slab

PITCH = 0.19
"""From one row of cover tiles to the next, in metres."""


def paint_roof(canvas: Canvas, facade: Facade, along: Span, eaves: Point, ridge: Point, tile: Colour) -> None:
    """Paint the slope that the camera sees; `eaves` and `ridge` are (up, out) of the wall in metres."""
    (a0, a1), (low, front), (high, back) = along, eaves, ridge
    slope = [facade.at(a0, low, front), facade.at(a1, low, front), facade.at(a1, high, back), facade.at(a0, high, back)]
    y0, y1 = slope[2][1], slope[0][1]
    canvas.shape(slope, canvas.linear((0, y0), (0, y1), [(0, css(lit(tile, 0.86))), (1, css(lit(tile, 0.66)))]))
    count = max(3, round((a1 - a0) / PITCH))
    step = (a1 - a0) / count
    rows = [a0 + (k + 0.5) * step for k in range(count)]
    canvas.scatter([_strip(facade, a, 0.30 * step, eaves, ridge) for a in rows], css(lit(tile, 0.9)))
    canvas.scatter([_strip(facade, a - 0.06 * step, 0.10 * step, eaves, ridge) for a in rows], css(lit(tile, 1.22)))
    _courses(canvas, facade, along, eaves, ridge, tile)
    hollow = [
        [facade.at(a + 0.5 * step + across * step, low + up, front) for across, up in ((-0.3, 0.0), (0.0, -0.10), (0.3, 0.0))]
        for a in rows[:-1]
    ]
    paint_slab(canvas, facade, along, (low - 0.035, low + 0.02), (front - 0.3, front), lit(tile, 0.5))
    canvas.scatter(hollow, css(lit(tile, 0.82)))
    canvas.scatter([facade.disc((a, low), 0.34 * step, front, 12) for a in rows], css(lit(tile, 1.08)))
    canvas.scatter([facade.disc((a, low), 0.2 * step, front, 10) for a in rows], css(lit(tile, 0.74)))


def _strip(facade: Facade, a: float, half: float, eaves: Point, ridge: Point) -> Ring:
    (low, front), (high, back) = eaves, ridge
    ends = ((a - half, low, front), (a + half, low, front), (a + half, high, back), (a - half, high, back))
    return [facade.at(*end) for end in ends]


def _courses(canvas: Canvas, facade: Facade, along: Span, eaves: Point, ridge: Point, tile: Colour) -> None:
    """The shadow under the edge of every course of tiles."""
    count = max(3, round((ridge[0] - eaves[0]) / 0.11))
    for k in range(1, count):
        share = k / count
        up, out = (eaves[n] + (ridge[n] - eaves[n]) * share for n in (0, 1))
        pen = facade.view.scale(facade.place) * 0.012
        canvas.line([facade.at(along[0], up, out), facade.at(along[1], up, out)], css(lit(tile, 0.45), 0.5), pen)


def paint_ridge(canvas: Canvas, facade: Facade, along: Span, at: Point, tall: float, tile: Colour, upturn: float = 0.0) -> None:
    """Paint the ridge `tall` metres high at (up, out), its ends raised by `upturn`."""
    (a0, a1), (up, out) = along, at
    paint_slab(canvas, facade, along, (up - 0.03, up + tall), (out - 0.1, out + 0.1), lit(tile, 0.86))
    paint_slab(canvas, facade, along, (up + tall - 0.05, up + tall), (out - 0.14, out + 0.14), lit(tile, 1.08))
    if not upturn:
        return
    for end, away in ((a0, -1), (a1, 1)):
        horn = [(0.34, 0.0), (0.0, 0.0), (-0.16, 0.12), (-0.22, upturn), (-0.1, upturn * 0.55), (0.06, 0.06), (0.34, 0.04)]
        ring = [facade.at(end - away * across, up + tall - 0.05 + rise, out + 0.12) for across, rise in horn]
        canvas.shape(ring, css(lit(tile, 0.95)))


def paint_coping(canvas: Canvas, facade: Facade, along: Span, up: float, tile: Colour) -> None:
    """Paint the little roof on a wall `up` metres high, and the shadow under it."""
    paint_fall(canvas, facade, along, (up - 0.34, up), 0.42)
    paint_slab(canvas, facade, along, (up - 0.1, up), (0.0, 0.08), lit((150, 150, 146), 0.9))
    paint_roof(canvas, facade, along, (up + 0.03, 0.24), (up + 0.26, 0.0), tile)
    paint_ridge(canvas, facade, along, (up + 0.26, 0.0), 0.1, tile)
