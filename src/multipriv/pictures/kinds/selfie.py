"""A selfie in a place: the person, and behind them their car with its plate or their house with its sign.

A brought photo stands in a corner of the place, as telephones show it that take a picture with both cameras at once.
"""

from dataclasses import asdict, dataclass, replace
from random import Random

import cv2
import numpy as np

from multipriv.pictures.belongings import car_of, dwelling_of, home_of
from multipriv.pictures.kind import Artist, Commission, Drawing, Mark
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.portraying import brought_photo, framed
from multipriv.pictures.scenes.avenue import paint_avenue
from multipriv.pictures.scenes.canvas import Canvas, Pixels, View
from multipriv.pictures.scenes.car import draw_car, paint_car, paint_shadow
from multipriv.pictures.scenes.courtyard import Couplets, paint_courtyard
from multipriv.pictures.scenes.develop import developed, over, placed, soft
from multipriv.pictures.scenes.house import House, paint_house
from multipriv.pictures.scenes.light import Light, draw_light
from multipriv.pictures.scenes.people import cut_out
from multipriv.pictures.scenes.residence import paint_residence
from multipriv.pictures.scenes.street import Street, paint_street
from multipriv.seeds import stream
from multipriv.taxonomy.records import Box, Person

SIZE = (1240, 930)
FIGURE = (1120, 860)
"""Width and height of the person's part of the picture in pixels."""
INSET, INSET_EDGE, INSET_CORNER, INSET_AT = (345, 460), 5, 34, 38
"""Of a brought photo: width and height, the dark edge about it, the radius of its corners, its distance from the edges."""


@dataclass(frozen=True)
class Place:
    """What is behind the person, the box that is kept for the text on it, and where couplets hang, on gates."""

    image: Pixels
    text: Box
    couplets: Couplets | None = None


def draw(commission: Commission) -> Drawing:
    """Draw the place, set its sign or plate, and put the person before it. `side` is where the person stands."""
    random = stream("selfie", commission.seed)
    light, side = draw_light(random), -1 if commission.layout == "left" else 1
    car = "vehicle_plate" in commission.keys
    if car:
        place = _by_the_car(random, light, side, commission.person)
    else:
        place = (_at_home if commission.locale == "en" else _at_a_chinese_home)(random, light, side, commission.person)
    texts = {
        "width": SIZE[0],
        "height": SIZE[1],
        "box": place.text,
        "looks": random.randrange(60),
        "couplets": asdict(place.couplets) if place.couplets else None,
    }
    style = draw_style(commission.seed, commission.locale).but(scale=1.0)
    prints = {"plate": "default", "home_address.street": "default"}
    scene = typeset(commission, texts, images={"scene": Inset(place.image)}, style=style, prints=prints, template="selfie")
    if commission.brought is not None:
        return _with_inset(scene, commission, side, light)
    person = commission.person
    figure = cut_out(person, commission.seed, "selfie", FIGURE)
    top = SIZE[1] - FIGURE[1]
    left = round(SIZE[0] * (0.5 + 0.235 * side) - FIGURE[0] / 2 + random.uniform(-12, 12))
    while _covers(figure.image, (left, top), place.text):
        left += 8 * side
    image = placed(figure.image, np.ascontiguousarray(scene.image[..., :3]), (left, top))
    return replace(
        scene, image=developed(image, commission.seed, light.tint), marks=(_face(person, figure.box, left, top), *scene.marks)
    )


def _face(person: Person, box: Box, left: int, top: int) -> Mark:
    x0, y0, x1, y1 = box
    return Mark("face", "value", person.person_id, None, person.value("face"), (x0 + left, y0 + top, x1 + left, y1 + top))


def _with_inset(scene: Drawing, commission: Commission, side: int, light: Light) -> Drawing:
    """Lay the brought photo over the upper corner of the place, away from the sign or plate."""
    shown = framed(brought_photo(commission, commission.person), INSET)
    left = SIZE[0] - INSET[0] - INSET_AT if side > 0 else INSET_AT
    place = developed(np.ascontiguousarray(scene.image[..., :3]), commission.seed, light.tint)
    pane = _rounded_pane((INSET[0] + 2 * INSET_EDGE, INSET[1] + 2 * INSET_EDGE))
    place = placed(pane, place, (left - INSET_EDGE, INSET_AT - INSET_EDGE))
    photo = _rounded_pane(INSET)
    photo[..., :3] = shown.image
    face = _face(commission.person, shown.box, left, INSET_AT)
    return replace(scene, image=placed(photo, place, (left, INSET_AT)), marks=(face, *scene.marks))


