"""The texture of an iris, unrolled: a pure function of a person's seed and the eye."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.seeds import pixel_stream

Eye = Literal["left", "right"]
Field = NDArray[np.float32]

ROUND, DEEP = 1024, 192  # pixels of the unrolled texture around the pupil, and from the pupil to the white


@dataclass(frozen=True)
class Iris:
    """One of a person's two irises; the person is named by `seed`."""

    seed: str
    eye: Eye


def iris(seed: str, eye: Eye) -> Iris:
    """Return the iris of a person's left or right eye. Raises ValueError for another eye."""
    if eye not in ("left", "right"):
        raise ValueError(f"no eye {eye!r}; there are left and right")
    return Iris(seed, eye)


def _ring(random: Generator, around: int, deep: int) -> Field:
    """Return noise (DEEP, ROUND) of about unit variance with `around` by `deep` grains, closed around the pupil."""
    grid = random.standard_normal((deep + 3, around), dtype=np.float32)
    grid = np.concatenate([grid[:, -2:], grid, grid[:, :2]], axis=1)
    scale = ROUND / around
    big = cv2.resize(grid, (round((around + 4) * scale), round(DEEP * (deep + 3) / deep)), interpolation=cv2.INTER_CUBIC)
    left, top = round(2 * scale), (big.shape[0] - DEEP) // 2
    return np.asarray(big[top : top + DEEP, left : left + ROUND] * np.float32(1.35), np.float32)


def _bend(field: Field, turn: Field) -> Field:
    """Return the field shifted around the pupil by `turn` pixels at each place."""
    y, x = np.mgrid[0:DEEP, 0:ROUND].astype(np.float32)
    return np.asarray(cv2.remap(field, (x + turn) % (ROUND - 1), y, cv2.INTER_LINEAR), np.float32)


def _crypts(random: Generator, collarette: Field) -> Field:
    """Return the depth (DEEP, ROUND) of the crypts: lens-shaped holes, most of them beside the collarette."""
    depth = np.zeros((DEEP, ROUND), np.float32)
    y, x = np.mgrid[0:DEEP, 0:ROUND].astype(np.float32)
    for _ in range(int(random.integers(8, 34))):
        centre = float(random.uniform(0, ROUND))
        ring = float(collarette[0, int(centre) % ROUND]) * DEEP
        deep = ring + random.exponential(0.13) * DEEP if random.random() < 0.7 else random.uniform(0.08, 0.85) * DEEP
        wide, tall = random.uniform(6, 22), random.uniform(0.035, 0.12) * DEEP
        shear = random.normal(0, 0.5)
        dx = (x - centre + ROUND / 2) % ROUND - ROUND / 2 - shear * (y - deep)
        lens = np.abs(dx / wide) + np.square((y - deep) / tall)  # pointed towards the pupil and the white
        depth = np.maximum(depth, random.uniform(0.35, 1.0) * np.clip(1.15 - lens, 0, 0.45) / 0.45)
    return depth.astype(np.float32)


def _furrows(random: Generator) -> Field:
    """Return the contraction furrows (DEEP, ROUND): broken dark arcs around the outer half."""
    total = np.zeros((DEEP, ROUND), np.float32)
    y = np.arange(DEEP, dtype=np.float32)[:, None] / DEEP
    for _ in range(int(random.integers(2, 6))):
        line = random.uniform(0.5, 0.93) + 0.02 * _ring(random, int(random.integers(3, 9)), 2)[:1]
        shown = np.clip(_ring(random, int(random.integers(3, 7)), 2)[:1], 0, 1)
        total += shown * np.exp(-np.square((y - line) / 0.014)) * random.uniform(0.5, 1)
    return total


@lru_cache(maxsize=16)
def texture(of: Iris) -> Field:
    """Return the reflectance (DEEP, ROUND) from 0 to 1: row 0 at the pupil, columns clockwise from the right. Read only."""
    random = pixel_stream("iris", of.seed, of.eye, "texture")
    depth = np.arange(DEEP, dtype=np.float32)[:, None] / DEEP
    zigzag = _ring(random, int(random.integers(22, 44)), 2)[:1]
    collarette = random.uniform(0.22, 0.36) + 0.022 * zigzag + 0.025 * _ring(random, 4, 2)[:1]
    # fibres run outwards and wind; those of the inner zone are finer
    sway = 9 * _ring(random, 12, 2) + 4 * _ring(random, 40, 3)
    count = int(random.integers(80, 130))
    outer = _bend(0.8 * _ring(random, count, 3) + 0.6 * _ring(random, 2 * count, 5), sway)
    inner = _bend(_ring(random, round(1.7 * count), 2), 0.4 * sway)
    inside = 1 / (1 + np.exp((depth - collarette) / 0.012))
    strands = np.tanh(0.9 * outer) * (1 - inside) + 0.75 * np.tanh(inner) * inside
    level = 0.50 + random.uniform(-0.06, 0.06) + random.uniform(0.09, 0.13) * strands
    level += 0.05 * _ring(random, 9, 3) + 0.03 * _ring(random, 200, 40)
    level += 0.10 * np.exp(-np.square((depth - collarette) / 0.025))  # the collarette stands up and is bright
    level -= random.uniform(0.02, 0.10) * inside
    level -= 0.26 * _crypts(random, collarette) + 0.13 * _furrows(random)
    level -= 0.14 * np.exp(-np.square(depth / 0.018))  # the ruff at the pupil
    level -= 0.16 * np.clip((depth - 0.84) / 0.16, 0, 1) ** 1.5  # darker at the limbus
    soft = cv2.GaussianBlur(level.astype(np.float32), (0, 0), 0.7)
    result: Field = np.asarray(np.clip(soft, 0.05, 0.95), np.float32)
    result.flags.writeable = False
    return result
