"""Colours: skin with lips, brows' ground, moles, freckles and beard shadow; the iris; all as linear albedo per point."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.identities import Identity, trait_data
from multipriv.pictures.faces.jit import compiled
from multipriv.pictures.faces.mesh import linear
from multipriv.pictures.faces.relief import (
    bell,
    brow_line,
    lid_lens,
    lower_border,
    lower_lid,
    mouth_level,
    nostril,
    seam,
    smoothstep,
    upper_border,
    upper_lid,
)
from multipriv.pictures.faces.scalp import hairline_excess
from multipriv.pictures.faces.shape import Expression, Shape
from multipriv.seeds import pixel_stream

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]


def tone(person: Identity) -> Floats:
    """Linear albedo of the person's plain skin."""
    t = person.traits
    table = linear(np.array(trait_data()["skin"], dtype=np.float64))
    at = t.melanin * (len(table) - 1)
    base = np.array([np.interp(at, np.arange(len(table)), table[:, c]) for c in range(3)])
    tint = np.array([1 + 0.05 * t.redness, 1 - 0.06 * t.redness, 1 - 0.05 * t.redness - 0.12 * t.yellowness])
    # Photographed skin reflects less than its sRGB swatch.
    warmed: Floats = base**1.14 * tint * 0.80
    return warmed


@cache
def noise_tile(size: int = 256) -> Singles:
    """Tileable noise of three octaves in (size, size, 3), mean 0: coarse, middle, fine."""
    rng = pixel_stream("face", "noise")
    layers = []
    for sigma in (14.0, 4.0, 1.0):
        white = np.tile(rng.standard_normal((size, size)).astype(np.float32), (3, 3))
        field = cv2.GaussianBlur(white, (0, 0), sigma)[size : 2 * size, size : 2 * size]
        layers.append(np.asarray(field / field.std(), dtype=np.float32))
    return np.ascontiguousarray(np.stack(layers, -1))


def paint(person: Identity, base: Floats, face: Floats, expression: Expression, ground: float) -> tuple[Floats, Floats]:
    """Colour (n, 3) and gloss (n,) of skin points with face coordinates (n, 2)."""
    t = person.traits
    moles = np.array([[m.x, m.y, m.radius, m.depth] for m in t.moles] or np.zeros((0, 4)), dtype=np.float64)
    scar = np.array([t.scar.x0, t.scar.y0, t.scar.x1, t.scar.y1] if t.scar else [99.0, 99.0, 100.0, 99.0])
    rng = pixel_stream("face", person.seed, "skin")
    plain = tone(person)
    lip = plain * np.array([0.86, 0.50, 0.54] if person.sex == "female" else [0.86, 0.61, 0.62])
    lip = lip * (1.0 - 0.12 * t.melanin) + t.melanin * np.array([0.030, 0.010, 0.012])
    lip = lip * np.array([1.02, 0.96 - 0.22 * t.lip_redness, 0.96 - 0.16 * t.lip_redness])
    liner = 1.0 if person.sex == "female" and person.age >= 16 else 0.9
    amounts = np.array([t.redness, t.freckles, t.mottling, t.beard_density, t.melanin, max(person.age - 45, 0) / 40, liner])
    shift = rng.integers(0, 256, 2)
    return _paint(
        base,
        face,
        plain,
        lip,
        amounts,
        moles,
        scar,
        noise_tile(),
        shift,
        hair_tone(person),
        person.shape,
        expression,
        ground,
    )


