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
        inner=random.uniform(2.05, 2.3),
        outer=random.uniform(2.1, 2.4),
        upper=random.uniform(0.92, 1.12),
        lower=random.uniform(0.98, 1.15),
        peak=random.uniform(-0.25, 0.1),
        slant=random.uniform(-0.02, 0.10),
    )


def _lid_lines(lids: _Lids, nose: float, opening: float) -> tuple[Field, Field, Field]:
    """Return abscissae and the heights of the upper and the lower lid margin there, in iris radii, y downwards.

    `nose` is 1 when the nose is to the right of the picture and -1 when it is to the left.
    """
    left, right = (lids.outer, lids.inner) if nose > 0 else (lids.inner, lids.outer)
    u = np.linspace(-left, right, 400, dtype=np.float32)
    share = (u + left) / (left + right)
    bow = 4 * share * (1 - share)
    lean = 1 + nose * lids.peak * (2 * share - 1)
    base = nose * lids.slant * (2 * share - 1) + 0.12
    upper = base - (lids.upper * opening + 0.10) * np.clip(bow, 0, 1) ** 0.72 * lean
    lower = base + (lids.lower - 0.10) * np.clip(bow, 0, 1) ** 0.9
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
    u, upper, lower = _lid_lines(_lids(of), nose, random.uniform(0.90, 1.04))
    scale = where.iris.radius
    columns = (x[0] - where.iris.x) / scale
    top = np.interp(columns, u, upper).astype(np.float32)[None, :] * scale + where.iris.y
    bottom = np.interp(columns, u, lower).astype(np.float32)[None, :] * scale + where.iris.y
    inside = ((columns > u[0]) & (columns < u[-1]))[None, :]

    white = _sclera(random, size, x, y, where, nose)
    picture = _with_iris(white, of, where, x, y)
    picture *= 1 - 0.42 * np.exp(-np.maximum(y - top, 0) / (0.16 * scale))  # the shadow of the upper lid
    picture *= 1 - 0.20 * np.exp(-np.maximum(bottom - y, 0) / (0.08 * scale))
    skin = _skin(of, random, size, x, y, top, bottom, where)
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
    # the caruncle in the corner at the nose
    corner = np.square((side - nose * 2.12) / 0.28) + np.square((y - where.iris.y) / where.iris.radius - 0.14) / 0.05
    ball += 0.10 * np.exp(-corner) - 0.16 * np.exp(-np.square((side - nose * 1.86) / 0.05)) * np.exp(-corner / 6)
    return np.asarray(ball, np.float32)


def _skin(
    of: Iris,
    random: Generator,
    size: tuple[int, int],
    x: Field,
    y: Field,
    top: Field,
    bottom: Field,
    where: Geometry,
) -> Field:
    person = pixel_stream("iris", of.seed, of.eye, "skin")
    scale = where.iris.radius
    tone = 0.62 + person.uniform(-0.05, 0.07)
    above, below = (top - y) / scale, (y - bottom) / scale
    skin = np.full((size[1], size[0]), tone, np.float32)
    fold = person.uniform(0.26, 0.42)  # the crease of the upper lid
    wave = 0.03 * cv2.resize(person.standard_normal((2, 6)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    skin -= 0.20 * np.exp(-np.square((above - fold + wave) / 0.035)) + 0.08 * np.exp(-np.abs(above - fold) / 0.16)
    skin += 0.07 * np.exp(-np.square((above - 0.5 * fold) / 0.12))  # the lid itself is round
    for line in person.uniform(0.25, 0.8, 3):  # fine lines under the eye
        skin -= person.uniform(0.01, 0.05) * np.exp(-np.square((below - line + wave) / 0.025))
    skin += 0.05 * np.exp(-np.square((below - 0.06) / 0.05))  # the moist rim of the lower lid
    skin -= 0.10 * np.exp(-np.square((below - 0.14) / 0.05))
    pores = person.standard_normal((size[1] // 3 + 1, size[0] // 3 + 1)).astype(np.float32)
    patches = person.standard_normal((7, 9)).astype(np.float32)
    skin += 0.012 * cv2.resize(pores, size, interpolation=cv2.INTER_CUBIC)
    skin += 0.025 * cv2.resize(patches, size, interpolation=cv2.INTER_CUBIC)
    skin -= 0.16 * np.clip(above - 0.9, 0, 1.2) + 0.06 * np.clip(below - 0.6, 0, 1.5)  # the socket falls away
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
    for margin, count, length, fall in ((upper, 95, 0.36, 1.0), (lower, 42, 0.17, 0.35)):
        number = int(count * person.uniform(0.8, 1.25))
        for share in np.sort(person.uniform(0.07, 0.95, number)):
            i = int(share * (len(u) - 1))
            away = (2 * share - 1) + person.normal(0, 0.16)  # lashes spread like a fan
            reach = length * person.uniform(0.55, 1.1) * (0.75 + 0.5 * (share if nose < 0 else 1 - share))
            t = np.linspace(0, 1, 14)
            hang = fall * (0.42 * t - 0.95 * t * t) if margin is upper else t * 0.8
            px = u[i] + reach * (0.85 * away * t + 0.25 * away * t * t)
            py = margin[i] + reach * hang
            points = np.column_stack([px * scale + where.iris.x, py * scale + where.iris.y])
            points += random.normal(0, 0.6, 2)
            whole = np.round(points * 16).astype(np.int32)
            strength = float(person.uniform(0.5, 0.95))
            cv2.polylines(dark, [whole[:6]], False, strength, 2, cv2.LINE_AA, 4)
            cv2.polylines(dark, [whole[5:]], False, strength * 0.8, 1, cv2.LINE_AA, 4)
    dark = cv2.GaussianBlur(dark, (0, 0), 0.7)
    picture += np.clip(dark, 0, 1) * (0.13 - picture)


def _exposed(picture: Field, random: Generator, x: Field, y: Field, where: Geometry) -> NDArray[np.uint8]:
    height, width = picture.shape
    centre = (where.iris.x + random.normal(0, 30), where.iris.y + random.normal(0, 20))
    far = np.square((x - centre[0]) / width) + np.square((y - centre[1]) / height)
    picture = picture * (random.uniform(0.88, 1.08) - 0.45 * far)
    picture = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), float(random.uniform(0.5, 0.95)))
    picture = picture + random.uniform(0.006, 0.014) * random.standard_normal(picture.shape, dtype=np.float32)
    return np.asarray(np.clip(picture * 255 + 0.5, 0, 255), np.uint8)
