"""Strands of hair: poly-lines with colour, and their shading along the fibre (Kajiya and Kay, SIGGRAPH 1989, two lobes)."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled
from multipriv.pictures.faces.light import Light

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]


@dataclass(frozen=True)
class Strands:
    """Poly-lines (n, s, 3) in cm with linear colours (n, 3), widths (n,) in cm and outward normals (n, s, 3)."""

    points: Floats
    normals: Floats
    colours: Floats
    widths: Floats
    shine: float
    casts_shadow: bool = True


def light_strands(s: Strands, eye: Floats, light: Light, frame: Floats, shadow: Singles, hair_depth: Singles) -> Singles:
    """Return the light leaving each point (n, s, 3)."""
    out = np.empty(s.points.shape, np.float32)
    _light(
        s.points,
        s.normals,
        s.colours,
        s.shine,
        eye,
        light.direction,
        light.colour,
        light.sky,
        light.ground,
        light.rim,
        light.rim_direction,
        frame,
        shadow,
        hair_depth,
        out,
    )
    return out


@compiled
def _light(
    points: Floats,
    normals: Floats,
    colours: Floats,
    shine: float,
    eye: Floats,
    key: Floats,
    key_colour: Floats,
    sky: Floats,
    ground: Floats,
    rim: Floats,
    rim_direction: Floats,
    frame: Floats,
    shadow: Singles,
    hair_depth: Singles,
    out: Singles,
) -> None:
    n, steps = points.shape[0], points.shape[1]
    size = shadow.shape[0]
    for i in range(n):
        for j in range(steps):
            a, b = max(j - 1, 0), min(j + 1, steps - 1)
            tx = points[i, b, 0] - points[i, a, 0]
            ty = points[i, b, 1] - points[i, a, 1]
            tz = points[i, b, 2] - points[i, a, 2]
            tl = math.sqrt(tx * tx + ty * ty + tz * tz) + 1e-9
            tx, ty, tz = tx / tl, ty / tl, tz / tl
            px, py, pz = points[i, j, 0], points[i, j, 1], points[i, j, 2]
            vx, vy, vz = eye[0] - px, eye[1] - py, eye[2] - pz
            vl = math.sqrt(vx * vx + vy * vy + vz * vz)
            vx, vy, vz = vx / vl, vy / vl, vz / vl
            lx = int(frame[0, 0] * px + frame[0, 1] * py + frame[0, 2] * pz + frame[0, 3])
            ly = int(frame[1, 0] * px + frame[1, 1] * py + frame[1, 2] * pz + frame[1, 3])
            lz = frame[2, 0] * px + frame[2, 1] * py + frame[2, 2] * pz + frame[2, 3]
            lit = 1.0
            if 0 <= lx < size and 0 <= ly < size:
                if shadow[ly, lx] > lz + 0.5:
                    lit = 0.25
                behind = max(hair_depth[ly, lx] - lz - 0.15, 0.0)
                lit *= max(math.exp(-0.9 * behind), 0.12)
            nx, ny, nz = normals[i, j, 0], normals[i, j, 1], normals[i, j, 2]
            ndl = nx * key[0] + ny * key[1] + nz * key[2]
            facing = min(max(0.5 + 0.75 * ndl, 0.05), 1.0)
            tl_dot = tx * key[0] + ty * key[1] + tz * key[2]
            sin_tl = math.sqrt(max(1.0 - tl_dot * tl_dot, 0.0))
            hx, hy, hz = key[0] + vx, key[1] + vy, key[2] + vz
            hl = math.sqrt(hx * hx + hy * hy + hz * hz) + 1e-9
            th = (tx * hx + ty * hy + tz * hz) / hl
            # Scales of the cuticle shift the white lobe to the root and the coloured one to the tip.
            th1, th2 = th + 0.08, th - 0.12
            s1 = max(1.0 - th1 * th1, 0.0) ** 45
            s2 = max(1.0 - th2 * th2, 0.0) ** 9
            up = 0.5 + 0.5 * ny
            rim_facing = max(nx * rim_direction[0] + ny * rim_direction[1] + nz * rim_direction[2], 0.0)
            buried = 0.55 + 0.45 * min(j / (steps * 0.35), 1.0)
            for c in range(3):
                ambient = sky[c] * up + ground[c] * (1.0 - up)
                base = colours[i, c]
                value = base * (key_colour[c] * lit * facing * (0.25 + 0.65 * sin_tl) + 0.75 * ambient * buried)
                value += lit * facing * key_colour[c] * shine * (0.09 * s1 + 0.65 * (0.9 * base + 0.015) * s2)
                value += rim[c] * rim_facing * (0.5 * base + 0.01 * shine)
                out[i, j, c] = value