def _rounded_pane(size: tuple[int, int]) -> Pixels:
    """Return a dark pane (width, height) in RGBA with round corners."""
    across, down = size[0] * 4, size[1] * 4
    mask, round_by = np.zeros((down, across), np.uint8), INSET_CORNER * 4
    cv2.rectangle(mask, (round_by, 0), (across - round_by - 1, down - 1), 255, -1)
    cv2.rectangle(mask, (0, round_by), (across - 1, down - round_by - 1), 255, -1)
    for x in (round_by, across - round_by - 1):
        for y in (round_by, down - round_by - 1):
            cv2.circle(mask, (x, y), round_by, 255, -1)
    pane = np.full((size[1], size[0], 4), 16, np.uint8)
    pane[..., 3] = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    return pane


def _covers(figure: Pixels, at: tuple[int, int], text: Box, room: int = 14) -> bool:
    """Return whether the person stands before the text or almost touches it."""
    x0, y0 = max(0, int(text[0]) - room - at[0]), max(0, int(text[1]) - room - at[1])
    x1, y1 = max(0, int(text[2]) + room - at[0]), max(0, int(text[3]) + room - at[1])
    return bool((figure[y0:y1, x0:x1, 3] > 8).any())


def _by_the_car(random: Random, light: Light, side: int, person: Person) -> Place:
    car = draw_car(car_of(person), random.random() < 0.6, light.low, light.gain)
    z = random.uniform(4.4, 4.8)
    focal = 640 * z / (2 * car.half)
    x = random.uniform(0.0, 0.35) * -side
    view = View(focal, SIZE[0] * (0.5 - 0.225 * side) - focal * x / z, SIZE[1] * 0.36, random.uniform(1.5, 1.65))
    kerb = x - side * (car.half + 0.4)
    street = Street(kerb, kerb + 7.5) if side > 0 else Street(kerb - 7.5, kerb)
    behind, shade, body = Canvas(*SIZE), Canvas(*SIZE), Canvas(*SIZE)
    (paint_street if person.locale == "en" else paint_avenue)(behind, view, street, light, random)
    paint_shadow(shade, view, car, x, z)
    box = paint_car(body, view, car, x, z).plate
    scene = over(soft(shade.rendered(0.25), light.blur), soft(np.ascontiguousarray(behind.rendered(0.5)[..., :3]), 3.0))
    return Place(over(soft(body.rendered(), 0.7), scene), box)


def _at_home(random: Random, light: Light, side: int, person: Person) -> Place:
    z = random.uniform(5.2, 5.8)
    view = View(1420, SIZE[0] * (0.5 - 0.20 * side), SIZE[1] * 0.52, 1.6)
    door = -side * random.uniform(0.0, 0.1) + side * 1.25
    across, tall = 0.90, 0.54
    x, y = door - side * 1.25, random.uniform(1.66, 1.86)
    house = House(z, -6.5, 6.5, door, -side, 2, (x - across / 2, x + across / 2))
    image = paint_house(view, SIZE, house, light, random, home_of(person))
    return Place(soft(image, 1.1), view.box(z, x, y - tall / 2, across, tall))


def _at_a_chinese_home(random: Random, light: Light, side: int, person: Person) -> Place:
    """At the entrance of a residential block or at the gate of a courtyard."""
    z = random.uniform(5.2, 5.8)
    view = View(1420, SIZE[0] * (0.5 - 0.20 * side), SIZE[1] * 0.52, 1.6)
    across, tall = 0.84, 0.56
    gate, y = dwelling_of(person) == "gate", random.uniform(1.62, 1.74)
    door = side * (1.68 if gate else 1.3)
    house = House(z, -6.5, 6.5, door, -side, 6, (-across / 2, across / 2))
    text = view.box(z, 0.0, y - tall / 2, across, tall)
    if gate:
        image, couplets = paint_courtyard(view, SIZE, house, light, random, home_of(person))
        return Place(soft(image, 1.1), text, couplets)
    return Place(soft(paint_residence(view, SIZE, house, light, random, home_of(person)), 1.1), text)


ARTIST = Artist(("left", "right"), draw)
