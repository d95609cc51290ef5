"""Leaves: crowns of trees, bushes and hedges, each a heap of clumps that are light above and dark below."""

from random import Random

import numpy as np
from numpy.random import Generator

from multipriv.pictures.scenes.canvas import Canvas, Colour, Point, Rings, css, lit
from multipriv.seeds import pixel_stream

TONES = 6
"""Steps of light within a clump: leaves of one tone are one path, so that a thousand of them cost little."""


def paint_clump(
    canvas: Canvas, at: Point, size: tuple[float, float], leaf: Colour, leaves: tuple[int, float], random: Random
) -> None:
    """Heap `leaves` (how many, pixels long) over an ellipse of half axes `size` about `at`, dark ones first."""
    count, length = leaves
    pixels = pixel_stream(random.getrandbits(64))
    turn, reach = pixels.uniform(0, 2 * np.pi, count), np.sqrt(pixels.random(count))
    x, y = reach * np.cos(turn), reach * np.sin(turn)
    light = 0.5 - 0.36 * y - 0.14 * x + pixels.normal(0, 0.15, count)
    tones = np.clip(light * TONES, 0, TONES - 1).astype(int)
    middles = np.asarray(at) + np.stack((x, y), axis=1) * size
    rings = middles[:, None] + length * pixels.uniform(0.6, 1.3, (count, 1, 1)) * _leaves(count, pixels)
    for step in range(TONES):
        canvas.scatter(rings[tones == step], css(lit(leaf, 0.50 + 0.72 * step / (TONES - 1)), 0.96))


def _leaves(count: int, pixels: Generator) -> Rings:
    """Return pointed leaves about the origin, each perhaps a few that hang together: (count, 6, 2)."""
    turn, wide = pixels.uniform(0, 2 * np.pi, (count, 1)), pixels.uniform(0.4, 0.75, (count, 1))
    along = np.array((1.0, 0.35, -0.45, -1.0, -0.4, 0.4))
    across = wide * np.array((0.0, 1.0, 0.8, 0.0, -0.7, -1.0))
    return np.stack((along * np.cos(turn) - across * np.sin(turn), along * np.sin(turn) + across * np.cos(turn)), axis=2)
