"""Lens and sensor: focus blur, hand shake, exposure, white balance, noise."""

from math import cos, sin

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.pictures.camera import light
from multipriv.pictures.camera.levels import Conditions, Level, draw_conditions
from multipriv.pictures.camera.noise import Field, linear, three, times
from multipriv.seeds import pixel_stream

Photo = NDArray[np.float32]


def focus(photo: Photo, seen: Conditions, random: Generator) -> Photo:
    """Return the photo out of focus by `seen.blur`, growing by `seen.defocus` to one side, and shaken."""
    soft = cv2.GaussianBlur(photo, (0, 0), seen.blur)
    if seen.defocus > 0.05:
        softer = cv2.GaussianBlur(photo, (0, 0), seen.blur + seen.defocus)
        height, width = photo.shape[:2]
        angle = random.uniform(0, 2 * np.pi)
        x = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :] * np.float32(cos(angle))
        y = np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None] * np.float32(sin(angle))
        share = np.clip((x + y) * np.float32(1.6), 0, 1)
        soft = soft + times(np.asarray(softer - soft), three(share))
    if seen.motion > 0.3:
        soft = cv2.filter2D(soft, -1, _shake(seen.motion, random.uniform(0, np.pi)))
    return np.asarray(soft, np.float32)


def _shake(length: float, angle: float) -> Field:
    """Return the 7×7 kernel of a straight movement of `length` pixels, drawn by sampling it finely."""
    kernel = np.zeros((7, 7), np.float32)
    for t in np.linspace(-length / 2, length / 2, 33):
        x, y = 3 + t * cos(angle), 3 + t * sin(angle)
        i, j = int(y), int(x)
        u, v = y - i, x - j
        kernel[i : i + 2, j : j + 2] += np.outer([1 - u, u], [1 - v, v])
    return np.asarray(kernel / kernel.sum(), np.float32)


def develop(photo: Photo, seen: Conditions, random: Generator) -> NDArray[np.uint8]:
    """Return the 8-bit picture of linear light `photo` (height, width, 3; 1 is white).

    The square root stands for the tone curve; shot noise, whose variance grows with the light, has one size there.
    """
    balance = np.array([1 + seen.warmth, 1.0, 1 - seen.warmth, 0.0]) * 2.0**seen.exposure
    height, width = photo.shape[:2]
    encoded = np.sqrt(np.asarray(cv2.multiply(np.maximum(photo, 0), balance), np.float32))
    luminance = random.standard_normal((height, width), dtype=np.float32)
    chroma = random.standard_normal((height // 3 + 1, width // 3 + 1, 3), dtype=np.float32)
    chroma *= np.float32(0.7 * seen.noise)
    encoded += three(luminance * np.float32(seen.noise))
    encoded += np.asarray(cv2.resize(chroma, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    # the conversion rounds, cuts at 255 and drops the sign, so negatives go first
    return np.asarray(cv2.convertScaleAbs(np.maximum(encoded, 0), alpha=255.0), np.uint8)


def scene_noise(image: NDArray[np.uint8], seed: str, level: Level) -> NDArray[np.uint8]:
    """Return a picture (height, width, 3 RGB) that is a photo already with the light, blur and noise of a level.

    Geometry and size stay. Raises ValueError for an unknown level.
    """
    if level == "clean":
        return image.copy()
    random = pixel_stream("camera", "scene", seed, level)
    seen = draw_conditions(level, random)
    photo = linear(np.ascontiguousarray(image))
    size = (image.shape[1], image.shape[0])
    # a scene brings its own light; the camera adds only a part of the desk's unevenness
    field = light.illumination(random, size, light.direction(random), seen)
    photo = times(photo, three(np.float32(0.4) + np.float32(0.6) * field))
    return develop(focus(photo, seen, random), seen, random)
