"""One body a person: tokens decide it, seeds only how it is taken."""

from dataclasses import replace

import numpy as np
import pytest

from multipriv.people.world import make_world
from multipriv.pictures.faces import face_distance
from multipriv.pictures.likeness import (
    NEAREST_KIN,
    NEAREST_STRANGERS,
    face_photo,
    faces_apart,
    identity_of,
    iris_scan,
    signature,
    thumb_print,
)
from tests.pictures.people import CHINESE, ENGLISH


def test_a_face_depends_on_nothing_but_the_person() -> None:
    assert identity_of(ENGLISH) == identity_of(replace(ENGLISH, relations=(), person_id="x"))
    assert identity_of(ENGLISH) != identity_of(CHINESE)


def test_photos_differ_and_hold_the_face() -> None:
    first, second = (face_photo(ENGLISH, seed, "id", (160, 200)) for seed in ("a", "b"))
    assert first.image.shape == (200, 160, 3)
    assert not np.array_equal(first.image, second.image)
    x0, y0, x1, y1 = first.box
    assert 0 <= x0 < x1 <= 160
    assert 0 <= y0 < y1 <= 200


def test_boxes_hold_ridges_iris_and_ink() -> None:
    thumb = thumb_print(CHINESE, "a", (210, 280))
    dark = thumb.image.mean(axis=2) < 150
    x0, y0, x1, y1 = (round(v) for v in thumb.box)
    assert dark[y0:y1, x0:x1].sum() > 0.95 * dark.sum()
    eye = iris_scan(CHINESE, "left", "a", (320, 240))
    assert eye.box[2] - eye.box[0] == pytest.approx(eye.box[3] - eye.box[1])
    signed = signature(CHINESE, "a")
    assert signed.image.shape[2] == 4
    x0, y0, x1, y1 = (round(v) for v in signed.box)
    ink = signed.image[..., 3] > 40
    assert ink[y0:y1, x0:x1].sum() > 0.97 * ink.sum()


def test_strangers_who_look_alike_by_accident_are_drawn_anew_and_kin_may() -> None:
    stranger = replace(ENGLISH, person_id="p-other", household_id="h-other")
    _, sibling = faces_apart([ENGLISH, replace(ENGLISH, person_id="p-kin")])
    near = face_distance(identity_of(ENGLISH), identity_of(stranger))
    people = [ENGLISH, sibling, stranger, CHINESE]
    assert faces_apart(people, least=near - 0.01) == tuple(people)
    apart = faces_apart(people, least=near + 0.01)
    assert (apart[0], apart[1], apart[3]) == (ENGLISH, sibling, CHINESE)
    assert apart[2].value("face") != stranger.value("face")
    assert replace(apart[2], facts={**apart[2].facts, "face": stranger.facts["face"]}) == stranger
    assert face_distance(identity_of(ENGLISH), identity_of(apart[2])) > near + 0.01
    assert faces_apart(people, least=near + 0.01) == apart


def test_kin_look_alike_but_not_as_twins_do() -> None:
    twin = replace(ENGLISH, person_id="p-twin")
    first, second = faces_apart([ENGLISH, twin])
    assert first == ENGLISH
    assert face_distance(identity_of(first), identity_of(second)) >= NEAREST_KIN


def test_who_comes_later_changes_no_face_before() -> None:
    people = make_world(5, {"en": 3, "zh": 3}, {"en": 3, "zh": 3}).people
    assert faces_apart(people)[:10] == faces_apart(people[:10])


def test_in_a_world_of_forty_profiles_no_two_strangers_look_too_much_alike() -> None:
    people = faces_apart(make_world(3, {"en": 20, "zh": 20}, {"en": 10, "zh": 10}).people)
    for locale in ("en", "zh"):
        drawn = [(one.household_id, identity_of(one)) for one in people if one.locale == locale]
        nearest = min(face_distance(a, b) for i, (home, a) in enumerate(drawn) for other, b in drawn[:i] if home != other)
        assert nearest >= NEAREST_STRANGERS
        kin = min(face_distance(a, b) for i, (home, a) in enumerate(drawn) for other, b in drawn[:i] if home == other)
        assert kin >= NEAREST_KIN


def test_only_faces_that_are_seen_are_held_apart() -> None:
    stranger = replace(ENGLISH, person_id="p", household_id="h-other")
    assert faces_apart([ENGLISH, stranger], {ENGLISH.person_id}) == (ENGLISH, stranger)
    assert faces_apart([ENGLISH, stranger], {ENGLISH.person_id, "p"}) == faces_apart([ENGLISH, stranger])


def test_where_no_face_is_far_enough_the_farthest_is_taken() -> None:
    stranger = replace(ENGLISH, person_id="p", household_id="h-other")
    first, second = faces_apart([ENGLISH, stranger], least=9.0)
    assert face_distance(identity_of(first), identity_of(second)) > face_distance(identity_of(first), identity_of(stranger))
