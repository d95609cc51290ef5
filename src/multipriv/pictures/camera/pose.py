"""Where the camera stands: the homography from an object lying on the desk to the photo."""

from dataclasses import dataclass, replace
from math import cos, radians, sin
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.camera.levels import Conditions

Matrix = NDArray[np.float64]

LONG_SIDE = (1024, 1600)  # pixels of the photo's long side: at least, at most
FINEST = 1.3  # photo pixels per object pixel: more would only enlarge the print
LARGE = 1250  # long side of a page in pixels from which on it needs the whole frame
ASPECTS = (4 / 3, 3 / 2, 16 / 9)


@dataclass(frozen=True)
class Pose:
    """`homography` maps the object's edge coordinates (pixel i covers [i, i+1)) to those of a photo of `size`."""

    homography: Matrix
    size: tuple[int, int]


def corners(width: float, height: float) -> Matrix:
    """Return the corners (4, 2) of a rectangle, clockwise from the top left."""
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)


def project(homography: Matrix, points: Matrix) -> Matrix:
    """Return points (n, 2) through a homography."""
    return np.asarray(cv2.perspectiveTransform(points.reshape(-1, 1, 2), homography).reshape(-1, 2), np.float64)


def to_pixel_centres(homography: Matrix) -> Matrix:
    """Return the homography between pixel centres, as warpPerspective wants it, of one between edge coordinates."""
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]], np.float64)
    return np.asarray(np.linalg.inv(half) @ homography @ half, np.float64)


def _pinhole(width: int, height: int, conditions: Conditions, random: Random) -> Matrix:
    """Return the homography of a pinhole camera above the middle of the object, at one photo pixel per object pixel."""
    long_side = max(width, height)
    distance = random.uniform(1.5, 2.3) * long_side
    # people lean over the near edge: the camera tilts mostly towards the bottom of the object
    axis = random.gauss(0.0, 0.7)
    roll, tilt = radians(conditions.roll), radians(conditions.tilt)
    in_plane = np.array([[cos(roll), -sin(roll), 0], [sin(roll), cos(roll), 0], [0, 0, 1]])
    turn, _ = cv2.Rodrigues(np.array([cos(axis), sin(axis), 0.0]) * -tilt)
    rotation = turn @ in_plane
    centre = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1]])
    plane = np.column_stack([rotation[:, 0], rotation[:, 1], [0.0, 0.0, distance]])
    lens = np.diag([distance, distance, 1.0])
    return np.asarray(lens @ plane @ centre, np.float64)


def _framed(need: Matrix, random: Random) -> Matrix:
    """Return the smallest frame of a camera's shape, lying or upright, that holds `need` = (width, height)."""
    shape = need.max() / need.min() * random.uniform(0.95, 1.15)
    aspect = min(ASPECTS, key=lambda candidate: abs(candidate - shape))
    ratio = aspect if need[0] >= need[1] else 1 / aspect
    return np.array([max(need[0], need[1] * ratio), max(need[1], need[0] / ratio)])


def place(width: int, height: int, conditions: Conditions, random: Random) -> Pose:
    """Return a pose that shows the whole object, with a margin, in a photo shaped like a phone's."""
    # a large page fills the frame and lies straighter, or its print would be lost
    dense = min(1.0, LARGE / max(width, height))
    view = _pinhole(width, height, replace(conditions, roll=conditions.roll * dense**2), random)
    seen = project(view, corners(width, height))
    extent = seen.max(axis=0) - seen.min(axis=0)
    margins = [random.uniform(0.03, 0.10) for _ in range(4)]  # left, top, right, bottom
    room = np.array(margins) * extent.max() * dense**3
    need = extent + np.array([room[0] + room[2], room[1] + room[3]])
    frame = _framed(need, random) if dense == 1 else need
    scale = min(FINEST, max(1.0, LONG_SIDE[0] / frame.max()), LONG_SIDE[1] / frame.max())
    canvas = frame * scale
    if canvas.max() < LONG_SIDE[0]:  # a small print: more desk around it rather than a larger print
        canvas *= LONG_SIDE[0] / canvas.max()
    size = np.ceil(canvas).astype(int)
    slack = size - need * scale
    share = np.array([random.uniform(0.3, 0.7) for _ in range(2)])
    shift = slack * share + room[:2] * scale - seen.min(axis=0) * scale
    move = np.array([[scale, 0, shift[0]], [0, scale, shift[1]], [0, 0, 1]])
    homography = move @ view
    return Pose(homography / homography[2, 2], (int(size[0]), int(size[1])))
