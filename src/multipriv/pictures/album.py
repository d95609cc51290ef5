"""An album: photos of other people's faces that a user brings, one sub-folder an identity, read once and checked whole."""

import csv
import hashlib
import io
import struct
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from multipriv.taxonomy.records import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

Gender = Literal["female", "male"]

FORMS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
LEAST_PHOTOS = 2
LEAST_SIDE = 256
"""Pixels of the short side of a photo."""
MOST_ASPECT = 3
"""Long side to short side: what is longer is a panorama, which leaves a face too few pixels in a frame."""
LEAST_FACE = 64
"""Pixels of the short side of a face box."""
MOST_PIXELS, MOST_BYTES = 50_000_000, 50_000_000
IDENTITIES, BOXES = "identities.csv", "boxes.csv"
OLDEST = 120


class AlbumError(Exception):
    """A folder that is no album, or does not fit; the message is one line for the user."""


@dataclass(frozen=True)
class BroughtPhoto:
    """One photo: `name` is "identity/file"; size and `box` ([x0, y0, x1, y1) of the face) are in pixels, the photo held upright.

    Where it lies is no part of what it is: a moved album is the same album.
    """

    name: str
    sha256: str
    width: int
    height: int
    box: Box
    path: Path = field(repr=False, compare=False)

    def pixels(self) -> "NDArray[np.uint8]":
        """Return the photo (height, width, 3 RGB), turned as its camera was held, on white where it is transparent.

        Raises:
            AlbumError: the file is no longer what it was when the album was read.
        """
        import numpy as np
        from PIL import Image

        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise AlbumError(f"{self.path}: cannot be read any more ({error.strerror})") from error
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise AlbumError(f"{self.path}: was changed while the data set was built")
        with Image.open(io.BytesIO(content), formats=tuple(set(FORMS.values()))) as image:
            seen = _upright(image).convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        return np.array(Image.alpha_composite(white, seen).convert("RGB"), np.uint8)


@dataclass(frozen=True)
class BroughtIdentity:
    """One person of an album, with what the user says of them."""

    name: str
    photos: tuple[BroughtPhoto, ...]
    gender: Gender | None = None
    age: int | None = None


@dataclass(frozen=True)
class Album:
    """All identities of a folder, sorted by name."""

    folder: Path
    identities: tuple[BroughtIdentity, ...]

    @property
    def mark(self) -> dict[str, str | int]:
        """What the manifest of a data set with these faces says of them."""
        return {"source": "brought", "identities": len(self.identities), "digest": self.digest}

    @property
    def digest(self) -> str:
        """The SHA-256 over names, photos, boxes, genders and ages: equal digests, equal pictures."""
        return hashlib.sha256(repr(self.identities).encode()).hexdigest()


def load_album(folder: Path) -> Album:
    """Read `folder`: a sub-folder of at least two photos an identity, and perhaps identities.csv and boxes.csv beside them.

    identities.csv has the columns identity, gender (female, male) and age in years; boxes.csv has file ("identity/photo.jpg"),
    x0, y0, x1, y1 in pixels. A photo without a box is taken as cropped to the face: its box is the whole photo.

    Raises:
        AlbumError: anything in the folder is not what belongs there; the message names the file.
    """
    if not folder.is_dir():
        raise AlbumError(f"{folder}: {'is a file, not a folder of faces' if folder.exists() else 'no such folder'}")
    root = folder.resolve()
    boxes = dict(_boxes(folder / BOXES, root)) if (folder / BOXES).exists() else {}
    told = dict(_told(folder / IDENTITIES, root)) if (folder / IDENTITIES).exists() else {}
    identities = []
    for path in _entries(folder, root):
        if path.is_dir():
            gender, age = told.pop(path.name, (None, None))
            identities.append(BroughtIdentity(path.name, _photos(path, root, boxes), gender, age))
        elif path.name not in (IDENTITIES, BOXES):
            raise AlbumError(f"{path}: only sub-folders of photos, {IDENTITIES} and {BOXES} belong here")
    for name in told:
        raise AlbumError(f"{folder / IDENTITIES}: tells of {name!r}, of whom there is no sub-folder")
    for name in boxes:
        raise AlbumError(f"{folder / BOXES}: tells of {name!r}, which is no photo of the album")
    if not identities:
        raise AlbumError(f"{folder}: holds no identity; each is a sub-folder of at least {LEAST_PHOTOS} photos")
    _distinct(identities)
    return Album(folder, tuple(identities))


def _entries(folder: Path, root: Path) -> list[Path]:
    """Return what is in a folder, by name; nothing hidden, nothing that leads out of the album."""
    entries = sorted(folder.iterdir(), key=lambda path: path.name)
    for path in entries:
        _inside(path, root)
        if path.name.startswith("."):
            raise AlbumError(f"{path}: is hidden; remove it from the album")
    return entries


def _inside(path: Path, root: Path) -> None:
    if not path.resolve().is_relative_to(root):
        raise AlbumError(f"{path}: is a link that leaves the album; put the file itself there")


