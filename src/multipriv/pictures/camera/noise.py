"""Fields: smooth random ones, made small and enlarged, and pictures in linear light."""

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


_LINEAR = np.square(np.arange(256, dtype=np.float32) / 255)  # the tone curve is a square root, see sensor.develop


def linear(picture: cv2.typing.MatLike) -> NDArray[np.float32]:
    """Return an 8-bit picture in linear light from 0 to 1."""
    return np.asarray(cv2.LUT(picture, _LINEAR), np.float32)


def three(field: Field) -> NDArray[np.float32]:
    """Return a field (height, width) as three equal channels, which multiply faster than a broadcast."""
    return np.asarray(cv2.merge((field, field, field)), np.float32)


def times(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the product of two pictures of one shape."""
    return np.asarray(cv2.multiply(a, b), np.float32)
