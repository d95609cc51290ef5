"""How one document looks: fonts, colours, paper and size, all named by the picture's seed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

from multipriv.seeds import stream
from multipriv.taxonomy.records import Locale


@dataclass(frozen=True)
class Style:
    """Fonts (families in order of preference), sRGB colours, pixels of running text, and the scale from points to pixels."""

    body: tuple[str, ...]
    heading: tuple[str, ...]
    primary: str
    accent: str
    paper: str
    ink: str
    size: float
    scale: float

    def but(self, **changes: Any) -> "Style":
        """Return the style with some of its fields replaced."""
        return replace(self, **changes)


@cache
def _choices() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("styles.yaml").read_text("utf-8"))
    return data


def draw_style(seed: str, locale: Locale, families: Sequence[str] = ()) -> Style:
    """Return the style that the seed names; `families` restricts the choice of fonts (see styles.yaml)."""
    choices, random = _choices(), stream("style", seed)
    fonts = choices["latin" if locale == "en" else "families"]
    allowed = [name for name in fonts if not families or name in families]
    family = fonts[_pick(random, allowed)]
    return Style(
        body=tuple(family["body"]),
        heading=tuple(family["heading"]),
        **_pick(random, choices["palettes"]),
        paper=_pick(random, choices["papers"]),
        ink=_pick(random, choices["inks"]),
        size=choices["sizes"][family["body"][0]],
        scale=_pick(random, choices["scales"]),
    )


def _pick(random: Random, options: Sequence[Any]) -> Any:
    return options[random.randrange(len(options))]