@compiled
def _paint(
    base: Floats,
    face: Floats,
    plain: Floats,
    lip: Floats,
    amounts: Floats,
    moles: Floats,
    scar: Floats,
    noise: Singles,
    shift: NDArray[np.int64],
    hair: Floats,
    s: Shape,
    e: Expression,
    ground: float,
) -> tuple[Floats, Floats]:
    n = base.shape[0]
    colours, gloss = np.empty((n, 3)), np.empty(n)
    size = noise.shape[0]
    redness, freckles, mottling, beard, melanin, spots, liner = amounts
    level = mouth_level(s)
    for i in range(n):
        x, y, z = face[i, 0], face[i, 1], base[i, 2]
        ax = abs(x)
        u = int((x + 0.35 * z) * 14.0 + 4096.0 + shift[0]) % size
        v = int((y + 0.1 * z) * 14.0 + 4096.0 + shift[1]) % size
        n0, n1, n2 = noise[v, u, 0], noise[v, u, 1], noise[v, u, 2]
        front = smoothstep(1.0, 4.0, z)
        # Blood: cheeks, nose, ears' side, chin; paler forehead.
        blood = 0.55 * np.exp(-(((ax - 3.9) / 1.9) ** 2) - ((y + 3.2) / 1.7) ** 2)
        blood += 0.6 * np.exp(-((ax / 1.7) ** 2) - ((y + s.nose_length) / 1.1) ** 2)
        blood += 0.25 * np.exp(-((ax / 1.6) ** 2) - ((y + s.chin_drop) / 1.0) ** 2)
        blood = blood * (0.75 + 0.9 * redness) + (0.08 + 0.16 * mottling) * (0.6 * n0 + 0.5 * n1)
        blood *= front * (1.0 - 0.6 * melanin)
        # Thin skin round the eyes.
        dx = ax - s.eye_spacing
        ring = np.exp(-((dx / 1.9) ** 2) - ((y + 0.35) / 1.0) ** 2) * front
        dark = 0.24 * ring * (0.6 + max(s.eye_bag, 0.0) * 1.5)
        m = 1.0 + (0.02 + 0.04 * mottling) * n1 + 0.015 * n2 - dark
        # Little blood and thin fat leave the forehead yellower.
        pale = front * smoothstep(1.5, 4.5, y)
        r = plain[0] * m * (1.0 + 0.04 * blood)
        g = plain[1] * m * (1.0 - 0.32 * blood - 0.06 * ring + 0.015 * pale)
        b = plain[2] * m * (1.0 - 0.30 * blood - 0.03 * ring - 0.045 * pale)
        if freckles > 0.02:
            f = smoothstep(1.25, 2.2, n1 * 0.8 + n2 * 0.9) * freckles * front
            f *= np.exp(-((ax / 5.0) ** 4) - ((y + 2.2) / 3.2) ** 2)
            r, g, b = r * (1 - 0.35 * f), g * (1 - 0.5 * f), b * (1 - 0.6 * f)
        if spots > 0.0:
            f = smoothstep(1.7, 2.4, n0 * 0.45 + n1 * 0.75 + n2 * 0.45) * min(spots, 1.0) * 0.8
            r, g, b = r * (1 - 0.25 * f), g * (1 - 0.35 * f), b * (1 - 0.4 * f)
        shine = 0.34 + 0.16 * np.exp(-((ax / 2.0) ** 2) - ((y + 1.0) / 6.0) ** 2)
        if z > 1.0:
            # Beard shadow: chin, upper lip, jaw.
            if beard > 0.0:
                line = mouth_level(s) + 0.9 + 0.35 * max(ax - s.mouth_width, 0.0)
                area = smoothstep(line + 0.9, line - 0.3, y) * smoothstep(-15.0, -13.0, y)
                area *= 1.0 - 0.8 * np.exp(-((ax / 0.9) ** 2) - ((y - (level - s.lower_lip - 0.35)) / 0.25) ** 2)
                f = 0.30 * beard * area * (0.85 + 0.25 * n2)
                r = r * (1 - f) + f * (0.35 * hair[0] + 0.20 * plain[0])
                g = g * (1 - f) + f * (0.35 * hair[1] + 0.22 * plain[1])
                b = b * (1 - f) + f * (0.35 * hair[2] + 0.24 * plain[2])
            # Ground of the brows.
            t = (ax - s.brow_gap) / s.brow_length
            if -0.1 < t < 1.1:
                thick = s.brow_thickness * (1.1 - 0.65 * t)
                f = bell(y - brow_line(ax, s, e) + 0.42 * e.brow_raise, thick) * smoothstep(-0.06, 0.12, t)
                f *= smoothstep(1.06, 0.8, t) * min(0.85 * s.brow_density, 0.9)
                r, g, b = r * (1 - f) + f * hair[0], g * (1 - f) + f * hair[1], b * (1 - f) + f * hair[2]
            # Lids: lash line and a little redder rim.
            if abs(dx) < s.eye_width * 1.05:
                close = e.lid_close_left if x > 0.0 else e.lid_close_right
                top, low = upper_lid(dx, s, close, e.squint), lower_lid(dx, s, close, e.squint)
                at = dx / s.eye_width
                f = liner * bell(y - top - 0.02, 0.10) * smoothstep(1.05, 0.85, at) * smoothstep(-1.0, -0.7, at)
                r, g, b = r * (1 - f * 0.84), g * (1 - f * 0.87), b * (1 - f * 0.87)
                f = bell(y - low, 0.06)
                r, g, b = r * (1 - 0.16 * f), g * (1 - 0.36 * f), b * (1 - 0.34 * f)
                # The crease of the upper lid, and the lid a little darker under it.
                crease = top + s.lid_crease * (0.35 + 0.65 * lid_lens(dx, s))
                span = smoothstep(1.1, 0.75, abs(dx) / s.eye_width) * (1.0 - close)
                f = (0.62 * bell(y - crease, 0.075) + 0.10 * smoothstep(crease, top, y) * smoothstep(top - 0.1, top, y)) * span
                f *= 0.5 + 0.5 * max(s.lid_fold, 0.0)
                r, g, b = r * (1 - 0.7 * f), g * (1 - f), b * (1 - f)
            # Lips with a soft border and vertical grain.
            if ax < s.mouth_width * 1.1 and abs(y - level) < 2.0:
                up, down = upper_border(ax, s), lower_border(ax, s)
                f = smoothstep(-0.09, 0.12, min(up - y, y - down)) * smoothstep(1.05, 0.88, ax / s.mouth_width)
                grain = 1.0 + 0.06 * np.sin(x * 31.0 + 2.0 * n0) * f + 0.04 * n2 * f
                f *= 0.9
                shade = 0.90 if y > seam(ax, s) else 1.04
                r = r * (1 - f) + f * lip[0] * grain * shade
                g = g * (1 - f) + f * lip[1] * grain * shade
                b = b * (1 - f) + f * lip[2] * grain * shade
                shine += 0.30 * f
                gap = min((e.jaw + 0.35 * e.lips_apart) * 4.0, 1.0) * smoothstep(1.0, 0.75, ax / s.mouth_width)
                f = gap * smoothstep(0.17, 0.06, abs(y - seam(ax, s)))
                r, g, b = r * (1 - f) + f * 0.055, g * (1 - f) + f * 0.012, b * (1 - f) + f * 0.012
                shine *= 1.0 - f
                f = 0.75 * bell(y - seam(ax, s), 0.065) * smoothstep(1.08, 0.9, ax / s.mouth_width)
                r, g, b = r * (1 - 0.75 * f), g * (1 - f), b * (1 - f)
            f = nostril(ax, y, s)
            r, g, b = r * (1 - 0.86 * f), g * (1 - 0.92 * f), b * (1 - 0.92 * f)
            for k in range(moles.shape[0]):
                f = smoothstep(1.25, 0.75, np.hypot(x - moles[k, 0], y - moles[k, 1]) / moles[k, 2]) * moles[k, 3]
                r, g, b = r * (1 - 0.62 * f), g * (1 - 0.75 * f), b * (1 - 0.8 * f)
            px, py, qx, qy = x - scar[0], y - scar[1], scar[2] - scar[0], scar[3] - scar[1]
            along = min(max((px * qx + py * qy) / (qx * qx + qy * qy), 0.0), 1.0)
            f = bell(np.hypot(px - along * qx, py - along * qy), 0.07) * 0.3
            r, g, b = r + f * (0.9 - r) * 0.5, g + f * (0.7 - g) * 0.5, b + f * (0.65 - b) * 0.5
        gloss[i] = min(shine, 1.0)
        # Under the hair the scalp takes its colour.
        f = ground * smoothstep(-0.25, 0.75, hairline_excess(base[i, 0], base[i, 1], z, s) + 0.25 * n1)
        r, g, b = r * (1 - f) + f * hair[0] * 0.4, g * (1 - f) + f * hair[1] * 0.4, b * (1 - f) + f * hair[2] * 0.4
        colours[i, 0], colours[i, 1], colours[i, 2] = r, g, b
        gloss[i] *= 1.0 - f
    return colours, gloss


