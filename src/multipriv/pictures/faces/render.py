"""The rasteriser: projection, triangles into depth and hits for camera and light alike, and strands of hair with depth test."""

import math

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int32]


@compiled
def see(points: Floats, position: Floats, axes: Floats, focal: float, width: int, height: int) -> Singles:
    """Pixels and inverse distance (n, 3) of points (n, 3) for a pinhole with `focal` in pixels; behind it the third is 0.

    `axes` (3, 3) are its right, up and forward.
    """
    out = np.empty(points.shape, np.float32)
    for i in range(points.shape[0]):
        x, y, z = points[i, 0] - position[0], points[i, 1] - position[1], points[i, 2] - position[2]
        far = axes[2, 0] * x + axes[2, 1] * y + axes[2, 2] * z
        near = 1.0 / far if far > 1.0 else 0.0
        out[i, 0] = width * 0.5 + (axes[0, 0] * x + axes[0, 1] * y + axes[0, 2] * z) * near * focal
        out[i, 1] = height * 0.5 - (axes[1, 0] * x + axes[1, 1] * y + axes[1, 2] * z) * near * focal
        out[i, 2] = near
    return out


@compiled
def place(points: Floats, frame: Floats) -> Singles:
    """Cells and height (n, 3) of points (n, 3) in the light's frame (3, 4)."""
    out = np.empty(points.shape, np.float32)
    for i in range(points.shape[0]):
        for k in range(3):
            out[i, k] = frame[k, 0] * points[i, 0] + frame[k, 1] * points[i, 1] + frame[k, 2] * points[i, 2] + frame[k, 3]
    return out


@compiled
def rasterise(screen: Singles, triangles: Ints, depth: Singles, hits: Ints) -> None:
    """Keep the largest third coordinate in depth (h, w) and, in hits (h, w), the number of its triangle counted from 1.

    `screen` (n, 3) holds pixels and what is linear over the picture: the inverse distance or, from the light, the height.
    """
    height, width = depth.shape
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        ax, ay, bx, by, cx, cy = screen[a, 0], screen[a, 1], screen[b, 0], screen[b, 1], screen[c, 0], screen[c, 1]
        za, zb, zc = screen[a, 2], screen[b, 2], screen[c, 2]
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-7 or za == 0.0 or zb == 0.0 or zc == 0.0:
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
                z = u * za + v * zb + w * zc
                if z > depth[py, px]:
                    depth[py, px] = z
                    hits[py, px] = t + 1


@compiled
def count_hair(points: Floats, frame: Floats, density: Singles, depth: Singles) -> None:
    """Count strand points (n, s, 3) in the light's frame (3, 4) into density (h, w); keep the nearest depth per cell."""
    height, width = density.shape
    for i in range(points.shape[0]):
        for j in range(points.shape[1]):
            px, py, pz = points[i, j, 0], points[i, j, 1], points[i, j, 2]
            x = int(frame[0, 0] * px + frame[0, 1] * py + frame[0, 2] * pz + frame[0, 3])
            y = int(frame[1, 0] * px + frame[1, 1] * py + frame[1, 2] * pz + frame[1, 3])
            if 0 <= x < width and 0 <= y < height:
                density[y, x] += 1.0
                z = frame[2, 0] * px + frame[2, 1] * py + frame[2, 2] * pz + frame[2, 3]
                if z > depth[y, x]:
                    depth[y, x] = z


@compiled
def draw_strands(screen: Singles, colours: Singles, widths: Singles, depth: Singles, image: Singles, bias: float) -> None:
    """Draw poly-lines (n, s, 3: x, y, inverse distance) with colours (n, s, 3) and widths (n,) in pixels, nearest on top.

    A strand thinner than a pixel is blended by its width. The fourth channel of image (h, w, 4) collects where strands lie.
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
            alpha *= 1.0 - 0.75 * max((j + 1.0) / (screen.shape[1] - 1) - 0.75, 0.0) / 0.25
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
                    image[py, px, 3] += alpha * (1.0 - image[py, px, 3])
