"""The last step of every photo in one pass over its pixels: light, white balance, veil and grain."""

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled

Picture = NDArray[np.uint8]
Field = NDArray[np.float32]


@compiled
def exposed(
    picture: Picture, dim: Field, veil: Field, grain: Picture, chroma: Picture, balance: Field, strength: Field
) -> Picture:
    """Return picture x dim x balance + veil + noise, rounded and cut to bytes.

    `picture` and `chroma` are (height, width, 3), `dim`, `veil` (height, width), `grain` (2, height, width); bytes of grain and
    chroma stand for noise around 255 (their sum) and 127.5, of `strength` = (grain, chroma).
    """
    height, width = dim.shape
    out = np.empty_like(picture)
    for y in range(height):
        for x in range(width):
            over = veil[y, x] + (np.float32(grain[0, y, x]) + np.float32(grain[1, y, x]) - np.float32(255)) * strength[0]
            for c in range(3):
                tint = (np.float32(chroma[y, x, c]) - np.float32(127.5)) * strength[1]
                value = np.float32(picture[y, x, c]) * (dim[y, x] * balance[c]) + over + tint + np.float32(0.5)
                out[y, x, c] = np.uint8(min(max(value, np.float32(0)), np.float32(255)))
    return out
