"""Pictures of two people, and of one before a place."""

from dataclasses import replace

import pytest

from multipriv.pictures.kind import Commission, artist
from multipriv.taxonomy.records import Locale, Person
from tests.pictures.people import PEOPLE


def _relative(locale: Locale) -> Person:
    facts = PEOPLE[locale].facts | {"face": ({"value": f"face:relative-{locale}"},)}
    return replace(PEOPLE[locale], person_id=f"r-{locale}", age=66, facts=facts)


@pytest.mark.parametrize(("locale", "layout"), [("en", "print"), ("zh", "gallery")])
def test_a_family_photo_shows_both_and_says_who_the_right_one_is(locale: Locale, layout: str) -> None:
    subject, relative = PEOPLE[locale], _relative(locale)
    drawing = artist("family_photo").draw(Commission("family_photo", subject, (), layout, "pair", (relative,)))
    left, right = (mark for mark in drawing.marks if mark.attribute == "face")
    assert (left.person_id, right.person_id) == (subject.person_id, relative.person_id)
    assert right.value == relative.value("face")
    assert left.box[2] <= right.box[0] + 0.3 * (right.box[2] - right.box[0])
    said = {mark.facet: (mark.person_id, mark.text) for mark in drawing.marks if mark.attribute == "family_relation"}
    relation = subject.facts["family_relation"][0]
    assert said == {facet: (subject.person_id, relation[facet]) for facet in ("relation", "relative")}


@pytest.mark.parametrize("side", ["left", "right"])
def test_nobody_stands_before_the_plate_of_a_selfie(side: str) -> None:
    drawing = artist("selfie").draw(Commission("selfie", PEOPLE["zh"], ("vehicle_plate",), side, "beside"))
    boxes = {mark.attribute: mark.box for mark in drawing.marks}
    face, plate = boxes["face"], boxes["vehicle_plate"]
    assert face[2] < plate[0] if side == "left" else plate[2] < face[0]
    assert 0 <= face[0] < face[2] <= drawing.image.shape[1]
