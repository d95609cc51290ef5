"""Random fields: smooth ones, made small and enlarged, and the grain of a sensor."""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Field = NDArray[np.float32]

COARSE = 4
WIDE = 14
"""Pixels a cell has at least where a field is summed at a COARSE-th of its size: then it shows no corners when enlarged."""

ONE_BYTE = float(np.sqrt((256**2 - 1) / 12))
"""The standard deviation of a byte of grain; that of the sum of two is larger by the root of 2."""


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
    """Return the sum of `octaves` smooth fields, each twice as fine and `gain` times as strong, at unit variance.

    Octaves whose cells are many pixels wide are summed at a quarter of the size.
    """
    weights = [gain**octave for octave in range(octaves)]
    small = (size[0] // COARSE + 1, size[1] // COARSE + 1)
    coarse: Field | None = None
    total: Field | None = None
    for octave, weight in enumerate(weights):
        finer = (cells[0] * 2.0**octave, cells[1] * 2.0**octave)
        wide = min(size[0] / finer[0], size[1] / finer[1]) >= WIDE
        field = np.float32(weight) * smooth(random, small if wide else size, finer)
        if wide:
            coarse = field if coarse is None else coarse + field
        else:
            total = field if total is None else total + field
    if coarse is not None:
        enlarged = cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR)
        total = np.asarray(enlarged if total is None else cv2.add(total, enlarged), np.float32)
    assert total is not None
    # a cubic enlargement of white noise keeps about half of its variance
    return np.asarray(total / np.float32((0.5 * sum(weight * weight for weight in weights)) ** 0.5), np.float32)


def grain(random: Generator, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """Return white noise as bytes, each of any value alike: far cheaper than normal variables; the sum of two looks as good."""
    return np.frombuffer(random.bytes(int(np.prod(shape))), np.uint8).reshape(shape)
