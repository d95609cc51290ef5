"""Measure the boxes of a drawing against the ink: the same drawing twice, its marked values once black and once white."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.kind import Drawing, Mark
from multipriv.pictures.kit.typesetting import proof_ink
from multipriv.taxonomy.records import Box


def ink_of_marks(draw: Callable[[], Drawing]) -> tuple[Drawing, NDArray[np.bool_]]:
    """Return a drawing and where (height, width) its marked text has ink."""
    with proof_ink("#000000"):
        black = draw()
    with proof_ink("#ffffff"):
        white = draw()
    difference = np.abs(black.image[..., :3].astype(int) - white.image[..., :3].astype(int)).max(axis=2)
    return black, difference > 60


def overlap(a: Box, b: Box) -> float:
    """Return the intersection over union of two boxes."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def measured(drawing: Drawing, ink: NDArray[np.bool_], pad: float = 5) -> Iterator[tuple[Mark, float]]:
    """Yield each text mark with the overlap of its box and of the ink inside the box padded by `pad` pixels."""
    for mark in drawing.marks:
        if mark.text is None:
            continue
        x0, y0, x1, y1 = mark.box
        left, top = max(0, int(x0 - pad)), max(0, int(y0 - pad))
        rows, columns = np.nonzero(ink[top : int(y1 + pad) + 1, left : int(x1 + pad) + 1])
        if len(rows) == 0:
            yield mark, 0.0
            continue
        found = (left + columns.min(), top + rows.min(), left + columns.max() + 1, top + rows.max() + 1)
        yield mark, overlap(mark.box, (float(found[0]), float(found[1]), float(found[2]), float(found[3])))
