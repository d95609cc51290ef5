"""A near-infrared scan of an eye: pupil, iris, white, lids and lashes."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.pictures.irises.texture import DEEP, ROUND, Field, Iris, texture
from multipriv.seeds import pixel_stream


@dataclass(frozen=True)
class Circle:
    """Centre and radius in pixels of the scan."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Geometry:
    """Where pupil and iris are in a scan, and by how many radians the eye is rolled, clockwise."""

    pupil: Circle
    iris: Circle
    roll: float


@dataclass(frozen=True)
class _Lids:
    """The person's eye opening, in iris radii around the middle of the eye: corners, and how high each lid bows."""

    inner: float
    outer: float
    upper: float
    lower: float
    peak: float
    slant: float


def geometry(of: Iris, seed: str, *, size: tuple[int, int] = (640, 480)) -> Geometry:
    """Return the geometry of the scan that `scan` makes of the same iris, seed and size = (width, height)."""
    return _geometry(pixel_stream("iris", of.seed, of.eye, "scan", seed, *size), size)


def _geometry(random: Generator, size: tuple[int, int]) -> Geometry:
    unit = min(size[0] / 640, size[1] / 480)
    x = size[0] / 2 + unit * random.normal(0, 9)
    y = size[1] / 2 + unit * (8 + random.normal(0, 7))
    radius = unit * random.uniform(112, 126)
    opening = random.uniform(0.30, 0.56)  # bright light to dim light
    pupil = Circle(x + unit * random.normal(0, 1.5), y + unit * random.normal(0, 1.5), radius * opening)
    return Geometry(pupil, Circle(x, y, radius), float(random.normal(0, 0.035)))


def _lids(of: Iris) -> _Lids:
    random = pixel_stream("iris", of.seed, "lids")  # both eyes of a person are built alike
    return _Lids(
        inner=random.uniform(2.35, 2.6),
        outer=random.uniform(2.45, 2.75),
        upper=random.uniform(0.80, 0.98),
        lower=random.uniform(0.88, 1.04),
        peak=random.uniform(-0.05, 0.30),
        slant=random.uniform(-0.02, 0.16),
    )


def _lid_lines(lids: _Lids, nose: float, opening: float) -> tuple[Field, Field, Field]:
    """Return abscissae and the heights of the upper and the lower lid margin there, in iris radii, y downwards.

    `nose` is 1 when the nose is to the right of the picture and -1 when it is to the left.
    """
    left, right = (lids.outer, lids.inner) if nose > 0 else (lids.inner, lids.outer)
    u = np.linspace(-left, right, 400, dtype=np.float32)
    share = (u + left) / (left + right)
    bow = np.clip(4 * share * (1 - share), 0, 1)
    towards_nose = nose * (2 * share - 1)
    base = 0.14 + lids.slant * towards_nose  # the corner at the nose lies lower
    upper = base - (lids.upper * opening + 0.14) * bow**0.62 * (1 + lids.peak * towards_nose * (1 - bow))
    lower = base + (lids.lower - 0.14) * bow**0.85 * (1 - 0.25 * towards_nose * (1 - bow))
    # near the nose both lids run out into the tear duct
    duct = np.clip((towards_nose - 0.78) / 0.22, 0, 1)
    upper += 0.16 * duct * (1 - duct) * 4 * 0.6
    return u, upper.astype(np.float32), lower.astype(np.float32)


def scan(of: Iris, seed: str, *, size: tuple[int, int] = (640, 480)) -> NDArray[np.uint8]:
    """Return a scan (height, width), 8-bit grey; `size` is (width, height) in pixels.

    The texture belongs to the iris; the width of the pupil, gaze, roll, lids, light, focus and noise to the scan.
    """
    random = pixel_stream("iris", of.seed, of.eye, "scan", seed, *size)
    where = _geometry(random, size)
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) + np.float32(0.5)
    # a person's left eye has the nose to the left of the picture
    nose = -1.0 if of.eye == "left" else 1.0
    u, upper, lower = _lid_lines(_lids(of), nose, random.uniform(0.88, 1.06))
    scale = where.iris.radius
    columns = (x[0] - where.iris.x) / scale
    top = np.interp(columns, u, upper).astype(np.float32)[None, :] * scale + where.iris.y
    bottom = np.interp(columns, u, lower).astype(np.float32)[None, :] * scale + where.iris.y
    inside = ((columns > u[0]) & (columns < u[-1]))[None, :]

    white = _sclera(random, size, x, y, where, nose)
    picture = _with_iris(white, of, where, x, y)
    picture *= 1 - 0.42 * np.exp(-np.maximum(y - top, 0) / (0.16 * scale))  # the shadow of the upper lid
    picture *= 1 - 0.20 * np.exp(-np.maximum(bottom - y, 0) / (0.08 * scale))
    skin = _skin(of, size, columns, (top - y) / scale, (y - bottom) / scale, (float(u[0]), float(u[-1])))
    opening = np.clip(0.5 + np.minimum(y - top, bottom - y) / 2.2, 0, 1) * inside
    picture = skin + opening * (picture - skin)
    picture = _with_glints(picture, random, where, x, y)
    _draw_lashes(picture, of, random, where, (u, upper, lower), nose)
    return _exposed(picture, random, x, y, where)


