"""Shading: a soft key light with shadow map, fill from sky and ground, skin that scatters, eyes that reflect a window."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled
from multipriv.pictures.faces.mesh import CLOTH, CLOTH_PATTERN, EYE, SKIN

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Bytes = NDArray[np.uint8]


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
    depth: Singles,
    buffer: Singles,
    material: Bytes,
    axes: Floats,
    focal: float,
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
    albedo: Singles,
    diffuse: Singles,
    specular: Singles,
    second: Floats,
) -> None:
    """Fill albedo, diffuse irradiance and specular (h, w, 3) from the geometry buffer.

    `axes` (3, 3) are the camera's right, up, forward, `focal` its focal length in pixels.
    buffer: normal 0-2, colour 3-5, gloss 6, position 7-9, uv 10-11. `to_light` (3, 4) maps positions to the shadow map.
    """
    height, width = depth.shape
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
    for y in range(height):
        for x in range(width):
            m = material[y, x]
            if m == 0:
                continue
            nx, ny, nz = buffer[y, x, 0], buffer[y, x, 1], buffer[y, x, 2]
            px, py, pz = buffer[y, x, 7], buffer[y, x, 8], buffer[y, x, 9]
            u, v = buffer[y, x, 10], buffer[y, x, 11]
            woven = 0.0
            if m > CLOTH_PATTERN:
                if m == CLOTH_PATTERN + 1:
                    woven = 1.0 if math.sin(v * 2.4) > 0.2 else 0.0
                elif m == CLOTH_PATTERN + 2:
                    woven = 0.7 if math.sin(u * 4.5) > 0.93 else 0.0
                else:
                    woven = (0.45 if math.sin(u * 2.0) > 0.3 else 0.0) + (0.45 if math.sin(v * 2.0) > 0.3 else 0.0)
                m = CLOTH
            if m == CLOTH:
                iu, iv = int(u * 22.0 + 40000.0) % size, int(v * 22.0 + 40000.0) % size
                nx += 0.05 * (noise[iv, (iu + 1) % size, 2] - noise[iv, iu, 2])
                ny += 0.05 * (noise[(iv + 1) % size, iu, 2] - noise[iv, iu, 2])
            if m == SKIN:
                # Pores: the slope of a fine tile tilts the normal.
                iu, iv = int(u * 30.0 + 40000.0) % size, int(v * 30.0 + 40000.0) % size
                bump = 0.05
                nx += bump * (noise[iv, (iu + 1) % size, 2] - noise[iv, iu, 2])
                ny += bump * (noise[(iv + 1) % size, iu, 2] - noise[iv, iu, 2])
            length = math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-9
            nx, ny, nz = nx / length, ny / length, nz / length
            sx, sy = (x + 0.5 - width * 0.5) / focal, (height * 0.5 - y - 0.5) / focal
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
                total = 0.0
                slack = 0.25 + 0.35 * (1.0 - max(ndl, 0.0)) + softness * 0.25
                for k in range(8):
                    qx, qy = int(lx + ring[turn, k, 0]), int(ly + ring[turn, k, 1])
                    if 0 <= qx < sw and 0 <= qy < sh:
                        if shadow[qy, qx] > lz + slack:
                            total += 1.0
                        elif hair_depth[qy, qx] > lz + 0.35:
                            total += 1.0 - math.exp(-0.55 * hair_density[qy, qx])
                lit = 1.0 - total / 8.0
            up = 0.5 + 0.5 * ny
            ao = occlusion[y, x]
            for c in range(3):
                if m == SKIN:
                    wrap = 0.26 if c == 0 else (0.12 if c == 1 else 0.08)
                elif m == EYE:
                    wrap = 0.35
                else:
                    wrap = 0.08
                d = max((ndl + wrap) / (1.0 + wrap), 0.0)
                ambient = sky[c] * up + ground[c] * (1.0 - up)
                edge = max(nx * rim_direction[0] + ny * rim_direction[1] + nz * rim_direction[2], 0.0)
                # Light that bounces inside skin warms what is occluded.
                occluded = math.sqrt(ao) * 0.6 + ao * 0.4 if c == 0 and m == SKIN else ao
                diffuse[y, x, c] = key_colour[c] * d * lit + ambient * occluded + rim[c] * edge * ao
                albedo[y, x, c] = buffer[y, x, 3 + c] * (1.0 - woven) + second[c] * woven
            gloss = buffer[y, x, 6]
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
                    n2 = ndh * ndh
                    n4 = n2 * n2
                    n8 = n4 * n4
                    n14 = n8 * n4 * n2
                    spec = (0.9 * n14 + 1.6 * n14 * n14 * n14 * n4) * fresnel * gloss * 4.2 * max(ndl, 0.0) * lit
                    spec += fresnel * gloss * 0.22 * ao * (0.4 + 0.6 * up)
                else:
                    spec = 6.0 * ndh**60 * fresnel * gloss * max(ndl, 0.0) * lit + 0.3 * fresnel * gloss * ao
                for c in range(3):
                    specular[y, x, c] = spec * (key_colour[c] * 0.8 + 0.2)


def occlusion(depth: Singles, scale: float) -> Singles:
    """Ambient occlusion (h, w) in [0, 1] from inverse distances: how far the surroundings stand before a pixel.

    `scale` is pixels per cm at the subject. Works at a quarter of the size on blurred depth at three radii.
    """
    h, w = depth.shape
    small = cv2.resize(depth, (w // 2, h // 2), interpolation=cv2.INTER_AREA)
    dark = np.zeros((h // 2, w // 2), np.float32)
    # Wide radii need no fine grid.
    for radius, weight, shrink in ((0.35, 0.50, 1), (0.9, 0.40, 2), (2.4, 0.30, 4)):
        level = small if shrink == 1 else cv2.resize(depth, (w // 2 // shrink, h // 2 // shrink), interpolation=cv2.INTER_AREA)
        solid = (level > 0).astype(np.float32)
        distance = solid / np.maximum(level, 1e-6)
        sigma = max(radius * scale / 2 / shrink, 0.6)
        around = cv2.GaussianBlur(distance, (0, 0), sigma) / np.maximum(cv2.GaussianBlur(solid, (0, 0), sigma), 1e-3)
        found = weight * np.clip((distance - around) / radius * 1.6, 0, 1) * solid
        dark += found if shrink == 1 else cv2.resize(found, (w // 2, h // 2), interpolation=cv2.INTER_LINEAR)
    out = cv2.resize(1 - np.clip(dark, 0, 0.82), (w, h), interpolation=cv2.INTER_LINEAR)
    return np.ascontiguousarray(out, dtype=np.float32)


def scatter(diffuse: Singles, skin: NDArray[np.bool_], scale: float) -> Singles:
    """Blur the light on skin per channel (red farthest), as light does below the surface; `scale` is pixels per cm."""
    h, w = skin.shape
    mask = cv2.resize(skin.astype(np.float32), (w // 2, h // 2), interpolation=cv2.INTER_AREA)
    small = cv2.resize(diffuse * skin[..., None], (w // 2, h // 2), interpolation=cv2.INTER_AREA)
    channels = []
    for channel, radius in enumerate((0.16, 0.07, 0.04)):
        sigma = max(radius * scale / 2, 0.3)
        weight = np.maximum(cv2.GaussianBlur(mask, (0, 0), sigma), 1e-3)
        channels.append(cv2.GaussianBlur(small[..., channel], (0, 0), sigma) / weight)
    soft = cv2.resize(np.dstack(channels), (w, h), interpolation=cv2.INTER_LINEAR)
    share = 0.75 * skin[..., None].astype(np.float32)
    out: Singles = diffuse + (soft - diffuse) * share
    return out


def tone_map(image: Singles) -> Singles:
    """Linear light to display sRGB in 0..1 with a filmic shoulder (Hable-like rational curve)."""
    x = np.maximum(image, 0) * 1.05
    curve = (x * (2.51 * x + 0.25)) / (x * (2.43 * x + 0.72) + 0.14)
    # A milder contrast than the cinema's: half way to plain.
    mild = 0.55 * np.clip(curve, 0, 1) + 0.45 * (1 - np.exp(-1.35 * x))
    return np.where(mild <= 0.0031308, mild * 12.92, 1.055 * np.maximum(mild, 1e-6) ** (1 / 2.4) - 0.055).astype(np.float32)
