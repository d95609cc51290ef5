"""A map app with a route from a start to the person's street, on a telephone or on a wide screen."""

from dataclasses import asdict

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.scenes.city_map import draw_map
from multipriv.pictures.screens.clock import status
from multipriv.seeds import stream

SIZES = {"phone": (860, 1130), "wide": (1010, 860)}
"""Width and height of the map in pixels."""


def draw(commission: Commission) -> Drawing:
    """Draw the map and set the screen around it."""
    quarter = draw_map(commission.person.value("route", "path"), commission.locale, SIZES[commission.layout], commission.seed)
    words = wording(commission)
    minutes = quarter.km * (13 if words["mode"]["icon"] == "walk" else 3.2)
    texts = (
        words
        | status(commission.seed)
        | {
            "emblem": emblem_seed(words["app"]),
            "start": quarter.start,
            "end": quarter.end,
            "labels": [asdict(label) for label in quarter.labels],
            "colours": quarter.colours,
            "size": SIZES[commission.layout],
            "km": f"{quarter.km:.1f}",
            "minutes": round(minutes),
            "avatar": stream("avatar", commission.seed).randrange(60),
        }
    )
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(paper="#ffffff")
    prints = {"label": "default"}
    return typeset(commission, texts, images={"map": Inset(quarter.image, quarter.path)}, style=style, prints=prints)


ARTIST = Artist(("phone", "wide"), draw)
