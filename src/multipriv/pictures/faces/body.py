"""Neck, shoulders and chest as skin, and the clothes over them: shirts, collars, jumpers, blazers."""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces import skin
from multipriv.pictures.faces.identities import Identity
from multipriv.pictures.faces.mesh import CLOTH, PATTERNS, SKIN, Mesh, grid_mesh, linear, tube
from multipriv.pictures.faces.skull import cast_body, shoulder_lift

Floats = NDArray[np.float64]
COLUMNS = 144
AXIS_Z = -2.6
FLOOR = -100.0


@dataclass(frozen=True)
class Clothing:
    """What somebody wears on one photo: kind in clothes.yaml, sRGB colours, pattern."""

    kind: str
    colour: tuple[float, float, float]
    second: tuple[float, float, float]
    pattern: str


@cache
def wardrobe() -> dict[str, Any]:
    """clothes.yaml."""
    data: dict[str, Any] = yaml_data("clothes.yaml")
    return data


def yaml_data(name: str) -> Any:
    """A data file beside the code."""
    import yaml

    return yaml.safe_load(files(__package__).joinpath(name).read_text("utf-8"))


def bust(person: Identity) -> float:
    """Amount of breast, 0 for men and children."""
    return 0.75 if person.sex == "female" and person.age >= 15 else 0.0


