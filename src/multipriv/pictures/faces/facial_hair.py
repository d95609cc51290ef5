"""Brows, lashes and beard as strands rooted in the sculpted skin."""

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.head import Head
from multipriv.pictures.faces.identities import Identity
from multipriv.pictures.faces.relief import brow_line, lower_lid, mouth_level, upper_lid
from multipriv.pictures.faces.shape import Expression
from multipriv.pictures.faces.skin import hair_tone
from multipriv.pictures.faces.strands import Strands
from multipriv.seeds import pixel_stream

Floats = NDArray[np.float64]
CELL = 0.1


class Surface:
    """Look-up of sculpted skin points by face coordinates, at CELL cm."""

    def __init__(self, head: Head) -> None:
        front = np.flatnonzero(head.base[:, 2] > 0.8)
        face = head.face[front]
        ix = np.clip(((face[:, 0] + 9) / CELL).astype(int), 0, 179)
        iy = np.clip(((face[:, 1] + 15) / CELL).astype(int), 0, 239)
        self._index = np.full((240, 180), -1, np.int64)
        order = np.argsort(head.base[front, 2], kind="stable")
        self._index[iy[order], ix[order]] = front[order]
        for shift, axis in ((1, 0), (-1, 0), (1, 1), (-1, 1)):
            hole = self._index < 0
            self._index[hole] = np.roll(self._index, shift, axis)[hole]
        self._head = head

    def at(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Points and normals (n, 3) nearest to face coordinates."""
        i = self._nearest(x, y)
        skin = self._head.skin
        points = skin.points[i].copy()
        points[:, 0] += x - self._head.face[i, 0]
        points[:, 1] += y - self._head.face[i, 1]
        return points, skin.normals[i]

    def known(self, x: Floats, y: Floats) -> "NDArray[np.bool_]":
        """Whether the surface reaches face coordinates (n,)."""
        near = self._nearest(x, y)
        uv = self._head.face[near]
        return np.asarray((near >= 0) & (np.hypot(uv[:, 0] - x, uv[:, 1] - y) < 0.35))

    def _nearest(self, x: Floats, y: Floats) -> NDArray[np.int64]:
        rows, columns = ((y + 15) / CELL).astype(int), ((x + 9) / CELL).astype(int)
        return np.asarray(self._index[np.clip(rows, 0, 239), np.clip(columns, 0, 179)])


def brows(person: Identity, surface: Surface, expression: Expression) -> Strands:
    """Both eyebrows: upright at the nose, then combed outwards along the arch."""
    rng = pixel_stream("face", person.seed, "brows")
    s = person.shape
    count = int(520 * np.clip(s.brow_density, 0.25, 1.2))
    t = np.concatenate([rng.beta(1.35, 1.4, count)] * 2)
    side = np.repeat([-1.0, 1.0], count)
    thick = s.brow_thickness * np.interp(t, [0, 0.15, 0.55, 1], [0.75, 1.0, 0.85, 0.22])
    across = np.clip(rng.normal(0, 0.5, 2 * count), -1, 1)
    ax = s.brow_gap + t * s.brow_length
    line = np.array([brow_line(float(a), s, expression) for a in ax]) - 0.42 * expression.brow_raise
    y = line + across * thick
    lean = np.interp(t, [0, 0.2, 0.6, 1], [1.05, 0.65, 0.2, -0.35]) - 0.45 * across + rng.normal(0, 0.14, 2 * count)
    direction = np.stack([side * np.cos(lean), np.sin(lean), 0 * lean], -1)
    length = rng.uniform(0.42, 0.75, 2 * count) * (0.75 + 0.6 * s.brow_thickness)
    return _short_strands(surface, side * ax, y, direction, length, 0.029, 0.10, rng, hair_tone(person, 0.55) * 0.6)


def lashes(person: Identity, surface: Surface, expression: Expression) -> Strands:
    """Upper lashes that curl up and outwards, and a few fine lower ones."""
    rng = pixel_stream("face", person.seed, "lashes")
    s = person.shape
    upper = np.linspace(-0.74, 0.98, 120) + rng.normal(0, 0.012, 120)
    lower = np.linspace(-0.5, 0.9, 26) + rng.normal(0, 0.02, 26)
    rows = []
    for sign in (-1.0, 1.0):
        close = expression.lid_close_left if sign > 0 else expression.lid_close_right
        for at in upper * s.eye_width:
            rows.append((at, upper_lid(float(at), s, close, expression.squint), sign, 1.0 - 1.5 * close))
        for at in lower * s.eye_width:
            rows.append((at, lower_lid(float(at), s, close, expression.squint) - 0.02, sign, -0.55))
    table = np.array(rows, dtype=np.float64)
    d, y, sides, ups = table[:, 0], table[:, 1], table[:, 2], table[:, 3]
    strong = 1.25 if person.sex == "female" else 0.8
    lean = d / s.eye_width * 0.6 + 0.12 + rng.normal(0, 0.10, len(d))
    direction = np.stack([sides * lean, ups * 0.42, np.full(len(d), 0.85)], -1)
    length = np.where(ups > -0.54, 0.40, 0.24) * strong * rng.uniform(0.75, 1.1, len(d))
    length = np.where(ups < -0.54, 0.22 * strong, length)
    strands = _short_strands(surface, sides * (d + s.eye_spacing), y, direction, length, 0.027, 0.0, rng, hair_tone(person))
    return Strands(strands.points, strands.normals, strands.colours * 0.10 + 0.003, strands.widths, 0.02, casts_shadow=False)


def beard(person: Identity, surface: Surface, length: float, seed: str) -> Strands | None:
    """A beard of `length` cm over chin, jaw and upper lip; None where nothing grows."""
    density = person.traits.beard_density
    if density < 0.05 or length <= 0:
        return None
    rng = pixel_stream("face", person.seed, "beard", seed)
    s = person.shape
    level = mouth_level(s)
    count = int(9000 * min(0.35 + density, 1.0))
    x, y = rng.uniform(-7.0, 7.0, count), rng.uniform(-13.0, level + 3.2, count)
    ax = np.abs(x)
    # Upper edge: from the moustache down to the cheek and up to the sideburn.
    across = [0, s.mouth_width, s.mouth_width + 1.3, 5.6, 6.6]
    edge = np.interp(ax, across, [level + 1.1, level + 0.7, level - 0.4, level + 1.6, level + 4.5])
    lips = (y < level + s.upper_lip + 0.08) & (y > level - s.lower_lip - 0.08) & (ax < s.mouth_width + 0.05)
    bare = (np.abs(y - (level - s.lower_lip - 0.3)) < 0.22) & (ax > 0.35) & (ax < 1.1)
    keep = (y < edge + rng.normal(0, 0.15, count)) & ~lips & ~bare & (y > -s.chin_drop - 1.6) & surface.known(x, y)
    x, y, ax = x[keep], y[keep], ax[keep]
    side = np.sign(x)
    lean = rng.normal(0, 0.25, len(x))
    direction = np.stack([side * 0.25 * (ax > 0.4) + lean * 0.5, np.full(len(x), -1.0), 0.12 + 0.2 * np.abs(lean)], -1)
    sizes = length * rng.uniform(0.5, 1.1, len(x)) * np.where(y > level, 0.55, 1.0)
    return _short_strands(surface, x, y, direction, sizes, 0.035, 0.25, rng, hair_tone(person) * 0.75)


def _short_strands(
    surface: Surface,
    x: Floats,
    y: Floats,
    direction: Floats,
    length: Floats,
    width: float,
    bend: float,
    rng: np.random.Generator,
    tone: Floats,
) -> Strands:
    """Strands of five points from the skin at (x, y) in `direction`, kept just above the skin and bent to it."""
    roots, normals = surface.at(x, y)
    direction = direction - (np.sum(direction * normals, 1, keepdims=True) - 0.25) * normals * (bend > 0)
    direction /= np.linalg.norm(direction, axis=1, keepdims=True) + 1e-9
    t = np.linspace(0, 1, 5)[None, :, None]
    curve = (1 - bend) * 0.12 * np.sin(np.pi * t) + (0.02 if bend else 0.0)
    points = roots[:, None] + direction[:, None] * length[:, None, None] * t + normals[:, None] * curve * 0.3
    if not bend:
        points[:, :, 1] += (0.35 * length[:, None] * t[..., 0] ** 2) * np.sign(direction[:, 1:2])
    colours = tone * rng.lognormal(0, 0.2, (len(x), 1))
    return Strands(
        np.ascontiguousarray(points),
        np.ascontiguousarray(np.repeat(normals[:, None], 5, 1)),
        np.clip(colours, 0, 1),
        np.full(len(x), width),
        0.25,
        casts_shadow=False,
    )