def _with_iris(white: Field, of: Iris, where: Geometry, x: Field, y: Field) -> Field:
    angle = np.arctan2(y - where.pupil.y, x - where.pupil.x) - np.float32(where.roll)
    from_pupil = np.hypot(x - where.pupil.x, y - where.pupil.y)
    from_iris = np.hypot(x - where.iris.x, y - where.iris.y)
    # rubber sheet (Daugman, 1993): the share of the way from the pupil's rim to the limbus
    inner, outer = from_pupil - where.pupil.radius, where.iris.radius - from_iris
    share = np.clip(inner / np.maximum(inner + outer, 1e-3), 0, 1)
    unrolled = texture(of)
    closed = np.concatenate([unrolled, unrolled[:, :1]], axis=1)
    columns = (angle / np.float32(2 * np.pi) % 1) * np.float32(ROUND)
    rows = share * np.float32(DEEP - 1)
    stroma = cv2.remap(closed, columns.astype(np.float32), rows.astype(np.float32), cv2.INTER_LINEAR)
    limbus = np.clip(0.5 + outer / (0.055 * where.iris.radius), 0, 1)  # soft: tissue over tissue
    edge = np.clip(0.5 + inner / 1.8, 0, 1)
    stroma = 0.045 + edge * (stroma * 0.86 - 0.045)
    return np.asarray(white + limbus * (stroma - white), np.float32)


def _sclera(random: Generator, size: tuple[int, int], x: Field, y: Field, where: Geometry, nose: float) -> Field:
    side = (x - where.iris.x) / where.iris.radius
    ball = 0.74 - 0.10 * np.square(side / 2.2) - 0.05 * np.square((y - where.iris.y) / where.iris.radius)
    vessels = np.zeros((size[1], size[0]), np.float32)
    for _ in range(14):
        start = random.choice([-1, 1])
        t = np.linspace(0, 1, 24)
        px = where.iris.x + start * where.iris.radius * (2.2 - t * random.uniform(0.5, 1.05))
        py = where.iris.y + where.iris.radius * (random.uniform(-0.6, 0.6) + np.cumsum(random.normal(0, 0.014, 24)))
        points = np.round(np.column_stack([px, py]) * 8).astype(np.int32)
        cv2.polylines(vessels, [points], False, float(random.uniform(0.3, 1)), 1, cv2.LINE_AA, 3)
    ball -= 0.05 * cv2.GaussianBlur(vessels, (0, 0), 0.9)
    # the corner at the nose: a fold of the white, and the caruncle beyond it
    inward = nose * side
    rise = (y - where.iris.y) / where.iris.radius - 0.2
    fold = inward - (1.92 + 0.5 * np.square(rise))
    ball -= 0.035 * (1 + np.tanh(fold / 0.06)) + 0.06 * np.exp(-np.square(fold / 0.03))
    ball += 0.16 * np.exp(-np.square((inward - 2.2) / 0.16) - np.square((rise - 0.02) / 0.12))
    return np.asarray(ball, np.float32)


