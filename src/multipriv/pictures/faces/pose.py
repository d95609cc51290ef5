"""Turning the head on the neck: points above the collar follow the head, those below the trunk."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled
from multipriv.pictures.faces.mesh import Mesh
from multipriv.pictures.faces.strands import Strands

Floats = NDArray[np.float64]
PIVOT = (0.0, -9.5, -2.4)


@compiled
def turn(points: Floats, vectors: Floats, yaw: float, pitch: float, roll: float) -> tuple[Floats, Floats]:
    """Rotate points (n, 3) about the neck, fully above y = -11 and not at all below -18.5; vectors (n, 3) alike."""
    n = points.shape[0]
    out, turned = np.empty((n, 3)), np.empty((n, 3))
    for i in range(n):
        w = min(max((points[i, 1] + 18.5) / 7.5, 0.0), 1.0)
        w = w * w * (3.0 - 2.0 * w)
        a, b, c = yaw * w, pitch * w, roll * w
        ca, sa, cb, sb, cc, sc = math.cos(a), math.sin(a), math.cos(b), math.sin(b), math.cos(c), math.sin(c)
        for pair in range(2):
            if pair == 0:
                x, y, z = points[i, 0] - PIVOT[0], points[i, 1] - PIVOT[1], points[i, 2] - PIVOT[2]
            else:
                x, y, z = vectors[i, 0], vectors[i, 1], vectors[i, 2]
            x, y = cc * x - sc * y, sc * x + cc * y
            y, z = cb * y - sb * z, sb * y + cb * z
            x, z = ca * x + sa * z, -sa * x + ca * z
            if pair == 0:
                out[i, 0], out[i, 1], out[i, 2] = x + PIVOT[0], y + PIVOT[1], z + PIVOT[2]
            else:
                turned[i, 0], turned[i, 1], turned[i, 2] = x, y, z
    return out, turned


def unturned(point: Floats, yaw: float, pitch: float, roll: float) -> Floats:
    """A point (3,) of the world as the turned head sees it: the inverse of `turn` where that is full."""
    ca, sa, cb, sb, cc, sc = math.cos(yaw), math.sin(yaw), math.cos(pitch), math.sin(pitch), math.cos(roll), math.sin(roll)
    x, y, z = point - np.array(PIVOT)
    x, z = ca * x - sa * z, sa * x + ca * z
    y, z = cb * y + sb * z, -sb * y + cb * z
    x, y = cc * x + sc * y, -sc * x + cc * y
    return np.array([x + PIVOT[0], y + PIVOT[1], z + PIVOT[2]])


def turn_mesh(mesh: Mesh, yaw: float, pitch: float, roll: float) -> Mesh:
    """The mesh with its head turned (radians)."""
    points, normals = turn(mesh.points, mesh.normals, yaw, pitch, roll)
    return replace(mesh, points=points, normals=normals)


def turn_strands(strands: Strands, yaw: float, pitch: float, roll: float) -> Strands:
    """Strands with the head turned (radians)."""
    shape = strands.points.shape
    points, normals = turn(strands.points.reshape(-1, 3), strands.normals.reshape(-1, 3), yaw, pitch, roll)
    return replace(strands, points=points.reshape(shape), normals=normals.reshape(shape))
