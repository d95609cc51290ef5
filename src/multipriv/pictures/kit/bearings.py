"""The blank that a glyph leaves on its left and right, so that a box meets the ink and not the advance width.

Typst measures the ink of a text upwards and downwards but not sideways. The bearings are measured once a glyph, on a rendering.
"""

from dataclasses import dataclass

import cv2
import numpy as np

EM = 120  # pixels


@dataclass(frozen=True)
class Glyph:
    """A character in a face: the families in order of preference, bold, and "normal" or "italic"."""

    character: str
    fonts: tuple[str, ...]
    bold: bool
    style: str


_measured: dict[Glyph, tuple[float, float]] = {}


def bearings(glyph: Glyph) -> tuple[float, float]:
    """Return the left and the right bearing in em (negative where the ink passes the advance width)."""
    if glyph not in _measured:
        _measured[glyph] = _measure(glyph)
    return _measured[glyph]


def _measure(glyph: Glyph) -> tuple[float, float]:
    from multipriv.pictures.kit.engine import compile_page

    page = {"character": glyph.character, "fonts": glyph.fonts, "bold": glyph.bold, "style": glyph.style, "em": EM}
    png, found = compile_page("bearing", page, 72)
    image = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert image is not None
    columns = np.flatnonzero(image.min(axis=0) < 128)
    advance = float(found[0]["width"])
    if len(columns) == 0:
        return 0.0, 0.0
    return (float(columns[0]) - EM) / EM, (EM + advance - float(columns[-1]) - 1) / EM
