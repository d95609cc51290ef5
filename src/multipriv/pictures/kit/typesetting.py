"""Set a document with Typst and return its pixels with the exact boxes of its private values."""

import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.kind import Commission, Drawing, Mark
from multipriv.pictures.kit.bearings import Glyph, bearings
from multipriv.pictures.kit.engine import compile_page
from multipriv.pictures.kit.facts import printed_facts, shown_attributes
from multipriv.pictures.kit.style import Style, draw_style
from multipriv.taxonomy.records import Box, Person

_proof: ContextVar[str | None] = ContextVar("proof", default=None)


class _Table(threading.local):
    """The folder of a thread in which insets lie for the typesetter, each under its name, until the next one of that name.

    A compiler keeps every path that it has read, with the content, for as long as it lives: a new folder for each document
    would cost a megabyte a picture.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="multipriv-")

    def path(self, name: str) -> Path:
        return Path(self._folder.name) / name


_table = _Table()


@dataclass(frozen=True)
class Inset:
    """A picture inside a document: pixels (height, width, 3 RGB or 4 RGBA), and the private part of it.

    `box` is [x0, y0, x1, y1) in the inset's own pixels; null means all of it. Where `private` is false nothing in it is anybody's
    (a silhouette), and it leaves no mark.
    """

    image: NDArray[np.uint8]
    box: Box | None = None
    private: bool = True


@contextmanager
def proof_ink(colour: str) -> Iterator[None]:
    """Print every marked value in one colour ("#rrggbb") while this is open: two such proofs differ in nothing but that ink."""
    token = _proof.set(colour)
    try:
        yield
    finally:
        _proof.reset(token)


def typeset(
    commission: Commission,
    texts: Mapping[str, Any],
    *,
    images: Mapping[str, Inset] | None = None,
    style: Style | None = None,
    prints: Mapping[str, str] | None = None,
    template: str | None = None,
) -> Drawing:
    """Set the commission in a template (kinds/<kind>.typ unless named) and return the drawing with its marks.

    `texts` is what the document says that is nobody's (issuer, form number); the people's values come from the commission alone,
    written in the styles of `prints` or of the seed. `images` are the insets that the template names.

    Raises:
        ValueError: the template runs over its page, or leaves out an attribute that the commission shows.
        typst.TypstError: the template is wrong.
    """
    style = style or draw_style(commission.seed, commission.locale)
    people = (commission.person, *commission.others)
    insets = dict(images or {})
    data = {
        "locale": commission.locale,
        "layout": commission.layout,
        "style": asdict(style),
        "texts": dict(texts),
        "people": [printed_facts(commission, person, prints or {}) for person in people],
        "images": {name: _stored(inset, _table.path(name)) for name, inset in insets.items()},
        "proof": _proof.get(),
    }
    png, found = compile_page(template or commission.kind, data, 72 * style.scale)
    image = _pixels(png)
    marks = tuple(_marks(found, people, insets, style.scale))
    missing = shown_attributes(commission) - {mark.attribute for mark in marks}
    if missing and template is None:
        raise ValueError(f"{commission.kind}/{commission.layout} does not mark {', '.join(sorted(missing))}")
    return Drawing(image, marks)


def _pixels(png: bytes) -> NDArray[np.uint8]:
    """Return RGB where the page covers everything, else RGBA."""
    decoded = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    assert decoded is not None
    code = cv2.COLOR_BGRA2RGB if decoded[..., 3].min() == 255 else cv2.COLOR_BGRA2RGBA
    return np.asarray(cv2.cvtColor(decoded, code), np.uint8)


def _stored(inset: Inset, path: Path) -> dict[str, Any]:
    height, width, channels = inset.image.shape
    path.write_bytes(np.ascontiguousarray(inset.image).tobytes())
    return {"path": str(path), "encoding": "rgb8" if channels == 3 else "rgba8", "width": width, "height": height}


def _marks(found: list[dict[str, Any]], people: tuple[Person, ...], insets: Mapping[str, Inset], scale: float) -> list[Mark]:
    """Return one mark a value: the lines of a wrapped value are joined."""
    marks: list[Mark] = []
    for entry in found:
        if "image" in entry and not insets[entry["image"]].private:
            continue
        attribute, facet = entry["key"].split(".")
        person = people[entry["of"]]
        listed = len(person.facts[attribute]) > 1
        text = entry.get("text")
        box = _inset_box(entry, insets) if text is None else _text_box(entry)
        scaled = (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)
        if entry.get("part", 0) > 0:
            first = marks.pop()
            text, scaled = _joined(first.text or "", text or ""), _union(first.box, scaled)
        value = person.facts[attribute][entry["row"]][facet]
        marks.append(Mark(attribute, facet, person.person_id, text, value, scaled, entry["row"] if listed else None))
    return marks


def _text_box(entry: dict[str, Any]) -> Box:
    """Return the box of the ink: the origin is the cap height over the start of the text."""
    text: str = entry["text"].strip()
    size, fonts, stroke = entry["size"], tuple(entry["font"]), entry["stroke"] * entry["size"] / 2
    face = (fonts, bool(entry["bold"]), str(entry["style"]))
    left, right = bearings(Glyph(text[0], *face))[0] * size, bearings(Glyph(text[-1], *face))[1] * size
    baseline = entry["y"] + entry["cap"]
    x0, x1 = entry["x"] + left - stroke, entry["x"] + entry["width"] - right + stroke
    return (x0, baseline - entry["ascent"] - stroke, x1, baseline + entry["descent"] + stroke)


def _inset_box(entry: dict[str, Any], insets: Mapping[str, Inset]) -> Box:
    inset = insets[entry["image"]]
    height, width = inset.image.shape[:2]
    x0, y0, x1, y1 = inset.box or (0, 0, width, height)
    across, down = entry["width"] / width, entry["height"] / height
    return (entry["x"] + x0 * across, entry["y"] + y0 * down, entry["x"] + x1 * across, entry["y"] + y1 * down)


def _joined(first: str, second: str) -> str:
    spaced = first[-1:].isascii() and second[:1].isascii()
    return f"{first} {second}" if spaced else first + second


def _union(a: Box, b: Box) -> Box:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
