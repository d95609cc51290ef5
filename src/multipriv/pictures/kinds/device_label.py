"""The label on the back of a device, from close by: a serial number, and marks that are nobody's."""

from dataclasses import replace

from multipriv.pictures.belongings import DEVICES, device_of, maker_of
from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.scenes.develop import developed
from multipriv.pictures.scenes.device import paint_device
from multipriv.seeds import stream

SIZES = {"laptop": (1280, 860), "router": (1200, 880), "phone": (960, 1160)}
LABELS = {"laptop": (720, 352), "router": (760, 380), "phone": (700, 400)}
"""Width and height in pixels of the picture, and of the label."""


def draw(commission: Commission) -> Drawing:
    """Draw the device, set the label on it, and develop the photo."""
    random = stream("device", commission.seed)
    width, height = SIZES[commission.layout]
    wide, tall = LABELS[commission.layout]
    left = random.uniform(0.3, 0.7) * (width - wide)
    top = {"laptop": (height - tall) / 2, "router": 150 + random.uniform(0, 60), "phone": 500 + random.uniform(0, 120)}[
        commission.layout
    ]
    box = (left, top, left + wide, top + tall)
    words = wording(commission)
    maker = maker_of(commission.person)
    texts = (
        words
        | words[commission.layout]
        | {
            "width": width,
            "height": height,
            "box": box,
            "dark": random.random() < (0.0 if commission.layout == "router" else 0.3),
            "maker": maker,
            "emblem": emblem_seed(maker),
            "code": random.randrange(1 << 30),
            "marks": random.sample(range(5), 3),
        }
    )
    scene = paint_device(commission.layout, (width, height), box, random, commission.seed)
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(scale=1.0)
    drawing = typeset(commission, texts, images={"scene": Inset(scene)}, style=style)
    tint = (random.uniform(0.98, 1.04), 1.0, random.uniform(0.93, 1.03))
    return replace(drawing, image=developed(drawing.image, commission.seed, tint))


ARTIST = Artist(DEVICES, draw, device_of)