def _skin(of: Iris, size: tuple[int, int], columns: Field, above: Field, below: Field, ends: tuple[float, float]) -> Field:
    """Return the skin (height, width); `above` and `below` are the distances to the lid margins in iris radii."""
    random = pixel_stream("iris", of.seed, of.eye, "skin")

    def grains(wide: int, tall: int) -> Field:
        grid = random.standard_normal((tall, wide)).astype(np.float32)
        return np.asarray(cv2.resize(grid, size, interpolation=cv2.INTER_CUBIC), np.float32)

    # folds belong to the lids and run out beyond the corners
    middle, half = (ends[0] + ends[1]) / 2, (ends[1] - ends[0]) / 2
    lid = np.clip(1.12 - np.abs((columns - middle) / half) ** 4, 0, 1)[None, :]
    wave = 0.035 * grains(6, 2)
    skin = np.full((size[1], size[0]), 0.60 + random.uniform(-0.05, 0.07), np.float32)
    crease = random.uniform(0.24, 0.44)
    from_crease = above - crease + wave
    skin -= lid * 0.22 * np.exp(-np.square(from_crease / 0.03))
    skin -= lid * 0.12 * np.exp(-np.maximum(from_crease, 0) / 0.22) * (from_crease > -0.05)
    skin += lid * 0.08 * np.exp(-np.square((above - 0.5 * crease) / (0.35 * crease)))  # the lid itself is round
    for line in random.uniform(0.22, 0.95, 5):  # fine lines under the eye
        skin -= lid * random.uniform(0.006, 0.022) * np.exp(-np.square((below - line + 1.6 * wave) / 0.022))
    skin -= lid * 0.09 * np.exp(-np.square((below - 0.62 + wave) / 0.16))  # the hollow under the bag
    skin += lid * 0.06 * np.exp(-np.square((below - 0.04) / 0.035))  # the moist rim of the lower lid
    skin -= lid * 0.09 * np.exp(-np.square((below - 0.12) / 0.04))
    skin += 0.010 * grains(size[0] // 3, size[1] // 3) + 0.012 * grains(size[0] // 5, size[1] // 12)
    skin += 0.03 * grains(9, 7)
    skin -= 0.17 * np.clip(above - 0.8, 0, 1.3) + 0.05 * np.clip(below - 0.7, 0, 1.5)  # the socket falls away
    return np.asarray(skin, np.float32)


def _with_glints(picture: Field, random: Generator, where: Geometry, x: Field, y: Field) -> Field:
    """Return the picture with the mirror images of the two lamps, which lie over pupil and inner iris."""
    apart = where.iris.radius * random.uniform(0.10, 0.2)
    centre = (where.pupil.x + random.normal(0, 4), where.pupil.y - 0.12 * where.iris.radius + random.normal(0, 3))
    radius = where.iris.radius * 0.032
    for side in (-1, 1):
        distance = np.hypot(x - centre[0] - side * apart, y - centre[1])
        picture = np.maximum(picture, 0.98 * np.clip((1.5 * radius - distance) / (0.8 * radius), 0, 1))
        picture = picture + 0.05 * np.exp(-np.square(distance / (3.5 * radius)))
    return picture


def _draw_lashes(
    picture: Field, of: Iris, random: Generator, where: Geometry, lines: tuple[Field, Field, Field], nose: float
) -> None:
    """Draw the lashes into the picture: they leave the lid margins, hang, and turn up and outwards."""
    person = pixel_stream("iris", of.seed, of.eye, "lashes")
    scale = where.iris.radius
    u, upper, lower = lines
    dark = np.zeros_like(picture)
    t = np.linspace(0, 1, 16)
    for margin, count, length, up in ((upper, 105, 0.46, -1.0), (lower, 46, 0.22, 1.0)):
        number = int(count * person.uniform(0.8, 1.25))
        # evenly spaced, with some disorder, and drawn together into tufts
        shares = np.linspace(0.05, 0.95, number) + person.normal(0, 0.006, number)
        shares += 0.006 * np.sin(shares * person.uniform(120, 180))
        for share in shares:
            i = int(np.clip(share, 0.03, 0.97) * (len(u) - 1))
            outer = share if nose < 0 else 1 - share
            away = 1.15 * (2 * share - 1) + person.normal(0, 0.12)  # lashes spread like a fan
            reach = length * person.uniform(0.6, 1.1) * (0.55 + 0.75 * outer)
            # they leave the margin forwards, which shows as a sag, and then turn up (the lower ones down)
            sag = 0.55 * person.uniform(0.6, 1.3) * (1 - min(abs(away), 0.9)) if up < 0 else 0.0
            px = u[i] + reach * away * (0.55 * t + 0.45 * t * t)
            py = margin[i] + (0.03 if up > 0 else 0) + reach * (sag * t * (1 - t) + up * 0.75 * t**1.6)
            points = np.column_stack([px * scale + where.iris.x, py * scale + where.iris.y])
            whole = np.round((points + random.normal(0, 0.6, 2)) * 16).astype(np.int32)
            strength = float(person.uniform(0.55, 0.95))
            cv2.polylines(dark, [whole[:7]], False, strength, 2 if up < 0 else 1, cv2.LINE_AA, 4)
            cv2.polylines(dark, [whole[6:12]], False, strength, 1, cv2.LINE_AA, 4)
            cv2.polylines(dark, [whole[11:]], False, 0.6 * strength, 1, cv2.LINE_AA, 4)
    shadow = np.clip(cv2.GaussianBlur(dark, (0, 0), 0.7), 0, 1)
    picture += shadow * (np.float32(0.12) - picture)


def _exposed(picture: Field, random: Generator, x: Field, y: Field, where: Geometry) -> NDArray[np.uint8]:
    height, width = picture.shape
    centre = (where.iris.x + random.normal(0, 30), where.iris.y + random.normal(0, 20))
    far = np.square((x - centre[0]) / width) + np.square((y - centre[1]) / height)
    lit = np.asarray(picture * (random.uniform(0.88, 1.08) - 0.45 * far), np.float32)
    soft = np.asarray(cv2.GaussianBlur(lit, (0, 0), float(random.uniform(0.5, 0.95))), np.float32)
    soft += np.float32(random.uniform(0.006, 0.014)) * random.standard_normal(picture.shape, dtype=np.float32)
    return np.asarray(np.clip(soft * 255 + 0.5, 0, 255), np.uint8)
