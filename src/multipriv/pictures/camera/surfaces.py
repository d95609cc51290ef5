"""Procedural surfaces that documents lie on, as seen from straight above."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import yaml
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.pictures.camera.noise import Field, fractal, smooth
from multipriv.pictures.camera.things import scatter

Size = tuple[int, int]
Picture = NDArray[np.uint8]


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    text = Path(__file__).with_name("surfaces.yaml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, Any]]", yaml.safe_load(text))


def _colour(code: str) -> Field:
    return np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)], np.float32)


def _ramp(level: Field, tones: list[str]) -> Picture:
    """Return a picture whose colour runs from the first to the second tone as `level` runs from 0 to 1."""
    dark, light = (_colour(tone) for tone in tones)
    share = np.linspace(-0.3, 1.3, 256, dtype=np.float32)[:, None]
    table = np.asarray(np.clip(dark + share * (light - dark), 5, 250), np.uint8)
    # 256 steps are enough: the two tones of a desk lie closer together than that
    steps = cv2.convertScaleAbs(np.maximum(level + np.float32(0.3), 0), alpha=255 / 1.6)
    return np.asarray(cv2.LUT(cv2.merge([steps, steps, steps]), table[None]), np.uint8)


def _wood(random: Generator, size: Size, tones: list[str]) -> Picture:
    width, height = size
    along = fractal(random, size, (2, 26), 3)  # the grain, stretched along the planks
    flame = smooth(random, size, (1.5, 3))
    y = np.arange(height, dtype=np.float32)[:, None] / height
    rings = np.sin(2 * np.pi * (y * random.uniform(6, 14) + 0.9 * flame + 0.12 * along))
    pores = fractal(random, size, (14, 340), 2, 0.8)
    level = 0.5 + 0.13 * rings + 0.14 * along - 0.22 * np.maximum(pores - 0.9, 0)
    planks = int(random.integers(3, 8))
    edges = (np.arange(1, planks) + random.uniform(-0.1, 0.1, planks - 1)) / planks * height
    bounds = [0, *(int(edge) for edge in edges), height]
    for top, bottom in pairwise(bounds):
        joint = int(random.integers(width))
        band = np.roll(level[top:bottom], joint, axis=1) + random.normal(0, 0.09)
        band[:, max(joint - 1, 0) : joint + 1] -= 0.7  # where two boards of a row meet
        level[top:bottom] = band
    picture = _ramp(level.astype(np.float32), tones)
    for edge in bounds[1:-1]:  # the gap between two planks, and its lit far lip
        for rows, factor in ((slice(max(edge - 1, 0), edge + 1), 0.45), (slice(edge + 1, edge + 2), 1.12)):
            picture[rows] = np.clip(picture[rows] * factor, 5, 250)
    return picture


def _marble(random: Generator, size: Size, tones: list[str]) -> Picture:
    width, height = size
    clouds = fractal(random, size, (2, 2), 3)
    level = 0.86 + 0.09 * clouds
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / max(size)
    angle = random.uniform(0.3, 1.2)
    for count, sharp, depth in ((2.2, 26.0, 0.55), (5.0, 34.0, 0.28)):
        # the bend stays gentler than the slope, or the veins would close to rings
        bend = 0.55 * smooth(random, size, (2, 2)) + 0.11 * fractal(random, size, (8, 8), 4, 0.6)
        line = np.sin(np.pi * (count * (x * np.sin(angle) + y * np.cos(angle)) + bend))
        strength = np.clip(0.55 + 0.5 * smooth(random, size, (3, 3)), 0, 1)
        level -= depth * strength * np.exp(-sharp * np.abs(line) ** 1.3)
        level -= 0.12 * depth * strength * np.exp(-3 * np.abs(line))
        angle += random.uniform(0.3, 0.9)
    return _ramp(level.astype(np.float32), tones)


def _cloth(random: Generator, size: Size, tones: list[str]) -> Picture:
    width, height = size
    threads = int(random.integers(150, 260))
    weft = random.normal(0, 1, threads).astype(np.float32)[:, None]
    warp = random.normal(0, 1, threads).astype(np.float32)[None, :]
    x = np.arange(width, dtype=np.float32)[None, :] * (threads / max(size))
    y = np.arange(height, dtype=np.float32)[:, None] * (threads / max(size))
    over = (np.floor(x) + np.floor(y)) % 2  # plain weave: the weft on top, then the warp
    round_x, round_y = 1 - np.abs(2 * (x % 1) - 1), 1 - np.abs(2 * (y % 1) - 1)
    relief = over * round_y + (1 - over) * round_x
    tint = over * weft[y.astype(int)[:, 0] % threads] + (1 - over) * warp[:, x.astype(int)[0] % threads]
    folds = fractal(random, size, (1.5, 2.5), 2)
    level = 0.25 + 0.4 * relief + 0.09 * tint + 0.10 * folds + 0.05 * smooth(random, size, (300, 300))
    return _ramp(level.astype(np.float32), tones)


def _leather(random: Generator, size: Size, tones: list[str]) -> Picture:
    grain = max(size) / random.uniform(5, 9)
    height = fractal(random, size, (grain, grain), 2)
    pebble = 1 - np.exp(-2.2 * np.abs(height))  # creases are the zero lines of the field
    slope = cv2.Sobel(cv2.GaussianBlur(pebble, (0, 0), 0.8), cv2.CV_32F, 1, 1, ksize=3)
    level = 0.12 + 0.55 * pebble + 0.28 * slope + 0.10 * fractal(random, size, (3, 3), 3)
    return _ramp(level.astype(np.float32), tones)


def _stone(random: Generator, size: Size, tones: list[str]) -> Picture:
    level = 0.5 + 0.16 * fractal(random, size, (4, 4), 7, 0.72)
    picture = _ramp(level.astype(np.float32), tones)
    chips = int(random.choice([0, 0, 260, 420]))
    for _ in range(chips):  # terrazzo
        centre = random.uniform(0, size)
        radius = random.gamma(2.0, max(size) / 320)
        turns = np.sort(random.uniform(0, 2 * np.pi, int(random.integers(4, 7))))
        points = centre + radius * np.column_stack([np.cos(turns), np.sin(turns)])
        shade = _colour(tones[0]) * np.float32(random.uniform(0.55, 1.5)) + random.normal(0, 0.03 * 255, 3)
        cv2.fillPoly(picture, [np.round(points * 16).astype(np.int32)], shade.tolist(), cv2.LINE_AA, 4)
    return picture


def _plain(random: Generator, size: Size, tones: list[str]) -> Picture:
    level = 0.5 + 0.25 * fractal(random, size, (2, 2), 2) + 0.18 * smooth(random, size, (420, 420))
    return _ramp(level.astype(np.float32), tones)


_DRAW: dict[str, Callable[[Generator, Size, list[str]], Picture]] = {
    "wood": _wood,
    "marble": _marble,
    "cloth": _cloth,
    "leather": _leather,
    "stone": _stone,
    "plain": _plain,
}


def surface(random: Generator, size: Size) -> NDArray[np.uint8]:
    """Return a surface (height, width, 3), 8-bit sRGB; kind, tone and texture come from `random`."""
    catalogue = _catalogue()
    weights = np.array([entry["weight"] for entry in catalogue.values()], np.float64)
    kind = list(catalogue)[int(random.choice(len(catalogue), p=weights / weights.sum()))]
    tones = catalogue[kind]["tones"]
    picture = _DRAW[kind](random, size, tones[int(random.integers(len(tones)))])
    scatter(picture, random)
    return picture
