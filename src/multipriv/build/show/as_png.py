"""A sheet as one PNG, set by Typst."""

import json
import tempfile
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from multipriv.build.show.drawing import aspect_of, marked, rows
from multipriv.build.show.sheet import Sheet, Tile
from multipriv.dataset import Dataset

_SIDE = 900  # pixels of the long side of a picture on the sheet
_ACROSS = (2.6, 5.2)  # aspect ratios side by side in a row: of few pictures, of many


def render(sheet: Sheet, opened: Dataset) -> bytes:
    """Return the sheet as PNG; DatasetError when a picture cannot be read."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(Path(pylopdf_fonts_zh_cn.__file__).parent)]
    )
    template = Path(__file__).with_name("sheet.typ")
    across = min(max(sum(map(aspect_of, sheet.tiles)), _ACROSS[0]), _ACROSS[1])
    with tempfile.TemporaryDirectory(prefix="multipriv-") as folder:
        data = {
            "title": sheet.title,
            "subtitle": sheet.subtitle,
            "facts": sheet.facts,
            "wide": sheet.wide,
            "legend": sheet.legend,
            "rows": [[_cell(tile, opened, Path(folder)) for tile in row] for row in rows(sheet.tiles, across)],
            "across": across,
        }
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        png = typst.compile(str(template), root=template.anchor, font_paths=fonts, format="png", ppi=110, sys_inputs=inputs)
    assert isinstance(png, bytes)  # the page is as high as its content: there is one
    return png


def _cell(tile: Tile, opened: Dataset, folder: Path) -> dict[str, object]:
    path = folder / f"{tile.picture.picture_id}.jpg"
    marked(tile, opened, _SIDE).save(path, quality=92)
    return {"path": str(path), "aspect": aspect_of(tile), "title": tile.title, "caption": tile.caption, "legend": _names(tile)}


def _names(tile: Tile) -> list[tuple[str, str]]:
    """Return (colour, name) of the places that are named beside the picture, each once."""
    return list(dict.fromkeys((place.colour, place.name) for place in tile.places)) if tile.named else []
