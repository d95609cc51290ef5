"""Ridges that grow out of noise along an orientation field."""

import cv2
import numpy as np
from numpy.random import Generator

from multipriv.pictures.fingerprints.orientation import Field

PERIOD = 9.0  # pixels from ridge to ridge at 500 dots per inch


def _period(random: Generator, shape: tuple[int, int]) -> Field:
    """Return the distance between ridges: a finger's own, wider towards the crease, uneven from place to place."""
    height, width = shape
    own = PERIOD * random.uniform(0.92, 1.1)
    fall = np.linspace(-0.06, 0.10, height, dtype=np.float32)[:, None]
    grid = random.normal(0, 0.05, (6, 5)).astype(np.float32)
    return np.asarray(own * (1 + fall + cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)), np.float32)


def _sample(ridges: Field, x: Field, y: Field) -> Field:
    return np.asarray(cv2.remap(ridges, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.float32)


def _sharpen(ridges: Field, angles: Field, period: Field) -> Field:
    """Return the ridges through a Gabor filter that lies along them: smooth along, a damped cosine across."""
    height, width = ridges.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    along_x, along_y = np.cos(angles) * period, np.sin(angles) * period
    across = np.zeros_like(ridges)
    norm = 0.0
    for step in range(-4, 5):
        offset = np.float32(step / 4.6)  # in periods
        weight = np.cos(2 * np.pi * offset) * np.exp(-0.5 * (offset / 0.42) ** 2)
        weight -= _MEAN * np.exp(-0.5 * (offset / 0.42) ** 2)
        across += np.float32(weight) * _sample(ridges, x - offset * along_y, y + offset * along_x)
        norm += abs(weight)
    across /= np.float32(norm)
    total = np.zeros_like(ridges)
    norm = 0.0
    for step in range(-3, 4):
        offset = np.float32(step * 0.28)
        weight = np.exp(-0.5 * (offset / 0.5) ** 2)
        total += np.float32(weight) * _sample(across, x + offset * along_x, y + offset * along_y)
        norm += weight
    return np.asarray(total / np.float32(norm), np.float32)


_OFFSETS = np.arange(-4, 5) / 4.6
_BELL = np.exp(-0.5 * (_OFFSETS / 0.42) ** 2)
_MEAN = float((np.cos(2 * np.pi * _OFFSETS) * _BELL).sum() / _BELL.sum())  # so that flat ground stays flat


def grow(angles: Field, random: Generator, coarse: int = 16, fine: int = 3) -> Field:
    """Return ridges (height, width) from -1 to 1, by filtering noise again and again until it has set.

    After SFinGe (Cappelli, Maio and Maltoni, 2000); most rounds run at half the size. Where the field cannot be
    followed without a break, minutiae appear by themselves.
    """
    height, width = angles.shape
    period = _period(random, angles.shape)
    half = (width // 2, height // 2)
    # angles wrap round: halve their doubled vectors instead
    double = np.dstack([np.cos(2 * angles), np.sin(2 * angles)])
    small = cv2.resize(double, half, interpolation=cv2.INTER_AREA)
    small_angles = np.asarray(np.arctan2(small[..., 1], small[..., 0]) / 2, np.float32)
    small_period = cv2.resize(period, half, interpolation=cv2.INTER_AREA) / np.float32(2)
    ridges = random.standard_normal((half[1], half[0]), dtype=np.float32)
    for _ in range(coarse):
        ridges = np.tanh(4.0 * _sharpen(ridges, small_angles, small_period)).astype(np.float32)
    ridges = np.asarray(cv2.resize(ridges, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
    for _ in range(fine):
        ridges = np.tanh(4.0 * _sharpen(ridges, angles, period)).astype(np.float32)
    return ridges
