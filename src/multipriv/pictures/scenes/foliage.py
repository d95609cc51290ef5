"""Leaves: crowns of trees, bushes and hedges, each a heap of clumps that are light above and dark below."""

import math
from random import Random

from multipriv.pictures.scenes.canvas import Canvas, Colour, Point, css, lit

TONES = 6
"""Steps of light within a clump: leaves of one tone are one path, so that a thousand of them cost little."""


def paint_clump(
    canvas: Canvas, at: Point, size: tuple[float, float], leaf: Colour, leaves: tuple[int, float], random: Random
) -> None:
    """Heap `leaves` (how many, pixels long) over an ellipse of half axes `size` about `at`, dark ones first."""
    count, length = leaves
    tones: list[list[list[Point]]] = [[] for _ in range(TONES)]
    for _ in range(count):
        turn, reach = random.uniform(0, math.tau), math.sqrt(random.random())
        x, y = reach * math.cos(turn), reach * math.sin(turn)
        light = 0.5 - 0.36 * y - 0.14 * x + random.gauss(0, 0.15)
        ring = _leaf((at[0] + x * size[0], at[1] + y * size[1]), length * random.uniform(0.6, 1.3), random)
        tones[min(TONES - 1, max(0, int(light * TONES)))].append(ring)
    for step, rings in enumerate(tones):
        canvas.scatter(rings, css(lit(leaf, 0.50 + 0.72 * step / (TONES - 1)), 0.96))


def _leaf(at: Point, length: float, random: Random) -> list[Point]:
    """Return a pointed leaf, or a few that hang together."""
    turn, wide = random.uniform(0, math.tau), random.uniform(0.4, 0.75)
    across, along = (-math.sin(turn), math.cos(turn)), (math.cos(turn), math.sin(turn))
    shape = ((1.0, 0.0), (0.35, wide), (-0.45, wide * 0.8), (-1.0, 0.0), (-0.4, -wide * 0.7), (0.4, -wide))
    return [(at[0] + length * (u * along[0] + v * across[0]), at[1] + length * (u * along[1] + v * across[1])) for u, v in shape]
