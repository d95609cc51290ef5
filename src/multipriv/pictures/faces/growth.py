"""Growth of hair over the head: guides marched along the comb's direction, strands that follow them in locks."""

import math

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled
from multipriv.pictures.faces.shape import Shape
from multipriv.pictures.faces.skull import capsule, cranium_distance, ellipsoid, shoulder_lift, smooth_min

Floats = NDArray[np.float64]
STEPS = 20
# Depth (cm) beside the neck from which hair falls in front of the shoulder.
FORK = -1.8
FLOWS = {"fall": 0, "side": 1, "back": 2, "forward": 3, "radial": 4, "gather": 5}


@compiled
def _obstacle(x: float, y: float, z: float, s: Shape) -> float:
    """Distance to what hair must not enter: skull, face, neck, shoulders."""
    d = cranium_distance(x, y, z, s)
    ax = abs(x)
    d = smooth_min(d, ellipsoid(ax, y + 3.2, z - 2.9, s.face_width + 0.35, s.chin_drop - 2.3, s.face_depth + 0.3), 2.5)
    if y < -2.0:
        y -= shoulder_lift(s)
        neck = capsule(ax, y, z, 0.0, -6.0, -1.9, 0.0, -22.0, -3.6, s.neck_width, s.neck_width * 1.06)
        w = s.shoulder_width
        k = w / 20.0
        shoulder = capsule(ax, y, z, 0.0, -10.5, -4.6, w * 0.78, -19.4, -3.4, 3.0 * k, 4.0 * k)
        chest = ellipsoid(ax, y + 18.0 + 16.0 * k, z + 2.4, w * 0.88, 18.6 * k, 11.2 * k)
        d = smooth_min(d, smooth_min(smooth_min(neck, shoulder, 4.0), chest, 3.0), 2.0)
    return d


@compiled
def _push_out(x: float, y: float, z: float, layer: float, s: Shape) -> tuple[float, float, float, float, float, float, float]:
    """Move a point out to `layer` cm over the obstacle; also return the outward normal and the distance before."""
    e = 0.05
    d = _obstacle(x, y, z, s)
    nx = _obstacle(x + e, y, z, s) - d
    ny = _obstacle(x, y + e, z, s) - d
    nz = _obstacle(x, y, z + e, s) - d
    if y < -10.0:
        # At the shoulders hair slides to the front or the back, not out along the arm.
        f = min((-10.0 - y) / 4.0, 1.0)
        nx *= 1.0 - 0.9 * f
        ny *= 1.0 - 0.8 * f
        nz += f * (0.6 if z > FORK else -0.6)
    length = math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-9
    nx, ny, nz = nx / length, ny / length, nz / length
    if d < layer:
        move = layer - d
        return x + nx * move, y + ny * move, z + nz * move, nx, ny, nz, d
    return x, y, z, nx, ny, nz, d


@compiled
def smoothfall(y: float) -> float:
    """0 above the jaw, 1 from the shoulders down."""
    return min(max((-7.0 - y) / 5.0, 0.0), 1.0)


