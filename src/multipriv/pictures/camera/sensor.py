"""Lens and sensor: focus blur, hand shake, exposure, white balance, noise.

Pictures stay 8-bit as they are stored; the square root stands for the tone curve, so that light that falls by a factor
darkens the stored value by its root, and shot noise, whose variance grows with the light, has one size everywhere.
"""

from math import cos, sin

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.pictures.camera import light
from multipriv.pictures.camera.exposing import exposed
from multipriv.pictures.camera.levels import Conditions, Level, draw_conditions
from multipriv.pictures.camera.noise import ONE_BYTE, Field, grain
from multipriv.seeds import pixel_stream, stream

Picture = NDArray[np.uint8]


def focus(picture: Picture, seen: Conditions, random: Generator) -> Picture:
    """Return the picture out of focus by `seen.blur`, growing by `seen.defocus` to one side, and shaken."""
    soft: cv2.typing.MatLike = cv2.GaussianBlur(picture, (0, 0), seen.blur)
    angle = random.uniform(0, 2 * np.pi)
    if seen.defocus > 0.05:
        softer = cv2.GaussianBlur(picture, (0, 0), seen.blur + seen.defocus)
        height, width = picture.shape[:2]
        x = np.linspace(-0.8, 0.8, width, dtype=np.float32)[None, :] * np.float32(cos(angle))
        y = np.linspace(-0.8, 0.8, height, dtype=np.float32)[:, None] * np.float32(sin(angle))
        share = np.clip(x + y, 0, 1)
        soft = cv2.blendLinear(softer, soft, share, 1 - share)
    if seen.motion > 0.3:
        soft = cv2.filter2D(soft, -1, _shake(seen.motion, random.uniform(0, np.pi)))
    return np.asarray(soft, np.uint8)


def _shake(length: float, angle: float) -> Field:
    """Return the 7×7 kernel of a straight movement of `length` pixels, drawn by sampling it finely."""
    kernel = np.zeros((7, 7), np.float32)
    for t in np.linspace(-length / 2, length / 2, 33):
        x, y = 3 + t * cos(angle), 3 + t * sin(angle)
        i, j = int(y), int(x)
        u, v = y - i, x - j
        kernel[i : i + 2, j : j + 2] += np.outer([1 - u, u], [1 - v, v])
    return np.asarray(kernel / kernel.sum(), np.float32)


def develop(picture: Picture, dim: Field, veil: Field, seen: Conditions, random: Generator) -> Picture:
    """Return the picture under light that makes its stored values `dim` times as bright, behind a veil, with noise.

    `dim` and `veil` are (height, width); the veil of reflections is added to stored values from 0 to 1.
    """
    height, width = dim.shape
    balance = [(1 + share) ** 0.5 * 2 ** (seen.exposure / 2) for share in (seen.warmth, 0.0, -seen.warmth)]
    coarse = grain(random, (height // 3 + 1, width // 3 + 1, 3))
    chroma = np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
    deviations = np.array([ONE_BYTE * 2**0.5, ONE_BYTE / 0.7])
    strength = np.asarray(255 * seen.noise / deviations, np.float32)
    speckle = grain(random, (2, height, width))
    return exposed(picture, dim, veil * np.float32(255), speckle, chroma, np.array(balance, np.float32), strength)


def scene_noise(image: NDArray[np.uint8], seed: str, level: Level) -> NDArray[np.uint8]:
    """Return a picture (height, width, 3 RGB) that is a photo already with the light, blur and noise of a level.

    Geometry and size stay. Raises ValueError for an unknown level.
    """
    if level == "clean":
        return image.copy()
    random = pixel_stream("camera", "scene", seed, level)
    seen = draw_conditions(level, stream("camera", "scene", seed, level))
    height, width = image.shape[:2]
    # a scene brings its own light; the camera adds only a part of the desk's unevenness
    lit = np.float32(0.4) + np.float32(0.6) * light.illumination(random, half(width, height), light.direction(random), seen)
    no_veil = np.zeros((height, width), np.float32)
    return develop(focus(np.ascontiguousarray(image), seen, random), dimming(lit, (width, height)), no_veil, seen, random)


def half(width: int, height: int) -> tuple[int, int]:
    """Return the size at which light is computed for a photo."""
    return (width + 1) // 2, (height + 1) // 2


def dimming(lit: Field, size: tuple[int, int]) -> Field:
    """Return by how much light (a linear factor, at half size) changes the stored values of a photo of `size`."""
    return np.asarray(cv2.resize(np.sqrt(np.maximum(lit, 0)), size, interpolation=cv2.INTER_LINEAR), np.float32)
