"""The contract of a kind of picture: what it shows, and how a commission becomes a drawing with marked values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any, Literal

import yaml

from multipriv.pictures.album import BroughtPhoto
from multipriv.taxonomy.records import Box, Locale, Person

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Medium = Literal["paper", "card", "screen", "photo"]


@dataclass(frozen=True)
class Kind:
    """One kind of picture: the attributes it always shows, and the alternative sets of keys of which a picture shows one.

    `brought_faces` says what stands where a face would, in a data set with faces that the user brings: such a photo, or on
    documents and badges a silhouette of nobody; null for kinds without a face.
    """

    code: str
    medium: Medium
    category: str
    name: Mapping[str, str]
    shows: frozenset[str]
    keys: tuple[tuple[str, ...], ...]
    brought_faces: Literal["photo", "silhouette"] | None = None

    def showing(self, *, brought: bool) -> frozenset[str]:
        """Return the attributes it always shows, in a data set with brought faces or without."""
        return self.shows - {"face"} if brought and self.brought_faces == "silhouette" else self.shows


@dataclass(frozen=True)
class Commission:
    """What is to be drawn: a kind, of a person, with one set of keys, in one layout. `seed` names every free choice.

    `others` holds people who stand in the picture beside the subject (relatives in a family photo). `brought` holds, by
    person_id, the brought photo of each whose face is shown; null where faces are rendered.
    """

    kind: str
    person: Person
    keys: tuple[str, ...]
    layout: str
    seed: str
    others: tuple[Person, ...] = ()
    brought: Mapping[str, BroughtPhoto] | None = None

    @property
    def locale(self) -> Locale:
        """The locale of the document is that of its subject."""
        return self.person.locale


@dataclass(frozen=True)
class Mark:
    """One private value as drawn: `text` as printed (null when depicted), `value` canonical, `box` in pixels of the drawing."""

    attribute: str
    facet: str
    person_id: str
    text: str | None
    value: str
    box: Box
    row: int | None = None


@dataclass(frozen=True)
class Drawing:
    """A flat picture before the camera: RGB or RGBA pixels of shape (height, width, 3 or 4), and what is marked in it."""

    image: "NDArray[np.uint8]"
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Artist:
    """How a kind is drawn: its layouts (at least two) and the function that draws one.

    `layout_of` names the layout where something of the person decides it; null where any will do.
    """

    layouts: tuple[str, ...]
    draw: Callable[[Commission], Drawing]
    layout_of: Callable[[Person], str] | None = None


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind by code."""
    rows = yaml.safe_load(resources.files(__package__).joinpath("kinds.yaml").read_text("utf-8"))["kinds"]
    return {row["code"]: _kind(row) for row in rows}


def may_bear_brought_faces(kind: str) -> bool:
    """Return whether pictures of a kind may show faces that a user brings: never documents, badges or anything financial."""
    return kinds()[kind].brought_faces == "photo"


def _kind(row: dict[str, Any]) -> Kind:
    return Kind(**{**row, "shows": frozenset(row["shows"]), "keys": tuple(tuple(keys) for keys in row["keys"])})


@cache
def artist(kind: str) -> Artist:
    """Return the artist of a kind: the `ARTIST` of its module `kinds/<kind>.py`.

    Raises:
        KeyError: no such kind.
    """
    if kind not in kinds():
        raise KeyError(kind)
    found = import_module(f"multipriv.pictures.kinds.{kind}").ARTIST
    assert isinstance(found, Artist)
    return found
