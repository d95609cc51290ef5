"""The rasteriser: perspective triangles into a geometry buffer, a shadow map, and strands of hair with depth test."""

import math

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]


@compiled
def fill_buffer(
    screen: Floats, attributes: Singles, triangles: Ints, materials: Bytes, depth: Singles, buffer: Singles, material: Bytes
) -> None:
    """Rasterise into depth (h, w), buffer (h, w, k) and material (h, w).

    `screen` (n, 3) holds x, y in pixels and the inverse distance; attributes (n, k) are interpolated with perspective.
    The nearest surface has the largest inverse distance.
    """
    height, width = depth.shape
    k = attributes.shape[1]
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        ax, ay, bx, by, cx, cy = screen[a, 0], screen[a, 1], screen[b, 0], screen[b, 1], screen[c, 0], screen[c, 1]
        wa, wb, wc = screen[a, 2], screen[b, 2], screen[c, 2]
        if wa <= 0.0 or wb <= 0.0 or wc <= 0.0:
            continue
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-9:
            continue
        x0 = max(math.ceil(min(ax, bx, cx) - 0.5), 0)
        x1 = min(math.floor(max(ax, bx, cx) - 0.5), width - 1)
        y0 = max(math.ceil(min(ay, by, cy) - 0.5), 0)
        y1 = min(math.floor(max(ay, by, cy) - 0.5), height - 1)
        inverse = 1.0 / area
        m = materials[t]
        for py in range(y0, y1 + 1):
            y = py + 0.5
            for px in range(x0, x1 + 1):
                x = px + 0.5
                u = ((bx - x) * (cy - y) - (cx - x) * (by - y)) * inverse
                v = ((cx - x) * (ay - y) - (ax - x) * (cy - y)) * inverse
                w = 1.0 - u - v
                if u < 0.0 or v < 0.0 or w < 0.0:
                    continue
                near = u * wa + v * wb + w * wc
                if near <= depth[py, px]:
                    continue
                depth[py, px] = near
                material[py, px] = m
                pu, pv, pw = u * wa / near, v * wb / near, w * wc / near
                for j in range(k):
                    buffer[py, px, j] = pu * attributes[a, j] + pv * attributes[b, j] + pw * attributes[c, j]


@compiled
def fill_shadow(points: Floats, triangles: Ints, depth: Singles) -> None:
    """Rasterise orthographic light-space points (n, 3) into a map of the largest third coordinate."""
    height, width = depth.shape
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        ax, ay, bx, by, cx, cy = points[a, 0], points[a, 1], points[b, 0], points[b, 1], points[c, 0], points[c, 1]
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-9:
            continue
        x0 = max(math.ceil(min(ax, bx, cx) - 0.5), 0)
        x1 = min(math.floor(max(ax, bx, cx) - 0.5), width - 1)
        y0 = max(math.ceil(min(ay, by, cy) - 0.5), 0)
        y1 = min(math.floor(max(ay, by, cy) - 0.5), height - 1)
        inverse = 1.0 / area
        for py in range(y0, y1 + 1):
            y = py + 0.5
            for px in range(x0, x1 + 1):
                x = px + 0.5
                u = ((bx - x) * (cy - y) - (cx - x) * (by - y)) * inverse
                v = ((cx - x) * (ay - y) - (ax - x) * (cy - y)) * inverse
                w = 1.0 - u - v
                if u < 0.0 or v < 0.0 or w < 0.0:
                    continue
                z = u * points[a, 2] + v * points[b, 2] + w * points[c, 2]
                if z > depth[py, px]:
                    depth[py, px] = z


@compiled
def fill_hair_density(points: Floats, density: Singles, depth: Singles) -> None:
    """Count strand points (n, s, 3) in light space into density (h, w); keep the nearest depth per cell."""
    height, width = density.shape
    for i in range(points.shape[0]):
        for j in range(points.shape[1]):
            x, y = int(points[i, j, 0]), int(points[i, j, 1])
            if 0 <= x < width and 0 <= y < height:
                density[y, x] += 1.0
                if points[i, j, 2] > depth[y, x]:
                    depth[y, x] = points[i, j, 2]


@compiled
def draw_strands(
    screen: Floats, colours: Singles, widths: Singles, depth: Singles, image: Singles, cover: Singles, bias: float
) -> None:
    """Draw poly-lines (n, s, 3: x, y, inverse distance) with colours (n, s, 3) and widths (n,) in pixels, nearest on top.

    A strand thinner than a pixel is blended by its width. `cover` (h, w) collects where strands lie.
    """
    height, width = depth.shape
    for i in range(screen.shape[0]):
        half = max(widths[i] * 0.5, 0.5)
        for j in range(screen.shape[1] - 1):
            x0, y0, w0 = screen[i, j, 0], screen[i, j, 1], screen[i, j, 2]
            x1, y1, w1 = screen[i, j + 1, 0], screen[i, j + 1, 1], screen[i, j + 1, 2]
            if w0 <= 0.0 or w1 <= 0.0:
                continue
            if max(x0, x1) < 0 or min(x0, x1) >= width or max(y0, y1) < 0 or min(y0, y1) >= height:
                continue
            taper = 1.0 - 0.75 * max((j + 1.0) / (screen.shape[1] - 1) - 0.6, 0.0) / 0.4
            # Thin where it leaves the skin, so that hairlines have no edge.
            alpha = min(widths[i] * taper, 1.0) * (0.45 if j == 0 else 0.8 if j == 1 else 1.0)
            span = max(abs(x1 - x0), abs(y1 - y0))
            steps = int(span) + 1
            steep = abs(y1 - y0) > abs(x1 - x0)
            reach = half * taper
            for k in range(steps):
                t = (k + 0.5) / steps
                x, y, w = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, w0 + (w1 - w0) * t
                lo = math.floor((x if steep else y) - reach + 0.5)
                hi = max(math.floor((x if steep else y) + reach - 0.5), lo)
                for q in range(lo, hi + 1):
                    px, py = (q, int(y)) if steep else (int(x), q)
                    if px < 0 or py < 0 or px >= width or py >= height or w < depth[py, px] * (1.0 - bias):
                        continue
                    if w > depth[py, px]:
                        depth[py, px] = w
                    for ch in range(3):
                        value = colours[i, j, ch] * (1 - t) + colours[i, j + 1, ch] * t
                        image[py, px, ch] += alpha * (value - image[py, px, ch])
                    cover[py, px] += alpha * (1.0 - cover[py, px])
