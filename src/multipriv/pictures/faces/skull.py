"""The smooth body of the head: an implicit surface (cranium, face, jaw, neck, trunk) and its sampling by rays.

Coordinates in cm: x to the side, y up from the pupils, z forward from the ear canals. Distances are ellipsoid bounds and
capsules joined by polynomial smooth minima.
"""

import math

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.jit import compiled
from multipriv.pictures.faces.shape import Shape

Floats = NDArray[np.float64]


@compiled
def smooth_min(a: float, b: float, k: float) -> float:
    """Quadratic smooth minimum with blend radius k."""
    h = max(k - abs(a - b), 0.0) / k
    return min(a, b) - h * h * k * 0.25


@compiled
def ellipsoid(x: float, y: float, z: float, a: float, b: float, c: float) -> float:
    """First-order distance to an axis-aligned ellipsoid at the origin."""
    k0 = math.sqrt((x / a) ** 2 + (y / b) ** 2 + (z / c) ** 2)
    k1 = math.sqrt((x / (a * a)) ** 2 + (y / (b * b)) ** 2 + (z / (c * c)) ** 2)
    return k0 * (k0 - 1.0) / max(k1, 1e-6)


@compiled
def capsule(
    x: float, y: float, z: float, ax: float, ay: float, az: float, bx: float, by: float, bz: float, r0: float, r1: float
) -> float:
    """Distance to a segment a-b with radius going from r0 to r1."""
    dx, dy, dz = bx - ax, by - ay, bz - az
    t = ((x - ax) * dx + (y - ay) * dy + (z - az) * dz) / (dx * dx + dy * dy + dz * dz)
    t = min(max(t, 0.0), 1.0)
    ex, ey, ez = x - ax - t * dx, y - ay - t * dy, z - az - t * dz
    return math.sqrt(ex * ex + ey * ey + ez * ez) - (r0 + t * (r1 - r0))


@compiled
def cranium_distance(x: float, y: float, z: float, s: Shape) -> float:
    """Distance to the brain case alone; hair is combed over it."""
    lean = s.forehead_slope * 0.06 * max(y - 1.0, 0.0) * (1.0 if z > 0 else 0.0)
    front = ellipsoid(x, y - 2.9, z + 0.35 + lean, s.head_width, s.vault_height, s.head_length)
    bulge = ellipsoid(x, y - 4.2, z - 3.2 + lean, 5.6, 4.6, 5.0 + s.forehead_bulge)
    back = ellipsoid(x, y - 1.2, z + 3.2, s.head_width * 0.94, 6.6, s.head_length * 0.66)
    return smooth_min(smooth_min(front, bulge, 1.5), back, 1.5)


@compiled
def head_distance(x: float, y: float, z: float, s: Shape) -> float:
    """Distance to the smooth head with neck; features are added later as relief."""
    x = abs(x)
    d = cranium_distance(x, y, z, s)
    # Below the cheekbones the face narrows.
    narrow = 1.0 + 0.03 * max(-2.6 - y, 0.0)
    face = ellipsoid(x * narrow, y + 3.2, z - 2.9, s.face_width, s.chin_drop - 2.5, s.face_depth)
    d = smooth_min(d, face, 1.5)
    cheek = ellipsoid(x - s.cheekbone_width + 0.1, y - s.cheekbone_height, z - 4.9, 1.5, 1.5, 1.9)
    d = smooth_min(d, cheek - s.cheekbone_size * 0.4, 1.8)
    arch = capsule(x, y, z, s.cheekbone_width + 0.3, s.cheekbone_height, 4.6, s.head_width - 2.1, -1.2, 0.8, 0.7, 0.6)
    d = smooth_min(d, arch, 1.7)
    gonion_y, gonion_z = s.jaw_angle, 1.2
    ramus = capsule(x, y, z, s.head_width - 1.95, -1.0, 0.9, s.jaw_width, gonion_y, gonion_z, 0.9, s.jaw_size + s.jowl * 0.3)
    body = capsule(
        x,
        y,
        z,
        s.jaw_width,
        gonion_y,
        gonion_z,
        s.chin_width,
        0.6 - s.chin_drop,
        s.chin_forward - 1.8,
        s.jaw_size + s.jowl * 0.3,
        1.0,
    )
    jaw = smooth_min(ramus, body, 1.5)
    masseter = capsule(x, y, z, s.cheekbone_width + 0.5, -2.2, 3.0, s.jaw_width, gonion_y + 0.7, 2.4, 0.9, 0.9)
    d = smooth_min(d, smooth_min(jaw, masseter, 1.6), 1.7)
    # The cheek's fat fills what lies between cheekbone, jaw and chin.
    low, deep = 1.9 - s.chin_drop, s.chin_forward - 2.8
    fat = capsule(x, y, z, 2.9, -4.4, 5.3, s.chin_width + 0.9, low, deep, 1.15, 0.9)
    d = smooth_min(d, fat, 1.7)
    chin = ellipsoid(x, y + s.chin_drop, z - s.chin_forward + 1.1, s.chin_width * 0.7 + 0.7, 1.15, 1.35 + s.chin_boss)
    d = smooth_min(d, chin, 1.6)
    flesh = ellipsoid(x, y + s.chin_drop - 0.5, z - 2.6, 2.7, 1.5 + max(s.double_chin, -0.5) * 0.7, 4.4)
    d = smooth_min(d, flesh, 1.8)
    jowl = ellipsoid(x - s.chin_width - 1.7, y + s.chin_drop - 1.0, z - 5.2, 1.2, 1.3, 1.6) + 0.9 - max(s.jowl, 0.0) * 1.1
    d = smooth_min(d, jowl, 1.4)
    temple = ellipsoid(x - s.head_width - 0.4, y - 2.4, z - 5.0, 1.2, 2.2, 2.2)
    d = -smooth_min(-d, temple + 0.25 - max(s.temple_hollow, 0.0), 1.2)
    neck = capsule(x, y, z, 0.0, -6.0, -1.9, 0.0, -22.0, -3.6, s.neck_width * 0.97, s.neck_width * 1.06)
    d = smooth_min(d, neck, 1.7)
    mastoid = capsule(x, y, z, s.head_width - 2.7, -4.0, -2.2, 1.3, -17.5, 0.6, 1.0, 0.9)
    return smooth_min(d, mastoid, 1.1)


