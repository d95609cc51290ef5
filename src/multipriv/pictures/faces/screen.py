"""Passes over the picture: occlusion from depth, light that scatters in skin, and the curve from light to display."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled

Singles = NDArray[np.float32]
CURVE_TOP = 4.0
CURVE_STEPS = 8192


def occlusion(depth: Singles, scale: float) -> Singles:
    """Ambient occlusion (h, w) in [0, 1] from inverse distances: how far the surroundings stand before a pixel.

    `scale` is pixels per cm at the subject. Works at a half of the size or less on blurred depth at three radii.
    """
    h, w = depth.shape
    small = cv2.resize(depth, (w // 2, h // 2), interpolation=cv2.INTER_AREA)
    dark = np.zeros((h // 2, w // 2), np.float32)
    # Wide radii need no fine grid.
    for radius, weight, shrink in ((0.35, 0.50, 1), (0.9, 0.40, 2), (2.4, 0.30, 4)):
        level = small if shrink == 1 else cv2.resize(depth, (w // 2 // shrink, h // 2 // shrink), interpolation=cv2.INTER_AREA)
        solid = (level > 0).astype(np.float32)
        distance = solid / np.maximum(level, 1e-6)
        sigma = max(radius * scale / 2 / shrink, 0.6)
        around = cv2.GaussianBlur(distance, (0, 0), sigma) / np.maximum(cv2.GaussianBlur(solid, (0, 0), sigma), 1e-3)
        found = weight * np.clip((distance - around) / radius * 1.6, 0, 1) * solid
        dark += found if shrink == 1 else cv2.resize(found, (w // 2, h // 2), interpolation=cv2.INTER_LINEAR)
    out = cv2.resize(1 - np.clip(dark, 0, 0.82), (w, h), interpolation=cv2.INTER_LINEAR)
    return np.ascontiguousarray(out, dtype=np.float32)


def scatter(image: Singles, albedo: Singles, diffuse: Singles, scale: float) -> None:
    """Add to image (h, w, 4) the light that leaves skin, blurred per channel (red farthest) as it is below the surface.

    `diffuse` (h, w, 4) is the light on skin with a mask of the skin as its fourth channel; `scale` is pixels per cm.
    """
    h, w = diffuse.shape[:2]
    small = cv2.resize(diffuse, (w // 2, h // 2), interpolation=cv2.INTER_AREA)
    mask = np.ascontiguousarray(small[..., 3])
    channels = []
    for channel, radius in enumerate((0.16, 0.07, 0.04)):
        sigma = max(radius * scale / 2, 0.3)
        weight = np.maximum(cv2.GaussianBlur(mask, (0, 0), sigma), 1e-3)
        channels.append(cv2.GaussianBlur(np.ascontiguousarray(small[..., channel]), (0, 0), sigma) / weight)
    soft = cv2.resize(np.dstack(channels), (w, h), interpolation=cv2.INTER_LINEAR)
    _leave(image, albedo, diffuse, np.asarray(soft, np.float32))


@compiled
def _leave(image: Singles, albedo: Singles, diffuse: Singles, soft: Singles) -> None:
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            if diffuse[y, x, 3] > 0.0:
                for c in range(3):
                    image[y, x, c] += albedo[y, x, c] * (0.25 * diffuse[y, x, c] + 0.75 * soft[y, x, c])


@cache
def _curve() -> Singles:
    """Display values over linear light in 0..CURVE_TOP, spaced by its square root: a filmic shoulder (Hable-like)."""
    x = np.linspace(0, 1, CURVE_STEPS + 1) ** 2 * CURVE_TOP * 1.05
    curve = (x * (2.51 * x + 0.25)) / (x * (2.43 * x + 0.72) + 0.14)
    # A milder contrast than the cinema's: half way to plain.
    mild = 0.55 * np.clip(curve, 0, 1) + 0.45 * (1 - np.exp(-1.35 * x))
    shown = np.where(mild <= 0.0031308, mild * 12.92, 1.055 * np.maximum(mild, 1e-6) ** (1 / 2.4) - 0.055)
    return shown.astype(np.float32)


@compiled
def _develop(image: Singles, curve: Singles, steps: int, top: float) -> None:
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            alpha = max(image[y, x, 3], 1e-3)
            for c in range(3):
                value = min(max(image[y, x, c] / alpha, 0.0), top)
                image[y, x, c] = curve[int((value / top) ** 0.5 * steps + 0.5)]


def tone_map(image: Singles) -> None:
    """Turn linear light (h, w, 4) over alpha into display sRGB in 0..1 with plain alpha, in place."""
    _develop(image, _curve(), CURVE_STEPS, CURVE_TOP)
