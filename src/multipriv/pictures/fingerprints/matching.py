"""How alike two impressions are, without any training: patches of one looked for in the other."""

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.fingerprints.orientation import Field

HALF = 32  # half the side of a patch, at half the resolution of the impression
TURNS = range(-18, 19, 3)  # degrees


def _ridges(print_: NDArray[np.uint8]) -> Field:
    """Return the ridges alone at half the size: the band of their period, of even strength everywhere."""
    grey = print_.astype(np.float32)
    grey = grey.mean(axis=2) if grey.ndim == 3 else grey
    small = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    band = cv2.GaussianBlur(small, (0, 0), 0.9) - cv2.GaussianBlur(small, (0, 0), 3.0)
    strength = np.sqrt(cv2.GaussianBlur(band * band, (0, 0), 8.0))
    return np.asarray(band / (strength + 4.0), np.float32)


def likeness(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    """Return how well the middle of impression `a` is found in `b`: the mean correlation of the best half of patches."""
    first, second = _ridges(a), _ridges(b)
    height, width = first.shape
    centres = [(height // 2 + dy, width // 2 + dx) for dy in (-46, 0, 46) for dx in (-28, 28)]
    patches = [first[y - HALF : y + HALF, x - HALF : x + HALF] for y, x in centres]
    best = np.full(len(patches), -1.0)
    for turn in TURNS:
        spin = cv2.getRotationMatrix2D((second.shape[1] / 2, second.shape[0] / 2), turn, 1)
        turned = cv2.warpAffine(second, spin, (second.shape[1], second.shape[0]))
        found = [float(cv2.matchTemplate(turned, patch, cv2.TM_CCOEFF_NORMED).max()) for patch in patches]
        best = np.maximum(best, found)
    return float(np.sort(best)[len(best) // 2 :].mean())
