"""The orientation field of a fingerprint, from its singular points."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal, cast

import cv2
import numpy as np
import yaml
from numpy.random import Generator
from numpy.typing import NDArray

Field = NDArray[np.float32]
Pattern = Literal["arch", "tented_arch", "left_loop", "right_loop", "whorl", "double_loop"]
Point = tuple[float, float]


@dataclass(frozen=True)
class Singularities:
    """Cores and deltas in pixels, and the height of the bow of an arch."""

    cores: tuple[Point, ...]
    deltas: tuple[Point, ...]
    arch: float


@cache
def _patterns() -> dict[Pattern, dict[str, Any]]:
    text = Path(__file__).with_name("patterns.yaml").read_text(encoding="utf-8")
    return cast("dict[Pattern, dict[str, Any]]", yaml.safe_load(text))


def draw_singularities(random: Random, size: tuple[int, int]) -> tuple[Pattern, Singularities]:
    """Return a pattern in realistic proportions with its singular points on a map of `size` = (width, height)."""
    patterns = _patterns()
    pattern = random.choices(list(patterns), [entry["weight"] for entry in patterns.values()])[0]
    entry = patterns[pattern]
    drift = (random.gauss(0, 0.025), random.gauss(0, 0.025))  # the whole pattern sits higher, or to a side
    stray = entry["spread"]
    points = []
    for x, y in [*entry["cores"], *entry["deltas"]]:
        across, down = x + drift[0] + random.gauss(0, stray), y + drift[1] + random.gauss(0, stray)
        points.append((size[0] * (0.5 + across), size[1] * 0.47 + size[0] * down))
    count = len(entry["cores"])
    return pattern, Singularities(tuple(points[:count]), tuple(points[count:]), random.uniform(*entry["arch"]))


def orientation(points: Singularities, size: tuple[int, int], random: Generator) -> Field:
    """Return the angle of the ridges (height, width) in radians, y downwards.

    Sherlock and Monro (1993): half the sum of the angles around the cores less those around the deltas; corrected, as
    Vizcaya and Gerhardt (1996) do, by bending each angle, here through a smooth function with random amplitudes.
    """
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    doubled = np.zeros((height, width), np.float32)
    for sign, group in ((1.0, points.cores), (-1.0, points.deltas)):
        for px, py in group:
            angle = np.arctan2(y - np.float32(py), x - np.float32(px))
            bend = random.normal(0, 0.10, 2)
            if sign > 0:
                angle = angle + bend[0] * np.sin(angle) + bend[1] * np.sin(2 * angle)
            doubled += np.float32(sign) * angle
    if len(points.cores) == len(points.deltas) or not points.cores:
        field = doubled / 2
    else:
        raise ValueError("a finger has as many cores as deltas")
    u = (x - width / 2) / width
    v = (y - 0.47 * height) / width
    if points.arch:
        # the bow: ridges rise to the middle and fall again, most of all around the height of the core
        lift = np.exp(-np.square((v - 0.05) / 0.42))
        field = field + np.arctan(points.arch * np.sin(np.pi * np.clip(u * 1.6, -1, 1)) * lift)
    # near the tip ridges run around the nail, near the crease straight across
    tip = np.clip(-(v + 0.15) / 0.5, 0, 1)
    field = field + np.float32(0.9) * tip * np.clip(u, -0.5, 0.5) * (1.0 if not points.cores else 0.35)
    grid = random.normal(0, 0.05, (6, 5)).astype(np.float32)
    field = field + cv2.resize(grid, size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(field, np.float32)
