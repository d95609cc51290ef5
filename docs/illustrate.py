"""Draws every image of the documentation from the code and from one built data set.

    multipriv build mini --out demo/mini --seed 1 && python docs/illustrate.py demo/mini [IMAGE …]

PNG for what the README shows, WebP for the rest; every file stays under 400 KB.
"""

import argparse
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path

import diagrams
import numpy as np
import pylopdf_fonts_zh_cn
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from multipriv.build.show import show
from multipriv.build.show.sheet import COLOURS
from multipriv.dataset import Dataset
from multipriv.pictures.faces import group, identity, photo
from multipriv.pictures.fingerprints import finger, impression
from multipriv.pictures.irises import iris, scan
from multipriv.pictures.kind import Commission, artist, kinds
from multipriv.pictures.signatures import hand, sign
from multipriv.pictures.studio import make_picture
from multipriv.taxonomy.records import Capture, Locale, Person, Question

HERE = Path(__file__).parent
IMAGES = HERE / "images"
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
MOST = 390_000
"""Bytes of an image at most."""
PAPER, INK = "#fbfaf7", "#3e4c59"
README_KINDS = ["resident_card", "passport_page", "bank_card", "medical_report", "boarding_pass", "payslip", "car_in_street", "house_front", "street_map", "chat", "fingerprint_card", "family_photo"]


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


def shown(opened: Dataset, **what: str) -> Image.Image:
    """Return what `multipriv show` draws, 1300 pixels wide."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.png"
        show(opened.directory, file, **what)
        image = Image.open(file).convert("RGB")
    return image.resize((1300, round(image.height * 1300 / image.width)), Image.Resampling.LANCZOS)


def drawn(opened: Dataset, kind: str, locale: Locale, capture: Capture, place: int) -> Tile:
    """Return a kind drawn anew for one of the data set's profiles."""
    profiles = [person for person in opened.people if person.profile_id and person.locale == locale]
    person = profiles[place % len(profiles)]
    by_id = {one.person_id: one for one in opened.people}
    others = tuple(by_id[relation.person_id] for relation in person.relations) if kind == "family_photo" else ()
    layouts, keys = artist(kind).layouts, kinds()[kind].keys
    commission = Commission(kind, person, keys[place % len(keys)], layouts[place % len(layouts)], f"docs {kind} {locale}", others)
    image, _ = make_picture(commission, capture, f"docs {kind} {locale}")
    return tile(image, f"{kinds()[kind].name[locale]} · {capture}")


def profile_of(opened: Dataset, locale: Locale) -> str:
    """Return the profile of a locale whose pictures are of the most kinds."""

    def variety(person: Person) -> tuple[int, str]:
        return -len({p.kind for p in opened.pictures if p.scope == "individual" and p.person_ids[0] == person.person_id}), person.person_id

    found = min((person for person in opened.people if person.profile_id and person.locale == locale), key=variety)
    return str(found.profile_id)


def chain_of(opened: Dataset) -> Question:
    """Return a chained question in English that starts from a face and takes three hops, over as many kinds as can be."""
    found = [q for q in opened.questions if q.task == "chained_reasoning" and q.language == "en" and q.hops == 3]
    found = [q for q in found if q.evidence[0].link == "face" and opened.pictures_by_id[q.picture_ids[0]].locale == "en"]


    def variety(question: Question) -> tuple[int, int, str]:
        used = {opened.pictures_by_id[question.picture_ids[hop.target - 1]].kind for hop in question.evidence}
        return len(used), -len(question.picture_ids), question.question_id

    return max(found, key=variety)


def every_kind(opened: Dataset, locale: Locale) -> Image.Image:
    """Return all kinds in one locale."""
    levels: Iterator[Capture] = cycle(("clean", "easy", "clean", "medium"))
    return sheet([drawn(opened, kind, locale, level, place) for place, (kind, level) in enumerate(zip(kinds(), levels))], 7.2, 1500)


def few_kinds(opened: Dataset) -> Image.Image:
    """Return about a dozen kinds in both locales."""
    levels: Iterator[Capture] = cycle(("clean", "easy", "medium"))
    return sheet(
        [drawn(opened, kind, locale, next(levels), place) for place, kind in enumerate(README_KINDS) for locale in ("en", "zh")],
        7.4,
        1400,
    )


def camera(opened: Dataset) -> Image.Image:
    """Return one document at every level of the camera."""
    return sheet([drawn(opened, "prescription", "en", level, 1) for level in ("clean", "easy", "medium", "hard")], 3.4)