@compiled
def grow_guides(
    roots: Floats,
    normals: Floats,
    lengths: Floats,
    flow: int,
    part: float,
    volume: float,
    lift: float,
    regions: NDArray[np.int64],
    gather: Floats,
    chance: Floats,
    s: Shape,
) -> Floats:
    """March each guide over the head: comb direction in the tangent plane, gravity, and the layer it lies in."""
    n = roots.shape[0]
    out = np.empty((n, STEPS, 3))
    for i in range(n):
        x, y, z = roots[i, 0], roots[i, 1], roots[i, 2]
        nx, ny, nz = normals[i, 0], normals[i, 1], normals[i, 2]
        length = lengths[i]
        step = length / (STEPS - 1)
        layer_end = volume * (0.6 + 0.4 * chance[i, 0])
        line = part * (1.0 if y > 5.0 else 0.0)
        side = 1.0 if x > line else -1.0
        is_fringe = regions[i] == 1
        ux, uy, uz = nx, ny, nz
        spread = 0.0
        for j in range(STEPS):
            out[i, j, 0], out[i, j, 1], out[i, j, 2] = x, y, z
            run = j * step
            # Direction of the comb.
            if flow == 4:
                cx, cy, cz = nx * 1.0, ny + 0.15, nz * 1.0
            elif is_fringe or flow == 3:
                top = 1.0 if y > 4.0 else 0.35
                cx, cy, cz = 0.12 * x + 0.9 * (chance[i, 1] - 0.5), -0.75, 1.0 * top if z > -5.0 else -0.3
            elif flow == 1:
                cross = -1.0 if part > 0 else 1.0
                if y > 5.0 and (x - part) * cross > 0:
                    cx, cy, cz = cross, -0.25, -0.15 + (0.25 if z > 4 else 0.0)
                else:
                    cx, cy, cz = 0.25 * side, -1.0, -0.25
            elif flow == 2:
                cx, cy, cz = 0.10 * x, -0.25, -1.0
            elif flow == 5:
                cx, cy, cz = gather[0] - x, gather[1] - y, gather[2] - z
                far = math.sqrt(cx * cx + cy * cy + cz * cz) + 1e-9
                cx, cy, cz = cx / far, cy / far, cz / far
                low = gather[1] < 0.0
                step = min(step, far * 0.35) if j else far * (1.7 if low and z > 0.0 else 1.35) / (STEPS - 1)
                if low and z > 0.5 and y > -1.0:
                    # To the nape by way of the temples, not over the face.
                    cx, cy, cz = 0.16 * x, 0.05, -1.0
            else:
                away = math.exp(-max(8.0 - y, 0.0) / 3.0)
                cx = side * (0.25 + 1.9 * away)
                cy = -0.9
                # Front hair is drawn back over the temple so that the face stays free.
                cz = -1.0 if z > 2.5 else -0.1
                if y < -4.0:
                    if spread == 0.0:
                        # What lies in a sheet beside the neck fans out over the chest.
                        spread = 0.11 * (1.2 - z) * (0.8 + 0.4 * chance[i, 2]) if z > FORK else 0.02
                    cx, cz = side * spread * smoothfall(y), 0.0
            cl = math.sqrt(cx * cx + cy * cy + cz * cz) + 1e-9
            cx, cy, cz = cx / cl, cy / cl, cz / cl
            _, _, _, nx, ny, nz, _ = _push_out(x, y, z, 0.0, s)
            dot = cx * nx + cy * ny + cz * nz
            hug = 1.0 if flow != 4 else 0.0
            cx, cy, cz = cx - hug * dot * nx, cy - hug * dot * ny, cz - hug * dot * nz
            # Lift at the root, then lie down.
            rise = lift * math.exp(-run / max(0.28 * min(length, 9.0), 0.3))
            cx, cy, cz = cx + rise * nx, cy + rise * ny, cz + rise * nz
            gravity = 0.35 * min(run / 12.0, 1.0) if flow != 5 else 0.0
            keep = 0.45
            ux = ux * keep + cx * (1 - keep)
            uy = uy * keep + (cy - gravity) * (1 - keep)
            uz = uz * keep + cz * (1 - keep)
            ul = math.sqrt(ux * ux + uy * uy + uz * uz) + 1e-9
            ux, uy, uz = ux / ul, uy / ul, uz / ul
            x, y, z = x + ux * step, y + uy * step, z + uz * step
            if flow < 3 and not is_fringe and z > 2.0 and y < s.hairline - 0.6 and abs(x) < 5.7:
                x += 0.5 * (5.7 - abs(x)) * (1.0 if x > 0 else -1.0)
            layer = layer_end * min((run + step) / (5.0 if flow == 0 else 2.5), 1.0)
            if flow == 0:
                # Flat beside the parting, full over the temples.
                layer *= 1.0 - 0.55 * min(max((y - 6.0) / 3.0, 0.0), 1.0)
            x, y, z, nx, ny, nz, d = _push_out(x, y, z, layer, s)
            if flow != 4 and y > -3.0 and d > layer + 0.15:
                pull = 0.35 * (d - layer)
                x, y, z = x - nx * pull, y - ny * pull, z - nz * pull
    return out


