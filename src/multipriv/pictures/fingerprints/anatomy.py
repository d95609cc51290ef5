"""A finger: its pattern, its ridges, its minutiae; a pure function of a seed."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.fingerprints.orientation import Field, Pattern, Singularities, draw_singularities, orientation
from multipriv.pictures.fingerprints.ridges import grow
from multipriv.pictures.fingerprints.skeleton import crossing_numbers, thin
from multipriv.seeds import pixel_stream, stream

SIZE = (480, 620)  # width and height of the ridge map in pixels at 500 dots per inch
MARGIN = 16  # minutiae this near to the border of the map are cut ridges


@dataclass(frozen=True)
class Minutia:
    """Where a ridge ends or forks, in pixels of the ridge map, and the ridge's angle in radians from 0 to pi."""

    x: float
    y: float
    angle: float
    kind: Literal["ending", "fork"]


@dataclass(frozen=True)
class Finger:
    """A finger by its seed: pattern class and singular points (in pixels of the ridge map)."""

    seed: str
    pattern: Pattern
    singularities: Singularities


def finger(seed: str) -> Finger:
    """Return the finger that a seed names; its ridges are grown, and kept, when they are first needed."""
    pattern, singularities = draw_singularities(stream("finger", seed, "pattern"), SIZE)
    return Finger(seed, pattern, singularities)


@lru_cache(maxsize=16)
def ridge_map(of: Finger) -> NDArray[np.float32]:
    """Return the ridges (620, 480) from -1, the bottom of a valley, to 1, the top of a ridge. Read only."""
    random = pixel_stream("finger", of.seed, "ridges")
    ridges = grow(_angles(of), random)
    ridges.flags.writeable = False
    return ridges


def _angles(of: Finger) -> Field:
    return orientation(of.singularities, SIZE, pixel_stream("finger", of.seed, "orientation"))


@lru_cache(maxsize=256)
def minutiae(of: Finger) -> tuple[Minutia, ...]:
    """Return the ends and forks of the finger's ridges, read from the skeleton by its crossing number."""
    ridges = ridge_map(of)
    skeleton = thin((ridges > 0).astype(np.uint8))
    numbers = crossing_numbers(skeleton)
    angles = _angles(of)
    found: list[Minutia] = []
    for number, kind in ((1, "ending"), (3, "fork")):
        for y, x in np.argwhere(numbers == number):
            if MARGIN <= x < SIZE[0] - MARGIN and MARGIN <= y < SIZE[1] - MARGIN:
                angle = float(angles[y, x] % np.pi)
                found.append(Minutia(float(x), float(y), angle, "ending" if kind == "ending" else "fork"))
    return tuple(_without_spurs(found))


def _without_spurs(found: list[Minutia], least: float = 6.0) -> list[Minutia]:
    """Return the minutiae that have no neighbour nearer than a ridge: those pairs are hairs of the skeleton."""
    if len(found) < 2:
        return found
    points = np.array([(m.x, m.y) for m in found], np.float32)
    gaps = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    np.fill_diagonal(gaps, np.inf)
    return [minutia for minutia, gap in zip(found, gaps.min(axis=1), strict=True) if gap >= least]