def faces(_: Dataset) -> Image.Image:
    """Return twelve people with four photos each, two people a row."""
    people = [identity(f"sheet-{i}", "female" if i % 2 else "male", 20 + i * 5, "zh" if i % 3 == 2 else "en") for i in range(12)]
    rows = [np.hstack([photo(one, f"{j}", size=(256, 320)).image for j in range(4)]) for one in people]
    return sheet([tile(row) for row in rows], 8 * 0.8, 1280)


def portraits(_: Dataset) -> Image.Image:
    """Return six people in full size."""
    ages = (24, 33, 41, 52, 63, 72)
    people = [identity(f"full-{age}", "female" if i % 2 else "male", age, "zh" if i % 3 == 1 else "en") for i, age in enumerate(ages)]
    return sheet([tile(photo(one, "full").image, f"{one.sex}, {one.age}") for one in people], 3 * 0.8, 1500)


def ages(_: Dataset) -> Image.Image:
    """Return one person from childhood to old age, in neutral photos."""
    return sheet(
        [
            tile(photo(identity("ages", sex, age, region), "a", size=(320, 400), crop="id").image, str(age))
            for sex, region in (("female", "zh"), ("male", "en"))
            for age in (5, 11, 17, 26, 38, 50, 64, 82)
        ],
        8 * 0.8,
    )


def family(opened: Dataset) -> Image.Image:
    """Return two families, each of parents and two children."""
    tiles = []
    for region in ("en", "zh"):
        parents = (identity(f"{region} mother", "female", 44, region), identity(f"{region} father", "male", 47, region))
        children = [identity(f"{region} child {i}", sex, age, region, parents) for i, (sex, age) in enumerate((("female", 17), ("male", 12)))]
        tiles.append(tile(group([*parents, *children], "docs", size=(1100, 720)).image))
    return sheet(tiles, 3.0)


def fingerprints(_: Dataset) -> Image.Image:
    """Return one impression of six fingers, then six impressions of one."""
    first: dict[str, str] = {}
    for i in range(400):
        first.setdefault(finger(f"docs-{i}").pattern, f"docs-{i}")
    patterns = [tile(impression(finger(seed), "a"), pattern.replace("_", " ")) for pattern, seed in sorted(first.items())]
    again = [tile(impression(finger(first["right_loop"]), f"{i}"), f"right loop, impression {i + 1}") for i in range(6)]
    return sheet([*patterns, *again], 6 * 0.75)


def irises(_: Dataset) -> Image.Image:
    """Return two scans of both eyes of two people."""
    return sheet(
        [
            tile(scan(iris(f"docs-{person}", eye), f"{i}"), f"person {person + 1}, {eye} eye, scan {i + 1}")
            for person in range(2)
            for eye in ("left", "right")
            for i in range(2)
        ],
        4 * 4 / 3,
    )


def signatures(_: Dataset) -> Image.Image:
    """Return four hands in two scripts, three signatures each."""
    names = [("Maren Holloway", "latin"), ("Tobias Ferrand", "latin"), ("周明远", "han"), ("林绍浩", "han")]
    return sheet([tile(sign(hand(f"docs-{name}"), name, script, f"{i}")) for name, script in names for i in range(3)], 9.0)  # type: ignore[arg-type]


DRAW: dict[str, Callable[[Dataset], Image.Image]] = {
    "profile-en.png": lambda opened: shown(opened, profile=profile_of(opened, "en")),
    "profile-zh.png": lambda opened: shown(opened, profile=profile_of(opened, "zh")),
    "question-chained.png": lambda opened: shown(opened, question=chain_of(opened).question_id),
    "kinds.png": few_kinds,
    "faces.png": faces,
    "camera.png": camera,
    "framework.webp": lambda opened: diagrams.framework(opened, chain_of(opened)),
    "taxonomy.png": diagrams.taxonomy,
    "tasks.webp": diagrams.overview,
    "kinds-en.webp": lambda opened: every_kind(opened, "en"),
    "kinds-zh.webp": lambda opened: every_kind(opened, "zh"),
    "portraits.webp": portraits,
    "ages.webp": ages,
    "family.webp": family,
    "fingerprints.webp": fingerprints,
    "irises.webp": irises,
    "signatures.webp": signatures,
}


def main() -> None:
    """Draw the images named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("images", nargs="*", choices=[[], *DRAW], metavar="IMAGE", help=", ".join(DRAW))
    options = parser.parse_args()
    opened = Dataset.open(options.dataset)
    IMAGES.mkdir(exist_ok=True)
    for name in options.images or DRAW:
        save(DRAW[name](opened), name)


if __name__ == "__main__":
    main()
