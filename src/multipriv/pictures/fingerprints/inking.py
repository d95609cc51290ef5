"""One impression of a finger: where it was put down, how hard, how dry, how clean."""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.pictures.fingerprints.anatomy import SIZE, Finger, ridge_map
from multipriv.pictures.fingerprints.orientation import Field
from multipriv.seeds import pixel_stream


def _noise(random: Generator, size: tuple[int, int], cell: float) -> Field:
    """Return smooth noise (height, width) of about unit variance whose grains are `cell` pixels wide."""
    grid = random.standard_normal((round(size[1] / cell) + 3, round(size[0] / cell) + 3), dtype=np.float32)
    return np.asarray(cv2.resize(grid, size, interpolation=cv2.INTER_CUBIC) * np.float32(1.3), np.float32)


def _placement(random: Generator, size: tuple[int, int]) -> tuple[Field, Field]:
    """Return where on the ridge map each pixel of the picture lies: turned, moved, and stretched like skin."""
    width, height = size
    scale = min(width / 420, height / 560)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = np.float32(random.normal(0, 0.09))
    shift = random.normal(0, 9, 2).astype(np.float32)
    u, v = (x - np.float32(width / 2)) / np.float32(scale), (y - np.float32(height / 2)) / np.float32(scale)
    u, v = u + 2 * _noise(random, size, 190 * scale), v + 2 * _noise(random, size, 190 * scale)
    map_x = np.float32(SIZE[0] / 2) + np.cos(angle) * u + np.sin(angle) * v + shift[0]
    map_y = np.float32(SIZE[1] / 2) - np.sin(angle) * u + np.cos(angle) * v + shift[1]
    return map_x.astype(np.float32), map_y.astype(np.float32)


def _touch(random: Generator, size: tuple[int, int]) -> Field:
    """Return how much of the finger touches (height, width): 1 inside an uneven oval, 0 outside."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    centre = np.array([0.5, 0.5]) + random.normal(0, 0.012, 2)
    half = np.array([0.43, 0.44]) * random.uniform(0.90, 1.03, 2)
    u, v = (x / width - centre[0]) / half[0], (y / height - centre[1]) / half[1]
    shape = np.where(v < 0, 2.2, 2.7)  # rounder at the tip than at the crease
    distance = (np.abs(u) ** shape + np.abs(v) ** shape) ** (1 / shape)
    distance += 0.03 * _noise(random, size, 110) + 0.011 * _noise(random, size, 25) + 0.012 * _noise(random, size, 6)
    if random.random() < 0.3:  # only a part was put down: a second, shifted oval
        turn = random.uniform(0, 2 * np.pi)
        shift = random.uniform(0.45, 0.8)
        other = np.hypot(u + shift * np.cos(turn), v + shift * np.sin(turn)) / random.uniform(1.15, 1.35)
        distance = np.maximum(distance, other + 0.03 * _noise(random, size, 40))
    return np.asarray(np.clip((1.0 - distance) / 0.10, 0, 1), np.float32)


def _creases(of: Finger) -> Field:
    """Return the finger's own white lines on the ridge map: old cuts and folds of the skin, 1 in their middle."""
    random = pixel_stream("finger", of.seed, "creases")
    lines = np.zeros((SIZE[1], SIZE[0]), np.float32)
    for _ in range(int(random.choice([0, 1, 1, 2, 3]))):
        start = random.uniform((60, 90), (SIZE[0] - 60, SIZE[1] - 90))
        turn, length = random.normal(0.0, 0.8), random.uniform(40, 200)
        t = np.linspace(-0.5, 0.5, 40)
        bow = random.normal(0, 12) * (1 - 4 * t * t) + np.cumsum(random.normal(0, 0.7, 40))
        points = start + np.column_stack([np.cos(turn) * t * length, np.sin(turn) * t * length + bow])
        cv2.polylines(lines, [np.round(points * 8).astype(np.int32)], False, 1.0, 2, cv2.LINE_AA, 3)
    return np.asarray(cv2.GaussianBlur(lines, (0, 0), 0.9), np.float32)


