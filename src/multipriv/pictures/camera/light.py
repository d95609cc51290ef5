"""Light on the scene: uneven light, soft shadows, the shadow under a sheet, reflections. All factors are linear.

Light changes slowly: fields are made for a photo of half the size, and computed on a still coarser grid.
"""

import cv2
import numpy as np
from numpy.random import Generator

from multipriv.pictures.camera.levels import Conditions
from multipriv.pictures.camera.noise import Field, smooth

COARSE = 4  # of the grid


def _grid(size: tuple[int, int]) -> tuple[Field, Field, tuple[int, int]]:
    small = (size[0] // COARSE + 2, size[1] // COARSE + 2)
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    return x / small[0] - 0.5, y / small[1] - 0.5, small


def _enlarge(field: Field, size: tuple[int, int]) -> Field:
    return np.asarray(cv2.resize(field, size, interpolation=cv2.INTER_CUBIC), np.float32)


def direction(random: Generator) -> tuple[float, float]:
    """Return where shadows fall, as a unit vector in the photo."""
    angle = random.uniform(0, 2 * np.pi)
    return float(np.cos(angle)), float(np.sin(angle))


def illumination(random: Generator, size: tuple[int, int], towards: tuple[float, float], seen: Conditions) -> Field:
    """Return the light (height, width) on every pixel of a photo, 1 on the bright side."""
    x, y, small = _grid(size)
    along = x * towards[0] + y * towards[1]
    light = 1 - seen.uneven * np.clip(along + 0.5, 0, 1) ** random.uniform(0.8, 1.6)
    light *= 1 + 0.12 * seen.uneven * smooth(random, small, (2, 2))
    light *= 1 - 0.5 * seen.uneven * np.minimum(x * x + y * y, 0.5)  # vignette
    if seen.cast > 0.02:  # somebody, or a window frame, stands between the lamp and the desk
        offset = random.uniform(-0.25, 0.3)
        edge = along * 1.0 - offset + 0.05 * smooth(random, small, (3, 3))
        softness = random.uniform(0.03, 0.12)
        light *= 1 - seen.cast / (1 + np.exp(-edge / softness))
        if random.random() < 0.3:
            across = (-x * towards[1] + y * towards[0]) * random.uniform(3, 6)
            light *= 1 - 0.35 * seen.cast * np.exp(-((across % 1 - 0.5) ** 2) / 0.012)
    return _enlarge(light.astype(np.float32), size)


def sheet_shadow(mask: Field, towards: tuple[float, float], lift: float) -> Field:
    """Return the light (height, width) that an object of coverage `mask` leaves on the desk, `lift` pixels above it."""
    height, width = mask.shape
    small = cv2.resize(mask, (max(width // 2, 1), max(height // 2, 1)), interpolation=cv2.INTER_AREA)
    lift *= 2  # pixels of the photo, as the distances below were chosen by
    light = np.ones_like(small)
    for distance, blur, depth in ((0.35, 0.5, 0.42), (1.3, 1.6, 0.30), (2.0, 5.0, 0.22)):
        move = np.array([[1, 0, towards[0] * lift * distance / 4], [0, 1, towards[1] * lift * distance / 4]])
        fallen = cv2.warpAffine(small, move, (small.shape[1], small.shape[0]))
        light = light * (1 - depth * cv2.GaussianBlur(fallen, (0, 0), max(0.4, lift * blur / 4)))
    return np.asarray(cv2.resize(light, (width, height)), np.float32)


def reflection(random: Generator, size: tuple[int, int], strength: float) -> Field:
    """Return the additive reflection (height, width) of a lamp or a window in a glossy surface."""
    x, y, small = _grid(size)
    total = np.zeros((small[1], small[0]), np.float32)
    for share in (1.0, 0.6)[: int(random.integers(1, 3))]:
        centre = random.uniform(-0.4, 0.4, 2)
        turn = random.uniform(0, np.pi)
        u = (x - centre[0]) * np.cos(turn) + (y - centre[1]) * np.sin(turn)
        v = -(x - centre[0]) * np.sin(turn) + (y - centre[1]) * np.cos(turn)
        long_axis, short_axis = random.uniform(0.25, 0.6), random.uniform(0.05, 0.16)
        total += np.float32(share) * np.exp(-(np.abs(u / long_axis) ** 2.5) - np.abs(v / short_axis) ** 2.0)
    return _enlarge((strength * total).astype(np.float32), size)
