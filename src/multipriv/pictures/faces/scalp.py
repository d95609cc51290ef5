"""Where hair grows: the hairline round the head, and how bald the scalp is."""

import math

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled
from multipriv.pictures.faces.relief import smoothstep
from multipriv.pictures.faces.shape import Shape

Floats = NDArray[np.float64]
# Height of the hairline at angles from the front (degrees): brow side, temple, sideburn, over the ear, nape.
ANGLES = np.array([0.0, 25.0, 39.0, 48.0, 57.0, 65.0, 78.0, 86.0, 96.0, 106.0, 116.0, 130.0, 150.0, 180.0])
OFFSETS = np.array([0.0, -0.15, -0.5, -1.7, -4.2, -6.6, -8.3, -6.6, -5.1, -5.6, -8.6, -12.6, -14.2, -14.6])


@compiled
def hairline_excess(x: float, y: float, z: float, s: Shape) -> float:
    """How far (cm) a point of the scalp lies inside the hairline; negative outside."""
    angle = math.degrees(math.atan2(abs(x), z + 1.0))
    k = 0
    while k < 12 and ANGLES[k + 1] < angle:
        k += 1
    t = min(max((angle - ANGLES[k]) / (ANGLES[k + 1] - ANGLES[k]), 0.0), 1.0)
    line = float(s.hairline + OFFSETS[k] + (OFFSETS[k + 1] - OFFSETS[k]) * t)
    if angle > 60.0:
        line += (6.6 - s.hairline) * smoothstep(55.0, 75.0, angle)
    recession = max(s.hairline_recession, 0.0)
    corner = math.exp(-(((angle - 38.0) / 16.0) ** 2))
    line += recession * (2.3 * corner + 0.5 * math.exp(-((angle / 25.0) ** 2)))
    inside = y - line
    # From far recession on, the crown thins too: a ring of hair is left.
    bald = smoothstep(1.05, 1.6, recession)
    if bald > 0.0:
        crown = 7.8 - 3.6 * bald
        inside = min(inside, (crown - y) + (1.0 - bald) * 6.0)
    return inside


@compiled
def scalp_ground(points: Floats, s: Shape) -> Floats:
    """Signed distance-like excess (n,) for points (n, 3)."""
    out = np.empty(points.shape[0])
    for i in range(points.shape[0]):
        out[i] = hairline_excess(points[i, 0], points[i, 1], points[i, 2], s)
    return out