def _pores(of: Finger, ridges: Field) -> Field:
    """Return the sweat pores on the ridge map: small pits, on the ridges only."""
    random = pixel_stream("finger", of.seed, "pores")
    grid = random.random((SIZE[1] // 7, SIZE[0] // 7), dtype=np.float32)
    dots = np.zeros((SIZE[1], SIZE[0]), np.float32)
    rows, columns = np.nonzero(grid > 0.45)
    y = rows * 7 + random.integers(0, 7, len(rows))
    x = columns * 7 + random.integers(0, 7, len(rows))
    dots[np.minimum(y, SIZE[1] - 1), np.minimum(x, SIZE[0] - 1)] = 1
    return np.asarray(cv2.GaussianBlur(dots, (0, 0), 0.8) * (ridges > 0.75), np.float32)


def impression(
    of: Finger,
    seed: str,
    *,
    size: tuple[int, int] = (420, 560),
    ink: tuple[int, int, int] = (38, 44, 66),
    paper: tuple[int, int, int] = (247, 246, 243),
) -> NDArray[np.uint8]:
    """Return one impression (height, width, 3 RGB) of a finger; `size` is (width, height) in pixels.

    Impressions of one finger share ridges, creases and pores; pressure, turn, area, dryness and smudges are their own.
    """
    random = pixel_stream("finger", of.seed, "impression", seed, *size)
    ridges = ridge_map(of)
    relief = ridges - 1.7 * _creases(of) - 1.6 * _pores(of, ridges)
    map_x, map_y = _placement(random, size)
    relief = cv2.remap(relief, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    touch = _touch(random, size)
    # hard and wet fingers print broad ridges, light and dry ones thin and broken ridges
    pressure = random.normal(0.05, 0.22) + 0.16 * _noise(random, size, 110) + 0.25 * (touch - 0.8)
    dryness = random.uniform(0.10, 0.42)
    grain = 0.6 * _noise(random, size, 2.2) + 0.5 * _noise(random, size, 5)
    level = relief + pressure - 1.0 + touch + dryness * grain
    inked = 1 / (1 + np.exp(-5.5 * level))
    inked *= np.clip(touch * 2.2, 0, 1)
    smeared = _smudged(np.asarray(inked, np.float32), touch, random)
    depth = 0.86 + 0.06 * _noise(random, size, 60) + 0.05 * _noise(random, size, 1.6)
    amount = np.clip(cv2.GaussianBlur(smeared, (0, 0), 0.6) * depth, 0, 1)[..., None]
    ground = np.array(paper, np.float32) + 1.2 * random.standard_normal((size[1], size[0], 1), dtype=np.float32)
    picture = ground + amount * (np.array(ink, np.float32) - ground)
    return np.asarray(np.clip(picture + 0.5, 0, 255), np.uint8)


def _smudged(inked: Field, touch: Field, random: Generator) -> Field:
    """Return the print with, now and then, a patch wiped in one direction."""
    if random.random() > 0.35:
        return inked
    height, width = inked.shape
    length = int(random.integers(9, 19)) | 1
    turn = random.uniform(0, np.pi)
    kernel = np.zeros((length, length), np.float32)
    middle = length // 2
    reach = np.array([np.cos(turn), np.sin(turn)]) * middle
    cv2.line(
        kernel,
        (round(middle - reach[0]), round(middle - reach[1])),
        (round(middle + reach[0]), round(middle + reach[1])),
        1.0,
        1,
        cv2.LINE_AA,
    )
    wiped = cv2.filter2D(inked, -1, kernel / kernel.sum())
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn = random.uniform(0, 2 * np.pi)  # wiped at the side rather than over the core
    centre = (width * (0.5 + 0.27 * np.cos(turn)), height * (0.5 + 0.3 * np.sin(turn)))
    radius = random.uniform(0.10, 0.18) * width
    patch = np.exp(-np.square((x - centre[0]) / radius) - np.square((y - centre[1]) / (1.5 * radius)))
    return np.asarray(inked + np.clip(1.3 * patch, 0, 1) * np.clip(touch * 1.5, 0, 1) * (wiped - inked), np.float32)
