"""A phone (or a tablet, when the page is wide) around a screen picture."""

from dataclasses import dataclass
from math import hypot
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Device:
    """`colour` (height, width, 3) and `alpha` (height, width); the screen's top left pixel lies at `offset` (x, y)."""

    colour: NDArray[np.uint8]
    alpha: NDArray[np.uint8]
    offset: tuple[int, int]


def _rounded(size: tuple[int, int], inset: float, radius: float) -> NDArray[np.uint8]:
    """Return the coverage (height, width), from 0 to 255, of a rounded rectangle, from its signed distance."""
    across, down = (np.abs(np.arange(side) + 0.5 - side / 2) - (side / 2 - inset - radius) for side in size)
    bands = [np.clip(0.5 - distance + radius, 0, 1) for distance in (across, down)]
    covered = np.minimum(bands[0][None, :], bands[1][:, None])
    corners = np.ix_(down > 0, across > 0)
    covered[corners] = np.clip(0.5 - np.hypot(down[down > 0][:, None], across[across > 0][None, :]) + radius, 0, 1)
    return np.asarray(255 * covered, np.uint8)


def in_device(screen: NDArray[np.uint8], random: Random) -> Device:
    """Return a device whose screen shows the whole picture (height, width, 3); nothing of it is covered."""
    height, width = screen.shape[:2]
    unit = min(width, height)
    side = round(unit * random.uniform(0.028, 0.05))
    ends = round(unit * random.uniform(0.045, 0.11)) if height >= width else side
    size = (width + 2 * side, height + 2 * ends)
    rim = unit * 0.010
    radius = unit * random.uniform(0.08, 0.13)
    while hypot(max(radius - side, 0), max(radius - ends, 0)) > radius - 1.5 * rim:  # the round edge clears the screen's corners
        radius *= 0.95
    body = _rounded(size, 0, radius)
    face = _rounded(size, rim, max(radius - rim, 1.0))
    metal = random.choice([(188, 190, 194), (62, 64, 68), (205, 190, 170), (110, 120, 138)])
    tones = np.linspace(metal, (12, 12, 14), 256)[None].astype(np.uint8)
    colour = np.asarray(cv2.LUT(cv2.merge([face, face, face]), tones), np.uint8)
    colour[ends : ends + height, side : side + width] = screen
    if height >= width:  # the ear piece and the lens sit in the upper end, clear of the screen
        middle = (size[0] // 2, max(ends // 2, 2))
        cv2.circle(colour, (middle[0] + round(unit * 0.14), middle[1]), max(2, ends // 7), (26, 28, 40), -1, cv2.LINE_AA)
        half = round(unit * 0.07)
        cv2.line(colour, (middle[0] - half, middle[1]), (middle[0] + half, middle[1]), (34, 34, 36), max(2, ends // 12))
    return Device(colour, body, (side, ends))
