"""Hair gathered at one place: a tail, a knot, a plait."""

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.growth import STEPS
from multipriv.pictures.faces.shape import Shape
from multipriv.pictures.faces.skull import shoulder_lift

Floats = NDArray[np.float64]
PLAIT_STEPS = 64


def gathering_point(kind: str, shape: Shape) -> Floats:
    """Where hair is tied: at the back of the head, or at the nape for a plait."""
    if kind == "plait":
        return np.array([0.0, -5.0, -0.80 * shape.head_length])
    return np.array([0.0, 4.5, -shape.head_length - 1.2])


def tail(rng: np.random.Generator, at: Floats, count: int, curl: float) -> Floats:
    """A tail that leaves the gathering point backwards and falls."""
    t = np.linspace(0, 1, STEPS)[None, :]
    angle, r = rng.uniform(0, 2 * np.pi, (count, 1)), np.sqrt(rng.random((count, 1)))
    length = rng.uniform(20, 27, (count, 1))
    swing = rng.uniform(-3, 3)
    spread = 0.7 + 1.5 * np.sin(np.pi * np.clip(t * 0.8, 0, 1)) * (1 - 0.25 * t)
    wave = (0.3 + 1.2 * curl) * t * np.sin(6 + 9 * t + angle)
    x = at[0] + r * np.cos(angle) * spread + swing * t + 0.3 * wave
    y = at[1] + 1.0 * np.sin(np.pi * np.clip(t * 2.5, 0, 1)) - length * np.clip(t - 0.06, 0, 1) ** 1.15 + 0.25 * r * np.sin(angle)
    z = at[2] - 3.2 * (1 - np.exp(-t * 6)) + r * np.sin(angle) * spread * 0.7 + 0.3 * wave
    return np.ascontiguousarray(np.stack([x, y, np.minimum(z, at[2] + 1.5)], -1))


def bun(rng: np.random.Generator, at: Floats, count: int) -> Floats:
    """A knot: strands that wind round a flattened ball."""
    t = np.linspace(0, 1, STEPS)[None, :]
    lean, start = rng.normal(0, 0.35, (count, 1)), rng.uniform(0, 2 * np.pi, (count, 1))
    radius = rng.uniform(1.9, 2.9, (count, 1))
    angle = start + t * 2.2
    ring = 0.75 + 0.55 * np.cos(lean * 3)
    x = at[0] + radius * np.cos(angle) * ring
    y = at[1] + 0.8 + radius * np.sin(angle) * ring
    z = at[2] - 0.9 + radius * np.sin(lean * 3) * 0.8 + 0.2 * np.sin(angle * 2)
    return np.ascontiguousarray(np.stack([x, y, z], -1))


def plait(rng: np.random.Generator, at: Floats, count: int, shape: Shape) -> Floats:
    """Three bundles that cross over and under each other, from the nape over one shoulder down to the chest."""
    side, low = float(rng.choice([-1.0, 1.0])), shoulder_lift(shape)
    reach = shape.shoulder_width / 20
    knots = np.array(
        [
            at,
            [side * 3.2, -9.0, at[2] + 1.2],
            [side * 7.6 * reach, -13.2 + low, -3.0],
            [side * 8.2 * reach, -17.0 + low, 4.6 * reach],
            [side * 7.4 * reach, -25.0 + low, 8.0 * reach],
            [side * 7.0 * reach, -36.0 + low, 9.6 * reach],
        ]
    )
    t = np.linspace(0, 1, PLAIT_STEPS)
    fine = np.linspace(0, 1, len(knots))
    kernel = np.hanning(17) / np.hanning(17).sum()
    path = np.stack([np.convolve(np.pad(np.interp(t, fine, knots[:, k]), 8, mode="edge"), kernel, "valid") for k in range(3)], -1)
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    out = np.array([side * 0.35, 0.25, 1.0]) - along * (along @ np.array([side * 0.35, 0.25, 1.0]))[:, None]
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    across = np.cross(along, out)
    bundle = rng.integers(0, 3, (count, 1))
    theta = 2 * np.pi * (5.5 * t[None] + bundle / 3)
    thick = 1.05 - 0.45 * t[None]
    angle, r = rng.uniform(0, 2 * np.pi, (count, 1)), np.sqrt(rng.random((count, 1)))
    # The end is tied, then opens into a tuft.
    tie = 1 - 0.6 * np.exp(-(((t[None] - 0.9) / 0.03) ** 2))
    own = r * 0.62 * thick * tie
    shift = (0.75 * np.sin(theta) * thick * tie + own * np.cos(angle + 0.6 * theta))[..., None] * across
    rise = (0.42 * np.sin(2 * theta) * thick * tie + own * np.sin(angle + 0.6 * theta) + 0.9)[..., None] * out
    return np.ascontiguousarray(path[None] + shift + rise)
