"""Blank things that lie about on a desk: a sheet, a folder, a pen. The document lies on top of them."""

from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import yaml
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.pictures.camera.noise import smooth

Picture = NDArray[np.uint8]

SHARE = (0.45, 0.4, 0.15)  # how often there are no things, one, two


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    text = Path(__file__).with_name("things.yaml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, Any]]", yaml.safe_load(text))


def scatter(surface: Picture, random: Generator) -> None:
    """Lay up to two things on the surface (side, side, 3) around its middle."""
    catalogue = _catalogue()
    weights = np.array([entry["weight"] for entry in catalogue.values()], np.float64)
    for _ in range(int(random.choice(len(SHARE), p=SHARE))):
        kind = list(catalogue)[int(random.choice(len(catalogue), p=weights / weights.sum()))]
        _lay(surface, kind, catalogue[kind], random)


def _lay(surface: Picture, kind: str, entry: dict[str, Any], random: Generator) -> None:
    side = surface.shape[0]
    around = random.uniform(0, 2 * np.pi)
    centre = side * (0.5 + random.uniform(*entry["away"]) * np.array([np.cos(around), np.sin(around)]))
    half = side * np.array([random.uniform(*bounds) for bounds in entry["size"]]) / 2
    # long things lie along the edge of the document, or nearly
    turn = around + np.pi / 2 + random.normal(0, 0.2)
    lift = entry["lift"] * side
    # only the square around the thing and its shadow is drawn
    reach = float(np.hypot(*half)) + 4 * lift
    (left, top), (right, bottom) = (np.clip(centre + sign * reach, 0, side).astype(int) for sign in (-1, 1))
    if right - left < 2 or bottom - top < 2:
        return
    y, x = np.mgrid[top:bottom, left:right].astype(np.float32)
    x, y = x - np.float32(centre[0]), y - np.float32(centre[1])
    u = x * np.float32(np.cos(turn)) + y * np.float32(np.sin(turn))
    v = y * np.float32(np.cos(turn)) - x * np.float32(np.sin(turn))
    radius = np.float32(entry["round"] * 2 * half.min())
    du, dv = np.abs(u) - np.float32(half[0]) + radius, np.abs(v) - np.float32(half[1]) + radius
    outside = np.hypot(np.maximum(du, 0), np.maximum(dv, 0)) + np.minimum(np.maximum(du, dv), 0) - radius
    shadow = np.clip(0.5 - (outside - lift) / (2.5 * lift), 0, 1)
    cover = np.clip(0.5 - outside, 0, 1)
    code = str(random.choice(entry["colours"]))
    colour = np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)], np.float32)
    shade = 1 + 0.02 * smooth(random, (int(right - left), int(bottom - top)), (3, 3))
    if kind == "pen":  # round, with a band of light along it and a darker grip
        shade = 0.75 + 0.5 * np.exp(-np.square((v / half[1] + 0.35) / 0.28)) - 0.25 * np.square(v / half[1])
        shade = shade * np.where(u > 0.62 * half[0], 0.55, 1.0) * np.where(np.abs(u / half[0] - 0.6) < 0.012, 1.6, 1.0)
    if kind == "notebook":  # an elastic band
        shade = shade * np.where(np.abs(u / half[0] - 0.78) < 0.018, 0.6, 1.0)
    thing = colour * shade[..., None].astype(np.float32)
    patch = surface[top:bottom, left:right].astype(np.float32)
    dim = patch * (1 - 0.45 * shadow)[..., None].astype(np.float32)
    surface[top:bottom, left:right] = np.clip(dim + cover[..., None] * (thing - dim), 5, 250)
