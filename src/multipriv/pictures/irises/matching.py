"""How alike two iris scans are, without any training: the unrolled rings correlated."""

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.irises.capture import Geometry
from multipriv.pictures.irises.texture import Field

AROUND, DEEP = 360, 40  # samples of the unrolled ring
SHIFTS = range(-4, 5)  # degrees of roll that the geometry may be wrong by


def unroll(picture: NDArray[np.uint8], where: Geometry) -> Field:
    """Return the ring (40, 360) from near the pupil to short of the limbus, one column a degree, less its shading."""
    turns = np.linspace(0, 2 * np.pi, AROUND, endpoint=False, dtype=np.float32)[None, :] + np.float32(where.roll)
    share = np.linspace(0.12, 0.80, DEEP, dtype=np.float32)[:, None]
    x, y = (
        inner + inner_radius * wave + share * (outer - inner + (outer_radius - inner_radius) * wave)
        for inner, outer, inner_radius, outer_radius, wave in (
            (where.pupil.x, where.iris.x, where.pupil.radius, where.iris.radius, np.cos(turns)),
            (where.pupil.y, where.iris.y, where.pupil.radius, where.iris.radius, np.sin(turns)),
        )
    )
    ring = cv2.remap(picture.astype(np.float32), x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR)
    return np.asarray(ring - cv2.GaussianBlur(ring, (0, 0), 9), np.float32)


def likeness(a: Field, b: Field) -> float:
    """Return the correlation of two rings beside the pupil, where lids seldom reach, at the best roll."""
    beside = np.r_[320:360, 0:50, 130:220]
    first = a[:, beside].ravel()
    return max(float(np.corrcoef(first, np.roll(b, shift, axis=1)[:, beside].ravel())[0, 1]) for shift in SHIFTS)
