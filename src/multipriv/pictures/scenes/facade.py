"""A wall as a drawing board, seen square on or along a street, and what stands out from it: slabs and air-conditioners."""

import math
from dataclasses import dataclass

from multipriv.pictures.scenes.canvas import Canvas, Colour, Point, View, css, lit

Span = tuple[float, float]
"""From and to, in metres."""
Ring = list[Point]


@dataclass(frozen=True)
class Facade:
    """A wall square to the picture at the distance `place`, or, where `side` is not 0, one that runs away from the camera.

    That one stands `place` metres to the right, and its street lies on the other side than `side` (-1 is left).
    """

    view: View
    place: float
    side: int = 0

    def at(self, along: float, up: float, out: float = 0.0) -> Point:
        """Return the pixel of a point `along` the wall, `up` over the ground and `out` of the wall, in metres."""
        if self.side:
            return self.view.at(self.place - self.side * out, up, along)
        return self.view.at(along, up, self.place - out)

    def quad(self, along: Span, up: Span, out: float = 0.0) -> Ring:
        """Return a rectangle parallel to the wall."""
        (a0, a1), (u0, u1) = along, up
        return [self.at(a0, u1, out), self.at(a1, u1, out), self.at(a1, u0, out), self.at(a0, u0, out)]

    def disc(self, centre: Point, radius: float, out: float = 0.0, corners: int = 28) -> Ring:
        """Return a circle parallel to the wall; its `centre` is (along, up)."""
        turns = [math.tau * k / corners for k in range(corners)]
        return [self.at(centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn), out) for turn in turns]

    def edges(self, along: Span, up: Span, out: Span) -> dict[str, Ring]:
        """Return those of the faces "top", "bottom", "end" of a block on the wall that the camera sees."""
        (a0, a1), (u0, u1), (o0, o1) = along, up, out
        faces = [
            ("top", [(a0, u1, o0), (a1, u1, o0), (a1, u1, o1), (a0, u1, o1)]),
            ("bottom", [(a0, u0, o1), (a1, u0, o1), (a1, u0, o0), (a0, u0, o0)]),
            ("end", [(a0, u1, o0), (a0, u1, o1), (a0, u0, o1), (a0, u0, o0)]),
            ("end", [(a1, u1, o1), (a1, u1, o0), (a1, u0, o0), (a1, u0, o1)]),
        ]
        front = _turning(self.quad(along, up, o1))
        return {name: [self.at(*point) for point in points] for name, points in faces if self._seen(points, front)}

    def _seen(self, points: list[tuple[float, float, float]], front: float) -> bool:
        return _turning([self.at(*point) for point in points]) * front > 0


def _turning(ring: Ring) -> float:
    """Return the signed area: which way round the corners go."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True))


EDGE_LIGHT = {"top": 1.1, "bottom": 0.5, "end": 0.72}
"""How bright the faces of a slab are beside its front."""


def paint_slab(canvas: Canvas, facade: Facade, along: Span, up: Span, depth: Span, colour: Colour, sheen: float = 0.06) -> None:
    """Paint a block that stands out of the wall from depth[0] to depth[1]; its front is lighter above by `sheen`."""
    for name, ring in facade.edges(along, up, depth).items():
        canvas.shape(ring, css(lit(colour, EDGE_LIGHT[name])))
    front = facade.quad(along, up, depth[1])
    y0, y1 = front[0][1], front[2][1]
    canvas.shape(front, canvas.linear((0, y0), (0, y1), [(0, css(lit(colour, 1 + sheen))), (1, css(lit(colour, 1 - sheen)))]))


def paint_fall(canvas: Canvas, facade: Facade, along: Span, up: Span, strength: float) -> None:
    """Paint the soft shadow on the wall under something that stands out, from up[1] fading down to up[0]."""
    ring = facade.quad(along, up)
    stops = [(0, css((6, 8, 12), strength)), (0.55, css((6, 8, 12), strength * 0.7)), (1, css((6, 8, 12), 0.0))]
    canvas.shape(ring, canvas.linear((0, ring[0][1]), (0, ring[2][1]), stops))


def paint_air_conditioner(canvas: Canvas, facade: Facade, at: Point, gain: float, shadow: float) -> None:
    """Paint the outdoor unit of an air-conditioner on its brackets, its lower left corner at (along, up)."""
    (a, u), wide, tall, depth = at, 0.84, 0.56, 0.36
    shell = lit((222, 221, 214), gain)
    paint_fall(canvas, facade, (a - 0.02, a + wide + 0.06), (u - 0.4, u + 0.1), shadow * 0.7)
    for x in (a + 0.14, a + wide - 0.14):
        paint_slab(canvas, facade, (x - 0.02, x + 0.02), (u - 0.05, u), (0.0, depth + 0.04), lit((92, 94, 96), gain))
        canvas.line(
            [facade.at(x, u - 0.04, depth), facade.at(x, u - 0.3, 0.0)], css(lit((84, 86, 88), gain)), _metre(facade, a) * 0.028
        )
    paint_slab(canvas, facade, (a, a + wide), (u, u + tall), (0.06, depth), shell)
    middle = (a + 0.33, u + tall / 2)
    canvas.shape(facade.disc(middle, 0.245, depth), css(lit((70, 73, 76), gain)))
    canvas.shape(facade.disc(middle, 0.225, depth), css(lit((40, 42, 45), gain)))
    pen = _metre(facade, a) * 0.011
    for radius in (0.06, 0.1, 0.14, 0.18, 0.215):
        canvas.shape(facade.disc(middle, radius, depth), "none", css(lit((176, 178, 176), gain), 0.9), pen)
    for k in range(6):
        turn = math.tau * k / 6
        spoke = (middle[0] + 0.23 * math.cos(turn), middle[1] + 0.23 * math.sin(turn))
        canvas.line([facade.at(*middle, depth), facade.at(*spoke, depth)], css(lit((176, 178, 176), gain)), pen)
    for k in range(7):
        low = u + 0.09 + k * 0.055
        canvas.shape(facade.quad((a + 0.64, a + wide - 0.05), (low, low + 0.018), depth), css(lit((150, 151, 148), gain)))


def _metre(facade: Facade, along: float) -> float:
    """Return pixels a metre at a place of the wall."""
    return facade.view.scale(along if facade.side else facade.place)
