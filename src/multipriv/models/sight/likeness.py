"""How alike two faces are, without weights: the hue of the skin, and where brows, eyes and their shadows lie."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.models.sight.faces import Face, Image

Vector = NDArray[np.float32]
WIDE, HIGH = 80, 100
"""Size in pixels of the aligned face."""
FULL = {"skin": 0.1, "rows": 0.78, "edges": 0.82}
"""The distance between the parts of two faces drawn at random; each part is counted in this unit."""
SHARES = {"skin": 0.43, "rows": 0.4, "edges": 0.17}


@dataclass(frozen=True)
class Look:
    """What is kept of a face, whatever its hair, pose and light: parts that are each compared by themselves."""

    parts: dict[str, Vector]


def describe(image: Image, face: Face) -> Look:
    """Return the description of a face found in a picture (height, width, BGR)."""
    crop = _aligned(image, face)
    return Look({"skin": _skin(crop) - 0.3 * _white(image), "rows": _rows(crop), "edges": _edges(crop)})


def distance(a: Look, b: Look) -> float:
    """Return how unlike two faces are: 0 for one picture, around 1 for two people."""
    return sum(share * float(np.linalg.norm(a.parts[part] - b.parts[part])) / FULL[part] for part, share in SHARES.items())


def _aligned(image: Image, face: Face) -> Image:
    """Return the face upright and as if seen from the front, HIGH x WIDE pixels: each half is stretched to the same width."""
    x0, y0, x1, y1 = face.box
    down, across = np.mgrid[0:HIGH, 0:WIDE].astype(np.float32)
    u, v = (across / (WIDE - 1) - 0.5) * 1.06, (down / (HIGH - 1) - 0.5) * 1.06
    u = u * np.where((u < 0) == (face.turn < 0), 1 - abs(face.turn), 1.0) + face.turn
    dx, dy = u * (x1 - x0), v * (y1 - y0)
    cos, sin = np.cos(np.radians(face.tilt)), np.sin(np.radians(face.tilt))
    at_x, at_y = (x0 + x1) / 2 + dx * cos - dy * sin, (y0 + y1) / 2 + dx * sin + dy * cos
    blurred = cv2.GaussianBlur(image, (0, 0), max(0.5, 0.4 * (x1 - x0) / WIDE))
    places = at_x.astype(np.float32), at_y.astype(np.float32)
    return np.asarray(cv2.remap(blurred, *places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _skin(crop: Image) -> Vector:
    """Return log red/green and log green/blue of the lit skin; shades and glare are left out, so that the light counts little."""
    inner = crop[20:75, 20:60].reshape(-1, 3).astype(np.float32)
    return _ratios(inner, 40, 95)


def _white(image: Image) -> Vector:
    """Return the same of the brightest parts of the picture: the tint of the light and of the camera."""
    return _ratios(image[::2, ::2].reshape(-1, 3).astype(np.float32), 85, 98)


def _ratios(pixels: NDArray[np.float32], low: float, high: float) -> Vector:
    light = pixels.sum(axis=1)
    least, most = np.percentile(light, [low, high])
    blue, green, red = np.median(pixels[(light >= least) & (light <= most)], axis=0) + 1
    return np.log(np.asarray([red / green, green / blue], np.float32))


def _rows(crop: Image) -> Vector:
    """Return the lightness down both eye columns, mean out and norm 1: how high, thick and dark brows and eyes are."""
    light = _evened(crop, 1.5)
    rows = light[:, 12:35].mean(axis=1) + light[:, 45:68].mean(axis=1)
    rows = rows - rows.mean()
    return np.asarray(rows / (np.linalg.norm(rows) + 1e-6), np.float32)


def _edges(crop: Image) -> Vector:
    """Return histograms of oriented gradients from brow to mouth in cells of 8 pixels, norm 1."""
    light = _evened(crop, 1.0)
    gx, gy = cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1)
    strength, turned = np.hypot(gx, gy), np.mod(np.arctan2(gy, gx), np.pi) / np.pi * 8
    planes = [cv2.GaussianBlur(strength * (turned.astype(int) % 8 == k), (0, 0), 3.6)[19:75:8, 14:70:8] for k in range(8)]
    histogram = np.asarray(planes, np.float32).ravel()
    return np.asarray(histogram / (np.linalg.norm(histogram) + 1e-6), np.float32)


def _evened(crop: Image, blur: float) -> NDArray[np.float32]:
    """Return lightness with its local mean and contrast taken out."""
    light = cv2.GaussianBlur(cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY).astype(np.float32), (0, 0), blur)
    mean = cv2.GaussianBlur(light, (0, 0), 12)
    spread = np.sqrt(np.maximum(cv2.GaussianBlur(light * light, (0, 0), 12) - mean * mean, 0)) + 4
    return np.asarray(np.clip((light - mean) / spread, -2, 2), np.float32)
