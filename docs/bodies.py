"""Sheets of faces, fingerprints, irises and signatures, drawn straight from their generators."""

import numpy as np
from PIL import Image
from sheets import Tile, sheet, tile

from multipriv.pictures.faces import Identity, Sex, group, identity, photo
from multipriv.pictures.fingerprints import finger, impression
from multipriv.pictures.irises import Eye, iris, scan
from multipriv.pictures.signatures import Script, hand, sign
from multipriv.taxonomy.records import Locale

SEXES: tuple[Sex, Sex] = ("male", "female")
REGIONS: tuple[Locale, Locale] = ("en", "zh")
EYES: tuple[Eye, Eye] = ("left", "right")
NAMES: tuple[tuple[str, Script], ...] = (
    ("Maren Holloway", "latin"),
    ("Tobias Ferrand", "latin"),
    ("周明远", "han"),
    ("林绍浩", "han"),
)


def faces() -> Image.Image:
    """Return twelve people with four photos each, two people a row."""
    people = [identity(f"sheet-{i}", SEXES[i % 2], 20 + i * 5, REGIONS[i % 3 == 2]) for i in range(12)]
    rows = [np.hstack([photo(one, f"{j}", size=(256, 320)).image for j in range(4)]) for one in people]
    return sheet([tile(row) for row in rows], 8 * 0.8)


def portraits() -> Image.Image:
    """Return six people in full size."""
    ages = enumerate((24, 33, 41, 52, 63, 72))
    people = [identity(f"full-{age}", SEXES[i % 2], age, REGIONS[i % 3 == 1]) for i, age in ages]
    return sheet([tile(photo(one, "full").image, f"{one.sex}, {one.age}") for one in people], 3 * 0.8, 1500)


def ages() -> Image.Image:
    """Return two people from childhood to old age, in neutral photos."""
    years = (5, 11, 17, 26, 38, 50, 64, 82)
    rows = [(identity("ages", sex, age, region), age) for sex, region in zip(SEXES, REGIONS, strict=True) for age in years]
    return sheet([tile(photo(one, "a", size=(320, 400), crop="id").image, str(age)) for one, age in rows], 8 * 0.8)


def family() -> Image.Image:
    """Return two families, each of parents and two children."""
    return sheet([_household(region) for region in REGIONS], 3.0)


def _household(region: Locale) -> Tile:
    parents = (identity(f"{region} mother", "female", 44, region), identity(f"{region} father", "male", 47, region))
    girl: Identity = identity(f"{region} child 0", "female", 17, region, parents)
    boy = identity(f"{region} child 1", "male", 12, region, parents)
    return tile(group([*parents, girl, boy], "docs", size=(1100, 720)).image)


def fingerprints() -> Image.Image:
    """Return one impression of each pattern, then six impressions of one finger."""
    first: dict[str, str] = {}
    for i in range(400):
        first.setdefault(finger(f"docs-{i}").pattern, f"docs-{i}")
    patterns = [tile(impression(finger(seed), "a"), pattern.replace("_", " ")) for pattern, seed in sorted(first.items())]
    again = [tile(impression(finger(first["right_loop"]), f"{i}"), f"right loop, impression {i + 1}") for i in range(6)]
    return sheet([*patterns, *again], 6 * 0.75)


def irises() -> Image.Image:
    """Return two scans of both eyes of two people."""
    scans = [(person, eye, i) for person in range(2) for eye in EYES for i in range(2)]
    return sheet(
        [
            tile(scan(iris(f"docs-{person}", eye), f"{i}"), f"person {person + 1}, {eye} eye, scan {i + 1}")
            for person, eye, i in scans
        ],
        4 * 4 / 3,
    )


def signatures() -> Image.Image:
    """Return four hands in two scripts, three signatures each."""
    return sheet([tile(sign(hand(f"docs-{name}"), name, script, f"{i}")) for name, script in NAMES for i in range(3)], 9.0)