def paint_ear(person: Identity, r: Floats, w: Floats, hollow: Floats) -> Floats:
    """Colour (rings, spokes, 3) of an ear: redder than the face, dark in the hollow."""
    plain = tone(person) * np.array([1.0, 0.90, 0.88])
    shade = 1 - 0.55 * np.clip(hollow, 0, 1) - 0.25 * np.clip(0.15 - w, 0, 0.4)
    painted: Floats = plain * shade[..., None]
    return painted


def paint_eye(person: Identity, side: int, polar: Floats, angle: Floats) -> Floats:
    """Colour (rings, spokes, 3) of an eyeball by polar angle from the pupil's centre and angle round it."""
    t = person.traits
    rng = pixel_stream("face", person.seed, "iris", side)
    spokes = rng.standard_normal((3, polar.shape[1]))
    widths = (0.7, 1.5, 4.0)
    fibres = np.stack([cv2.GaussianBlur(np.tile(r, 3)[None], (0, 0), s)[0] for r, s in zip(spokes, widths, strict=True)])
    fibres = fibres[:, polar.shape[1] : 2 * polar.shape[1]]
    fibres /= fibres.std(axis=1, keepdims=True)
    radius = np.sin(polar) * 1.24
    iris, pupil = 0.585, 0.20
    s = np.clip((radius - pupil) / (iris - pupil), 0, 1)
    outer, inner = linear(t.iris_outer), linear(t.iris_inner)
    mix = np.clip(1.1 - 1.6 * s + 0.18 * fibres[2], 0, 1)[..., None]
    colour = outer * (1 - mix) + inner * mix
    detail = 1 + 0.22 * fibres[0] * np.sin(np.pi * s) + 0.16 * fibres[1] * (1 - s)
    colour = colour * np.clip(detail, 0.3, 1.9)[..., None] * 1.15
    limbus = np.clip((s - 0.72) / 0.28, 0, 1) ** 1.5
    colour *= (1 - 0.72 * limbus)[..., None]
    white = linear([176, 165, 158]) * (1 - 0.34 * t.melanin)
    vein = np.clip(fibres[1] - 1.0, 0, 1) * np.clip((polar - 0.75) / 0.6, 0, 1)
    white = white * (1 - vein[..., None] * np.array([0.03, 0.16, 0.16]))
    edge = np.clip((radius - iris + 0.035) / 0.07, 0, 1)[..., None]
    colour = colour * (1 - edge) + white * edge
    hole = np.clip((pupil - radius) / 0.03 + 0.5, 0, 1)[..., None]
    painted: Floats = colour * (1 - hole) + 0.006 * hole
    return painted


def hair_tone(person: Identity, share: float = 0.85) -> Floats:
    """Linear colour of the person's hair at their age; `share` is how far it follows the head's grey."""
    t = person.traits
    grey = linear(trait_data()["grey_hair"])
    mixed: Floats = linear(t.hair_colour) * (1 - share * t.grey) + grey * share * t.grey
    return mixed


__all__ = ["hair_tone", "noise_tile", "paint", "paint_ear", "paint_eye", "tone"]
