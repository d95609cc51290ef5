"""The head as meshes: skin, eyeballs, teeth, ears, in the head's own coordinates (cm)."""

import math
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces import skin
from multipriv.pictures.faces.identities import Identity
from multipriv.pictures.faces.mesh import EYE, MOUTH, SKIN, TEETH, Mesh, grid_mesh, grid_normals, grid_triangles, linear
from multipriv.pictures.faces.relief import INNER_REACH, OUTER_REACH, mouth_level, sculpt
from multipriv.pictures.faces.shape import Expression, Shape
from multipriv.pictures.faces.skull import cast_rays

Floats = NDArray[np.float64]
ROWS, COLUMNS = 312, 248
COARSE_ROWS, COARSE_COLUMNS = 96, 128
REACH = 24.0


@dataclass(frozen=True)
class Head:
    """Meshes of one head and the points the rest hangs on: eye depth, base surface by row for hats and hair."""

    skin: Mesh
    others: tuple[Mesh, ...]
    base: Floats
    face: Floats
    eye_z: float
    columns: int


@cache
def _ray_grid(grid_rows: int, grid_columns: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Coarse ray origins and directions, and where the fine grid's rows and columns fall on the coarse one."""
    elevation = np.radians(np.linspace(90, -52, COARSE_ROWS))
    # One half only: the smooth head is symmetric.
    azimuth = np.radians(np.linspace(0, 180, COARSE_COLUMNS // 2 + 1))
    slide = np.clip((np.degrees(elevation) + 4) / -48, 0, 1)
    slide = slide * slide * (3 - 2 * slide)
    origin = np.array([0.0, -2.0, 1.0]) + slide[:, None] * np.array([0.0, -11.5, -3.2])
    direction = np.stack(
        [
            np.cos(elevation)[:, None] * np.sin(azimuth)[None, :],
            np.broadcast_to(np.sin(elevation)[:, None], (COARSE_ROWS, len(azimuth))),
            np.cos(elevation)[:, None] * np.cos(azimuth)[None, :],
        ],
        -1,
    )
    origins = np.broadcast_to(origin[:, None], direction.shape)
    # Rows are dense over the face (elevation 25..-32 degrees), columns in front.
    e = np.linspace(90, -52, 4000)
    t = np.clip((e + 4) / -48, 0, 1)
    # Where the origin slides, a degree covers more of the face: 0.16 cm at rest, 0.52 cm at its fastest.
    speed = 1 + 9.1 * t * (1 - t)
    weight = 1 + 3.4 * speed / (1 + np.exp((e - 27) / 4)) / (1 + np.exp((-35 - e) / 2))
    rows = np.interp(np.linspace(0, 1, grid_rows), np.cumsum(weight) / weight.sum(), np.linspace(0, COARSE_ROWS - 1, 4000))
    a = np.linspace(-180, 180, 4000)
    weight = 1 + 5.0 / (1 + np.exp((np.abs(a) - 42) / 5))
    cumulative = np.cumsum(weight) - weight / 2
    columns = np.interp((np.arange(grid_columns) + 0.5) / grid_columns, cumulative / weight.sum(), a)
    columns = (columns - columns[::-1]) / 2
    return origins.reshape(-1, 3).copy(), direction.reshape(-1, 3).copy(), rows, columns


def smooth_head(shape: Shape, grid_rows: int = ROWS, grid_columns: int = COLUMNS) -> Floats:
    """Points (rows * columns, 3) of the head without features, row by row from the crown to the base of the neck."""
    origins, directions, rows, columns = _ray_grid(grid_rows, grid_columns)
    half = cast_rays(origins, directions, shape, REACH).reshape(COARSE_ROWS, -1, 3)
    coarse = np.concatenate([half[:, :0:-1] * np.array([-1, 1, 1]), half[:, :-1]], 1)
    padded = np.concatenate([coarse[:, -3:], coarse, coarse[:, :3]], 1).astype(np.float32)
    u = ((columns + 180) / 360 * COARSE_COLUMNS + 3).astype(np.float32)
    map_x, map_y = np.meshgrid(u, rows.astype(np.float32))
    fine = cv2.remap(padded, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    fine = (fine + fine[:, ::-1] * np.array([-1, 1, 1], np.float32)) / 2
    return np.ascontiguousarray(fine.reshape(-1, 3), dtype=np.float64)


def front_depth(shape: Shape, x: float, y: float) -> float:
    """Depth z of the smooth head's front at (x, y)."""
    return float(cast_rays(np.array([[x, y, 0.0]]), np.array([[0.0, 0.0, 1.0]]), shape, REACH)[0, 2])


def build_head(
    person: Identity, expression: Expression, ground: float = 0.96, *, focus: Floats | None = None, share: float = 1.0
) -> Head:
    """Build all meshes of the head with one expression; `ground` is how far the scalp shows the hair's colour.

    Both eyes look at `focus` (3,), or at a point 80 cm away in the expression's gaze. `share` of the grid's rows and columns
    is enough for a small picture.
    """
    shape = person.shape
    rows, columns = int(ROWS * share), int(COLUMNS * share) // 2 * 2
    base = smooth_head(shape, rows, columns)
    eye_z = front_depth(shape, shape.eye_spacing, 0.0) + (shape.eye_depth - 7.0) - 1.95
    points, face = sculpt(base, eye_z, shape, expression)
    normals = grid_normals(points, rows, columns, True)
    colours, gloss = skin.paint(person, base, face, expression, ground)
    # Texture runs on round the sides instead of stretching.
    side = np.clip(np.abs(face[:, :1]) / 2, 0, 1) * np.sign(face[:, :1]) * np.clip(9 - base[:, 2:], 0, None)
    uv = face + side * np.array([0.9, 0.0])
    mesh = Mesh(points, normals, colours, gloss, uv, grid_triangles(rows, columns, True), SKIN)
    point = _gaze_point(expression, eye_z) if focus is None else focus
    eyes = tuple(eyeball(person, side, eye_z, point) for side in (-1, 1))
    ears = tuple(ear(person, side) for side in (-1, 1))
    inside = mouth_inside(shape, expression) if expression.jaw + expression.lips_apart > 0.02 else ()
    return Head(mesh, eyes + ears + inside, base, face, eye_z, columns)


def _gaze_point(expression: Expression, eye_z: float) -> Floats:
    x, y = math.sin(expression.gaze_x), math.sin(expression.gaze_y)
    return np.array([80.0 * x, 80.0 * y, 80.0 * math.sqrt(max(1 - x * x - y * y, 0.0)) + eye_z])


def eyeball(person: Identity, side: int, eye_z: float, focus: Floats) -> Mesh:
    """One eyeball with a painted iris, turned to the point `focus` (3,) as far as eyes go."""
    shape = person.shape
    rings, spokes = 56, 96
    polar = np.concatenate([np.linspace(0, 0.56, 36), np.linspace(0.58, 1.75, rings - 36)])
    angle = np.linspace(0, 2 * np.pi, spokes, endpoint=False)
    r, a = np.meshgrid(polar, angle, indexing="ij")
    points = np.stack([np.sin(r) * np.cos(a), -np.sin(r) * np.sin(a), np.cos(r)], -1).reshape(-1, 3)
    normals = points.copy()
    colours = skin.paint_eye(person, side, r, a).reshape(-1, 3)
    away = focus - np.array([side * shape.eye_spacing, 0.0, eye_z])
    gx = float(np.clip(np.arctan2(away[0], away[2]), -0.55, 0.55))
    gy = float(np.clip(np.arctan2(away[1], np.hypot(away[0], away[2])), -0.3, 0.3))
    turn_y = np.array([[np.cos(gx), 0, np.sin(gx)], [0, 1, 0], [-np.sin(gx), 0, np.cos(gx)]])
    turn_x = np.array([[1, 0, 0], [0, np.cos(gy), np.sin(gy)], [0, -np.sin(gy), np.cos(gy)]])
    turn = turn_y @ turn_x
    points, normals = points @ turn.T, normals @ turn.T
    # Wide lids cover a ball that is stretched a little to the corners; the iris stays round.
    reach = np.where(points[:, 0] * side > 0, OUTER_REACH, INNER_REACH)
    stretch = 1 + (shape.eye_width * reach / 1.24 - 1) * np.clip((np.hypot(points[:, 0], points[:, 1]) - 0.5) / 0.5, 0, 1)
    ball = points * 1.24
    ball[:, 0] *= stretch
    # Beyond the iris the white lies nowhere behind the surface that the lids are laid over.
    over = 1.24 * np.sqrt(np.clip(1 - (ball[:, 0] / (shape.eye_width * reach)) ** 2 - (ball[:, 1] / 1.24) ** 2, 0, 1))
    ball[:, 2] += np.clip((r.ravel() - 0.56) / 0.3, 0, 1) * np.clip(over - ball[:, 2], 0, None) * (ball[:, 2] > 0)
    colours *= _corner_shade(ball, side, shape)[:, None]
    caruncle = np.exp(-(((ball[:, 0] * side + shape.eye_width * 0.95) / 0.15) ** 2))
    colours = colours * (1 - caruncle[:, None]) + caruncle[:, None] * linear([214, 158, 146])
    ball += np.array([side * shape.eye_spacing, side * shape.skew_eyes * 0.9, eye_z])
    return Mesh(ball, normals, colours, np.ones(len(ball)), points[:, :2] * 1.24, grid_triangles(rings, spokes, True), EYE)


def _corner_shade(ball: Floats, side: int, shape: Shape) -> Floats:
    """Darken the white towards the lids: the lashes and the lid's rim shade it."""
    x, y = ball[:, 0] / shape.eye_width, ball[:, 1]
    top = shape.eye_upper * (1 - np.abs(x) ** 2.2)
    shade = 1 - 0.72 * np.exp(-np.clip(top - y, 0, None) / 0.15)
    shaded: Floats = shade * (1 - 0.35 * np.clip(np.abs(x) - 0.4, 0, 0.6))
    return shaded


def mouth_inside(shape: Shape, expression: Expression) -> tuple[Mesh, ...]:
    """Upper and lower rows of teeth and the tongue, placed behind the lips."""
    level = mouth_level(shape)
    front = front_depth(shape, 0.0, level) + shape.muzzle * 0.96 - 0.45
    columns, rows = 120, 10
    theta = np.linspace(-1.25, 1.25, columns)
    parts = []
    for upper in (True, False) if expression.jaw > 0.25 else (True,):
        x = 2.15 * np.sin(theta) * shape.mouth_width / 2.4
        z = front - 2.1 * (1 - np.cos(theta)) - (0.0 if upper else 0.30)
        gum, edge = (0.70, -0.40) if upper else (-0.80, -0.42)
        arc = np.abs(theta)
        s = np.linspace(0, 1, rows)[:, None]
        # The edges of the teeth follow the curve of the lower lip; they lie side by side, the front ones longest.
        edges = edge + (0.30 if upper else -0.05) * arc**2 - (0.05 if upper else -0.03) * np.abs(np.sin(theta * 8.0)) ** 0.6
        y = level + 0.12 + gum + (edges - gum) * s
        bulge = 0.12 * np.sin(np.pi * np.clip(s, 0, 1)) - 0.03 * np.abs(np.cos(theta * 8.0)) ** 10
        points = np.stack([x + 0 * s, y, z + bulge], -1)
        if not upper:
            points = _jaw_turn(points, expression.jaw)
        white = linear([226, 208, 184]) * 0.70 * np.ones((rows, columns, 1))
        gaps = 1 - 0.20 * np.abs(np.cos(theta * 8.0)) ** 20
        fade = np.clip(1.12 - 0.62 * arc**1.5, 0.12, 1)
        colour = white * (gaps * fade)[None, :, None]
        gums = s[..., None] < 0.12
        colour = np.where(gums, linear([150, 78, 74]) * fade[None, :, None], colour)
        order = points if upper else points[::-1]
        tint = colour if upper else colour[::-1]
        parts.append(grid_mesh(order.reshape(-1, 3).copy(), rows, columns, tint.reshape(-1, 3), TEETH, gloss=0.6))
    u, v = np.meshgrid(np.linspace(-1, 1, 24), np.linspace(0, 1, 16))
    height = level - 0.75 - 0.2 * u**2 + 0.2 * np.sin(np.pi * v)
    tongue = np.stack([u * 1.5, height, front - 1.5 - 0.4 * u**2 - 3.0 * (1 - v)], -1)
    tongue = _jaw_turn(tongue, expression.jaw)
    parts.append(grid_mesh(tongue.reshape(-1, 3).copy(), 16, 24, linear([150, 70, 66]) * 0.6, MOUTH, gloss=0.7))
    return tuple(parts)


def _jaw_turn(points: Floats, amount: float) -> Floats:
    angle = -0.16 * amount
    y, z = points[..., 1] + 1.5, points[..., 2] - 0.5
    return np.stack(
        [points[..., 0], y * np.cos(angle) + z * np.sin(angle) - 1.5, -y * np.sin(angle) + z * np.cos(angle) + 0.5], -1
    )


def ear(person: Identity, side: int) -> Mesh:
    """One ear: a disc of the ear's outline with helix, antihelix, hollow, tragus and lobe as relief, set on the skull."""
    shape = person.shape
    rings, spokes = 44, 96
    r, a = np.meshgrid(np.linspace(0, 1, rings) ** 0.85, np.linspace(0, 2 * np.pi, spokes, endpoint=False), indexing="ij")
    # Plane: u to the back, v up. Outline: egg with a lobe.
    lobe = np.exp(-(((a - 1.5 * np.pi) / 0.55) ** 2))
    outline_u = np.where(np.cos(a) > 0, 0.58, 0.42) * np.cos(a)
    outline_v = np.where(np.sin(a) > 0, 0.50, 0.50) * np.sin(a) * (1 + 0.08 * lobe * shape.ear_lobe)
    outline_u = outline_u * (1 + 0.10 * np.sin(a) - 0.12 * np.clip(-np.sin(a), 0, 1)) + 0.10 * np.sin(a)
    u, v = r * outline_u, r * outline_v
    back = np.clip(np.cos(a - 0.55) * 1.4 + 0.62, 0, 1)
    helix = np.exp(-(((r - 0.90) / 0.075) ** 2)) * back
    anti_r = 0.60 + 0.05 * np.sin(2 * a)
    anti = np.exp(-(((r - anti_r) / 0.11) ** 2)) * np.clip(np.cos(a - 0.15) * 1.3 + 0.25, 0, 1)
    hollow = np.exp(-(((u - 0.02) / 0.17) ** 2) - ((v + 0.08) / 0.15) ** 2)
    tragus = np.exp(-(((u + 0.20) / 0.07) ** 2) - ((v + 0.08) / 0.09) ** 2)
    antitragus = np.exp(-(((u - 0.05) / 0.09) ** 2) - ((v + 0.25) / 0.06) ** 2)
    fleshy = np.exp(-(((u + 0.02) / 0.2) ** 2) - ((v + 0.40) / 0.10) ** 2)
    w = 0.25 + 0.16 * np.cos(a) * r + 0.42 * helix + 0.30 * anti - 0.55 * hollow
    w += 0.36 * tragus + 0.2 * antitragus + 0.12 * fleshy
    edge = np.clip((r - 0.93) / 0.07, 0, 1)
    w = w * (1 - edge) - 0.25 * edge + 0.16 * np.cos(a) * r * edge
    pu, pv = u * shape.ear_width, v * shape.ear_length
    # Flare turns the plane away from the head about its front edge; the top leans back.
    flare = shape.ear_flare
    out = w * np.cos(flare) * 0.9 + (pu + 1.2) * np.sin(flare)
    z = -(pu * np.cos(flare) - w * np.sin(flare)) - 0.55 - 0.16 * pv
    # From the brow to the base of the nose; the lobe lies nearer to the head than the top.
    y = pv + 0.05 * pu + min(max((shape.brow_height - shape.nose_length - 1.0) / 2, -1.6), -0.5)
    x = shape.head_width - 0.85 + out + 0.09 * pv
    points = np.stack([side * x, y, z], -1).reshape(-1, 3)
    if side < 0:
        points = points.reshape(rings, spokes, 3)[:, ::-1].reshape(-1, 3)
    colours = skin.paint_ear(person, r, w, hollow)
    if side < 0:
        colours = colours[:, ::-1]
    # The grid runs from the centre outwards, so that normals point away from the head.
    return grid_mesh(np.ascontiguousarray(points), rings, spokes, colours.reshape(-1, 3), SKIN, wrap=True, gloss=0.35)
