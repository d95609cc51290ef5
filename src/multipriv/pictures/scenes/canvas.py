"""An SVG being written, and the pinhole camera through which scenes are drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from multipriv.taxonomy.records import Box

Point = tuple[float, float]
Colour = tuple[float, float, float]
"""sRGB, 0 to 255."""
Pixels = NDArray[np.uint8]
Rings = NDArray[np.floating]
"""Polygons with equally many corners: shape (polygons, corners, 2), pixels."""


@dataclass(frozen=True)
class View:
    """A level camera at the origin, `eye` metres over the ground, looking along z; `focal`, `centre` and `horizon` in pixels.

    What stands parallel to the picture stays unskewed: a number plate is a rectangle wherever it is.
    """

    focal: float
    centre: float
    horizon: float
    eye: float

    def at(self, x: float, y: float, z: float) -> Point:
        """Return the pixel of a point `x` metres to the right, `y` over the ground, `z` away."""
        return self.centre + self.focal * x / z, self.horizon + self.focal * (self.eye - y) / z

    def scale(self, z: float) -> float:
        """Return pixels a metre at the distance z."""
        return self.focal / z

    def box(self, z: float, x: float, low: float, wide: float, tall: float) -> Box:
        """Return the box of an upright rectangle square to the picture: the middle of its foot at (x, low), size in metres."""
        (x0, y0), (x1, y1) = self.at(x - wide / 2, low + tall, z), self.at(x + wide / 2, low, z)
        return x0, y0, x1, y1


def mixed(a: Colour, b: Colour, share: float) -> Colour:
    """Return the colour `share` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def lit(colour: Colour, gain: float) -> Colour:
    """Return the colour brighter (towards white beyond 1) or darker."""
    if gain <= 1:
        return (colour[0] * gain, colour[1] * gain, colour[2] * gain)
    return mixed(colour, (255, 255, 255), min(1.0, gain - 1))


def parsed(code: str) -> Colour:
    """Return the colour of "#rrggbb"."""
    return (float(int(code[1:3], 16)), float(int(code[3:5], 16)), float(int(code[5:7], 16)))


def css(colour: Colour, opacity: float = 1.0) -> str:
    """Return the colour as SVG writes it."""
    r, g, b = (round(min(255.0, max(0.0, part))) for part in colour)
    return f"rgba({r},{g},{b},{opacity:.3f})"


@dataclass
class Canvas:
    """Shapes in painting order. Fills are CSS colours or what a gradient method returned."""

    width: int
    height: int
    _defs: list[str] = field(default_factory=list)
    _shapes: list[str] = field(default_factory=list)

    def linear(self, start: Point, end: Point, stops: Sequence[tuple[float, str]]) -> str:
        """Return a fill that changes from `start` to `end` (pixels)."""
        place = f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
        return self._gradient("linearGradient", place, stops)

    def radial(self, centre: Point, radius: float, stops: Sequence[tuple[float, str]], squeeze: float = 1.0) -> str:
        """Return a fill that changes outwards from `centre`; `squeeze` flattens it."""
        turn = f"translate({centre[0]:.1f} {centre[1]:.1f}) scale(1 {squeeze:.3f})"
        return self._gradient("radialGradient", f'cx="0" cy="0" r="{radius:.1f}" gradientTransform="{turn}"', stops)

    def _gradient(self, tag: str, place: str, stops: Sequence[tuple[float, str]]) -> str:
        name = f"g{len(self._defs)}"
        inner = "".join(f'<stop offset="{offset:.3f}" stop-color="{colour}"/>' for offset, colour in stops)
        self._defs.append(f'<{tag} id="{name}" gradientUnits="userSpaceOnUse" {place}>{inner}</{tag}>')
        return f"url(#{name})"

    def shape(self, points: Iterable[Point], fill: str, stroke: str = "none", width: float = 0.0) -> None:
        """Add a polygon."""
        joined = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
        self._shapes.append(
            f'<path d="M{joined}Z" fill="{fill}" stroke="{stroke}" stroke-width="{width:.2f}" stroke-linejoin="round"/>'
        )

    def band(self, outer: Sequence[Point], inner: Sequence[Point], fill: str) -> None:
        """Add a polygon with a hole (none where `inner` is empty): what will be covered need not be painted."""
        rings = ["L".join(f"{x:.2f} {y:.2f}" for x, y in ring) for ring in (outer, inner) if ring]
        self._shapes.append(f'<path d="M{"ZM".join(rings)}Z" fill="{fill}" fill-rule="evenodd"/>')

    def scatter(self, rings: Sequence[Sequence[Point]] | Rings, fill: str) -> None:
        """Add many polygons with equally many corners as one path of one colour; where they overlap they are one.

        In whole tenths of a pixel, which are quicker to write and to read.
        """
        if len(rings):
            tenths = np.rint(10 * np.asarray(rings)).astype(int).reshape(len(rings), -1).tolist()
            joined = "ZM".join(" ".join(map(str, ring)) for ring in tenths)
            self._shapes.append(f'<path d="M{joined}Z" fill="{fill}" transform="scale(0.1)"/>')

    def path(self, d: str, fill: str = "none", stroke: str = "none", width: float = 0.0) -> None:
        """Add a path in SVG's own words."""
        pen = f'stroke="{stroke}" stroke-width="{width:.2f}" stroke-linecap="round" stroke-linejoin="round"'
        self._shapes.append(f'<path d="{d}" fill="{fill}" {pen}/>')

    def line(self, points: Iterable[Point], stroke: str, width: float) -> None:
        """Add an open line with round ends."""
        self.path("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points), stroke=stroke, width=width)

    def rect(self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0.0) -> None:
        """Add an upright rectangle."""
        size = f'x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{max(height, 0):.2f}" rx="{radius:.2f}"'
        self._shapes.append(f'<rect {size} fill="{fill}"/>')

    def fill(self, box: Box, fill: str, radius: float = 0.0) -> None:
        """Add an upright rectangle by its box."""
        self.rect(box[0], box[1], box[2] - box[0], box[3] - box[1], fill, radius)

    def ellipse(self, centre: Point, across: float, down: float, fill: str, stroke: str = "none", width: float = 0.0) -> None:
        """Add an ellipse by its half axes."""
        place = f'cx="{centre[0]:.2f}" cy="{centre[1]:.2f}" rx="{across:.2f}" ry="{down:.2f}"'
        self._shapes.append(f'<ellipse {place} fill="{fill}" stroke="{stroke}" stroke-width="{width:.2f}"/>')

    def rendered(self, fine: float = 1.0) -> Pixels:
        """Return RGBA pixels (height, width, 4) with straight alpha; what will be blurred can be painted less finely."""
        import cv2
        import resvg_py

        size = f'width="{self.width * fine:.0f}" height="{self.height * fine:.0f}" viewBox="0 0 {self.width} {self.height}"'
        text = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><defs>{"".join(self._defs)}</defs>{"".join(self._shapes)}</svg>'
        png = bytes(resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True))
        decoded = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
        assert decoded is not None
        pixels = np.asarray(cv2.cvtColor(decoded, cv2.COLOR_BGRA2RGBA), np.uint8)
        if fine == 1:
            return pixels
        return np.asarray(cv2.resize(pixels, (self.width, self.height), interpolation=cv2.INTER_LINEAR), np.uint8)
