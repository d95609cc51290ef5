"""The body of a car: its sections from far to near, its glass, its tyres, its flank."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from multipriv.pictures.scenes.canvas import Canvas, Colour, Point, View, css, lit, mixed

GLASS: Colour = (38, 46, 54)
RUBBER: Colour = (24, 24, 26)
STEP, FINE, ROUND = 0.08, 110, 0.34
"""Metres between two slices; slices where the top slopes; metres over which the ends round off."""


@dataclass(frozen=True)
class Car:
    """One car: its body (see cars.yaml), its paint, which end is near, and how bright sky and sun make it."""

    shape: dict[str, Any]
    paint: Colour
    rear: bool
    sky: Colour
    light: float
    style: int

    @property
    def half(self) -> float:
        """Half the width in metres."""
        return float(self.shape["half"])

    def along(self, s: float) -> float:
        """Return the distance from the rear end for one from the near end."""
        return s if self.rear else float(self.shape["length"]) - s


def paint_body(canvas: Canvas, view: View, car: Car, x: float, z: float) -> None:
    """Paint all but the near face, whose middle is at (x, z)."""
    _tyres(canvas, view, car, x, z)
    for s, whole in _seen(car, view, x, z):
        _slice(canvas, view, car, x, z, s, whole)
    _lid(canvas, view, car, x, z)
    _reflection(canvas, view, car, x, z)
    side = -1 if x > 0 else 1
    if abs(x) > car.half:
        _side(canvas, view, car, x + side * car.half, z)


def _stations(car: Car) -> list[tuple[float, bool]]:
    """Return where to cut slices, far to near, and whether the whole section is cut or only the sloping top.

    The top is cut densely where it slopes, the section where the ends round off.
    """
    shape, length = car.shape, car.shape["length"]
    whole = {round(number * STEP, 3) for number in range(int(length / STEP) + 1)}
    whole |= {round(ROUND * (part / 14) ** 2, 3) for part in range(15)}
    sloped = set()
    for low, high in (shape["rear_glass"], shape["windscreen"], (shape["windscreen"][1], length)):
        sloped |= {round(car.along(low + (high - low) * part / FINE), 3) for part in range(FINE + 1)}
    return sorted(((s, s in whole) for s in whole | sloped if 0 <= s <= length), reverse=True)


def _seen(car: Car, view: View, x: float, z: float) -> list[tuple[float, bool]]:
    """Return the stations of which something shows beside or above the nearer ones."""
    found, left, right, top = [], math.inf, -math.inf, math.inf
    for s, whole in reversed(_stations(car)):
        height, _ = _top(car, s)
        half = car.half * _roundness(car, s)
        x0, y = view.at(x - half, height + 0.04, z + s)
        x1, _ = view.at(x + half, height, z + s)
        if min(left - x0, top - y, x1 - right) < 0 and max(left - x0, top - y, x1 - right) < 0.1:
            continue
        found.append((s, whole))
        left, right, top = min(left, x0), max(right, x1), min(top, y)
    return found[::-1]


# --- the body ---------------------------------------------------------------------------------------------------------


def _roundness(car: Car, s: float) -> float:
    """Return 1 along the body and less where its ends round off."""
    ends = max(0.0, min(s, car.shape["length"] - s))
    return 1.0 if ends >= ROUND else 0.93 + 0.07 * math.sqrt(1 - (1 - ends / ROUND) ** 2)


def _top(car: Car, s: float) -> tuple[float, str]:
    """Return how high the body stands `s` from the near end, and what is on top there: deck, glass or roof."""
    shape, at = car.shape, car.along(s)
    (r0, r1), (w0, w1) = shape["rear_glass"], shape["windscreen"]
    if at < r0:
        return shape["belt"] - 0.02 * (1 - at / r0), "deck"
    if at < r1:
        return shape["belt"] + (shape["roof"] - shape["belt"]) * math.sin((at - r0) / (r1 - r0) * math.pi / 2) ** 0.85, "glass"
    if at < w0:
        middle = (at - r1) / (w0 - r1)
        return shape["roof"] + 0.035 * math.sin(middle * math.pi), "roof"
    if at < w1:
        return shape["belt"] + (shape["roof"] - shape["belt"]) * math.sin((w1 - at) / (w1 - w0) * math.pi / 2) ** 0.85, "glass"
    end = (at - w1) / (shape["length"] - w1)
    return shape["belt"] + (shape["bonnet"] - shape["belt"]) * end**0.8 - 0.12 * max(0.0, end - 0.85) / 0.15, "deck"


def _outline(car: Car, top: float, width: float) -> list[tuple[float, float]]:
    """Return the right half of a cross-section, sill to top, as (x, y) in metres; width is a share of the half width."""
    half, belt = car.half * width, car.shape["belt"]
    shoulder = min(belt, top)
    points = [(0.86, 0.24), (0.955, 0.34), (0.985, 0.52), (1.0, 0.68), (0.985, shoulder - 0.1), (0.955, shoulder - 0.035)]
    body = [(half * across, y) for across, y in points] + [(half * 0.915, shoulder)]
    if top <= belt + 0.01:
        return [*body, (half * 0.7, shoulder + 0.018), (0.0, shoulder + 0.03)]
    rise = top - belt
    full = (car.shape["roof"] - belt) or 1.0
    lean = 0.19 * rise / full
    corner = min(0.1, rise * 0.5)
    upper = [
        (half * (0.905 - lean * (1 - corner / rise)), top - corner),
        (half * (0.88 - lean), top - corner * 0.3),
        (half * (0.78 - lean), top),
        (0.0, top + 0.015),
    ]
    return [*body, *upper]


def _ring(car: Car, view: View, x: float, z: float, half: list[tuple[float, float]]) -> list[Point]:
    right = [view.at(x + across, y, z) for across, y in half]
    left = [view.at(x - across, y, z) for across, y in reversed(half)]
    return right + left


def _slice(canvas: Canvas, view: View, car: Car, x: float, z: float, s: float, whole: bool) -> None:
    top, part = _top(car, s)
    depth, width, belt = z + s, _roundness(car, s), car.shape["belt"]
    turn = min(1.0, (1 - width) / 0.07)  # 0 where the side is seen, 1 where the end is
    half = _outline(car, top, width)
    gain = car.light * (0.80 + 0.16 * turn)
    roofed = top > belt + 0.03
    if whole:
        upper, lower = view.at(x, belt + 0.03, depth)[1], view.at(x, 0.22, depth)[1]
        body = [*half[:7], (0.0, belt)] if roofed else half
        inside = [] if s == 0 else _ring(car, view, x, depth, [(across * 0.82, min(y, top - 0.14)) for across, y in body])
        canvas.band(_ring(car, view, x, depth, body), inside, _paint(canvas, car, upper, lower, gain))
    if not roofed:
        if part == "deck":
            _deck(canvas, view, car, x, depth, half, top)
        return
    cabin = [(0.0, belt), *half[6:]]
    hollow = [(across * 0.78, min(y, top - 0.14)) for across, y in cabin]
    fill = css(lit(car.paint, gain * 0.92))
    if part == "roof":
        roof_line, foot = view.at(x, top, depth)[1], view.at(x, belt, depth)[1]
        glow = css(lit(mixed(car.paint, car.sky, 0.42), car.light * 1.04))
        fill = canvas.linear((0, roof_line - 1), (0, foot), [(0, glow), (0.16, fill), (1, fill)])
    canvas.band(_ring(car, view, x, depth, cabin), _ring(car, view, x, depth, hollow), fill)
    if part == "glass":
        _pane(canvas, view, car, x, depth, top, half)


def _paint(canvas: Canvas, car: Car, upper: float, lower: float, gain: float) -> str:
    """Return how paint looks from belt to sill: sky on the shoulder, a dark waist, ground below."""
    base = car.paint
    stops = [
        (0.0, lit(mixed(base, car.sky, 0.46), gain * 1.06)),
        (0.10, lit(mixed(base, car.sky, 0.20), gain * 1.05)),
        (0.30, lit(base, gain * 1.0)),
        (0.50, lit(base, gain * 0.84)),
        (0.56, lit(mixed(base, (150, 146, 140), 0.16), gain * 0.80)),
        (0.80, lit(mixed(base, (110, 106, 100), 0.16), gain * 0.62)),
        (1.0, lit(base, gain * 0.34)),
    ]
    return canvas.linear((0, upper), (0, lower), [(at, css(colour)) for at, colour in stops])


def _deck(canvas: Canvas, view: View, car: Car, x: float, depth: float, half: list[tuple[float, float]], top: float) -> None:
    """The rim of the lid, seen from above, mirrors the sky."""
    edge = [(0.0, half[5][1] - 0.03), (half[5][0], half[5][1] - 0.03), half[5], half[6], *half[7:]]
    canvas.shape(_ring(car, view, x, depth, edge), css(lit(mixed(car.paint, car.sky, 0.24), car.light * 0.96)))


def _lid(canvas: Canvas, view: View, car: Car, x: float, z: float) -> None:
    """The middle of the near lid, lighter where it lies flatter under the sky; painted last, as one surface."""
    end = car.shape["rear_glass"][0] if car.rear else car.shape["length"] - car.shape["windscreen"][1]
    cuts = [end * part / FINE for part in range(FINE, -1, -1)]
    for s in cuts:
        top, _ = _top(car, s)
        half = _outline(car, top, _roundness(car, s))
        lid = [(0.0, top - 0.03), (half[6][0] * 0.93, top - 0.03), (half[6][0] * 0.93, half[6][1]), *half[7:]]
        colour = mixed(car.paint, car.sky, 0.20 + 0.20 * s / end)
        canvas.shape(_ring(car, view, x, z + s, lid), css(lit(colour, car.light)))


def _pane(canvas: Canvas, view: View, car: Car, x: float, depth: float, top: float, half: list[tuple[float, float]]) -> None:
    belt, roof = car.shape["belt"], car.shape["roof"]
    if not belt + 0.04 < top < roof - 0.03:
        return
    edge, share = half[-4][0] - 0.07, (top - belt) / (roof - belt)
    colour = mixed(GLASS, mixed(car.sky, (150, 176, 204), 0.6), 0.04 + 0.40 * share**1.5)
    strip = [
        view.at(x + across, y, depth)
        for across, y in ((-edge, top - 0.09), (-edge, top + 0.02), (edge, top + 0.02), (edge, top - 0.09))
    ]
    canvas.shape(strip, css(lit(colour, car.light)))


def _reflection(canvas: Canvas, view: View, car: Car, x: float, z: float) -> None:
    """Head rests behind the near pane, and a slanting light on it."""
    low, high = (car.along(at) for at in (car.shape["rear_glass"] if car.rear else reversed(car.shape["windscreen"])))
    belt, roof = car.shape["belt"] + 0.06, car.shape["roof"] - 0.09
    foot, head = z + low, z + high

    def on(across: float, up: float) -> Point:
        return view.at(x + across * car.half * (0.80 - 0.13 * up), belt + (roof - belt) * up, foot + (head - foot) * up)

    for seat in (-0.48, 0.48):
        rest = [
            on(seat + dx, up)
            for dx, up in ((-0.17, 0.02), (-0.17, 0.34), (-0.12, 0.46), (0.12, 0.46), (0.17, 0.34), (0.17, 0.02))
        ]
        canvas.shape(rest, css((10, 12, 14), 0.34))
    for start, wide, strength in ((-0.62, 0.34, 0.16), (-0.18, 0.09, 0.11)):
        beam = [on(start, 0.0), on(start + wide, 0.0), on(start + wide + 0.34, 1.0), on(start + 0.34, 1.0)]
        canvas.shape(beam, css((255, 255, 255), strength * car.light))


def _tyres(canvas: Canvas, view: View, car: Car, x: float, z: float) -> None:
    """The treads seen under the near end, and the dark below the floor."""
    near = z + 0.35
    canvas.shape(
        [view.at(x + across * car.half, y, near) for across, y in ((-0.9, 0.45), (0.9, 0.45), (0.9, 0.13), (-0.9, 0.13))],
        css((12, 12, 14)),
    )
    for side in (-1, 1):
        inner, outer = x + side * (car.half - 0.27), x + side * (car.half - 0.05)
        (x0, y0), (x1, y1) = view.at(min(inner, outer), 0.5, z + 0.45), view.at(max(inner, outer), 0.0, z + 0.45)
        fill = canvas.linear((x0, 0), (x1, 0), [(0, css((14, 14, 15))), (0.5, css((46, 46, 48))), (1, css((14, 14, 15)))])
        canvas.rect(x0, y0, x1 - x0, y1 - y0, fill, (x1 - x0) * 0.18)


# --- the side ---------------------------------------------------------------------------------------------------------


def _side(canvas: Canvas, view: View, car: Car, x: float, z: float) -> None:
    """Wheels, windows and doors on the flank at x."""
    shape = car.shape
    inward = 1 if x > 0 else -1

    def on(at: float, y: float, lean: float = 0.0) -> Point:
        s = at if car.rear else shape["length"] - at
        return view.at(x + inward * lean, y, z + s)

    _side_windows(canvas, car, on)
    for at in (shape["pillars"][0] + 0.02, *shape["pillars"][1:]):
        canvas.line(
            [on(at, y) for y in (shape["belt"] - 0.04, 0.6, 0.34)],
            css(lit(car.paint, 0.42 * car.light), 0.8),
            view.scale(z + 1.5) * 0.008,
        )
    for at in shape["pillars"]:
        canvas.line(
            [on(at + 0.08, shape["belt"] - 0.17), on(at + 0.26, shape["belt"] - 0.17)],
            css(lit(car.paint, 0.6 * car.light)),
            view.scale(z + 1.5) * 0.03,
        )
    canvas.line([on(0.5, 0.5), on(shape["length"] - 0.5, 0.5)], css(lit(car.paint, 0.55), 0.5), view.scale(z + 1.5) * 0.014)
    wheels = sorted(shape["wheels"], reverse=car.rear)
    for at in wheels:
        _wheel(canvas, car, on, at)


def _side_windows(canvas: Canvas, car: Car, on: Any) -> None:
    shape = car.shape
    (r0, r1), (w0, w1) = shape["rear_glass"], shape["windscreen"]
    low, high = shape["belt"] + 0.035, shape["roof"] - 0.09
    lean_low, lean_high = 0.07 * car.half, 0.20 * car.half
    first, last = r0 * 0.4 + r1 * 0.6 + 0.10, w0 * 0.45 + w1 * 0.55 - 0.12
    edges = [first, *shape["pillars"], last]
    for left, right in pairwise(edges):
        a, b = left + 0.045, right - 0.045
        slope_a = 0.26 if left == first else 0.0
        slope_b = -0.34 if right == last else 0.0
        corners = [on(a, low, lean_low), on(a + slope_a, high, lean_high), on(b + slope_b, high, lean_high), on(b, low, lean_low)]
        top, bottom = corners[1][1], corners[0][1]
        fill = canvas.linear(
            (0, top),
            (0, bottom),
            [
                (0, css(lit(mixed(GLASS, car.sky, 0.55), car.light))),
                (0.45, css(lit(mixed(GLASS, car.sky, 0.22), car.light))),
                (0.5, css(lit(GLASS, car.light))),
                (1, css(lit(mixed(GLASS, car.sky, 0.12), car.light))),
            ],
        )
        canvas.shape(corners, fill, css((20, 20, 22)), 1.6)


def _wheel(canvas: Canvas, car: Car, on: Any, at: float) -> None:
    radius = car.shape["radius"]

    def disc(share: float, rise: float = 0.0) -> list[Point]:
        turns = (math.tau * k / 48 for k in range(48))
        return [on(at + radius * share * math.cos(t), radius + rise + radius * share * math.sin(t)) for t in turns]

    arch = [
        on(at + radius * 1.22 * math.cos(t), radius + radius * 1.22 * math.sin(t)) for t in (math.pi * k / 30 for k in range(31))
    ]
    canvas.shape([*arch, on(at - radius * 1.22, 0.22), on(at + radius * 1.22, 0.22)], css((10, 10, 11)))
    canvas.shape(disc(1.0), css(RUBBER))
    canvas.shape(disc(0.96), css((40, 40, 42)))
    canvas.shape(disc(0.70), css((60, 63, 67)))
    spokes = 5 + car.style % 4
    metal = css(lit((176, 180, 186), car.light))
    for k in range(spokes):
        t, wide = math.tau * k / spokes + 0.3, 0.2
        ring = [(0.12, t - 1.2), (0.66, t - wide), (0.66, t + wide), (0.12, t + 1.2)]
        canvas.shape([on(at + radius * r * math.cos(a), radius + radius * r * math.sin(a)) for r, a in ring], metal)
    rim = disc(0.70)
    canvas.shape(rim, "none", metal, 2.4)
    canvas.shape(disc(0.14), css((70, 74, 80)))