def _photos(folder: Path, root: Path, boxes: dict[str, Box]) -> tuple[BroughtPhoto, ...]:
    photos = tuple(_photo(path, f"{folder.name}/{path.name}", boxes) for path in _entries(folder, root))
    if len(photos) < LEAST_PHOTOS:
        raise AlbumError(f"{folder}: {len(photos)} photos; an identity needs at least {LEAST_PHOTOS}")
    return photos


def _photo(path: Path, name: str, boxes: dict[str, Box]) -> BroughtPhoto:
    if not path.is_file() or path.suffix.lower() not in FORMS:
        raise AlbumError(f"{path}: is no photo ({', '.join(FORMS)})")
    content = _content(path)
    width, height = _size(path, content)
    if min(width, height) < LEAST_SIDE:
        raise AlbumError(f"{path}: {width} x {height} pixels; the short side needs at least {LEAST_SIDE}")
    if max(width, height) > MOST_ASPECT * min(width, height):
        raise AlbumError(f"{path}: {width} x {height} pixels; the long side may be {MOST_ASPECT} times the short one at most")
    box = boxes.pop(name, None)
    if box is not None:
        x0, y0, x1, y1 = box
        if not (0 <= x0 < x1 <= width and 0 <= y0 < y1 <= height) or min(x1 - x0, y1 - y0) < LEAST_FACE:
            numbers = ", ".join(f"{edge:g}" for edge in box)
            raise AlbumError(
                f"{path}: its face box ({numbers}) needs at least {LEAST_FACE} pixels a side within {width} x {height}"
            )
    return BroughtPhoto(name, hashlib.sha256(content).hexdigest(), width, height, box or (0, 0, width, height), path)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise AlbumError(f"{path}: is larger than {MOST_BYTES // 10**6} MB")
        return path.read_bytes()
    except OSError as error:
        raise AlbumError(f"{path}: cannot be read ({error.strerror})") from error


def _size(path: Path, content: bytes) -> tuple[int, int]:
    """Return width and height of a photo that decodes to its end."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit here is lower
            opened = Image.open(io.BytesIO(content), formats=tuple(set(FORMS.values())))
        with opened as image:
            if image.width * image.height > MOST_PIXELS:
                raise AlbumError(f"{path}: {image.width} x {image.height} is more than {MOST_PIXELS // 10**6} megapixels")
            image.load()
            return _upright(image).size
    except Image.DecompressionBombError as error:
        raise AlbumError(f"{path}: is more than {MOST_PIXELS // 10**6} megapixels") from error
    except (OSError, SyntaxError, ValueError, TypeError, IndexError, EOFError, struct.error) as error:
        raise AlbumError(f"{path}: cannot be read as a photo (damaged or cut short)") from error


def _upright(image: "Image.Image") -> "Image.Image":
    from PIL import ImageOps

    return ImageOps.exif_transpose(image)


def _distinct(identities: list[BroughtIdentity]) -> None:
    """Equal files would tell two people for one, or join two pictures without a face."""
    seen: dict[str, BroughtPhoto] = {}
    for photo in (photo for one in identities for photo in one.photos):
        if photo.sha256 in seen:
            raise AlbumError(f"{photo.path}: is the same file as {seen[photo.sha256].path}")
        seen[photo.sha256] = photo


def _told(path: Path, root: Path) -> Iterator[tuple[str, tuple[Gender | None, int | None]]]:
    for number, row in _rows(path, root, ("identity", "gender", "age")):
        gender, age = row["gender"].lower(), row["age"]
        if gender not in ("", "female", "male"):
            raise AlbumError(f"{path}: line {number}: gender {row['gender']!r} is not female, male or empty")
        if age and not (age.isascii() and age.isdigit() and int(age) <= OLDEST):
            raise AlbumError(f"{path}: line {number}: age {age!r} is not a whole number up to {OLDEST} or empty")
        known: Gender | None = "female" if gender == "female" else "male" if gender == "male" else None
        yield row["identity"], (known, int(age) if age else None)


def _boxes(path: Path, root: Path) -> Iterator[tuple[str, Box]]:
    for number, row in _rows(path, root, ("file", "x0", "y0", "x1", "y1")):
        try:
            yield row["file"], (float(row["x0"]), float(row["y0"]), float(row["x1"]), float(row["y1"]))
        except ValueError as error:
            raise AlbumError(f"{path}: line {number}: x0, y0, x1, y1 are pixels, as in 120,80,360,400") from error


def _rows(path: Path, root: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the rows with their lines; the first column names each row, and none twice."""
    _inside(path, root)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            if set(columns) - set(reader.fieldnames or ()):
                raise AlbumError(f"{path}: needs the columns {','.join(columns)} in its first line")
            names: set[str] = set()
            for given in reader:
                row = _trimmed(given, columns)
                if row[columns[0]] in names:
                    raise AlbumError(f"{path}: line {reader.line_num}: {row[columns[0]]!r} stands there twice")
                names.add(row[columns[0]])
                yield reader.line_num, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AlbumError(f"{path}: cannot be read as a table ({error})") from error


def _trimmed(row: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, str]:
    return {column: str(row[column]).strip() for column in columns}
