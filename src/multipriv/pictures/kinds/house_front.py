"""The front of a house with its number and street on a sign, and in the drive, where it is a key, a car with its plate."""

from dataclasses import replace
from typing import Any

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.scenes.canvas import Canvas, View
from multipriv.pictures.scenes.car import draw_car, paint_car, paint_shadow
from multipriv.pictures.scenes.develop import developed, over, soft
from multipriv.pictures.scenes.house import House, door_box, paint_house, paint_pillar
from multipriv.pictures.scenes.light import draw_light
from multipriv.seeds import stream

SIZE = (1400, 980)
SIGN = {"door": (0.86, 0.52), "gate": (0.88, 0.52)}
"""Width and height of the sign in metres."""


def draw(commission: Commission) -> Drawing:
    """Draw the house, set the signs, and develop the photo."""
    random = stream("house", commission.seed)
    light, drive = draw_light(random), random.choice((-1, 1))
    gate = commission.layout == "gate"
    z = 10.2 if gate else 6.4
    view = View(1500, SIZE[0] * (0.5 - 0.21 * drive), SIZE[1] * (0.50 if gate else 0.56), 1.6)
    door = drive * (0.3 if gate else -0.72)
    ends = sorted((-drive * 6.2, drive * (1.35 if gate else 1.12)))
    house = House(z, ends[0], ends[1], door, drive, 2)
    scene = paint_house(view, SIZE, house, light, random, commission.seed)
    texts: dict[str, Any] = {"width": SIZE[0], "height": SIZE[1], "looks": random.randrange(60), "door": door_box(view, house)}
    car = draw_car(random, random.random() < 0.7, light.low, light.gain)
    if "vehicle_plate" in commission.keys:
        x, near = drive * random.uniform(2.28, 2.36), 5.0
        shade, body = Canvas(*SIZE), Canvas(*SIZE)
        paint_shadow(shade, view, car, x, near)
        texts["plate"] = paint_car(body, view, car, x, near).plate
        scene = over(body.rendered(), over(soft(shade.rendered(0.25), light.blur), scene))
    across, tall = SIGN[commission.layout]
    depth, x, y = (5.4, -drive * 0.82, 1.28) if gate else (z, door + drive * 1.2, 1.72)
    if gate:
        scene = paint_pillar(view, SIZE, x, depth, 1.06, light, random, scene, commission.seed)
    (x0, y0), (x1, y1) = view.at(x - across / 2, y + tall / 2, depth), view.at(x + across / 2, y - tall / 2, depth)
    texts["sign"] = (x0, y0, x1, y1)
    style = draw_style(commission.seed, commission.locale).but(scale=1.0)
    prints = {"plate": "default", "home_address.street": "default"}
    drawing = typeset(commission, texts, images={"scene": Inset(scene)}, style=style, prints=prints)
    return replace(drawing, image=developed(drawing.image, commission.seed, light.tint))


ARTIST = Artist(("door", "gate"), draw)
