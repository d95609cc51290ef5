"""Bookings in a travel app or on its page: a flight, a train, a hotel stay, and one key of who booked them."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.screens.clock import status
from multipriv.seeds import stream

DATES = {"en": ("us_short", "short", "iso"), "zh": ("default", "iso", "dots")}


def draw(commission: Commission) -> Drawing:
    """Draw the screen; the three bookings stand in any order."""
    random = stream("travel", commission.seed)
    words = wording(commission)
    texts = (
        status(commission.seed)
        | words
        | {
            "emblem": emblem_seed(words["app"]),
            "avatar": random.randrange(90),
            "order": random.sample(["flight", "train", "hotel_stay"], 3),
        }
    )
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(paper="#ffffff")
    prints = {"date": random.choice(DATES[commission.locale]), "person_name": "default", "label": "default"}
    return typeset(commission, texts, style=style, prints=prints)


ARTIST = Artist(("phone", "page"), draw)
