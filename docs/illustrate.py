"""Draws every image of the documentation from the code and from one built data set, and writes every generated table.

    multipriv build mini --out demo/mini --seed 1 && python docs/illustrate.py demo/mini [IMAGE …]

PNG for what the README shows, WebP for the rest; every file stays under 400 KB.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import bodies
import diagrams
from PIL import Image
from sheets import IMAGES, Tile, save, sheet, tile

from multipriv.build.show import show
from multipriv.dataset import Dataset
from multipriv.pictures.kind import Commission, artist, kinds
from multipriv.pictures.studio import make_picture
from multipriv.taxonomy.records import Capture, Locale, Person, Question

README_KINDS = (
    *("resident_card", "passport_page", "bank_card", "medical_report", "boarding_pass", "payslip"),
    *("car_in_street", "house_front", "street_map", "chat", "fingerprint_card", "family_photo"),
)


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
        own = [p for p in opened.pictures if p.scope == "individual" and p.person_ids[0] == person.person_id]
        return -len({picture.kind for picture in own}), person.person_id

    here = [person for person in opened.people if person.profile_id is not None and person.locale == locale]
    return str(min(here, key=variety).profile_id)


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
    return sheet([drawn(opened, kind, locale, next(levels), place) for place, kind in enumerate(kinds())], 7.2, 1500)


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


DRAW: dict[str, Callable[[Dataset], Image.Image]] = {
    "profile-en.png": lambda opened: shown(opened, profile=profile_of(opened, "en")),
    "profile-zh.png": lambda opened: shown(opened, profile=profile_of(opened, "zh")),
    "question-chained.png": lambda opened: shown(opened, question=chain_of(opened).question_id),
    "kinds.png": few_kinds,
    "faces.png": lambda _: bodies.faces(),
    "camera.png": camera,
    "framework.webp": lambda opened: diagrams.framework(opened, chain_of(opened)),
    "taxonomy.png": diagrams.taxonomy,
    "tasks.webp": diagrams.overview,
    "kinds-en.webp": lambda opened: every_kind(opened, "en"),
    "kinds-zh.webp": lambda opened: every_kind(opened, "zh"),
    "portraits.webp": lambda _: bodies.portraits(),
    "ages.webp": lambda _: bodies.ages(),
    "family.webp": lambda _: bodies.family(),
    "fingerprints.webp": lambda _: bodies.fingerprints(),
    "irises.webp": lambda _: bodies.irises(),
    "signatures.webp": lambda _: bodies.signatures(),
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
