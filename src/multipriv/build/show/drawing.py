"""Pictures of a sheet: made small, with their places marked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from multipriv.build.show.sheet import Tile
from multipriv.dataset import Dataset, DatasetError

if TYPE_CHECKING:
    from PIL.Image import Image


def small(tile: Tile, opened: Dataset, side: int) -> "Image":
    """Return the picture of a tile, its long side at most `side` pixels, without marks; DatasetError if it cannot be read."""
    from PIL import Image

    path = opened.path(tile.picture)
    try:
        with Image.open(path) as stored:
            stored.load()
            image = stored.convert("RGB")
    except OSError as error:
        raise DatasetError(f"{path}: missing or damaged") from error
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return image


def marked(tile: Tile, opened: Dataset, side: int) -> "Image":
    """Return the picture of a tile with its places drawn in."""
    from PIL import ImageDraw

    image = small(tile, opened, side)
    scale = image.width / tile.picture.width
    pen = ImageDraw.Draw(image, "RGBA")
    width = max(2, side // 250)
    for place in tile.places:
        corners = _around([(x * scale, y * scale) for x, y in place.quad], width)
        pen.polygon(corners, fill=(*_rgb(place.colour), 30))
        pen.line([*corners, corners[0]], fill=(*_rgb(place.colour), 255), width=width, joint="curve")
    return image


def rows(tiles: Sequence[Tile], across: float) -> list[list[Tile]]:
    """Break tiles into rows whose aspect ratios (width over height) add up to about `across`."""
    broken: list[list[Tile]] = []
    filled = across
    for tile in tiles:
        aspect = aspect_of(tile)
        if filled + aspect / 2 > across:
            broken.append([])
            filled = 0.0
        broken[-1].append(tile)
        filled += aspect
    return broken


def aspect_of(tile: Tile) -> float:
    """Return width over height of the picture."""
    return tile.picture.width / tile.picture.height


def _around(corners: list[tuple[float, float]], by: float) -> list[tuple[float, float]]:
    """Move corners away from their middle, so that the line does not hide what it surrounds."""
    middle = (sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners))
    return [(x + (by if x > middle[0] else -by), y + (by if y > middle[1] else -by)) for x, y in corners]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
