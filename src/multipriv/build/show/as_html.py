"""A sheet as one self-contained HTML page: every text is escaped, every picture is inside."""

import base64
import io
from importlib import resources

from jinja2 import Environment, StrictUndefined

from multipriv.build.show.drawing import aspect_of, rows, small
from multipriv.build.show.sheet import Sheet, Tile
from multipriv.dataset import Dataset

_SIDE = 1100
_ACROSS = 4.4


def render(sheet: Sheet, opened: Dataset) -> bytes:
    """Return the sheet as UTF-8 HTML; DatasetError when a picture cannot be read."""
    template = resources.files(__package__).joinpath("sheet.html.j2").read_text("utf-8")
    made = Environment(autoescape=True, undefined=StrictUndefined).from_string(template)
    cells = [[_cell(tile, opened) for tile in row] for row in rows(sheet.tiles, _ACROSS)]
    return made.render(sheet=sheet, rows=cells).encode()


def _cell(tile: Tile, opened: Dataset) -> dict[str, object]:
    with io.BytesIO() as file:
        small(tile, opened, _SIDE).save(file, "JPEG", quality=85)
        content = base64.b64encode(file.getvalue()).decode()
    places = [(" ".join(f"{x:.1f},{y:.1f}" for x, y in place.quad), place) for place in tile.places]
    return {"tile": tile, "source": f"data:image/jpeg;base64,{content}", "aspect": aspect_of(tile), "places": places}
