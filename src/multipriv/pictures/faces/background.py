"""What stands behind people, out of focus: studio, plain wall, room, street, nature. Nothing legible, nobody's place."""

from typing import Literal

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Singles = NDArray[np.float32]
Background = Literal["studio", "plain", "room", "street", "nature"]
KINDS: tuple[Background, ...] = ("studio", "plain", "room", "street", "nature")


def paint_background(kind: str, rng: Generator, width: int, height: int) -> Singles:
    """Return display RGB (h, w, 3) in 0..1. Raises ValueError for an unknown kind."""
    painters = {"studio": _studio, "plain": _plain, "room": _room, "street": _street, "nature": _nature}
    if kind not in painters:
        raise ValueError(f"unknown background {kind!r}; one of {', '.join(KINDS)}")
    # Painted at a fixed height, then scaled: the look does not depend on the picture's size.
    scale = 320 / height
    w, h = max(int(width * scale), 16), 320
    image = painters[kind](rng, w, h)
    large = cv2.resize(np.clip(image, 0, 1).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(large, 0, 1), dtype=np.float32)


def _grid(w: int, h: int) -> tuple[Singles, Singles]:
    x, y = np.meshgrid(np.linspace(-1, 1, w, dtype=np.float32), np.linspace(0, 1, h, dtype=np.float32))
    return x, y


def _pick(rng: Generator, colours: list[tuple[int, int, int]]) -> Singles:
    colour = np.array(colours[int(rng.integers(len(colours)))], dtype=np.float32) / 255
    return np.clip(colour * rng.uniform(0.93, 1.05, 3), 0, 1).astype(np.float32)


def _studio(rng: Generator, w: int, h: int) -> Singles:
    base = _pick(rng, [(120, 128, 140), (96, 100, 112), (150, 140, 128), (110, 124, 120), (70, 74, 84), (160, 164, 170)])
    x, y = _grid(w, h)
    glow = np.exp(-(((x - rng.uniform(-0.3, 0.3)) / 0.9) ** 2) - ((y - rng.uniform(0.3, 0.6)) / 0.55) ** 2)
    mottle = cv2.GaussianBlur(rng.standard_normal((h, w)).astype(np.float32), (0, 0), 28)
    return np.asarray(base * (0.62 + 0.55 * glow + 0.035 * mottle / mottle.std())[..., None], dtype=np.float32)


def _plain(rng: Generator, w: int, h: int) -> Singles:
    base = _pick(rng, [(226, 229, 232), (214, 222, 232), (236, 234, 230), (222, 224, 226)])
    x, y = _grid(w, h)
    return base * (1.02 - 0.05 * (x**2) - 0.06 * y)[..., None]


def _blur(image: Singles, sigma: float) -> Singles:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), dtype=np.float32)


