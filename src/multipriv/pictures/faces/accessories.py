"""Glasses with temples, and hats."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.facial_hair import Surface
from multipriv.pictures.faces.head import Head, front_depth
from multipriv.pictures.faces.identities import Identity
from multipriv.pictures.faces.mesh import CLOTH, FRAME, Mesh, grid_mesh, linear, tube
from multipriv.pictures.faces.relief import nose
from multipriv.pictures.faces.shape import Shape
from multipriv.pictures.faces.skull import cast_rays
from multipriv.pictures.faces.strands import Strands

Floats = NDArray[np.float64]
FRAMES = {
    # half width, half height, squareness, tube radius, colour
    "round": (2.35, 2.15, 2.0, 0.09, (60, 52, 46)),
    "oval": (2.55, 1.75, 2.3, 0.11, (40, 30, 26)),
    "square": (2.60, 1.85, 4.5, 0.17, (24, 22, 24)),
    "thin": (2.55, 1.70, 3.4, 0.08, (84, 78, 72)),
    "tortoise": (2.55, 2.00, 3.0, 0.19, (92, 54, 28)),
}
HATS = ("beanie", "cap")
BRIM = 4.7


def glasses(person: Identity, kind: str, head: Head, surface: Surface) -> list[Mesh]:
    """Rims, bridge and temples that run over the ears."""
    s = person.shape
    w, h, square, radius, colour = FRAMES[kind]
    scale = s.eye_spacing / 3.15 * min(s.chin_drop / 9.3, 1.0)
    w, h = w * scale * 0.95, h * scale * 0.95
    # The bridge rests on the nose, the rims stand behind it, beside the nose and before the lashes.
    rest = front_depth(s, 0.0, 0.4) + nose(0.0, 0.4, s) + 0.05
    z = max(head.eye_z + 2.0, rest - 0.75)
    cx = max(s.eye_spacing + 0.12, w + 0.9)
    t = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    px = w * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** (2 / square)
    py = h * np.sign(np.sin(t)) * np.abs(np.sin(t)) ** (2 / square)
    tone = linear(colour)
    # Full or smiling cheeks push the rims forward.
    around = cx + px
    skin = surface.at(around, py - 0.25)[0][:, 2]
    z += float(np.clip((skin + radius - (z - 0.034 * around**2 - 0.06 * py)).max(), 0.0, 1.7))
    parts = []
    for side in (-1, 1):
        x = side * (cx + px)
        rim = np.stack([x, py - 0.25, z - 0.034 * x**2 - 0.06 * py], -1)
        parts.append(tube(rim[::side].copy(), radius, tone, FRAME, closed=True))
        hinge = np.array([side * (cx + w), 0.75, z - 0.034 * (cx + w) ** 2])
        ear_x = s.head_width - 0.15
        path = np.array(
            [
                hinge,
                [side * (ear_x + 0.05), 0.65, hinge[2] - 1.6],
                [side * (ear_x + 0.1), 0.35, 1.0],
                [side * ear_x, 0.1, -0.6],
                [side * (ear_x - 0.2), -1.0, -1.8],
            ]
        )
        parts.append(tube(_smooth(path), radius * 0.95, tone, FRAME))
    inner = cx - w
    bridge = np.array(
        [
            [-inner - 0.05, 0.35, z - 0.05],
            [-inner * 0.5, 0.62, max(z + 0.12, rest - 0.1)],
            [0, 0.70, max(z + 0.18, rest)],
            [inner * 0.5, 0.62, max(z + 0.12, rest - 0.1)],
            [inner + 0.05, 0.35, z - 0.05],
        ]
    )
    parts.append(tube(_smooth(bridge), radius, tone, FRAME))
    return parts


def _smooth(path: Floats) -> Floats:
    t = np.linspace(0, len(path) - 1, 40)
    fine = np.stack([np.interp(t, np.arange(len(path)), path[:, k]) for k in range(3)], -1)
    kernel = np.array([0.1, 0.2, 0.4, 0.2, 0.1])
    padded = np.pad(fine, ((2, 2), (0, 0)), mode="edge")
    return np.stack([np.convolve(padded[:, k], kernel, "valid") for k in range(3)], -1)


def hat(person: Identity, kind: str, colour: tuple[float, float, float], head: Head) -> list[Mesh]:
    """A knitted beanie or a cap with a peak, fitted to the skull."""
    s = person.shape
    rows, columns = 44, 120
    a = np.linspace(-np.pi, np.pi, columns, endpoint=False)
    low = np.arctan2(BRIM - 2.0 + 0.4 - 1.7 * (1 - np.cos(a)) / 2, s.head_length)
    t = np.linspace(0, 1, rows)[:, None]
    e = np.pi / 2 + t * (low[None] - np.pi / 2)
    d = np.stack([np.cos(e) * np.sin(a), np.sin(e), np.cos(e) * np.cos(a)], -1)
    origins = np.broadcast_to(np.array([0.0, 2.0, -0.5]), d.shape).reshape(-1, 3).copy()
    skull = cast_rays(origins, np.ascontiguousarray(d.reshape(-1, 3)), s, 20.0).reshape(rows, columns, 3)
    tone = linear(colour)
    fit = 0.8 if kind == "cap" else 0.85
    points = skull + d * (fit + (0.8 * np.sin(np.pi * t[..., None]) if kind == "cap" else 0.5 * (1 - t[..., None])))
    if kind == "beanie":
        points = points + d * (0.10 * np.sin(a * 60) * np.ones_like(t))[..., None]
    crown = grid_mesh(points.reshape(-1, 3).copy(), rows, columns, tone, CLOTH, wrap=True, gloss=0.12)
    edge = points[-1]
    if kind == "beanie":
        r = np.linspace(0, 1, 14)[:, None, None]
        roll = edge[None] + np.array([0, 3.2, 0]) * (1 - r) - np.array([0, 0.5, 0]) * r
        roll = roll + d[-1][None] * (0.12 + 0.34 * np.sin(np.pi * r) - 0.85 * (1 - r))
        roll = roll + d[-1] * (0.08 * np.sin(a * 60))[None, :, None]
        cuff = grid_mesh(roll.reshape(-1, 3).copy(), 14, columns, tone * 0.9, CLOTH, wrap=True, gloss=0.1)
        return [crown, cuff]
    front = np.abs(a) < 1.15
    base = edge[front]
    u = np.linspace(-1, 1, len(base))
    r = np.linspace(0, 1, 12)[:, None]
    length = 6.5 * np.sqrt(np.clip(1 - u**2, 0, 1)) ** 0.8
    peak = np.stack([base[:, 0] + 0 * r, base[:, 1] + 0.25 - (0.28 * length) * r - 0.5 * (u**2) * r, base[:, 2] + length * r], -1)
    upper = grid_mesh(peak.reshape(-1, 3).copy(), 12, len(base), tone * 0.85, CLOTH, gloss=0.15)
    under = grid_mesh((peak - np.array([0, 0.25, 0]))[:, ::-1].reshape(-1, 3).copy(), 12, len(base), tone * 0.5, CLOTH)
    return [crown, upper, under]


def under_hat(strands: Strands, s: Shape) -> Strands:
    """The strands pressed to the head where the hat sits, cut where they would pierce it."""
    points = strands.points.copy()
    root = points[:, :1]
    keep = root[:, 0, 1] < BRIM - 0.4
    points = points[keep]
    above = points[..., 1] > BRIM - 1.0
    points[..., 1] = np.where(above, BRIM - 1.0 - 0.1 * (points[..., 1] - BRIM + 1.0), points[..., 1])
    return replace(
        strands, points=points, normals=strands.normals[keep], colours=strands.colours[keep], widths=strands.widths[keep]
    )
