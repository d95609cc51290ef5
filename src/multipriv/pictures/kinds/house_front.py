"""The front of a house with its number and street on a sign, and in the drive, where it is a key, a car with its plate."""

from dataclasses import asdict, dataclass, replace
from random import Random
from typing import Any

from multipriv.pictures.belongings import DWELLINGS, car_of, dwelling_of, home_of
from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.scenes.canvas import Canvas, Pixels, View
from multipriv.pictures.scenes.car import Car, draw_car, paint_car, paint_shadow
from multipriv.pictures.scenes.courtyard import Couplets, paint_courtyard
from multipriv.pictures.scenes.develop import developed, over, soft
from multipriv.pictures.scenes.house import House, paint_house, paint_pillar
from multipriv.pictures.scenes.light import Light, draw_light
from multipriv.pictures.scenes.residence import paint_residence
from multipriv.seeds import stream
from multipriv.taxonomy.records import Box, Locale

SIZE = (1400, 980)
SIGN = {"door": (0.86, 0.52), "gate": (0.88, 0.52)}
"""Width and height of the sign in metres."""
PLATE = (0.84, 0.56)
"""The same of a Chinese door plate."""


@dataclass(frozen=True)
class Front:
    """The front as painted: its camera, the house, the box of its sign, and where couplets hang, on gates."""

    scene: Pixels
    view: View
    house: House
    sign: Box
    couplets: Couplets | None = None


def draw(commission: Commission) -> Drawing:
    """Draw the house, set the signs, and develop the photo."""
    random = stream("house", commission.seed)
    light, drive, home = draw_light(random), random.choice((-1, 1)), home_of(commission.person)
    front = draw_front(commission.locale, commission.layout, drive, light, random, home)
    texts: dict[str, Any] = {"width": SIZE[0], "height": SIZE[1], "looks": random.randrange(60)}
    texts |= {"sign": front.sign, "couplets": asdict(front.couplets) if front.couplets else None}
    car, scene = draw_car(car_of(commission.person), random.random() < 0.7, light.low, light.gain), front.scene
    if "vehicle_plate" in commission.keys:
        scene, texts["plate"] = _with_car(scene, front, car, light, random)
    if commission.locale == "en" and commission.layout == "gate":
        x, depth = _pillar(drive)
        scene = paint_pillar(front.view, SIZE, x, depth, 1.06, light, scene, home)
    style = draw_style(commission.seed, commission.locale).but(scale=1.0)
    prints = {"plate": "default", "home_address.street": "default"}
    drawing = typeset(commission, texts, images={"scene": Inset(scene)}, style=style, prints=prints)
    return replace(drawing, image=developed(drawing.image, commission.seed, light.tint))


def draw_front(locale: Locale, layout: str, drive: int, light: Light, random: Random, home: str) -> Front:
    """Return the house of a layout as the locale builds them, the drive at its left (-1) or right."""
    if locale == "en":
        return _house(layout == "gate", drive, light, random, home)
    return (_courtyard if layout == "gate" else _residence)(drive, light, random, home)


def _with_car(scene: Pixels, front: Front, car: Car, light: Light, random: Random) -> tuple[Pixels, Box]:
    """Return the scene with the car in the drive, and the box of its plate; the house hides what is behind its corner."""
    house, view = front.house, front.view
    x, near = house.drive * random.uniform(2.28, 2.36), 5.0
    shade, body = Canvas(*SIZE), Canvas(*SIZE)
    paint_shadow(shade, view, car, x, near)
    plate = paint_car(body, view, car, x, near).plate
    shadow, shown = soft(shade.rendered(0.25), light.blur), body.rendered()
    corner = round(view.at(house.right if house.drive > 0 else house.left, 0, house.z)[0])
    foot = round(view.at(0, 0, house.z)[1])
    hidden = slice(0, corner) if house.drive > 0 else slice(corner, SIZE[0])
    shown[:, hidden, 3] = 0
    shadow[:foot, hidden, 3] = 0
    return over(shown, over(shadow, scene)), plate


def _house(gate: bool, drive: int, light: Light, random: Random, home: str) -> Front:
    z = 10.2 if gate else 6.4
    view = View(1500, SIZE[0] * (0.5 - 0.21 * drive), SIZE[1] * (0.50 if gate else 0.56), 1.6)
    door = drive * (0.3 if gate else -0.72)
    ends = sorted((-drive * 6.2, drive * (1.35 if gate else 1.12)))
    house = House(z, ends[0], ends[1], door, drive, 2)
    scene = paint_house(view, SIZE, house, light, random, home)
    if gate:
        x, depth = _pillar(drive)
        return Front(scene, view, house, _sign(view, depth, x, 1.28, SIGN["gate"]))
    return Front(scene, view, house, _sign(view, z, door + drive * 1.2, 1.72, SIGN["door"]))


def _pillar(drive: int) -> tuple[float, float]:
    """Return where the pillar stands that bears the sign of a house behind its garden wall: across and away, in metres."""
    return -drive * 0.82, 5.4


def _residence(drive: int, light: Light, random: Random, home: str) -> Front:
    """The entrance of a residential block, its end beside the lane."""
    z, door, x = random.uniform(6.7, 7.2), -0.80 * drive, 0.52 * drive
    view = View(1500, SIZE[0] * (0.5 - 0.21 * drive), SIZE[1] * random.uniform(0.54, 0.58), 1.6)
    ends = sorted((-drive * 8.0, drive * 1.26))
    house = House(z, ends[0], ends[1], door, drive, 6, (x - PLATE[0] / 2, x + PLATE[0] / 2))
    scene = paint_residence(view, SIZE, house, light, random, home)
    return Front(scene, view, house, _sign(view, z, x, random.uniform(1.62, 1.78), PLATE))


def _courtyard(drive: int, light: Light, random: Random, home: str) -> Front:
    """The gate of a courtyard, the corner of its wall beside the lane."""
    z, door, x = random.uniform(7.2, 7.8), -0.95 * drive, 0.74 * drive
    view = View(1400, SIZE[0] * (0.5 - 0.19 * drive), SIZE[1] * random.uniform(0.54, 0.58), 1.6)
    ends = sorted((-drive * 8.0, drive * 1.3))
    house = House(z, ends[0], ends[1], door, drive, 1)
    scene, couplets = paint_courtyard(view, SIZE, house, light, random, home)
    return Front(scene, view, house, _sign(view, z, x, random.uniform(1.54, 1.68), PLATE), couplets)


def _sign(view: View, z: float, x: float, middle: float, size: tuple[float, float]) -> Box:
    return view.box(z, x, middle - size[1] / 2, *size)


ARTIST = Artist(DWELLINGS, draw, dwelling_of)
