"""Photograph a page, a card or a screen lying on a desk."""

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.pictures.camera import light, pose, sensor
from multipriv.pictures.camera.levels import Conditions, Level, Medium, draw_conditions
from multipriv.pictures.camera.noise import Field, smooth
from multipriv.pictures.camera.phone import Device, in_device
from multipriv.pictures.camera.surfaces import surface
from multipriv.seeds import pixel_stream, stream

__all__ = ["Level", "Medium", "Shot", "shoot", "warp_box"]

Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
Box = tuple[float, float, float, float]

DESK = 900  # pixels of the square texture of the surface
PAPER_WHITE = 0.86  # the reflectance of white paper


@dataclass(frozen=True)
class Shot:
    """A photo (height, width, 3 RGB) and the homography (3, 3) from page coordinates to it.

    Coordinates run along pixel edges: pixel i covers [i, i + 1), as in the half-open boxes of exposures.
    """

    image: NDArray[np.uint8]
    homography: NDArray[np.float64]


def warp_box(homography: NDArray[np.float64], box: Box) -> tuple[Quad, Box]:
    """Return a page box [x0, y0, x1, y1) as its quad in the photo, from the top left on, and the quad's own box."""
    x0, y0, x1, y1 = box
    quad = pose.project(homography, np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float64))
    low, high = quad.min(axis=0), quad.max(axis=0)
    a, b, c, d = ((float(x), float(y)) for x, y in quad)
    return (a, b, c, d), (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def shoot(page: NDArray[np.uint8], seed: str, level: Level, *, medium: Medium) -> Shot:
    """Photograph a page (height, width, 3 RGB or 4 RGBA) and return the photo with its homography.

    Clean returns the page itself (on white where it is transparent). The other levels lay it on a surface; the whole
    page stays in the picture, whose long side has 1024 to 1600 pixels. Raises ValueError for an unknown level.
    """
    if level == "clean":
        return Shot(_on_white(page), np.eye(3))
    # boxes in the photo are ground truth: what decides the geometry is stable over versions of NumPy
    random = stream("camera", seed, level, medium)
    seen = draw_conditions(level, random)
    body = _body(page, medium, random)
    placed = pose.place(body.colour.shape[1], body.colour.shape[0], seen, random)
    photo = _expose(body, placed, seen, medium, pixel_stream("camera", seed, level, medium))
    shift = np.array([[1, 0, body.offset[0]], [0, 1, body.offset[1]], [0, 0, 1]], np.float64)
    return Shot(photo, np.asarray(placed.homography @ shift, np.float64))


def _on_white(page: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if page.shape[2] == 3:
        return page.copy()
    alpha = page[..., 3:].astype(np.float32) / 255
    return np.asarray(page[..., :3] * alpha + 255 * (1 - alpha) + 0.5, np.uint8)


def _body(page: NDArray[np.uint8], medium: Medium, random: Random) -> Device:
    """Return the thing that lies on the desk: the page itself, or the device that shows it."""
    if medium == "screen":
        return in_device(_on_white(page), random)
    if page.shape[2] == 4:
        return Device(np.ascontiguousarray(page[..., :3]), np.ascontiguousarray(page[..., 3]), (0, 0))
    return Device(np.ascontiguousarray(page), np.full(page.shape[:2], 255, np.uint8), (0, 0))


def _expose(body: Device, placed: pose.Pose, seen: Conditions, medium: Medium, random: Generator) -> NDArray[np.uint8]:
    size, small = placed.size, sensor.half(*placed.size)
    sheet, alpha = _warp(body, placed)
    mask = alpha.astype(np.float32) / np.float32(255)
    bare = 1 - mask
    picture = np.asarray(cv2.blendLinear(sheet, _desk(placed, random), mask, bare), np.uint8)
    towards = light.direction(random)
    lift = max(size) / 1000 * {"paper": 3.0, "card": 4.0, "screen": 11.0}[medium]
    lit = light.illumination(random, small, towards, seen)
    veil = _rim(alpha, towards) * np.float32((0.10 if medium == "paper" else 0.18) / 255)
    if medium == "paper":
        reflected = lit * _paper(random, placed, body, seen) * np.float32(PAPER_WHITE)
    elif medium == "card":
        reflected = lit * np.float32(PAPER_WHITE)
    else:  # a screen shines by itself: the light of the room counts for little
        reflected = np.float32(0.75) + np.float32(0.25) * lit
    if medium != "paper":
        glare = light.reflection(random, small, 0.4 * seen.glare)
        reflected = reflected * np.square(1 - glare)  # what the veil covers shows less of the print
        veil += cv2.resize(glare, size, interpolation=cv2.INTER_LINEAR) * mask
    covered = cv2.resize(alpha, small, interpolation=cv2.INTER_AREA).astype(np.float32) / np.float32(255)
    shaded = lit * light.sheet_shadow(covered, towards, lift / 2)
    dim = cv2.blendLinear(sensor.dimming(reflected, size), sensor.dimming(shaded, size), mask, bare)
    return sensor.develop(sensor.focus(picture, seen, random), np.asarray(dim, np.float32), veil, seen, random)


def _warp(body: Device, placed: pose.Pose) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return colour (height, width, 3) and coverage (height, width) of the body in the photo."""
    matrix = pose.to_pixel_centres(placed.homography)
    border = cv2.BORDER_REPLICATE
    colour = cv2.warpPerspective(body.colour, matrix, placed.size, flags=cv2.INTER_CUBIC, borderMode=border)
    mask = cv2.warpPerspective(body.alpha, matrix, placed.size, flags=cv2.INTER_LINEAR)
    return np.asarray(colour, np.uint8), np.asarray(mask, np.uint8)


def _desk(placed: pose.Pose, random: Generator) -> NDArray[np.uint8]:
    """Return the surface as the photo sees it, lying in the plane of the object, turned at random."""
    visible = pose.project(np.asarray(np.linalg.inv(placed.homography), np.float64), pose.corners(*placed.size))
    centre = visible.mean(axis=0)
    turn = random.normal(0, 0.18) + random.choice([0, np.pi / 2])
    reach = 2.1 * float(np.abs(visible - centre).max()) * (abs(np.cos(turn)) + abs(np.sin(turn)))
    scale = DESK / reach
    spin = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    to_desk = np.array([[scale, 0, -scale * centre[0]], [0, scale, -scale * centre[1]], [0, 0, 1]])
    middle = np.array([[1, 0, DESK / 2], [0, 1, DESK / 2], [0, 0, 1]])
    matrix = pose.to_pixel_centres(placed.homography @ np.linalg.inv(middle @ spin @ to_desk))
    texture = surface(random, (DESK, DESK))
    seen = cv2.warpPerspective(texture, matrix, placed.size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(seen, np.uint8)


def _paper(random: Generator, placed: pose.Pose, body: Device, seen: Conditions) -> Field:
    """Return the shading of paper at half the photo's size: fibres, slight waves, and the folds of a sheet from an envelope.

    Folds are light only; the sheet itself stays flat, so that the homography is exact.
    """
    size = placed.size
    height, width = body.alpha.shape
    half = sensor.half(*size)
    shade = 1 + np.float32(0.008) * smooth(random, half, (half[0] / 2, half[1] / 2))
    shade += np.float32(0.05 * seen.uneven) * smooth(random, half, (2, 3))
    if random.random() < 0.35 and seen.tilt > 6:
        for share in (1 / 3, 2 / 3) if random.random() < 0.5 else (0.5,):
            ends = np.array([[0, share * height], [width, share * height]], np.float64)
            (x0, y0), (x1, y1) = np.asarray(pose.project(placed.homography, ends), np.float64) / 2
            normal = np.array([y0 - y1, x1 - x0]) / np.hypot(x1 - x0, y1 - y0)
            x = np.arange(half[0], dtype=np.float32)[None, :] - np.float32(x0)
            y = np.arange(half[1], dtype=np.float32)[:, None] - np.float32(y0)
            across = (x * np.float32(normal[0]) + y * np.float32(normal[1])) / np.float32(max(half) / 1000)
            depth = random.uniform(0.02, 0.06) * random.choice([-1, 1])
            shade += np.float32(depth) * np.sign(across) * np.exp(-np.abs(across) / 45)
            shade -= np.float32(0.05) * np.exp(-np.square(across / 1.6))
    return shade


def _rim(mask: NDArray[np.uint8], towards: tuple[float, float]) -> Field:
    """Return where the edge that faces the lamp catches light, from 0 to 255."""
    move = np.array([[1, 0, towards[0] * 1.4], [0, 1, towards[1] * 1.4]])
    moved = cv2.warpAffine(mask, move, (mask.shape[1], mask.shape[0]))
    return np.asarray(cv2.subtract(mask, moved), np.float32)