@compiled
def follow(
    roots: Floats,
    normals: Floats,
    lengths: Floats,
    guides: Floats,
    guide_lengths: Floats,
    clump: float,
    curl: float,
    volume: float,
    part: float,
    chance: Floats,
    phase: Floats,
    tight: bool,
    parted: bool,
    regions: NDArray[np.int64],
    s: Shape,
) -> Floats:
    """Strands (n, STEPS, 3) beside their nearest guide of the same side, drawn together towards the tip, curled."""
    n, g = roots.shape[0], guides.shape[0]
    out = np.empty((n, STEPS, 3))
    for i in range(n):
        best, second, near, near2 = 0, 0, 1e9, 1e9
        for k in range(g):
            dx, dy, dz = roots[i, 0] - guides[k, 0, 0], roots[i, 1] - guides[k, 0, 1], roots[i, 2] - guides[k, 0, 2]
            d = dx * dx + dy * dy + dz * dz
            crosses = (roots[i, 0] > part) != (guides[k, 0, 0] > part)
            if parted and regions[i] == 0 and crosses and roots[i, 1] > 4.0:
                d += 30.0
            if regions[i] != regions[k]:
                d += 30.0
            if d < near:
                second, near2 = best, near
                best, near = k, d
            elif d < near2:
                second, near2 = k, d
        mix = 0.5 * math.sqrt(near) / (math.sqrt(near2) + 1e-6) if near2 < 4.0 else 0.0
        mix *= 1.0 - 0.6 * clump
        if abs(guide_lengths[best] - guide_lengths[second]) > 6.0:
            mix = 0.0
        scale = min(lengths[i] / max(guide_lengths[best], 0.1), 1.05)
        layer = 0.02 + volume * 0.12 * chance[i, 0]
        amplitude = curl * curl * 0.9 + 0.06 if curl < 0.45 else 0.20 + 0.14 * curl
        waves = 0.9 + curl * 2.4 if curl < 0.45 else 2.6 + 2.6 * curl
        turn = 6.2831853 * (phase[best, 0] + (0.10 if curl < 0.45 else 0.35) * (chance[i, 1] - 0.5))
        ox = roots[i, 0] - guides[best, 0, 0] * (1 - mix) - guides[second, 0, 0] * mix
        oy = roots[i, 1] - guides[best, 0, 1] * (1 - mix) - guides[second, 0, 1] * mix
        oz = roots[i, 2] - guides[best, 0, 2] * (1 - mix) - guides[second, 0, 2] * mix
        for j in range(STEPS):
            t = j / (STEPS - 1.0)
            at = t * scale * (STEPS - 1)
            k = min(int(at), STEPS - 2)
            f = at - k
            x = (guides[best, k, 0] * (1 - f) + guides[best, k + 1, 0] * f) * (1 - mix)
            y = (guides[best, k, 1] * (1 - f) + guides[best, k + 1, 1] * f) * (1 - mix)
            z = (guides[best, k, 2] * (1 - f) + guides[best, k + 1, 2] * f) * (1 - mix)
            x += (guides[second, k, 0] * (1 - f) + guides[second, k + 1, 0] * f) * mix
            y += (guides[second, k, 1] * (1 - f) + guides[second, k + 1, 1] * f) * mix
            z += (guides[second, k, 2] * (1 - f) + guides[second, k + 1, 2] * f) * mix
            along = t * lengths[i]
            hold = 1.0 - clump * min(along / 8.0, 1.0)
            x, y, z = x + ox * hold, y + oy * hold, z + oz * hold
            # Stray: a slow drift of its own.
            stray = 0.10 * min(along / 4.0, 1.5) if not tight else 0.03
            x += stray * (chance[i, 2] - 0.5) * 2.0
            z += stray * (chance[i, 3] - 0.5) * 2.0
            wave = amplitude * min(along / (5.0 if curl < 0.45 else 0.8), 1.0)
            if tight:
                wave *= 0.12
            angle = turn + 6.2831853 * waves * along / 12.0
            if curl < 0.45:
                x += wave * math.cos(angle)
                z += wave * math.sin(angle)
                y += wave * 0.35 * math.sin(angle * 1.3)
            else:
                # Curls wind about the direction in which they grow.
                nx, ny, nz = normals[i, 0], normals[i, 1], normals[i, 2]
                flat = math.sqrt(nx * nx + nz * nz) + 1e-6
                c, d = wave * math.cos(angle), wave * math.sin(angle)
                x += c * nz / flat - d * ny * nx / flat
                y += d * flat
                z += -c * nx / flat - d * ny * nz / flat
            if j > 0 and _obstacle(x, y, z, s) < layer:
                x, y, z, _, _, _, _ = _push_out(x, y, z, layer, s)
            out[i, j, 0], out[i, j, 1], out[i, j, 2] = x, y, z
    return out
