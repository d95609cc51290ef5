"""Random fields: smooth ones, made small and enlarged, and the grain of a sensor."""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Field = NDArray[np.float32]


def smooth(random: Generator, size: tuple[int, int], cells: tuple[float, float]) -> Field:
    """Return a field (height, width) of about unit variance that changes over `cells` = (across, down) cells."""
    width, height = size
    across, down = (max(2, round(count)) + 3 for count in cells)
    grid = random.standard_normal((down, across), dtype=np.float32)
    # one cell at each end is cut off, because cubic enlargement is flat there
    big = (round(width * across / (across - 2)) + 1, round(height * down / (down - 2)) + 1)
    left, top = (big[0] - width) // 2, (big[1] - height) // 2
    field = cv2.resize(grid, big, interpolation=cv2.INTER_CUBIC)[top : top + height, left : left + width]
    return np.ascontiguousarray(field, dtype=np.float32)


def fractal(random: Generator, size: tuple[int, int], cells: tuple[float, float], octaves: int, gain: float = 0.5) -> Field:
    """Return the sum of `octaves` smooth fields, each twice as fine and `gain` times as strong, at unit variance."""
    total = np.zeros((size[1], size[0]), np.float32)
    power = 0.0
    for octave in range(octaves):
        scale, weight = 2.0**octave, gain**octave
        total += np.float32(weight) * smooth(random, size, (cells[0] * scale, cells[1] * scale))
        power += weight * weight
    # a cubic enlargement of white noise keeps about half of its variance
    return np.asarray(total / np.float32((0.5 * power) ** 0.5), np.float32)


def grain(random: Generator, shape: tuple[int, ...]) -> Field:
    """Return white noise of unit variance: the sum of two bytes, which costs a fraction of a normal variable."""
    first, second = (random.integers(0, 256, shape, dtype=np.uint8) for _ in range(2))
    spread = np.float32(np.sqrt(2 * (256**2 - 1) / 12))
    return np.asarray((cv2.add(first, second, dtype=cv2.CV_32F) - np.float32(255)) / spread, np.float32)
