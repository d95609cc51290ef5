"""Box dialects read from data: the space and the order in which a family of models writes a box."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from multipriv.formats.protocol import Size, Sizes
from multipriv.formats.vocabulary import read_data
from multipriv.taxonomy.records import Box, Locale

Corners = tuple[float, float, float, float]
OVERSHOOT = 0.02
"""Share of the space by which a coordinate may lie outside before the box counts as out of range."""


@dataclass(frozen=True)
class Dialect:
    """One dialect; see boxes.yaml for its fields."""

    code: str
    family: str
    space: float | str
    order: str
    template: str
    decimals: int
    tokens: str | None = None
    resize: str | None = None

    def extent(self, sizes: Sizes) -> tuple[float, float]:
        """Return the numbers at the right and the bottom edge of the picture.

        Raises:
            ValueError: the space is pixels and no size is known.
        """
        if isinstance(self.space, int | float):
            return float(self.space), float(self.space)
        size = sizes.stored or sizes.sent if self.space == "stored" else sizes.sent or sizes.stored
        if size is None:
            raise ValueError(f"box dialect {self.code} needs the size of the picture")
        return seen_size(size, self.resize)

    def ordered(self, corners: Corners) -> Corners:
        """Return x0, y0, x1, y1 in the order of the dialect, or back (the exchange is its own inverse)."""
        first, second, third, fourth = corners
        return (second, first, fourth, third) if self.order == "yxyx" else corners

    def written(self, box: Box, language: Locale, sizes: Sizes) -> str:
        """Return a box (pixels of the stored picture) as this dialect writes it.

        Raises:
            ValueError: no size is known.
        """
        width, height = _stored(sizes)
        across, down = self.extent(sizes)
        x0, y0, x1, y1 = box
        inside = (x0 / width * across, y0 / height * down, x1 / width * across, y1 / height * down)
        numbers = [_plain(value, self.decimals) for value in self.ordered(inside)]
        label = box_data()["prompts"][language]["label"]
        return self.template.replace(":04", "").format(*numbers, label=label)

    def box(self, numbers: Corners, sizes: Sizes, *, ordered: bool = True) -> tuple[Box | None, bool]:
        """Return the box in pixels of the stored picture, clipped to it, and whether it lay within the space.

        `ordered` says that the numbers stand in the order of the dialect. Swapped corners are put right. A box without
        area after clipping is null.

        Raises:
            ValueError: no size is known.
        """
        width, height = _stored(sizes)
        across, down = self.extent(sizes)
        x0, y0, x1, y1 = self.ordered(numbers) if ordered else numbers
        x0, x1, y0, y1 = min(x0, x1) / across, max(x0, x1) / across, min(y0, y1) / down, max(y0, y1) / down
        within = min(x0, y0) >= -OVERSHOOT and max(x1, y1) <= 1 + OVERSHOOT
        x0, y0, x1, y1 = (min(max(value, 0.0), 1.0) for value in (x0, y0, x1, y1))
        if x0 >= x1 or y0 >= y1:
            return None, within
        return (x0 * width, y0 * height, x1 * width, y1 * height), within

    def prompt(self, language: Locale, sizes: Sizes) -> str:
        """Return the sentence that states the form and the space of a box."""
        words = box_data()["prompts"][language]
        names = self.ordered_names()
        shape = self.template.replace(":04", "").format(*names, label=words["label"])
        if isinstance(self.space, int | float):
            return str(words["number"]).format(shape=shape, limit=f"{self.space:g}")
        try:
            across, down = self.extent(sizes)
            size = str(words["size"]).format(width=f"{across:g}", height=f"{down:g}")
        except ValueError:
            size = ""
        return str(words["pixels"]).format(shape=shape, size=size)

    def ordered_names(self) -> tuple[str, str, str, str]:
        """Return the names of the coordinates in the order of the dialect."""
        return ("y0", "x0", "y1", "x1") if self.order == "yxyx" else ("x0", "y0", "x1", "y1")


def _stored(sizes: Sizes) -> Size:
    size = sizes.stored or sizes.sent
    if size is None or min(size) <= 0:
        raise ValueError("the size of the picture is not known")
    return size


def _plain(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{value:.0f}"


def seen_size(size: Size, resize: str | None) -> tuple[float, float]:
    """Return the width and height that a family's own resizing makes of a picture."""
    width, height = size
    if resize is None:
        return float(width), float(height)
    rule = box_data()["resizes"][resize]
    if "multiple" not in rule:
        scale = min(1.0, rule["edge"] / max(size), math.sqrt(rule["most"] / (width * height)))
        return float(round(width * scale)), float(round(height * scale))
    # smart_resize of Qwen2-VL's image processor.
    step = rule["multiple"]
    across, down = max(step, round(width / step) * step), max(step, round(height / step) * step)
    if across * down > rule["most"]:
        shrink = math.sqrt(width * height / rule["most"])
        across, down = (max(step, math.floor(side / shrink / step) * step) for side in (width, height))
    elif across * down < rule["least"]:
        grow = math.sqrt(rule["least"] / (width * height))
        across, down = (math.ceil(side * grow / step) * step for side in (width, height))
    return float(across), float(down)


@cache
def box_data() -> Any:
    """Return boxes.yaml."""
    return read_data("boxes.yaml")


@cache
def dialects() -> Mapping[str, Dialect]:
    """Return the dialects by code, in the order of the data."""
    return {code: Dialect(code=code, **row) for code, row in box_data()["dialects"].items()}


def dialect(code: str | None) -> Dialect:
    """Return a dialect by code, the default one for null.

    Raises:
        ValueError: no such dialect.
    """
    known = dialects()
    chosen = code or box_data()["default"]
    if chosen not in known:
        raise ValueError(f"no box dialect {chosen!r}; there are {', '.join(known)}")
    return known[chosen]
