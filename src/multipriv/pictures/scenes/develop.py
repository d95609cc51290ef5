"""Layers to one photo: laying over, soft focus, and what the lens and the sensor add."""

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.seeds import pixel_stream

Pixels = NDArray[np.uint8]


def over(layer: Pixels, ground: Pixels) -> Pixels:
    """Lay RGBA over RGB of the same size."""
    alpha = layer[..., 3].astype(np.float32) / np.float32(255)
    colour = np.ascontiguousarray(layer[..., :3])
    return np.asarray(cv2.blendLinear(colour, np.ascontiguousarray(ground), alpha, 1 - alpha), np.uint8)


def placed(layer: Pixels, ground: Pixels, at: tuple[int, int]) -> Pixels:
    """Lay RGBA over a copy of RGB with its top left corner at (x, y), cut at the edges."""
    x, y = at
    height, width = ground.shape[:2]
    x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + layer.shape[1], width), min(y + layer.shape[0], height)
    result = ground.copy()
    result[y0:y1, x0:x1] = over(layer[y0 - y : y1 - y, x0 - x : x1 - x], ground[y0:y1, x0:x1])
    return result


def soft(image: Pixels, sigma: float) -> Pixels:
    """Blur RGB or RGBA; transparent pixels lend no colour."""
    if image.shape[2] == 3:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.uint8)
    *colour, alpha = cv2.split(image)
    spread = cv2.GaussianBlur(cv2.merge([*(cv2.multiply(part, alpha, scale=1 / 255) for part in colour), alpha]), (0, 0), sigma)
    *blurred, coverage = cv2.split(spread)
    return np.asarray(cv2.merge([*(cv2.divide(part, coverage, scale=255) for part in blurred), coverage]), np.uint8)


def developed(image: Pixels, seed: str, tint: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> Pixels:
    """Return the photo with the lens's glow, fall-off and softness, and the sensor's grain. `tint` multiplies R, G and B."""
    random = pixel_stream("develop", seed)
    height, width = image.shape[:2]
    small = cv2.resize(image, (width // 4, height // 4), interpolation=cv2.INTER_AREA).astype(np.float32)
    glow = cv2.resize(cv2.GaussianBlur(np.maximum(small - 190, 0), (0, 0), width / 110), (width, height))
    photo = cv2.scaleAdd(glow, 0.32, cv2.GaussianBlur(image, (0, 0), 0.55).astype(np.float32))
    x = np.linspace(-1, 1, width, dtype=np.float32)
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    fall = 1.02 - 0.09 * (x**2 + y**2) ** 1.3
    coarse = random.standard_normal((height // 2 + 1, width // 2 + 1), dtype=np.float32)
    grain = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR) * np.float32(random.uniform(0.9, 2.0))
    photo = cv2.multiply(photo, cv2.merge([fall * np.float32(share) for share in tint]))
    return np.asarray(cv2.add(photo, cv2.merge([grain, grain, grain]), dtype=cv2.CV_8U), np.uint8)
