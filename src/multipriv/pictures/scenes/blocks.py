"""Residential blocks as they stand in Chinese towns: storey on storey of windows, glazed balconies and air-conditioners."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

from multipriv.pictures.scenes.canvas import Canvas, Colour, css, lit, mixed, parsed
from multipriv.pictures.scenes.facade import Facade, Ring, Span
from multipriv.pictures.scenes.light import Light

STOREY = 2.9
DEEP = 1.1
"""How far balconies stand out, in metres."""

Tint = Callable[[Colour], Colour]
"""What air and light make of a colour at the place of a block."""


@cache
def dwellings() -> dict[str, Any]:
    """Return the colours and materials of Chinese dwellings."""
    data: dict[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("dwellings.yaml").read_text("utf-8"))
    return data


@dataclass(frozen=True)
class Block:
    """Where a block stands on its facade, the height over the ground where its flats begin, and what it looks like."""

    along: Span
    base: float
    storeys: int
    wall: Colour
    trim: Colour
    bays: str
    glazed: bool

    @property
    def top(self) -> float:
        """Return the height of its eaves."""
        return self.base + self.storeys * STOREY


def draw_block(random: Random, along: Span, base: float, storeys: int) -> Block:
    """Return a block by chance. Of its bays "w" is a window, "b" a balcony and "s" the stairs."""
    look = random.choice(dwellings()["blocks"])
    bays = max(2, round((along[1] - along[0]) / 3.3))
    pattern = random.choice(("wbsb", "bwsw", "wwsb", "bbsbb", "wbbw"))
    shown = "".join(pattern[k % len(pattern)] for k in range(bays))
    return Block(along, base, storeys, parsed(look["wall"]), parsed(random.choice(look["trims"])), shown, random.random() < 0.75)


def paint_block(canvas: Canvas, facade: Facade, block: Block, tint: Tint, light: Light, random: Random) -> None:
    """Paint the block; all windows of one tone are one path, so that hundreds of them cost little."""
    (a0, a1), wall = block.along, tint(block.wall)
    ring = facade.quad((a0, a1), (block.base - 0.1, block.top))
    shades = [(0, css(lit(wall, 1.03))), (1, css(lit(wall, 0.94)))]
    canvas.shape(ring, canvas.linear((0, min(y for _, y in ring)), (0, max(y for _, y in ring)), shades))
    layers: dict[str, list[Ring]] = defaultdict(list)
    pitch = (a1 - a0) / len(block.bays)
    for storey in range(block.storeys):
        for n, bay in enumerate(block.bays):
            corner = (a0 + n * pitch, block.base + storey * STOREY)
            _bay(layers, facade, bay, corner, pitch, block, random)
    paints = _paints(block, tint, light)
    for name, fill in paints.items():
        canvas.scatter(layers[name], css(fill))
    _eaves(canvas, facade, block, tint)


def _paints(block: Block, tint: Tint, light: Light) -> dict[str, Colour]:
    """Return the layers in the order of painting, each with its colour."""
    glass = mixed((52, 62, 72), light.top, 0.22)
    return {
        "band": tint(block.trim),
        "frame": tint((226, 228, 228)),
        "dark glass": tint(lit(glass, 0.75)),
        "glass": tint(glass),
        "bright glass": tint(mixed(glass, light.low, 0.45)),
        "mullion": tint((214, 216, 216)),
        "unit edge": tint((120, 122, 122)),
        "unit": tint((224, 224, 218)),
        "fan": tint((74, 78, 82)),
        "shadow": tint(lit(block.wall, 0.62)),
        "edge": tint(lit(block.trim, 0.66)),
        "soffit": tint(lit(block.trim, 0.5)),
        "parapet": tint(block.trim),
        "pane frame": tint((218, 220, 220)),
        "dark pane": tint(lit(glass, 0.7)),
        "pane": tint(mixed(glass, light.low, 0.25)),
        "rail": tint((206, 208, 208)),
    }


def _bay(
    layers: dict[str, list[Ring]], facade: Facade, bay: str, at: tuple[float, float], pitch: float, block: Block, random: Random
) -> None:
    a, low = at
    layers["band"].append(facade.quad((a, a + pitch), (low - 0.08, low + 0.06)))
    if bay == "b":
        _balcony(layers, facade, (a + 0.12, a + pitch - 0.12), low, block.glazed and random.random() < 0.85, random)
        return
    wide, foot, tall = (1.0, 1.5, 1.1) if bay == "s" else (1.6, 0.95, 1.5)
    middle = a + pitch * (0.5 if bay == "s" else 0.42)
    span, up = (middle - wide / 2, middle + wide / 2), (low + foot, low + foot + tall)
    layers["frame"].append(facade.quad((span[0] - 0.07, span[1] + 0.07), (up[0] - 0.07, up[1] + 0.07)))
    layers[_tone(random)].append(facade.quad(span, up))
    layers["mullion"].append(facade.quad((middle - 0.035, middle + 0.035), up))
    if bay == "w" and random.random() < 0.6:
        _unit(layers, facade, (span[1] + 0.16, low + 0.55))


def _tone(random: Random) -> str:
    return random.choice(("dark glass", "glass", "glass", "bright glass"))


def _unit(layers: dict[str, list[Ring]], facade: Facade, at: tuple[float, float]) -> None:
    (a, u), wide, tall = at, 0.8, 0.56
    layers["unit edge"].extend(facade.edges((a, a + wide), (u, u + tall), (0.0, 0.4)).values())
    layers["unit"].append(facade.quad((a, a + wide), (u, u + tall), 0.4))
    layers["fan"].append(facade.disc((a + 0.32, u + tall / 2), 0.22, 0.4, 10))


def _balcony(layers: dict[str, list[Ring]], facade: Facade, span: Span, low: float, glazed: bool, random: Random) -> None:
    """A slab with a parapet, glazed to the next slab or open with a rail and the dark of the room behind."""
    faces = facade.edges(span, (low - 0.1, low + 1.0), (0.0, DEEP))
    layers["edge"].extend(ring for name, ring in faces.items() if name == "end")
    layers["soffit"].extend(ring for name, ring in faces.items() if name == "bottom")
    layers["parapet"].append(facade.quad(span, (low - 0.1, low + 1.0), DEEP))
    if not glazed:
        layers["dark glass"].append(facade.quad((span[0] + 0.2, span[1] - 0.2), (low + 0.1, low + 2.45)))
        layers["rail"].append(facade.quad(span, (low + 1.06, low + 1.12), DEEP))
        return
    layers["edge"].extend(ring for name, ring in facade.edges(span, (low + 1.0, low + 2.6), (0.0, DEEP)).items() if name == "end")
    layers["pane frame"].append(facade.quad(span, (low + 1.0, low + 2.62), DEEP))
    count = 3
    step = (span[1] - span[0]) / count
    for k in range(count):
        pane = (span[0] + k * step + 0.05, span[0] + (k + 1) * step - 0.05)
        layers["dark pane" if random.random() < 0.3 else "pane"].append(facade.quad(pane, (low + 1.06, low + 2.52), DEEP))


def _eaves(canvas: Canvas, facade: Facade, block: Block, tint: Tint) -> None:
    span, up = (block.along[0] - 0.2, block.along[1] + 0.2), (block.top - 0.1, block.top + 0.75)
    for name, ring in facade.edges(span, up, (0.0, 0.35)).items():
        canvas.shape(ring, css(tint(lit(block.trim, 0.55 if name == "bottom" else 0.8))))
    canvas.shape(facade.quad(span, up, 0.35), css(tint(block.trim)))
