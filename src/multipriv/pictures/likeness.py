"""From a person's tokens to their body: the same face, thumb, irises and hand in every picture, each time taken anew."""

from collections import deque
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces import Crop, FacePhoto, Identity, Sex, face_vector, identity, photo
from multipriv.pictures.fingerprints import finger, impression
from multipriv.pictures.irises import Eye, geometry, iris, scan
from multipriv.pictures.signatures import Script, hand, sign
from multipriv.seeds import opaque_id
from multipriv.taxonomy.records import Box, Locale, Person

YOUNGEST = 3
"""Age in years of the youngest face that can be drawn; a baby in a family photo looks like a small child."""


NEAREST_STRANGERS = 0.95
"""Least `face_distance` of two people of different households once `faces_apart` has seen them."""
NEAREST_KIN = 0.8
"""The same of two people of one household: brothers look alike, but not as twins do."""
REACH = 1000
"""How many people before them, in their locale, a person's face is held against."""
_REDRAWS = 40


@dataclass(frozen=True)
class Likeness:
    """Pixels (height, width, 3 RGB or 4 RGBA) and the box [x0, y0, x1, y1) of what is the person's in them."""

    image: NDArray[np.uint8]
    box: Box


def identity_of(person: Person) -> Identity:
    """Return the face that belongs to the person's face token, with the likeness of their family.

    It depends on nothing but the person, so that it is one face in every picture, whoever else is in it. All of a household
    descend from one imagined couple; spouses too, which shows nowhere: family photos are of blood relatives.
    """
    sex: Sex = "female" if person.value("gender") == "female" else "male"
    age = max(person.age, YOUNGEST)
    return identity(person.value("face"), sex, age, person.locale, _ancestors(person.household_id, person.locale))


def faces_apart(
    people: Sequence[Person], seen: Set[str] | None = None, least: float = NEAREST_STRANGERS, kin: float = NEAREST_KIN
) -> tuple[Person, ...]:
    """Return the people, the face token drawn anew for whoever looks too much like somebody before them.

    Too much is nearer than `least` to a person of another household, or than `kin` to one of the same. Only those `seen` in some
    picture (person_ids; null for all) are looked at. Locales are apart, and nobody changes because of who comes later. A face is
    held against the REACH people before it in its locale, so that the cost of a person does not grow with the world. Where no
    draw is far enough from all of them, the one that comes nearest to it is taken.
    """
    crowds: dict[Locale, _Crowd] = {"en": _Crowd(), "zh": _Crowd()}
    hidden = {person.person_id for person in people} - seen if seen is not None else set()
    return tuple(
        person if person.person_id in hidden else crowds[person.locale].joined_by(person, least, kin) for person in people
    )


class _Crowd:
    """The faces and households of the people of one locale who came last."""

    def __init__(self) -> None:
        self._faces: deque[tuple[float, ...]] = deque(maxlen=REACH)
        self._households: deque[str] = deque(maxlen=REACH)

    def joined_by(self, person: Person, least: float, kin: float) -> Person:
        """Take the person in with the first face that is far enough from all others, or the one that lacks least; return them."""
        faces = np.array(self._faces)
        wanted = np.array([kin if home == person.household_id else least for home in self._households])
        best = -np.inf
        chosen: tuple[Person, tuple[float, ...]] = (person, ())
        for redraw in range(_REDRAWS):
            one = _redrawn(person, redraw)
            face = face_vector(identity_of(one))
            room = float((np.linalg.norm(faces - face, axis=1) - wanted).min()) if len(faces) else np.inf
            if room > best:
                best, chosen = room, (one, face)
            if best >= 0:
                break
        self._households.append(person.household_id)
        self._faces.append(chosen[1])
        return chosen[0]


def _redrawn(person: Person, times: int) -> Person:
    """Return the person with the face token's `times`-th successor, the token itself first."""
    if not times:
        return person
    facts = tuple({**fact, "value": f"face:{opaque_id(fact['value'], times)}"} for fact in person.facts["face"])
    return replace(person, facts={**person.facts, "face": facts})


@lru_cache(maxsize=256)
def _ancestors(household: str, locale: Locale) -> tuple[Identity, Identity]:
    """Return the couple that a household descends from: two people of one region who look alike in nothing else."""
    first = identity(f"ancestor:{household}:first", "female", 50, locale)
    return first, identity(f"ancestor:{household}:second", "male", 50, locale)


def face_photo(person: Person, seed: str, crop: Crop = "id", size: tuple[int, int] = (480, 600)) -> Likeness:
    """Return a new photo (width, height) of the person's one face."""
    taken = _photo(identity_of(person), seed, crop, size)
    return Likeness(taken.image, taken.face_box)


@lru_cache(maxsize=4)
def _photo(who: Identity, seed: str, crop: Crop, size: tuple[int, int]) -> FacePhoto:
    # kept because a proof draws the same document twice, and a photo costs far more than a page
    return photo(who, seed, size=size, crop=crop)


def thumb_print(
    person: Person,
    seed: str,
    size: tuple[int, int] = (420, 560),
    ink: tuple[int, int, int] = (38, 44, 66),
    paper: tuple[int, int, int] = (247, 246, 243),
) -> Likeness:
    """Return a new impression (width, height) of the person's right thumb, in sRGB ink on paper."""
    image = impression(finger(person.value("fingerprint")), seed, size=size, ink=ink, paper=paper)
    distance = np.abs(image.astype(int) - np.array(paper)).max(axis=2)
    return Likeness(image, _extent(distance > 60))


def iris_scan(person: Person, eye: Eye, seed: str, size: tuple[int, int] = (640, 480)) -> Likeness:
    """Return a new near-infrared scan (width, height) of one eye; the box holds the disc of the iris."""
    token = iris(person.value("iris", eye), eye)
    grey = scan(token, seed, size=size)
    disc = geometry(token, seed, size=size).iris
    box = (disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius)
    return Likeness(np.repeat(grey[..., None], 3, axis=2), box)


def signature(
    person: Person, seed: str, size: tuple[int, int] = (480, 160), ink: tuple[int, int, int] = (20, 30, 90)
) -> Likeness:
    """Return the person's name in their own hand, newly signed: RGBA (width, height) on transparent paper."""
    script: Script = "han" if person.locale == "zh" else "latin"
    image = sign(hand(person.value("signature")), person.value("name"), script, seed, size=size, ink=ink)
    return Likeness(image, _extent(image[..., 3] > 40))


def _extent(mask: NDArray[np.bool_]) -> Box:
    """Return the smallest box that holds the mask, but for the outermost specks (0.2 % of it on each side)."""
    rows, columns = np.nonzero(mask)
    x0, x1 = np.quantile(columns, [0.002, 0.998])
    y0, y1 = np.quantile(rows, [0.002, 0.998])
    return float(x0), float(y0), float(x1) + 1, float(y1) + 1
