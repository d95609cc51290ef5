"""Features of the face as relief over the smooth head: sockets, lids, brow, nose, mouth, folds, and what expressions do to them.

All functions take face coordinates (x, y in cm); `ax` is |x|. Relief is a shift along z.
"""

import math

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled
from multipriv.pictures.faces.shape import Expression, Shape

Floats = NDArray[np.float64]
# Half axes of the stretched eyeball in widths of the opening: towards the nose the lids stay nearer to the front.
OUTER_REACH, INNER_REACH = 1.1, 1.34


@compiled
def smoothstep(a: float, b: float, x: float) -> float:
    """Hermite step from 0 at a to 1 at b (a may exceed b)."""
    t = min(max((x - a) / (b - a), 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


@compiled
def bell(d: float, width: float) -> float:
    """Gaussian bump of height 1."""
    t = d / width
    return math.exp(-t * t)


@compiled
def smooth_max(a: float, b: float, k: float) -> float:
    """Quadratic smooth maximum with blend width k."""
    h = max(k - abs(a - b), 0.0) / k
    return max(a, b) + h * h * k * 0.25


@compiled
def mouth_level(s: Shape) -> float:
    """Height of the lip seam."""
    return -(s.nose_length + 1.0 + s.philtrum_length + s.upper_lip)


@compiled
def lid_lens(dx: float, s: Shape) -> float:
    """Height profile of the eye opening over the eye's width, 1 at its peak, 0 at the corners."""
    t = min(max(dx / s.eye_width, -1.0), 1.0)
    t += s.eye_peak * (1.0 - t * t)
    return math.pow(1.0 - math.pow(abs(t), 2.3), 0.85) if abs(t) < 1.0 else 0.0


@compiled
def canthus_line(dx: float, s: Shape) -> float:
    """Line from the inner to the outer corner of the eye, bent down at the inner one."""
    t = dx / s.eye_width
    return -0.06 + s.eye_tilt * 0.6 * (t + 0.4) - 0.10 * smoothstep(-0.75, -1.05, t)


@compiled
def lower_lid(dx: float, s: Shape, close: float, squint: float) -> float:
    """Edge of the lower lid, peak a little to the outside."""
    lens = lid_lens(dx - 0.12 * (1.0 - (dx / s.eye_width) ** 2), s)
    return canthus_line(dx, s) - lens * s.eye_lower * (1.0 - 0.38 * squint - 0.06 * close)


@compiled
def upper_lid(dx: float, s: Shape, close: float, squint: float) -> float:
    """Edge of the upper lid; `close` in [0, 1] brings it to the lower one."""
    lens = lid_lens(dx, s)
    height = s.eye_upper * (1.0 - 0.12 * squint)
    # The fold over the inner corner (epicanthus) covers the first part of the opening.
    height *= 1.0 - 0.55 * max(s.epicanthus, 0.0) * smoothstep(-0.35, -0.95, dx / s.eye_width)
    low = lower_lid(dx, s, close, squint)
    return max((canthus_line(dx, s) + lens * height) * (1.0 - close) + low * close, low)


@compiled
def brow_line(ax: float, s: Shape, e: Expression) -> float:
    """Height of the middle of the eyebrow at `ax`."""
    t = (ax - s.brow_gap) / s.brow_length
    y = s.brow_height + s.brow_arch * (1.0 - ((t - 0.62) / 0.62) ** 2) + s.brow_tilt * (t - 0.4)
    y -= 0.35 * smoothstep(0.7, 1.15, t)
    return y + 0.42 * e.brow_raise - 0.3 * e.frown * smoothstep(0.8, -0.1, t) - 0.05 * e.frown


@compiled
def nose(ax: float, y: float, s: Shape) -> float:
    """Height of the nose over the face."""
    root, tip = s.nose_root_level, -s.nose_length
    t = min(max((root - y) / (root - tip), 0.0), 1.0)
    height = s.nose_root_height + (s.nose_projection - s.nose_root_height) * math.pow(t, 1.1)
    height += s.nose_hump * math.sin(math.pi * min(t * 1.25, 1.0))
    if y > root:
        height *= bell(y - root, 1.25)
    under = 1.12 + 0.35 * max(s.nose_tip_lift, 0.0)
    if y < tip:
        q = (tip - y) / under
        height *= math.sqrt(max(1.0 - q * q, 0.0))
    width = s.nose_root_width + (s.nose_bridge_width - s.nose_root_width) * smoothstep(0.0, 0.55, t)
    tip_width = s.nose_tip_size + 0.36 + 0.3 * (s.nose_width - 1.6)
    width += (tip_width - s.nose_bridge_width) * smoothstep(0.55, 1.0, t)
    body = height * math.exp(-math.pow(ax / (width * 1.15), 1.8))
    # Bulb of the tip.
    r = s.nose_tip_size * 1.15
    ty = y - tip - 0.12 - s.nose_tip_lift * 0.6
    bulb = 1.0 - (ax / r) ** 2 - (ty / (r * 0.95)) ** 2
    if bulb > 0.0:
        body = smooth_max(body, s.nose_projection - 0.62 + 0.78 * math.sqrt(bulb), 0.5)
    # Wing.
    ux = (ax - s.nose_width + s.ala_size * 0.8) / (s.ala_size * 1.08)
    uy = (y - tip + 0.22 + s.nose_tip_lift * 0.1) / (s.ala_size * 1.15)
    wing = 1.0 - ux * ux - uy * uy
    if wing > 0.0:
        body = smooth_max(body, s.ala_size * 1.6 * math.sqrt(wing), 0.45)
    return body


@compiled
def nostril(ax: float, y: float, s: Shape) -> float:
    """1 inside the nostril, 0 outside."""
    cx = s.nose_width * 0.42
    cy = -s.nose_length - 0.66 + s.nose_tip_lift * 0.12
    dx, dy = ax - cx, y - cy
    rx, ry = dx * 0.93 + dy * 0.36, -dx * 0.36 + dy * 0.93
    q = (rx / (0.42 * s.nostril_size)) ** 2 + (ry / (0.19 * s.nostril_size)) ** 2
    return smoothstep(1.3, 0.35, q)


@compiled
def seam(ax: float, s: Shape) -> float:
    """Height of the closed lips' line."""
    t = ax / s.mouth_width
    return mouth_level(s) + 0.05 * bell(ax - 0.75, 0.55) - 0.05 * bell(ax, 0.4) + s.mouth_corners * t * t


@compiled
def upper_border(ax: float, s: Shape) -> float:
    """Upper edge of the red of the lips: a cupid's bow."""
    t = min(ax / s.mouth_width, 1.0)
    bow = 1.0 - 0.35 * t - 0.65 * t * t * t
    bow -= min(s.cupid_bow / max(s.upper_lip, 0.25), 0.5) * bell(ax, 0.32)
    return seam(ax, s) + max(s.upper_lip, 0.2) * bow * smoothstep(1.0, 0.93, t)


@compiled
def lower_border(ax: float, s: Shape) -> float:
    """Lower edge of the red of the lips."""
    t = min(ax / (s.mouth_width * 0.96), 1.0)
    return seam(ax, s) - max(s.lower_lip, 0.25) * math.pow(1.0 - t * t, 0.9)


@compiled
def mouth(ax: float, y: float, s: Shape) -> float:
    """Relief of the lips and what surrounds them."""
    level = mouth_level(s)
    h = s.muzzle * math.exp(-((ax / 2.7) ** 2) - ((y - level) / 2.0) ** 2)
    line, top, bottom = seam(ax, s), upper_border(ax, s), lower_border(ax, s)
    fade = smoothstep(1.04, 0.55, ax / s.mouth_width)
    if y >= line:
        t = (y - line) / max(top - line, 0.06)
        lip = math.sin(math.pi * min(t * 0.62 + 0.18, 1.0)) if t < 1.3 else 0.0
        lip *= smoothstep(1.35, 0.85, t)
        h += s.lip_fullness * 0.85 * lip * fade
        h += 0.05 * bell(t - 1.05, 0.16) * fade
    else:
        t = (line - y) / max(line - bottom, 0.06)
        lip = math.sin(math.pi * min(t * 0.62 + 0.2, 1.0)) * smoothstep(1.45, 0.8, t)
        h += s.lip_fullness * lip * fade
    h -= 0.22 * bell(y - line, 0.10) * smoothstep(1.06, 0.92, ax / s.mouth_width)
    # Dimple at the corner, philtrum, sulcus under the lip.
    h -= 0.16 * math.exp(-(((ax - s.mouth_width - 0.06) / 0.32) ** 2) - ((y - line) / 0.3) ** 2)
    rise = smoothstep(top - 0.05, top + 0.3, y) * smoothstep(-s.nose_length - 0.85, -s.nose_length - 1.15, y)
    h += s.philtrum_depth * rise * (0.7 * bell(ax - 0.46, 0.2) - bell(ax, 0.26))
    sulcus = level - s.lower_lip - 0.55
    return h - s.mentolabial * math.exp(-((ax / 1.9) ** 2) - ((y - sulcus) / 0.5) ** 2)


@compiled
def folds(ax: float, y: float, s: Shape, e: Expression) -> float:
    """Nasolabial fold, cheek, bags, wrinkles of forehead and eyes."""
    level = mouth_level(s)
    nose_y = -s.nose_length
    t = (nose_y - y) / (nose_y - level + 0.6)
    h = 0.0
    line = s.nose_width + 0.25 + (s.mouth_width + 0.75 - s.nose_width) * t
    within = smoothstep(-0.1, 0.2, t) * smoothstep(1.25, 0.75, t)
    depth = max(s.nasolabial, 0.0) + 0.22 * e.smile
    d = ax - line
    h += within * depth * (0.75 * bell(d - 0.55, 0.6) - 0.55 * bell(d + 0.02, 0.22) - 0.25 * bell(d + 0.1, 0.4))
    h += (0.75 * s.cheek_fullness + 0.32 * e.smile) * math.exp(-(((ax - 3.5) / 1.8) ** 2) - ((y + 3.4) / 2.1) ** 2)
    # Marionette line below the corner of the mouth.
    m = (level - y) / 2.2
    if 0.0 < m < 1.0:
        h -= max(s.wrinkles, 0.0) * 0.13 * bell(ax - s.mouth_width - 0.25 - 0.2 * m, 0.16) * math.sin(math.pi * m)
    # Bag and tear trough under the eye.
    bag = max(s.eye_bag, 0.0)
    dx = ax - s.eye_spacing
    h += (0.06 + 0.3 * bag + 0.08 * e.squint) * math.exp(-((dx / 1.25) ** 2) - ((y + 0.95) / 0.3) ** 2)
    trough = -1.25 - 0.28 * bell(dx + 0.1, 1.2)
    h -= (0.05 + 0.22 * bag) * bell(y - trough, 0.22) * smoothstep(2.2, 0.6, abs(dx + 0.2))
    # Wrinkles.
    w = max(s.wrinkles, 0.0)
    lines = w * 0.14 + e.brow_raise * (0.05 + 0.05 * w)
    forehead = math.exp(-((ax / 4.2) ** 4) - ((y - 4.6) / 1.3) ** 4)
    wave = math.sin((y + 0.25 * math.cos(ax * 0.9 + s.skew_brows * 20.0)) * 8.5)
    h -= lines * forehead * max(wave, 0.0) ** 3
    crow = smoothstep(1.55, 2.0, dx) * smoothstep(3.4, 2.3, dx) * bell(y - 0.1, 0.9)
    ray = math.sin(math.atan2(y + 0.05, dx - 0.9) * 13.0)
    h -= (w * 0.13 + e.smile * 0.05 * (0.4 + w)) * crow * max(ray, 0.0) ** 2
    h -= (w * 0.06 + e.frown * 0.09) * bell(ax - 0.55, 0.12) * math.exp(-(((y - 1.9) / 0.75) ** 2))
    return h


@compiled
def side_skew(x: float, y: float, s: Shape) -> float:
    """Vertical offset of features on the two sides of a face: no face is symmetric."""
    side = min(max(x / 1.5, -1.0), 1.0)
    eyes = s.skew_eyes * bell(y - 0.3, 1.4) + s.skew_brows * bell(y - 2.2, 1.0)
    return side * (eyes + s.skew_mouth * bell(y - mouth_level(s), 1.3))


@compiled
def sway(y: float, s: Shape) -> float:
    """Horizontal offset of the nose's tip."""
    return s.skew_nose * bell(y + s.nose_length, 1.8)


@compiled
def sculpt(base: Floats, eye_z: float, s: Shape, e: Expression) -> tuple[Floats, Floats]:
    """Return the sculpted points (n, 3) and face coordinates (n, 2) of base points (n, 3); `eye_z` is the eyeball's depth."""
    n = base.shape[0]
    out = np.empty((n, 3))
    face = np.empty((n, 2))
    level = mouth_level(s)
    for i in range(n):
        x, y, z = base[i, 0], base[i, 1], base[i, 2]
        fx = x - sway(y, s)
        fy = y - side_skew(x, y, s)
        face[i, 0], face[i, 1] = fx, fy
        front = smoothstep(0.5, 3.5, z)
        if front > 0.0 and y > -14.0:
            ax = abs(fx)
            h = 0.0
            # Brow ridge and glabella.
            ridge = s.brow_height + 0.1 + 0.4 * e.brow_raise - 0.25 * e.frown * bell(ax, 1.8)
            h += s.brow_ridge * math.exp(-(((fy - ridge) / 0.75) ** 2) - ((ax - 2.1) / 2.4) ** 4)
            h += 0.16 * math.exp(-(((ax - 2.8) / 1.9) ** 4) - ((fy - ridge + 0.05) / 0.4) ** 2)
            h += (0.05 + 0.12 * e.frown) * math.exp(-((ax / 0.9) ** 2) - ((fy - 1.9) / 0.6) ** 2)
            # Sockets.
            dx = ax - s.eye_spacing
            h -= s.socket_depth * math.exp(
                -math.pow(abs(dx + 0.4) / (1.65 if dx > -0.4 else 1.8), 2.6) - math.pow(abs(fy - 0.25) / 1.35, 2.3)
            )
            h -= 0.06 * s.socket_depth * math.exp(-(((ax - 1.5) / 0.7) ** 2) - ((fy - 0.4) / 0.8) ** 2)
            h += nose(ax, fy, s) + mouth(ax, fy, s) + folds(ax, fy, s, e)
            h -= 0.42 * nostril(ax, fy, s)
            h -= max(s.chin_cleft, 0.0) * bell(ax, 0.3) * bell(fy + s.chin_drop - 0.2, 0.8)
            zz = z + h * front
            # Lids over the eyeball.
            close = e.lid_close_left if fx > 0.0 else e.lid_close_right
            top = upper_lid(dx, s, close, e.squint)
            bottom = lower_lid(dx, s, close, e.squint)
            rx = s.eye_width * (OUTER_REACH if dx > 0.0 else INNER_REACH) + 0.2
            q = 1.0 - (dx / rx) ** 2 - (fy / 1.42) ** 2
            if q > 0.0:
                lid = eye_z + 1.40 * math.sqrt(q)
                zz = smooth_max(zz, lid, 0.3)
                crease = upper_lid(dx, s, 0.35 * close, e.squint) + s.lid_crease * (0.35 + 0.65 * lid_lens(dx, s))
                span = smoothstep(1.12, 0.8, abs(dx) / s.eye_width)
                fold = max(s.lid_fold, 0.0)
                zz -= 0.13 * fold * bell(fy - crease, 0.09) * span
                zz += (0.04 + 0.14 * max(s.lid_hood, 0.0)) * bell(fy - crease - 0.22, 0.2) * span
                inside = min(top - fy, fy - bottom)
                # Around the opening the skin comes down to the ball, at the inner corner above all.
                beyond = math.sqrt(max(-inside, 0.0) ** 2 + max(abs(dx) - s.eye_width, 0.0) ** 2)
                if zz > lid:
                    zz += (lid - zz) * (0.6 if dx > 0.0 else 0.25) * bell(beyond, 0.38) * smoothstep(0.0, 0.3, q)
                if abs(dx) < s.eye_width:
                    ball = 1.0 - (dx / (rx - 0.2)) ** 2 - (fy / 1.24) ** 2
                    sunk = eye_z + 1.24 * math.sqrt(max(ball, 0.0)) - 0.45
                    zz += (min(sunk, zz) - zz) * smoothstep(-0.015, 0.10, inside)
            # Expression: smile pulls the corners, the jaw turns about its hinge.
            xx, yy = fx + sway(y, s), y
            side = 1.0 if fx >= 0.0 else -1.0
            reach = ax / s.mouth_width
            across = reach * reach if reach < 1.0 else bell(ax - s.mouth_width, 1.5)
            corner = across * bell(fy - level, 1.3)
            pull = e.smile * corner
            xx += side * (0.74 * pull - 0.35 * e.pucker * corner)
            yy += 0.68 * pull
            zz -= 0.42 * pull - 0.25 * e.pucker * math.exp(-((ax / 1.8) ** 2) - ((fy - level) / 1.2) ** 2)
            apple = math.exp(-(((ax - 3.7) / 1.7) ** 2) - ((fy + 3.0) / 1.5) ** 2)
            yy += 0.36 * e.smile * apple
            yy += 0.25 * e.brow_raise * math.exp(-((ax / 5.0) ** 4) - ((fy - 2.3) / 1.0) ** 2)
            gap = e.jaw + 0.35 * e.lips_apart
            if gap > 0.0:
                line = seam(ax, s)
                c = min(ax / s.mouth_width, 1.0) ** 3
                below = smoothstep(0.0, 2.4, line - fy)
                w = 1.0 - 0.55 * c * (1.0 - below) if fy < line else 0.45 * c * smoothstep(2.4, 0.0, fy - line)
                w *= smoothstep(-0.5, 4.5, z) * smoothstep(-15.0, -12.0, y)
                angle = -0.16 * e.jaw * w
                ry, rz = yy + 1.5, zz - 0.5
                yy = ry * math.cos(angle) + rz * math.sin(angle) - 1.5
                zz = -ry * math.sin(angle) + rz * math.cos(angle) + 0.5
                if ax < s.mouth_width:
                    part = 1.0 - (ax / s.mouth_width) ** 2
                    upper = bell(fy - line - 0.3, 0.8) * (1.0 if fy > line else 0.0)
                    lower = bell(fy - line + 0.25, 0.6) * (1.0 if fy <= line else 0.0)
                    yy += e.lips_apart * part * (0.26 * upper - 0.36 * lower)
                    opening = min(gap * 4.0, 1.0) * smoothstep(1.0, 0.75, ax / s.mouth_width)
                    zz -= 2.4 * opening * smoothstep(0.11, 0.03, abs(fy - line))
            out[i, 0], out[i, 1], out[i, 2] = xx, yy, zz
        else:
            out[i, 0], out[i, 1], out[i, 2] = x, y, z
    return out, face