def _sheet(person: Identity, top: Floats, offset: float, rows: int) -> Floats:
    """Points (rows, COLUMNS, 3) of a sheet `offset` cm over the body, from heights `top` (COLUMNS,) to FLOOR."""
    angle = np.linspace(0, 2 * np.pi, COLUMNS, endpoint=False)
    coarse = max(rows * 3 // 5, 12)
    t = np.linspace(0, 1, coarse)[:, None] ** 1.7
    y = top[None] + t * (FLOOR - top[None])
    origins = np.stack([np.zeros_like(y), y, np.full_like(y, AXIS_Z)], -1).reshape(-1, 3)
    one = np.stack([np.sin(angle), np.zeros(COLUMNS), np.cos(angle)], -1)
    directions = np.broadcast_to(one, (coarse, COLUMNS, 3)).reshape(-1, 3).copy()
    points = cast_body(origins, directions, person.shape, bust(person), 40.0, offset).reshape(coarse, COLUMNS, 3)
    fine = cv2.resize(points.reshape(coarse, -1), (COLUMNS * 3, rows), interpolation=cv2.INTER_LINEAR)
    return np.asarray(fine, dtype=np.float64).reshape(rows, COLUMNS, 3)


def neckline(person: Identity, kind: str) -> Floats:
    """Height of the neckline (COLUMNS,) by angle from the front: where the body has become wider than the collar."""
    a = np.linspace(0, 2 * np.pi, COLUMNS, endpoint=False)
    front = (1 + np.cos(a)) / 2
    from_front = np.minimum(a, 2 * np.pi - a)
    row = wardrobe()["kinds"][kind]
    lift = shoulder_lift(person.shape)
    if row["neck"] == "high":
        return np.asarray(lift - 12.2 - 1.4 * front)
    plain = _where_wider(person, person.shape.neck_width + row["wide"] + 0.6 * front, lift, row["offset"])
    if row["neck"] == "v":
        plain = plain - row["depth"] * np.clip(1 - from_front / 0.55, 0, 1)
    elif row["neck"] == "scoop":
        plain = plain - row["depth"] * np.exp(-((from_front / 0.75) ** 4))
    return np.asarray(plain)


def _where_wider(person: Identity, radius: Floats, lift: float, offset: float) -> Floats:
    """Height (COLUMNS,) at which, going down, cloth `offset` cm over the body is `radius` (COLUMNS,) from the neck's axis."""
    coarse = np.linspace(0, 2 * np.pi, 37)
    front = (1 + np.cos(coarse)) / 2
    high, low = lift - 9.6 - 4.4 * front**1.5, lift - 14.0 - 4.6 * front
    y = high + np.linspace(0, 1, 24)[:, None] * (low - high)
    one = np.stack([np.sin(coarse), np.zeros(37), np.cos(coarse)], -1)
    origins = np.stack([np.zeros_like(y), y, np.full_like(y, AXIS_Z)], -1)
    directions = np.broadcast_to(one, (*y.shape, 3)).reshape(-1, 3).copy()
    points = cast_body(origins.reshape(-1, 3), directions, person.shape, bust(person), 40.0, offset)
    reach = np.linalg.norm(points.reshape(*y.shape, 3) - origins, axis=-1)
    wide = reach > np.interp(coarse, np.linspace(0, 2 * np.pi, COLUMNS, endpoint=False), radius, period=2 * np.pi)
    # From below, so that the chin above does not count.
    first = np.clip(len(y) - np.argmin(wide[::-1], axis=0), 0, len(y) - 1)
    heights = np.take_along_axis(y, first[None], 0)[0]
    smooth = np.convolve(np.concatenate([heights[-4:-1], heights, heights[1:4]]), np.array([1, 2, 3, 4, 3, 2, 1]) / 16, "valid")
    return np.interp(np.linspace(0, 2 * np.pi, COLUMNS, endpoint=False), coarse, smooth)


def build_body(person: Identity, clothing: Clothing) -> tuple[Mesh, ...]:
    """Skin of neck and chest, and the clothes."""
    row = wardrobe()["kinds"][clothing.kind]
    bare = _sheet(person, np.full(COLUMNS, -11.5 + shoulder_lift(person.shape) * 0.6), -0.03, 60)
    # Its upper edge dives into the neck of the head's own mesh.
    out = np.stack([bare[..., 0], 0 * bare[..., 0], bare[..., 2] - AXIS_Z], -1)
    out /= np.linalg.norm(out, axis=-1, keepdims=True) + 1e-9
    bare = bare - out * 0.7 * np.exp((bare[..., 1:2] - bare[:1, :, 1:2]) / 1.3)
    parts = [grid_mesh(_flat(bare), 60, COLUMNS, skin.tone(person), SKIN, wrap=True, gloss=0.3)]
    top = neckline(person, clothing.kind)
    rows = 110
    sheet = _sheet(person, top, row["offset"], rows)
    sheet = _folds(sheet, person.seed + clothing.kind)
    parts.append(_cloth(sheet, clothing))
    if row["collar"] == "rib":
        parts.append(tube(sheet[0] + np.array([0, 0.12, 0]), 0.42, linear(clothing.colour) * 0.8, CLOTH, closed=True))
    elif row["collar"] == "roll":
        parts.append(_band(sheet[0], 2.6, linear(clothing.colour) * 0.92))
    elif row["collar"] == "shirt":
        parts.append(_shirt_collar(sheet[0], linear(clothing.colour)))
    if row.get("over"):
        parts += _jacket(person, clothing)
    return tuple(parts)


def _flat(sheet: Floats) -> Floats:
    return np.ascontiguousarray(sheet.reshape(-1, 3), dtype=np.float64)


def _folds(sheet: Floats, seed: str) -> Floats:
    """Soft folds that run from the shoulders and gather below."""
    tile = skin.noise_tile()
    x, y, z = sheet[..., 0], sheet[..., 1], sheet[..., 2]
    shift = sum(map(ord, seed)) * 7
    iu = ((x * 2.4 + y * 0.9 + shift) % 256).astype(int)
    iv = ((y * 1.3 - np.abs(x) * 0.8 + shift) % 256).astype(int)
    away = np.clip((-y - 17.0) / 10.0, 0, 1)
    depth = 0.16 * tile[iv, iu, 0] * away
    radial = np.stack([x, 0 * x, z - AXIS_Z], -1)
    radial /= np.linalg.norm(radial, axis=-1, keepdims=True) + 1e-9
    folded: Floats = sheet + radial * depth[..., None]
    return folded


def _cloth(sheet: Floats, clothing: Clothing) -> Mesh:
    rows = sheet.shape[0]
    x, y = sheet[..., 0], sheet[..., 1]
    plain = linear(clothing.colour)
    weave = 1 + 0.05 * skin.noise_tile()[(y * 9).astype(int) % 256, (x * 9).astype(int) % 256, 1]
    mesh = grid_mesh(_flat(sheet), rows, COLUMNS, (plain * weave[..., None]).reshape(-1, 3), CLOTH, wrap=True, gloss=0.12)
    return replace(mesh, pattern=PATTERNS.index(clothing.pattern), second=_rgb(linear(clothing.second)))


def _rgb(colour: Floats) -> tuple[float, float, float]:
    return float(colour[0]), float(colour[1]), float(colour[2])


def _band(edge: Floats, height: float, colour: Floats) -> Mesh:
    """A soft roll that stands round the neck."""
    t = np.linspace(0, 1, 12)[:, None, None]
    out = np.stack([edge[:, 0], 0 * edge[:, 0], edge[:, 2] - AXIS_Z], -1)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    lift = np.array([0.0, 1.0, 0.0]) * height
    points = edge[None] + (lift * (1 - t) - 0.5 * lift * t) + out[None] * (0.25 + 0.75 * np.sin(np.pi * np.clip(t, 0, 1)))
    return grid_mesh(_flat(points), 12, COLUMNS, colour, CLOTH, wrap=True, gloss=0.1)


def _shirt_collar(edge: Floats, colour: Floats) -> Mesh:
    """A turned-down collar, open in front, with points."""
    path = edge[np.arange(COLUMNS + 1) % COLUMNS]
    n = len(path)
    out = np.stack([path[:, 0], 0 * path[:, 0], path[:, 2] - AXIS_Z + 0.5], -1)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    u = np.abs(np.linspace(-1, 1, n))
    stand = 1.2 - 0.5 * u**6
    fall = 3.0 + 2.4 * u**8
    rows = []
    for t in np.linspace(0, 1, 14):
        if t < 0.45:
            k = t / 0.45
            rows.append(path + out * (0.15 - 0.35 * k) + np.outer(stand * k, [0, 1, 0]))
        else:
            k = (t - 0.45) / 0.55
            bulge = 0.35 * np.sin(np.pi * min(k * 1.2, 1.0)) + 1.1 * k
            rows.append(path + out * (-0.2 + bulge) + np.outer(stand - fall * k, [0, 1, 0]))
    points = np.stack(rows)
    return grid_mesh(_flat(points), len(rows), n, colour * 0.97, CLOTH, gloss=0.12)


def _jacket(person: Identity, clothing: Clothing) -> list[Mesh]:
    """An open blazer with lapels over the shirt."""
    a = np.linspace(0, 2 * np.pi, COLUMNS, endpoint=False)
    from_front = np.minimum(a, 2 * np.pi - a)
    top = _where_wider(person, np.full(COLUMNS, person.shape.neck_width + 2.3), shoulder_lift(person.shape), 1.1)
    top = top - 28.0 * np.clip(1 - from_front / 0.62, 0, 1) ** 0.9
    sheet = _folds(_sheet(person, top, 1.1, 110), person.seed + "jacket")
    colour = linear(clothing.second)
    jacket = grid_mesh(_flat(sheet), 110, COLUMNS, colour, CLOTH, wrap=True, gloss=0.15)
    edge = sheet[0]
    meshes = [jacket]
    width = 4.2 * np.clip(1.25 - np.abs(from_front - 0.42) / 0.55, 0, 1)
    out = np.stack([edge[:, 0], 0 * edge[:, 0], edge[:, 2] - AXIS_Z], -1)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    side = np.sign(np.where(a > np.pi, -1.0, 1.0))
    rows = []
    for t in np.linspace(0, 1, 8):
        shift = np.stack([side * width * t, -0.25 * width * t, -0.10 * width * t], -1)
        rows.append(edge + out * (0.15 + 0.35 * np.sin(np.pi * (0.25 + 0.75 * t))) + shift)
    lapel = np.stack(rows)
    reach = int(1.1 / (2 * np.pi) * COLUMNS)
    for part in (slice(1, reach), slice(COLUMNS - reach, COLUMNS - 1)):
        piece = lapel[:, part]
        meshes.append(grid_mesh(_flat(piece), 8, piece.shape[1], colour * 0.9, CLOTH, gloss=0.15))
    return meshes
