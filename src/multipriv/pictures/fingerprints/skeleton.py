"""Thinning of binary pictures to lines one pixel wide."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]

# the eight neighbours, clockwise from the north, as the bits of a number
RING = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))


@cache
def _kernel() -> NDArray[np.float32]:
    kernel = np.zeros((3, 3), np.float32)
    for bit, (down, right) in enumerate(RING):
        kernel[1 + down, 1 + right] = 1 << bit
    return kernel


@cache
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
    """Return, for each of 256 neighbourhoods: removable in the first and second pass, and crossing number."""
    passes = np.zeros((2, 256), np.uint8)
    crossings = np.zeros(256, np.uint8)
    for code in range(256):
        n = [code >> bit & 1 for bit in range(8)]
        rises = sum(n[i] < n[(i + 1) % 8] for i in range(8))
        crossings[code] = rises
        if not 2 <= sum(n) <= 6 or rises != 1:
            continue
        passes[0, code] = not (n[0] and n[2] and n[4]) and not (n[2] and n[4] and n[6])
        passes[1, code] = not (n[0] and n[2] and n[6]) and not (n[0] and n[4] and n[6])
    return passes[0], passes[1], crossings


def _codes(mask: Mask) -> Mask:
    return np.asarray(cv2.filter2D(mask, -1, _kernel(), borderType=cv2.BORDER_CONSTANT), np.uint8)


def thin(mask: Mask) -> Mask:
    """Return the skeleton (height, width) of 0 and 1 of a mask of 0 and 1, after Zhang and Suen (1984)."""
    skeleton = (mask > 0).astype(np.uint8)
    first, second, _ = _tables()
    while True:
        before = int(skeleton.sum())
        for removable in (first, second):
            skeleton[(removable[_codes(skeleton)] > 0) & (skeleton > 0)] = 0
        if int(skeleton.sum()) == before:
            return skeleton


def crossing_numbers(skeleton: Mask) -> Mask:
    """Return for each skeleton pixel how many lines leave it (1 end, 2 line, 3 fork), and 0 elsewhere."""
    _, _, crossings = _tables()
    return np.asarray(np.where(skeleton > 0, crossings[_codes(skeleton)], 0), np.uint8)
