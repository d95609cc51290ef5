"""Sign a name with a hand."""

from typing import Literal

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.pictures.signatures import han, latin
from multipriv.pictures.signatures.pen import Points, Stroke, catmull_rom, ink
from multipriv.pictures.signatures.traits import Hand
from multipriv.seeds import pixel_stream

Script = Literal["latin", "han"]

MARGIN = 0.06  # of the picture, kept free on each side


def sign(
    hand: Hand,
    name: str,
    script: Script,
    seed: str,
    *,
    size: tuple[int, int] = (480, 160),
    ink: tuple[int, int, int] = (20, 30, 90),
) -> NDArray[np.uint8]:
    """Return one signature (height, width, 4 RGBA, transparent paper); `size` is (width, height) in pixels.

    What the hand does is the same every time; what wavers comes from `seed`. Raises ValueError for an empty name, for
    Latin characters without a letter form, and for characters that the Chinese font lacks.
    """
    random = pixel_stream("signature", hand.seed, name, script, seed)
    strokes = latin.write(name, hand, random) if script == "latin" else han.write(name, hand, random)
    strokes = [Stroke(_wavered(stroke.points, hand, random), stroke.pressure) for stroke in strokes]
    strokes += _flourish(strokes, hand, random)
    return _inked(strokes, hand, size, ink, random)


def _inked(
    strokes: list[Stroke], hand: Hand, size: tuple[int, int], colour: tuple[int, int, int], random: Generator
) -> NDArray[np.uint8]:
    everything = np.vstack([stroke.points for stroke in strokes])
    low, extent = everything.min(axis=0), np.ptp(everything, axis=0)
    room = np.array(size) * (1 - 2 * MARGIN)
    scale = float(min(room / np.maximum(extent, 1e-6))) * random.uniform(0.90, 1.0)
    corner = (np.array(size) - extent * scale) * random.uniform(0.4, 0.6, 2)
    fitted = [Stroke((stroke.points - low) * scale + corner, stroke.pressure) for stroke in strokes]
    pen = hand.pen * min(size[1] / 160, size[0] / 480) * random.uniform(0.94, 1.06)
    return ink(fitted, size, pen, hand.contrast, colour, random)


def _wavered(points: Points, hand: Hand, random: Generator) -> Points:
    """Return the points on the hand's own baseline, which climbs and bows, a little different every time."""
    wobble = hand.steadiness
    climb = hand.climb + random.normal(0, 0.018 * wobble)
    x, y = points[:, 0], points[:, 1]
    reach = max(float(np.abs(x).max()), 1.0)
    rise = climb * x + hand.bow * np.sin(np.pi * np.clip(x / reach, 0, 1)) * 0.8
    drift = random.normal(0, 0.03 * wobble, 2)
    return np.column_stack([x * (1 + random.normal(0, 0.012 * wobble)) + drift[0], y - rise + drift[1]])


def _flourish(strokes: list[Stroke], hand: Hand, random: Generator) -> list[Stroke]:
    """Return the strokes that this hand adds under or through a name."""
    everything = np.vstack([stroke.points for stroke in strokes])
    (left, top), (right, bottom) = everything.min(axis=0), everything.max(axis=0)
    long, tall = right - left, bottom - top
    last = max((stroke.points[-1] for stroke in strokes), key=lambda point: float(point[0]))
    climb = -hand.climb * long
    habit = pixel_stream("hand", hand.seed, "flourish")
    sag, reach, start = habit.uniform(-0.08, 0.08), habit.uniform(0.6, 1.0), habit.uniform(-0.03, 0.25)

    def line(at: float, share: float) -> Points:
        x0, x1 = left + start * long, left + share * long
        knots = [[x0, at - start * climb], [(x0 + x1) / 2, at + 0.5 * climb + sag * tall], [x1, at + climb * share]]
        return np.array(knots) + random.normal(0, 0.015 * tall * hand.steadiness, (3, 2))

    under = bottom - max(climb, 0) + 0.07 * tall
    match hand.flourish:
        case "none":
            return []
        case "underline":
            drawn = [line(under, reach)]
        case "double_underline":
            drawn = [line(under, reach), line(under + 0.10 * tall, 0.8 * reach)]
        case "strike":
            drawn = [line(top + 0.58 * tall, min(reach + 0.1, 1.05))]
        case "tail":
            shape = np.array([[0, 0], [0.10 * long, 0.02 * tall], [0.24 * long, -0.22 * tall * habit.uniform(0.3, 1.2)]])
            drawn = [last + shape * random.normal(1, 0.05 * hand.steadiness, (3, 2))]
        case "return":
            back = [[0, 0], [0.08 * long, -0.10 * tall], [0.06 * long, 0.30 * tall], [-0.35 * long, 0.36 * tall]]
            shape = np.array([*back, [-reach * long, 0.42 * tall], [-0.5 * long, 0.46 * tall], [-0.1 * long, 0.40 * tall]])
            drawn = [last + shape * random.normal(1, 0.04 * hand.steadiness, shape.shape)]
    paths = [catmull_rom(knots, 30) for knots in drawn]
    return [Stroke(path, np.full(len(path), 0.9)) for path in paths]
