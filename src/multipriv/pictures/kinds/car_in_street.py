"""A car parked in a street, from behind or from the front: its plate, and its model in letters on the body."""

from dataclasses import replace
from random import Random

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.belongings import car_of
from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.scenes.avenue import paint_avenue
from multipriv.pictures.scenes.canvas import Canvas, Pixels, View
from multipriv.pictures.scenes.car import Car, Places, draw_car, paint_car, paint_shadow
from multipriv.pictures.scenes.develop import developed, over, soft
from multipriv.pictures.scenes.light import Light, draw_light
from multipriv.pictures.scenes.street import Street, paint_street
from multipriv.seeds import stream
from multipriv.taxonomy.records import Locale

SIZES = ((1280, 900), (1200, 900), (1320, 860))


def draw(commission: Commission) -> Drawing:
    """Draw the street, set the letters on the car, and develop the photo."""
    random = stream("street", commission.seed)
    size, light = random.choice(SIZES), draw_light(random)
    car = draw_car(car_of(commission.person), commission.layout == "rear", light.low, light.gain)
    scene, places = _scene(random, size, light, car, commission.locale)
    dark = 0.3 * car.paint[0] + 0.6 * car.paint[1] + 0.1 * car.paint[2] < 150
    texts = {
        "width": size[0],
        "height": size[1],
        "plate": places.plate,
        "badge": places.badge,
        "chrome": "#eef1f4" if dark else "#1c1e22",
    }
    style = draw_style(commission.seed, commission.locale).but(scale=1.0)
    drawing = typeset(commission, texts, images={"scene": Inset(scene)}, style=style, prints={"plate": "default"})
    return replace(drawing, image=developed(drawing.image, commission.seed, light.tint))


def _scene(random: Random, size: tuple[int, int], light: Light, car: Car, locale: Locale) -> tuple[NDArray[np.uint8], Places]:
    width, height = size
    aside = random.choice((0.0, 0.0, 1.0, 1.0, 1.0)) * random.choice((-1, 1))
    x, z = aside * random.uniform(1.5, 1.95), random.uniform(4.3, 4.9)
    focal = 0.46 * width * z / (2 * car.half) * (1.0 if aside else 1.15)
    middle = width * (0.5 + 0.13 * aside)
    view = View(focal, middle - focal * x / z, height * random.uniform(0.34, 0.40), random.uniform(1.45, 1.7))
    parked = 1 if aside > 0 or (aside == 0 and random.random() < 0.5) else -1
    kerb = x + parked * (car.half + 0.3)
    street = Street(kerb - 7.5, kerb) if parked > 0 else Street(kerb, kerb + 7.5)
    behind = Canvas(width, height)
    (paint_street if locale == "en" else paint_avenue)(behind, view, street, light, random)
    scene: Pixels = np.ascontiguousarray(soft(behind.rendered(0.5)[..., :3], width / 520))
    shade, body = Canvas(width, height), Canvas(width, height)
    paint_shadow(shade, view, car, x, z)
    scene = over(soft(shade.rendered(0.25), light.blur), scene)
    places = paint_car(body, view, car, x, z)
    return over(body.rendered(), scene), places


ARTIST = Artist(("rear", "front"), draw)
