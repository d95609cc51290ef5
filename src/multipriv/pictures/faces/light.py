"""Shading: a soft key light with shadow map, fill from sky and ground, skin that scatters, eyes that reflect a window."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled
from multipriv.pictures.faces.mesh import CLOTH, CLOTH_PATTERN, EYE, SKIN

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Light:
    """Key light from `direction` (unit, towards the light) with linear `colour`; `softness` in cm widens its shadows."""

    direction: Floats
    colour: Floats
    sky: Floats
    ground: Floats
    rim: Floats
    rim_direction: Floats
    softness: float


@compiled
def shade(
    screen: Singles,
    attributes: Singles,
    triangles: Ints,
    materials: Bytes,
    hits: Ints,
    axes: Floats,
    focal: float,
    scale: float,
    key: Floats,
    key_colour: Floats,
    sky: Floats,
    ground: Floats,
    rim: Floats,
    rim_direction: Floats,
    shadow: Singles,
    hair_density: Singles,
    hair_depth: Singles,
    to_light: Floats,
    softness: float,
    occlusion: Singles,
    noise: Singles,
    second: Floats,
    image: Singles,
    albedo: Singles,
    diffuse: Singles,
) -> None:
    """Light what each pixel hits: all of it into image (h, w, 4), but light that enters skin into `albedo` and `diffuse`.

    `axes` (3, 3) are the camera's right, up, forward, `focal` its focal length in pixels, `scale` pixels per cm.
    attributes (n, 12): normal 0-2, colour 3-5, gloss 6, position 7-9, uv 10-11. `to_light` (3, 4) maps positions to the
    shadow map. diffuse (h, w, 4) has the skin's mask as its fourth channel.
    """
    height, width = hits.shape
    sh, sw = shadow.shape
    size = noise.shape[0]
    cells = math.sqrt(to_light[0, 0] ** 2 + to_light[0, 1] ** 2 + to_light[0, 2] ** 2)
    # Taps of the soft shadow: a ring of eight, turned by the pixel's place.
    ring = np.empty((16, 8, 2))
    for turn in range(16):
        for k in range(8):
            angle = turn / 16.0 * 0.7853982 + k * 0.7853982
            reach = cells * softness * (0.35 + 0.65 * ((k * 3) % 8) / 7.0)
            ring[turn, k, 0], ring[turn, k, 1] = reach * math.cos(angle), reach * math.sin(angle)
    # Pores are finer than the pixels of a small picture.
    fine = min(max(scale / 24.0 - 0.25, 0.0), 1.0)
    g = np.empty(12)
    for y in range(height):
        for x in range(width):
            hit = hits[y, x] - 1
            if hit < 0:
                continue
            m = materials[hit]
            a, b, c = triangles[hit, 0], triangles[hit, 1], triangles[hit, 2]
            ax, ay, bx, by, cx, cy = screen[a, 0], screen[a, 1], screen[b, 0], screen[b, 1], screen[c, 0], screen[c, 1]
            area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
            qx, qy = x + 0.5, y + 0.5
            wa = ((bx - qx) * (cy - qy) - (cx - qx) * (by - qy)) / area
            wb = ((cx - qx) * (ay - qy) - (ax - qx) * (cy - qy)) / area
            wa, wb, wc = wa * screen[a, 2], wb * screen[b, 2], (1.0 - wa - wb) * screen[c, 2]
            total = wa + wb + wc
            wa, wb, wc = wa / total, wb / total, wc / total
            for j in range(12):
                g[j] = wa * attributes[a, j] + wb * attributes[b, j] + wc * attributes[c, j]
            nx, ny, nz = g[0], g[1], g[2]
            px, py, pz = g[7], g[8], g[9]
            u, v = g[10], g[11]
            gloss = g[6]
            woven = 0.0
            if m > CLOTH_PATTERN:
                if m == CLOTH_PATTERN + 1:
                    woven = 1.0 if math.sin(v * 2.4) > 0.2 else 0.0
                elif m == CLOTH_PATTERN + 2:
                    woven = 0.7 if math.sin(u * 4.5) > 0.93 else 0.0
                else:
                    woven = (0.45 if math.sin(u * 2.0) > 0.3 else 0.0) + (0.45 if math.sin(v * 2.0) > 0.3 else 0.0)
                m = CLOTH
            tint, sheen = 1.0, 1.0
            if m == CLOTH:
                iu, iv = int(u * 22.0 + 40000.0) % size, int(v * 22.0 + 40000.0) % size
                nx += 0.05 * (noise[iv, (iu + 1) % size, 2] - noise[iv, iu, 2])
                ny += 0.05 * (noise[(iv + 1) % size, iu, 2] - noise[iv, iu, 2])
            if m == SKIN:
                # Pores and fine creases: the slope of a tile tilts the normal, its height stains and dulls.
                iu, iv = int(u * 26.0 + 40000.0) % size, int(v * 26.0 + 40000.0) % size
                ju, jv = (iu + 1) % size, (iv + 1) % size
                pore, patch = noise[iv, iu, 2], noise[iv, iu, 1]
                nx += fine * (0.06 * (noise[iv, ju, 2] - pore) + 0.12 * (noise[iv, ju, 1] - patch))
                ny += fine * (0.06 * (noise[jv, iu, 2] - pore) + 0.12 * (noise[jv, iu, 1] - patch))
                tint = 1.0 + fine * (0.028 * pore + 0.018 * patch)
                sheen = max(1.0 + fine * (0.12 * pore + 0.10 * patch), 0.2)
            length = math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-9
            nx, ny, nz = nx / length, ny / length, nz / length
            sx, sy = (qx - width * 0.5) / focal, (height * 0.5 - qy) / focal
            vx = -(axes[0, 0] * sx + axes[1, 0] * sy + axes[2, 0])
            vy = -(axes[0, 1] * sx + axes[1, 1] * sy + axes[2, 1])
            vz = -(axes[0, 2] * sx + axes[1, 2] * sy + axes[2, 2])
            vl = 1.0 / math.sqrt(vx * vx + vy * vy + vz * vz)
            vx, vy, vz = vx * vl, vy * vl, vz * vl
            facing = nx * vx + ny * vy + nz * vz
            if facing < 0.0 and m == CLOTH:
                nx, ny, nz = -nx, -ny, -nz
                facing = -facing
            ndl = nx * key[0] + ny * key[1] + nz * key[2]
            # Shadow: eight taps on a turned ring.
            lit = 1.0
            if ndl > -0.35:
                lx = to_light[0, 0] * px + to_light[0, 1] * py + to_light[0, 2] * pz + to_light[0, 3]
                ly = to_light[1, 0] * px + to_light[1, 1] * py + to_light[1, 2] * pz + to_light[1, 3]
                lz = to_light[2, 0] * px + to_light[2, 1] * py + to_light[2, 2] * pz + to_light[2, 3]
                turn = (x * 73 + y * 151 + (x ^ y) * 37) % 16
                covered = 0.0
                slack = 0.25 + 0.35 * (1.0 - max(ndl, 0.0)) + softness * 0.25
                for k in range(8):
                    tx, ty = int(lx + ring[turn, k, 0]), int(ly + ring[turn, k, 1])
                    if 0 <= tx < sw and 0 <= ty < sh:
                        if shadow[ty, tx] > lz + slack:
                            covered += 1.0
                        elif hair_depth[ty, tx] > lz + 0.35:
                            covered += 1.0 - math.exp(-0.55 * hair_density[ty, tx])
                lit = 1.0 - covered / 8.0
            up = 0.5 + 0.5 * ny
            ao = occlusion[y, x]
            edge = max(nx * rim_direction[0] + ny * rim_direction[1] + nz * rim_direction[2], 0.0)
            spec = 0.0
            if gloss > 0.0:
                hx, hy, hz = key[0] + vx, key[1] + vy, key[2] + vz
                hl = math.sqrt(hx * hx + hy * hy + hz * hz) + 1e-9
                ndh = max((nx * hx + ny * hy + nz * hz) / hl, 0.0)
                fresnel = 0.035 + 0.5 * (1.0 - max(facing, 0.0)) ** 5
                if m == EYE:
                    rx, ry, rz = 2 * facing * nx - vx, 2 * facing * ny - vy, 2 * facing * nz - vz
                    at = rx * key[0] + ry * key[1] + rz * key[2]
                    spec = 1.5 * min(max((at - 0.972) / 0.014, 0.0), 1.0) * (0.4 + 0.6 * lit)
                    spec += 0.006 + 0.03 * max(ry, 0.0)
                elif m == SKIN:
                    # Two lobes (rough and oily), broken up by the pores.
                    n2 = ndh * ndh
                    n8 = n2 * n2 * n2 * n2
                    n32 = n8 * n8 * n8 * n8
                    spec = (0.75 * n8 + 1.5 * n32 * n8) * fresnel * gloss * 3.0 * sheen * max(ndl, 0.0) * lit
                    spec += fresnel * gloss * 0.13 * ao * (0.4 + 0.6 * up)
                else:
                    spec = 6.0 * ndh**60 * fresnel * gloss * max(ndl, 0.0) * lit + 0.3 * fresnel * gloss * ao
            if m == SKIN:
                diffuse[y, x, 3] = 1.0
            image[y, x, 3] = 1.0
            for k in range(3):
                wrap, open_, sun = 0.08, ao, lit
                if m == SKIN:
                    wrap = 0.28 if k == 0 else (0.13 if k == 1 else 0.09)
                    # Light that bounces inside skin warms what is occluded and the edges of shadows.
                    if k == 0:
                        open_ = math.sqrt(ao) * 0.6 + ao * 0.4
                        sun = lit * (1.32 - 0.32 * lit)
                elif m == EYE:
                    wrap = 0.35
                d = max((ndl + wrap) / (1.0 + wrap), 0.0)
                ambient = sky[k] * up + ground[k] * (1.0 - up)
                falling = key_colour[k] * d * sun + ambient * open_ + rim[k] * edge * ao
                colour = g[3 + k] * (1.0 - woven) + second[k] * woven
                image[y, x, k] = spec * (key_colour[k] * 0.8 + 0.2)
                if m == SKIN:
                    diffuse[y, x, k] = falling
                    albedo[y, x, k] = colour * tint
                else:
                    image[y, x, k] += colour * falling
