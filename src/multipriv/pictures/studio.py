"""The studio: draws what was commissioned, photographs it, and says where everything private stands in the photo."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.camera import scene_noise, shoot, warp_box
from multipriv.pictures.kind import Commission, Drawing, Mark, artist, kinds, may_bear_brought_faces
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.linking import entailments
from multipriv.taxonomy.records import Capture, Exposure, Locale, Person
from multipriv.values import printed, styles


def make_picture(commission: Commission, capture: Capture, camera_seed: str) -> tuple[NDArray[np.uint8], tuple[Exposure, ...]]:
    """Return the picture (height, width, 3 RGB) and its exposures, closed over what certainly follows from each value.

    Paper, cards and screens are photographed at the level of `capture` ("clean": a scan or screenshot); a photo only takes
    the noise of its own camera. The same arguments give the same picture.

    Raises:
        KeyError: no such kind.
        ValueError: the drawing does not show what the kind promises.
    """
    return photographed(artist(commission.kind).draw(commission), commission, capture, camera_seed)


def photographed(
    drawing: Drawing, commission: Commission, capture: Capture, camera_seed: str
) -> tuple[NDArray[np.uint8], tuple[Exposure, ...]]:
    """Return the picture of a drawing and its exposures: what `make_picture` does once it is drawn."""
    _guard(drawing, commission)
    medium = kinds()[commission.kind].medium
    people = {person.person_id: person for person in (commission.person, *commission.others)}
    marks = tuple(closed(drawing.marks, people))
    if medium == "photo":
        flat = shoot(drawing.image, camera_seed, "clean", medium="paper")
        image = flat.image if capture == "clean" else scene_noise(flat.image, camera_seed, capture)
        return image, _exposures(marks, flat.homography, image)
    shot = shoot(drawing.image, camera_seed, capture, medium=medium)
    return shot.image, _exposures(marks, shot.homography, shot.image)


def _guard(drawing: Drawing, commission: Commission) -> None:
    """Let no face stand where the brought ones must not, nor a rendered one among them."""
    brought = commission.brought
    if brought is None:
        return
    shown = {mark.person_id for mark in drawing.marks if mark.attribute == "face"}
    if shown and not may_bear_brought_faces(commission.kind):
        raise ValueError(f"{commission.kind} may not show a brought face")
    if not shown <= brought.keys():
        raise ValueError(f"{commission.kind} shows a face that was not brought")


def closed(marks: Iterable[Mark], people: dict[str, Person]) -> Iterator[tuple[Mark, str | None]]:
    """Yield each mark with null, then each value that it entails with the attribute that holds it.

    An entailed value stands in the box of its holder and is worth its owner's fact; one that is shown in its own right is not
    repeated. A whole address also gives its street. The text of an entailed value is null unless it stands there in words.
    """
    marks = tuple(marks)
    shown = {(mark.person_id, mark.attribute, mark.facet) for mark in marks}
    for mark in marks:
        yield mark, None
        person = people[mark.person_id]
        for attribute, facet in _entailed(mark, person.locale):
            if (mark.person_id, attribute, facet) in shown:
                continue
            shown.add((mark.person_id, attribute, facet))
            value = person.value(attribute, facet)
            text = _words(mark, attribute, facet, value, person.locale)
            yield Mark(attribute, facet, mark.person_id, text, value, mark.box), mark.attribute


def _words(mark: Mark, attribute: str, facet: str, value: str, locale: Locale) -> str | None:
    """Return the words in the mark that print the value, null where none do (digits of a number)."""
    value_type = attributes()[attribute].facets[facet].type
    forms = (printed(value, value_type, locale, style) for style in styles(value_type, locale))
    return next((form for form in forms if len(form) > 1 and form in (mark.text or "")), None)


def _entailed(mark: Mark, locale: Locale) -> Iterator[tuple[str, str]]:
    if (mark.attribute, mark.facet) == ("home_address", "value"):
        yield "home_address", "street"
    for entailment in entailments():
        holds = entailment.strength == "certain" and entailment.locale in (None, locale)
        if holds and entailment.attribute == mark.attribute:
            yield entailment.entails, "value"


def _exposures(
    marks: Iterable[tuple[Mark, str | None]], homography: NDArray[np.float64], image: NDArray[np.uint8]
) -> tuple[Exposure, ...]:
    height, width = image.shape[:2]
    found = []
    for mark, via in marks:
        quad, (x0, y0, x1, y1) = warp_box(homography, mark.box)
        box = (max(0.0, x0), max(0.0, y0), min(float(width), x1), min(float(height), y1))
        found.append(Exposure(mark.attribute, mark.facet, mark.person_id, mark.text, mark.value, box, quad, mark.row, via))
    return tuple(found)
