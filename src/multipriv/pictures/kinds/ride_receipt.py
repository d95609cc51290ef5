"""The receipt of a ride in a hired car: its way on a small map, from where to where, and one key of who rode."""

from dataclasses import asdict

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.scenes.city_map import draw_map
from multipriv.pictures.screens.clock import status
from multipriv.seeds import stream

SIZES = {"phone": (860, 620), "page": (820, 560)}
"""Width and height of the map in pixels."""
RATES = {"en": (3.2, 1.9, 0.3, "${:.2f}"), "zh": (9.0, 2.3, 0.45, "¥{:.2f}")}
"""Base fare, fare a kilometre and a minute, and how the sum is written."""


def draw(commission: Commission) -> Drawing:
    """Draw the map and set the screen around it; the fare follows from the length of the way and the time taken."""
    random = stream("ride", commission.seed)
    quarter = draw_map(commission.person.value("route", "path"), commission.locale, SIZES[commission.layout], commission.seed)
    words = wording(commission)
    length, start = quarter.km, random.randrange(7 * 60, 22 * 60)
    minutes = round(length * random.uniform(2.3, 3.4)) + 2
    base, by_way, by_time, form = RATES[commission.locale]
    parts = [base, round(length * by_way, 2), round(minutes * by_time, 2)]
    texts = (
        status(commission.seed)
        | words
        | {
            "emblem": emblem_seed(words["app"]),
            "start": quarter.start,
            "end": quarter.end,
            "labels": [asdict(label) for label in quarter.labels],
            "colours": quarter.colours,
            "size": SIZES[commission.layout],
            "km": f"{length:.1f}",
            "minutes": minutes,
            "times": [f"{time // 60:02d}:{time % 60:02d}" for time in (start, start + minutes)],
            "parts": [form.format(part) for part in parts],
            "fare": form.format(sum(parts)),
            "driver": random.randrange(90),
            "rating": f"{random.uniform(4.6, 5.0):.1f}",
            "stars": random.randrange(4, 6),
        }
    )
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(paper="#ffffff")
    prints = {"label": "default", "person_name": "default"}
    return typeset(commission, texts, images={"map": Inset(quarter.image, quarter.path)}, style=style, prints=prints)


ARTIST = Artist(("phone", "page"), draw)
