"""Boxes drawn in to the ink: what detects lines leaves a margin around them."""

import cv2
import numpy as np

from multipriv.models.reader.ocr import Box

MOST = 0.3
"""The largest share of a box's height that is taken off one of its sides."""


def tightened(picture: bytes, box: Box) -> Box:
    """Return a box of text in an encoded picture without its empty margin; as it is where that cannot be told."""
    grey = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE) if picture else None
    if grey is None:
        return box
    x0, y0, x1, y1 = max(0, int(box[0])), max(0, int(box[1])), int(np.ceil(box[2])), int(np.ceil(box[3]))
    part = grey[y0:y1, x0:x1].astype(np.float32)
    if min(part.shape) < 6:
        return box
    away = np.abs(part - np.median(part))
    ink = away > 0.45 * np.percentile(away, 99)
    rows, columns = np.flatnonzero(ink.mean(axis=1) > 0.02), np.flatnonzero(ink.mean(axis=0) > 0.04)
    if not rows.size or not columns.size:
        return box
    most = int(MOST * part.shape[0])
    left, right = min(int(columns[0]), most), min(part.shape[1] - 1 - int(columns[-1]), most)
    top, bottom = min(int(rows[0]), most), min(part.shape[0] - 1 - int(rows[-1]), most)
    return float(x0 + left), float(y0 + top), float(x1 - right), float(y1 - bottom)
