"""Masonry as pixels: brick, plaster, stone, boards and tiles, each course a little different."""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.pictures.scenes.canvas import Colour, Pixels, View

Field = NDArray[np.float32]
COURSES = {"brick": (0.225, 0.075), "stone": (0.62, 0.30), "boards": (40.0, 0.16), "tile": (0.24, 0.065), "mosaic": (0.06, 0.06)}
"""Width and height of one unit in metres."""
EVENNESS = {"boards": 0.03, "tile": 0.04, "mosaic": 0.035}
"""How much the tone of one unit differs from another, where that is not 0.075."""
STACKED = ("tile", "mosaic")
"""Units whose upright joints stand one over another."""


def wall(kind: str, colour: Colour, size: tuple[int, int], scale: float, random: Generator) -> Pixels:
    """Return RGB (height, width, 3) of a wall seen square on, at `scale` pixels a metre."""
    width, height = size
    tone = _mottle(random, size, scale * 0.6) * 0.05 + _mottle(random, size, 3.0) * 0.018
    joint = np.zeros((height, width), np.float32)
    if kind != "plaster":
        wide, tall = (length * scale for length in COURSES[kind])
        y = np.arange(height, dtype=np.float32)[:, None] / tall
        course = np.floor(y).astype(int)
        x = np.arange(width, dtype=np.float32)[None, :] / wide + (course % 2) * (0.0 if kind in STACKED else 0.5)
        unit = np.floor(x).astype(int)
        tone += (random.standard_normal(4096).astype(np.float32) * EVENNESS.get(kind, 0.075))[(course * 131 + unit * 17) % 4096]
        across, down = (x - unit) * wide, (y - course) * tall
        gap = max(1.0, scale * (0.006 if kind == "boards" else 0.010))
        joint = np.clip(gap - np.minimum(down, across), 0, 1)
        tone += 0.05 * np.clip(1 - down / (tall * 0.25), 0, 1) - 0.06 * np.clip(1 - (tall - down) / (tall * 0.2), 0, 1)
    base = np.array(colour, np.float32) * (1 + tone)[..., None]
    mortar = np.array(colour, np.float32) * 0.45 + (0 if kind == "boards" else 86)
    share = (joint * (0.6 if kind == "boards" else 0.75))[..., None]
    dark = 0.35 if kind == "boards" else 1.0
    return np.asarray(np.clip(base * (1 - share) + mortar * dark * share, 0, 255), np.uint8)


def lay(
    scene: Pixels,
    view: View,
    z: float,
    along: tuple[float, float],
    up: tuple[float, float],
    material: tuple[str, Colour],
    random: Generator,
) -> None:
    """Lay a wall of a material (kind, colour) into the scene, square to the picture at the distance z; spans in metres."""
    height, width = scene.shape[:2]
    (x0, y0), (x1, y1) = view.at(along[0], up[1], z), view.at(along[1], up[0], z)
    left, top, right, bottom = max(0, int(x0)), max(0, int(y0)), min(width, int(x1)), min(height, int(y1))
    if right > left and bottom > top:
        scene[top:bottom, left:right] = wall(*material, (right - left, bottom - top), view.scale(z), random)


def _mottle(random: Generator, size: tuple[int, int], cell: float) -> Field:
    width, height = size
    small = random.standard_normal((max(3, int(height / cell) + 2), max(3, int(width / cell) + 2)), dtype=np.float32)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
