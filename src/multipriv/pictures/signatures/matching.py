"""How alike two signatures look, without any training."""

import cv2
import numpy as np
from numpy.typing import NDArray

SIZE = (240, 80)  # pixels to which the cut-out ink is brought


def _shape(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the ink of an RGBA signature, cut out, brought to one size and blurred."""
    ink = picture[..., 3]
    rows, columns = np.nonzero(ink.max(axis=1) > 60)[0], np.nonzero(ink.max(axis=0) > 60)[0]
    cut = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float32)
    return np.asarray(cv2.GaussianBlur(cv2.resize(cut, SIZE, interpolation=cv2.INTER_AREA), (0, 0), 2.5), np.float32)


def likeness(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    """Return the normalised correlation of two RGBA signatures at their best small shift."""
    whole = cv2.copyMakeBorder(_shape(b), 8, 8, 12, 12, cv2.BORDER_CONSTANT)
    return float(cv2.matchTemplate(whole, _shape(a), cv2.TM_CCOEFF_NORMED).max())