def _room(rng: Generator, w: int, h: int) -> Singles:
    wall = _pick(rng, [(206, 196, 180), (188, 196, 200), (214, 206, 198), (176, 184, 170), (200, 184, 170)])
    x, y = _grid(w, h)
    side = rng.choice([-1, 1])
    image = wall * (0.86 + 0.16 * side * x - 0.14 * y)[..., None]
    if rng.random() < 0.7:
        x0 = int(w * (rng.uniform(0.02, 0.25) if side < 0 else rng.uniform(0.62, 0.8)))
        y0, ww, wh = int(h * rng.uniform(0.02, 0.15)), int(w * rng.uniform(0.2, 0.34)), int(h * rng.uniform(0.4, 0.6))
        cv2.rectangle(image, (x0 - 5, y0 - 5), (x0 + ww + 5, y0 + wh + 5), (0.93, 0.92, 0.90), -1)
        cv2.rectangle(image, (x0, y0), (x0 + ww, y0 + wh), (1.0, 1.0, 1.0), -1)
        image[y0 + int(wh * 0.65) : y0 + wh, max(x0, 0) : max(x0 + ww, 0)] = _pick(rng, [(186, 204, 186), (190, 200, 214)])
        cv2.line(image, (x0 + ww // 2, y0), (x0 + ww // 2, y0 + wh), (0.85, 0.84, 0.82), 4)
    if rng.random() < 0.7:
        x0 = int(w * (rng.uniform(0.62, 0.8) if side < 0 else rng.uniform(-0.1, 0.15)))
        sw, top = int(w * rng.uniform(0.25, 0.4)), int(h * rng.uniform(0.08, 0.3))
        wood = _pick(rng, [(122, 88, 60), (150, 112, 78), (92, 70, 56), (206, 200, 192)])
        cv2.rectangle(image, (x0, top), (x0 + sw, h), tuple(map(float, wood * 0.7)), -1)
        for shelf in range(top, h, 46):
            at = x0 + 4
            while at < x0 + sw - 6:
                bw, bh = int(rng.integers(4, 11)), int(rng.integers(22, 38))
                book = rng.uniform(0.15, 0.8, 3) * 0.6 + 0.2
                cv2.rectangle(image, (at, shelf + 42 - bh), (at + bw - 1, shelf + 42), tuple(map(float, book)), -1)
                at += bw
            cv2.rectangle(image, (x0, shelf + 42), (x0 + sw, shelf + 46), tuple(map(float, wood)), -1)
    elif rng.random() < 0.8:
        x0, y0 = int(w * rng.uniform(0.1, 0.6)), int(h * rng.uniform(0.08, 0.25))
        art = _pick(rng, [(120, 140, 160), (190, 150, 110), (110, 130, 110)])
        cv2.rectangle(image, (x0, y0), (x0 + w // 4, y0 + h // 4), (0.25, 0.22, 0.2), -1)
        cv2.rectangle(image, (x0 + 5, y0 + 5), (x0 + w // 4 - 5, y0 + h // 4 - 5), tuple(map(float, art)), -1)
    return _blur(image.astype(np.float32), rng.uniform(3.5, 6.5))


def _street(rng: Generator, w: int, h: int) -> Singles:
    _, y = _grid(w, h)
    sky = _pick(rng, [(196, 212, 230), (214, 216, 218), (228, 208, 186)])
    image = np.broadcast_to(sky, (h, w, 3)).copy()
    horizon = int(h * rng.uniform(0.5, 0.62))
    at = 0
    while at < w:
        bw, top = int(rng.integers(w // 7, w // 3)), int(h * rng.uniform(-0.1, 0.28))
        front = _pick(rng, [(176, 150, 128), (150, 146, 144), (196, 184, 166), (128, 110, 104), (168, 172, 176)])
        cv2.rectangle(image, (at, max(top, 0)), (at + bw, horizon), tuple(map(float, front)), -1)
        for wy in range(max(top, 0) + 8, horizon - 22, 24):
            for wx in range(at + 6, at + bw - 8, 17):
                pane = 0.75 if rng.random() < 0.2 else rng.uniform(0.25, 0.45)
                cv2.rectangle(image, (wx, wy), (wx + 9, wy + 14), (pane, pane * 1.02, pane * 1.04), -1)
        at += bw
    image[horizon:] = np.array([0.47, 0.47, 0.48], np.float32) * (1.1 - 0.3 * y[horizon:, :, None])
    for _ in range(int(rng.integers(3, 8))):
        cx, cy, r = int(rng.integers(w)), int(horizon + rng.integers(-20, 25)), int(rng.integers(6, 16))
        glow = _pick(rng, [(240, 200, 130), (220, 80, 60), (180, 200, 220), (90, 110, 140)])
        cv2.ellipse(image, (cx, cy), (r * 2, r), 0, 0, 360, tuple(map(float, glow)), -1)
    return _disc(image.astype(np.float32), rng.uniform(5, 9))


def _nature(rng: Generator, w: int, h: int) -> Singles:
    x, y = _grid(w, h)
    sky, leaf = _pick(rng, [(206, 222, 236), (232, 230, 214)]), _pick(rng, [(92, 122, 62), (70, 104, 62), (134, 136, 62)])
    edge = 0.30 + 0.10 * np.sin(x * rng.uniform(2, 5) + rng.uniform(0, 6)) + 0.06 * np.sin(x * 11 + rng.uniform(0, 6))
    mix = 1 / (1 + np.exp(-(y - edge) * 18))
    image = sky * (1 - mix[..., None]) + leaf * mix[..., None] * (1.15 - 0.45 * y[..., None])
    for _ in range(260):
        cx, cy, r = int(rng.integers(w)), int(h * rng.uniform(0.05, 0.85)), int(rng.integers(3, 14))
        tone = leaf * rng.uniform(0.45, 1.75) if rng.random() < 0.9 else sky
        cv2.circle(image, (cx, cy), r, tuple(map(float, np.clip(tone, 0, 1))), -1)
    low = y > rng.uniform(0.72, 0.85)
    image[low] = image[low] * 0.35 + 0.65 * _pick(rng, [(118, 146, 76), (148, 138, 96)])
    return _disc(image.astype(np.float32), rng.uniform(5, 9))


def _disc(image: Singles, radius: float) -> Singles:
    """Blur with a disc, as a lens does out of focus: bright spots become circles."""
    r = int(radius)
    yy, xx = np.mgrid[-r : r + 1, -r : r + 1]
    kernel = (xx**2 + yy**2 <= r * r + 0.5).astype(np.float32)
    bright = image**2.2
    return np.asarray(cv2.filter2D(bright, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REFLECT) ** (1 / 2.2), np.float32)
