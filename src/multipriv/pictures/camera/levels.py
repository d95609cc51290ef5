"""The levels of difficulty, and one photo's draw from a level."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal, cast

import yaml

Level = Literal["clean", "easy", "medium", "hard"]
Medium = Literal["paper", "card", "screen"]


@dataclass(frozen=True)
class Conditions:
    """The conditions of one photo; units in levels.yaml."""

    tilt: float
    roll: float
    blur: float
    defocus: float
    motion: float
    noise: float
    uneven: float
    cast: float
    glare: float
    exposure: float
    warmth: float


@cache
def _ranges() -> dict[str, dict[str, tuple[float, float]]]:
    text = Path(__file__).with_name("levels.yaml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, tuple[float, float]]]", yaml.safe_load(text))


def draw_conditions(level: Level, random: Random) -> Conditions:
    """Return conditions drawn evenly from the ranges of a level other than clean.

    Raises ValueError for a level that has no ranges.
    """
    try:
        ranges = _ranges()[level]
    except KeyError:
        raise ValueError(f"no camera level {level!r}; there are clean, {', '.join(_ranges())}") from None
    return Conditions(**{name: random.uniform(*bounds) for name, bounds in ranges.items()})