@compiled
def shoulder_lift(s: Shape) -> float:
    """How much higher than at the longest chin the shoulders stand (cm): a child's short face sits on a short neck."""
    return 0.7 + 0.9 * max(9.9 - s.chin_drop, 0.0)


@compiled
def trunk_distance(x: float, y: float, z: float, s: Shape, bust: float) -> float:
    """Distance to shoulders, trunk and arms."""
    x = abs(x)
    y -= shoulder_lift(s)
    heavy = 1.0 + 0.09 * s.adiposity
    w = s.shoulder_width
    k = w / 20.0
    d = ellipsoid(x, y + 18.0 + 16.0 * k, z + 2.4, w * 0.80 * heavy, 17.5 * k, 9.3 * k * heavy)
    trap = capsule(x, y, z, 0.0, -12.0, -4.6, w * 0.74, -18.6 - 1.2 * k, -3.4, 1.7 * k, 2.2 * k)
    d = smooth_min(d, trap, 3.5 * k)
    sy = -18.0 - 4.2 * k
    # Waist and hips as an upright elliptic column.
    column = math.sqrt((x / (w * 0.66 * heavy)) ** 2 + ((z + 2.2) / (8.2 * k * heavy)) ** 2) - 1.0
    d = smooth_min(d, column * 8.0 * k + 0.02 * max(y + 44.0, 0.0) ** 2, 6.0)
    if bust > 0.0:
        breast = ellipsoid(x - 6.6, y + 35.0, z - 2.6, 5.4, 6.2, 5.2) + 2.2 * (1.0 - bust)
        d = smooth_min(d, breast, 4.5)
    # Arms: joined broadly at the shoulder, apart from the trunk below it.
    elbow_y = sy - 27.0 * k
    upper = capsule(x, y, z, w - 4.1 * k, sy, -3.0, w + 0.6, elbow_y, -3.2, 4.1 * k * heavy, 3.6 * k * heavy)
    fore = capsule(x, y, z, w + 0.6, elbow_y, -3.2, w - 0.4, elbow_y - 30.0 * k, 1.0, 3.5 * k * heavy, 2.8 * k)
    join = min(max((y - sy + 9.0) / 9.0, 0.0), 1.0)
    return smooth_min(d, min(upper, fore), (0.8 + 2.4 * join) * k)


@compiled
def body_distance(x: float, y: float, z: float, s: Shape, bust: float) -> float:
    """Distance to the whole smooth person."""
    return smooth_min(head_distance(x, y, z, s), trunk_distance(x, y, z, s, bust), 2.6)


@compiled
def _cast(origins: Floats, directions: Floats, s: Shape, trunk: bool, bust: float, reach: float, offset: float) -> Floats:
    n = origins.shape[0]
    out = np.empty((n, 3))
    for i in range(n):
        ox, oy, oz = origins[i, 0], origins[i, 1], origins[i, 2]
        dx, dy, dz = directions[i, 0], directions[i, 1], directions[i, 2]
        t = reach
        for _ in range(40):
            x, y, z = ox + t * dx, oy + t * dy, oz + t * dz
            d = (body_distance(x, y, z, s, bust) if trunk else head_distance(x, y, z, s)) - offset
            t -= d * 0.9
            if abs(d) < 3e-3 or t < 0.0:
                break
        out[i, 0], out[i, 1], out[i, 2] = ox + t * dx, oy + t * dy, oz + t * dz
    return out


def cast_body(origins: Floats, directions: Floats, s: Shape, bust: float, reach: float, offset: float) -> Floats:
    """Return points (n, 3) at distance `offset` outside the whole person on rays (n, 3), marching inward from `reach`."""
    return _cast(origins, directions, s, True, bust, reach, offset)


def cast_rays(origins: Floats, directions: Floats, s: Shape, reach: float) -> Floats:
    """Return the outermost points (n, 3) of the head surface on rays (n, 3), marching inward from `reach`."""
    return _cast(origins, directions, s, False, 0.0, reach, 0.0)
