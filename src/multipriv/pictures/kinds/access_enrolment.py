"""A screen of a door-access system: the thumb print and the iris that open doors to somebody, and one key of whose they are."""

from multipriv.pictures.irises import Eye
from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.likeness import iris_scan, thumb_print
from multipriv.seeds import stream

SENSORS = (((42, 46, 52), (232, 236, 238)), ((30, 34, 44), (222, 229, 236)), ((52, 44, 40), (238, 235, 229)))
"""Ridges and ground of what a fingerprint sensor shows, in sRGB."""
SKINS = (("#0f1c2b", "#38bdf8"), ("#1b1f2a", "#a3e635"), ("#10241f", "#34d399"), ("#221a2c", "#c4a1ff"))
"""Ground and light of the terminal at the door."""


def draw(commission: Commission) -> Drawing:
    """Draw the screen: the office sees both eyes, the terminal at the door one of them."""
    random = stream("access", commission.seed)
    sides: tuple[Eye, ...] = ("right", "left") if commission.layout == "console" else (random.choice(["left", "right"]),)
    ink, ground = random.choice(SENSORS)
    pressed = thumb_print(commission.person, commission.seed, (420, 500), ink, ground)
    scans = {side: iris_scan(commission.person, side, commission.seed, (640, 480)) for side in sides}
    words = wording(commission)
    texts = words | {
        "emblem": emblem_seed(words["product"]),
        "sides": list(sides),
        "ground": "#{:02x}{:02x}{:02x}".format(*ground),
        "skin": random.choice(SKINS),
        "scores": [random.randrange(81, 99) for _ in range(3)],
        "open": [True, *(random.random() < 0.6 for _ in words["doors"][1:])],
        "clock": f"{random.randrange(7, 20):02d}:{random.randrange(60):02d}",
    }
    images = {"thumb": Inset(pressed.image, pressed.box)}
    images |= {side: Inset(found.image, found.box) for side, found in scans.items()}
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(paper="#ffffff")
    return typeset(commission, texts, images=images, style=style, prints={"person_name": "default"})


ARTIST = Artist(("console", "terminal"), draw)
