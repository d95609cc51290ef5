"""Sheets of pictures with captions, and how images of the documentation are stored."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pylopdf_fonts_zh_cn
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from multipriv.build.show.sheet import COLOURS

IMAGES = Path(__file__).parent / "images"
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
MOST = 390_000
"""Bytes of an image at most."""
PAPER, INK = "#fbfaf7", "#3e4c59"


@dataclass(frozen=True)
class Tile:
    """A picture of a sheet and the line under it."""

    image: Image.Image
    caption: str = ""

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.image.width / self.image.height


def tile(pixels: NDArray[np.uint8], caption: str = "") -> Tile:
    """Return the tile of an RGB, RGBA or grey array; transparent paper becomes white."""
    image = Image.fromarray(pixels)
    if image.mode == "RGBA":
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return Tile(image.convert("RGB"), caption)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / "NotoSansSC-Regular.otf"), size)


def _fitting(text: str, width: int) -> str:
    """Return the words of a caption that fit, the first always."""
    while " " in text and _font(15).getlength(text) > width:
        text = text.rpartition(" ")[0].rstrip(" ·,")
    return text


def sheet(tiles: Sequence[Tile], across: float, width: int = 1280, gap: int = 12) -> Image.Image:
    """Return tiles in rows of about `across` aspect ratios side by side, each row as wide as the sheet."""
    rows: list[list[Tile]] = [[]]
    for one in tiles:
        if rows[-1] and sum(t.aspect for t in rows[-1]) + one.aspect / 2 > across:
            rows.append([])
        rows[-1].append(one)
    under = 26 if any(t.caption for t in tiles) else 0
    heights = [round((width - gap * (len(row) + 1)) / max(sum(t.aspect for t in row), across * 0.8)) for row in rows]
    page = Image.new("RGB", (width, sum(heights) + (gap + under) * len(rows) + gap), PAPER)
    pen, y = ImageDraw.Draw(page), gap
    for row, height in zip(rows, heights, strict=True):
        x = float(gap)
        for one in row:
            size = (round(height * one.aspect), height)
            page.paste(one.image.resize(size, Image.Resampling.LANCZOS), (round(x), y))
            pen.text((round(x), y + height + 3), _fitting(one.caption, size[0]), font=_font(15), fill=INK)
            x += size[0] + gap
        y += height + gap + under
    return page


def save(image: Image.Image, name: str) -> None:
    """Write an image to the folder of images, as large as the limit allows; PNG with a palette of 256 colours."""
    for share in (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58):
        size = (round(image.width * share), round(image.height * share))
        small = image.resize(size, Image.Resampling.LANCZOS)
        with io.BytesIO() as file:
            if name.endswith(".png"):
                _with_palette(small).save(file, "PNG", optimize=True)
            else:
                small.save(file, "WEBP", quality=82, method=6)
            content = file.getvalue()
        if len(content) <= MOST:
            break
    else:
        raise ValueError(f"{name} does not fit into {MOST} bytes")
    (IMAGES / name).write_bytes(content)
    print(f"{name}: {size[0]} x {size[1]}, {len(content) // 1000} KB")


def _with_palette(image: Image.Image) -> Image.Image:
    """Return the image in 256 colours: the best for it, and those of the paper and the categories as they are."""
    own = [int(colour[i : i + 2], 16) for colour in (PAPER, *COLOURS.values()) for i in (1, 3, 5)]
    best = image.quantize(256 - len(own) // 3, Image.Quantize.MEDIANCUT, kmeans=1).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(best[: 768 - len(own)] + own)
    return image.quantize(palette=palette, dither=Image.Dither.NONE)
