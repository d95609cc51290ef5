"""Meshes: grids of points with normals, colours and a material, gathered into one set of arrays for the rasteriser."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

SKIN: Final = 1
EYE: Final = 2
CLOTH: Final = 3
TEETH: Final = 4
MOUTH: Final = 5
FRAME: Final = 6
# Cloth patterns; material CLOTH_PATTERN + index is that pattern.
PATTERNS: Final = ("plain", "stripes", "pinstripes", "check")
CLOTH_PATTERN: Final = 32


@dataclass(frozen=True)
class Mesh:
    """Triangles (m, 3) over points (n, 3) in cm, with linear colours (n, 3), gloss (n,) and one material.

    `uv` (n, 2) are surface coordinates in cm for fine texture.
    """

    points: Floats
    normals: Floats
    colours: Floats
    gloss: Floats
    uv: Floats
    triangles: Ints
    material: int
    pattern: int = 0
    second: tuple[float, float, float] = (0.0, 0.0, 0.0)


def grid_triangles(rows: int, columns: int, wrap: bool) -> Ints:
    """Triangles of a rows x columns grid (row-major); `wrap` joins the last column to the first."""
    r, c = np.meshgrid(np.arange(rows - 1), np.arange(columns if wrap else columns - 1), indexing="ij")
    a = r * columns + c
    b = r * columns + (c + 1) % columns
    d, e = a + columns, b + columns
    return np.stack([np.stack([a, d, b], -1), np.stack([b, d, e], -1)], 2).reshape(-1, 3).astype(np.int32)


@compiled
def grid_normals(points: Floats, rows: int, columns: int, wrap: bool) -> Floats:
    """Unit normals (n, 3) of a grid from central differences: across the columns x down the rows."""
    out = np.empty_like(points)
    for r in range(rows):
        up, down = max(r - 1, 0) * columns, min(r + 1, rows - 1) * columns
        for c in range(columns):
            left = (c - 1) % columns if wrap else max(c - 1, 0)
            right = (c + 1) % columns if wrap else min(c + 1, columns - 1)
            ux = points[r * columns + right, 0] - points[r * columns + left, 0]
            uy = points[r * columns + right, 1] - points[r * columns + left, 1]
            uz = points[r * columns + right, 2] - points[r * columns + left, 2]
            vx = points[up + c, 0] - points[down + c, 0]
            vy = points[up + c, 1] - points[down + c, 1]
            vz = points[up + c, 2] - points[down + c, 2]
            nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
            length = max((nx * nx + ny * ny + nz * nz) ** 0.5, 1e-12)
            i = r * columns + c
            out[i, 0], out[i, 1], out[i, 2] = nx / length, ny / length, nz / length
    return out


def grid_mesh(
    points: Floats,
    rows: int,
    columns: int,
    colour: Floats,
    material: int,
    *,
    wrap: bool = False,
    gloss: float | Floats = 0.3,
    uv: Floats | None = None,
) -> Mesh:
    """Build the mesh of a grid; `colour` is (3,) or (n, 3) linear."""
    n = rows * columns
    return Mesh(
        points,
        grid_normals(points, rows, columns, wrap),
        np.ascontiguousarray(np.broadcast_to(colour, (n, 3)), dtype=np.float64),
        np.ascontiguousarray(np.broadcast_to(gloss, (n,)), dtype=np.float64),
        uv if uv is not None else np.ascontiguousarray(points[:, :2]),
        grid_triangles(rows, columns, wrap),
        material,
    )


def tube(path: Floats, radius: float, colour: Floats, material: int, *, sides: int = 8, closed: bool = False) -> Mesh:
    """A round tube along a path (n, 3)."""
    tangent = np.roll(path, -1, 0) - np.roll(path, 1, 0) if closed else np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True) + 1e-12
    helper = np.where(np.abs(tangent[:, 1:2]) < 0.9, np.array([[0.0, 1.0, 0.0]]), np.array([[1.0, 0.0, 0.0]]))
    across = np.cross(tangent, helper)
    across /= np.linalg.norm(across, axis=1, keepdims=True) + 1e-12
    other = np.cross(across, tangent)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = np.cos(angle)[None, :, None] * across[:, None] - np.sin(angle)[None, :, None] * other[:, None]
    points = path[:, None] + radius * ring
    if closed:
        points = np.concatenate([points, points[:1]])
    rows = len(points)
    return grid_mesh(points.reshape(-1, 3).copy(), rows, sides, colour, material, wrap=True, gloss=0.25)


def linear(colour: Sequence[float] | Floats) -> Floats:
    """sRGB in 0..255 to linear light in 0..1."""
    c = np.asarray(colour, dtype=np.float64) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
