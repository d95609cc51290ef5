"""Sight finds faces and tells them apart better than chance; it sees none where there is none."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.models.embedded import Prompt
from multipriv.models.sight import respond
from multipriv.models.sight.faces import find_faces
from multipriv.models.sight.likeness import describe, distance
from multipriv.models.sight.looking import Looker
from multipriv.pictures import faces
from tests.models.forms import inline

PEOPLE = [("a", "female", 24), ("b", "male", 35), ("c", "female", 52), ("d", "male", 61), ("e", "female", 33)]


@cache
def photo(person: int, seed: str) -> tuple[NDArray[np.uint8], tuple[float, float, float, float]]:
    name, sex, age = PEOPLE[person]
    shot = faces.photo(faces.identity(f"sight-{name}", sex, age, "zh" if person % 2 else "en"), seed, size=(192, 240), crop="id")  # type: ignore[arg-type]
    x0, y0, x1, y1 = shot.face_box
    return np.ascontiguousarray(shot.image[..., 2::-1]), (x0, y0, x1, y1)


def page(person: int, seed: str, text: str = "") -> bytes:
    image = np.full((420, 640, 3), 250, np.uint8)
    image[60:300, 40:232] = photo(person, seed)[0]
    cv2.putText(image, text, (310, 200), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (20, 20, 20), 1, cv2.LINE_AA)
    return cv2.imencode(".png", image)[1].tobytes()


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    shared = max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def test_most_faces_are_found() -> None:
    found = []
    for person in range(len(PEOPLE)):
        image, box = photo(person, "one")
        found.append(max((overlap(face.whole, box) for face in find_faces(image)), default=0.0))
    assert sum(share > 0.4 for share in found) >= len(PEOPLE) - 2


def test_no_face_on_pages_of_text_and_in_noise() -> None:
    form = inline("Statement", *((f"Row {n}", f"{n * 137}.20") for n in range(9)))
    noise = np.random.default_rng(1).integers(0, 255, (300, 400, 3)).astype(np.uint8)
    pictures = (form, cv2.imencode(".png", noise)[1].tobytes(), b"", b"nonsense")
    assert [dict(Looker(pictures).seen(n)) for n in range(len(pictures))] == [{}] * 4
    assert Looker(pictures).unlike(0, 1) is None


def test_the_same_face_is_nearer_than_most_others() -> None:
    looks = {}
    for person in range(len(PEOPLE)):
        for seed in ("one", "two"):
            image, _ = photo(person, seed)
            looks[person, seed] = [describe(image, face) for face in find_faces(image)[:1]]
    better = []
    for person in range(len(PEOPLE)):
        for here, there in (("one", "two"), ("two", "one")):
            if looks[person, here] and looks[person, there]:
                own = distance(looks[person, here][0], looks[person, there][0])
                others = [
                    distance(looks[person, here][0], looks[o, there][0])
                    for o in range(len(PEOPLE))
                    if o != person and looks[o, there]
                ]
                better.append(sum(own < other for other in others) / len(others))
    assert len(better) >= 6
    assert float(np.mean(better)) > 0.7  # 0.5 is chance


def test_answers_about_faces() -> None:
    form = inline("Statement", ("Row 1", "12.20"))
    ask = 'Does this picture show a face?\n\nAnswer with "yes" or "no".'
    assert respond(Prompt(ask, (page(1, "one"),))) == "Answer: yes"
    assert respond(Prompt(ask, (form,))) == "Answer: no"


def test_a_face_alone_leads_to_a_value_and_a_conflict_stops_it() -> None:
    question = "Picture 1 belongs to somebody. What is that person's e-mail address?\n\nGive the value exactly as it is printed."
    mine, other = page(3, "two", "dawn@mail.example"), page(4, "one", "reed@mail.example")
    assert respond(Prompt(question, (page(3, "one"), other, mine))) == "Answer: dawn@mail.example"
    assert respond(Prompt(question, (page(3, "one"), inline("Note", ("Row", "1"))))) == "Answer: cannot be determined"
