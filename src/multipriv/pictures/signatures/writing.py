"""Sign a name with a hand."""

from typing import Literal

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.pictures.signatures import han, latin
from multipriv.pictures.signatures.pen import Points, Stroke, catmull_rom, ink, resample, rounded
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
    strokes = _on_baseline(strokes, hand, random)
    strokes = _with_flourish(strokes, hand, script, random)
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


def _on_baseline(strokes: list[Stroke], hand: Hand, random: Generator) -> list[Stroke]:
    """Return the strokes on the hand's own baseline, which climbs and bows, a little different every time."""
    wobble = hand.steadiness
    climb, bow = hand.climb + random.normal(0, 0.022 * wobble), hand.bow + random.normal(0, 0.05 * wobble)
    wide = 1 + random.normal(0, 0.045 * wobble)
    reach = max(float(np.vstack([stroke.points for stroke in strokes])[:, 0].max()), 1.0)

    def moved(points: Points) -> Points:
        x, y = points[:, 0], points[:, 1]
        rise = climb * x + 0.8 * bow * np.sin(np.pi * np.clip(x / reach, 0, 1))
        return np.column_stack([x * wide, y - rise]) + random.normal(0, 0.025 * wobble, 2)

    return [Stroke(moved(stroke.points), stroke.pressure) for stroke in strokes]


def _with_flourish(strokes: list[Stroke], hand: Hand, script: Script, random: Generator) -> list[Stroke]:
    """Return the strokes with what this hand adds: a line under or through the name, or a drawn-out end."""
    everything = np.vstack([stroke.points for stroke in strokes])
    (left, top), (right, bottom) = everything.min(axis=0), everything.max(axis=0)
    long, tall = right - left, bottom - top
    climb = -hand.climb * long
    habit = pixel_stream("hand", hand.seed, "flourish")
    sag, reach, start = habit.uniform(-0.08, 0.08), habit.uniform(0.6, 1.0), habit.uniform(-0.03, 0.25)

    def line(at: float, share: float) -> Points:
        x0, x1 = left + start * long, left + share * long
        knots = [[x0, at - start * climb], [(x0 + x1) / 2, at + 0.5 * climb + sag * tall], [x1, at + climb * share]]
        return np.array(knots) + random.normal(0, 0.015 * tall * hand.steadiness, (3, 2))

    under = bottom - max(climb, 0) + 0.07 * tall
    kind = hand.flourish
    if script == "han" and kind in ("tail", "return", "strike"):
        return strokes  # the last character's last stroke is drawn out instead
    match kind:
        case "none":
            return strokes
        case "underline":
            drawn = [line(under, reach)]
        case "double_underline":
            drawn = [line(under, reach), line(under + 0.10 * tall, 0.8 * reach)]
        case "strike":
            drawn = [line(top + 0.58 * tall, min(reach + 0.1, 1.05))]
        case "tail":
            rise = habit.uniform(0.05, 0.35)
            end = [[0.06, 0.05 / 2], [0.14, 0.0], [0.26, -rise]]
            return _drawn_out(strokes, np.array(end) * [long, tall], hand, random)
        case "return":
            back = [[0.07, -0.06], [0.09, 0.16], [0.0, 0.34], [-0.35, 0.40]]
            end = [*back, [-reach, 0.44], [-reach - 0.03, 0.49], [-0.5, 0.47], [-0.1, 0.42]]
            return _drawn_out(strokes, np.array(end) * [long, tall], hand, random)
    return strokes + [_line(knots) for knots in drawn]


def _line(knots: Points) -> Stroke:
    path = catmull_rom(knots, 30)
    return Stroke(path, np.full(len(path), 0.9))


def _drawn_out(strokes: list[Stroke], end: Points, hand: Hand, random: Generator) -> list[Stroke]:
    """Return the strokes, the one that ends furthest to the right going on through `end`, relative to where it ends."""
    last = max(range(len(strokes)), key=lambda i: float(strokes[i].points[-1, 0]))
    stroke = strokes[last]
    knots = stroke.points[-1] + end * random.normal(1, 0.04 * hand.steadiness, end.shape)
    tail = catmull_rom(np.vstack([stroke.points[-1:], knots]), 30)[1:]
    pressure = np.concatenate([stroke.pressure, np.linspace(1.0, 0.75, len(tail))])
    # the join must not show: the whole stroke is sampled evenly and its corners are cut once more
    path, pressure = resample(np.vstack([stroke.points, tail]), latin.STEP, pressure)
    return [*strokes[:last], Stroke(rounded(path, 4.0), pressure), *strokes[last + 1 :]]
