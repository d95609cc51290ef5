"""The light of a scene, drawn by chance."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

from multipriv.pictures.scenes.canvas import Colour, parsed


@dataclass(frozen=True)
class Light:
    """Sky colours above and at the horizon, brightness, camera tint (R, G, B gains), strength and blur (pixels) of shadows."""

    top: Colour
    low: Colour
    gain: float
    tint: tuple[float, float, float]
    shadow: float
    blur: float


@cache
def _lights() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(resources.files(__package__).joinpath("lights.yaml").read_text("utf-8"))
    return found


def draw_light(random: Random) -> Light:
    """Return one of the lights of lights.yaml."""
    row = random.choice(_lights())
    r, g, b = row["tint"]
    return Light(parsed(row["top"]), parsed(row["low"]), row["light"], (r, g, b), row["shadow"], row["blur"])
