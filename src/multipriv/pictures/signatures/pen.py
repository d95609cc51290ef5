"""From the path of a pen to ink."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Points = NDArray[np.float64]

FINE = 4  # the ink is drawn this much larger and then averaged


@dataclass(frozen=True)
class Stroke:
    """What the pen writes between two lifts: points (n, 2), x to the right and y down, and its pressure (n) there."""

    points: Points
    pressure: Points


def catmull_rom(knots: Points, per_span: int = 14) -> Points:
    """Return a smooth path through the knots (n, 2), centripetal so that it neither loops nor overshoots."""
    if len(knots) < 3:
        return np.linspace(knots[0], knots[-1], per_span + 1)
    ends = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    times = np.concatenate([[0.0], np.cumsum(np.sqrt(np.maximum(np.hypot(*np.diff(ends, axis=0).T), 1e-6)))])
    pieces = []
    for i in range(1, len(ends) - 2):
        p, t = ends[i - 1 : i + 3], times[i - 1 : i + 3]
        s = np.linspace(t[1], t[2], per_span, endpoint=False)[:, None]
        a = [((t[j + 1] - s) * p[j] + (s - t[j]) * p[j + 1]) / (t[j + 1] - t[j]) for j in range(3)]
        b = [((t[j + 2] - s) * a[j] + (s - t[j]) * a[j + 1]) / (t[j + 2] - t[j]) for j in range(2)]
        pieces.append(((t[2] - s) * b[0] + (s - t[1]) * b[1]) / (t[2] - t[1]))
    return np.vstack([*pieces, ends[-2:-1]])


def resample(points: Points, step: float, *along: Points) -> tuple[Points, ...]:
    """Return the path at equal distances of about `step`, and every array in `along` at the same places."""
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    places = np.linspace(0, way[-1], max(3, round(way[-1] / step) + 1))
    path = np.column_stack([np.interp(places, way, points[:, axis]) for axis in (0, 1)])
    return (path, *(np.interp(places, way, values) for values in along))


def rounded(points: Points, sigma: float) -> Points:
    """Return an evenly sampled path whose corners are cut by a Gaussian of `sigma` samples; its ends stay."""
    if sigma < 0.3 or len(points) < 4:
        return points
    reach = min(int(3 * sigma) + 1, len(points) - 1)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    # odd reflection keeps the ends where they are
    before = 2 * points[0] - points[reach:0:-1]
    after = 2 * points[-1] - points[-2 : -reach - 2 : -1]
    padded = np.vstack([before, points, after])
    return np.column_stack([np.convolve(padded[:, axis], kernel, "valid") for axis in (0, 1)])


def _speed(points: Points) -> Points:
    """Return the speed (n) of the pen, 1 on average: by the two-thirds power law it falls where the path bends."""
    first = np.gradient(points, axis=0)
    second = np.gradient(first, axis=0)
    length = np.maximum(np.hypot(*first.T), 1e-9)
    bend = np.abs(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]) / length**3
    speed = (bend + 0.02 / max(float(length.mean()), 1e-9) * 0.1 + 1e-3) ** (-1 / 3)
    window = np.ones(7) / 7
    speed = np.convolve(np.pad(speed, 3, "edge"), window, "valid")
    return np.asarray(speed / speed.mean(), np.float64)


def _widths(stroke: Stroke, contrast: float, random: Generator) -> Points:
    """Return the width (n) of the line as a share of the pen's."""
    points = stroke.points
    count = len(points)
    down = np.gradient(points[:, 1]) / np.maximum(np.hypot(*np.gradient(points, axis=0).T), 1e-9)
    width = stroke.pressure * (1 + contrast * (0.55 * down + 0.75 * (1 - np.clip(_speed(points), 0.3, 1.9))))
    sway = np.interp(np.arange(count), np.linspace(0, count, 9), random.normal(1, 0.05, 9))
    place = np.linspace(0, 1, count)
    begin = np.clip(0.55 + place / 0.04, 0, 1)
    end = np.clip(0.25 + (1 - place) / 0.09, 0, 1)
    return np.asarray(np.clip(width * sway, 0.28, 2.2) * np.minimum(begin, end), np.float64)


def ink(
    strokes: list[Stroke],
    size: tuple[int, int],
    pen: float,
    contrast: float,
    colour: tuple[int, int, int],
    random: Generator,
) -> NDArray[np.uint8]:
    """Return the strokes, given in pixels, as a picture (height, width, 4 RGBA) of `size` = (width, height)."""
    width, height = size
    canvas = np.zeros((height * FINE, width * FINE), np.uint8)
    for stroke in strokes:
        path, pressure = resample(stroke.points, 0.30, stroke.pressure)
        even = Stroke(path, pressure)
        radii = 0.5 * pen * FINE * _widths(even, contrast, random)
        for (x, y), radius in zip(path * FINE, radii, strict=True):
            centre = (round(x * 16), round(y * 16))
            cv2.circle(canvas, centre, round(max(radius, 1.0) * 16), 255, -1, cv2.LINE_8, 4)
    cover = cv2.resize(canvas, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    # ink lies unevenly: the ball skips, the paper drinks
    coarse = random.standard_normal((height // 6 + 2, width // 6 + 2)).astype(np.float32)
    grain = random.standard_normal((height, width)).astype(np.float32)
    uneven = 0.93 + 0.05 * cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC) + 0.05 * grain
    alpha = np.clip(cover * np.clip(uneven, 0.55, 1.0), 0, 255)
    picture = np.empty((height, width, 4), np.uint8)
    picture[..., :3] = colour
    picture[..., 3] = alpha.astype(np.uint8)
    return picture
